//! What is typed and not posted yet: it stays until the page shows that it was posted, and no longer.

use weerwoord::account::Role;
use weerwoord::captcha;

use super::window::{Script, Window};
use crate::harness::{Board, Settings, left_out, test_name};

/// A board with an article whose address looks like that of a comment, and a comment below it.
async fn board() -> (Board, String) {
    let board = Board::open().await;
    let article = board.article("Comments zijn dood").await;
    assert_eq!(article, "/articles/comments-zijn-dood");
    board.guest().posts_as(&article, "Joost", "Van een ander", &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Nog een ander", &[]).await.is(303);
    (board, article)
}

async fn drafts(window: &Window) -> Vec<String> {
    let script =
        "return Object.keys(localStorage).filter((key) => key.startsWith('draft:')).sort()";
    window.driver.execute(script, vec![]).await.unwrap().convert().unwrap()
}

/// Signs the form and posts it.
async fn posts(window: &Window) {
    window.types("#name", "Pieter").await;
    window.types("#email", "pieter@post.example").await;
    window.presses("button.button[value=post]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_stays_until_its_own_comment_is_seen() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#body", "Mijn *eigen* tekst").await;
    window.presses("button.button[value=post]").await;
    window.is_at("#errors").await;
    // Somebody else's comment proves nothing, however one gets there.
    for place in ["/comments/1", "/comments/2"] {
        window.goes_to(place).await;
        window.is_at(&place.replace("/comments/", "#comment-")).await;
        window.says_value("#body", "Mijn *eigen* tekst").await;
        assert!(!window.shows(".notice.good").await);
    }
    posts(&window).await;
    window.is_at("#comment-3").await;
    window.element("#comment-3 .notice.good").await;
    assert_eq!(drafts(&window).await, Vec::<String>::new());
    assert_eq!(window.value("#body").await, "");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_after_a_mistake_is_the_draft() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#body", "Eerste versie").await;
    window.presses("button.button[value=post]").await;
    window.is_at("/comments#errors").await;
    window.types("#body", "Tweede versie").await;
    window.goes_to(&article).await;
    window.says_value("#body", "Tweede versie").await;
    assert_eq!(drafts(&window).await, ["draft:comments-zijn-dood:"]);
    window.presses("#comment-form .notice.split .chip").await;
    assert_eq!((window.value("#body").await.as_str(), drafts(&window).await.len()), ("", 0));
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_comment_that_is_answered_has_its_own_draft() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&format!("{article}/comments/1/reply")).await;
    window.types("#body", "Aan Joost").await;
    window.goes_to(&format!("{article}/comments/2/reply")).await;
    assert_eq!(window.value("#body").await, "");
    window.types("#body", "Aan Rachida").await;
    // The newest wins; the others come with the comment they answer.
    window.goes_to(&article).await;
    window.says_value("#body", "Aan Rachida").await;
    assert_eq!(window.value("[name=reply_to]").await, "2");
    assert_eq!(window.text("#form-heading").await, "Je reactie");
    window.presses("#comment-1 [data-reply]").await;
    window.says_value("#body", "Aan Joost").await;
    posts(&window).await;
    window.is_at("#comment-3").await;
    window.says_value("#body", "Aan Rachida").await;
    assert_eq!(drafts(&window).await, ["draft:comments-zijn-dood:2"]);
    // A text that is kept nowhere else goes along.
    window.presses("#reply-notice .chip").await;
    assert_eq!(window.text("#form-heading").await, "Plaats zelf een reactie");
    assert_eq!(window.value("#body").await, "Aan Rachida");
    assert_eq!(drafts(&window).await, ["draft:comments-zijn-dood:"]);
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_looks_otherwise_than_it_was_typed_is_known_again() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#body", "1. Zie [dit](https://elders.example)\n2. En `code`").await;
    posts(&window).await;
    window.is_at("#comment-3").await;
    window.element("#comment-3 .notice.good").await;
    assert_eq!((window.value("#body").await.as_str(), drafts(&window).await.len()), ("", 0));
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_is_held_is_no_draft_any_more() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Wachten").await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#body", "Dit wacht op een moderator").await;
    // Seen by its address alone, a comment that waits proves nothing.
    board.guest().posts_as(&article, "Joost", "Dit ook", &[]).await.is(303);
    window.goes_to("/comments/1/held").await;
    assert_eq!(drafts(&window).await.len(), 1);
    window.goes_to(&article).await;
    window.says_value("#body", "Dit wacht op een moderator").await;
    posts(&window).await;
    window.is_at("/comments/2/held#errors").await;
    window.element("[data-held]").await;
    assert_eq!(drafts(&window).await, Vec::<String>::new());
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_stores_nothing_posts_all_the_same() {
    let (board, article) = board().await;
    let Some(window) = Window::open_without_storage(&board).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    let stores = "try { return localStorage.length >= 0 } catch { return false }";
    assert!(!window.driver.execute(stores, vec![]).await.unwrap().convert::<bool>().unwrap());
    window.element(".look select").await;
    window.presses("#comment-1 [data-reply]").await;
    window.types("#body", "Zonder geheugen").await;
    posts(&window).await;
    window.is_at("#comment-3").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_asks_for_another_code() {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Terug").await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.element("#captcha-picture").await.scroll_into_view().await.unwrap();
    window.types("#captcha", "AAAAAA").await;
    let back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        return [document.querySelector('#captcha-picture'), document.querySelector('audio')].map((part) => part.getAttribute('src'))";
    let sources = window.driver.execute(back, vec![]).await.unwrap();
    let sources: Vec<String> = sources.convert().unwrap();
    let (picture, sound) =
        (sources[0].split_once('?').unwrap(), sources[1].split_once('?').unwrap());
    assert_eq!((picture.0, sound.0, picture.1), ("/captcha.png", "/captcha.wav", sound.1));
    assert_eq!(window.value("#captcha").await, "");
    for _ in 0..200 {
        let asked = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM challenges").await;
        if asked.as_deref() == Some("2") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    board.clock.advance(captcha::READING);
    let code = board.value("SELECT answer FROM challenges ORDER BY id DESC LIMIT 1").await.unwrap();
    window.types("#body", "Met de nieuwe code").await;
    window.types("#captcha", &code).await;
    posts(&window).await;
    window.is_at("#comment-1").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_was_logged_out_goes_on_where_they_were() {
    let (board, article) = board().await;
    board.account("Mirjam", Role::Member).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Mirjam").await;
    window.goes_to(&article).await;
    window.types("#body", "Lang over nagedacht").await;
    board.sets("DELETE FROM sessions").await;
    window.presses("button.button[value=post]").await;
    assert_eq!(window.text("#errors h3").await, "Je bent uitgelogd");
    assert_eq!(window.value("#body").await, "Lang over nagedacht");
    let mut faults = window.faults("a form of who was logged out").await;
    window.presses("#errors a").await;
    window.types("#email", "mirjam@post.example").await;
    window.types("#password", crate::harness::PASSWORD).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/unsent").await;
    faults.extend(window.faults("/unsent").await);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(window.value("textarea[name=body]").await, "Lang over nagedacht");
    window.presses("main form .button").await;
    window.is_at("#comment-3").await;
    window.element("#comment-3 .notice.good").await;
    assert_eq!(drafts(&window).await, Vec::<String>::new());
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_takes_old_mistakes_away_and_the_keyboard_along() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.presses("button.button[value=post]").await;
    window.is_at("#errors").await;
    window.goes_to(&article).await;
    window.presses("button.button[value=post]").await;
    window.element("#body-error").await;
    window.types("#body", "Nu **wel**").await;
    window.presses("button.button[value=preview]").await;
    window.element("#preview strong").await;
    assert!(!window.shows("#errors").await && !window.shows(".error").await);
    let active = "return [document.activeElement.id, document.getElementById('body').getAttribute('aria-describedby'),
        String(document.querySelector('[aria-invalid]')), document.title]";
    let state: Vec<String> =
        window.driver.execute(active, vec![]).await.unwrap().convert().unwrap();
    assert_eq!(state[..3], ["preview", "body-hint", "null"]);
    assert!(state[3].starts_with("Comments zijn dood"), "{}", state[3]);
    window.closes().await;
}
