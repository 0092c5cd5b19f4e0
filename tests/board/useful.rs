//! Useful or not: one mark a reader, taken back by the same button; and the orders in which comments are read.

use axum::http::header;
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Page, Person, Settings};
use crate::migrations::run;

/// A board with an article and so many comments of so many guests.
async fn discussion(comments: usize) -> (Board, String) {
    let settings = Settings::default()
        .with("CAPTCHA", "off")
        .with("RATES", "shown_site=99/1m,shown_hour=99/1m,shown_day=99/1m");
    let board = Board::with(settings).await;
    let article = board.article("Gesprek").await;
    for number in 1..=comments {
        board
            .guest()
            .posts_as(&article, &format!("Gast {number}"), &format!("Reactie nummer {number}"), &[])
            .await
            .is(303);
    }
    (board, article)
}

async fn marks(person: &Person, comment: i64) -> Page {
    person.sends(&format!("/comments/{comment}/useful"), &[]).await
}

/// What the button of a comment says to those who see it.
async fn button(reader: &Person, article: &str, comment: i64) -> String {
    let texts =
        reader.reads(article).await.texts(&format!("#comment-{comment} .actions button .n"));
    texts.first().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_reader_marks_once_and_takes_it_back() {
    let (board, article) = discussion(2).await;
    let (one, two) = (board.guest(), board.guest());
    assert_eq!(button(&one, &article, 2).await, "", "nobody found it useful yet");
    marks(&one, 2).await.goes_on_to(&format!("{article}#comment-2"));
    assert_eq!(button(&one, &article, 2).await, "1");
    marks(&two, 2).await.is(303);
    assert_eq!(button(&one, &article, 2).await, "2");
    one.reads(&article).await.says("2 lezers vinden die nuttig");
    marks(&one, 2).await.is(303);
    assert_eq!(button(&two, &article, 2).await, "1");
    assert_eq!(button(&two, &article, 1).await, "");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn marking_sets_the_cookie_that_reading_never_sets() {
    let (board, article) = discussion(1).await;
    let guest = board.guest();
    assert!(guest.reads(&article).await.headers.get(header::SET_COOKIE).is_none());
    let first = marks(&guest, 1).await;
    assert!(
        first.header("set-cookie").is_some_and(|cookie| cookie.starts_with("weerwoord_visitor="))
    );
    assert!(
        marks(&guest, 1).await.headers.get(header::SET_COOKIE).is_none(),
        "the browser has one"
    );
}

#[tokio::test]
async fn a_member_marks_from_any_browser_but_never_their_own() {
    let (board, article) = discussion(1).await;
    let ann = board.somebody("Ann Smit", Role::Member).await;
    marks(&ann, 1).await.is(303);
    let elsewhere = board.guest();
    elsewhere.logs_in("Ann Smit").await.is(303);
    marks(&elsewhere, 1).await.is(303);
    assert_eq!(button(&board.guest(), &article, 1).await, "", "the second time it was taken back");
    ann.posts(&article, "Van mij").await.is(303);
    marks(&ann, 2).await.is(403).says("je eigen reactie");
    assert_eq!(button(&board.guest(), &article, 2).await, "");
}

#[tokio::test]
async fn what_nobody_sees_is_marked_by_nobody() {
    let (board, article) = discussion(1).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    marks(&board.guest(), 1).await.is(303);
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    marks(&board.guest(), 1).await.is(404);
    marks(&board.guest(), 99).await.is(404);
    board.guest().reads(&article).await.never_says("Nuttig");
    bram.decides(1, &[("decision", "restore")]).await.is(303);
    assert_eq!(
        button(&board.guest(), &article, 1).await,
        "1",
        "what was marked before stays marked"
    );
}

#[tokio::test]
async fn who_leaves_takes_their_marks_along() {
    let (board, article) = discussion(1).await;
    let ann = board.somebody("Ann Smit", Role::Member).await;
    marks(&ann, 1).await.is(303);
    marks(&board.guest(), 1).await.is(303);
    ann.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    assert_eq!(button(&board.guest(), &article, 1).await, "1");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn readers_choose_the_order_and_come_back_to_it() {
    let (board, article) = discussion(3).await;
    let names = async |query: &str| {
        board.guest().reads(&format!("{article}{query}")).await.texts(".comment .name")
    };
    marks(&board.guest(), 2).await.is(303);
    assert_eq!(names("").await, ["Gast 1", "Gast 2", "Gast 3"]);
    assert_eq!(names("?sort=oldest").await, ["Gast 1", "Gast 2", "Gast 3"]);
    assert_eq!(names("?sort=newest").await, ["Gast 3", "Gast 2", "Gast 1"]);
    assert_eq!(names("?sort=useful").await, ["Gast 2", "Gast 1", "Gast 3"]);
    assert_eq!(names("?sort=onzin").await, ["Gast 1", "Gast 2", "Gast 3"]);
    let page = board.guest().reads(&format!("{article}?sort=newest")).await;
    assert_eq!(page.texts(".sort [aria-current]"), ["Nieuwste eerst"]);
    let action = page.attribute("#comment-1 .actions", "action").unwrap();
    assert_eq!(action, "/comments/1/useful?sort=newest&page=1");
    board
        .guest()
        .sends(&action, &[])
        .await
        .goes_on_to(&format!("{article}?sort=newest&page=1#comment-1"));
    assert_eq!(
        page.attribute("link[rel=canonical]", "href").unwrap(),
        format!("{}{article}", board.app.config.public_url)
    );
}

#[tokio::test]
async fn one_comment_has_no_order() {
    let (board, article) = discussion(1).await;
    assert!(board.guest().reads(&article).await.texts(".sort").is_empty());
}

#[tokio::test]
async fn every_thread_stands_on_one_page_in_every_order() {
    let (board, article) = discussion(1).await;
    let many = "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 249)
        SELECT 1, 'Lezer ' || i, 'l@post.example', 'l@post.example', 'R', '<p>R</p>', 'visible', i, i FROM n";
    run(&board.app.store, many).await;
    board.article("Anders").await;
    marks(&board.guest(), 230).await.is(303);
    for order in ["oldest", "newest", "useful"] {
        let mut seen = Vec::new();
        for page in 1..=3 {
            seen.extend(
                board
                    .guest()
                    .reads(&format!("{article}?sort={order}&page={page}"))
                    .await
                    .texts(".comment .name"),
            );
        }
        assert_eq!(seen.len(), 250, "{order}");
        let first = seen[0].clone();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 250, "{order}");
        assert_eq!(
            first,
            if order == "oldest" {
                "Gast 1"
            } else if order == "newest" {
                "Lezer 249"
            } else {
                "Lezer 229"
            }
        );
    }
}

#[tokio::test]
async fn a_network_that_marks_without_end_waits() {
    let (board, _) = discussion(1).await;
    let guest = board.guest();
    for _ in 0..60 {
        marks(&guest.colleague(), 1).await.is(303);
    }
    let page = marks(&guest.colleague(), 1).await.is(429);
    assert!(page.header("retry-after").is_some());
}

#[tokio::test]
async fn pages_by_use_hold_every_thread_once() {
    let (board, article) = discussion(1).await;
    // 449 more; every third is marked, number 200 waits again after it was removed and restored.
    let rows = "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at, useful)
        SELECT 1, 'Joost', 'joost@post.example', 'joost@post.example', 'Reactie ' || n, '<p>Reactie ' || n || '</p>', 'visible',
            1790000000000000, 1790000000000000, CASE WHEN n % 3 = 0 THEN 1 + n % 4 ELSE 0 END
        FROM (WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < 450) SELECT n FROM numbers) x";
    run(&board.app.store, rows).await;
    run(&board.app.store, "UPDATE comments SET state = 'held', shown_at = NULL WHERE id = 200")
        .await;
    let mut expected: Vec<(i64, i64)> = (1..=450)
        .filter(|id| *id != 200)
        .map(|id| (if id > 1 && id % 3 == 0 { -1 - id % 4 } else { 0 }, id))
        .collect();
    expected.sort_unstable();
    let reader = board.guest();
    let mut numbers = Vec::new();
    for page in 1..=5 {
        let html = reader.reads(&format!("{article}?sort=useful&page={page}")).await.html();
        numbers.extend(
            html.split("id=\"comment-")
                .skip(1)
                .filter_map(|rest| rest.split('"').next()?.parse::<i64>().ok()),
        );
    }
    let expected: Vec<i64> = expected.into_iter().map(|(_, id)| id).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn the_button_reads_as_one_sentence() {
    let board = Board::open().await;
    let article = board.article("Voorgelezen").await;
    board.guest().posts_as(&article, "Joost", "Hardop", &[]).await.is(303);
    let page = board.guest().reads(&article).await;
    assert_eq!(page.texts(".actions button"), ["Nuttig: reactie van Joost"]);
    board.guest().sends("/comments/1/useful", &[]).await.is(303);
    let page = board.guest().reads(&article).await;
    let heard = "Nuttig: reactie van Joost, één lezer vindt die nuttig";
    assert_eq!(page.texts(".actions button"), [format!("{heard} 1")]);
}
