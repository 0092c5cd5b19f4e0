//! Comments on a page of another site, in a browser that blocks cookies of third parties: by the script, in a frame.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use weerwoord::locale::Lang;
use weerwoord::sites::Origin;

use super::window::Window;
use crate::harness::{Board, Settings, left_out, test_name};
use crate::site_users::signed;

/// Token that the site gives its reader; empty for a reader who is not logged in there.
type Token = Arc<Mutex<String>>;

/// Serves a page with the script, on another host than the board; `/token` answers with a token.
async fn site(board_url: &str, token: Token) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let page = format!(
        "<!DOCTYPE html><html lang=\"nl\"><title>Koffie</title><link rel=icon href=\"data:,\">
        <h1>Koffie</h1><p style=\"height: 1500px\">Een stuk.</p><b data-weerwoord-count=\"/koffie\">?</b>
        <script src=\"{board_url}/embed.js\" async data-page=\"{origin}/koffie\" data-title=\"Koffie\"
            data-user-from=\"/token\"></script>
        <footer>Voet</footer></html>"
    );
    let routes = Router::new()
        .route("/koffie", get(move || async { Html(page) }))
        .route("/token", get(move || async move { token.lock().unwrap().clone() }));
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
    let origin = site(window.home(), Token::default()).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_user_of_the_site_posts_in_a_frame_under_their_own_name() {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let Some(window) = Window::open_blocking_third_parties(&board).await else {
        return left_out(&test_name(), "Chromium");
    };
    let token = Token::default();
    let origin = site(window.home(), token.clone()).await;
    let origins = [Origin::parse(&origin).unwrap()];
    board.app.store.set_sites_of_settings(&origins, Lang::Nl, board.app.now()).await.unwrap();
    let ada = board.somebody("Ada", weerwoord::account::Role::Admin).await;
    ada.sends("/desk/sites/1/key", &[]).await.is(303);
    let key = ada.reads("/desk/sites/1/settings").await.texts(".secret code").remove(0);
    let give = |id: &str| {
        let now = board.app.now().as_second();
        let claims = serde_json::json!({
            "aud": board.app.config.public_url, "sub": "17", "name": "Sanne van het blog",
            "email": "sanne@post.example", "email_verified": true, "iat": now, "exp": now + 300,
            "jti": format!("{id:0>16}"),
        });
        *token.lock().unwrap() = signed(&key, &claims);
    };
    give("a");
    window.driver.goto(&format!("{origin}/koffie")).await.unwrap();
    let frame = window.element("iframe").await;
    frame.scroll_into_view().await.unwrap();
    let frame = window.element("iframe[src]").await;
    frame.enter_frame().await.unwrap();
    let known = window.element("#comment-form input[name=user]").await;
    assert!(!known.value().await.unwrap().unwrap().is_empty());
    let hint = window.element("#comment-form [data-signed]").await.text().await.unwrap();
    assert!(hint.contains("Sanne van het blog"), "{hint}");
    for field in ["#name", "#email", "#code-later"] {
        let found = window.driver.find_all(thirtyfour::By::Css(field)).await.unwrap();
        assert!(found.is_empty(), "{field}");
    }
    window.types("#body", "Als mezelf").await;
    give("b");
    window.presses("button.button[value=post]").await;
    let said = window.element("#comment-1 .body").await.text().await.unwrap();
    assert_eq!(said, "Als mezelf");
    // The form has another token by now.
    window.element("#comment-form input[name=user]").await;
    window.types("#body", "En nog eens").await;
    window.presses("button.button[value=post]").await;
    window.element("#comment-2 .body").await;
    let name = board.app.store.comment(2).await.unwrap().unwrap();
    assert_eq!(name.author.name(), Some("Sanne van het blog"));
    window.closes().await;
}
