//! What axe-core finds on the pages of the board: nothing, on any page and form, light and dark.
//!
//! axe-core 4.14.1 (Deque Systems, MPL 2.0) lies in `tests/data/axe-core/` as it was published.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use jiff::SignedDuration;
use serde_json::Value;
use weerwoord::account::Role;
use weerwoord::{jobs, web};

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};

const AXE: &str = include_str!("../../data/axe-core/axe.min.js");
const LOOK: &str = "const done = arguments[1];
    document.documentElement.dataset.look = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (found) => done(found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 200)).join(' … '))),
        (error) => done(['axe: ' + error.message]));";

/// Routes that answer with something else than a page.
const NO_PAGES: &[&str] = &[
    "/.well-known/security.txt",
    "/account/data.json",
    "/apple-touch-icon.png",
    "/articles/{slug}/card/{file}",
    "/articles/{slug}/comments.atom",
    "/articles/{slug}/comments.rss",
    "/captcha.png",
    "/captcha.wav",
    "/comments.atom",
    "/comments.rss",
    "/embed.js",
    "/embed/counts",
    "/embed/fragment",
    "/favicon.ico",
    "/feed",
    "/feed.atom",
    "/feed.rss",
    "/health/live",
    "/health/ready",
    "/old/comments/{anchor}",
    "/pictures/{id}",
    "/pictures/{id}/{file}",
    "/robots.txt",
    "/rss",
    "/sitemap.xml",
    "/static/{file}",
    "/theme/{file}",
];

/// What goes wrong on purpose: a page, what is typed there, the button that is pressed.
type Mishap = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const OF_GUESTS: &[Mishap] = &[
    ("/articles/gesprek", &[("#name", "Iemand")], "button.button[value=post]"),
    ("/articles/gesprek/comments/1/reply", &[], "button.button[value=post]"),
    (
        "/articles/gesprek",
        &[("#body", "Zo **komt** het eruit te zien")],
        "button.button[value=preview]",
    ),
    ("/comments/1/report", &[], "main button[type=submit]"),
    (
        "/login",
        &[("#email", "iemand@post.example"), ("#password", "niet het goede")],
        "main button[type=submit]",
    ),
    (
        "/register",
        &[("#name", "x"), ("#email", "geen adres"), ("#password", "kort")],
        "main button[type=submit]",
    ),
    ("/forgot", &[], "main button[type=submit]"),
    ("/my-comments", &[], "main button[type=submit]"),
];

const OF_ADMINS: &[Mishap] = &[
    ("/moderation/bans", &[], "main form button.button[type=submit]"),
    ("/moderation/words", &[], "main form button.button[type=submit]"),
    (
        "/desk/articles/new",
        &[("#title", ""), ("#slug", "Geen adres")],
        ".bar button[value=publish]",
    ),
    (
        "/desk/articles/1",
        &[("#body", "Zo **komt** het eruit te zien")],
        ".bar button[value=preview]",
    ),
    ("/desk/pictures", &[], "main .submit button"),
    ("/desk/categories", &[], "main form button.quiet"),
    ("/desk/pages/house-rules", &[("#body", "Alles mag")], "main .submit button[value=save]"),
    ("/desk/settings", &[("#name", "")], "main .submit button"),
    ("/desk/people/invitations", &[("#email", "geen adres")], "main .submit button"),
    ("/desk/settings/privacy", &[("#email", "geen adres")], "main .submit button"),
    ("/desk/settings", &[], "main form + form .submit button"),
    ("/desk/pages/new", &[("#slug", "Geen adres")], "main .submit button[value=publish]"),
    ("/desk/pages/own/1", &[("#body", "Zo **komt** het")], "main .submit button[value=preview]"),
    ("/desk/navigation/menu", &[("#label", "Winkel")], "main .submit button"),
];

/// A board on which every kind of page has something to show.
async fn furnished() -> Board {
    let board = Board::open().await;
    let article =
        board.writes("title = \"Gesprek\"\nslug = \"gesprek\"\ncategories = [\"Taal\"]\npublished = 2026-11-01", "Alinea.").await;
    let naima = board.somebody("Naima Haddad", Role::Admin).await;
    let mut picture = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(600, 400).write_to(&mut picture, ImageFormat::Png).unwrap();
    naima
        .uploads(
            "/desk/pictures",
            &[("alt", "Een zwart vlak")],
            Some(("vlak.png", picture.get_ref())),
        )
        .await
        .is(303);
    let text = [
        ("title", "Gesprek"),
        ("author", "1"),
        (
            "body",
            "Alinea met `code`.\n\n## Deel\n\n![Een zwart vlak](/pictures/1)\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        ),
        ("published", "2026-11-01T00:00"),
        ("comments", "open"),
        ("lead_picture", "1"),
        ("lead_caption", "Zwart"),
        ("version", "1"),
        ("intent", "save"),
    ];
    naima.sends("/desk/articles/1", &text).await.is(303);
    let page = [
        ("title", "Gesprek"),
        ("body", "Over dit blad.\n\n## Deel\n\nAlinea."),
        ("in_menu", "on"),
        ("in_footer", "on"),
        ("intent", "publish"),
    ];
    naima.sends("/desk/pages/new", &page).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let invited = [("name", "Noor"), ("email", "noor@post.example"), ("role", "editor")];
    naima.sends("/desk/people/invitations", &invited).await.is(303);
    let guest = board.guest();
    guest
        .posts_as(&article, "Joost", "Een *mening* met [een link](https://elders.example)", &[])
        .await
        .is(303);
    guest.posts_as(&article, "Rachida", "Een antwoord", &[("reply_to", "1")]).await.is(303);
    guest.posts_as(&article, "Reclame", "Koop nu", &[]).await.is(303);
    bram.decides(3, &[("decision", "remove"), ("reason", "self-promotion")]).await.is(303);
    guest
        .sends("/comments/2/report", &[("reason", "insult"), ("explanation", "Dit kan niet.")])
        .await
        .is(303);
    bram.sends(
        "/moderation/bans",
        &[("kind", "email"), ("value", "r@post.example"), ("days", "7"), ("why", "Reclame")],
    )
    .await
    .is(303);
    bram.sends("/moderation/words", &[("kind", "word"), ("pattern", "casino"), ("action", "hold")])
        .await;
    board.sets("INSERT INTO sites (id, name, lang, made_at) VALUES (1, 'Tuinblog', 'nl', 1)").await;
    board
        .sets("INSERT INTO site_origins (origin, site_id) VALUES ('https://tuin.example', 1)")
        .await;
    // Something is wrong with the board, of which staff are told on every page of theirs.
    board.app.metrics.clock_stepped(SignedDuration::from_mins(5), board.app.now());
    jobs::process_events(&board.app).await.unwrap();
    board.sets("UPDATE outbox SET given_up_at = made_at").await;
    board.app.look_again();
    board
}

/// Every page there is, with something in the place of what its address leaves open.
fn pages() -> Vec<String> {
    let is_page = |path: &&str| !NO_PAGES.contains(path) && !path.starts_with("/api/v1/");
    let routes = web::routes().into_iter().map(|(path, _)| path).filter(is_page);
    let fill = |path: &str| {
        let path = path
            .replace("/categories/{slug}", "/categories/taal")
            .replace("/authors/{slug}", "/authors/sanne-verhoef");
        let path = path
            .replace("/desk/pages/{slug}", "/desk/pages/house-rules")
            .replace("{area}", "menu")
            .replace("{slug}", "gesprek");
        path.replace("{id}", "1").replace("{token}", "onbekend").replace("{network}", "mastodon")
    };
    routes.map(fill).collect()
}

impl Window {
    /// What axe-core finds on the page as it is, in both looks.
    pub async fn faults(&self, what: &str) -> Vec<String> {
        self.driver.execute(AXE, vec![]).await.unwrap();
        let mut faults = Vec::new();
        for look in ["light", "dark"] {
            let found = self.driver.execute_async(LOOK, vec![Value::from(look)]).await.unwrap();
            let found: Vec<String> = found.convert().unwrap();
            faults.extend(found.into_iter().map(|fault| format!("{what} ({look}): {fault}")));
        }
        faults
    }

    async fn faults_of_mishaps(&self, mishaps: &[Mishap]) -> Vec<String> {
        let mut faults = Vec::new();
        for (path, fields, button) in mishaps {
            self.goes_to(path).await;
            for (field, text) in *fields {
                self.types(field, text).await;
            }
            self.presses(button).await;
            self.element("#errors, #preview, .notice").await;
            faults.extend(self.faults(&format!("{path} after {button}")).await);
        }
        faults
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_that_axe_finds_for_a_guest() {
    let board = furnished().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    let mut faults = Vec::new();
    for page in pages()
        .iter()
        .filter(|path| !path.starts_with("/moderation/") && !path.starts_with("/desk"))
    {
        window.goes_to(page).await;
        faults.extend(window.faults(page).await);
    }
    faults.extend(window.faults_of_mishaps(OF_GUESTS).await);
    window.closes().await;
    assert_eq!(faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_that_axe_finds_for_an_admin() {
    let board = furnished().await;
    let Some(window) = Window::open(&board, Script::On).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Naima Haddad").await;
    let mut faults = Vec::new();
    for page in pages() {
        window.goes_to(&page).await;
        faults.extend(window.faults(&page).await);
    }
    faults.extend(window.faults_of_mishaps(OF_ADMINS).await);
    window.closes().await;
    assert_eq!(faults, Vec::<String>::new());
}
