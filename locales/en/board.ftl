## Dates and times

month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  }
date = { $day } { $month } { $year }
date-time = { $date } at { $time }
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
  }
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
  }
duration-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
  }
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
  }

## Round every page

skip-to-content = Skip to content
skip-to-articles = Skip to the articles
skip-to-comments = Skip to the comments
skip-to-form = Skip to the form
skip-to-queue = Skip to the queue
menu = Main menu
menu-articles = Articles
menu-house-rules = House rules
menu-log-in = Log in
menu-log-out = Log out
menu-moderation = Moderation
menu-waiting = to review
terms-title = Terms
privacy-title = Privacy
house-rules-title = House rules
pager = Pages
pager-previous = Previous page
pager-next = Next page
pager-position = Page { $page } of { $pages }

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

## Comments

comments-none = There are no comments on this article yet
comments-count = { $count ->
    [one] There is { $count } comment on this article
   *[other] There are { $count } comments on this article
  }
comments-first = Post the first comment
comments-closed = This article no longer takes comments. Those already posted remain.
comments-closed-text = This is what you wrote; copy it if you want to keep it
posted-on = posted on { $moment }
answer-to = in answer to
badge-author = author
former-commenter = Former commenter
removed-comment = a removed comment
reply = Reply
reply-to-name = to { $name }
reply-title = Reply to { $name }
reply-kicker = On the article
reply-gone = The comment you are answering is no longer there. Your text is now ready to post as a comment on the article
tombstone = This comment was removed for { $reason }.
tombstone-rule = Read the house rule
removed-text-of = { $name } wrote this; only moderators see it.
posted = Your comment has been posted.
posted-link = The date above it is its permanent link, should you want to share it or find it again.

## The form

form-heading = Post a comment
form-heading-reply = Your answer
form-log-in-hint = [Log in] to comment without a code. All fields are required.
form-signed-as = You are logged in and comment as { $name }.
form-faults-heading = Your comment has not been posted yet
form-faults = { $count ->
    [one] Please correct this one point. Everything else is as you left it.
   *[other] Please correct these { $count } points. Everything else is as you left it.
  }
form-too-many-heading = You have sent a lot in a short time
form-too-many = Try again in { $wait }; your text is still in the form.
form-trap = A field that must stay empty was filled in, perhaps by a program. Please send your comment again
form-terms = What you post stays: you cannot change or delete it later. We remove insults and self-promotion, and say why: see the [house rules]. By commenting you agree to the [terms].
form-post = Post comment
form-preview = Preview
preview-heading = This is how your comment will look
preview-hint = It has not been posted yet. You can go on writing below.
answering = You are answering
answer-article = Comment on the article instead
field-name = Name
field-name-hint = Shown beside your comment.
field-email = E-mail address
field-email-hint = Never shown.
field-body = Comment
field-body-hint = Formatting: **bold**, *italic*, > quote, - list.
field-trap = Leave this field empty
field-captcha = Copy the six characters
field-captcha-hint = Upper or lower case, both are fine.
error-prefix = Error:
name-missing = Enter your name
name-too-long = Choose a name of at most 80 characters
name-unreadable = Enter a name with letters or digits that others can read
name-of-member = This name belongs to a member. Choose another, or log in if it is yours
email-missing = Enter your e-mail address
email-invalid = Enter a valid e-mail address, such as name@example.com
body-missing = Write a comment
body-too-short = Write a comment of at least 3 characters
body-too-long = { $over ->
    [one] Your comment is { $over } character too long: there is room for 10,000
   *[other] Your comment is { $over } characters too long: there is room for 10,000
  }
body-unreadable = Nothing of your comment would be visible: write some text, not only formatting

## The code

captcha-alt = Six characters as a picture.
captcha-another = Another code
captcha-missing = Copy the code from the picture
captcha-wrong = The code was not right: copy the new one
captcha-used = The code had expired or was already used: copy the new one
captcha-no-cookie = Your browser did not send the cookie that belongs to the code. Allow cookies from this site and copy the new code
captcha-solved = The code was right. You do not need to copy it again.
captcha-unreadable-hint = Cannot do it?
captcha-unreadable = I cannot read or hear the code

## A comment that waits

held-heading = Your comment is waiting for a moderator
held-text = We have received your comment. A moderator reads it first; after that it appears under the article.
held-nothing-to-do = There is nothing you need to do now.
held-back = Back to the article

## Logging in

login-heading = Log in
login-hint = Members comment without a code.
login-without = You can comment without an account too.
login-button = Log in
login-failed-heading = You are not logged in
login-failed = This e-mail address and password do not belong together.
login-too-many = There have been too many attempts. Try again in { $wait }.
login-password-again = Enter your password again
field-password = Password

## Moderating

reason-insult = insult
reason-self-promotion = self-promotion
reason-spam = spam
reason-illegal = illegal content
reason-privacy = privacy
reason-off-topic = being off topic
reason-duplicate = being a duplicate
reason-choose = Choose a reason
field-reason = Reason
field-note = Explanation for the author
moderate = Moderate
moderate-name = the comment by { $name }
decide-keep = Keep
decide-show = Publish
decide-remove = Remove
decide-remove-for = Remove for
decide-restore = Restore
decide-other = Other reason or note
decide-reason-change = Choose another reason
decided-keep = reviewed and kept
decided-restore = restored
decided-remove = removed for { $reason }
done = Comment by { $author }: { $decided }.
undo = Undo
queue-heading = Queue
queues = Queues
queue-review = To review
queue-held = Held
queue-removed = Removed
queue-review-empty = Everything has been reviewed
queue-review-empty-text = Not a single comment is waiting for a moderator.
queue-held-empty = Nothing is being held
queue-held-empty-text = Every comment is visible or has been decided about.
queue-removed-empty = Nothing has been removed
queue-removed-empty-text = What you remove stays readable here for moderators.
case-first = first comment
case-past = { $count ->
    [one] { $count } earlier comment, { $removed } removed
   *[other] { $count } earlier comments, { $removed } removed
  }
case-held = not visible yet
case-held-why = The author could not read or hear the code.
case-title = Comment by { $name }
case-back = To the queue
decision-refused = Your decision was not recorded
decision-unknown = Choose what should happen to the comment.
decision-reason-missing = Choose a reason: readers see it where the comment was.
decision-reason-unknown = Choose a reason from the list.
decision-version-missing = Something was missing from the form. See below how the comment stands now, and decide again.
decision-note-too-long = Keep the note under 1,000 characters.
decision-keep-removed = This comment has already been removed. Restore it if it should stay.
decision-restore-visible = This comment has not been removed, so there is nothing to restore.
decision-overtaken = Your decision was not recorded
decision-overtaken-by = { $moderator } was first ({ $moment }): { $decided }. Decide again if you see it differently.
log-heading = Log
log-hint = Every decision, latest first. Nobody changes what stands here.
log-look = See the log
log-comment = comment { $id } by { $author }
log-empty = Nothing has been decided yet.

## Round every letter

mail-unsubscribe = Stop mail of this kind

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

## When something is wrong

error-home = To the latest articles
error-not-found = This page is not here
error-not-found-advice = Perhaps the address was mistyped, or what was here has moved.
error-method = This address does not work that way
error-method-advice = It belongs to a form. Go back and use the button on the page.
error-invalid = We could not process this
error-form = The form did not arrive whole. Go back, check what you filled in and send it again.
error-conflict = Somebody was first
error-forbidden = You have no access here
error-moderators-only = This page is for moderators. You are logged in with an account that is not one.
error-admins-only = This page is for administrators. Your account does not have that role.
error-origin = This request came from another site. Open the page on this site itself and try again.
error-too-many = This happened too often
error-too-many-advice = Try again in { $wait }.
error-too-large = This was too large
error-too-large-advice = A comment may be 10,000 characters long. Go back, shorten your text and send it again.
error-busy = It is too busy here right now
error-busy-advice = Wait a few seconds and try again. If you had filled something in, go back: it is still there.
error-slow = This took too long
error-slow-advice = The connection was too slow or broke off. Go back and try again.
error-internal = Something went wrong
error-internal-advice = That is our fault, not yours. We have noted it; please try again later.
error-internal-reference = Does it keep happening? Mention reference { $reference }.
