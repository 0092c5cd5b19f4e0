## The queue

queue-heading = Queue
queues = Queues
queue-review = To review
queue-held = Held
queue-removed = Removed
queue-review-empty = Everything has been reviewed
queue-review-empty-text = There are no comments waiting for a moderator.
queue-held-empty = Nothing is being held
queue-held-empty-text = Every comment has been posted or reviewed.
queue-removed-empty = Nothing has been removed
queue-removed-empty-text = What you remove can still be read here by moderators.
queue-reported = Reported
queue-reported-empty = There are no reports
queue-reported-empty-text = When someone reports a comment, it will appear here.
queue-appeals = Appeals
queue-appeals-empty = There are no appeals
queue-appeals-empty-text = When someone appeals against a decision, it will appear here.
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
case-held-similar = Held automatically: a comment with almost the same text arrived earlier that day.
case-held-flood = Held automatically: far more comments than usual were arriving.
case-held-rate = Held automatically: as many comments by unknown authors were showing as is allowed without a moderator.
case-pick = Select the comment by { $name }
case-answers = In reply to
case-held-email = The author has not confirmed the e-mail address yet.
case-held-approval = This is the first comment by this author.
case-held-score = Held automatically: the score reaches the threshold in the settings.
case-held-rule = Held by a rule for words and links.
case-held-guesses = Held automatically: many codes were not entered, or entered wrongly, in this browser or network.
case-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
  }
case-report = { $reason }: ‘{ $text }’
case-report-from = { $reason } ({ $name })
case-report-by = { $reason }: ‘{ $text }’ ({ $name })
case-finding = Rule ‘{ $pattern }’ found: { $found }
alike-text = { $count ->
    [one] Also remove 1 other comment with the same text
    [250] Also remove the first 250 other comments with the same text
   *[other] Also remove { $count } other comments with the same text
  }
alike-link = { $count ->
    [one] Also remove 1 other comment with the same link
    [250] Also remove the first 250 other comments with the same link
   *[other] Also remove { $count } other comments with the same link
  }
alike-network = { $count ->
    [one] Also remove 1 other comment from the same network on the same day (perhaps by someone else)
    [250] Also remove the first 250 other comments from the same network on the same day (perhaps by others too)
   *[other] Also remove { $count } other comments from the same network on the same day (perhaps by others too)
  }
case-alike = Also in the queue: { $text } with the same text, { $link } with the same link.
case-alike-text = Also in the queue: { $text } with the same text.
case-alike-link = Also in the queue: { $link } with the same link.
case-claimed = { $moderator } is looking at this comment ({ $moment })
case-claim-button = I am looking at this comment
case-claim-hint = Colleagues will see for five minutes that you are working on it.
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
keys-dropped = The keys you pressed in the meantime were not used: the comment here now is not the one you saw.
