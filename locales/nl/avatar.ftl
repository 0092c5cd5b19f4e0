## Pictures of members

account-picture = Uw foto
account-picture-none = Bij uw reacties staan nu uw initialen. Met een foto herkennen anderen u sneller.
account-picture-now = Deze foto staat bij al uw reacties. Iedereen kan haar zien.
account-picture-file = Kies een foto
account-picture-other = Kies een andere foto
account-picture-hint = JPEG, PNG, WebP of GIF, hoogstens 10 MB. We bewaren een vierkant uit het midden en halen plaats, datum en toestel eruit.
account-picture-add = Foto plaatsen
account-picture-replace = Foto vervangen
account-picture-remove = Foto verwijderen
account-picture-banned = De redactie heeft u uitgesloten. Zolang dat duurt, kunt u geen foto plaatsen
account-done-picture = Uw foto is geplaatst. Ze staat nu bij al uw reacties.
account-done-no-picture = U hebt geen foto meer. Bij uw reacties staan uw initialen.
person-picture = Foto van { $name }
person-picture-remove = Foto verwijderen
person-picture-of-staff = Alleen een beheerder kan de foto van een medewerker verwijderen.
