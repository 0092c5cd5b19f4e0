# Sites waar het bord onder staat, en hun pagina’s.
site-add = Site toevoegen
site-added = De site staat erbij. Plak nu een van de manieren hieronder in de pagina’s.
site-all-pages = Toon alle pagina’s
site-change = Instellingen
site-colour-hint = Voor links en knoppen onder deze site. Contrast nu { $ratio } : 1, minstens 4,5 : 1 is nodig. De kleur van het bord is { $board }.
site-has-moderators = Er zijn moderators aan deze site gebonden. Haal hun vinkjes eerst weg en sla op. Wie dan nergens meer aan gebonden is, modereert het hele bord.
site-has-pages = Deze site heeft pagina’s met reacties, en die blijven bij hun site. Haal de adressen weg om het bord er niet meer te tonen.
site-is-of-settings = Een adres van deze site staat in de instelling WEERWOORD_SITES. Haal het daar weg en start het bord opnieuw.
site-key-jwk = Publieke sleutel als JWK
site-key-jwk-hint = RSA vanaf 2048 bits, P-256 of Ed25519. Deze komt in de plaats van de huidige sleutel.
site-key-made = De site heeft een sleutel. Tokens die met een eerdere zijn ondertekend, gelden niet meer.
site-key-make = Sleutel maken
site-key-note = Ik heb de sleutel bewaard
site-key-noted = De sleutel wordt niet meer getoond.
site-key-own = Liever een publieke sleutel van de site gebruiken
site-key-public = De site ondertekent met een eigen sleutel; de publieke sleutel is ingevuld op { $date }.
site-key-remove = Sleutel verwijderen
site-key-removed = De sleutel is verwijderd. Gebruikers van de site reageren nu als gast.
site-key-renew = Nieuwe sleutel maken
site-key-renew-hint = De oude sleutel geldt dan meteen niet meer: geef de nieuwe direct aan de site.
site-key-shared = De sleutel is gemaakt op { $date }.
site-key-unreadable = De sleutel van { $date } is niet te lezen, doordat de sleutel van dit bord ontbreekt waarmee die is versleuteld. Maak een nieuwe.
site-key-use = Deze publieke sleutel gebruiken
site-key-write-down = Geef deze sleutel aan de site, waar alleen de server hem mag kennen. Hij wordt getoond tot je hem hebt bewaard.
site-lang = Taal onder de pagina’s
site-lang-en = Engels
site-lang-missing = Kies een taal uit de lijst.
site-lang-nl = Nederlands, informeel
site-lang-nl-formal = Nederlands, formeel
site-moderators = Moderators van deze site
site-moderators-hint = Wie je hier aanvinkt, is aan deze site gebonden en modereert alleen reacties onder de sites waar een vinkje staat: de rest van het bord is dan niet te zien. Moderators die nergens een vinkje hebben, modereren het hele bord, ook deze site. Redacteuren en beheerders zijn nooit gebonden.
site-name = Naam
site-name-hint = Zoals moderators de site kennen.
site-name-long = De naam is langer dan { $max } tekens. Kort die in.
site-name-missing = Vul een naam in.
site-new = Nieuwe site
site-no-moderators = Het bord heeft geen moderators. Nodig er een uit bij Mensen.
site-no-origin = geen adres: het bord is er niet te zien
site-no-pages = Nog geen pagina’s
site-no-pages-text = Een pagina komt erbij met de eerste reactie. Nog niets geplakt?
site-none-found = Er is geen pagina gevonden.
site-of-settings = uit de instellingen
site-origin-taken = { $origin } hoort al bij de site ‘{ $site }’. Haal het daar eerst weg, of laat het hier weg.
site-origins = Adressen van de site
site-origins-fixed = Uit de instelling WEERWOORD_SITES, en alleen daar te wijzigen:
site-origins-hint = Een op elke regel, zoals https://blog.example. Alleen op pagina’s met zo’n begin is het bord te zien en komen reacties binnen. Met en zonder www. zijn het er twee. Haal je er een weg, dan blijven de pagina’s met hun reacties bewaard. Hoogstens { $max }.
site-origins-many = Een site heeft hoogstens { $max } adressen. Haal er weg, of verdeel ze over twee sites.
site-origins-missing = Vul minstens één adres in, zoals https://blog.example.
site-origins-wrong = { $count ->
    [one] Dit is geen adres van een site: { $lines }. Begin met https:// of http://, en schrijf niets na de naam en de poort: https://blog.example.
   *[other] Dit zijn geen adressen van een site: { $lines }. Begin met https:// of http://, en schrijf niets na de naam en de poort: https://blog.example.
}
site-page-change = Wijzigen
site-page-open = Reageren kan
site-page-queue = Reacties modereren
site-page-saved = De pagina is opgeslagen.
site-page-title = Titel
site-page-title-long = De titel is langer dan { $max } tekens. Kort die in.
site-page-title-missing = Vul een titel in.
site-pages = Pagina’s
site-paste = Onder de pagina’s zetten
site-paste-frame = Een iframe
site-paste-frame-hint = Voor sites die geen scripts toelaten. Zet bij url= het adres van de pagina, gecodeerd; de hoogte staat vast.
site-paste-script = Eén regel met een script
site-paste-script-hint = Plak die waar de reacties moeten komen, in het sjabloon van alle pagina’s. Het script past de hoogte aan, en volgt licht en donker.
site-paste-server = Zonder script, door nginx
site-paste-server-hint = Het blok komt bij de server van de site, de laatste regel in de pagina’s, met bij url= het adres van de pagina, gecodeerd. Reacties staan dan in de pagina zelf, ook voor zoekmachines.
site-paste-text = Kies er een. Elke pagina waar de regel staat, krijgt reacties van haar eigen.
site-paste-title = Reacties
site-remove = Site verwijderen
site-remove-hint = Kan alleen zonder pagina’s en zonder gebonden moderators.
site-removed = De site is verwijderd.
site-saved = De site is opgeslagen.
site-search = Zoek in titels en adressen
site-settings = Instellingen van de site
site-stays = De site is niet verwijderd
site-users = Gebruikers van de site
site-users-text = Met een sleutel kan de site zeggen wie haar gebruikers zijn: die reageren onder haar pagina’s met hun eigen naam, zonder code, en hebben niet meer rechten dan gasten. Hoe de site dat doet, staat in docs/login.md.
sites-about = { $pages ->
    [one] 1 pagina
   *[other] { $pages } pagina’s
} · { $comments ->
    [one] 1 reactie
   *[other] { $comments } reacties
} · { $lang } · { $moderators ->
    [0] geen gebonden moderators
    [one] 1 gebonden moderator
   *[other] { $moderators } gebonden moderators
}
sites-heading = Sites
sites-lead = Het bord kan onder de pagina’s van andere sites staan: een blog, een krant, een winkel. Hun reacties komen in dezelfde wachtrijen.
sites-none = Nog geen sites
sites-none-text = Voeg een site toe om het bord onder de pagina’s ervan te zetten.
