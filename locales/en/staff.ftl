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
staff-log-tagline = line beside the name
staff-log-typefaces = typefaces
staff-log-front = front page
staff-log-favicon = icon of the site
staff-log-social = picture of shared links
staff-log-footer = line at the foot of every page
staff-log-navigation = menu or links at the foot of the site
staff-log-pages = pages
staff-log-legal-facts = facts about the publisher
staff-log-scores = the threshold of scores
staff-log-mail-texts = greeting or closing of e-mails
people-role-unknown = Choose a role from the list.
people-log-out = Log out everywhere
people-last-admin = The role was not changed
people-last-admin-text = This is the only administrator. Make someone else one first.
staff-log-draft-link = Link to a draft made
staff-log-draft-link-ended = Link to a draft withdrawn
staff-log-article-number = article { $detail }
staff-log-feature = Comment featured
staff-log-unfeature = Comment no longer featured
staff-log-import = File imported
staff-log-import-number = import { $detail }
staff-log-import-undone = Import undone
staff-log-webhook = Webhook made or changed
staff-log-webhook-removed = Webhook removed
staff-log-webhook-number = webhook { $detail }
staff-log-invitation = Someone invited
staff-log-invitation-again = Invitation sent again
staff-log-invitation-ended = Invitation withdrawn
staff-log-invitation-accepted = Invitation accepted
staff-log-invitation-number = invitation { $detail }: { $role }
people-active = last active on { $date }
people-never-active = not active yet
people-never-logged-in = never logged in
people-invite = Invite someone
people-invited = { $count ->
    [0] No invitations are open.
    [one] { $count } invitation is open.
   *[other] { $count } invitations are open.
  }

## Invitations

invitation-heading = Invitations
invitation-new = Invite someone to the staff
invitation-text = We send an e-mail with a link that works for a week. Someone without an account uses it to choose a name and a password; someone who has one gets the role after logging in.
invitation-name-hint = Someone without an account can still change the name.
invitation-name-missing = Enter the name of the person you invite.
invitation-email-hint = Only someone who reads e-mail at this address can accept the invitation.
invitation-email-missing = Enter the e-mail address of the person you invite.
invitation-email-invited = This address has an open invitation already. Send it again below, or withdraw it first.
invitation-email-staff = This address belongs to an account with this role or a higher one. Choose a higher role, or another address.
invitation-role = Role
invitation-button = Invite
invitation-faults = The invitation has not been sent yet
invitation-open = Not accepted yet
invitation-none = No invitations are open.
invitation-by = invited by { $name }
invitation-ends = valid until { $date }
invitation-ended = expired on { $date }
invitation-mail-waiting = the e-mail is about to be sent
invitation-mail-retried = the e-mail has not been sent yet and will be tried again
invitation-mail-failed = the e-mail was not sent
invitation-mail-sent = e-mail sent on { $date }
invitation-mail-why = Why not
invitation-again = Send again
invitation-withdraw = Withdraw
invitation-done = The invitation has been made. The e-mail is about to be sent.
invitation-done-nowhere = The invitation has been made, but without a mail server the e-mail reaches nobody.
invitation-done-again = The invitation is being sent again and is valid for another week.
invitation-done-withdrawn = The invitation has been withdrawn. The link in the e-mail no longer works.

## What an operator should repair, on pages of the staff

health-heading = Something is wrong with this board
health-page = To the e-mail
health-writes = Nothing can be stored: the database cannot be written. Check whether the disk is full or read-only, and read the log of the server.
health-writes-short = Nothing can be stored now. An administrator has to repair this.
health-disk = The disk with the data is nearly full: { $free } MB are free. Make room or enlarge the disk, or soon nothing can be stored any more.
health-mail-failed = { $count ->
    [one] { $count } e-mail was not delivered and is not tried again. See why, and try it again or drop it.
   *[other] { $count } e-mails were not delivered and are not tried again. See why, and try them again or drop them.
  }
health-mail-waits = E-mail that the mail server does not accept has been waiting for more than a quarter of an hour. See why, and check the setting WEERWOORD_SMTP_URL.
health-mail-nowhere = There is no mail server: nobody can register, confirm an address or reset a password. Set WEERWOORD_SMTP_URL, and try it with weerwoord mail test.
health-webhooks = { $count ->
    [one] A webhook was turned off, as its receiver took nothing.
   *[other] { $count } webhooks were turned off, as their receivers took nothing.
}
health-mail-short = E-mail from this board is not delivered now, or too late. Administrators see why.
health-backup = The last backup is from { $date }, more than two days ago. See in the log of the server why none was made after that.
health-backup-none = There is no backup of this board. See in the log of the server why none is made.
health-clock = The clock of the server was wrong by { $by }, or was set by as much. Have the server keep the time with NTP, and check that it is right now.
health-index = The search index has not been updated for more than a quarter of an hour, which makes searching slower. See in the log of the server why that fails.
health-index-short = The search index is not updated: searching may be slow. An administrator has to repair this.
health-elsewhere = This board is visited at another address than the one in links and e-mails. Set WEERWOORD_PUBLIC_URL to the address that readers use, and start the board again.
