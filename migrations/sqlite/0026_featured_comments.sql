-- Comments that the staff features above a discussion, and since when. One that readers do not see is none.
ALTER TABLE comments ADD COLUMN featured_at INTEGER CHECK (featured_at IS NULL OR state = 'visible');
CREATE INDEX comments_featured ON comments (article_id, featured_at) WHERE featured_at IS NOT NULL;
