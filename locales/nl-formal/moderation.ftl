## Sentences of ../nl/moderation.ftl that address the reader, with “u”

field-all-on-sites = Verwijder ook alle andere reacties van deze schrijver op uw sites
person-remove-all-on-sites = Alle reacties op uw sites verwijderen
log-hint-on-sites = Elke beslissing over een reactie op uw sites, de laatste bovenaan. Wat hier staat, kan niemand meer veranderen.
bound-hint = U ziet hier alleen wat op uw sites staat.
