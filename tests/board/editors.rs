//! What editors add to an article: captions, and videos as links.

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};
use crate::pictures::{photograph, png};

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
    let tab = page.attribute(".tabs a:nth-of-type(2)", "href").unwrap();
    assert_eq!(tab, "/desk?state=draft&q=klad&category=1&author=1");
    assert_eq!(page.texts("#category option[selected]"), ["Taal"]);
    assert_eq!(page.texts("#author option"), ["Alle auteurs", "Naima", "Sanne Verhoef"]);
}
