## The board's own texts at the desk

texts-heading = Pages
texts-lead = Every site has these pages. Readers see your changes at once.
text-shipped = Default
text-version = Version { $number }, { $moment }, by { $name }
text-versions = Earlier versions
text-take = Restore
text-saved = Saved. Readers now see the page like this.
text-hint = Markdown. {"{"}board{"}"} is replaced by the name of this site, {"{"}contact{"}"} by the e-mail address for questions about data, or else that of the editors (the sender in WEERWOORD_SMTP_URL).
text-hint-anchors = The text in braces after the headings, such as {"{"}#insult{"}"}, lets a removed comment point to its rule. Leave it in place.
text-missing = Write the text: this page cannot be empty.
text-too-long = The text is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long.
text-anchor-missing = Put { $anchor } after the heading about { $rule }: removed comments point there.

## Pages that editors make

pages-own = Own pages
pages-none = There are no pages of your own yet. Begin with ‘New page’.
pages-fixed = Fixed pages
page-new = New page
page-description = Description for search engines
page-description-hint = One or two sentences. Empty: the first paragraph.
page-state = State
page-places = Where the page can be found
page-places-hint = A new link comes last. Choose the order at:
page-in-menu = In the menu
page-in-footer = At the foot of the site
page-delete-heading = Delete the page
page-delete-hint = The page disappears with all its versions. That cannot be undone.
page-delete-published = Readers see this page. First take it off the site; then it can be deleted.
page-delete = Delete the page
page-delete-sure = I am sure that this page and all its versions may go
page-delete-sure-missing = Tick the box to confirm that you are sure.
page-deleted = The page has been deleted.
page-deleted-meanwhile = Someone else has deleted this page in the meantime. Your text is below; if you save it, it becomes a new page.
page-done-saved = The page has been saved.
page-done-published = The page has been published. Readers see it now.
page-done-unpublished = The page is no longer on the site. Its text has been kept.
page-history-back = Back to the page
page-title-missing = Give the page a title.
page-description-long = The description is { $count ->
    [one] { $count } character
   *[other] { $count } characters
  } too long; the maximum is { $max }.
page-body-missing = Write the text. A page cannot be published without it.
page-slug-reserved = The address ‘{ $slug }’ belongs to a fixed page. Choose another address.
page-slug-taken = Another page is or was at the address ‘{ $slug }’. Choose another address.
page-menu-full = The menu has room for { $max } entries: readers cannot take in more. First remove one.
page-footer-full = The foot of the site has room for { $max } links. First remove one.

## What the menu and the footer show

navigation-menu = Entries of the menu
navigation-footer = Links at the foot of the site
navigation-lead = At most { $max }. Change the numbers to change the order.
navigation-categories = Categories of the newest articles
navigation-category = Category: { $name }
navigation-place = Place of { $label }
navigation-remove = Remove
navigation-add = Add
navigation-entry = Something on this site
navigation-entry-none = Nothing
navigation-entry-gone = This is no longer there. Choose something else.
navigation-empty = Leave at least one entry, or choose ‘Restore the default’.
navigation-label = Or a link to another site: its text
navigation-label-hint = A few words, such as: Our shop.
navigation-label-missing = Enter the text of the link.
navigation-label-long = Use at most { $max } characters for the text of the link.
navigation-url = The address of that site
navigation-url-hint = For example shop.example/summer; without http in front it becomes https.
navigation-url-bad = Enter an address of { $max } characters at most, such as shop.example or https://shop.example. An address with http:// is not possible.
navigation-unlisted-terms = Readers cannot find the terms now: put them in the menu or at the foot of the page.
navigation-unlisted-privacy = Readers cannot find the privacy statement now: put it in the menu or at the foot of the page.
navigation-saved = Saved. Readers see it at once.
navigation-overtaken-heading = Someone else has changed this in the meantime
navigation-overtaken = Below is what is in force now. Your change has not been saved yet: make it again and save.
navigation-shipped = Restore the default
