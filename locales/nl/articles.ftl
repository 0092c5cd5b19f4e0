## Articles

front-heading = Nieuwste artikelen
front-empty = Er zijn nog geen artikelen
front-empty-text = Zodra er iets verschijnt, lees je het hier.
front-setup = Deze site wordt klaargezet
front-setup-text = Er is nog geen beheerder. Wie de site beheert, vindt de link om te beginnen in het logboek van de server.
list-description = { $heading } op { $board }: lees mee en reageer.
filed-under = Geplaatst in
byline = Door { $author }
reading-time = leestijd { $minutes ->
    [one] { $minutes } minuut
   *[other] { $minutes } minuten
  }
teaser-no-comments = Nog geen reacties
teaser-comments = { $count ->
    [one] { $count } reactie
   *[other] { $count } reacties
  }
teaser-on = op ‘{ $title }’
video-watch = Bekijk op { $place }
front-recent = Ook nieuw
front-earlier = Eerder verschenen
front-latest = Laatste reacties
front-discussed = Meest besproken
front-comment-on = bij { $title }
front-write = Schrijf een artikel
category-kicker = Categorie
article-outline = In dit artikel
article-table = Tabel
footnote-label = Noot
footnote-back = Terug naar de tekst bij noot
