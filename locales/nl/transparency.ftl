## Figures of a year

transparency-title = Transparantie { $year }
transparency-heading = Jaarcijfers
transparency-lead = De cijfers voor het jaarlijkse verslag over moderatie (artikelen 15 en 24 van de Europese digitaledienstenverordening).
transparency-years = Jaren
transparency-as-csv = Als CSV
transparency-as-json = Als JSON
transparency-none = Geen.
transparency-notices = Meldingen
transparency-decided = Beslissingen op meldingen
transparency-decisions = Alle beslissingen
transparency-appeals = Bezwaren
transparency-bans = Uitsluitingen
transparency-received = Ontvangen
transparency-open = Nog open
transparency-count = Aantal
transparency-against = Tegen
transparency-outcome = Uitkomst
transparency-kind = Soort
transparency-made = Opgelegd
transparency-lifted = Ingetrokken
transparency-notice-median = Mediaan van melding tot beslissing
transparency-appeal-median = Mediaan van bezwaar tot antwoord
transparency-automated = Automatisch genomen beslissingen
transparency-waited = { $days ->
    [0] { $hours } uur en { $minutes ->
        [one] { $minutes } minuut
       *[other] { $minutes } minuten
      }
    [one] { $days } dag en { $hours } uur
   *[other] { $days } dagen en { $hours } uur
  }
transparency-remove = verwijderd
transparency-restore = teruggeplaatst
transparency-keep = laten staan
transparency-removal = verwijdering
transparency-keeping = laten staan na melding
transparency-ban = uitsluiting
transparency-granted = toegewezen
transparency-upheld = afgewezen
transparency-waits = wacht nog
transparency-ban-email = e-mailadres
transparency-ban-network = IP-adres of netwerk
transparency-ban-member = lid
transparency-ban-browser = gast, herkend aan de browser
