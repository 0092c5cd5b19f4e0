## People at the desk

people-heading = People
people-search = Search by name or e-mail address
people-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  }
people-hint = Anyone whose role changes is logged out everywhere.
people-none = No one found
people-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
  }
people-sessions = { $count ->
    [0] not logged in
    [one] logged in { $count } time
   *[other] logged in { $count } times
  }
people-since = since { $date }
people-factor-on = second step on
people-factor-off = second step off
people-member = Member
people-moderator = Moderator
people-editor = Editor
people-admin = Administrator
people-role-of = Role of { $name }
people-role-button = Change role
staff-log-heading = Staff log
staff-log-hint = Who did what with accounts and settings, latest first. Nothing here can be changed; entries are deleted after two years.
staff-log-kind = Kind
staff-log-empty = Nothing has happened yet.
staff-log-command-line = Command line
staff-log-login = Logged in
staff-log-account = Account created
staff-log-role = Role changed
staff-log-password = Password replaced
staff-log-factor = Second step turned off
staff-log-sessions = Logged out everywhere
staff-log-settings = Settings changed
staff-log-ban = Someone banned
staff-log-lift = Ban lifted
staff-log-expunge = Text erased
staff-log-restore = Site restored from a backup
staff-log-export = Data exported
staff-log-export-board = the whole site
staff-log-export-log = the log of decisions
staff-log-ban-number = ban { $detail }
staff-log-comment-number = comment { $detail }
staff-log-name = name
staff-log-colours = colours
staff-log-logo = logo
staff-log-footer = footer
people-role-unknown = Choose a role from the list.
people-log-out = Log out everywhere
people-last-admin = The role was not changed
people-last-admin-text = This is the only administrator. Make someone else one first.
staff-log-draft-link = Link to a draft made
staff-log-draft-link-ended = Link to a draft withdrawn
staff-log-article-number = article { $detail }
staff-log-feature = Comment featured
staff-log-unfeature = Comment no longer featured
