//! Reasons for a removal: each is stored in every place and explained, and no table has a list of them.

use weerwoord::account::Role;
use weerwoord::comment::Reason;
use weerwoord::store::Store;

use crate::harness::{Board, link};

#[tokio::test]
async fn every_reason_is_stored_in_every_place() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Admin).await;
    for (reason, id) in Reason::ALL.into_iter().zip((1..).step_by(2)) {
        let (removed, kept) = (id, id + 1);
        for id in [removed, kept] {
            let name = format!("Gast {id}");
            board.guest().posts_as(&article, &name, &format!("Tekst {id}"), &[]).await.is(303);
        }
        // A report, and the removal that it leads to.
        let report = [
            ("reason", reason.code()),
            ("explanation", "Dit mag hier niet staan, kijk maar."),
            ("good_faith", "yes"),
            ("name", "Fatima"),
            ("email", "fatima@post.example"),
        ];
        let reporter = board.guest();
        for id in [removed, kept] {
            reporter.sends(&format!("/comments/{id}/report"), &report).await.is(303);
        }
        bram.decides(removed, &[("decision", "remove"), ("reason", reason.code())]).await.is(303);
        // A removal that an appeal leads to.
        bram.decides(kept, &[("decision", "keep")]).await.is(303);
        let mail = board.delivers().await;
        let told = |to: &str, text: &str| to == "fatima@post.example" && text.contains("/appeals/");
        let mail = mail.iter().find(|mail| told(&mail.to, &mail.text)).unwrap();
        let appeal = link(mail, "/appeals/");
        let text = [("text", "Dit moet echt weg.")];
        board.guest().sends(&appeal, &text).await.is(303);
        let number = board.value("SELECT CAST(MAX(id) AS TEXT) FROM appeals").await.unwrap();
        let answer = [
            ("outcome", "granted"),
            ("answer", "Dat is waar."),
            ("reason", reason.code()),
            ("version", "2"),
        ];
        naima.sends(&format!("/moderation/appeals/{number}"), &answer).await.is(303);

        let tombstone = reason.tombstone(board.app.lang());
        let page = board.guest().reads(&article).await;
        for id in [removed, kept] {
            let told = page.texts(&format!("#comment-{id} .tombstone h3"));
            assert_eq!(told, [tombstone.as_str()]);
        }
        let page = naima.reads(&format!("/moderation/log?reason={}", reason.code())).await;
        assert_eq!(page.texts(".record").len(), 2, "{}", reason.code());
        let rules = board.guest().reads("/house-rules").await.html();
        assert!(rules.contains(&format!("id=\"{}\"", reason.code())), "{}", reason.code());
    }
    let count = Reason::ALL.len();
    let removed = naima.reads("/moderation?queue=removed").await;
    assert_eq!(removed.texts(".case").len(), 2 * count);
    let figures = naima.reads("/moderation/transparency?format=csv").await.html();
    for reason in Reason::ALL {
        assert!(figures.contains(reason.code()), "{}", reason.code());
    }
    board.guest().reads("/moderation-log").await.is(200);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn no_table_has_a_list_of_reasons() {
    const SQLITE: &str = "SELECT name FROM sqlite_schema WHERE sql LIKE '%off-topic%'";
    const POSTGRES: &str = "SELECT CAST(conname AS TEXT) FROM pg_constraint WHERE pg_get_constraintdef(oid) LIKE '%off-topic%'";
    let board = Board::open().await;
    let statement = if matches!(board.app.store, Store::Sqlite { .. }) { SQLITE } else { POSTGRES };
    assert_eq!(board.value(statement).await, None);
}

#[tokio::test]
async fn a_reason_of_another_version_is_found() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts_as(&article, "Joost", "Tekst", &[]).await.is(303);
    let report = [("reason", "spam"), ("explanation", "Reclame")];
    board.guest().sends("/comments/1/report", &report).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    board.sets("UPDATE reports SET reason = 'boos'").await;
    board.sets("UPDATE comments SET reason = 'boos'").await;
    let found = board.app.store.inspect().await.unwrap().join("\n");
    assert_eq!(found.matches("reason that is not known").count(), 2, "{found}");
}
