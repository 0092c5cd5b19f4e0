## How the board looks

look-heading = Instellingen
look-saved = De instellingen zijn opgeslagen. Lezers zien ze meteen.
look-overtaken = Wat iemand anders koos, geldt nu. Wat je invulde, staat hieronder en is nog niet opgeslagen. Sla je op, dan komt het in de plaats van wat de ander koos.
look-name = Naam van de site
look-name-hint = Leeg: ‘{ $name }’, de naam uit de instellingen van de server (WEERWOORD_NAME). Wat je hier invult, gaat voor.
look-too-long = Houd dit op hoogstens { $max } tekens.
look-light = Kleur op lichte pagina’s
look-dark = Kleur op donkere pagina’s
look-colour-hint = Voor links en knoppen. Contrast nu { $ratio } : 1, minstens 4,5 : 1 is nodig. Standaard: { $shipped }.
look-colour-bad = Kies een kleur voor { $ground } pagina’s, zoals { $shipped }.
look-colour-pale = De kleur op lichte pagina’s is te licht om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een donkerdere.
look-colour-dim = De kleur op donkere pagina’s is te donker om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een lichtere.
look-logo = Logo
look-logo-hint = Staat boven aan elke pagina in plaats van de naam. PNG, SVG, WebP, JPEG of GIF, hoogstens 10 MB; van een SVG wordt een PNG gemaakt. Kies een logo dat op wit én op bijna zwart herkenbaar is.
look-no-logo = Het logo weghalen
look-footer = Regel onder aan elke pagina
look-footer-hint = Bijvoorbeeld: Een uitgave van Blad, Utrecht.
look-tagline = Regel bij de naam
look-tagline-hint = Zegt in één zin wat deze publicatie is, bijvoorbeeld: Vakblad over merken en hun klanten. Leeg: geen regel.
look-typefaces = Lettertypen
look-front = Voorpagina
look-front-lead = Het nieuwste artikel groot, met afbeelding; de rest als kaarten en regels
look-front-rows = Alle artikelen even groot, onder elkaar
look-preview = Voorbeeld
look-preview-heading = Voorbeeld: nog niet opgeslagen
look-preview-text = Deze pagina heeft nu de naam, de kleuren en de lettertypen die je koos. Lezers zien daar nog niets van.
look-preview-logo = Je logo staat er nog niet bij: kies het bestand opnieuw voordat je opslaat.
look-favicon = Pictogram van de site
look-favicon-hint = Staat op het tabblad van de browser en op het beginscherm van een telefoon. PNG, SVG, JPEG, WebP of GIF; een vierkant past het best.
look-social = Afbeelding bij gedeelde links
look-social-hint = Sociale netwerken tonen deze bij een link naar een pagina zonder eigen afbeelding, zoals de voorpagina. Minstens 600 × 315 pixels; er wordt 1200 × 630 van gemaakt, uit het midden. PNG, JPEG, WebP of GIF.
look-save-first = Sla eerst op wat je hierboven hebt gewijzigd.
look-picture-save = Opslaan
look-picture-remove = Weghalen
look-overtaken-picture = Iemand anders heeft op hetzelfde moment de instellingen gewijzigd. Probeer het opnieuw.

## First and last lines of e-mails

look-mail = E-mail
look-mail-preview = Zo beginnen en eindigen e-mails
look-mail-greeting = Aanhef van e-mails
look-mail-greeting-hint = Eén regel; {"{"}name{"}"} wordt de naam van de ontvanger. Leeg: ‘{ $usual }’.
look-mail-closing = Slot van e-mails
look-mail-closing-hint = Hoogstens { $max } regels gewone tekst; {"{"}board{"}"} wordt de naam van de site. Leeg: ‘{ $usual }’.
look-mail-unnamed = Aan wie geen naam heeft opgegeven: ‘{ $greeting }’
look-mail-body = Hier staat het bericht.
mail-reader = lezer
mail-greeting-place = Alleen {"{"}name{"}"} wordt ingevuld. Haal andere accolades weg.
mail-closing-place = Alleen {"{"}board{"}"} wordt ingevuld. Haal andere accolades weg.
mail-closing-lines = Houd dit op hoogstens { $max } regels.
