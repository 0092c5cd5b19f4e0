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
