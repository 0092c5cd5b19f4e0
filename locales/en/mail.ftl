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

## Round every letter

mail-unsubscribe = Stop mail of this kind

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
