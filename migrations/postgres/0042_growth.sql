-- New comments are noted apart from other changes, as the negative number of their article: a page made before lacks them, but
-- shows nothing that is gone.

CREATE FUNCTION note_new_comment() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(-new.article_id); RETURN NULL; END $$;

CREATE FUNCTION note_more_comments() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(-new.id); RETURN NULL; END $$;

DROP TRIGGER comment_added ON comments;
CREATE TRIGGER comment_added AFTER INSERT ON comments FOR EACH ROW WHEN (new.state = 'visible') EXECUTE FUNCTION note_new_comment();
CREATE TRIGGER removed_comment_added AFTER INSERT ON comments FOR EACH ROW WHEN (new.state = 'removed') EXECUTE FUNCTION note_comment();

DROP TRIGGER article_changed ON articles;
CREATE TRIGGER article_added AFTER INSERT ON articles FOR EACH ROW EXECUTE FUNCTION note_article();
CREATE TRIGGER article_has_more_comments AFTER UPDATE ON articles FOR EACH ROW
WHEN (new.version = old.version AND new.visible_comments >= old.visible_comments AND new.threads >= old.threads
    AND new.visible_comments + new.threads > old.visible_comments + old.threads)
EXECUTE FUNCTION note_more_comments();
CREATE TRIGGER article_changed AFTER UPDATE ON articles FOR EACH ROW
WHEN (NOT (new.version = old.version AND new.visible_comments >= old.visible_comments AND new.threads >= old.threads
    AND new.visible_comments + new.threads > old.visible_comments + old.threads))
EXECUTE FUNCTION note_article();
