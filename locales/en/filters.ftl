## Rules about words and links

body-refused = Your comment contains “{ $found }”, which we do not allow here. Please change your text
words-heading = Words and links
words-hint = What the site itself looks for. Try a rule on the latest comments first.
words-empty = There are no rules yet.
word-heading = New rule
rule-kind = Kind
rule-kind-word = Word or phrase
rule-kind-link = Link to a site
rule-kind-links = More links than
rule-kind-missing = Choose a kind of rule
rule-pattern = What to look for
rule-pattern-hint = A word (moron), a phrase, with * behind it any ending (moron*); a site (linkbuild.example); or a number of links (2). Case and accents do not count.
rule-action = What then
rule-action-hold = a moderator first
rule-action-refuse = refuse
rule-action-missing = Choose what should happen then
rule-test = Try it
rule-save = Keep the rule
rule-drop = Drop the rule
rule-what-word = “{ $pattern }”
rule-what-link = link to { $pattern }
rule-what-links = more than { $pattern } links
rule-too-long = Keep the rule under 100 characters
rule-word-missing = Fill in a word
rule-word-short = Choose a word of at least 3 letters: shorter ones are everywhere
rule-word-star = Put the asterisk at the end only, as in moron*
rule-link-invalid = Fill in a site, such as linkbuild.example
rule-links-invalid = Fill in a number from 0 to 50
rule-finds-most = This rule would hit most comments. Make it more precise
rule-would-hold = { $count ->
    [0] Would have held none of the last { $of } comments
   *[other] Would have held { $count } of the last { $of } comments
  }
rule-would-refuse = { $count ->
    [0] Would have refused none of the last { $of } comments
   *[other] Would have refused { $count } of the last { $of } comments
  }
