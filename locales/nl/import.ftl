# Invoer van bestanden uit andere systemen.
import-bomb = Het bestand wordt uitgepakt groter dan 2 GiB, of groter dan 200 keer zijn eigen omvang. Pak het zelf uit en kijk wat erin zit.
import-cut = Het bestand houdt te vroeg op. Download of exporteer het opnieuw.
import-database = De database is niet te lezen: { $error }. Stop het andere systeem en kopieer het bestand opnieuw.
import-database-journal = Het andere systeem was deze database aan het wijzigen: het bestand -journal ligt ernaast. Start en stop dat systeem, zodat het klaar is, en kopieer het bestand opnieuw.
import-doctype = Hier begint een documenttype, dat geen enkele export heeft en dat niet wordt gelezen. Exporteer het bestand opnieuw.
import-empty = Er staat niets in het bestand. Exporteer het opnieuw.
import-encoding-unknown = Er is geen codering { $encoding }. Noem een andere na --encoding, bijvoorbeeld windows-1252.
import-no-file = Dit is geen bestand. Noem het bestand dat het andere systeem heeft geëxporteerd.
import-no-number = Hier staat een deel zonder nummer. Exporteer het bestand opnieuw; met --skip-broken worden zulke delen overgeslagen.
import-not-encoding = Hier staan bytes die { $encoding } niet heeft. Noem de codering van het bestand, bijvoorbeeld met --encoding windows-1252.
import-not-utf8 = Hier staan bytes die geen UTF-8 zijn. Noem de codering van het bestand, bijvoorbeeld met --encoding windows-1252.
import-other-format = Het bestand is niet wat { $system } schrijft. Laat --from weg, of noem het systeem waar het uit komt.
import-packing = Het bestand is ingepakt op een manier die hier niet te lezen is, of het is beschadigd. Download of exporteer het opnieuw.
import-syntax = Dit is niet te lezen: { $error }. Exporteer het bestand opnieuw; met --skip-broken worden zulke delen overgeslagen.
import-too-deep = Hier zijn meer dan { $depth } niveaus genest, wat geen echte export heeft. Exporteer het bestand opnieuw.
import-too-long = Hier staat een stuk dat langer is dan { $size } MiB, wat geen echte export heeft. Exporteer het bestand opnieuw.
import-unreadable = Het bestand kan niet worden gelezen: { $error }.
