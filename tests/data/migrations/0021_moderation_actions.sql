-- Rows as version 0021 of the tables has them, beside those before.
UPDATE bans SET decision_id = 3 WHERE id = 1;
UPDATE events SET action_id = 3 WHERE id = 1;
UPDATE outbox SET action_id = 3 WHERE id = 1;
