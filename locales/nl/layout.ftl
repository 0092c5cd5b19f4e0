## Round every page

skip-to-content = Naar de inhoud
skip-to-articles = Naar de artikelen
skip-to-comments = Naar de reacties
skip-to-form = Naar het formulier
skip-to-queue = Naar de wachtrij
menu = Hoofdmenu
footer-links = Onder aan de site
menu-articles = Artikelen
menu-log-in = Inloggen
menu-log-out = Uitloggen
menu-moderation = Moderatie
menu-waiting = te beoordelen
terms-title = Voorwaarden
privacy-title = Privacy
house-rules-title = Huisregels
pager = Bladeren
pager-previous = Vorige pagina
pager-next = Volgende pagina
pager-position = Pagina { $page } van { $pages }

## Pages with a form

sheet-faults = Dit klopt nog niet
