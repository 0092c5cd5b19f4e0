## Sentences of ../nl/static-pages.ftl that address the reader, with “u”

texts-lead = Links naar deze pagina’s staan onder aan de site. Wat u wijzigt, ziet elke lezer meteen.
