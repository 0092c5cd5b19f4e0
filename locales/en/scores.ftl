## Scores in the queue

score-why = Why is this here?
score-maybe = Perhaps { $what } ({ $count } in 10).
score-likely = Probably { $what } ({ $count } in 10).
score-nearly-sure = Almost certainly { $what } (more than 9 in 10).
score-was = When this comment came in, the program estimated that a moderator would remove it ({ $count } in 10). It has learned from decisions since, and no longer estimates that.
score-insult = an insult
score-promotion = self-promotion
score-reason = { $reason }: { $text }
score-words = { $count ->
    [one] a word that is common in removed comments: { $text }
   *[other] words that are common in removed comments: { $text }
  }
score-quoted = ‘{ $text }’
score-text = The text, with the words that counted marked
score-lead = A program on this server estimates how many of ten such comments a moderator removes. A moderator decides what happens.
score-wrong = Not right
score-wrong-hint = The program learns that this comment is fine. The comment still waits for a decision.
score-contradicted = According to a moderator, the score is not right. The program has learned from that.
keys-wrong = score not right

## Reasons for a score

score-fact-insult = a term of abuse
score-fact-insult-you = a term of abuse meant for someone else
score-fact-insult-group = a term of abuse about a group of people
score-fact-harm = a word about violence
score-fact-harm-you = someone is wished harm
score-fact-harm-group = a group of people is wished harm
score-fact-curse = a swear word
score-fact-curse-you = a swear word meant for someone else
score-fact-quoted = coarse words in a quotation, in a denial or about the author
score-fact-you = someone is spoken to
score-fact-group = a group of people is mentioned
score-fact-own = something of the author’s own
score-fact-offer = an offer
score-fact-call = a call to do something
score-fact-contact = a way to reach someone
score-fact-own-offer = an offer by the author
score-fact-own-link = a link beside something of the author’s own
score-fact-own-call = a call beside something of the author’s own
score-fact-call-link = a link with a call to do something
score-fact-offer-link = a link with an offer
score-fact-offer-call = an offer with a call to do something
score-fact-call-contact = a call to get in touch
score-fact-promotion-quoted = advertising in a quotation
score-fact-link = a link
score-fact-links = more than one link
score-fact-link-end = a link at the end
score-fact-link-alone = a link with hardly any text
score-fact-email = an e-mail address
score-fact-phone = a telephone number
score-fact-money = an amount of money
score-fact-percent = a percentage
score-fact-code = a discount code
score-fact-handle = an account name
score-fact-numbers = many numbers
score-fact-shouted = capital letters
score-fact-exclaims = exclamation marks
score-fact-disguised = a word written so that it does not stand out

## Holding by score

scores-heading = Scores
scores-lead = A program on this server estimates for every new comment how likely a moderator is to remove it, as an insult or as self-promotion. In the queue the score counts last: first comes what was reported or held and what a filter found. Of what is as urgent as each other, the highest score is on top. The program learns from decisions and sends nothing to anyone.
scores-no-removal = Without a threshold, no score holds back any comment. With a threshold, every guest’s comment with that score or a higher one waits until a moderator has decided. The program never removes anything.
scores-now-none = There is no threshold now.
scores-now = The threshold is now { $percent }%.
scores-curve = What a threshold would have done
scores-curve-lead = { $count ->
    [one] The last decision that the program learned from, with the score from before that decision. These numbers only mean something from a few hundred decisions on.
   *[other] The last { $count } decisions that the program learned from, with the score from before that decision. These numbers only mean something from a few hundred decisions on.
  }
scores-description = A bar for each threshold: how many comments would have been held, divided into those that were removed and those that were kept. All values are in the table below.
scores-none = Nothing has been learned yet
scores-none-text = The program learns as soon as a moderator keeps a comment, or removes one as an insult, self-promotion or spam. What a threshold would have done is then shown here.
scores-threshold = Threshold
scores-held = Would have been held
scores-removed = Of these, removed
scores-kept = Of these, kept
scores-percent = { $percent }%
scores-set = Setting the threshold
scores-set-hint = Choose a threshold only when almost everything that it would hold has been removed too.
scores-threshold-none = No threshold: hold nothing
scores-threshold-from = Hold from { $percent }%
scores-threshold-unknown = Choose a threshold from the list.
scores-saved = The threshold has been saved.

## Figures by week

scores-weeks = Scores by week
scores-weeks-lead = About decisions that the program learned from, with the score from before that decision. Named is what scored 5 in 10 or more. Right: what part of that was removed for that reason, and not kept. Found: what part of what was removed for that reason had been named. If a moderator only says that a score is not right, that counts as a lesson and not as a decision.
scores-week = Week
scores-insult-right = Insult: right
scores-insult-found = Insult: found
scores-promotion-right = Self-promotion: right
scores-promotion-found = Self-promotion: found
scores-lessons = Lessons
scores-mean-kept = Mean score: kept
scores-mean-removed = Mean score: removed
scores-part = { $percent }% ({ $count } of { $of })
