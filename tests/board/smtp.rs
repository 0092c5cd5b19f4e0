//! Mail servers as they are: one that accepts, and those that refuse, hang, hang up, or are down for an hour.

use std::time::Duration;

use jiff::SignedDuration;
use weerwoord::jobs;

use crate::harness::{Board, MailServer, Settings, left_out, test_name};

const NEEDS: &str = "Python with aiosmtpd";

async fn board(port: u16) -> Board {
    let url = format!("smtp://127.0.0.1:{port}?from=redactie%40blog.example");
    Board::on_smtp(Settings::easy().with("SMTP_URL", &url), Duration::from_millis(700)).await
}

/// Somebody asks for a link by mail.
async fn asks(board: &Board, email: &str) {
    board.guest().sends("/forgot", &[("email", email)]).await.is(303);
}

/// The value of a header, its folded lines put together.
fn header<'a>(message: &'a str, name: &str) -> Vec<String> {
    let head: &'a str = message.split("\r\n\r\n").next().unwrap();
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("{name}: ")))
        .map(str::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_arrives_whole() {
    let Some(server) = MailServer::start("accept", 0) else { return left_out(&test_name(), NEEDS) };
    let board = board(server.port).await;
    let article = board
        .article(
            "Café ’t Hoekje — een heel lange titel die zeker niet op één regel van een e-mail past",
        )
        .await;
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Eerste", &[("notify", "on")]).await.is(303);
    jobs::post_round(&board.app).await.unwrap();
    let (to, message) = server.has_accepted(1).remove(0);
    assert_eq!(to, "joost@post.example");
    assert_eq!(header(&message, "From"), ["Weerwoord <redactie@blog.example>"]);
    assert_eq!(header(&message, "To"), ["joost@post.example"]);
    assert_eq!(header(&message, "Auto-Submitted"), ["auto-generated"]);
    assert_eq!((header(&message, "Date").len(), header(&message, "Message-ID").len()), (1, 1));
    assert!(header(&message, "Content-Type")[0].starts_with("multipart/alternative"), "{message}");
    assert!(
        message.contains("Content-Type: text/plain; charset=utf-8")
            && message.contains("Content-Type: text/html; charset=utf-8")
    );
    assert!(message.lines().all(|line| line.len() <= 998), "RFC 5322, section 2.1.1");
    assert_eq!(board.app.store.waiting_mail().await.unwrap(), (0, 0));
    assert_eq!(
        board.value("SELECT text FROM outbox").await.as_deref(),
        Some(""),
        "what left is not kept"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_hangs_or_hangs_up_loses_nothing() {
    for mood in ["refuse", "later", "hang", "drop"] {
        let Some(server) = MailServer::start(mood, 0) else { return left_out(&test_name(), NEEDS) };
        let port = server.port;
        let board = board(port).await;
        asks(&board, "iemand@post.example").await;
        jobs::post_round(&board.app).await.unwrap();
        assert_eq!(board.app.store.waiting_mail().await.unwrap(), (0, 1), "{mood}");
        drop(server);
        let server = MailServer::start("accept", port).expect("it was there a moment ago");
        jobs::post_round(&board.app).await.unwrap();
        assert_eq!(server.accepted().len(), 0, "{mood}: not before its time");
        board.clock.advance(SignedDuration::from_mins(2));
        jobs::post_round(&board.app).await.unwrap();
        server.has_accepted(1);
        board.clock.advance(SignedDuration::from_hours(12));
        jobs::post_round(&board.app).await.unwrap();
        server.has_accepted(1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_without_a_server_delays_mail_and_nothing_else() {
    let Some(server) = MailServer::start("accept", 0) else { return left_out(&test_name(), NEEDS) };
    let port = server.port;
    drop(server);
    let board = board(port).await;
    let article = board.article("Uur").await;
    let mut ids = Vec::new();
    for minute in 0..60 {
        let name = format!("Gast {minute}");
        board
            .guest()
            .posts_as(&article, &name, "Ik wil het weten", &[("notify", "on")])
            .await
            .is(303);
        // What is posted is there before anybody tries to send: posting never waits for mail.
        assert_eq!(board.app.store.waiting_mail().await.unwrap().0, 1);
        jobs::post_round(&board.app).await.unwrap();
        board.clock.advance(SignedDuration::from_mins(1));
        ids.push(
            board.value("SELECT message_id FROM outbox ORDER BY id DESC LIMIT 1").await.unwrap(),
        );
    }
    assert_eq!(board.app.store.waiting_mail().await.unwrap(), (0, 60));
    let server = MailServer::start("accept", port).expect("it was there a moment ago");
    for _ in 0..130 {
        board.clock.advance(SignedDuration::from_mins(1));
        jobs::post_round(&board.app).await.unwrap();
    }
    let accepted = server.has_accepted(60);
    let mut arrived: Vec<String> = accepted
        .iter()
        .map(|(_, message)| header(message, "Message-ID")[0].trim_matches(['<', '>']).to_owned())
        .collect();
    arrived.sort();
    ids.sort();
    assert_eq!(arrived, ids, "each once, under the name it had from the start");
    assert_eq!(board.app.store.waiting_mail().await.unwrap(), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_days_a_message_is_given_up() {
    let Some(server) = MailServer::start("refuse", 0) else { return left_out(&test_name(), NEEDS) };
    let board = board(server.port).await;
    asks(&board, "iemand@post.example").await;
    for _ in 0..40 {
        jobs::post_round(&board.app).await.unwrap();
        board.clock.advance(SignedDuration::from_hours(2));
    }
    assert_eq!(board.app.store.waiting_mail().await.unwrap(), (0, 0));
    assert_eq!(
        board.value("SELECT text FROM outbox WHERE given_up_at IS NOT NULL").await.as_deref(),
        Some("")
    );
}
