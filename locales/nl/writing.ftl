## The editors' desk: writing

menu-desk = Redactie
desk-rooms = Onderdelen van de redactie
desk-articles = Artikelen
desk-categories = Categorieën
desk-heading = Alle artikelen
desk-faults = Dit is nog niet opgeslagen
desk-search = Zoek in artikelen
desk-search-button = Zoeken
desk-states = Stand van de artikelen
desk-all = Alles
desk-drafts = Concepten
desk-look = Bekijken
desk-none-found = Er is geen artikel gevonden.
desk-show-all = Toon alle artikelen
desk-empty = Begin met ‘Nieuw artikel’.
desk-edited = { $ago } opgeslagen
desk-edited-by = { $ago } opgeslagen door { $name }
desk-comments-closed = gesloten
desk-comments-close = sluiten op { $moment }
desk-comments-days = { $count ->
    [one] sluiten na { $count } dag
   *[other] sluiten na { $count } dagen
  }
desk-members-only = alleen leden
state-draft = Concept
state-scheduled = Ingepland
state-published = Gepubliceerd
yes = ja
no = nee
write-new = Nieuw artikel
write-appears = verschijnt op { $moment }
write-appeared = verscheen op { $moment }
write-title = Titel
write-lead = Inleiding
write-lead-hint = Staat boven de tekst en in de lijst. Leeg: de eerste alinea.
write-body = Tekst
write-marks = Zo maak je koppen, nadruk en links
mark-heading = # Kop
mark-heading-what = een kop
mark-emphasis = **vet** en *cursief*
mark-emphasis-what = nadruk
mark-link = [tekst](https://adres)
mark-link-what = een link
mark-list = - punt
mark-list-what = een lijst
mark-quote = > citaat
mark-quote-what = een citaat
mark-code = `code`
mark-code-what = code
write-preview = Voorbeeld
write-preview-heading = Zo ziet het eruit
write-words = { $count ->
    [one] { $count } woord
   *[other] { $count } woorden
  } · leestijd { $minutes ->
    [one] { $minutes } minuut
   *[other] { $minutes } minuten
  }
write-publication = Publicatie
write-published = Moment van publicatie
write-published-draft = Leeg: het moment waarop je op Publiceren drukt.
write-published-scheduled = Vanaf dan zien lezers het artikel.
write-published-hint = De datum boven het artikel.
write-publish = Publiceren
write-publish-now = Nu publiceren
write-schedule = Inplannen op dit moment
write-unschedule = Niet meer inplannen
write-unpublish = Van de site halen
write-save = Opslaan
write-save-draft = Opslaan als concept
write-save-over = Toch mijn tekst opslaan
write-author = Auteur
write-slug = Laatste deel van het adres
write-slug-hint = Leeg: gemaakt van de titel.
write-slug-hint-live = Het oude adres blijft werken en leidt naar het nieuwe.
write-comments = Reacties
write-comments-open = Open
write-comments-after = Open; sluit vanzelf na een aantal dagen
write-comments-closed = Gesloten
write-days = Dagen na publicatie
write-members-only = Alleen leden mogen reageren
write-categories = Categorieën
write-more-categories = Nieuwe categorieën
write-more-categories-hint = Met een komma ertussen.
write-done-saved = Opgeslagen.
write-done-published = Gepubliceerd. Lezers zien het artikel nu.
write-done-scheduled = Ingepland. Het artikel verschijnt vanzelf.
write-done-unpublished = Het artikel staat niet meer op de site. De reacties zijn bewaard.
write-done-restored = De oude tekst is teruggezet, als nieuwe versie.
write-kept = Automatisch bewaard om { $time }, nog niet opgeslagen.
write-kept-waits = Nog niet opgeslagen.
write-kept-failed = Automatisch bewaren lukte niet. Sla je tekst op, of kopieer die voor de zekerheid.
write-kept-out = Je bent uitgelogd. Log in op een ander tabblad; wat hier staat, blijft staan.
write-kept-notice = Je hebt hier tekst die nog niet is opgeslagen, van { $moment }.
write-taken-up = Dit is je tekst van { $moment }. Die is nog niet opgeslagen.
write-take-up = Ga daarmee verder
write-drop = Gooi die tekst weg
write-overtaken-heading = Dit artikel is intussen ook ergens anders opgeslagen
write-overtaken = { $name } deed dat, { $ago }. Je tekst staat hieronder en is nog niet opgeslagen.
write-overtaken-advice = Neem over wat je wilt houden. Sla je op, dan komt je tekst in de plaats; de andere versie blijft in de geschiedenis.
write-meanwhile = Wat er intussen veranderde
write-title-missing = Geef het artikel een titel.
write-title-long = De titel is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-lead-long = De inleiding is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-body-missing = Schrijf de tekst. Zonder tekst kan een artikel niet verschijnen.
write-body-long = De tekst is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-slug-missing = Van deze titel kan geen adres worden gemaakt. Vul zelf een adres in.
write-slug-bad = Gebruik in het adres alleen kleine letters, cijfers en losse streepjes, samen hoogstens { $max }, zoals { $example }.
write-slug-taken = Op het adres ‘{ $slug }’ staat of stond al een ander artikel. Kies een ander adres.
write-author-missing = Kies wie het artikel ondertekent.
write-moment-bad = Vul een datum en een tijd in.
write-moment-missing = Vul in wanneer het artikel verschijnt.
write-moment-past = Dit moment is al voorbij. Kies een later moment, of publiceer nu.
write-moment-ahead = Dit artikel staat al op de site. Kies een eerder moment, of haal het artikel eerst van de site.
write-comments-missing = Kies of lezers mogen reageren.
write-days-bad = Vul een aantal dagen in, van 1 tot { $max }.
write-categories-many = Kies hoogstens { $max } categorieën.
category-long = De naam van de categorie is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
category-bad = Van ‘{ $name }’ kan geen adres worden gemaakt. Gebruik letters of cijfers.
category-comma = Gebruik geen komma in de naam van een categorie.
category-name-missing = Geef de categorie een naam.
category-taken = Er is al een categorie met deze naam of dit adres.
category-into-missing = Kies de categorie waar alles in komt.
category-not-empty = Er staan nog artikelen in deze categorie. Voeg die eerst samen met een andere categorie.
category-new = Nieuwe categorie
category-add = Toevoegen
category-none = Er zijn nog geen categorieën.
category-change = Wijzigen
category-back = Alle categorieën
category-articles = { $count ->
    [one] { $count } artikel
   *[other] { $count } artikelen
  }
category-name = Naam
category-rename-heading = Een andere naam
category-rename-hint = Het adres blijft /categories/{ $slug }.
category-rename = Naam wijzigen
category-merge-heading = Samenvoegen
category-merge-hint = De artikelen gaan mee; het adres van deze categorie leidt voortaan daarheen.
category-into = Voeg samen met
category-choose = Kies een categorie
category-merge = Samenvoegen
category-drop-heading = Verwijderen
category-drop-hint = Er staat niets in deze categorie.
category-drop-full = Dat kan pas als er geen artikelen meer in staan.
category-drop = Categorie verwijderen
category-added = De categorie is toegevoegd.
category-renamed = De categorie heet nu anders.
category-merged = De categorieën zijn samengevoegd.
category-dropped = De categorie is verwijderd.
history-link = Geschiedenis
history-title = Geschiedenis van ‘{ $title }’
history-back = Terug naar het artikel
history-from = Vergelijk
history-to = met
history-compare = Vergelijken
history-version = Versie { $number }
history-current = nu
history-what = Wat veranderde
history-restore = Tekst terugzetten
history-command-line = de opdrachtregel
history-overtaken = Kijk eerst wat er veranderde, en zet daarna terug wat je wilt.
compare-heading = Van versie { $old } naar versie { $new }
compare-same = Er is niets veranderd.
compare-gone = Weg:
compare-new = Nieuw:
compare-planned = concept, gepland voor { $moment }
compare-skipped = { $count ->
    [one] { $count } regel bleef gelijk
   *[other] { $count } regels bleven gelijk
  }

## More of the editors’ desk

write-kept-offered = Er wacht nog eerdere tekst van jou, boven dit formulier. Kies eerst wat daarmee gebeurt; tot dan wordt niets automatisch bewaard. Opslaan kan wel.
write-kept-held = Je bent uitgelogd, dus er is niets verstuurd. Je tekst staat hier nog. Log in op een ander tabblad en druk daarna nog eens op de knop.
write-body-pictures = { $count ->
    [one] Bij dit adres in de tekst hoort geen afbeelding van deze site: { $addresses }. Voeg de afbeelding toe bij Afbeeldingen (/desk/pictures) en gebruik het adres dat daar staat, of haal de afbeelding uit de tekst.
   *[other] Bij { $count } adressen in de tekst hoort geen afbeelding van deze site, zoals { $addresses }. Voeg de afbeeldingen toe bij Afbeeldingen (/desk/pictures) en gebruik de adressen die daar staan, of haal de afbeeldingen uit de tekst.
  }
look-overtaken-heading = Iemand anders heeft intussen de instellingen gewijzigd
text-overtaken-heading = Deze pagina is intussen ook ergens anders opgeslagen
picture-added = De afbeelding is toegevoegd. Plak de regel hieronder in een artikel.
picture-described = De beschrijving is opgeslagen.
people-role-done = De rol van { $name } is nu: { $role }.
people-sessions-done = { $name } is overal uitgelogd.
look-ground-light = lichte
look-ground-dark = donkere

## More that an editor says of an article

desk-category = Categorie
desk-category-any = Alle categorieën
desk-author = Auteur
desk-author-any = Alle auteurs
mark-caption = ![beschrijving](/pictures/12 "Bijschrift")
mark-caption-what = een afbeelding met een bijschrift, alleen op een regel
mark-video = https://www.youtube.com/watch?v=…
mark-video-what = een link naar een video, alleen op een regel
mark-still = [![beschrijving](/pictures/12)](https://vimeo.com/…)
mark-still-what = een video met een stilstaand beeld uit Afbeeldingen
write-social = Op sociale netwerken
write-social-title = Titel op sociale netwerken
write-social-title-hint = Staat op de kaart bij een gedeelde link. Laat je dit leeg, dan staat daar de titel. Tot zo’n 70 tekens wordt meestal niets afgekapt.
write-social-title-long = De titel op sociale netwerken is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-social-description = Beschrijving op sociale netwerken
write-social-description-hint = Eén of twee zinnen onder die titel. Laat je dit leeg, dan staat daar de inleiding.
write-social-description-long = De beschrijving op sociale netwerken is { $count ->
    [one] { $count } teken
   *[other] { $count } tekens
  } te lang; het maximum is { $max }.
write-done-duplicated = Dit is de kopie. Alleen de redactie ziet dit concept.
copy-title = Kopie van { $title }
copy-button = Dupliceren
copy-too-many = Er zijn al te veel kopieën van dit artikel. Geef een van de kopieën een ander adres.
presence-names = { $names } en { $last }
presence-others = { $count ->
    [one] { $names } heeft dit artikel nu ook open.
   *[other] { $names } hebben dit artikel nu ook open.
  }

## A link to a draft

draft-link-heading = Link voor een collega
draft-link-text = Met deze link leest iemand zonder account het artikel zoals het voor het laatst is opgeslagen. Reageren kan niet, en zoekmachines vinden de pagina niet.
draft-link-published = Dit artikel staat al op de site: deel gewoon het adres.
draft-link-new = Een link maken
draft-link-again = Een nieuwe link maken
draft-link-again-hint = De link die er al is, werkt daarna niet meer.
draft-link-days = De link werkt
draft-link-day = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
  }
draft-link-days-missing = Kies hoelang de link werkt.
draft-link-make = Link maken
draft-link-made = De link is gemaakt.
draft-link-address = Stuur je collega dit adres
draft-link-once = Kopieer het adres nu: het is alleen op deze pagina te zien. Ben je het kwijt, maak dan een nieuwe link.
draft-link-there = Er is een link van { $name }, die werkt tot { $moment }.
draft-link-withdraw = Link intrekken
draft-notice = Dit is een concept: het artikel staat nog niet op de site.
draft-notice-scheduled = Dit is een concept: het artikel verschijnt op { $moment }.
draft-notice-link = Je leest het met een link van de redactie. Deel die niet verder.
draft-gone-heading = Deze link werkt niet meer
draft-gone-text = Een link naar een concept werkt een aantal dagen, en de redactie kan die eerder intrekken. Vraag een nieuwe link aan degene van wie je deze kreeg.
# -- afbeeldingen kiezen voor een artikel
write-picture-offered = Er wacht nog eerdere tekst van jou, boven dit formulier. Kies eerst wat daarmee gebeurt; daarna kun je een afbeelding kiezen.
picture-to-text = Zet in de tekst
picker-for = Kies een afbeelding voor ‘{ $title }’
picker-for-untitled = Kies een afbeelding voor het nieuwe artikel
picker-back = Terug naar het artikel
picker-search = Zoek op wat er te zien is
picker-none = Er is geen afbeelding met deze woorden.

# -- de werkbalk, plakken en afbeeldingen in de tekst
toolbar = Opmaak
toolbar-heading = Kop
toolbar-bold = Vet
toolbar-italic = Cursief
toolbar-link = Link
toolbar-list = Lijst
toolbar-quote = Citaat
toolbar-table = Tabel
toolbar-shortcut = { $name } (Ctrl+{ $key })
toolbar-picture = Afbeelding
link-text = tekst
table-column = Kolom
write-picture-which = Afbeelding
write-picture-choose = Afbeelding kiezen
write-picture-place = De afbeelding komt aan het eind van de tekst, of waar je dit hebt gezet:
picker-heading = Kies een afbeelding
picker-new = Of voeg een nieuwe toe
picker-more = Toon meer
picture-failed = De afbeelding is niet verstuurd. Controleer de verbinding en probeer het opnieuw.
picture-out = Je bent uitgelogd, dus de afbeelding is niet verstuurd. Je tekst staat er nog. Log in op een ander tabblad en probeer het daarna opnieuw.
paste-pictures-left = Afbeeldingen gaan niet altijd mee bij het plakken. Waar er een ontbreekt, staat nu ![](): zet de cursor daarop en kies een afbeelding.
dialog-cancel = Annuleren
