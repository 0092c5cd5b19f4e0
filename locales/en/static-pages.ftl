## The board's own texts at the desk

texts-heading = Pages
texts-lead = Links to these pages are at the foot of the site. Readers see your changes at once.
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
