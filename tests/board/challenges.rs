//! A form without a cookie: its challenge holds the codes, and nothing else.

use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use weerwoord::captcha::Challenge;

use crate::harness::{Board, Page, Person, Settings};

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let article = board.article("Zonder koekje").await;
    (board, article)
}

fn challenge(byte: u8) -> String {
    Challenge::new([byte; 32]).text()
}

/// Posts from a browser that has no cookie and keeps none.
async fn posts(who: &Person, article: &str, body: &str, fields: &[(&str, &str)]) -> Page {
    who.colleague().posts_as(article, "Mirjam", body, fields).await
}

#[tokio::test]
async fn a_challenge_posts_without_any_cookie() {
    let (board, article) = board().await;
    let (mirjam, mine) = (board.guest(), challenge(1));
    let code = mirjam.reads_a_code_for(&mine).await;
    let fields = [("challenge", mine.as_str()), ("captcha", code.as_str())];
    let page = posts(&mirjam, &article, "Zonder koekje", &fields).await;
    assert_eq!(page.header("set-cookie"), None);
    let first = page.goes_on_to_a_comment();
    let again = posts(&mirjam, &article, "Zonder koekje", &fields).await.goes_on_to_a_comment();
    assert_eq!(again, first, "the same challenge, article and text");
    posts(&mirjam, &article, "Iets anders", &fields).await.is(422).says("al gebruikt");
}

#[tokio::test]
async fn the_form_comes_back_with_its_challenge() {
    let (board, article) = board().await;
    let (mirjam, mine) = (board.guest(), challenge(1));
    let code = mirjam.reads_a_code_for(&mine).await;
    let wrong = [("challenge", mine.as_str()), ("captcha", "XXXXX0")];
    let page = posts(&mirjam, &article, "Mis", &wrong).await.is(422).says("De code klopte niet");
    assert_eq!(page.attribute("input[name=challenge]", "value"), Some(mine.clone()));
    assert_eq!(page.attribute("input[name=challenge]", "type").as_deref(), Some("hidden"));
    assert_eq!(
        page.attribute("#captcha-picture", "src"),
        Some(format!("/captcha.png?challenge={mine}"))
    );
    assert_eq!(
        page.attribute("#captcha-sound", "src"),
        Some(format!("/captcha.wav?challenge={mine}"))
    );
    // A wrong answer spent the code that was there.
    let right = [("challenge", mine.as_str()), ("captcha", code.as_str())];
    posts(&mirjam, &article, "Mis", &right).await.is(422).says("al gebruikt");
    let another = [("challenge", mine.as_str()), ("intent", "code")];
    let page = posts(&mirjam, &article, "Nog een", &another).await.is(200);
    let sound = page.attribute("#captcha-sound", "src").unwrap();
    assert!(sound.starts_with(&format!("/captcha.wav?challenge={mine}&")), "{sound}");
    let code = mirjam.reads_a_code_for(&mine).await;
    let late = [("challenge", mine.as_str()), ("captcha", code.as_str())];
    board.clock.advance(SignedDuration::from_mins(30));
    posts(&mirjam, &article, "Te laat", &late).await.is(422).says("verlopen of al gebruikt");
}

#[tokio::test]
async fn a_right_code_beside_another_mistake_is_not_asked_again() {
    let (board, article) = board().await;
    let (mirjam, mine) = (board.guest(), challenge(1));
    let code = mirjam.reads_a_code_for(&mine).await;
    let fields = [("challenge", mine.as_str()), ("captcha", code.as_str()), ("name", "")];
    let page = posts(&mirjam, &article, "Vergeten", &fields).await.is(422).says("De code klopte.");
    assert_eq!(page.attribute("input[name=challenge]", "value"), Some(mine.clone()));
    posts(&mirjam, &article, "Vergeten", &[("challenge", &mine)]).await.goes_on_to_a_comment();
}

#[tokio::test]
async fn codes_of_a_challenge_and_of_a_cookie_are_apart() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let own = mirjam.reads_a_code().await;
    // The digits of the cookie are no challenge of its codes, and the other way round.
    let digits = mirjam.cookie("weerwoord_visitor").unwrap();
    let stolen = [("challenge", digits.as_str()), ("captcha", own.as_str())];
    posts(&mirjam, &article, "Koekje als code", &stolen).await.is(422);
    let (other, mine) = (board.guest(), challenge(2));
    let code = other.reads_a_code_for(&mine).await;
    other.set_cookie("weerwoord_visitor", &mine);
    other.posts_as(&article, "Joost", "Code als koekje", &[("captcha", &code)]).await.is(422);
    // The cookie is as good as before.
    mirjam.posts_as(&article, "Mirjam", "Koekje", &[("captcha", &own)]).await.is(303);
    for odd in ["x", "' OR 1=1 --", "\0", &"a".repeat(100_000)] {
        let fields = [("challenge", odd), ("captcha", code.as_str())];
        let page = posts(&other, &article, "Vreemd", &fields).await.is(422).says("al gebruikt");
        assert_eq!(page.attribute("input[name=challenge]", "value"), None);
    }
    other.reads("/captcha.png?challenge=x").await.is(404);
    other.reads("/captcha.wav?challenge=").await.is(404);
}

#[tokio::test]
async fn a_challenge_carries_no_right_of_the_cookie() {
    let (board, article) = board().await;
    let (mirjam, mine) = (board.guest(), challenge(3));
    let code = mirjam.reads_a_code_for(&mine).await;
    let fields = [("challenge", mine.as_str()), ("captcha", code.as_str())];
    posts(&mirjam, &article, "Van mij", &fields).await.is(303);
    mirjam.set_cookie("weerwoord_visitor", &mine);
    // The author of a comment may not mark it: whoever only knows the challenge is somebody else.
    mirjam.sends("/comments/1/useful", &[("challenge", &mine)]).await.is(303);
}

#[tokio::test]
async fn its_picture_and_its_sound_may_stand_on_other_sites() {
    let (board, _) = board().await;
    let (mirjam, mine) = (board.guest(), challenge(4));
    let policy = |page: &Page| page.header("cross-origin-resource-policy").map(str::to_owned);
    let picture = mirjam.reads(&format!("/captcha.png?challenge={mine}")).await.is(200);
    assert_eq!(policy(&picture).as_deref(), Some("cross-origin"));
    assert_eq!(picture.header("cache-control"), Some("private, no-store"));
    let own = mirjam.reads("/captcha.png").await.is(200);
    assert_eq!(policy(&own).as_deref(), Some("same-origin"));
    // A player hears one sound in parts, and another at another address.
    let listens = async |address: String| {
        let request = Request::get(address).header(header::RANGE, "bytes=0-").body(Body::empty());
        mirjam.colleague().asks(request.unwrap()).await.is(206)
    };
    let sound = format!("/captcha.wav?challenge={mine}");
    let first = listens(sound.clone()).await;
    assert_eq!(policy(&first).as_deref(), Some("cross-origin"));
    assert!(listens(sound.clone()).await.bytes == first.bytes);
    assert!(listens(format!("{sound}&1764000000000")).await.bytes != first.bytes);
}

#[tokio::test]
async fn unanswered_codes_count_by_network_however_many_challenges_hold_them() {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Veel codes").await;
    let mirjam = board.guest();
    for byte in 10..70 {
        let path = format!("/captcha.png?challenge={}", challenge(byte));
        mirjam.colleague().reads(&path).await.is(200);
    }
    let mine = challenge(9);
    let code = mirjam.reads_a_code_for(&mine).await;
    let fields = [("challenge", mine.as_str()), ("captcha", code.as_str())];
    let page = posts(&mirjam, &article, "Na veel codes", &fields).await;
    page.goes_on_to("/comments/1/held");
}
