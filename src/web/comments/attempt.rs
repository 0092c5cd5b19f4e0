//! Rules of posting a comment: rate limits, repeats, fields, captcha and storage, in this order.
//!
//! The result is a value, which `create` shows as a page and the API as JSON.

use std::time::Duration;

use super::form::{CommentForm, Intent};
use super::hold::{ban, found, standing};
use super::refusal::Banned;
use super::reply::may_be_answered;
use super::site_login::{SiteLogin, name_taken};
use crate::account::Name;
use crate::account::site_user::SiteTokenRefusal;
use crate::app::App;
use crate::app::metrics::CommentOutcome;
use crate::app::rate_limiter::Permit;
use crate::article::Article;
use crate::captcha;
use crate::comment::admission::{Facts, Standing};
use crate::comment::{
    Body, Brake, Comment, Entry, Field, FieldError, Hold, Sender, Signature, fingerprint, sketches,
};
use crate::config::Guests;
use crate::error::{Error, Result};
use crate::locale::{Calendar, Lang, Message};
use crate::markup::Html;
use crate::moderation::filter::Action;
use crate::moderation::per_mille;
use crate::security::token::Token;
use crate::store::comments::{Code, NewComment, Posted, Target};
use crate::store::limits::Answer;
use crate::store::sites::NewPage;
use crate::web::embed::Host;
use crate::web::session::Visitor;

/// Greatest length in bytes of a text that is parsed and scored at once, in a tenth of a
/// millisecond.
const SHORT: usize = 1_000;

/// Submitted comment form, with the article it belongs to.
pub(in crate::web) struct Attempt<'a> {
    pub(in crate::web) app: &'a App,
    pub(in crate::web) visitor: &'a Visitor,
    pub(in crate::web) standing: Standing,
    pub(in crate::web) article: Article,
    pub(in crate::web) parent: Option<Comment>,
    pub(in crate::web) input: CommentForm,
    /// Page of a site that the article stands for, if it does.
    pub(in crate::web) host: Option<Host>,
    /// User of the site of that page, if its token names one.
    pub(in crate::web) login: Option<SiteLogin>,
    /// Reason for which the token in the form is refused.
    pub(in crate::web) refusal: Option<SiteTokenRefusal>,
}

/// Result of a submitted comment form.
pub(in crate::web) enum Outcome {
    /// The comment is stored, now or by an earlier submission.
    Placed {
        /// Id of the comment.
        id: i64,
        /// Number of the thread that begins with it, if it is new, visible and no reply.
        thread: Option<i64>,
        /// New visitor token for the browser of a guest.
        fresh: Option<Token>,
    },
    /// Text as it will be shown.
    Preview(Html),
    /// Another picture and sound were asked for.
    AnotherCode,
    /// The fields have errors.
    Wrong(Vec<FieldError>),
    /// The article takes no comments.
    Closed,
    /// The article takes comments of members only.
    MembersOnly,
    /// The form was made for a member who is not logged in any more.
    LoggedOut,
    /// The token of a site, by which the form names its user, is refused.
    RefusedLogin(SiteTokenRefusal),
    /// A rate limit is exhausted.
    TooMany {
        /// Time after which a comment may be accepted.
        wait: Duration,
        /// True if comments of others exhausted it.
        by_others: bool,
    },
    /// The commenter is banned.
    Banned(Banned),
}

impl Outcome {
    /// Returns the result of a repeat of a comment that was posted before.
    fn again(id: i64) -> Self {
        Self::Placed { id, thread: None, fresh: None }
    }
}

impl<'a> Attempt<'a> {
    /// Looks up what the rules need to know about the input.
    pub(in crate::web) async fn new(
        app: &'a App,
        visitor: &'a Visitor,
        article: Article,
        input: CommentForm,
    ) -> Result<Self> {
        let parent = match input.parent() {
            Ok(Some(id)) => {
                app.store.comment(id).await?.filter(|parent| may_be_answered(parent, &article))
            }
            Ok(None) | Err(()) => None,
        };
        let standing = standing(app, visitor, &input.email).await?;
        let (host, login, refusal) = (None, None, None);
        Ok(Self { app, visitor, standing, article, parent, input, host, login, refusal })
    }

    /// Puts the form under a page of a site: the result is told in its language, and leads there.
    pub(in crate::web) fn under(self, host: impl Into<Option<Host>>) -> Self {
        Self { host: host.into(), ..self }
    }

    /// Returns the language in which the result is told.
    pub(in crate::web) fn lang(&self) -> Lang {
        Host::lang_of(self.app, self.host.as_ref())
    }

    /// Returns the calendar in that language.
    pub(in crate::web) fn calendar(&self) -> Calendar {
        Host::calendar_of(self.app, self.host.as_ref())
    }

    /// Carries out what was asked, if the rules allow it.
    ///
    /// Without an intent, the rules that come before it are checked all the same.
    pub(in crate::web) async fn outcome(&self, intent: Option<Intent>) -> Result<Outcome> {
        if !self.article.takes_comments(self.app.now()) {
            return Ok(Outcome::Closed);
        }
        let members_only =
            self.article.members_only || self.app.config.guard.guests == Guests::Closed;
        if members_only && self.visitor.member.is_none() {
            return Ok(Outcome::MembersOnly);
        }
        let permit = match self.within_limits(intent).await {
            Ok(permit) => permit,
            Err(Error::TooMany(wait)) => return Ok(self.too_many(wait)),
            Err(other) => return Err(other),
        };
        if matches!(intent, Some(Intent::Post | Intent::Confirm | Intent::Unreadable))
            && let Some(ban) = ban(self.app, self.visitor, &self.input.email).await?
        {
            drop(permit);
            return self.banned(&ban).await;
        }
        if let Some(why) = self.refusal {
            return Ok(Outcome::RefusedLogin(why));
        }
        let posts = matches!(intent, Some(Intent::Post | Intent::Unreadable));
        if posts && self.was_logged_out() {
            return Ok(Outcome::LoggedOut);
        }
        match intent.ok_or(Error::Invalid("error-form".into()))? {
            Intent::Preview => self.preview().await,
            Intent::Code => Ok(Outcome::AnotherCode),
            kind @ (Intent::Post | Intent::Confirm | Intent::Unreadable) => {
                self.place(permit, kind).await
            }
        }
    }

    /// Handles a comment within the rate limits: repeat, fields, captcha, storage.
    async fn place(&self, permit: Permit<'a>, kind: Intent) -> Result<Outcome> {
        let (body, score) = self.scored_body().await?;
        if let Some(first) = self.repeat(body.as_ref().ok()).await? {
            return Ok(Outcome::again(first));
        }
        let asks_code =
            self.answers_code() && self.app.config.guard.captcha && kind == Intent::Post;
        let entry = match self.check(body).await? {
            Ok(entry) => entry,
            Err(mut errors) => {
                if asks_code {
                    errors.extend(self.check_code().await?);
                }
                return Ok(self.wrong(errors));
            }
        };
        let found = found(self.app, self.visitor, &entry).await?;
        if let Some(refused) = found.iter().find(|found| found.action == Action::Refuse) {
            let sentence = Message::with("body-refused", "found", refused.words.as_str());
            return Ok(self.wrong(vec![FieldError::at(Field::Body, sentence)]));
        }
        let sketches = sketches(entry.body.text());
        let known = (!found.is_empty(), kind == Intent::Unreadable);
        let facts = self.facts(&entry, (sketches.as_ref(), score), known).await?;
        let (hold, room) = match facts.hold() {
            // The e-mail link replaces the captcha, also for guests with a confirmed address.
            None if kind == Intent::Confirm && self.answers_code() => {
                (Some((Hold::Email, None)), None)
            }
            // The number of comments by unknown guests that are visible at once is limited; further
            // ones wait for a moderator.
            None => {
                let room = self.room().await?;
                (Facts { room: room.is_some(), ..facts }.hold(), room)
            }
            hold => (hold, None),
        };
        let findings: Vec<(i64, String)> =
            found.into_iter().map(|found| (found.filter, found.words)).collect();
        let (browser, fresh) = self.visitor.known_by(self.app);
        let rated = (sketches, score);
        let posted = self.store(&entry, hold, &findings, rated, (asks_code, &browser)).await?;
        match posted {
            Posted::New(id, thread) => {
                permit.spend();
                room.into_iter().for_each(Permit::spend);
                if asks_code {
                    self.answered();
                }
                let outcome =
                    if hold.is_some() { CommentOutcome::Held } else { CommentOutcome::Shown };
                self.app.metrics.comments(outcome).add(1);
                tracing::info!(
                    comment = id,
                    article = self.article.teaser.id,
                    held = hold.is_some(),
                    "a comment was posted"
                );
                // Guests are distinguished by the browser: their e-mail address is only typed.
                // With a challenge there is no cookie, and none comes.
                let fresh = fresh.filter(|_| {
                    self.input.challenge.is_empty()
                        && matches!(entry.signature, Signature::Guest(..))
                });
                Ok(Outcome::Placed { id, thread, fresh })
            }
            Posted::Repeat(id) => Ok(Outcome::again(id)),
            Posted::Unpaid(why) => {
                self.missed(why).await?;
                Ok(self.wrong(vec![self.code_error(why)]))
            }
            Posted::TokenUsed => Ok(Outcome::RefusedLogin(SiteTokenRefusal::Used)),
        }
    }

    /// Returns the comment with the same text that this sender posted within the last hour.
    async fn repeat(&self, body: Option<&Body>) -> Result<Option<i64>> {
        let Some(print) = body.and_then(|body| self.own_print(body.text())) else {
            return Ok(None);
        };
        self.app.store.repeat_of(&print, self.app.now()).await
    }

    /// Returns the fingerprint of a text by the sender, if they are recognised without a captcha.
    fn own_print(&self, text: &str) -> Option<[u8; 32]> {
        let holder = self.code_holder();
        let user = self.login.as_ref().map(SiteLogin::key);
        let sender = match (&self.visitor.member, &user) {
            (Some(account), _) => Some(Sender::Member(account.id)),
            (None, Some(user)) => Some(Sender::SiteUser(user)),
            (None, None) => holder.as_ref().map(Sender::Visitor),
        };
        sender.map(|sender| fingerprint(sender, self.article.repeat_key(), text))
    }

    /// Checks the fields, the honeypot field and the parent comment.
    ///
    /// A guest may not use the name of a member or imitate the staff.
    async fn check(&self, body: Result<Body, Message>) -> Result<Result<Entry, Vec<FieldError>>> {
        let member = self.member().await?;
        let entry = self.input.draft().sign(body, member.as_ref());
        let mut errors = entry.as_ref().err().cloned().unwrap_or_default();
        if self.visitor.member.is_none()
            && let Ok(name) = Name::new(&self.input.name)
        {
            let taken = name_taken(self.app, &name).await?;
            errors.splice(0..0, taken.map(|key| FieldError::at(Field::Name, key)));
        }
        if !self.input.website.is_empty() {
            errors.push(FieldError { field: None, sentence: "form-trap".into() });
        }
        if !matches!(self.input.parent(), Ok(None)) && self.parent.is_none() {
            errors.push(FieldError { field: None, sentence: "reply-gone".into() });
        }
        Ok(entry.ok().filter(|_| errors.is_empty()).ok_or(errors))
    }

    /// Stores the comment and consumes the captcha answer, if one is required.
    ///
    /// Without a cookie or a challenge there is no valid answer.
    async fn store(
        &self,
        entry: &Entry,
        hold: Option<(Hold, Option<Brake>)>,
        findings: &[(i64, String)],
        (sketches, score): (Option<[i64; 4]>, i64),
        (asks_code, sent_with): (bool, &[u8; 32]),
    ) -> Result<Posted> {
        let now = self.app.now();
        let repeat_key = self.article.repeat_key();
        let print = |sender| fingerprint(sender, repeat_key, entry.body.text());
        let answer = captcha::normalise(&self.input.captcha);
        let holder = self.code_holder();
        let code = match (&holder, asks_code) {
            (_, false) => None,
            (None, true) => return Ok(Posted::Unpaid(Answer::Nothing)),
            (Some(holder), true) => {
                let repeat = print(Sender::Visitor(holder));
                Some(Code { holder, answer: &answer, live: self.live(), repeat })
            }
        };
        // Repeats are recognised by e-mail address only after a captcha: otherwise anybody could
        // find out who wrote a text.
        let email = match &entry.signature {
            Signature::Guest(_, email) if asks_code || !self.app.config.guard.captcha => {
                Some(Sender::Email(email))
            }
            Signature::Guest(..) | Signature::Member(..) => None,
        };
        let own = self.own_print(entry.body.text());
        let fingerprints = own.into_iter().chain(email.map(print)).collect();
        let parent = self.parent.as_ref().map(|parent| parent.id);
        let new = NewComment {
            article: self.target(),
            parent,
            entry,
            hold: hold.map(|(hold, _)| hold),
            brake: hold.and_then(|(_, brake)| brake),
            findings,
            network: Some(&self.visitor.network),
            browser: Some(sent_with),
            notify: !self.input.notify.is_empty(),
            sketches,
            score,
            fingerprints,
            code,
            site_token: self.login.as_ref().map(|it| (&it.user.mark, it.user.ends_at)),
        };
        self.app.store.post(&new, now).await
    }

    /// Returns the article to post on; a page comes into being with its first comment.
    fn target(&self) -> Target<'_> {
        let Article { teaser, page, .. } = &self.article;
        match page {
            Some(page) if teaser.id == 0 => {
                let (slug, title) = (teaser.slug.as_str(), teaser.title.as_str());
                Target::Page(NewPage { page, slug, title })
            }
            _ => Target::Article(teaser.id),
        }
    }

    /// Parses the typed text and converts it to HTML, in the pool for CPU-bound work.
    async fn body(&self) -> Result<Result<Body, Message>> {
        let text = self.input.body.clone();
        self.app.cpu_pool.run(move || Body::new(&text)).await
    }

    /// Does the same and returns the score of the text too, in per mille, in the language of the
    /// text or of the page; a long text in the pool for CPU-bound work.
    async fn scored_body(&self) -> Result<(Result<Body, Message>, i64)> {
        let (app, text, page) = (self.app.clone(), self.input.body.clone(), self.lang().setting());
        let scored = move || {
            let body = Body::new(&text);
            let scores = body.as_ref().map(|body| app.scorer.scores(body.text(), page));
            let score = scores.map_or(0, |scores| per_mille(scores.worst()));
            (body, score)
        };
        // To hand a short text over to another thread and wait for it costs much of what it takes.
        if self.input.body.len() <= SHORT {
            Ok(scored())
        } else {
            self.app.cpu_pool.run(scored).await
        }
    }

    /// Returns the text as it will be shown; the captcha is neither checked nor consumed.
    async fn preview(&self) -> Result<Outcome> {
        Ok(match self.body().await? {
            Ok(body) => Outcome::Preview(body.html().with_directions()),
            Err(sentence) => self.wrong(vec![FieldError::at(Field::Body, sentence)]),
        })
    }

    /// Returns whether the sender must solve a captcha.
    pub(in crate::web) fn answers_code(&self) -> bool {
        self.standing.answers_code() && self.login.is_none()
    }

    fn wrong(&self, errors: Vec<FieldError>) -> Outcome {
        self.app.metrics.comments(CommentOutcome::Refused).add(1);
        Outcome::Wrong(errors)
    }
}
