## Comments

comments-none = Er zijn nog geen reacties op dit artikel
comments-count = { $count ->
    [one] Er is { $count } reactie op dit artikel
   *[other] Er zijn { $count } reacties op dit artikel
  }
comments-first = Plaats de eerste reactie
comments-closed = Reageren op dit artikel is niet meer mogelijk. De reacties blijven staan.
comments-closed-text = Dit had u geschreven; kopieer het als u het wilt bewaren
posted-on = geplaatst op { $moment }
answer-to = antwoord op
badge-author = auteur
former-commenter = Voormalig commentator
removed-comment = een verwijderde reactie
reply = Reageren
reply-to-name = op { $name }
reply-title = Reageren op { $name }
reply-kicker = Bij het artikel
reply-gone = De reactie waarop u antwoordt, is er niet meer. Uw tekst staat nu als reactie op het artikel klaar
tombstone = Deze reactie is verwijderd wegens { $reason }.
tombstone-rule = Lees de huisregel
removed-text-of = Dit schreef { $name }; alleen moderators zien het.
posted = Uw reactie is geplaatst.
posted-link = De datum hierboven is een vaste link naar uw reactie. Daarmee kunt u haar delen of terugvinden.

## A comment that waits

held-heading = Uw reactie wacht op een moderator
held-text = We hebben uw reactie ontvangen. Een moderator leest haar eerst; daarna verschijnt ze bij het artikel.
held-nothing-to-do = U hoeft nu niets te doen.
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
useful-own = U kunt uw eigen reactie niet als nuttig aanmerken.

## What scripts add

appearance = Weergave
appearance-system = Zoals mijn systeem
appearance-light = Licht
appearance-dark = Donker
appearance-contrast = Hoog contrast
unfold = Hele reactie lezen
new-since = Nieuw
one-new = Er is 1 nieuwe reactie.
load-one-new = Laad die
some-new = nieuwe reacties.
load-some-new = Laad ze
draft-kept = Uw concept staat er nog.
draft-drop = Concept wissen
