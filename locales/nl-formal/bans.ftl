## Sentences of ../nl/bans.ftl that address the reader, with “u”

banned-heading = U kunt hier nu niet reageren
banned = De redactie heeft u uitgesloten: { $why } De uitsluiting geldt { $until }. Lezen kunt u gewoon.
banned-neutral = Onder dit e-mailadres, of vanaf uw netwerk, kunt u nu niet reageren. Is het adres van u, dan staat de reden in een e-mail van ons. Lezen kunt u gewoon.
banned-unproved = Wie dit e-mailadres intypt zonder het te bevestigen, kan nu niet reageren. Is het adres van u, bevestig het dan en probeer het opnieuw. Lezen kunt u gewoon.
ban-why-hint = De ander krijgt deze zin te lezen. Bijvoorbeeld: U maakte na twee waarschuwingen opnieuw reclame.
ban-staff = Wie zelf modereert, kunt u niet uitsluiten. Een beheerder kan de rol wijzigen.
mail-banned-not-you = Hebt u niet gereageerd? Dan vulde iemand anders uw adres in, en hoeft u niets te doen. Dit bericht krijgt u één keer.
