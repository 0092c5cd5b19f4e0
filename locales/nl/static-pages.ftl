## The board's own texts at the desk

texts-heading = Pagina’s
texts-lead = Links naar deze pagina’s staan onder aan de site. Wat je wijzigt, ziet elke lezer meteen.
text-shipped = Standaardtekst
text-version = Versie { $number }, { $moment }, door { $name }
text-versions = Eerdere versies
text-take = Terughalen
text-saved = Opgeslagen. Zo zien lezers de pagina nu.
text-hint = Markdown. Waar {"{"}board{"}"} staat, komt de naam van deze site; waar {"{"}contact{"}"} staat, het e-mailadres voor vragen over gegevens, of anders dat van de redactie (de afzender uit WEERWOORD_SMTP_URL).
text-hint-anchors = Via de tekens tussen accolades achter de kopjes, zoals {"{"}#insult{"}"}, verwijst een verwijderde reactie naar de regel. Laat die tekens staan.
text-missing = Schrijf de tekst: deze pagina kan niet leeg zijn.
text-too-long = De tekst is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang.
text-anchor-missing = Zet { $anchor } achter het kopje over { $rule }: verwijderde reacties verwijzen daarheen.
