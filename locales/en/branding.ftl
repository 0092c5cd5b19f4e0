## How the board looks

look-heading = Settings
look-saved = The settings are saved. Readers see them at once.
look-overtaken = What somebody else chose holds now. What you filled in is below and not saved yet. If you save, it takes the place of what they chose.
look-name = Name of the site
look-name-hint = Empty: ‘{ $name }’, the name in the settings of the server (WEERWOORD_NAME). What you fill in here goes first.
look-too-long = Keep this to { $max } characters at most
look-light = Colour on light pages
look-dark = Colour on dark pages
look-colour-hint = For links and buttons. Contrast now { $ratio }:1; at least 4.5:1 is needed. As it comes: { $shipped }.
look-colour-bad = Choose a colour for { $ground } pages, such as { $shipped }
look-colour-pale = The colour on light pages is too pale to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a darker one
look-colour-dim = The colour on dark pages is too dark to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a lighter one
look-logo = Logo
look-logo-hint = Stands at the top of every page in place of the name. PNG, WebP, JPEG or GIF, 10 MB at most; save an SVG as PNG first. Choose a logo that is recognised on white and on nearly black.
look-no-logo = Take the logo away
look-footer = Line at the foot of every page
look-footer-hint = For example: Published by Blad, Utrecht.
