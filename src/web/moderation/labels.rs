//! Texts that every case on a page repeats, and the keyboard shortcuts for reasons.

use crate::account::Scope;
use crate::comment::Reason;
use crate::locale::Lang;

/// Texts that every case on a page uses.
///
/// They are looked up once per page, not once for each of its fifty cases.
pub(super) struct Labels {
    pub(super) keep: String,
    pub(super) show: String,
    pub(super) remove: String,
    pub(super) remove_for: String,
    pub(super) restore: String,
    pub(super) other: String,
    pub(super) change: String,
    pub(super) reason: String,
    pub(super) choose: String,
    pub(super) reasons: [(&'static str, String); Reason::ALL.len()],
    pub(super) note: String,
    pub(super) all: String,
    pub(super) ban: String,
    /// Durations of a ban; `None` for a moderator who may not ban.
    pub(super) bans: Option<[(&'static str, String); 5]>,
    pub(super) unproved: String,
    pub(super) round: String,
    pub(super) held: String,
    pub(super) answers: String,
    pub(super) expunge: String,
    pub(super) expunged: String,
    pub(super) handle: String,
    pub(super) why: String,
    pub(super) score_text: String,
    pub(super) score_lead: String,
    pub(super) wrong: String,
    pub(super) wrong_hint: String,
    pub(super) contradicted: String,
    /// Key that removes for an insult; `None` if keyboard shortcuts are off.
    pub(super) keys: Option<String>,
    /// Code and label of each reason, with the key that removes for it.
    pub(super) keys_of_reasons: Vec<(&'static str, String, String)>,
}

/// Durations of a ban, each as the code that the form sends and its label.
pub(super) fn bans(t: Lang) -> [(&'static str, String); 5] {
    [
        ("", t.say("ban-none")),
        ("7", t.say("ban-week")),
        ("30", t.say("ban-month")),
        ("365", t.say("ban-year")),
        ("forever", t.say("ban-forever")),
    ]
}

impl Labels {
    pub(super) fn new(t: Lang, keys_on: bool, scope: Scope) -> Self {
        Self {
            keep: t.say("decide-keep"),
            show: t.say("decide-show"),
            remove: t.say("decide-remove"),
            remove_for: t.say("decide-remove-for"),
            restore: t.say("decide-restore"),
            other: t.say(if scope.is_board() {
                "decide-other"
            } else {
                "decide-other-without-ban"
            }),
            change: t.say("decide-reason-change"),
            reason: t.say("field-reason"),
            choose: t.say("reason-choose"),
            reasons: Reason::ALL.map(|reason| (reason.code(), t.say(reason.label()))),
            note: t.say("field-note"),
            all: t.say(if scope.is_board() { "field-all" } else { "field-all-on-sites" }),
            ban: t.say("field-ban"),
            bans: scope.is_board().then(|| bans(t)),
            unproved: t.say("email-unproved"),
            round: t.say("round-heading"),
            held: t.say("case-held"),
            answers: t.say("case-answers"),
            expunge: t.say("expunge-link"),
            expunged: t.say("case-expunged"),
            handle: t.say("appeal-handle"),
            why: t.say("score-why"),
            score_text: t.say("score-text"),
            score_lead: t.say("score-lead"),
            wrong: t.say("score-wrong"),
            wrong_hint: t.say("score-wrong-hint"),
            contradicted: t.say("score-contradicted"),
            keys: keys_on.then(|| t.say("key-insult")),
            keys_of_reasons: Reason::ALL
                .into_iter()
                .filter_map(|reason| {
                    Some((reason.code(), t.say(reason.label()), key_of(t, reason)?))
                })
                .collect(),
        }
    }

    /// List of keys with the codes of their reasons, as the script reads it: `i:insult s:spam`.
    pub(super) fn reason_keys(&self) -> String {
        let pairs = self.keys_of_reasons.iter().map(|(code, _, key)| format!("{key}:{code}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    /// Label of a reason, for the text of a button.
    fn begin(&self, reason: Reason) -> &str {
        self.reasons.iter().find(|(code, _)| *code == reason.code()).map_or("", |(_, word)| word)
    }

    pub(super) fn self_promotion(&self) -> &str {
        self.begin(Reason::SelfPromotion)
    }

    pub(super) fn insult(&self) -> &str {
        self.begin(Reason::Insult)
    }
}

/// Returns the key that removes a comment for a reason.
///
/// It is the first letter of the reason's word that is free, or another letter that is heard in the
/// word. `None` for reasons without a key.
fn key_of(t: Lang, reason: Reason) -> Option<String> {
    match reason.code() {
        "insult" => Some(t.say("key-insult")),
        "illegal" => Some(t.say("key-illegal")),
        "off-topic" => Some(t.say("key-off-topic")),
        "self-promotion" => Some("p".to_owned()),
        "spam" => Some("s".to_owned()),
        "privacy" => Some("v".to_owned()),
        "duplicate" => Some("d".to_owned()),
        _ => None,
    }
}
