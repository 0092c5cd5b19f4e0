-- A search passes by what is said below articles that readers do not see: these few are listed, however many others there are.
CREATE INDEX articles_unpublished ON articles (id) WHERE published_at IS NULL;
