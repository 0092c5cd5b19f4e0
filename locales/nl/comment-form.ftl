## The form

form-heading = Plaats zelf een reactie
form-heading-reply = Je reactie
form-log-in-hint = [Log in] zodat je (in het vervolg) nóg sneller kunt reageren. Alle invulvelden zijn verplicht.
form-signed-as = Je bent ingelogd en reageert als { $name }.
form-faults-heading = Je reactie is nog niet geplaatst
form-faults = { $count ->
    [one] Eén veld klopt nog niet. De rest staat er nog zoals je die invulde.
   *[other] { $count } velden kloppen nog niet. De rest staat er nog zoals je die invulde.
  }
form-logged-out-heading = Je bent uitgelogd
form-logged-out = Je sessie eindigde terwijl je schreef. We bewaren je tekst een uur, alleen voor deze browser.
form-logged-out-link = Log in en ga verder
form-too-many-heading = Je verstuurt te veel achter elkaar
form-too-many = Probeer het over { $wait } opnieuw; je tekst staat nog in het formulier.
form-crowded-heading = Je reactie kan er nu niet bij
form-crowded = Er komen nu zoveel reacties van nieuwe schrijvers binnen dat we die van jou niet kunnen aannemen. Dat ligt niet aan jou, en je tekst staat nog in het formulier. Verstuur je reactie onderaan met een bevestiging per e-mail, of probeer het over { $wait } opnieuw.
form-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur je reactie nog eens.
form-terms = Let op: je reactie blijft staan zolang het artikel er staat. Wijzigen of verwijderen kan na het plaatsen niet meer. Beledigingen en reclame voor jezelf halen we weg, met de reden erbij: zie de [huisregels]. Door te reageren ga je akkoord met de [voorwaarden].
form-post = Reactie plaatsen
form-preview = Voorbeeld bekijken
preview-heading = Zo komt je reactie eruit te zien
preview-hint = Je reactie is nog niet geplaatst. Hieronder kun je verder schrijven.
answering = Je reageert op
answer-article = Liever op het artikel reageren
field-name = Naam
field-name-hint = Staat bij je reactie.
field-email = E-mailadres
field-email-hint = Wordt nooit getoond.
field-body = Reactie
field-body-hint = Opmaak: **vet**, *cursief*, > citaat, - lijst.
field-trap = Laat dit veld leeg
field-captcha = Herhaal de tekens die je ziet in de afbeelding hieronder
field-captcha-hint = Typ eerst de bovenste rij van de afbeelding, dan de onderste; hoofdletters maken niet uit. Of typ de zes cijfers die je hoort. Wie hier al eens reageerde en in deze browser een e-mailadres bevestigde, kan het veld leeg laten.
error-prefix = Fout:
name-missing = Vul je naam in.
name-too-long = Kies een naam van hoogstens 80 tekens.
name-unreadable = Vul een naam in met letters of cijfers die anderen kunnen lezen.
name-of-member = Deze naam is van een lid. Kies een andere naam, of log in als dit je naam is.
email-missing = Vul je e-mailadres in.
email-invalid = Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl.
email-local-not-ascii = Gebruik vóór de @ alleen cijfers, leestekens en letters zonder accent: aan andere adressen kan deze site geen e-mail sturen.
body-missing = Schrijf een reactie.
body-too-short = Schrijf een reactie van minstens 3 tekens.
body-too-long = { $over ->
    [one] Je reactie is { $over } teken te lang; het maximum is 10.000 tekens.
   *[other] Je reactie is { $over } tekens te lang; het maximum is 10.000 tekens.
  }
body-unreadable = Van je reactie zou niets te zien zijn. Schrijf tekst, niet alleen opmaak.
