//! Browsers that logged in before: strangers who try an address, or fill the queue for hashing, do
//! not keep its owner out, and nobody makes themselves known by forging.

use std::net::Ipv4Addr;

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Page, Person, Settings, address, link};

/// Somebody in a neighbourhood of their own.
fn stranger(board: &Board, n: u8) -> Person {
    board.guest().from(Ipv4Addr::new(10, n, 1, 1))
}

async fn guesses(who: &Person, name: &str) -> Page {
    who.sends("/login", &[("email", &address(name)), ("password", "gok gok gok")]).await
}

/// A board with Mirjam, in a browser that logged in once and out again.
async fn with_mirjam() -> (Board, Person) {
    let board = Board::with(Settings::default()).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    mirjam.sends("/logout", &[]).await.goes_on_to("/");
    (board, mirjam)
}

/// As many strangers as it takes guess at Mirjam's password until no stranger may.
async fn strangers_spend_the_address(board: &Board) {
    for n in 0..30 {
        guesses(&stranger(board, n), "Mirjam").await.is(422);
    }
    guesses(&stranger(board, 99), "Mirjam").await.is(429);
}

#[tokio::test]
async fn strangers_do_not_shut_the_owner_of_an_address_out() {
    let (board, mirjam) = with_mirjam().await;
    strangers_spend_the_address(&board).await;
    let elsewhere = board.guest().from(Ipv4Addr::new(10, 200, 1, 1));
    elsewhere.logs_in("Mirjam").await.is(429).says("Probeer het over");
    mirjam.logs_in("Mirjam").await.goes_on_to("/");
    mirjam.sends("/logout", &[]).await.goes_on_to("/");
    // From another network, where somebody spent all there was.
    let moved = mirjam.from(Ipv4Addr::new(10, 77, 1, 1));
    for _ in 0..20 {
        guesses(&stranger(&board, 77), "Joost").await;
    }
    guesses(&stranger(&board, 77), "Joost").await.is(429);
    moved.logs_in("Mirjam").await.goes_on_to("/");
    // Logged in, the password is asked for once more without minding strangers.
    let change = [("password", PASSWORD), ("new_password", "nog een veel langer wachtwoord")];
    mirjam.logs_in("Mirjam").await.goes_on_to("/");
    mirjam.sends("/account/password", &change).await.goes_on_to("/account?done=password");
}

#[tokio::test]
async fn wrong_passwords_in_a_known_browser_are_bounded_too() {
    let (board, mirjam) = with_mirjam().await;
    for _ in 0..20 {
        guesses(&mirjam, "Mirjam").await.is(422);
    }
    let page = guesses(&mirjam, "Mirjam").await.is(429);
    assert_eq!(page.header("retry-after"), Some("60"));
    mirjam.logs_in("Mirjam").await.is(429);
    // It is counted apart: another browser is as free as before.
    board.guest().logs_in("Mirjam").await.goes_on_to("/");
    board.clock.advance(SignedDuration::from_mins(1));
    mirjam.logs_in("Mirjam").await.goes_on_to("/");
}

#[tokio::test]
async fn a_browser_is_known_to_its_account_alone_and_not_by_forging() {
    let (board, mirjam) = with_mirjam().await;
    let joost = board.somebody("Joost", Role::Member).await;
    joost.sends("/logout", &[]).await.goes_on_to("/");
    strangers_spend_the_address(&board).await;
    // A cookie of another account, made up, cut off, and the hash that the database holds.
    joost.logs_in("Mirjam").await.is(429);
    let cookie = mirjam.cookie("weerwoord_visitor").unwrap();
    let hash = {
        use sha2::Digest;
        hex::encode(sha2::Sha256::digest(hex::decode(&cookie).unwrap()))
    };
    for forged in ["00".repeat(32), cookie[..62].to_owned(), hash, String::new()] {
        let forger = stranger(&board, 150);
        forger.set_cookie("weerwoord_visitor", &forged);
        forger.logs_in("Mirjam").await.is(429);
    }
    // A wrong password makes nobody known.
    let guesser = stranger(&board, 151);
    guesser.reads("/captcha.png").await.is(200);
    board.clock.advance(SignedDuration::from_secs(10));
    guesses(&guesser, "Mirjam").await.is(422);
    guesses(&guesser, "Mirjam").await.is(429);
    mirjam.logs_in("Mirjam").await.goes_on_to("/");
}

#[tokio::test]
async fn a_new_password_by_mail_makes_its_browser_known_and_forgets_the_others() {
    let (board, mirjam) = with_mirjam().await;
    let owner = stranger(&board, 160);
    owner.sends("/forgot", &[("email", &address("Mirjam"))]).await.is(303);
    let reset = link(&board.delivers_one_to(&address("Mirjam")).await, "/reset/");
    strangers_spend_the_address(&board).await;
    let chosen = "een heel ander wachtwoord";
    owner.sends(&reset, &[("password", chosen)]).await.goes_on_to("/login?done=reset");
    let enters = [("email", address("Mirjam")), ("password", chosen.to_owned())];
    let enters = enters.each_ref().map(|(name, value)| (*name, value.as_str()));
    owner.sends("/login", &enters).await.goes_on_to("/");
    mirjam.sends("/login", &enters).await.is(429);
}

#[tokio::test]
async fn a_known_browser_gets_in_while_130_strangers_wait() {
    let (board, mirjam) = with_mirjam().await;
    let waiting: Vec<_> = (0..130)
        .map(|n| {
            let stranger = stranger(&board, n);
            tokio::spawn(async move {
                guesses(&stranger, &format!("Niemand {n}")).await.status.as_u16()
            })
        })
        .collect();
    while !waiting.iter().any(tokio::task::JoinHandle::is_finished) {
        tokio::task::yield_now().await;
    }
    mirjam.logs_in("Mirjam").await.goes_on_to("/");
    let left = waiting.iter().filter(|task| !task.is_finished()).count();
    assert!(left > 80, "only {left} strangers wait still");
    let live = mirjam.reads("/health/live").await.is(200);
    assert!(waiting.iter().any(|task| !task.is_finished()), "{}", live.html());
    for task in waiting {
        assert!([422, 429].contains(&task.await.unwrap()));
    }
}

#[tokio::test]
async fn a_neighbourhood_is_limited_as_one() {
    let board = Board::with(Settings::default()).await;
    for n in 0..80 {
        let neighbour = board.guest().from(Ipv4Addr::new(10, 1, 1, n));
        guesses(&neighbour, &format!("Niemand {n}")).await.is(422);
    }
    let neighbour = board.guest().from(Ipv4Addr::new(10, 1, 1, 200));
    let page = guesses(&neighbour, "Iemand").await.is(429);
    assert_eq!(page.header("retry-after"), Some("15"));
    guesses(&board.guest().from(Ipv4Addr::new(10, 1, 2, 1)), "Iemand").await.is(422);
}
