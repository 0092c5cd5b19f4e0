//! The sound of a code, as players ask for it: in parts, and anew with the picture.

use axum::body::Body;
use axum::http::{Request, header};
use weerwoord::captcha;

use crate::harness::{Board, Page, Person, Settings};

async fn listens(who: &Person, address: &str, range: &str) -> Page {
    who.asks(Request::get(address).header(header::RANGE, range).body(Body::empty()).unwrap()).await
}

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Luister").await;
    (board, article)
}

async fn challenges(board: &Board) -> String {
    board.value("SELECT CAST(COUNT(*) AS TEXT) FROM challenges").await.unwrap()
}

#[tokio::test]
async fn a_player_hears_one_sound_in_parts() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    // As Safari does: first whether there are parts, then all of it, then the end again.
    let probe = listens(&mirjam, "/captcha.wav", "bytes=0-1").await.is(206);
    assert_eq!(&probe.bytes[..], b"RI");
    let length: usize =
        probe.header("content-range").unwrap().strip_prefix("bytes 0-1/").unwrap().parse().unwrap();
    let whole = listens(&mirjam, "/captcha.wav", "bytes=0-").await.is(206);
    assert_eq!((whole.bytes.len(), whole.header("accept-ranges")), (length, Some("bytes")));
    assert_eq!(whole.header("cache-control"), Some("private, no-store"));
    let end = listens(&mirjam, "/captcha.wav", "bytes=-1000").await.is(206);
    assert_eq!(end.bytes, whole.bytes[length - 1000..]);
    assert_eq!(
        end.header("content-range").unwrap(),
        format!("bytes {}-{}/{length}", length - 1000, length - 1)
    );
    let beyond = listens(&mirjam, "/captcha.wav", "bytes=9000000-").await.is(416);
    assert_eq!(beyond.header("content-range").unwrap(), format!("bytes */{length}"));
    assert_eq!(challenges(&board).await, "1");
    // What is no range of bytes is ignored, and is a player that starts anew.
    board.clock.advance(captcha::READING);
    let digits = mirjam.newest_answer().await;
    mirjam
        .posts_as(&article, "Mirjam", "Gehoord", &[("captcha", &digits)])
        .await
        .goes_on_to_a_comment();
    let next = listens(&mirjam, "/captcha.wav", "bytes=0-").await.is(206);
    assert!(next.bytes != whole.bytes, "what was answered is not spoken again");
}

#[tokio::test]
async fn each_address_has_a_sound_of_its_own_and_nobody_hears_another_s() {
    let (board, _) = board().await;
    let mirjam = board.guest();
    let first = listens(&mirjam, "/captcha.wav", "bytes=0-").await.is(206);
    let other_tab = listens(&mirjam, "/captcha.wav?1764000000000", "bytes=0-").await.is(206);
    assert!(first.bytes != other_tab.bytes);
    assert_eq!(listens(&mirjam, "/captcha.wav", "bytes=0-").await.bytes, first.bytes);
    let joost = board.guest();
    assert!(listens(&joost, "/captcha.wav", "bytes=0-").await.bytes != first.bytes);
    assert!(
        mirjam.reads("/captcha.wav").await.is(200).bytes != first.bytes,
        "a new one is asked for"
    );
}

#[tokio::test]
async fn another_code_without_script_renews_picture_and_sound() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let page = mirjam.reads(&article).await;
    assert_eq!(page.attribute("audio", "src").as_deref(), Some("/captcha.wav"));
    let first = listens(&mirjam, "/captcha.wav", "bytes=0-").await.is(206);
    let page = mirjam.posts_as(&article, "Mirjam", "Hm", &[("intent", "code")]).await.is(200);
    let address = page.attribute("audio", "src").unwrap();
    assert!(address.starts_with("/captcha.wav?"), "{address}");
    assert!(listens(&mirjam, &address, "bytes=0-").await.is(206).bytes != first.bytes);
}

#[tokio::test]
async fn parts_of_a_sound_are_counted_too() {
    let board = Board::with(Settings::default().with("RATES", "sound_part=2/1h")).await;
    let mirjam = board.guest();
    for _ in 0..3 {
        listens(&mirjam, "/captcha.wav", "bytes=0-1").await.is(206);
    }
    listens(&mirjam, "/captcha.wav", "bytes=0-1").await.is(429);
}
