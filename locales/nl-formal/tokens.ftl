## Tokens for programs: the account page, the page about them, and mail

account-tokens-text = Met een token gebruikt een programma van u de API van deze site uit uw naam. Overal uitloggen beëindigt geen tokens.
tokens-text = Een programma met een token doet uit uw naam wat u hier aankruist, en niets anders: een token opent geen pagina’s en wijzigt niets aan uw account. Geef elk programma een eigen token, dan kunt u ze los van elkaar intrekken.
tokens-list = Uw tokens
tokens-none = U hebt geen tokens.
tokens-back = Terug naar uw account
token-ends = Overal uitloggen en een ander wachtwoord kiezen op uw accountpagina beëindigen geen tokens; trek die hier in. Kiest u een nieuw wachtwoord via een link in een e-mail, of logt een beheerder u uit, dan vervallen ze wel. Verliest u een rol, dan verliezen uw tokens die ook.
token-name-hint = Hieraan herkent u het programma later, bijvoorbeeld ‘Wachtrij in ons redactiesysteem’.
token-scope-read = Uw naam en uw rol lezen, en uw eigen reacties
token-scope-post = Reacties plaatsen uit uw naam
token-scope-moderate = Wachtrijen lezen en over reacties beslissen; elke beslissing staat met uw naam in het logboek
token-too-many = U hebt { $most } tokens, meer kan niet. Trek er eerst een in.
token-lacks-factor = Modereren met een token kan pas als u een tweede stap voor het inloggen hebt ingesteld.
token-fresh-heading = Uw nieuwe token
mail-factor-token-made = Er is een token voor programma’s gemaakt bij uw account bij { $board }: ‘{ $token }’. Wie het heeft, kan er uit uw naam mee doen wat u hebt aangekruist.
