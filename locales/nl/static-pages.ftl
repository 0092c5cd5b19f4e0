## The board's own texts at the desk

texts-heading = Pagina’s
texts-lead = Elke site heeft deze pagina’s. Wat je wijzigt, ziet elke lezer meteen.
text-shipped = Standaardtekst
text-version = Versie { $number }, { $moment }, door { $name }
text-versions = Eerdere versies
text-take = Terughalen
text-saved = Opgeslagen. Zo zien lezers de pagina nu.
text-hint = Markdown. Waar {"{"}board{"}"} staat, komt de naam van deze site; waar {"{"}contact{"}"} staat, het e-mailadres voor vragen over gegevens, of anders dat van de redactie (de afzender uit WEERWOORD_SMTP_URL).
text-hint-anchors = Via de tekens tussen accolades achter de kopjes, zoals {"{"}#insult{"}"}, verwijst een verwijderde reactie naar de regel. Laat die tekens staan.
text-missing = Schrijf de tekst: deze pagina kan niet leeg zijn.
text-too-long = De tekst is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang.
text-anchor-missing = Zet { $anchor } achter het kopje over { $rule }: verwijderde reacties verwijzen daarheen.

## Pages that editors make

pages-own = Eigen pagina’s
pages-none = Er zijn nog geen eigen pagina’s. Begin met ‘Nieuwe pagina’.
pages-fixed = Vaste pagina’s
page-new = Nieuwe pagina
page-description = Beschrijving voor zoekmachines
page-description-hint = Eén of twee zinnen. Leeg: de eerste alinea.
page-state = Stand
page-places = Waar de pagina te vinden is
page-places-hint = Een nieuwe link komt achteraan. De volgorde kies je bij:
page-in-menu = In het menu
page-in-footer = Onder aan de site
page-delete-heading = Pagina verwijderen
page-delete-hint = De pagina verdwijnt met alle versies. Dat kan niet ongedaan worden gemaakt.
page-delete-published = Lezers zien deze pagina. Haal de pagina eerst van de site; daarna kan die worden verwijderd.
page-delete = Pagina verwijderen
page-delete-sure = Ik weet zeker dat deze pagina met alle versies weg mag
page-delete-sure-missing = Vink aan dat je het zeker weet.
page-deleted = De pagina is verwijderd.
page-deleted-meanwhile = Iemand anders heeft deze pagina intussen verwijderd. Je tekst staat hieronder; sla je op, dan wordt het een nieuwe pagina.
page-done-saved = De pagina is opgeslagen.
page-done-published = De pagina is gepubliceerd. Lezers zien die nu.
page-done-unpublished = De pagina staat niet meer op de site. De tekst is bewaard.
page-history-back = Terug naar de pagina
page-title-missing = Geef de pagina een titel.
page-description-long = De beschrijving is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
page-body-missing = Schrijf de tekst. Zonder tekst kan een pagina niet verschijnen.
page-slug-reserved = Het adres ‘{ $slug }’ hoort bij een vaste pagina. Kies een ander adres.
page-slug-taken = Op het adres ‘{ $slug }’ staat of stond al een andere pagina. Kies een ander adres.
page-menu-full = In het menu passen hoogstens { $max } onderdelen: meer overziet een lezer niet. Haal er eerst een weg.
page-footer-full = Onder aan de site passen hoogstens { $max } links. Haal er eerst een weg.

## What the menu and the footer show

navigation-menu = Onderdelen van het menu
navigation-footer = Links onder aan de site
navigation-lead = Hoogstens { $max }. Verander de nummers om de volgorde te wijzigen.
navigation-categories = Categorieën van de nieuwste artikelen
navigation-category = Categorie: { $name }
navigation-place = Plaats van { $label }
navigation-remove = Weghalen
navigation-add = Toevoegen
navigation-entry = Iets van deze site
navigation-entry-none = Niets
navigation-entry-gone = Dit is er niet meer. Kies iets anders.
navigation-empty = Laat minstens één onderdeel staan, of kies ‘De standaard terugzetten’.
navigation-label = Of een link naar een andere site: de tekst
navigation-label-hint = Een paar woorden, bijvoorbeeld: Onze winkel.
navigation-label-missing = Vul de tekst van de link in.
navigation-label-long = Houd de tekst van de link op hoogstens { $max } tekens.
navigation-url = Het adres van die site
navigation-url-hint = Bijvoorbeeld winkel.example/zomer; zonder http ervoor wordt het https.
navigation-url-bad = Vul een adres in van hoogstens { $max } tekens, zoals winkel.example of https://winkel.example. Een adres met http:// kan niet.
navigation-unlisted-terms = Lezers vinden de voorwaarden nu niet: zet die in het menu of onder aan de pagina.
navigation-unlisted-privacy = Lezers vinden de privacyverklaring nu niet: zet die in het menu of onder aan de pagina.
navigation-saved = Opgeslagen. Lezers zien het meteen.
navigation-overtaken-heading = Iemand anders heeft dit intussen gewijzigd
navigation-overtaken = Hieronder staat wat nu geldt. Je wijziging is nog niet opgeslagen: breng die opnieuw aan en sla op.
navigation-shipped = De standaard terugzetten
