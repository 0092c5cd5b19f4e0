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
decide-other = Other reason, explanation or ban
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
decision-note-too-long = Keep the explanation under 1,000 characters.
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

## The desk

queue-reported = Reported
queue-reported-empty = There are no reports
queue-reported-empty-text = When somebody reports a comment, it will be here.
queue-appeals = Appeals
queue-appeals-empty = There are no appeals
queue-appeals-empty-text = When somebody appeals against a decision, you can read it here.
queue-search = Search the queue
queue-search-button = Search
queue-nothing = Nothing found
queue-nothing-for = Nothing found for ‘{ $text }’
queue-whole = Show the whole queue
queue-filtered = You are looking at part of the queue.
pager-first = First page
keys-heading = Keyboard shortcuts
keys-next = next
keys-previous = previous
keys-keep = keep
keys-pick = select
keys-undo = undo
keys-help = this list
keys-off = Turn shortcuts off
key-insult = i
done-told = The author is told the reason by e-mail.
field-all = Also the other comments by this author
field-ban = Ban
ban-none = Do not ban
ban-week = One week
ban-month = 30 days
ban-year = One year
ban-forever = For ever
ban-unknown = Choose from the list how long the ban lasts.
ban-impossible = This author cannot be banned here. Choose ‘Do not ban’.
case-pick = Select the comment by { $name }
case-answers = In answer to
case-held-email = The author has not confirmed the e-mail address yet.
case-held-approval = This is the first comment by this author.
case-held-rule = A rule of the site stopped it.
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
  }
case-report = { $reason }: ‘{ $text }’
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Rule ‘{ $pattern }’ found: { $found }
case-claimed = { $moderator } is looking at this comment ({ $moment })
case-expunged = The text of this comment has been erased for good.
appeal-handle = Handle appeal
appeal-against-ban = Appeal against a ban
appeal-by-author = Appeal by the author against a decision by { $moderator } ({ $moment }): { $decided }
appeal-by-reporter = Appeal by the person who reported, against a decision by { $moderator } ({ $moment }): { $decided }
decision-restore-expunged = The text of this comment has been erased for good, so it cannot come back.
undo-too-late = This can no longer be undone
undo-too-late-text = Only your last decision can be undone, within ten minutes and while nothing came after it. Decide again below if you see it differently.
bulk-heading = With the selected comments
bulk-reason = Reason for removing
bulk-refused = Your decision was not recorded
bulk-none = Select one or more comments first.
bulk-too-many = Select at most a hundred comments at a time.
bulk-unreadable = Something was missing from the form. Select the comments again.
bulk-late-heading = Not everything was recorded
bulk-stands = { $count ->
    [0] Nothing was decided about the other comments you selected.
    [one] For { $count } selected comment your decision was recorded.
   *[other] For { $count } selected comments your decision was recorded.
  }
expunge-link = Erase the text for good
expunge-heading = Erase the text for good
expunge-hint = This is for court orders and for private data of somebody else. The text disappears everywhere and never comes back; the decision and the reason stay.
expunge-reason-hint = The comment is removed as well. Readers see this reason.
expunge-why = Why
expunge-why-hint = Stands in the log. Do not name here what you erase.
expunge-why-missing = Write down why the text is erased.
expunge-sure = I am sure that this text must go for good
expunge-sure-missing = Tick that you are sure.
expunge-refused = The text has not been erased
expunge-button = Erase for good
expunge-not = Do not erase
log-moderator = Moderator
log-decision = Decision
log-any = All
log-keep = Kept
log-remove = Removed
log-restore = Restored
log-from = From
log-to = Up to and including
log-filter = Filter
log-table = Download as CSV
person-member = Member since { $date }
person-staff = Staff, member since { $date }
person-guest = Guest since { $date }
person-former = Former commenter; this comment is of { $date }
person-names = Wrote as: { $names }.
person-counts = { $count ->
    [one] { $count } comment, of which { $held } held and { $removed } removed.
   *[other] { $count } comments, of which { $held } held and { $removed } removed.
  }
person-reports = { $count ->
    [0] Never reported.
    [one] Reported { $count } time.
   *[other] Reported { $count } times.
  }
person-ban = Banned from { $from } to { $to }: { $why }
person-ban-over = Was banned from { $from } to { $to }: { $why }
person-ban-forever = Banned since { $from }, for ever: { $why }
person-reports-heading = Reports
person-report-open = waiting
person-written = Comments
person-visible = visible

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
