//! Pages that editors make: writing, publishing, addresses that move, the history, two editors at once.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use weerwoord::account::Role;

use crate::harness::{Board, Person};

/// A board with an editor on it.
async fn desk() -> (Board, Person) {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    (board, sanne)
}

const ABOUT: [(&str, &str); 3] = [
    ("title", "Over ons"),
    ("body", "Wij zijn **{board}**, sinds 2009.\r\n\r\n## Redactie\r\n\r\nVijf mensen."),
    ("intent", "publish"),
];

#[tokio::test]
async fn an_editor_makes_a_page_and_readers_find_it_in_the_menu() {
    let (board, sanne) = desk().await;
    let reader = board.guest();
    reader.reads("/").await.is(200).never_says("Over ons");
    sanne.reads("/desk/pages").await.is(200).says("Er zijn nog geen eigen pagina’s");
    sanne.reads("/desk/pages/new").await.is(200).says("Nieuwe pagina");
    let fields = [&ABOUT[..], &[("in_menu", "on")]].concat();
    let done = "/desk/pages/own/1?done=published#done";
    sanne.sends("/desk/pages/new", &fields).await.goes_on_to(done);
    let page = reader.reads("/pages/over-ons").await.is(200);
    assert_eq!(page.texts("h1"), ["Over ons"]);
    assert_eq!(page.texts(".prose strong"), ["Weerwoord"]);
    assert_eq!(page.texts(".prose h2"), ["Redactie"]);
    assert_eq!(page.texts(".menu [aria-current=page]"), ["Over ons"]);
    let address = |selector: &str, name: &str| page.attribute(selector, name).unwrap_or_default();
    assert!(address("link[rel=canonical]", "href").ends_with("/pages/over-ons"));
    assert_eq!(address("meta[name=description]", "content"), "Wij zijn Weerwoord, sinds 2009.");
    assert!(page.html().contains(r#""@type":"WebPage""#));
    assert!(page.header("cache-control").is_some_and(|policy| policy.starts_with("public")));
    reader.reads("/").await.says("Over ons");
    assert!(reader.reads("/sitemap.xml").await.html().contains("/pages/over-ons</loc>"));
    sanne.reads("/desk/pages").await.is(200).says("Over ons").says("door Sanne Verhoef");
    let page = sanne.reads("/desk/pages/own/1?done=published").await;
    assert!(page.texts("#done")[0].contains("De pagina is gepubliceerd."));
}

#[tokio::test]
async fn a_draft_and_a_withdrawn_page_are_for_editors_only() {
    let (board, sanne) = desk().await;
    let draft = [("title", "Contact"), ("in_footer", "on")];
    sanne.sends("/desk/pages/new", &draft).await.goes_on_to("/desk/pages/own/1?done=saved#done");
    let reader = board.guest();
    reader.reads("/pages/contact").await.is(404);
    assert!(!reader.reads("/").await.texts("footer a").contains(&"Contact".to_owned()));
    let whole = [("title", "Contact"), ("body", "Bel ons."), ("in_footer", "on"), ("version", "1")];
    let with = |intent, version| {
        let change = [("version", version), ("intent", intent)];
        [&whole[..3], &change].concat()
    };
    let page = sanne.sends("/desk/pages/own/1", &with("preview", "1")).await.is(200);
    assert!(page.texts("#preview p").contains(&"Bel ons.".to_owned()));
    reader.reads("/pages/contact").await.is(404);
    let (page, done) = ("/desk/pages/own/1", "/desk/pages/own/1?done=published#done");
    sanne.sends(page, &with("publish", "1")).await.goes_on_to(done);
    // The same form once more.
    sanne.sends(page, &with("publish", "1")).await.goes_on_to(done);
    reader.reads("/pages/contact").await.is(200).says("Bel ons.");
    assert!(reader.reads("/").await.texts("footer nav a").contains(&"Contact".to_owned()));
    sanne.sends("/desk/pages/own/1/delete", &[]).await.is(422).says("Haal de pagina eerst");
    sanne
        .sends(page, &with("unpublish", "2"))
        .await
        .goes_on_to("/desk/pages/own/1?done=unpublished#done");
    reader.reads("/pages/contact").await.is(404);
    assert!(!reader.reads("/sitemap.xml").await.html().contains("/pages/"));
    let (sure, deleted) = ([("sure", "yes")], "/desk/pages?done=deleted#done");
    sanne.sends("/desk/pages/own/1/delete", &sure).await.goes_on_to(deleted);
    sanne.sends("/desk/pages/own/1/delete", &sure).await.goes_on_to(deleted);
    sanne.reads("/desk/pages/own/1").await.is(404);
    // What was typed into the form of a page that is gone becomes a new page.
    let page = sanne.sends("/desk/pages/own/1", &with("save", "3")).await.is(409);
    assert_eq!(page.field("body").trim(), "Bel ons.");
    assert_eq!(page.attribute("main form", "action").as_deref(), Some("/desk/pages/new#errors"));
}

#[tokio::test]
async fn a_page_is_deleted_only_by_an_editor_who_is_sure() {
    let (_board, sanne) = desk().await;
    let draft = [("title", "Contact"), ("body", "Bel ons."), ("in_footer", "on")];
    sanne.sends("/desk/pages/new", &draft).await.is(303);
    let page = sanne.reads("/desk/pages/own/1").await.is(200);
    assert!(page.attribute("#sure", "checked").is_none());
    assert_eq!(page.texts("#sure-error").len(), 0);
    for fields in [&[][..], &[("sure", "")][..]] {
        let page = sanne.sends("/desk/pages/own/1/delete", fields).await.is(422);
        assert_eq!(page.texts("#errors a[href='#sure']"), ["Vink aan dat je het zeker weet."]);
        assert_eq!(page.texts("#sure-error").len(), 1);
        let described = page.attribute("#sure", "aria-describedby");
        assert_eq!(described.as_deref(), Some("sure-error"));
        assert_eq!(page.field("body").trim(), "Bel ons.");
    }
    sanne.reads("/desk/pages/own/1").await.is(200);
    sanne.sends("/desk/pages/own/1/delete", &[("sure", "yes")]).await.is(303);
    let page = sanne.reads("/desk/pages?done=deleted").await.is(200);
    assert_eq!(page.texts("#done"), ["De pagina is verwijderd."]);
    sanne.reads("/desk/pages/own/1").await.is(404);
}

#[tokio::test]
async fn an_old_address_leads_to_the_new_one() {
    let (board, sanne) = desk().await;
    sanne.sends("/desk/pages/new", &ABOUT).await.is(303);
    let moved =
        [("title", "Over ons"), ("slug", "wie-wij-zijn"), ("body", "Wij."), ("version", "1")];
    sanne.sends("/desk/pages/own/1", &moved).await.is(303);
    let reader = board.guest();
    let page = reader.reads("/pages/over-ons").await.is(301);
    assert_eq!(page.header("location"), Some("/pages/wie-wij-zijn"));
    reader.reads("/pages/wie-wij-zijn").await.is(200).says("Wij.");
    // The old address is taken for ever.
    let page = sanne.sends("/desk/pages/new", &ABOUT).await.is(422);
    let page = page.says("Op het adres ‘over-ons’ staat of stond al een andere pagina.");
    assert!(page.texts("#slug-error").len() == 1 && page.field("body").contains("Vijf mensen."));
    let reserved = [&ABOUT[..], &[("slug", "terms")]].concat();
    sanne.sends("/desk/pages/new", &reserved).await.is(422).says("hoort bij een vaste pagina");
    let back = [("title", "Over ons"), ("slug", ""), ("body", "Wij."), ("version", "2")];
    sanne.sends("/desk/pages/own/1", &back).await.is(303);
    reader.reads("/pages/over-ons").await.is(200);
    reader.reads("/pages/wie-wij-zijn").await.is(301);
    reader.reads("/pages/Over-Ons").await.is(404);
}

#[tokio::test]
async fn bad_input_is_kept_and_told_at_its_field() {
    let (_board, sanne) = desk().await;
    let bad = [
        ("title", " "),
        ("slug", "Geen Adres!"),
        ("body", ""),
        ("description", "Wie wij zijn"),
        ("in_footer", "on"),
        ("intent", "publish"),
    ];
    let page = sanne.sends("/desk/pages/new", &bad).await.is(422);
    assert_eq!(page.texts("#errors li").len(), 3);
    for field in ["title", "slug", "body"] {
        assert_eq!(page.texts(&format!("#{field}-error")).len(), 1, "{field}");
    }
    assert_eq!(page.field("slug"), "Geen Adres!");
    assert_eq!(page.field("description"), "Wie wij zijn");
    assert!(page.attribute("#in_footer", "checked").is_some());
    let picture = [("title", "Kaart"), ("body", "![x](/pictures/7)"), ("intent", "publish")];
    sanne.sends("/desk/pages/new", &picture).await.is(422).says("hoort geen afbeelding");
    sanne.sends("/desk/pages/new", &[("title", "x"), ("intent", "vlieg")]).await.is(422);
    assert_eq!(sanne.reads("/desk/pages").await.texts(".empty").len(), 1);
}

#[tokio::test]
async fn every_version_is_kept_and_can_be_put_back() {
    let (board, sanne) = desk().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    sanne.sends("/desk/pages/new", &ABOUT).await.is(303);
    let second = [("title", "Wij"), ("slug", "over-ons"), ("body", "Kort."), ("version", "1")];
    bram.sends("/desk/pages/own/1", &second).await.is(303);
    let page = sanne.reads("/desk/pages/own/1/history").await.is(200);
    assert_eq!(page.texts(".piece h2"), ["Versie 2 nu", "Versie 1"]);
    assert!(page.texts(".piece .hint")[0].contains("Bram"));
    assert!(page.texts("#compared ins, #compared .comes").join(" ").contains("Kort."));
    let back = [("number", "1"), ("version", "2")];
    let done = "/desk/pages/own/1?done=restored#done";
    sanne.sends("/desk/pages/own/1/history", &back).await.goes_on_to(done);
    sanne.sends("/desk/pages/own/1/history", &back).await.goes_on_to(done);
    board.guest().reads("/pages/over-ons").await.is(200).says("Vijf mensen.");
    let stale = [("number", "2"), ("version", "2")];
    sanne.sends("/desk/pages/own/1/history", &stale).await.is(409).says("intussen");
    sanne.reads("/desk/pages/own/1/history?from=1&to=9").await.is(404);
    sanne.sends("/desk/pages/own/1/history", &[("number", "9"), ("version", "3")]).await.is(404);
    sanne.sends("/desk/pages/own/1/history", &[("number", "x")]).await.is(422);
}

#[tokio::test]
async fn the_later_of_two_editors_of_a_page_loses_nothing() {
    let (board, sanne) = desk().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    sanne.sends("/desk/pages/new", &ABOUT).await.is(303);
    let of = |body| [("title", "Over ons"), ("slug", ""), ("body", body), ("version", "1")];
    sanne.sends("/desk/pages/own/1", &of("Van Sanne.")).await.is(303);
    let page = bram.sends("/desk/pages/own/1", &of("Van Bram.")).await.is(409);
    assert_eq!(page.field("body").trim(), "Van Bram.");
    assert!(page.texts("#errors p")[0].contains("Sanne Verhoef deed dat"));
    assert!(page.texts(".comes").iter().any(|line| line.contains("Van Sanne.")));
    let version = page.attribute("[name=version]", "value").unwrap();
    let again =
        [("title", "Over ons"), ("slug", ""), ("body", "Van Bram."), ("version", version.as_str())];
    bram.sends("/desk/pages/own/1", &again).await.is(303);
    board.guest().reads("/pages/over-ons").await.says("Van Bram.");
    bram.sends("/desk/pages/own/1", &[("title", "x"), ("version", "x")]).await.is(422);
}

#[tokio::test]
async fn pages_are_for_editors() {
    let (board, sanne) = desk().await;
    sanne.sends("/desk/pages/new", &ABOUT).await.is(303);
    for (name, role) in [("Lid", Role::Member), ("Mo", Role::Moderator)] {
        let person = board.somebody(name, role).await;
        for path in ["/desk/pages/new", "/desk/pages/own/1", "/desk/pages/own/1/delete"] {
            person.sends(path, &ABOUT).await.is(403);
        }
        person.sends("/desk/navigation/menu", &[("intent", "shipped")]).await.is(403);
    }
    board.guest().sends("/desk/pages/own/1", &ABOUT).await.goes_on_to("/login");
    board.guest().reads("/pages/over-ons").await.is(200);
}

#[tokio::test]
async fn a_picture_that_a_page_shows_is_not_deleted() {
    let (board, sanne) = desk().await;
    let mut picture = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(60, 40).write_to(&mut picture, ImageFormat::Png).unwrap();
    let file = Some(("vlak.png", picture.get_ref().as_slice()));
    sanne.uploads("/desk/pictures", &[("alt", "Een vlak")], file).await.is(303);
    let fields =
        [("title", "Route"), ("body", "![Een vlak](/pictures/1 \"Hier\")"), ("intent", "publish")];
    sanne.sends("/desk/pages/new", &fields).await.is(303);
    let page = board.guest().reads("/pages/route").await.is(200);
    assert_eq!(page.attribute(".prose img", "alt").as_deref(), Some("Een vlak"));
    let page = sanne.sends("/desk/pictures/1/remove", &[]).await.is(409);
    assert_eq!(page.texts("main a[href='/desk/pages/own/1']"), ["Route"]);
}
