//! Case as the pages for moderators show it.

use crate::app::App;
use crate::comment::{self, Brake, Hold};
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::store::comments::{ALIKE_MAX, Likeness};
use crate::store::moderation::{Case, OpenAppeal};
use crate::web::page::FieldErrors;

use super::decided;
use super::decision::DecisionForm;
use super::namesakes::NamesakeView;
use super::score::ScoreView;

/// Number of characters quoted of the comment that is answered: enough to recognize it.
const QUOTE_MAX: usize = 160;
/// Number of reports about one comment that are shown in full: more of them say the same.
const REPORTS_SHOWN: usize = 5;

/// Case as a template shows it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that stands on the page or does not"
)]
pub(super) struct CaseView {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) past: String,
    pub(super) suspect: bool,
    pub(super) machine: String,
    pub(super) ago: String,
    pub(super) article_title: String,
    pub(super) article_slug: String,
    pub(super) article_lead: String,
    pub(super) email: Option<String>,
    /// True if the owner has not confirmed the e-mail address: then anybody may have typed it.
    pub(super) unproved: bool,
    pub(super) answers: Option<(i64, String, String)>,
    pub(super) html: Html,
    pub(super) expunged: bool,
    pub(super) removed: Option<String>,
    pub(super) held: bool,
    pub(super) held_why: Option<String>,
    pub(super) reports: Option<(String, Vec<String>)>,
    pub(super) findings: Vec<String>,
    /// Score, of a waiting case that is likely to be removed.
    pub(super) score: Option<ScoreView>,
    /// True if a moderator said that the score is not right.
    pub(super) contradicted: bool,
    pub(super) claim: Option<String>,
    /// True if no moderator has claimed the case.
    pub(super) is_free: bool,
    pub(super) appeal: Option<AppealView>,
    /// Message that says why this moderator must leave the case to a colleague.
    pub(super) recusal: Option<String>,
    /// True if a colleague has claimed the case or has it first on their page of the queue.
    pub(super) is_taken: bool,
    pub(super) next: String,
    /// Number of the next case on a page of a queue; empty after the last case.
    pub(super) then: Option<String>,
    pub(super) note: String,
    pub(super) chosen: String,
    pub(super) all: bool,
    /// Ways in which other waiting comments are like this one.
    ///
    /// Each has the code of the way, a label with their number, and true if the decision includes
    /// them.
    pub(super) alike: Vec<(&'static str, String, bool)>,
    /// Text about the other waiting comments that are like this one.
    pub(super) alike_line: Option<String>,
    pub(super) ban: String,
    /// Hint that a ban concerns the browser and not the e-mail address.
    pub(super) ban_hint: Option<String>,
    /// Other authors under the same e-mail address; filled in on the page of one case only.
    pub(super) namesakes: Vec<NamesakeView>,
    /// Selected authors among `namesakes`, each given by the number of one comment.
    pub(super) also: Vec<String>,
    pub(super) errors: FieldErrors,
    pub(super) picked: bool,
}

/// Unanswered appeal.
pub(super) struct AppealView {
    pub(super) id: i64,
    pub(super) against: String,
    pub(super) text: String,
    pub(super) ago: String,
    /// Message that says why this moderator must leave the appeal to a colleague.
    pub(super) recusal: Option<String>,
}

impl CaseView {
    /// Returns a case as one moderator sees it.
    ///
    /// Their own claim is not shown to them. `next` is the address to go to after a decision.
    pub(super) fn new(app: &App, case: Case, moderator: i64, next: &str) -> Self {
        let t = app.lang();
        let name = t.commenter(case.comment.author.name());
        let claim = case.claim.as_ref().filter(|claim| claim.account != moderator).map(|claim| {
            let ago = app.calendar.ago(claim.made_at, app.now());
            t.with(
                "case-claimed",
                &[("moderator", claim.name.as_str().into()), ("moment", ago.into())],
            )
        });
        let found: Vec<&str> =
            case.findings.iter().flat_map(|finding| finding.found.lines()).collect();
        Self {
            about: t.with("decide-name", &[("name", name.as_str().into())]),
            past: past(t, &case),
            suspect: case.earlier_removed > 0,
            machine: app.calendar.machine(case.comment.posted_at),
            ago: app.calendar.ago(case.comment.posted_at, app.now()),
            email: case.comment.author.masked_email(),
            unproved: case.is_unproved(),
            ban_hint: ban_hint(t, &case),
            namesakes: Vec::new(),
            also: Vec::new(),
            answers: quoted(t, &case),
            html: markup::mark(&case.comment.html, &found),
            expunged: case.comment.is_expunged(),
            removed: removed(t, case.comment.state),
            held: case.comment.state == comment::State::Held,
            held_why: held_why(t, &case),
            reports: reports(t, &case),
            findings: findings(t, &case),
            score: ScoreView::new(app, &case),
            contradicted: false,
            alike: alike(t, &case),
            alike_line: alike_line(t, &case),
            is_free: case.claim.is_none(),
            claim,
            appeal: None,
            recusal: None,
            id: case.comment.id,
            version: case.comment.version,
            article_title: case.article_title,
            article_slug: case.article_slug,
            article_lead: case.article_lead,
            name,
            next: next.to_owned(),
            is_taken: false,
            then: None,
            note: String::new(),
            chosen: String::new(),
            all: false,
            ban: String::new(),
            errors: FieldErrors::default(),
            picked: false,
        }
    }

    /// Returns the case with the form fields that a moderator filled in.
    pub(super) fn with(mut self, form: &DecisionForm) -> Self {
        self.note.clone_from(&form.note);
        self.chosen.clone_from(&form.reason);
        self.ban.clone_from(&form.ban);
        self.all = !form.all.is_empty();
        self.also.clone_from(&form.also);
        for (code, _, chosen) in &mut self.alike {
            *chosen = form.alike.iter().any(|way| way == code);
        }
        self
    }

    /// Returns whether the form with more choices is open.
    pub(super) fn is_open(&self) -> bool {
        !self.note.is_empty() || !self.chosen.is_empty() || !self.errors.is_empty()
    }
}

impl AppealView {
    pub(super) fn new(app: &App, appeal: &OpenAppeal) -> Self {
        let t = app.lang();
        let against = match &appeal.against {
            None => t.say("appeal-against-ban"),
            Some(against) => {
                let places = [
                    ("decided", decided(t, against.decision).into()),
                    ("moderator", against.moderator.as_str().into()),
                    ("moment", app.calendar.ago(against.made_at, app.now()).into()),
                ];
                t.with(
                    if against.by_reporter { "appeal-by-reporter" } else { "appeal-by-author" },
                    &places,
                )
            }
        };
        Self {
            id: appeal.id,
            against,
            text: appeal.text.clone(),
            ago: app.calendar.ago(appeal.made_at, app.now()),
            recusal: None,
        }
    }
}

/// Choices of the form for other waiting comments that are like this one.
///
/// Each is the code of the likeness, its label, and false for "not selected".
fn alike(t: Lang, case: &Case) -> Vec<(&'static str, String, bool)> {
    let choice = |way: Likeness| {
        let count = case.alike.of(way);
        let key = match way {
            Likeness::Text => "alike-text",
            Likeness::Link => "alike-link",
            Likeness::Network => "alike-network",
        };
        let label = t.with(key, &[("count", count.into())]);
        (count > 0).then(|| (way.code(), label, false))
    };
    Likeness::ALL.into_iter().filter_map(choice).collect()
}

/// Text about other waiting comments that are like this one.
///
/// For example "Lijkt op andere die wachten: 212 met dezelfde tekst, 3 met dezelfde link". `None`
/// if there are none, or if they have only the network in common.
fn alike_line(t: Lang, case: &Case) -> Option<String> {
    let counts = case.alike;
    if counts.text == 0 && counts.link == 0 {
        return None;
    }
    let of =
        |count: i64| if count >= ALIKE_MAX { format!("{ALIKE_MAX}+") } else { count.to_string() };
    let places = [("text", of(counts.text).into()), ("link", of(counts.link).into())];
    let key = match (counts.text, counts.link) {
        (_, 0) => "case-alike-text",
        (0, _) => "case-alike-link",
        _ => "case-alike",
    };
    Some(t.with(key, &places))
}

fn removed(t: Lang, state: comment::State) -> Option<String> {
    match state {
        comment::State::Removed(reason) => {
            Some(t.with("tombstone", &[("reason", t.say(reason.word()).into())]))
        }
        comment::State::Held | comment::State::Visible => None,
    }
}

/// Text about the earlier comments of the author: their number, and how many were removed.
fn past(t: Lang, case: &Case) -> String {
    match case.earlier {
        0 => t.say("case-first"),
        count => t.with(
            "case-past",
            &[("count", count.into()), ("removed", case.earlier_removed.into())],
        ),
    }
}

/// Hint that a ban of this guest concerns the browser.
///
/// A ban concerns the e-mail address of a guest only if its owner confirmed it.
fn ban_hint(t: Lang, case: &Case) -> Option<String> {
    (case.is_unproved() && case.has_browser).then(|| t.say("field-ban-browser"))
}

/// Returns the comment that is answered: its number, its author and the beginning of its text.
fn quoted(t: Lang, case: &Case) -> Option<(i64, String, String)> {
    let quoted = case.answers.as_ref()?;
    let author = t.commenter(quoted.author.as_deref());
    let mut text: String = quoted.text.chars().take(QUOTE_MAX).collect();
    if quoted.text.chars().nth(QUOTE_MAX).is_some() {
        text.push('…');
    }
    Some((quoted.id, author, text))
}

/// Reason why a held comment is not visible to readers yet.
fn held_why(t: Lang, case: &Case) -> Option<String> {
    let held = case.comment.state == comment::State::Held;
    let key = match case.comment.held_for.filter(|_| held)? {
        Hold::Unreadable => "case-held-why",
        Hold::Email => "case-held-email",
        Hold::Approval => "case-held-approval",
        Hold::Rule => match case.brake {
            None => "case-held-rule",
            Some(Brake::Similar) => "case-held-similar",
            Some(Brake::Flood) => "case-held-flood",
            Some(Brake::Guesses) => "case-held-guesses",
            Some(Brake::Rate) => "case-held-rate",
            Some(Brake::Score) => "case-held-score",
        },
    };
    Some(t.say(key))
}

/// Returns the number of open reports, as text, and the first `REPORTS_SHOWN` of them.
fn reports(t: Lang, case: &Case) -> Option<(String, Vec<String>)> {
    if case.reports.is_empty() {
        return None;
    }
    let count = case.reports.len();
    let lines = case.reports.iter().take(REPORTS_SHOWN).map(|report| {
        let reason = t.say(report.reason.label());
        match (&report.name, report.explanation.as_str()) {
            (None, "") => reason,
            (None, text) => {
                t.with("case-report", &[("reason", reason.into()), ("text", text.into())])
            }
            (Some(name), "") => {
                let places = [("reason", reason.into()), ("name", name.as_str().into())];
                t.with("case-report-from", &places)
            }
            (Some(name), text) => {
                let places = [
                    ("reason", reason.into()),
                    ("text", text.into()),
                    ("name", name.as_str().into()),
                ];
                t.with("case-report-by", &places)
            }
        }
    });
    Some((t.with("case-reports", &[("count", count.into())]), lines.collect()))
}

/// Matches of the filters, each as its pattern and the words found.
fn findings(t: Lang, case: &Case) -> Vec<String> {
    let line = |pattern: &str, found: &str| {
        let found = found.lines().collect::<Vec<_>>().join(", ");
        t.with("case-finding", &[("pattern", pattern.into()), ("found", found.into())])
    };
    case.findings.iter().map(|finding| line(&finding.pattern, &finding.found)).collect()
}
