## Search

menu-search = Zoeken
search-heading = Zoeken
search-title = Zoeken naar { $words }
search-skip = Naar de resultaten
search-words = Zoek in artikelen en reacties
search-hint = Woorden tussen “aanhalingstekens” zoeken we als één geheel. Een minteken ervoor sluit een woord uit.
search-button = Zoeken
search-in = Waarin
search-in-all = Alles
search-in-articles = Alleen artikelen
search-in-comments = Alleen reacties
search-category = Categorie
search-any = Alle
search-since = Vanaf
search-since-ever = Het begin
search-since-month = Afgelopen maand
search-since-year = Afgelopen jaar
search-until = Tot en met
search-until-now = Nu
search-articles = { $count ->
    [one] 1 artikel
   *[other] { $count } artikelen
  }
search-articles-more = Meer dan 200 artikelen
search-comments = { $count ->
    [one] 1 reactie
   *[other] { $count } reacties
  }
search-comments-more = Meer dan 1.000 reacties
search-all-articles = Alle gevonden artikelen
search-below = Bij { $title }
search-nothing = Niets gevonden
search-nothing-text = Zoek met minder of andere woorden, of kijk de spelling na. Hoofdletters, accenten en meervoud maken niet uit.
search-everywhere = Zoek opnieuw zonder filters
search-refused = Zo kan er niet worden gezocht
search-too-long = Een zoekvraag mag { $most } tekens lang zijn. Laat de minst belangrijke woorden weg.
search-too-many-words = Een zoekvraag mag uit { $most } woorden bestaan. Laat de minst belangrijke weg.
search-only-unwanted = Je zoekvraag sluit alleen woorden uit. Noem ook een woord dat er wel in moet staan.
search-no-words = In je zoekvraag staat geen woord om naar te zoeken. Gebruik letters of cijfers.
