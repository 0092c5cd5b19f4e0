//! Single keys on the queue: none is taken twice, and what is typed ahead reaches the case it was
//! meant for or nothing.

use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

/// A board with five comments that wait, and a moderator.
async fn queue() -> Board {
    let board = Board::open().await;
    let article = board.article("Van wie is het gesprek?").await;
    let member = board.somebody("Mirjam", Role::Member).await;
    for n in 1..=5 {
        member.posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    board.account("Bram de Wit", Role::Moderator).await;
    board
}

/// Presses keys quicker than any page can come back.
async fn hammers(window: &Window, keys: &str) {
    const PRESS: &str = "for (const key of arguments[0]) \
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))";
    window.driver.execute(PRESS, vec![serde_json::json!(keys)]).await.unwrap();
}

/// How many decisions there are, and what became of the first three comments.
async fn outcome(board: &Board) -> String {
    const OUTCOME: &str = "SELECT (SELECT CAST(COUNT(*) AS TEXT) FROM decisions) || ' ' ||
        (SELECT state || CASE WHEN judged_at IS NULL THEN '?' ELSE '' END FROM comments WHERE id = 1) || ' ' ||
        (SELECT state || CASE WHEN judged_at IS NULL THEN '?' ELSE '' END FROM comments WHERE id = 2) || ' ' ||
        (SELECT state || CASE WHEN judged_at IS NULL THEN '?' ELSE '' END FROM comments WHERE id = 3)";
    board.value(OUTCOME).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_typed_ahead_reach_the_cases_that_follow() {
    let board = queue().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    window.element("#comment-1.current").await;
    hammers(&window, "pap").await;
    window.stands_on("comment-4").await;
    assert_eq!(outcome(&board).await, "3 removed visible removed");
    assert!(!window.shows("#keys-dropped").await);

    // A reason without a button of its own has a key too, and the last decision goes back with one.
    window.element("#comment-4").await.send_keys("s").await.unwrap();
    window.stands_on("comment-5").await;
    assert!(window.text(".notice.good").await.contains("verwijderd wegens spam"));
    window.element("#comment-5").await.send_keys("z").await.unwrap();
    window.element("#comment-4").await;
    assert!(window.text(".notice.good").await.contains("1 reactie is terug"));
    window.element("#comment-4").await.send_keys("/").await.unwrap();
    let active = window.driver.execute("return document.activeElement.id", vec![]).await.unwrap();
    assert_eq!(active.convert::<String>().unwrap(), "q");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_unfolds_the_conversation_round_a_case_in_its_place() {
    let board = queue().await;
    let answer = [("reply_to", "1")];
    let article = "/articles/van-wie-is-het-gesprek";
    board.guest().posts_as(article, "Anja", "Een antwoord", &answer).await.is(303);
    board.scores_alike().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    window.element("#comment-1.current").await.send_keys("t").await.unwrap();
    window.element("#comment-1 details.round[open]").await;
    assert_eq!(window.text("#comment-1 .context .this").await, "Mirjam Reactie 1");
    assert_eq!(window.text("#comment-1 .context .level-1").await, "Anja Een antwoord");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_for_a_case_that_went_are_dropped_with_a_sign() {
    let board = queue().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    window.element("#comment-1.current").await;
    naima.decides(2, &[("decision", "keep")]).await.is(303);
    hammers(&window, "pp").await;
    window.stands_on("comment-3").await;
    assert!(window.shows("#keys-dropped").await);
    assert_eq!(outcome(&board).await, "2 removed visible visible?");

    // After a refusal nothing is decided unseen, and the keyboard stands at the next case.
    naima.decides(3, &[("decision", "keep")]).await.is(303);
    hammers(&window, "pp").await;
    window.stands_on("comment-4").await;
    assert!(window.text("#errors").await.contains("Naima was je voor"));
    assert!(window.shows("#keys-dropped").await);
    assert_eq!(outcome(&board).await, "3 removed visible visible");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_says_that_a_score_is_not_right_and_the_case_stays_the_current_one() {
    let board = queue().await;
    let article = "/articles/van-wie-is-het-gesprek";
    let insult = "Wat ben jij een ongelooflijke sukkel, ga iets anders doen.";
    board.guest().posts_as(article, "Joost", insult, &[]).await.is(303);
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Bram de Wit").await;
    window.goes_to("/moderation").await;
    let case = window.element("#comment-6.current").await;
    case.send_keys("f").await.unwrap();
    window.element("#comment-6 .proof b").await;
    window.stands_on("comment-6").await;
    assert!(window.text("#comment-6 .proof").await.contains("klopt de score niet"));
    assert_eq!(outcome(&board).await, "0 visible? visible? visible?");
    window.element("#comment-6").await.send_keys("a").await.unwrap();
    window.element(".notice.good").await;
    assert_eq!(outcome(&board).await, "1 visible? visible? visible?");
    window.closes().await;
}
