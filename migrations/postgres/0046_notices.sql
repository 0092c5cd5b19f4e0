-- A notification carries the name of the node whose transaction several writers share: that node knows of the changes already.
CREATE OR REPLACE FUNCTION note_change(article BIGINT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    noted TEXT := COALESCE(current_setting('weerwoord.changed', true), '');
BEGIN
    IF position(',' || article || ',' IN noted) = 0 THEN
        PERFORM set_config('weerwoord.changed', noted || ',' || article || ',', true);
        PERFORM pg_notify('weerwoord', concat_ws(',', article, NULLIF(current_setting('weerwoord.node', true), '')));
    END IF;
END $$;

-- Sessions that a node knows hold until one ends or its account may do something else.
CREATE FUNCTION note_sessions() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM note_change(-9223372036854775807); RETURN NULL; END $$;

CREATE TRIGGER session_changed AFTER DELETE OR UPDATE OF token, account_id, opened_at, half ON sessions
FOR EACH ROW EXECUTE FUNCTION note_sessions();
CREATE TRIGGER scope_changed AFTER INSERT OR DELETE ON moderator_sites FOR EACH ROW EXECUTE FUNCTION note_sessions();

-- A statement of its own is planned once for each connection, one within a function in SQL each time.
CREATE OR REPLACE FUNCTION comment_to_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unindexed (what, id) VALUES ('comment', COALESCE(new.id, old.id))
    ON CONFLICT (what, id) DO UPDATE SET taken = FALSE;
    RETURN NULL;
END $$;
