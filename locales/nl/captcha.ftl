## The code

captcha-alt = Zes tekens in twee rijen, als afbeelding.
captcha-sound = Zes gesproken cijfers
captcha-listen = Of luister: zes cijfers
captcha-another = Andere code
captcha-missing = Neem de code uit de afbeelding over
captcha-wrong = De code klopte niet: neem de nieuwe code over
captcha-hasty = Dat ging wel heel vlug. Schrijf de tekens van de nieuwe afbeelding over
captcha-used = De code was verlopen of al gebruikt: neem de nieuwe code over
captcha-no-cookie = Uw browser stuurde het cookie niet mee dat bij de code hoort. Sta cookies van deze site toe en neem de nieuwe code over
captcha-solved = De code klopte. U hoeft hem niet nog eens over te nemen.
captcha-confirm-hint = Kunt u de code niet zien of horen? Dan sturen we u een e-mail; zodra u op de knop daarin drukt, verschijnt uw reactie.
captcha-confirm = Verstuur en bevestig per e-mail
captcha-unreadable-hint = Liever geen e-mail? Dan leest een moderator uw reactie eerst.
captcha-unreadable = Verstuur zonder code
