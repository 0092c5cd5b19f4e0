## Sentences of ../nl/login-providers.ftl that address the reader, with “u”

login-provider-unknown = Bij deze inlog van { $provider } hoort hier nog geen account. Log op een andere manier in en voeg { $provider } daarna toe bij uw account.
login-done-joined = Uw account is klaar. Log in zoals u begon.
join-heading = Inlog aan uw account toevoegen
join-text = U bent ingelogd bij { $provider } met { $email }. Bij dit e-mailadres hoort hier al een account. Log daar één keer op in zoals u gewend bent; daarna kunt u voortaan met { $provider } inloggen.
join-sure = Wilt u voortaan met { $provider } ({ $email }) op dit account inloggen?
join-other = U bent hier ingelogd op een account met een ander e-mailadres dan { $email }. Log uit en log in op het account met dat adres, of voeg { $provider } bij uw account toe.
join-account = [Naar uw account]
newcomer-text = U bent ingelogd bij { $provider } met { $email }. Kies nog de naam die bij uw reacties staat.
newcomer-unverified = U bent ingelogd bij { $provider }. Kies nog de naam die bij uw reacties staat, en vul uw e-mailadres in.
newcomer-known = Hebt u hier al een account? [Log in] en voeg deze inlog daarna toe bij uw account.
account-done-login = De inlog is toegevoegd. U bent op andere apparaten uitgelogd.
account-done-no-login = De inlog is verwijderd. U bent op andere apparaten uitgelogd.
account-password-none = Dit account heeft geen wachtwoord. Om iets te wijzigen wat een wachtwoord vraagt, kiest u er eerst een.
logins-text = Met deze diensten logt u in zonder wachtwoord.
logins-join-text = U logt hierna in bij { $provider }. Daarna kunt u daarmee ook hier inloggen. U wordt op andere apparaten uitgelogd.
logins-remove-text = Daarna kunt u niet meer met { $provider } inloggen. U wordt op andere apparaten uitgelogd.
logins-back = [Terug naar uw account]
mail-factor-login-added = Aan uw account bij { $board } is inloggen met { $passkey } toegevoegd. U bent op andere apparaten uitgelogd.
mail-password-logins = U logt ook in met een andere dienst; het nieuwe wachtwoord verandert daar niets aan. Herkent u die niet? Verwijder die dan.
mail-factor-login-removed = Bij uw account bij { $board } is inloggen met { $passkey } verwijderd. U bent op andere apparaten uitgelogd.
provider-client-hint = Krijgt u van de dienst.
provider-secret-hint = Krijgt u van de dienst. Wordt versleuteld bewaard en nooit getoond.
provider-remove-text = Wie alleen zo kon inloggen, kiest een wachtwoord met ‘Wachtwoord vergeten’. Voegt u de dienst later weer toe, dan herkent de site iedereen.
