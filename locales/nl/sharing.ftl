## Feeds, sharing, authors

byline-by = Door
author-heading = Artikelen van { $name }
feed-link = Atom-feed
feed-rss = { $board } (RSS)
feed-comments = { $board }: reacties
feed-comments-on = Reacties op { $title }
feed-comment = { $name } over { $title }
card-alt = ‘{ $title }’ door { $author }, op { $board }
share-heading = Delen
share-email = E-mail
share-times = { $count ->
    [one] keer gedeeld
   *[other] keer gedeeld
}
share-copy = Link kopiëren
share-copied = Link gekopieerd
share-mastodon-heading = Delen op Mastodon
share-mastodon = Mastodon bestaat uit veel servers. Op welke staat je account? Daar deel je ‘{ $title }’.
share-instance = Je server
share-instance-hint = Bijvoorbeeld mastodon.social
share-instance-missing = Vul de naam van je server in.
share-instance-invalid = Vul alleen de naam van de server in, zoals mastodon.social.
share-mastodon-button = Verder naar deze server
share-back = [Terug naar het artikel]
