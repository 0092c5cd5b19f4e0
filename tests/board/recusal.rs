//! Recusal: nobody judges their own comment, appeal or decision while a colleague can.

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person, Settings, address, link};

const SPAM: [(&str, &str); 2] = [("decision", "remove"), ("reason", "spam")];
const TEXT: &str = "Dit is geen reclame: ik geef antwoord op de vraag.";

/// A board with an article, and Bram, who moderates and wrote comment 1.
async fn own_comment() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.posts(&article, "Van een moderator").await.is(303);
    let report = [("reason", "insult"), ("explanation", "Scheldt")];
    board.guest().sends("/comments/1/report", &report).await.is(303);
    (board, article, bram)
}

async fn bulk(person: &Person, ids: &[&str]) -> Page {
    let ids = ids.iter().map(|id| ("ids", *id));
    person.sends("/moderation/bulk", &ids.chain(SPAM).collect::<Vec<_>>()).await
}

/// The editor who wrote the article moderates no more.
async fn is_alone(board: &Board) {
    let sanne = weerwoord::account::Email::new(&address("Sanne Verhoef")).unwrap();
    let sanne = board.app.store.account(&sanne).await.unwrap().unwrap().id;
    board.app.store.change_role(sanne, Role::Member, None, board.app.now()).await.unwrap();
}

#[tokio::test]
async fn nobody_decides_about_their_own_comment_and_the_reports_about_it() {
    let (board, article, bram) = own_comment().await;
    board.guest().posts_as(&article, "Joost", "Van een ander", &[]).await.is(303);
    for decision in [&[("decision", "keep")][..], &SPAM, &[("decision", "verbannen")]] {
        bram.decides(1, decision).await.is(403).says("Dit is je eigen reactie");
    }
    bram.sends("/moderation/comments/1", &SPAM).await.is(403);
    bulk(&bram, &["1:1", "2:1"]).await.is(403).says("Dit is je eigen reactie");
    board.guest().reads(&article).await.says("Van een moderator").says("Van een ander");
    for page in ["/moderation?queue=reported", "/moderation/comments/1"] {
        let page = bram.reads(page).await.is(200).says("Dit is je eigen reactie");
        assert!(page.texts("#comment-1 .decide button").is_empty());
        assert!(page.texts("#comment-1 [name=ids]").is_empty());
    }
    let page = bram.reads(&article).await;
    assert!(page.texts("#comment-1 .more button").is_empty());
    assert_eq!(page.texts("#comment-2 .more [action='/moderation/comments/2'] button").len(), 2);

    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    nadia.decides(1, &SPAM).await.is(303);
    bram.decides(1, &[("decision", "restore")]).await.is(403);
    let late = [("decision", "keep"), ("version", "1")];
    bram.sends("/moderation/comments/1", &late).await.is(409).says("Nadia Bos was je voor");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_a_moderator_wrote_as_a_guest_is_theirs_once_the_address_is_confirmed() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.guest();
    bram.posts_as(&article, "Bram de Wit", "Als gast", &[]).await.is(303);
    let email = address("Bram de Wit");
    bram.sends("/my-comments", &[("email", &email)]).await.is(303);
    let mail = board.delivers_one_to(&email).await;
    bram.sends(&link(&mail, "/confirm/"), &[]).await.is(303);
    board.account("Bram de Wit", Role::Moderator).await;
    bram.logs_in("Bram de Wit").await.is(303);
    bram.decides(1, &SPAM).await.is(403).says("Dit is je eigen reactie");
}

#[tokio::test]
async fn the_store_refuses_for_good_and_keeps_nothing() {
    use weerwoord::comment::{Reason, State};
    use weerwoord::error::Error;
    use weerwoord::moderation::Decision;
    use weerwoord::store::moderation::NewDecision;
    let (board, article, _bram) = own_comment().await;
    board.guest().posts_as(&article, "Joost", "Van een ander", &[]).await.is(303);
    let store = &board.app.store;
    let bram = weerwoord::account::Email::new(&address("Bram de Wit")).unwrap();
    let moderator = store.account(&bram).await.unwrap().unwrap().id;
    let mut comments = Vec::new();
    for id in [1, 2] {
        comments.push(store.comment(id).await.unwrap().unwrap());
    }
    let rulings: Vec<NewDecision<'_>> = comments
        .iter()
        .map(|comment| NewDecision {
            comment,
            decision: Decision::Remove(Reason::Spam),
            becomes: State::Removed(Reason::Spam),
            note: None,
            moderator,
            route: None,
            lesson: None,
        })
        .collect();
    let refused = store.record_all(&rulings, board.app.now()).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
    board.guest().reads(&article).await.says("Er zijn 2 reacties");
    assert_eq!(board.value("SELECT decision FROM decisions").await, None);
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn who_is_alone_decides_and_undoes_until_a_colleague_comes() {
    let (board, article, bram) = own_comment().await;
    is_alone(&board).await;
    bram.decides(1, &SPAM).await.is(303);
    board.account("Nadia Bos", Role::Moderator).await;
    let undo = [("decision", "restore"), ("undo", "yes")];
    bram.decides(1, &undo).await.is(403).says("Dit is je eigen reactie");
    board.guest().reads(&article).await.says("verwijderd wegens spam");
}

#[tokio::test]
async fn an_administrator_does_not_erase_their_own_comment_while_another_can() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let naima = board.somebody("Naima", Role::Admin).await;
    naima.posts(&article, "Dorpsstraat 1").await.is(303);
    let path = "/moderation/comments/1/expunge";
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    board.account("Joris", Role::Admin).await;
    naima.reads("/moderation/comments/1").await.never_says("/expunge");
    naima.reads(path).await.is(403);
    naima.sends(path, &order).await.is(403).says("Dit is je eigen reactie");
    board.guest().reads(&article).await.says("Dorpsstraat 1");
}

/// A removal by Bram of a comment by `writer`, against which its author appealed.
async fn contested(board: &Board, writer: &Person, bram: &Person, article: &str) {
    writer.posts_as(article, "Koning Bereik", "Koop bij ons", &[]).await.is(303);
    bram.decides(1, &SPAM).await.is(303);
    let mail = board.delivers().await;
    let path = mail.iter().find(|mail| mail.text.contains("/appeals/")).unwrap();
    board.guest().sends(&link(path, "/appeals/"), &[("text", TEXT)]).await.is(303);
}

#[tokio::test]
async fn who_decided_does_not_touch_what_is_contested_by_any_way() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    contested(&board, &board.guest(), &bram, &article).await;
    bram.decides(1, &[("decision", "restore")]).await.is(403).says("Er loopt een bezwaar");
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(403);
    let restore = [("ids", "1:2"), ("decision", "restore")];
    bram.sends("/moderation/bulk", &restore).await.is(403).says("Er loopt een bezwaar");
    let undo = [("decision", "restore"), ("undo", "yes")];
    bram.decides(1, &undo).await.is(403);
    let answer = [("outcome", "granted"), ("answer", "Toch goed."), ("version", "2")];
    bram.sends("/moderation/appeals/1", &answer).await.is(403).says("tegen je eigen beslissing");
    let page = bram.reads("/moderation?queue=appeals").await.says("Er loopt een bezwaar");
    assert!(page.texts(".decide a").is_empty());
    board.guest().reads(&article).await.says("verwijderd wegens spam");
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    assert_eq!(nadia.reads("/moderation?queue=appeals").await.texts(".decide a").len(), 1);
    nadia.sends("/moderation/appeals/1", &answer).await.is(303);
    board.guest().reads(&article).await.says("Koop bij ons");
    // It is decided, so that everybody may go on.
    bram.decides(1, &SPAM).await.is(303);
}

#[tokio::test]
async fn who_appeals_does_not_answer_it_and_who_decided_does_where_nobody_else_can() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    is_alone(&board).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    contested(&board, &nadia, &bram, &article).await;
    let answer = [("outcome", "granted"), ("answer", "Toch goed."), ("version", "2")];
    nadia.reads("/moderation/appeals/1").await.is(403).says("Dit is je eigen reactie");
    nadia.sends("/moderation/appeals/1", &answer).await.is(403);
    bram.reads("/moderation/appeals/1").await.is(200);
    bram.sends("/moderation/appeals/1", &answer).await.is(303);
    board.guest().reads(&article).await.says("Koop bij ons");
}

#[tokio::test]
async fn who_reported_and_appeals_does_not_answer() {
    let board = Board::with(Settings::easy()).await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    board.guest().posts_as(&article, "Joost", "Grof", &[]).await.is(303);
    let report = [("reason", "insult"), ("explanation", "Scheldt"), ("name", ""), ("email", "")];
    nadia.sends("/comments/1/report", &report).await.is(303);
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    let mail = board.delivers().await;
    let mail = mail.iter().find(|mail| mail.text.contains("/appeals/")).unwrap();
    nadia.sends(&link(mail, "/appeals/"), &[("text", TEXT)]).await.is(303);
    nadia.decides(1, &SPAM).await.is(403).says("Je maakte zelf bezwaar");
    nadia.reads("/moderation/appeals/1").await.is(403).says("Je maakte zelf bezwaar");
    bram.reads("/moderation/appeals/1").await.is(403);
}
