## Statements of reasons

statement-subject = { $count ->
    [one] Your comment has been removed
   *[other] { $count } of your comments have been removed
  }
statement-lead = { $count ->
    [one] Hello, a moderator of { $board } removed your comment. Below you can read why, and what you can do if you disagree.
   *[other] Hello, a moderator of { $board } removed { $count } of your comments. Below you can read why, and what you can do if you disagree.
  }
statement-article = Article
statement-posted = Posted on
statement-reason = Reason
statement-note = The moderator’s explanation
statement-law = Ground in law
statement-law-text = In our judgement this content is illegal: the law forbids it, as it forbids incitement to hatred, defamation, threats and infringing the rights of others.
statement-rule = House rule
statement-route = How it came up
statement-route-own = A moderator read the comment of their own accord.
statement-route-report = Somebody reported the comment.
statement-route-rule = A rule of the board pointed a moderator to the comment.
statement-route-appeal = Somebody appealed against an earlier decision.
statement-by = Who decided
statement-by-text = a moderator; nothing was decided automatically.
statement-since = From when and for how long
statement-since-text = From { $moment }, for good, for all readers. In its place stands why the comment is gone.
statement-again = This comment had been removed before. The decision above replaces the earlier one.
statement-appeal = Appeal
statement-appeal-text = You can appeal until { $date }. Where possible, another moderator than the one who decided looks at it. It is free.
restored-subject = Your comment has been restored
restored-text = Hello, your comment on ‘{ $title }’ had been removed. A moderator has undone that: it is back.
restored-held = Hello, your comment on ‘{ $title }’ had been removed. A moderator has undone that. It now waits for a moderator again before readers see it.
restored-look = Go to the comment
shown-subject = Your comment has been posted
shown-text = Hello, a moderator has read your comment on ‘{ $title }’. Everybody can read it now.
