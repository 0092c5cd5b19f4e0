## Moderating

field-reason = Reason
field-note = Explanation for the author
moderate = Moderate
moderate-name = the comment by { $name }
log-heading = Log
log-hint = Every decision, latest first. Nothing here can be changed.
log-hint-on-sites = Every decision about a comment on your sites, latest first. Nothing here can be changed.
log-look = See the log
log-comment = comment { $id } by { $author }
log-empty = Nothing has been decided yet.

## The desk

pager-first = First page
field-all = Also remove all other comments by this author
field-all-on-sites = Also remove all other comments by this author on your sites
field-ban = Ban
field-ban-browser = The address is not confirmed, so nobody knows whose it is. The ban applies to the browser this comment was sent from.
email-unproved = address not confirmed
round-heading = The conversation around it
round-alone = No one else wrote in this conversation.
neighbours-heading = Other names from this network
neighbour = { $count ->
    [one] { $name }, { $count } comment
   *[other] { $name }, { $count } comments
  }
person-remove-all = Remove all comments
bound-hint = You only see what is on your sites here.
person-remove-all-on-sites = Remove all comments on your sites
person-remove-all-button = Remove all
person-ban-heading = Ban this author
person-ban-browser = The address is not confirmed: the ban applies to the browser this guest uses.
notes-heading = Note for colleagues
notes-case = Notes about this comment
notes-person = Notes about this author
note-label = Note, for moderators only
note-add = Save note
note-missing = Write a note.
note-made = { $moderator }, { $moment }
namesakes-also = Also remove comments by others under this address
namesakes-heading = Others under this address
namesakes-hint = Anyone can type an address. As long as no one confirms it, we do not know whether this is the same author.
namesake-member = { $count ->
    [one] { $name }, member with this address: { $count } comment
   *[other] { $name }, member with this address: { $count } comments
  }
namesake-proved = { $count ->
    [one] { $name }, address confirmed: { $count } comment
   *[other] { $name }, address confirmed: { $count } comments
  }
namesake-unproved = { $count ->
    [one] { $name }, address not confirmed: { $count } comment
   *[other] { $name }, address not confirmed: { $count } comments
  }
log-moderator = Moderator
log-decision = Decision
log-any = All
log-keep = Kept
log-remove = Removed
log-restore = Restored
log-from = From
log-to = Up to and including
log-filter = Filter
log-table = Download as CSV
person-member = Member since { $date }
person-staff = Staff, member since { $date }
person-guest = Guest since { $date }
person-former = Former commenter; this comment is from { $date }
person-names = Wrote as { $names }.
person-counts = { $count ->
    [one] { $count } comment, of which { $held } held and { $removed } removed.
   *[other] { $count } comments, of which { $held } held and { $removed } removed.
  }
person-counts-many = More than { $count } comments, of which { $held } held and { $removed } removed.
person-reports = { $count ->
    [0] Never reported.
    [one] Reported { $count } time.
   *[other] Reported { $count } times.
  }
person-ban = Banned from { $from } to { $to }: { $why }
person-ban-over = Was banned from { $from } to { $to }: { $why }
person-ban-forever = Banned since { $from }, no end date: { $why }
person-reports-heading = Reports
person-report-open = waiting
person-written = Comments
person-visible = visible
case-decide = Decide about this comment
case-about = About { $name }
case-thread = The conversation under
keys-thread = show the conversation
