//! Bans: whom they keep out, what the banned are told, and how they end.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Person, Settings, address, link};

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
async fn the_owner_of_a_banned_address_is_told_why_by_mail_and_nobody_else_is() {
    let (board, article, bram) = board().await;
    bans(&bram, "email", "Joost@Post.example", "7").await;
    let joost = board.guest();
    let page = joost.posts_as(&article, "Joost", "Nog een keer", &[]).await.is(403);
    assert_eq!(page.field("body"), "Nog een keer");
    let page = page.never_says("steeds reclame").never_says("27 november 2026");
    let here = page.attribute("#errors a", "href").unwrap();
    let page = board.guest().reads(&here).await.is(200).never_says("steeds reclame");
    page.says("Het antwoord lees je op deze pagina");
    let mail = board.delivers_one_to("joost@post.example").await;
    assert!(mail.text.contains("U maakte steeds reclame."), "{}", mail.text);
    assert!(mail.text.contains("27 november 2026"), "{}", mail.text);
    let there = link(&mail, "/appeals/");
    assert_ne!(here, there);
    board.guest().reads(&there).await.is(200).says("U maakte steeds reclame.");
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
        .says("vanaf je netwerk")
        .never_says("steeds reclame");
    board.guest().posts_as(&article, "Ander", "Ander huis", &[]).await.is(303);
    lid.posts(&article, "Als lid").await.is(303);
    bans(&bram, "member", &address("Lid Een"), "30").await;
    lid.posts(&article, "Nog eens").await.is(403).says("U maakte steeds reclame.");
    let page = lid.posts(&article, "Nog eens").await.is(403).says("tot 20 december 2026");
    let here = page.attribute("#errors a", "href").unwrap();
    lid.reads(&here).await.is(200).says("U maakte steeds reclame.");
    board.guest().reads(&here).await.is(200).never_says("steeds reclame");
    lid.reads("/").await.is(200).says("Lid Een");
}

#[tokio::test]
async fn a_reason_without_a_full_stop_is_a_sentence_of_its_own() {
    let (board, article, bram) = board().await;
    let lid = board.somebody("Lid Een", Role::Member).await;
    let ban = [("kind", "email"), ("value", "lid.een@post.example"), ("why", "Spam")];
    bram.sends("/moderation/bans", &ban).await.goes_on_to("/moderation/bans");
    let page = lid.posts(&article, "Nog een keer").await.is(403);
    page.says("De redactie heeft je uitgesloten: Spam. De uitsluiting geldt ");
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
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    nadia
        .reads("/moderation/bans")
        .await
        .says("gegevens gewist")
        .says("opgeheven op")
        .never_says("joost@post.example");
}

#[tokio::test]
async fn posting_as_somebody_banned_is_counted_and_leaves_one_link() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Buiten").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bans(&bram, "email", "joost@post.example", "").await;
    let joost = board.guest();
    for n in 0..10 {
        joost.posts_as(&article, "Joost", &format!("Poging {n}"), &[]).await.is(403);
    }
    let page = joost.posts_as(&article, "Joost", "Poging 11", &[]).await.is(429);
    assert!(page.header("retry-after").is_some());
    assert_eq!(page.field("body"), "Poging 11");
    let tickets = "SELECT CAST(COUNT(*) AS TEXT) FROM tickets";
    assert_eq!(board.value(tickets).await.unwrap(), "2", "one for the network, one by mail");
    assert_eq!(board.delivers().await.len(), 1);
    let other = board.guest().posts_as(&article, "Joost", "Elders", &[]).await.is(403);
    assert_eq!(board.value(tickets).await.unwrap(), "3");
    assert!(board.delivers().await.is_empty(), "the owner was told");
    assert!(other.attribute("#errors a", "href").unwrap().starts_with("/appeals/"));
    // Others of the network comment as before.
    joost.colleague().posts_as(&article, "Rachida", "Een ander", &[]).await.is(303);
}

#[tokio::test]
async fn one_appeal_against_a_ban_is_open_at_a_time() {
    const TEXT: &str = "Ik maakte geen reclame, ik noemde mijn werkgever.";
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Buiten").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    bans(&bram, "email", "joost@post.example", "").await;
    let mut links = Vec::new();
    for _ in 0..8 {
        let page = board.guest().posts_as(&article, "Joost", "Toch", &[]).await.is(403);
        links.push(page.attribute("#errors a", "href").unwrap());
    }
    let joost = board.guest();
    joost.sends(&links[0], &[("text", TEXT)]).await.goes_on_to(&links[0]);
    joost.sends(&links[0], &[("text", TEXT)]).await.goes_on_to(&links[0]);
    board.guest().reads(&links[0]).await.says("We hebben je bezwaar").never_says(TEXT);
    let page = board.guest().sends(&links[1], &[("text", TEXT)]).await.is(409);
    page.says("Er loopt al een bezwaar").says(TEXT);
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM appeals").await.unwrap(), "1");
    let answer = [("outcome", "upheld"), ("answer", "Het was de derde keer."), ("version", "1")];
    nadia.sends("/moderation/appeals/1", &answer).await.is(303);
    board.guest().sends(&links[1], &[("text", TEXT)]).await.goes_on_to(&links[1]);
    // Sending appeals is limited too.
    let spammer = board.guest();
    for (n, link) in links.iter().enumerate().take(8).skip(2) {
        let answer = [("outcome", "upheld"), ("answer", "Nee, nog steeds."), ("version", "1")];
        nadia.sends(&format!("/moderation/appeals/{n}"), &answer).await.is(303);
        spammer.sends(link, &[("text", TEXT)]).await.is(303);
    }
    let page = board.guest().posts_as(&article, "Joost", "Toch", &[]).await;
    let link = page.attribute("#errors a", "href").unwrap();
    let page = spammer.sends(&link, &[("text", TEXT)]).await.is(429).says(TEXT);
    assert!(page.header("retry-after").is_some());
}

#[tokio::test]
async fn what_is_wrong_with_a_ban_is_told() {
    let (board, _, bram) = board().await;
    board.account("Nadia Bos", Role::Moderator).await;
    for (kind, value, days, why, told) in [
        ("", "x", "", "Reden", "Kies waaraan"),
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
