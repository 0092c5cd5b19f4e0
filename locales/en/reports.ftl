## Reports, statements of reasons and appeals

report = Report
report-of-name = the comment by { $name }
report-title = Report the comment by { $name }
report-quoted = The comment
report-heading = What is wrong with this comment?
report-lead = Anyone may report a comment, with or without an account. A moderator reads your report. The author is not told who reported.
report-reason = Reason
report-reason-hint = What is not allowed here stands in the [house rules].
report-reason-missing = Choose the reason for your report
report-explanation = Explanation
report-explanation-hint = Optional, except for illegal content: then say what you think is illegal and why.
report-explanation-missing = Say what you think is illegal and why
report-explanation-short = Say in at least 20 characters what you think is illegal and why
report-explanation-long = { $over ->
    [one] Your explanation is { $over } character too long: there is room for 5,000
   *[other] Your explanation is { $over } characters too long: there is room for 5,000
  }
report-name = Your name
report-name-hint = Only needed for illegal content.
report-email = Your e-mail address
report-email-hint = Needed for illegal content. If you fill it in for another reason, we tell you what we decide.
report-good-faith = To the best of my knowledge, what I write here is accurate and complete.
report-good-faith-hint = Only needed for illegal content.
report-good-faith-missing = Confirm that your report is accurate and complete to the best of your knowledge
report-signed-as = You are reporting as { $name }; we tell you what we decide at the e-mail address of your account.
report-note = Only moderators read your report.
report-send = Send report
report-back = Back to the comments
report-faults-heading = Your report has not been sent yet
report-trap = A field that must stay empty was filled in, perhaps by a program. Please send your report again
report-too-many = Try again in { $wait }; what you wrote is still in the form.
report-gone-heading = This comment has already been removed
report-gone-text = A moderator took it away. There is nothing left to report.
report-sent-heading = Thank you for your report
report-sent-text = A moderator reads the comment and your report, and decides whether the comment stays. Until then it is still there.
report-sent-mail = If you filled in an e-mail address, you will get a receipt, and later a message about the decision.
receipt-subject = We have received your report
receipt-lead = Hello, you reported a comment to us.
receipt-next = A moderator reads the comment and your report. You will hear from us once it is decided. A person decides; nothing is automatic.
receipt-not-you = Did you not report anything? Then somebody filled in your address by mistake. You need not do anything.
outcome-link = Place
outcome-reported-on = Reported on
outcome-removed-subject = The comment you reported has been removed
outcome-removed = Hello, a moderator removed the comment you reported, for { $reason }. Thank you for reporting it.
outcome-stays-subject = The comment you reported stays
outcome-stays = Hello, a moderator read the comment you reported. It stays: the moderator does not find that it breaks the house rules or the law.
outcome-restored = Hello, the comment you reported had been removed. A moderator looked again and put it back: it does not break the house rules or the law after all.
outcome-appeal-text = Do you see it differently? You can appeal with this button until { $date }. Where possible, another moderator looks. It is free.
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
appeal-elsewhere = Apart from appealing to us you can always go to court, or to a certified out-of-court dispute settlement body (article 21 of the European Digital Services Act).
appeal-heading = Appeal
appeal-lead-removal = A moderator removed your comment. If you think that was wrong, you can ask for another look.
appeal-lead-keeping = You reported a comment and a moderator let it stay. If you think that was wrong, you can ask for another look.
appeal-lead-ban = You cannot comment here for now. If you think that is wrong, you can ask for another look.
appeal-form-heading = Your appeal
appeal-form-lead = Where possible, another moderator than the one who decided looks at it. You can appeal once, until { $date }. You get the answer by e-mail and can read it on this page too.
appeal-form-lead-here = Where possible, another moderator than the one who decided looks at it. You can appeal once, until { $date }. You read the answer on this page: keep its address.
appeal-sent-text-here = It was sent on { $moment }. A moderator will look at it; you read the answer on this page.
appeal-open = An appeal is already open
appeal-open-text = Somebody has already appealed against this ban, and a moderator will look at it. After that you can appeal here again if need be; what you wrote is below.
appeal-too-many = You are sending too many appeals in a row. Try again in { $wait }.
appeal-text = Why do you disagree?
appeal-text-hint = Write what the moderator overlooked or misunderstood. At most 5,000 characters.
appeal-text-missing = Write why you disagree
appeal-text-short = Write in at least 10 characters why you disagree
appeal-text-long = Keep your appeal under 5,000 characters
appeal-faults-heading = Your appeal has not been sent yet
appeal-send = Send appeal
appeal-yours = Your appeal
appeal-sent = We have received your appeal
appeal-sent-text = You sent it on { $moment }. A moderator will look at it; you get the answer by e-mail and can read it on this page too.
appeal-granted = Your appeal has been granted
appeal-upheld = Your appeal has been dismissed
appeal-answered-on = Answered on { $moment }.
appeal-moot = There is nothing left to appeal against
appeal-moot-text = The decision no longer holds: it has been decided otherwise since.
appeal-unknown-heading = This link does not work (any more)
appeal-unknown-text = Perhaps the address was not copied whole, or the time to appeal is over. If you can, open the link straight from the e-mail.
appeal-decided-on = Decided on
appeal-reported-for = Reported for
appeal-banned-since = Banned since
appeal-banned-until = Banned until
appeal-banned-for-good = further notice
mail-banned-subject = Commenting at { $board }
mail-banned = Hello, somebody wanted to comment at { $board } under this e-mail address. That is not possible now: the editors have banned it.
mail-banned-not-you = Did you not comment? Then somebody else typed your address, and you need not do anything. You get this message once.
appeal-receipt-subject = We have received your appeal
appeal-receipt-lead = Hello, you appealed against a decision by a moderator.
appeal-receipt-next = Where possible, another moderator looks at it. You will hear from us once it is decided.
appeal-granted-subject = Your appeal has been granted
appeal-granted-removal = Hello, you were right: the removal of your comment has been undone.
appeal-granted-keeping = Hello, you were right: the comment you reported has been removed.
appeal-granted-ban = Hello, you were right: you can comment again.
appeal-upheld-subject = Your appeal has been dismissed
appeal-upheld-removal = Hello, your comment was looked at again. It stays removed.
appeal-upheld-keeping = Hello, the comment you reported was looked at again. It stays.
appeal-upheld-ban = Hello, it was looked at again. You cannot comment yet.
appeal-answer-lead = This is what the moderator who judged your appeal writes:
appeal-final = You cannot appeal to us against this answer.
appeal-not-your-own = You made the decision this appeal is against. Another moderator judges it.
recusal-author = This is your own comment. Another moderator decides about it.
recusal-appellant = You appealed yourself. Another moderator decides about it.
recusal-decider = Somebody appeals against your own decision. Another moderator looks again.
appeal-desk-title = Appeal { $id }
appeal-desk-removal = The author appeals against the removal
appeal-desk-keeping = Whoever reported the comment appeals because it stays
appeal-desk-ban = Whoever is banned appeals
appeal-desk-decision = The decision
appeal-sent-on = Sent on { $moment }
appeal-decision = Decision
appeal-decided-by = Decided by
appeal-explained = The reporter’s explanation
appeal-answer-heading = Your judgement
appeal-answer = Answer
appeal-answer-hint = Whoever appeals reads this. Write what you find and why, in at most 2,000 characters.
appeal-answer-missing = Write an answer: whoever appeals wants to know why.
appeal-answer-long = Keep the answer under 2,000 characters.
appeal-outcome = Outcome
appeal-outcome-missing = Choose whether you grant or dismiss the appeal.
appeal-grant-removal = Grant: the comment is restored
appeal-grant-keeping = Grant: the comment is removed
appeal-grant-ban = Grant: the ban is lifted
appeal-grant-moot = Grant: the decision no longer holds anyway
appeal-uphold = Dismiss: the decision stays as it is
appeal-reason = Reason, if the comment is removed
appeal-answer-send = Answer the appeal
appeal-refused = Your answer has not been recorded
appeal-overtaken-by = { $moderator } was before you ({ $moment }). The answer stands below.
appeal-overtaken-by-yourself = You have already answered this appeal yourself ({ $moment }). Your answer stands below.
appeal-comment-changed = The comment has been decided about again meanwhile. See how it stands now and answer again.
appeal-answered-granted = Granted by { $moderator } on { $moment }
appeal-answered-upheld = Dismissed by { $moderator } on { $moment }
public-log-title = Moderation log
public-log-hint = What moderators decide, latest first, without names and texts.
public-log-empty = Nothing has been decided yet.
public-log-newest = To the latest
public-log-older = Older decisions
public-comment = Comment { $id }
public-kept = stays
public-restored = restored
public-removed = removed for { $reason }
public-route-own = of a moderator’s own accord
public-route-report = after a report
public-route-rule = after a rule of the board
public-route-appeal = after an appeal
transparency-title = Transparency { $year }
transparency-heading = Report
transparency-lead = The figures for the yearly report on moderation (articles 15 and 24 of the European Digital Services Act).
transparency-years = Years
transparency-as-csv = As CSV
transparency-as-json = As JSON
transparency-none = None.
transparency-notices = Notices
transparency-decided = Decisions on notices
transparency-decisions = All decisions
transparency-appeals = Appeals
transparency-bans = Bans
transparency-received = Received
transparency-open = Still open
transparency-count = Number
transparency-against = Against
transparency-outcome = Outcome
transparency-kind = Kind
transparency-made = Made
transparency-lifted = Lifted
transparency-notice-median = Median from notice to decision
transparency-appeal-median = Median from appeal to answer
transparency-automated = Decisions made automatically
transparency-waited = { $days ->
    [0] { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      } and { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
      }
    [one] { $days } day and { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      }
   *[other] { $days } days and { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
      }
  }
transparency-remove = removed
transparency-restore = restored
transparency-keep = stays
transparency-removal = removal
transparency-keeping = keeping after a report
transparency-ban = ban
transparency-granted = granted
transparency-upheld = dismissed
transparency-waits = waits
transparency-ban-email = e-mail address
transparency-ban-network = network
transparency-ban-member = member
transparency-ban-browser = guest, by the browser
