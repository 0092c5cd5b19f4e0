## Sentences of ../nl/writing.ftl that address the reader, with “u”

write-marks = Zo maakt u koppen, nadruk en links
write-published-draft = Leeg: het moment waarop u op Publiceren drukt.
write-kept-failed = Automatisch bewaren lukte niet. Sla uw tekst op, of kopieer die voor de zekerheid.
write-kept-out = U bent uitgelogd. Log in op een ander tabblad; wat hier staat, blijft staan.
write-kept-notice = U hebt hier tekst die nog niet is opgeslagen, van { $moment }.
write-taken-up = Dit is uw tekst van { $moment }. Die is nog niet opgeslagen.
write-overtaken = { $name } deed dat, { $ago }. Uw tekst staat hieronder en is nog niet opgeslagen.
write-overtaken-advice = Neem over wat u wilt houden. Slaat u op, dan komt uw tekst in de plaats; de andere versie blijft in de geschiedenis.
history-overtaken = Kijk eerst wat er veranderde, en zet daarna terug wat u wilt.
write-kept-offered = Er wacht nog eerdere tekst van u, boven dit formulier. Kies eerst wat daarmee gebeurt; tot dan wordt niets automatisch bewaard. Opslaan kan wel.
write-kept-held = U bent uitgelogd, dus er is niets verstuurd. Uw tekst staat hier nog. Log in op een ander tabblad en druk daarna nog eens op de knop.
write-social-title-hint = Staat op de kaart bij een gedeelde link. Laat u dit leeg, dan staat daar de titel. Tot zo’n 70 tekens wordt meestal niets afgekapt.
write-social-description-hint = Eén of twee zinnen onder die titel. Laat u dit leeg, dan staat daar de inleiding.
draft-link-address = Stuur uw collega dit adres
draft-link-once = Kopieer het adres nu: het is alleen op deze pagina te zien. Bent u het kwijt, maak dan een nieuwe link.
draft-notice-link = U leest het met een link van de redactie. Deel die niet verder.
draft-gone-text = Een link naar een concept werkt een aantal dagen, en de redactie kan die eerder intrekken. Vraag een nieuwe link aan degene van wie u deze kreeg.
write-picture-offered = Er wacht nog eerdere tekst van u, boven dit formulier. Kies eerst wat daarmee gebeurt; daarna kunt u een afbeelding kiezen.
write-picture-place = De afbeelding komt aan het eind van de tekst, of waar u dit hebt gezet:
picture-out = U bent uitgelogd, dus de afbeelding is niet verstuurd. Uw tekst staat er nog. Log in op een ander tabblad en probeer het daarna opnieuw.
