# Import of files of other systems.
import-bomb = The file unpacks to more than 2 GiB, or to more than 200 times its size. Unpack it yourself and look at what is in it.
import-cut = The file ends too early. Download or export it again.
import-database = The database cannot be read: { $error }. Stop the other system and copy its file again.
import-database-journal = The other system was changing this database: its -journal lies beside it. Start and stop that system, so that it finishes, and copy the file again.
import-doctype = Here begins a document type, which no export has and which is not read. Export the file again.
import-empty = There is nothing in the file. Export it again.
import-encoding-unknown = There is no encoding { $encoding }. Name another after --encoding, for example windows-1252.
import-no-file = This is no file. Name the file that the other system exported.
import-no-number = Here is a record without its number. Export the file again; with --skip-broken such records are left out.
import-not-encoding = Here are bytes that { $encoding } does not have. Name the encoding of the file, for example with --encoding windows-1252.
import-not-utf8 = Here are bytes that are no UTF-8. Name the encoding of the file, for example with --encoding windows-1252.
import-other-format = The file is not what { $system } writes. Leave out --from, or name the system that it comes from.
import-packing = The file is packed in a way that cannot be read here, or it is damaged. Download or export it again.
import-syntax = This cannot be read: { $error }. Export the file again; with --skip-broken such records are left out.
import-too-deep = Here more than { $depth } levels are nested, which no real export has. Export the file again.
import-too-long = Here is a piece longer than { $size } MiB, which no real export has. Export the file again.
import-unreadable = The file cannot be read: { $error }.
