//! Links to comments of the site that a board came from, followed to the comment as it is now.

use super::window::{Script, Window};
use crate::harness::{left_out, test_name};
use crate::old_addresses::moved_here;

#[tokio::test(flavor = "multi_thread")]
async fn an_old_link_to_a_comment_ends_at_that_comment() {
    let board = moved_here().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    // Number 1 there is another comment than number 1 here.
    window.goes_to("/2019/05/caf%c3%a9-markt/#comment-1").await;
    window.is_at("/articles/markt#comment-2").await;
    window.goes_to("/?p=7#remark42__comment-8f-2a").await;
    window.is_at("/articles/markt#comment-4").await;
    // The same on the new address, and a number of this board stays one.
    window.goes_to("/articles/stil").await;
    window.goes_to("/articles/markt#remark42__comment-8f-2a").await;
    window.is_at("/articles/markt#comment-4").await;
    window.goes_to("/articles/stil").await;
    window.goes_to("/articles/markt#comment-1").await;
    window.is_at("/articles/markt#comment-1").await;
    // An old address without a comment shows the article at its own address.
    window.goes_to("/2019/05/caf%c3%a9-markt/").await;
    window.is_at("/articles/markt").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_list_leads_to_the_comment() {
    let board = moved_here().await;
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to("/2019/05/caf%c3%a9-markt/#comment-1").await;
    window.presses("noscript[data-old] a").await;
    window.is_at("/old/markt").await;
    window.presses("#comment-1 a").await;
    window.is_at("/articles/markt#comment-2").await;
    window.closes().await;
}
