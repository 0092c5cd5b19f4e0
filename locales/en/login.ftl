## Logging in

login-heading = Log in
login-hint = Members comment without entering a code.
login-button = Log in
login-failed-heading = You have not been logged in
login-failed = This e-mail address and password do not match.
login-busy = Many people are logging in right now. Try again in { $wait }.
login-too-many = There have been too many attempts. Try again in { $wait }.
login-password-again = Enter your password again.
field-password = Password
password-too-short = Choose a password of at least 10 characters.
password-too-long = Choose a password of at most 128 characters.
