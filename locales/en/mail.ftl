## Letters about accounts and addresses

mail-not-you = Did you not ask for this? Then there is nothing you need to do.
mail-link-day = The link works for 24 hours.
mail-link-hour = The link works for an hour, and only once.
mail-link-week = The link works for a week.
mail-known-subject = You already have an account at { $board }
mail-known = Someone, probably you, asked for an account at { $board } with this e-mail address. It already has one. You can log in, or choose a new password if you have lost the old one.
mail-register-subject = Confirm your account at { $board }
mail-register = We are glad to have you at { $board }. Open the page below and press the button, and your account is ready.
mail-register-button = Confirm account
mail-forgot-subject = A new password for { $board }
mail-forgot = Use the link below to choose a new password. You will then be logged out everywhere.
mail-forgot-unknown = Someone asked for a new password at { $board } for this e-mail address, but it has no account. Perhaps you registered with another address.
mail-password-subject = Your password at { $board } has been changed
mail-password = The password of your account at { $board } has just been changed and you have been logged out elsewhere. Was it not you? Then ask for a new password at once.
mail-email-subject = Confirm your new e-mail address at { $board }
mail-email = You asked to use this e-mail address for your account at { $board }. Open the page below and press the button.
mail-email-button = Confirm e-mail address
mail-email-taken = Someone wanted to use this e-mail address for an account at { $board }, but it already has one. Nothing has changed.
mail-email-old-subject = Your e-mail address at { $board } is being changed
mail-email-old = Another e-mail address was entered for your account at { $board }. The change takes effect when the new address is confirmed. Was it not you? Then choose a new password at once.
mail-email-done-subject = The e-mail address of your account at { $board } has changed
mail-email-done = The e-mail address of your account at { $board } has been changed. From now on we send e-mail to the new address; you can no longer use this one to log in or ask for a new password.
mail-email-done-not-you = Did you do this yourself? Then there is nothing you need to do. Was it not you? Then someone else has got into your account. Contact the editors of { $board } at once and mention this message: an administrator can log the other person out. If you use the same password elsewhere, change it there too, and change the password of your mailbox.
mail-proof-subject = Your comments at { $board }
mail-proof = You asked to do something with the comments you posted at { $board } without an account. First confirm that this e-mail address is yours.
mail-proof-none = Someone asked for the comments at { $board } under this e-mail address, but there are none.
mail-proof-button = Confirm e-mail address
mail-comment-subject = Post your comment on ‘{ $title }’
mail-comment = You wrote the comment below on ‘{ $title }’ at { $board }. Open the page under it and press the button, and your comment will appear.
mail-comment-button = Post comment
mail-address-subject = Confirm your e-mail address at { $board }
mail-address = You commented on ‘{ $title }’ at { $board } and gave this e-mail address. Confirm it, and we can e-mail you when someone replies to your comment, and the editors will recognise you.

## Letters that can be stopped

mail-answer-subject = { $name } replied to your comment on ‘{ $title }’
mail-answer = { $name } replied to your comment on ‘{ $title }’:
mail-answer-button = Read the reply
mail-waits-subject = To review: { $name } on ‘{ $title }’
mail-waits = A comment by { $name } on ‘{ $title }’ is waiting for a moderator:
mail-waits-self-promotion = Remove: self-promotion
mail-waits-insult = Remove: insult
mail-waits-hint = The links open the comment. Nothing happens until you press a button there.
mail-flooded-subject = { $board }: a sudden rush of comments
mail-flooded = Far more guest comments than usual are arriving at { $board }. Comments by guests we do not know yet wait for a moderator for now.
mail-flooded-button = See the held comments
mail-digest-subject = { $count ->
    [one] { $count } comment is waiting at { $board }
   *[other] { $count } comments are waiting at { $board }
  }
mail-digest = This is waiting for a moderator at { $board }:
mail-digest-reported = Reported
mail-digest-appeals = Appeals
stop-heading = Unsubscribe
stop-answers = Do you want to stop the e-mails to { $email } when someone replies to your comment?
stop-answers-done = You will no longer get an e-mail when someone replies to your comment.
stop-digest = Do you want to stop the e-mails to { $email } about comments that are waiting for a moderator?
stop-digest-done = You will no longer get e-mail about comments that are waiting for a moderator.
stop-again = Turn these e-mails back on
mail-follow-subject = Follow the discussion of ‘{ $title }’
mail-follow = You want to hear by e-mail what is new on ‘{ $title }’. Confirm that this e-mail address is yours; after that you will get one message an hour at most.
mail-follow-button = Follow this discussion
confirm-follow = Press the button to get new comments on this article by e-mail, one message an hour at most.
mail-followed-subject = { $count ->
    [one] 1 new comment on ‘{ $title }’
   *[other] { $count } new comments on ‘{ $title }’
}
mail-followed = { $count ->
    [one] There is 1 new comment on ‘{ $title }’.
   *[other] There are { $count } new comments on ‘{ $title }’.
}
mail-followed-by = { $name } wrote:
mail-followed-read = Read the comment
mail-followed-more = { $count ->
    [one] And 1 other comment.
   *[other] And { $count } other comments.
}
mail-followed-all = Read all new comments
mail-mention-subject = { $name } mentioned you on ‘{ $title }’
mail-mention = { $name } mentioned you in a comment on ‘{ $title }’:
stop-mentions = Do you want to stop the e-mails to { $email } when someone mentions you in a comment?
stop-mentions-done = You will no longer get an e-mail when someone mentions you in a comment.
stop-follow = Do you want to stop the e-mails to { $email } about new comments on ‘{ $title }’?
stop-follow-done = You no longer follow this discussion.

## Round every letter

mail-greeting = Hello { $name },
mail-greeting-unnamed = Hello,
mail-closing = Kind regards,
mail-signature = the editors of { $board }
mail-unsubscribe = Unsubscribe from these e-mails

## Mail that has not left

outgoing-heading = E-mail
outgoing-server-hint = E-mail is sent through { $server }.
outgoing-folder-hint = No mail server is set: e-mail is written to a folder on the server and reaches no one.
outgoing-last = The last message was sent on { $date }.
outgoing-never = No message was sent in the last 30 days.
outgoing-test-hint = To see what the mail server answers step by step, run ‘weerwoord mail test’ with an e-mail address on the server’s command line.
outgoing-failed-heading = Failed
outgoing-failed-none = No e-mail has failed.
outgoing-waiting-heading = Waiting to be sent
outgoing-waiting-none = No e-mail is waiting.
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
outgoing-answer = Reply to a comment
outgoing-moderators = Message to moderators
outgoing-receipt = Receipt of a report
outgoing-decision = Decision about a comment
outgoing-appeal-answered = Answer to an appeal
outgoing-message = Message
outgoing-dns = The name of the mail server cannot be found.
outgoing-connection = The mail server cannot be reached, or it closed the connection.
outgoing-tls = An encrypted connection to the mail server could not be made.
outgoing-timeout = The mail server did not answer in time.
outgoing-reply = The mail server gave an answer that could not be understood.
outgoing-unsupported = The mail server offers no encryption or log-in method that matches the settings.
outgoing-address = E-mail cannot be sent to this address.
outgoing-folder = The folder for e-mail cannot be written to.
outgoing-refused-log-in = The mail server refuses the log-in details, or asks for them.
outgoing-refused-now = The mail server does not accept the message now.
outgoing-refused-recipient = The mail server refuses this recipient.
outgoing-refused-message = The mail server refuses this message.
outgoing-refused-sender = The mail server refuses the sender.
outgoing-refused-board = The mail server refuses the connection.
mail-test-subject = Test message
mail-test = This is a test message. It has arrived, so the e-mail settings are right.
outgoing-invited = Invitation to the staff
mail-invited-subject = Invitation to the staff of { $board }
mail-invited = { $name } invites you to work on { $board }. The role that comes with it: { $role }. Open the link and press the button on that page to accept the invitation.
mail-invited-button = See the invitation
mail-invited-not-you = Is this not meant for you? Then you need not do anything.
