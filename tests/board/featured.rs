//! Comments that the staff features above a discussion, where they keep their place.

use weerwoord::account::Role;

use crate::harness::{Board, Person, Settings};

async fn discussion(comments: usize) -> (Board, String, Person) {
    let settings = Settings::default()
        .with("CAPTCHA", "off")
        .with("RATES", "shown_site=99/1m,shown_hour=99/1m,shown_day=99/1m");
    let board = Board::with(settings).await;
    let article = board.article("Gesprek").await;
    for number in 1..=comments {
        let (name, text) = (format!("Gast {number}"), format!("Reactie nummer {number}"));
        board.guest().posts_as(&article, &name, &text, &[]).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

async fn features(moderator: &Person, comment: i64, choice: &str) -> u16 {
    let path = format!("/moderation/comments/{comment}/feature");
    moderator.sends(&path, &[("choice", choice)]).await.status.as_u16()
}

async fn featured(board: &Board, article: &str) -> Vec<String> {
    board.guest().reads(article).await.texts(".featured blockquote")
}

#[tokio::test]
async fn a_featured_comment_stands_above_the_list_and_in_its_place() {
    let (board, article, bram) = discussion(2).await;
    assert!(featured(&board, &article).await.is_empty());
    let next = format!("{article}#comment-2");
    let sent = bram.sends("/moderation/comments/2/feature", &[("next", &next)]).await;
    sent.goes_on_to(&next);
    assert_eq!(features(&bram, 2, "").await, 303, "a second time changes nothing");
    let page = board.guest().reads(&article).await;
    assert_eq!(page.texts(".featured blockquote"), ["Reactie nummer 2"]);
    assert_eq!(page.attribute(".featured footer a", "href").as_deref(), Some("#comment-2"));
    assert_eq!(page.texts(".thread .comment .name"), ["Gast 1", "Gast 2"]);
    bram.reads(&article).await.says("Niet meer uitlichten");
    assert_eq!(features(&bram, 2, "off").await, 303);
    assert!(featured(&board, &article).await.is_empty());

    let ada = board.somebody("Ada", Role::Admin).await;
    let log = ada.reads("/desk/log").await;
    let log =
        log.says("Reactie uitgelicht · reactie 2").says("Reactie niet meer uitgelicht · reactie 2");
    assert_eq!(log.texts(".record").iter().filter(|line| line.contains("uitgelicht")).count(), 2);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn no_more_than_three_and_none_that_readers_do_not_see() {
    let (board, article, bram) = discussion(4).await;
    for comment in 1..=3 {
        assert_eq!(features(&bram, comment, "").await, 303);
    }
    let full = bram.sends("/moderation/comments/4/feature", &[]).await;
    full.is(409).says("al 3 reacties");
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    assert_eq!(featured(&board, &article).await, ["Reactie nummer 2", "Reactie nummer 3"]);
    assert_eq!(features(&bram, 1, "").await, 409, "a removed comment");
    bram.decides(1, &[("decision", "restore")]).await.is(303);
    assert_eq!(featured(&board, &article).await.len(), 2, "it comes back as any other");
    assert_eq!(features(&bram, 4, "").await, 303);
    bram.posts(&article, "Van mij").await.is(303);
    assert_eq!(features(&bram, 5, "").await, 409, "nobody features their own");
    let member = board.somebody("Ann Smit", Role::Member).await;
    assert_eq!(features(&member, 4, "off").await, 403);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_decision_that_is_undone_leaves_no_featured_comment_that_waits() {
    let (board, article, bram) = discussion(1).await;
    assert_eq!(features(&bram, 1, "").await, 303);
    let ada = board.somebody("Ada", Role::Admin).await;
    let expunge = [("reason", "privacy"), ("version", "1"), ("sure", "on"), ("confirm", "on")];
    ada.sends("/moderation/comments/1/expunge", &expunge).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await;
    assert!(featured(&board, &article).await.is_empty());
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}
