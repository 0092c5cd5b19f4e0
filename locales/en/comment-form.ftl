## The form

form-heading = Post a comment
form-heading-reply = Your reply
form-log-in-hint = [Log in] to comment faster, without a code. All text fields are required.
form-signed-as = You are logged in and commenting as { $name }.
form-faults-heading = Your comment has not been posted yet
form-faults = { $count ->
    [one] One field needs another look. Everything else is as you left it.
   *[other] { $count } fields need another look. Everything else is as you left it.
  }
form-logged-out-heading = You have been logged out
form-logged-out = Your session ended while you were writing. Your text is not lost: we keep it for an hour, for this browser only.
form-logged-out-link = Log in and continue
form-too-many-heading = You are sending too much in a row
form-too-many = Try again in { $wait }; your text is still in the form.
form-crowded-heading = There is no room for your comment right now
form-crowded = So many comments from new commenters are arriving that we cannot take yours right now. It is nothing you did, and your text is still in the form. Send it with a confirmation by e-mail, at the bottom, or try again in { $wait }.
form-trap = A field that must stay empty was filled in, perhaps by a program. Please send your comment again.
form-terms = Please note: your comment stays as long as the article does. You cannot change or delete it once it has been posted. We remove insults and self-promotion, and say why: see the [house rules]. By commenting you agree to the [terms].
form-post = Post comment
form-preview = Preview
preview-heading = This is how your comment will look
preview-hint = Your comment has not been posted yet. You can continue writing below.
answering = You are replying to
answer-article = Comment on the article instead
field-name = Name
field-name-hint = Shown beside your comment.
field-email = E-mail address
field-email-hint = Never shown.
field-body = Comment
field-body-hint = Formatting: **bold**, *italic*, > quote, - list.
field-trap = Leave this field empty
field-captcha = Repeat the characters in the picture below
field-captcha-hint = Enter the upper row of the picture first, then the lower one; capitals do not matter. Or enter the six digits you hear. If you commented here before and confirmed your e-mail address in this browser, you can leave the field empty.
error-prefix = Error:
name-missing = Enter your name.
name-too-long = Choose a name of at most 80 characters.
name-unreadable = Enter a name with letters or digits that others can read.
name-of-member = This name belongs to a member. Choose another, or log in if it is yours.
email-missing = Enter your e-mail address.
email-invalid = Enter a valid e-mail address, such as name@example.com.
email-local-not-ascii = Use only digits, punctuation and unaccented letters before the @: this site cannot send e-mail to other addresses.
body-missing = Write a comment.
body-too-short = Write a comment of at least 3 characters.
body-too-long = { $over ->
    [one] Your comment is { $over } character too long (maximum 10,000).
   *[other] Your comment is { $over } characters too long (maximum 10,000).
  }
body-unreadable = Nothing in your comment would be visible. Write some text, not just formatting.
