-- How often an article was read on a day of the board's time zone, written as 2026-11-20. Of who read it nothing is stored.
CREATE TABLE article_views (
    day TEXT NOT NULL,
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, article_id)
);
CREATE INDEX article_views_article ON article_views (article_id);
