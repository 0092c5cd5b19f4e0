-- Webhooks: requests to other programs about what happens on the board.

-- host: of the address, for display. target: address and secrets, encrypted. events: codes between spaces.
-- noted_at: when an administrator had written the secret down; until then it is shown.
-- failures: attempts that failed since the last that succeeded.
CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    description TEXT NOT NULL,
    host TEXT NOT NULL,
    target BLOB NOT NULL,
    format TEXT NOT NULL,
    events TEXT NOT NULL,
    old_until INTEGER,
    noted_at INTEGER,
    made_at INTEGER NOT NULL,
    off_at INTEGER,
    off_for TEXT CHECK (off_for IN ('admin', 'gone', 'failing', 'full')),
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    rests_until INTEGER NOT NULL DEFAULT 0,
    CHECK ((off_at IS NULL) = (off_for IS NULL)),
    CHECK ((failures = 0) = (failing_since IS NULL))
) STRICT;

-- A row is an event for one webhook. The body is made when it is sent, so that nothing that was erased meanwhile leaves the board.
-- lease: of the worker that sends it, until due_at. said: the beginning of the answer.
CREATE TABLE webhook_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    comment_id INTEGER REFERENCES comments (id) ON DELETE CASCADE,
    article_id INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    reason TEXT,
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    lease BLOB,
    tried_at INTEGER,
    delivered_at INTEGER,
    given_up_at INTEGER,
    status INTEGER,
    problem TEXT,
    said TEXT,
    CHECK (delivered_at IS NULL OR given_up_at IS NULL)
) STRICT;

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at, id) WHERE delivered_at IS NULL AND given_up_at IS NULL;
-- Those of one comment are sent in their order.
CREATE INDEX webhook_deliveries_order ON webhook_deliveries (comment_id, webhook_id, id)
    WHERE comment_id IS NOT NULL AND delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_lease ON webhook_deliveries (lease) WHERE lease IS NOT NULL;
CREATE INDEX webhook_deliveries_comment ON webhook_deliveries (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX webhook_deliveries_article ON webhook_deliveries (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX webhook_deliveries_made ON webhook_deliveries (made_at);

-- Articles that are about to become visible, or just did.
CREATE TABLE publications (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    due_at INTEGER NOT NULL
) STRICT;

CREATE INDEX publications_due ON publications (due_at);
