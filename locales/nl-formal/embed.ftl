embed-code-later = Na het versturen vragen we u om een code over te typen.
embed-code-now = Nog één stap: typ onderaan de code over. Uw reactie wordt dan geplaatst.
embed-origin = Dit formulier stond op een site die niet bij dit reactiebord hoort, of waarvan de browser niet vertelt welke het is. Uw reactie is niet geplaatst; ga terug om uw tekst te kopiëren.
useful-heading = Vindt u deze reactie nuttig?
