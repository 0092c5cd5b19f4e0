## Sentences of ../nl/login.ftl that address the reader, with “u”

login-password-again = Vul uw wachtwoord opnieuw in.
