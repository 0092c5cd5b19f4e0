//! Read, answer, be read, be judged.

use thirtyfour::By;
use weerwoord::account::Role;
use weerwoord::captcha;

use super::window::{Script, Window};
use crate::harness::{Board, Settings, left_out, test_name};

/// The answer of the newest live challenge, as nobody but the database knows it.
async fn newest_code(board: &Board) -> String {
    for _ in 0..200 {
        if let Some(code) = board
            .value("SELECT answer FROM challenges WHERE NOT solved ORDER BY id DESC LIMIT 1")
            .await
        {
            // A reader takes a while; what comes quicker is asked again.
            board.clock.advance(captcha::READING);
            return code;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the browser never asked for the picture");
}

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Van wie is het gesprek?").await;
    board.account("Bram de Wit", Role::Moderator).await;
    (board, article)
}

/// From reading to the tombstone, with everything a form can go through on the way.
async fn the_main_flow(script: Script) {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, script).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };

    window.goes_to("/").await;
    window.presses(".headline a").await;
    window.is_at(&article).await;
    assert_eq!(window.text("#comments-heading").await, "Er zijn nog geen reacties op dit artikel");

    window.types("#name", "Koning Bereik").await;
    window.types("#email", "koning@").await;
    window.types("#body", "Bekijk ons **aanbod**").await;
    window.presses("button[value=preview]:not(.visually-hidden)").await;
    assert_eq!(window.text("#preview strong").await, "aanbod");
    window.presses("button.button[value=post]").await;
    window.is_at("#errors").await;
    assert_eq!(window.text("#errors h3").await, "Je reactie is nog niet geplaatst");
    assert_eq!(window.value("#body").await, "Bekijk ons **aanbod**");
    window.types("#email", "koning@post.example").await;
    window.element("#captcha-picture").await.scroll_into_view().await.unwrap();
    let code = newest_code(&board).await;
    window.types("#captcha", &code.to_lowercase()).await;
    window.presses("button.button[value=post]").await;
    window.is_at("#comment-1").await;
    assert_eq!(window.text("#comment-1 .body").await, "Bekijk ons aanbod");
    assert_eq!(window.text("#comments-heading").await, "Er is 1 reactie op dit artikel");
    assert_eq!(window.shows("#comment-1 .notice.good").await, script == Script::On);

    window.logs_in("Bram de Wit").await;
    window.presses(".menu a[href='/moderation']").await;
    window.presses("#comment-1 button[value=self-promotion]").await;
    assert!(
        window
            .text(".notice.good")
            .await
            .contains("Reactie van Koning Bereik: verwijderd wegens zelfpromotie.")
    );
    window.goes_to(&article).await;
    assert_eq!(
        window.text("#comment-1 .tombstone h3").await,
        "Deze reactie is verwijderd wegens zelfpromotie."
    );
    window.presses("#comment-1 summary").await;
    window.presses("#comment-1 button[value=restore]").await;
    window.is_at("#comment-1").await;
    assert_eq!(window.text("#comment-1 .body").await, "Bekijk ons aanbod");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_flow_without_javascript() {
    the_main_flow(Script::Off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_flow_with_javascript() {
    the_main_flow(Script::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressing_enter_posts_and_another_code_keeps_the_text() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#name", "Mirjam").await;
    window.types("#body", "Blijft staan").await;
    window.presses("[data-new-code]").await;
    window.is_at("#code").await;
    assert_eq!(window.value("#body").await, "Blijft staan");
    window.types("#email", "mirjam@post.example\u{e007}").await;
    window.is_at("#errors").await;
    assert_eq!(window.text("#errors li").await, "Neem de code uit de afbeelding over.");
    assert_eq!(window.value("#name").await, "Mirjam");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_written_in_place_and_on_a_page_of_its_own() {
    let board = Board::open().await;
    let article = board.article("Antwoord").await;
    board.guest().posts_as(&article, "Joost", "Eerste", &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Tweede", &[]).await.is(303);
    for (script, answer) in [(Script::On, 3), (Script::Off, 4)] {
        let Some(window) = Window::open(&board, script).await else {
            return left_out(&test_name(), "Chromium and its driver");
        };
        window.goes_to(&article).await;
        window.presses("#comment-1 .actions a").await;
        if script == Script::On {
            assert!(
                window.shows("#comment-1 #comment-form").await,
                "the form moved below the comment"
            );
            window.presses("#reply-notice .chip").await;
            assert!(!window.shows("#comment-1 #comment-form").await, "and back");
            window.presses("#comment-1 .actions a").await;
        } else {
            window.is_at("/comments/1/reply").await;
        }
        assert!(window.text("#reply-notice").await.starts_with("Je reageert op Joost"));
        window.types("#name", "Anja").await;
        window.types("#email", "anja@post.example").await;
        window.types("#body", &format!("Antwoord {answer}")).await;
        window.presses("button.button[value=post]").await;
        window.is_at(&format!("#comment-{answer}")).await;
        assert!(
            window
                .text(&format!(".thread .thread #comment-{answer} .when"))
                .await
                .ends_with("reactie op Joost")
        );
        window.closes().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_code_needs_no_new_page_where_scripts_run() {
    let (board, article) = board().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.types("#body", "Blijft staan").await;
    window.element("#captcha-picture").await.scroll_into_view().await.unwrap();
    newest_code(&board).await;
    window.presses("[data-new-code]").await;
    assert_eq!(window.value("#body").await, "Blijft staan");
    for _ in 0..200 {
        if board.value("SELECT CAST(COUNT(*) AS TEXT) FROM challenges").await.as_deref()
            == Some("2")
        {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let code = newest_code(&board).await;
    window.types("#name", "Mirjam").await;
    window.types("#email", "mirjam@post.example").await;
    window.types("#captcha", &code).await;
    window.presses("button.button[value=post]").await;
    window.is_at("#comment-1").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_scrolls_sideways_at_320_pixels() {
    let (board, article) = board().await;
    let wide = "Een heel lang woord: Donaudampfschifffahrtsgesellschaftskapitaenswitwerentenauszahlstelle en `code_zonder_spaties_dat_maar_door_blijft_gaan_tot_voorbij_de_rand`";
    let member = board.somebody("Mirjam", Role::Member).await;
    member.posts(&article, wide).await.is(303);
    member.posts(&article, &format!("```\n{}\n```", "x".repeat(300))).await.is(303);
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.driver.set_window_rect(0, 0, 320, 800).await.unwrap();
    for path in [
        "/",
        &article,
        "/articles/van-wie-is-het-gesprek/comments/1/reply",
        "/search?q=gesprek+schifffahrt",
        "/search?q=woord",
        "/house-rules",
        "/moderation",
        "/moderation/comments/1",
        "/moderation/people/1",
        "/moderation/log",
        "/nergens",
    ] {
        window.goes_to(path).await;
        let over = window
            .driver
            .execute("return document.documentElement.scrollWidth - window.innerWidth", Vec::new())
            .await
            .unwrap();
        assert!(over.json().as_i64().unwrap() <= 0, "{path} is {} pixels too wide", over.json());
    }
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_posted_is_greeted() {
    let board = Board::open().await;
    let article = board.article("Groet").await;
    board.guest().posts_as(&article, "Joost", "Van een ander", &[]).await.is(303);
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to(&article).await;
    window.presses("button.button[value=post]").await;
    window.is_at("#errors").await;
    window.goes_to("/comments/1").await;
    window.is_at("#comment-1").await;
    assert!(!window.shows("#comment-1 .notice.good").await, "nothing was posted");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_is_worked_through_with_single_keys() {
    let (board, article) = board().await;
    let member = board.somebody("Mirjam", Role::Member).await;
    for n in 1..=5 {
        member.posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    let body = window.element("body").await;
    assert!(window.shows("#comment-1.current").await);
    body.send_keys("jj").await.unwrap();
    window.stands_on("comment-3").await;
    window.element("#comment-3").await.send_keys("k").await.unwrap();
    window.stands_on("comment-2").await;
    window.element("#comment-2").await.send_keys("p").await.unwrap();
    assert!(window.text(".notice.good").await.contains("verwijderd wegens zelfpromotie"));
    window.stands_on("comment-3").await; // the next one has taken its place
    window.element("#comment-3").await.send_keys("a").await.unwrap();
    window.stands_on("comment-4").await;
    window.element("#comment-4").await.send_keys("z").await.unwrap();
    window.element("#comment-3.current").await;
    assert!(!window.shows("#undo").await);

    window.types("#q", "pak").await;
    assert_eq!(window.value("#q").await, "pak", "whoever types decides nothing");
    window.element("#comment-3").await.send_keys("xj").await.unwrap();
    window.element("#comment-4").await.send_keys("x").await.unwrap();
    window.presses("#bulk [value=keep]").await;
    window.element("#undo").await;
    assert!(window.text(".notice.good").await.contains("laten staan"));
    assert_eq!(window.driver.find_all(By::Css(".case")).await.unwrap().len(), 2);
    window.element(".case.current").await;
    window.element("body").await.send_keys("?").await.unwrap();
    window.element(".keys[open]").await;
    window.closes().await;
}
