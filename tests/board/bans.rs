//! Bans: whom they keep out, what the banned are told, and how they end.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Person, address};

async fn board() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Buiten").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

async fn bans(bram: &Person, kind: &str, value: &str, days: &str) {
    let why = "U maakte steeds reclame.";
    bram.sends(
        "/moderation/bans",
        &[("kind", kind), ("value", value), ("days", days), ("why", why)],
    )
    .await
    .goes_on_to("/moderation/bans");
}

#[tokio::test]
async fn the_banned_are_told_why_until_when_and_how_to_object() {
    let (board, article, bram) = board().await;
    bans(&bram, "email", "Joost@Post.example", "7").await;
    let joost = board.guest();
    let page = joost.posts_as(&article, "Joost", "Nog een keer", &[]).await.is(403);
    assert_eq!(page.field("body"), "Nog een keer");
    let page = page.says("U maakte steeds reclame.").says("27 november 2026");
    assert!(page.attribute("#errors a", "href").unwrap().starts_with("/appeals/"));
    board.guest().reads(&article).await.never_says("Nog een keer");
    joost.posts_as(&article, "Joost", "Alleen kijken", &[("intent", "preview")]).await.is(200);
    board.guest().posts_as(&article, "Rachida", "Een ander", &[]).await.is(303);
    board.clock.advance(SignedDuration::from_hours(7 * 24));
    joost.posts_as(&article, "Joost", "Weer welkom", &[]).await.is(303);
}

#[tokio::test]
async fn a_network_or_a_member_can_be_banned_too() {
    let (board, article, bram) = board().await;
    let lid = board.somebody("Lid Een", Role::Member).await;
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Eerst nog wel", &[]).await.is(303);
    let network = board.value("SELECT network FROM comments").await.unwrap();
    bans(&bram, "network", &network, "").await;
    joost
        .colleague()
        .posts_as(&article, "Iemand", "Zelfde huis", &[])
        .await
        .is(403)
        .says("tot nader bericht");
    board.guest().posts_as(&article, "Ander", "Ander huis", &[]).await.is(303);
    lid.posts(&article, "Als lid").await.is(303);
    bans(&bram, "member", &address("Lid Een"), "30").await;
    lid.posts(&article, "Nog eens").await.is(403);
    lid.reads("/").await.is(200).says("Lid Een");
}

#[tokio::test]
async fn a_ban_is_lifted_and_forgets_whom_it_was_about() {
    let (board, article, bram) = board().await;
    bans(&bram, "email", &address("Joost"), "").await;
    bans(&bram, "email", &address("Joost"), "").await;
    let list = bram
        .reads("/moderation/bans")
        .await
        .is(200)
        .says("joost@post.example")
        .says("zonder einddatum");
    assert_eq!(list.texts(".record").len(), 1, "sending it twice makes one");
    bram.sends("/moderation/bans/1/lift", &[]).await.goes_on_to("/moderation/bans");
    bram.sends("/moderation/bans/1/lift", &[]).await.goes_on_to("/moderation/bans");
    board.guest().posts_as(&article, "Joost", "Terug", &[]).await.is(303);
    board.clock.advance(SignedDuration::from_hours(31 * 24));
    weerwoord::jobs::round(&board.app).await.unwrap();
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    nadia
        .reads("/moderation/bans")
        .await
        .says("gegevens gewist")
        .says("opgeheven op")
        .never_says("joost@post.example");
}

#[tokio::test]
async fn what_is_wrong_with_a_ban_is_told() {
    let (board, _, bram) = board().await;
    board.account("Nadia Bos", Role::Moderator).await;
    for (kind, value, days, why, told) in [
        ("", "x", "", "Reden", "Kies waarop"),
        ("email", "joost@", "", "Reden", "geldig e-mailadres"),
        ("network", "10.0.0.0/8", "", "Reden", "te groot"),
        ("member", "niemand@post.example", "", "Reden", "geen lid"),
        ("member", "nadia.bos@post.example", "", "Reden", "zelf modereert"),
        ("email", "nadia.bos@post.example", "", "Reden", "zelf modereert"),
        ("email", "joost@post.example", "eeuwig", "Reden", "aantal dagen"),
        ("email", "joost@post.example", "7", " ", "Schrijf de reden op"),
    ] {
        let fields = [("kind", kind), ("value", value), ("days", days), ("why", why)];
        let page = bram.sends("/moderation/bans", &fields).await.is(422).says(told);
        assert_eq!((page.field("value"), page.field("days")), (value.to_owned(), days.to_owned()));
    }
    assert_eq!(board.value("SELECT why FROM bans").await, None);
}
