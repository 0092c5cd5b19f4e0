## The editors' desk: writing

menu-desk = Editors
desk-rooms = Parts of the editors' desk
desk-articles = Articles
desk-categories = Categories
desk-heading = All articles
desk-faults = This is not saved yet
desk-search = Search articles
desk-search-button = Search
desk-states = State of the articles
desk-all = All
desk-drafts = Drafts
desk-look = View
desk-none-found = No article was found.
desk-show-all = Show all articles
desk-empty = Begin with ‘New article’.
desk-edited = saved { $ago }
desk-edited-by = saved { $ago } by { $name }
desk-comments-closed = closed
desk-comments-close = close on { $moment }
desk-comments-days = { $count ->
    [one] close after { $count } day
   *[other] close after { $count } days
  }
desk-members-only = members only
state-draft = Draft
state-scheduled = Scheduled
state-published = Published
yes = yes
no = no
write-new = New article
write-appears = appears on { $moment }
write-appeared = appeared on { $moment }
write-title = Title
write-lead = Introduction
write-lead-hint = Stands above the text and in the list. Empty: the first paragraph.
write-body = Text
write-marks = How to make headings, emphasis and links
mark-heading = # Heading
mark-heading-what = a heading
mark-emphasis = **bold** and *italic*
mark-emphasis-what = emphasis
mark-link = [text](https://address)
mark-link-what = a link
mark-list = - item
mark-list-what = a list
mark-quote = > quote
mark-quote-what = a quote
mark-code = `code`
mark-code-what = code
write-preview = Preview
write-preview-heading = What it looks like
write-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
  } · { $minutes ->
    [one] { $minutes } minute to read
   *[other] { $minutes } minutes to read
  }
write-publication = Publication
write-published = Moment of publication
write-published-draft = Empty: the moment at which you press Publish.
write-published-scheduled = From then on readers see the article.
write-published-hint = The date above the article.
write-publish = Publish
write-publish-now = Publish now
write-schedule = Schedule for this moment
write-unschedule = No longer schedule
write-unpublish = Take off the site
write-save = Save
write-save-draft = Save as draft
write-save-over = Save my text all the same
write-author = Author
write-slug = Last part of the address
write-slug-hint = Empty: made of the title.
write-slug-hint-live = The old address keeps working and leads to the new one.
write-comments = Comments
write-comments-open = Open
write-comments-after = Open, and closed by itself after some days
write-comments-closed = Closed
write-days = Days after publication
write-members-only = Only members may comment
write-categories = Categories
write-more-categories = New categories
write-more-categories-hint = With a comma between them.
write-done-saved = Saved.
write-done-published = Published. Readers see the article now.
write-done-scheduled = Scheduled. The article appears by itself.
write-done-unpublished = The article is off the site. Its comments are kept.
write-done-restored = The old text is back, as a new version.
write-kept = Kept automatically at { $time }, not saved yet.
write-kept-waits = Not saved yet.
write-kept-failed = Keeping it automatically failed. Save your text, or copy it to be sure.
write-kept-out = You are logged out. Log in on another tab; what stands here stays.
write-kept-notice = You have text here that is not saved yet, from { $moment }.
write-taken-up = This is your text from { $moment }. It is not saved yet.
write-take-up = Go on with it
write-drop = Throw that text away
write-overtaken-heading = This article was saved elsewhere meanwhile
write-overtaken = It was { $name }, { $ago }. Your text is below and not saved yet.
write-overtaken-advice = Take over what you want to keep. If you save, your text takes its place; the other version stays in the history.
write-meanwhile = What changed meanwhile
write-title-missing = Give the article a title
write-title-long = Make the title shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-lead-long = Make the introduction shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-body-missing = Write the text; without it an article cannot appear
write-body-long = Make the text shorter: it is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
write-slug-missing = No address can be made of this title: fill one in
write-slug-bad = Use at most { $max } small letters, figures and single dashes in the address, such as { $example }
write-slug-taken = Another article is or was at this address: choose another address
write-author-missing = Choose who signs the article
write-moment-bad = Fill in a date and a time
write-moment-missing = Fill in when the article appears
write-moment-past = This moment is over: choose a later one, or publish now
write-moment-ahead = This article is on the site already: choose an earlier moment, or take it off first
write-comments-missing = Choose whether readers may comment
write-days-bad = Fill in a number of days, from 1 to { $max }
write-categories-many = Choose at most { $max } categories
category-long = Make the name of the category shorter: { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long, { $max } is the most
category-bad = No address can be made of ‘{ $name }’: use letters or figures
category-comma = Use no comma in the name of a category
category-name-missing = Give the category a name
category-taken = There is a category with this name or this address already
category-into-missing = Choose the category that takes everything in
category-not-empty = There are articles in this category still: merge it with another
category-new = New category
category-add = Add
category-none = There are no categories yet.
category-change = Change
category-back = All categories
category-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
  }
category-name = Name
category-rename-heading = Another name
category-rename-hint = The address stays /categories/{ $slug }.
category-rename = Change the name
category-merge-heading = Merge
category-merge-hint = The articles go along; the address of this category leads there from now on.
category-into = Merge with
category-choose = Choose a category
category-merge = Merge
category-drop-heading = Remove
category-drop-hint = Nothing is in this category.
category-drop-full = That takes a category without articles.
category-drop = Remove the category
category-added = The category was added.
category-renamed = The category has another name now.
category-merged = The categories were merged.
category-dropped = The category was removed.
history-link = History
history-title = History of ‘{ $title }’
history-back = Back to the article
history-from = Compare
history-to = with
history-compare = Compare
history-version = Version { $number }
history-current = now
history-what = What changed
history-restore = Put the text back
history-command-line = the command line
history-overtaken = First look at what changed, then put back what you want.
compare-heading = From version { $old } to version { $new }
compare-same = Nothing changed.
compare-gone = Gone:
compare-new = New:
compare-planned = draft, with { $moment } in the form
compare-skipped = { $count ->
    [one] { $count } line stayed the same
   *[other] { $count } lines stayed the same
  }

## Mends of the editors’ desk

write-kept-offered = Earlier text of yours still waits above this form. First choose what happens to it; until then nothing is kept automatically. You can save.
write-kept-held = You are logged out, so nothing was sent; your text is still here. Log in on another tab, then press the button again.
write-body-pictures = { $count ->
    [one] No picture of this site is at this address in the text: { $addresses }. Add it at Pictures (/desk/pictures) and use the address it has there, or take it out of the text
   *[other] No pictures of this site are at { $count } addresses in the text, such as { $addresses }. Add them at Pictures (/desk/pictures) and use the addresses they have there, or take them out of the text
  }
look-overtaken-heading = Somebody else has changed the settings meanwhile
text-overtaken-heading = This page was saved elsewhere meanwhile
picture-added = The picture is added. Paste the line below into an article.
picture-described = The description is saved.
people-role-done = The role of { $name } is now: { $role }.
people-sessions-done = { $name } is logged out everywhere.
look-ground-light = light
look-ground-dark = dark
