//! Score of a waiting case in words, with its reasons and the words in the text that made it.
//!
//! A moderator who finds that it is not right says so with one button. That is a lesson for the
//! program and no decision.

use std::ops::Range;

use axum::extract::State;
use axum::response::Response;

use super::case;
use super::decision::DecisionForm;
use super::recusal;
use super::view::CaseView;
use crate::app::App;
use crate::comment::State as CommentState;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup;
use crate::moderation::per_mille;
use crate::score::{Fact, Label, Reason, Taught};
use crate::store::moderation::Case;
use crate::store::statistics::LIKELY;
use crate::web::page::{Form, Id, parse_id, see_other};
use crate::web::session::Moderator;

/// Tenths from which a label is called likely, below it possible.
const RATHER: i64 = 7;
/// Per mille from which a label is called nearly sure; it would be rounded to ten in ten.
const NEARLY_SURE: i64 = 950;
/// Greatest number of characters that are quoted of one reason: enough to recognize it.
const QUOTE_MAX: usize = 60;

/// Score of a case as a template shows it.
pub(super) struct ScoreView {
    /// Sentence about each label that is likely, with the reasons for it.
    pub(super) labels: Vec<(String, Vec<String>)>,
    /// Text as it was typed, in parts; those that counted are to be marked.
    pub(super) parts: Vec<(String, bool)>,
}

/// POST `/moderation/comments/{id}/score`: learns that the comment is fine, without a decision.
///
/// Redirects to the address in `next`, by default the case. The same request again changes nothing
/// more. Responds with 409 if another moderator decided first, and with 422 without a version.
/// Fails with `Error::Forbidden` if this moderator must leave the case to a colleague.
pub(in crate::web) async fn contradict(
    State(app): State<App>,
    moderator: Moderator,
    Id(id): Id,
    form: Form,
) -> Result<Response> {
    let case = app.store.case(moderator.scope(), id, app.now()).await?.ok_or(Error::NotFound)?;
    let typed: DecisionForm = form.read()?;
    let version = parse_id(&typed.version);
    if let Some(version) = version
        && version != case.comment.version
        && let Some(last) = app.store.last_decision(moderator.scope(), id).await?
    {
        return case::overtaken(&app, &moderator, case, &last, &typed).await;
    }
    recusal::refuse(&app, moderator.account.id, &[id]).await?;
    if version.is_none() {
        let error = ("version", "decision-version-missing");
        return case::refuse(&app, &moderator, case, &typed, error).await;
    }
    if is_waiting(&case) {
        app.teach(id, Taught::Keep).await?;
        tracing::info!(comment = id, moderator = moderator.account.id, "a score was contradicted");
    }
    Ok(see_other(&typed.next.path_or(&app, &format!("/moderation/comments/{id}"))))
}

/// Marks the cases of which a moderator said that the score is not right.
pub(in crate::web::moderation) async fn mark(app: &App, cases: &mut [&mut CaseView]) -> Result<()> {
    let ids: Vec<i64> = cases.iter().map(|case| case.id).collect();
    let contradicted = app.store.contradicted(&ids).await?;
    for case in cases.iter_mut().filter(|case| contradicted.contains(&case.id)) {
        case.score = None;
        case.contradicted = true;
    }
    Ok(())
}

/// Returns whether nobody has decided about the comment, whose text is there.
fn is_waiting(case: &Case) -> bool {
    let is_removed = matches!(case.comment.state, CommentState::Removed(_));
    case.judged_at.is_none() && !is_removed && !case.comment.is_expunged()
}

impl ScoreView {
    /// Returns the score of a waiting case; `None` if it is not likely to be removed.
    pub(super) fn new(app: &App, case: &Case) -> Option<Self> {
        if !is_waiting(case) {
            return None;
        }
        let t = app.lang();
        let text = case.text.as_str();
        let page = case.site_lang.as_deref().unwrap_or(t.setting());
        let explanation = app.scorer.explained(text, page);
        let (scores, reasons) = &*explanation;
        let likely = Label::ALL
            .into_iter()
            .map(|label| (label, per_mille(scores.of(label))))
            .filter(|(_, score)| *score >= LIKELY);
        let mut shown: Vec<&Reason> = Vec::new();
        let mut labels: Vec<(String, Vec<String>)> = Vec::new();
        for (label, score) in likely {
            let for_it = |reason: &&Reason| reason.of == label && reason.weight > 0.0;
            let reasons: Vec<&Reason> = reasons.iter().filter(for_it).collect();
            labels.push((sentence(t, label, score), lines(t, text, &reasons)));
            shown.extend(reasons);
        }
        if labels.is_empty() {
            if case.score < LIKELY {
                return None;
            }
            // It was likely when it came; what was decided since changed that.
            let was = t.with("score-was", &[("count", tenths(case.score).into())]);
            labels.push((was, Vec::new()));
        }
        let places = shown.iter().filter_map(|reason| reason.place.clone());
        Some(Self { labels, parts: parts(text, places) })
    }
}

/// Rounds per mille to tenths; never to ten, which would be certain.
fn tenths(per_mille: i64) -> i64 {
    ((per_mille + 50) / 100).min(9)
}

/// Returns how likely a label is, in words.
fn sentence(t: Lang, label: Label, score: i64) -> String {
    let what = t.say(match label {
        Label::Insult => "score-insult",
        Label::Promotion => "score-promotion",
    });
    let key = match (score, tenths(score)) {
        (NEARLY_SURE.., _) => "score-nearly-sure",
        (_, RATHER..) => "score-likely",
        _ => "score-maybe",
    };
    t.with(key, &[("what", what.into()), ("count", tenths(score).into())])
}

/// Returns the reasons for a label in words: facts first, then the words that are none.
fn lines(t: Lang, text: &str, reasons: &[&Reason]) -> Vec<String> {
    let quoted = |place: &Range<usize>| {
        let words: String = text.chars().skip(place.start).take(place.len()).collect();
        let words = markup::shorten(words.trim(), QUOTE_MAX);
        t.with("score-quoted", &[("text", words.into())])
    };
    let (mut lines, mut words): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for reason in reasons {
        let fact = reason.fact.and_then(key_of).map(|key| t.say(key));
        let place = reason.place.as_ref().map(quoted);
        let (list, line) = match (fact, place) {
            (Some(fact), Some(text)) => {
                let places = [("reason", fact.into()), ("text", text.into())];
                (&mut lines, t.with("score-reason", &places))
            }
            (Some(fact), None) => (&mut lines, fact),
            (None, Some(text)) => (&mut words, text),
            (None, None) => continue,
        };
        if !list.contains(&line) {
            list.push(line);
        }
    }
    if !words.is_empty() {
        let places = [("count", words.len().into()), ("text", words.join(", ").into())];
        lines.push(t.with("score-words", &places));
    }
    lines
}

/// Splits a text where marks begin and end; places are counted in characters.
fn parts(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<(String, bool)> {
    let mut marks = vec![false; text.chars().count()];
    for place in places {
        let end = place.end.min(marks.len());
        if let Some(marks) = marks.get_mut(place.start..end) {
            marks.fill(true);
        }
    }
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (sign, marked) in text.chars().zip(marks) {
        match parts.last_mut() {
            Some((part, is_marked)) if *is_marked == marked => part.push(sign),
            _ => parts.push((sign.to_string(), marked)),
        }
    }
    parts
}

/// Returns the key of the message for a fact; `None` for one that says nothing to a moderator.
fn key_of(fact: Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::InsultPlain | Fact::Strongest => "score-fact-insult",
        Fact::InsultForYou => "score-fact-insult-you",
        Fact::InsultForGroup => "score-fact-insult-group",
        Fact::HarmPlain => "score-fact-harm",
        Fact::HarmForYou => "score-fact-harm-you",
        Fact::HarmForGroup => "score-fact-harm-group",
        Fact::CursePlain => "score-fact-curse",
        Fact::CurseForYou => "score-fact-curse-you",
        Fact::InsultQuoted
        | Fact::InsultNegated
        | Fact::InsultSelf
        | Fact::InsultReported
        | Fact::HarmTurned
        | Fact::CurseQuoted => "score-fact-quoted",
        Fact::You => "score-fact-you",
        Fact::Group => "score-fact-group",
        Fact::Own => "score-fact-own",
        Fact::Offer => "score-fact-offer",
        Fact::Call => "score-fact-call",
        Fact::Contact => "score-fact-contact",
        Fact::OwnAndOffer => "score-fact-own-offer",
        Fact::OwnAndLink => "score-fact-own-link",
        Fact::OwnAndCall => "score-fact-own-call",
        Fact::CallAndLink => "score-fact-call-link",
        Fact::OfferAndLink => "score-fact-offer-link",
        Fact::OfferAndCall => "score-fact-offer-call",
        Fact::CallAndContact => "score-fact-call-contact",
        Fact::OwnQuoted | Fact::PromotionQuoted | Fact::LinkQuoted => "score-fact-promotion-quoted",
        Fact::Link => "score-fact-link",
        Fact::Links => "score-fact-links",
        Fact::LinkAtEnd => "score-fact-link-end",
        Fact::LinkAlone => "score-fact-link-alone",
        Fact::Email => "score-fact-email",
        Fact::Phone => "score-fact-phone",
        Fact::Money => "score-fact-money",
        Fact::Percent => "score-fact-percent",
        Fact::Code => "score-fact-code",
        Fact::Handle => "score-fact-handle",
        Fact::Numbers => "score-fact-numbers",
        Fact::Shouted => "score-fact-shouted",
        Fact::Exclaims => "score-fact-exclaims",
        Fact::Disguised => "score-fact-disguised",
        Fact::Negation | Fact::Quote | Fact::Asks | Fact::Short | Fact::Long | Fact::Bias => {
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_are_said_without_false_precision() {
        let say = |score| sentence(Lang::Nl, Label::Insult, score);
        assert_eq!(say(500), "Misschien een belediging (5 van de 10).");
        assert_eq!(say(649), "Misschien een belediging (6 van de 10).");
        assert_eq!(say(650), "Waarschijnlijk een belediging (7 van de 10).");
        assert_eq!(say(949), "Waarschijnlijk een belediging (9 van de 10).");
        assert_eq!(say(999), "Bijna zeker een belediging (meer dan 9 van de 10).");
    }

    #[test]
    fn marks_lie_on_the_characters_of_the_text_and_join() {
        let marked = |text: &str, places: &[Range<usize>]| {
            let parts = parts(text, places.iter().cloned());
            let part =
                |(text, marked): (String, bool)| if marked { format!("[{text}]") } else { text };
            parts.into_iter().map(part).collect::<String>()
        };
        assert_eq!(
            marked("één <b>sukkel</b>", std::slice::from_ref(&(7..13))),
            "één <b>[sukkel]</b>"
        );
        assert_eq!(marked("aap noot", &[0..3, 2..5]), "[aap n]oot");
        assert_eq!(marked("kort", &[2..9, 7..9]), "ko[rt]");
        assert_eq!(marked("", &[]), "");
    }

    #[test]
    fn reasons_are_named_with_their_words_and_each_once() {
        let reason = |place: Option<Range<usize>>, fact| Reason {
            of: Label::Insult,
            place,
            fact,
            weight: 1.0,
        };
        let reasons = [
            reason(Some(5..11), Some(Fact::InsultForYou)),
            reason(Some(5..11), Some(Fact::InsultForYou)),
            reason(None, Some(Fact::Exclaims)),
            reason(Some(0..4), None),
            reason(None, Some(Fact::Bias)),
        ];
        let reasons: Vec<&Reason> = reasons.iter().collect();
        assert_eq!(
            lines(Lang::Nl, "Wat een sukkel"[..].trim(), &reasons).len(),
            3,
            "{:?}",
            lines(Lang::Nl, "Wat een sukkel", &reasons)
        );
    }
}
