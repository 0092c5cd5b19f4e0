## Sentences of ../nl/pictures.ftl that address the reader, with “u”

pictures-none-text = Voeg hierboven een afbeelding toe. Daarna kunt u die in artikelen zetten.
