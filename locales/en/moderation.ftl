## Moderating

# Each reason twice: as it follows "for" in a sentence, and as it stands alone in a list or on a button.
reason-insult = an insult
reason-self-promotion = self-promotion
reason-spam = spam
reason-illegal = illegal content
reason-privacy = invading somebody’s privacy
reason-off-topic = being off topic
reason-duplicate = being a duplicate
reason-insult-label = Insult
reason-self-promotion-label = Self-promotion
reason-spam-label = Spam
reason-illegal-label = Illegal
reason-privacy-label = Privacy
reason-off-topic-label = Off topic
reason-duplicate-label = Duplicate
reason-choose = Choose a reason
field-reason = Reason
field-note = Explanation for the author
moderate = Moderate
moderate-name = the comment by { $name }
decide-name = for the comment by { $name }
decide-keep = Keep
decide-show = Publish
decide-remove = Remove
decide-remove-for = Remove for
decide-restore = Restore
decide-other = Other reason, explanation or ban
decide-reason-change = Choose another reason
decided-keep = approved
decided-restore = removal undone
decided-remove = removed for { $reason }
done = Comment by { $author }: { $decided }.
done-with-ban = Comment by { $author }: { $decided }, 1 ban.
done-many = { $count } comments { $decided }.
done-many-with-ban = { $count } comments { $decided }, 1 ban.
done-told-many = The authors are told the reason by e-mail.
decided-restore-many = restored
undone-removal = { $count ->
    [one] Undone: 1 comment is back.
   *[other] Undone: { $count } comments are back.
  }
undone-keep = { $count ->
    [one] Undone: 1 comment is waiting for a decision again.
   *[other] Undone: { $count } comments are waiting for a decision again.
  }
undone-ban = The ban has been lifted.
undone-rest = { $count ->
    [one] 1 comment stayed as it was, because something had already followed.
   *[other] { $count } comments stayed as they were, because something had already followed.
  }
undone-unsent = No message had been sent yet.
undone-sent = { $count ->
    [one] 1 message had already been sent and cannot be recalled.
   *[other] { $count } messages had already been sent and cannot be recalled.
  }
undone-sent-removal = { $count ->
    [one] 1 message had already been sent and cannot be recalled. The author is told that the comment is back.
   *[other] { $count } messages had already been sent and cannot be recalled. The authors are told that their comments are back.
  }
undo = Undo
queue-heading = Queue
queues = Queues
queue-review = To review
queue-held = Held
queue-removed = Removed
queue-review-empty = Everything has been reviewed
queue-review-empty-text = Not a single comment is waiting for a moderator.
queue-held-empty = Nothing is being held
queue-held-empty-text = Every comment is visible or has been decided about.
queue-removed-empty = Nothing has been removed
queue-removed-empty-text = What you remove stays readable here for moderators.
case-first = first comment
case-past = { $count ->
    [one] { $count } earlier comment, { $removed } removed
   *[other] { $count } earlier comments, { $removed } removed
  }
case-held = not visible yet
case-held-why = The author could not read or hear the code.
case-title = Comment by { $name }
case-back = To the queue
decision-refused = Your decision was not recorded
decision-unknown = Choose what should happen to the comment.
decision-reason-missing = Choose a reason: readers see it where the comment was.
decision-reason-unknown = Choose a reason from the list.
decision-version-missing = Something was missing from the form. See below how the comment stands now, and decide again.
decision-note-too-long = Keep the explanation under 1,000 characters.
decision-keep-removed = This comment has already been removed. Restore it if it should stay.
decision-restore-visible = This comment has not been removed, so there is nothing to restore.
decision-overtaken = Your decision was not recorded
decision-overtaken-by = { $moderator } got there first ({ $moment }): { $decided }. Decide again if you see it differently.
decision-overtaken-by-yourself = You have already decided about this yourself ({ $moment }): { $decided }. Decide again if you see it differently now.
decided-already = { $moderator } has already done this ({ $moment }): comment by { $author }, { $decided }.
decision-overtaken-queue = The comment as it is now stands at the top of the queue.
log-heading = Log
log-hint = Every decision, latest first. Nothing here can be changed.
log-look = See the log
log-comment = comment { $id } by { $author }
log-empty = Nothing has been decided yet.

## The desk

queue-reported = Reported
queue-reported-empty = There are no reports
queue-reported-empty-text = When somebody reports a comment, it will be here.
queue-appeals = Appeals
queue-appeals-empty = There are no appeals
queue-appeals-empty-text = When somebody appeals against a decision, you can read it here.
queue-search = Search the queue
queue-search-button = Search
queue-nothing = Nothing found
queue-nothing-for = Nothing found for ‘{ $text }’
queue-whole = Show the whole queue
queue-filtered = You are looking at part of the queue.
pager-first = First page
keys-heading = Keyboard shortcuts
keys-next = next
keys-previous = previous
keys-keep = keep
keys-pick = select
keys-undo = undo
keys-help = this list
keys-off = Turn shortcuts off
key-insult = i
key-illegal = l
key-off-topic = o
keys-pick-all = select all
keys-queues = queues
keys-search = search
keys-dropped = The keys you pressed meanwhile were not used: the comment here now is not the one you saw.
done-told = The author is told the reason by e-mail.
field-all = Also the other comments by this author
field-ban = Ban
field-ban-browser = The address is not confirmed, so nobody knows whose it is. The ban holds for the browser this comment was sent with.
email-unproved = address not confirmed
round-heading = The conversation around it
round-alone = Nobody else wrote in this conversation.
case-article-lead = What the article is about
case-held-similar = A comment with almost the same text came in earlier that day.
case-held-flood = Far more comments than usual were coming in.
case-held-rate = As many comments by unknown writers were showing as may without a moderator.
neighbours-heading = Other names from this network
neighbour = { $count ->
    [one] { $name }, { $count } comment
   *[other] { $name }, { $count } comments
  }
person-remove-all = Remove all comments
person-remove-all-button = Remove all
person-ban-heading = Ban this author
person-ban-browser = The address is not confirmed: the ban holds for the browser this guest writes with.
notes-heading = Note for colleagues
notes-case = Notes about this comment
notes-person = Notes about this author
note-label = Note, for moderators only
note-add = Keep note
note-missing = Write something
note-made = { $moderator }, { $moment }
namesakes-also = Also those of others under this address
namesakes-heading = Others under this address
namesakes-hint = Anybody can type an address. As long as nobody confirms it, we do not know whether this is the same author.
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
ban-none = Do not ban
ban-week = One week
ban-month = 30 days
ban-year = One year
ban-forever = For ever
ban-unknown = Choose from the list how long the ban lasts.
ban-impossible = This author cannot be banned here. Choose ‘Do not ban’.
ban-unknown-guest = This guest cannot be recognised: the address is not confirmed and the browser is not known. Choose ‘Do not ban’, or ban a network at Bans.
case-pick = Select the comment by { $name }
case-answers = In answer to
case-held-email = The author has not confirmed the e-mail address yet.
case-held-approval = This is the first comment by this author.
case-held-rule = A rule of the board held it.
case-held-guesses = Many codes were not answered, or answered wrongly, in this browser or network.
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
  }
case-report = { $reason }: ‘{ $text }’
case-report-from = { $reason } ({ $name })
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Rule ‘{ $pattern }’ found: { $found }
alike-text = { $count ->
    [one] Also 1 other with the same text
    [250] Also the first 250 others with the same text
   *[other] Also { $count } others with the same text
  }
alike-link = { $count ->
    [one] Also 1 other with the same link
    [250] Also the first 250 others with the same link
   *[other] Also { $count } others with the same link
  }
alike-network = { $count ->
    [one] Also 1 other from the same network, of the same day (it may be somebody else)
    [250] Also the first 250 others from the same network, of the same day (other people may be among them)
   *[other] Also { $count } others from the same network, of the same day (other people may be among them)
  }
case-alike = Also in the queue: { $text } with the same text, { $link } with the same link.
case-alike-text = Also in the queue: { $text } with the same text.
case-alike-link = Also in the queue: { $link } with the same link.
case-claimed = { $moderator } is looking at this comment ({ $moment })
case-claim-button = I am looking at this comment
case-claim-hint = Colleagues see for five minutes that you are busy with it.
case-expunged = The text of this comment has been erased for good.
appeal-handle = Handle appeal
appeal-against-ban = Appeal against a ban
appeal-by-author = Appeal by the author against a decision by { $moderator } ({ $moment }): { $decided }
appeal-by-reporter = Appeal by the person who reported, against a decision by { $moderator } ({ $moment }): { $decided }
decision-restore-expunged = The text of this comment has been erased for good, so it cannot come back.
undo-too-late = This can no longer be undone
undo-too-late-text = Only your last decision can be undone, within ten minutes and while nothing came after it. Decide again below if you see it differently.
bulk-heading = With the selected comments
bulk-reason = Reason for removing
bulk-pick-all = Select all on this page
bulk-rest = The rest of this page may stay
bulk-rest-held = Publish the rest of this page
bulk-no-rest = There is nothing else on this page.
bulk-refused = Your decision was not recorded
bulk-none = Select one or more comments first.
bulk-too-many = Select at most a hundred comments at a time.
bulk-unreadable = Something was missing from the form. Select the comments again.
bulk-late-heading = Not everything was recorded
bulk-stands = { $count ->
    [0] Nothing was decided about the other comments you selected.
    [one] For { $count } selected comment your decision was recorded.
   *[other] For { $count } selected comments your decision was recorded.
  }
expunge-link = Erase the text for good
expunge-heading = Erase the text for good
expunge-hint = This is for court orders and for private data of somebody else. The text disappears everywhere and never comes back; the decision and the reason stay.
expunge-reason-hint = The comment is removed as well. Readers see this reason.
expunge-why = Why
expunge-why-hint = Stands in the log. Do not name here what you erase.
expunge-why-missing = Write down why the text is erased.
expunge-sure = I am sure that this text must go for good
expunge-sure-missing = Tick that you are sure.
expunge-refused = The text has not been erased
expunge-button = Erase for good
expunge-not = Do not erase
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
person-former = Former commenter; this comment is of { $date }
person-names = Wrote as: { $names }.
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
person-ban-forever = Banned since { $from }, for ever: { $why }
person-reports-heading = Reports
person-report-open = waiting
person-written = Comments
person-visible = visible
