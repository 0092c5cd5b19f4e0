UPDATE articles SET visible_comments = visible_comments;
UPDATE sessions SET half = half;
