## Logging in

login-heading = Inloggen
login-hint = Wie is ingelogd, reageert zonder code.
login-button = Inloggen
login-failed-heading = Inloggen is niet gelukt
login-failed = Dit e-mailadres en wachtwoord horen niet bij elkaar.
login-busy = Er loggen nu veel mensen tegelijk in. Probeer het over { $wait } opnieuw.
login-too-many = Er zijn te veel pogingen gedaan. Probeer het over { $wait } opnieuw.
login-password-again = Vul je wachtwoord opnieuw in.
field-password = Wachtwoord
password-too-short = Kies een wachtwoord van minstens 10 tekens.
password-too-long = Kies een wachtwoord van hoogstens 128 tekens.
