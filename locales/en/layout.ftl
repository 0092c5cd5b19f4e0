## Round every page

skip-to-content = Skip to content
skip-to-articles = Skip to the articles
skip-to-comments = Skip to the comments
skip-to-form = Skip to the form
skip-to-queue = Skip to the queue
menu = Main menu
footer-links = Foot of the site
menu-articles = Articles
menu-log-in = Log in
menu-log-out = Log out
menu-moderation = Moderation
menu-waiting = to review
terms-title = Terms
privacy-title = Privacy
house-rules-title = House rules
pager = Pages
pager-previous = Previous page
pager-next = Next page
pager-position = Page { $page } of { $pages }

## Pages with a form

sheet-faults = There is something to correct
