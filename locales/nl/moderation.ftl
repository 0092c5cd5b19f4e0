## Moderating

field-reason = Reden
field-note = Toelichting voor de schrijver
moderate = Modereren
moderate-name = bij { $name }
log-heading = Logboek
log-hint = Elke beslissing, de laatste bovenaan. Wat hier staat, kan niemand meer veranderen.
log-hint-on-sites = Elke beslissing over een reactie op jouw sites, de laatste bovenaan. Wat hier staat, kan niemand meer veranderen.
log-look = Bekijk het logboek
log-comment = reactie { $id } van { $author }
log-empty = Er is nog niets beslist.

## The desk

pager-first = Eerste pagina
field-all = Verwijder ook alle andere reacties van deze schrijver
field-all-on-sites = Verwijder ook alle andere reacties van deze schrijver op jouw sites
field-ban = Uitsluiten
field-ban-browser = Het adres is niet bevestigd, dus niemand weet van wie het is. De uitsluiting geldt voor de browser waarmee deze reactie is geplaatst.
email-unproved = adres niet bevestigd
round-heading = Het gesprek eromheen
round-alone = Niemand anders schreef in dit gesprek.
neighbours-heading = Andere namen op dit netwerk
neighbour = { $count ->
    [one] { $name }, { $count } reactie
   *[other] { $name }, { $count } reacties
  }
person-remove-all = Alle reacties verwijderen
bound-hint = Je ziet hier alleen wat op jouw sites staat.
person-remove-all-on-sites = Alle reacties op jouw sites verwijderen
person-remove-all-button = Alles verwijderen
person-ban-heading = Deze schrijver uitsluiten
person-ban-browser = Het adres is niet bevestigd: de uitsluiting geldt voor de browser waarmee deze gast schrijft.
notes-heading = Notitie voor collega’s
notes-case = Notities over deze reactie
notes-person = Notities over deze schrijver
note-label = Notitie, alleen voor moderators
note-add = Notitie opslaan
note-missing = Schrijf een notitie.
note-made = { $moderator }, { $moment }
namesakes-also = Verwijder ook reacties van anderen onder dit adres
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
person-former = Vertrokken deelnemer; deze reactie is van { $date }
person-names = Schreef als { $names }.
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
person-ban-forever = Uitgesloten sinds { $from }, zonder einddatum: { $why }
person-reports-heading = Meldingen
person-report-open = wacht
person-written = Reacties
person-visible = zichtbaar
case-decide = Beslis over deze reactie
case-about = Over { $name }
case-thread = Het gesprek bij
keys-thread = gesprek tonen
