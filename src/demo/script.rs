//! Contents of the demo, read from `demo/`: people, pictures and the like in `board.toml`, one file
//! for each article, and all comments in `comments.toml`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rust_embed::Embed;
use serde::Deserialize;

use crate::locale::Lang;

/// Folder `demo/`, embedded in the binary.
#[derive(Embed)]
#[folder = "demo/"]
pub(super) struct Files;

/// Contents in one language.
pub(super) struct Script {
    pub(super) board: Board,
    pub(super) articles: Vec<Article>,
    pub(super) comments: Vec<Remark>,
}

#[derive(Deserialize)]
pub(super) struct Board {
    pub(super) tagline: String,
    pub(super) people: Vec<Character>,
    pub(super) pictures: Vec<Picture>,
    #[serde(default)]
    pub(super) words: Vec<Word>,
    #[serde(default)]
    pub(super) bans: Vec<Ban>,
    #[serde(default)]
    pub(super) shares: Vec<Shares>,
}

/// Person with an account.
#[derive(Deserialize)]
pub(super) struct Character {
    pub(super) name: String,
    pub(super) role: String,
    /// True if the password is printed at the start of the demo.
    #[serde(default)]
    pub(super) shown: bool,
    pub(super) avatar: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Picture {
    pub(super) name: String,
    pub(super) alt: String,
    pub(super) caption: Option<String>,
}

/// Filter word that holds a comment.
#[derive(Deserialize)]
pub(super) struct Word {
    pub(super) pattern: String,
}

#[derive(Deserialize)]
pub(super) struct Ban {
    /// Name of a guest, from which the address is made.
    pub(super) email: Option<String>,
    pub(super) network: Option<String>,
    pub(super) why: String,
    pub(super) days_ago: f64,
    pub(super) days: Option<i64>,
}

/// Number of times an article was shared, by network.
#[derive(Deserialize)]
pub(super) struct Shares {
    pub(super) article: usize,
    #[serde(flatten)]
    pub(super) networks: BTreeMap<String, u32>,
}

pub(super) struct Article {
    pub(super) front: Front,
    pub(super) body: String,
}

/// Front matter of an article.
#[derive(Deserialize)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) categories: Vec<String>,
    pub(super) lead: Option<String>,
    pub(super) hours_ago: Option<f64>,
    pub(super) in_hours: Option<f64>,
    #[serde(default)]
    pub(super) closed: bool,
    pub(super) picture: Option<String>,
    pub(super) caption: Option<String>,
    pub(super) social_title: Option<String>,
    pub(super) social_description: Option<String>,
}

#[derive(Deserialize)]
struct Remarks {
    comments: Vec<Remark>,
}

/// Comment, with the moderation it received.
#[derive(Deserialize)]
pub(super) struct Remark {
    /// Number of the article.
    pub(super) article: usize,
    /// Hours after the publication of the article.
    pub(super) after: f64,
    pub(super) name: String,
    pub(super) text: String,
    /// Number of the comment on the same article that it replies to, from 1.
    pub(super) answers: Option<usize>,
    /// Number of readers who marked it as useful.
    #[serde(default)]
    pub(super) useful: u32,
    pub(super) removed: Option<String>,
    pub(super) note: Option<String>,
    /// Appeal of its author against the removal.
    pub(super) appeal: Option<String>,
    pub(super) held: Option<String>,
    pub(super) brake: Option<String>,
    /// Word in it that a filter found.
    pub(super) found: Option<String>,
    #[serde(default)]
    pub(super) reports: Vec<Complaint>,
    /// True if a moderator kept it after a report.
    #[serde(default)]
    pub(super) kept: bool,
    /// True if its author removed their name from it.
    #[serde(default)]
    pub(super) former: bool,
}

#[derive(Deserialize)]
pub(super) struct Complaint {
    pub(super) reason: String,
    pub(super) explanation: String,
}

impl Script {
    /// Reads the contents in a language.
    pub(super) fn of(lang: Lang) -> Result<Self> {
        let folder = match lang {
            Lang::Nl | Lang::NlFormal => "nl",
            Lang::En => "en",
        };
        let board = toml::from_str(&text(&format!("{folder}/board.toml"))?)?;
        let remarks: Remarks = toml::from_str(&text(&format!("{folder}/comments.toml"))?)?;
        // Files are sorted by name, which begins with the number of the article.
        let mut names: Vec<_> = Files::iter()
            .filter(|name| name.starts_with(&format!("{folder}/")) && name.ends_with(".md"))
            .collect();
        names.sort_unstable();
        let articles = names.iter().map(|name| Article::parse(&text(name)?));
        let articles = articles.collect::<Result<_>>()?;
        Ok(Self { board, articles, comments: remarks.comments })
    }
}

impl Article {
    fn parse(text: &str) -> Result<Self> {
        let parts = text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n"));
        let (front, body) = parts.context("an article of the demo begins with its front matter")?;
        Ok(Self { front: toml::from_str(front)?, body: body.to_owned() })
    }
}

/// Returns the text of a file of the demo.
fn text(name: &str) -> Result<String> {
    let file = Files::get(name).with_context(|| format!("the demo has no {name}"))?;
    String::from_utf8(file.data.into_owned()).with_context(|| format!("{name} is no text"))
}
