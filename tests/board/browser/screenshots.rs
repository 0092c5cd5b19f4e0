//! The pictures in the README, taken of the demo board: `make screenshots` writes them anew.

use std::path::Path;

use weerwoord::account::Role;
use weerwoord::demo;

use super::window::{Script, Window};
use crate::harness::{Board, Settings};

/// The article that stands at the head of the demo.
const ARTICLE: &str = "/articles/van-wie-is-het-gesprek-met-de-klant";

/// Takes what the window shows, in both looks, once its typefaces and pictures are there.
async fn takes(window: &Window, name: &str) {
    const SETTLED: &str = "
        const done = arguments[arguments.length - 1];
        for (const image of document.images) image.loading = 'eager';
        const images = [...document.images].map((image) => image.decode().catch(() => {}));
        Promise.all([document.fonts.ready, ...images]).then(() => requestAnimationFrame(() => done()));";
    for look in ["light", "dark"] {
        let script = format!("document.documentElement.dataset.look = '{look}'");
        window.driver.execute(script, vec![]).await.unwrap();
        window.driver.execute_async(SETTLED, vec![]).await.unwrap();
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

/// A window in which somebody of the demo is logged in.
async fn window_of(board: &Board, person: &demo::Person) -> Window {
    let window = Window::open(board, Script::On).await.expect("Chromium and its driver");
    window.driver.set_window_rect(0, 0, 1280, 900).await.unwrap();
    window.goes_to("/login").await;
    window.types("#email", &person.email).await;
    window.types("#password", &person.password).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/").await;
    window
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes the pictures of the README"]
async fn of_the_readme() {
    let board = Board::with(Settings::default()).await;
    let people = demo::fill(&board.app).await.unwrap();
    let person = |role| people.iter().find(|person| person.role == role).unwrap();
    let window = Window::open(&board, Script::On).await.expect("Chromium and its driver");
    window.driver.set_window_rect(0, 0, 1280, 1000).await.unwrap();

    window.goes_to("/").await;
    takes(&window, "front").await;
    window.goes_to(ARTICLE).await;
    takes(&window, "article").await;
    scrolls_to(&window, "#comments").await;
    takes(&window, "comments").await;

    window.driver.set_window_rect(0, 0, 1000, 1000).await.unwrap();
    window.types("#name", "Pieter").await;
    window.types("#email", "pieter@").await;
    window.types("#body", "Wij begonnen met een **rooster**.").await;
    window.presses("button.button[value=post]").await;
    window.element("#errors").await;
    scrolls_to(&window, "#comment-form").await;
    takes(&window, "form").await;

    window.driver.set_window_rect(0, 0, 390, 844).await.unwrap();
    window.goes_to(ARTICLE).await;
    takes(&window, "phone").await;
    window.closes().await;

    let window = window_of(&board, person(Role::Moderator)).await;
    window.goes_to("/moderation").await;
    takes(&window, "queue").await;
    window.closes().await;

    let window = window_of(&board, person(Role::Editor)).await;
    window.goes_to("/desk/articles/1").await;
    window.element("#preview").await;
    takes(&window, "editor").await;
    window.goes_to("/desk/numbers").await;
    takes(&window, "numbers").await;
    window.closes().await;
}
