//! The page of somebody who signs articles.

use weerwoord::account::{Email, Role};
use weerwoord::article::Manuscript;

use crate::harness::{Board, address};
use crate::migrations::run;

/// A published article by this person.
async fn publishes(board: &Board, name: &str, title: &str, published: &str) {
    let email = Email::new(&address(name)).unwrap();
    let author = board.app.store.account(&email).await.unwrap().unwrap();
    let text =
        format!("+++\nauthor = {:?}\ntitle = {title:?}\n{published}\n+++\nAlinea.", email.as_str());
    let manuscript = Manuscript::parse(&text, &board.app.config.board.timezone).unwrap();
    board.app.store.add_article(&manuscript, author.id, board.app.now()).await.unwrap().unwrap();
}

const TODAY: &str = "published = 2026-11-20T09:00:00";

#[tokio::test]
async fn whoever_signs_has_a_page_with_what_they_published() {
    let board = Board::open().await;
    let zoe = board.somebody("Zoë van ’t Hof", Role::Editor).await;
    board.account("Bram de Wit", Role::Editor).await;
    let reader = board.guest();
    publishes(&board, "Zoë van ’t Hof", "Klad", "").await;
    reader.reads("/authors/zoe-van-t-hof").await.is(404);
    for number in 1..=21 {
        publishes(&board, "Zoë van ’t Hof", &format!("Stuk {number}"), TODAY).await;
    }
    publishes(&board, "Bram de Wit", "Van Bram", TODAY).await;
    let page = reader
        .reads("/authors/zoe-van-t-hof")
        .await
        .is(200)
        .says("Artikelen van Zoë van ’t Hof")
        .never_says("Van Bram");
    let titles = page.texts(".headline");
    assert_eq!((titles.len(), titles[0].as_str()), (20, "Stuk 21"));
    assert_eq!(
        reader.reads("/authors/zoe-van-t-hof?page=2").await.is(200).texts(".headline"),
        ["Stuk 1"]
    );
    reader.reads("/authors/zoe-van-t-hof?page=3").await.is(404);
    reader.reads("/authors/niemand").await.is(404);
    let canonical = page.attribute("link[rel=canonical]", "href");
    assert_eq!(canonical.as_deref(), Some("http://127.0.0.1:3000/authors/zoe-van-t-hof"));
    let article = reader.reads("/articles/van-bram").await;
    assert_eq!(
        article.attribute(".byline a[rel=author]", "href").as_deref(),
        Some("/authors/bram-de-wit")
    );
    assert_eq!(
        reader.reads("/").await.attribute(".byline a", "href").as_deref(),
        Some("/authors/bram-de-wit")
    );
    // The name is another, the address stays: links to it go on working.
    zoe.sends("/account/name", &[("name", "Zoë Visser")]).await.is(303);
    reader.reads("/authors/zoe-van-t-hof").await.is(200).says("Artikelen van Zoë Visser");
}

#[tokio::test]
async fn two_people_never_share_an_address() {
    let board = Board::open().await;
    for name in ["Zoë Jansen", "Iemand Anders"] {
        board.account(name, Role::Editor).await;
    }
    publishes(&board, "Zoë Jansen", "Een", TODAY).await;
    publishes(&board, "Iemand Anders", "Twee", TODAY).await;
    let reader = board.guest();
    assert_eq!(reader.reads("/authors/zoe-jansen").await.texts(".headline"), ["Een"]);
    run(
        &board.app.store,
        "UPDATE accounts SET name = 'Zoe Jansen', slug = NULL WHERE name = 'Iemand Anders'",
    )
    .await;
    publishes(&board, "Iemand Anders", "Drie", TODAY).await;
    assert_eq!(
        reader.reads("/authors/zoe-jansen-2").await.is(200).texts(".headline"),
        ["Drie", "Twee"]
    );
    assert_eq!(reader.reads("/authors/zoe-jansen").await.texts(".headline"), ["Een"]);
}

#[tokio::test]
async fn who_signed_before_there_were_addresses_gets_one() {
    let board = Board::open().await;
    let article = board.article("Oud").await;
    run(&board.app.store, "UPDATE accounts SET slug = NULL").await;
    assert_eq!(board.app.store.sign_all().await.unwrap(), 1);
    assert_eq!(board.app.store.sign_all().await.unwrap(), 0);
    board.guest().reads("/authors/sanne-verhoef").await.is(200).says("Oud");
    board.guest().reads(&article).await.is(200);
}
