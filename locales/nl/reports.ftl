## Reports and what became of them

report = Melden
report-of-name = de reactie van { $name }
report-title = De reactie van { $name } melden
report-quoted = De reactie
report-heading = Wat is er mis met deze reactie?
report-lead = Iedereen mag een reactie melden, ook zonder account. Een moderator leest uw melding. De schrijver hoort niet wie er gemeld heeft.
report-reason = Reden
report-reason-hint = Wat hier niet mag, leest u in de [huisregels].
report-reason-missing = Kies de reden van uw melding
report-explanation = Toelichting
report-explanation-hint = Niet verplicht, behalve bij onrechtmatige inhoud: schrijf dan wat er volgens u onrechtmatig is en waarom.
report-explanation-missing = Schrijf wat er volgens u onrechtmatig is en waarom
report-explanation-short = Schrijf in minstens 20 tekens wat er volgens u onrechtmatig is en waarom
report-explanation-long = { $over ->
    [one] Uw toelichting is { $over } teken te lang: er passen 5.000 tekens in
   *[other] Uw toelichting is { $over } tekens te lang: er passen 5.000 tekens in
  }
report-name = Uw naam
report-name-hint = Alleen nodig bij onrechtmatige inhoud.
report-email = Uw e-mailadres
report-email-hint = Nodig bij onrechtmatige inhoud. Vult u het anders ook in, dan hoort u wat we beslissen.
report-good-faith = Wat ik hier opschrijf, is naar mijn weten juist en volledig.
report-good-faith-hint = Alleen nodig bij onrechtmatige inhoud.
report-good-faith-missing = Bevestig dat uw melding naar uw weten juist en volledig is
report-signed-as = U meldt als { $name }; wat we beslissen, hoort u op het e-mailadres van uw account.
report-note = Alleen moderators lezen uw melding.
report-send = Melding versturen
report-back = Terug naar de reacties
report-faults-heading = Uw melding is nog niet verstuurd
report-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw melding nog eens
report-too-many = Probeer het over { $wait } opnieuw; wat u schreef, staat nog in het formulier.
report-gone-heading = Deze reactie is al verwijderd
report-gone-text = Een moderator heeft haar weggehaald. U hoeft niets meer te melden.
report-sent-heading = Bedankt voor uw melding
report-sent-text = Een moderator leest de reactie en uw melding, en beslist of de reactie blijft staan. Tot die tijd staat ze er nog.
report-sent-mail = Hebt u een e-mailadres ingevuld, dan krijgt u een ontvangstbevestiging en later bericht over de beslissing.
receipt-subject = We hebben uw melding ontvangen
receipt-lead = Goedendag, u hebt een reactie bij ons gemeld.
receipt-next = Een moderator leest de reactie en uw melding. U krijgt bericht zodra er is beslist. Een mens beslist; er gaat niets automatisch.
receipt-not-you = Hebt u niets gemeld? Dan heeft iemand uw adres verkeerd ingevuld. U hoeft niets te doen.
outcome-link = Plek
outcome-reported-on = Gemeld op
outcome-removed-subject = De reactie die u meldde, is verwijderd
outcome-removed = Goedendag, een moderator heeft de reactie die u meldde, verwijderd wegens { $reason }. Bedankt voor het melden.
outcome-stays-subject = De reactie die u meldde, blijft staan
outcome-stays = Goedendag, een moderator heeft de reactie gelezen die u meldde. Ze blijft staan: de moderator vindt niet dat ze tegen de huisregels of de wet ingaat.
outcome-restored = Goedendag, de reactie die u meldde, is eerder verwijderd. Een moderator heeft opnieuw gekeken en haar teruggeplaatst: ze gaat toch niet tegen de huisregels of de wet in.
outcome-appeal-text = Ziet u het anders? Tot { $date } kunt u via deze knop bezwaar maken. Als het kan, kijkt een andere moderator. Het kost niets.
