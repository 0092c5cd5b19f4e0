## Sentences of ../nl/errors.ftl that address the reader, with “u”

error-form = Het formulier is niet volledig aangekomen. Ga terug, controleer wat u invulde en verstuur het nog eens.
error-forbidden = Hier hebt u geen toegang toe
error-moderators-only = Deze pagina is voor moderators. Uw account heeft die rol niet.
error-whole-board-only = Dit geldt voor het hele bord, en u beslist over pagina’s van bepaalde sites. Het is aan moderators zonder zo’n beperking, aan de redactie en aan beheerders.
error-admins-only = Deze pagina is voor beheerders. Uw account heeft die rol niet.
error-too-large-advice = Een reactie mag 10.000 tekens lang zijn. Ga terug, kort uw tekst in en verstuur die opnieuw.
error-kept = Wat u had ingevuld, is er nog
error-kept-text = Uw tekst
unsent-text = U was uitgelogd toen u dit verstuurde. Kijk na wat u had ingevuld en verstuur het opnieuw. We bewaren het hooguit een uur, alleen voor deze browser.
error-internal-advice = Dat ligt aan ons, niet aan u. We hebben het genoteerd; probeer het straks nog eens.
