//! Scores at the desk: why a case is where it is, "not right", the threshold and the figures.

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person, Settings, address};

const INSULT: &str = "Wat ben jij een ongelooflijke <b>sukkel</b>, idioot, ga iets anders doen.";
const QUESTION: &str = "Weet iemand of de cijfers over het derde kwartaal al bekend zijn?";
const OFFER: &str = "Bestel nu met korting op onze site: https://www.koopjes.example/actie";

/// A board with an insult, a question and an offer that wait, and a moderator.
async fn discussion() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    for (name, body) in [("Joost", INSULT), ("Rachida", QUESTION), ("Koning Bereik", OFFER)] {
        board.guest().posts_as(&article, name, body, &[]).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

/// Says that the score of a comment is not right.
async fn contradicts(person: &Person, board: &Board, comment: i64, next: &str) -> Page {
    let version = board.app.store.comment(comment).await.unwrap().unwrap().version.to_string();
    let fields = [("version", version.as_str()), ("next", next)];
    person.sends(&format!("/moderation/comments/{comment}/score"), &fields).await
}

/// Numbers of the lessons: of decisions, and of those who only said that a score is not right.
async fn lessons(board: &Board) -> String {
    const LESSONS: &str = "SELECT CAST(COUNT(decision_id) AS TEXT) || ' ' ||
        CAST(COUNT(*) - COUNT(decision_id) AS TEXT) FROM score_lessons";
    board.value(LESSONS).await.unwrap()
}

#[tokio::test]
async fn a_likely_case_says_why_and_marks_the_words_that_counted() {
    let (board, article, bram) = discussion().await;
    for path in ["/moderation", "/moderation/comments/1"] {
        let page = bram.reads(path).await.is(200);
        assert!(page.texts("#comment-1 .score summary")[0].starts_with("Waarom staat dit hier"));
        let sentence = &page.texts("#comment-1 .score b")[0];
        assert!(
            sentence.contains("een belediging (") && sentence.contains("van de 10)"),
            "{sentence}"
        );
        assert!(!sentence.contains("0."), "no false precision: {sentence}");
        let marks = page.texts("#comment-1 .score mark").join(" ");
        assert!(marks.contains("sukkel"), "{marks}");
        assert_eq!(page.texts("#comment-1 .score .typed"), [INSULT], "as it was typed");
        assert!(page.texts("#comment-1 .score b b").is_empty());
        assert!(!page.texts("#comment-1 .score li").is_empty());
    }
    let queue = bram.reads("/moderation").await;
    assert!(queue.texts("#comment-2 .score").is_empty(), "a question is no likely breach");
    let offer = queue.texts("#comment-3 .score").join(" ");
    assert!(offer.contains("zelfpromotie (") && !offer.contains("belediging ("), "{offer}");
    // What nobody but moderators sees.
    for path in [article.as_str(), "/comments/1", "/moderation-log", "/api/v1/comments/1"] {
        let page = board.guest().reads(path).await;
        for word in ["class=\"fold score\"", "Waarom staat dit", "van de 10", "\"score\""] {
            assert!(!page.html().contains(word), "{path}: {word}");
        }
    }
    // Once somebody has decided, nothing waits for an explanation.
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    let case = bram.reads("/moderation/comments/1").await.is(200);
    assert!(case.texts(".score").is_empty());
}

#[tokio::test]
async fn who_says_that_a_score_is_not_right_teaches_and_decides_nothing() {
    let (board, _, bram) = discussion().await;
    let events = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM events").await;
    let queue = "/moderation?queue=review";
    let page = bram.reads(queue).await.is(200);
    assert_eq!(
        page.attribute("#comment-1 .score form", "action").as_deref(),
        Some("/moderation/comments/1/score")
    );
    let next = page.attribute("#comment-1 .score [name=next]", "value").unwrap();
    assert_eq!(next, "/moderation?queue=review#comment-1");
    contradicts(&bram, &board, 1, &next).await.goes_on_to(&next);
    contradicts(&bram, &board, 1, &next).await.goes_on_to(&next);
    assert_eq!(lessons(&board).await, "0 1", "the same twice is one lesson");
    let page = bram.reads(queue).await.says("Volgens een moderator klopt de score niet.");
    assert!(page.texts("#comment-1 .score").is_empty());
    assert_eq!(page.texts(".case").len(), 3, "it still waits");
    bram.reads("/moderation/comments/1").await.says("Volgens een moderator klopt de score niet.");
    let decisions = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM decisions").await;
    assert_eq!(decisions.as_deref(), Some("0"));
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM events").await, events);
    assert!(board.guest().reads("/moderation-log").await.texts(".record").is_empty());
    let away = contradicts(&bram, &board, 3, "https://elders.example/").await;
    away.goes_on_to("/moderation/comments/3");
}

#[tokio::test]
async fn a_score_is_contradicted_by_who_may_decide_and_about_what_was_seen() {
    let (board, article, bram) = discussion().await;
    let naima = board.somebody("Naima Haddad", Role::Moderator).await;
    let path = "/moderation/comments/1/score";
    bram.sends(path, &[]).await.is(422).says("Er ontbrak iets aan het formulier.");
    bram.sends("/moderation/comments/99/score", &[("version", "1")]).await.is(404);
    let version = board.app.store.comment(1).await.unwrap().unwrap().version.to_string();
    naima.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    bram.sends(path, &[("version", version.as_str())])
        .await
        .is(409)
        .says("Naima Haddad was je voor");
    naima.posts(&article, INSULT).await.is(303);
    let queue = naima.reads("/moderation").await.is(200);
    assert!(queue.texts("#comment-4 .score form").is_empty(), "of their own comment");
    contradicts(&naima, &board, 4, "/moderation").await.is(403);
    board.guest().sends(path, &[("version", "1")]).await.goes_on_to("/login");
    assert_eq!(lessons(&board).await, "1 0", "of the decision alone");
}

#[tokio::test]
async fn an_administrator_sets_the_threshold_with_the_last_decisions_before_the_eyes() {
    let (board, article, bram) = discussion().await;
    let noor = board.somebody("Noor", Role::Admin).await;
    noor.reads("/desk/settings").await.is(200).says("Scores");
    noor.reads("/desk/scores")
        .await
        .is(200)
        .says("Er is nog niets geleerd")
        .says("Er is nu geen drempel.")
        .says("Verwijderen doet het programma nooit.");
    board.guest().posts_as(&article, "Joost", "Nog iets", &[]).await.is(303);
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    bram.decides(3, &[("decision", "remove"), ("reason", "self-promotion")]).await.is(303);
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    board
        .sets(
            "UPDATE score_lessons SET promotion_score = 0, insult_score = CASE comment_id
                WHEN 1 THEN 985 WHEN 2 THEN 720 WHEN 3 THEN 610 ELSE 40 END",
        )
        .await;
    let page = noor.reads("/desk/scores").await.is(200).says("De laatste 4 beslissingen");
    let cells = page.texts("main tbody tr");
    let row = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = cells.iter().map(|cells| row(cells)).collect();
    assert_eq!(rows.len(), 7);
    assert_eq!(page.texts("main tbody th")[..2], ["50 %", "60 %"]);
    assert_eq!(page.texts("main tbody tr:nth-child(1) td"), ["3", "2", "1"]);
    assert_eq!(page.texts("main tbody tr:nth-child(3) td"), ["2", "1", "1"]);
    assert_eq!(page.texts("main tbody tr:nth-child(6) td"), ["1", "1", "0"]);
    assert_eq!(page.texts("main tbody tr:nth-child(7) td"), ["0", "0", "0"]);
    assert_eq!(page.texts("main svg[role=img] desc").len(), 1);
    // A decision that was undone no longer counts.
    bram.decides(4, &[("decision", "restore"), ("undo", "yes")]).await.is(303);
    noor.reads("/desk/scores").await.says("De laatste 3 beslissingen");
}

#[tokio::test]
async fn the_later_of_two_administrators_sees_the_threshold_of_the_other() {
    let board = Board::open().await;
    let noor = board.somebody("Noor", Role::Admin).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let set = |threshold| [("version", "0"), ("threshold", threshold)];
    noor.sends("/desk/scores", &set("90")).await.goes_on_to("/desk/scores?done=saved");
    noor.sends("/desk/scores", &set("90")).await.is(303);
    let page = noor.reads("/desk/scores?done=saved").await.says("De drempel is opgeslagen.");
    page.says("De drempel is nu 90 %.");
    let page = bram.sends("/desk/scores", &set("")).await.is(409);
    let page = page.says("Iemand anders heeft intussen de instellingen gewijzigd");
    let version = page.attribute("[name=version]", "value").unwrap();
    bram.sends("/desk/scores", &[("version", version.as_str()), ("threshold", "")]).await.is(303);
    bram.reads("/desk/scores").await.says("Er is nu geen drempel.");
    for unknown in ["10", "999", "veel", "-1"] {
        let fields = [("version", version.as_str()), ("threshold", unknown)];
        bram.sends("/desk/scores", &fields).await.is(422).says("Kies een drempel uit de lijst.");
    }
    let settings =
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM staff_log WHERE kind = 'settings'");
    assert_eq!(settings.await.as_deref(), Some("2"), "the staff log tells of both changes");
    noor.reads("/desk/log").await.is(200).says("de drempel van scores");
    // Branding and threshold share a row and change nothing of each other.
    noor.sends("/desk/scores", &[("version", "2"), ("threshold", "95")]).await.is(303);
    let look = [("version", "3"), ("name", "Blad"), ("light", "#0b5459"), ("dark", "#84d5d0")];
    noor.uploads("/desk/settings", &look, None).await.is(303);
    noor.reads("/desk/scores").await.says("De drempel is nu 95 %.");
}

#[tokio::test]
async fn a_comment_held_by_the_threshold_is_removed_with_a_statement_that_says_so() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let noor = board.somebody("Noor", Role::Admin).await;
    noor.sends("/desk/scores", &[("version", "0"), ("threshold", "50")]).await.is(303);
    board.guest().posts_as(&article, "Joost", INSULT, &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", QUESTION, &[]).await.is(303);
    board.guest().reads(&article).await.never_says("sukkel").says("derde kwartaal");
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let held = bram.reads("/moderation?queue=held").await.is(200);
    assert_eq!(held.texts(".case h2"), ["Joost"]);
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert!(mail.text.contains("hield die vast tot een moderator had gekeken"), "{}", mail.text);
    assert!(mail.text.contains("een moderator; er is niets automatisch beslist"), "{}", mail.text);
    // Of what a moderator came upon, it says nothing of the kind.
    bram.decides(2, &[("decision", "remove"), ("reason", "off-topic")]).await.is(303);
    let mail = board.delivers_one_to(&address("Rachida")).await;
    assert!(mail.text.contains("uit eigen beweging"), "{}", mail.text);
}

#[tokio::test]
async fn staff_see_by_week_how_often_scores_and_decisions_agree() {
    let (board, _, bram) = discussion().await;
    let empty = bram.reads("/moderation/transparency").await.is(200);
    assert!(empty.texts("section:has(#scores) tbody tr").is_empty());
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    contradicts(&bram, &board, 3, "/moderation").await.is(303);
    board
        .sets(
            "UPDATE score_lessons SET promotion_score = 0,
                insult_score = CASE comment_id WHEN 1 THEN 900 WHEN 2 THEN 600 ELSE 0 END",
        )
        .await;
    let page = bram.reads("/moderation/transparency").await.is(200);
    assert_eq!(
        page.texts("section:has(#scores) tbody td"),
        [
            "Week 47, vanaf 16 november 2026",
            "50 % (1 van 2)",
            "100 % (1 van 1)",
            "–",
            "–",
            "60 %",
            "90 %",
            "3"
        ]
    );
    let csv = bram.reads("/moderation/transparency?format=csv").await.is(200).html();
    assert!(csv.contains("2026,scores,insult,right,,1\n"), "{csv}");
    assert!(csv.contains("2026,scores,insult,wrong,,1\n"), "{csv}");
    let json = bram.reads("/moderation/transparency?format=json").await.is(200).json();
    assert_eq!(json["scores"][0]["label"], "insult");
    assert_eq!(json["scores"][0]["right"], 1);
    bram.reads("/moderation/transparency?year=2025").await.is(200).never_says("Week 47");
}

#[tokio::test]
async fn terms_and_privacy_say_that_a_program_scores_and_a_person_decides() {
    for (lang, terms, privacy) in [
        ("nl", "of een reactie weggaat, beslist altijd een mens", "een getal van 0 tot 999"),
        ("nl-formal", "of een reactie weggaat, beslist altijd een mens", "een getal van 0 tot 999"),
        ("en", "is always decided by a person", "a number from 0 to 999"),
    ] {
        let board = Board::with(Settings::easy().with("LANG", lang)).await;
        board.guest().reads("/terms").await.is(200).says(terms);
        board.guest().reads("/privacy").await.is(200).says(privacy);
    }
}
