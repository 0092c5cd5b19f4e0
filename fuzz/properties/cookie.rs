//! Property of cookies and forwarded addresses: there are two versions of a page, the public one
//! and the member's, and only a valid session gets the second.

use std::cell::OnceCell;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};

use super::board::{ARTICLE, Board, Left, SESSION, with_board};

/// Public page, and page of the logged-in member.
#[derive(Clone)]
struct Pages {
    anonymous: Bytes,
    own: Bytes,
}

/// Checks the property for any lines as headers, alternately a cookie and `X-Forwarded-For`.
///
/// Values that are not valid in HTTP are ignored, as no server accepts them.
pub fn cookie(bytes: &[u8]) {
    thread_local! { static PAGES: OnceCell<Pages> = const { OnceCell::new() }; }
    let mut headers = HeaderMap::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').take(100).enumerate() {
        let name = if number % 2 == 0 {
            header::COOKIE
        } else {
            header::HeaderName::from_static("x-forwarded-for")
        };
        let Ok(value) = HeaderValue::from_bytes(line) else { return };
        headers.append(name, value);
    }
    with_board(async |board| {
        let pages = if let Some(pages) = PAGES.with(|pages| pages.get().cloned()) {
            pages
        } else {
            let pages = Pages::of(board).await;
            PAGES.with(|known| known.get_or_init(|| pages).clone())
        };
        let named = headers.get_all(header::COOKIE).iter().any(names_the_session);
        let cookies =
            headers.get_all(header::COOKIE).iter().filter(|value| !value.is_empty()).count();
        let only = cookies == 1
            && headers
                .get_all(header::COOKIE)
                .iter()
                .any(|value| *value == format!("weerwoord_session={SESSION}").as_str());
        let answer = board.reads(ARTICLE, headers).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers.get(header::SET_COOKIE), None, "reading sets no cookie");
        let keep = answer.headers[header::CACHE_CONTROL].to_str().unwrap();
        if answer.bytes == pages.own {
            assert!(named, "a session was opened by what does not name it");
            assert_eq!(keep, "private, no-store");
        } else {
            assert!(!only, "a live session was not recognised");
            assert!(
                answer.bytes == pages.anonymous,
                "neither everybody's page nor the member's: {}",
                answer.html()
            );
            assert!(keep.starts_with("public"), "{keep}");
        }
        Left::AsItWas
    });
}

impl Pages {
    async fn of(board: &Board) -> Self {
        let anonymous = board.reads(ARTICLE, HeaderMap::new()).await.bytes;
        let cookie = HeaderValue::try_from(format!("weerwoord_session={SESSION}")).unwrap();
        let own =
            board.reads(ARTICLE, HeaderMap::from_iter([(header::COOKIE, cookie)])).await.bytes;
        assert_ne!(anonymous, own);
        Self { anonymous, own }
    }
}

/// Returns whether the token of the valid session occurs anywhere in a cookie.
fn names_the_session(cookie: &HeaderValue) -> bool {
    cookie
        .as_bytes()
        .to_ascii_lowercase()
        .windows(SESSION.len())
        .any(|part| part == SESSION.as_bytes())
}
