-- How often comments of a person were removed: asked of everybody on a page of the desk.
CREATE INDEX comments_removed_account ON comments (account_id) WHERE state = 'removed' AND account_id IS NOT NULL;
CREATE INDEX comments_removed_email ON comments (email_key) WHERE state = 'removed' AND email_key IS NOT NULL;
