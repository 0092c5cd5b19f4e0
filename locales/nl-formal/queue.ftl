## Sentences of ../nl/queue.ftl that address the reader, with “u”

queue-removed-empty-text = Wat u verwijdert, blijft hier leesbaar voor moderators.
queue-reported-empty-text = Zodra iemand een reactie meldt, vindt u die hier.
queue-appeals-empty-text = Zodra iemand bezwaar maakt tegen een beslissing, vindt u dat hier.
queue-filtered = U ziet een deel van de wachtrij.
case-claim-hint = Collega’s zien vijf minuten lang dat u ermee bezig bent.
keys-dropped = De toetsen die u intussen indrukte, zijn niet gebruikt: er staat nu een andere reactie dan u zag.
