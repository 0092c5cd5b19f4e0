//! Logging in and out: sessions, what a wrong password tells, and how often it may be tried.

use jiff::SignedDuration;
use weerwoord::account::{Email, Role};

use crate::harness::{Board, PASSWORD, Settings, address};

#[tokio::test]
async fn a_member_logs_in_and_out() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    let mirjam = board.guest();
    mirjam.reads("/login").await.is(200).says("Inloggen");
    let page = mirjam.logs_in("Mirjam").await.goes_on_to("/");
    let cookie = page.header("set-cookie").unwrap();
    assert!(
        cookie.starts_with("weerwoord_session=")
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
            && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    mirjam.reads("/").await.says("Mirjam").says("Uitloggen");
    mirjam.reads("/login").await.goes_on_to("/");

    let stolen = mirjam.cookie("weerwoord_session").unwrap();
    mirjam.sends("/logout", &[]).await.goes_on_to("/");
    assert_eq!(mirjam.cookie("weerwoord_session"), None);
    mirjam.set_cookie("weerwoord_session", &stolen);
    mirjam.reads("/").await.says("Inloggen").never_says("Uitloggen");
}

#[tokio::test]
async fn the_database_holds_no_token() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let token = mirjam.cookie("weerwoord_session").unwrap();
    assert_eq!(token.len(), 64);
    let kept = match &board.app.store {
        weerwoord::store::Store::Sqlite { .. } => {
            board.value("SELECT lower(hex(token)) FROM sessions").await
        }
        weerwoord::store::Store::Postgres(_) => {
            board.value("SELECT encode(token, 'hex') FROM sessions").await
        }
    };
    assert_ne!(kept.unwrap(), token);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_look_the_same() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    let tries = async |email: &str, password: &str| {
        let page = board
            .guest()
            .sends("/login", &[("email", email), ("password", password), ("next", "/terms")])
            .await
            .is(422);
        assert_eq!(page.field("email"), email);
        assert_eq!(page.attribute("[name=next]", "value").as_deref(), Some("/terms"));
        assert!(page.header("set-cookie").is_none());
        page.html().replace(email, "…")
    };
    let wrong = tries(&address("Mirjam"), "verkeerd wachtwoord").await;
    assert!(wrong.contains("Dit e-mailadres en wachtwoord horen niet bij elkaar"));
    assert!(!wrong.contains("verkeerd wachtwoord"), "a password is never written back");
    assert_eq!(wrong, tries("niemand@post.example", PASSWORD).await);
    assert_eq!(wrong, tries("geen adres", PASSWORD).await);
    assert_eq!(wrong, tries(&address("Mirjam"), &"x".repeat(5_000)).await);
}

#[tokio::test]
async fn logging_in_leads_back_to_where_one_was_but_never_elsewhere() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Moderator).await;
    let mirjam = board.guest();
    mirjam
        .reads("/moderation?queue=held")
        .await
        .goes_on_to("/login?next=%2Fmoderation%3Fqueue%3Dheld");
    let page = mirjam.reads("/login?next=%2Fmoderation%3Fqueue%3Dheld").await;
    assert_eq!(page.attribute("[name=next]", "value").as_deref(), Some("/moderation?queue=held"));
    for (next, to) in [
        ("/moderation?queue=held", "/moderation?queue=held"),
        ("/articles/x#comment-form", "/articles/x#comment-form"),
        ("/één", "/%C3%A9%C3%A9n"),
        ("https://kwaad.example/", "/"),
        ("//kwaad.example", "/"),
        ("/\\kwaad.example", "/"),
        ("/..//kwaad.example", "/"),
        ("/\n/kwaad.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let fields = [
            ("email", address("Mirjam")),
            ("password", PASSWORD.to_owned()),
            ("next", next.to_owned()),
        ];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        board.guest().sends("/login", &fields).await.goes_on_to(to);
    }
}

#[tokio::test]
async fn who_posts_to_the_address_they_were_sent_to_comes_back_too() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Moderator).await;
    let fields = [("email", address("Mirjam")), ("password", PASSWORD.to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    board.guest().sends("/login?next=%2Fmoderation", &fields).await.goes_on_to("/moderation");
    board.guest().sends("/login?next=https%3A%2F%2Fkwaad.example", &fields).await.goes_on_to("/");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_in_any_case() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let is_in = async || mirjam.reads("/").await.html().contains("Uitloggen");
    for _ in 0..6 {
        board.clock.advance(SignedDuration::from_hours(13 * 24));
        assert!(is_in().await);
    }
    board.clock.advance(SignedDuration::from_hours(13 * 24));
    assert!(!is_in().await, "after 90 days everybody logs in again");

    mirjam.logs_in("Mirjam").await.is(303);
    board.clock.advance(SignedDuration::from_hours(14 * 24 + 1));
    assert!(!is_in().await, "after two weeks unused");
}

#[tokio::test]
async fn every_log_in_has_a_new_token_and_ends_the_old_session() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let old = mirjam.cookie("weerwoord_session").unwrap();
    mirjam.logs_in("Mirjam").await.is(303);
    assert_ne!(mirjam.cookie("weerwoord_session").unwrap(), old);
    mirjam.set_cookie("weerwoord_session", &old);
    mirjam.reads("/").await.never_says("Uitloggen");
}

#[tokio::test]
async fn another_role_takes_hold_at_once() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    bram.reads("/moderation").await.is(200);
    let id =
        board.app.store.account(&Email::new(&address("Bram")).unwrap()).await.unwrap().unwrap().id;
    board.app.store.change_role(id, Role::Member, None, board.app.now()).await.unwrap();
    bram.reads("/moderation").await.is(303);
    bram.logs_in("Bram").await.is(303);
    bram.reads("/moderation").await.is(403).says("Deze pagina is voor moderators");
}

#[tokio::test]
async fn guessing_is_limited_and_logging_in_is_not() {
    let board = Board::with(Settings::default()).await;
    board.account("Mirjam", Role::Member).await;
    let guesser = board.guest();
    let guess = async || {
        guesser.sends("/login", &[("email", &address("Mirjam")), ("password", "gok gok gok")]).await
    };
    for _ in 0..20 {
        guess().await.is(422);
    }
    let page = guess().await.is(429).says("Probeer het over 1 minuut opnieuw");
    assert_eq!(page.field("email"), address("Mirjam"));
    assert_eq!(page.header("retry-after"), Some("60"));
    guesser
        .colleague()
        .sends("/login", &[("email", "ander@post.example"), ("password", "gok gok gok")])
        .await
        .is(429);
    for _ in 0..30 {
        board.guest().logs_in("Mirjam").await.is(303);
    }
    board.clock.advance(SignedDuration::from_mins(1));
    guess().await.is(422);
}

#[tokio::test]
async fn one_network_cannot_shut_somebody_out() {
    let board = Board::with(Settings::default()).await;
    board.account("Mirjam", Role::Member).await;
    let guesser = board.guest();
    for _ in 0..60 {
        for _ in 0..30 {
            guesser
                .sends("/login", &[("email", &address("Mirjam")), ("password", "gok gok gok")])
                .await;
        }
        board.guest().logs_in("Mirjam").await.is(303);
        board.clock.advance(SignedDuration::from_secs(30));
    }
}

#[tokio::test]
async fn many_networks_guess_at_one_account_no_faster() {
    let board = Board::with(Settings::default()).await;
    board.account("Mirjam", Role::Member).await;
    let guess = async || {
        board
            .guest()
            .sends("/login", &[("email", &address("Mirjam")), ("password", "gok gok gok")])
            .await
    };
    for _ in 0..30 {
        guess().await.is(422);
    }
    guess().await.is(429).says("Probeer het over 10 seconden opnieuw");
}
