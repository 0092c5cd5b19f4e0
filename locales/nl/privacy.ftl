## Facts about the publisher

facts-heading = Gegevens over de uitgever
facts-lead = De AVG vraagt dat lezers weten wie hun gegevens bewaart en waarom, en de digitaledienstenverordening vraagt een contactpunt. Wat hier staat, verschijnt boven de privacyverklaring en de voorwaarden, ook als de tekst daarvan is gewijzigd.
facts-saved = De gegevens zijn opgeslagen. Lezers zien ze meteen.
facts-missing = De wet vraagt gegevens die nog ontbreken: { $facts }.
facts-proposed = De ingevulde voorstellen gelden pas na ‘Opslaan’.
facts-fill-in = Gegevens invullen
facts-for-admins = Een beheerder kan dit invullen bij Instellingen.
facts-privacy-heading = Verantwoordelijke en contact
facts-terms-heading = Contactpunt
facts-controller = Verantwoordelijke
facts-controller-hint = De naam van de uitgever: een persoon of een organisatie.
facts-address = Postadres
facts-address-hint = Straat, postcode en plaats, op regels onder elkaar.
facts-email = E-mailadres voor vragen over gegevens
facts-email-hint = Lezers schrijven hierheen als ze hun gegevens willen inzien, verbeteren of laten wissen.
facts-officer = Functionaris gegevensbescherming
facts-officer-hint = Alleen als die er is: naam en e-mailadres.
facts-grounds = Grondslag
facts-grounds-hint = Waarom de gegevens bewaard mogen worden: artikel 6 van de AVG. Het voorstel past bij een site die niets bijzonders doet.
facts-grounds-usual = Reacties en accounts: uitvoering van een overeenkomst (AVG, artikel 6, lid 1, onder b). E-mail over reacties: toestemming (onder a). Bestrijden van misbruik: gerechtvaardigd belang (onder f). Meldingen en beslissingen: wettelijke plicht (onder c).
facts-processors = Verwerkers
facts-processors-hint = Wie gegevens verwerkt voor de uitgever, elk op een eigen regel: het bedrijf dat de server beheert en het bedrijf dat de e-mail verstuurt.
facts-authority = Toezichthouder
facts-authority-hint = Waar lezers een klacht kunnen indienen.
facts-authority-usual = Autoriteit Persoonsgegevens, autoriteitpersoonsgegevens.nl
facts-dsa-contact = Contactpunt voor lezers en autoriteiten
facts-dsa-contact-hint = Een e-mailadres of een webadres (digitaledienstenverordening, artikelen 11 en 12). Verschijnt bij de voorwaarden.
facts-dsa-contact-bad = Vul een e-mailadres in, of een webadres dat met https:// begint.
facts-dsa-languages = Talen van het contactpunt
facts-dsa-languages-hint = De talen waarin het antwoordt, bijvoorbeeld: Nederlands en Engels.
facts-dsa-languages-usual = Nederlands

## Records of processing

records-heading = Register van verwerkingen
records-lead = Wat deze site van mensen bewaart, waarvoor en hoelang (AVG, artikel 30). De termijnen zijn die waarmee de database zelf wist. Back-ups en logboeken van de server staan hier niet bij: die hebben hun eigen termijn.
records-not-filled-in = Nog niet ingevuld.
records-none = Geen.
records-place = Plaats
records-place-file = Een SQLite-bestand op de server. Er gaat niets naar anderen, behalve naar de verwerkers hierboven.
records-place-server = Een PostgreSQL-database. Er gaat niets naar anderen, behalve naar de verwerkers hierboven.
records-security = Beveiliging
records-security-text = Wachtwoorden en codes zijn onomkeerbaar bewaard en geheimen versleuteld. Rollen begrenzen wie wat ziet, en een logboek houdt bij wat de redactie doet.
records-data = Gegevens
records-purpose = Doel
records-times = Bewaartermijn
records-minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
  }
records-hours = { $count } uur
records-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
  }
records-accounts = Accounts
records-accounts-data = Van mensen met een account: naam, e-mailadres, wachtwoord, rol, foto, keuzes, en wat nodig is voor een tweede stap bij het inloggen.
records-accounts-purpose = Meedoen onder een eigen naam, en de toegang daartoe beveiligen.
records-accounts-until = De rest: tot het account is opgeheven.
records-sessions = Inloggen
records-sessions-data = Van mensen die inloggen: de soort browser, wanneer die is gebruikt, een kenmerk van de browser, wat is verstuurd terwijl niemand was ingelogd, en de namen en het laatste gebruik van hun tokens voor programma’s.
records-sessions-purpose = Ingelogd blijven, eigen apparaten herkennen, en geen tekst verliezen.
records-comments = Reacties
records-comments-data = Van wie reageert: naam, e-mailadres, tekst, of het adres is bevestigd, IP-adres, een kenmerk van de browser, en wie een reactie nuttig vindt.
records-comments-purpose = Het gesprek tonen, reacties aan hun schrijver koppelen, en misbruik tegengaan.
records-comments-until = De reactie zelf: zolang het artikel er staat. Naam en adres verdwijnen als de schrijver het account opheft of de reactie loslaat.
records-abuse = Misbruik tegengaan
records-abuse-data = Van bezoekers: codes die zijn opgelost, kenmerken van teksten, en tellingen per IP-adres of browser.
records-abuse-purpose = Programma’s en overlast buiten houden, en een lezer één keer tellen.
records-moderation = Modereren
records-moderation-data = Van wie reageert, meldt of bezwaar maakt: meldingen met naam en adres als die zijn gegeven, beslissingen met hun reden, bezwaren, notities en uitsluitingen.
records-moderation-purpose = Meldingen en bezwaren zorgvuldig behandelen, zoals de digitaledienstenverordening eist.
records-moderation-until = Meldingen, beslissingen, bezwaren en notities: zonder einddatum, als verantwoording.
records-mail = E-mail
records-mail-data = Van wie e-mail krijgt: adres, onderwerp, tekst, en welke artikelen iemand volgt.
records-mail-purpose = Bevestigen, antwoorden, beslissingen meedelen, en gesprekken volgen.
records-mail-until = Wie een artikel volgt: tot die stopt. De tekst van een bericht: tot het is verstuurd.
records-editing = Redactie
records-editing-data = Van wie voor de redactie werkt: naam bij artikelen, versies, afbeeldingen, regels en instellingen; niet-opgeslagen tekst, en wie welk artikel open heeft.
records-editing-purpose = Samen aan de publicatie werken, en terug kunnen zien wie wat wijzigde.
records-editing-until = Artikelen en hun versies: tot de redactie ze weghaalt.
records-staff = Beheerlogboek
records-staff-data = Van wie voor de redactie werkt: inloggen, en wijzigingen in accounts en instellingen. Van wie is uitgenodigd: naam en e-mailadres.
records-staff-purpose = Kunnen nagaan wie wat deed.
records-expiry-sessions = Sessies: { $time } na het laatste gebruik.
records-expiry-sessions-at-most = Sessies: hoe dan ook niet langer dan { $time }.
records-expiry-challenges = Codes: { $time }.
records-expiry-repeats = Afdrukken van geplaatste teksten: { $time }.
records-expiry-tickets = Links in e-mails: tot ze verlopen.
records-expiry-proofs = Welke browser bij een bevestigd adres hoort: { $time } na het laatste gebruik.
records-expiry-staff-log = Het hele logboek: { $time }.
records-expiry-known-browsers = Kenmerken van browsers: { $time } na het laatste gebruik.
records-expiry-ceremonies = Een passkey die wordt toegevoegd of gebruikt: { $time }.
records-expiry-unsent-forms = Wat is verstuurd zonder sessie: { $time }, versleuteld.
records-expiry-half-sessions = Inloggen dat op een tweede stap wacht: { $time }.
records-expiry-unconfirmed = Een reactie waarvan het adres niet is bevestigd: { $time }.
records-expiry-networks = IP-adres bij een reactie: { $time }.
records-expiry-browsers = Kenmerk van de browser bij een reactie: { $time }.
records-expiry-reporters = IP-adres bij een melding: { $time }.
records-expiry-mail = Adres en onderwerp van een bericht: { $time }.
records-expiry-failed-mail = De tekst van een bericht dat niet aankwam: { $time }.
records-expiry-bans = Adres of netwerk van een uitsluiting: { $time } na het einde daarvan.
records-expiry-claims = Wie een zaak behandelt: { $time }.
records-expiry-drafts = Niet-opgeslagen tekst: { $time }.
records-expiry-draft-links = Links naar concepten: tot ze verlopen.
records-expiry-presence = Wie een artikel open heeft: { $time }.
records-expiry-buckets = Tellingen per IP-adres of browser: tot de limiet weer vrij is.
records-expiry-similar = Kenmerken van teksten: { $time }.
records-expiry-shares = Kenmerken van wie deelde: { $time }.
records-expiry-follows = Wie een artikel volgde: { $time } na het stoppen.
records-expiry-invitations = Wie is uitgenodigd voor de redactie: { $time } nadat de uitnodiging is verlopen.
records-expiry-erasures = Welk account of adres is gewist, als nummer of onherleidbaar kenmerk: { $time }, zodat een teruggezette back-up niets terugbrengt.
