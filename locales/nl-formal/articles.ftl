## Sentences of ../nl/articles.ftl that address the reader, with “u”

front-empty-text = Zodra er iets verschijnt, leest u het hier.
