//! Search page.
//!
//! Its parameters are in the URL, so that a search can be linked to and needs no script.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use url::form_urlencoded;

use super::page::{FieldErrors, Page, Pager, QueryParams, Section, Shell};
use super::session::Visitor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::limits::LimitedAction;
use crate::locale::{Calendar, Lang};
use crate::search::{self, Query, Question, QuestionError, SnippetPart, Stems};
use crate::sites::PageAddress;
use crate::store::search::{Found, FoundArticle, FoundComment};

/// Kinds of content, with the value of `in` and the message key of the label.
const KINDS: [(Kind, &str, &str); 3] = [
    (Kind::All, "", "search-in-all"),
    (Kind::Articles, "articles", "search-in-articles"),
    (Kind::Comments, "comments", "search-in-comments"),
];
/// Recent periods: the value of `since`, the length in days, and the message key of the label.
const LATELY: [(&str, i64, &str); 2] =
    [("month", 30, "search-since-month"), ("year", 365, "search-since-year")];

#[derive(Template)]
#[template(path = "search/results.html")]
struct SearchPage {
    t: Lang,
    shell: Shell,
    asking: Asking,
    categories: Vec<(i64, String, String)>,
    years: Vec<i16>,
    errors: FieldErrors,
    outcome: Option<Outcome>,
}

/// Kind of content that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    All,
    Articles,
    Comments,
}

/// Search parameters as they were typed.
#[derive(Clone, Debug)]
struct Asking {
    words: String,
    kind: Kind,
    category: String,
    since: String,
    until: String,
    page: i64,
}

/// Search results.
struct Outcome {
    articles: Option<Part>,
    comments: Option<Part>,
    pager: Pager,
}

/// Results of one kind.
struct Part {
    heading: String,
    hits: Vec<Hit>,
    all: Option<String>,
}

/// Single result.
struct Hit {
    href: String,
    title: Vec<SnippetPart>,
    snippet: Vec<SnippetPart>,
    by: String,
    machine: String,
    moment: String,
}

/// Handles GET `/search`: shows the form and the results.
pub(super) async fn search(
    State(app): State<App>,
    visitor: Visitor,
    asked: QueryParams,
) -> Result<Response> {
    let asking = Asking::new(&asked);
    let mut stems = Stems::new(app.lang());
    let query = Query::parse(&asking.words, &mut stems);
    if matches!(query, Ok(Some(_))) {
        let asks =
            [(LimitedAction::Search, visitor.network.as_str()), (LimitedAction::SearchAll, "")];
        app.rate_limiter.take(&asks, app.now()).await?.spend();
    }
    let (categories, oldest) = app.store.search_filters(app.now()).await?;
    let shell = Shell::new(&app, visitor.member.as_ref(), Section::Search).await?;
    let years = years(&app.calendar, oldest, app.now());
    let mut page = SearchPage {
        t: app.lang(),
        shell,
        asking,
        categories,
        years,
        errors: FieldErrors::default(),
        outcome: None,
    };
    match query {
        Err(error) => Ok(page.refused(error)),
        Ok(None) => Ok(Page::reading(page, visitor.member.as_ref()).into_response()),
        Ok(Some(query)) => {
            let question = page.question(query, &app.calendar, app.now());
            page.outcome = Some(Outcome::of(&app, &page.asking, question, stems).await?);
            Ok(Page::reading(page, visitor.member.as_ref()).into_response())
        }
    }
}

impl Asking {
    fn new(asked: &QueryParams) -> Self {
        let text = |name| asked.text(name).map(str::trim).unwrap_or_default().to_owned();
        let kind = KINDS
            .iter()
            .find(|(_, code, _)| *code == text("in"))
            .map_or(Kind::All, |(kind, ..)| *kind);
        Self {
            words: text("q"),
            kind,
            category: text("category"),
            since: text("since"),
            until: text("until"),
            page: asked.page(),
        }
    }

    /// Returns the address of the first page of the same search for this kind.
    fn address(&self, kind: Kind) -> String {
        let code = KINDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, code, _)| code);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.words);
        for (name, value) in [
            ("in", code),
            ("category", &self.category),
            ("since", &self.since),
            ("until", &self.until),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/search?{}", query.finish())
    }

    /// Returns the address of a search for the same words without filters.
    fn everywhere(&self) -> String {
        let anything = Self {
            category: String::new(),
            since: String::new(),
            until: String::new(),
            ..self.clone()
        };
        anything.address(Kind::All)
    }

    fn is_narrowed(&self) -> bool {
        self.kind != Kind::All
            || [&self.category, &self.since, &self.until].iter().any(|filter| !filter.is_empty())
    }
}

impl SearchPage {
    fn refused(mut self, error: QuestionError) -> Response {
        self.errors = FieldErrors::new(self.t, [("q", error.sentence())]);
        Page::personal(self).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
    }

    /// Applies the filters to the query; invalid values are ignored.
    fn question(&self, query: Query, calendar: &Calendar, now: Timestamp) -> Question {
        let category = self
            .categories
            .iter()
            .find(|(_, slug, _)| *slug == self.asking.category)
            .map(|(id, ..)| *id);
        let lately = LATELY.iter().find(|(code, ..)| *code == self.asking.since);
        let year = |text: &str| text.parse().ok().filter(|year| self.years.contains(year));
        let since = lately
            .map(|(_, days, _)| now - SignedDuration::from_hours(24 * days))
            .or_else(|| begin(calendar, year(&self.asking.since)?));
        let until = year(&self.asking.until).and_then(|year| begin(calendar, year + 1));
        // An end is set whenever a start is: the store then queries fewer years.
        Question { query, category, since, until: until.or(since.map(|_| now)) }
    }

    fn title(&self) -> String {
        match self.asking.words.as_str() {
            "" => self.t.say("search-heading"),
            words => self.t.with("search-title", &[("words", words.into())]),
        }
    }

    /// Returns the options for the kind: value, label, and true if it is selected.
    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        KINDS
            .iter()
            .map(|(kind, code, key)| (*code, self.t.say(key), *kind == self.asking.kind))
            .collect()
    }

    /// Returns the options for the start of the period: value, label, and true if it is selected.
    fn beginnings(&self) -> Vec<(String, String, bool)> {
        let lately = LATELY.iter().map(|(code, _, key)| ((*code).to_owned(), self.t.say(key)));
        let years = self.years.iter().map(|year| (year.to_string(), year.to_string()));
        lately
            .chain(years)
            .map(|(value, words)| (value.clone(), words, value == self.asking.since))
            .collect()
    }

    /// Returns the options for the end of the period: year, and true if it is selected.
    fn ends(&self) -> Vec<(String, bool)> {
        self.years
            .iter()
            .map(|year| (year.to_string(), year.to_string() == self.asking.until))
            .collect()
    }

    fn is_in(&self, slug: &str) -> bool {
        self.asking.category == slug
    }

    fn found_nothing(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.articles.is_none() && outcome.comments.is_none())
    }
}

impl Outcome {
    async fn of(app: &App, asking: &Asking, question: Question, mut stems: Stems) -> Result<Self> {
        let (now, t) = (app.now(), app.lang());
        let (asked, cut) = (&question, &mut stems);
        let a_page = (search::PER_PAGE, (asking.page - 1) * search::PER_PAGE);
        let (articles, comments) = match asking.kind {
            Kind::Articles => {
                (app.store.find_articles(asked, a_page, cut, now).await?, Found::default())
            }
            Kind::Comments => {
                (Found::default(), app.store.find_comments(asked, a_page, cut, now).await?)
            }
            Kind::All if asking.page > 1 => {
                (Found::default(), app.store.find_comments(asked, a_page, cut, now).await?)
            }
            // Concurrently: each waits for a database connection of its own.
            Kind::All => {
                let above = (search::ARTICLES_ABOVE, 0);
                let mut stems = Stems::new(t);
                tokio::try_join!(
                    app.store.find_articles(asked, above, &mut stems, now),
                    app.store.find_comments(asked, a_page, cut, now),
                )?
            }
        };
        if asking.page > 1 && articles.hits.is_empty() && comments.hits.is_empty() {
            return Err(Error::NotFound);
        }
        let turned = match asking.kind {
            Kind::Articles => articles.total.min(search::MOST_ARTICLES),
            Kind::All | Kind::Comments => comments.total.min(search::MOST),
        };
        let pages = (turned + search::PER_PAGE - 1) / search::PER_PAGE;
        let pager = Pager::new(asking.address(asking.kind), "", asking.page, pages)
            .ok_or(Error::NotFound)?;
        let more = (asking.kind == Kind::All && articles.total > search::ARTICLES_ABOVE)
            .then(|| asking.address(Kind::Articles));
        let heading = |total: i64, most: i64, some: &str, more: &str| {
            if total > most { t.say(more) } else { t.with(some, &[("count", total.into())]) }
        };
        let heads = (
            heading(
                articles.total,
                search::MOST_ARTICLES,
                "search-articles",
                "search-articles-more",
            ),
            heading(comments.total, search::MOST, "search-comments", "search-comments-more"),
        );
        let (found, viewer) = ((articles.hits, comments.hits), app.clone());
        let view = move || {
            let article = |hit| Hit::article(&viewer, hit, &question, &mut stems);
            let articles: Vec<Hit> = found.0.into_iter().map(article).collect();
            let comment = |hit| Hit::comment(&viewer, hit, &question, &mut stems);
            (articles, found.1.into_iter().map(comment).collect::<Vec<Hit>>())
        };
        let hits = app.cpu_pool.run(view).await?;
        let part = |heading, hits: Vec<Hit>, all| {
            (!hits.is_empty()).then_some(Part { heading, hits, all })
        };
        let (articles, comments) = (part(heads.0, hits.0, more), part(heads.1, hits.1, None));
        Ok(Self { articles, comments, pager })
    }
}

impl Hit {
    fn article(app: &App, found: FoundArticle, question: &Question, stems: &mut Stems) -> Self {
        let text = format!("{} {}", found.intro.unwrap_or_default(), found.html.plain());
        let page = found.page_url.as_deref().and_then(PageAddress::parse);
        let host = page.as_ref().map(|page| page.origin.host().to_owned());
        let byline = |author: String| app.lang().with("byline", &[("author", author.into())]);
        Self {
            href: format!("/articles/{}", found.slug),
            title: search::marked(&found.title, &question.query, stems),
            snippet: search::snippet(text.trim(), &question.query, stems),
            by: found.author.map(byline).or(host).unwrap_or_default(),
            machine: app.calendar.machine(found.published_at),
            moment: app.calendar.date(found.published_at),
        }
    }

    fn comment(app: &App, found: FoundComment, question: &Question, stems: &mut Stems) -> Self {
        let t = app.lang();
        let author = t.commenter(found.author.as_deref());
        Self {
            href: format!("/comments/{}", found.id),
            title: vec![SnippetPart { text: author, marked: false }],
            snippet: search::snippet(&found.html.plain(), &question.query, stems),
            by: t.with("search-below", &[("title", found.article.into())]),
            machine: app.calendar.machine(found.posted_at),
            moment: app.calendar.date_time(found.posted_at),
        }
    }
}

/// Returns the years that can be selected, at most 100, the current one first.
fn years(calendar: &Calendar, oldest: Option<Timestamp>, now: Timestamp) -> Vec<i16> {
    let this = calendar.local(now).year();
    let first = oldest.map_or(this, |oldest| calendar.local(oldest).year());
    (first..=this).rev().take(100).collect()
}

/// Returns the start of a year in the time zone of the site.
fn begin(calendar: &Calendar, year: i16) -> Option<Timestamp> {
    date(year, 1, 1).to_zoned(calendar.zone().clone()).ok().map(|midnight| midnight.timestamp())
}
