## Reasons for a removal

# Each reason twice: as it follows a colon in a sentence, and as it stands alone in a list or on a button.
reason-before-import = removal before the import
reason-before-import-label = Removed before the import
reason-insult = insult
reason-self-promotion = self-promotion
reason-spam = spam
reason-illegal = illegal content
reason-privacy = invasion of privacy
reason-off-topic = off topic
reason-duplicate = duplicate
reason-insult-label = Insult
reason-self-promotion-label = Self-promotion
reason-spam-label = Spam
reason-illegal-label = Illegal
reason-privacy-label = Privacy
reason-off-topic-label = Off topic
reason-duplicate-label = Duplicate
reason-choose = Choose a reason
