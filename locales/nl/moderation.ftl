## Moderating

# Each reason twice: as it follows "wegens" in a sentence, and as it stands alone in a list or on a button.
reason-insult = belediging
reason-self-promotion = zelfpromotie
reason-spam = spam
reason-illegal = onrechtmatige inhoud
reason-privacy = schending van privacy
reason-off-topic = niet ter zake doende inhoud
reason-duplicate = dubbele plaatsing
reason-insult-label = Belediging
reason-self-promotion-label = Zelfpromotie
reason-spam-label = Spam
reason-illegal-label = Onrechtmatig
reason-privacy-label = Privacy
reason-off-topic-label = Niet ter zake
reason-duplicate-label = Dubbel
reason-choose = Kies een reden
field-reason = Reden
field-note = Toelichting voor de schrijver
moderate = Modereren
moderate-name = bij { $name }
decide-name = bij { $name }
decide-keep = Laten staan
decide-show = Plaatsen
decide-remove = Verwijderen
decide-remove-for = Verwijderen wegens
decide-restore = Terugplaatsen
decide-other = Andere reden, toelichting of uitsluiting
decide-reason-change = Andere reden kiezen
decided-keep = goedgekeurd
decided-restore = verwijdering ongedaan gemaakt
decided-remove = verwijderd wegens { $reason }
done = Reactie van { $author }: { $decided }.
done-with-ban = Reactie van { $author }: { $decided }, 1 uitsluiting.
done-many = { $count } reacties { $decided }.
done-many-with-ban = { $count } reacties { $decided }, 1 uitsluiting.
done-told-many = De schrijvers ontvangen de reden per e-mail.
decided-restore-many = teruggeplaatst
undone-removal = { $count ->
    [one] Ongedaan gemaakt: 1 reactie is terug.
   *[other] Ongedaan gemaakt: { $count } reacties zijn terug.
  }
undone-keep = { $count ->
    [one] Ongedaan gemaakt: 1 reactie wacht weer op een beslissing.
   *[other] Ongedaan gemaakt: { $count } reacties wachten weer op een beslissing.
  }
undone-ban = De uitsluiting is opgeheven.
undone-rest = { $count ->
    [one] 1 reactie bleef zoals ze was, want daarop volgde al iets.
   *[other] { $count } reacties bleven zoals ze waren, want daarop volgde al iets.
  }
undone-unsent = Er was nog geen bericht verstuurd.
undone-sent = { $count ->
    [one] 1 bericht was al verstuurd en kan niet terug.
   *[other] { $count } berichten waren al verstuurd en kunnen niet terug.
  }
undone-sent-removal = { $count ->
    [one] 1 bericht was al verstuurd en kan niet terug. De schrijver hoort dat de reactie terug is.
   *[other] { $count } berichten waren al verstuurd en kunnen niet terug. De schrijvers horen dat hun reactie terug is.
  }
undo = Ongedaan maken
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
queue-removed-empty-text = Wat u verwijdert, blijft hier leesbaar voor moderators.
case-first = eerste reactie
case-past = { $count ->
    [one] { $count } eerdere reactie, { $removed } verwijderd
   *[other] { $count } eerdere reacties, { $removed } verwijderd
  }
case-held = nog niet zichtbaar
case-held-why = De schrijver kon de code niet lezen of horen.
case-title = Reactie van { $name }
case-back = Naar de wachtrij
decision-refused = Uw beslissing is niet vastgelegd
decision-unknown = Kies wat er met de reactie moet gebeuren.
decision-reason-missing = Kies een reden: lezers zien die op de plek van de reactie.
decision-reason-unknown = Kies een reden uit de lijst.
decision-version-missing = Er ontbrak iets aan het formulier. Kijk hieronder hoe de reactie er nu voor staat en beslis opnieuw.
decision-note-too-long = Houd de toelichting onder de 1.000 tekens.
decision-keep-removed = Deze reactie is al verwijderd. Plaats haar terug als ze moet blijven staan.
decision-restore-visible = Deze reactie is niet verwijderd, dus er valt niets terug te plaatsen.
decision-overtaken = Uw beslissing is niet vastgelegd
decision-overtaken-by = { $moderator } was u voor ({ $moment }): { $decided }. Beslis opnieuw als u het anders ziet.
decision-overtaken-by-yourself = U besliste hier zelf al over ({ $moment }): { $decided }. Beslis opnieuw als u het nu anders ziet.
decided-already = { $moderator } deed dit al ({ $moment }): reactie van { $author }, { $decided }.
decision-overtaken-queue = Bovenaan de wachtrij staat de reactie zoals ze nu is.
log-heading = Logboek
log-hint = Elke beslissing, de laatste bovenaan. Wat hier staat, kan niemand meer veranderen.
log-look = Bekijk het logboek
log-comment = reactie { $id } van { $author }
log-empty = Er is nog niets beslist.

## The desk

queue-reported = Gemeld
queue-reported-empty = Er zijn geen meldingen
queue-reported-empty-text = Zodra iemand een reactie meldt, staat ze hier.
queue-appeals = Bezwaren
queue-appeals-empty = Er zijn geen bezwaren
queue-appeals-empty-text = Zodra iemand bezwaar maakt tegen een beslissing, leest u het hier.
queue-search = Zoeken in de wachtrij
queue-search-button = Zoeken
queue-nothing = Niets gevonden
queue-nothing-for = Niets gevonden voor ‘{ $text }’
queue-whole = Toon de hele wachtrij
queue-filtered = U ziet een deel van de wachtrij.
pager-first = Eerste pagina
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
keys-dropped = De toetsen die u intussen indrukte, zijn niet gebruikt: er staat nu een andere reactie dan u zag.
done-told = De schrijver ontvangt de reden per e-mail.
field-all = Ook de andere reacties van deze schrijver
field-ban = Uitsluiten
field-ban-browser = Het adres is niet bevestigd, dus niemand weet van wie het is. De uitsluiting geldt voor de browser waarmee deze reactie is geplaatst.
email-unproved = adres niet bevestigd
round-heading = Het gesprek eromheen
round-alone = Niemand anders schreef in dit gesprek.
case-article-lead = Waar het artikel over gaat
case-held-similar = Vandaag kwam al een reactie met bijna dezelfde tekst binnen.
case-held-flood = Er kwamen opeens veel meer reacties binnen dan anders.
case-held-rate = Er stonden al zoveel reacties van onbekende schrijvers als zonder moderator mogen.
neighbours-heading = Andere namen van dit netwerk
neighbour = { $count ->
    [one] { $name }, { $count } reactie
   *[other] { $name }, { $count } reacties
  }
person-remove-all = Alle reacties verwijderen
person-remove-all-button = Alles verwijderen
person-ban-heading = Deze schrijver uitsluiten
person-ban-browser = Het adres is niet bevestigd: de uitsluiting geldt voor de browser waarmee deze gast schrijft.
notes-heading = Notitie voor collega’s
notes-case = Notities over deze reactie
notes-person = Notities over deze schrijver
note-label = Notitie, alleen voor moderators
note-add = Notitie bewaren
note-missing = Schrijf iets op
note-made = { $moderator }, { $moment }
namesakes-also = Ook van anderen onder dit adres
namesakes-heading = Anderen onder dit adres
namesakes-hint = Iedereen kan een adres intypen. Zolang niemand het bevestigt, weten we niet of dit dezelfde schrijver is.
namesake-member = { $count ->
    [one] { $name }, lid met dit adres: { $count } reactie
   *[other] { $name }, lid met dit adres: { $count } reacties
  }
namesake-proved = { $count ->
    [one] { $name }, adres bevestigd: { $count } reactie
   *[other] { $name }, adres bevestigd: { $count } reacties
  }
namesake-unproved = { $count ->
    [one] { $name }, adres niet bevestigd: { $count } reactie
   *[other] { $name }, adres niet bevestigd: { $count } reacties
  }
ban-none = Niet uitsluiten
ban-week = Een week
ban-month = 30 dagen
ban-year = Een jaar
ban-forever = Voor altijd
ban-unknown = Kies uit de lijst hoelang de uitsluiting duurt.
ban-impossible = Deze schrijver kan hier niet worden uitgesloten. Kies ‘Niet uitsluiten’.
ban-unknown-guest = Deze gast is niet te herkennen: het adres is niet bevestigd en de browser is niet bekend. Kies ‘Niet uitsluiten’, of sluit bij Uitsluitingen een netwerk uit.
case-pick = Reactie van { $name } kiezen
case-answers = Antwoord op
case-held-email = De schrijver heeft het e-mailadres nog niet bevestigd.
case-held-approval = Dit is de eerste reactie van deze schrijver.
case-held-rule = Een regel van de redactie hield haar tegen.
case-held-guesses = In deze browser of vanaf dit netwerk zijn veel codes niet of verkeerd ingevuld.
case-reports = { $count ->
    [one] { $count } melding
   *[other] { $count } meldingen
  }
case-report = { $reason }: ‘{ $text }’
case-report-from = { $reason } ({ $name })
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Regel ‘{ $pattern }’ vond: { $found }
alike-text = { $count ->
    [one] Ook 1 andere met dezelfde tekst
    [250] Ook de eerste 250 andere met dezelfde tekst
   *[other] Ook { $count } andere met dezelfde tekst
  }
alike-link = { $count ->
    [one] Ook 1 andere met dezelfde link
    [250] Ook de eerste 250 andere met dezelfde link
   *[other] Ook { $count } andere met dezelfde link
  }
alike-network = { $count ->
    [one] Ook 1 andere van hetzelfde netwerk, van dezelfde dag (dat kan iemand anders zijn)
    [250] Ook de eerste 250 andere van hetzelfde netwerk, van dezelfde dag (daar kunnen anderen bij zijn)
   *[other] Ook { $count } andere van hetzelfde netwerk, van dezelfde dag (daar kunnen anderen bij zijn)
  }
case-alike = Ook in de wachtrij: { $text } met dezelfde tekst, { $link } met dezelfde link.
case-alike-text = Ook in de wachtrij: { $text } met dezelfde tekst.
case-alike-link = Ook in de wachtrij: { $link } met dezelfde link.
case-claimed = { $moderator } bekijkt deze reactie ({ $moment })
case-claim-button = Ik bekijk deze reactie
case-claim-hint = Collega’s zien vijf minuten lang dat u ermee bezig bent.
case-expunged = De tekst van deze reactie is voorgoed gewist.
appeal-handle = Bezwaar behandelen
appeal-against-ban = Bezwaar tegen een uitsluiting
appeal-by-author = Bezwaar van de schrijver tegen een beslissing van { $moderator } ({ $moment }): { $decided }
appeal-by-reporter = Bezwaar van wie meldde tegen een beslissing van { $moderator } ({ $moment }): { $decided }
decision-restore-expunged = De tekst van deze reactie is voorgoed gewist, dus ze kan niet terugkomen.
undo-too-late = Dit kan niet meer ongedaan worden gemaakt
undo-too-late-text = Alleen uw laatste beslissing kan terug, tot tien minuten erna en zolang er niets op volgde. Beslis hieronder opnieuw als u het anders ziet.
bulk-heading = Met de gekozen reacties
bulk-reason = Reden voor verwijderen
bulk-pick-all = Alles op deze pagina kiezen
bulk-rest = De rest van deze pagina mag blijven
bulk-rest-held = De rest van deze pagina plaatsen
bulk-no-rest = Er staat verder niets op deze pagina.
bulk-refused = Uw beslissing is niet vastgelegd
bulk-none = Kies eerst een of meer reacties.
bulk-too-many = Kies hoogstens honderd reacties tegelijk.
bulk-unreadable = Er ontbrak iets aan het formulier. Kies de reacties opnieuw.
bulk-late-heading = Niet alles is vastgelegd
bulk-stands = { $count ->
    [0] Over de andere gekozen reacties is niets beslist.
    [one] Over { $count } gekozen reactie is uw beslissing wel vastgelegd.
   *[other] Over { $count } gekozen reacties is uw beslissing wel vastgelegd.
  }
expunge-link = Tekst voorgoed wissen
expunge-heading = Tekst voorgoed wissen
expunge-hint = Dit is voor een bevel van de rechter en voor persoonsgegevens van een ander. De tekst verdwijnt overal en komt nooit terug; de beslissing en de reden blijven.
expunge-reason-hint = De reactie wordt ook verwijderd. Lezers zien deze reden.
expunge-why = Waarom
expunge-why-hint = Staat in het logboek. Noem hier niet wat u wist.
expunge-why-missing = Schrijf op waarom de tekst wordt gewist.
expunge-sure = Ik weet zeker dat deze tekst voorgoed weg moet
expunge-sure-missing = Vink aan dat u het zeker weet.
expunge-refused = De tekst is niet gewist
expunge-button = Voorgoed wissen
expunge-not = Niet wissen
log-moderator = Moderator
log-decision = Beslissing
log-any = Alle
log-keep = Laten staan
log-remove = Verwijderd
log-restore = Teruggeplaatst
log-from = Vanaf
log-to = Tot en met
log-filter = Filteren
log-table = Download als CSV
person-member = Lid sinds { $date }
person-staff = Medewerker, lid sinds { $date }
person-guest = Gast sinds { $date }
person-former = Voormalig commentator; deze reactie is van { $date }
person-names = Schreef als: { $names }.
person-counts = { $count ->
    [one] { $count } reactie, waarvan { $held } vastgehouden en { $removed } verwijderd.
   *[other] { $count } reacties, waarvan { $held } vastgehouden en { $removed } verwijderd.
  }
person-counts-many = Meer dan { $count } reacties, waarvan { $held } vastgehouden en { $removed } verwijderd.
person-reports = { $count ->
    [0] Nooit gemeld.
    [one] { $count } keer gemeld.
   *[other] { $count } keer gemeld.
  }
person-ban = Uitgesloten van { $from } tot { $to }: { $why }
person-ban-over = Was uitgesloten van { $from } tot { $to }: { $why }
person-ban-forever = Uitgesloten sinds { $from }, voor altijd: { $why }
person-reports-heading = Meldingen
person-report-open = wacht
person-written = Reacties
person-visible = zichtbaar
