# Sites that the board stands under, and their pages.
site-add = Add the site
site-added = The site is added. Now paste one of the ways below into its pages.
site-all-pages = Show all pages
site-change = Settings
site-colour-hint = For links and buttons under this site. Contrast now { $ratio } : 1; at least 4.5 : 1 is needed. The colour of the board is { $board }.
site-has-moderators = Moderators are bound to this site. First untick them and save. Whoever is bound to nothing then moderates the whole board.
site-has-pages = This site has pages with comments, and these stay with their site. Take its addresses away to show the board there no longer.
site-is-of-settings = An address of this site stands in the setting WEERWOORD_SITES. Take it away there and start the board again.
site-key-jwk = Public key as JWK
site-key-jwk-hint = RSA from 2048 bits, P-256 or Ed25519. It takes the place of the present key.
site-key-made = The site has a key. Tokens that were signed with an earlier one count no more.
site-key-make = Make a key
site-key-note = I have written the key down
site-key-noted = The key is not shown any more.
site-key-own = Use a public key of the site instead
site-key-public = The site signs with a key of its own; its public key was given on { $date }.
site-key-remove = Remove the key
site-key-removed = The key is removed. Users of the site now comment as guests.
site-key-renew = Make a new key
site-key-renew-hint = The old key counts no more at once: give the new one to the site straight away.
site-key-shared = The key was made on { $date }.
site-key-unreadable = The key of { $date } can’t be read, because the key of this board that it was encrypted with is missing. Make a new one.
site-key-use = Use this public key
site-key-write-down = Give this key to the site, where only its server may know it. It is shown until you have written it down.
site-lang = Language under the pages
site-lang-en = English
site-lang-missing = Choose a language from the list.
site-lang-nl = Dutch, informal
site-lang-nl-formal = Dutch, formal
site-moderators = Moderators of this site
site-moderators-hint = Moderators who are ticked here are bound to this site: they moderate comments under the sites they are ticked for only, and see nothing of the rest of the board. Moderators who are ticked nowhere moderate the whole board, this site included. Editors and administrators are never bound.
site-name = Name
site-name-hint = As moderators know the site.
site-name-long = The name is longer than { $max } characters. Shorten it.
site-name-missing = Fill in a name.
site-new = New site
site-no-moderators = The board has no moderators. Invite one at People.
site-no-origin = no address: the board is not shown there
site-no-pages = No pages yet
site-no-pages-text = A page comes with its first comment. Nothing pasted yet?
site-none-found = No page was found.
site-of-settings = from the settings
site-origin-taken = { $origin } belongs to the site ‘{ $site }’. Take it away there first, or leave it out here.
site-origins = Addresses of the site
site-origins-fixed = From the setting WEERWOORD_SITES, and to be changed there alone:
site-origins-hint = One on each line, such as https://blog.example. Only on pages that begin like this is the board shown and do comments come in. With and without www. are two. If you take one away, its pages are kept with their comments. At most { $max }.
site-origins-many = A site has at most { $max } addresses. Take some away, or divide them between two sites.
site-origins-missing = Fill in at least one address, such as https://blog.example.
site-origins-wrong = { $count ->
    [one] This is no address of a site: { $lines }. Begin with https:// or http://, and write nothing after the name and the port: https://blog.example.
   *[other] These are no addresses of a site: { $lines }. Begin with https:// or http://, and write nothing after the name and the port: https://blog.example.
}
site-page-change = Change
site-page-open = Comments are allowed
site-page-queue = Moderate comments
site-page-saved = The page is saved.
site-page-title = Title
site-page-title-long = The title is longer than { $max } characters. Shorten it.
site-page-title-missing = Fill in a title.
site-pages = Pages
site-paste = Putting it under the pages
site-paste-frame = An iframe
site-paste-frame-hint = For sites that allow no scripts. Put the encoded address of the page after url=; the height is fixed.
site-paste-script = One line with a script
site-paste-script-hint = Paste it where the comments are to come, in the template of all pages. The script sets the height, and follows light and dark.
site-paste-server = Without a script, by nginx
site-paste-server-hint = The block goes into the server of the site, the last line into its pages, with the encoded address of the page after url=. Comments then stand in the page itself, for search engines too.
site-paste-text = Choose one. Every page with the line gets comments of its own.
site-paste-title = Comments
site-remove = Remove the site
site-remove-hint = Possible only without pages and without bound moderators.
site-removed = The site is removed.
site-saved = The site is saved.
site-search = Search titles and addresses
site-settings = Settings of the site
site-stays = The site was not removed
site-users = Users of the site
site-users-text = With a key, the site can say who its users are: they comment under its pages with their own name, without a code, and have no more rights than guests. How the site does so is in docs/login.md.
sites-about = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
} · { $comments ->
    [one] 1 comment
   *[other] { $comments } comments
} · { $lang } · { $moderators ->
    [0] no bound moderators
    [one] 1 bound moderator
   *[other] { $moderators } bound moderators
}
sites-heading = Sites
sites-lead = The board can stand under the pages of other sites: a blog, a paper, a shop. Their comments come into the same queues.
sites-none = No sites yet
sites-none-text = Add a site to put the board under its pages.
