//! What the desk tells administrators when something is wrong with the board.

use axum::body::Body;
use axum::http::Request;
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::config::DatabaseUrl;
use weerwoord::jobs;

use crate::harness::{Board, Page, Person, Settings};

const HEADING: &str = "Er is iets mis met dit bord";

/// Two messages, of which one was given up.
async fn has_failed_mail(board: &Board) {
    for name in ["bram", "noor"] {
        let email = format!("{name}@post.example");
        board.guest().sends("/forgot", &[("email", &email)]).await.is(303);
    }
    jobs::process_events(&board.app).await.unwrap();
    board.sets("UPDATE outbox SET given_up_at = made_at WHERE recipient LIKE 'noor%'").await;
}

async fn at_host(person: &Person, host: &str) -> Page {
    let request = Request::get("/desk").header("host", host).body(Body::empty()).unwrap();
    person.asks(request).await.is(200)
}

#[tokio::test]
async fn failed_mail_is_told_at_the_desk_until_somebody_deals_with_it() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let (noor, sanne) = (
        board.somebody("Noor", Role::Moderator).await,
        board.somebody("Sanne Verhoef", Role::Editor).await,
    );
    bram.reads("/desk").await.is(200).never_says(HEADING);
    has_failed_mail(&board).await;
    bram.reads("/desk").await.never_says(HEADING);
    board.clock.advance(SignedDuration::from_mins(1));
    let page = bram.reads("/desk").await.says(HEADING).says("1 e-mail is niet bezorgd");
    assert_eq!(page.attribute("aside .faults a", "href").as_deref(), Some("/desk/mail"));
    assert_eq!(page.attribute("body > aside", "aria-label").as_deref(), Some(HEADING));
    assert!(!page.html().contains("role=\"alert\""), "nothing is read out before the page");
    bram.reads("/moderation").await.says("1 e-mail is niet bezorgd");
    for (person, path) in [(&noor, "/moderation"), (&sanne, "/desk"), (&sanne, "/moderation")] {
        let page = person.reads(path).await.is(200).says("Beheerders zien waarom.");
        let page = page.never_says("1 e-mail");
        assert_eq!(page.attribute("aside .faults a", "href"), None, "{path}");
    }
    for person in [&bram, &board.somebody("Joost", Role::Member).await, &board.guest()] {
        person.reads("/").await.is(200).never_says(HEADING);
    }
    board.clock.advance(SignedDuration::from_mins(15));
    let page = bram.reads("/desk").await.says("Er wacht al langer dan een kwartier e-mail");
    assert_eq!(page.texts(".faults li").len(), 2);
    let page = noor.reads("/moderation").await;
    assert_eq!(page.texts(".faults li").len(), 1, "it is the same to who cannot repair it");

    let failed = bram.reads("/desk/mail").await;
    let drop_it = failed.attribute("#failed ~ ul form[action$='/drop']", "action").unwrap();
    bram.sends(&drop_it, &[]).await.is(303);
    bram.reads("/desk").await.never_says("niet bezorgd").says("langer dan een kwartier");
    board.delivers().await;
    board.clock.advance(SignedDuration::from_mins(1));
    bram.reads("/desk").await.never_says(HEADING);
}

#[tokio::test]
async fn a_clock_that_was_set_and_an_index_that_is_behind_are_told() {
    let board = Board::with(Settings::easy().with("LANG", "en")).await;
    let (bram, noor) =
        (board.somebody("Bram", Role::Admin).await, board.somebody("Noor", Role::Moderator).await);
    let metrics = &board.app.metrics;
    metrics.clock_stepped(SignedDuration::from_mins(-5), board.app.now());
    metrics.indexed(board.app.now() - SignedDuration::from_mins(16));
    bram.reads("/desk/log")
        .await
        .says("Something is wrong with this board")
        .says("was wrong by 5 minutes")
        .says("The search index has not been updated");
    noor.reads("/moderation").await.says("searching may be slow").never_says("5 minutes");
    board.clock.advance(SignedDuration::from_mins(61));
    metrics.indexed(board.app.now());
    bram.reads("/desk/log").await.never_says("Something is wrong");
}

#[tokio::test]
async fn an_address_that_was_never_set_is_told_once_staff_use_another() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    board.article("Elders").await;
    at_host(&bram, "localhost:3000").await.never_says(HEADING);
    at_host(&bram, "127.0.0.1").await.never_says(HEADING);
    let stray = Request::get("/").header("host", "raar.example").body(Body::empty()).unwrap();
    board.guest().asks(stray).await.is(200);
    board.clock.advance(SignedDuration::from_mins(1));
    at_host(&bram, "localhost").await.never_says(HEADING);
    board.clock.advance(SignedDuration::from_mins(1));
    at_host(&bram, "blog.example").await.says("WEERWOORD_PUBLIC_URL").says(HEADING);

    let settings = Settings::easy()
        .with("PUBLIC_URL", "https://blog.example")
        .with("SMTP_URL", "smtp://127.0.0.1:2525?from=redactie@blog.example");
    let board = Board::with(settings).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    at_host(&bram, "www.blog.example").await.never_says(HEADING);
}

#[tokio::test]
async fn a_board_that_readers_use_wants_a_mail_server() {
    let settings = Settings::easy().with("PUBLIC_URL", "https://blog.example");
    let board = Board::with(settings).await;
    let ada = board.somebody("Ada", Role::Admin).await;
    ada.reads("/desk").await.says(HEADING).says("Er is geen mailserver ingesteld");
    let noor = board.somebody("Noor", Role::Editor).await;
    noor.reads("/desk").await.never_says(HEADING);
}

#[tokio::test]
async fn a_board_that_cannot_write_says_so_to_all_staff() {
    let board = Board::open().await;
    let DatabaseUrl::Sqlite(file) = board.database_url() else { return };
    let (bram, noor) =
        (board.somebody("Bram", Role::Admin).await, board.somebody("Noor", Role::Moderator).await);
    let away = file.with_extension("away");
    std::fs::rename(file, &away).unwrap();
    bram.reads("/desk").await.says("Er kan niets worden opgeslagen: de database");
    noor.reads("/moderation").await.says("Er kan nu niets worden opgeslagen. Een beheerder");
    std::fs::rename(&away, file).unwrap();
    board.clock.advance(SignedDuration::from_mins(1));
    bram.reads("/desk").await.never_says(HEADING);
}
