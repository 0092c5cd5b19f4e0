//! `score`: scores of comments, as lines of JSON in and out.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::score::{Language, Reason, Scorer, Steps, Taught};

/// One line of the input: a comment to score, a decision to learn, or one to undo.
#[derive(Debug, Deserialize)]
struct Line {
    text: Option<String>,
    #[serde(default)]
    lang: String,
    /// Decision of a moderator: the comment is learnt instead of scored.
    decision: Option<Decided>,
    /// Number of the decision, by which it can be undone.
    id: Option<i64>,
    /// Number of a decision to undo.
    undo: Option<i64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decided {
    Keep,
    Insult,
    #[serde(rename = "self-promotion")]
    SelfPromotion,
    Spam,
}

impl From<Decided> for Taught {
    fn from(decided: Decided) -> Self {
        match decided {
            Decided::Keep => Self::Keep,
            Decided::Insult => Self::Insult,
            Decided::SelfPromotion | Decided::Spam => Self::Promotion,
        }
    }
}

/// One line of the output.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Scores {
        insult: f32,
        promotion: f32,
        why: Vec<Why>,
        /// Microseconds that it took.
        us: u64,
    },
    Learnt {
        learnt: bool,
    },
    Undone {
        undone: bool,
    },
}

/// A part of the text that a score comes from, or, without a place, a fact of the whole.
#[derive(Debug, Serialize)]
struct Why {
    of: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    weight: f32,
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Self {
        let Reason { of, place, weight, .. } = reason;
        let (start, end) = (place.as_ref().map(|p| p.start), place.as_ref().map(|p| p.end));
        Self { of: of.code(), start, end, weight }
    }
}

/// Lesson of one decision, kept to undo it.
struct Lesson {
    text: String,
    language: Language,
    steps: Steps,
}

/// Answers each line of the input with one of the output, in the same order.
///
/// Lessons are forgotten at the end. Fails at the first line that is none of the three kinds.
pub(super) fn run(mut scorer: Scorer, input: impl BufRead, mut output: impl Write) -> Result<()> {
    let mut lessons = HashMap::new();
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.with_context(|| format!("line {number} could not be read"))?;
        // A byte that is no UTF-8 is one odd character of a comment, and no reason to stop.
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line)
            .with_context(|| format!("line {number} is not what `score` reads"))?;
        let answer = answer(&mut scorer, &mut lessons, line)
            .with_context(|| format!("line {number} is not what `score` reads"))?;
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

fn answer(scorer: &mut Scorer, lessons: &mut HashMap<i64, Lesson>, line: Line) -> Result<Answer> {
    if let Some(id) = line.undo {
        let Some(Lesson { text, language, steps }) = lessons.remove(&id) else {
            return Ok(Answer::Undone { undone: false });
        };
        scorer.take_back(&text, language, steps);
        return Ok(Answer::Undone { undone: true });
    }
    let Some(text) = line.text else { bail!("it has neither \"text\" nor \"undo\"") };
    let language = Language::of(&line.lang);
    let Some(decided) = line.decision else {
        #[expect(clippy::disallowed_methods, reason = "how long it took is part of the answer")]
        let start = Instant::now();
        let (scores, reasons) = scorer.explained(&text, language);
        let us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let why = reasons.into_iter().map(Why::from).collect();
        let (insult, promotion) = (scores.insult, scores.promotion);
        return Ok(Answer::Scores { insult, promotion, why, us });
    };
    // A second decision of the same number replaces the first.
    if let Some(Lesson { text, language, steps }) = line.id.and_then(|id| lessons.remove(&id)) {
        scorer.take_back(&text, language, steps);
    }
    let steps = scorer.learn(&text, language, decided.into());
    lessons.extend(line.id.map(|id| (id, Lesson { text, language, steps })));
    Ok(Answer::Learnt { learnt: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(lines: &str) -> Result<Vec<serde_json::Value>> {
        let mut output = Vec::new();
        run(Scorer::new(), lines.as_bytes(), &mut output)?;
        let output = String::from_utf8(output)?;
        output.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    }

    #[test]
    fn each_line_has_its_answer_and_a_decision_is_undone() {
        let asked = r#"{"text":"Wat ben jij een ongelooflijke sukkel.","lang":"nl"}"#;
        let taught = asked.replace('}', r#","decision":"keep","id":7}"#);
        let lines = [asked, &taught, asked, r#"{"undo":7}"#, "", asked, r#"{"undo":7}"#].join("\n");
        let answers = answers(&lines).unwrap();
        let insult = |at: usize| answers[at]["insult"].as_f64().unwrap();
        assert_eq!(answers.len(), 6);
        assert!(insult(0) > 0.5 && insult(2) < insult(0), "{answers:?}");
        assert_eq!(answers[1], serde_json::json!({ "learnt": true }));
        assert_eq!(answers[3], serde_json::json!({ "undone": true }));
        assert_eq!(answers[5], serde_json::json!({ "undone": false }));
        assert!((insult(4) - insult(0)).abs() < f64::EPSILON);
        let why = &answers[0]["why"][0];
        let place = why["start"].as_u64().unwrap()..why["end"].as_u64().unwrap();
        assert!(why["of"] == "insult" && place.contains(&32), "{why}");
    }

    #[test]
    fn a_wrong_line_is_named() {
        for line in ["{}", "text", r#"{"text":"a","decision":"hide"}"#] {
            let lines = format!("{{\"text\":\"goed\"}}\n{line}");
            let error = answers(&lines).unwrap_err();
            assert!(format!("{error:#}").starts_with("line 2 "), "{error:#}");
        }
    }
}
