-- What is changed is noted by the database itself, so that no statement can forget to: for the transaction that changes it, and for all
-- nodes once it is committed. Numbers of articles; 0 for what may stand anywhere.

CREATE FUNCTION note_change(article BIGINT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    noted TEXT := COALESCE(current_setting('weerwoord.changed', true), '');
BEGIN
    IF position(',' || article || ',' IN noted) = 0 THEN
        PERFORM set_config('weerwoord.changed', noted || ',' || article || ',', true);
        PERFORM pg_notify('weerwoord', article::TEXT);
    END IF;
END $$;

CREATE FUNCTION note_comment() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(new.article_id); RETURN NULL; END $$;

CREATE FUNCTION note_article() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(new.id); RETURN NULL; END $$;

CREATE FUNCTION note_filing() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(COALESCE(new.article_id, old.article_id)); RETURN NULL; END $$;

CREATE FUNCTION note_everything() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(0); RETURN NULL; END $$;

CREATE TRIGGER comment_added AFTER INSERT ON comments FOR EACH ROW WHEN (new.state <> 'held') EXECUTE FUNCTION note_comment();
CREATE TRIGGER comment_changed AFTER UPDATE OF parent_id, root_id, account_id, name, email, html, state, reason, shown_at ON comments
FOR EACH ROW EXECUTE FUNCTION note_comment();
CREATE TRIGGER article_changed AFTER INSERT OR UPDATE ON articles FOR EACH ROW EXECUTE FUNCTION note_article();
CREATE TRIGGER article_removed AFTER DELETE ON articles FOR EACH ROW EXECUTE FUNCTION note_everything();
CREATE TRIGGER person_changed AFTER UPDATE OF name, email, role, left_at ON accounts
FOR EACH ROW EXECUTE FUNCTION note_everything();
CREATE TRIGGER rule_changed AFTER INSERT OR UPDATE ON rules FOR EACH ROW EXECUTE FUNCTION note_everything();
CREATE TRIGGER ban_changed AFTER INSERT OR UPDATE ON bans FOR EACH ROW EXECUTE FUNCTION note_everything();
CREATE TRIGGER category_changed AFTER UPDATE ON categories FOR EACH ROW EXECUTE FUNCTION note_everything();
CREATE TRIGGER filed AFTER INSERT OR DELETE ON article_categories FOR EACH ROW EXECUTE FUNCTION note_filing();
