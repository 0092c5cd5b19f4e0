//! A comment before a moderator, as it stands on the pages of the desk.

use crate::app::App;
use crate::comment::{self, Brake, Hold};
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::store::{ALIKE_MAX, Case, Likeness, OpenAppeal};

use super::case::Verdict;
use super::decided;
use super::namesakes::NamesakeView;

/// How much of the comment before is quoted, in characters: enough to know it again.
const QUOTE_MAX: usize = 160;
/// How many reports about one comment are shown with their words: the rest says the same.
const REPORTS_SHOWN: usize = 5;

/// A comment before a moderator.
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
    /// Whether nobody confirmed that address: then anybody may have typed it.
    pub(super) unproved: bool,
    pub(super) answers: Option<(i64, String, String)>,
    pub(super) html: Html,
    pub(super) expunged: bool,
    pub(super) removed: Option<String>,
    pub(super) held: bool,
    pub(super) held_why: Option<String>,
    pub(super) reports: Option<(String, Vec<String>)>,
    pub(super) findings: Vec<String>,
    pub(super) claim: Option<String>,
    /// Whether nobody looks at it, as far as the board knows.
    pub(super) is_free: bool,
    pub(super) appeal: Option<AppealView>,
    /// Why this moderator leaves it to a colleague.
    pub(super) recusal: Option<String>,
    /// Whether a colleague has it before them.
    pub(super) is_taken: bool,
    pub(super) next: String,
    /// The case that follows on a page of a queue; empty after the last.
    pub(super) then: Option<String>,
    pub(super) note: String,
    pub(super) chosen: String,
    pub(super) all: bool,
    /// In which ways other comments that wait are like it, how many, and whether they are to be
    /// decided about too.
    pub(super) alike: Vec<(&'static str, String, bool)>,
    /// The same in one line.
    pub(super) alike_line: Option<String>,
    pub(super) ban: String,
    /// Whom a ban keeps out, where that is not the account.
    pub(super) ban_hint: Option<String>,
    /// Other authors under the same address; filled in on the page of one case.
    pub(super) namesakes: Vec<NamesakeView>,
    /// Which of them were chosen.
    pub(super) also: Vec<String>,
    pub(super) wrong: Option<(&'static str, String)>,
    pub(super) picked: bool,
}

/// An appeal that waits.
pub(super) struct AppealView {
    pub(super) id: i64,
    pub(super) against: String,
    pub(super) text: String,
    pub(super) ago: String,
    /// Why this moderator leaves it to a colleague.
    pub(super) recusal: Option<String>,
}

impl CaseView {
    /// A case as one moderator sees it; a claim of their own is no news to them.
    pub(super) fn new(app: &App, case: Case, moderator: i64, next: &str) -> Self {
        let t = app.lang();
        let name =
            case.comment.author.name().map_or_else(|| t.say("former-commenter"), str::to_owned);
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
            wrong: None,
            picked: false,
        }
    }

    /// With what a moderator had filled in.
    pub(super) fn with(mut self, verdict: &Verdict) -> Self {
        self.note.clone_from(&verdict.note);
        self.chosen.clone_from(&verdict.reason);
        self.ban.clone_from(&verdict.ban);
        self.all = !verdict.all.is_empty();
        self.also.clone_from(&verdict.also);
        for (code, _, chosen) in &mut self.alike {
            *chosen = verdict.alike.iter().any(|way| way == code);
        }
        self
    }

    /// Whether the form with more choices stands open.
    pub(super) fn is_open(&self) -> bool {
        !self.note.is_empty() || !self.chosen.is_empty() || self.wrong.is_some()
    }

    /// What is wrong with one field of that form.
    pub(super) fn fault(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(wrong, _)| *wrong == field).map(|(_, told)| told.as_str())
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

/// In which ways other comments that wait are like this one, as choices of the form.
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

/// "Lijkt op andere die wachten: 212 met dezelfde tekst, 3 met dezelfde link". A shared network
/// alone is no news.
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

/// What the same person wrote before, and what became of it.
fn past(t: Lang, case: &Case) -> String {
    match case.earlier {
        0 => t.say("case-first"),
        count => t.with(
            "case-past",
            &[("count", count.into()), ("removed", case.earlier_removed.into())],
        ),
    }
}

/// Whom a ban of a guest keeps out: the address tells only where its owner confirmed it.
fn ban_hint(t: Lang, case: &Case) -> Option<String> {
    (case.is_unproved() && case.has_browser).then(|| t.say("field-ban-browser"))
}

/// The comment it answers: its number, who wrote it, how it begins.
fn quoted(t: Lang, case: &Case) -> Option<(i64, String, String)> {
    let quoted = case.answers.as_ref()?;
    let author = quoted.author.clone().unwrap_or_else(|| t.say("former-commenter"));
    let mut text: String = quoted.text.chars().take(QUOTE_MAX).collect();
    if quoted.text.chars().nth(QUOTE_MAX).is_some() {
        text.push('…');
    }
    Some((quoted.id, author, text))
}

/// Why readers do not see it yet.
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
        },
    };
    Some(t.say(key))
}

/// How many reports wait, and what the first ones say.
fn reports(t: Lang, case: &Case) -> Option<(String, Vec<String>)> {
    if case.reports.is_empty() {
        return None;
    }
    let count = i64::try_from(case.reports.len()).unwrap_or(i64::MAX);
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

/// What the rules found: the rule, and the words when they differ.
fn findings(t: Lang, case: &Case) -> Vec<String> {
    let line = |pattern: &str, found: &str| {
        let found = found.lines().collect::<Vec<_>>().join(", ");
        t.with("case-finding", &[("pattern", pattern.into()), ("found", found.into())])
    };
    case.findings.iter().map(|finding| line(&finding.pattern, &finding.found)).collect()
}
