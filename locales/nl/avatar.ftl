## Pictures of members

account-picture = Je foto
account-picture-none = Bij je reacties staan nu je initialen. Met een foto herkennen anderen je sneller.
account-picture-now = Deze foto staat bij al je reacties en is voor iedereen te zien.
account-picture-file = Kies een foto
account-picture-other = Kies een andere foto
account-picture-hint = JPEG, PNG, WebP of GIF, hoogstens 10 MB. We bewaren een vierkant uit het midden en halen plaats, datum en toestel eruit.
account-picture-add = Foto plaatsen
account-picture-replace = Foto vervangen
account-picture-remove = Foto verwijderen
account-picture-banned = De redactie heeft je uitgesloten. Zolang dat duurt, kun je geen foto plaatsen.
account-done-picture = Je foto is geplaatst en staat nu bij al je reacties.
account-done-no-picture = Je hebt geen foto meer. Bij je reacties staan je initialen.
person-picture = Foto van { $name }
person-picture-remove = Foto verwijderen
person-picture-of-staff = Alleen een beheerder kan de foto van een medewerker verwijderen.
