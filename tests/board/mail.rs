//! Mail: who hears of answers, how it is stopped, and what moderators are told.

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs;

use crate::harness::{Board, Person, address, link};

const NOTIFY: [(&str, &str); 1] = [("notify", "on")];

/// A board where Joost, a guest with a confirmed address, wants to hear of answers to comment 1.
async fn expecting() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Post").await;
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Wie weet het?", &NOTIFY).await.is(303);
    let mail = board.delivers_one_to(&address("Joost")).await;
    joost.sends(&link(&mail, "/confirm/"), &[]).await.is(303);
    (board, article, joost)
}

async fn answers(board: &Board, article: &str, body: &str) {
    board.guest().posts_as(article, "Rachida", body, &[("reply_to", "1")]).await.is(303);
}

#[tokio::test]
async fn who_asked_for_it_hears_of_an_answer() {
    let (board, article, joost) = expecting().await;
    answers(&board, &article, "Ik *weet* het").await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert_eq!(mail.subject, "Rachida reageert op je reactie bij ‘Post’");
    assert!(mail.text.contains("> Ik weet het"), "{}", mail.text);
    assert_eq!(link(&mail, "/comments/"), "/comments/2");
    assert!(mail.in_reply_to.unwrap().starts_with("thread-1@"));
    joost.posts_as(&article, "Joost", "Dat dacht ik al", &[("reply_to", "1")]).await.is(303);
    assert!(board.delivers().await.is_empty(), "nobody is told of their own answer");
    board.guest().posts_as(&article, "Rachida", "Los van u", &[]).await.is(303);
    assert!(board.delivers().await.is_empty());
}

#[tokio::test]
async fn an_address_nobody_confirmed_gets_no_answers() {
    let board = Board::open().await;
    let article = board.article("Post").await;
    board.guest().posts_as(&article, "Joost", "Ik ben Joost niet", &NOTIFY).await.is(303);
    board.delivers().await;
    answers(&board, &article, "Antwoord").await;
    assert!(board.delivers().await.is_empty());
}

#[tokio::test]
async fn an_answer_that_is_gone_before_the_mail_is_made_is_not_told() {
    let (board, article, _) = expecting().await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    answers(&board, &article, "Wat een sukkels").await;
    bram.decides(2, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    assert!(board.delivers().await.iter().all(|mail| mail.to != address("Joost")));
}

#[tokio::test]
async fn one_click_stops_the_mail_and_one_click_lets_it_come_again() {
    let (board, article, _) = expecting().await;
    answers(&board, &article, "Eerste antwoord").await;
    let stop = board.delivers_one_to(&address("Joost")).await.unsubscribe.unwrap();
    let path = stop[stop.find("/unsubscribe/").unwrap()..].to_owned();
    let anybody = board.guest();
    let page = anybody.reads(&path).await.is(200).says("j…@post.example");
    page.never_says("joost@post.example");
    answers(&board, &article, "Lezen stopt niets").await;
    assert_eq!(board.delivers().await.len(), 1);

    // As a mail program sends it: no cookie, no origin.
    let request = Request::post(&path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    board.guest().asks(request).await.is(200).says("Je krijgt geen e-mail meer");
    answers(&board, &article, "Tweede antwoord").await;
    assert!(board.delivers().await.is_empty());
    anybody.sends(&path, &[("choice", "again")]).await.goes_on_to(&path);
    answers(&board, &article, "Derde antwoord").await;
    assert_eq!(board.delivers().await.len(), 1);
    anybody.sends(&path, &[]).await.goes_on_to(&path);
    anybody.reads(&path).await.says("Je krijgt geen e-mail meer");
    anybody.reads(&format!("{path}x")).await.is(404);
}

#[tokio::test]
async fn one_click_is_heard_however_it_is_sent() {
    const PART: &str = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    let (board, article, _) = expecting().await;
    answers(&board, &article, "Antwoord").await;
    let stop = board.delivers_one_to(&address("Joost")).await.unsubscribe.unwrap();
    let path = stop[stop.find("/unsubscribe/").unwrap()..].to_owned();
    let form = "application/x-www-form-urlencoded";
    for (kind, body) in [
        (Some("multipart/form-data; boundary=b"), PART),
        (Some("multipart/form-data"), "x"),
        (Some(form), "List-Unsubscribe=One-Click"),
        (None, "List-Unsubscribe=One-Click"),
        (None, ""),
        (Some("text/plain"), "\0"),
    ] {
        for foreign in [false, true] {
            let mut request = Request::post(&path);
            if let Some(kind) = kind {
                request = request.header("content-type", kind);
            }
            if foreign {
                request = request
                    .header("origin", "https://mail.example")
                    .header("sec-fetch-site", "cross-site");
            }
            let request = request.body(Body::from(body)).unwrap();
            board.guest().asks(request).await.is(200).says("Je krijgt geen e-mail meer");
            board.guest().sends(&path, &[("choice", "again")]).await.goes_on_to(&path);
            board.guest().reads(&path).await.says("j…@post.example");
        }
    }
    let empty = Request::post(&path).header("content-type", form).body(Body::empty());
    board.guest().asks(empty.unwrap()).await.goes_on_to(&path);
    board.guest().reads(&path).await.says("Je krijgt geen e-mail meer");
    let long = "a".repeat(2_000);
    board.guest().sends(&path, &[("choice", &long)]).await.is(413);
}

#[tokio::test]
async fn mail_is_from_the_name_an_administrator_chose() {
    let board = Board::open().await;
    let admin = board.somebody("Bram", Role::Admin).await;
    let fields =
        [("version", "0"), ("name", "Het Blad"), ("light", "#0b5459"), ("dark", "#84d5d0")];
    admin.uploads("/desk/settings", &fields, None).await.is(303);
    board.guest().sends("/forgot", &[("email", "iemand@post.example")]).await.is(303);
    assert_eq!(board.delivers_one_to("iemand@post.example").await.from, "Het Blad");
}

#[tokio::test]
async fn a_moderator_hears_at_once_or_in_a_digest() {
    let board = Board::open().await;
    let article = board.article("Post").await;
    let bram = board.account("Bram de Wit", Role::Moderator).await;
    board.account("Lid", Role::Member).await;
    let truus = board.guest();
    truus.posts_as(&article, "Truus", "Ik zie niets", &[("intent", "unreadable")]).await.is(303);
    assert!(board.delivers().await.is_empty(), "a digest is the default");
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let mail = board.delivers_one_to("bram.de.wit@post.example").await;
    assert_eq!(mail.subject, "1 reactie wacht bij Weerwoord");
    assert!(mail.text.contains("Vastgehouden: 1"), "{}", mail.text);
    board.clock.advance(SignedDuration::from_hours(25));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    assert!(board.delivers().await.is_empty(), "nothing new waits");
    truus.posts_as(&article, "Truus", "Nog steeds niet", &[("intent", "unreadable")]).await.is(303);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    board.delivers_one_to("bram.de.wit@post.example").await;

    board.sets_digest(bram, "at-once").await;
    truus.posts_as(&article, "Truus", "Derde keer", &[("intent", "unreadable")]).await.is(303);
    let mail = board.delivers_one_to("bram.de.wit@post.example").await;
    assert!(mail.text.contains("> Derde keer"), "{}", mail.text);
    assert_eq!(link(&mail, "/moderation/comments/"), "/moderation/comments/3?decision=keep");
}

#[tokio::test]
async fn mail_goes_to_a_domain_as_the_network_spells_it() {
    let board = Board::open().await;
    board.guest().sends("/forgot", &[("email", "Iemand@Büro.example")]).await.is(303);
    board.delivers_one_to("Iemand@xn--bro-hoa.example").await;
}

#[tokio::test]
async fn an_address_that_no_mail_server_takes_is_refused_at_every_form() {
    const TOLD: &str = "Gebruik vóór de @ alleen cijfers, leestekens en letters zonder accent";
    let board = Board::open().await;
    let article = board.article("Post").await;
    let wide = ("email", "jürgen@post.example");
    let named = ("name", "Jürgen");
    let password = ("password", crate::harness::PASSWORD);
    for (path, fields) in [
        (format!("{article}/comments"), vec![wide, named, ("body", "Een reactie")]),
        ("/register".to_owned(), vec![wide, named, password]),
        ("/forgot".to_owned(), vec![wide]),
        ("/my-comments".to_owned(), vec![wide]),
    ] {
        let page = board.guest().sends(&path, &fields).await.is(422).says(TOLD);
        assert_eq!(page.field("email"), "jürgen@post.example", "{path}");
    }
    board.guest().posts(&article, "Eerste").await.is(303);
    let report = [wide, named, ("reason", "illegal"), ("explanation", "Dit mag niet van de wet")];
    board.guest().sends("/comments/1/report", &report).await.is(422).says(TOLD);
    let lid = board.somebody("Lid", Role::Member).await;
    lid.sends("/account/email", &[wide, password]).await.is(422).says(TOLD);
    board.guest().sends("/login", &[wide, password]).await.is(422).never_says(TOLD);
}

#[tokio::test]
async fn a_ban_on_one_spelling_of_a_domain_keeps_out_the_other() {
    for (banned, posts) in [
        ("joost@büro.example", "joost@xn--bro-hoa.example"),
        ("joost@xn--bro-hoa.example", "Joost@BÜRO.example"),
    ] {
        let board = Board::open().await;
        let article = board.article("Post").await;
        let bram = board.somebody("Bram", Role::Moderator).await;
        let ban = [("kind", "email"), ("value", banned), ("why", "Blijft reclame maken")];
        bram.sends("/moderation/bans", &ban).await.is(303);
        let joost = board.guest();
        joost.posts_as(&article, "Joost", "Koop nu", &[("email", posts)]).await.is(403);
        joost
            .posts_as(&article, "Joost", "Hallo", &[("email", "joost@buro.example")])
            .await
            .is(303);
    }
}
