## Reports and what became of them

report = Melden
report-of-name = de reactie van { $name }
report-title = De reactie van { $name } melden
report-quoted = De reactie
report-heading = Wat is er mis met deze reactie?
report-lead = Iedereen mag een reactie melden, ook zonder account. Een moderator leest je melding. De schrijver hoort niet wie er gemeld heeft.
report-reason = Reden
report-reason-hint = Wat hier niet mag, lees je in de [huisregels].
report-reason-missing = Kies de reden van je melding.
report-explanation = Toelichting
report-explanation-hint = Niet verplicht, behalve bij onrechtmatige inhoud: schrijf dan wat er volgens jou onrechtmatig is en waarom.
report-explanation-missing = Schrijf wat er volgens jou onrechtmatig is en waarom.
report-explanation-short = Schrijf in minstens 20 tekens wat er volgens jou onrechtmatig is en waarom.
report-explanation-long = { $over ->
    [one] Je toelichting is { $over } teken te lang; het maximum is 5.000 tekens.
   *[other] Je toelichting is { $over } tekens te lang; het maximum is 5.000 tekens.
  }
report-name = Je naam
report-name-hint = Alleen nodig bij onrechtmatige inhoud.
report-email = Je e-mailadres
report-email-hint = Nodig bij onrechtmatige inhoud. Vul je het in andere gevallen ook in, dan krijg je de uitkomst per e-mail.
report-good-faith = Wat ik hier opschrijf, is naar mijn weten juist en volledig.
report-good-faith-hint = Alleen nodig bij onrechtmatige inhoud.
report-good-faith-missing = Bevestig dat je melding naar je weten juist en volledig is.
report-signed-as = Je meldt als { $name }; de uitkomst krijg je op het e-mailadres van je account.
report-note = Alleen moderators lezen je melding.
report-send = Melding versturen
report-back = Terug naar de reacties
report-faults-heading = Je melding is nog niet verstuurd
report-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur je melding nog eens.
report-too-many = Probeer het over { $wait } opnieuw; wat je schreef, staat nog in het formulier.
report-gone-heading = Deze reactie is al verwijderd
report-gone-text = Een moderator heeft de reactie weggehaald. Je hoeft niets meer te melden.
report-sent-heading = Bedankt voor je melding
report-sent-text = Een moderator leest de reactie en je melding, en beslist of de reactie blijft staan. Tot die tijd staat de reactie er nog.
report-sent-mail = Heb je een e-mailadres ingevuld, dan krijg je een ontvangstbevestiging en later bericht over de beslissing.
receipt-subject = We hebben je melding ontvangen
receipt-lead = Je hebt een reactie bij ons gemeld.
receipt-next = Een moderator leest de reactie en je melding. Je krijgt bericht zodra er is beslist. Een mens beslist; er gaat niets automatisch.
receipt-not-you = Heb je niets gemeld? Dan heeft iemand je adres per ongeluk ingevuld. Je hoeft niets te doen.
outcome-link = Link
outcome-reported-on = Gemeld op
outcome-removed-subject = De reactie die je meldde, is verwijderd
outcome-removed = Een moderator heeft de reactie die je meldde, verwijderd wegens { $reason }. Bedankt voor het melden.
outcome-stays-subject = De reactie die je meldde, blijft staan
outcome-stays = Een moderator heeft de reactie gelezen die je meldde. De reactie blijft staan: de moderator vindt niet dat die tegen de huisregels of de wet ingaat.
outcome-restored = De reactie die je meldde, is eerder verwijderd. Een moderator heeft opnieuw gekeken en de reactie teruggeplaatst: die gaat toch niet tegen de huisregels of de wet in.
outcome-appeal-text = Zie je het anders? Tot { $date } kun je via de link hierboven bezwaar maken. Als het kan, kijkt een andere moderator ernaar. Bezwaar maken kost niets.
