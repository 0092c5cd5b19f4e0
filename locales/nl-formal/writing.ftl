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
