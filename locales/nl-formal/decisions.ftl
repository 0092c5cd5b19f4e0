## Sentences of ../nl/decisions.ftl that address the reader, with “u”

decision-refused = Uw beslissing is niet vastgelegd
decision-overtaken = Uw beslissing is niet vastgelegd
decision-overtaken-by = { $moderator } was u voor ({ $moment }): { $decided }. Beslis opnieuw als u het anders ziet.
decision-overtaken-by-yourself = U besliste hier zelf al over ({ $moment }): { $decided }. Beslis opnieuw als u het nu anders ziet.
undo-too-late-text = Alleen uw laatste beslissing kan terug, tot tien minuten erna en zolang er niets op volgde. Beslis hieronder opnieuw als u het anders ziet.
bulk-refused = Uw beslissing is niet vastgelegd
bulk-stands = { $count ->
    [0] Over de andere gekozen reacties is niets beslist.
    [one] Over { $count } gekozen reactie is uw beslissing wel vastgelegd.
   *[other] Over { $count } gekozen reacties is uw beslissing wel vastgelegd.
  }
expunge-sure-missing = Vink aan dat u het zeker weet.
