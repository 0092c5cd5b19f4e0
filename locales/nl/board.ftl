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
posted-link = De datum hierboven is een vaste link naar uw reactie. Daarmee kunt u haar delen of terugvinden.

## The form

form-heading = Plaats zelf een reactie
form-heading-reply = Uw antwoord
form-log-in-hint = [Log in] en reageer voortaan zonder code. Alle invulvelden zijn verplicht.
form-signed-as = U bent ingelogd en reageert als { $name }.
form-faults-heading = Uw reactie is nog niet geplaatst
form-faults = { $count ->
    [one] Verbeter dit ene punt. De rest staat er nog zoals u het invulde.
   *[other] Verbeter deze { $count } punten. De rest staat er nog zoals u het invulde.
  }
form-logged-out-heading = U bent uitgelogd
form-logged-out = Uw sessie eindigde terwijl u schreef. Uw tekst is niet weg: we bewaren hem een uur, alleen voor deze browser.
form-logged-out-link = Log in en ga verder
form-too-many-heading = U hebt kort na elkaar veel verstuurd
form-too-many = Probeer het over { $wait } opnieuw; uw tekst staat nog in het formulier.
form-crowded-heading = Er is nu te veel verstuurd vanaf andere plekken
form-crowded = Er komen zoveel reacties van nieuwe schrijvers binnen dat de uwe er nu niet bij kan. Dat ligt niet aan u, en uw tekst staat nog in het formulier. Verstuur hem onderaan met een bevestiging per e-mail, of probeer het over { $wait } opnieuw.
form-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw reactie nog eens
form-terms = Wat u plaatst, blijft staan: u kunt het later niet wijzigen of verwijderen. Beledigingen en reclame voor uzelf halen we weg, met de reden erbij: zie de [huisregels]. Met uw reactie gaat u akkoord met de [voorwaarden].
form-post = Reactie plaatsen
form-preview = Voorbeeld bekijken
preview-heading = Zo komt uw reactie eruit te zien
preview-hint = Uw reactie is nog niet geplaatst. Hieronder kunt u verder schrijven.
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
field-captcha-hint = Zes tekens: eerst de bovenste rij van de afbeelding, dan de onderste, hoofdletter of niet. Of de zes cijfers die u hoort.
error-prefix = Fout:
name-missing = Vul uw naam in
name-too-long = Kies een naam van hoogstens 80 tekens
name-unreadable = Vul een naam in met letters of cijfers die anderen kunnen lezen
name-of-member = Deze naam is van een lid. Kies een andere naam, of log in als hij van u is
email-missing = Vul uw e-mailadres in
email-invalid = Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl
email-local-not-ascii = Gebruik vóór de @ alleen letters zonder accenten, cijfers en leestekens; aan andere adressen kan deze site geen e-mail sturen
body-missing = Schrijf een reactie
body-too-short = Schrijf een reactie van minstens 3 tekens
body-too-long = { $over ->
    [one] Uw reactie is { $over } teken te lang: schrijf hoogstens 10.000 tekens
   *[other] Uw reactie is { $over } tekens te lang: schrijf hoogstens 10.000 tekens
  }
body-unreadable = Van uw reactie zou niets te zien zijn: schrijf tekst, niet alleen opmaak

## The code

captcha-alt = Zes tekens in twee rijen, als afbeelding.
captcha-sound = Zes gesproken cijfers
captcha-listen = Of luister: zes cijfers
captcha-another = Andere code
captcha-missing = Neem de code uit de afbeelding over
captcha-wrong = De code klopte niet: neem de nieuwe code over
captcha-hasty = Dat ging wel heel vlug. Schrijf de tekens van de nieuwe afbeelding over
captcha-used = De code was verlopen of al gebruikt: neem de nieuwe code over
captcha-no-cookie = Uw browser stuurde het cookie niet mee dat bij de code hoort. Sta cookies van deze site toe en neem de nieuwe code over
captcha-solved = De code klopte. U hoeft hem niet nog eens over te nemen.
captcha-confirm-hint = Kunt u de code niet zien of horen? Dan sturen we u een e-mail; zodra u op de knop daarin drukt, verschijnt uw reactie.
captcha-confirm = Verstuur en bevestig per e-mail
captcha-unreadable-hint = Liever geen e-mail? Dan leest een moderator uw reactie eerst.
captcha-unreadable = Verstuur zonder code

## A comment that waits

held-heading = Uw reactie wacht op een moderator
held-text = We hebben uw reactie ontvangen. Een moderator leest haar eerst; daarna verschijnt ze bij het artikel.
held-nothing-to-do = U hoeft nu niets te doen.
held-back = Terug naar het artikel

## Logging in

login-heading = Inloggen
login-hint = Wie is ingelogd, reageert zonder code.
login-button = Inloggen
login-failed-heading = Inloggen is niet gelukt
login-failed = Dit e-mailadres en wachtwoord horen niet bij elkaar.
login-busy = Er loggen nu veel mensen tegelijk in. Probeer het over { $wait } opnieuw.
login-too-many = Er zijn te veel pogingen gedaan. Probeer het over { $wait } opnieuw.
login-password-again = Vul uw wachtwoord opnieuw in
field-password = Wachtwoord
password-too-short = Kies een wachtwoord van minstens 10 tekens
password-too-long = Kies een wachtwoord van hoogstens 128 tekens

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

## Pages with a form

sheet-faults = Dit klopt nog niet

## Registering and links by mail

field-notify = Mail mij als iemand op mij antwoordt
field-notify-hint = Daarvoor vragen we u één keer om uw e-mailadres te bevestigen.
field-notify-hint-member = U kunt deze e-mails met één klik stoppen.
form-members-only = Alleen leden reageren hier. [Log in] of [maak een account].
name-of-staff = Deze naam lijkt op die van de redactie of een moderator. Kies een andere naam
name-taken = Deze naam is al van een lid. Kies een andere naam
password-too-common = Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld vier willekeurige woorden achter elkaar; uw naam, een plaats of een woord met een jaartal raadt iemand snel
password-hint = Minstens 10 tekens; alle tekens mogen. Vier willekeurige woorden achter elkaar werken goed.
field-password-new = Nieuw wachtwoord
register-heading = Account maken
register-hint = Met een account reageert u zonder code.
register-name-hint = Staat bij uw reacties.
register-email-hint = Wordt nooit getoond. U krijgt een e-mail om het te bevestigen.
register-button = Account maken
register-log-in = Hebt u al een account? [Log in].
register-terms = Met een account gaat u akkoord met de [voorwaarden]. Wat we bewaren, staat bij [privacy].
register-sent = We hebben u een e-mail gestuurd. Open de link daarin en druk op de knop; dan is uw account klaar.
sent-heading = Kijk in uw mailbox
sent-hint = Niets ontvangen? Kijk dan bij de ongewenste e-mail, of probeer het over een kwartier opnieuw.
forgot-heading = Wachtwoord vergeten
forgot-hint = Vul uw e-mailadres in, dan sturen we u een link om een nieuw wachtwoord te kiezen.
forgot-button = Stuur mij een link
forgot-sent = We hebben een e-mail gestuurd. Met de link daarin kiest u binnen een uur een nieuw wachtwoord.
reset-heading = Nieuw wachtwoord kiezen
reset-hint = Daarna logt u overal opnieuw in.
reset-button = Wachtwoord opslaan
login-done-unsent = U was uitgelogd toen u op de knop drukte. Wat u had ingevuld, is bewaard: log in en verstuur het alsnog.
login-done-registered = Uw account is klaar. Log in met uw e-mailadres en wachtwoord.
login-done-reset = Uw nieuwe wachtwoord is opgeslagen. Log ermee in.
login-done-email = Uw nieuwe e-mailadres is bevestigd. Log ermee in.
login-forgot = Wachtwoord vergeten?
login-no-account = Nog geen account? Reageren kan meestal ook zonder.
login-register = Account maken
link-spent-heading = Deze link werkt niet meer
link-spent = De link is al gebruikt of verlopen, of uw mailprogramma heeft hem afgebroken. Kopieer dan de hele link uit de e-mail.
link-spent-ways = U kunt [inloggen], een [nieuw wachtwoord aanvragen] of een [account maken].
confirm-register-heading = Uw account bevestigen
confirm-register = Nog één stap: met deze knop bevestigt u uw e-mailadres en wordt uw account gemaakt.
confirm-email-heading = Uw nieuwe e-mailadres bevestigen
confirm-email = Met deze knop krijgt uw account dit e-mailadres. Daarna logt u opnieuw in.
confirm-email-taken = Dit e-mailadres hoort inmiddels bij een ander account. Uw oude adres blijft gelden.
confirm-comment-heading = Uw reactie plaatsen
confirm-comment = Met deze knop bevestigt u uw e-mailadres en verschijnt uw reactie. In deze browser hoeft het daarna niet meer.
confirm-address-heading = Uw e-mailadres bevestigen
confirm-address = Met deze knop laat u zien dat dit e-mailadres van u is. Deze browser onthoudt dat.
confirmed-heading = Uw e-mailadres is bevestigd
confirmed = Dank u wel. Deze browser onthoudt het.
confirmed-home = Naar de [nieuwste artikelen]
held-email-heading = Kijk in uw mailbox
held-email = We hebben u een e-mail gestuurd. Druk op de knop daarin; dan verschijnt uw reactie meteen. In die browser hoeft dat daarna niet meer.
held-approval = Dit is uw eerste reactie hier, dus een moderator leest haar eerst. Bevestig uw e-mailadres met de link die we u mailen; dan verschijnen uw volgende reacties meteen.
held-rule = Iets in uw reactie vraagt om een tweede blik. Een moderator leest haar eerst; daarna verschijnt ze bij het artikel.
held-similar = Een reactie met bijna dezelfde tekst kwam vandaag al binnen. Daarom leest een moderator de uwe eerst.
held-flood = Er komen opeens veel meer reacties binnen dan anders. Daarom leest een moderator eerst wat nieuwe schrijvers sturen. U hoeft daar niet op te wachten: druk op de knop in de e-mail die we u sturen, dan verschijnt uw reactie meteen.
held-guesses = In deze browser of vanaf uw netwerk zijn veel codes opgevraagd die niet goed zijn ingevuld. Daarom leest een moderator uw reactie eerst. U hoeft daar niet op te wachten: druk op de knop in de e-mail die we u sturen, dan verschijnt ze meteen.
held-rate = Van schrijvers die we nog niet kennen, tonen we niet te veel reacties tegelijk. Daarom leest een moderator de uwe eerst. U hoeft daar niet op te wachten: druk op de knop in de e-mail die we u sturen, dan verschijnt ze meteen.
my-heading = Uw reacties zonder account
my-text = Hebt u hier gereageerd zonder account? Dan kunt u die reacties aan uw account toevoegen, of uw naam ervan losmaken. Eerst laat u zien dat het e-mailadres van u is.
my-email-hint = Het adres waarmee u reageerde.
my-button = Stuur mij een link
my-sent = Als er reacties onder dat adres staan, hebt u zo een e-mail met een link.
my-found = { $count ->
    [one] Onder { $email } staat { $count } reactie:
   *[other] Onder { $email } staan { $count } reacties:
  }
my-claim-heading = Toevoegen aan uw account
my-claim = De reacties krijgen de naam van uw account.
my-claim-log-in = De reacties krijgen de naam van uw account. Daarvoor logt u eerst in.
my-claim-button = Toevoegen aan mijn account
my-disown-heading = Uw naam ervan losmaken
my-disown = De tekst blijft staan, want anderen hebben erop geantwoord. Uw naam wordt ‘Voormalig commentator’, en uw e-mailadres en netwerkadres worden gewist. Dat kan niet worden teruggedraaid.
my-disown-button = Mijn naam losmaken
my-sure = Ja, maak mijn naam los van deze reacties
my-sure-missing = Zet een vinkje als u het zeker weet; losmaken kan niet worden teruggedraaid
my-choice-missing = Kies wat er met uw reacties moet gebeuren
my-claimed = De reacties horen nu bij uw account.
my-disowned = Uw naam staat niet meer bij deze reacties en uw e-mailadres is gewist.

## Letters about accounts and addresses

mail-not-you = Hebt u dit niet gevraagd? Dan hoeft u niets te doen.
mail-link-day = De link werkt 24 uur.
mail-link-hour = De link werkt een uur, en één keer.
mail-link-week = De link werkt een week.
mail-known-subject = U hebt al een account bij { $board }
mail-known = Beste { $name }, iemand, waarschijnlijk u, vroeg bij { $board } een account aan met dit e-mailadres. Dat hebt u al. U kunt inloggen, of een nieuw wachtwoord kiezen als u het oude kwijt bent.
mail-register-subject = Bevestig uw account bij { $board }
mail-register = Beste { $name }, fijn dat u meedoet bij { $board }. Open de pagina hieronder en druk op de knop; dan is uw account klaar.
mail-register-button = Account bevestigen
mail-forgot-subject = Een nieuw wachtwoord voor { $board }
mail-forgot = Beste { $name }, met de link hieronder kiest u een nieuw wachtwoord. U wordt daarna overal uitgelogd.
mail-forgot-unknown = Iemand vroeg om een nieuw wachtwoord bij { $board } voor dit e-mailadres, maar er hoort geen account bij. Misschien hebt u zich met een ander adres aangemeld.
mail-password-subject = Uw wachtwoord bij { $board } is gewijzigd
mail-password = Beste { $name }, het wachtwoord van uw account bij { $board } is zojuist gewijzigd en u bent elders uitgelogd. Was u dat niet? Vraag dan meteen een nieuw wachtwoord aan.
mail-email-subject = Bevestig uw nieuwe e-mailadres bij { $board }
mail-email = Beste { $name }, u wilt dit e-mailadres gebruiken voor uw account bij { $board }. Open de pagina hieronder en druk op de knop.
mail-email-button = E-mailadres bevestigen
mail-email-taken = Iemand wilde dit e-mailadres gebruiken voor een account bij { $board }, maar er hoort al een account bij. Er is niets veranderd.
mail-email-old-subject = Uw e-mailadres bij { $board } wordt gewijzigd
mail-email-old = Beste { $name }, er is een ander e-mailadres opgegeven voor uw account bij { $board }. De wijziging geldt zodra het nieuwe adres is bevestigd. Was u dit niet? Kies dan meteen een nieuw wachtwoord.
mail-email-done-subject = Uw account bij { $board } heeft een ander e-mailadres
mail-email-done = Beste { $name }, het e-mailadres van uw account bij { $board } is gewijzigd. Voortaan gaat de post naar het nieuwe adres; op dit adres kunt u niet meer inloggen of een nieuw wachtwoord aanvragen.
mail-email-done-not-you = Hebt u dit zelf gedaan? Dan hoeft u niets te doen. Was u het niet? Dan is iemand anders uw account binnengekomen. Neem meteen contact op met de redactie van { $board } en vermeld dit bericht: een beheerder kan die ander uitloggen. Gebruikt u hetzelfde wachtwoord ergens anders, wijzig het dan ook daar, en dat van uw mailbox.
mail-proof-subject = Uw reacties bij { $board }
mail-proof = U wilt iets doen met de reacties die u bij { $board } zonder account plaatste. Bevestig eerst dat dit e-mailadres van u is.
mail-proof-none = Iemand vroeg naar reacties bij { $board } onder dit e-mailadres, maar er staan er geen.
mail-proof-button = E-mailadres bevestigen
mail-comment-subject = Plaats uw reactie op ‘{ $title }’
mail-comment = U schreef bij { $board } deze reactie op ‘{ $title }’. Ze verschijnt zodra u op de knop op de pagina hieronder drukt.
mail-comment-button = Reactie plaatsen
mail-address-subject = Bevestig uw e-mailadres bij { $board }
mail-address = U reageerde bij { $board } op ‘{ $title }’ en gaf dit e-mailadres op. Bevestig het één keer; dan kunnen we u mailen als iemand antwoordt, en herkent de redactie u voortaan.

## Letters that can be stopped

mail-answer-subject = { $name } antwoordt u bij ‘{ $title }’
mail-answer = { $name } antwoordde op uw reactie bij ‘{ $title }’:
mail-answer-button = Bekijk het antwoord
mail-waits-subject = Te beoordelen: { $name } bij ‘{ $title }’
mail-waits = Een reactie van { $name } bij ‘{ $title }’ wacht op een moderator:
mail-waits-self-promotion = Verwijderen wegens zelfpromotie
mail-waits-insult = Verwijderen wegens belediging
mail-waits-hint = De links openen de reactie. Er gebeurt pas iets als u daar op een knop drukt.
mail-flooded-subject = { $board }: er komen opeens veel reacties binnen
mail-flooded = Beste { $name }, bij { $board } komen veel meer reacties van gasten binnen dan gewoonlijk. Reacties van gasten met een link wachten voorlopig op een moderator.
mail-flooded-button = Naar wat is vastgehouden
mail-digest-subject = { $count ->
    [one] { $count } reactie wacht bij { $board }
   *[other] { $count } reacties wachten bij { $board }
  }
mail-digest = Beste { $name }, dit wacht bij { $board } op een moderator:
mail-digest-reported = Gemeld
mail-digest-appeals = Bezwaren
stop-heading = E-mail stoppen
stop-answers = Wilt u op { $email } geen e-mail meer als iemand op u antwoordt?
stop-answers-done = U krijgt geen e-mail meer als iemand op u antwoordt.
stop-digest = Wilt u op { $email } geen e-mail meer over reacties die op een moderator wachten?
stop-digest-done = U krijgt geen e-mail meer over reacties die op een moderator wachten.
stop-again = Toch weer wel

## Bans

banned-heading = U kunt hier nu niet reageren
banned = De redactie heeft u uitgesloten: { $why } Dat geldt { $until }. Lezen kan gewoon.
banned-neutral = Onder dit e-mailadres, of vanaf uw netwerk, kunt u nu niet reageren. Is het adres van u, dan leest u de reden in uw e-mail. Lezen kan gewoon.
banned-unproved = Wie dit e-mailadres intypt zonder het te bevestigen, kan nu niet reageren. Is het van u, bevestig het dan en probeer het opnieuw. Lezen kan gewoon.
banned-confirm = Mijn adres bevestigen
banned-until = tot { $moment }
banned-for-ever = tot nader bericht
banned-object = Maak bezwaar
bans-heading = Uitsluitingen
bans-hint = Wie is uitgesloten, kan lezen maar niet reageren, en krijgt de reden te zien.
bans-empty = Er is niemand uitgesloten.
ban-heading = Iemand uitsluiten
ban-kind = Waarop
ban-kind-email = E-mailadres
ban-kind-network = Netwerk
ban-kind-member = Lid
ban-kind-missing = Kies waarop u wilt uitsluiten
ban-value = Wie
ban-value-hint = Een e-mailadres, een netwerkadres zoals 192.0.2.7 of 192.0.2.0/24, of het e-mailadres of nummer van een lid.
ban-days = Aantal dagen
ban-days-hint = Leeg: tot een moderator het opheft.
ban-days-invalid = Vul een aantal dagen in van 1 tot { $max }, of laat het veld leeg
ban-why = Reden
ban-why-hint = Deze zin krijgt de ander te lezen, bijvoorbeeld: U maakte na twee waarschuwingen opnieuw reclame.
ban-why-missing = Schrijf de reden op: de ander krijgt haar te lezen
ban-why-too-long = Houd de reden onder de 500 tekens
ban-network-invalid = Vul een netwerkadres in, zoals 192.0.2.7 of 192.0.2.0/24
ban-network-wide = Dit netwerk is te groot: kies hoogstens een /16, of een /32 bij IPv6
ban-member-unknown = Er is geen lid met dit nummer of e-mailadres
ban-staff = Wie zelf modereert, kunt u niet uitsluiten. Een beheerder kan de rol wijzigen
ban-button = Uitsluiten
ban-lift = Opheffen
ban-member = lid { $name }
ban-guest = gast { $name }, op deze browser
ban-email-unproved = { $email } (adres niet bevestigd)
ban-forgotten = gegevens gewist
ban-made = { $moment } door { $moderator }
ban-until = tot { $moment }
ban-ended = geëindigd op { $moment }
ban-lifted = opgeheven op { $moment }
ban-for-ever = zonder einddatum

## Rules about words and links

body-refused = In uw reactie staat ‘{ $found }’, en dat laten we hier niet toe. Pas uw tekst aan
words-heading = Woorden en links
words-hint = Waar de site zelf op let. Probeer een regel eerst uit op de laatste reacties.
words-empty = Er zijn nog geen regels.
word-heading = Nieuwe regel
rule-kind = Soort
rule-kind-word = Woord of woordgroep
rule-kind-link = Link naar een site
rule-kind-links = Meer links dan
rule-kind-missing = Kies een soort regel
rule-pattern = Waarop letten
rule-pattern-hint = Een woord (sukkel), een woordgroep, met * erachter ook elke uitgang (sukkel*); een site (linkbouw.example); of een aantal links (2). Hoofdletters en accenten tellen niet.
rule-action = Wat dan
rule-action-hold = eerst een moderator
rule-action-refuse = weigeren
rule-action-missing = Kies wat er dan moet gebeuren
rule-test = Uitproberen
rule-save = Regel bewaren
rule-drop = Regel laten vervallen
rule-what-word = ‘{ $pattern }’
rule-what-link = link naar { $pattern }
rule-what-links = meer dan { $pattern } links
rule-too-long = Houd de regel onder de 100 tekens
rule-word-missing = Vul een woord in
rule-word-short = Kies een woord van minstens 3 letters: kortere staan overal in
rule-word-star = Zet het sterretje alleen aan het eind, zoals sukkel*
rule-link-invalid = Vul een site in, zoals linkbouw.example
rule-links-invalid = Vul een aantal in van 0 tot 50
rule-finds-most = Deze regel zou de meeste reacties raken. Maak haar preciezer
rule-would-hold = { $count ->
    [0] Zou geen van de laatste { $of } reacties hebben vastgehouden
   *[other] Zou { $count } van de laatste { $of } reacties hebben vastgehouden
  }
rule-would-refuse = { $count ->
    [0] Zou geen van de laatste { $of } reacties hebben geweigerd
   *[other] Zou { $count } van de laatste { $of } reacties hebben geweigerd
  }

## Round every letter

mail-unsubscribe = Geen e-mail van deze soort meer

## One's own account

account-heading = Uw account
account-contents = Op deze pagina
account-faults = Dit is nog niet gewijzigd
account-name = Naam
account-name-hint = Staat bij al uw reacties, ook bij die u eerder plaatste.
account-name-button = Naam wijzigen
account-name-taken = Deze naam is van een ander lid, of lijkt er te veel op. Kies een andere naam
account-email = E-mailadres
account-email-now = Uw adres is nu { $email }.
account-email-new = Nieuw e-mailadres
account-email-hint = We sturen daar een link naartoe. Uw adres verandert pas als u die gebruikt.
account-email-same = Dit is uw adres al. Vul een ander adres in
account-email-button = E-mailadres wijzigen
account-password = Wachtwoord
account-password-current = Huidig wachtwoord
account-password-why = Zo weten we zeker dat u het bent.
account-password-wrong = Dit is niet uw huidige wachtwoord. Vul het opnieuw in
account-password-new = Nieuw wachtwoord
account-password-hint = 10 tot 128 tekens. Een zin die alleen u kent, is een goed wachtwoord. U wordt overal elders uitgelogd.
account-password-button = Wachtwoord wijzigen
account-factor = Tweede stap bij het inloggen
account-factor-text = Met een code van uw telefoon of een passkey komt niemand binnen die alleen uw wachtwoord kent.
account-factor-link = Tweede stap instellen
account-sessions = Waar u bent ingelogd
account-sessions-text = Ziet u iets wat u niet herkent? Log daar uit en wijzig uw wachtwoord.
account-session-this = deze sessie
account-session-times = Ingelogd op { $opened }, laatst gebruikt: { $used }.
account-session-end = Uitloggen
account-session-end-which = op { $device }
account-sessions-all = Overal uitloggen
device-on = { $browser } op { $system }
device-unknown = Onbekend apparaat
account-mail = E-mail die u krijgt
account-mail-answers = Mail mij als iemand op mijn reactie antwoordt
account-mail-answers-hint = Alleen bij reacties waarbij u daarom vraagt. Berichten over beslissingen en over uw account krijgt u altijd.
account-mail-digest = Mail mij wat op een moderator wacht
account-mail-button = Keuze bewaren
digest-at-once = Meteen
digest-hourly = Hoogstens eens per uur
digest-daily = Eens per dag
digest-off = Nooit
account-keys = Sneltoetsen
account-keys-on = Modereren met losse toetsen
account-keys-hint = Bijvoorbeeld j voor de volgende reactie en a om haar te laten staan. Zet ze uit als u spraakbediening gebruikt of er last van hebt.
account-keys-button = Keuze bewaren
account-data = Uw gegevens
account-data-text = Alles wat we van u bewaren, in één bestand (JSON).
account-data-link = Uw gegevens downloaden
account-leave = Vertrekken
account-leave-text = U kunt uw account opheffen. Uw reacties blijven dan staan, zonder uw naam.
account-leave-link = Lees wat er dan gebeurt
account-done-name = Uw naam is gewijzigd.
account-done-email = We hebben een e-mail naar het nieuwe adres gestuurd. Gebruik de link daarin; tot dan blijft uw oude adres gelden.
account-done-password = Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.
account-done-session = U bent daar uitgelogd.
account-done-mail = Uw keuze voor e-mail is bewaard.
account-done-keys = Uw keuze voor sneltoetsen is bewaard.

## Leaving

leave-heading = Vertrekken
leave-comments = Uw reacties blijven staan, want anders is het gesprek voor anderen niet meer te volgen. Bij elke reactie staat dan ‘Voormalig commentator’ in plaats van uw naam.
leave-erased = Uw naam, uw foto, uw e-mailadres, uw netwerkadres en uw wachtwoord wissen we.
leave-work = Hebt u als moderator beslist? Dan blijven die beslissingen in het logboek staan, op naam van ‘Voormalig medewerker’.
leave-for-good = Dit kan niet ongedaan worden gemaakt, ook niet door ons.
leave-data-first = Wilt u uw gegevens bewaren? [Download ze dan eerst].
leave-sure = Ik weet het zeker
leave-not-sure = Zet een vinkje als u zeker weet dat u wilt vertrekken
leave-button = Account opheffen
leave-back = [Terug naar uw account]
leave-last-admin = U bent de enige beheerder. Maak eerst iemand anders beheerder; daarna kunt u vertrekken.
leave-articles = Er staan artikelen op uw naam. Vraag een beheerder om ze aan iemand anders over te dragen; daarna kunt u vertrekken.
former-staff = Voormalig medewerker
left-heading = Uw account is opgeheven
left-home = [Naar de nieuwste artikelen]
left-text = Uw reacties staan er nog, zonder uw naam. De rest hebben we gewist. Bedankt voor uw bijdragen.

## Second factors and passkeys

factor-heading = Extra beveiliging
factor-text = Met een tweede stap bij het inloggen kan niemand in uw account, ook niet wie uw wachtwoord kent. Voegt u iets toe of haalt u iets weg, dan worden uw andere apparaten uitgelogd en krijgt u een e-mail.
factor-due = Wie bij deze site reacties beoordeelt, logt in met een tweede stap. Stel er hieronder een in. Daarna kunt u verder met modereren.
factor-app = Code uit een app
factor-app-text = Een app op uw telefoon toont steeds een andere code van zes cijfers. Die vult u in na uw wachtwoord.
factor-app-on = Ingesteld. Na uw wachtwoord vragen we de code uit uw app.
factor-app-button = App instellen
factor-app-heading = App instellen
factor-scan = Scan deze code met een app voor inlogcodes, zoals de wachtwoorden-app van uw telefoon.
factor-qr = QR-code met de sleutel die hieronder staat
factor-type = Kunt u niet scannen? Typ dan deze sleutel over in de app:
factor-code = Code uit de app
factor-code-hint = Zes cijfers. De code verandert elke halve minuut.
factor-code-wrong = Deze code klopt niet. Vul de code in die de app nu toont.
factor-confirm-button = Bevestigen
factor-leave = Terug zonder in te stellen
factor-back = [Terug naar extra beveiliging]
factor-off-heading = App niet meer gebruiken
factor-off = Daarna vragen we geen code uit de app meer. Vul uw wachtwoord in om dit te bevestigen.
factor-off-button = App uitzetten
factor-password-wrong = Dit wachtwoord klopt niet.
factor-done-passkey = Uw passkey is toegevoegd.
factor-done-removed = Uw passkey is verwijderd.
factor-done-kept = Uw herstelcodes zijn klaar voor gebruik.
factor-done-off = We vragen geen code uit de app meer.
identity-heading = Bent u het zelf?
identity-app = U stelt een app in als tweede stap bij het inloggen. Vul eerst uw wachtwoord in.
identity-codes = U maakt nieuwe herstelcodes; de oude werken daarna niet meer. Vul eerst uw wachtwoord in.
identity-session = U logt een ander apparaat uit. Vul eerst uw wachtwoord in.
identity-sessions = U wordt overal uitgelogd, ook hier. Vul eerst uw wachtwoord in.
codes-heading = Herstelcodes
codes-text = Met een herstelcode logt u in als u uw telefoon of passkey kwijt bent. Elke code werkt één keer. Schrijf ze op of druk ze af, en bewaar ze op een veilige plek.
codes-once = U ziet deze codes alleen nu.
codes-kept-button = Ik heb ze bewaard
codes-left = { $count ->
    [0] U hebt geen herstelcodes meer. Maak nieuwe.
    [one] U hebt nog 1 herstelcode.
   *[other] U hebt nog { $count } herstelcodes.
}
codes-button = Nieuwe herstelcodes maken
passkey-heading = Passkeys
passkey-text = Met een passkey logt u in zonder wachtwoord: met uw vinger, uw gezicht of de pincode van uw apparaat.
passkey-made = Toegevoegd op { $date }.
passkey-used = Laatst gebruikt op { $date }.
passkey-never-used = Nog niet gebruikt.
passkey-remove-button = Verwijderen
passkey-remove-heading = Passkey verwijderen
passkey-remove = Met de passkey “{ $name }” kunt u daarna niet meer inloggen. Vul uw wachtwoord in om dit te bevestigen.
passkey-name = Naam van de passkey
passkey-name-hint = Zo herkent u de passkey later, bijvoorbeeld “Telefoon”. Mag leeg blijven.
passkey-unnamed = Passkey
passkey-button = Passkey toevoegen
passkey-no-script = Een passkey toevoegen kan alleen als JavaScript aanstaat.
passkey-not-offered = Op dit adres kan geen passkey worden toegevoegd: dat kan alleen op een site met een naam en een beveiligde verbinding.
passkey-refused = De passkey is niet toegevoegd. Probeer het opnieuw.
passkey-gone-wrong = Dat is niet gelukt. Probeer het opnieuw.
login-passkey-hint = Hebt u een passkey? Dan logt u in zonder wachtwoord.
login-passkey-button = Inloggen met een passkey
login-passkey-failed = Deze passkey hoort niet bij een account op deze site, of het duurde te lang.
second-heading = Nog één stap
second-code = Code
second-code-hint = De zes cijfers uit uw app, of een van uw herstelcodes.
second-failed = Dit klopt niet. Probeer het opnieuw. Elke code werkt maar één keer.
second-passkey-button = Passkey gebruiken
second-lost = Bent u ook uw herstelcodes kwijt? Vraag dan de beheerder van deze site om hulp.
mail-factor-subject = De beveiliging van uw account bij { $board } is gewijzigd
mail-factor = Dag { $name }, bij uw account op { $board } is een tweede stap voor het inloggen toegevoegd of weggehaald.
mail-factor-app-added = Dag { $name }, voor uw account bij { $board } is een app met codes ingesteld als tweede stap bij het inloggen. U bent op andere apparaten uitgelogd.
mail-factor-app-removed = Dag { $name }, voor uw account bij { $board } is de app met codes weggehaald als tweede stap bij het inloggen. U bent op andere apparaten uitgelogd.
mail-factor-passkey-added = Dag { $name }, aan uw account bij { $board } is de passkey “{ $passkey }” toegevoegd. Wie die passkey heeft, kan ermee inloggen. U bent op andere apparaten uitgelogd.
mail-factor-passkey-removed = Dag { $name }, de passkey “{ $passkey }” van uw account bij { $board } is verwijderd. U bent op andere apparaten uitgelogd.
mail-factor-codes = Dag { $name }, voor uw account bij { $board } zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.
mail-factor-all-removed = Dag { $name }, een beheerder heeft elke tweede stap bij het inloggen van uw account bij { $board } weggehaald. U logt weer in met uw wachtwoord alleen.
mail-security-not-you = Was u dit zelf? Dan hoeft u niets te doen. Was u dit niet? Kies dan meteen een nieuw wachtwoord en kijk bij uw account wat er is ingesteld.
mail-sessions-subject = U bent uitgelogd bij { $board }
mail-sessions-one = Dag { $name }, een van de apparaten waarop u bij { $board } was ingelogd, is uitgelogd vanaf uw accountpagina.
mail-sessions-all = Dag { $name }, u bent bij { $board } op alle apparaten uitgelogd vanaf uw accountpagina.
mail-password-passkeys = Met deze passkeys logt u in zonder wachtwoord; het nieuwe wachtwoord verandert daar niets aan. Herkent u er een niet? Verwijder hem dan.
mail-passkeys-button = Passkeys bekijken en verwijderen
error-staff-factor = Stel eerst een tweede stap bij het inloggen in. Dat doet u bij uw account, onder “Extra beveiliging”.

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

## Reports, statements of reasons and appeals

report = Melden
report-of-name = de reactie van { $name }
report-title = De reactie van { $name } melden
report-quoted = De reactie
report-heading = Wat is er mis met deze reactie?
report-lead = Iedereen mag een reactie melden, ook zonder account. Een moderator leest uw melding. De schrijver hoort niet wie er gemeld heeft.
report-reason = Reden
report-reason-hint = Wat hier niet mag, leest u in de [huisregels].
report-reason-missing = Kies de reden van uw melding
report-explanation = Toelichting
report-explanation-hint = Niet verplicht, behalve bij onrechtmatige inhoud: schrijf dan wat er volgens u onrechtmatig is en waarom.
report-explanation-missing = Schrijf wat er volgens u onrechtmatig is en waarom
report-explanation-short = Schrijf in minstens 20 tekens wat er volgens u onrechtmatig is en waarom
report-explanation-long = { $over ->
    [one] Uw toelichting is { $over } teken te lang: er passen 5.000 tekens in
   *[other] Uw toelichting is { $over } tekens te lang: er passen 5.000 tekens in
  }
report-name = Uw naam
report-name-hint = Alleen nodig bij onrechtmatige inhoud.
report-email = Uw e-mailadres
report-email-hint = Nodig bij onrechtmatige inhoud. Vult u het anders ook in, dan hoort u wat we beslissen.
report-good-faith = Wat ik hier opschrijf, is naar mijn weten juist en volledig.
report-good-faith-hint = Alleen nodig bij onrechtmatige inhoud.
report-good-faith-missing = Bevestig dat uw melding naar uw weten juist en volledig is
report-signed-as = U meldt als { $name }; wat we beslissen, hoort u op het e-mailadres van uw account.
report-note = Alleen moderators lezen uw melding.
report-send = Melding versturen
report-back = Terug naar de reacties
report-faults-heading = Uw melding is nog niet verstuurd
report-trap = Er was een veld ingevuld dat leeg moet blijven, misschien door een programma. Verstuur uw melding nog eens
report-too-many = Probeer het over { $wait } opnieuw; wat u schreef, staat nog in het formulier.
report-gone-heading = Deze reactie is al verwijderd
report-gone-text = Een moderator heeft haar weggehaald. U hoeft niets meer te melden.
report-sent-heading = Bedankt voor uw melding
report-sent-text = Een moderator leest de reactie en uw melding, en beslist of de reactie blijft staan. Tot die tijd staat ze er nog.
report-sent-mail = Hebt u een e-mailadres ingevuld, dan krijgt u een ontvangstbevestiging en later bericht over de beslissing.
receipt-subject = We hebben uw melding ontvangen
receipt-lead = Goedendag, u hebt een reactie bij ons gemeld.
receipt-next = Een moderator leest de reactie en uw melding. U krijgt bericht zodra er is beslist. Een mens beslist; er gaat niets automatisch.
receipt-not-you = Hebt u niets gemeld? Dan heeft iemand uw adres verkeerd ingevuld. U hoeft niets te doen.
outcome-link = Plek
outcome-reported-on = Gemeld op
outcome-removed-subject = De reactie die u meldde, is verwijderd
outcome-removed = Goedendag, een moderator heeft de reactie die u meldde, verwijderd wegens { $reason }. Bedankt voor het melden.
outcome-stays-subject = De reactie die u meldde, blijft staan
outcome-stays = Goedendag, een moderator heeft de reactie gelezen die u meldde. Ze blijft staan: de moderator vindt niet dat ze tegen de huisregels of de wet ingaat.
outcome-restored = Goedendag, de reactie die u meldde, is eerder verwijderd. Een moderator heeft opnieuw gekeken en haar teruggeplaatst: ze gaat toch niet tegen de huisregels of de wet in.
outcome-appeal-text = Ziet u het anders? Tot { $date } kunt u via deze knop bezwaar maken. Als het kan, kijkt een andere moderator. Het kost niets.
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
appeal-elsewhere = Los van bezwaar bij ons kunt u altijd naar de rechter, of naar een erkende instantie voor geschillen buiten de rechter om (artikel 21 van de Europese digitaledienstenverordening).
appeal-heading = Bezwaar maken
appeal-lead-removal = Een moderator heeft uw reactie verwijderd. Vindt u dat ten onrechte, dan kunt u vragen om er opnieuw naar te kijken.
appeal-lead-keeping = U meldde een reactie en een moderator liet haar staan. Vindt u dat ten onrechte, dan kunt u vragen om er opnieuw naar te kijken.
appeal-lead-ban = U kunt hier voorlopig niet reageren. Vindt u dat ten onrechte, dan kunt u vragen om er opnieuw naar te kijken.
appeal-form-heading = Uw bezwaar
appeal-form-lead = Als het kan, kijkt een andere moderator dan degene die besliste. U kunt één keer bezwaar maken, tot { $date }. Het antwoord krijgt u per e-mail en leest u ook op deze pagina.
appeal-form-lead-here = Als het kan, kijkt een andere moderator dan degene die besliste. U kunt één keer bezwaar maken, tot { $date }. Het antwoord leest u op deze pagina: bewaar het adres ervan.
appeal-sent-text-here = Het is verstuurd op { $moment }. Een moderator kijkt ernaar; het antwoord leest u op deze pagina.
appeal-open = Er loopt al een bezwaar
appeal-open-text = Tegen deze uitsluiting is al bezwaar gemaakt. Een moderator kijkt ernaar. Daarna kunt u hier zo nodig opnieuw bezwaar maken; wat u schreef, staat hieronder.
appeal-too-many = U stuurt te veel bezwaren achter elkaar. Probeer het over { $wait } opnieuw.
appeal-text = Waarom bent u het er niet mee eens?
appeal-text-hint = Schrijf wat de moderator over het hoofd zag of verkeerd begreep. Hoogstens 5.000 tekens.
appeal-text-missing = Schrijf waarom u het er niet mee eens bent
appeal-text-short = Schrijf in minstens 10 tekens waarom u het er niet mee eens bent
appeal-text-long = Houd uw bezwaar onder de 5.000 tekens
appeal-faults-heading = Uw bezwaar is nog niet verstuurd
appeal-send = Bezwaar versturen
appeal-yours = Uw bezwaar
appeal-sent = We hebben uw bezwaar ontvangen
appeal-sent-text = U stuurde het op { $moment }. Een moderator kijkt ernaar; het antwoord krijgt u per e-mail en leest u ook op deze pagina.
appeal-granted = Uw bezwaar is toegewezen
appeal-upheld = Uw bezwaar is afgewezen
appeal-answered-on = Beantwoord op { $moment }.
appeal-moot = Bezwaar is niet meer nodig
appeal-moot-text = De beslissing geldt niet meer: er is intussen anders beslist.
appeal-unknown-heading = Deze link werkt niet (meer)
appeal-unknown-text = Misschien is het adres niet heel overgenomen, of is de tijd voor bezwaar voorbij. Open de link zo mogelijk rechtstreeks vanuit de e-mail.
appeal-decided-on = Beslist op
appeal-reported-for = Gemeld wegens
appeal-banned-since = Uitgesloten sinds
appeal-banned-until = Uitgesloten tot
appeal-banned-for-good = onbepaalde tijd
mail-banned-subject = Reageren bij { $board }
mail-banned = Goedendag, iemand wilde bij { $board } reageren onder dit e-mailadres. Onder dit adres kan dat nu niet: de redactie heeft het uitgesloten.
mail-banned-not-you = Hebt u niet gereageerd? Dan vulde iemand anders uw adres in, en hoeft u niets te doen. Dit bericht krijgt u één keer.
appeal-receipt-subject = We hebben uw bezwaar ontvangen
appeal-receipt-lead = Goedendag, u maakte bezwaar tegen een beslissing van een moderator.
appeal-receipt-next = Als het kan, kijkt een andere moderator. U krijgt bericht zodra er is beslist.
appeal-granted-subject = Uw bezwaar is toegewezen
appeal-granted-removal = Goedendag, u kreeg gelijk: de verwijdering van uw reactie is teruggedraaid.
appeal-granted-keeping = Goedendag, u kreeg gelijk: de reactie die u meldde, is verwijderd.
appeal-granted-ban = Goedendag, u kreeg gelijk: u kunt weer reageren.
appeal-upheld-subject = Uw bezwaar is afgewezen
appeal-upheld-removal = Goedendag, er is opnieuw naar uw reactie gekeken. Ze blijft verwijderd.
appeal-upheld-keeping = Goedendag, er is opnieuw naar de reactie gekeken die u meldde. Ze blijft staan.
appeal-upheld-ban = Goedendag, er is opnieuw gekeken. U kunt nog niet reageren.
appeal-answer-lead = Dit schrijft de moderator die uw bezwaar beoordeelde:
appeal-final = Tegen dit antwoord staat bij ons geen bezwaar meer open.
appeal-not-your-own = U nam zelf de beslissing waartegen dit bezwaar gaat. Een andere moderator beoordeelt het.
recusal-author = Dit is uw eigen reactie. Een andere moderator beslist erover.
recusal-appellant = U maakte zelf bezwaar. Een andere moderator beslist erover.
recusal-decider = Er loopt een bezwaar tegen uw eigen beslissing. Een andere moderator kijkt opnieuw.
appeal-desk-title = Bezwaar { $id }
appeal-desk-removal = De schrijver maakt bezwaar tegen de verwijdering
appeal-desk-keeping = Wie de reactie meldde, maakt bezwaar omdat ze blijft staan
appeal-desk-ban = Wie is uitgesloten, maakt bezwaar
appeal-desk-decision = De beslissing
appeal-sent-on = Verstuurd op { $moment }
appeal-decision = Beslissing
appeal-decided-by = Beslist door
appeal-explained = Toelichting van de melder
appeal-answer-heading = Uw oordeel
appeal-answer = Antwoord
appeal-answer-hint = Wie bezwaar maakt, leest dit. Schrijf wat u vindt en waarom, in hoogstens 2.000 tekens.
appeal-answer-missing = Schrijf een antwoord: wie bezwaar maakt, wil weten waarom.
appeal-answer-long = Houd het antwoord onder de 2.000 tekens.
appeal-outcome = Uitkomst
appeal-outcome-missing = Kies of u het bezwaar toewijst of afwijst.
appeal-grant-removal = Toewijzen: de reactie wordt teruggeplaatst
appeal-grant-keeping = Toewijzen: de reactie wordt verwijderd
appeal-grant-ban = Toewijzen: de uitsluiting vervalt
appeal-grant-moot = Toewijzen: de beslissing geldt al niet meer
appeal-uphold = Afwijzen: de beslissing blijft zoals ze is
appeal-reason = Reden, als de reactie wordt verwijderd
appeal-answer-send = Bezwaar beantwoorden
appeal-refused = Uw antwoord is niet vastgelegd
appeal-overtaken-by = { $moderator } was u voor ({ $moment }). Het antwoord staat hieronder.
appeal-overtaken-by-yourself = U beantwoordde dit bezwaar zelf al ({ $moment }). Uw antwoord staat hieronder.
appeal-comment-changed = Over de reactie is intussen opnieuw beslist. Kijk hoe ze er nu voor staat en antwoord opnieuw.
appeal-answered-granted = Toegewezen door { $moderator } op { $moment }
appeal-answered-upheld = Afgewezen door { $moderator } op { $moment }
public-log-title = Moderatielogboek
public-log-hint = Wat moderators beslissen, het laatste bovenaan, zonder namen en teksten.
public-log-empty = Er is nog niets beslist.
public-log-newest = Naar de laatste
public-log-older = Oudere beslissingen
public-comment = Reactie { $id }
public-kept = blijft staan
public-restored = teruggeplaatst
public-removed = verwijderd wegens { $reason }
public-route-own = uit eigen beweging
public-route-report = na een melding
public-route-rule = na een regel van het bord
public-route-appeal = na bezwaar
transparency-title = Transparantie { $year }
transparency-heading = Verslag
transparency-lead = De cijfers voor het jaarlijkse verslag over moderatie (artikelen 15 en 24 van de Europese digitaledienstenverordening).
transparency-years = Jaren
transparency-as-csv = Als CSV
transparency-as-json = Als JSON
transparency-none = Geen.
transparency-notices = Meldingen
transparency-decided = Beslissingen op meldingen
transparency-decisions = Alle beslissingen
transparency-appeals = Bezwaren
transparency-bans = Uitsluitingen
transparency-received = Ontvangen
transparency-open = Nog open
transparency-count = Aantal
transparency-against = Tegen
transparency-outcome = Uitkomst
transparency-kind = Soort
transparency-made = Opgelegd
transparency-lifted = Ingetrokken
transparency-notice-median = Mediaan van melding tot beslissing
transparency-appeal-median = Mediaan van bezwaar tot antwoord
transparency-automated = Automatisch genomen beslissingen
transparency-waited = { $days ->
    [0] { $hours } uur en { $minutes ->
        [one] { $minutes } minuut
       *[other] { $minutes } minuten
      }
    [one] { $days } dag en { $hours } uur
   *[other] { $days } dagen en { $hours } uur
  }
transparency-remove = verwijderd
transparency-restore = teruggeplaatst
transparency-keep = blijft staan
transparency-removal = verwijdering
transparency-keeping = laten staan na melding
transparency-ban = uitsluiting
transparency-granted = toegewezen
transparency-upheld = afgewezen
transparency-waits = wacht nog
transparency-ban-email = e-mailadres
transparency-ban-network = netwerk
transparency-ban-member = lid
transparency-ban-browser = gast, op de browser

## When something is wrong

error-home = Naar de nieuwste artikelen
error-not-found = Deze pagina is er niet
error-not-found-advice = Misschien is het adres verkeerd overgenomen, of is wat hier stond verplaatst.
error-method = Zo werkt dit adres niet
error-method-advice = Dit adres hoort bij een formulier. Ga terug en gebruik de knop op de pagina.
error-invalid = Dit konden we niet verwerken
error-form = Het formulier is niet volledig aangekomen. Ga terug, controleer wat u invulde en verstuur het nog eens.
error-forbidden = Hier hebt u geen toegang toe
error-moderators-only = Deze pagina is voor moderators. Uw account heeft die rol niet.
error-editors-only = Deze pagina is voor de redactie.
error-admins-only = Deze pagina is voor beheerders. Uw account heeft die rol niet.
error-origin = Deze opdracht kwam van een andere site. Open de pagina op deze site zelf en probeer het opnieuw.
error-too-many = Dit ging te snel achter elkaar
error-too-many-advice = Probeer het over { $wait } opnieuw.
error-too-large = Dit was te groot
error-too-large-advice = Een reactie mag 10.000 tekens lang zijn. Ga terug, kort uw tekst in en verstuur hem opnieuw.
error-busy = Het is hier even te druk
error-busy-advice = Wacht een paar tellen en probeer het opnieuw.
error-unavailable = Dit lukt nu even niet
error-unavailable-advice = Er is een storing aan onze kant; die is gemeld. Probeer het over een paar minuten opnieuw.
error-kept = Wat u had ingevuld, is er nog
error-kept-text = Uw tekst
error-kept-file = Kies het bestand opnieuw
unsent-text = U was uitgelogd toen u dit verstuurde. Kijk het na en verstuur het opnieuw. We bewaren het hooguit een uur, alleen voor deze browser.
unsent-drop = Gooi dit weg
error-send-again = Verstuur opnieuw
error-slow = Dit duurde te lang
error-slow-advice = De verbinding was te traag of viel weg. Ga terug en probeer het opnieuw.
error-internal = Er ging iets mis
error-internal-advice = Dat ligt aan ons, niet aan u. We hebben het genoteerd; probeer het straks nog eens.
error-internal-reference = Blijft het misgaan? Noem dan kenmerk { $reference }.

## Numbers

numbers-heading = Cijfers
numbers-lead = Wat er de laatste 30 dagen door de poort kwam: codes, en reacties van gasten.
numbers-caption = Per dag
numbers-day = Dag
numbers-asked = Codes gevraagd
numbers-solved = Codes goed
numbers-failed = Codes fout
numbers-shown = Reacties geplaatst
numbers-held = Reacties vastgehouden
numbers-all = Samen
numbers-none = Er zijn nog geen cijfers
numbers-none-text = Ze komen met de eerste gast die een code vraagt.

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

## Search

menu-search = Zoeken
search-heading = Zoeken
search-title = Zoeken naar { $words }
search-skip = Naar wat gevonden is
search-words = Zoek in artikelen en reacties
search-hint = Woorden tussen "aanhalingstekens" staan naast elkaar. Een woord met een minteken ervoor staat er niet in.
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
search-everywhere = Zoek hetzelfde zonder keuzes, in alles
search-refused = Zo kan er niet worden gezocht
search-too-long = Een zoekvraag mag { $most } tekens lang zijn. Laat de minst belangrijke woorden weg.
search-too-many-words = Een zoekvraag mag uit { $most } woorden bestaan. Laat de minst belangrijke weg.
search-only-unwanted = U noemt alleen wat er niet in mag staan. Noem ook een woord dat er wel in staat.
search-no-words = Hierin staat geen woord om naar te zoeken. Gebruik letters of cijfers.
## The editors' desk: writing

menu-desk = Redactie
desk-rooms = Onderdelen van de redactie
desk-articles = Artikelen
desk-categories = Categorieën
desk-heading = Alle artikelen
desk-faults = Dit is nog niet opgeslagen
desk-search = Zoek in artikelen
desk-search-button = Zoeken
desk-states = Stand van de artikelen
desk-all = Alles
desk-drafts = Concepten
desk-look = Bekijken
desk-none-found = Er is geen artikel gevonden.
desk-show-all = Toon alle artikelen
desk-empty = Begin met ‘Nieuw artikel’.
desk-edited = { $ago } opgeslagen
desk-edited-by = { $ago } opgeslagen door { $name }
desk-comments-closed = gesloten
desk-comments-close = sluiten op { $moment }
desk-comments-days = { $count ->
    [one] sluiten na { $count } dag
   *[other] sluiten na { $count } dagen
  }
desk-members-only = alleen leden
state-draft = Concept
state-scheduled = Ingepland
state-published = Gepubliceerd
yes = ja
no = nee
write-new = Nieuw artikel
write-appears = verschijnt op { $moment }
write-appeared = verscheen op { $moment }
write-title = Titel
write-lead = Inleiding
write-lead-hint = Staat boven de tekst en in de lijst. Leeg: de eerste alinea.
write-body = Tekst
write-marks = Zo maakt u koppen, nadruk en links
mark-heading = # Kop
mark-heading-what = een kop
mark-emphasis = **vet** en *cursief*
mark-emphasis-what = nadruk
mark-link = [tekst](https://adres)
mark-link-what = een link
mark-list = - punt
mark-list-what = een lijst
mark-quote = > citaat
mark-quote-what = een citaat
mark-code = `code`
mark-code-what = code
write-preview = Voorbeeld
write-preview-heading = Zo ziet het eruit
write-words = { $count ->
    [one] { $count } woord
   *[other] { $count } woorden
  } · { $minutes ->
    [one] { $minutes } minuut lezen
   *[other] { $minutes } minuten lezen
  }
write-publication = Publicatie
write-published = Moment van publicatie
write-published-draft = Leeg: het moment waarop u op Publiceren drukt.
write-published-scheduled = Vanaf dan zien lezers het artikel.
write-published-hint = De datum boven het artikel.
write-publish = Publiceren
write-publish-now = Nu publiceren
write-schedule = Inplannen op dit moment
write-unschedule = Niet meer inplannen
write-unpublish = Van de site halen
write-save = Opslaan
write-save-draft = Opslaan als concept
write-save-over = Toch mijn tekst opslaan
write-author = Auteur
write-slug = Laatste deel van het adres
write-slug-hint = Leeg: gemaakt van de titel.
write-slug-hint-live = Het oude adres blijft werken en leidt naar het nieuwe.
write-comments = Reacties
write-comments-open = Open
write-comments-after = Open, en vanzelf gesloten na een aantal dagen
write-comments-closed = Gesloten
write-days = Dagen na publicatie
write-members-only = Alleen leden mogen reageren
write-categories = Categorieën
write-more-categories = Nieuwe categorieën
write-more-categories-hint = Met een komma ertussen.
write-done-saved = Opgeslagen.
write-done-published = Gepubliceerd. Lezers zien het artikel nu.
write-done-scheduled = Ingepland. Het artikel verschijnt vanzelf.
write-done-unpublished = Het artikel staat niet meer op de site. De reacties zijn bewaard.
write-done-restored = De oude tekst is teruggezet, als nieuwe versie.
write-kept = Automatisch bewaard om { $time }, nog niet opgeslagen.
write-kept-waits = Nog niet opgeslagen.
write-kept-failed = Automatisch bewaren lukte niet. Sla uw tekst op, of kopieer hem voor de zekerheid.
write-kept-out = U bent uitgelogd. Log in op een ander tabblad; wat hier staat blijft staan.
write-kept-notice = U hebt hier tekst die nog niet is opgeslagen, van { $moment }.
write-taken-up = Dit is uw tekst van { $moment }. Hij is nog niet opgeslagen.
write-take-up = Ga daarmee verder
write-drop = Gooi die tekst weg
write-overtaken-heading = Dit artikel is intussen ook ergens anders opgeslagen
write-overtaken = { $name } deed dat, { $ago }. Uw tekst staat hieronder en is nog niet opgeslagen.
write-overtaken-advice = Neem over wat u wilt houden. Slaat u op, dan komt uw tekst in de plaats; de andere versie blijft in de geschiedenis.
write-meanwhile = Wat er intussen veranderde
write-title-missing = Geef het artikel een titel
write-title-long = Maak de titel korter: hij is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang, er mogen er { $max } zijn
write-lead-long = Maak de inleiding korter: zij is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang, er mogen er { $max } zijn
write-body-missing = Schrijf de tekst; zonder tekst kan een artikel niet verschijnen
write-body-long = Maak de tekst korter: hij is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang, er mogen er { $max } zijn
write-slug-missing = Van deze titel kan geen adres worden gemaakt: vul er zelf een in
write-slug-bad = Gebruik in het adres hoogstens { $max } kleine letters, cijfers en losse streepjes, zoals { $example }
write-slug-taken = Een ander artikel staat of stond al op dit adres: kies een ander adres
write-author-missing = Kies wie het artikel ondertekent
write-moment-bad = Vul een datum en een tijd in
write-moment-missing = Vul in wanneer het artikel verschijnt
write-moment-past = Dit moment is al voorbij: kies een later moment, of publiceer nu
write-moment-ahead = Dit artikel staat al op de site: kies een eerder moment, of haal het er eerst af
write-comments-missing = Kies of lezers mogen reageren
write-days-bad = Vul een aantal dagen in, van 1 tot { $max }
write-categories-many = Kies hoogstens { $max } categorieën
category-long = Maak de naam van de categorie korter: { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang, er mogen er { $max } zijn
category-bad = Van ‘{ $name }’ kan geen adres worden gemaakt: gebruik letters of cijfers
category-comma = Gebruik geen komma in de naam van een categorie
category-name-missing = Geef de categorie een naam
category-taken = Er is al een categorie met deze naam of dit adres
category-into-missing = Kies de categorie waar alles in komt
category-not-empty = Er staan nog artikelen in deze categorie: voeg haar samen met een andere
category-new = Nieuwe categorie
category-add = Toevoegen
category-none = Er zijn nog geen categorieën.
category-change = Wijzigen
category-back = Alle categorieën
category-articles = { $count ->
    [one] { $count } artikel
   *[other] { $count } artikelen
  }
category-name = Naam
category-rename-heading = Een andere naam
category-rename-hint = Het adres blijft /categories/{ $slug }.
category-rename = Naam wijzigen
category-merge-heading = Samenvoegen
category-merge-hint = De artikelen gaan mee; het adres van deze categorie leidt voortaan daarheen.
category-into = Voeg samen met
category-choose = Kies een categorie
category-merge = Samenvoegen
category-drop-heading = Verwijderen
category-drop-hint = Er staat niets in deze categorie.
category-drop-full = Dat kan pas als er geen artikelen meer in staan.
category-drop = Categorie verwijderen
category-added = De categorie is toegevoegd.
category-renamed = De categorie heet nu anders.
category-merged = De categorieën zijn samengevoegd.
category-dropped = De categorie is verwijderd.
history-link = Geschiedenis
history-title = Geschiedenis van ‘{ $title }’
history-back = Terug naar het artikel
history-from = Vergelijk
history-to = met
history-compare = Vergelijken
history-version = Versie { $number }
history-current = nu
history-what = Wat veranderde
history-restore = Tekst terugzetten
history-command-line = de opdrachtregel
history-overtaken = Kijk eerst wat er veranderde, en zet daarna terug wat u wilt.
compare-heading = Van versie { $old } naar versie { $new }
compare-same = Er is niets veranderd.
compare-gone = Weg:
compare-new = Nieuw:
compare-planned = concept, met { $moment } in het formulier
compare-skipped = { $count ->
    [one] { $count } regel bleef gelijk
   *[other] { $count } regels bleven gelijk
  }
## Feeds, sharing, authors

byline-by = Door
author-heading = Artikelen van { $name }
feed-link = Atom-feed
feed-comments = { $board }: reacties
feed-comments-on = Reacties op { $title }
feed-comment = { $name } over { $title }
card-alt = “{ $title }” door { $author }, op { $board }
share-heading = Delen
share-email = E-mail
share-times = { $count ->
    [one] keer gedeeld
   *[other] keer gedeeld
}
share-copy = Link kopiëren
share-copied = Link gekopieerd
share-mastodon-heading = Delen op Mastodon
share-mastodon = Mastodon bestaat uit veel servers. Op welke staat uw account? Daar deelt u “{ $title }”.
share-instance = Uw server
share-instance-hint = Bijvoorbeeld mastodon.social
share-instance-missing = Vul de naam van uw server in
share-instance-invalid = Vul alleen de naam van de server in, zoals mastodon.social
share-mastodon-button = Verder naar deze server
share-back = [Terug naar het artikel]
## Pictures

pictures-heading = Afbeeldingen
pictures-add = Een afbeelding toevoegen
pictures-library = Alle afbeeldingen
pictures-none = Er zijn nog geen afbeeldingen
pictures-none-text = Voeg er hierboven een toe. Daarna kunt u haar in artikelen zetten.
picture-alt = Wat is er te zien?
picture-alt-hint = Eén zin voor wie de afbeelding niet ziet, bijvoorbeeld: Een lege vergaderzaal met omgevallen stoelen.
picture-alt-missing = Schrijf in één zin wat er te zien is
picture-alt-too-long = Houd de beschrijving onder de 300 tekens
picture-alt-button = Beschrijving opslaan
picture-file = Bestand
picture-file-hint = JPEG, PNG, WebP of GIF, hoogstens 10 MB. Wij verkleinen de afbeelding en halen plaats, datum en toestel eruit. Van bewegend beeld blijft het eerste beeld.
picture-file-missing = Kies een bestand
picture-again = Kies het bestand opnieuw: de browser onthoudt het niet
picture-too-large = Dit bestand is groter dan 10 MB. Verklein de afbeelding en probeer het opnieuw
picture-kind = Dit is geen JPEG, PNG, WebP of GIF, hoe het bestand ook heet. Sla de afbeelding op als JPEG of PNG en probeer het opnieuw
picture-pixels = Deze afbeelding heeft te veel beeldpunten: hoogstens 40 miljoen, en 20.000 aan één kant. Een GIF, een WebP, een progressieve JPEG en een afbeelding met 16 bits per kleur mogen er 11 miljoen hebben. Verklein haar en probeer het opnieuw
picture-small = Deze afbeelding is te klein: elke kant moet minstens 16 beeldpunten lang zijn
picture-broken = Deze afbeelding is niet te lezen: het bestand is beschadigd of niet heel aangekomen. Probeer het opnieuw, of sla de afbeelding opnieuw op
picture-add-button = Afbeelding toevoegen
picture-heading = Afbeelding { $id }
picture-size = { $width } × { $height } beeldpunten
picture-paste = Plak dit in een artikel:
picture-uses = Gebruikt in
picture-unused = Deze afbeelding staat in geen enkel artikel.
picture-remove = Afbeelding verwijderen
picture-used-heading = De afbeelding is niet verwijderd
picture-used-text = Ze staat nog in de artikelen hieronder. Haal haar daar eerst weg.

## Pictures in the form of an article

write-picture = Afbeelding bovenaan
write-picture-none = Geen
write-picture-gone = Deze afbeelding is er niet meer. Kies een andere, of geen
write-caption = Bijschrift
write-caption-long = Houd het bijschrift op hoogstens { $max } tekens: er zijn er { $count } te veel
write-pictures = Afbeeldingen toevoegen en bekijken

## The board's own texts at the desk

texts-heading = Pagina’s
texts-lead = Deze pagina’s staan onder aan elke bladzijde. Wat u wijzigt, ziet elke lezer meteen.
text-shipped = Zoals meegeleverd
text-version = Versie { $number }, { $moment }, door { $name }
text-versions = Eerdere versies
text-take = Terughalen
text-saved = De pagina is opgeslagen. Lezers zien haar zo.
text-hint = Markdown. Waar {"{"}board{"}"} staat, komt de naam van deze site.
text-hint-anchors = De tekens tussen accolades achter de kopjes, zoals {"{"}#insult{"}"}, laten een verwijderde reactie naar haar regel verwijzen. Laat ze staan.
text-missing = Schrijf de tekst: deze pagina kan niet leeg zijn
text-too-long = De tekst is te lang: er zijn { $count } tekens te veel
text-anchor-missing = Zet { $anchor } achter het kopje over { $rule }: verwijderde reacties verwijzen daarheen

## How the board looks

look-heading = Instellingen
look-saved = De instellingen zijn opgeslagen. Lezers zien ze meteen.
look-overtaken = Wat iemand anders koos, geldt nu. Wat u invulde, staat hieronder en is nog niet opgeslagen. Slaat u op, dan komt het in de plaats van wat de ander koos.
look-name = Naam van de site
look-name-hint = Leeg: ‘{ $name }’, de naam uit de instellingen van de server (WEERWOORD_NAME). Wat u hier invult, gaat voor.
look-too-long = Houd dit op hoogstens { $max } tekens
look-light = Kleur op lichte bladzijden
look-dark = Kleur op donkere bladzijden
look-colour-hint = Voor links en knoppen. Contrast nu { $ratio } : 1, minstens 4,5 : 1 is nodig. Meegeleverd: { $shipped }.
look-colour-bad = Kies een kleur voor { $ground } bladzijden, zoals { $shipped }
look-colour-pale = De kleur op lichte bladzijden is te licht om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een donkerdere
look-colour-dim = De kleur op donkere bladzijden is te donker om te lezen: het contrast is { $ratio } : 1 en moet minstens 4,5 : 1 zijn. Kies een lichtere
look-logo = Logo
look-logo-hint = Staat boven aan elke bladzijde in plaats van de naam. PNG, WebP, JPEG of GIF, hoogstens 10 MB; een SVG bewaart u eerst als PNG. Kies een logo dat u op wit én op bijna zwart herkent.
look-no-logo = Het logo weghalen
look-footer = Regel onder aan elke bladzijde
look-footer-hint = Bijvoorbeeld: Een uitgave van Blad, Utrecht.

## People at the desk

people-heading = Mensen
people-search = Zoek op naam of e-mailadres
people-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }
people-hint = Wie een andere rol krijgt, wordt overal uitgelogd.
people-none = Niemand gevonden
people-comments = { $count ->
    [one] { $count } reactie
   *[other] { $count } reacties
  }
people-sessions = { $count ->
    [0] nergens ingelogd
    [one] { $count } keer ingelogd
   *[other] { $count } keer ingelogd
  }
people-since = sinds { $date }
people-factor-on = tweede stap aan
people-factor-off = tweede stap uit
people-member = Lid
people-moderator = Moderator
people-editor = Redacteur
people-admin = Beheerder
people-role-of = Rol van { $name }
people-role-button = Rol wijzigen
staff-log-heading = Beheerlogboek
staff-log-hint = Wie wat deed met accounts en instellingen, het laatste bovenaan. Wat hier staat, kan niemand veranderen; na twee jaar vervalt het.
staff-log-kind = Soort
staff-log-empty = Er is nog niets gebeurd.
staff-log-command-line = Opdrachtregel
staff-log-login = Ingelogd
staff-log-account = Account gemaakt
staff-log-role = Rol gewijzigd
staff-log-password = Wachtwoord vervangen
staff-log-factor = Tweede stap uitgezet
staff-log-sessions = Overal uitgelogd
staff-log-settings = Instellingen gewijzigd
staff-log-ban = Iemand uitgesloten
staff-log-lift = Uitsluiting opgeheven
staff-log-expunge = Tekst gewist
staff-log-export = Gegevens uitgevoerd
staff-log-export-board = de hele site
staff-log-export-log = het logboek van beslissingen
staff-log-ban-number = uitsluiting { $detail }
staff-log-comment-number = reactie { $detail }
staff-log-name = naam
staff-log-colours = kleuren
staff-log-logo = logo
staff-log-footer = voettekst
people-role-unknown = Kies een rol uit de lijst.
people-log-out = Overal uitloggen
people-last-admin = De rol is niet gewijzigd
people-last-admin-text = Dit is de enige beheerder. Maak eerst iemand anders beheerder.

## Numbers by week

weeks-heading = Per week
weeks-gate = Bij de poort
weeks-comments = Reacties
weeks-commenters = Mensen die reageerden
weeks-removals = Verwijderd, per reden
weeks-waits = Wachttijd van melding tot beslissing (middelste)
weeks-description = { $count ->
    [one] De laatste week, met een balk als er iets te tellen was. Alle waarden staan in de tabel eronder.
   *[other] De laatste { $count } weken, met een balk voor elke week waarin iets te tellen was. Alle waarden staan in de tabel eronder.
  }
weeks-table = Tabel
weeks-week = Week
weeks-short = wk { $number }
weeks-name = Week { $number }, vanaf { $date }
weeks-minutes = { $count } min
weeks-hours = { $count } uur

## Pictures of members

account-picture = Uw foto
account-picture-none = Bij uw reacties staan nu uw initialen. Met een foto herkennen anderen u sneller.
account-picture-now = Deze foto staat bij al uw reacties. Iedereen kan haar zien.
account-picture-file = Kies een foto
account-picture-other = Kies een andere foto
account-picture-hint = JPEG, PNG, WebP of GIF, hoogstens 10 MB. We bewaren een vierkant uit het midden en halen plaats, datum en toestel eruit.
account-picture-add = Foto plaatsen
account-picture-replace = Foto vervangen
account-picture-remove = Foto verwijderen
account-picture-banned = De redactie heeft u uitgesloten. Zolang dat duurt, kunt u geen foto plaatsen
account-done-picture = Uw foto is geplaatst. Ze staat nu bij al uw reacties.
account-done-no-picture = U hebt geen foto meer. Bij uw reacties staan uw initialen.
person-picture = Foto van { $name }
person-picture-remove = Foto verwijderen
person-picture-of-staff = Alleen een beheerder kan de foto van een medewerker verwijderen.
## Mends of the editors’ desk

write-kept-offered = Er wacht nog eerdere tekst van u, boven dit formulier. Kies eerst wat daarmee gebeurt; tot dan wordt niets automatisch bewaard. Opslaan kan wel.
write-kept-held = U bent uitgelogd, dus er is niets verstuurd; uw tekst staat hier nog. Log in op een ander tabblad en druk daarna nog eens op de knop.
write-body-pictures = { $count ->
    [one] Bij dit adres in de tekst hoort geen afbeelding van deze site: { $addresses }. Voeg haar toe bij Afbeeldingen (/desk/pictures) en gebruik het adres dat daar staat, of haal haar uit de tekst
   *[other] Bij { $count } adressen in de tekst hoort geen afbeelding van deze site, zoals { $addresses }. Voeg ze toe bij Afbeeldingen (/desk/pictures) en gebruik de adressen die daar staan, of haal ze uit de tekst
  }
look-overtaken-heading = Iemand anders heeft intussen de instellingen gewijzigd
text-overtaken-heading = Deze pagina is intussen ook ergens anders opgeslagen
picture-added = De afbeelding is toegevoegd. Plak de regel hieronder in een artikel.
picture-described = De beschrijving is opgeslagen.
people-role-done = De rol van { $name } is nu: { $role }.
people-sessions-done = { $name } is overal uitgelogd.
look-ground-light = lichte
look-ground-dark = donkere

## Mail that has not left

outgoing-heading = E-mail
outgoing-server-hint = E-mail gaat weg via { $server }.
outgoing-folder-hint = Er is geen mailserver ingesteld: e-mail komt in een map op de server en bereikt niemand.
outgoing-last = Het laatste bericht ging weg op { $date }.
outgoing-never = In de laatste 30 dagen is geen bericht weggegaan.
outgoing-test-hint = Wat de mailserver stap voor stap antwoordt, is op de opdrachtregel van de server te zien met ‘weerwoord mail test’ en een e-mailadres.
outgoing-failed-heading = Mislukt
outgoing-failed-none = Er is geen e-mail mislukt.
outgoing-waiting-heading = Wacht
outgoing-waiting-none = Er wacht geen e-mail.
outgoing-shown = Hier staan { $shown } van de { $count } berichten.
outgoing-made = geschreven op { $date }
outgoing-tries = { $count ->
    [one] 1 poging
   *[other] { $count } pogingen
  }
outgoing-next = volgende poging op { $date }
outgoing-under-way = wordt nu verstuurd
outgoing-given-up = opgegeven op { $date }
outgoing-gone = de tekst is gewist, dus opnieuw proberen kan niet meer
outgoing-again = Opnieuw proberen
outgoing-again-all = Alles opnieuw proberen
outgoing-drop = Niet versturen
outgoing-done-again = Het bericht wordt opnieuw geprobeerd.
outgoing-done-all = Alle berichten worden opnieuw geprobeerd.
outgoing-done-dropped = Het bericht is gewist en wordt niet verstuurd.
outgoing-registered = Bevestiging van een nieuw account
outgoing-forgot = Link voor een nieuw wachtwoord
outgoing-account-changed = Wijziging in een account
outgoing-email-change = Wijziging van een e-mailadres
outgoing-proof = Bevestiging van een e-mailadres
outgoing-answer = Antwoord op een reactie
outgoing-moderators = Bericht aan moderatoren
outgoing-receipt = Ontvangst van een melding
outgoing-decision = Besluit over een reactie
outgoing-appeal-answered = Antwoord op een bezwaar
outgoing-message = Bericht
outgoing-dns = De naam van de mailserver is niet te vinden.
outgoing-connection = De mailserver is niet te bereiken of verbrak de verbinding.
outgoing-tls = Een versleutelde verbinding met de mailserver lukte niet.
outgoing-timeout = De mailserver antwoordde niet op tijd.
outgoing-reply = De mailserver gaf een onbegrijpelijk antwoord.
outgoing-unsupported = De mailserver biedt geen versleuteling of manier van inloggen die bij de instellingen past.
outgoing-address = Naar dit adres kan geen e-mail.
outgoing-folder = In de map voor e-mail kan niet worden geschreven.
outgoing-refused-log-in = De mailserver weigert de inloggegevens of vraagt erom.
outgoing-refused-now = De mailserver neemt het bericht nu niet aan.
outgoing-refused-recipient = De mailserver weigert deze ontvanger.
outgoing-refused-message = De mailserver weigert dit bericht.
outgoing-refused-sender = De mailserver weigert de afzender.
outgoing-refused-board = De mailserver weigert de verbinding.
mail-test-subject = Proefbericht
mail-test = Dit bericht is verstuurd met ‘weerwoord mail test’. Het is aangekomen, dus de instellingen voor e-mail kloppen.
