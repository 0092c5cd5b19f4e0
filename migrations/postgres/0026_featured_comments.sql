-- Comments that the staff features above a discussion, and since when. One that readers do not see is none.
ALTER TABLE comments ADD COLUMN featured_at BIGINT;
ALTER TABLE comments ADD CONSTRAINT comments_featured_check CHECK (featured_at IS NULL OR state = 'visible');
CREATE INDEX comments_featured ON comments (article_id, featured_at) WHERE featured_at IS NOT NULL;

CREATE TRIGGER comment_featured AFTER UPDATE OF featured_at ON comments FOR EACH ROW EXECUTE FUNCTION note_comment();

-- Articles name others at their end: what a list says of an article may stand on the page of any other.
CREATE TRIGGER article_listed AFTER UPDATE OF slug, title, published_at ON articles FOR EACH ROW
WHEN (old.slug <> new.slug OR old.title <> new.title OR old.published_at IS DISTINCT FROM new.published_at)
EXECUTE FUNCTION note_everything();
