## Pictures

pictures-heading = Afbeeldingen
pictures-add = Een afbeelding toevoegen
pictures-library = Alle afbeeldingen
pictures-none = Er zijn nog geen afbeeldingen
pictures-none-text = Voeg hierboven een afbeelding toe. Daarna kun je die in artikelen zetten.
picture-alt = Wat is er te zien?
picture-alt-hint = Eén zin voor wie de afbeelding niet ziet, bijvoorbeeld: Een lege vergaderzaal met omgevallen stoelen.
picture-alt-missing = Schrijf in één zin wat er te zien is.
picture-alt-too-long = Houd de beschrijving onder de 300 tekens.
picture-alt-button = Beschrijving opslaan
picture-file = Bestand
picture-file-hint = JPEG, PNG, WebP of GIF, hoogstens 10 MB. Wij verkleinen de afbeelding en halen plaats, datum en toestel eruit. Van bewegend beeld blijft het eerste beeld.
picture-file-missing = Kies een bestand.
picture-again = Kies het bestand opnieuw: de browser onthoudt het niet.
picture-too-large = Dit bestand is groter dan 10 MB. Verklein de afbeelding en probeer het opnieuw.
picture-kind = Dit is geen JPEG, PNG, WebP of GIF, hoe het bestand ook heet. Sla de afbeelding op als JPEG of PNG en probeer het opnieuw.
picture-pixels = Deze afbeelding heeft te veel pixels: hoogstens 40 miljoen, en 20.000 aan één kant. Een GIF, een WebP, een progressieve JPEG en een afbeelding met 16 bits per kleur mogen er 11 miljoen hebben. Verklein de afbeelding en probeer het opnieuw.
picture-small = Deze afbeelding is te klein: elke kant moet minstens 16 pixels lang zijn.
picture-broken = Deze afbeelding is niet te lezen: het bestand is beschadigd of niet volledig aangekomen. Probeer het opnieuw, of sla de afbeelding opnieuw op.
picture-add-button = Afbeelding toevoegen
picture-heading = Afbeelding { $id }
picture-size = { $width } × { $height } pixels
picture-paste = Plak dit in een artikel:
picture-uses = Gebruikt in
picture-unused = Deze afbeelding staat in geen enkele tekst.
picture-remove = Afbeelding verwijderen
picture-used-heading = De afbeelding is niet verwijderd
picture-used-text = De afbeelding staat nog in de teksten hieronder. Haal die daar eerst weg.

## Pictures in the form of an article

write-picture = Afbeelding bovenaan
write-picture-none = Geen
write-picture-gone = Deze afbeelding is er niet meer. Kies een andere, of geen.
write-caption = Bijschrift
write-caption-long = Het bijschrift is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-pictures = Afbeeldingen toevoegen en bekijken
picture-caption-hint = Staat onder de afbeelding in elk artikel dat er zelf niets onder zet, bijvoorbeeld wie de foto maakte. Mag leeg blijven.
picture-small-social = Deze afbeelding is te klein voor een gedeelde link: minstens 600 bij 315 pixels is nodig.
picture-svg-text = In deze SVG staat tekst, en daarvoor is hier geen lettertype. Zet de tekst in het tekenprogramma om in contouren en probeer het opnieuw.
picture-svg-effects = Deze SVG gebruikt een ingevoegde afbeelding, een filter, een patroon of een masker uit een stijlblad. Dat kan hier niet. Bewaar het bestand zonder, of als PNG.
picture-svg-complex = Deze SVG is te groot of te ingewikkeld om te tekenen: hoogstens 256 kB en enkele duizenden vormen. Vereenvoudig het bestand, of bewaar het als PNG.
picture-svg-empty = In deze SVG is niets te zien. Bewaar het bestand opnieuw, of als PNG.
