//! A wave of spam and a day of comments, cleared by hand without a script: how many presses that
//! takes. A press is a link followed, a button, a box ticked, a list opened or chosen from.

use weerwoord::account::Role;
use weerwoord::store::Store;

use crate::harness::{Board, Page, Person};

/// A moderator who counts.
struct Counting {
    person: Person,
    presses: usize,
}

impl Counting {
    /// Follows a link.
    async fn follows(&mut self, path: &str) -> Page {
        self.presses += 1;
        self.person.reads(path).await.is(200)
    }

    /// Presses a button after so many other presses in its form, and sees the page that follows.
    async fn presses(&mut self, before: usize, path: &str, fields: &[(&str, &str)]) -> Page {
        self.presses += before + 1;
        let page = self.person.sends(path, fields).await.is(303);
        let to = page.header("location").unwrap().split('#').next().unwrap().to_owned();
        self.person.reads(&to).await.is(200)
    }

    /// Sends one of the forms of a case.
    async fn judges(
        &mut self,
        before: usize,
        page: &Page,
        case: i64,
        fields: &[(&str, &str)],
    ) -> Page {
        let of = |name: &str| {
            page.attribute(&format!("#comment-{case} [name={name}]"), "value").unwrap()
        };
        let (version, next, then) = (of("version"), of("next"), of("then"));
        let hidden = [("version", version.as_str()), ("next", &next), ("then", &then)];
        let path = format!("/moderation/comments/{case}");
        self.presses(before, &path, &[&hidden[..], fields].concat()).await
    }
}

/// The numbers of the cases on a page.
fn cases(page: &Page) -> Vec<i64> {
    let document = scraper::Html::parse_document(&page.html());
    let picks = scraper::Selector::parse("[name=ids]").unwrap();
    let id = |pick: scraper::ElementRef<'_>| {
        pick.value().attr("value")?.split_once(':')?.0.parse::<i64>().ok()
    };
    document.select(&picks).filter_map(id).collect()
}

/// Every value of a field of the form below the queue.
fn values(page: &Page, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(&page.html());
    let fields = scraper::Selector::parse(&format!("#bulk [name={name}]")).unwrap();
    let value = |field: scraper::ElementRef<'_>| field.value().attr("value").map(str::to_owned);
    document.select(&fields).filter_map(value).collect()
}

/// More comments like the first, by as many people.
async fn repeat_the_first(board: &Board, times: usize) {
    let statement = format!(
        "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at, text_key, link_key)
        SELECT c.article_id, 'Gast ' || n, 'gast' || n || '@post.example', 'gast' || n || '@post.example', c.body, c.html,
            'visible', c.posted_at, c.posted_at, c.text_key, c.link_key
        FROM comments c, (WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {times})
            SELECT n FROM numbers) x WHERE c.id = 1"
    );
    let count = format!("UPDATE articles SET visible_comments = visible_comments + {times}");
    for statement in [statement, count] {
        let statement = sqlx::AssertSqlSafe(statement);
        match &board.app.store {
            Store::Sqlite { writer, .. } => {
                sqlx::query(statement).execute(writer.pool()).await.unwrap();
            }
            Store::Postgres(server) => {
                sqlx::query(statement).execute(server.pool()).await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn six_hundred_alike_go_in_twenty_presses() {
    let board = Board::open().await;
    let article = board.article("Golf").await;
    board
        .guest()
        .posts_as(&article, "Gast", "Koop nu op https://winkel.example/", &[])
        .await
        .is(303);
    repeat_the_first(&board, 599).await;
    board.guest().posts_as(&article, "Joost", "Wat een reclame hier", &[]).await.is(303);
    let person = board.somebody("Bram de Wit", Role::Moderator).await;
    let mut bram = Counting { person, presses: 0 };

    let mut page = bram.follows("/moderation").await;
    page.clone()
        .says("Ook in de wachtrij: 250+ met dezelfde tekst, 250+ met dezelfde link.")
        .says("Verwijder ook de eerste 250 andere reacties met dezelfde tekst");
    while let Some(case) = cases(&page).into_iter().find(|case| *case != 601) {
        // The choices and the list of reasons are opened, spam and "the same text" chosen, the
        // button pressed.
        let remove = [("decision", "remove"), ("reason", "spam"), ("alike", "text")];
        page = bram.judges(4, &page, case, &remove).await;
    }
    assert!(bram.presses <= 20, "{} presses", bram.presses);
    assert_eq!(cases(&page), [601], "who said something else was not hit");
    page.says("98 reacties verwijderd wegens spam.");
    let removed = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE state = 'removed'";
    assert_eq!(board.value(removed).await.as_deref(), Some("600"));
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_day_of_two_hundred_goes_in_sixty_presses() {
    let board = Board::open().await;
    let article = board.article("Dag").await;
    let is_bad = |case: i64| matches!(case % 20, 3 | 9 | 15);
    // Every fifth is removed for a reason that has no button of its own.
    let has_no_button = |case: i64| matches!(case % 100, 15 | 35 | 55);
    for n in 1..=200 {
        let text = format!("Reactie nummer {n}");
        board.guest().posts_as(&article, &format!("Gast {n}"), &text, &[]).await.is(303);
    }
    assert_eq!((1..=200).filter(|case| is_bad(*case)).count(), 30);
    let person = board.somebody("Bram de Wit", Role::Moderator).await;
    let mut bram = Counting { person, presses: 0 };
    let mut page = bram.follows("/moderation").await;
    while !cases(&page).is_empty() {
        while let Some(case) = cases(&page).into_iter().find(|case| is_bad(*case)) {
            let (before, reason) =
                if has_no_button(case) { (3, "off-topic") } else { (0, "insult") };
            let remove = [("decision", "remove"), ("reason", reason)];
            page = bram.judges(before, &page, case, &remove).await;
        }
        let (shown, next) = (values(&page, "shown"), values(&page, "next"));
        let mut fields: Vec<(&str, &str)> =
            shown.iter().map(|pair| ("shown", pair.as_str())).collect();
        fields.extend([("decision", "keep-rest"), ("next", next[0].as_str())]);
        page = bram.presses(0, "/moderation/bulk", &fields).await;
    }
    assert!(bram.presses <= 60, "{} presses", bram.presses);
    let removed = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE state = 'removed'";
    assert_eq!(board.value(removed).await.as_deref(), Some("30"));
    let waiting = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE judged_at IS NULL";
    assert_eq!(board.value(waiting).await.as_deref(), Some("0"));
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_page_is_selected_at_once_and_the_rest_of_it_may_stay() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    for n in 1..=4 {
        board.guest().posts(&article, &format!("Reactie nummer {n}")).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    naima.sends("/moderation/comments/4/claim", &[]).await.is(303);
    let page = bram.reads("/moderation").await;
    assert_eq!(values(&page, "shown"), ["1:1", "2:1", "3:1"], "Naima looks at the fourth");
    let all = page.attribute("[data-pick-all]", "href").unwrap();
    assert_eq!(all, "/moderation?queue=review&pick=all#bulk");
    let picked = bram.reads("/moderation?queue=review&pick=all").await;
    assert_eq!(picked.texts("[name=ids][checked]").len(), 3);

    let shown = [("shown", "1:1"), ("shown", "2:1"), ("shown", "3:1")];
    let rest = [&shown[..], &[("ids", "2:1"), ("decision", "keep-rest")]].concat();
    bram.sends("/moderation/bulk", &rest).await.is(303);
    assert_eq!(cases(&bram.reads("/moderation").await), [2, 4]);
    let nothing = [("shown", "2:1"), ("ids", "2:1"), ("decision", "keep-rest")];
    bram.sends("/moderation/bulk", &nothing).await.is(422).says("verder niets op deze pagina");
    bram.reads("/moderation?queue=held").await.never_says("keep-rest");
}

#[tokio::test]
async fn a_wave_reaches_what_waits_and_nobody_else() {
    let board = Board::open().await;
    let article = board.article("Golf").await;
    let spam = "Koop nu op https://winkel.example/aanbod";
    for (name, text) in [
        ("Een", spam),
        ("Twee", "KOOP nu, op https://winkel.example/aanbod !"),
        ("Drie", "Iets anders: https://www.winkel.example/aanbod/"),
        ("Vier", "Zelfde winkel: https://winkel.example/contact"),
        ("Vijf", spam),
    ] {
        board.guest().posts_as(&article, name, text, &[]).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.decides(5, &[("decision", "keep")]).await.is(303);
    let case = bram.reads("/moderation/comments/1").await;
    case.says("Ook in de wachtrij: 1 met dezelfde tekst, 2 met dezelfde link.")
        .says("Verwijder ook 1 andere reactie met dezelfde tekst")
        .says("ook 2 andere reacties met dezelfde link");
    let page = bram
        .decides(1, &[("decision", "remove"), ("alike", "link"), ("alike", "text")])
        .await
        .is(422);
    assert!(page.attribute("[name=alike][value=link][checked]", "value").is_some());
    let remove = [("decision", "remove"), ("reason", "spam"), ("alike", "link"), ("alike", "text")];
    bram.decides(1, &remove).await.is(303);
    let page = board.guest().reads(&article).await.says("Er zijn 2 reacties");
    page.says("Zelfde winkel").says("Koop nu op");
    bram.decides(1, &[("decision", "restore"), ("undo", "yes")]).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 5 reacties");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}
