//! Sharing with the policy of the page in force. No host but this machine is found, so a browser that sets out for a network stays with
//! the address it was sent to; one that its policy holds back stays on the article.

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

async fn sharing(script: Script) {
    let board = Board::open().await;
    let article = board.article("Delen & doorgeven").await;
    let Some(window) = Window::open(&board, script).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    for (network, start) in [
        ("linkedin", "https://www.linkedin.com/sharing/share-offsite/?url=http"),
        ("bluesky", "https://bsky.app/intent/compose?text=Delen%20%26%20doorgeven%20http"),
        ("x", "https://x.com/intent/post?text=Delen%20%26%20doorgeven&url=http"),
        ("whatsapp", "https://wa.me/?text=Delen%20%26%20doorgeven%20http"),
    ] {
        window.goes_to(&article).await;
        window.presses(&format!(".share button[formaction$='/share/{network}']")).await;
        window.sets_out_for(start).await;
    }
    window.goes_to(&article).await;
    window.presses(".share button[formaction$='/share/mastodon']").await;
    window.is_at(&format!("{article}/share/mastodon")).await;
    window.types("#instance", "nergens").await;
    window.presses("main button[type=submit]").await;
    window.element("#instance[aria-invalid]").await;
    assert_eq!(window.value("#instance").await, "nergens");
    window.types("#instance", "mastodon.example").await;
    window.presses("main button[type=submit]").await;
    window.sets_out_for("https://mastodon.example/share?text=Delen%20%26%20doorgeven%20http").await;
    window.goes_to(&article).await;
    assert_eq!(window.shows("[data-copy]").await, script == Script::On);
    if script == Script::On {
        window.presses("[data-copy]").await;
        window.says("[data-copied]", "Link gekopieerd").await;
    }
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_shared_without_script() {
    sharing(Script::Off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_shared_with_script() {
    sharing(Script::On).await;
}
