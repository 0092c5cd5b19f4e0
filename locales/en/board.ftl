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
posted-link = The date above is a lasting link to your comment, should you want to share it or find it again.

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
preview-hint = Your comment has not been posted yet. You can go on writing below.
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
    [one] Your comment is { $over } character too long: write at most 10,000 characters
   *[other] Your comment is { $over } characters too long: write at most 10,000 characters
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
captcha-unreadable-hint = Can’t manage it?
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
password-too-short = Choose a password of at least 10 characters
password-too-long = Choose a password of at most 128 characters

## Moderating

# Each reason twice: as it follows "for" in a sentence, and as it stands alone in a list or on a button.
reason-insult = an insult
reason-self-promotion = self-promotion
reason-spam = spam
reason-illegal = illegal content
reason-privacy = invading somebody’s privacy
reason-off-topic = being off topic
reason-duplicate = being a duplicate
reason-insult-label = Insult
reason-self-promotion-label = Self-promotion
reason-spam-label = Spam
reason-illegal-label = Illegal
reason-privacy-label = Privacy
reason-off-topic-label = Off topic
reason-duplicate-label = Duplicate
reason-choose = Choose a reason
field-reason = Reason
field-note = Note to colleagues
moderate = Moderate
moderate-name = the comment by { $name }
decide-name = for the comment by { $name }
decide-keep = Keep
decide-show = Publish
decide-remove = Remove
decide-remove-for = Remove for
decide-restore = Restore
decide-other = Other reason or note
decide-reason-change = Choose another reason
decided-keep = approved
decided-restore = removal undone
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
decision-overtaken-by = { $moderator } got there first ({ $moment }): { $decided }. Decide again if you see it differently.
log-heading = Log
log-hint = Every decision, latest first. Nothing here can be changed.
log-look = See the log
log-comment = comment { $id } by { $author }
log-empty = Nothing has been decided yet.

## Round every letter

mail-unsubscribe = Stop mail of this kind

## One's own account

account-heading = Your account
account-contents = On this page
account-faults = This has not been changed yet
account-name = Name
account-name-hint = Shown beside all your comments, also those you posted before.
account-name-button = Change name
account-name-taken = This name belongs to another member, or looks too much like it. Choose another name
account-email = E-mail address
account-email-now = Your address is now { $email }.
account-email-new = New e-mail address
account-email-hint = We send a link there. Your address changes only once you use it.
account-email-same = This is your address already. Enter another one
account-email-button = Change e-mail address
account-password = Password
account-password-current = Current password
account-password-why = So that we know it is you.
account-password-wrong = This is not your current password. Enter it again
account-password-new = New password
account-password-hint = 10 to 128 characters. A sentence only you know makes a good password. You will be logged out everywhere else.
account-password-button = Change password
password-common = This password is too easy to guess. Choose another
account-factor = Second step when logging in
account-factor-text = With a code from your phone or a passkey, nobody who only knows your password gets in.
account-factor-link = Set up a second step
account-sessions = Where you are logged in
account-sessions-text = Do you see something you do not recognise? Log out there and change your password.
account-session-this = this session
account-session-times = Logged in on { $opened }, last used: { $used }.
account-session-end = Log out
account-session-end-which = on { $device }
account-sessions-all = Log out everywhere
device-on = { $browser } on { $system }
device-unknown = Unknown device
account-mail = Mail you receive
account-mail-answers = Mail me when somebody answers my comment
account-mail-answers-hint = Only for comments where you ask for it. You always receive messages about decisions and about your account.
account-mail-digest = Mail me what is waiting for a moderator
account-mail-button = Save choice
digest-at-once = At once
digest-hourly = At most once an hour
digest-daily = Once a day
digest-off = Never
account-keys = Shortcuts
account-keys-on = Moderate with single keys
account-keys-hint = Such as j for the next comment and a to keep it. Switch them off if you use speech control or they get in your way.
account-keys-button = Save choice
account-data = Your data
account-data-text = Everything we keep about you, in one file (JSON).
account-data-link = Download your data
account-leave = Leaving
account-leave-text = You can close your account. Your comments then stay, without your name.
account-leave-link = Read what happens then
account-done-name = Your name has been changed.
account-done-email = We have sent an e-mail to the new address. Use the link in it; until then your old address stays in force.
account-done-password = Your password has been changed. On other devices you are logged out.
account-done-session = You are logged out there.
account-done-mail = Your choice about mail has been saved.
account-done-keys = Your choice about shortcuts has been saved.

## Leaving

leave-heading = Leaving
leave-comments = Your comments stay, because otherwise others could no longer follow the conversation. Each comment then shows ‘Former commenter’ instead of your name.
leave-erased = We erase your name, your e-mail address, your network address and your password.
leave-work = Did you decide as a moderator? Those decisions stay in the log, under the name ‘Former staff member’.
leave-for-good = This cannot be undone, not even by us.
leave-data-first = Download your data first, if you want to keep it
leave-sure = I am sure
leave-not-sure = Tick the box if you are sure you want to leave
leave-button = Close account
leave-back = Back to your account
leave-last-admin = You are the only administrator. Make somebody else an administrator first; then you can leave.
leave-articles = There are articles in your name. Ask an administrator to hand them over to somebody else; then you can leave.
former-staff = Former staff member
left-heading = Your account is closed
left-text = Your comments are still there, without your name. We have erased the rest. Thank you for what you contributed.

## Mail about one's account

mail-password-subject = Your password has been changed
mail-password-text = Hello { $name }, the password of your account on { $board } has just been changed.
mail-password-not-you = If that was you, there is nothing you need to do. If it was not, choose a new password at once.
mail-password-button = Choose a new password

## When something is wrong

error-home = To the latest articles
error-not-found = This page is not here
error-not-found-advice = Perhaps the address was mistyped, or what was here has moved.
error-method = This address does not work that way
error-method-advice = It belongs to a form. Go back and use the button on the page.
error-invalid = We could not process this
error-form = The form did not arrive whole. Go back, check what you filled in and send it again.
error-forbidden = You have no access here
error-moderators-only = This page is for moderators. Your account does not have that role.
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
error-internal-reference = If it keeps happening, please mention reference { $reference }.
