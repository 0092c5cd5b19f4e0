## Statements of reasons

statement-subject = { $count ->
    [one] Je reactie is verwijderd
   *[other] { $count } van je reacties zijn verwijderd
  }
statement-lead = { $count ->
    [one] Een moderator van { $board } heeft je reactie verwijderd. Hieronder lees je waarom, en wat je kunt doen als je het er niet mee eens bent.
   *[other] Een moderator van { $board } heeft { $count } van je reacties verwijderd. Hieronder lees je waarom, en wat je kunt doen als je het er niet mee eens bent.
  }
statement-article = Artikel
statement-posted = Geplaatst op
statement-reason = Reden
statement-note = Toelichting van de moderator
statement-law = Wettelijke grond
statement-law-text = Wij vinden deze reactie onrechtmatig. De wet verbiedt onder meer aanzetten tot haat, smaad, bedreiging en inbreuk op andermans rechten.
statement-rule = Huisregel
statement-route = Aanleiding
statement-route-own = Een moderator las de reactie uit eigen beweging.
statement-route-report = Iemand heeft de reactie gemeld.
statement-route-rule = Een automatische regel van { $board } wees een moderator op de reactie.
statement-route-score = Een programma van { $board } schatte dat de reactie tegen een huisregel inging en hield die vast tot een moderator had gekeken.
statement-route-appeal = Iemand maakte bezwaar tegen een eerdere beslissing.
statement-by = Wie besliste
statement-by-text = een moderator; er is niets automatisch beslist.
statement-since = Vanaf wanneer en hoelang
statement-since-text = Vanaf { $moment }, zonder einddatum, voor alle lezers. Op de plek van de reactie staat de reden.
statement-again = Deze reactie was al verwijderd. De beslissing hierboven komt in de plaats van de eerdere.
statement-appeal = Bezwaar maken
statement-appeal-text = Bezwaar maken kan tot { $date }. Als het kan, kijkt een andere moderator dan degene die besliste. Bezwaar maken kost niets.
restored-subject = Je reactie is teruggeplaatst
restored-text = Je reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid: de reactie staat er weer.
restored-held = Je reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid. Je reactie wacht nu weer op een moderator, die beslist of lezers de reactie te zien krijgen.
restored-look = Naar de reactie
shown-subject = Je reactie is geplaatst
shown-text = Een moderator heeft je reactie op ‘{ $title }’ gelezen. Iedereen kan de reactie nu lezen.
