//! First start: a board without an administrator gets one by the link that its server logs, once.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs::extend_setup_link;
use weerwoord::security::token::Token;

use crate::harness::{Board, PASSWORD, Settings, free_port};

/// Path of the link with this token, valid from now on.
async fn link(board: &Board, number: u8) -> String {
    let link = extend_setup_link(&board.app, &Token::new([number; 32])).await.unwrap().unwrap();
    link.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned()
}

/// What Ada fills in, with these fields instead.
fn filled<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("name", "Ada"),
        ("email", "ada@post.example"),
        ("password", PASSWORD),
        ("board", "Weerwoord"),
        ("example", "on"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| !changed.iter().any(|(new, _)| new == name));
    kept.chain(changed.iter().copied()).collect()
}

async fn count(board: &Board, statement: &'static str) -> i64 {
    board.value(statement).await.unwrap().parse().unwrap()
}

const ACCOUNTS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM accounts";

#[tokio::test]
async fn a_board_without_an_administrator_gets_one_by_its_link() {
    let board = Board::open().await;
    let empty = board.guest().reads("/").await.is(200).says("Deze site wordt klaargezet");
    assert_eq!(empty.header("cache-control"), Some("private, no-store"));
    empty.never_says("/setup/");
    let link = link(&board, 1).await;
    let ada = board.guest();
    let page = ada.reads(&link).await.is(200).says("Deze site heeft nog geen beheerder");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    assert_eq!(page.field("board"), "Weerwoord");
    assert!(page.attribute("input#example", "checked").is_some());
    page.says("http://127.0.0.1:3000 (WEERWOORD_PUBLIC_URL)").says("weerwoord.toml");
    let sent = ada.sends(&link, &filled(&[("board", "Ons blad")])).await;
    sent.goes_on_to("/desk?done=setup");
    let desk = ada.reads("/desk?done=setup").await.is(200).says("Welkom. Je bent beheerder");
    assert_eq!(desk.texts(".pieces h2"), ["Zo werkt schrijven hier"]);
    let front = board.guest().reads("/").await.is(200).says("Zo werkt schrijven hier");
    assert!(front.text().contains("Ons blad"), "the name is in force at once");
    board.guest().reads("/articles/zo-werkt-schrijven-hier").await.is(200).says("Ada");
    let log = ada.reads("/desk/log").await.is(200).texts(".record p:first-child");
    let want = ["Ada: Ingelogd", "Ada: Instellingen gewijzigd · naam"];
    assert_eq!(log[..2], want);
    assert_eq!(log[2], "Ada: Account gemaakt · Ada · Beheerder");

    // Once is once.
    assert!(extend_setup_link(&board.app, &Token::new([1; 32])).await.unwrap().is_none());
    ada.reads(&link).await.is(404);
    ada.sends(&link, &filled(&[("email", "eva@post.example"), ("name", "Eva")])).await.is(404);
    assert_eq!(count(&board, ACCOUNTS).await, 1);
    let again = board.guest();
    again.logs_in("Ada").await.is(303);
    again.reads("/desk/people").await.is(200);
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_board_may_begin_empty_and_its_example_goes_like_any_article() {
    let board = Board::open().await;
    let ada = board.guest();
    let link = link(&board, 1).await;
    ada.sends(&link, &filled(&[("example", "")])).await.goes_on_to("/desk?done=setup");
    board.guest().reads("/").await.is(200).says("Er zijn nog geen artikelen");
    assert_eq!(
        count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM settings").await,
        0,
        "the name of the settings is not stored a second time"
    );

    let english = Board::with(Settings::easy().with("LANG", "en")).await;
    let ada = english.guest();
    let link = self::link(&english, 1).await;
    ada.sends(&link, &filled(&[])).await.goes_on_to("/desk?done=setup");
    let written = ada.reads("/desk/articles/1").await.is(200);
    let version = written.attribute("input[name=version]", "value").unwrap();
    let article = english.app.store.written(1).await.unwrap().unwrap().content;
    let fields = [
        ("intent", "unpublish"),
        ("version", version.as_str()),
        ("title", article.title.as_str()),
        ("slug", article.slug.as_str()),
        ("author", "1"),
        ("body", article.body.as_str()),
        ("comments", "open"),
    ];
    ada.sends("/desk/articles/1", &fields).await.is(303);
    english.guest().reads("/articles/how-writing-works-here").await.is(404);
}

#[tokio::test]
async fn bad_input_keeps_what_was_typed_and_makes_nothing() {
    let board = Board::open().await;
    let (link, ada) = (link(&board, 1).await, board.guest());
    let long = "x".repeat(61);
    let bad = [("name", ""), ("email", "ada"), ("password", "kort"), ("board", long.as_str())];
    let page = ada.sends(&link, &filled(&bad)).await.is(422);
    assert_eq!(page.texts("#errors li").len(), 4, "{}", page.text());
    for field in ["name", "email", "password", "board"] {
        assert!(page.attribute(&format!("#{field}-error"), "class").is_some(), "{field}");
    }
    assert_eq!((page.field("email").as_str(), page.field("password").as_str()), ("ada", ""));
    assert_eq!(page.field("board"), long);
    assert!(page.attribute("input#example", "checked").is_some());
    let guessed = [("password", "Weerwoord2026"), ("example", "")];
    let page = ada.sends(&link, &filled(&guessed)).await.is(422).never_says("Weerwoord2026");
    assert!(page.attribute("input#example", "checked").is_none());
    assert_eq!(count(&board, ACCOUNTS).await, 0);
    // A name or an address that somebody took who registered meanwhile.
    board.account("Ada", Role::Member).await;
    let page = ada.sends(&link, &filled(&[("email", "a@post.example")])).await.is(422);
    page.says("Deze naam is al van een lid");
    let page = ada.sends(&link, &filled(&[("name", "Eva")])).await.is(422);
    page.says("Dit adres hoort al bij een account");
    let articles = "SELECT CAST(COUNT(*) AS TEXT) FROM articles";
    assert_eq!(count(&board, articles).await, 0);
}

#[tokio::test]
async fn no_other_link_opens_it_and_none_outlives_its_process() {
    let board = Board::open().await;
    let link = link(&board, 1).await;
    let guest = board.guest();
    for wrong in ["x".to_owned(), "0".repeat(64), "02".repeat(32)] {
        guest.reads(&format!("/setup/{wrong}")).await.is(404);
        guest.sends(&format!("/setup/{wrong}"), &filled(&[])).await.is(404);
    }
    board.clock.advance(SignedDuration::from_hours(2) - SignedDuration::from_secs(1));
    guest.reads(&link).await.is(200);
    board.clock.advance(SignedDuration::from_secs(1));
    guest.reads(&link).await.is(404);
    guest.sends(&link, &filled(&[])).await.is(404);
    // The process extends it as long as it runs; another start has a link of its own.
    self::link(&board, 1).await;
    guest.reads(&link).await.is(200);
    let other = self::link(&board, 2).await;
    guest.reads(&other).await.is(200);
    board.account("Ada", Role::Admin).await;
    for link in [link, other] {
        guest.reads(&link).await.is(404);
        guest.sends(&link, &filled(&[("name", "Eva")])).await.is(404);
    }
}

#[tokio::test]
async fn readers_who_register_first_do_not_close_it() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    let link = link(&board, 1).await;
    board.guest().sends(&link, &filled(&[])).await.goes_on_to("/desk?done=setup");
}

#[tokio::test]
async fn every_node_answers_the_link_of_another() {
    let board = Board::open().await;
    let link = link(&board, 1).await;
    let node = board.another_node().await;
    let ada = board.guest().at(&node);
    ada.reads(&link).await.is(200);
    ada.sends(&link, &filled(&[])).await.goes_on_to("/desk?done=setup");
    board.guest().reads(&link).await.is(404);
}

#[tokio::test]
async fn several_who_send_it_at_once_make_one_administrator() {
    let board = Board::open().await;
    let (one, two) = (link(&board, 1).await, link(&board, 2).await);
    let names = ["Ada", "Bram", "Cor", "Dirk", "Els", "Fien"];
    let sent = names.iter().enumerate().map(|(number, name)| {
        let (link, person) = (if number % 2 == 0 { &one } else { &two }, board.guest());
        async move {
            let email = format!("{name}@post.example");
            let fields = filled(&[("name", name), ("email", &email)]);
            person.sends(link, &fields).await.status.as_u16()
        }
    });
    let mut answers = futures_util::future::join_all(sent).await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 404, 404, 404, 404, 404]);
    assert_eq!(count(&board, ACCOUNTS).await, 1);
    assert_eq!(count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM articles").await, 1);
}

#[tokio::test]
async fn a_test_message_shows_whether_mail_works_and_keeps_the_form() {
    let board = Board::open().await;
    let (link, ada) = (link(&board, 1).await, board.guest());
    let test = [("intent", "test"), ("board", "Ons blad"), ("example", "")];
    let page = ada.sends(&link, &filled(&test)).await.is(200);
    let page = page.says("Het proefbericht is geschreven, maar zonder mailserver");
    assert_eq!((page.field("name"), page.field("board")), ("Ada".into(), "Ons blad".into()));
    assert!(page.attribute("input#example", "checked").is_none());
    page.never_says(PASSWORD);
    let mail = board.delivers_one_to("ada@post.example").await;
    assert_eq!(mail.subject, "Proefbericht");
    let page = ada.sends(&link, &filled(&[("intent", "test"), ("email", "ada")])).await.is(422);
    assert_eq!(page.field("email"), "ada");
    assert_eq!(count(&board, ACCOUNTS).await, 0);

    let server = format!("smtp://127.0.0.1:{}?from=a%40blog.example&tls=none", free_port());
    let settings = Settings::easy().with("SMTP_URL", &server);
    let board = Board::on_smtp(settings, Duration::from_secs(5)).await;
    let (link, ada) = (self::link(&board, 1).await, board.guest());
    let page = ada.sends(&link, &filled(&test)).await.is(422);
    let page = page.says("Het proefbericht is niet verstuurd. De mailserver is niet te bereiken");
    assert_eq!((page.field("name"), page.field("board")), ("Ada".into(), "Ons blad".into()));
    assert_eq!(page.field("email"), "ada@post.example");
}

#[tokio::test]
async fn a_host_that_is_not_the_public_one_is_told() {
    let board = Board::open().await;
    let (link, ada) = (link(&board, 1).await, board.guest());
    let ask = |host: &'static str| Request::get(&link).header("host", host).body(Body::empty());
    ada.asks(ask("127.0.0.1:3000").unwrap()).await.is(200).never_says("Let op");
    let page = ada.asks(ask("blog.example").unwrap()).await.is(200);
    page.says("deze pagina is geopend op blog.example, maar links in e-mails wijzen naar");
}

#[tokio::test]
async fn attempts_are_limited_as_those_to_log_in_and_mail_as_other_links() {
    let board = Board::with(Settings::default()).await;
    let (link, ada) = (link(&board, 1).await, board.guest());
    for _ in 0..20 {
        ada.sends(&link, &filled(&[("password", "kort")])).await.is(422);
    }
    let page = ada.sends(&link, &filled(&[])).await.is(429);
    assert!(page.header("retry-after").is_some());
    assert_eq!(page.field("name"), "Ada");
    for _ in 0..4 {
        ada.sends(&link, &filled(&[("intent", "test")])).await.is(200);
    }
    ada.sends(&link, &filled(&[("intent", "test")])).await.is(429);
    board.delivers().await;
    board.clock.advance(SignedDuration::from_mins(2));
    self::link(&board, 1).await;
    ada.sends(&link, &filled(&[])).await.goes_on_to("/desk?done=setup");
}
