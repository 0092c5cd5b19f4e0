//! The front page and the menu: which article leads, what readers said last, what is discussed
//! most, and that none of it outlives what it shows.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Person};

/// Publishes so many articles, the first the oldest, one a minute; returns their addresses.
async fn publishes(board: &Board, many: usize) -> Vec<String> {
    let mut articles = Vec::new();
    for n in 1..=many {
        let front = format!("title = \"Artikel {n}\"\npublished = 2026-11-20T08:{n:02}:00");
        articles.push(board.writes(&front, "Alinea.").await);
    }
    articles
}

/// The latest comments on the front page, as a reader sees them: who, and what.
async fn latest(reader: &Person) -> Vec<(String, String)> {
    let page = reader.reads("/").await.is(200);
    page.texts(".latest b").into_iter().zip(page.texts(".latest blockquote")).collect()
}

fn said(who: &str, what: &str) -> (String, String) {
    (who.to_owned(), what.to_owned())
}

#[tokio::test]
async fn the_newest_article_leads_six_are_cards_and_the_rest_are_rows() {
    let board = Board::open().await;
    publishes(&board, 21).await;
    let reader = board.guest();
    let page = reader.reads("/").await.is(200);
    assert_eq!(page.texts("h1"), ["Nieuwste artikelen"]);
    assert_eq!(page.texts(".lead-story h2"), ["Artikel 21"]);
    let cards = page.texts(".grid h3");
    assert_eq!(
        (cards.len(), cards[0].as_str(), cards[5].as_str()),
        (6, "Artikel 20", "Artikel 15")
    );
    assert_eq!(page.texts(".earlier h3").len(), 13);
    assert_eq!(page.texts(".section-head h2"), ["Ook nieuw", "Eerder verschenen"]);
    assert!(page.attribute("body.front-page main", "id").is_some());
    let second = reader.reads("/?page=2").await.is(200);
    assert_eq!(second.texts("h1"), ["Eerder verschenen"]);
    assert_eq!(second.texts("title"), ["Eerder verschenen, pagina 2 van 2 · Weerwoord"]);
    assert_eq!(second.texts(".earlier h2"), ["Artikel 1"]);
    assert!(second.texts(".lead-story, .latest, .most").is_empty());
}

#[tokio::test]
async fn a_comment_stands_on_the_front_page_for_as_long_as_it_is_shown() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let reader = board.guest();
    assert!(latest(&reader).await.is_empty());
    let tess = board.somebody("Tess", Role::Moderator).await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let first = noor.posts(&article, "Het *begon* bij ons.").await.goes_on_to_a_comment();
    let second = mirjam.posts(&article, "Wie kiest er?").await.goes_on_to_a_comment();
    let both = [said("Mirjam Kuiper", "Wie kiest er?"), said("Noor Prins", "Het begon bij ons.")];
    assert_eq!(latest(&reader).await, both);
    let page = reader.reads("/").await.says("bij Gesprek");
    assert_eq!(page.attribute(".latest blockquote a", "href"), Some(format!("/comments/{second}")));

    tess.decides(second, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    assert_eq!(latest(&reader).await, both[1..]);
    reader.reads("/").await.never_says("Wie kiest er?").says("1 reactie op");
    tess.decides(second, &[("decision", "restore")]).await.is(303);
    assert_eq!(latest(&reader).await, both);

    mirjam.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    assert_eq!(latest(&reader).await[0], said("Vertrokken deelnemer", "Wie kiest er?"));
    reader.reads("/").await.never_says("Mirjam");

    tess.decides(first, &[("decision", "remove"), ("reason", "privacy")]).await.is(303);
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    ada.sends(&format!("/moderation/comments/{first}/expunge"), &order).await.is(303);
    ada.sends(&format!("/moderation/comments/{second}/expunge"), &order).await.is(303);
    assert!(latest(&reader).await.is_empty());
    reader.reads("/").await.never_says("Wie kiest er?").never_says("Laatste reacties");
}

#[tokio::test]
async fn what_waits_for_a_moderator_is_not_on_the_front_page() {
    let board = Board::with(crate::harness::Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Wachten").await;
    let reader = board.guest();
    reader.posts(&article, "Nog niet gezien").await.is(303);
    assert!(latest(&reader).await.is_empty());
    let tess = board.somebody("Tess", Role::Moderator).await;
    tess.decides(1, &[("decision", "keep")]).await.is(303);
    assert_eq!(latest(&reader).await.len(), 1);
}

#[tokio::test]
async fn no_more_than_five_comments_are_the_latest_each_in_a_few_lines() {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    let noor = board.somebody("Noor Prins", Role::Member).await;
    for n in 1..=6 {
        let text = format!("{n} {}", "woorden en nog meer ".repeat(20));
        noor.posts(&article, &text).await.goes_on_to_a_comment();
    }
    let latest = latest(&board.guest()).await;
    let numbers: Vec<&str> = latest.iter().map(|(_, text)| &text[..1]).collect();
    assert_eq!(numbers, ["6", "5", "4", "3", "2"]);
    assert!(latest.iter().all(|(_, text)| text.chars().count() <= 110 && text.ends_with('…')));
}

#[tokio::test]
async fn the_most_discussed_are_of_this_month_unless_those_are_too_few() {
    let board = Board::open().await;
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let old = board.writes("title = \"Oud\"\npublished = 2026-08-01T09:00:00", "Alinea.").await;
    for text in ["Een", "Twee", "Drie"] {
        noor.posts(&old, text).await.goes_on_to_a_comment();
    }
    let articles = publishes(&board, 6).await;
    let reader = board.guest();
    let discussed = async || reader.reads("/").await.texts(".most li a");
    assert_eq!(discussed().await, ["Oud"]);
    for article in &articles[..5] {
        noor.posts(article, &format!("Eerste op {article}")).await.goes_on_to_a_comment();
    }
    noor.posts(&articles[1], "Nog een").await.goes_on_to_a_comment();
    let this_month = ["Artikel 2", "Artikel 5", "Artikel 4", "Artikel 3", "Artikel 1"];
    assert_eq!(discussed().await, this_month);
    let page = reader.reads("/").await;
    assert_eq!(page.texts(".most .visually-hidden")[0], "2 reacties");
    assert_eq!(page.attribute(".most a", "href"), Some(format!("{}#comments", articles[1])));
}

#[tokio::test]
async fn the_menu_has_the_categories_that_readers_find_articles_in() {
    let board = Board::open().await;
    let menu = async || {
        let mut entries = board.guest().reads("/house-rules").await.is(200).texts(".menu a");
        entries.retain(|entry| !["Artikelen", "Huisregels"].contains(&entry.as_str()));
        entries
    };
    let filed = |title: &str, category: &str, at: &str| {
        format!("title = {title:?}\ncategories = [{category:?}]\npublished = 2026-11-20T{at}:00")
    };
    assert!(menu().await.is_empty());
    board.writes(&filed("Een", "Webcare", "08:00"), "Alinea.").await;
    let later = board.writes(&filed("Twee", "Taal", "12:00"), "Alinea.").await;
    board.clock.advance(SignedDuration::from_mins(11));
    assert_eq!(menu().await, ["Webcare"]);
    board.clock.advance(SignedDuration::from_hours(4));
    assert_eq!(menu().await, ["Taal", "Webcare"]);

    let page = board.guest().reads(&later).await.is(200);
    assert_eq!(page.texts(".menu [aria-current]"), ["Taal"]);
    let page = board.guest().reads("/categories/webcare").await.is(200);
    assert_eq!(page.texts(".menu [aria-current]"), ["Webcare"]);
    assert_eq!(board.guest().reads("/").await.texts(".menu [aria-current]"), ["Artikelen"]);
    let bram = board.somebody("Bram", Role::Editor).await;
    let id = board.value("SELECT CAST(id AS TEXT) FROM categories WHERE slug = 'taal'").await;
    let rename = [("intent", "rename"), ("name", "Taal & toon")];
    bram.sends(&format!("/desk/categories/{}", id.unwrap()), &rename).await.is(303);
    assert_eq!(menu().await, ["Taal & toon", "Webcare"]);
}

#[tokio::test]
async fn staff_have_one_entry_that_leads_to_the_queue_and_the_desk() {
    let board = Board::open().await;
    board.article("Redactie").await;
    let bram = board.somebody("Bram", Role::Editor).await;
    let page = bram.reads("/").await.is(200);
    assert_eq!(page.texts(".menu a"), ["Artikelen", "Moderatie 0 te beoordelen", "Huisregels"]);
    assert_eq!(page.attribute(".menu a:nth-child(2)", "href").as_deref(), Some("/moderation"));
    let page = bram.reads("/moderation").await.is(200);
    assert_eq!(page.texts(".menu a"), ["Artikelen", "Moderatie 0 te beoordelen", "Redactie"]);
    bram.reads("/desk").await.is(200);
    let tess = board.somebody("Tess", Role::Moderator).await;
    let page = tess.reads("/moderation").await.is(200);
    assert_eq!(page.texts(".menu a"), ["Artikelen", "Moderatie 0 te beoordelen"]);
}

#[tokio::test]
async fn a_long_article_begins_with_what_is_in_it() {
    let board = Board::open().await;
    let body = |many: usize| {
        let words = "woord ".repeat(many / 2);
        format!("# Één tafel\n\n{words}\n\n## Diep\n\n# Twee talen\n\n{words}")
    };
    let published = "published = 2026-11-20T09:00:00";
    let short = board.writes(&format!("title = \"Kort\"\n{published}"), &body(900)).await;
    let long = board.writes(&format!("title = \"Lang\"\n{published}"), &body(1_300)).await;
    let reader = board.guest();
    let page = reader.reads(&short).await.is(200);
    assert!(page.texts(".outline").is_empty());
    assert_eq!(page.attribute(".prose h2", "id").as_deref(), Some("h-een-tafel"));
    let page = reader.reads(&long).await.is(200);
    assert_eq!(page.texts(".outline li a"), ["Één tafel", "Twee talen"]);
    assert_eq!(page.attribute(".outline a", "href").as_deref(), Some("#h-een-tafel"));
}
