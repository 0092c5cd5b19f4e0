## Sentences of ../nl/sites.ftl that address the reader, with “u”

site-key-write-down = Geef deze sleutel aan de site, waar alleen de server hem mag kennen. Hij wordt getoond tot u hem hebt bewaard.
site-moderators-hint = Wie u hier aanvinkt, is aan deze site gebonden en modereert alleen reacties onder de sites waar een vinkje staat: de rest van het bord is dan niet te zien. Moderators die nergens een vinkje hebben, modereren het hele bord, ook deze site. Redacteuren en beheerders zijn nooit gebonden.
site-origins-hint = Een op elke regel, zoals https://blog.example. Alleen op pagina’s met zo’n begin is het bord te zien en komen reacties binnen. Met en zonder www. zijn het er twee. Haalt u er een weg, dan blijven de pagina’s met hun reacties bewaard. Hoogstens { $max }.
