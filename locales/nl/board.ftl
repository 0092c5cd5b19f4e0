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
decide-other = Andere reden of notitie
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
decision-note-too-long = Houd de notitie onder de 1.000 tekens.
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
