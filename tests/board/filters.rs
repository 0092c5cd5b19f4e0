//! Rules about words and links: tried before they are kept, and what they do to comments.

use weerwoord::account::Role;

use crate::harness::{Board, Person};

async fn board() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Taal").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

async fn keeps(bram: &Person, kind: &str, pattern: &str, action: &str) {
    let fields = [("kind", kind), ("pattern", pattern), ("action", action), ("intent", "save")];
    bram.sends("/moderation/words", &fields).await.goes_on_to("/moderation/words");
}

#[tokio::test]
async fn a_rule_is_tried_on_the_latest_comments_before_it_is_kept() {
    let (board, article, bram) = board().await;
    for body in ["Wat een sukkels", "Prima stuk", "Sükkel die ik ben"] {
        board.guest().posts_as(&article, "Joost", body, &[]).await.is(303);
    }
    let rule = [("kind", "word"), ("pattern", "sukkel*"), ("action", "hold")];
    let page = bram.sends("/moderation/words", &rule).await.is(200);
    let page = page.says("Zou 2 van de laatste 3 reacties hebben vastgehouden");
    assert_eq!(page.texts("#result mark"), ["Sükkel", "sukkels"]);
    assert_eq!(page.field("pattern"), "sukkel*");
    bram.reads("/moderation/words").await.says("Er zijn nog geen regels.");
    keeps(&bram, "word", "sukkel*", "hold").await;
    keeps(&bram, "word", "sukkel*", "hold").await;
    assert_eq!(bram.reads("/moderation/words").await.says("‘sukkel*’").texts(".record").len(), 1);
}

#[tokio::test]
async fn what_a_rule_holds_waits_for_a_moderator() {
    let (board, article, bram) = board().await;
    keeps(&bram, "word", "sukkel*", "hold").await;
    let joost = board.guest();
    joost
        .posts_as(&article, "Joost", "Wat een **sukk**els", &[])
        .await
        .goes_on_to("/comments/1/held");
    joost.reads("/comments/1/held").await.says("vraagt om een tweede blik");
    assert_eq!(
        board.value("SELECT found FROM findings WHERE comment_id = 1").await.as_deref(),
        Some("sukkels")
    );
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    board.guest().reads(&article).await.says("sukkels");
    bram.posts(&article, "Moderators mogen sukkels zeggen").await.goes_on_to_a_comment();
    board.guest().posts_as(&article, "Joost", "Dat is gesukkel", &[]).await.goes_on_to_a_comment();
}

#[tokio::test]
async fn what_a_rule_refuses_is_told_with_the_words_and_kept() {
    let (board, article, bram) = board().await;
    keeps(&bram, "link", "linkbouw.example", "refuse").await;
    keeps(&bram, "links", "1", "hold").await;
    let joost = board.guest();
    let text = "Zie https://www.linkbouw.example/actie";
    let page = joost
        .posts_as(&article, "Joost", text, &[])
        .await
        .is(422)
        .says("staat ‘www.linkbouw.example’");
    assert_eq!(page.field("body"), text);
    joost.posts_as(&article, "Joost", text, &[("intent", "preview")]).await.is(200);
    joost
        .posts_as(&article, "Joost", "http://a.example en http://b.example", &[])
        .await
        .goes_on_to("/comments/1/held");
    joost.posts_as(&article, "Joost", "Alleen http://a.example", &[]).await.goes_on_to_a_comment();
    let first = bram
        .reads("/moderation/words")
        .await
        .attribute(".record:last-child form", "action")
        .unwrap();
    bram.sends(&first, &[]).await.goes_on_to("/moderation/words");
    joost.posts_as(&article, "Joost", text, &[]).await.goes_on_to_a_comment();
}

#[tokio::test]
async fn what_is_wrong_with_a_rule_is_told() {
    let (board, article, bram) = board().await;
    for (kind, pattern, action, told) in [
        ("", "sukkel", "hold", "Kies een soort"),
        ("word", "", "hold", "Vul een woord in."),
        ("word", "de", "hold", "minstens 3 letters"),
        ("word", "s*kkel", "hold", "alleen aan het eind"),
        ("link", "geen site", "hold", "Vul een site in"),
        ("links", "veel", "hold", "van 0 tot 50"),
        ("word", "sukkel", "", "Kies wat er dan"),
    ] {
        let fields = [("kind", kind), ("pattern", pattern), ("action", action), ("intent", "save")];
        let page = bram.sends("/moderation/words", &fields).await.is(422).says(told);
        assert_eq!(page.field("pattern"), pattern);
    }
    for n in 0..20 {
        board
            .guest()
            .posts_as(&article, "Joost", &format!("Bericht nummer {n}"), &[])
            .await
            .is(303);
    }
    let most = [("kind", "word"), ("pattern", "bericht"), ("action", "hold"), ("intent", "save")];
    bram.sends("/moderation/words", &most).await.is(422).says("zou de meeste reacties raken");
    assert_eq!(board.value("SELECT pattern FROM rules").await, None);
}
