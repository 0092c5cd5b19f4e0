//! Views of articles, counted without a cookie and without an address.

use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs;

use crate::harness::{Board, Page, Person, Settings};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// GET by a browser, with one more header.
async fn opens_with(person: &Person, path: &str, name: &'static str, value: &str) -> Page {
    let request = Request::get(path).header(header::USER_AGENT, BROWSER).header(name, value);
    person.asks(request.body(Body::empty()).unwrap()).await
}

/// GET by a browser.
async fn opens(person: &Person, path: &str) -> Page {
    opens_with(person, path, "accept", "text/html").await
}

/// Writes what was counted; all views by day.
async fn counted(board: &Board) -> Vec<(String, i64)> {
    jobs::write_views(&board.app).await.unwrap();
    let first = "2020-01-01".parse().unwrap();
    let days = board.app.store.views_by_day(first).await.unwrap();
    days.into_iter().map(|(day, views)| (day.to_string(), views)).collect()
}

#[tokio::test]
async fn a_view_is_counted_from_the_cache_and_past_it_and_leaves_no_trace_of_the_reader() {
    let board = Board::open().await;
    let article = board.article("Geteld").await;
    let reader = board.guest();
    let first = opens(&reader, &article).await.is(200);
    for _ in 0..3 {
        opens(&reader, &article).await.is(200);
    }
    assert_eq!(first.header("set-cookie"), None);
    assert_eq!(board.app.cache.figures().misses, 1);
    assert_eq!(counted(&board).await, [("2026-11-20".to_owned(), 4)]);
    // What a browser has already is shown to a person as well.
    let tag = first.header("etag").unwrap();
    opens_with(&reader, &article, "if-none-match", tag).await.is(304);
    assert_eq!(counted(&board).await, [("2026-11-20".to_owned(), 5)]);
    // Members' pages are not cached.
    let lena = board.somebody("Lena", Role::Member).await;
    opens(&lena, &article).await.is(200);
    // An address with a slash leads to the one without, which is the view.
    opens(&reader, &format!("{article}/")).await.is(301);
    opens(&lena, &format!("{article}/")).await.is(301);
    assert_eq!(counted(&board).await, [("2026-11-20".to_owned(), 6)]);
    assert_eq!(jobs::write_views(&board.app).await.unwrap(), 0);
    reader.reads("/privacy").await.says("wie iets las, weten we niet");
}

#[tokio::test]
async fn programs_and_the_staff_at_work_are_no_readers() {
    let board = Board::open().await;
    let article = board.article("Geteld").await;
    let reader = board.guest();
    for round in 0..2 {
        reader.reads(&article).await.is(200);
        for (name, value) in [
            ("user-agent", "Mozilla/5.0 (compatible; Zoekbot/2.1)"),
            ("user-agent", "LinkPreview/1.0"),
            ("sec-purpose", "prefetch"),
        ] {
            let mut request = Request::get(&article).body(Body::empty()).unwrap();
            request.headers_mut().insert(header::USER_AGENT, BROWSER.parse().unwrap());
            request.headers_mut().insert(name, value.parse().unwrap());
            reader.asks(request).await.is(200);
        }
        let head = Request::head(&article).header(header::USER_AGENT, BROWSER);
        reader.asks(head.body(Body::empty()).unwrap()).await.is(200);
        for (name, role) in [("Noor", Role::Moderator), ("Bram", Role::Admin)] {
            let person = if round == 0 {
                board.somebody(name, role).await
            } else {
                board.somebody_again(name).await
            };
            opens(&person, &article).await.is(200);
        }
    }
    for elsewhere in ["/", "/privacy", &format!("{article}/comments.atom"), "/articles/nergens"] {
        opens(&reader, elsewhere).await;
    }
    assert_eq!(counted(&board).await, []);
}

#[tokio::test]
async fn editors_see_views_by_day_and_what_is_read_most() {
    let board = Board::open().await;
    let (one, two) = (board.article("Het eerste").await, board.article("Het tweede").await);
    let sanne = board.somebody_again("Sanne Verhoef").await;
    sanne.reads("/desk/numbers").await.is(200).says("Er is nog niets geteld");
    let reader = board.guest();
    opens(&reader, &one).await;
    opens(&reader, &one).await;
    opens(&reader, &two).await;
    // Three minutes before midnight in Amsterdam; the page is made again after that.
    board.clock.advance(SignedDuration::from_mins(14 * 60 + 57));
    opens(&reader, &two).await;
    board.clock.advance(SignedDuration::from_mins(4));
    opens(&reader, &two).await;
    opens(&reader, &two).await;
    let days = [("2026-11-20".to_owned(), 4), ("2026-11-21".to_owned(), 2)];
    assert_eq!(counted(&board).await, days);
    let page = sanne.reads("/desk/numbers").await.is(200);
    assert_eq!(
        page.texts("#views-text"),
        ["De laatste 2 dagen, met een balk voor elke dag waarop iets te tellen was. Alle waarden \
         staan in de tabel eronder."]
    );
    assert_eq!(page.texts(".chart tbody th"), ["21 november 2026", "20 november 2026"]);
    assert_eq!(page.texts(".chart tbody td"), ["2", "4"]);
    assert_eq!(page.texts("#most-read ~ table tbody tr"), ["Het tweede4", "Het eerste2"]);
    assert_eq!(page.texts(".tabs [aria-current=page]"), ["Laatste 7 dagen"]);
    board.clock.advance(SignedDuration::from_hours(10 * 24));
    let page = sanne.reads("/desk/numbers").await.is(200);
    page.says("In deze periode is niets geteld.");
    let page = sanne.reads("/desk/numbers?days=30").await.is(200);
    assert_eq!(page.texts("#most-read ~ table tbody td"), ["4", "2"]);
    // Days are erased after 400 days.
    board.clock.advance(SignedDuration::from_hours(390 * 24 + 12));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(counted(&board).await, [("2026-11-21".to_owned(), 2)]);
}

#[tokio::test]
async fn the_views_of_two_nodes_add_up_and_go_with_their_article() {
    let board = Board::open().await;
    let (one, two) = (board.article("Het eerste").await, board.article("Het tweede").await);
    let node = board.another_node().await;
    let (here, there) = (board.guest(), board.guest().at(&node));
    for article in [&one, &two] {
        opens(&here, article).await;
        opens(&there, article).await;
    }
    let (written, too) = tokio::join!(jobs::write_views(&board.app), jobs::write_views(&node.0));
    assert_eq!((written.unwrap(), too.unwrap()), (2, 2));
    assert_eq!(counted(&board).await, [("2026-11-20".to_owned(), 4)]);
    opens(&here, &one).await;
    board.sets("DELETE FROM articles WHERE title = 'Het eerste'").await;
    // The view of an article that is gone is left out.
    assert_eq!(counted(&board).await, [("2026-11-20".to_owned(), 2)]);
}

#[tokio::test]
async fn a_board_that_does_not_count_shows_nothing_of_it() {
    let board = Board::with(Settings::easy().with("VIEWS", "off")).await;
    let article = board.article("Ongeteld").await;
    let reader = board.guest();
    opens(&reader, &article).await.is(200);
    opens(&reader, &article).await.is(200);
    assert_eq!(counted(&board).await, []);
    let sanne = board.somebody_again("Sanne Verhoef").await;
    sanne.reads("/desk/numbers").await.is(200).never_says("Gelezen artikelen");
}
