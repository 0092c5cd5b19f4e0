## Sentences of ../nl/static-pages.ftl that address the reader, with “u”

texts-lead = Elke site heeft deze pagina’s. Wat u wijzigt, ziet elke lezer meteen.
page-places-hint = Een nieuwe link komt achteraan. De volgorde kiest u bij:
page-delete-sure-missing = Vink aan dat u het zeker weet.
page-deleted-meanwhile = Iemand anders heeft deze pagina intussen verwijderd. Uw tekst staat hieronder; slaat u op, dan wordt het een nieuwe pagina.
navigation-overtaken = Hieronder staat wat nu geldt. Uw wijziging is nog niet opgeslagen: breng die opnieuw aan en sla op.
