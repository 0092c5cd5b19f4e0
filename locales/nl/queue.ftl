## The queue

queue-heading = Wachtrij
queues = Wachtrijen
queue-review = Te beoordelen
queue-held = Vastgehouden
queue-removed = Verwijderd
queue-review-empty = Alles is beoordeeld
queue-review-empty-text = Er wacht geen enkele reactie op een moderator.
queue-held-empty = Er wordt niets vastgehouden
queue-held-empty-text = Alle reacties zijn geplaatst of beoordeeld.
queue-removed-empty = Er is niets verwijderd
queue-removed-empty-text = Wat je verwijdert, blijft hier leesbaar voor moderators.
queue-reported = Gemeld
queue-reported-empty = Er zijn geen meldingen
queue-reported-empty-text = Zodra iemand een reactie meldt, vind je die hier.
queue-appeals = Bezwaren
queue-appeals-empty = Er zijn geen bezwaren
queue-appeals-empty-text = Zodra iemand bezwaar maakt tegen een beslissing, vind je dat hier.
queue-search = Zoeken in de wachtrij
queue-search-button = Zoeken
queue-nothing = Niets gevonden
queue-nothing-for = Niets gevonden voor ‘{ $text }’
queue-whole = Toon de hele wachtrij
queue-filtered = Je ziet een deel van de wachtrij.

## A case

case-first = eerste reactie
case-past = { $count ->
    [one] { $count } eerdere reactie, { $removed } verwijderd
   *[other] { $count } eerdere reacties, { $removed } verwijderd
  }
case-held = nog niet zichtbaar
case-held-why = De schrijver kon de code niet lezen of horen.
case-title = Reactie van { $name }
case-back = Naar de wachtrij
case-article-lead = Waar het artikel over gaat
case-held-similar = Automatisch vastgehouden: vandaag kwam al een reactie met bijna dezelfde tekst binnen.
case-held-flood = Automatisch vastgehouden: er kwamen opeens veel meer reacties binnen dan anders.
case-held-rate = Automatisch vastgehouden: van onbekende schrijvers stonden er al zoveel reacties als zonder moderator mag.
case-pick = Reactie van { $name } kiezen
case-answers = Reactie op
case-held-email = De schrijver heeft het e-mailadres nog niet bevestigd.
case-held-approval = Dit is de eerste reactie van deze schrijver.
case-held-score = Automatisch vastgehouden: de score haalt de drempel die in de instellingen staat.
case-held-rule = Vastgehouden door een regel voor woorden en links.
case-held-guesses = Automatisch vastgehouden: in deze browser of vanaf dit netwerk zijn veel codes niet of verkeerd ingevuld.
case-reports = { $count ->
    [one] { $count } melding
   *[other] { $count } meldingen
  }
case-report = { $reason }: ‘{ $text }’
case-report-from = { $reason } ({ $name })
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Regel ‘{ $pattern }’ vond: { $found }
alike-text = { $count ->
    [one] Verwijder ook 1 andere reactie met dezelfde tekst
    [250] Verwijder ook de eerste 250 andere reacties met dezelfde tekst
   *[other] Verwijder ook { $count } andere reacties met dezelfde tekst
  }
alike-link = { $count ->
    [one] Verwijder ook 1 andere reactie met dezelfde link
    [250] Verwijder ook de eerste 250 andere reacties met dezelfde link
   *[other] Verwijder ook { $count } andere reacties met dezelfde link
  }
alike-network = { $count ->
    [one] Verwijder ook 1 andere reactie van hetzelfde netwerk, van dezelfde dag (misschien van iemand anders)
    [250] Verwijder ook de eerste 250 andere reacties van hetzelfde netwerk, van dezelfde dag (misschien ook van anderen)
   *[other] Verwijder ook { $count } andere reacties van hetzelfde netwerk, van dezelfde dag (misschien ook van anderen)
  }
case-alike = Ook in de wachtrij: { $text } met dezelfde tekst, { $link } met dezelfde link.
case-alike-text = Ook in de wachtrij: { $text } met dezelfde tekst.
case-alike-link = Ook in de wachtrij: { $link } met dezelfde link.
case-claimed = { $moderator } bekijkt deze reactie ({ $moment })
case-claim-button = Ik bekijk deze reactie
case-claim-hint = Collega’s zien vijf minuten lang dat je ermee bezig bent.
case-expunged = De tekst van deze reactie is voorgoed gewist.

## Shortcuts

keys-heading = Sneltoetsen
keys-next = volgende
keys-previous = vorige
keys-keep = laten staan
keys-pick = kiezen
keys-undo = ongedaan maken
keys-help = deze lijst
keys-off = Sneltoetsen uitzetten
key-insult = b
key-illegal = o
key-off-topic = n
keys-pick-all = alles kiezen
keys-queues = wachtrijen
keys-search = zoeken
keys-dropped = De toetsen die je intussen indrukte, zijn niet gebruikt: er staat nu een andere reactie dan je zag.
