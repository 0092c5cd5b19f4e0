## Feeds, sharing, authors

byline-by = By
author-heading = Articles by { $name }
feed-link = Atom feed
feed-rss = { $board } (RSS)
feed-comments = { $board }: comments
feed-comments-on = Comments on { $title }
feed-comment = { $name } on { $title }
card-alt = ‘{ $title }’ by { $author }, on { $board }
share-heading = Share
share-email = E-mail
share-times = { $count ->
    [one] time shared
   *[other] times shared
}
share-copy = Copy link
share-copied = Link copied
share-mastodon-heading = Share on Mastodon
share-mastodon = Mastodon is made up of many servers. Which one is your account on? That is where you will share ‘{ $title }’.
share-instance = Your server
share-instance-hint = For example mastodon.social
share-instance-missing = Enter the name of your server.
share-instance-invalid = Enter just the name of the server, such as mastodon.social.
share-mastodon-button = Continue to this server
share-back = [Back to the article]
