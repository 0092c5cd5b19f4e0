## Dates and times

month = { $number ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
  }
date = { $day } { $month } { $year }
date-time = { $date } om { $time }
ago-now = zojuist
ago-minutes = { $count ->
    [one] { $count } minuut geleden
   *[other] { $count } minuten geleden
  }
ago-hours = { $count } uur geleden
duration-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } seconden
  }
duration-minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
  }

## Round every page

skip-to-content = Naar de inhoud
skip-to-articles = Naar de artikelen
skip-to-comments = Naar de reacties
skip-to-form = Naar het formulier
skip-to-queue = Naar de wachtrij
menu = Hoofdmenu
menu-articles = Artikelen
menu-house-rules = Huisregels
menu-log-in = Inloggen
menu-log-out = Uitloggen
menu-moderation = Moderatie
menu-waiting = te beoordelen
terms-title = Voorwaarden
privacy-title = Privacy
house-rules-title = Huisregels
pager = Bladeren
pager-previous = Vorige pagina
pager-next = Volgende pagina
pager-position = Pagina { $page } van { $pages }

## Articles

front-heading = Nieuwste artikelen
front-empty = Er zijn nog geen artikelen
front-empty-text = Zodra er iets verschijnt, leest u het hier.
list-description = { $heading } op { $board }: lees mee en reageer.
filed-under = Geplaatst in
byline = Door { $author }
reading-time = { $minutes ->
    [one] { $minutes } minuut lezen
   *[other] { $minutes } minuten lezen
  }
teaser-no-comments = Nog geen reacties
teaser-comments = { $count ->
    [one] { $count } reactie
   *[other] { $count } reacties
  }
teaser-on = op ‘{ $title }’

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
posted-link = De datum erboven is de vaste link, als u haar wilt delen of terugvinden.

## The form

form-heading = Plaats zelf een reactie
form-heading-reply = Uw antwoord
form-log-in-hint = [Log in] en reageer voortaan zonder code. Alle velden zijn verplicht.
form-signed-as = U bent ingelogd en reageert als { $name }.
form-faults-heading = Uw reactie is nog niet geplaatst
form-faults = { $count ->
    [one] Verbeter dit ene punt. De rest staat er nog zoals u het invulde.
   *[other] Verbeter deze { $count } punten. De rest staat er nog zoals u het invulde.
  }
form-too-many-heading = U hebt kort na elkaar veel verstuurd
form-too-many = Probeer het over { $wait } opnieuw; uw tekst staat nog in het formulier.
form-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw reactie nog eens
form-terms = Wat u plaatst, blijft staan: u kunt het later niet wijzigen of verwijderen. Beledigingen en reclame voor uzelf halen we weg, met de reden erbij: zie de [huisregels]. Met uw reactie gaat u akkoord met de [voorwaarden].
form-post = Reactie plaatsen
form-preview = Voorbeeld bekijken
preview-heading = Zo komt uw reactie eruit te zien
preview-hint = Ze is nog niet geplaatst. Hieronder kunt u verder schrijven.
answering = U reageert op
answer-article = Liever op het artikel reageren
field-name = Naam
field-name-hint = Staat bij uw reactie.
field-email = E-mailadres
field-email-hint = Wordt nooit getoond.
field-body = Reactie
field-body-hint = Opmaak: **vet**, *cursief*, > citaat, - lijst.
field-trap = Laat dit veld leeg
field-captcha = Neem de zes tekens over
field-captcha-hint = Hoofdletters of kleine letters, dat maakt niet uit.
error-prefix = Fout:
name-missing = Vul uw naam in
name-too-long = Kies een naam van hoogstens 80 tekens
name-unreadable = Vul een naam in met letters of cijfers die anderen kunnen lezen
name-of-member = Deze naam is van een lid. Kies een andere naam, of log in als hij van u is
email-missing = Vul uw e-mailadres in
email-invalid = Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl
body-missing = Schrijf een reactie
body-too-short = Schrijf een reactie van minstens 3 tekens
body-too-long = { $over ->
    [one] Uw reactie is { $over } teken te lang: er passen 10.000 tekens in
   *[other] Uw reactie is { $over } tekens te lang: er passen 10.000 tekens in
  }
body-unreadable = Van uw reactie zou niets te zien zijn: schrijf tekst, niet alleen opmaak

## The code

captcha-alt = Zes tekens als afbeelding.
captcha-another = Andere code
captcha-missing = Neem de code uit de afbeelding over
captcha-wrong = De code klopte niet: neem de nieuwe code over
captcha-used = De code was verlopen of al gebruikt: neem de nieuwe code over
captcha-no-cookie = Uw browser stuurde het cookie niet mee dat bij de code hoort. Sta cookies van deze site toe en neem de nieuwe code over
captcha-solved = De code klopte. U hoeft hem niet nog eens over te nemen.
captcha-unreadable-hint = Lukt het niet?
captcha-unreadable = Ik kan de code niet lezen of horen

## A comment that waits

held-heading = Uw reactie wacht op een moderator
held-text = We hebben uw reactie ontvangen. Een moderator leest haar eerst; daarna verschijnt ze bij het artikel.
held-nothing-to-do = U hoeft nu niets te doen.
held-back = Terug naar het artikel

## Logging in

login-heading = Inloggen
login-hint = Wie is ingelogd, reageert zonder code.
login-without = Reageren kan ook zonder account.
login-button = Inloggen
login-failed-heading = Inloggen is niet gelukt
login-failed = Dit e-mailadres en wachtwoord horen niet bij elkaar.
login-too-many = Er zijn te veel pogingen gedaan. Probeer het over { $wait } opnieuw.
login-password-again = Vul uw wachtwoord opnieuw in
field-password = Wachtwoord

## Moderating

reason-insult = belediging
reason-self-promotion = zelfpromotie
reason-spam = spam
reason-illegal = onrechtmatige inhoud
reason-privacy = privacy
reason-off-topic = niet ter zake doende inhoud
reason-duplicate = dubbele plaatsing
reason-choose = Kies een reden
field-reason = Reden
field-note = Toelichting voor de schrijver
moderate = Modereren
moderate-name = bij { $name }
decide-keep = Laten staan
decide-show = Plaatsen
decide-remove = Verwijderen
decide-remove-for = Verwijderen wegens
decide-restore = Terugplaatsen
decide-other = Andere reden, toelichting of blokkade
decide-reason-change = Andere reden kiezen
decided-keep = beoordeeld: blijft staan
decided-restore = teruggeplaatst
decided-remove = verwijderd wegens { $reason }
done = Reactie van { $author }: { $decided }.
undo = Ongedaan maken
queue-heading = Wachtrij
queues = Wachtrijen
queue-review = Te beoordelen
queue-held = Vastgehouden
queue-removed = Verwijderd
queue-review-empty = Alles is beoordeeld
queue-review-empty-text = Er wacht geen enkele reactie op een moderator.
queue-held-empty = Er wordt niets vastgehouden
queue-held-empty-text = Elke reactie is te lezen of beoordeeld.
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
decision-reason-missing = Kies een reden: lezers zien haar op de plek van de reactie.
decision-reason-unknown = Kies een reden uit de lijst.
decision-version-missing = Er ontbrak iets aan het formulier. Kijk hieronder hoe de reactie er nu voor staat en beslis opnieuw.
decision-note-too-long = Houd de toelichting onder de 1.000 tekens.
decision-keep-removed = Deze reactie is al verwijderd. Plaats haar terug als ze moet blijven staan.
decision-restore-visible = Deze reactie is niet verwijderd, dus er valt niets terug te plaatsen.
decision-overtaken = Uw beslissing is niet vastgelegd
decision-overtaken-by = { $moderator } was u voor ({ $moment }): { $decided }. Beslis opnieuw als u het anders ziet.
log-heading = Logboek
log-hint = Elke beslissing, de laatste bovenaan. Wat hier staat, verandert niemand meer.
log-look = Bekijk het logboek
log-comment = reactie { $id } van { $author }
log-empty = Er is nog niets beslist.

## Round every letter

mail-unsubscribe = Geen e-mail van deze soort meer

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
done-told = De schrijver ontvangt de reden per e-mail.
field-all = Ook de andere reacties van deze schrijver
field-ban = Blokkeren
ban-none = Niet blokkeren
ban-week = Een week
ban-month = 30 dagen
ban-year = Een jaar
ban-forever = Voor altijd
ban-unknown = Kies uit de lijst hoelang de blokkade duurt.
ban-impossible = Deze schrijver kan hier niet worden geblokkeerd. Kies ‘Niet blokkeren’.
case-pick = Reactie van { $name } kiezen
case-answers = Antwoord op
case-held-email = De schrijver heeft het e-mailadres nog niet bevestigd.
case-held-approval = Dit is de eerste reactie van deze schrijver.
case-held-rule = Een regel van de site hield haar tegen.
case-reports = { $count ->
    [one] { $count } melding
   *[other] { $count } meldingen
  }
case-report = { $reason }: ‘{ $text }’
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Regel ‘{ $pattern }’ vond: { $found }
case-claimed = { $moderator } bekijkt deze reactie ({ $moment })
case-expunged = De tekst van deze reactie is voorgoed gewist.
appeal-handle = Bezwaar behandelen
appeal-against-ban = Bezwaar tegen een blokkade
appeal-by-author = Bezwaar van de schrijver tegen een beslissing van { $moderator } ({ $moment }): { $decided }
appeal-by-reporter = Bezwaar van wie meldde tegen een beslissing van { $moderator } ({ $moment }): { $decided }
decision-restore-expunged = De tekst van deze reactie is voorgoed gewist, dus ze kan niet terugkomen.
undo-too-late = Dit kan niet meer ongedaan worden gemaakt
undo-too-late-text = Alleen uw laatste beslissing kan terug, tot tien minuten erna en zolang er niets op volgde. Beslis hieronder opnieuw als u het anders ziet.
bulk-heading = Met de gekozen reacties
bulk-reason = Reden voor verwijderen
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
person-reports = { $count ->
    [0] Nooit gemeld.
    [one] { $count } keer gemeld.
   *[other] { $count } keer gemeld.
  }
person-ban = Geblokkeerd van { $from } tot { $to }: { $why }
person-ban-over = Was geblokkeerd van { $from } tot { $to }: { $why }
person-ban-forever = Geblokkeerd sinds { $from }, voor altijd: { $why }
person-reports-heading = Meldingen
person-report-open = wacht
person-written = Reacties
person-visible = zichtbaar

## When something is wrong

error-home = Naar de nieuwste artikelen
error-not-found = Deze pagina is er niet
error-not-found-advice = Misschien is het adres verkeerd overgenomen, of is wat hier stond verplaatst.
error-method = Zo werkt dit adres niet
error-method-advice = Dit adres hoort bij een formulier. Ga terug en gebruik de knop op de pagina.
error-invalid = Dit konden we niet verwerken
error-form = Het formulier kwam niet heel over. Ga terug, controleer wat u invulde en verstuur het nog eens.
error-conflict = Iemand was u voor
error-forbidden = Hier hebt u geen toegang toe
error-moderators-only = Deze pagina is voor moderators. U bent ingelogd met een account dat dat niet is.
error-admins-only = Deze pagina is voor beheerders. Uw account heeft die rol niet.
error-origin = Deze opdracht kwam van een andere site. Open de pagina op deze site zelf en probeer het opnieuw.
error-too-many = Dit ging te vaak achter elkaar
error-too-many-advice = Probeer het over { $wait } opnieuw.
error-too-large = Dit was te groot
error-too-large-advice = Een reactie mag 10.000 tekens lang zijn. Ga terug, kort uw tekst in en verstuur hem opnieuw.
error-busy = Het is hier even te druk
error-busy-advice = Wacht een paar tellen en probeer het opnieuw. Ga terug als u iets had ingevuld: het staat er nog.
error-slow = Dit duurde te lang
error-slow-advice = De verbinding was te traag of viel weg. Ga terug en probeer het opnieuw.
error-internal = Er ging iets mis
error-internal-advice = Dat ligt aan ons, niet aan u. We hebben het genoteerd; probeer het straks nog eens.
error-internal-reference = Blijft het misgaan? Noem dan kenmerk { $reference }.
