//! `article add | edit | list`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Subcommand;

use super::{CLOCK, reopen};
use crate::account::Account;
use crate::article::{Manuscript, Slug};
use crate::config::Config;
use crate::store::Store;
use crate::store::articles::SlugTaken;
use crate::writing::broken_pictures;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add an article from a Markdown file with TOML front matter, and print its address
    Add {
        /// The file
        file: PathBuf,
    },
    /// Replace an article by a file; its address stays
    Edit {
        /// The last part of its address
        slug: String,
        /// The file
        file: PathBuf,
    },
    /// List every article
    List,
}

pub(super) async fn run(command: Command, config: &Config) -> Result<()> {
    match command {
        Command::Add { file } => {
            let text = read(&file, config)?;
            let store = reopen(config).await?;
            let outcome = add(&store, config, &file, &text).await;
            store.close().await;
            outcome
        }
        Command::Edit { slug, file } => {
            let text = read(&file, config)?;
            let store = reopen(config).await?;
            let outcome = edit(&store, config, &slug, &file, &text).await;
            store.close().await;
            outcome
        }
        Command::List => {
            let store = reopen(config).await?;
            let outcome = list(&store, config).await;
            store.close().await;
            outcome
        }
    }
}

async fn add(store: &Store, config: &Config, file: &Path, text: &Manuscript) -> Result<()> {
    let author = author(store, file, text).await?;
    pictures_are_there(store, file, text).await?;
    if let Err(SlugTaken) = store.add_article(text, author.id, CLOCK.now()).await? {
        let slug = text.slug.as_str();
        bail!(
            "another article is at /articles/{slug}; give a `slug` of its own, or replace it with \
             `weerwoord article edit {slug}`"
        );
    }
    println!("{}/articles/{}", config.public_url, text.slug.as_str());
    Ok(())
}

async fn edit(
    store: &Store,
    config: &Config,
    slug: &str,
    file: &Path,
    text: &Manuscript,
) -> Result<()> {
    let slug = Slug::parse(slug).with_context(|| {
        format!("{slug:?} is not the last part of an address; see `weerwoord article list`")
    })?;
    if text.asks_for_another_slug(&slug) {
        bail!(
            "{}: `slug` is {:?}, but the address of an article stays; take the line out, or write \
             {:?}",
            file.display(),
            text.slug.as_str(),
            slug.as_str()
        );
    }
    let author = author(store, file, text).await?;
    pictures_are_there(store, file, text).await?;
    if !store.edit_article(&slug, text, author.id, CLOCK.now()).await? {
        bail!("there is no article at /articles/{}; see `weerwoord article list`", slug.as_str());
    }
    println!("{}/articles/{}", config.public_url, slug.as_str());
    Ok(())
}

async fn list(store: &Store, config: &Config) -> Result<()> {
    let now = CLOCK.now();
    for article in store.all_articles().await? {
        let state = match article.published {
            None => "draft".to_owned(),
            Some(moment) => {
                let local = moment
                    .to_zoned(config.board.timezone.clone())
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string();
                if moment > now { format!("from {local}") } else { local }
            }
        };
        println!(
            "{state:<21} {:>6} comments  {}  {}",
            article.comments,
            article.slug.as_str(),
            article.title
        );
    }
    Ok(())
}

fn read(file: &Path, config: &Config) -> Result<Manuscript> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    Manuscript::parse(&text, &config.board.timezone)
        .map_err(|error| anyhow!("{}, {error}", file.display()))
}

/// Fails if a published article shows a picture that does not exist; a draft may.
async fn pictures_are_there(store: &Store, file: &Path, text: &Manuscript) -> Result<()> {
    if text.published.is_none() {
        return Ok(());
    }
    let broken = broken_pictures(&text.body, &store.picture_numbers().await?);
    if !broken.is_empty() {
        bail!(
            "{}: the board has no picture at {}; add it at /desk/pictures, and write the address \
             it has there",
            file.display(),
            broken.join(", ")
        );
    }
    Ok(())
}

async fn author(store: &Store, file: &Path, text: &Manuscript) -> Result<Account> {
    store.account(&text.author).await?.with_context(|| {
        format!(
            "{}: no account has the address of `author`; make one with `weerwoord account add`",
            file.display()
        )
    })
}
