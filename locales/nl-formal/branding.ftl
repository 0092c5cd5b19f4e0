## Sentences of ../nl/branding.ftl that address the reader, with “u”

look-overtaken = Wat iemand anders koos, geldt nu. Wat u invulde, staat hieronder en is nog niet opgeslagen. Slaat u op, dan komt het in de plaats van wat de ander koos.
look-name-hint = Leeg: ‘{ $name }’, de naam uit de instellingen van de server (WEERWOORD_NAME). Wat u hier invult, gaat voor.
look-preview-text = Deze pagina heeft nu de naam, de kleuren en de lettertypen die u koos. Lezers zien daar nog niets van.
look-preview-logo = Uw logo staat er nog niet bij: kies het bestand opnieuw voordat u opslaat.
look-save-first = Sla eerst op wat u hierboven hebt gewijzigd.
