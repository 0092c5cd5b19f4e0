## Comments

comments-none = Er zijn nog geen reacties op dit artikel
comments-count = { $count ->
    [one] Er is { $count } reactie op dit artikel
   *[other] Er zijn { $count } reacties op dit artikel
  }
comments-first = Plaats de eerste reactie
comments-closed = Reageren op dit artikel is niet meer mogelijk. De reacties blijven staan.
comments-closed-text = Dit had je geschreven; kopieer de tekst als je die wilt bewaren
posted-on = geplaatst op { $moment }
answer-to = reactie op
badge-author = auteur
former-commenter = Vertrokken deelnemer
removed-comment = een verwijderde reactie
reply = Reageren
reply-to-name = op { $name }
reply-title = Reageren op { $name }
reply-kicker = Bij het artikel
reply-gone = De reactie waarop je reageert, is er niet meer. Je tekst staat nu klaar als reactie op het artikel.
tombstone = Deze reactie is verwijderd wegens { $reason }.
tombstone-rule = Lees de huisregel
removed-text-of = Dit schreef { $name }; alleen moderators zien het.
posted = Je reactie is geplaatst.
posted-link = De datum hierboven is een vaste link naar je reactie. Daarmee kun je de reactie delen of terugvinden.

## A comment that waits

held-heading = Je reactie wacht op een moderator
held-text = We hebben je reactie ontvangen. Een moderator leest die eerst en beslist of de reactie bij het artikel verschijnt.
held-nothing-to-do = Je hoeft nu niets te doen.
held-back = Terug naar het artikel

## Order and useful

sort-label = Volgorde van de reacties
sort-oldest = Oudste eerst
sort-newest = Nieuwste eerst
sort-useful = Nuttigste eerst
useful = Nuttig
useful-of-name = { $count ->
    [0] : reactie van { $name }
    [one] : reactie van { $name }, één lezer vindt die nuttig
   *[other] : reactie van { $name }, { $count } lezers vinden die nuttig
}
useful-own = Je kunt je eigen reactie niet als nuttig aanmerken.

## What scripts add

appearance = Weergave
appearance-system = Zoals mijn systeem
appearance-light = Licht
appearance-dark = Donker
appearance-contrast = Hoog contrast
unfold = Hele reactie lezen
new-since = Nieuw
one-new = Er is 1 nieuwe reactie.
load-one-new = Toon de reactie
some-new = nieuwe reacties.
load-some-new = Toon de reacties
draft-kept = Je concept staat er nog.
draft-drop = Concept wissen
