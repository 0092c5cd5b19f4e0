## Sentences of ../nl/second-factor.ftl that address the reader, with “u”

factor-text = Met een tweede stap bij het inloggen komt iemand die alleen uw wachtwoord kent, niet in uw account. Voegt u iets toe of haalt u iets weg, dan worden uw andere apparaten uitgelogd en krijgt u een e-mail.
factor-due = Wie op deze site reacties beoordeelt, logt in met een tweede stap. Stel er hieronder een in. Daarna kunt u verder met modereren.
factor-app-text = Een app op uw telefoon toont steeds een andere code van zes cijfers. Die vult u in na uw wachtwoord.
factor-app-on = Ingesteld. Na uw wachtwoord vragen we de code uit uw app.
factor-scan = Scan deze code met een app voor inlogcodes, zoals de wachtwoorden-app van uw telefoon.
factor-type = Kunt u niet scannen? Typ dan deze sleutel over in de app:
factor-off = Daarna vragen we geen code uit de app meer. Vul uw wachtwoord in om dit te bevestigen.
factor-done-passkey = Uw passkey is toegevoegd.
factor-done-removed = Uw passkey is verwijderd.
factor-done-kept = Uw herstelcodes zijn klaar voor gebruik.
identity-heading = Bent u het zelf?
identity-app = U stelt een app in als tweede stap bij het inloggen. Vul eerst uw wachtwoord in.
identity-codes = U maakt nieuwe herstelcodes; de oude werken daarna niet meer. Vul eerst uw wachtwoord in.
identity-session = U logt een ander apparaat uit. Vul eerst uw wachtwoord in.
identity-sessions = U wordt overal uitgelogd, ook hier. Vul eerst uw wachtwoord in.
codes-text = Met een herstelcode logt u in als u uw telefoon of passkey kwijt bent. Elke code werkt één keer. Schrijf de codes op of druk ze af, en bewaar ze op een veilige plek.
codes-once = U ziet deze codes alleen nu.
codes-left = { $count ->
    [0] U hebt geen herstelcodes meer. Maak nieuwe.
    [one] U hebt nog 1 herstelcode.
   *[other] U hebt nog { $count } herstelcodes.
}
passkey-text = Met een passkey logt u in zonder wachtwoord: met uw vinger, uw gezicht of de pincode van uw apparaat.
passkey-remove = Met de passkey ‘{ $name }’ kunt u daarna niet meer inloggen. Vul uw wachtwoord in om dit te bevestigen.
passkey-name-hint = Zo herkent u de passkey later, bijvoorbeeld ‘Telefoon’. Mag leeg blijven.
login-passkey-hint = Hebt u een passkey? Dan logt u in zonder wachtwoord.
second-code-hint = De zes cijfers uit uw app, of een van uw herstelcodes.
second-lost = Bent u ook uw herstelcodes kwijt? Vraag dan de beheerder van deze site om hulp.
mail-factor-subject = De beveiliging van uw account bij { $board } is gewijzigd
mail-factor = Bij uw account op { $board } is een tweede stap voor het inloggen toegevoegd of weggehaald.
mail-factor-app-added = Voor uw account bij { $board } is een app met codes ingesteld als tweede stap bij het inloggen. U bent op andere apparaten uitgelogd.
mail-factor-app-removed = Voor uw account bij { $board } is de app met codes weggehaald als tweede stap bij het inloggen. U bent op andere apparaten uitgelogd.
mail-factor-passkey-added = Aan uw account bij { $board } is de passkey ‘{ $passkey }’ toegevoegd. Wie die passkey heeft, kan ermee inloggen. U bent op andere apparaten uitgelogd.
mail-factor-passkey-removed = De passkey ‘{ $passkey }’ van uw account bij { $board } is verwijderd. U bent op andere apparaten uitgelogd.
mail-factor-codes = Voor uw account bij { $board } zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.
mail-factor-all-removed = Een beheerder heeft elke tweede stap bij het inloggen van uw account bij { $board } weggehaald. U logt weer in met alleen uw wachtwoord.
mail-security-not-you = Was u dit zelf? Dan hoeft u niets te doen. Was u dit niet? Kies dan meteen een nieuw wachtwoord en kijk bij uw account wat er is ingesteld.
mail-sessions-subject = U bent uitgelogd bij { $board }
mail-sessions-one = Een van de apparaten waarop u bij { $board } was ingelogd, is uitgelogd vanaf uw accountpagina.
mail-sessions-all = U bent bij { $board } op alle apparaten uitgelogd vanaf uw accountpagina.
mail-password-passkeys = Met deze passkeys logt u in zonder wachtwoord; het nieuwe wachtwoord verandert daar niets aan. Herkent u een passkey niet? Verwijder die dan.
error-staff-factor = Stel eerst een tweede stap bij het inloggen in. Dat doet u bij uw account, onder ‘Extra beveiliging’.
