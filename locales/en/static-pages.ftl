## The board's own texts at the desk

texts-heading = Pages
texts-lead = These pages are linked at the foot of every page. Readers see at once what you change.
text-shipped = As it comes
text-version = Version { $number }, { $moment }, by { $name }
text-versions = Earlier versions
text-take = Bring back
text-saved = The page is saved. Readers see it like this.
text-hint = Markdown. Where {"{"}board{"}"} stands, the name of this site appears.
text-hint-anchors = The signs in braces after the headings, such as {"{"}#insult{"}"}, let a removed comment point to its rule. Leave them.
text-missing = Write the text: this page cannot be empty
text-too-long = The text is too long: there are { $count } characters too many
text-anchor-missing = Put { $anchor } after the heading about { $rule }: removed comments point there
