## Reasons for a removal

# Each reason twice: as it follows "for" in a sentence, and as it stands alone in a list or on a button.
reason-insult = an insult
reason-self-promotion = self-promotion
reason-spam = spam
reason-illegal = illegal content
reason-privacy = invading somebody’s privacy
reason-off-topic = being off topic
reason-duplicate = being a duplicate
reason-insult-label = Insult
reason-self-promotion-label = Self-promotion
reason-spam-label = Spam
reason-illegal-label = Illegal
reason-privacy-label = Privacy
reason-off-topic-label = Off topic
reason-duplicate-label = Duplicate
reason-choose = Choose a reason
