-- What a moderator did in one request, so that all of it can be undone at once.

-- action_id: the first decision of the same request; that one has none itself. undoes_id: the decision this one took back.
ALTER TABLE decisions ADD COLUMN action_id INTEGER REFERENCES decisions (id);
ALTER TABLE decisions ADD COLUMN undoes_id INTEGER REFERENCES decisions (id);
CREATE INDEX decisions_action ON decisions (action_id) WHERE action_id IS NOT NULL;

-- The first decision of the action that a ban came with, and that an event or a message tells of. The last two are only compared:
-- they are gone sooner than any decision.
ALTER TABLE bans ADD COLUMN decision_id INTEGER REFERENCES decisions (id);
ALTER TABLE events ADD COLUMN action_id INTEGER;
ALTER TABLE outbox ADD COLUMN action_id INTEGER;
CREATE INDEX bans_decision ON bans (decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX events_action ON events (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX outbox_action ON outbox (action_id) WHERE action_id IS NOT NULL;

-- A moderator looks at one case at a time.
CREATE INDEX claims_account ON claims (account_id);
