## Sentences of ../nl/comments.ftl that address the reader, with “u”

comments-closed-text = Dit had u geschreven; kopieer de tekst als u die wilt bewaren
reply-gone = De reactie waarop u reageert, is er niet meer. Uw tekst staat nu klaar als reactie op het artikel.
posted = Uw reactie is geplaatst.
posted-link = De datum hierboven is een vaste link naar uw reactie. Daarmee kunt u de reactie delen of terugvinden.
held-heading = Uw reactie wacht op een moderator
held-text = We hebben uw reactie ontvangen. Een moderator leest die eerst en beslist of de reactie bij het artikel verschijnt.
held-nothing-to-do = U hoeft nu niets te doen.
useful-own = U kunt uw eigen reactie niet als nuttig aanmerken.
draft-kept = Uw concept staat er nog.
quote = Citeer in uw reactie
feature-own = Uw eigen reactie licht een collega uit.
follow-lead = Nieuwe reacties in uw mailbox, hooguit één bericht per uur.
follows = U volgt dit gesprek per e-mail.
follow-email-hint = U krijgt eerst een e-mail om dit te bevestigen. Daarna hooguit één bericht per uur; stoppen kan met één klik.
follow-text = Nieuwe reacties op ‘{ $title }’ in uw mailbox: hooguit één bericht per uur, en stoppen kan met één klik.
follow-sent = We hebben u een e-mail gestuurd. Open de link daarin en druk op de knop; dan volgt u het gesprek.
follow-on = U volgt dit gesprek nu per e-mail.
