## Rules about words and links

body-refused = In je reactie staat ‘{ $found }’, en dat laten we hier niet toe. Pas je tekst aan.
words-heading = Woorden en links
words-hint = Waar de site zelf op let. Probeer een regel eerst uit op de laatste reacties.
words-empty = Er zijn nog geen regels.
word-heading = Nieuwe regel
rule-kind = Soort
rule-kind-word = Woord of woordgroep
rule-kind-link = Link naar een site
rule-kind-links = Meer links dan
rule-kind-missing = Kies een soort regel.
rule-pattern = Waarop let de site?
rule-pattern-hint = Een woord of woordgroep (sukkel); sukkel* vindt ook sukkels. Een site (linkbouw.example). Of een aantal links (2). Hoofdletters en accenten tellen niet.
rule-action = Wat gebeurt er dan?
rule-action-hold = vasthouden voor een moderator
rule-action-refuse = weigeren
rule-action-missing = Kies wat er dan moet gebeuren.
rule-test = Uitproberen
rule-save = Regel opslaan
rule-drop = Regel verwijderen
rule-what-word = ‘{ $pattern }’
rule-what-link = link naar { $pattern }
rule-what-links = meer dan { $pattern } links
rule-too-long = Houd de regel onder de 100 tekens.
rule-word-missing = Vul een woord in.
rule-word-short = Kies een woord van minstens 3 letters: kortere staan overal in.
rule-word-star = Zet het sterretje alleen aan het eind, zoals sukkel*.
rule-link-invalid = Vul een site in, zoals linkbouw.example.
rule-links-invalid = Vul een aantal in van 0 tot 50.
rule-finds-most = Deze regel zou de meeste reacties raken. Maak de regel preciezer.
rule-would-hold = { $count ->
    [0] Zou geen van de laatste { $of } reacties hebben vastgehouden
   *[other] Zou { $count } van de laatste { $of } reacties hebben vastgehouden
  }
rule-would-refuse = { $count ->
    [0] Zou geen van de laatste { $of } reacties hebben geweigerd
   *[other] Zou { $count } van de laatste { $of } reacties hebben geweigerd
  }
