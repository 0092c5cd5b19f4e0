-- Pages of members say whether they follow an article.
CREATE TRIGGER follow_changed AFTER INSERT OR UPDATE OF stopped_at OR DELETE ON follows
FOR EACH ROW EXECUTE FUNCTION note_filing();
