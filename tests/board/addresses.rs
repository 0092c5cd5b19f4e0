//! Addresses as people and programs type them: with a slash at the end, from habit, with a tag from another server.

use axum::body::Body;
use axum::http::{Request, header};

use crate::harness::{Board, Page, Person};

async fn asks(reader: &Person, path: &str, tag: &str) -> Page {
    let request = Request::get(path).header(header::IF_NONE_MATCH, tag);
    reader.asks(request.body(Body::empty()).unwrap()).await
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
