//! What a discussion gains where scripts run, and that the same buttons work where they don't.

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

async fn board() -> (Board, String) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let long = (1..=60).map(|line| format!("Regel {line}.")).collect::<Vec<_>>().join("\n\n");
    board.guest().posts_as(&article, "Joost", &long, &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Kort en goed.", &[]).await.is(303);
    (board, article)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_sees_what_is_new_and_finds_their_draft() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    assert!(!window.shows(".badge.new").await, "on a first visit everything is as new as the rest");
    assert!(window.shows("#comment-1 .folded").await && !window.shows("#comment-2 .folded").await);
    window.presses("#comment-1 .unfold").await;
    assert!(!window.shows("#comment-1 .folded").await);

    window.presses("#comment-2 [data-reply]").await;
    window.types("#body", "Half een *zin*").await;
    board.guest().posts_as(&article, "Mirjam", "Net binnen.", &[]).await.is(303);
    window.driver.execute("return findNews()", vec![]).await.unwrap();
    assert_eq!(window.text("#news").await, "Er is 1 nieuwe reactie.\nToon de reactie");
    window.presses("#news a").await;
    window.is_at("#comment-3").await;
    assert_eq!(window.text("#comment-3 .badge.new").await, "Nieuw");
    assert!(!window.shows("#comment-2 .badge.new").await);
    assert_eq!(window.value("#body").await, "Half een *zin*");
    assert_eq!(window.value("[name=reply_to]").await, "2", "a draft knows what it answers");

    window.types("#name", "Pieter").await;
    window.types("#email", "pieter@post.example").await;
    window.presses("button[value=preview]:not(.visually-hidden)").await;
    assert_eq!(window.text("#preview em").await, "zin");
    assert!(window.shows("#comment-3").await, "the page is still the same");
    window.presses("button.button[value=post]").await;
    window.is_at("#comment-4").await;
    assert_eq!(window.value("#body").await, "", "what was posted is no draft any more");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_look_is_the_systems_until_a_reader_chooses() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    let paper = async || {
        let script = "const { backgroundColor, color } = getComputedStyle(document.body);
            return `${color} on ${backgroundColor}`;";
        window.driver.execute(script, vec![]).await.unwrap().convert::<String>().unwrap()
    };
    assert_eq!(paper().await, "rgb(20, 32, 30) on rgb(255, 255, 255)");
    window.presses(".look option[value=dark]").await;
    window.goes_to("/").await;
    assert_eq!(paper().await, "rgb(232, 237, 235) on rgb(18, 24, 23)");
    window.presses(".look option[value=contrast]").await;
    assert_eq!(paper().await, "rgb(0, 0, 0) on rgb(255, 255, 255)");
    window.presses(".look option[value='']").await;
    window.goes_to(&article).await;
    assert_eq!(paper().await, "rgb(20, 32, 30) on rgb(255, 255, 255)");
    window.closes().await;
}

async fn marks_and_sorts(script: Script) {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, script).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    assert!(
        !window.shows(".unfold").await || script == Script::On,
        "without script every comment is whole"
    );
    window.presses("#comment-2 .actions button").await;
    assert_eq!(window.text("#comment-2 .actions button .n").await, "1");
    window.goes_to(&article).await;
    window.presses(".sort a[href*=useful]").await;
    assert_eq!(window.text(".comment .name").await, "Rachida");
    assert_eq!(window.text(".sort [aria-current]").await, "Nuttigste eerst");
    window.presses("#comment-2 .actions button").await;
    window.loses("#comment-2 .actions .n").await;
    window.goes_to(&format!("{article}?sort=useful")).await;
    assert!(!window.shows("#comment-2 .actions .n").await, "the same button takes it back");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn useful_and_in_another_order_without_javascript() {
    marks_and_sorts(Script::Off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn useful_and_in_another_order_with_javascript() {
    marks_and_sorts(Script::On).await;
}
