## Comments under pages of other sites

embed-title = Reacties op { $title }
embed-frame = Reacties
embed-back = Terug naar de reacties
embed-code-later = Na het versturen vragen we je om een code over te typen.
embed-code-now = Nog één stap: typ onderaan de code over. Je reactie wordt dan geplaatst.
embed-to-code = Naar de code
embed-refused = Hier kunnen geen reacties staan
embed-unknown = Het adres { $origin } staat niet bij de sites van dit reactiebord. De beheerder voegt het toe bij de sites van de redactie of in de instelling WEERWOORD_SITES.
embed-no-address = De parameter url ontbreekt, of is geen volledig adres van een pagina. Geef daarin het adres van de pagina, met https:// ervoor.
embed-origin = Dit formulier stond op een site die niet bij dit reactiebord hoort, of waarvan de browser niet vertelt welke het is. Je reactie is niet geplaatst; ga terug om je tekst te kopiëren.
useful-heading = Vind je deze reactie nuttig?
useful-back = [Terug naar de reactie]
site-user-heading = Je login kwam niet door
site-user-over = Je login bij { $site } geldt voor één reactie en een paar minuten. Deze is al gebruikt of verlopen. Kopieer je tekst hieronder, laad de pagina van { $site } opnieuw en plaats je reactie daar.
site-user-refused = Dit reactiebord kon niet nagaan of je bij { $site } bent ingelogd. Je tekst staat er nog. Laat het { $site } weten als het weer gebeurt.
site-user-guest = Je kunt ook als gast reageren, met je naam en e-mailadres.
site-user-back = Terug naar { $site }
site-user-signed = Je bent bij { $site } ingelogd en reageert als { $name }.
