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
form-log-in-hint = [Log in] to comment without a code. All text fields are required.
form-signed-as = You are logged in and comment as { $name }.
form-faults-heading = Your comment has not been posted yet
form-faults = { $count ->
    [one] Please correct this one point. Everything else is as you left it.
   *[other] Please correct these { $count } points. Everything else is as you left it.
  }
form-logged-out-heading = You are logged out
form-logged-out = Your session ended while you were writing. Your text is not lost: we keep it for an hour, for this browser only.
form-logged-out-link = Log in and go on
form-too-many-heading = You have sent a lot in a short time
form-too-many = Try again in { $wait }; your text is still in the form.
form-crowded-heading = Too much has been sent from other places
form-crowded = So many comments from new writers are coming in that yours does not fit in now. That is not your doing, and your text is still in the form. Send it at the bottom with a confirmation by e-mail, or try again in { $wait }.
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
field-captcha-hint = Six characters: the upper row of the picture first, then the lower one, in either case. Or the six digits you hear.
error-prefix = Error:
name-missing = Enter your name
name-too-long = Choose a name of at most 80 characters
name-unreadable = Enter a name with letters or digits that others can read
name-of-member = This name belongs to a member. Choose another, or log in if it is yours
email-missing = Enter your e-mail address
email-invalid = Enter a valid e-mail address, such as name@example.com
email-local-not-ascii = Use only unaccented letters, digits and punctuation before the @; this site cannot send mail to other addresses
body-missing = Write a comment
body-too-short = Write a comment of at least 3 characters
body-too-long = { $over ->
    [one] Your comment is { $over } character too long: write at most 10,000 characters
   *[other] Your comment is { $over } characters too long: write at most 10,000 characters
  }
body-unreadable = Nothing of your comment would be visible: write some text, not only formatting

## The code

captcha-alt = Six characters in two rows, as a picture.
captcha-sound = Six spoken digits
captcha-listen = Or listen: six digits
captcha-another = Another code
captcha-missing = Copy the code from the picture
captcha-wrong = The code was not right: copy the new one
captcha-hasty = That was very quick. Copy the characters of the new picture
captcha-used = The code had expired or was already used: copy the new one
captcha-no-cookie = Your browser did not send the cookie that belongs to the code. Allow cookies from this site and copy the new code
captcha-solved = The code was right. You do not need to copy it again.
captcha-confirm-hint = Can you neither see nor hear the code? Then we send you an e-mail; as soon as you press the button in it, your comment appears.
captcha-confirm = Send and confirm by e-mail
captcha-unreadable-hint = Rather no e-mail? Then a moderator reads your comment first.
captcha-unreadable = Send without a code

## A comment that waits

held-heading = Your comment is waiting for a moderator
held-text = We have received your comment. A moderator reads it first; after that it appears under the article.
held-nothing-to-do = There is nothing you need to do now.
held-back = Back to the article

## Logging in

login-heading = Log in
login-hint = Members comment without a code.
login-button = Log in
login-failed-heading = You are not logged in
login-failed = This e-mail address and password do not belong together.
login-busy = Many people are logging in right now. Try again in { $wait }.
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
field-note = Explanation for the author
moderate = Moderate
moderate-name = the comment by { $name }
decide-name = for the comment by { $name }
decide-keep = Keep
decide-show = Publish
decide-remove = Remove
decide-remove-for = Remove for
decide-restore = Restore
decide-other = Other reason, explanation or ban
decide-reason-change = Choose another reason
decided-keep = approved
decided-restore = removal undone
decided-remove = removed for { $reason }
done = Comment by { $author }: { $decided }.
done-with-ban = Comment by { $author }: { $decided }, 1 ban.
done-many = { $count } comments { $decided }.
done-many-with-ban = { $count } comments { $decided }, 1 ban.
done-told-many = The authors are told the reason by e-mail.
decided-restore-many = restored
undone-removal = { $count ->
    [one] Undone: 1 comment is back.
   *[other] Undone: { $count } comments are back.
  }
undone-keep = { $count ->
    [one] Undone: 1 comment is waiting for a decision again.
   *[other] Undone: { $count } comments are waiting for a decision again.
  }
undone-ban = The ban has been lifted.
undone-rest = { $count ->
    [one] 1 comment stayed as it was, because something had already followed.
   *[other] { $count } comments stayed as they were, because something had already followed.
  }
undone-unsent = No message had been sent yet.
undone-sent = { $count ->
    [one] 1 message had already been sent and cannot be recalled.
   *[other] { $count } messages had already been sent and cannot be recalled.
  }
undone-sent-removal = { $count ->
    [one] 1 message had already been sent and cannot be recalled. The author is told that the comment is back.
   *[other] { $count } messages had already been sent and cannot be recalled. The authors are told that their comments are back.
  }
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
decision-overtaken-by = { $moderator } got there first ({ $moment }): { $decided }. Decide again if you see it differently.
decision-overtaken-by-yourself = You have already decided about this yourself ({ $moment }): { $decided }. Decide again if you see it differently now.
decided-already = { $moderator } has already done this ({ $moment }): comment by { $author }, { $decided }.
decision-overtaken-queue = The comment as it is now stands at the top of the queue.
log-heading = Log
log-hint = Every decision, latest first. Nothing here can be changed.
log-look = See the log
log-comment = comment { $id } by { $author }
log-empty = Nothing has been decided yet.

## Pages with a form

sheet-faults = This is not right yet

## Registering and links by mail

field-notify = Mail me when somebody answers me
field-notify-hint = For that we ask you once to confirm your e-mail address.
field-notify-hint-member = You can stop these mails with one click.
form-members-only = Only members comment here. [Log in] or [create an account].
name-of-staff = This name looks like that of the editors or a moderator. Choose another name
name-taken = A member has this name already. Choose another name
password-too-common = This password is easy to guess. Choose, say, four random words in a row; your name, a place or a word with a year is soon guessed
password-hint = At least 10 characters; any will do. Four random words in a row work well.
field-password-new = New password
register-heading = Create an account
register-hint = With an account you comment without a code.
register-name-hint = Stands beside your comments.
register-email-hint = Never shown. You will get a mail to confirm it.
register-button = Create account
register-log-in = Do you have an account already? [Log in].
register-terms = With an account you agree to the [terms]. What we keep is told under [privacy].
register-sent = We have sent you a mail. Open the link in it and press the button; then your account is ready.
sent-heading = Look in your mailbox
sent-hint = Nothing there? Look among the unwanted mail, or try again in a quarter of an hour.
forgot-heading = Forgotten password
forgot-hint = Fill in your e-mail address and we will send you a link to choose a new password.
forgot-button = Send me a link
forgot-sent = We have sent a mail. With the link in it you can choose a new password within an hour.
reset-heading = Choose a new password
reset-hint = Afterwards you log in again everywhere.
reset-button = Save password
login-done-unsent = You were logged out when you pressed the button. What you had filled in is kept: log in and send it after all.
login-done-registered = Your account is ready. Log in with your e-mail address and password.
login-done-reset = Your new password is saved. Log in with it.
login-done-email = Your new e-mail address is confirmed. Log in with it.
login-forgot = Forgotten your password?
login-no-account = No account yet? Usually you can comment without one.
login-register = Create an account
link-spent-heading = This link no longer works
link-spent = The link was used or has expired, or your mail program cut it off. In that case copy the whole link from the mail.
link-spent-ways = You can [log in], [ask for a new password] or [create an account].
confirm-register-heading = Confirm your account
confirm-register = One more step: this button confirms your e-mail address and creates your account.
confirm-email-heading = Confirm your new e-mail address
confirm-email = This button gives your account this e-mail address. Afterwards you log in again.
confirm-email-taken = This e-mail address belongs to another account by now. Your old address stays in force.
confirm-comment-heading = Post your comment
confirm-comment = This button confirms your e-mail address and shows your comment. In this browser you need not do it again.
confirm-address-heading = Confirm your e-mail address
confirm-address = This button shows that this e-mail address is yours. This browser will remember.
confirmed-heading = Your e-mail address is confirmed
confirmed = Thank you. This browser will remember.
confirmed-home = To the [latest articles]
held-email-heading = Look in your mailbox
held-email = We have sent you a mail. Press the button in it and your comment appears at once. In that browser you need not do it again.
held-approval = This is your first comment here, so a moderator reads it first. Confirm your e-mail address with the link we mail you; then your next comments appear at once.
held-rule = Something in your comment asks for a second look. A moderator reads it first; then it appears below the article.
held-similar = A comment with almost the same text came in earlier today, so a moderator reads yours first.
held-flood = Far more comments than usual are coming in, so a moderator first reads what new writers send. You need not wait: press the button in the e-mail we are sending you and your comment appears at once.
held-guesses = Many codes were requested from this browser or your network and not answered correctly, so a moderator reads your comment first. You need not wait: press the button in the e-mail we are sending you and it appears at once.
held-rate = We show only so many comments at a time from writers we do not know yet, so a moderator reads yours first. You need not wait: press the button in the e-mail we are sending you and it appears at once.
my-heading = Your comments without an account
my-text = Did you comment here without an account? Then you can add those comments to your account, or cut your name loose from them. First show that the e-mail address is yours.
my-email-hint = The address you commented with.
my-button = Send me a link
my-sent = If there are comments under that address, a mail with a link is on its way.
my-found = { $count ->
    [one] There is { $count } comment under { $email }:
   *[other] There are { $count } comments under { $email }:
  }
my-claim-heading = Add them to your account
my-claim = The comments get the name of your account.
my-claim-log-in = The comments get the name of your account. For that you log in first.
my-claim-button = Add to my account
my-disown-heading = Cut your name loose
my-disown = The text stays, because others have answered it. Your name becomes “Former commenter”, and your e-mail address and network address are erased. This cannot be undone.
my-disown-button = Cut my name loose
my-sure = Yes, cut my name loose from these comments
my-sure-missing = Tick the box if you are sure; this cannot be undone
my-choice-missing = Choose what should become of your comments
my-claimed = The comments now belong to your account.
my-disowned = Your name no longer stands beside these comments and your e-mail address is erased.

## Letters about accounts and addresses

mail-not-you = Did you not ask for this? Then you need not do anything.
mail-link-day = The link works for 24 hours.
mail-link-hour = The link works for an hour, and once.
mail-link-week = The link works for a week.
mail-known-subject = You already have an account at { $board }
mail-known = Dear { $name }, somebody, probably you, asked { $board } for an account with this e-mail address. You already have one. You can log in, or choose a new password if you have lost the old one.
mail-register-subject = Confirm your account at { $board }
mail-register = Dear { $name }, we are glad to have you at { $board }. Open the page below and press the button; then your account is ready.
mail-register-button = Confirm account
mail-forgot-subject = A new password for { $board }
mail-forgot = Dear { $name }, with the link below you can choose a new password. You will be logged out everywhere.
mail-forgot-unknown = Somebody asked { $board } for a new password for this e-mail address, but no account belongs to it. Perhaps you registered with another address.
mail-password-subject = Your password at { $board } was changed
mail-password = Dear { $name }, the password of your account at { $board } was changed just now and you are logged out elsewhere. Was it not you? Then ask for a new password at once.
mail-email-subject = Confirm your new e-mail address at { $board }
mail-email = Dear { $name }, you want to use this e-mail address for your account at { $board }. Open the page below and press the button.
mail-email-button = Confirm e-mail address
mail-email-taken = Somebody wanted to use this e-mail address for an account at { $board }, but it already belongs to one. Nothing has changed.
mail-email-old-subject = Your e-mail address at { $board } is being changed
mail-email-old = Dear { $name }, another e-mail address was given for your account at { $board }. The change takes effect once the new address is confirmed. Was it not you? Then choose a new password at once.
mail-email-done-subject = Your account at { $board } has another e-mail address
mail-email-done = Dear { $name }, the e-mail address of your account at { $board } was changed. From now on mail goes to the new address; with this address you can no longer log in or ask for a new password.
mail-email-done-not-you = Did you do this yourself? Then you need not do anything. Was it not you? Then somebody else got into your account. Contact the editors of { $board } at once and mention this message: an administrator can log the other person out. If you use the same password elsewhere, change it there too, and that of your mailbox.
mail-proof-subject = Your comments at { $board }
mail-proof = You want to do something with the comments you posted at { $board } without an account. First confirm that this e-mail address is yours.
mail-proof-none = Somebody asked { $board } for comments under this e-mail address, but there are none.
mail-proof-button = Confirm e-mail address
mail-comment-subject = Post your comment on “{ $title }”
mail-comment = You wrote this comment on “{ $title }” at { $board }. It appears once you press the button on the page below.
mail-comment-button = Post comment
mail-address-subject = Confirm your e-mail address at { $board }
mail-address = You commented on “{ $title }” at { $board } and gave this e-mail address. Confirm it once; then we can mail you when somebody answers, and the editors will recognise you.

## Letters that can be stopped

mail-answer-subject = { $name } answers you on “{ $title }”
mail-answer = { $name } answered your comment on “{ $title }”:
mail-answer-button = Read the answer
mail-waits-subject = To review: { $name } on “{ $title }”
mail-waits = A comment by { $name } on “{ $title }” waits for a moderator:
mail-waits-self-promotion = Remove for self-promotion
mail-waits-insult = Remove for an insult
mail-waits-hint = The links open the comment. Nothing happens until you press a button there.
mail-flooded-subject = { $board }: a sudden flood of comments
mail-flooded = Dear { $name }, far more comments by guests are coming in at { $board } than usual. For now, guests’ comments with a link wait for a moderator.
mail-flooded-button = See what is held
mail-digest-subject = { $count ->
    [one] { $count } comment waits at { $board }
   *[other] { $count } comments wait at { $board }
  }
mail-digest = Dear { $name }, this waits for a moderator at { $board }:
mail-digest-reported = Reported
mail-digest-appeals = Appeals
stop-heading = Stop mail
stop-answers = Do you want no more mail at { $email } when somebody answers you?
stop-answers-done = You will get no more mail when somebody answers you.
stop-digest = Do you want no more mail at { $email } about comments that wait for a moderator?
stop-digest-done = You will get no more mail about comments that wait for a moderator.
stop-again = Let it come again

## Bans

banned-heading = You cannot comment here now
banned = The editors have banned you: { $why } This lasts { $until }. You can still read.
banned-neutral = You cannot comment here now under this e-mail address, or from your network. If the address is yours, the reason is in your e-mail. You can still read.
banned-unproved = Whoever types this e-mail address without confirming it cannot comment now. If it is yours, confirm it and try again. You can still read.
banned-confirm = Confirm my address
banned-until = until { $moment }
banned-for-ever = until further notice
banned-object = Object to this
bans-heading = Bans
bans-hint = Who is banned can read but not comment, and is shown the reason.
bans-empty = Nobody is banned.
ban-heading = Ban somebody
ban-kind = By
ban-kind-email = E-mail address
ban-kind-network = Network
ban-kind-member = Member
ban-kind-missing = Choose what to ban by
ban-value = Who
ban-value-hint = An e-mail address, a network address such as 192.0.2.7 or 192.0.2.0/24, or the e-mail address or number of a member.
ban-days = Number of days
ban-days-hint = Empty: until a moderator lifts it.
ban-days-invalid = Fill in a number of days from 1 to { $max }, or leave the field empty
ban-why = Reason
ban-why-hint = They get to read this sentence, for example: You advertised again after two warnings.
ban-why-missing = Write down the reason: they get to read it
ban-why-too-long = Keep the reason under 500 characters
ban-network-invalid = Fill in a network address, such as 192.0.2.7 or 192.0.2.0/24
ban-network-wide = This network is too large: choose a /16 at most, or a /32 with IPv6
ban-member-unknown = There is no member with this number or e-mail address
ban-staff = You cannot ban somebody who moderates. An administrator can change their role
ban-button = Ban
ban-lift = Lift
ban-member = member { $name }
ban-guest = guest { $name }, by this browser
ban-email-unproved = { $email } (address not confirmed)
ban-forgotten = data erased
ban-made = { $moment } by { $moderator }
ban-until = until { $moment }
ban-ended = ended on { $moment }
ban-lifted = lifted on { $moment }
ban-for-ever = without an end

## Rules about words and links

body-refused = Your comment contains “{ $found }”, which we do not allow here. Please change your text
words-heading = Words and links
words-hint = What the site itself looks for. Try a rule on the latest comments first.
words-empty = There are no rules yet.
word-heading = New rule
rule-kind = Kind
rule-kind-word = Word or phrase
rule-kind-link = Link to a site
rule-kind-links = More links than
rule-kind-missing = Choose a kind of rule
rule-pattern = What to look for
rule-pattern-hint = A word (moron), a phrase, with * behind it any ending (moron*); a site (linkbuild.example); or a number of links (2). Case and accents do not count.
rule-action = What then
rule-action-hold = a moderator first
rule-action-refuse = refuse
rule-action-missing = Choose what should happen then
rule-test = Try it
rule-save = Keep the rule
rule-drop = Drop the rule
rule-what-word = “{ $pattern }”
rule-what-link = link to { $pattern }
rule-what-links = more than { $pattern } links
rule-too-long = Keep the rule under 100 characters
rule-word-missing = Fill in a word
rule-word-short = Choose a word of at least 3 letters: shorter ones are everywhere
rule-word-star = Put the asterisk at the end only, as in moron*
rule-link-invalid = Fill in a site, such as linkbuild.example
rule-links-invalid = Fill in a number from 0 to 50
rule-finds-most = This rule would hit most comments. Make it more precise
rule-would-hold = { $count ->
    [0] Would have held none of the last { $of } comments
   *[other] Would have held { $count } of the last { $of } comments
  }
rule-would-refuse = { $count ->
    [0] Would have refused none of the last { $of } comments
   *[other] Would have refused { $count } of the last { $of } comments
  }

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
leave-erased = We erase your name, your picture, your e-mail address, your network address and your password.
leave-work = Did you decide as a moderator? Those decisions stay in the log, under the name ‘Former staff member’.
leave-for-good = This cannot be undone, not even by us.
leave-data-first = Do you want to keep your data? [Download it first].
leave-sure = I am sure
leave-not-sure = Tick the box if you are sure you want to leave
leave-button = Close account
leave-back = [Back to your account]
leave-last-admin = You are the only administrator. Make somebody else an administrator first; then you can leave.
leave-articles = There are articles in your name. Ask an administrator to hand them over to somebody else; then you can leave.
former-staff = Former staff member
left-heading = Your account is closed
left-home = [To the latest articles]
left-text = Your comments are still there, without your name. We have erased the rest. Thank you for what you contributed.

## Second factors and passkeys

factor-heading = Extra security
factor-text = With a second step at log-in nobody gets into your account, not even somebody who knows your password. When you add or remove something, your other devices are logged out and you get an e-mail.
factor-due = Whoever judges comments on this site logs in with a second step. Set one up below. After that you can go on moderating.
factor-app = Code from an app
factor-app-text = An app on your phone shows a code of six digits that keeps changing. You enter it after your password.
factor-app-on = Set up. After your password we ask for the code from your app.
factor-app-button = Set up an app
factor-app-heading = Set up an app
factor-scan = Scan this code with an app for log-in codes, such as the passwords app of your phone.
factor-qr = QR code with the key that stands below
factor-type = Can't scan it? Then type this key into the app:
factor-code = Code from the app
factor-code-hint = Six digits. The code changes every half minute.
factor-code-wrong = This code is not right. Enter the code the app shows now.
factor-confirm-button = Confirm
factor-leave = Back without setting up
factor-back = [Back to extra security]
factor-off-heading = Stop using the app
factor-off = After this we no longer ask for a code from the app. Enter your password to confirm.
factor-off-button = Switch off the app
factor-password-wrong = This password is not right.
factor-done-passkey = Your passkey has been added.
factor-done-removed = Your passkey has been removed.
factor-done-kept = Your recovery codes are ready for use.
factor-done-off = We no longer ask for a code from the app.
identity-heading = Is it you?
identity-app = You are setting up an app as a second step for logging in. First fill in your password.
identity-codes = You are making new recovery codes; the old ones will no longer work. First fill in your password.
identity-session = You are logging another device out. First fill in your password.
identity-sessions = You will be logged out everywhere, here too. First fill in your password.
codes-heading = Recovery codes
codes-text = With a recovery code you log in when you have lost your phone or passkey. Each code works once. Write them down or print them, and keep them in a safe place.
codes-once = You see these codes only now.
codes-kept-button = I have kept them
codes-left = { $count ->
    [0] You have no recovery codes left. Make new ones.
    [one] You have 1 recovery code left.
   *[other] You have { $count } recovery codes left.
}
codes-button = Make new recovery codes
passkey-heading = Passkeys
passkey-text = With a passkey you log in without a password: with your finger, your face or the PIN of your device.
passkey-made = Added on { $date }.
passkey-used = Last used on { $date }.
passkey-never-used = Not used yet.
passkey-remove-button = Remove
passkey-remove-heading = Remove a passkey
passkey-remove = After this you can no longer log in with the passkey “{ $name }”. Enter your password to confirm.
passkey-name = Name of the passkey
passkey-name-hint = To know it by later, for example “Phone”. May stay empty.
passkey-unnamed = Passkey
passkey-button = Add a passkey
passkey-no-script = Adding a passkey only works with JavaScript switched on.
passkey-not-offered = No passkey can be added at this address: that only works on a site with a name and a secure connection.
passkey-refused = The passkey was not added. Please try again.
passkey-gone-wrong = That did not work. Please try again.
login-passkey-hint = Do you have a passkey? Then you log in without a password.
login-passkey-button = Log in with a passkey
login-passkey-failed = This passkey belongs to no account on this site, or it took too long.
second-heading = One more step
second-code = Code
second-code-hint = The six digits from your app, or one of your recovery codes.
second-failed = This is not right. Please try again. Each code works only once.
second-passkey-button = Use a passkey
second-lost = Lost your recovery codes too? Then ask whoever runs this site for help.
mail-factor-subject = The security of your account at { $board } has changed
mail-factor = Dear { $name }, a second step for logging in was added to or removed from your account at { $board }.
mail-factor-app-added = Dear { $name }, an app with codes was set up as a second step for logging in to your account at { $board }. You were logged out on other devices.
mail-factor-app-removed = Dear { $name }, the app with codes was removed as a second step for logging in to your account at { $board }. You were logged out on other devices.
mail-factor-passkey-added = Dear { $name }, the passkey “{ $passkey }” was added to your account at { $board }. Whoever has it can log in. You were logged out on other devices.
mail-factor-passkey-removed = Dear { $name }, the passkey “{ $passkey }” of your account at { $board } was removed. You were logged out on other devices.
mail-factor-codes = Dear { $name }, new recovery codes were made for your account at { $board }. The old ones no longer work.
mail-factor-all-removed = Dear { $name }, an administrator removed every second step for logging in to your account at { $board }. You log in with your password alone again.
mail-security-not-you = Was it you? Then you need not do anything. Was it not you? Then choose a new password at once and look at your account to see what is set up.
mail-sessions-subject = You were logged out at { $board }
mail-sessions-one = Dear { $name }, one of the devices you were logged in with at { $board } was logged out from your account page.
mail-sessions-all = Dear { $name }, you were logged out of { $board } on all devices from your account page.
mail-password-passkeys = With these passkeys you log in without a password; the new password does not change that. Is there one you do not recognise? Then remove it.
mail-passkeys-button = View and remove passkeys
error-staff-factor = First set up a second step for logging in. You do that at your account, under “Extra security”.

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
key-illegal = l
key-off-topic = o
keys-pick-all = select all
keys-queues = queues
keys-search = search
keys-dropped = The keys you pressed meanwhile were not used: the comment here now is not the one you saw.
done-told = The author is told the reason by e-mail.
field-all = Also the other comments by this author
field-ban = Ban
field-ban-browser = The address is not confirmed, so nobody knows whose it is. The ban holds for the browser this comment was sent with.
email-unproved = address not confirmed
round-heading = The conversation around it
round-alone = Nobody else wrote in this conversation.
case-article-lead = What the article is about
case-held-similar = A comment with almost the same text came in earlier that day.
case-held-flood = Far more comments than usual were coming in.
case-held-rate = As many comments by unknown writers were showing as may without a moderator.
neighbours-heading = Other names from this network
neighbour = { $count ->
    [one] { $name }, { $count } comment
   *[other] { $name }, { $count } comments
  }
person-remove-all = Remove all comments
person-remove-all-button = Remove all
person-ban-heading = Ban this author
person-ban-browser = The address is not confirmed: the ban holds for the browser this guest writes with.
notes-heading = Note for colleagues
notes-case = Notes about this comment
notes-person = Notes about this author
note-label = Note, for moderators only
note-add = Keep note
note-missing = Write something
note-made = { $moderator }, { $moment }
namesakes-also = Also those of others under this address
namesakes-heading = Others under this address
namesakes-hint = Anybody can type an address. As long as nobody confirms it, we do not know whether this is the same author.
namesake-member = { $count ->
    [one] { $name }, member with this address: { $count } comment
   *[other] { $name }, member with this address: { $count } comments
  }
namesake-proved = { $count ->
    [one] { $name }, address confirmed: { $count } comment
   *[other] { $name }, address confirmed: { $count } comments
  }
namesake-unproved = { $count ->
    [one] { $name }, address not confirmed: { $count } comment
   *[other] { $name }, address not confirmed: { $count } comments
  }
ban-none = Do not ban
ban-week = One week
ban-month = 30 days
ban-year = One year
ban-forever = For ever
ban-unknown = Choose from the list how long the ban lasts.
ban-impossible = This author cannot be banned here. Choose ‘Do not ban’.
ban-unknown-guest = This guest cannot be recognised: the address is not confirmed and the browser is not known. Choose ‘Do not ban’, or ban a network at Bans.
case-pick = Select the comment by { $name }
case-answers = In answer to
case-held-email = The author has not confirmed the e-mail address yet.
case-held-approval = This is the first comment by this author.
case-held-rule = A rule of the board held it.
case-held-guesses = Many codes were not answered, or answered wrongly, in this browser or network.
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
  }
case-report = { $reason }: ‘{ $text }’
case-report-from = { $reason } ({ $name })
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Rule ‘{ $pattern }’ found: { $found }
alike-text = { $count ->
    [one] Also 1 other with the same text
    [250] Also the first 250 others with the same text
   *[other] Also { $count } others with the same text
  }
alike-link = { $count ->
    [one] Also 1 other with the same link
    [250] Also the first 250 others with the same link
   *[other] Also { $count } others with the same link
  }
alike-network = { $count ->
    [one] Also 1 other from the same network, of the same day (it may be somebody else)
    [250] Also the first 250 others from the same network, of the same day (other people may be among them)
   *[other] Also { $count } others from the same network, of the same day (other people may be among them)
  }
case-alike = Also in the queue: { $text } with the same text, { $link } with the same link.
case-alike-text = Also in the queue: { $text } with the same text.
case-alike-link = Also in the queue: { $link } with the same link.
case-claimed = { $moderator } is looking at this comment ({ $moment })
case-claim-button = I am looking at this comment
case-claim-hint = Colleagues see for five minutes that you are busy with it.
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
bulk-pick-all = Select all on this page
bulk-rest = The rest of this page may stay
bulk-rest-held = Publish the rest of this page
bulk-no-rest = There is nothing else on this page.
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
person-counts-many = More than { $count } comments, of which { $held } held and { $removed } removed.
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
error-editors-only = This page is for the editors.
error-admins-only = This page is for administrators. Your account does not have that role.
error-origin = This request came from another site. Open the page on this site itself and try again.
error-too-many = This happened too often
error-too-many-advice = Try again in { $wait }.
error-too-large = This was too large
error-too-large-advice = A comment may be 10,000 characters long. Go back, shorten your text and send it again.
error-busy = It is too busy here right now
error-busy-advice = Wait a few seconds and try again.
error-unavailable = This is not possible right now
error-unavailable-advice = There is a fault on our side, and it has been reported. Please try again in a few minutes.
error-kept = What you had filled in is still here
error-kept-text = Your text
error-kept-file = Choose the file again
unsent-text = You were logged out when you sent this. Look it over and send it again. We keep it for an hour at most, for this browser only.
unsent-drop = Throw this away
error-send-again = Send again
error-slow = This took too long
error-slow-advice = The connection was too slow or broke off. Go back and try again.
error-internal = Something went wrong
error-internal-advice = That is our fault, not yours. We have noted it; please try again later.
error-internal-reference = If it keeps happening, please mention reference { $reference }.

## Numbers

numbers-heading = Numbers
numbers-lead = What came through the gate in the last 30 days: codes, and comments by guests.
numbers-caption = By day
numbers-day = Day
numbers-asked = Codes asked for
numbers-solved = Codes right
numbers-failed = Codes wrong
numbers-shown = Comments shown
numbers-held = Comments held
numbers-all = In all
numbers-none = No numbers yet
numbers-none-text = They come with the first guest who asks for a code.

## Order and useful

sort-label = Order of the comments
sort-oldest = Oldest first
sort-newest = Newest first
sort-useful = Most useful first
useful = Useful
useful-of-name = { $count ->
    [0] : comment by { $name }
    [one] : comment by { $name }, one reader finds it useful
   *[other] : comment by { $name }, { $count } readers find it useful
}
useful-own = You cannot mark your own comment as useful.

## What scripts add

appearance = Appearance
appearance-system = As my system
appearance-light = Light
appearance-dark = Dark
appearance-contrast = High contrast
unfold = Read the whole comment
new-since = New
one-new = There is 1 new comment.
load-one-new = Load it
some-new = new comments.
load-some-new = Load them
draft-kept = Your draft is still here.
draft-drop = Clear the draft

## Search

menu-search = Search
search-heading = Search
search-title = Search for { $words }
search-skip = Skip to what was found
search-words = Search articles and comments
search-hint = Words in "quotes" stand side by side. A word with a minus sign before it is not there.
search-button = Search
search-in = In
search-in-all = Everything
search-in-articles = Articles only
search-in-comments = Comments only
search-category = Category
search-any = All
search-since = From
search-since-ever = The beginning
search-since-month = The past month
search-since-year = The past year
search-until = Up to and including
search-until-now = Now
search-articles = { $count ->
    [one] 1 article
   *[other] { $count } articles
  }
search-articles-more = More than 200 articles
search-comments = { $count ->
    [one] 1 comment
   *[other] { $count } comments
  }
search-comments-more = More than 1,000 comments
search-all-articles = All articles found
search-below = On { $title }
search-nothing = Nothing found
search-nothing-text = Try fewer or other words, or check the spelling. Capitals, accents and plurals make no difference.
search-everywhere = Search for the same without filters
search-refused = This cannot be searched for
search-too-long = A search may be { $most } characters long. Leave out the least important words.
search-too-many-words = A search may have { $most } words. Leave out the least important ones.
search-only-unwanted = You only name what should not be there. Name a word that should be there, too.
search-no-words = There is no word here to search for. Use letters or digits.
## The editors' desk: writing

menu-desk = Editors
desk-rooms = Parts of the editors' desk
desk-articles = Articles
desk-categories = Categories
desk-heading = All articles
desk-faults = This is not saved yet
desk-search = Search articles
desk-search-button = Search
desk-states = State of the articles
desk-all = All
desk-drafts = Drafts
desk-look = View
desk-none-found = No article was found.
desk-show-all = Show all articles
desk-empty = Begin with ‘New article’.
desk-edited = saved { $ago }
desk-edited-by = saved { $ago } by { $name }
desk-comments-closed = closed
desk-comments-close = close on { $moment }
desk-comments-days = { $count ->
    [one] close after { $count } day
   *[other] close after { $count } days
  }
desk-members-only = members only
state-draft = Draft
state-scheduled = Scheduled
state-published = Published
yes = yes
no = no
write-new = New article
write-appears = appears on { $moment }
write-appeared = appeared on { $moment }
write-title = Title
write-lead = Introduction
write-lead-hint = Stands above the text and in the list. Empty: the first paragraph.
write-body = Text
write-marks = How to make headings, emphasis and links
mark-heading = # Heading
mark-heading-what = a heading
mark-emphasis = **bold** and *italic*
mark-emphasis-what = emphasis
mark-link = [text](https://address)
mark-link-what = a link
mark-list = - item
mark-list-what = a list
mark-quote = > quote
mark-quote-what = a quote
mark-code = `code`
mark-code-what = code
write-preview = Preview
write-preview-heading = What it looks like
write-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
  } · { $minutes ->
    [one] { $minutes } minute to read
   *[other] { $minutes } minutes to read
  }
write-publication = Publication
write-published = Moment of publication
write-published-draft = Empty: the moment at which you press Publish.
write-published-scheduled = From then on readers see the article.
write-published-hint = The date above the article.
write-publish = Publish
write-publish-now = Publish now
write-schedule = Schedule for this moment
write-unschedule = No longer schedule
write-unpublish = Take off the site
write-save = Save
write-save-draft = Save as draft
write-save-over = Save my text all the same
write-author = Author
write-slug = Last part of the address
write-slug-hint = Empty: made of the title.
write-slug-hint-live = The old address keeps working and leads to the new one.
write-comments = Comments
write-comments-open = Open
write-comments-after = Open, and closed by itself after some days
write-comments-closed = Closed
write-days = Days after publication
write-members-only = Only members may comment
write-categories = Categories
write-more-categories = New categories
write-more-categories-hint = With a comma between them.
write-done-saved = Saved.
write-done-published = Published. Readers see the article now.
write-done-scheduled = Scheduled. The article appears by itself.
write-done-unpublished = The article is off the site. Its comments are kept.
write-done-restored = The old text is back, as a new version.
write-kept = Kept automatically at { $time }, not saved yet.
write-kept-waits = Not saved yet.
write-kept-failed = Keeping it automatically failed. Save your text, or copy it to be sure.
write-kept-out = You are logged out. Log in on another tab; what stands here stays.
write-kept-notice = You have text here that is not saved yet, from { $moment }.
write-taken-up = This is your text from { $moment }. It is not saved yet.
write-take-up = Go on with it
write-drop = Throw that text away
write-overtaken-heading = This article was saved elsewhere meanwhile
write-overtaken = It was { $name }, { $ago }. Your text is below and not saved yet.
write-overtaken-advice = Take over what you want to keep. If you save, your text takes its place; the other version stays in the history.
write-meanwhile = What changed meanwhile
write-title-missing = Give the article a title
write-title-long = Make the title shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-lead-long = Make the introduction shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-body-missing = Write the text; without it an article cannot appear
write-body-long = Make the text shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-slug-missing = No address can be made of this title: fill one in
write-slug-bad = Use at most { $max } small letters, figures and single dashes in the address, such as { $example }
write-slug-taken = Another article is or was at this address: choose another address
write-author-missing = Choose who signs the article
write-moment-bad = Fill in a date and a time
write-moment-missing = Fill in when the article appears
write-moment-past = This moment is over: choose a later one, or publish now
write-moment-ahead = This article is on the site already: choose an earlier moment, or take it off first
write-comments-missing = Choose whether readers may comment
write-days-bad = Fill in a number of days, from 1 to { $max }
write-categories-many = Choose at most { $max } categories
category-long = Make the name of the category shorter: { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
category-bad = No address can be made of ‘{ $name }’: use letters or figures
category-comma = Use no comma in the name of a category
category-name-missing = Give the category a name
category-taken = There is a category with this name or this address already
category-into-missing = Choose the category that takes everything in
category-not-empty = There are articles in this category still: merge it with another
category-new = New category
category-add = Add
category-none = There are no categories yet.
category-change = Change
category-back = All categories
category-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
  }
category-name = Name
category-rename-heading = Another name
category-rename-hint = The address stays /categories/{ $slug }.
category-rename = Change the name
category-merge-heading = Merge
category-merge-hint = The articles go along; the address of this category leads there from now on.
category-into = Merge with
category-choose = Choose a category
category-merge = Merge
category-drop-heading = Remove
category-drop-hint = Nothing is in this category.
category-drop-full = That takes a category without articles.
category-drop = Remove the category
category-added = The category was added.
category-renamed = The category has another name now.
category-merged = The categories were merged.
category-dropped = The category was removed.
history-link = History
history-title = History of ‘{ $title }’
history-back = Back to the article
history-from = Compare
history-to = with
history-compare = Compare
history-version = Version { $number }
history-current = now
history-what = What changed
history-restore = Put the text back
history-command-line = the command line
history-overtaken = First look at what changed, then put back what you want.
compare-heading = From version { $old } to version { $new }
compare-same = Nothing changed.
compare-gone = Gone:
compare-new = New:
compare-planned = draft, with { $moment } in the form
compare-skipped = { $count ->
    [one] { $count } line stayed the same
   *[other] { $count } lines stayed the same
  }
## Feeds, sharing, authors

byline-by = By
author-heading = Articles by { $name }
feed-link = Atom feed
feed-comments = { $board }: comments
feed-comments-on = Comments on { $title }
feed-comment = { $name } on { $title }
card-alt = “{ $title }” by { $author }, on { $board }
share-heading = Share
share-email = E-mail
share-times = { $count ->
    [one] time shared
   *[other] times shared
}
share-copy = Copy link
share-copied = Link copied
share-mastodon-heading = Share on Mastodon
share-mastodon = Mastodon is made of many servers. Which one has your account? That is where you share “{ $title }”.
share-instance = Your server
share-instance-hint = For example mastodon.social
share-instance-missing = Enter the name of your server
share-instance-invalid = Enter just the name of the server, such as mastodon.social
share-mastodon-button = Continue to this server
share-back = [Back to the article]
## Pictures

pictures-heading = Pictures
pictures-add = Add a picture
pictures-library = All pictures
pictures-none = There are no pictures yet
pictures-none-text = Add one above. You can then put it in articles.
picture-alt = What does it show?
picture-alt-hint = One sentence for those who do not see it, for example: An empty meeting room with chairs knocked over.
picture-alt-missing = Write in one sentence what it shows
picture-alt-too-long = Keep the description under 300 characters
picture-alt-button = Save description
picture-file = File
picture-file-hint = JPEG, PNG, WebP or GIF, 10 MB at most. We make the picture smaller and take out place, date and camera. Of a moving picture the first image stays.
picture-file-missing = Choose a file
picture-again = Choose the file again: the browser does not remember it
picture-too-large = This file is larger than 10 MB. Make the picture smaller and try again
picture-kind = This is no JPEG, PNG, WebP or GIF, whatever the file is called. Save the picture as JPEG or PNG and try again
picture-pixels = This picture has too many pixels: 40 million at most, and 20,000 along a side. A GIF, a WebP, a progressive JPEG and a picture with 16 bits a colour may have 11 million. Make it smaller and try again
picture-small = This picture is too small: each side must be at least 16 pixels long
picture-broken = This picture cannot be read: the file is damaged or did not arrive whole. Try again, or save the picture anew
picture-add-button = Add picture
picture-heading = Picture { $id }
picture-size = { $width } × { $height } pixels
picture-paste = Paste this into an article:
picture-uses = Used in
picture-unused = This picture is in no article.
picture-remove = Remove picture
picture-used-heading = The picture was not removed
picture-used-text = It is still in the articles below. Take it out of those first.

## Pictures in the form of an article

write-picture = Picture at the top
write-picture-none = None
write-picture-gone = This picture is not there any more. Choose another, or none
write-caption = Caption
write-caption-long = Keep the caption to { $max } characters at most: there are { $count } too many
write-pictures = Add and see pictures

## The board's own texts at the desk

texts-heading = Pages
texts-lead = These pages are linked at the foot of every page. Readers see at once what you change.
text-shipped = As it comes
text-version = Version { $number }, { $moment }, by { $name }
text-versions = Earlier versions
text-take = Bring back
text-saved = The page is saved. Readers see it like this.
text-hint = Markdown. Where {"{"}board{"}"} stands, the name of this site appears.
text-hint-anchors = The signs in braces after the headings, such as {"{"}#insult{"}"}, let a removed comment point to its rule. Leave them.
text-missing = Write the text: this page cannot be empty
text-too-long = The text is too long: there are { $count } characters too many
text-anchor-missing = Put { $anchor } after the heading about { $rule }: removed comments point there

## How the board looks

look-heading = Settings
look-saved = The settings are saved. Readers see them at once.
look-overtaken = What somebody else chose holds now. What you filled in is below and not saved yet. If you save, it takes the place of what they chose.
look-name = Name of the site
look-name-hint = Empty: ‘{ $name }’, the name in the settings of the server (WEERWOORD_NAME). What you fill in here goes first.
look-too-long = Keep this to { $max } characters at most
look-light = Colour on light pages
look-dark = Colour on dark pages
look-colour-hint = For links and buttons. Contrast now { $ratio }:1; at least 4.5:1 is needed. As it comes: { $shipped }.
look-colour-bad = Choose a colour for { $ground } pages, such as { $shipped }
look-colour-pale = The colour on light pages is too pale to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a darker one
look-colour-dim = The colour on dark pages is too dark to read: its contrast is { $ratio }:1 and must be at least 4.5:1. Choose a lighter one
look-logo = Logo
look-logo-hint = Stands at the top of every page in place of the name. PNG, WebP, JPEG or GIF, 10 MB at most; save an SVG as PNG first. Choose a logo that is recognised on white and on nearly black.
look-no-logo = Take the logo away
look-footer = Line at the foot of every page
look-footer-hint = For example: Published by Blad, Utrecht.

## People at the desk

people-heading = People
people-search = Search by name or e-mail address
people-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }
people-hint = Whoever gets another role is logged out everywhere.
people-none = Nobody was found
people-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
  }
people-sessions = { $count ->
    [0] logged in nowhere
    [one] logged in { $count } time
   *[other] logged in { $count } times
  }
people-since = since { $date }
people-factor-on = second step on
people-factor-off = second step off
people-member = Member
people-moderator = Moderator
people-editor = Editor
people-admin = Administrator
people-role-of = Role of { $name }
people-role-button = Change role
staff-log-heading = Staff log
staff-log-hint = Who did what with accounts and settings, latest first. Nothing here can be changed; it goes after two years.
staff-log-kind = Kind
staff-log-empty = Nothing has happened yet.
staff-log-command-line = Command line
staff-log-login = Logged in
staff-log-account = Account made
staff-log-role = Role changed
staff-log-password = Password replaced
staff-log-factor = Second step switched off
staff-log-sessions = Logged out everywhere
staff-log-settings = Settings changed
staff-log-ban = Somebody banned
staff-log-lift = Ban lifted
staff-log-expunge = Text expunged
staff-log-export = Data exported
staff-log-export-board = the whole site
staff-log-export-log = the log of decisions
staff-log-ban-number = ban { $detail }
staff-log-comment-number = comment { $detail }
staff-log-name = name
staff-log-colours = colours
staff-log-logo = logo
staff-log-footer = footer
people-role-unknown = Choose a role from the list.
people-log-out = Log out everywhere
people-last-admin = The role was not changed
people-last-admin-text = This is the only administrator. Make somebody else one first.

## Numbers by week

weeks-heading = By week
weeks-gate = At the gate
weeks-comments = Comments
weeks-commenters = People who commented
weeks-removals = Removed, by reason
weeks-waits = Time from report to decision (median)
weeks-description = { $count ->
    [one] The last week, with a bar if there was anything to count. All values are in the table below.
   *[other] The last { $count } weeks, with a bar for each week in which there was anything to count. All values are in the table below.
  }
weeks-table = Table
weeks-week = Week
weeks-short = wk { $number }
weeks-name = Week { $number }, from { $date }
weeks-minutes = { $count } min
weeks-hours = { $count } h

## Pictures of members

account-picture = Your picture
account-picture-none = Your initials stand beside your comments now. With a picture others recognise you sooner.
account-picture-now = This picture stands beside all your comments. Everybody can see it.
account-picture-file = Choose a picture
account-picture-other = Choose another picture
account-picture-hint = JPEG, PNG, WebP or GIF, at most 10 MB. We keep a square from the middle and take out place, date and device.
account-picture-add = Add picture
account-picture-replace = Replace picture
account-picture-remove = Remove picture
account-picture-banned = The editors have banned you. While that lasts you cannot add a picture
account-done-picture = Your picture was added. It now stands beside all your comments.
account-done-no-picture = You have no picture any more. Your initials stand beside your comments.
person-picture = Picture of { $name }
person-picture-remove = Remove picture
person-picture-of-staff = Only an administrator can remove the picture of a member of staff.
## Mends of the editors’ desk

write-kept-offered = Earlier text of yours still waits above this form. First choose what happens to it; until then nothing is kept automatically. You can save.
write-kept-held = You are logged out, so nothing was sent; your text is still here. Log in on another tab, then press the button again.
write-body-pictures = { $count ->
    [one] No picture of this site is at this address in the text: { $addresses }. Add it at Pictures (/desk/pictures) and use the address it has there, or take it out of the text
   *[other] No pictures of this site are at { $count } addresses in the text, such as { $addresses }. Add them at Pictures (/desk/pictures) and use the addresses they have there, or take them out of the text
  }
look-overtaken-heading = Somebody else has changed the settings meanwhile
text-overtaken-heading = This page was saved elsewhere meanwhile
picture-added = The picture is added. Paste the line below into an article.
picture-described = The description is saved.
people-role-done = The role of { $name } is now: { $role }.
people-sessions-done = { $name } is logged out everywhere.
look-ground-light = light
look-ground-dark = dark

## Mail that has not left

outgoing-heading = Mail
outgoing-server-hint = Mail leaves through { $server }.
outgoing-folder-hint = No mail server is set: mail is written to a folder on the server and reaches nobody.
outgoing-last = The last message left on { $date }.
outgoing-never = No message left in the last 30 days.
outgoing-test-hint = To see step by step what the mail server answers, run ‘weerwoord mail test’ with an e-mail address on the server’s command line.
outgoing-failed-heading = Failed
outgoing-failed-none = No mail failed.
outgoing-waiting-heading = Waiting
outgoing-waiting-none = No mail is waiting.
outgoing-shown = { $shown } of { $count } messages are shown.
outgoing-made = written on { $date }
outgoing-tries = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
  }
outgoing-next = next attempt on { $date }
outgoing-under-way = being sent now
outgoing-given-up = given up on { $date }
outgoing-gone = the text has been erased, so it cannot be tried again
outgoing-again = Try again
outgoing-again-all = Try everything again
outgoing-drop = Do not send
outgoing-done-again = The message will be tried again.
outgoing-done-all = All messages will be tried again.
outgoing-done-dropped = The message has been erased and will not be sent.
outgoing-registered = Confirmation of a new account
outgoing-forgot = Link for a new password
outgoing-account-changed = Change to an account
outgoing-email-change = Change of an e-mail address
outgoing-proof = Confirmation of an e-mail address
outgoing-answer = Answer to a comment
outgoing-moderators = Message to moderators
outgoing-receipt = Receipt of a report
outgoing-decision = Decision about a comment
outgoing-appeal-answered = Answer to an appeal
outgoing-message = Message
outgoing-dns = The name of the mail server cannot be found.
outgoing-connection = The mail server cannot be reached, or it closed the connection.
outgoing-tls = No encrypted connection to the mail server could be made.
outgoing-timeout = The mail server did not answer in time.
outgoing-reply = The mail server gave an answer that makes no sense.
outgoing-unsupported = The mail server offers no encryption or way to log in that fits the settings.
outgoing-address = Mail cannot be sent to this address.
outgoing-folder = The folder for mail cannot be written to.
outgoing-refused-log-in = The mail server refuses the log-in, or asks for one.
outgoing-refused-now = The mail server does not accept the message now.
outgoing-refused-recipient = The mail server refuses this recipient.
outgoing-refused-message = The mail server refuses this message.
outgoing-refused-sender = The mail server refuses the sender.
outgoing-refused-board = The mail server refuses the connection.
mail-test-subject = Test message
mail-test = This message was sent with ‘weerwoord mail test’. It has arrived, so the settings for mail are right.
