//! Addresses as people and programs type them: with a slash at the end, from habit, with a tag from another server.

use axum::body::Body;
use axum::http::{Request, header};
use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};

async fn asks(reader: &Person, path: &str, tag: &str) -> Page {
    let request = Request::get(path).header(header::IF_NONE_MATCH, tag);
    reader.asks(request.body(Body::empty()).unwrap()).await
}

#[track_caller]
fn leads(page: Page, status: u16, to: &str) {
    let page = page.is(status);
    assert_eq!(page.header("location"), Some(to));
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page() {
    let board = Board::open().await;
    let article = board.article("Met een streep").await;
    let reader = board.guest();
    for _ in 0..2 {
        leads(reader.reads(&format!("{article}/")).await, 301, &article);
    }
    leads(
        reader.reads(&format!("{article}///?sort=newest")).await,
        301,
        &format!("{article}?sort=newest"),
    );
    for path in ["/terms", "/login", "/moderation", "/feed.atom", "/search"] {
        leads(reader.reads(&format!("{path}/")).await, 301, path);
    }
    reader.reads(&article).await.is(200);
    for path in ["/nergens/", "/articles/nergens/", "/comments/7/"] {
        reader.reads(path).await.is(404);
    }
    reader.reads("/logout/").await.is(405);
    reader.sends(&format!("{article}/comments/"), &[("body", "Hier?")]).await.is(404);
}

#[tokio::test]
async fn a_slash_never_leads_to_another_site() {
    let board = Board::open().await;
    for path in ["//evil.example/", "///evil.example/", "//evil.example//", "/%2F/evil.example/"] {
        let page = board.guest().reads(path).await.is(404);
        assert_eq!(page.header("location"), None, "{path}");
    }
}

#[tokio::test]
async fn an_address_that_moved_is_one_hop_away_with_its_slash() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let written = [
        ("title", "Oud"),
        ("author", "1"),
        ("body", "Alinea."),
        ("comments", "open"),
        ("intent", "publish"),
    ];
    sanne.sends("/desk/articles/new", &written).await.is(303);
    let moved = [&written[..], &[("slug", "nieuw"), ("version", "1"), ("intent", "save")]].concat();
    let moved: Vec<_> = moved.into_iter().filter(|field| *field != ("intent", "publish")).collect();
    sanne.sends("/desk/articles/1", &moved).await.is(303);
    leads(board.guest().reads("/articles/oud/").await, 308, "/articles/nieuw");
}

#[tokio::test]
async fn tags_are_compared_weakly() {
    let board = Board::open().await;
    let article = board.article("Zwak").await;
    let reader = board.guest();
    for path in [article.as_str(), "/feed.atom", "/sitemap.xml"] {
        let tag = reader.reads(path).await.header("etag").unwrap().to_owned();
        let strong = tag.strip_prefix("W/").unwrap();
        for known in [tag.as_str(), strong, &format!("\"x\", {strong}"), "*"] {
            asks(&reader, path, known).await.is(304);
        }
        asks(&reader, path, "W/\"x\"").await.is(200);
    }
    // A page that is not kept for everybody is compared in the same way.
    let strong = reader.reads("/terms").await.header("etag").unwrap().replace("W/", "");
    asks(&reader, "/terms", &strong).await.is(304);
}

#[tokio::test]
async fn what_programs_ask_for_by_habit_is_there() {
    let board = Board::open().await;
    let reader = board.guest();
    let icon = reader.reads("/favicon.ico").await.is(200);
    assert_eq!(
        (icon.header("content-type"), &icon.bytes[..4]),
        (Some("image/vnd.microsoft.icon"), &[0, 0, 1, 0][..])
    );
    let touch = reader.reads("/apple-touch-icon.png").await.is(200);
    assert_eq!(touch.header("content-type"), Some("image/png"));
    let picture = image::load_from_memory(&touch.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (180, 180));
    for path in ["/feed", "/rss", "/feed/"] {
        leads(reader.reads(path).await, 301, "/feed.atom");
    }
    let contact = reader.reads("/.well-known/security.txt").await.is(200);
    assert_eq!(contact.header("content-type"), Some("text/plain; charset=utf-8"));
    let text = contact.html();
    for line in ["Contact: http://127.0.0.1:3000/privacy", "Expires: 2027-02-18T00:00:00Z"] {
        assert!(text.lines().any(|known| known == line), "{text}");
    }
}
