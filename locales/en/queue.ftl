## The queue

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

## A case

case-first = first comment
case-past = { $count ->
    [one] { $count } earlier comment, { $removed } removed
   *[other] { $count } earlier comments, { $removed } removed
  }
case-held = not visible yet
case-held-why = The author could not read or hear the code.
case-title = Comment by { $name }
case-back = To the queue
case-article-lead = What the article is about
case-held-similar = A comment with almost the same text came in earlier that day.
case-held-flood = Far more comments than usual were coming in.
case-held-rate = As many comments by unknown writers were showing as may without a moderator.
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

## Shortcuts

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
