//! Benchmark of the first page after a change: query, rendering and compression, in CPU time of an
//! instance in this process.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use rustix::time::{ClockId, clock_gettime};
use tower::ServiceExt;
use weerwoord::app::{App, Chance, Clock};
use weerwoord::cache::invalidation::Changes;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::Mailer;
use weerwoord::store::Store;
use weerwoord::web;

use crate::client::block_on;
use crate::home::Home;
use crate::server::ARTICLE;
use crate::{Bounds, ROUNDS, median};

/// Number of pages rendered in a round.
const PAGES: u32 = 40;

/// Instance whose article has a given number of comments.
struct Inside {
    app: App,
    router: Router,
    _home: Home,
}

/// Measures an article of six comments, a page of a hundred threads, and pages of a small and a
/// large article.
pub fn measure(bounds: &mut Bounds) {
    println!(
        "rendering: the first page after a change, processor time, {ROUNDS} rounds of {PAGES} pages"
    );
    let (six, hundred) = (Inside::open(6), Inside::open(100));
    let (few, many) = (Inside::open(1_000), Inside::open(100_000));
    let mut costs: [Vec<f64>; 4] = Default::default();
    for _ in 0..ROUNDS {
        let sides = [(&six, 1), (&hundred, 1), (&few, 5), (&many, 500)];
        for (costs, (board, page)) in costs.iter_mut().zip(sides) {
            costs.push(board.cost(page));
        }
    }
    let [six, hundred, few, many] = costs.map(median);
    bounds.at_most("first page after a change, 6 comments", six, 1_000.0, "µs");
    bounds.at_most("first page after a change, 100 threads", hundred, 5_000.0, "µs");
    let told = format!("{many:.0} µs against {few:.0} µs");
    bounds.at_most("page of 100,000 comments against one of 1,000", many / few, 1.5, &told);
}

impl Inside {
    fn open(comments: u32) -> Self {
        let home = Home::furnished();
        let config = filled(home.path(), comments);
        // Connections live as long as the runtime on which they were made, so it must stay.
        let runtime = Box::leak(Box::new(tokio::runtime::Runtime::new().expect("a runtime")));
        let app = runtime.block_on(async {
            let store = Store::open(&config.database).await.expect("a database");
            store.migrate().await.expect("its tables");
            let mailer = Mailer::new(&config).expect("a folder for mail");
            App::new(config, store, mailer, Clock::System, Chance::System)
        });
        Self { router: web::router(app.clone()), app, _home: home }
    }

    /// Returns the CPU time for a page, in microseconds.
    fn cost(&self, page: u32) -> f64 {
        block_on(async {
            self.page(page).await;
            let before = processor();
            for _ in 0..PAGES {
                self.app.store.generations().raise(&Changes::everything());
                self.page(page).await;
            }
            (processor() - before) / f64::from(PAGES)
        })
    }

    async fn page(&self, page: u32) {
        let request = Request::get(format!("{ARTICLE}?page={page}"))
            .header(header::ACCEPT_ENCODING, "gzip, br, zstd");
        let answer = self
            .router
            .clone()
            .oneshot(request.body(Body::empty()).expect("a request"))
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.into_body().collect().await.expect("a body");
    }
}

/// Fills the article with comments and returns the settings of the instance.
pub fn filled(folder: &Path, comments: u32) -> Config {
    let data = folder.to_str().expect("a name that is text").to_owned();
    let settings = |name: &str| (name == "WEERWOORD_DATA").then(|| data.clone());
    let config = Config::load(&Flags::default(), settings).expect("settings that can be used");
    block_on(async {
        let store = Store::open(&config.database).await.expect("a database");
        store.migrate().await.expect("its tables");
        fill(&store, comments).await;
        store.close().await;
    });
    config
}

/// Fills the article with threads of two sentences each.
async fn fill(store: &Store, comments: u32) {
    const FILL: &str = "WITH RECURSIVE n (n) AS
            (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < $1)
        INSERT INTO comments
            (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
        SELECT 1, 'Lezer ' || (n % 997), 'lezer' || (n % 997) || '@post.example',
            'lezer' || (n % 997) || '@post.example',
            'Reactie ' || n || ': een rooster zonder doel is een dienstregeling. \
             Wie luistert, hoort wat er ontbreekt.',
            '<p>Reactie ' || n || ': een rooster zonder doel is een dienstregeling. \
             Wie luistert, hoort wat er ontbreekt.</p>',
            'visible', 1790000000000000 + n, 1790000000000000 + n FROM n";
    let Store::Sqlite { writer, .. } = store else { panic!("a file") };
    sqlx::query(FILL).bind(comments).execute(writer.pool()).await.expect("rows");
    sqlx::query("UPDATE articles SET visible_comments = $1")
        .bind(comments)
        .execute(writer.pool())
        .await
        .expect("a count");
}

/// Returns the CPU time of this process so far, in microseconds.
fn processor() -> f64 {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "seconds and nanoseconds of one run")]
    let micros = spent.tv_sec as f64 * 1e6 + spent.tv_nsec as f64 / 1e3;
    micros
}
