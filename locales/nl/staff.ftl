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
staff-log-restore = Site teruggezet uit een back-up
staff-log-export = Gegevens uitgevoerd
staff-log-export-board = de hele site
staff-log-export-log = het logboek van beslissingen
staff-log-ban-number = uitsluiting { $detail }
staff-log-comment-number = reactie { $detail }
staff-log-name = naam
staff-log-colours = kleuren
staff-log-logo = logo
staff-log-tagline = regel bij de naam
staff-log-typefaces = lettertypen
staff-log-front = voorpagina
staff-log-favicon = pictogram van de site
staff-log-social = afbeelding bij gedeelde links
staff-log-footer = regel onder aan elke pagina
staff-log-navigation = menu of links onder aan de site
staff-log-pages = pagina’s
staff-log-legal-facts = gegevens over de uitgever
staff-log-scores = de drempel van scores
staff-log-mail-texts = aanhef of slot van e-mails
people-role-unknown = Kies een rol uit de lijst.
people-log-out = Overal uitloggen
people-last-admin = De rol is niet gewijzigd
people-last-admin-text = Dit is de enige beheerder. Maak eerst iemand anders beheerder.
staff-log-draft-link = Link naar een concept gemaakt
staff-log-draft-link-ended = Link naar een concept ingetrokken
staff-log-article-number = artikel { $detail }
staff-log-feature = Reactie uitgelicht
staff-log-unfeature = Reactie niet meer uitgelicht
staff-log-import = Bestand ingevoerd
staff-log-import-number = invoer { $detail }
staff-log-import-undone = Invoer ongedaan gemaakt
staff-log-webhook = Webhook gemaakt of gewijzigd
staff-log-webhook-removed = Webhook verwijderd
staff-log-webhook-number = webhook { $detail }
staff-log-invitation = Iemand uitgenodigd
staff-log-invitation-again = Uitnodiging opnieuw verstuurd
staff-log-invitation-ended = Uitnodiging ingetrokken
staff-log-invitation-accepted = Uitnodiging aangenomen
staff-log-invitation-number = uitnodiging { $detail }: { $role }
people-active = laatst actief op { $date }
people-never-active = nog niet actief
people-never-logged-in = nog nooit ingelogd
people-invite = Iemand uitnodigen
people-invited = { $count ->
    [0] Er staan geen uitnodigingen open.
    [one] Er staat { $count } uitnodiging open.
   *[other] Er staan { $count } uitnodigingen open.
  }

## Invitations

invitation-heading = Uitnodigingen
invitation-new = Iemand uitnodigen voor de redactie
invitation-text = We mailen een link die een week werkt. Wie nog geen account heeft, kiest daarmee een naam en een wachtwoord; wie er al een heeft, krijgt na het inloggen de rol.
invitation-name-hint = Wie nog geen account heeft, kan de naam zelf nog wijzigen.
invitation-name-missing = Vul de naam in van wie wordt uitgenodigd.
invitation-email-hint = Alleen wie e-mail op dit adres leest, kan de uitnodiging aannemen.
invitation-email-missing = Vul het e-mailadres in van wie wordt uitgenodigd.
invitation-email-invited = Voor dit adres staat al een uitnodiging open. Verstuur die hieronder opnieuw, of trek die eerst in.
invitation-email-staff = Bij dit adres hoort al een account met deze rol of een hogere. Kies een hogere rol, of een ander adres.
invitation-role = Rol
invitation-button = Uitnodigen
invitation-faults = De uitnodiging is nog niet verstuurd
invitation-open = Nog niet aangenomen
invitation-none = Er staan geen uitnodigingen open.
invitation-by = uitgenodigd door { $name }
invitation-ends = geldig tot { $date }
invitation-ended = verlopen op { $date }
invitation-mail-waiting = de e-mail wordt zo verstuurd
invitation-mail-retried = de e-mail is nog niet verstuurd en wordt opnieuw geprobeerd
invitation-mail-failed = de e-mail is niet verstuurd
invitation-mail-sent = e-mail verstuurd op { $date }
invitation-mail-why = Waarom niet
invitation-again = Opnieuw versturen
invitation-withdraw = Intrekken
invitation-done = De uitnodiging is gemaakt. De e-mail wordt zo verstuurd.
invitation-done-nowhere = De uitnodiging is gemaakt, maar zonder mailserver bereikt de e-mail niemand.
invitation-done-again = De uitnodiging wordt opnieuw verstuurd en geldt weer een week.
invitation-done-withdrawn = De uitnodiging is ingetrokken. De link in de e-mail werkt niet meer.

## What an operator should repair, on pages of the staff

health-heading = Er is iets mis met dit bord
health-page = Naar de e-mail
health-writes = Er kan niets worden opgeslagen: de database is niet te beschrijven. Kijk of de schijf vol of alleen-lezen is, en lees het logboek van de server.
health-writes-short = Er kan nu niets worden opgeslagen. Een beheerder moet dit verhelpen.
health-disk = De schijf met de gegevens is bijna vol: er is nog { $free } MB vrij. Maak ruimte of vergroot de schijf, anders kan er straks niets meer worden opgeslagen.
health-mail-failed = { $count ->
    [one] { $count } e-mail is niet bezorgd en wordt niet opnieuw geprobeerd. Kijk waarom, en probeer die opnieuw of laat die vervallen.
   *[other] { $count } e-mails zijn niet bezorgd en worden niet opnieuw geprobeerd. Kijk waarom, en probeer ze opnieuw of laat ze vervallen.
  }
health-mail-waits = Er wacht al langer dan een kwartier e-mail die de mailserver niet aanneemt. Kijk waarom, en controleer de instelling WEERWOORD_SMTP_URL.
health-mail-nowhere = Er is geen mailserver ingesteld: niemand kan zich registreren, een adres bevestigen of een wachtwoord herstellen. Zet WEERWOORD_SMTP_URL, en probeer het met weerwoord mail test.
health-webhooks = { $count ->
    [one] Een webhook is uitgezet, omdat de ontvanger niets aannam.
   *[other] { $count } webhooks zijn uitgezet, omdat de ontvangers niets aannamen.
}
health-mail-short = E-mail van dit bord wordt nu niet of te laat bezorgd. Beheerders zien waarom.
health-backup = De laatste back-up is van { $date }, meer dan twee dagen geleden. Kijk in het logboek van de server waarom er daarna geen is gemaakt.
health-backup-none = Er is geen back-up van dit bord. Kijk in het logboek van de server waarom er geen wordt gemaakt.
health-clock = De klok van de server zat er { $by } naast of is zo ver verzet. Laat de server de tijd bijhouden met NTP, en controleer of die nu klopt.
health-index = De zoekindex is langer dan een kwartier niet bijgewerkt, en zoeken wordt daardoor trager. Kijk in het logboek van de server waarom dat mislukt.
health-index-short = De zoekindex is niet bijgewerkt: zoeken kan traag zijn. Een beheerder moet dit verhelpen.
health-elsewhere = Dit bord wordt bezocht op een ander adres dan in links en e-mails staat. Zet WEERWOORD_PUBLIC_URL op het adres dat lezers gebruiken, en start het bord opnieuw.
