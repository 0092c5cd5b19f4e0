## Bans

banned-heading = U kunt hier nu niet reageren
banned = De redactie heeft u uitgesloten: { $why } Dat geldt { $until }. Lezen kan gewoon.
banned-neutral = Onder dit e-mailadres, of vanaf uw netwerk, kunt u nu niet reageren. Is het adres van u, dan leest u de reden in uw e-mail. Lezen kan gewoon.
banned-unproved = Wie dit e-mailadres intypt zonder het te bevestigen, kan nu niet reageren. Is het van u, bevestig het dan en probeer het opnieuw. Lezen kan gewoon.
banned-confirm = Mijn adres bevestigen
banned-until = tot { $moment }
banned-for-ever = tot nader bericht
banned-object = Maak bezwaar
bans-heading = Uitsluitingen
bans-hint = Wie is uitgesloten, kan lezen maar niet reageren, en krijgt de reden te zien.
bans-empty = Er is niemand uitgesloten.
ban-heading = Iemand uitsluiten
ban-kind = Waarop
ban-kind-email = E-mailadres
ban-kind-network = Netwerk
ban-kind-member = Lid
ban-kind-missing = Kies waarop u wilt uitsluiten
ban-value = Wie
ban-value-hint = Een e-mailadres, een netwerkadres zoals 192.0.2.7 of 192.0.2.0/24, of het e-mailadres of nummer van een lid.
ban-days = Aantal dagen
ban-days-hint = Leeg: tot een moderator het opheft.
ban-days-invalid = Vul een aantal dagen in van 1 tot { $max }, of laat het veld leeg
ban-why = Reden
ban-why-hint = Deze zin krijgt de ander te lezen, bijvoorbeeld: U maakte na twee waarschuwingen opnieuw reclame.
ban-why-missing = Schrijf de reden op: de ander krijgt haar te lezen
ban-why-too-long = Houd de reden onder de 500 tekens
ban-network-invalid = Vul een netwerkadres in, zoals 192.0.2.7 of 192.0.2.0/24
ban-network-wide = Dit netwerk is te groot: kies hoogstens een /16, of een /32 bij IPv6
ban-member-unknown = Er is geen lid met dit nummer of e-mailadres
ban-staff = Wie zelf modereert, kunt u niet uitsluiten. Een beheerder kan de rol wijzigen
ban-button = Uitsluiten
ban-lift = Opheffen
ban-member = lid { $name }
ban-guest = gast { $name }, op deze browser
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
ban-forever = Voor altijd
ban-unknown = Kies uit de lijst hoelang de uitsluiting duurt.
ban-impossible = Deze schrijver kan hier niet worden uitgesloten. Kies ‘Niet uitsluiten’.
ban-unknown-guest = Deze gast is niet te herkennen: het adres is niet bevestigd en de browser is niet bekend. Kies ‘Niet uitsluiten’, of sluit bij Uitsluitingen een netwerk uit.

## The letter about a ban

mail-banned-subject = Reageren bij { $board }
mail-banned = Goedendag, iemand wilde bij { $board } reageren onder dit e-mailadres. Onder dit adres kan dat nu niet: de redactie heeft het uitgesloten.
mail-banned-not-you = Hebt u niet gereageerd? Dan vulde iemand anders uw adres in, en hoeft u niets te doen. Dit bericht krijgt u één keer.
