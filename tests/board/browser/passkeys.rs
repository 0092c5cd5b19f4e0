//! Passkeys in a real browser, with a device that the driver makes up.

use weerwoord::account::Role;

use super::window::{Place, Script, Window};
use crate::harness::{Board, PASSWORD, Settings, address, left_out, test_name};

/// A board at a name that browsers trust, a member, and a window with a device for passkeys.
async fn board() -> Option<(Board, Window)> {
    let place = Place::new("localhost").await;
    let board = Board::with(Settings::easy().with("PUBLIC_URL", &place.address())).await;
    board.account("Mirjam Kuiper", Role::Member).await;
    let window = Window::open_at(place, &board, Script::On).await?;
    window.has_a_passkey_device().await;
    Some((board, window))
}

async fn adds_a_passkey(window: &Window) {
    window.logs_in("Mirjam Kuiper").await;
    window.goes_to("/account/second-factor").await;
    window.types("#name", "Telefoon").await;
    window.types("#passkey-password", "iets anders").await;
    window.presses("form[data-does=create] button").await;
    let told = window.text("form[data-does=create] [data-failure]:not([hidden])").await;
    assert!(told.contains("niet je huidige wachtwoord"), "{told}");
    window.types("#passkey-password", PASSWORD).await;
    window.presses("form[data-does=create] button").await;
    window.is_at("/account/second-factor/codes").await;
    window.presses("main button[type=submit]").await;
    window.is_at("/account/second-factor?done=kept").await;
    assert!(window.text(".passkeys").await.contains("Telefoon"));
    window.presses(".tools button").await;
    window.is_at("/").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_takes_the_place_of_a_password() {
    let Some((board, window)) = board().await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    adds_a_passkey(&window).await;
    window.goes_to("/login?next=%2Faccount%2Fsecond-factor").await;
    window.presses("form[data-passkey] button").await;
    window.is_at("/account/second-factor").await;
    assert_eq!(window.text(".who-name").await, "Mirjam Kuiper");
    assert!(window.text(".passkeys").await.contains("Laatst gebruikt"));
    assert_eq!(board.value("SELECT state FROM ceremonies").await, None, "every answer was used up");

    // Taken away, it opens nothing any more, and the password is enough again.
    window.presses(".passkeys a").await;
    window.types("#password", PASSWORD).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/account/second-factor?done=removed").await;
    window.presses(".tools button").await;
    window.is_at("/").await;
    window.goes_to("/login").await;
    window.presses("form[data-passkey] button").await;
    window.is_at("/login/passkey/finish").await;
    assert!(window.text("#errors").await.contains("hoort niet bij een account"));
    window.logs_in("Mirjam Kuiper").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_a_second_factor() {
    let Some((_board, window)) = board().await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    adds_a_passkey(&window).await;
    window.goes_to("/login?next=%2Faccount%2Fsecond-factor").await;
    window.types("#email", &address("Mirjam Kuiper")).await;
    window.types("#password", PASSWORD).await;
    window.presses("main form[action='/login'] button").await;
    window.is_at("/login/second?next=%2Faccount%2Fsecond-factor").await;
    assert!(!window.shows("form.tools").await, "half way is not logged in");
    window.presses("form[data-passkey] button").await;
    window.is_at("/account/second-factor").await;
    assert_eq!(window.text(".who-name").await, "Mirjam Kuiper");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_no_passkey_is_asked_for() {
    let place = Place::new("localhost").await;
    let board = Board::with(Settings::easy().with("PUBLIC_URL", &place.address())).await;
    board.account("Mirjam Kuiper", Role::Member).await;
    let Some(window) = Window::open_at(place, &board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.goes_to("/login").await;
    assert!(!window.shows("form[data-passkey]").await);
    window.logs_in("Mirjam Kuiper").await;
    window.goes_to("/account/second-factor").await;
    assert!(!window.shows("form[data-passkey]").await);
    assert!(window.shows("noscript p").await);
    window.closes().await;
}
