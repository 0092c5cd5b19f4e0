## The code

captcha-alt = Zes tekens in twee rijen, als afbeelding.
captcha-sound = Zes gesproken cijfers
captcha-listen = Of luister: zes cijfers
captcha-another = Andere code
captcha-missing = Neem de code uit de afbeelding over.
captcha-wrong = De code klopte niet. Neem de nieuwe code over.
captcha-hasty = Dat ging sneller dan we van lezers gewend zijn. Neem de tekens uit de nieuwe afbeelding over.
captcha-used = De code was verlopen of al gebruikt. Neem de nieuwe code over.
captcha-no-cookie = Je browser stuurde de cookie niet mee die bij de code hoort. Sta cookies van deze site toe en neem de nieuwe code over.
captcha-solved = De code klopte. Je hoeft geen nieuwe code over te nemen.
captcha-confirm-hint = Kun je de code niet zien of horen? Dan sturen we je een e-mail met een link; je reactie verschijnt zodra je die link opent en op de knop drukt.
captcha-confirm = Verstuur en bevestig per e-mail
captcha-unreadable-hint = Liever geen e-mail?
captcha-unreadable = Verstuur zonder code: een moderator leest je reactie eerst
