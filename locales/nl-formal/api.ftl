## The API: its page and its problems

problem-token-missing = Stuur een token mee in de header ‘Authorization: Bearer’. Tokens maakt u op de accountpagina.
