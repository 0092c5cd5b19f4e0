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

## Round every letter

mail-unsubscribe = Geen e-mail van deze soort meer

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
