//! A board with invented people and texts, to look at. The content is in `demo/`, one file a language.

use anyhow::{Context, Result, bail};
use jiff::SignedDuration;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::account::{Email, Name, Password, Role};
use crate::app::App;
use crate::article::{Category, Manuscript, Slug};
use crate::comment::{Draft, Hold, Reason};
use crate::locale::Lang;
use crate::moderation::Decision;
use crate::report::{Report, Reporter};
use crate::store::{NewAccount, NewComment, Posted, Ruling};

/// Somebody who can log in to the demo.
#[derive(Debug)]
pub struct Person {
    /// What they may do.
    pub role: Role,
    /// The address they log in with.
    pub email: String,
    /// Their password.
    pub password: String,
}

#[derive(Deserialize)]
struct Script {
    people: Vec<Character>,
    articles: Vec<Piece>,
}

#[derive(Deserialize)]
struct Character {
    name: String,
    email: String,
    role: String,
}

#[derive(Deserialize)]
struct Piece {
    title: String,
    author: String,
    categories: Vec<String>,
    lead: Option<String>,
    hours_ago: i64,
    #[serde(default)]
    closed: bool,
    body: String,
    #[serde(default)]
    comments: Vec<Remark>,
}

#[derive(Deserialize)]
struct Remark {
    /// Hours after the article.
    after: f64,
    name: String,
    email: String,
    body: String,
    /// Which remark under the same article it answers, from 1.
    answers: Option<usize>,
    removed: Option<String>,
    note: Option<String>,
    #[serde(default)]
    held: bool,
    #[serde(default)]
    reports: Vec<Complaint>,
}

#[derive(Deserialize)]
struct Complaint {
    reason: String,
    explanation: String,
}

/// Fills an empty board; says who can log in.
pub async fn fill(app: &App) -> Result<Vec<Person>> {
    let script: Script = toml::from_str(match app.lang() {
        Lang::Nl | Lang::NlFormal => include_str!("../demo/nl.toml"),
        Lang::En => include_str!("../demo/en.toml"),
    })?;
    let mut people = Vec::new();
    for character in &script.people {
        people.push(engage(app, character).await?);
    }
    for piece in &script.articles {
        stage(app, piece).await?;
    }
    Ok(people)
}

async fn engage(app: &App, character: &Character) -> Result<Person> {
    let role = Role::from_code(&character.role).context("the demo names a role that is none")?;
    let (text, password) = password(app, character);
    let new = NewAccount {
        name: Name::stored(character.name.clone()),
        email: Email::stored(character.email.clone()),
        password: password.hash(&app.chance())?,
        role,
    };
    app.store
        .add_account(&new, app.now())
        .await?
        .ok()
        .context("two people in the demo are the same")?;
    Ok(Person { role, email: character.email.clone(), password: text })
}

/// A password that the rules of the board let pass: nearly every draw does.
fn password(app: &App, character: &Character) -> (String, Password) {
    const LETTERS: &[u8; 24] = b"abcdefghijkmnpqrstuvwxyz";
    loop {
        let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 24)]);
        let text: String = app.chance::<12>().iter().map(letter).collect();
        let about = [character.name.as_str(), character.email.as_str()];
        if let Ok(password) = Password::chosen(text.clone(), &about) {
            return (text, password);
        }
    }
}

async fn stage(app: &App, piece: &Piece) -> Result<()> {
    let published = app.now() - SignedDuration::from_hours(piece.hours_ago);
    let manuscript = Manuscript {
        title: piece.title.clone(),
        slug: Slug::of(&piece.title).context("a title in the demo makes no address")?,
        names_slug: true,
        author: Email::stored(piece.author.clone()),
        categories: piece.categories.iter().filter_map(|name| Category::named(name)).collect(),
        lead: piece.lead.clone(),
        published: Some(published),
        comments_open: !piece.closed,
        body: piece.body.clone(),
    };
    let author = app
        .store
        .account(&manuscript.author)
        .await?
        .context("an author in the demo has no account")?;
    let article = app
        .store
        .add_article(&manuscript, author.id, published)
        .await?
        .ok()
        .context("two titles in the demo are the same")?;
    let moderator = app
        .store
        .accounts()
        .await?
        .into_iter()
        .find(|account| account.role == Role::Moderator)
        .context("the demo has a moderator")?;
    let mut posted = Vec::new();
    for remark in &piece.comments {
        let at = published + SignedDuration::from_secs_f64(remark.after * 3600.0);
        let draft = Draft {
            name: remark.name.clone(),
            email: remark.email.clone(),
            body: remark.body.clone(),
        };
        let member = app.store.account(&Email::stored(remark.email.clone())).await?;
        let entry = draft
            .check(member.as_ref())
            .ok()
            .with_context(|| format!("the demo's remark by {} cannot be posted", remark.name))?;
        let parent = remark.answers.and_then(|which| posted.get(which - 1).copied());
        // Everybody in the demo has a browser of their own.
        let browser = Sha256::digest(&remark.email).into();
        let new = NewComment {
            article,
            parent,
            entry: &entry,
            hold: remark.held.then_some(Hold::Unreadable),
            brake: None,
            findings: &[],
            network: None,
            browser: Some(&browser),
            notify: false,
            sketches: Vec::new(),
            fingerprints: Vec::new(),
            code: None,
        };
        let Posted::New(id, _) = app.store.post(&new, at).await? else {
            bail!("nothing in the demo is said twice")
        };
        posted.push(id);
        if let Some(reason) = &remark.removed {
            let decision = Decision::Remove(
                Reason::from_code(reason).context("the demo names a reason that is none")?,
            );
            let comment = app.store.comment(id).await?.context("it was just posted")?;
            let becomes = decision.applied_to(&comment).ok().context("anything can be removed")?;
            let ruling = Ruling {
                comment: &comment,
                decision,
                becomes,
                note: remark.note.as_deref(),
                moderator: moderator.id,
                route: None,
            };
            app.store.record(&ruling, at + SignedDuration::from_mins(25)).await?;
        }
        for (complaint, which) in remark.reports.iter().zip(1..) {
            let reason = Reason::from_code(&complaint.reason)
                .context("the demo names a reason that is none")?;
            let report = Report {
                reason,
                explanation: complaint.explanation.clone(),
                name: None,
                email: None,
            };
            let reporter = Reporter::Network(format!("192.0.2.{which}"));
            app.store.report(id, &reporter, &report, at + SignedDuration::from_mins(40)).await?;
        }
    }
    Ok(())
}
