## Scores in the queue

score-why = Waarom staat dit hier?
score-maybe = Misschien { $what } ({ $count } van de 10).
score-likely = Waarschijnlijk { $what } ({ $count } van de 10).
score-nearly-sure = Bijna zeker { $what } (meer dan 9 van de 10).
score-was = Toen deze reactie kwam, schatte het programma dat een moderator die zou weghalen ({ $count } van de 10). Sindsdien leerde het van beslissingen, en nu schat het dat niet meer.
score-insult = een belediging
score-promotion = zelfpromotie
score-reason = { $reason }: { $text }
score-words = { $count ->
    [one] een woord dat vaak voorkomt in verwijderde reacties: { $text }
   *[other] woorden die vaak voorkomen in verwijderde reacties: { $text }
  }
score-quoted = ‘{ $text }’
score-text = De tekst, met de woorden die meetelden gemarkeerd
score-lead = Een programma op deze server schat hoeveel van tien zulke reacties een moderator weghaalt. Wat er gebeurt, beslist een moderator.
score-wrong = Klopt niet
score-wrong-hint = Het programma leert dat deze reactie mag. De reactie blijft wachten op een beslissing.
score-contradicted = Volgens een moderator klopt de score niet. Het programma heeft daarvan geleerd.
keys-wrong = score klopt niet

## Reasons for a score

score-fact-insult = een scheldwoord
score-fact-insult-you = een scheldwoord dat voor iemand anders is bedoeld
score-fact-insult-group = een scheldwoord over een groep mensen
score-fact-harm = een woord over geweld
score-fact-harm-you = iemand wordt iets ergs toegewenst
score-fact-harm-group = een groep mensen wordt iets ergs toegewenst
score-fact-curse = een vloek
score-fact-curse-you = een vloek die voor iemand anders is bedoeld
score-fact-quoted = grove woorden in een citaat, een ontkenning of over de schrijver zelf
score-fact-you = er wordt iemand aangesproken
score-fact-group = er wordt een groep mensen genoemd
score-fact-own = iets van de schrijver zelf
score-fact-offer = een aanbod
score-fact-call = een oproep
score-fact-contact = een manier om iemand te bereiken
score-fact-own-offer = een aanbod van de schrijver zelf
score-fact-own-link = een link bij iets van de schrijver zelf
score-fact-own-call = een oproep bij iets van de schrijver zelf
score-fact-call-link = een link met een oproep
score-fact-offer-link = een link met een aanbod
score-fact-offer-call = een aanbod met een oproep
score-fact-call-contact = een oproep om contact op te nemen
score-fact-promotion-quoted = reclame in een citaat
score-fact-link = een link
score-fact-links = meer dan één link
score-fact-link-end = een link aan het eind
score-fact-link-alone = een link met bijna geen tekst
score-fact-email = een e-mailadres
score-fact-phone = een telefoonnummer
score-fact-money = een bedrag
score-fact-percent = een percentage
score-fact-code = een kortingscode
score-fact-handle = een accountnaam
score-fact-numbers = veel getallen
score-fact-shouted = hoofdletters
score-fact-exclaims = uitroeptekens
score-fact-disguised = een woord dat zo is geschreven dat het niet opvalt

## Holding by score

scores-heading = Scores
scores-lead = Een programma op deze server schat van elke nieuwe reactie hoe waarschijnlijk het is dat een moderator die weghaalt, als belediging of als zelfpromotie. In de wachtrij telt die score als laatste: eerst komt wat is gemeld of vastgehouden en wat een filter vond. Wat daarna even dringend is, staat met de hoogste score bovenaan. Het programma leert van beslissingen en stuurt niets naar anderen.
scores-no-removal = Zonder drempel houdt een score geen enkele reactie tegen. Met een drempel wacht elke reactie van een gast met die score of een hogere tot een moderator heeft beslist. Verwijderen doet het programma nooit.
scores-now-none = Er is nu geen drempel.
scores-now = De drempel is nu { $percent } %.
scores-curve = Wat een drempel had gedaan
scores-curve-lead = { $count ->
    [one] De laatste beslissing waarvan het programma leerde, met de score van vóór die beslissing. Pas bij een paar honderd beslissingen zeggen deze aantallen iets.
   *[other] De laatste { $count } beslissingen waarvan het programma leerde, met de score van vóór die beslissing. Pas bij een paar honderd beslissingen zeggen deze aantallen iets.
  }
scores-description = Voor elke drempel een balk: hoeveel reacties zouden zijn vastgehouden, verdeeld in wat is verwijderd en wat mocht blijven. Alle waarden staan in de tabel eronder.
scores-none = Er is nog niets geleerd
scores-none-text = Het programma leert zodra een moderator een reactie laat staan, of verwijdert als belediging, zelfpromotie of spam. Dan staat hier wat een drempel had gedaan.
scores-threshold = Drempel
scores-held = Zou zijn vastgehouden
scores-removed = Daarvan verwijderd
scores-kept = Daarvan mocht blijven
scores-percent = { $percent } %
scores-set = De drempel instellen
scores-set-hint = Kies pas een drempel als bijna alles wat die zou vasthouden, ook is verwijderd.
scores-threshold-none = Geen drempel: niets vasthouden
scores-threshold-from = Vasthouden vanaf { $percent } %
scores-threshold-unknown = Kies een drempel uit de lijst.
scores-saved = De drempel is opgeslagen.

## Figures by week

scores-weeks = Scores per week
scores-weeks-lead = Van beslissingen waarvan het programma leerde, met de score van vóór die beslissing. Aangewezen is wat 5 van de 10 of hoger scoorde. Terecht: welk deel daarvan om die reden is verwijderd, en niet mocht blijven. Gevonden: welk deel van wat om die reden is verwijderd, was aangewezen. Zegt een moderator alleen dat een score niet klopt, dan telt dat als les en niet als beslissing.
scores-week = Week
scores-insult-right = Belediging: terecht
scores-insult-found = Belediging: gevonden
scores-promotion-right = Zelfpromotie: terecht
scores-promotion-found = Zelfpromotie: gevonden
scores-lessons = Lessen
scores-mean-kept = Gemiddelde score: mocht blijven
scores-mean-removed = Gemiddelde score: verwijderd
scores-part = { $percent } % ({ $count } van { $of })
