//! What a discussion offers without script: folds, ways to the form, quotations, and articles to
//! read on with.

use weerwoord::account::Role;

use crate::harness::{Board, Person, Settings};

async fn board() -> Board {
    let settings = Settings::default().with("CAPTCHA", "off").with(
        "RATES",
        "shown=999/1s,shown_site=99/1m,shown_around=99/1s,shown_hour=99/1m,shown_day=99/1m,\
            comment_around=99/1s",
    );
    Board::with(settings).await
}

#[tokio::test]
async fn threads_and_long_texts_fold_without_script() {
    let board = board().await;
    let article = board.article("Gesprek").await;
    let guest = board.guest();
    guest.posts_as(&article, "Joost", "Wie weet het?", &[]).await.is(303);
    for (name, parent) in [("Rachida", "1"), ("Mirjam", "2")] {
        let answer = [("reply_to", parent)];
        board.guest().posts_as(&article, name, "Ik weet het", &answer).await.is(303);
    }
    let long = format!("Begin.\n\n{}", "Dit is een zin van zes woorden. ".repeat(60));
    board.guest().posts_as(&article, "Pieter", &long, &[]).await.is(303);
    let page = board.guest().reads(&article).await;
    let folds = page.texts(".thread > li > details.answers[open] > summary");
    assert_eq!(folds, ["Toon 2 reactiesVerberg 2 reacties"]);
    assert_eq!(page.texts("details.answers .comment .name"), ["Rachida", "Mirjam"]);
    assert_eq!(page.texts("#comment-4 .body > details.fold:not([open]) .opened"), ["Inklappen"]);
    let shown = page.texts("#comment-4 .body > details .closed");
    assert!(shown[0].starts_with("Lees verder (nog ") && shown[0].ends_with(" woorden)"));
    assert!(page.texts("#comment-1 .body details").is_empty());
}

#[tokio::test]
async fn ways_to_the_form_stand_at_the_heading_the_orders_and_every_tenth_thread() {
    let board = board().await;
    let article = board.article("Gesprek").await;
    for number in 1..=21 {
        let (name, text) = (format!("Gast {number}"), format!("Reactie nummer {number}"));
        board.guest().posts_as(&article, &name, &text, &[]).await.is(303);
    }
    let page = board.guest().reads(&article).await;
    for place in [".skip", ".comments-head a", ".sort a", ".thread-foot a"] {
        let way = format!("{place}[href=\"#comment-form\"]");
        assert_eq!(page.texts(&way).len(), 1, "{place}");
    }
    assert_eq!(page.texts(".thread > li > .to-form").len(), 2, "after ten and twenty threads");
    assert_eq!(page.texts(".thread > li:nth-child(10) > .to-form").len(), 1);
    assert_eq!(page.texts(".thread > li:nth-child(20) > .to-form").len(), 1);
}

#[tokio::test]
async fn a_reply_quotes_the_comment_where_that_is_asked() {
    let board = board().await;
    let article = board.article("Gesprek").await;
    let text = "> Eerder gezegd\n\nDit is *mijn* zin.\n\nEn nog een.";
    board.guest().posts_as(&article, "Joost", text, &[]).await.is(303);
    let reply = format!("{article}/comments/1/reply");
    let page = board.guest().reads(&reply).await;
    assert_eq!(page.field("body").trim(), "");
    let way = page.attribute(".quoted .actions a", "href").unwrap();
    let quoted = board.guest().reads(way.split('#').next().unwrap()).await;
    assert_eq!(quoted.field("body").trim(), "> Dit is mijn zin.\n>\n> En nog een.");
}

/// An article in these categories, published at an hour of 1 January.
async fn written(board: &Board, title: &str, hour: usize, categories: &str) -> String {
    let front = format!(
        "title = \"{title}\"\ncategories = [{categories}]\npublished = 2026-01-01T0{hour}:00:00"
    );
    board.writes(&front, "Tekst.").await
}

/// Makes a draft of a published article again.
async fn takes_back(editor: &Person, article: i64) {
    let address = format!("/desk/articles/{article}");
    let page = editor.reads(&address).await.is(200);
    let value =
        |name: &str| page.attribute(&format!("#writer [name={name}]"), "value").unwrap_or_default();
    let version = value("version");
    let fields = [
        ("title", "Vierde"),
        ("body", "Tekst."),
        ("author", "1"),
        ("comments", "open"),
        ("version", version.as_str()),
        ("intent", "unpublish"),
    ];
    editor.sends(&address, &fields).await.is(303);
}

#[tokio::test]
async fn an_article_leads_on_to_its_categories_and_its_neighbours() {
    let board = board().await;
    let first = written(&board, "Eerste", 1, "\"Webcare\"").await;
    let second = written(&board, "Tweede", 2, "\"Webcare\", \"Taal\"").await;
    let third = written(&board, "Derde", 3, "\"Onderzoek\"").await;
    let fourth = written(&board, "Vierde", 4, "\"Taal\"").await;
    let page = board.guest().reads(&second).await;
    assert_eq!(page.texts(".read-on .teaser h3"), ["Vierde", "Eerste"]);
    assert_eq!(page.attribute(".turn [rel=prev]", "href").as_deref(), Some(first.as_str()));
    assert_eq!(page.attribute(".turn [rel=next]", "href").as_deref(), Some(third.as_str()));
    let page = board.guest().reads(&fourth).await;
    assert!(page.texts(".turn [rel=next]").is_empty());
    assert!(board.guest().reads(&third).await.texts(".read-on .teaser").is_empty());

    // What is taken back is gone at once from the kept pages of others.
    board.guest().reads(&second).await.says("Vierde");
    let eva = board.somebody("Eva", Role::Editor).await;
    takes_back(&eva, 4).await;
    board.guest().reads(&second).await.never_says("Vierde");
    board.guest().reads(&third).await.never_says("Vierde");
    eva.reads(&second).await.never_says("Vierde");
}
