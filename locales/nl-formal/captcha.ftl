## Sentences of ../nl/captcha.ftl that address the reader, with “u”

captcha-no-cookie = Uw browser stuurde de cookie niet mee die bij de code hoort. Sta cookies van deze site toe en neem de nieuwe code over.
captcha-solved = De code klopte. U hoeft geen nieuwe code over te nemen.
captcha-confirm-hint = Kunt u de code niet zien of horen? Dan sturen we u een e-mail met een link; uw reactie verschijnt zodra u die link opent en op de knop drukt.
captcha-unreadable = Verstuur zonder code: een moderator leest uw reactie eerst
