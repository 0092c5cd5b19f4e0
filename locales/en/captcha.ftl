## The code

captcha-alt = Six characters in two rows, as an image.
captcha-sound = Six spoken digits
captcha-listen = Or listen: six digits
captcha-another = Another code
captcha-missing = Enter the code from the picture.
captcha-wrong = The code was wrong. Enter the new one.
captcha-hasty = That was faster than we are used to from readers. Enter the characters from the new picture.
captcha-used = The code had expired or was already used. Enter the new one.
captcha-no-cookie = Your browser did not send the cookie that goes with the code. Allow cookies from this site and enter the new code.
captcha-solved = The code was right. You do not need to enter a new one.
captcha-confirm-hint = Can you neither see nor hear the code? We can send you an e-mail with a link; your comment appears when you open it and press the button.
captcha-confirm = Send and confirm by e-mail
captcha-unreadable-hint = Prefer no e-mail?
captcha-unreadable = Send without a code: a moderator reads your comment first
