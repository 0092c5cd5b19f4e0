## Deciding

decide-name = for the comment by { $name }
decide-keep = Keep
decide-show = Post
decide-remove = Remove
decide-remove-for = Remove for
decide-restore = Restore
decide-other = Other reason, explanation or ban
decide-other-without-ban = Other reason or note
decide-reason-change = Choose another reason
decided-keep = kept
decided-post = posted
decided-restore = removal undone
decided-remove = removed ({ $reason })
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
    [one] 1 comment was left as it was, because something else has been decided since.
   *[other] { $count } comments were left as they were, because something else has been decided since.
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
decision-reason-missing = Choose a reason: readers see it in place of the comment.
decision-reason-unknown = Choose a reason from the list.
decision-version-missing = Something was missing from the form. Check below where the comment stands now, and decide again.
decision-note-too-long = Keep the explanation under 1,000 characters.
decision-keep-removed = This comment has already been removed. Restore it if it should stay.
decision-restore-visible = This comment has not been removed. There is nothing to restore.
decision-overtaken = Your decision was not recorded
decision-overtaken-by = { $moderator } got there first ({ $moment }): { $decided }. Decide again if you see it differently.
decision-overtaken-by-yourself = You have already decided on this yourself ({ $moment }): { $decided }. Decide again if you see it differently now.
decided-already = { $moderator } has already done this ({ $moment }): comment by { $author }, { $decided }.
decision-overtaken-queue = The comment is at the top of the queue, as it stands now.
done-told = The author is told the reason by e-mail.
decision-restore-expunged = The text of this comment has been erased for good, so it cannot come back.
undo-too-late = This can no longer be undone
undo-too-late-text = Only your last decision can be undone, within ten minutes and as long as nothing has followed it. Decide again below if you see it differently.

## Deciding about several comments

bulk-heading = With the selected comments
bulk-reason = Reason for removing
bulk-pick-all = Select all on this page
bulk-rest = Keep the rest of this page
bulk-rest-held = Post the rest of this page
bulk-no-rest = There is nothing else on this page.
bulk-refused = Your decision was not recorded
bulk-none = Select one or more comments first.
bulk-too-many = Select at most a hundred comments at a time.
bulk-unreadable = Something was missing from the form. Select the comments again.
bulk-late-heading = Not everything was recorded
bulk-stands = { $count ->
    [0] Nothing was decided about the other comments you selected.
    [one] Your decision was recorded for { $count } selected comment.
   *[other] Your decision was recorded for { $count } selected comments.
  }

## Erasing a text

expunge-link = Erase the text for good
expunge-heading = Erase the text for good
expunge-hint = Only for a court order or the private data of a third person. The text disappears everywhere and never comes back; the decision and the reason stay.
expunge-reason-hint = The comment is removed as well. Readers see this reason.
expunge-why = Why
expunge-why-hint = Appears in the log. Do not repeat the erased text here.
expunge-why-missing = Say why the text is being erased.
expunge-sure = I am sure that this text must go for good
expunge-sure-missing = Tick the box to confirm that you are sure.
restore-expunged = Erased again after a backup was restored.
expunge-refused = The text has not been erased
expunge-button = Erase for good
expunge-not = Do not erase

## The public log

public-log-title = Moderation log
public-log-hint = What moderators decide, latest first, without names or texts.
public-log-empty = Nothing has been decided yet.
public-log-newest = Latest decisions
public-log-older = Older decisions
public-comment = Comment { $id }
public-kept = kept
public-restored = restored
public-removed = removed ({ $reason })
public-route-own = on a moderator’s own initiative
public-route-report = after a report
public-route-rule = after an automatic rule
public-route-appeal = after an appeal
