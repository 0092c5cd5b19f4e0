## Bans

banned-heading = You cannot comment here at the moment
banned = The editors have banned you: { $why } The ban applies { $until }. You can still read.
banned-neutral = You cannot comment here at the moment with this e-mail address, or from your network. If the address is yours, the reason is in an e-mail from us. You can still read.
banned-unproved = Anyone who enters this e-mail address without confirming it cannot comment at the moment. If the address is yours, confirm it and try again. You can still read.
banned-confirm = Confirm my address
banned-until = until { $moment }
banned-for-ever = with no end date
banned-object = Appeal
bans-heading = Bans
bans-hint = Anyone banned can read but not comment, and is shown the reason.
bans-empty = No one is banned.
ban-heading = Ban someone
ban-kind = Identify by
ban-kind-email = E-mail address
ban-kind-network = IP address or network
ban-kind-member = Account
ban-kind-missing = Choose how to identify the person.
ban-value = Who
ban-value-hint = An e-mail address; an IP address (192.0.2.7) or network (192.0.2.0/24); or the e-mail address or number of a member.
ban-days = Number of days
ban-days-hint = Empty: no end date, until a moderator lifts the ban.
ban-days-invalid = Enter a number of days from 1 to { $max }, or leave the field empty.
ban-why = Reason
ban-why-hint = They will read this sentence. For example: You advertised again after two warnings.
ban-why-missing = Give the reason: the person will read it.
ban-why-too-long = Keep the reason under 500 characters.
ban-network-invalid = Enter an IP address or network, such as 192.0.2.7 or 192.0.2.0/24.
ban-network-wide = This network is too large: choose a /16 at most, or a /32 for IPv6.
ban-member-unknown = There is no member with this number or e-mail address.
ban-staff = You cannot ban someone who moderates. An administrator can change their role.
ban-button = Ban
ban-lift = Lift
ban-member = member { $name }
ban-guest = guest { $name }, identified by browser
ban-email-unproved = { $email } (address not confirmed)
ban-forgotten = data erased
ban-made = { $moment } by { $moderator }
ban-until = until { $moment }
ban-ended = ended on { $moment }
ban-lifted = lifted on { $moment }
ban-for-ever = no end date

## A ban with a decision

ban-none = Do not ban
ban-week = One week
ban-month = 30 days
ban-year = One year
ban-forever = No end date
ban-unknown = Choose from the list how long the ban lasts.
ban-impossible = This author cannot be banned here. Choose ‘Do not ban’.
ban-unknown-guest = This guest cannot be identified: the address is not confirmed and the browser is not known. Choose ‘Do not ban’, or ban a network under Bans.

## The letter about a ban

mail-banned-subject = Commenting at { $board }
mail-banned = Someone tried to comment at { $board } with this e-mail address. That is not possible at the moment: the editors have banned the address.
mail-banned-not-you = Was it not you? Then someone else entered your address, and there is nothing you need to do. You will get this message only once.
