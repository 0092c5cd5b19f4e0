## Sentences of ../nl/search.ftl that address the reader, with “u”

search-only-unwanted = Uw zoekvraag sluit alleen woorden uit. Noem ook een woord dat er wel in moet staan.
search-no-words = In uw zoekvraag staat geen woord om naar te zoeken. Gebruik letters of cijfers.
