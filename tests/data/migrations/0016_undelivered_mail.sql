UPDATE outbox SET kind = 'reported', tries = 1, tried_at = 1790000700000000, step = 'rcpt', problem = 'refused', code = 550,
    said = 'no such mailbox', given_up_at = 1790000700000000, retried_at = 1790000700000000, lease = '\x10' WHERE id = 1;
