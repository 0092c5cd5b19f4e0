-- Rows as version 0017 of the tables has them, beside those before.
INSERT INTO period_figures (kind, began, ended, figures) VALUES ('week', 0, 1, '{}');
INSERT INTO decision_seals (place, decision_id, seal) VALUES
    (1, 1, '\x50d80c7cbac6f3ef8b6a50e77bc7f0871c3d7e8691c6e4cb70fff8e057ceff12'),
    (2, 2, '\xe6cd1dfcb50b1343474725432f0f5c0251543c02c9cc1b5211068e290683f71f'),
    (3, 3, '\x27fefeb507bc33cd8589f3f86397e5a12a79e41b4f8def034fd01f808ed1e567'),
    (4, 90, '\xccb39d38be8beaf6db122525a4a13bed75f80ac98b300fdf8b7e37dce677a0d9'),
    (5, 91, '\x3c021a44b0e747f6b7f706e49c0048119d111166c590c0519c28bad3f704b9fe');
INSERT INTO decision_chain (id, decisions, seal) VALUES (1, 5, '\x3c021a44b0e747f6b7f706e49c0048119d111166c590c0519c28bad3f704b9fe');
