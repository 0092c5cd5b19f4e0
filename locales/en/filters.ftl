## Rules about words and links

body-refused = Your comment contains ‘{ $found }’, which we do not allow here. Please change your text.
words-heading = Words and links
words-hint = What the site itself looks for. Try a rule on the latest comments first.
words-empty = There are no rules yet.
word-heading = New rule
rule-kind = Kind
rule-kind-word = Word or phrase
rule-kind-link = Link to a site
rule-kind-links = More links than
rule-kind-missing = Choose a kind of rule.
rule-pattern = What does the site look for?
rule-pattern-hint = A word or phrase (moron); moron* also finds morons. A site (linkbuild.example). Or a number of links (2). Capitals and accents do not matter.
rule-action = What happens then?
rule-action-hold = hold for a moderator
rule-action-refuse = refuse
rule-action-missing = Choose what should happen then.
rule-test = Try it
rule-save = Save the rule
rule-drop = Delete the rule
rule-what-word = ‘{ $pattern }’
rule-what-link = link to { $pattern }
rule-what-links = more than { $pattern } links
rule-too-long = Keep the rule under 100 characters.
rule-word-missing = Enter a word.
rule-word-short = Choose a word of at least 3 letters: shorter ones are everywhere.
rule-word-star = Put the asterisk at the end only, as in moron*.
rule-link-invalid = Enter a site, such as linkbuild.example.
rule-links-invalid = Enter a number from 0 to 50.
rule-finds-most = This rule would match most comments. Make it more precise.
rule-would-hold = { $count ->
    [0] Would have held none of the last { $of } comments
   *[other] Would have held { $count } of the last { $of } comments
  }
rule-would-refuse = { $count ->
    [0] Would have refused none of the last { $of } comments
   *[other] Would have refused { $count } of the last { $of } comments
  }
