//! What people type is what readers see: addresses, signs that are no markup, characters that do not
//! show, and what older versions made of a text.

use weerwoord::account::Role;
use weerwoord::locale::Lang;
use weerwoord::search::Stems;
use weerwoord::store::Inspection;

use crate::harness::{Board, Settings};
use crate::migrations::run;

async fn board() -> (Board, String) {
    let board = Board::with(Settings::easy()).await;
    let article = board.article("Tekst").await;
    (board, article)
}

async fn told(board: &Board, mend: bool) -> Vec<String> {
    let stems = Some(Stems::new(Lang::Nl));
    let inspection = Inspection { mend, now: Some(board.app.now()), stems };
    let findings = board.app.store.check(inspection, &mut |_| {}).await.unwrap();
    findings.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_comment_reads_as_it_was_typed_and_keeps_its_addresses() {
    let (board, article) = board().await;
    let text = "# 1 in Nederland\nZie https://video.example/kijk?v=_3_-a\n\n[Sanne]: onzin\n\n\
        2*3*4 op \\\\server\n\n> citaat\nantwoord\n\nEinde\n---\n[](https://leeg.example)";
    let joost = board.guest();
    let preview = [("intent", "preview")];
    let page = joost.posts_as(&article, "Joost", text, &preview).await.is(200);
    assert_eq!(page.texts("#preview blockquote"), ["citaat"]);
    joost.posts_as(&article, "Joost", text, &[]).await.goes_on_to_a_comment();
    let page = board.guest().reads(&article).await;
    let page = page.says("# 1 in Nederland").says("[Sanne]: onzin").says("2*3*4 op \\\\server");
    let page = page.says("Einde --- [](https://leeg.example)");
    assert_eq!(page.texts(".comment blockquote"), ["citaat"]);
    assert_eq!(
        page.texts(".comment .body a[rel]"),
        ["https://video.example/kijk?v=_3_-a", "https://leeg.example"]
    );
    assert_eq!(
        page.attribute(".comment .body a", "href").as_deref(),
        Some("https://video.example/kijk?v=_3_-a")
    );
}

#[tokio::test]
async fn separators_end_lines_and_each_paragraph_has_its_direction() {
    let (board, article) = board().await;
    let text = "een\u{2028}twee\u{b}drie\u{85}vier\u{7}vijf\n\nשלום עולם";
    board.guest().posts_as(&article, "שרה", text, &[]).await.goes_on_to_a_comment();
    let page = board.guest().reads(&article).await.says("een twee drie vier vijf");
    assert_eq!(page.html().matches("<br>").count(), 3);
    assert_eq!(page.texts(".comment .body p[dir=auto]").len(), 2);
    assert_eq!(page.texts(".comment .name bdi"), ["שרה"]);
    let pile = format!("Za{}lgo", "\u{301}".repeat(60));
    board.guest().posts_as(&article, "Joost", &pile, &[]).await.goes_on_to_a_comment();
    let page = board.guest().reads(&article).await;
    assert!(page.texts(".comment .body").concat().matches('\u{301}').count() < 6);
    board.guest().posts_as(&article, &pile, "Een naam", &[]).await.is(422).says("kunnen lezen");
}

#[tokio::test]
async fn what_nobody_sees_hides_nothing_from_filters_search_and_mentions() {
    let (board, article) = board().await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let rule =
        [("kind", "word"), ("pattern", "kwakzalver"), ("action", "hold"), ("intent", "save")];
    bram.sends("/moderation/words", &rule).await.goes_on_to("/moderation/words");
    for (number, text) in
        ["kwak\u{200b}zalver", "kwak\u{ad}zalver!", "Een kwak&shy;zalver"].iter().enumerate()
    {
        let held = format!("/comments/{}/held", number + 1);
        board.guest().posts_as(&article, "Joost", text, &[]).await.goes_on_to(&held);
    }
    bram.reads("/moderation/comments/1").await.is(200).says("‘kwakzalver’");
    board.guest().posts_as(&article, "Rachida", "Een zee\u{ad}hond\u{200b}je", &[]).await.is(303);
    board.guest().posts_as(&article, "Ilse", "Eens @Rach\u{200b}ida, ja", &[]).await.is(303);
    let found = |page: &crate::harness::Page| page.texts(".hit").len();
    assert_eq!(found(&board.guest().reads("/search?q=zeehondje").await), 1);
    board.indexes().await;
    assert_eq!(found(&board.guest().reads("/search?q=zeehondje").await), 1);
    assert_eq!(found(&board.guest().reads("/search?q=zee%C2%ADhondje").await), 1);
    let page = board.guest().reads(&article).await;
    assert_eq!(page.attribute("a.mention", "href").as_deref(), Some("#comment-4"));
    assert_eq!(told(&board, false).await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_takes_the_name_of_staff_with_signs_round_it_or_hidden_in_it() {
    let (board, article) = board().await;
    board.account("Ada Lindhout", Role::Admin).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    for name in [
        "Redactie.",
        "[Redactie]",
        "Ada Beheer ✓",
        "Ada Lindhout ✓",
        "★ ada lindhout",
        "Adа Lindhout!",
    ] {
        board.guest().posts_as(&article, name, "Hallo", &[]).await.is(422).says("van de redactie");
        let account =
            [("name", name), ("email", "x@post.example"), ("password", "vier woorden op een rij")];
        board.guest().sends("/register", &account).await.is(422).says("van de redactie");
        mirjam.sends("/account/name", &[("name", name)]).await.is(422).says("van de redactie");
    }
    for name in ["Ada\u{200b} Lindhout", "Ada\u{ad} Lindhout", "Mir\u{200d}jam", "Mirjam\u{2063}"] {
        board.guest().posts_as(&article, name, "Hallo", &[]).await.is(422).says("kunnen lezen");
    }
    for name in ["Mirjam!", "Jansen Beheer BV", "An 👩\u{200d}👧", "می\u{200c}خواهم"] {
        board.guest().posts_as(&article, name, &format!("Hallo van {name}"), &[]).await.is(303);
    }
}

#[tokio::test]
async fn what_an_older_version_made_is_no_damage_and_is_made_anew() {
    let (board, article) = board().await;
    board.guest().posts_as(&article, "Joost", "# 1 in Nederland", &[]).await.is(303);
    board.guest().posts_as(&article, "Joost", "kwak\u{ad}zalver", &[]).await.is(303);
    board.guest().posts_as(&article, "Joost", "Gewoon", &[]).await.is(303);
    board.indexes().await;
    assert_eq!(told(&board, false).await, Vec::<String>::new());
    // As the version before made them, the third excepted.
    run(
        &board.app.store,
        "UPDATE comments SET html = '<p>1 in Nederland</p>' WHERE id = 1;
        UPDATE articles SET html = '<p>Oud</p>';
        DELETE FROM unindexed;
        INSERT INTO outdated (what, up_to) VALUES ('comment', 2), ('article', 1)",
    )
    .await;
    for mend in [false, true] {
        assert_eq!(told(&board, mend).await, Vec::<String>::new());
    }
    board.guest().reads(&article).await.never_says("# 1 in Nederland").says("Oud");
    board.indexes().await;
    board.guest().reads(&article).await.says("# 1 in Nederland").says("Eerste alinea.");
    assert_eq!(board.value("SELECT what FROM outdated").await, None);
    assert_eq!(told(&board, false).await, Vec::<String>::new());
    run(&board.app.store, "UPDATE comments SET html = '<p>1 in Nederland</p>' WHERE id = 1").await;
    assert_eq!(told(&board, false).await.len(), 1, "from now on that is damage");
}

#[tokio::test]
async fn an_expunged_text_is_not_brought_back() {
    let (board, article) = board().await;
    board.guest().posts_as(&article, "Joost", "# Geheim", &[]).await.is(303);
    run(
        &board.app.store,
        "UPDATE comments SET html = '', state = 'removed', reason = 'privacy', expunged_at = 1 WHERE id = 1;
        INSERT INTO outdated (what, up_to) VALUES ('comment', 1)",
    )
    .await;
    board.indexes().await;
    assert_eq!(board.value("SELECT html FROM comments WHERE id = 1").await.as_deref(), Some(""));
}

#[tokio::test]
async fn a_name_of_an_older_version_gets_the_key_without_what_nobody_sees() {
    let board = Board::open().await;
    for name in ["Joost", "An", "Rachida"] {
        board.account(name, Role::Member).await;
    }
    run(
        &board.app.store,
        "UPDATE accounts SET name = 'Jo\u{605}ost', name_key = 'jo\u{605}ost' WHERE id = 1;
        UPDATE accounts SET name = 'A\u{605}n' WHERE id = 2;
        UPDATE accounts SET name = 'A\u{605}n', name_key = 'a\u{605}n' WHERE id = 3;
        INSERT INTO outdated (what, up_to) VALUES ('name', 3)",
    )
    .await;
    assert_eq!(told(&board, false).await, Vec::<String>::new());
    board.indexes().await;
    assert_eq!(
        board.value("SELECT name_key FROM accounts WHERE id = 1").await.as_deref(),
        Some("joost")
    );
    assert_eq!(board.value("SELECT what FROM outdated").await, None);
    let told = told(&board, false).await;
    assert_eq!(told.len(), 1, "another one has the key of account 3: {told:?}");
    assert!(told[0].contains("accounts whose key is not that of their name: 3"), "{told:?}");
}
