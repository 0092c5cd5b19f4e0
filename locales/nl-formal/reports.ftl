## Sentences of ../nl/reports.ftl that address the reader, with “u”

report-lead = Iedereen mag een reactie melden, ook zonder account. Een moderator leest uw melding. De schrijver hoort niet wie er gemeld heeft.
report-reason-hint = Wat hier niet mag, leest u in de [huisregels].
report-reason-missing = Kies de reden van uw melding.
report-explanation-hint = Niet verplicht, behalve bij onrechtmatige inhoud: schrijf dan wat er volgens u onrechtmatig is en waarom.
report-explanation-missing = Schrijf wat er volgens u onrechtmatig is en waarom.
report-explanation-short = Schrijf in minstens 20 tekens wat er volgens u onrechtmatig is en waarom.
report-explanation-long = { $over ->
    [one] Uw toelichting is { $over } teken te lang; het maximum is 5.000 tekens.
   *[other] Uw toelichting is { $over } tekens te lang; het maximum is 5.000 tekens.
  }
report-name = Uw naam
report-email = Uw e-mailadres
report-email-hint = Nodig bij onrechtmatige inhoud. Vult u het in andere gevallen ook in, dan krijgt u de uitkomst per e-mail.
report-good-faith-missing = Bevestig dat uw melding naar uw weten juist en volledig is.
report-signed-as = U meldt als { $name }; de uitkomst krijgt u op het e-mailadres van uw account.
report-note = Alleen moderators lezen uw melding.
report-faults-heading = Uw melding is nog niet verstuurd
report-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw melding nog eens.
report-too-many = Probeer het over { $wait } opnieuw; wat u schreef, staat nog in het formulier.
report-gone-text = Een moderator heeft de reactie weggehaald. U hoeft niets meer te melden.
report-sent-heading = Bedankt voor uw melding
report-sent-text = Een moderator leest de reactie en uw melding, en beslist of de reactie blijft staan. Tot die tijd staat de reactie er nog.
report-sent-mail = Hebt u een e-mailadres ingevuld, dan krijgt u een ontvangstbevestiging en later bericht over de beslissing.
receipt-subject = We hebben uw melding ontvangen
receipt-lead = U hebt een reactie bij ons gemeld.
receipt-next = Een moderator leest de reactie en uw melding. U krijgt bericht zodra er is beslist. Een mens beslist; er gaat niets automatisch.
receipt-not-you = Hebt u niets gemeld? Dan heeft iemand uw adres per ongeluk ingevuld. U hoeft niets te doen.
outcome-removed-subject = De reactie die u meldde, is verwijderd
outcome-removed = Een moderator heeft de reactie die u meldde, verwijderd wegens { $reason }. Bedankt voor het melden.
outcome-stays-subject = De reactie die u meldde, blijft staan
outcome-stays = Een moderator heeft de reactie gelezen die u meldde. De reactie blijft staan: de moderator vindt niet dat die tegen de huisregels of de wet ingaat.
outcome-restored = De reactie die u meldde, is eerder verwijderd. Een moderator heeft opnieuw gekeken en de reactie teruggeplaatst: die gaat toch niet tegen de huisregels of de wet in.
outcome-appeal-text = Ziet u het anders? Tot { $date } kunt u via de link hierboven bezwaar maken. Als het kan, kijkt een andere moderator ernaar. Bezwaar maken kost niets.
