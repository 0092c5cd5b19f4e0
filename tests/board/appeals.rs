//! Appeals: by link, once, to another moderator than the one who decided; whatever comes of it, everybody concerned is told.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::mail::Envelope;
use weerwoord::security::token::Token;
use weerwoord::store::Store;

use crate::harness::{Board, Person, address, link};

const TEXT: &str = "Dit is geen reclame: ik geef antwoord op de vraag.";
const ANSWER: &str = "U hebt gelijk, er werd naar gevraagd.";

fn to<'a>(mail: &'a [Envelope], email: &str) -> &'a Envelope {
    let found: Vec<_> = mail.iter().filter(|mail| mail.to == email).collect();
    assert_eq!(found.len(), 1, "for {email}: {mail:?}");
    found[0]
}

/// A comment that was reported by somebody with an address.
async fn reported() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts_as(&article, "Koning Bereik", "Koop bij ons", &[]).await.is(303);
    let report = [("reason", "spam"), ("email", "fatima@post.example")];
    board.guest().sends("/comments/1/report", &report).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    assert_eq!(
        to(&board.delivers().await, "fatima@post.example").subject,
        "We hebben je melding ontvangen"
    );
    (board, article, bram)
}

async fn answers(person: &Person, appeal: i64, fields: &[(&str, &str)]) -> crate::harness::Page {
    let path = format!("/moderation/appeals/{appeal}");
    let version =
        person.reads(&path).await.attribute("[name=version]", "value").unwrap_or_default();
    person.sends(&path, &[&[("version", version.as_str())], fields].concat()).await
}

#[tokio::test]
async fn a_removal_is_undone_by_another_moderator_and_everyone_is_told() {
    let (board, article, bram) = reported().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "self-promotion"), ("note", "Reclame.")])
        .await
        .is(303);
    let mail = board.delivers().await;
    let path = link(to(&mail, &address("Koning Bereik")), "/appeals/");

    let author = board.guest();
    let page = author
        .reads(&path)
        .await
        .is(200)
        .says("Koop bij ons")
        .says("zelfpromotie")
        .says("Reclame.");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.never_says("fatima").never_says("Bram").texts("form#appeal-form").len(), 1);
    author
        .sends(&path, &[("text", " ")])
        .await
        .is(422)
        .says("Schrijf waarom je het er niet mee eens bent.");
    let page = author.sends(&path, &[("text", "Oneens")]).await.is(422);
    assert_eq!(page.texts("textarea#text"), ["Oneens"]);
    author.sends(&path, &[("text", TEXT)]).await.goes_on_to(&path);
    author.sends(&path, &[("text", "Nog een bezwaar, want ik heb haast.")]).await.goes_on_to(&path);
    author
        .reads(&path)
        .await
        .says("We hebben je bezwaar ontvangen")
        .says(TEXT)
        .never_says("want ik heb haast");
    assert_eq!(
        board.delivers_one_to(&address("Koning Bereik")).await.subject,
        "We hebben je bezwaar ontvangen"
    );

    bram.reads("/moderation/appeals/1").await.is(403).says("tegen je eigen beslissing");
    let granted = [("outcome", "granted"), ("answer", ANSWER)];
    bram.sends(
        "/moderation/appeals/1",
        &[("outcome", "upheld"), ("answer", "Nee."), ("version", "2")],
    )
    .await
    .is(403);
    naima
        .reads("/moderation/appeals/1")
        .await
        .is(200)
        .says(TEXT)
        .says("Beslist door Bram de Wit")
        .says("eerste reactie")
        .says("na een melding");
    answers(&naima, 1, &granted).await.goes_on_to("/moderation?queue=appeals");
    board.guest().reads(&article).await.says("Koop bij ons").says("Er is 1 reactie");

    let mail = board.delivers().await;
    assert_eq!(mail.len(), 2, "{mail:?}");
    let told = to(&mail, &address("Koning Bereik"));
    assert_eq!(told.subject, "Je bezwaar is toegewezen");
    assert!(told.text.contains(ANSWER) && told.text.contains("rechter"), "{}", told.text);
    assert_eq!(to(&mail, "fatima@post.example").subject, "De reactie die je meldde, blijft staan");
    assert!(board.delivers().await.is_empty());

    author.reads(&path).await.says("Je bezwaar is toegewezen").says(ANSWER);
    bram.reads("/moderation/appeals/1").await.is(200).says("Toegewezen door Naima");
    board.guest().reads("/moderation-log").await.says("Reactie 1: teruggeplaatst, na bezwaar");
    let figures = naima.reads("/moderation/transparency?format=csv").await.html();
    assert!(figures.contains("2026,appeals,removal,granted,,1\n"), "{figures}");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_moderator_who_is_alone_answers_and_may_stand_by_it() {
    let (board, article, bram) = reported().await;
    // The editor who wrote the article judges comments too.
    let alone = board.somebody("Naima", Role::Member).await;
    let sanne = weerwoord::account::Email::new(&address("Sanne Verhoef")).unwrap();
    let sanne = board.app.store.account(&sanne).await.unwrap().unwrap().id;
    board.app.store.change_role(sanne, Role::Member, None, board.app.now()).await.unwrap();
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let path = link(to(&board.delivers().await, &address("Koning Bereik")), "/appeals/");
    alone.sends(&path, &[("text", TEXT)]).await.goes_on_to(&path);
    board.delivers().await;
    answers(&bram, 1, &[("outcome", "upheld"), ("answer", "Het is echt reclame.")]).await.is(303);
    board.guest().reads(&article).await.says("verwijderd wegens spam");
    let told = board.delivers_one_to(&address("Koning Bereik")).await;
    assert_eq!(told.subject, "Je bezwaar is afgewezen");
    assert!(
        told.text.contains("Het is echt reclame.") && told.text.contains("artikel 21"),
        "{}",
        told.text
    );
}

#[tokio::test]
async fn who_reported_can_object_and_the_author_gets_a_statement() {
    let (board, article, bram) = reported().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    bram.decides(1, &[("decision", "keep"), ("note", "Vriend van de zaak")]).await.is(303);
    let mail = board.delivers().await;
    assert_eq!(mail.len(), 1, "the author hears nothing of a comment that stays: {mail:?}");
    let path = link(to(&mail, "fatima@post.example"), "/appeals/");
    board
        .guest()
        .reads(&path)
        .await
        .is(200)
        .says("Koop bij ons")
        .never_says("Vriend van de zaak")
        .never_says("koning");
    board.guest().sends(&path, &[("text", "Dit is wel degelijk reclame.")]).await.is(303);
    assert_eq!(
        board.delivers_one_to("fatima@post.example").await.subject,
        "We hebben je bezwaar ontvangen"
    );

    answers(&naima, 1, &[("outcome", "granted"), ("answer", ANSWER)])
        .await
        .is(422)
        .says("Kies een reden");
    let granted =
        [("outcome", "granted"), ("answer", "Het is reclame."), ("reason", "self-promotion")];
    answers(&naima, 1, &granted).await.is(303);
    board
        .guest()
        .reads(&article)
        .await
        .says("verwijderd wegens zelfpromotie")
        .says("Er zijn nog geen reacties");
    let mail = board.delivers().await;
    assert_eq!(mail.len(), 2, "{mail:?}");
    assert_eq!(to(&mail, "fatima@post.example").subject, "Je bezwaar is toegewezen");
    let statement = to(&mail, &address("Koning Bereik"));
    assert_eq!(statement.subject, "Je reactie is verwijderd");
    assert!(
        statement.text.contains("Iemand maakte bezwaar")
            && statement.text.contains("Het is reclame."),
        "{}",
        statement.text
    );
    let path = link(statement, "/appeals/");
    board.guest().sends(&path, &[("text", TEXT)]).await.is(303);
    naima.reads("/moderation/appeals/2").await.is(403);
    answers(&bram, 2, &[("outcome", "granted"), ("answer", ANSWER)]).await.is(303);
    board.guest().reads(&article).await.says("Koop bij ons");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_second_to_answer_is_told_who_was_first() {
    let (board, _article, bram) = reported().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let joris = board.somebody("Joris", Role::Moderator).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let path = link(to(&board.delivers().await, &address("Koning Bereik")), "/appeals/");
    board.guest().sends(&path, &[("text", TEXT)]).await.is(303);
    let upheld = [("outcome", "upheld"), ("answer", "Reclame."), ("version", "2")];
    let appeal = "/moderation/appeals/1";
    for (fields, told) in [
        (&[("outcome", "upheld"), ("answer", "Reclame.")][..], "Er ontbrak iets aan het formulier"),
        (&[("answer", "Reclame."), ("version", "2")], "Kies of je het bezwaar toewijst"),
        (&[("outcome", "upheld"), ("version", "2")], "Schrijf een antwoord"),
    ] {
        naima.sends(appeal, fields).await.is(422).says(told);
    }
    let page = naima.sends(appeal, &[("answer", "Mijn zin"), ("version", "2")]).await.is(422);
    assert_eq!(page.texts("textarea#answer"), ["Mijn zin"]);
    assert_eq!(page.attribute("#errors a", "href").as_deref(), Some("#granted"));
    assert_eq!(page.attribute("#granted", "aria-describedby").as_deref(), Some("granted-error"));
    naima
        .sends(appeal, &[("outcome", "upheld"), ("answer", "Reclame."), ("version", "1")])
        .await
        .is(409)
        .says("opnieuw beslist");
    naima.sends(appeal, &upheld).await.is(303);
    naima.sends(appeal, &upheld).await.is(303);
    board.clock.advance(SignedDuration::from_mins(5));
    joris.sends(appeal, &upheld).await.is(409).says("Naima was je voor (5 minuten geleden)");
    naima.sends("/moderation/appeals/9", &upheld).await.is(404);
}

#[tokio::test]
async fn links_end_and_decisions_are_overtaken() {
    let (board, _article, bram) = reported().await;
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let path = link(to(&board.delivers().await, &address("Koning Bereik")), "/appeals/");
    bram.decides(1, &[("decision", "restore")]).await.is(303);
    board.guest().reads(&path).await.is(200).says("Bezwaar is niet meer nodig");
    board.guest().sends(&path, &[("text", TEXT)]).await.is(409).says("Bezwaar is niet meer nodig");
    for path in [path.as_str(), "/appeals/x", &format!("/appeals/{}", "07".repeat(32))] {
        board.clock.advance(SignedDuration::from_hours(185 * 24));
        board.guest().reads(path).await.is(404).says("Deze link werkt niet meer");
        board.guest().sends(path, &[("text", TEXT)]).await.is(404);
    }
}

#[tokio::test]
async fn a_ban_is_lifted() {
    let (board, _article, bram) = reported().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let token = Token::new([7; 32]);
    ban(&board, &token).await;
    let path = format!("/appeals/{}", token.text());
    board
        .guest()
        .reads(&path)
        .await
        .is(200)
        .says("Blijft reclame maken")
        .says("zonder einddatum")
        .never_says("r@post.example");
    board.guest().sends(&path, &[("text", TEXT)]).await.is(303);
    bram.reads("/moderation/appeals/1").await.is(403);
    answers(&naima, 1, &[("outcome", "granted"), ("answer", ANSWER)]).await.is(303);
    let lifted =
        board.value("SELECT CAST(lifted_by AS TEXT) FROM bans WHERE lifted_at IS NOT NULL").await;
    assert!(lifted.is_some());
    let mail = board.delivers().await;
    assert_eq!(mail.last().unwrap().subject, "Je bezwaar is toegewezen");
    assert!(mail.last().unwrap().text.contains("je kunt weer reageren"));
}

/// A ban by Bram, and the link that its subject was mailed.
async fn ban(board: &Board, token: &Token) {
    const BAN: &str = "INSERT INTO bans (id, kind, value, why, made_by, made_at)
        SELECT 1, 'email', 'r@post.example', 'Blijft reclame maken', id, 1790000400000000 FROM accounts WHERE name = 'Bram de Wit'";
    const LINK: &str = "INSERT INTO tickets (hash, purpose, ban_id, email, ends_at)
        VALUES ($1, 'appeal', 1, 'r@post.example', 1890000000000000)";
    let hash = token.hash().to_vec();
    match &board.app.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(BAN).execute(writer.pool()).await.unwrap();
            sqlx::query(LINK).bind(hash).execute(writer.pool()).await.unwrap();
        }
        Store::Postgres(server) => {
            sqlx::query(BAN).execute(server.pool()).await.unwrap();
            sqlx::query(LINK).bind(hash).execute(server.pool()).await.unwrap();
        }
    }
}
