## Articles

front-heading = Latest articles
front-empty = There are no articles yet
front-empty-text = When one is published, you can read it here.
front-setup = This site is being set up
front-setup-text = There is no administrator yet. Whoever runs the site finds the link to begin with in the log of the server.
list-description = { $heading } on { $board }: read and join the discussion.
filed-under = Filed under
byline = By { $author }
reading-time = { $minutes }-minute read
teaser-no-comments = No comments yet
teaser-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
  }
teaser-on = on ‘{ $title }’
video-watch = Watch on { $place }
front-recent = More new articles
front-earlier = Earlier articles
front-latest = Latest comments
front-discussed = Most discussed
front-comment-on = on { $title }
front-write = Write an article
category-kicker = Category
article-outline = In this article
article-table = Table
footnote-label = Note
footnote-back = Back to the text at note
