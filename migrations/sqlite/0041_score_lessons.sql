-- Scores of comments, and the lessons that moderators' decisions are for them.

-- Probability that a moderator removes the comment, in per mille (0 to 999), as of when it was posted or last scored.
ALTER TABLE comments ADD COLUMN score INTEGER NOT NULL DEFAULT 0;
-- The score is the last term of the urgency, which the indexes of the queues already hold.
UPDATE comments SET urgency = urgency * 1000 WHERE urgency <> 0;

-- What is learnt is the sum of the steps of these rows: a row that takes back an earlier one has the same steps, which are subtracted.
-- decision_id: NULL if a moderator said so without a decision. taught: what the comment is. insult_score, promotion_score: per mille
-- before the lesson.
CREATE TABLE score_lessons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    decision_id INTEGER REFERENCES decisions (id),
    undoes_id INTEGER,
    language TEXT NOT NULL CHECK (language IN ('nl', 'en')),
    taught TEXT NOT NULL CHECK (taught IN ('keep', 'insult', 'promotion')),
    insult_score INTEGER NOT NULL,
    promotion_score INTEGER NOT NULL,
    insult_step INTEGER NOT NULL,
    promotion_step INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX score_lessons_comment ON score_lessons (comment_id);
CREATE INDEX score_lessons_made ON score_lessons (made_at);

-- Per mille from which a guest's comment is held; NULL holds none by its score.
ALTER TABLE settings ADD COLUMN score_threshold INTEGER;
