## Articles

front-heading = Latest articles
front-empty = There are no articles yet
front-empty-text = As soon as one appears, you can read it here.
list-description = { $heading } on { $board }: read along and join in.
filed-under = Filed under
byline = By { $author }
reading-time = { $minutes ->
    [one] { $minutes } minute read
   *[other] { $minutes } minute read
  }
teaser-no-comments = No comments yet
teaser-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
  }
teaser-on = on ‘{ $title }’
