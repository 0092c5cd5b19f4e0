//! The board that is there to be looked at: whole, alive at any moment, and of its language.

use std::collections::BTreeSet;

use weerwoord::account::Role;
use weerwoord::comment::{Hold, Reason};
use weerwoord::demo;

use crate::harness::{Board, Page, Settings};

async fn board_in(language: &str) -> (Board, Vec<demo::Person>) {
    let board = Board::with(Settings::easy().with("LANG", language)).await;
    let people = demo::fill(&board.app).await.unwrap();
    (board, people)
}

async fn count(board: &Board, statement: &'static str) -> i64 {
    board.value(statement).await.unwrap().parse().unwrap()
}

/// What stands on the pages of a list, one after the other.
async fn pages(board: &Board, path: &str) -> Vec<Page> {
    let mut pages = vec![board.guest().reads(path).await.is(200)];
    while let Some(next) = pages.last().unwrap().attribute("a[rel=next]", "href") {
        pages.push(board.guest().reads(&next).await.is(200));
    }
    pages
}

#[tokio::test]
async fn everything_a_board_can_show_is_on_it() {
    let (board, people) = board_in("nl").await;
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    let roles: Vec<Role> = people.iter().map(|person| person.role).collect();
    assert_eq!(roles, [Role::Member, Role::Moderator, Role::Editor, Role::Admin]);

    let published = "SELECT CAST(COUNT(*) AS TEXT) FROM articles WHERE lead_picture IS NOT NULL";
    assert_eq!(count(&board, published).await, 13, "twelve, and one that is due");
    assert!(count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM comments").await >= 200);
    let longest = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE root_id IS NOT NULL
        GROUP BY root_id ORDER BY COUNT(*) DESC LIMIT 1";
    assert!(count(&board, longest).await >= 15, "one thread is long");
    let removed = "SELECT ' ' || string_agg(reason, ' ') || ' ' FROM decisions";
    let removed = board.value(removed).await.unwrap();
    // What another system took away comes with an import alone.
    for reason in Reason::ALL.into_iter().filter(|reason| reason.code() != "before-import") {
        assert!(removed.contains(&format!(" {} ", reason.code())), "{}: {removed}", reason.code());
    }
    for hold in Hold::ALL {
        let held =
            "SELECT ' ' || string_agg(held_for, ' ') || ' ' FROM comments WHERE state = 'held'";
        let held = board.value(held).await.unwrap();
        assert!(held.contains(&format!(" {} ", hold.code())), "{}: {held}", hold.code());
    }
    for waiting in [
        "SELECT CAST(COUNT(*) AS TEXT) FROM reports WHERE decision_id IS NULL",
        "SELECT CAST(COUNT(*) AS TEXT) FROM appeals WHERE outcome IS NULL",
        "SELECT CAST(COUNT(*) AS TEXT) FROM bans WHERE lifted_at IS NULL",
        "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE name IS NULL AND account_id IS NULL",
        "SELECT CAST(COUNT(*) AS TEXT) FROM avatars",
        "SELECT CAST(COUNT(*) AS TEXT) FROM findings",
        "SELECT CAST(COUNT(*) AS TEXT) FROM shares",
    ] {
        assert!(count(&board, waiting).await > 0, "{waiting}");
    }
    let future = "SELECT CAST(COUNT(*) AS TEXT) FROM comments WHERE posted_at > (SELECT MAX(edited_at) FROM articles)";
    assert_eq!(count(&board, future).await, 0, "nothing was said after now");
}

#[tokio::test]
async fn the_demo_can_be_read_and_worked_with() {
    let (board, people) = board_in("nl").await;
    let front = board.guest().reads("/").await.is(200);
    front.says("Van wie is het gesprek met de klant?");
    let article = "/articles/van-wie-is-het-gesprek-met-de-klant";
    let page = board.guest().reads(article).await.is(200);
    assert_eq!(page.texts(".prose figcaption").len(), 1);
    let footnotes = page.texts(".prose sup").len();
    assert!(
        page.texts(".prose table").len() == 1 && footnotes >= 3 && page.texts("pre").len() == 1
    );
    let video = "/articles/ondertitels-die-niemand-vroeg-en-iedereen-gebruikt";
    assert_eq!(
        board.guest().reads(video).await.texts(".video cite"),
        ["Bekijk op kijk.stillekade.example"]
    );
    let links: BTreeSet<String> = pages(&board, "/")
        .await
        .iter()
        .flat_map(|page| {
            page.html().split("href=\"/articles/").skip(1).map(String::from).collect::<Vec<_>>()
        })
        .map(|rest| rest.split(['"', '#', '?']).next().unwrap().to_owned())
        .collect();
    assert!(links.len() >= 12, "{links:?}");
    for slug in links.iter().filter(|slug| !slug.contains('/')) {
        board.guest().reads(&format!("/articles/{slug}")).await.is(200);
    }

    let bram = board.guest();
    let moderator = people.iter().find(|person| person.role == Role::Moderator).unwrap();
    let form = [("email", moderator.email.as_str()), ("password", &moderator.password)];
    bram.sends("/login", &form).await.is(303);
    for queue in ["review", "reported", "held", "appeals", "removed"] {
        let page = bram.reads(&format!("/moderation?queue={queue}")).await.is(200);
        assert!(!page.texts(".case, .appeal, .record").is_empty(), "{queue}");
    }
    let appeal = bram.reads("/moderation/appeals/1").await.is(200);
    assert!(!appeal.texts("main form button[type=submit]").is_empty());
}

#[tokio::test]
async fn the_english_demo_is_english_and_smaller() {
    let (board, _) = board_in("en").await;
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    board.guest().reads("/").await.says("Who owns the conversation with the customer?");
    let comments = count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM comments").await;
    assert!((60..100).contains(&comments), "{comments}");
}
