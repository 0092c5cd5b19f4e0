## Sentences of ../nl/sharing.ftl that address the reader, with “u”

share-mastodon = Mastodon bestaat uit veel servers. Op welke staat uw account? Daar deelt u ‘{ $title }’.
share-instance = Uw server
share-instance-missing = Vul de naam van uw server in.
