## Facts about the publisher

facts-heading = Facts about the publisher
facts-lead = The GDPR asks that readers know who stores their data and why, and the Digital Services Act asks for a point of contact. What is here appears above the privacy statement and the terms, also if their text was changed.
facts-saved = The facts are saved. Readers see them at once.
facts-missing = The law asks for facts that are missing: { $facts }.
facts-proposed = The proposals filled in here count only after ‘Save’.
facts-fill-in = Fill in the facts
facts-for-admins = An administrator can fill this in at Settings.
facts-privacy-heading = Controller and contact
facts-terms-heading = Point of contact
facts-controller = Controller
facts-controller-hint = The name of the publisher: a person or an organization.
facts-address = Postal address
facts-address-hint = Street, postal code and town, on lines of their own.
facts-email = E-mail address for questions about data
facts-email-hint = Readers write here to see their data, or to have them corrected or erased.
facts-officer = Data protection officer
facts-officer-hint = Only if there is one: name and e-mail address.
facts-grounds = Legal ground
facts-grounds-hint = Why the data may be stored: article 6 of the GDPR. The proposal fits a site that does nothing special.
facts-grounds-usual = Comments and accounts: performance of a contract (GDPR, article 6(1)(b)). E-mail about comments: consent (a). Prevention of abuse: legitimate interest (f). Reports and decisions: legal obligation (c).
facts-processors = Processors
facts-processors-hint = Who processes data for the publisher, each on a line of its own: the company that runs the server and the company that sends the e-mail.
facts-authority = Supervisory authority
facts-authority-hint = Where readers can lodge a complaint.
facts-authority-usual = The data protection authority of your country, listed at edpb.europa.eu
facts-dsa-contact = Point of contact for readers and authorities
facts-dsa-contact-hint = An e-mail address or a web address (Digital Services Act, articles 11 and 12). It appears with the terms.
facts-dsa-contact-bad = Enter an e-mail address, or a web address that begins with https://.
facts-dsa-languages = Languages of the point of contact
facts-dsa-languages-hint = The languages in which it answers, for example: English and Dutch.
facts-dsa-languages-usual = English

## Records of processing

records-heading = Records of processing
records-lead = What this site stores of people, what for and for how long (GDPR, article 30). The times are those by which the database itself erases. Backups and logs of the server are not in it: they have times of their own.
records-not-filled-in = Not filled in yet.
records-none = None.
records-place = Where
records-place-file = An SQLite file on the server. Nothing goes to others, except to the processors above.
records-place-server = A PostgreSQL database. Nothing goes to others, except to the processors above.
records-security = Security
records-security-text = Passwords and codes are stored irreversibly and secrets encrypted. Roles limit who sees what, and a log records what the staff does.
records-data = Data
records-purpose = Purpose
records-times = Kept for
records-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
  }
records-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
  }
records-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
records-accounts = Accounts
records-accounts-data = Of people with an account: name, e-mail address, password, role, picture, choices, what a second factor needs, and their number at services with which they log in.
records-accounts-purpose = Taking part under a name of one’s own, and securing the access to it.
records-accounts-until = The rest: until the account is deleted.
records-sessions = Logging in
records-sessions-data = Of people who log in: the kind of browser, when it was used, a mark of the browser, what was sent while nobody was logged in, and the names and last use of their tokens for programs.
records-sessions-purpose = Staying logged in, recognizing one’s own devices, and losing no text.
records-comments = Comments
records-comments-data = Of those who comment: name, e-mail address, text, whether the address is confirmed, IP address, a mark of the browser, and who finds a comment useful.
records-comments-purpose = Showing the discussion, linking comments to their author, and preventing abuse.
records-comments-until = The comment itself: as long as the article is there. Name and address go when the author deletes the account or disowns the comment.
records-abuse = Prevention of abuse
records-abuse-data = Of visitors: codes that were solved, marks of texts, and counts by IP address or browser.
records-abuse-purpose = Keeping out programs and nuisance, and counting a reader once.
records-moderation = Moderation
records-moderation-data = Of those who comment, report or appeal: reports with name and address if these were given, decisions with their reason, what the program for scores learned from those decisions, appeals, notes and bans.
records-moderation-purpose = Handling reports and appeals with care, as the Digital Services Act demands.
records-moderation-until = Reports, decisions, appeals and notes: no end date, to account for them.
records-mail = E-mail
records-mail-data = Of those who get e-mail: address, subject, text, and which articles they follow.
records-mail-purpose = Confirming, replying, telling of decisions, and following discussions.
records-mail-until = Who follows an article: until they stop. The text of a message: until it is sent.
records-webhooks = Webhooks
records-webhooks-data = Address and description of the receivers. What they get: name of the author, text and place of comments, and the reason of a decision; never an e-mail address or IP address.
records-webhooks-purpose = Telling other programs of the editors what happens on the board.
records-webhooks-until = A webhook: until it is removed. Who a receiver is and what it stores belongs in these records.
records-editing = Editing
records-editing-data = Of the staff: the name with articles, versions, pictures, rules and settings; unsaved text, and who has which article open.
records-editing-purpose = Working together on the publication, and seeing later who changed what.
records-editing-until = Articles and their versions: until the editors remove them.
records-staff = Staff log
records-staff-data = Of the staff: logging in, and changes of accounts and settings; of who was invited: name and e-mail address.
records-staff-purpose = Finding out later who did what.
records-expiry-sessions = Sessions: { $time } after the last use.
records-expiry-sessions-at-most = Sessions: in any case no longer than { $time }.
records-expiry-challenges = Codes: { $time }.
records-expiry-repeats = Fingerprints of posted texts: { $time }.
records-expiry-tickets = Links in e-mails: until they expire.
records-expiry-proofs = Which browser belongs to a confirmed address: { $time } after the last use.
records-expiry-staff-log = The whole log: { $time }.
records-expiry-known-browsers = Marks of browsers: { $time } after the last use.
records-expiry-ceremonies = A passkey that is being added or used, or a log-in at another service: { $time }.
records-expiry-unsent-forms = What was sent without a session: { $time }, encrypted.
records-expiry-half-sessions = A log-in that waits for a second factor: { $time }.
records-expiry-unconfirmed = A comment whose address was not confirmed: { $time }.
records-expiry-networks = IP address with a comment: { $time }.
records-expiry-browsers = Mark of the browser with a comment: { $time }.
records-expiry-reporters = IP address with a report: { $time }.
records-expiry-mail = Address and subject of a message: { $time }.
records-expiry-failed-mail = The text of a message that did not arrive: { $time }.
records-expiry-bans = Address or network of a ban: { $time } after its end.
records-expiry-claims = Who handles a case: { $time }.
records-expiry-drafts = Unsaved text: { $time }.
records-expiry-draft-links = Links to drafts: until they expire.
records-expiry-presence = Who has an article open: { $time }.
records-expiry-buckets = Counts by IP address or browser: until the limit is free again.
records-expiry-similar = Marks of texts: { $time }.
records-expiry-shares = Marks of those who shared: { $time }.
records-expiry-follows = Who followed an article: { $time } after they stopped.
records-expiry-invitations = Who was invited to the staff: { $time } after the invitation expired.
records-expiry-erasures = Which account or address was erased, as a number or an irreversible mark: { $time }, so that a restored backup brings nothing back.
records-expiry-webhooks = Which comment or article was told to which receiver, with the beginning of the answer: { $time }.
