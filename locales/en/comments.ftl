## Comments

comments-none = There are no comments on this article yet
comments-count = { $count ->
    [one] There is { $count } comment on this article
   *[other] There are { $count } comments on this article
  }
comments-first = Post the first comment
comments-closed = Comments on this article are closed. Those already posted remain.
comments-closed-text = This is what you wrote; copy it if you want to keep it
posted-on = posted on { $moment }
posted-before = posted on
answer-to = in reply to
badge-author = author
former-commenter = Former commenter
removed-comment = a removed comment
reply = Reply
reply-to-name = to { $name }
reply-title = Reply to { $name }
reply-kicker = About the article
reply-gone = The comment you are replying to is no longer there. Your text is now ready to post as a comment on the article.
tombstone = This comment was removed: { $reason }.
tombstone-before-import = This comment had been removed already where this site was before.
tombstone-rule = Read the house rule
removed-text-of = { $name } wrote this; only moderators see it.
posted = Your comment has been posted.
posted-link = The date above is a permanent link to your comment, for sharing it or finding it again.
show-answers = { $count ->
    [one] Show { $count } reply
   *[other] Show { $count } replies
}
hide-answers = { $count ->
    [one] Hide { $count } reply
   *[other] Hide { $count } replies
}
read-on = { $count ->
    [one] Read on (another { $count } word)
   *[other] Read on (another { $count } words)
}
fold-up = Show less
quote = Quote in your reply
featured = Picked by the editors
featured-in-place = Read it in the discussion
feature = Feature
feature-stop = Stop featuring
feature-heading = Featuring a comment
feature-own = Your own comment is for a colleague to feature.
feature-full = { $count } comments on this article are already featured. Remove one first.
feature-hidden = Readers do not see this comment. Only a visible comment can be featured.
read-also = Read next
turn-heading = Previous and next article
turn-previous = Previous article
turn-next = Next article
follow-heading = Follow this discussion by e-mail
follow-lead = New comments in your inbox, one message an hour at most.
follows = You follow this discussion by e-mail.
follow-button = Follow this discussion
follow-stop = Stop following
follow-email-hint = You will get an e-mail to confirm this first. After that, one message an hour at most; one click stops it.
follow-text = New comments on ‘{ $title }’ in your inbox: one message an hour at most, and one click stops it.
follow-sent = We have sent you an e-mail. Open the link in it and press the button, and you will follow the discussion.
follow-on = You now follow this discussion by e-mail.
follow-back = [Back to the discussion]

## A comment that waits

held-heading = Your comment is waiting for a moderator
held-text = We have received your comment. A moderator will read it and decide whether it appears below the article.
held-nothing-to-do = There is nothing you need to do.
held-back = Back to the article

## Order and useful

sort-label = Order of the comments
sort-oldest = Oldest first
sort-newest = Newest first
sort-useful = Most useful first
useful = Useful
useful-of-name = { $count ->
    [0] : comment by { $name }
    [one] : comment by { $name }, one reader finds it useful
   *[other] : comment by { $name }, { $count } readers find it useful
}
useful-own = You cannot mark your own comment as useful.

## What scripts add

appearance = Appearance
appearance-system = Same as my system
appearance-light = Light
appearance-dark = Dark
appearance-contrast = High contrast
new-since = New
one-new = There is 1 new comment.
load-one-new = Show it
some-new = new comments.
load-some-new = Show them
draft-kept = Your draft is still here.
draft-drop = Clear the draft
next-new = next new
first-new = first new
one-unread = 1 new: show it
some-unread = new: show the first
