//! What a moderator decides on: notes of colleagues, the thread, the article, the network, and what can be done about a person.

use weerwoord::account::Role;

use crate::harness::{Board, Person, Settings, address, link};

const SPAM: [(&str, &str); 2] = [("decision", "remove"), ("reason", "spam")];

async fn board() -> (Board, String, Person, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Eerste", &[]).await.is(303);
    joost.posts_as(&article, "Joost", "Tweede", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, joost, bram)
}

async fn notes(person: &Person, comment: i64, about: &str, note: &str) -> crate::harness::Page {
    let path = format!("/moderation/comments/{comment}/notes");
    person.sends(&path, &[("about", about), ("note", note), ("next", "/moderation/log")]).await
}

#[tokio::test]
async fn colleagues_read_notes_about_a_case_and_about_a_person() {
    let (board, article, joost, bram) = board().await;
    notes(&bram, 1, "case", "Even met de redactie overlegd").await.goes_on_to("/moderation/log");
    notes(&bram, 1, "case", "Even met de redactie overlegd").await.goes_on_to("/moderation/log");
    notes(&bram, 1, "person", "Belde boos op").await.goes_on_to("/moderation/log");
    let nadia = board.somebody("Nadia Bos", Role::Moderator).await;
    let page = nadia.reads("/moderation/comments/1").await.says("Bram de Wit, 20 november 2026");
    assert_eq!(
        page.texts(".notes .record p:first-child"),
        ["Even met de redactie overlegd", "Belde boos op"]
    );
    // What is known of a person is found from everything they wrote, what is known of a case is not.
    for page in ["/moderation/comments/2", "/moderation/people/2"] {
        nadia.reads(page).await.says("Belde boos op").never_says("redactie overlegd");
    }
    board.guest().posts_as(&article, "Joost", "Een ander", &[]).await.is(303);
    nadia.reads("/moderation/people/3").await.never_says("Belde boos op");
    board.guest().reads(&article).await.never_says("Belde boos op");
    for (note, told) in [(" ", "Schrijf een notitie."), (&*"x".repeat(1_001), "1.000 tekens")] {
        let page = notes(&bram, 1, "case", note).await.is(422).says(told);
        assert_eq!(page.field("note"), note);
        assert_eq!(page.attribute("[name=next]", "value").as_deref(), Some("/moderation/log"));
    }
    notes(&bram, 99, "case", "Niets").await.is(404);
    notes(&joost, 1, "case", "Ik ook").await.goes_on_to("/login");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn notes_go_with_who_leaves_and_with_what_is_erased() {
    let (board, _article, joost, bram) = board().await;
    notes(&bram, 1, "person", "Belde boos op").await.is(303);
    notes(&bram, 2, "case", "Noemt Dorpsstraat 1").await.is(303);
    let email = address("Joost");
    joost.sends("/my-comments", &[("email", &email)]).await.is(303);
    joost.sends(&link(&board.delivers_one_to(&email).await, "/confirm/"), &[]).await.is(303);
    let disown = [("choice", "disown"), ("email", email.as_str()), ("sure", "on")];
    joost.sends("/my-comments/choose", &disown).await.is(303);
    let left = "SELECT CAST(COUNT(*) AS TEXT) FROM notes";
    assert_eq!(board.value(left).await.as_deref(), Some("1"));
    let naima = board.somebody("Naima", Role::Admin).await;
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    naima.sends("/moderation/comments/2/expunge", &order).await.is(303);
    assert_eq!(board.value(left).await.as_deref(), Some("0"));
}

#[tokio::test]
async fn a_case_shows_the_thread_the_article_and_the_network() {
    let (board, article, joost, bram) = board().await;
    let anja = joost.colleague();
    anja.posts_as(&article, "Anja", "Oneens", &[("reply_to", "1")]).await.is(303);
    board.guest().posts_as(&article, "Wim", "Ook oneens", &[("reply_to", "3")]).await.is(303);
    bram.decides(4, &SPAM).await.is(303);
    let page = bram.reads("/moderation/comments/3").await.is(200).says("Eerste alinea.");
    assert_eq!(page.texts("#thread .name"), ["Joost", "Anja", "Wim"]);
    assert_eq!(page.texts("#thread [aria-current] .name"), ["Anja"]);
    let page = page.says("verwijderd wegens spam").says("Andere namen op dit netwerk");
    page.says("Joost, 2 reacties");
    bram.reads("/moderation/people/3").await.says("Joost, 2 reacties");
    bram.reads("/moderation/comments/2").await.says("Niemand anders schreef in dit gesprek");
    let queue = bram.reads("/moderation").await;
    assert_eq!(
        queue.attribute("#comment-3 [data-thread]", "href").as_deref(),
        Some("/moderation/comments/3#thread")
    );
    // Only what warns is orange.
    assert!(queue.texts(".badge.warn").is_empty(), "{:?}", queue.texts(".badge.warn"));
}

#[tokio::test]
async fn a_case_says_which_brake_held_it() {
    let settings = Settings::default().with("CAPTCHA", "off").with("RATES", "shown=2/10m");
    let board = Board::with(settings).await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let text = "Wie zijn klanten serieus neemt, antwoordt niet alleen snel maar vooral volledig, want een half antwoord \
        leidt tot een tweede vraag, en die kost de klant meer tijd dan het wachten op een goed antwoord.";
    board.guest().posts_as(&article, "Joost", text, &[]).await.goes_on_to_a_comment();
    let other = board.article("Elders").await;
    board.guest().posts_as(&other, "Wim", text, &[]).await.is(303);
    bram.reads("/moderation/comments/2").await.says("een reactie met bijna dezelfde tekst");
    board.guest().posts_as(&article, "Anja", "Dit mag nog.", &[]).await.goes_on_to_a_comment();
    board.guest().posts_as(&article, "Truus", "Dit wacht.", &[]).await.is(303);
    bram.reads("/moderation/comments/4")
        .await
        .says("van onbekende schrijvers stonden er al zoveel reacties");
}

#[tokio::test]
async fn a_person_is_banned_and_all_they_wrote_removed_on_their_page() {
    let (board, article, joost, bram) = board().await;
    let path = "/moderation/people/1/ban";
    let page = bram.sends(path, &[("ban", "7"), ("why", "")]).await.is(422).says("reden");
    assert_eq!(page.attribute("#person-ban [selected]", "value").as_deref(), Some("7"));
    bram.sends(path, &[("ban", ""), ("why", "Reclame")]).await.is(422);
    let ban = [("ban", "7"), ("why", "Reclame")];
    bram.sends(path, &ban).await.goes_on_to("/moderation/people/1");
    bram.sends(path, &ban).await.goes_on_to("/moderation/people/1");
    let count = "SELECT CAST(COUNT(*) AS TEXT) FROM bans";
    assert_eq!(board.value(count).await.as_deref(), Some("1"));
    joost.posts_as(&article, "Joost", "Derde", &[]).await.is(403);
    let page = bram.reads("/moderation/people/1").await;
    let action = page.attribute("[aria-labelledby=remove-all]", "action").unwrap();
    let version = page.attribute("[aria-labelledby=remove-all] [name=version]", "value").unwrap();
    let all = [&SPAM[..], &[("all", "yes"), ("version", version.as_str())]].concat();
    bram.sends(&action, &all).await.is(303);
    board.guest().reads(&article).await.says("Er zijn nog geen reacties");
    bram.posts(&article, "Van een moderator").await.is(303);
    bram.sends("/moderation/people/3/ban", &ban).await.is(422);
    bram.reads("/moderation/people/3").await.never_says("ban-author");
}
