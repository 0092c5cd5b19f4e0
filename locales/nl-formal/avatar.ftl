## Sentences of ../nl/avatar.ftl that address the reader, with “u”

account-picture = Uw foto
account-picture-none = Bij uw reacties staan nu uw initialen. Met een foto herkennen anderen u sneller.
account-picture-now = Deze foto staat bij al uw reacties en is voor iedereen te zien.
account-picture-banned = De redactie heeft u uitgesloten. Zolang dat duurt, kunt u geen foto plaatsen.
account-done-picture = Uw foto is geplaatst en staat nu bij al uw reacties.
account-done-no-picture = U hebt geen foto meer. Bij uw reacties staan uw initialen.
