## Sentences of ../nl/comment-form.ftl that address the reader, with “u”

form-heading-reply = Uw reactie
form-log-in-hint = [Log in] zodat u (in het vervolg) nóg sneller kunt reageren. Alle invulvelden zijn verplicht.
form-signed-as = U bent ingelogd en reageert als { $name }.
form-faults-heading = Uw reactie is nog niet geplaatst
form-faults = { $count ->
    [one] Eén veld klopt nog niet. De rest staat er nog zoals u die invulde.
   *[other] { $count } velden kloppen nog niet. De rest staat er nog zoals u die invulde.
  }
form-logged-out-heading = U bent uitgelogd
form-logged-out = Uw sessie eindigde terwijl u schreef. We bewaren uw tekst een uur, alleen voor deze browser.
form-too-many-heading = U verstuurt te veel achter elkaar
form-too-many = Probeer het over { $wait } opnieuw; uw tekst staat nog in het formulier.
form-crowded-heading = Uw reactie kan er nu niet bij
form-crowded = Er komen nu zoveel reacties van nieuwe schrijvers binnen dat we die van u niet kunnen aannemen. Dat ligt niet aan u, en uw tekst staat nog in het formulier. Verstuur uw reactie onderaan met een bevestiging per e-mail, of probeer het over { $wait } opnieuw.
form-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw reactie nog eens.
form-terms = Let op: uw reactie blijft staan zolang het artikel er staat. Wijzigen of verwijderen kan na het plaatsen niet meer. Beledigingen en reclame voor uzelf halen we weg, met de reden erbij: zie de [huisregels]. Door te reageren gaat u akkoord met de [voorwaarden].
preview-heading = Zo komt uw reactie eruit te zien
preview-hint = Uw reactie is nog niet geplaatst. Hieronder kunt u verder schrijven.
answering = U reageert op
field-name-hint = Staat bij uw reactie.
field-captcha = Herhaal de tekens die u ziet in de afbeelding hieronder
field-captcha-hint = Typ eerst de bovenste rij van de afbeelding, dan de onderste; hoofdletters maken niet uit. Of typ de zes cijfers die u hoort. Wie hier al eens reageerde en in deze browser een e-mailadres bevestigde, kan het veld leeg laten.
name-missing = Vul uw naam in.
name-of-member = Deze naam is van een lid. Kies een andere naam, of log in als dit uw naam is.
email-missing = Vul uw e-mailadres in.
body-too-long = { $over ->
    [one] Uw reactie is { $over } teken te lang; het maximum is 10.000 tekens.
   *[other] Uw reactie is { $over } tekens te lang; het maximum is 10.000 tekens.
  }
body-unreadable = Van uw reactie zou niets te zien zijn. Schrijf tekst, niet alleen opmaak.
