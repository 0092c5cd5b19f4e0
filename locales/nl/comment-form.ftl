## The form

form-heading = Plaats zelf een reactie
form-heading-reply = Uw antwoord
form-log-in-hint = [Log in] en reageer voortaan zonder code. Alle invulvelden zijn verplicht.
form-signed-as = U bent ingelogd en reageert als { $name }.
form-faults-heading = Uw reactie is nog niet geplaatst
form-faults = { $count ->
    [one] Verbeter dit ene punt. De rest staat er nog zoals u het invulde.
   *[other] Verbeter deze { $count } punten. De rest staat er nog zoals u het invulde.
  }
form-logged-out-heading = U bent uitgelogd
form-logged-out = Uw sessie eindigde terwijl u schreef. Uw tekst is niet weg: we bewaren hem een uur, alleen voor deze browser.
form-logged-out-link = Log in en ga verder
form-too-many-heading = U hebt kort na elkaar veel verstuurd
form-too-many = Probeer het over { $wait } opnieuw; uw tekst staat nog in het formulier.
form-crowded-heading = Er is nu te veel verstuurd vanaf andere plekken
form-crowded = Er komen zoveel reacties van nieuwe schrijvers binnen dat de uwe er nu niet bij kan. Dat ligt niet aan u, en uw tekst staat nog in het formulier. Verstuur hem onderaan met een bevestiging per e-mail, of probeer het over { $wait } opnieuw.
form-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw reactie nog eens
form-terms = Wat u plaatst, blijft staan: u kunt het later niet wijzigen of verwijderen. Beledigingen en reclame voor uzelf halen we weg, met de reden erbij: zie de [huisregels]. Met uw reactie gaat u akkoord met de [voorwaarden].
form-post = Reactie plaatsen
form-preview = Voorbeeld bekijken
preview-heading = Zo komt uw reactie eruit te zien
preview-hint = Uw reactie is nog niet geplaatst. Hieronder kunt u verder schrijven.
answering = U reageert op
answer-article = Liever op het artikel reageren
field-name = Naam
field-name-hint = Staat bij uw reactie.
field-email = E-mailadres
field-email-hint = Wordt nooit getoond.
field-body = Reactie
field-body-hint = Opmaak: **vet**, *cursief*, > citaat, - lijst.
field-trap = Laat dit veld leeg
field-captcha = Neem de zes tekens over
field-captcha-hint = Zes tekens: eerst de bovenste rij van de afbeelding, dan de onderste, hoofdletter of niet. Of de zes cijfers die u hoort.
error-prefix = Fout:
name-missing = Vul uw naam in
name-too-long = Kies een naam van hoogstens 80 tekens
name-unreadable = Vul een naam in met letters of cijfers die anderen kunnen lezen
name-of-member = Deze naam is van een lid. Kies een andere naam, of log in als hij van u is
email-missing = Vul uw e-mailadres in
email-invalid = Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl
email-local-not-ascii = Gebruik vóór de @ alleen letters zonder accenten, cijfers en leestekens; aan andere adressen kan deze site geen e-mail sturen
body-missing = Schrijf een reactie
body-too-short = Schrijf een reactie van minstens 3 tekens
body-too-long = { $over ->
    [one] Uw reactie is { $over } teken te lang: schrijf hoogstens 10.000 tekens
   *[other] Uw reactie is { $over } tekens te lang: schrijf hoogstens 10.000 tekens
  }
body-unreadable = Van uw reactie zou niets te zien zijn: schrijf tekst, niet alleen opmaak
