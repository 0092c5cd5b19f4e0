## Numbers

numbers-heading = Cijfers
numbers-lead = Codes en reacties van gasten, laatste 30 dagen.
numbers-caption = Per dag
numbers-day = Dag
numbers-asked = Codes gevraagd
numbers-solved = Codes goed
numbers-failed = Codes fout
numbers-shown = Reacties geplaatst
numbers-held = Reacties vastgehouden
numbers-all = Totaal
numbers-none = Er zijn nog geen cijfers
numbers-none-text = De eerste cijfers komen met de eerste gast die een code vraagt.

## Numbers by week

weeks-heading = Per week
weeks-gate = Codes en gasten
weeks-comments = Reacties
weeks-commenters = Mensen die reageerden
weeks-removals = Verwijderd, per reden
weeks-waits = Wachttijd van melding tot beslissing (mediaan)
weeks-description = { $count ->
    [one] De laatste week, met een balk als er iets te tellen was. Alle waarden staan in de tabel eronder.
   *[other] De laatste { $count } weken, met een balk voor elke week waarin iets te tellen was. Alle waarden staan in de tabel eronder.
  }
weeks-table = Tabel
weeks-week = Week
weeks-short = wk { $number }
weeks-name = Week { $number }, vanaf { $date }
weeks-minutes = { $count } min
weeks-hours = { $count } uur

## Views of articles

views-heading = Gelezen artikelen
views-lead = Hoe vaak artikelen zijn geopend. Dat wordt geteld zonder cookie en zonder IP-adres. Bezoek van programma’s, zoals zoekmachines, en van de redactie telt niet mee, en na 400 dagen worden de cijfers gewist.
views-by-day = Weergaven per dag
views-description = { $count ->
    [one] De laatste dag, met een balk als er iets te tellen was. Alle waarden staan in de tabel eronder.
   *[other] De laatste { $count } dagen, met een balk voor elke dag waarop iets te tellen was. Alle waarden staan in de tabel eronder.
  }
views-most = Meest gelezen
views-period = Periode
views-days = { $count ->
    [one] Laatste dag
   *[other] Laatste { $count } dagen
  }
views-article = Artikel
views-count = Weergaven
views-none-in-period = In deze periode is niets geteld.
views-none = Er is nog niets geteld
views-none-text = De eerste weergaven staan hier een minuut nadat een lezer een artikel opent.
