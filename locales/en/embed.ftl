## Comments under pages of other sites

embed-title = Comments on { $title }
embed-frame = Comments
embed-back = Back to the comments
embed-code-later = After sending, we ask you to type a code.
embed-code-now = One more step: type the code at the bottom. Your comment is posted then.
embed-to-code = Go to the code
embed-refused = Comments cannot stand here
embed-unknown = The address { $origin } is not among the sites of this comment board. The administrator adds it to the sites at the desk or to the setting WEERWOORD_SITES.
embed-no-address = The parameter url is missing, or is not the full address of a page. Give it the address of the page, beginning with https://.
embed-origin = This form was on a site that does not belong to this comment board, or the browser does not say which site it was. Your comment was not posted; go back to copy your text.
useful-heading = Do you find this comment useful?
useful-back = [Back to the comment]
site-user-heading = Your log-in did not come through
site-user-over = Your log-in at { $site } counts for one comment, and for a few minutes. This one was used or has expired. Copy your text below, load the page of { $site } again, and post from there.
site-user-refused = This comment board could not check that you are logged in at { $site }. Your text is still below. Tell { $site } if it happens again.
site-user-guest = You can also post as a guest, with your name and e-mail address.
site-user-back = Back to { $site }
site-user-signed = You are logged in at { $site } and commenting as { $name }.
