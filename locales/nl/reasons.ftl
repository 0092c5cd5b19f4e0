## Reasons for a removal

# Each reason twice: as it follows "wegens" in a sentence, and as it stands alone in a list or on a button.
reason-before-import = verwijdering vóór de invoer
reason-before-import-label = Verwijderd vóór de invoer
reason-insult = belediging
reason-self-promotion = zelfpromotie
reason-spam = spam
reason-illegal = onrechtmatige inhoud
reason-privacy = schending van privacy
reason-off-topic = afdwalen van het onderwerp
reason-duplicate = dubbele plaatsing
reason-insult-label = Belediging
reason-self-promotion-label = Zelfpromotie
reason-spam-label = Spam
reason-illegal-label = Onrechtmatig
reason-privacy-label = Privacy
reason-off-topic-label = Niet ter zake
reason-duplicate-label = Dubbel
reason-choose = Kies een reden
