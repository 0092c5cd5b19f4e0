## Deciding

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
done-told = The author is told the reason by e-mail.
decision-restore-expunged = The text of this comment has been erased for good, so it cannot come back.
undo-too-late = This can no longer be undone
undo-too-late-text = Only your last decision can be undone, within ten minutes and while nothing came after it. Decide again below if you see it differently.

## Deciding about several comments

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

## Erasing a text

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

## The public log

public-log-title = Moderation log
public-log-hint = What moderators decide, latest first, without names and texts.
public-log-empty = Nothing has been decided yet.
public-log-newest = To the latest
public-log-older = Older decisions
public-comment = Comment { $id }
public-kept = stays
public-restored = restored
public-removed = removed for { $reason }
public-route-own = of a moderator’s own accord
public-route-report = after a report
public-route-rule = after a rule of the board
public-route-appeal = after an appeal
