//! The pictures in the README, taken of the demo board: `make screenshots` writes them anew.

use std::path::Path;

use weerwoord::account::Role;
use weerwoord::demo;

use super::window::{Script, Window};
use crate::harness::{Board, Settings};

/// Takes what the window shows, in both looks.
async fn takes(window: &Window, name: &str) {
    for look in ["light", "dark"] {
        let script = format!("document.documentElement.dataset.look = '{look}'");
        window.driver.execute(script, vec![]).await.unwrap();
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("docs/screenshots/{name}-{look}.png"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        window.driver.screenshot(&file).await.unwrap();
    }
}

async fn scrolls_to(window: &Window, selector: &str) {
    let script =
        format!("document.querySelector('{selector}').scrollIntoView({{ block: 'start' }})");
    window.driver.execute(script, vec![]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes the pictures of the README"]
async fn of_the_readme() {
    let board = Board::with(Settings::default()).await;
    let people = demo::fill(&board.app).await.unwrap();
    let window = Window::open(&board, Script::On).await.expect("Chromium and its driver");
    window.driver.set_window_rect(0, 0, 1000, 1000).await.unwrap();

    window.goes_to("/").await;
    window.presses(".headline a").await;
    scrolls_to(&window, "#comments").await;
    takes(&window, "article").await;

    window.types("#name", "Pieter").await;
    window.types("#email", "pieter@").await;
    window.types("#body", "Wij begonnen met een **rooster**.").await;
    window.presses("button.button[value=post]").await;
    window.element("#errors").await;
    scrolls_to(&window, "#comment-form").await;
    takes(&window, "form").await;

    let moderator = people.iter().find(|person| person.role == Role::Moderator).unwrap();
    window.goes_to("/login").await;
    window.types("#email", &moderator.email).await;
    window.types("#password", &moderator.password).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/").await;
    window.goes_to("/moderation").await;
    takes(&window, "queue").await;
    window.closes().await;
}
