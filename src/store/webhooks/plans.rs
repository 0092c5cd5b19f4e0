//! Query plans of the statements about webhooks, which run every second and with every comment.

use crate::store::Store;

/// Each statement and the indexes it must use.
pub(in crate::store) const PLANS: &[(&str, &[&str])] = &[
    (Store::DUE_WEBHOOKS, &["webhook_deliveries_due (webhook_id=? AND due_at<?)"]),
    (
        Store::TAKE_DELIVERIES,
        &[
            "webhook_deliveries_due (webhook_id=? AND due_at<?)",
            "webhook_deliveries_order (comment_id=? AND webhook_id=? AND id<?)",
        ],
    ),
    (Store::TAKEN_DELIVERIES, &["webhook_deliveries_lease", "SEARCH c USING INTEGER PRIMARY KEY"]),
    (Store::WEBHOOK_DUE_NOW, &["webhook_deliveries_due (webhook_id=? AND due_at>?)"]),
    (Store::OVERFULL_WEBHOOKS, &["webhook_deliveries_due (webhook_id=? AND due_at>?)"]),
    (Store::WEBHOOK_LOG, &["webhook_deliveries_log (webhook_id=? AND id<?)"]),
    (Store::WEBHOOK_BACKLOG, &["webhook_deliveries_due"]),
    (Store::PUBLICATIONS_DUE, &["publications_due (due_at<?)"]),
    (Store::TAKE_PUBLICATIONS, &["publications_due (due_at<?)"]),
];
