## Statements of reasons

statement-subject = { $count ->
    [one] Uw reactie is verwijderd
   *[other] { $count } van uw reacties zijn verwijderd
  }
statement-lead = { $count ->
    [one] Goedendag, een moderator van { $board } heeft uw reactie verwijderd. Hieronder leest u waarom, en wat u kunt doen als u het er niet mee eens bent.
   *[other] Goedendag, een moderator van { $board } heeft { $count } van uw reacties verwijderd. Hieronder leest u waarom, en wat u kunt doen als u het er niet mee eens bent.
  }
statement-article = Artikel
statement-posted = Geplaatst op
statement-reason = Reden
statement-note = Toelichting van de moderator
statement-law = Grond in de wet
statement-law-text = Naar ons oordeel is deze inhoud onrechtmatig: de wet verbiedt haar, zoals zij aanzetten tot haat, smaad, bedreiging en inbreuk op andermans rechten verbiedt.
statement-rule = Huisregel
statement-route = Hoe het aan het licht kwam
statement-route-own = Een moderator las de reactie uit eigen beweging.
statement-route-report = Iemand heeft de reactie gemeld.
statement-route-rule = Een regel van het bord wees een moderator op de reactie.
statement-route-appeal = Iemand maakte bezwaar tegen een eerdere beslissing.
statement-by = Wie besliste
statement-by-text = een moderator; er is niets automatisch beslist.
statement-since = Vanaf wanneer en hoelang
statement-since-text = Vanaf { $moment }, voorgoed, voor alle lezers. Op de plek van de reactie staat waarom ze weg is.
statement-again = Deze reactie was al verwijderd. De beslissing hierboven komt in de plaats van de eerdere.
statement-appeal = Bezwaar maken
statement-appeal-text = Bezwaar maken kan tot { $date }. Als het kan, kijkt een andere moderator dan degene die besliste. Het kost niets.
restored-subject = Uw reactie is teruggeplaatst
restored-text = Goedendag, uw reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid: ze staat er weer.
restored-held = Goedendag, uw reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid. Ze wacht nu weer op een moderator voordat lezers haar zien.
restored-look = Naar de reactie
shown-subject = Uw reactie is geplaatst
shown-text = Goedendag, een moderator heeft uw reactie op ‘{ $title }’ gelezen. Ze is nu voor iedereen te lezen.
