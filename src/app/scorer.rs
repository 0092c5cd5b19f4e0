//! Scores of comments on this node, and the lessons that they are learnt from.
//!
//! The database keeps the lessons, and every node adds them up by itself. A node plans the lesson
//! of a decision without learning it: it learns what the database has, its own lessons too, so that
//! a decision that fails or comes too late changes nothing. Which scores are stored is left to
//! `jobs::scores`.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::App;
use crate::comment::language_of;
use crate::error::Result;
use crate::moderation::per_mille;
use crate::score::{Language, Reason, Scorer, Scores, Taught};
use crate::store::Store;
use crate::store::moderation::NewDecision;
use crate::store::scores::{LessonMarks, LessonText, NewLesson, StoredLesson};

/// Number of lessons that are read at once, with their texts.
const BATCH: usize = 500;

/// Number of texts whose scores are kept with their reasons: those of some pages of the queue.
const EXPLAINED_MAX: u64 = 1_000;

/// Scorer that the requests of this node share.
#[derive(Debug)]
pub struct SharedScorer {
    learnt: Arc<RwLock<Learnt>>,
    /// Held while lessons are read, so that two tasks do not read the same ones.
    turn: Mutex<()>,
    /// Scores with their reasons, by the hash of the text and the language of its page.
    explained: moka::sync::Cache<[u8; 32], (Edition, Arc<Explanation>)>,
}

/// Scores of a text, with the reasons for them.
type Explanation = (Scores, Vec<Reason>);

/// State of what is learnt: the row id up to which lessons are left out, the number of the others,
/// and the last of them.
type Edition = (i64, usize, Option<i64>);

impl Default for SharedScorer {
    fn default() -> Self {
        let explained = moka::sync::Cache::new(EXPLAINED_MAX);
        Self { learnt: Arc::default(), turn: Mutex::default(), explained }
    }
}

/// Scorer with the lessons that are in its sums.
#[derive(Debug, Default)]
struct Learnt {
    scorer: Scorer,
    /// Row ids of the lessons that were read.
    ids: BTreeSet<i64>,
    /// Row id up to which lessons are left out.
    floor: i64,
}

impl Learnt {
    /// Adds a lesson, unless it was added before.
    fn add(&mut self, lesson: &StoredLesson) {
        if !self.ids.insert(lesson.id) {
            return;
        }
        let StoredLesson { text, language, steps, .. } = lesson;
        match lesson.undoes {
            None => self.scorer.apply(text, *language, *steps),
            Some(earlier) if earlier > self.floor => self.scorer.take_back(text, *language, *steps),
            // The lesson that it takes back is left out.
            Some(_) => {}
        }
    }

    fn edition(&self) -> Edition {
        (self.floor, self.ids.len(), self.ids.last().copied())
    }

    /// Returns whether exactly the lessons with these marks are in the sums.
    fn is_at(&self, marks: LessonMarks) -> bool {
        marks.floor() == self.floor
            && usize::try_from(marks.count) == Ok(self.ids.len())
            && marks.sum == self.ids.iter().sum::<i64>()
    }

    /// Returns the lessons of these comments if they were learnt now, one after the other.
    ///
    /// Nothing stays learnt.
    fn plan(&mut self, asked: &[(LessonText, Language, Taught)]) -> Vec<NewLesson> {
        let mut planned = Vec::with_capacity(asked.len());
        for (comment, language, taught) in asked {
            if let Some((_, language, steps)) = comment.in_force {
                self.scorer.take_back(&comment.text, language, steps);
            }
            let before = self.scorer.scores(&comment.text, *language);
            let steps = self.scorer.learn(&comment.text, *language, *taught);
            planned.push(NewLesson {
                taught: *taught,
                language: *language,
                insult_score: per_mille(before.insult),
                promotion_score: per_mille(before.promotion),
                steps,
            });
        }
        for ((comment, language, _), lesson) in asked.iter().zip(&planned) {
            self.scorer.take_back(&comment.text, *language, lesson.steps);
            if let Some((_, language, steps)) = comment.in_force {
                self.scorer.apply(&comment.text, language, steps);
            }
        }
        planned
    }
}

/// Returns the language in which a text is scored: its own, else that of the page.
fn language(text: &str, page: &str) -> Language {
    let own = language_of(text).filter(|code| matches!(*code, "nl" | "en"));
    Language::of(own.unwrap_or(page))
}

impl SharedScorer {
    /// Returns a scorer that learnt the lessons of a board, for a program that serves nobody.
    pub async fn of_board(store: &Store) -> Result<Scorer> {
        let shared = Self::default();
        shared.follow(store).await?;
        Ok(std::mem::take(&mut write(&shared.learnt).scorer))
    }

    fn read(&self) -> RwLockReadGuard<'_, Learnt> {
        self.learnt.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the scores of a text on a page in this language.
    ///
    /// It takes some tens of microseconds for a comment of usual length.
    pub fn scores(&self, text: &str, page: &str) -> Scores {
        let language = language(text, page);
        self.read().scorer.scores(text, language)
    }

    /// Returns the scores of a text on a page in this language, with the reasons for them.
    ///
    /// It takes up to a millisecond, and nothing until the next lesson when asked again.
    pub fn explained(&self, text: &str, page: &str) -> Arc<Explanation> {
        let key = Sha256::new().chain_update(page).chain_update([0]).chain_update(text);
        let (key, learnt) = (key.finalize().into(), self.read());
        let edition = learnt.edition();
        if let Some((of, explanation)) = self.explained.get(&key)
            && of == edition
        {
            return explanation;
        }
        let explanation = Arc::new(learnt.scorer.explained(text, language(text, page)));
        self.explained.insert(key, (edition, Arc::clone(&explanation)));
        explanation
    }

    /// Returns the number of lessons that are in the sums.
    pub fn lessons(&self) -> u64 {
        self.read().scorer.lessons()
    }

    /// Learns what the database has beyond what this node knows, and forgets what it has no more.
    ///
    /// Returns whether anything changed.
    pub async fn follow(&self, store: &Store) -> Result<bool> {
        let _turn = self.turn.lock().await;
        let floor = self.read().floor;
        let marks = store.lesson_marks(floor).await?;
        if self.read().is_at(marks) {
            return Ok(false);
        }
        let floor = marks.floor();
        let there: BTreeSet<i64> = store.lesson_ids(floor).await?.into_iter().collect();
        let is_same = |learnt: &Learnt| learnt.floor == floor && learnt.ids.is_subset(&there);
        if is_same(&self.read()) {
            let known = self.read().ids.clone();
            let new: Vec<i64> = there.difference(&known).copied().collect();
            learn(store, &self.learnt, &new).await?;
        } else {
            let fresh = Arc::new(RwLock::new(Learnt { floor, ..Learnt::default() }));
            let all: Vec<i64> = there.into_iter().collect();
            learn(store, &fresh, &all).await?;
            let fresh = std::mem::take(&mut *write(&fresh));
            *write(&self.learnt) = fresh;
        }
        Ok(true)
    }
}

fn write(learnt: &RwLock<Learnt>) -> RwLockWriteGuard<'_, Learnt> {
    learnt.write().unwrap_or_else(PoisonError::into_inner)
}

/// Adds the lessons with these ids, which are in their order.
async fn learn(store: &Store, learnt: &Arc<RwLock<Learnt>>, ids: &[i64]) -> Result<()> {
    for batch in ids.chunks(BATCH) {
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { continue };
        let lessons = store.lessons(*first, *last).await?;
        let learnt = Arc::clone(learnt);
        let adding = tokio::task::spawn_blocking(move || {
            for lesson in &lessons {
                // Scores are asked for between two lessons.
                write(&learnt).add(lesson);
            }
        });
        adding.await.map_err(anyhow::Error::new)?;
    }
    Ok(())
}

impl App {
    /// Returns the score in per mille from which comments of guests are held, if there is one.
    pub async fn score_threshold(&self) -> Result<Option<i64>> {
        let (generations, threshold) = (self.store.generations(), self.store.score_threshold());
        Ok(self.score_threshold.recall(generations, threshold).await?.1)
    }

    /// Adds to decisions what scores learn from them.
    pub async fn add_lessons(&self, decisions: &mut [NewDecision<'_>]) -> Result<()> {
        let asked: Vec<(i64, Taught)> = decisions.iter().filter_map(asked).collect();
        let planned = self.plan_lessons(&asked).await?;
        for decision in decisions {
            let lesson = planned.iter().find(|(comment, _)| *comment == decision.comment.id);
            decision.lesson = lesson.map(|(_, lesson)| *lesson);
        }
        Ok(())
    }

    /// Stores what a moderator says of a comment without a decision, and scores it anew.
    ///
    /// Returns `false` if its text is gone or the same was said before. Who may say so is left to
    /// the caller.
    pub async fn teach(&self, comment: i64, taught: Taught) -> Result<bool> {
        let planned = self.plan_lessons(&[(comment, taught)]).await?;
        let Some((_, lesson)) = planned.first() else { return Ok(false) };
        let is_new = self.store.teach(comment, lesson, self.now()).await?;
        self.scorer.follow(&self.store).await?;
        self.score_again(&[comment], 1).await?;
        Ok(is_new)
    }

    /// Scores comments anew, and stores the scores that differ by at least `least` per mille.
    ///
    /// Returns the number of those.
    pub async fn score_again(&self, comments: &[i64], least: i64) -> Result<usize> {
        let texts = self.store.scored_texts(comments).await?;
        let (app, board) = (self.clone(), self.lang().setting());
        let scoring = self.cpu_pool.run(move || {
            let changed = texts.iter().filter_map(|comment| {
                let page = comment.lang.as_deref().unwrap_or(board);
                let score = per_mille(app.scorer.scores(&comment.body, page).worst());
                ((score - comment.score).abs() >= least).then_some((comment.id, score))
            });
            changed.collect::<Vec<_>>()
        });
        let changed = scoring.await?;
        if !changed.is_empty() {
            self.store.set_scores(&changed).await?;
        }
        Ok(changed.len())
    }

    /// Returns the lessons of comments, in the order of their ids; those without a text have none.
    async fn plan_lessons(&self, asked: &[(i64, Taught)]) -> Result<Vec<(i64, NewLesson)>> {
        let ids: Vec<i64> = asked.iter().map(|(comment, _)| *comment).collect();
        let texts = self.store.lesson_texts(&ids).await?;
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let board = self.lang().setting();
        let asked: Vec<(LessonText, Language, Taught)> = texts
            .into_iter()
            .filter_map(|text| {
                let (_, taught) = asked.iter().find(|(comment, _)| *comment == text.comment)?;
                let page = text.site_lang.as_deref().unwrap_or(board);
                let language = language(&text.text, page);
                Some((text, language, *taught))
            })
            .collect();
        let app = self.clone();
        let planning = self.cpu_pool.run(move || {
            let lessons = write(&app.scorer.learnt).plan(&asked);
            asked.iter().map(|(text, ..)| text.comment).zip(lessons).collect()
        });
        planning.await
    }
}

/// Returns the comment of a decision with what it teaches, if it teaches anything.
fn asked(new: &NewDecision<'_>) -> Option<(i64, Taught)> {
    Some((new.comment.id, Taught::by(new.decision)?))
}
