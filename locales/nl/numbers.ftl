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
