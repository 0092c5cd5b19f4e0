//! The thread round a case, unfolded in its place in the queue; without script its link leads to
//! it.

use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

/// A board with a comment and its answer, and a moderator.
async fn answered() -> Board {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts_as(&article, "Joost", "Wie weet het?", &[]).await.is(303);
    let answer = [("reply_to", "1")];
    board.guest().posts_as(&article, "Rachida", "Ik weet het", &answer).await.is(303);
    board.account("Bram de Wit", Role::Moderator).await;
    board
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_unfolds_in_the_queue() {
    let board = answered().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    window.presses("#comment-2 a[data-thread]").await;
    window.element("#comment-2 details[open] summary").await;
    window.is_at("/moderation").await;
    assert!(window.text("#comment-2 details").await.contains("Wie weet het?"));
    let focus = "return document.activeElement.localName";
    let focus = window.driver.execute(focus, vec![]).await.unwrap();
    assert_eq!(focus.convert::<String>().unwrap(), "summary", "the keyboard is at the thread");
    assert!(!window.shows("#comment-2 a[data-thread]").await, "the link made place");
    assert!(window.shows("#comment-1 a[data-thread]").await, "the other case is as it was");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_leads_to_the_thread_without_javascript() {
    let board = answered().await;
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    window.presses("#comment-2 a[data-thread]").await;
    window.is_at("/moderation/comments/2#thread").await;
    window.closes().await;
}
