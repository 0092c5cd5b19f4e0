//! Persons: whose comments are joined, and whom a decision reaches. An address that was only typed is nobody's.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Person, Settings, address, link};

const SPAM: [(&str, &str); 2] = [("decision", "remove"), ("reason", "spam")];

/// Truus with one comment, a stranger who typed her address twice under other names, and a moderator.
struct Scene {
    board: Board,
    article: String,
    truus: Person,
    stranger: Person,
    bram: Person,
}

async fn scene() -> Scene {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let (truus, stranger) = (board.guest(), board.guest());
    truus.posts_as(&article, "Truus", "Mijn mening", &[]).await.is(303);
    let email = address("Truus");
    let typed = [("email", email.as_str())];
    stranger.posts_as(&article, "Truus de Boer", "Koop dit", &typed).await.is(303);
    stranger.posts_as(&article, "Aanbieding", "Koop dat", &typed).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    Scene { board, article, truus, stranger, bram }
}

/// Truus confirms her address in her own browser.
async fn confirms(board: &Board, truus: &Person) {
    let email = address("Truus");
    truus.sends("/my-comments", &[("email", &email)]).await.is(303);
    let mail = board.delivers().await;
    let mail = mail.iter().rfind(|mail| mail.to == email && mail.text.contains("/confirm/"));
    truus.sends(&link(mail.unwrap(), "/confirm/"), &[]).await.goes_on_to("/my-comments");
}

#[tokio::test]
async fn who_types_the_address_of_another_is_removed_and_banned_and_she_is_not() {
    for confirmed in [false, true] {
        let Scene { board, article, truus, stranger, bram } = scene().await;
        if confirmed {
            confirms(&board, &truus).await;
        }
        let page = bram.reads("/moderation/comments/3").await.says("adres niet bevestigd");
        assert_eq!(page.attribute("[name=also]", "value").as_deref(), Some("1"));
        assert_eq!(page.attribute("[name=also]", "checked"), None);
        let status = if confirmed { "adres bevestigd" } else { "adres niet bevestigd" };
        assert_eq!(page.texts(".namesakes label"), [format!("Truus, {status}: 1 reactie")]);
        let all = [&SPAM[..], &[("all", "yes"), ("ban", "30")]].concat();
        bram.decides(3, &all).await.is(303);
        let page = board.guest().reads(&article).await.says("Mijn mening");
        page.never_says("Koop dit").never_says("Koop dat").says("Er is 1 reactie");
        truus.posts_as(&article, "Truus", "En nog iets", &[]).await.is(303);
        let told = stranger.posts_as(&article, "Wim", "Onder een ander adres", &[]).await.is(403);
        told.says("De redactie heeft je uitgesloten: Spam");
        bram.reads("/moderation/bans").await.says("gast Aanbieding, herkend aan de browser");
        bram.reads("/moderation/people/2").await.says("Uitgesloten van");
        bram.reads("/moderation/people/1").await.never_says("Uitgesloten van");
        board.clock.advance(SignedDuration::from_hours(31 * 24));
        stranger.posts_as(&article, "Wim", "Weer terug", &[]).await.is(303);
        assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn others_under_the_address_are_reached_only_where_a_moderator_says_so() {
    let Scene { board, article, bram, .. } = scene().await;
    let both = [&SPAM[..], &[("also", "3")]].concat();
    bram.decides(1, &both).await.is(303);
    board.guest().reads(&article).await.says("Er zijn nog geen reacties");
    let Scene { board, article, bram, .. } = scene().await;
    // A number that is not under the address reaches nobody.
    board.guest().posts_as(&article, "Wim", "Wat anders", &[]).await.is(303);
    bram.decides(1, &[&SPAM[..], &[("also", "4")]].concat()).await.is(303);
    board.guest().reads(&article).await.says("Wat anders").says("Koop dit").says("Koop dat");
}

#[tokio::test]
async fn each_guest_has_their_own_past_page_and_queue() {
    let Scene { board, article, truus, bram, .. } = scene().await;
    bram.reads("/moderation/comments/1").await.says("eerste reactie");
    bram.reads("/moderation/comments/3").await.says("1 eerdere reactie, 0 verwijderd");
    let page = bram.reads("/moderation/people/3").await.is(200).says("2 reacties, waarvan 0");
    assert_eq!(page.texts("h1"), ["Aanbieding"]);
    assert_eq!(page.texts("#written + ol .body"), ["Koop dat", "Koop dit"]);
    let others = page.says("Anderen onder dit adres").texts("#namesakes ~ ul li");
    assert_eq!(others, ["Truus, adres niet bevestigd: 1 reactie"]);
    let queue = bram.reads("/moderation?author=1").await;
    assert_eq!(queue.texts(".case h2"), ["Truus"]);
    let queue = bram.reads("/moderation?author=2").await;
    // What reads like an advertisement is shown first.
    assert_eq!(queue.texts(".case h2"), ["Aanbieding", "Truus de Boer"]);

    // Once Truus confirmed her address, what she writes with it elsewhere is hers too.
    confirms(&board, &truus).await;
    let phone = board.guest();
    confirms(&board, &phone).await;
    let email = address("Truus");
    let typed = [("email", email.as_str())];
    phone.posts_as(&article, "Truus B.", "Vanaf mijn telefoon", &typed).await.is(303);
    let page = bram.reads("/moderation/people/4").await.says("2 reacties, waarvan 0");
    assert_eq!(page.texts("#written + ol .body"), ["Vanaf mijn telefoon", "Mijn mening"]);
    page.says("Schreef als Truus, Truus B.").never_says("Koop");
    bram.reads("/moderation/comments/4").await.says("1 eerdere reactie, 0 verwijderd");
}

#[tokio::test]
async fn a_ban_on_an_address_that_nobody_confirmed_spares_its_owner() {
    let Scene { board, article, truus, stranger, bram } = scene().await;
    let email = address("Truus");
    let ban = [("kind", "email"), ("value", email.as_str()), ("days", ""), ("why", "Reclame")];
    bram.sends("/moderation/bans", &ban).await.goes_on_to("/moderation/bans");
    bram.reads("/moderation/bans").await.says("truus@post.example (adres niet bevestigd)");
    let typed = [("email", email.as_str())];
    stranger.posts_as(&article, "Truus", "Nog eens", &typed).await.is(403).says("bevestig het");
    truus.posts_as(&article, "Truus", "Ik ook niet?", &[]).await.is(403);
    confirms(&board, &truus).await;
    truus.posts_as(&article, "Truus", "Ik ben het echt", &[]).await.is(303);
    stranger.posts_as(&article, "Truus", "Nog eens", &typed).await.is(403);
    // Confirmed by now, the address can be banned with whoever owns it.
    bram.sends("/moderation/bans", &[ban[0], ban[1], ("days", "7"), ban[3]]).await.is(303);
    truus.posts_as(&article, "Truus", "En nu?", &[]).await.is(403);
    let browser = [("kind", "browser"), ("value", "07"), ("days", ""), ("why", "Reclame")];
    bram.sends("/moderation/bans", &browser).await.is(422).says("Kies waaraan");
}

#[tokio::test]
async fn a_ban_of_a_confirmed_guest_follows_the_address() {
    let Scene { board, article, truus, bram, .. } = scene().await;
    confirms(&board, &truus).await;
    bram.decides(1, &[&SPAM[..], &[("ban", "7")]].concat()).await.is(303);
    truus.posts_as(&article, "Truus", "Toch", &[]).await.is(403);
    board.guest().posts_as(&article, "Truus", "Elders", &[]).await.is(403);
}

#[tokio::test]
async fn a_guest_whom_nothing_tells_apart_is_not_banned() {
    let Scene { board, bram, .. } = scene().await;
    board.sets("UPDATE comments SET browser = NULL").await;
    let page = bram.decides(1, &[&SPAM[..], &[("ban", "7")]].concat()).await.is(422);
    page.says("Deze gast is niet te herkennen");
    bram.reads("/moderation/people/2").await.says("1 reactie, waarvan");
    bram.decides(2, &[&SPAM[..], &[("all", "yes")]].concat()).await.is(303);
    bram.reads("/moderation/people/3").await.says("1 reactie, waarvan 0 vastgehouden en 0");
}

#[tokio::test]
async fn a_browser_is_forgotten_after_a_year_and_with_who_leaves() {
    let Scene { board, truus, .. } = scene().await;
    let kept = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE browser IS NOT NULL OR proved";
    assert_eq!(board.value(kept).await.as_deref(), Some("3"));
    confirms(&board, &truus).await;
    let email = address("Truus");
    let disown = [("choice", "disown"), ("email", email.as_str()), ("sure", "on")];
    truus.sends("/my-comments/choose", &disown).await.is(303);
    assert_eq!(board.value(kept).await.as_deref(), Some("0"));

    let Scene { board, .. } = scene().await;
    board.clock.advance(SignedDuration::from_hours(366 * 24));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(board.value(kept).await.as_deref(), Some("0"));
}

#[tokio::test]
async fn what_a_stranger_wrote_under_an_address_earns_its_owner_no_trust() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let (truus, stranger) = (board.guest(), board.guest());
    stranger.posts_as(&article, "Truus", "Onder haar adres", &[]).await.is(303);
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    confirms(&board, &truus).await;
    let held = truus.posts_as(&article, "Truus", "Mijn eerste", &[]).await.is(303);
    assert!(held.header("location").unwrap().ends_with("/held"));
}
