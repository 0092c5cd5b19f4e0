## Letters about accounts and addresses

mail-not-you = Heb je dit niet gevraagd? Dan hoef je niets te doen.
mail-link-day = De link werkt 24 uur.
mail-link-hour = De link werkt een uur, en maar één keer.
mail-link-week = De link werkt een week.
mail-known-subject = Je hebt al een account bij { $board }
mail-known = Iemand, waarschijnlijk jijzelf, vroeg bij { $board } een account aan met dit e-mailadres. Bij dit adres hoort al een account. Je kunt inloggen, of een nieuw wachtwoord kiezen als je het oude kwijt bent.
mail-register-subject = Bevestig je account bij { $board }
mail-register = Fijn dat je meedoet bij { $board }. Open de pagina hieronder en druk op de knop; dan is je account klaar.
mail-register-button = Account bevestigen
mail-forgot-subject = Een nieuw wachtwoord voor { $board }
mail-forgot = Met de link hieronder kies je een nieuw wachtwoord. Je wordt daarna overal uitgelogd.
mail-forgot-unknown = Iemand vroeg om een nieuw wachtwoord bij { $board } voor dit e-mailadres, maar er hoort geen account bij. Misschien heb je je met een ander adres aangemeld.
mail-password-subject = Je wachtwoord bij { $board } is gewijzigd
mail-password = Het wachtwoord van je account bij { $board } is zojuist gewijzigd en je bent elders uitgelogd. Was jij dat niet? Vraag dan meteen een nieuw wachtwoord aan.
mail-email-subject = Bevestig je nieuwe e-mailadres bij { $board }
mail-email = Je wilt dit e-mailadres gebruiken voor je account bij { $board }. Open de pagina hieronder en druk op de knop.
mail-email-button = E-mailadres bevestigen
mail-email-taken = Iemand wilde dit e-mailadres gebruiken voor een account bij { $board }, maar er hoort al een account bij. Er is niets veranderd.
mail-email-old-subject = Je e-mailadres bij { $board } wordt gewijzigd
mail-email-old = Er is een ander e-mailadres opgegeven voor je account bij { $board }. De wijziging geldt zodra het nieuwe adres is bevestigd. Was jij dit niet? Kies dan meteen een nieuw wachtwoord.
mail-email-done-subject = Je account bij { $board } heeft een ander e-mailadres
mail-email-done = Het e-mailadres van je account bij { $board } is gewijzigd. Voortaan sturen we e-mail naar het nieuwe adres; met dit adres kun je niet meer inloggen of een nieuw wachtwoord aanvragen.
mail-email-done-not-you = Heb je dit zelf gedaan? Dan hoef je niets te doen. Was jij het niet? Dan is iemand anders je account binnengekomen. Neem meteen contact op met de redactie van { $board } en vermeld dit bericht: een beheerder kan die ander uitloggen. Gebruik je hetzelfde wachtwoord ergens anders, wijzig het dan ook daar, en wijzig het wachtwoord van je mailbox.
mail-proof-subject = Je reacties bij { $board }
mail-proof = Je wilt iets doen met de reacties die je bij { $board } zonder account plaatste. Bevestig eerst dat dit e-mailadres van jou is.
mail-proof-none = Iemand vroeg naar reacties bij { $board } onder dit e-mailadres, maar die zijn er niet.
mail-proof-button = E-mailadres bevestigen
mail-comment-subject = Plaats je reactie op ‘{ $title }’
mail-comment = Je schreef bij { $board } de onderstaande reactie op ‘{ $title }’. Open de pagina onder de reactie en druk op de knop; dan verschijnt je reactie.
mail-comment-button = Reactie plaatsen
mail-address-subject = Bevestig je e-mailadres bij { $board }
mail-address = Je reageerde bij { $board } op ‘{ $title }’ en gaf dit e-mailadres op. Bevestig het adres; dan kunnen we je mailen als iemand op je reactie reageert, en herkent de redactie je voortaan.

## Letters that can be stopped

mail-answer-subject = { $name } reageert op je reactie bij ‘{ $title }’
mail-answer = { $name } reageerde op je reactie bij ‘{ $title }’:
mail-answer-button = Bekijk de reactie
mail-waits-subject = Te beoordelen: { $name } bij ‘{ $title }’
mail-waits = Een reactie van { $name } bij ‘{ $title }’ wacht op een moderator:
mail-waits-self-promotion = Verwijderen wegens zelfpromotie
mail-waits-insult = Verwijderen wegens belediging
mail-waits-hint = De links openen de reactie. Er gebeurt pas iets als je daar op een knop drukt.
mail-flooded-subject = { $board }: er komen opeens veel reacties binnen
mail-flooded = Bij { $board } komen veel meer reacties van gasten binnen dan gewoonlijk. Reacties van gasten die we nog niet kennen, wachten voorlopig op een moderator.
mail-flooded-button = Bekijk de vastgehouden reacties
mail-digest-subject = { $count ->
    [one] { $count } reactie wacht bij { $board }
   *[other] { $count } reacties wachten bij { $board }
  }
mail-digest = Dit wacht bij { $board } op een moderator:
mail-digest-reported = Gemeld
mail-digest-appeals = Bezwaren
stop-heading = Afmelden voor e-mail
stop-answers = Wil je op { $email } geen e-mail meer krijgen als iemand op je reactie reageert?
stop-answers-done = Je krijgt geen e-mail meer als iemand op je reactie reageert.
stop-digest = Wil je op { $email } geen e-mail meer krijgen over reacties die op een moderator wachten?
stop-digest-done = Je krijgt geen e-mail meer over reacties die op een moderator wachten.
stop-again = Toch weer e-mail ontvangen
mail-follow-subject = Volg het gesprek bij ‘{ $title }’
mail-follow = Je wilt per e-mail horen wat er nieuw is bij ‘{ $title }’. Bevestig dat dit e-mailadres van jou is; daarna krijg je hooguit één bericht per uur.
mail-follow-button = Volg dit gesprek
confirm-follow = Druk op de knop om de nieuwe reacties op dit artikel per e-mail te krijgen, hooguit één bericht per uur.
mail-followed-subject = { $count ->
    [one] 1 nieuwe reactie op ‘{ $title }’
   *[other] { $count } nieuwe reacties op ‘{ $title }’
}
mail-followed = { $count ->
    [one] Er is 1 nieuwe reactie op ‘{ $title }’.
   *[other] Er zijn { $count } nieuwe reacties op ‘{ $title }’.
}
mail-followed-by = { $name } schreef:
mail-followed-read = Lees de reactie
mail-followed-more = { $count ->
    [one] En nog 1 andere reactie.
   *[other] En nog { $count } andere reacties.
}
mail-followed-all = Lees alle nieuwe reacties
mail-mention-subject = { $name } noemt je bij ‘{ $title }’
mail-mention = { $name } noemde je in een reactie op ‘{ $title }’:
stop-mentions = Wil je op { $email } geen e-mail meer krijgen als iemand je in een reactie noemt?
stop-mentions-done = Je krijgt geen e-mail meer als iemand je in een reactie noemt.
stop-follow = Wil je op { $email } geen e-mail meer krijgen over nieuwe reacties op ‘{ $title }’?
stop-follow-done = Je volgt dit gesprek niet meer.

## Round every letter

mail-greeting = Beste { $name },
mail-greeting-unnamed = Beste lezer,
mail-closing = Groet,
mail-signature = de redactie van { $board }
mail-unsubscribe = Deze e-mails niet meer ontvangen

## Mail that has not left

outgoing-heading = E-mail
outgoing-server-hint = E-mail wordt verstuurd via { $server }.
outgoing-folder-hint = Er is geen mailserver ingesteld: e-mail komt in een map op de server en bereikt niemand.
outgoing-last = Het laatste bericht is verstuurd op { $date }.
outgoing-never = In de laatste 30 dagen is geen bericht verstuurd.
outgoing-test-hint = Wat de mailserver stap voor stap antwoordt, is op de opdrachtregel van de server te zien met ‘weerwoord mail test’ en een e-mailadres.
outgoing-failed-heading = Mislukt
outgoing-failed-none = Er is geen e-mail mislukt.
outgoing-waiting-heading = Wacht op verzending
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
outgoing-answer = Reactie op een reactie
outgoing-moderators = Bericht aan moderators
outgoing-receipt = Ontvangst van een melding
outgoing-decision = Beslissing over een reactie
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
mail-test = Dit is een proefbericht. Het is aangekomen, dus de instellingen voor e-mail kloppen.
outgoing-invited = Uitnodiging voor de redactie
mail-invited-subject = Uitnodiging voor de redactie van { $board }
mail-invited = { $name } nodigt je uit om mee te werken aan { $board }. De rol die daarbij hoort: { $role }. Open de link en druk op de knop op die pagina om de uitnodiging aan te nemen.
mail-invited-button = Uitnodiging bekijken
mail-invited-not-you = Is dit niet voor jou bedoeld? Dan hoef je niets te doen.
