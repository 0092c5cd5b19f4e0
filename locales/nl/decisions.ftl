## Deciding

decide-name = bij { $name }
decide-keep = Laten staan
decide-show = Plaatsen
decide-remove = Verwijderen
decide-remove-for = Verwijderen wegens
decide-restore = Terugplaatsen
decide-other = Andere reden, toelichting of uitsluiting
decide-reason-change = Andere reden kiezen
decided-keep = goedgekeurd
decided-restore = verwijdering ongedaan gemaakt
decided-remove = verwijderd wegens { $reason }
done = Reactie van { $author }: { $decided }.
done-with-ban = Reactie van { $author }: { $decided }, 1 uitsluiting.
done-many = { $count } reacties { $decided }.
done-many-with-ban = { $count } reacties { $decided }, 1 uitsluiting.
done-told-many = De schrijvers ontvangen de reden per e-mail.
decided-restore-many = teruggeplaatst
undone-removal = { $count ->
    [one] Ongedaan gemaakt: 1 reactie is terug.
   *[other] Ongedaan gemaakt: { $count } reacties zijn terug.
  }
undone-keep = { $count ->
    [one] Ongedaan gemaakt: 1 reactie wacht weer op een beslissing.
   *[other] Ongedaan gemaakt: { $count } reacties wachten weer op een beslissing.
  }
undone-ban = De uitsluiting is opgeheven.
undone-rest = { $count ->
    [one] 1 reactie bleef zoals ze was, want daarop volgde al iets.
   *[other] { $count } reacties bleven zoals ze waren, want daarop volgde al iets.
  }
undone-unsent = Er was nog geen bericht verstuurd.
undone-sent = { $count ->
    [one] 1 bericht was al verstuurd en kan niet terug.
   *[other] { $count } berichten waren al verstuurd en kunnen niet terug.
  }
undone-sent-removal = { $count ->
    [one] 1 bericht was al verstuurd en kan niet terug. De schrijver hoort dat de reactie terug is.
   *[other] { $count } berichten waren al verstuurd en kunnen niet terug. De schrijvers horen dat hun reactie terug is.
  }
undo = Ongedaan maken
decision-refused = Uw beslissing is niet vastgelegd
decision-unknown = Kies wat er met de reactie moet gebeuren.
decision-reason-missing = Kies een reden: lezers zien die op de plek van de reactie.
decision-reason-unknown = Kies een reden uit de lijst.
decision-version-missing = Er ontbrak iets aan het formulier. Kijk hieronder hoe de reactie er nu voor staat en beslis opnieuw.
decision-note-too-long = Houd de toelichting onder de 1.000 tekens.
decision-keep-removed = Deze reactie is al verwijderd. Plaats haar terug als ze moet blijven staan.
decision-restore-visible = Deze reactie is niet verwijderd, dus er valt niets terug te plaatsen.
decision-overtaken = Uw beslissing is niet vastgelegd
decision-overtaken-by = { $moderator } was u voor ({ $moment }): { $decided }. Beslis opnieuw als u het anders ziet.
decision-overtaken-by-yourself = U besliste hier zelf al over ({ $moment }): { $decided }. Beslis opnieuw als u het nu anders ziet.
decided-already = { $moderator } deed dit al ({ $moment }): reactie van { $author }, { $decided }.
decision-overtaken-queue = Bovenaan de wachtrij staat de reactie zoals ze nu is.
done-told = De schrijver ontvangt de reden per e-mail.
decision-restore-expunged = De tekst van deze reactie is voorgoed gewist, dus ze kan niet terugkomen.
undo-too-late = Dit kan niet meer ongedaan worden gemaakt
undo-too-late-text = Alleen uw laatste beslissing kan terug, tot tien minuten erna en zolang er niets op volgde. Beslis hieronder opnieuw als u het anders ziet.

## Deciding about several comments

bulk-heading = Met de gekozen reacties
bulk-reason = Reden voor verwijderen
bulk-pick-all = Alles op deze pagina kiezen
bulk-rest = De rest van deze pagina mag blijven
bulk-rest-held = De rest van deze pagina plaatsen
bulk-no-rest = Er staat verder niets op deze pagina.
bulk-refused = Uw beslissing is niet vastgelegd
bulk-none = Kies eerst een of meer reacties.
bulk-too-many = Kies hoogstens honderd reacties tegelijk.
bulk-unreadable = Er ontbrak iets aan het formulier. Kies de reacties opnieuw.
bulk-late-heading = Niet alles is vastgelegd
bulk-stands = { $count ->
    [0] Over de andere gekozen reacties is niets beslist.
    [one] Over { $count } gekozen reactie is uw beslissing wel vastgelegd.
   *[other] Over { $count } gekozen reacties is uw beslissing wel vastgelegd.
  }

## Erasing a text

expunge-link = Tekst voorgoed wissen
expunge-heading = Tekst voorgoed wissen
expunge-hint = Dit is voor een bevel van de rechter en voor persoonsgegevens van een ander. De tekst verdwijnt overal en komt nooit terug; de beslissing en de reden blijven.
expunge-reason-hint = De reactie wordt ook verwijderd. Lezers zien deze reden.
expunge-why = Waarom
expunge-why-hint = Staat in het logboek. Noem hier niet wat u wist.
expunge-why-missing = Schrijf op waarom de tekst wordt gewist.
expunge-sure = Ik weet zeker dat deze tekst voorgoed weg moet
expunge-sure-missing = Vink aan dat u het zeker weet.
expunge-refused = De tekst is niet gewist
expunge-button = Voorgoed wissen
expunge-not = Niet wissen

## The public log

public-log-title = Moderatielogboek
public-log-hint = Wat moderators beslissen, het laatste bovenaan, zonder namen en teksten.
public-log-empty = Er is nog niets beslist.
public-log-newest = Naar de laatste
public-log-older = Oudere beslissingen
public-comment = Reactie { $id }
public-kept = blijft staan
public-restored = teruggeplaatst
public-removed = verwijderd wegens { $reason }
public-route-own = uit eigen beweging
public-route-report = na een melding
public-route-rule = na een regel van het bord
public-route-appeal = na bezwaar
