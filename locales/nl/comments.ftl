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
posted-before = geplaatst op
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
tombstone-before-import = Deze reactie was al verwijderd op de vorige plek van deze site.
tombstone-rule = Lees de huisregel
removed-text-of = Dit schreef { $name }; alleen moderators zien het.
posted = Je reactie is geplaatst.
posted-link = De datum hierboven is een vaste link naar je reactie. Daarmee kun je de reactie delen of terugvinden.
show-answers = { $count ->
    [one] Toon { $count } reactie
   *[other] Toon { $count } reacties
}
hide-answers = { $count ->
    [one] Verberg { $count } reactie
   *[other] Verberg { $count } reacties
}
read-on = { $count ->
    [one] Lees verder (nog { $count } woord)
   *[other] Lees verder (nog { $count } woorden)
}
fold-up = Inklappen
quote = Citeer in je reactie
featured = Uitgelicht door de redactie
featured-in-place = Lees in het gesprek
feature = Uitlichten
feature-stop = Niet meer uitlichten
feature-heading = Een reactie uitlichten
feature-own = Je eigen reactie licht een collega uit.
feature-full = Er zijn al { $count } reacties op dit artikel uitgelicht. Haal er eerst een weg.
feature-hidden = Lezers zien deze reactie niet. Alleen een zichtbare reactie kan worden uitgelicht.
read-also = Lees ook
turn-heading = Vorig en volgend artikel
turn-previous = Vorig artikel
turn-next = Volgend artikel
follow-heading = Volg dit gesprek per e-mail
follow-lead = Nieuwe reacties in je mailbox, hooguit één bericht per uur.
follows = Je volgt dit gesprek per e-mail.
follow-button = Volg dit gesprek
follow-stop = Stop met volgen
follow-email-hint = Je krijgt eerst een e-mail om dit te bevestigen. Daarna hooguit één bericht per uur; stoppen kan met één klik.
follow-text = Nieuwe reacties op ‘{ $title }’ in je mailbox: hooguit één bericht per uur, en stoppen kan met één klik.
follow-sent = We hebben je een e-mail gestuurd. Open de link daarin en druk op de knop; dan volg je het gesprek.
follow-on = Je volgt dit gesprek nu per e-mail.
follow-back = [Terug naar het gesprek]

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
new-since = Nieuw
one-new = Er is 1 nieuwe reactie.
load-one-new = Toon de reactie
some-new = nieuwe reacties.
load-some-new = Toon de reacties
draft-kept = Je concept staat er nog.
draft-drop = Concept wissen
next-new = volgende nieuwe
first-new = eerste nieuwe
one-unread = 1 nieuwe: toon die
some-unread = nieuwe: toon de eerste
