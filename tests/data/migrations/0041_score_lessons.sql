-- Rows as version 0041 of the tables has them, beside those before.
UPDATE comments SET score = 120, urgency = urgency + 120 WHERE id IN (1, 5);
INSERT INTO score_lessons (id, comment_id, decision_id, undoes_id, language, taught, insult_score, promotion_score, insult_step,
        promotion_step, made_at) VALUES
    (1, 3, 1, NULL, 'nl', 'insult', 90, 20, 4096, -128, 1790000350000000),
    (2, 3, 2, 1, 'nl', 'insult', 90, 20, 4096, -128, 1790000400000000),
    (3, 4, 3, NULL, 'nl', 'promotion', 40, 310, -256, 2048, 1790000400000000),
    (4, 1, NULL, NULL, 'nl', 'keep', 120, 15, -512, -64, 1790000500000000);
UPDATE settings SET score_threshold = 950;
