## Bans

banned-heading = You cannot comment here now
banned = The editors have banned you: { $why } This lasts { $until }. You can still read.
banned-neutral = You cannot comment here now under this e-mail address, or from your network. If the address is yours, the reason is in your e-mail. You can still read.
banned-unproved = Whoever types this e-mail address without confirming it cannot comment now. If it is yours, confirm it and try again. You can still read.
banned-confirm = Confirm my address
banned-until = until { $moment }
banned-for-ever = until further notice
banned-object = Object to this
bans-heading = Bans
bans-hint = Who is banned can read but not comment, and is shown the reason.
bans-empty = Nobody is banned.
ban-heading = Ban somebody
ban-kind = By
ban-kind-email = E-mail address
ban-kind-network = Network
ban-kind-member = Member
ban-kind-missing = Choose what to ban by
ban-value = Who
ban-value-hint = An e-mail address, a network address such as 192.0.2.7 or 192.0.2.0/24, or the e-mail address or number of a member.
ban-days = Number of days
ban-days-hint = Empty: until a moderator lifts it.
ban-days-invalid = Fill in a number of days from 1 to { $max }, or leave the field empty
ban-why = Reason
ban-why-hint = They get to read this sentence, for example: You advertised again after two warnings.
ban-why-missing = Write down the reason: they get to read it
ban-why-too-long = Keep the reason under 500 characters
ban-network-invalid = Fill in a network address, such as 192.0.2.7 or 192.0.2.0/24
ban-network-wide = This network is too large: choose a /16 at most, or a /32 with IPv6
ban-member-unknown = There is no member with this number or e-mail address
ban-staff = You cannot ban somebody who moderates. An administrator can change their role
ban-button = Ban
ban-lift = Lift
ban-member = member { $name }
ban-guest = guest { $name }, by this browser
ban-email-unproved = { $email } (address not confirmed)
ban-forgotten = data erased
ban-made = { $moment } by { $moderator }
ban-until = until { $moment }
ban-ended = ended on { $moment }
ban-lifted = lifted on { $moment }
ban-for-ever = without an end

## A ban with a decision

ban-none = Do not ban
ban-week = One week
ban-month = 30 days
ban-year = One year
ban-forever = For ever
ban-unknown = Choose from the list how long the ban lasts.
ban-impossible = This author cannot be banned here. Choose ‘Do not ban’.
ban-unknown-guest = This guest cannot be recognised: the address is not confirmed and the browser is not known. Choose ‘Do not ban’, or ban a network at Bans.

## The letter about a ban

mail-banned-subject = Commenting at { $board }
mail-banned = Hello, somebody wanted to comment at { $board } under this e-mail address. That is not possible now: the editors have banned it.
mail-banned-not-you = Did you not comment? Then somebody else typed your address, and you need not do anything. You get this message once.
