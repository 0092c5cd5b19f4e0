-- What the law wants a publication to state and only its publisher knows, as JSON; NULL is nothing yet.
ALTER TABLE settings ADD COLUMN legal_facts TEXT;
