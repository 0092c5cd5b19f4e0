//! What editors add to an article: captions, videos as links, words for social networks, a link to a draft, who writes at the same
//! time, copies; and how an article is found at the desk.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};
use crate::pictures::{photograph, png};

const DRAFT: &str = "title = \"Klad\"\nlead = \"Nog niet af\"";

async fn desk() -> (Board, Person) {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    (board, sanne)
}

/// A new article, with these fields beside what every form has.
async fn writes(editor: &Person, title: &str, body: &str, more: &[(&str, &str)]) -> Page {
    let usual = [("author", "1"), ("comments", "open"), ("days", "14")];
    let own = [("title", title), ("body", body)];
    let all: Vec<(&str, &str)> = usual.into_iter().chain(own).chain(more.iter().copied()).collect();
    editor.sends("/desk/articles/new", &all).await
}

async fn adds_picture(editor: &Person, alt: &str, caption: &str) -> Page {
    let file = png(&photograph(640, 320));
    let words = [("alt", alt), ("caption", caption)];
    editor.uploads("/desk/pictures", &words, Some(("zaal.png", &file))).await
}

#[tokio::test]
async fn a_picture_brings_its_caption_along_and_an_article_may_say_something_else() {
    let (board, sanne) = desk().await;
    adds_picture(&sanne, "Een zaal", "Foto: Els de Boer")
        .await
        .goes_on_to("/desk/pictures/1?done=added");
    let text =
        "Alinea.\n\n![](/pictures/1)\n\n![](/pictures/1 \"Na afloop\")\n\nZie ![](/pictures/1).";
    writes(&sanne, "Zaal", text, &[("picture", "1"), ("intent", "publish")]).await.is(303);
    let reader = board.guest();
    let page = reader.reads("/articles/zaal").await.is(200);
    assert_eq!(page.texts(".prose figcaption"), ["Foto: Els de Boer", "Na afloop"]);
    assert_eq!(page.texts(".lead-picture figcaption"), ["Foto: Els de Boer"]);

    let words = [("alt", "Een zaal"), ("caption", "  Foto:\nJan Smit ")];
    sanne.sends("/desk/pictures/1", &words).await.is(303);
    let page = reader.reads("/articles/zaal").await;
    assert_eq!(page.texts(".prose figcaption"), ["Foto: Jan Smit", "Na afloop"]);
    let long = "x".repeat(301);
    let page = sanne.sends("/desk/pictures/1", &[("alt", ""), ("caption", &long)]).await.is(422);
    assert_eq!((page.texts("#alt-error").len(), page.texts("#caption-error").len()), (1, 1));
    assert_eq!(page.field("caption"), long);
}

#[tokio::test]
async fn a_video_is_a_still_with_a_link_and_readers_ask_nobody_else_for_it() {
    let (board, sanne) = desk().await;
    adds_picture(&sanne, "Naima op het podium", "").await.is(303);
    let text = "Kijk mee.\n\n[![Naima op het podium](/pictures/1 \"In Utrecht\")](https://www.youtube.com/watch?v=a_b)\n\n\
        https://vimeo.com/1234567";
    writes(&sanne, "Kijk", text, &[("intent", "publish")]).await.is(303);
    let page = board.guest().reads("/articles/kijk").await.is(200);
    assert_eq!(page.texts(".video a"), ["Bekijk op YouTube", "vimeo.com/1234567 Bekijk op Vimeo"]);
    assert_eq!(page.texts(".video figcaption"), ["In Utrecht"]);
    let still = page.attribute(".video a img", "src").unwrap();
    assert!(still.starts_with("/pictures/1/"), "{still}");
    assert!(!page.html().contains("<iframe") && !page.html().contains("<video"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(!policy.contains("youtube") && !policy.contains("vimeo"), "{policy}");
    // Elsewhere no page says in words where it is watched; its place is there.
    let feed = board.guest().reads("/feed.atom").await.html();
    assert!(feed.contains("&lt;cite&gt;YouTube&lt;/cite&gt;"), "{feed}");
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn social_networks_show_a_title_and_a_description_of_their_own() {
    let (board, sanne) = desk().await;
    let plain = [("intent", "publish"), ("lead", "De inleiding")];
    writes(&sanne, "De lange titel", "Alinea.", &plain).await.is(303);
    let meta = |page: &Page, name: &str| {
        page.attribute(&format!("meta[property='og:{name}']"), "content").unwrap()
    };
    let reader = board.guest();
    let page = reader.reads("/articles/de-lange-titel").await;
    assert_eq!(
        (meta(&page, "title"), meta(&page, "description")),
        ("De lange titel".to_owned(), "De inleiding".to_owned())
    );
    let card = meta(&page, "image");

    let own = [
        ("version", "1"),
        ("slug", "de-lange-titel"),
        ("lead", "De inleiding"),
        ("social_title", "Kort"),
        ("social_description", "Voor wie\r\nhaast heeft"),
    ];
    let change = |more: &[(&'static str, &'static str)]| {
        let usual = [("author", "1"), ("comments", "open"), ("title", "De lange titel")];
        let body = [("body", "Alinea."), ("intent", "save")];
        usual.into_iter().chain(body).chain(more.iter().copied()).collect::<Vec<_>>()
    };
    sanne.sends("/desk/articles/1", &change(&own)).await.is(303);
    let page = reader.reads("/articles/de-lange-titel").await;
    assert_eq!(
        (meta(&page, "title"), meta(&page, "description")),
        ("Kort".to_owned(), "Voor wie haast heeft".to_owned())
    );
    assert_ne!(meta(&page, "image"), card, "the card shows the title that stands above it");
    assert_eq!(page.texts("h1"), ["De lange titel"]);
    let form = sanne.reads("/desk/articles/1").await;
    assert_eq!(form.field("social_title"), "Kort");
    let history = sanne.reads("/desk/articles/1/history").await.text();
    assert!(history.contains("Titel op sociale netwerken"), "{history}");

    let long: &'static str = "x".repeat(121).leak();
    let change = change(&[("version", "2"), ("social_title", long)]);
    let page = sanne.sends("/desk/articles/1", &change).await;
    page.is(422).says("1 teken te lang");
}

/// The address in the field that shows it once.
fn address_in(page: &Page) -> String {
    let whole = page.field("address");
    whole[whole.find("/drafts/").unwrap()..].to_owned()
}

#[tokio::test]
async fn a_colleague_reads_a_draft_by_a_link_until_it_ends() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    board.writes(DRAFT, "Alinea met **nadruk**.").await;
    let colleague = board.guest();
    sanne.reads("/desk/articles/1").await.says("Link voor een collega");
    sanne.sends("/desk/articles/1/link", &[("days", "400")]).await.is(422).says("Kies hoelang");
    let page = sanne.sends("/desk/articles/1/link", &[("days", "7")]).await.is(200);
    let link = address_in(&page);
    let draft = colleague.reads(&link).await.is(200).says("Alinea met nadruk.").says("concept");
    assert_eq!(draft.texts("h1"), ["Klad"]);
    assert_eq!(draft.header("cache-control"), Some("private, no-store"));
    assert_eq!(draft.header("x-robots-tag"), Some("noindex, nofollow"));
    assert!(draft.texts("#comment-form").is_empty() && draft.texts("#comments").is_empty());
    colleague.reads("/articles/klad").await.is(404);

    // The link is shown once, and the database knows it by its hash alone.
    let token = link.rsplit('/').next().unwrap();
    let page = sanne.reads("/desk/articles/1/link").await.is(200).says("Sanne Verhoef");
    assert!(!page.html().contains(token));
    let hash = board.value("SELECT CAST(length(hash) AS TEXT) FROM draft_links").await;
    assert_eq!(hash.as_deref(), Some("32"));
    let log = naima.reads("/desk/log").await.says("Link naar een concept gemaakt").text();
    assert!(log.contains("artikel 1") && !log.contains(token), "{log}");

    // Another one takes its place.
    let again = address_in(&sanne.sends("/desk/articles/1/link", &[("days", "1")]).await.is(200));
    colleague.reads(&link).await.is(404).says("Deze link werkt niet meer");
    colleague.reads(&again).await.is(200);
    board.clock.advance(SignedDuration::from_hours(25));
    colleague.reads(&again).await.is(404);
    colleague.reads("/drafts/07").await.is(404);

    let third = address_in(&sanne.sends("/desk/articles/1/link", &[("days", "30")]).await.is(200));
    colleague.reads(&third).await.is(200);
    sanne.sends("/desk/articles/1/link/withdraw", &[]).await.goes_on_to("/desk/articles/1/link");
    colleague.reads(&third).await.is(404);
    naima.reads("/desk/log?kind=unlink").await.says("artikel 1");
}

#[tokio::test]
async fn a_link_to_a_draft_leads_to_the_article_once_readers_see_it() {
    let (board, sanne) = desk().await;
    board.writes("title = \"Straks\"\npublished = 2026-11-20T12:00:00", "Alinea.").await;
    let link = address_in(&sanne.sends("/desk/articles/1/link", &[("days", "7")]).await.is(200));
    let colleague = board.guest();
    colleague.reads(&link).await.is(200).says("verschijnt op 20 november 2026 om 12:00");
    board.clock.advance(SignedDuration::from_hours(4));
    colleague.reads(&link).await.goes_on_to("/articles/straks");
    sanne.reads("/desk/articles/1/link").await.says("staat al op de site");
    let made = sanne.sends("/desk/articles/1/link", &[("days", "7")]).await;
    made.goes_on_to("/desk/articles/1/link");
}

#[tokio::test]
async fn editors_see_who_else_has_an_article_open() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    let ilse = board.somebody("Ilse", Role::Editor).await;
    board.writes(DRAFT, "Alinea.").await;
    let there = "/desk/articles/1/presence";
    assert_eq!(sanne.sends(there, &[]).await.is(200).html(), "", "nobody is told of themselves");
    naima.reads("/desk/articles/1").await.says("Sanne Verhoef heeft dit artikel nu ook open.");
    assert_eq!(
        naima.sends(there, &[]).await.html(),
        "Sanne Verhoef heeft dit artikel nu ook open."
    );
    assert_eq!(
        ilse.sends(there, &[]).await.html(),
        "Naima en Sanne Verhoef hebben dit artikel nu ook open."
    );
    board.clock.advance(SignedDuration::from_secs(50));
    ilse.sends(there, &[]).await.is(200);
    board.clock.advance(SignedDuration::from_secs(15));
    assert_eq!(sanne.sends(there, &[]).await.html(), "Ilse heeft dit artikel nu ook open.");
    // Another node knows the same.
    let node = board.another_node().await;
    let there_too = sanne.at(&node).sends(there, &[]).await.is(200);
    assert_eq!(there_too.html(), "Ilse heeft dit artikel nu ook open.");
    board.clock.advance(SignedDuration::from_mins(2));
    sanne.reads("/desk/articles/1").await.never_says("nu ook open");
    // Who has no script is seen by what they ask for.
    let form = [("intent", "preview"), ("version", "1"), ("title", "Klad"), ("body", "Anders")];
    ilse.sends("/desk/articles/1", &form).await.is(200);
    sanne.reads("/desk/articles/1").await.says("Ilse heeft dit artikel nu ook open.");
    naima.sends("/desk/articles/7/presence", &[]).await.is(404);
}

#[tokio::test]
async fn a_copy_of_an_article_is_a_draft_without_comments() {
    let (board, sanne) = desk().await;
    let own = [("intent", "publish"), ("lead", "Inleiding"), ("more_categories", "Taal, Merken")];
    writes(&sanne, "Jaarverslag", "Alinea.", &own).await.is(303);
    let guest = board.guest();
    guest.posts("/articles/jaarverslag", "Mooi").await.is(303);
    let copy = "/desk/articles/2?done=duplicated";
    sanne.sends("/desk/articles/1/duplicate", &[]).await.goes_on_to(copy);
    sanne.sends("/desk/articles/1/duplicate", &[]).await.goes_on_to(copy);
    let form = sanne.reads(copy).await.is(200).says("Dit is de kopie.");
    assert_eq!(form.field("title"), "Kopie van Jaarverslag");
    assert_eq!(form.field("slug"), "kopie-van-jaarverslag");
    assert_eq!(
        (form.field("body"), form.texts("#lead")),
        ("Alinea.".into(), vec!["Inleiding".into()])
    );
    assert_eq!(form.texts(".badge.draft"), ["Concept"]);
    guest.reads("/articles/kopie-van-jaarverslag").await.is(404);
    // Another editor gets a copy of their own, at another address.
    let naima = board.somebody("Naima", Role::Admin).await;
    let made = naima.sends("/desk/articles/1/duplicate", &[]).await.is(303);
    let own = made.header("location").unwrap().to_owned();
    assert!(own.ends_with("?done=duplicated") && own != copy, "{own}");
    assert_eq!(naima.reads(&own).await.field("slug"), "kopie-van-jaarverslag-2");
    let list = sanne.reads("/desk?state=draft").await.texts(".piece h2");
    assert_eq!(list, ["Kopie van Jaarverslag", "Kopie van Jaarverslag"]);
    guest.reads("/articles/jaarverslag").await.says("Mooi");
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn articles_are_found_by_category_and_author_and_stand_by_date() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    let at = |moment| [("intent", "publish"), ("published", moment), ("more_categories", "Taal")];
    writes(&sanne, "Midden", "Alinea.", &at("2026-11-10T09:00")).await.is(303);
    writes(&sanne, "Oudst", "Alinea.", &at("2026-11-01T09:00")).await.is(303);
    let own = [("intent", "publish"), ("published", "2026-11-15T09:00"), ("author", "2")];
    let fields = [("title", "Nieuwst"), ("body", "Alinea."), ("comments", "open"), ("days", "14")];
    let all: Vec<_> = own.into_iter().chain(fields).collect();
    naima.sends("/desk/articles/new", &all).await.is(303);
    writes(&sanne, "Klad", "Alinea.", &[("more_categories", "Taal")]).await.is(303);
    let titles = async |query: &str| sanne.reads(&format!("/desk{query}")).await.texts(".piece h2");
    assert_eq!(titles("").await, ["Klad", "Nieuwst", "Oudst", "Midden"], "saved last, first");
    assert_eq!(titles("?state=published").await, ["Nieuwst", "Midden", "Oudst"]);
    assert_eq!(titles("?state=draft").await, ["Klad"]);
    assert_eq!(titles("?category=1").await, ["Klad", "Oudst", "Midden"]);
    assert_eq!(titles("?category=1&state=published").await, ["Midden", "Oudst"]);
    assert_eq!(titles("?author=2").await, ["Nieuwst"]);
    assert_eq!(titles("?author=2&category=1").await, Vec::<String>::new());
    assert_eq!(titles("?author=1&q=oud").await, ["Oudst"]);
    let page = sanne.reads("/desk?category=1&author=1&q=klad").await;
    let tab = page.attribute(".tabs a[href*='state=draft']", "href").unwrap();
    assert_eq!(tab, "/desk?state=draft&q=klad&category=1&author=1");
    assert_eq!(page.texts("#category option[selected]"), ["Taal"]);
    assert_eq!(page.texts("#author option"), ["Alle auteurs", "Naima", "Sanne Verhoef"]);
}
