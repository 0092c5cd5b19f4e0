## The editors' desk: writing

menu-desk = Newsroom
desk-rooms = Parts of the newsroom
desk-articles = Articles
desk-categories = Categories
desk-heading = All articles
desk-faults = This has not been saved yet
desk-search = Search articles
desk-search-button = Search
desk-states = State of the articles
desk-all = All
desk-drafts = Drafts
desk-look = View
desk-none-found = No articles found.
desk-show-all = Show all articles
desk-empty = Start with ‘New article’.
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
write-lead-hint = Shown above the text and in lists. Empty: the first paragraph.
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
  } · { $minutes }-minute read
write-publication = Publication
write-published = Time of publication
write-published-draft = Empty: the moment you press Publish.
write-published-scheduled = Readers see the article from then on.
write-published-hint = The date above the article.
write-publish = Publish
write-publish-now = Publish now
write-schedule = Schedule for this time
write-unschedule = Cancel scheduling
write-unpublish = Take off the site
write-save = Save
write-save-draft = Save as draft
write-save-over = Save my text anyway
write-author = Author
write-slug = Last part of the address
write-slug-hint = Empty: made from the title.
write-slug-hint-live = The old address keeps working and leads to the new one.
write-comments = Comments
write-comments-open = Open
write-comments-after = Open, closing automatically after a number of days
write-comments-closed = Closed
write-days = Days after publication
write-members-only = Only members may comment
write-categories = Categories
write-more-categories = New categories
write-more-categories-hint = Separated by commas.
write-done-saved = Saved.
write-done-published = Published. Readers can see the article now.
write-done-scheduled = Scheduled. The article will appear automatically.
write-done-unpublished = The article has been taken off the site. Its comments have been kept.
write-done-restored = The old text is back, as a new version.
write-kept = Autosaved at { $time }, not saved yet.
write-kept-waits = Not saved yet.
write-kept-failed = Autosaving failed. Save your text, or copy it to be safe.
write-kept-out = You have been logged out. Log in on another tab; your text here will stay.
write-kept-notice = You have unsaved text here from { $moment }.
write-taken-up = This is your text from { $moment }. It has not been saved yet.
write-take-up = Continue with it
write-drop = Discard that text
write-overtaken-heading = This article has been saved elsewhere in the meantime
write-overtaken = { $name } saved it, { $ago }. Your text is below and has not been saved yet.
write-overtaken-advice = Copy over what you want to keep. If you save, your text replaces the other version, which stays in the history.
write-meanwhile = What has changed in the meantime
write-title-missing = Give the article a title.
write-title-long = The title is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-lead-long = The introduction is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-body-missing = Write the text. An article cannot be published without it.
write-body-long = The text is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-slug-missing = No address can be made from this title. Enter one yourself.
write-slug-bad = Use only lower-case letters, digits and single hyphens in the address, { $max } at most, such as { $example }.
write-slug-taken = Another article is or was at the address ‘{ $slug }’. Choose another address.
write-author-missing = Choose whose name goes on the article.
write-moment-bad = Enter a date and a time.
write-moment-missing = Enter when the article should appear.
write-moment-past = This time has passed. Choose a later one, or publish now.
write-moment-ahead = This article is already on the site. Choose an earlier time, or take the article off the site first.
write-comments-missing = Choose whether readers may comment.
write-days-bad = Enter a number of days, from 1 to { $max }.
write-categories-many = Choose at most { $max } categories.
category-long = The name of the category is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
category-bad = No address can be made from ‘{ $name }’. Use letters or digits.
category-comma = Do not use a comma in the name of a category.
category-name-missing = Give the category a name.
category-taken = There is already a category with this name or this address.
category-into-missing = Choose the category to merge into.
category-not-empty = There are still articles in this category. Merge it with another one first.
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
category-rename-heading = Rename
category-rename-hint = The address stays /categories/{ $slug }.
category-rename = Rename
category-merge-heading = Merge
category-merge-hint = The articles move along; from then on, the address of this category leads there.
category-into = Merge with
category-choose = Choose a category
category-merge = Merge
category-drop-heading = Remove
category-drop-hint = Nothing is in this category.
category-drop-full = This is possible once there are no articles in it.
category-drop = Remove the category
category-added = The category has been added.
category-renamed = The category has been renamed.
category-merged = The categories have been merged.
category-dropped = The category has been removed.
history-link = History
history-title = History of ‘{ $title }’
history-back = Back to the article
history-from = Compare
history-to = with
history-compare = Compare
history-version = Version { $number }
history-current = now
history-what = What changed
history-restore = Restore this text
history-command-line = the command line
history-overtaken = First look at what changed, then restore what you want.
compare-heading = From version { $old } to version { $new }
compare-same = Nothing changed.
compare-gone = Removed:
compare-new = Added:
compare-planned = draft, scheduled for { $moment }
compare-skipped = { $count ->
    [one] { $count } line stayed the same
   *[other] { $count } lines stayed the same
  }

## More of the editors’ desk

write-kept-offered = Earlier text of yours is waiting above this form. First choose what happens to it; until then nothing is autosaved. You can still save.
write-kept-held = You have been logged out, so nothing was sent. Your text is still here. Log in on another tab, then press the button again.
write-body-pictures = { $count ->
    [one] There is no picture of this site at this address in the text: { $addresses }. Add the picture under Pictures (/desk/pictures) and use the address shown there, or remove it from the text.
   *[other] There are no pictures of this site at { $count } addresses in the text, such as { $addresses }. Add the pictures under Pictures (/desk/pictures) and use the addresses shown there, or remove them from the text.
  }
look-overtaken-heading = Someone else has changed the settings in the meantime
text-overtaken-heading = This page has been saved elsewhere in the meantime
picture-added = The picture has been added. Paste the line below into an article.
picture-described = The description has been saved.
people-role-done = The role of { $name } is now: { $role }.
people-sessions-done = { $name } has been logged out everywhere.
look-ground-light = light
look-ground-dark = dark

## More that an editor says of an article

desk-category = Category
desk-category-any = All categories
desk-author = Author
desk-author-any = All authors
mark-caption = ![description](/pictures/12 "Caption")
mark-caption-what = a picture with a caption, alone on its line
mark-video = https://www.youtube.com/watch?v=…
mark-video-what = a link to a video, alone on its line
mark-still = [![description](/pictures/12)](https://vimeo.com/…)
mark-still-what = a video with a still from Pictures
write-social = On social networks
write-social-title = Title on social networks
write-social-title-hint = Shown on the card of a shared link. Leave it empty to show the title. Up to about 70 characters, hardly anything is cut off.
write-social-title-long = The title for social networks is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-social-description = Description on social networks
write-social-description-hint = One or two sentences below that title. Leave it empty to show the introduction.
write-social-description-long = The description for social networks is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long (maximum { $max }).
write-done-duplicated = This is the copy. Only editors can see this draft.
copy-title = Copy of { $title }
copy-button = Duplicate
copy-too-many = There are already too many copies of this article. Give one of the copies another address.
presence-names = { $names } and { $last }
presence-others = { $count ->
    [one] { $names } has this article open too.
   *[other] { $names } have this article open too.
  }

## A link to a draft

draft-link-heading = Link for a colleague
draft-link-text = With this link, someone without an account can read the article as it was last saved. They cannot comment, and search engines do not find the page.
draft-link-published = This article is already on the site: just share its address.
draft-link-new = Make a link
draft-link-again = Make a new link
draft-link-again-hint = The existing link will stop working.
draft-link-days = The link works for
draft-link-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
draft-link-days-missing = Choose how long the link works.
draft-link-make = Make link
draft-link-made = The link has been made.
draft-link-address = Send your colleague this address
draft-link-once = Copy the address now: it is shown on this page only. If you lose it, make a new link.
draft-link-there = There is a link made by { $name }, which works until { $moment }.
draft-link-withdraw = Withdraw link
draft-notice = This is a draft: the article is not on the site yet.
draft-notice-scheduled = This is a draft: the article appears on { $moment }.
draft-notice-link = You are reading it by a link from the editors. Please do not pass it on.
draft-gone-heading = This link no longer works
draft-gone-text = A link to a draft works for a number of days, and the editors can withdraw it earlier. Ask the person who gave it to you for a new one.
# -- choosing pictures for an article
write-picture-offered = Earlier text of yours is waiting above this form. Decide about it first; then you can choose a picture.
picture-to-text = Put in the text
picker-for = Choose a picture for ‘{ $title }’
picker-for-untitled = Choose a picture for the new article
picker-back = Back to the article
picker-search = Search by what it shows
picker-none = No picture matches these words.

# -- the toolbar, pasting, and pictures in the text
toolbar = Formatting
toolbar-heading = Heading
toolbar-bold = Bold
toolbar-italic = Italic
toolbar-link = Link
toolbar-list = List
toolbar-quote = Quote
toolbar-table = Table
toolbar-shortcut = { $name } (Ctrl+{ $key })
toolbar-picture = Picture
link-text = text
table-column = Column
write-picture-which = Picture
write-picture-choose = Choose a picture
write-picture-place = The picture goes at the end of the text, or where you put this:
picker-heading = Choose a picture
picker-new = Or add a new one
picker-more = Show more
picture-failed = The picture was not sent. Check the connection and try again.
picture-out = You have been logged out, so the picture was not sent. Your text is still here. Log in on another tab and try again.
paste-pictures-left = Pictures do not always come along when you paste. Where one is missing it now says ![](): put the cursor there and choose a picture.
dialog-cancel = Cancel
