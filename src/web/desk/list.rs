//! List of all articles, including those that readers do not see.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::legal_facts::missing;
use super::{Room, shell};
use crate::account::Role;
use crate::app::App;
use crate::article::{Comments, PER_PAGE};
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::store::articles::{ArticleFilter, Counts, Listed};
use crate::web::page::{Page, Pager, QueryParams, Shell, parse_id};
use crate::web::session::Editor;
use crate::writing;

/// Number of characters of the search text that are used.
const WORDS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "desk/articles.html")]
struct ArticlesPage {
    t: Lang,
    shell: Shell,
    room: Room,
    sieve: ArticleFilter,
    is_new: bool,
    counts: Counts,
    /// Categories to filter by.
    categories: Vec<(i64, String)>,
    /// Authors to filter by.
    authors: Vec<(i64, String)>,
    rows: Vec<Row>,
    pager: Pager,
    /// Facts about the publisher that an administrator has to fill in.
    missing_facts: Option<String>,
}

/// Row of the list.
struct Row {
    id: i64,
    title: String,
    author: String,
    state: writing::State,
    moment: Option<String>,
    seen_at: Option<String>,
    comments: String,
    edited: String,
}

/// GET `/desk`: lists the articles that match the filters.
pub(in crate::web) async fn articles(
    State(app): State<App>,
    editor: Editor,
    asked: QueryParams,
) -> Result<Response> {
    let t = app.lang();
    let sieve = ArticleFilter {
        state: asked.text("state").and_then(writing::State::from_code),
        words: asked.text("q").unwrap_or_default().chars().take(WORDS_MAX).collect(),
        category: asked.text("category").and_then(parse_id),
        author: asked.text("author").and_then(parse_id),
    };
    let (listed, counts) = app.store.listed(&sieve, asked.page(), app.now()).await?;
    let pages = (counts.of(sieve.state) + PER_PAGE - 1) / PER_PAGE;
    let pager =
        Pager::new(address(sieve.state, &sieve), "", asked.page(), pages).ok_or(Error::NotFound)?;
    let categories = app.store.categories().await?;
    let rows = listed.iter().map(|article| Row::new(&app, article)).collect();
    let runs = editor.account.role == Role::Admin;
    let missing_facts = if runs { missing(&app).await? } else { None };
    let page = ArticlesPage {
        t,
        shell: shell(&app, &editor).await?,
        room: Room::Articles,
        sieve,
        is_new: asked.text("done") == Some("setup"),
        counts,
        categories: categories.into_iter().map(|filed| (filed.id, filed.category.name)).collect(),
        authors: app.store.signatories().await?,
        rows,
        pager,
        missing_facts,
    };
    Ok(Page::personal(page).into_response())
}

/// Address of the list of one state, with the other filters unchanged.
fn address(state: Option<writing::State>, sieve: &ArticleFilter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(state) = state {
        query.append_pair("state", state.code());
    }
    if !sieve.words.is_empty() {
        query.append_pair("q", &sieve.words);
    }
    for (name, chosen) in [("category", sieve.category), ("author", sieve.author)] {
        if let Some(id) = chosen {
            query.append_pair(name, &id.to_string());
        }
    }
    let query = query.finish();
    if query.is_empty() { "/desk".to_owned() } else { format!("/desk?{query}") }
}

/// Key of the name of a state.
pub(super) fn state_label(state: writing::State) -> &'static str {
    match state {
        writing::State::Draft => "state-draft",
        writing::State::Scheduled => "state-scheduled",
        writing::State::Published => "state-published",
    }
}

impl Row {
    fn new(app: &App, article: &Listed) -> Self {
        let (t, now) = (app.lang(), app.now());
        let state = writing::State::of(article.published, now);
        Self {
            id: article.id,
            title: article.title.clone(),
            author: article.author.clone(),
            state,
            moment: article.published.map(|moment| app.calendar.date_time(moment)),
            seen_at: (state == writing::State::Published)
                .then(|| format!("/articles/{}", article.slug.as_str())),
            comments: comments(app, article),
            edited: match &article.edited_by {
                Some(name) => t.with(
                    "desk-edited-by",
                    &[
                        ("ago", app.calendar.ago(article.edited_at, now).into()),
                        ("name", name.as_str().into()),
                    ],
                ),
                None => t.with(
                    "desk-edited",
                    &[("ago", app.calendar.ago(article.edited_at, now).into())],
                ),
            },
        }
    }
}

/// Text about the comments of an article.
///
/// For example "6 reacties · sluiten op 4 december 2026 om 09:00 · alleen leden".
fn comments(app: &App, article: &Listed) -> String {
    let (t, now) = (app.lang(), app.now());
    let mut said = vec![match article.visible {
        0 => t.say("teaser-no-comments"),
        count => t.with("teaser-comments", &[("count", count.into())]),
    }];
    let ends = article.comments.close_at(article.published);
    match (article.comments, ends) {
        (Comments::Open, _) => {}
        (Comments::ClosingAfter(_), Some(end)) if end > now => {
            said.push(
                t.with("desk-comments-close", &[("moment", app.calendar.date_time(end).into())]),
            );
        }
        (Comments::ClosingAfter(days), None) => {
            said.push(t.with("desk-comments-days", &[("count", days.into())]));
        }
        (Comments::Closed | Comments::ClosingAfter(_), _) => {
            said.push(t.say("desk-comments-closed"));
        }
    }
    if article.members_only {
        said.push(t.say("desk-members-only"));
    }
    said.join(" · ")
}

impl ArticlesPage {
    /// Tabs of the page.
    ///
    /// Each has true if it is the current one, its address, its name and its number of articles.
    fn tabs(&self) -> Vec<(bool, String, String, i64)> {
        let states = std::iter::once(None).chain(writing::State::ALL.map(Some));
        let tab = |state: Option<writing::State>| {
            let name = self.t.say(state.map_or("desk-all", |state| match state {
                writing::State::Draft => "desk-drafts",
                writing::State::Scheduled => "state-scheduled",
                writing::State::Published => "state-published",
            }));
            (state == self.sieve.state, address(state, &self.sieve), name, self.counts.of(state))
        };
        states.map(tab).collect()
    }

    fn state_code(&self) -> &'static str {
        self.sieve.state.map_or("", writing::State::code)
    }

    fn is_sifted(&self) -> bool {
        let ArticleFilter { state, words, category, author } = &self.sieve;
        state.is_some() || !words.is_empty() || category.is_some() || author.is_some()
    }

    fn is_category(&self, id: &i64) -> bool {
        self.sieve.category == Some(*id)
    }

    fn is_author(&self, id: &i64) -> bool {
        self.sieve.author == Some(*id)
    }

    fn state_of(&self, row: &Row) -> String {
        self.t.say(state_label(row.state))
    }
}
