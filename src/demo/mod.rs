//! Demonstration board with invented users and texts.
//!
//! The content is in `demo/`, one folder per language; the submodule `script` reads it and
//! `pictures` adds its pictures. Times are relative to now, so that the board always looks recent.

mod comments;
mod pictures;
mod script;

use std::collections::HashMap;

use anyhow::{Context, Result};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::account::{Email, Name, Password, Role};
use crate::app::App;
use crate::article::share::Network;
use crate::article::{Category, Comments, Slug};
use crate::branding::Branding;
use crate::moderation::ban;
use crate::moderation::filter::{Action, Filter, Kind};
use crate::store::accounts::NewAccount;
use crate::store::articles::SavedBy;
use crate::store::moderation::NewBan;
use crate::writing::ArticleContent;

use pictures::Pictures;
use script::{Article, Ban, Character, Script, Shares};

/// User who can log in to the demo.
#[derive(Debug)]
pub struct Person {
    /// Role of the account.
    pub role: Role,
    /// E-mail address to log in with.
    pub email: String,
    /// Password in plain text.
    pub password: String,
}

/// State while the board is being filled.
struct Stage<'a> {
    app: &'a App,
    /// Start time, to which all times are relative.
    now: Timestamp,
    /// Accounts by name: id, role and e-mail address.
    accounts: HashMap<String, (i64, Role, Email)>,
    /// Articles by their number in the script: row id and time of publication.
    articles: HashMap<usize, (i64, Timestamp)>,
}

/// Fills an empty board and returns the users who can log in.
pub async fn fill(app: &App) -> Result<Vec<Person>> {
    let script = Script::of(app.lang())?;
    let mut stage =
        Stage { app, now: app.now(), accounts: HashMap::new(), articles: HashMap::new() };
    let people = stage.engage(&script.board.people).await?;
    let pictures = Pictures::hang(app, &script.board.pictures, stage.account(Role::Admin)?).await?;
    for character in &script.board.people {
        if let Some(avatar) = &character.avatar {
            let (account, ..) = stage.accounts[&character.name];
            pictures::portray(app, account, avatar).await?;
        }
    }
    for (number, article) in script.articles.iter().enumerate() {
        stage.publish(number + 1, article, &pictures).await?;
    }
    let branding = Branding { tagline: Some(script.board.tagline), ..Branding::default() };
    app.store.change_branding(&branding, stage.account(Role::Admin)?, app.now()).await?;
    stage.rule(&script.board.words).await?;
    stage.comment(&script.comments).await?;
    stage.ban(&script.board.bans).await?;
    stage.share(&script.board.shares).await?;
    Ok(people)
}

impl Stage<'_> {
    /// Creates the accounts.
    ///
    /// Accounts that are not shown get a password that nobody knows.
    async fn engage(&mut self, people: &[Character]) -> Result<Vec<Person>> {
        let mut shown = Vec::new();
        let (_, unknown) = self.password("", "");
        let unknown = unknown.hash(&self.app.chance())?;
        for character in people {
            let role =
                Role::from_code(&character.role).context("the demo names a role that is none")?;
            let address = address(&character.name, "demo.example");
            let (text, password) = self.password(&character.name, &address);
            let hash =
                if character.shown { password.hash(&self.app.chance())? } else { unknown.clone() };
            let email = Email::stored(address.clone());
            let new = NewAccount {
                name: Name::stored(character.name.clone()),
                email: email.clone(),
                password: hash,
                role,
            };
            let id = self.app.store.add_account(&new, self.now).await?;
            let id = id.ok().context("two people in the demo are the same")?;
            self.accounts.insert(character.name.clone(), (id, role, email));
            if character.shown {
                shown.push(Person { role, email: address, password: text });
            }
        }
        Ok(shown)
    }

    /// Draws a password that the password rules accept; nearly every draw is.
    fn password(&self, name: &str, address: &str) -> (String, Password) {
        const LETTERS: &[u8; 24] = b"abcdefghijkmnpqrstuvwxyz";
        loop {
            let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 24)]);
            let text: String = self.app.chance::<12>().iter().map(letter).collect();
            if let Ok(password) = Password::chosen(text.clone(), &[name, address]) {
                return (text, password);
            }
        }
    }

    /// Returns the ids of the accounts with a role, lowest first.
    fn accounts(&self, role: Role) -> Vec<i64> {
        let known = self.accounts.values().filter(|(_, own, _)| *own == role);
        let mut numbers: Vec<i64> = known.map(|(id, ..)| *id).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Returns the lowest account id with a role.
    fn account(&self, role: Role) -> Result<i64> {
        self.accounts(role).first().copied().context("the demo has somebody of each role")
    }

    /// Returns the moment, or now if it is in the future.
    fn past(&self, moment: Timestamp) -> Timestamp {
        moment.min(self.now)
    }

    async fn publish(
        &mut self,
        number: usize,
        article: &Article,
        pictures: &Pictures,
    ) -> Result<()> {
        let front = &article.front;
        let hours = front.in_hours.or(front.hours_ago.map(|hours| -hours));
        let published = hours.map(|hours| self.now + SignedDuration::from_secs_f64(hours * 3600.0));
        let (author, ..) =
            *self.accounts.get(&front.author).context("an author in the demo has no account")?;
        let picture = front.picture.as_deref().map(|name| pictures.number(name)).transpose()?;
        let content = ArticleContent {
            title: front.title.clone(),
            slug: Slug::of(&front.title).context("a title in the demo makes no address")?,
            author,
            lead: front.lead.clone(),
            categories: front.categories.iter().filter_map(|name| Category::named(name)).collect(),
            body: pictures.placed(&article.body)?,
            published,
            planned: None,
            comments: if front.closed { Comments::Closed } else { Comments::Open },
            members_only: false,
            picture,
            caption: front.caption.clone(),
            social_title: front.social_title.clone(),
            social_description: front.social_description.clone(),
        };
        let saved = self.past(published.unwrap_or(self.now));
        let hand = SavedBy { editor: Some(author), offered: None };
        let id = self.app.store.add_content(&content, hand, saved).await?;
        let id = id.ok().context("two titles in the demo are the same")?;
        self.articles.insert(number, (id, saved));
        Ok(())
    }

    /// Stores the filter rules for words that hold a comment.
    async fn rule(&self, words: &[script::Word]) -> Result<()> {
        let moderator = self.account(Role::Moderator)?;
        for word in words {
            let rule = Filter {
                id: 0,
                kind: Kind::Word,
                pattern: word.pattern.clone(),
                action: Action::Hold,
                made_at: self.now,
            };
            self.app.store.add_filter(&rule, moderator, self.now).await?;
        }
        Ok(())
    }

    async fn ban(&self, bans: &[Ban]) -> Result<()> {
        let moderator = self.account(Role::Moderator)?;
        for ban in bans {
            let (kind, value) = match (&ban.email, &ban.network) {
                (Some(name), _) => (ban::Kind::Email, address(name, "post.example")),
                (None, Some(network)) => (ban::Kind::Network, network.clone()),
                (None, None) => continue,
            };
            let began =
                self.past(self.now - SignedDuration::from_secs_f64(ban.days_ago * 86_400.0));
            let days = |days| began + SignedDuration::from_hours(24 * days);
            let new = NewBan {
                kind,
                value,
                why: ban.why.clone(),
                made_by: moderator,
                ends_at: ban.days.map(days),
            };
            self.app.store.ban(&new, began).await?;
        }
        Ok(())
    }

    /// Counts shares of articles, each with a token of its own.
    async fn share(&self, shares: &[Shares]) -> Result<()> {
        let mut all = Vec::new();
        for shares in shares {
            let (article, _) =
                *self.articles.get(&shares.article).context("the demo shares no such article")?;
            for (code, count) in &shares.networks {
                let network =
                    Network::from_code(code).context("the demo names a network that is none")?;
                for turn in 0..*count {
                    let mark: [u8; 32] = Sha256::digest(format!("{article} {code} {turn}")).into();
                    all.push(async move {
                        self.app.store.share(article, network, &mark, self.now).await
                    });
                }
            }
        }
        together(all).await?;
        Ok(())
    }
}

/// Runs all futures, at most 16 at a time.
///
/// Those that run together share a commit; more would wait in vain for a PostgreSQL connection.
async fn together<T, E>(work: Vec<impl Future<Output = Result<T, E>>>) -> Result<Vec<T>>
where
    anyhow::Error: From<E>,
{
    const AT_A_TIME: usize = 16;
    let done: Vec<T> = stream::iter(work).buffered(AT_A_TIME).try_collect().await?;
    Ok(done)
}

/// Returns the address for a name; mail to `.example` is never delivered.
fn address(name: &str, host: &str) -> String {
    let local = Slug::of(name).map_or_else(|| "iemand".to_owned(), |slug| slug.as_str().to_owned());
    format!("{}@{host}", local.split('-').collect::<Vec<_>>().join("."))
}
