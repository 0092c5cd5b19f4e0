//! Mail servers as they are: one that accepts, and those that refuse, hang, hang up, or are down for an hour.

use std::process::Command;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::watch;
use weerwoord::account::Role;
use weerwoord::jobs;
use weerwoord::store::mail::Reason;

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

/// The events and the messages that wait.
async fn waiting(board: &Board) -> (i64, i64) {
    let backlog = board.app.store.mail_backlog().await.unwrap();
    (backlog.events, backlog.waiting)
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
    jobs::process_mail(&board.app).await.unwrap();
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
    assert_eq!(waiting(&board).await, (0, 0));
    assert_eq!(
        board.value("SELECT text FROM outbox").await.as_deref(),
        Some(""),
        "what left is not kept"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_hangs_or_hangs_up_loses_nothing() {
    for mood in
        ["later", "later-text", "hang", "drop", "silent", "closed", "refuse-sender", "want-log-in"]
    {
        let Some(server) = MailServer::start(mood, 0) else { return left_out(&test_name(), NEEDS) };
        let port = server.port;
        let board = board(port).await;
        asks(&board, "iemand@post.example").await;
        jobs::process_mail(&board.app).await.unwrap();
        assert_eq!(waiting(&board).await, (0, 1), "{mood}");
        drop(server);
        let server = MailServer::start("accept", port).expect("it was there a moment ago");
        jobs::process_mail(&board.app).await.unwrap();
        assert_eq!(server.accepted().len(), 0, "{mood}: not before its time");
        board.clock.advance(SignedDuration::from_mins(2));
        jobs::process_mail(&board.app).await.unwrap();
        server.has_accepted(1);
        board.clock.advance(SignedDuration::from_hours(12));
        jobs::process_mail(&board.app).await.unwrap();
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
        assert_eq!(waiting(&board).await.0, 1);
        jobs::process_mail(&board.app).await.unwrap();
        board.clock.advance(SignedDuration::from_mins(1));
        ids.push(
            board.value("SELECT message_id FROM outbox ORDER BY id DESC LIMIT 1").await.unwrap(),
        );
    }
    assert_eq!(waiting(&board).await, (0, 60));
    let server = MailServer::start("accept", port).expect("it was there a moment ago");
    for _ in 0..130 {
        board.clock.advance(SignedDuration::from_mins(1));
        jobs::process_mail(&board.app).await.unwrap();
    }
    let accepted = server.has_accepted(60);
    let mut arrived: Vec<String> = accepted
        .iter()
        .map(|(_, message)| header(message, "Message-ID")[0].trim_matches(['<', '>']).to_owned())
        .collect();
    arrived.sort();
    ids.sort();
    assert_eq!(arrived, ids, "each once, under the name it had from the start");
    assert_eq!(waiting(&board).await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_days_a_message_is_given_up() {
    let Some(server) = MailServer::start("later", 0) else { return left_out(&test_name(), NEEDS) };
    let board = board(server.port).await;
    asks(&board, "iemand@post.example").await;
    for _ in 0..40 {
        jobs::process_mail(&board.app).await.unwrap();
        board.clock.advance(SignedDuration::from_hours(2));
    }
    assert_eq!(waiting(&board).await, (0, 0));
    assert_eq!(
        why(&board).await,
        ("rcpt refused 451 come back later".to_owned(), "given up".to_owned())
    );
    board.clock.advance(SignedDuration::from_hours(7 * 24));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(
        board.value("SELECT text FROM outbox WHERE given_up_at IS NOT NULL").await.as_deref(),
        Some("")
    );
}

/// Why the one message in the outbox has not left, and what became of it.
async fn why(board: &Board) -> (String, String) {
    let why = "SELECT step || ' ' || problem || ' ' || COALESCE(CAST(code AS TEXT), '-') || ' ' || said FROM outbox";
    let fate = "SELECT CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN given_up_at IS NOT NULL THEN 'given up' ELSE 'waits' END FROM outbox";
    (board.value(why).await.unwrap_or_default(), board.value(fate).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_refusal_of_the_message_itself_ends_it_and_the_reason_is_kept() {
    for (mood, reason, fate) in [
        ("refuse", "rcpt refused 550 5.1.1 <…>: no such mailbox", "given up"),
        ("refuse-text", "data refused 554 5.7.1 this looks like spam", "given up"),
        ("later", "rcpt refused 451 come back later", "waits"),
        ("later-text", "data refused 451 4.3.0 try again later", "waits"),
        ("refuse-sender", "mail refused 550 5.7.1 sender not allowed", "waits"),
        ("want-log-in", "rcpt refused 530 5.7.0 authentication required", "waits"),
        ("hang", "data timeout - the server took too long", "waits"),
        ("silent", "greeting timeout - the server took too long", "waits"),
        ("closed", "greeting connection - ", "waits"),
    ] {
        let Some(server) = MailServer::start(mood, 0) else { return left_out(&test_name(), NEEDS) };
        let board = board(server.port).await;
        asks(&board, "iemand@post.example").await;
        jobs::process_mail(&board.app).await.unwrap();
        let (why, became) = why(&board).await;
        assert!(why.starts_with(reason), "{mood}: {why}");
        assert_eq!(became, fate, "{mood}");
        let kept = i64::from(fate == "waits");
        assert_eq!(waiting(&board).await, (0, kept), "{mood}");
        assert_ne!(board.value("SELECT text FROM outbox").await.as_deref(), Some(""), "{mood}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_be_used_is_told_from_one_that_is_away() {
    let Some(server) = MailServer::start("refuse-log-in", 0) else {
        return left_out(&test_name(), NEEDS);
    };
    let port = server.port;
    for (url, reason) in [
        (format!("smtp://board:wrong@127.0.0.1:{port}?from=a%40blog.example"), "auth refused 535"),
        (format!("smtps://127.0.0.1:{port}?from=a%40blog.example"), "tls tls - "),
        ("smtp://127.0.0.1:1?from=a%40blog.example".to_owned(), "connect connection - "),
        ("smtp://nowhere.invalid:25?from=a%40blog.example&tls=none".to_owned(), "resolve dns - "),
    ] {
        let settings = Settings::easy().with("SMTP_URL", &url);
        let board = Board::on_smtp(settings, Duration::from_secs(20)).await;
        asks(&board, "iemand@post.example").await;
        jobs::process_mail(&board.app).await.unwrap();
        let (why, became) = why(&board).await;
        assert!(why.starts_with(reason), "{url}: {why}");
        assert_eq!(became, "waits", "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_recipient_holds_up_nobody_and_no_stop() {
    let Some(server) = MailServer::start("slow", 0) else { return left_out(&test_name(), NEEDS) };
    let url = format!("smtp://127.0.0.1:{}?from=redactie%40blog.example", server.port);
    // It is never waited for: the test would take that long.
    let patience = Duration::from_hours(1);
    let board = Board::on_smtp(Settings::easy().with("SMTP_URL", &url), patience).await;
    asks(&board, "slow@post.example").await;
    for number in 0..30 {
        asks(&board, &format!("iemand{number}@post.example")).await;
        asks(&board, &format!("nobody{number}@post.example")).await;
    }
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(jobs::mail_worker(board.app.clone(), stopped));
    server.has_accepted(30);
    // What happens meanwhile becomes mail, and leaves.
    asks(&board, "later@post.example").await;
    let accepted = server.has_accepted(31);
    assert_eq!(accepted[30].0, "later@post.example");
    stop.send_replace(true);
    asks(&board, "too.late@post.example").await;
    // The one that is being handed over is waited for, what else waits is not.
    drop(server);
    worker.await.unwrap();
    let (events, messages) = waiting(&board).await;
    assert_eq!(events + messages, 2, "the slow one and the one that was too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_see_what_has_not_left_and_why() {
    let Some(server) = MailServer::start("slow", 0) else { return left_out(&test_name(), NEEDS) };
    let port = server.port;
    let board = board(port).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    bram.reads("/desk").await.says("E-mail");
    bram.reads("/desk/mail").await.says("Er is geen e-mail mislukt").says("Er wacht geen e-mail");
    for name in ["nobody.known", "slow.one", "fine"] {
        asks(&board, &format!("{name}@post.example")).await;
    }
    jobs::process_mail(&board.app).await.unwrap();
    let page = bram.reads("/desk/mail").await.is(200);
    let page = page
        .says("De mailserver weigert deze ontvanger. 550 5.1.1 <…>: no such mailbox")
        .says("Link voor een nieuw wachtwoord · n…@post.example")
        .says("De mailserver antwoordde niet op tijd.")
        .says("geschreven op 20 november 2026 om 09:00 · 1 poging · volgende poging op 20 november 2026 om 09:01")
        .says("Het laatste bericht is verstuurd op 20 november 2026 om 09:00");
    let page = page.never_says("nobody.known");
    assert_eq!(page.texts(".record").len(), 2);
    drop(server);
    let server = MailServer::start("accept", port).expect("it was there a moment ago");
    let to = page.attribute("#failed ~ ul form[action$='/again']", "action").unwrap();
    bram.sends(&to, &[]).await.goes_on_to("/desk/mail?done=again#done");
    bram.sends(&to, &[]).await.goes_on_to("/desk/mail?done=again#done");
    bram.reads("/desk/mail").await.says("Er is geen e-mail mislukt");
    let drop_it = page.attribute("#waiting ~ ul form[action$='/drop']", "action").unwrap();
    bram.sends(&drop_it, &[]).await.goes_on_to("/desk/mail?done=dropped#done");
    bram.sends(&drop_it, &[]).await.goes_on_to("/desk/mail?done=dropped#done");
    jobs::process_mail(&board.app).await.unwrap();
    board.clock.advance(SignedDuration::from_hours(1));
    jobs::process_mail(&board.app).await.unwrap();
    assert_eq!(server.has_accepted(1)[0].0, "nobody.known@post.example");
    bram.reads("/desk/mail").await.says("Er wacht geen e-mail").never_says("message-");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_tried_again_at_once_but_what_is_being_sent_or_erased() {
    let Some(server) = MailServer::start("refuse", 0) else { return left_out(&test_name(), NEEDS) };
    let port = server.port;
    let board = board(port).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    asks(&board, "erased@post.example").await;
    jobs::process_mail(&board.app).await.unwrap();
    board.clock.advance(SignedDuration::from_hours(8 * 24));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    bram.reads("/desk/mail").await.says("de tekst is gewist").never_says("/desk/mail/1/again");
    asks(&board, "failed@post.example").await;
    jobs::process_mail(&board.app).await.unwrap();
    asks(&board, "sending@post.example").await;
    jobs::process_events(&board.app).await.unwrap();
    let key = [7; 16];
    let sending = board.app.store.due_mail(5, &key, board.app.now()).await.unwrap();
    assert_eq!(sending.len(), 1);
    bram.reads("/desk/mail").await.says("wordt nu verstuurd");
    drop(server);
    let server = MailServer::start("accept", port).expect("it was there a moment ago");
    bram.sends("/desk/mail/again", &[]).await.goes_on_to("/desk/mail?done=all#done");
    jobs::process_mail(&board.app).await.unwrap();
    assert_eq!(server.has_accepted(1)[0].0, "failed@post.example");
    // A worker that holds its lease no longer changes nothing; the next one sends.
    board.clock.advance(SignedDuration::from_mins(11));
    jobs::process_mail(&board.app).await.unwrap();
    let late =
        Reason { step: "rcpt".into(), problem: "refused".into(), code: None, said: String::new() };
    let now = board.app.now();
    board.app.store.mail_stays(sending[0].id, &key, &late, None, now).await.unwrap();
    assert_eq!(server.has_accepted(2)[1].0, "sending@post.example");
    bram.reads("/desk/mail").await.says("Er wacht geen e-mail");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_send_each_message_once() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    let (other, _) = board.another_node().await;
    for number in 0..25 {
        asks(&board, &format!("iemand{number}@post.example")).await;
    }
    let (one, two) = tokio::join!(jobs::process_mail(&board.app), jobs::process_mail(&other));
    one.unwrap();
    two.unwrap();
    let mut names: Vec<String> = board.delivers().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(names.len(), 25);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 25);
}

/// Runs `weerwoord mail test` on a board that is not there: its exit code, and all it printed.
fn mail_test(url: &str, data: &std::path::Path) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_weerwoord"))
        .args(["mail", "test", "joost@post.example"])
        .env_clear()
        .env("WEERWOORD_DATA", data)
        .env("WEERWOORD_SMTP_URL", url)
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(printed).unwrap())
}

#[test]
fn an_operator_sees_what_the_server_says_to_each_step() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = mail_test("", folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("folder    test."), "{said}");
    assert!(folder.path().join("mail").is_dir() && !folder.path().join("weerwoord.db").exists());
    let Some(server) = MailServer::start("want-log-in", 0) else {
        return left_out(&test_name(), NEEDS);
    };
    let address = format!("127.0.0.1:{}?from=a%40blog.example", server.port);
    let (code, said) = mail_test(&format!("smtp://board:secret@{address}"), folder.path());
    assert_eq!(code, 1, "{said}");
    for line in [
        "sends mail through smtp://board:***@127.0.0.1",
        "resolve   127.0.0.1",
        "connect   connected",
        "greeting  220 post.example",
        "auth      235 2.7.0",
        "mail      250 OK",
        "rcpt failed (refused): 530: 5.7.0 authentication required",
    ] {
        assert!(said.contains(line), "{line} is not in: {said}");
    }
    assert!(!said.contains("secret") && !said.contains("c2VjcmV0"), "{said}");
    let server = MailServer::start("accept", 0).unwrap();
    let address = format!("127.0.0.1:{}?from=a%40blog.example", server.port);
    let (code, said) = mail_test(&format!("smtp://{address}"), folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("data      250 OK"), "{said}");
    // Where nobody answers, that is said and is no failure.
    for line in ["Records of blog.example, ", "\nSPF ", "\nDMARC ", "\nDKIM      not checked"] {
        assert!(said.contains(line), "{line} is not in: {said}");
    }
    assert!(server.has_accepted(1)[0].1.contains("Proefbericht"));
}
