## Sentences of ../nl/filters.ftl that address the reader, with “u”

body-refused = In uw reactie staat ‘{ $found }’, en dat laten we hier niet toe. Pas uw tekst aan.
