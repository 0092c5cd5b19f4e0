//! Undoing the last action of a moderator: all of it comes back, and the notice says what did.

use weerwoord::account::Role;
use weerwoord::comment::{Reason, State};
use weerwoord::moderation::Decision;
use weerwoord::store::moderation::{AuthorBan, NewDecision};

use crate::harness::{Board, Person};

/// A board with an article, three comments by the member Koning Bereik and the third of four by
/// Joost, and a moderator.
async fn campaign() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let koning = board.somebody("Koning Bereik", Role::Member).await;
    koning.posts(&article, "Koop bij ons").await.is(303);
    koning.posts(&article, "Nog een aanbod").await.is(303);
    board.guest().posts_as(&article, "Joost", "Wat een reclame", &[]).await.is(303);
    koning.posts(&article, "Het laatste aanbod").await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

/// Everything by the author of a comment is removed, and the author banned.
const ALL_AND_BAN: [(&str, &str); 4] =
    [("decision", "remove"), ("reason", "spam"), ("all", "yes"), ("ban", "30")];
const UNDO: [(&str, &str); 2] = [("decision", "restore"), ("undo", "yes")];

async fn is_well(board: &Board) {
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_whole_action_comes_back_with_the_ban_and_the_unsent_mail() {
    let (board, article, bram) = campaign().await;
    board.delivers().await;
    bram.decides(2, &ALL_AND_BAN).await.is(303);
    board.guest().reads(&article).await.says("Er is 1 reactie op dit artikel");
    bram.reads("/moderation")
        .await
        .says("3 reacties verwijderd wegens spam, 1 uitsluiting.")
        .says("De schrijvers ontvangen de reden per e-mail.");
    let koning = board.somebody_again("Koning Bereik").await;
    koning.posts(&article, "Ben ik weg?").await.is(403);
    board.delivers().await;

    bram.decides(2, &UNDO).await.goes_on_to("/moderation");
    // The answer was lost and the browser sends it once more.
    let again = [&UNDO[..], &[("version", "2")]].concat();
    bram.sends("/moderation/comments/2", &again).await.goes_on_to("/moderation");
    let page = board.guest().reads(&article).await.says("Er zijn 4 reacties");
    page.says("Koop bij ons").says("Het laatste aanbod");
    koning.posts(&article, "Weer terug").await.is(303);
    let decisions = "SELECT CAST(COUNT(*) AS TEXT) FROM decisions";
    assert_eq!(board.value(decisions).await.as_deref(), Some("6"), "undone once");
    is_well(&board).await;
}

#[tokio::test]
async fn nobody_hears_of_what_was_undone_before_mail_left() {
    let (board, _article, bram) = campaign().await;
    board.delivers().await;
    bram.decides(1, &ALL_AND_BAN).await.is(303);
    bram.decides(1, &UNDO).await.is(303);
    bram.reads("/moderation").await.says(
        "Ongedaan gemaakt: 3 reacties zijn terug. De uitsluiting is opgeheven. \
         Er was nog geen bericht verstuurd.",
    );
    assert!(board.delivers().await.is_empty());
    is_well(&board).await;

    // Nor when the messages were written and wait for the mail server.
    let ids =
        [("ids", "1:3"), ("ids", "3:1"), ("decision", "remove"), ("reason", "self-promotion")];
    bram.sends("/moderation/bulk", &ids).await.is(303);
    bram.reads("/moderation").await.says("2 reacties verwijderd wegens zelfpromotie.");
    while weerwoord::jobs::process_events(&board.app).await.unwrap() > 0 {}
    bram.decides(3, &UNDO).await.is(303);
    assert!(board.delivers().await.is_empty());
    is_well(&board).await;
}

#[tokio::test]
async fn what_was_mailed_is_corrected_and_the_notice_says_so() {
    let (board, _article, bram) = campaign().await;
    board.delivers().await;
    bram.decides(3, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    board.delivers_one_to("joost@post.example").await;
    bram.decides(3, &UNDO).await.is(303);
    bram.reads("/moderation").await.says(
        "Ongedaan gemaakt: 1 reactie is terug. 1 bericht was al verstuurd en kan niet worden teruggehaald. \
         De schrijver krijgt bericht dat de reactie er weer staat.",
    );
    let mail = board.delivers_one_to("joost@post.example").await;
    assert!(mail.text.contains("terug"), "{}", mail.text);
    is_well(&board).await;
}

#[tokio::test]
async fn what_something_came_after_stays_as_it_is() {
    let (board, article, bram) = campaign().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    board.delivers().await;
    bram.decides(1, &ALL_AND_BAN).await.is(303);
    naima.decides(4, &[("decision", "remove"), ("reason", "self-promotion")]).await.is(303);
    naima.decides(1, &UNDO).await.is(409);
    bram.decides(1, &UNDO).await.is(303);
    bram.reads("/moderation")
        .await
        .says("2 reacties zijn terug")
        .says("Bij 1 reactie is niets teruggedraaid");
    board.guest().reads(&article).await.says("Er zijn 3 reacties").never_says("laatste aanbod");
    // Of the comment that stays removed its author is still told.
    let mail = board.delivers().await;
    assert!(mail.iter().all(|mail| mail.to == "koning.bereik@post.example"), "{mail:?}");
    assert!(mail.iter().any(|mail| mail.text.contains("Het laatste aanbod")), "{mail:?}");
    assert!(!mail.iter().any(|mail| mail.text.contains("Koop bij ons")), "{mail:?}");
    is_well(&board).await;
}

#[tokio::test]
async fn comments_that_were_let_stay_wait_again() {
    let (board, article, bram) = campaign().await;
    board
        .guest()
        .posts_as(&article, "Truus", "Vastgehouden", &[("intent", "unreadable")])
        .await
        .is(303);
    let ids = [("ids", "3:1"), ("ids", "5:1"), ("decision", "keep")];
    bram.sends("/moderation/bulk", &ids).await.is(303);
    bram.reads("/moderation").await.says("2 reacties laten staan.");
    board.guest().reads(&article).await.says("Er zijn 5 reacties");
    bram.decides(5, &UNDO).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 4 reacties").never_says("Vastgehouden");
    let queue = bram.reads("/moderation").await;
    assert_eq!(queue.texts(".case").len(), 5);
    queue.says("Ongedaan gemaakt: 2 reacties wachten weer op een beslissing.");
    is_well(&board).await;
}

#[tokio::test]
async fn what_follows_from_a_decision_falls_with_it() {
    let (board, article, bram) = campaign().await;
    let moderator = board.account("Naima", Role::Moderator).await;
    let mut comments = Vec::new();
    for id in [1, 2, 4] {
        comments.push(board.app.store.comment(id).await.unwrap().unwrap());
    }
    // A colleague is quicker with the one that the others follow.
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    comments.rotate_left(1);
    let ruling = |comment| NewDecision {
        comment,
        decision: Decision::Remove(Reason::Spam),
        becomes: State::Removed(Reason::Spam),
        note: None,
        moderator,
        route: None,
        lesson: None,
    };
    let rulings: Vec<NewDecision<'_>> = comments.iter().map(ruling).collect();
    let ban = AuthorBan { why: "Spam".into(), ends_at: None };
    let now = board.app.now();
    assert!(!board.app.store.record_with_others(&rulings, Some(&ban), now).await.unwrap());
    board.guest().reads(&article).await.says("Er zijn 4 reacties");
    assert!(board.app.store.bans_in_force(now).await.unwrap().is_empty());
    is_well(&board).await;
}
