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
