## The board's own texts at the desk

texts-heading = Pagina’s
texts-lead = Deze pagina’s staan onder aan elke bladzijde. Wat u wijzigt, ziet elke lezer meteen.
text-shipped = Zoals meegeleverd
text-version = Versie { $number }, { $moment }, door { $name }
text-versions = Eerdere versies
text-take = Terughalen
text-saved = De pagina is opgeslagen. Lezers zien haar zo.
text-hint = Markdown. Waar {"{"}board{"}"} staat, komt de naam van deze site.
text-hint-anchors = De tekens tussen accolades achter de kopjes, zoals {"{"}#insult{"}"}, laten een verwijderde reactie naar haar regel verwijzen. Laat ze staan.
text-missing = Schrijf de tekst: deze pagina kan niet leeg zijn
text-too-long = De tekst is te lang: er zijn { $count } tekens te veel
text-anchor-missing = Zet { $anchor } achter het kopje over { $rule }: verwijderde reacties verwijzen daarheen
