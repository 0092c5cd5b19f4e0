## Sentences of ../nl/statements.ftl that address the reader, with “u”

statement-subject = { $count ->
    [one] Uw reactie is verwijderd
   *[other] { $count } van uw reacties zijn verwijderd
  }
statement-lead = { $count ->
    [one] Een moderator van { $board } heeft uw reactie verwijderd. Hieronder leest u waarom, en wat u kunt doen als u het er niet mee eens bent.
   *[other] Een moderator van { $board } heeft { $count } van uw reacties verwijderd. Hieronder leest u waarom, en wat u kunt doen als u het er niet mee eens bent.
  }
restored-subject = Uw reactie is teruggeplaatst
restored-text = Uw reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid: de reactie staat er weer.
restored-held = Uw reactie op ‘{ $title }’ was verwijderd. Een moderator heeft dat teruggedraaid. Uw reactie wacht nu weer op een moderator, die beslist of lezers de reactie te zien krijgen.
shown-subject = Uw reactie is geplaatst
shown-text = Een moderator heeft uw reactie op ‘{ $title }’ gelezen. Iedereen kan de reactie nu lezen.
