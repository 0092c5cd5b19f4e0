//! The menu and the footer: what they show, in which order, and links to other sites.

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};

const MENU: &str = "/desk/navigation/menu";
const FOOTER: &str = "/desk/navigation/footer";

async fn desk() -> (Board, Person) {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    (board, sanne)
}

/// Sends the form of a list, with the mark that it holds.
async fn changes(person: &Person, path: &str, fields: &[(&str, &str)]) -> Page {
    let seen = person.reads(path).await.is(200).attribute("[name=seen]", "value").unwrap();
    person.sends(path, &[fields, &[("seen", &seen)]].concat()).await
}

async fn menu(board: &Board) -> Vec<String> {
    board.guest().reads("/").await.texts("nav.menu a")
}

#[tokio::test]
async fn an_editor_orders_the_menu_and_readers_see_it_at_once() {
    let (board, sanne) = desk().await;
    let article = "title = \"Rel\"\ncategories = [\"Taal\"]\npublished = 2026-11-01";
    board.writes(article, "Alinea.").await;
    assert_eq!(menu(&board).await, ["Artikelen", "Taal", "Huisregels"]);
    let order = [("place", "1"), ("place", "2"), ("place", "1")];
    changes(&sanne, MENU, &order).await.goes_on_to("/desk/navigation/menu?done=saved#done");
    let page = sanne.reads("/desk/navigation/menu?done=saved").await;
    assert_eq!(page.texts("#done"), ["Opgeslagen. Lezers zien het meteen."]);
    assert_eq!(menu(&board).await, ["Huisregels", "Artikelen", "Taal"]);
    // One category in place of all, and the search page.
    changes(&sanne, MENU, &[("remove", "2"), ("entry", "category:1")]).await.is(303);
    changes(&sanne, MENU, &[("entry", "search")]).await.is(303);
    assert_eq!(menu(&board).await, ["Huisregels", "Artikelen", "Taal", "Zoeken"]);
    let page = board.guest().reads("/categories/taal").await.is(200);
    assert_eq!(page.texts(".menu [aria-current]"), ["Taal"]);
    let page = board.guest().reads("/house-rules").await.is(200);
    assert_eq!(page.texts(".menu [aria-current=page]"), ["Huisregels"]);
    assert_eq!(page.texts("footer [aria-current=page]"), ["Huisregels"]);
    changes(&sanne, MENU, &[("intent", "shipped")]).await.is(303);
    assert_eq!(menu(&board).await, ["Artikelen", "Taal", "Huisregels"]);
}

#[tokio::test]
async fn a_link_to_another_site_is_checked() {
    let (board, sanne) = desk().await;
    for bad in ["http://blad.example", "javascript:alert(1)", "https://jo:x@blad.example", "x y"] {
        let page = changes(&sanne, FOOTER, &[("label", "Ons blad"), ("url", bad)]).await.is(422);
        assert_eq!((page.field("label"), page.field("url")), ("Ons blad".into(), bad.into()));
        assert_eq!(page.texts("#url-error").len(), 1, "{bad}");
    }
    changes(&sanne, FOOTER, &[("label", ""), ("url", "blad.example")]).await.is(422);
    let link = [("label", "Ons <b>blad</b>"), ("url", "https://blad.example/?a=1&b=2")];
    changes(&sanne, FOOTER, &link).await.is(303);
    let page = board.guest().reads("/").await.is(200);
    let found = "footer a[href^='https://']";
    assert_eq!(page.texts(found), ["Ons <b>blad</b>"]);
    assert_eq!(page.attribute(found, "href").as_deref(), Some("https://blad.example/?a=1&b=2"));
    assert_eq!(page.attribute(found, "rel").as_deref(), Some("noopener external"));
    assert_eq!(page.attribute("footer nav", "aria-label").as_deref(), Some("Onder aan de site"));
}

#[tokio::test]
async fn an_address_without_a_scheme_leads_by_https() {
    let (board, sanne) = desk().await;
    sanne.reads(MENU).await.says("zonder http ervoor wordt het https");
    let link = [("label", "Winkel"), ("url", "winkel.example/zomer")];
    changes(&sanne, MENU, &link).await.is(303);
    let shown = "https://winkel.example/zomer";
    let page = board.guest().reads("/").await.is(200);
    assert_eq!(page.attribute(".menu a[rel]", "href").as_deref(), Some(shown));
    let page = sanne.reads(MENU).await;
    assert_eq!(page.texts(".placed > div").last().unwrap(), &format!("Winkel{shown}"));
}

#[tokio::test]
async fn editors_are_told_of_terms_and_privacy_that_readers_cannot_find() {
    let (_board, sanne) = desk().await;
    let told = async |path| sanne.reads(path).await.is(200).texts("#unlisted p");
    assert!(told(FOOTER).await.is_empty());
    changes(&sanne, FOOTER, &[("remove", "1")]).await.is(303);
    let privacy = "Lezers vinden de privacyverklaring nu niet: \
                   zet die in het menu of onder aan de pagina.";
    assert_eq!(told(FOOTER).await, [privacy]);
    assert_eq!(told(MENU).await, [privacy]);
    changes(&sanne, FOOTER, &[("remove", "0")]).await.is(303);
    assert_eq!(told(FOOTER).await.len(), 2);
    // In the menu they are found as well.
    changes(&sanne, MENU, &[("entry", "privacy")]).await.is(303);
    let terms = "Lezers vinden de voorwaarden nu niet: \
                 zet die in het menu of onder aan de pagina.";
    assert_eq!(told(FOOTER).await, [terms]);
    changes(&sanne, FOOTER, &[("intent", "shipped")]).await.is(303);
    assert!(told(MENU).await.is_empty());
}

#[tokio::test]
async fn a_full_menu_takes_no_more_and_an_empty_one_is_refused() {
    let (board, sanne) = desk().await;
    for entry in ["search", "terms", "privacy", "log", "feed"] {
        changes(&sanne, MENU, &[("entry", entry)]).await.is(303);
    }
    let link = [("label", "Blad"), ("url", "https://blad.example")];
    let page = changes(&sanne, MENU, &link).await.is(422).says("hoogstens 8");
    assert_eq!(page.field("label"), "Blad");
    let about = [("title", "Over ons"), ("body", "Wij."), ("in_menu", "on"), ("intent", "publish")];
    let page = sanne.sends("/desk/pages/new", &about).await.is(422).says("hoogstens 8");
    assert_eq!(page.texts("#in_menu-error").len(), 1);
    board.guest().reads("/pages/over-ons").await.is(404);
    let all: Vec<(&str, &str)> =
        ["0", "1", "2", "3", "4", "5", "6", "7"].map(|index| ("remove", index)).to_vec();
    changes(&sanne, MENU, &all).await.is(422).says("Laat minstens één onderdeel staan");
    changes(&sanne, MENU, &[("entry", "page:9")]).await.is(422).says("Dit is er niet meer.");
    sanne.reads("/desk/navigation/zijkant").await.is(404);
}

#[tokio::test]
async fn the_later_of_two_editors_of_the_menu_sees_what_is_in_force() {
    let (board, sanne) = desk().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let seen = bram.reads(MENU).await.attribute("[name=seen]", "value").unwrap();
    let search = [("entry", "search"), ("seen", seen.as_str())];
    sanne.sends(MENU, &search).await.is(303);
    // The same form twice.
    sanne.sends(MENU, &search).await.is(303);
    let link = [("label", "Blad"), ("url", "https://blad.example"), ("seen", seen.as_str())];
    let page = bram.sends(MENU, &link).await.is(409).says("intussen gewijzigd").says("Zoeken");
    assert_eq!(page.field("url"), "https://blad.example");
    let seen = page.attribute("[name=seen]", "value").unwrap();
    bram.sends(MENU, &[&link[..2], &[("seen", seen.as_str())]].concat()).await.is(303);
    assert_eq!(menu(&board).await, ["Artikelen", "Huisregels", "Zoeken", "Blad"]);
}

#[tokio::test]
async fn a_page_and_a_category_that_go_leave_the_menu() {
    let (board, sanne) = desk().await;
    for (title, category) in [("Een", "Taal"), ("Twee", "Woorden")] {
        let front = format!(
            "title = \"{title}\"\ncategories = [\"{category}\"]\n\
            published = 2026-11-01"
        );
        board.writes(&front, "Alinea.").await;
    }
    let about = [("title", "Over ons"), ("body", "Wij."), ("in_menu", "on"), ("intent", "publish")];
    sanne.sends("/desk/pages/new", &about).await.is(303);
    changes(&sanne, MENU, &[("entry", "category:1"), ("remove", "1")]).await.is(303);
    assert_eq!(menu(&board).await, ["Artikelen", "Huisregels", "Over ons", "Taal"]);
    let merge = [("intent", "merge"), ("into", "2")];
    sanne.sends("/desk/categories/1", &merge).await.is(303);
    assert_eq!(menu(&board).await, ["Artikelen", "Huisregels", "Over ons", "Woorden"]);
    let gone = [("title", "Over ons"), ("body", "Wij."), ("in_menu", "on"), ("version", "1")];
    let gone = [&gone[..], &[("intent", "unpublish")]].concat();
    sanne.sends("/desk/pages/own/1", &gone).await.is(303);
    assert_eq!(menu(&board).await, ["Artikelen", "Huisregels", "Woorden"]);
    sanne.reads(MENU).await.says("Over ons Concept");
    sanne.sends("/desk/pages/own/1/delete", &[("sure", "yes")]).await.is(303);
    sanne.reads(MENU).await.never_says("Over ons");
}
