//! Forms that were sent while logged out, or met a fault: what was typed is there again, for its sender alone.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::store::Store;

use crate::harness::{Board, PASSWORD, Person, address};

const TEXT: &str = "Dit schreef ik **een uur** lang.";

/// A board whose members were away for so long that their sessions ended.
async fn long_after() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Comments, en meer").await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    board.clock.advance(SignedDuration::from_hours(15 * 24));
    (board, article, mirjam)
}

async fn logs_in(person: &Person, name: &str) -> crate::harness::Page {
    let page = person.reads("/login").await.is(200);
    let next = page.attribute("input[name=next]", "value").unwrap_or_default();
    let fields = [("email", address(name)), ("password", PASSWORD.to_owned()), ("next", next)];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    person.sends("/login", &fields).await
}

#[tokio::test]
async fn a_member_whose_session_ended_is_told_and_loses_nothing() {
    let (board, article, mirjam) = long_after().await;
    let at = format!("{article}/comments");
    let page = mirjam.sends(&at, &[("body", TEXT), ("signed_in", "yes")]).await.is(422);
    assert_eq!(page.texts("#errors h3"), ["Je bent uitgelogd"]);
    assert_eq!(page.field("body"), format!("\n{TEXT}").trim_start());
    let link = page.attribute("#errors a", "href").unwrap();
    assert_eq!(link, "/login?next=%2Funsent");
    mirjam.reads(&link).await.says("Wat je had ingevuld, is bewaard");
    logs_in(&mirjam, "Mirjam").await.goes_on_to("/unsent");
    let waiting = mirjam.reads("/unsent").await.is(200).says("Wat je had ingevuld, is er nog");
    assert_eq!(waiting.texts("textarea[name=body]"), [TEXT]);
    let action = waiting.attribute("main form", "action").unwrap();
    let sent = mirjam.sends(&action, &[("body", TEXT), ("signed_in", "yes")]).await;
    assert_eq!(sent.goes_on_to_a_comment(), 1);
    mirjam.reads(&article).await.says("Dit schreef ik een uur lang.");
    mirjam.reads("/unsent").await.goes_on_to("/");
    assert!(board.value("SELECT '1' FROM unsent_forms").await.is_none());
}

#[tokio::test]
async fn the_form_of_a_member_says_that_it_is_one() {
    let board = Board::open().await;
    let article = board.article("Wie ben ik").await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let page = mirjam.reads(&article).await;
    assert_eq!(page.attribute("[name=signed_in]", "value").as_deref(), Some("yes"));
    assert!(board.guest().reads(&article).await.attribute("[name=signed_in]", "value").is_none());
    let at = format!("{article}/comments");
    let look = [("body", TEXT), ("signed_in", "yes"), ("intent", "preview")];
    let preview = board.guest().sends(&at, &look).await.is(200);
    assert_eq!(
        (preview.texts("#preview strong"), preview.texts("#errors h3").len()),
        (vec!["een uur".to_owned()], 1)
    );
}

#[tokio::test]
async fn where_only_members_comment_the_text_comes_back_too() {
    let board = Board::open().await;
    let article = board
        .writes("title = \"Onder ons\"\npublished = 2026-11-20T09:00:00\ncomments = \"open\"", "x")
        .await;
    board.sets("UPDATE articles SET members_only = TRUE").await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    board.clock.advance(SignedDuration::from_hours(15 * 24));
    let at = format!("{article}/comments");
    let page = mirjam.sends(&at, &[("body", TEXT), ("signed_in", "yes")]).await.is(403);
    page.says("Je bent uitgelogd").says(TEXT);
    logs_in(&mirjam, "Mirjam").await.goes_on_to("/unsent");
    mirjam.reads("/unsent").await.says(TEXT);
}

#[tokio::test]
async fn an_editor_finds_an_article_again_after_logging_in() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    board.clock.advance(SignedDuration::from_hours(15 * 24));
    let written = [
        ("title", "Geschreven tot diep in de nacht"),
        ("author", "1"),
        ("body", TEXT),
        ("comments", "open"),
        ("days", "14"),
        ("intent", "save"),
    ];
    sanne.sends("/desk/articles/new", &written).await.goes_on_to("/login");
    logs_in(&sanne, "Sanne Verhoef").await.goes_on_to("/unsent");
    let waiting = sanne.reads("/unsent").await.is(200);
    assert_eq!(waiting.texts("textarea[name=body]"), [TEXT]);
    let action = waiting.attribute("main form", "action").unwrap();
    let title = waiting.attribute("main [name=title]", "value").unwrap();
    assert_eq!((action.as_str(), title.as_str()), ("/desk/articles/new?unsent", written[0].1));
    sanne.sends(&action, &written).await.goes_on_to("/desk/articles/1?done=saved");
    sanne.reads("/unsent").await.goes_on_to("/");
}

#[tokio::test]
async fn a_form_is_for_the_browser_that_sent_it_and_for_an_hour() {
    let (board, _, mirjam) = long_after().await;
    let name = [("name", "Mirjam van de overkant")];
    mirjam.sends("/account/name", &name).await.goes_on_to("/login");
    let other = board.somebody_again("Mirjam").await;
    other.reads("/unsent").await.goes_on_to("/");
    other.set_cookie("weerwoord_visitor", &"ab".repeat(32));
    other.reads("/unsent").await.goes_on_to("/");
    let visitor = hex::decode(mirjam.cookie("weerwoord_visitor").unwrap()).unwrap();
    let browser = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        &visitor,
    ));
    let stored = board.app.store.unsent_form(&browser.into(), board.app.now()).await;
    let stored = stored.unwrap().unwrap();
    assert!(!stored.windows(6).any(|part| part == b"Mirjam"), "it is encrypted");
    board.clock.advance(SignedDuration::from_mins(61));
    logs_in(&mirjam, "Mirjam").await.goes_on_to("/");
    mirjam.reads("/unsent").await.goes_on_to("/");
    board.app.store.sweep(board.app.now(), board.app.now()).await.unwrap();
    assert!(board.value("SELECT '1' FROM unsent_forms").await.is_none());
}

#[tokio::test]
async fn what_holds_a_secret_or_nothing_is_not_kept_and_a_script_keeps_nothing() {
    let (board, _, mirjam) = long_after().await;
    let secret = [("current", "een lang wachtwoord"), ("password", "een ander wachtwoord")];
    mirjam.sends("/account/password", &secret).await.goes_on_to("/login");
    mirjam.sends("/account/sessions", &[]).await.goes_on_to("/login");
    let request = axum::http::Request::post("/desk/articles/new/draft")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "cors")
        .body(axum::body::Body::from("body=Half"))
        .unwrap();
    mirjam.asks(request).await.goes_on_to("/login");
    assert!(board.value("SELECT '1' FROM unsent_forms").await.is_none());
    logs_in(&mirjam, "Mirjam").await.goes_on_to("/");
}

#[tokio::test]
async fn a_form_that_waits_can_be_thrown_away() {
    let (board, _, mirjam) = long_after().await;
    mirjam.sends("/account/name", &[("name", "Mirjam Kuiper")]).await.goes_on_to("/login");
    logs_in(&mirjam, "Mirjam").await.goes_on_to("/unsent");
    mirjam.sends("/unsent", &[]).await.goes_on_to("/");
    assert!(board.value("SELECT '1' FROM unsent_forms").await.is_none());
}

#[tokio::test]
async fn a_fault_before_a_form_is_read_loses_nothing_of_it() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let Store::Sqlite { read, .. } = &board.app.store else { return };
    // Who is asking cannot be looked up: no handler reads the form.
    read.close().await;
    let written = [("title", "Op een slechte dag"), ("body", TEXT)];
    let page = sanne.sends("/desk/articles/new", &written).await;
    assert!(page.status.is_server_error());
    assert_eq!(page.texts("textarea[name=body]"), [TEXT]);
    assert_eq!(page.attribute("main [name=title]", "value").as_deref(), Some(written[0].1));
    let fields = [("alt", "Een plein"), ("caption", "Het plein in de regen")];
    let page = sanne.uploads("/desk/pictures", &fields, Some(("plein.jpg", b"jpeg"))).await;
    assert!(page.status.is_server_error());
    assert_eq!(page.texts("main textarea"), ["Een plein", "Het plein in de regen"]);
    assert_eq!(page.attribute("main form", "enctype").as_deref(), Some("multipart/form-data"));
    assert_eq!(page.attribute("input[type=file]", "name").as_deref(), Some("file"));
}
