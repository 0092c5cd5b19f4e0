//! Comments of the demo and their moderation, stored in chronological order, many in one
//! transaction.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::script::Remark;
use super::{Stage, address, together};
use crate::account::{Email, Role};
use crate::comment::{Brake, Draft, Hold, Reason, Signature, State};
use crate::moderation::report::{Report, Reporter};
use crate::moderation::{Decision, per_mille};
use crate::security::token::{Purpose, Token};
use crate::store::accounts::EmailToken;
use crate::store::comments::{NewComment, Posted, Target, Voter};
use crate::store::moderation::NewDecision;

/// Age in hours below which no moderator has read a comment yet.
const RECENT: i64 = 6;

/// Comment of the script before it is posted: article, number within the article, and time.
struct Coming<'a> {
    place: (usize, usize),
    at: Timestamp,
    remark: &'a Remark,
}

/// Moderation at one point in time.
enum Fate<'c> {
    /// Single comment: it is reported, decided on, or neither.
    Own(&'c Coming<'c>),
    /// Several comments that are kept.
    Read(Vec<&'c Coming<'c>>),
}

impl Stage<'_> {
    /// Stores all comments.
    pub(super) async fn comment(&self, remarks: &[Remark]) -> Result<()> {
        let mut coming = self.in_order(remarks)?;
        let mut posted: HashMap<(usize, usize), i64> = HashMap::new();
        let mut all = Vec::new();
        // Comments that do not reply to a pending one are posted together.
        while !coming.is_empty() {
            let waits = |place: &(usize, usize)| !posted.contains_key(place);
            let ready =
                coming.iter().take_while(|coming| !coming.parent().is_some_and(|p| waits(&p)));
            let ready = ready.count();
            if ready == 0 {
                bail!("a comment of the demo answers one that came later");
            }
            let wave: Vec<_> = coming.drain(..ready).collect();
            let posts = wave.iter().map(|coming| self.post(coming, &posted)).collect();
            let numbers = together(posts).await?;
            posted.extend(wave.iter().map(|coming| coming.place).zip(numbers));
            all.extend(wave);
        }
        // In chronological order, because the moderation log is ordered by number.
        let mut fates: Vec<(Timestamp, Fate<'_>)> =
            all.iter().map(|coming| (coming.judged_at(self.now), Fate::Own(coming))).collect();
        fates.extend(self.quiet(&all));
        fates.sort_by_key(|(at, _)| *at);
        for (at, fate) in &fates {
            match fate {
                Fate::Own(coming) => self.judge(coming, posted[&coming.place], *at).await?,
                Fate::Read(read) => self.read_through(read, &posted, *at).await?,
            }
        }
        self.mark(&all, &posted).await?;
        for coming in all.iter().filter(|coming| coming.remark.former) {
            let email = Email::stored(address(&coming.remark.name, "post.example"));
            self.app.store.disown_guest(&email, self.app.now()).await?;
        }
        Ok(())
    }

    fn in_order<'r>(&self, remarks: &'r [Remark]) -> Result<Vec<Coming<'r>>> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let mut coming = Vec::with_capacity(remarks.len());
        for remark in remarks {
            let count = counts.entry(remark.article).or_default();
            *count += 1;
            let (_, published) = *self
                .articles
                .get(&remark.article)
                .context("a comment of the demo has no article")?;
            let at = published + SignedDuration::from_secs_f64(remark.after * 3600.0);
            coming.push(Coming { place: (remark.article, *count), at: self.past(at), remark });
        }
        coming.sort_by_key(|coming| coming.at);
        Ok(coming)
    }

    async fn post(
        &self,
        coming: &Coming<'_>,
        posted: &HashMap<(usize, usize), i64>,
    ) -> Result<i64> {
        let remark = coming.remark;
        let email = address(&remark.name, "post.example");
        let draft =
            Draft { name: remark.name.clone(), email: email.clone(), body: remark.text.clone() };
        let mut entry = draft
            .check(None)
            .ok()
            .with_context(|| format!("the comment of {} cannot be posted", remark.name))?;
        if let Some((id, role, _)) = self.accounts.get(&remark.name) {
            entry.signature = Signature::Member(*id, *role);
        }
        let mut findings = Vec::new();
        if let Some(found) = &remark.found {
            let rules = self.app.store.filters().await?;
            let rule = rules.iter().find(|rule| rule.pattern == *found);
            findings.push((rule.context("the demo has no such rule")?.id, found.clone()));
        }
        // In place: comments of one moment are stored in the order of the script.
        let scores = self.app.scorer.scores(entry.body.text(), self.app.lang().setting());
        // Each person has a separate browser.
        let browser = Sha256::digest(&email).into();
        let new = NewComment {
            article: Target::Article(self.articles[&remark.article].0),
            parent: coming.parent().and_then(|parent| posted.get(&parent).copied()),
            entry: &entry,
            hold: remark.held.as_deref().and_then(Hold::from_code),
            brake: remark.brake.as_deref().and_then(Brake::from_code),
            findings: &findings,
            network: None,
            browser: Some(&browser),
            notify: false,
            sketches: None,
            score: per_mille(scores.worst()),
            fingerprints: Vec::new(),
            code: None,
            site_token: None,
        };
        match self.app.store.post(&new, coming.at).await? {
            Posted::New(id, _) => Ok(id),
            _ => bail!("nothing in the demo is said twice"),
        }
    }

    /// Adds the reports on a comment, and a moderator's decision at `at`.
    async fn judge(&self, coming: &Coming<'_>, id: i64, at: Timestamp) -> Result<()> {
        let remark = coming.remark;
        for (complaint, which) in remark.reports.iter().zip(1..) {
            let report = Report {
                reason: reason(&complaint.reason)?,
                explanation: complaint.explanation.clone(),
                name: None,
                email: None,
            };
            let reporter = Reporter::Network(format!("192.0.2.{which}"));
            let reported = at.min(self.past(coming.at + SignedDuration::from_mins(10)));
            self.app.store.report(id, &reporter, &report, reported).await?;
        }
        if let Some(code) = &remark.removed {
            let decision = Decision::Remove(reason(code)?);
            // The last moderator decides if there is an appeal, so that the first one, whose login
            // is shown, can handle it.
            let moderators = self.accounts(Role::Moderator);
            let judge =
                if remark.appeal.is_some() { moderators.last() } else { moderators.first() };
            let judge = *judge.context("the demo has a moderator")?;
            let number = self.decide(judge, id, decision, remark.note.as_deref(), at).await?;
            if let Some(text) = &remark.appeal {
                let later = self.past(at + SignedDuration::from_hours(5));
                self.appeal(coming, number, text, later).await?;
            }
        } else if remark.kept {
            let judge = self.account(Role::Moderator)?;
            self.decide(judge, id, Decision::Keep, None, at).await?;
        }
        Ok(())
    }

    /// Groups the comments without reports or decisions by article, with the time at which a
    /// moderator read them.
    ///
    /// Those of the last hours are left out.
    fn quiet<'c>(&self, all: &'c [Coming<'c>]) -> Vec<(Timestamp, Fate<'c>)> {
        let until = self.now - SignedDuration::from_hours(RECENT);
        // Comments of staff need no review.
        let is_staff =
            |name: &str| self.accounts.get(name).is_some_and(|(_, role, _)| role.may_moderate());
        let mut articles: BTreeMap<usize, Vec<&'c Coming<'c>>> = BTreeMap::new();
        for coming in all {
            let name = coming.remark.name.as_str();
            if coming.is_quiet() && !is_staff(name) && coming.at < until {
                articles.entry(coming.remark.article).or_default().push(coming);
            }
        }
        let read = |read: Vec<&'c Coming<'c>>| {
            let last = read.iter().map(|coming| coming.at).max().unwrap_or(self.now);
            (self.past(last + SignedDuration::from_hours(2)), Fate::Read(read))
        };
        articles.into_values().map(read).collect()
    }

    /// Keeps comments, all those of an article at once.
    async fn read_through(
        &self,
        read: &[&Coming<'_>],
        posted: &HashMap<(usize, usize), i64>,
        at: Timestamp,
    ) -> Result<()> {
        let moderators = self.accounts(Role::Moderator);
        let moderator = *moderators.last().context("the demo has a moderator")?;
        let mut comments = Vec::new();
        for coming in read {
            let comment = self.app.store.comment(posted[&coming.place]).await?;
            comments.push(comment.context("it was just posted")?);
        }
        let ruling = |comment| NewDecision {
            comment,
            decision: Decision::Keep,
            becomes: State::Visible,
            note: None,
            moderator,
            route: None,
            lesson: None,
        };
        let mut rulings: Vec<NewDecision<'_>> = comments.iter().map(ruling).collect();
        self.app.add_lessons(&mut rulings).await?;
        self.app.store.record_all(&rulings, at).await?;
        Ok(())
    }

    async fn decide(
        &self,
        moderator: i64,
        id: i64,
        decision: Decision,
        note: Option<&str>,
        at: Timestamp,
    ) -> Result<i64> {
        let comment = self.app.store.comment(id).await?.context("it was just posted")?;
        let becomes = decision.applied_to(&comment).ok().context("this can be decided")?;
        let (comment, route, lesson) = (&comment, None, None);
        let ruling = NewDecision { comment, decision, becomes, note, moderator, route, lesson };
        let mut rulings = [ruling];
        self.app.add_lessons(&mut rulings).await?;
        let numbers = self.app.store.record_all(&rulings, at).await?;
        numbers.into_iter().flatten().next().context("nobody decided before")
    }

    /// Adds the appeal of the author against the removal of a comment.
    async fn appeal(
        &self,
        coming: &Coming<'_>,
        decision: i64,
        text: &str,
        at: Timestamp,
    ) -> Result<()> {
        let ticket = EmailToken {
            decision: Some(decision),
            email: Some(address(&coming.remark.name, "post.example")),
            ..EmailToken::new(Purpose::Appeal, at)
        };
        self.app.store.object(&Token::new(self.app.chance()), &ticket, text, at).await?;
        Ok(())
    }

    /// Adds the marks of readers who found comments useful; each is identified by a browser only.
    async fn mark(&self, all: &[Coming<'_>], posted: &HashMap<(usize, usize), i64>) -> Result<()> {
        let mut marks = Vec::new();
        for coming in all {
            let id = posted[&coming.place];
            for reader in 0..coming.remark.useful {
                let browser = Sha256::digest(format!("reader {reader}")).into();
                let at = self.past(coming.at + SignedDuration::from_mins(3));
                marks.push(async move {
                    self.app.store.mark_useful(id, &Voter::Browser(browser), at).await
                });
            }
        }
        together(marks).await?;
        Ok(())
    }
}

impl Coming<'_> {
    /// Returns the time at which a moderator reads it: 15 to 254 minutes after it was posted.
    fn judged_at(&self, now: Timestamp) -> Timestamp {
        let (article, place) = self.place;
        let minutes = i64::try_from(15 + (article * 53 + place * 37) % 240).unwrap_or_default();
        now.min(self.at + SignedDuration::from_mins(minutes))
    }

    /// Returns whether it has no reports and no decisions.
    fn is_quiet(&self) -> bool {
        let Remark { removed, held, reports, former, .. } = self.remark;
        removed.is_none() && held.is_none() && reports.is_empty() && !former
    }

    /// Returns the article and number of the comment that this one replies to.
    fn parent(&self) -> Option<(usize, usize)> {
        Some((self.remark.article, self.remark.answers?))
    }
}

fn reason(code: &str) -> Result<Reason> {
    Reason::from_code(code).context("the demo names a reason that is none")
}
