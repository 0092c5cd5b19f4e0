//! Deliveries of a webhook as its page shows them.

use crate::app::App;
use crate::store::webhooks::{DeliveryEntry, DeliveryState};

/// Delivery as the page shows it.
pub(super) struct DeliveryView {
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) about: Option<About>,
    pub(super) facts: Vec<String>,
    /// Status of the answer, or the reason why there was none.
    pub(super) outcome: Option<String>,
    pub(super) said: String,
    pub(super) may_be_resent: bool,
}

/// Link to what a delivery is about.
pub(super) struct About {
    pub(super) href: String,
    pub(super) label: String,
}

impl DeliveryView {
    pub(super) fn new(app: &App, entry: DeliveryEntry) -> Self {
        let t = app.lang();
        let dated = |key: &str, date| t.with(key, &[("date", app.calendar.date_time(date).into())]);
        let mut facts = vec![dated("webhook-made", entry.made_at)];
        facts.push(match entry.state {
            DeliveryState::Waiting(at) => dated("webhook-waits", at),
            DeliveryState::UnderWay => t.say("webhook-under-way"),
            DeliveryState::Delivered(at) => dated("webhook-delivered", at),
            DeliveryState::GivenUp(at) => dated("webhook-given-up", at),
        });
        if entry.tries > 0 {
            facts.push(t.with("webhook-tries", &[("count", entry.tries.into())]));
        }
        let outcome = match (entry.problem.as_deref(), entry.status) {
            (Some(problem), _) => Some(t.say(explained(problem))),
            (None, Some(status)) => {
                // A status is no number to be grouped.
                Some(t.with("webhook-answer", &[("status", status.to_string().into())]))
            }
            (None, None) => None,
        };
        let comment = entry.comment.map(|id| About {
            href: format!("/moderation/comments/{id}"),
            label: t.with("webhook-comment", &[("number", id.to_string().into())]),
        });
        let article = entry
            .article
            .map(|(slug, title)| About { href: format!("/articles/{slug}"), label: title });
        Self {
            id: entry.id,
            kind: t.say(entry.kind.label()),
            about: comment.or(article),
            facts,
            outcome,
            said: entry.said.unwrap_or_default(),
            may_be_resent: entry.state != DeliveryState::UnderWay,
        }
    }
}

/// Returns the key of the sentence about a failure.
fn explained(problem: &str) -> &'static str {
    match problem {
        "private" => "webhook-problem-private",
        "resolve" => "webhook-problem-resolve",
        "connect" => "webhook-problem-connect",
        "certificate" => "webhook-problem-certificate",
        "tls" => "webhook-problem-tls",
        "timeout" => "webhook-problem-timeout",
        "key" => "webhook-unreadable",
        "url" => "webhook-url-https",
        _ => "webhook-problem-protocol",
    }
}
