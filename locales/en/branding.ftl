## How the board looks

look-heading = Settings
look-saved = The settings have been saved. Readers see them at once.
look-overtaken = Someone else’s changes are now in force. What you entered is below and has not been saved yet. If you save it, it will replace theirs.
look-name = Name of the site
look-name-hint = Empty: ‘{ $name }’, the name in the server’s settings (WEERWOORD_NAME). A name entered here takes precedence.
look-too-long = Keep this to { $max } characters at most.
look-light = Colour on light pages
look-dark = Colour on dark pages
look-colour-hint = For links and buttons. Contrast now { $ratio }:1; at least 4.5:1 is needed. Default: { $shipped }.
look-colour-bad = Choose a colour for { $ground } pages, such as { $shipped }.
look-colour-pale = The colour on light pages is too pale to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a darker one.
look-colour-dim = The colour on dark pages is too dark to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a lighter one.
look-logo = Logo
look-logo-hint = Shown at the top of every page instead of the name. PNG, SVG, WebP, JPEG or GIF, 10 MB at most; an SVG becomes a PNG. Choose a logo that works on white and on nearly black.
look-no-logo = Remove the logo
look-footer = Line at the foot of every page
look-footer-hint = For example: Published by Blad, Utrecht.
look-tagline = Line beside the name
look-tagline-hint = Says in one line what this publication is, for example: A journal about brands and their customers. Empty: no line.
look-typefaces = Typefaces
look-front = Front page
look-front-lead = The newest article large, with its picture; the others as cards and rows
look-front-rows = All articles the same size, one below the other
look-preview = Preview
look-preview-heading = Preview: not saved yet
look-preview-text = This page now has the name, colours and typefaces you chose. Readers do not see any of it yet.
look-preview-logo = Your logo is not in it: choose the file again before you save.
look-favicon = Icon of the site
look-favicon-hint = Shown on the tab of the browser and on the home screen of a phone. PNG, SVG, JPEG, WebP or GIF; a square fits best.
look-social = Picture of shared links
look-social-hint = Social networks show it with a link to a page without a picture of its own, such as the front page. At least 600 × 315 pixels; it becomes 1200 × 630, from the middle. PNG, JPEG, WebP or GIF.
look-save-first = First save what you changed above.
look-picture-save = Save
look-picture-remove = Remove
look-overtaken-picture = Someone else changed the settings at the same moment. Try again.

## First and last lines of e-mails

look-mail = E-mail
look-mail-preview = First and last lines of e-mails
look-mail-greeting = Greeting of e-mails
look-mail-greeting-hint = One line; {"{"}name{"}"} becomes the name of the recipient. Empty: ‘{ $usual }’.
look-mail-closing = Closing of e-mails
look-mail-closing-hint = At most { $max } lines of plain text; {"{"}board{"}"} becomes the name of the site. Empty: ‘{ $usual }’.
look-mail-unnamed = To a recipient who gave no name: ‘{ $greeting }’
look-mail-body = The message is shown here.
mail-reader = reader
mail-greeting-place = Only {"{"}name{"}"} is filled in. Remove other braces.
mail-closing-place = Only {"{"}board{"}"} is filled in. Remove other braces.
mail-closing-lines = Keep this to at most { $max } lines.
