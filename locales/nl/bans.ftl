## Bans

banned-heading = Je kunt hier nu niet reageren
banned = De redactie heeft je uitgesloten: { $why } De uitsluiting geldt { $until }. Lezen kun je gewoon.
banned-neutral = Onder dit e-mailadres, of vanaf je netwerk, kun je nu niet reageren. Is het adres van jou, dan staat de reden in een e-mail van ons. Lezen kun je gewoon.
banned-unproved = Wie dit e-mailadres intypt zonder het te bevestigen, kan nu niet reageren. Is het adres van jou, bevestig het dan en probeer het opnieuw. Lezen kun je gewoon.
banned-confirm = Mijn adres bevestigen
banned-until = tot { $moment }
banned-for-ever = zonder einddatum
banned-object = Maak bezwaar
bans-heading = Uitsluitingen
bans-hint = Wie is uitgesloten, kan lezen maar niet reageren, en krijgt de reden te zien.
bans-empty = Er is niemand uitgesloten.
ban-heading = Iemand uitsluiten
ban-kind = Herkennen aan
ban-kind-email = E-mailadres
ban-kind-network = IP-adres of netwerk
ban-kind-member = Account
ban-kind-missing = Kies waaraan we de persoon herkennen.
ban-value = Wie
ban-value-hint = Een e-mailadres; een IP-adres (192.0.2.7) of netwerk (192.0.2.0/24); of het e-mailadres of nummer van een lid.
ban-days = Aantal dagen
ban-days-hint = Leeg: zonder einddatum, tot een moderator de uitsluiting opheft.
ban-days-invalid = Vul een aantal dagen in van 1 tot { $max }, of laat het veld leeg.
ban-why = Reden
ban-why-hint = De ander krijgt deze zin te lezen. Bijvoorbeeld: Je maakte na twee waarschuwingen opnieuw reclame.
ban-why-missing = Schrijf de reden op: de ander krijgt die te lezen.
ban-why-too-long = Houd de reden onder de 500 tekens.
ban-network-invalid = Vul een IP-adres of netwerk in, zoals 192.0.2.7 of 192.0.2.0/24.
ban-network-wide = Dit netwerk is te groot: kies hoogstens een /16, of een /32 bij IPv6.
ban-member-unknown = Er is geen lid met dit nummer of e-mailadres.
ban-staff = Wie zelf modereert, kun je niet uitsluiten. Een beheerder kan de rol wijzigen.
ban-button = Uitsluiten
ban-lift = Opheffen
ban-member = lid { $name }
ban-guest = gast { $name }, herkend aan de browser
ban-email-unproved = { $email } (adres niet bevestigd)
ban-forgotten = gegevens gewist
ban-made = { $moment } door { $moderator }
ban-until = tot { $moment }
ban-ended = geëindigd op { $moment }
ban-lifted = opgeheven op { $moment }
ban-for-ever = zonder einddatum

## A ban with a decision

ban-none = Niet uitsluiten
ban-week = Een week
ban-month = 30 dagen
ban-year = Een jaar
ban-forever = Zonder einddatum
ban-unknown = Kies uit de lijst hoelang de uitsluiting duurt.
ban-impossible = Deze schrijver kan hier niet worden uitgesloten. Kies ‘Niet uitsluiten’.
ban-unknown-guest = Deze gast is niet te herkennen: het adres is niet bevestigd en de browser is niet bekend. Kies ‘Niet uitsluiten’, of sluit bij Uitsluitingen een netwerk uit.

## The letter about a ban

mail-banned-subject = Reageren bij { $board }
mail-banned = Iemand wilde bij { $board } reageren onder dit e-mailadres. Onder dit adres kan dat nu niet: de redactie heeft het uitgesloten.
mail-banned-not-you = Heb je niet gereageerd? Dan vulde iemand anders je adres in, en hoef je niets te doen. Dit bericht krijg je één keer.
