//! Write, look, publish, find.

use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

async fn an_article_is_written(script: Script) {
    let board = Board::open().await;
    board.account("Sanne Verhoef", Role::Editor).await;
    let Some(window) = Window::open(&board, script).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Sanne Verhoef").await;
    window.presses(".menu a[href='/moderation']").await;
    window.presses(".menu a[href='/desk']").await;
    window.presses(".desk-head a.button").await;
    window.is_at("/desk/articles/new").await;
    window.types("#body", "Een **klacht** is een begin.").await;
    window.presses("button.button[value=publish]").await;
    window.is_at("#errors").await;
    assert_eq!(window.text("#errors li").await, "Geef het artikel een titel.");
    assert_eq!(window.value("#body").await, "Een **klacht** is een begin.");
    window.presses("#errors a").await;
    window.types("#title", "Van wie is het gesprek?").await;
    window.types("#more_categories", "Taal").await;
    window.presses("button[value=preview]").await;
    window.is_at("#preview").await;
    assert_eq!(window.text("#preview strong").await, "klacht");
    // Enter saves, and publishes nothing.
    window.types("#title", "Van wie is dit gesprek?").await;
    window.types("#slug", "\u{e007}").await;
    window.is_at("/desk/articles/1?done=saved#errors").await;
    assert_eq!(window.text(".desk-head .badge").await.to_lowercase(), "concept");
    window.presses("button.button[value=publish]").await;
    window.presses(".notice.good a").await;
    window.is_at("/articles/van-wie-is-dit-gesprek").await;
    assert_eq!(window.text(".prose strong").await, "klacht");
    window.goes_to("/categories/taal").await;
    assert_eq!(window.text(".headline").await, "Van wie is dit gesprek?");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_written_without_javascript() {
    an_article_is_written(Script::Off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_written_with_javascript() {
    an_article_is_written(Script::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_follows_and_what_is_left_behind_is_offered_again() {
    let board = Board::open().await;
    board.account("Sanne Verhoef", Role::Editor).await;
    board.article("Beeld").await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.driver.set_window_rect(0, 0, 1280, 900).await.unwrap();
    window.logs_in("Sanne Verhoef").await;
    window.goes_to("/desk/articles/1").await;
    window.element("#preview .prose p").await;
    window.types("#body", "Een **nieuw** begin.").await;
    assert_eq!(window.text("#preview strong").await, "nieuw");
    assert_eq!(window.text("#kept").await, "Nog niet opgeslagen.");
    // Leaving is asked about; a driver says yes by itself.
    let leaves = "return window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    assert!(!window.driver.execute(leaves, vec![]).await.unwrap().convert::<bool>().unwrap());
    window.goes_to("/").await;
    let kept = "SELECT CAST(COUNT(*) AS TEXT) FROM article_drafts WHERE article_id = 1";
    for _ in 0..100 {
        if board.value(kept).await.as_deref() == Some("1") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    window.goes_to("/desk/articles/1").await;
    window.presses("#kept-notice a").await;
    assert_eq!(window.value("#body").await, "Een **nieuw** begin.");
    window.presses("button.button[value=save]").await;
    window.is_at("/desk/articles/1?done=saved#errors").await;
    assert!(!window.shows("#kept-notice").await);
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_is_not_written_over() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    board.article("Beeld").await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    sanne
        .sends("/desk/articles/new/draft", &[("title", "Van gisteren"), ("author", "1")])
        .await
        .is(200);
    window.logs_in("Sanne Verhoef").await;
    window.goes_to("/desk/articles/1?done=saved").await;
    assert!(window.shows("#done").await);
    window.types("#title", "Ander beeld").await;
    assert!(!window.shows("#done").await, "what is typed is not what was saved");
    window.goes_to("/desk/articles/new").await;
    window.types("#title", "Van nu").await;
    assert!(window.text("#kept").await.starts_with("Er wacht nog eerdere tekst van jou"));
    window.goes_to("/").await;
    // A browser that still asks whether to leave the page before may drop the way to the next.
    for _ in 0..5 {
        window.goes_to("/desk/articles/new?draft=1").await;
        if window.shows("#title").await {
            break;
        }
    }
    assert_eq!(window.value("#title").await, "Van gisteren");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_waits_until_somebody_is_logged_in_again() {
    let board = Board::open().await;
    board.account("Sanne Verhoef", Role::Editor).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.driver.set_window_rect(0, 0, 1280, 900).await.unwrap();
    window.logs_in("Sanne Verhoef").await;
    window.goes_to("/desk/articles/new").await;
    let session = window.driver.get_all_cookies().await.unwrap();
    window.driver.delete_all_cookies().await.unwrap();
    window.types("#title", "Niet kwijt").await;
    let is_out = "return out";
    for _ in 0..100 {
        if window.driver.execute(is_out, vec![]).await.unwrap().convert::<bool>().unwrap() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    window.presses(".bar button.button[value=save]").await;
    let told = "Je bent uitgelogd, dus er is niets verstuurd. Je tekst staat hier nog. Log in op een ander tabblad en druk daarna nog eens \
                op de knop.";
    window.says("#kept", told).await;
    assert_eq!(window.value("#title").await, "Niet kwijt");
    for cookie in session {
        window.driver.add_cookie(cookie).await.unwrap();
    }
    window.presses(".bar button.button[value=save]").await;
    window.is_at("/desk/articles/1?done=saved#errors").await;
    window.closes().await;
}
