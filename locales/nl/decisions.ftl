## Deciding

decide-name = bij { $name }
decide-keep = Laten staan
decide-show = Plaatsen
decide-remove = Verwijderen
decide-remove-for = Verwijderen wegens
decide-restore = Terugplaatsen
decide-other = Andere reden, toelichting of uitsluiting
decide-other-without-ban = Andere reden of toelichting
decide-reason-change = Andere reden kiezen
decided-keep = laten staan
decided-post = geplaatst
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
    [one] Bij 1 reactie is niets teruggedraaid, want daarna is er al iets anders beslist.
   *[other] Bij { $count } reacties is niets teruggedraaid, want daarna is er al iets anders beslist.
  }
undone-unsent = Er was nog geen bericht verstuurd.
undone-sent = { $count ->
    [one] 1 bericht was al verstuurd en kan niet worden teruggehaald.
   *[other] { $count } berichten waren al verstuurd en kunnen niet worden teruggehaald.
  }
undone-sent-removal = { $count ->
    [one] 1 bericht was al verstuurd en kan niet worden teruggehaald. De schrijver krijgt bericht dat de reactie er weer staat.
   *[other] { $count } berichten waren al verstuurd en kunnen niet worden teruggehaald. De schrijvers krijgen bericht dat hun reactie er weer staat.
  }
undo = Ongedaan maken
decision-refused = Je beslissing is niet vastgelegd
decision-unknown = Kies wat er met de reactie moet gebeuren.
decision-reason-missing = Kies een reden: lezers zien die op de plek van de reactie.
decision-reason-unknown = Kies een reden uit de lijst.
decision-version-missing = Er ontbrak iets aan het formulier. Kijk hieronder hoe de reactie er nu voor staat en beslis opnieuw.
decision-note-too-long = Houd de toelichting onder de 1.000 tekens.
decision-keep-removed = Deze reactie is al verwijderd. Kies ‘Terugplaatsen’ als de reactie er weer moet staan.
decision-restore-visible = Deze reactie is niet verwijderd. Er valt dus niets terug te plaatsen.
decision-overtaken = Je beslissing is niet vastgelegd
decision-overtaken-by = { $moderator } was je voor ({ $moment }): { $decided }. Beslis opnieuw als je het anders ziet.
decision-overtaken-by-yourself = Je besliste hier zelf al over ({ $moment }): { $decided }. Beslis opnieuw als je het nu anders ziet.
decided-already = { $moderator } deed dit al ({ $moment }): reactie van { $author }, { $decided }.
decision-overtaken-queue = De reactie staat bovenaan de wachtrij, met de laatste stand van zaken.
done-told = De schrijver ontvangt de reden per e-mail.
decision-restore-expunged = De tekst van deze reactie is voorgoed gewist. Terugplaatsen kan dus niet.
undo-too-late = Dit kan niet meer ongedaan worden gemaakt
undo-too-late-text = Alleen je laatste beslissing kan terug, tot tien minuten erna en zolang er niets op volgde. Beslis hieronder opnieuw als je het anders ziet.

## Deciding about several comments

bulk-heading = Met de gekozen reacties
bulk-reason = Reden voor verwijderen
bulk-pick-all = Alles op deze pagina kiezen
bulk-rest = De rest van deze pagina laten staan
bulk-rest-held = De rest van deze pagina plaatsen
bulk-no-rest = Er staat verder niets op deze pagina.
bulk-refused = Je beslissing is niet vastgelegd
bulk-none = Kies eerst een of meer reacties.
bulk-too-many = Kies hoogstens honderd reacties tegelijk.
bulk-unreadable = Er ontbrak iets aan het formulier. Kies de reacties opnieuw.
bulk-late-heading = Niet alles is vastgelegd
bulk-stands = { $count ->
    [0] Over de andere gekozen reacties is niets beslist.
    [one] Over { $count } gekozen reactie is je beslissing wel vastgelegd.
   *[other] Over { $count } gekozen reacties is je beslissing wel vastgelegd.
  }

## Erasing a text

expunge-link = Tekst voorgoed wissen
expunge-heading = Tekst voorgoed wissen
expunge-hint = Alleen op bevel van de rechter of bij persoonsgegevens van een ander. De tekst verdwijnt overal en komt nooit terug; de beslissing en de reden blijven.
expunge-reason-hint = De reactie wordt ook verwijderd. Lezers zien deze reden.
expunge-why = Waarom
expunge-why-hint = Komt in het logboek te staan. Herhaal de gewiste tekst hier niet.
expunge-why-missing = Schrijf op waarom de tekst wordt gewist.
expunge-sure = Ik weet zeker dat deze tekst voorgoed weg moet
expunge-sure-missing = Vink aan dat je het zeker weet.
restore-expunged = Opnieuw gewist nadat een back-up was teruggezet.
expunge-refused = De tekst is niet gewist
expunge-button = Voorgoed wissen
expunge-not = Niet wissen

## The public log

public-log-title = Moderatielogboek
public-log-hint = Wat moderators beslissen, het laatste bovenaan, zonder namen of teksten.
public-log-empty = Er is nog niets beslist.
public-log-newest = Naar de laatste
public-log-older = Oudere beslissingen
public-comment = Reactie { $id }
public-kept = laten staan
public-restored = teruggeplaatst
public-removed = verwijderd wegens { $reason }
public-route-own = uit eigen beweging
public-route-report = na een melding
public-route-rule = na een automatische regel
public-route-appeal = na bezwaar
