//! Comments on a page of another site, in a browser that blocks cookies of third parties: by the script, in a frame.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use weerwoord::locale::Lang;
use weerwoord::sites::Origin;

use super::window::Window;
use crate::harness::{Board, Settings, left_out, test_name};

/// Serves a page with the script, on another host than the board.
async fn site(board_url: &str) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let page = format!(
        "<!DOCTYPE html><html lang=\"nl\"><title>Koffie</title><link rel=icon href=\"data:,\">
        <h1>Koffie</h1><p style=\"height: 1500px\">Een stuk.</p><b data-weerwoord-count=\"/koffie\">?</b>
        <script src=\"{board_url}/embed.js\" async data-page=\"{origin}/koffie\" data-title=\"Koffie\"></script>
        <footer>Voet</footer></html>"
    );
    let routes = Router::new().route("/koffie", get(move || async { Html(page) }));
    tokio::spawn(async { axum::serve(listener, routes).await });
    origin
}

async fn number(window: &Window, script: &str) -> f64 {
    window.driver.execute(script, Vec::new()).await.unwrap().convert().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_posts_through_the_code_in_a_frame_without_any_cookie() {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let Some(window) = Window::open_blocking_third_parties(&board).await else {
        return left_out(&test_name(), "Chromium");
    };
    let origin = site(window.home()).await;
    let origins = [Origin::parse(&origin).unwrap()];
    board.app.store.set_sites_of_settings(&origins, Lang::Nl, board.app.now()).await.unwrap();
    let page = format!("{origin}/koffie");
    window.driver.goto(&page).await.unwrap();
    let frame = window.element("iframe").await;
    // Nothing is loaded before the reader comes near.
    assert_eq!(frame.attr("src").await.unwrap(), None);
    frame.scroll_into_view().await.unwrap();
    // The frame gets its height and its title from the page in it.
    let sized = "iframe[title='Reacties op Koffie · localhost']";
    let sized = sized.replace("localhost", origin.trim_start_matches("http://"));
    let frame = window.element(&sized).await;
    frame.clone().enter_frame().await.unwrap();
    window.types("#name", "Mirjam").await;
    window.types("#email", "mirjam@post.example").await;
    window.types("#body", "Vanuit een frame").await;
    window.presses("button.button[value=post]").await;
    let challenge = window.element("input[name=challenge]").await.value().await.unwrap().unwrap();
    let code = board.guest().reads_a_code_for(&challenge).await;
    window.types("#captcha", &code).await;
    window.presses("button.button[value=post]").await;
    let said = window.element("#comment-1 .body").await.text().await.unwrap();
    assert_eq!(said, "Vanuit een frame");
    let high = number(&window, "return document.body.getBoundingClientRect().height").await;
    window.driver.enter_default_frame().await.unwrap();
    let outer = number(&window, "return document.querySelector('iframe').offsetHeight").await;
    assert!((outer - high).abs() <= 2.0, "{outer} for {high}");
    // A link to the comment leads through to it, and the number is there.
    window.driver.goto("about:blank").await.unwrap();
    window.driver.goto(&format!("{page}#comment-1")).await.unwrap();
    window.element(&sized).await;
    let top = "const done = arguments[0]; setTimeout(() => done(scrollY), 500)";
    let scrolled: f64 =
        window.driver.execute_async(top, Vec::new()).await.unwrap().convert().unwrap();
    assert!(scrolled > 1_000.0, "{scrolled}");
    assert_eq!(window.element("[data-weerwoord-count]").await.text().await.unwrap(), "1");
    assert!(window.driver.get_all_cookies().await.unwrap().is_empty());
    // The page itself, and the form with mistakes, are fit for everybody.
    let here = weerwoord::sites::embed_address(&page);
    window.goes_to(&here).await;
    let mut faults = window.faults(&here).await;
    window.presses("button.button[value=post]").await;
    window.element("#errors").await;
    faults.extend(window.faults("the form with mistakes").await);
    window.closes().await;
    assert_eq!(faults, Vec::<String>::new());
}
