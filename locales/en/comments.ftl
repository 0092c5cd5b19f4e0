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
tombstone-rule = Read the house rule
removed-text-of = { $name } wrote this; only moderators see it.
posted = Your comment has been posted.
posted-link = The date above is a permanent link to your comment, for sharing it or finding it again.

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
unfold = Read the whole comment
new-since = New
one-new = There is 1 new comment.
load-one-new = Show it
some-new = new comments.
load-some-new = Show them
draft-kept = Your draft is still here.
draft-drop = Clear the draft
