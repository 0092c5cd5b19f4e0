## How the board looks

look-heading = Instellingen
look-saved = De instellingen zijn opgeslagen. Lezers zien ze meteen.
look-overtaken = Wat iemand anders koos, geldt nu. Wat u invulde, staat hieronder en is nog niet opgeslagen. Slaat u op, dan komt het in de plaats van wat de ander koos.
look-name = Naam van de site
look-name-hint = Leeg: ‘{ $name }’, de naam uit de instellingen van de server (WEERWOORD_NAME). Wat u hier invult, gaat voor.
look-too-long = Houd dit op hoogstens { $max } tekens
look-light = Kleur op lichte bladzijden
look-dark = Kleur op donkere bladzijden
look-colour-hint = Voor links en knoppen. Contrast nu { $ratio } : 1, minstens 4,5 : 1 is nodig. Meegeleverd: { $shipped }.
look-colour-bad = Kies een kleur voor { $ground } bladzijden, zoals { $shipped }
look-colour-pale = De kleur op lichte bladzijden is te licht om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een donkerdere
look-colour-dim = De kleur op donkere bladzijden is te donker om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een lichtere
look-logo = Logo
look-logo-hint = Staat boven aan elke bladzijde in plaats van de naam. PNG, WebP, JPEG of GIF, hoogstens 10 MB; een SVG bewaart u eerst als PNG. Kies een logo dat u op wit én op bijna zwart herkent.
look-no-logo = Het logo weghalen
look-footer = Regel onder aan elke bladzijde
look-footer-hint = Bijvoorbeeld: Een uitgave van Blad, Utrecht.
