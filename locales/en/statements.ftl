## Statements of reasons

statement-subject = { $count ->
    [one] Your comment has been removed
   *[other] { $count } of your comments have been removed
  }
statement-lead = { $count ->
    [one] A moderator of { $board } has removed your comment. Below you can read why, and what you can do if you disagree.
   *[other] A moderator of { $board } has removed { $count } of your comments. Below you can read why, and what you can do if you disagree.
  }
statement-article = Article
statement-posted = Posted on
statement-reason = Reason
statement-note = The moderator’s explanation
statement-law = Legal ground
statement-law-text = We consider this comment illegal. Among other things, the law forbids incitement to hatred, defamation, threats and infringing the rights of others.
statement-rule = House rule
statement-route = What prompted this
statement-route-own = A moderator read the comment on their own initiative.
statement-route-report = Someone reported the comment.
statement-route-rule = An automatic rule of { $board } pointed a moderator to the comment.
statement-route-score = A program of { $board } estimated that the comment broke a house rule, and held it until a moderator had looked.
statement-route-appeal = Someone appealed against an earlier decision.
statement-by = Who decided
statement-by-text = a moderator; nothing was decided automatically.
statement-since = From when and for how long
statement-since-text = From { $moment }, with no end date, for all readers. The reason is shown in place of the comment.
statement-again = This comment had been removed before. The decision above replaces the earlier one.
statement-appeal = Appeal
statement-appeal-text = You can appeal until { $date }. Where possible, a different moderator from the one who decided will look at it. Appealing is free.
restored-subject = Your comment has been restored
restored-text = Your comment on ‘{ $title }’ had been removed. A moderator has undone that: it is back.
restored-held = Your comment on ‘{ $title }’ had been removed. A moderator has undone that. Your comment is waiting again for a moderator, who decides whether readers get to see it.
restored-look = Go to the comment
shown-subject = Your comment has been posted
shown-text = A moderator has read your comment on ‘{ $title }’. Everyone can read it now.
