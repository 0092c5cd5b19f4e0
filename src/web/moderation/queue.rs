//! Queues of cases: most urgent first, with filters, and split into pages.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::bulk::Bulk;
use super::done::{Done, just_done};
use super::labels::Labels;
use super::view::{AppealView, CaseView};
use super::{Problem, decided, noting, recusal, score};
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::moderation::{Queue, UNDO};
use crate::search::{Query, Stems};
use crate::store::moderation::{CaseFilter, Key, OpenAppeal, QueueCounts};
use crate::web::page::{Page, QueryParams, Shell, TabRow, capped, parse_id, see_other};
use crate::web::session::Moderator;

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    t: Lang,
    shell: Shell,
    labels: Labels,
    asking: Asking,
    counts: QueueCounts,
    entries: Vec<Entry>,
    following: Option<String>,
    done: Option<Done>,
    already: Option<String>,
    problem: Option<Problem>,
    /// Case that another moderator decided about first, in its present state.
    overtaken: Option<Box<CaseView>>,
    bulk: Bulk,
}

/// Entry of a queue: a comment, or an appeal against a ban, which concerns no comment.
enum Entry {
    Case(Box<CaseView>),
    Ban(AppealView),
}

/// Queue, filters and position in it, as they were requested.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    queue: Queue,
    filter: CaseFilter,
    after: Option<Key>,
}

/// GET `/moderation`: shows one page of a queue.
///
/// The parameter `already` is the number of a comment about which a colleague recorded the same
/// decision first; `pick=all` selects every case on the page.
pub(in crate::web) async fn queue(
    State(app): State<App>,
    moderator: Moderator,
    asked: QueryParams,
) -> Result<Response> {
    let asking = Asking::new(&asked);
    let decided_by_colleague = asked.text("already").and_then(parse_id);
    let bulk = Bulk::of_everything(asked.text("pick") == Some("all"));
    match QueuePage::new(&app, &moderator, asking.clone(), bulk).await? {
        // Decisions may have emptied the last page of the queue: redirect to the first page.
        page if page.entries.is_empty() && page.following.is_none() && asking.after.is_some() => {
            let first = asking.address(asking.queue, None);
            Ok(see_other(
                &decided_by_colleague.map_or_else(|| first.clone(), |id| noting(&first, id)),
            ))
        }
        mut page => {
            page.already = already(&app, &moderator, decided_by_colleague).await?;
            Ok(Page::personal(page).into_response())
        }
    }
}

/// Notice that a colleague recorded the same decision before.
///
/// For example "Bram deed dit al (zojuist): reactie van Joost, goedgekeurd." `None` if the latest
/// decision is the moderator's own or is older than `UNDO`.
async fn already(app: &App, moderator: &Moderator, comment: Option<i64>) -> Result<Option<String>> {
    let Some(comment) = comment else { return Ok(None) };
    let t = app.lang();
    let last = app.store.last_decision(moderator.scope(), comment).await?;
    let recent = last.filter(|last| {
        last.moderator_id != moderator.account.id && last.made_at > app.now() - UNDO
    });
    Ok(recent.map(|last| {
        let author = t.commenter(last.author.as_deref());
        let places = [
            ("moderator", last.moderator.as_str().into()),
            ("moment", app.calendar.ago(last.made_at, app.now()).into()),
            ("author", author.into()),
            ("decided", decided(t, last.decision).into()),
        ];
        t.with("decided-already", &places)
    }))
}

/// Responds with 409: the page of the queue from which a decision was sent.
///
/// The case that another moderator decided about first is shown above the queue.
pub(in crate::web::moderation) async fn overtaken(
    app: &App,
    moderator: &Moderator,
    case: CaseView,
    problem: Problem,
) -> Result<Response> {
    let asking = Asking::new(&QueryParams::of(&case.next));
    let mut page = QueuePage::new(app, moderator, asking, Bulk::default()).await?;
    page.entries.retain(|entry| !matches!(entry, Entry::Case(other) if other.id == case.id));
    let first = page.entries.iter().find_map(|entry| match entry {
        Entry::Case(next) if !next.is_taken => Some(next.id.to_string()),
        _ => None,
    });
    page.problem = Some(problem);
    page.overtaken = Some(Box::new(CaseView { then: Some(first.unwrap_or_default()), ..case }));
    Ok(Page::personal(page).status(StatusCode::CONFLICT).into_response())
}

/// Responds with 422: the page of the queue from which a selection was sent.
///
/// It shows the error and keeps the selection.
pub(in crate::web::moderation) async fn again(
    app: &App,
    moderator: &Moderator,
    bulk: Bulk,
    next: &str,
    key: &'static str,
) -> Result<Response> {
    let asking = Asking::new(&QueryParams::of(next));
    let problem = (app.lang().say("bulk-refused"), app.lang().say(key));
    let page =
        QueuePage { problem: Some(problem), ..QueuePage::new(app, moderator, asking, bulk).await? };
    Ok(Page::personal(page).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl Asking {
    fn new(asked: &QueryParams) -> Self {
        let text = |name| asked.text(name).map(str::trim).unwrap_or_default().to_owned();
        Self {
            queue: asked.text("queue").and_then(Queue::from_code).unwrap_or(Queue::Review),
            filter: CaseFilter {
                article: text("article"),
                author: parse_id(&text("author")),
                text: text("q"),
                words: None,
            },
            after: asked.text("after").and_then(Key::parse),
        }
    }

    /// Address of a page of a queue with these filters.
    ///
    /// Filters are kept when the moderator goes from one queue to another.
    fn address(&self, queue: Queue, after: Option<Key>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("queue", queue.code());
        for (name, value) in self.hidden() {
            query.append_pair(name, &value);
        }
        if !self.filter.text.is_empty() {
            query.append_pair("q", &self.filter.text);
        }
        if let Some(after) = after {
            query.append_pair("after", &after.text());
        }
        format!("/moderation?{}", query.finish())
    }

    /// Filters that have no field in the form of the page.
    fn hidden(&self) -> Vec<(&'static str, String)> {
        let article =
            (!self.filter.article.is_empty()).then(|| ("article", self.filter.article.clone()));
        let author = self.filter.author.map(|author| ("author", author.to_string()));
        article.into_iter().chain(author).collect()
    }
}

impl QueuePage {
    async fn new(app: &App, moderator: &Moderator, asking: Asking, bulk: Bulk) -> Result<Self> {
        let (store, me) = (&app.store, moderator.account.id);
        let ((entries, following), counts, keys_on, done) = tokio::try_join!(
            standing(app, moderator, &asking, &bulk),
            store.queue_counts(moderator.scope()),
            store.has_keys(me),
            just_done(app, moderator)
        )?;
        let row = TabRow::new(app.lang(), &moderator.account, counts, |queue| {
            asking.address(queue, None)
        });
        let row = row.at(&asking.address(asking.queue, None));
        let row = if keys_on { row.with_keys() } else { row };
        Ok(Self {
            t: app.lang(),
            shell: Shell {
                tabs: Some(row),
                ..Shell::for_staff(app, &moderator.account, counts.review).await?
            },
            labels: Labels::new(app.lang(), keys_on, moderator.scope()),
            counts,
            entries,
            following: following.map(|last| asking.address(asking.queue, Some(last))),
            done,
            already: None,
            problem: None,
            overtaken: None,
            asking,
            bulk,
        })
    }

    /// Title of the page, with the number of cases in the queue.
    fn title(&self) -> String {
        let heading = self.t.say("queue-heading");
        self.counts
            .of(self.asking.queue)
            .map_or_else(|| heading.clone(), |count| format!("{heading} ({})", capped(count)))
    }

    fn here(&self) -> String {
        self.asking.address(self.asking.queue, self.asking.after)
    }

    /// Address of this page with everything on it selected.
    fn all_picked(&self) -> String {
        format!("{}&pick=all#bulk", self.here())
    }

    /// Label of the button that keeps: "Plaatsen" for held comments, otherwise "Laten staan".
    fn keep_label(&self) -> &str {
        if self.asking.queue == Queue::Held { &self.labels.show } else { &self.labels.keep }
    }

    /// Label of the button for the rest, for example "De rest van deze pagina laten staan".
    fn rest(&self) -> String {
        let held = self.asking.queue == Queue::Held;
        self.t.say(if held { "bulk-rest-held" } else { "bulk-rest" })
    }

    /// Cases that can be kept at once, each as `number:version`.
    ///
    /// They are those on this page that no colleague is looking at.
    fn shown(&self) -> Vec<String> {
        let shown = |entry: &Entry| match entry {
            Entry::Case(case) if !case.is_taken => Some(format!("{}:{}", case.id, case.version)),
            Entry::Case(_) | Entry::Ban(_) => None,
        };
        self.entries.iter().filter_map(shown).collect()
    }

    fn start(&self) -> String {
        self.asking.address(self.asking.queue, None)
    }

    /// Address of the queue without filters.
    fn whole(&self) -> String {
        format!("/moderation?queue={}", self.asking.queue.code())
    }

    /// Returns whether a filter is on that no field of the page shows.
    fn filtered(&self) -> bool {
        !self.asking.hidden().is_empty()
    }

    /// Heading and text of an empty queue.
    fn nothing(&self) -> (String, String) {
        let (heading, text) = match self.asking.queue {
            Queue::Review => ("queue-review-empty", "queue-review-empty-text"),
            Queue::Reported => ("queue-reported-empty", "queue-reported-empty-text"),
            Queue::Held => ("queue-held-empty", "queue-held-empty-text"),
            Queue::Appeals => ("queue-appeals-empty", "queue-appeals-empty-text"),
            Queue::Removed => ("queue-removed-empty", "queue-removed-empty-text"),
        };
        (self.t.say(heading), self.t.say(text))
    }

    /// Text of a search without results.
    fn not_found(&self) -> String {
        match self.asking.filter.text.as_str() {
            "" => self.t.say("queue-nothing"),
            text => self.t.with("queue-nothing-for", &[("text", text.into())]),
        }
    }

    /// Returns whether the page offers decisions about a selection.
    fn decides(&self) -> bool {
        self.asking.queue != Queue::Appeals && !self.entries.is_empty()
    }

    /// Returns whether comments in this queue can be kept.
    fn keeps(&self) -> bool {
        self.asking.queue != Queue::Removed
    }
}

/// Returns the entries of the requested page, and the position after which the next page begins.
///
/// The position is `None` on the last page.
async fn standing(
    app: &App,
    moderator: &Moderator,
    asking: &Asking,
    bulk: &Bulk,
) -> Result<(Vec<Entry>, Option<Key>)> {
    let (scope, me) = (moderator.scope(), moderator.account.id);
    let next = asking.address(asking.queue, asking.after);
    if asking.queue == Queue::Appeals {
        let (appeals, last) = app.store.appeals(scope, &asking.filter, asking.after).await?;
        return Ok((appealed(app, moderator, &appeals, &next).await?, last));
    }
    let words = Query::parse(&asking.filter.text, &mut Stems::new(app.lang())).ok().flatten();
    let filter = CaseFilter { words, ..asking.filter.clone() };
    let (cases, last) =
        app.store.queue(scope, asking.queue, &filter, asking.after, app.now()).await?;
    let viewer = app.clone();
    let view = move |case| CaseView::new(&viewer, case, me, &next);
    let mut views =
        app.cpu_pool.run(move || cases.into_iter().map(view).collect::<Vec<_>>()).await?;
    let mut marked: Vec<&mut CaseView> = views.iter_mut().collect();
    recusal::mark(app, me, &mut marked).await?;
    score::mark(app, &mut marked).await?;
    set_places(app, &mut views, me);
    let entry = |view| Entry::Case(Box::new(bulk.picked(view)));
    Ok((views.into_iter().map(entry).collect(), last))
}

/// Moves the cases that colleagues are looking at to the end, and sets what follows each case.
///
/// Two moderators who work at the same time thus begin at different cases.
fn set_places(app: &App, views: &mut [CaseView], moderator: i64) {
    let free: Vec<i64> =
        views.iter().filter(|view| view.claim.is_none()).map(|view| view.id).collect();
    let others = app.presence.take_place(moderator, &free, app.now());
    for view in views.iter_mut() {
        view.is_taken = view.claim.is_some() || others.contains(&view.id);
    }
    views.sort_by_key(|view| view.is_taken);
    let ids: Vec<Option<i64>> =
        views.iter().skip(1).map(|view| (!view.is_taken).then_some(view.id)).collect();
    for (index, view) in views.iter_mut().enumerate() {
        let then = ids.get(index).copied().flatten();
        // After a decision about any case but the first, the page opens at the next case. After the
        // first case it opens at the top, where the notice about the decision is.
        if let Some(then) = then.filter(|_| index > 0) {
            view.next = format!("{}#comment-{then}", view.next);
        }
        view.then = Some(then.map(|id| id.to_string()).unwrap_or_default());
    }
}

/// Returns appeals with the comments they concern.
async fn appealed(
    app: &App,
    moderator: &Moderator,
    appeals: &[OpenAppeal],
    next: &str,
) -> Result<Vec<Entry>> {
    let (scope, moderator) = (moderator.scope(), moderator.account.id);
    let ids: Vec<i64> =
        appeals.iter().filter_map(|appeal| Some(appeal.against.as_ref()?.comment)).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    let cases =
        if once.is_empty() { Vec::new() } else { app.store.cases(scope, &once, app.now()).await? };
    let about = |appeal: &OpenAppeal| {
        let comment = appeal.against.as_ref()?.comment;
        cases.iter().find(|case| case.comment.id == comment).cloned()
    };
    let about: Vec<Option<crate::store::moderation::Case>> = appeals.iter().map(about).collect();
    let (viewer, next) = (app.clone(), next.to_owned());
    let view = move |case| CaseView::new(&viewer, case, moderator, &next);
    let views = move || about.into_iter().map(|case| case.map(&view)).collect::<Vec<_>>();
    let mut views = app.cpu_pool.run(views).await?;
    let mut cases: Vec<&mut CaseView> = views.iter_mut().flatten().collect();
    recusal::mark(app, moderator, &mut cases).await?;
    let mut recused = HashMap::new();
    for ban in appeals.iter().filter(|appeal| appeal.against.is_none()) {
        let recusal = app.store.appeal_recusal(ban.id, moderator).await?;
        recused.extend(recusal.map(|recusal| (ban.id, app.lang().say(recusal.sentence()))));
    }
    let entry = |(appeal, case): (&OpenAppeal, Option<CaseView>)| {
        let recusal = recused.get(&appeal.id).cloned();
        let view = AppealView { recusal, ..AppealView::new(app, appeal) };
        match case {
            None => Entry::Ban(view),
            Some(case) => Entry::Case(Box::new(CaseView { appeal: Some(view), ..case })),
        }
    };
    Ok(appeals.iter().zip(views).map(entry).collect())
}
