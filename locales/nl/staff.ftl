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
staff-log-footer = voettekst
people-role-unknown = Kies een rol uit de lijst.
people-log-out = Overal uitloggen
people-last-admin = De rol is niet gewijzigd
people-last-admin-text = Dit is de enige beheerder. Maak eerst iemand anders beheerder.
staff-log-draft-link = Link naar een concept gemaakt
staff-log-draft-link-ended = Link naar een concept ingetrokken
staff-log-article-number = artikel { $detail }
staff-log-feature = Reactie uitgelicht
staff-log-unfeature = Reactie niet meer uitgelicht
