//! What a discussion gains where scripts run, and that the same buttons work where they don't.

use super::window::{Script, Window};
use crate::harness::{Board, Settings, left_out, test_name};

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
    assert!(!window.shows(".sort .next, .comments-head .next").await);

    window.presses("#comment-2 [data-reply]").await;
    window.types("#body", "Half een *zin*").await;
    board.guest().posts_as(&article, "Mirjam", "Net binnen.", &[]).await.is(303);
    window.driver.execute("return findNews()", vec![]).await.unwrap();
    assert_eq!(window.text("#news").await, "Er is 1 nieuwe reactie.\nToon de reactie");
    window.presses("#news a").await;
    window.is_at("#comment-3").await;
    assert_eq!(window.text("#comment-3 .badge.new").await, "Nieuw");
    assert_eq!(window.text(".sort .next").await, "1 nieuwe: toon die");
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

/// Where the beginning of a comment stands in the window, in pixels.
async fn top(window: &Window, comment: &str) -> f64 {
    let script = "return document.querySelector(arguments[0]).getBoundingClientRect().top";
    let found = window.driver.execute(script, vec![serde_json::json!(comment)]).await.unwrap();
    found.convert().unwrap()
}

/// A board with a discussion that is many windows high: an answer in the thirtieth of forty
/// threads.
async fn long_discussion() -> (Board, String) {
    let board = Board::with(Settings::easy()).await;
    let article = board.article("Gesprek").await;
    for number in 1..=40 {
        let text = "Een zin die er staat om de reactie hoog te maken. ".repeat(number % 7 + 1);
        let name = format!("Gast {number}");
        board.guest().posts_as(&article, &name, &text, &[]).await.is(303);
    }
    let answer = [("reply_to", "30")];
    board.guest().posts_as(&article, "Rachida", "Het antwoord", &answer).await.is(303);
    (board, article)
}

async fn links_land_on_their_comment(script: Script) {
    let (board, article) = long_discussion().await;
    let Some(window) = Window::open(&board, script).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    for comment in ["#comment-25", "#comment-41", "#comment-3"] {
        window.goes_to("/").await;
        window.goes_to(&format!("{article}{comment}")).await;
        window.is_at(comment).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let top = top(&window, comment).await;
        assert!((0.0..300.0).contains(&top), "{comment} stands at {top}");
    }
    // A link to a comment in a folded thread unfolds it.
    window.presses(".thread > li:nth-child(30) > details > summary").await;
    assert!(!window.element("#comment-41").await.is_displayed().await.unwrap());
    window.goes_to(&format!("{article}#comment-40")).await;
    window.goes_to(&format!("{article}#comment-41")).await;
    window.is_at("#comment-41").await;
    assert!(window.element("#comment-41").await.is_displayed().await.unwrap());
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_land_on_their_comment_without_javascript() {
    links_land_on_their_comment(Script::Off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_land_on_their_comment_with_javascript() {
    links_land_on_their_comment(Script::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_new_comment_leads_to_the_next_and_the_last_to_the_first() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.loses(".badge.new").await;
    for name in ["Mirjam", "Pieter", "Noortje"] {
        board.guest().posts_as(&article, name, "Net binnen, van mij.", &[]).await.is(303);
    }
    // What was seen is kept once the page has nothing else to do.
    let seen = "return (localStorage.getItem('visits') ?? '').includes('\":2')";
    for _ in 0..50 {
        if window.driver.execute(seen, vec![]).await.unwrap().convert::<bool>().unwrap() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    window.goes_to("/").await;
    window.goes_to(&article).await;
    window.says(".sort .next", "3 nieuwe: toon de eerste").await;
    window.presses(".sort .next").await;
    window.is_at("#comment-3").await;
    assert_eq!(window.text("#comment-3 .next-new").await, "volgende nieuwe");
    window.presses("#comment-3 .next-new").await;
    window.is_at("#comment-4").await;
    window.presses("#comment-4 .next-new").await;
    window.is_at("#comment-5").await;
    assert_eq!(window.text("#comment-5 .next-new").await, "eerste nieuwe");
    window.presses("#comment-5 .next-new").await;
    window.is_at("#comment-3").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_selected_stands_quoted_in_the_answer() {
    const SELECT: &str =
        "const words = document.querySelector(arguments[0] + ' .body p').firstChild;
        getSelection().setBaseAndExtent(words, 0, words, 4)";
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.presses("#comment-2 [data-reply]").await;
    assert_eq!(window.value("#body").await, "", "nothing was selected");
    window.types("#body", "Mijn antwoord").await;
    window.driver.execute(SELECT, vec![serde_json::json!("#comment-2")]).await.unwrap();
    window.presses("#comment-2 [data-reply]").await;
    assert_eq!(window.value("#body").await, "Mijn antwoord\n\n> Kort\n\n");
    assert_eq!(window.value("[name=reply_to]").await, "2");
    // What is selected of another comment is no part of this answer.
    window.driver.execute(SELECT, vec![serde_json::json!("#comment-2")]).await.unwrap();
    window.presses("#comment-1 [data-reply]").await;
    assert!(!window.value("#body").await.ends_with("> Kort\n\n> Kort\n\n"));
    window.closes().await;
}
