//! Reporting: anyone may, the law's notices need more, one person counts once, and everybody concerned is told why.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::mail::Envelope;

use crate::harness::{Board, Person, Settings, address, link};

const REPORT: &str = "/comments/1/report";
const SENT: &str = "/comments/1/report/sent";
const NOTICE: [(&str, &str); 5] = [
    ("reason", "illegal"),
    ("explanation", "Dit is smaad: er staat dat ik gestolen heb."),
    ("name", "Fatima Aydin"),
    ("email", "fatima@post.example"),
    ("good_faith", "yes"),
];

/// A board with an article, a comment and a moderator.
async fn discussion() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts_as(&article, "Koning Bereik", "Koop bij *ons*, nu", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

/// What arrived for an address.
fn to<'a>(mail: &'a [Envelope], email: &str) -> Vec<&'a Envelope> {
    mail.iter().filter(|mail| mail.to == email).collect()
}

async fn count(board: &Board, statement: &'static str) -> String {
    board.value(statement).await.unwrap()
}

#[tokio::test]
async fn anyone_reports_and_a_judged_comment_waits_again() {
    let (board, article, bram) = discussion().await;
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    bram.reads("/moderation").await.says("Alles is beoordeeld");
    assert!(
        board.delivers().await.is_empty(),
        "a comment that simply stays is no news to its author"
    );

    let page = board.guest().reads(&article).await;
    assert_eq!(page.attribute(".actions a[href$=report]", "href").as_deref(), Some(REPORT));
    let page = board.guest().reads(REPORT).await.is(200).says("Koop bij ons").says("Koning Bereik");
    assert_eq!(
        page.header("cache-control"),
        Some("public, max-age=0, must-revalidate, s-maxage=30")
    );
    page.never_says(&address("Koning Bereik"));

    board.guest().sends(REPORT, &[("reason", "self-promotion")]).await.goes_on_to(SENT);
    board.guest().reads(SENT).await.is(200).says("Bedankt voor je melding");
    assert_eq!(bram.reads("/moderation").await.texts(".case h2"), ["Koning Bereik"]);
    assert_eq!(
        count(
            &board,
            "SELECT CAST(open_reports AS TEXT) || ' ' || CAST(urgency - score AS TEXT) FROM comments"
        )
        .await,
        "1 10000"
    );
    assert!(to(&board.delivers().await, "").is_empty(), "nobody left an address");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_report_without_words_shows_no_empty_quotes() {
    let (board, _, bram) = discussion().await;
    let anja = board.somebody("Anja", Role::Member).await;
    anja.sends(REPORT, &[("reason", "spam")]).await.goes_on_to(SENT);
    bram.reads("/moderation").await.says("Spam (Anja)").never_says("‘’");
    bram.reads("/moderation/comments/1").await.says("Spam (Anja)").never_says("‘’");
}

#[tokio::test]
async fn one_person_counts_once_and_is_answered_as_the_first_time() {
    let (board, _article, _bram) = discussion().await;
    let fatima = board.guest();
    for _ in 0..3 {
        fatima
            .sends(REPORT, &[("reason", "insult"), ("email", "fatima@post.example")])
            .await
            .goes_on_to(SENT);
        fatima.colleague().sends(REPORT, &[("reason", "spam")]).await.goes_on_to(SENT);
    }
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    mirjam.sends(REPORT, &[("reason", "spam")]).await.goes_on_to(SENT);
    mirjam.sends(REPORT, &[("reason", "spam")]).await.goes_on_to(SENT);
    assert_eq!(count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM reports").await, "2");
    assert_eq!(
        count(
            &board,
            "SELECT CAST(open_reports AS TEXT) || ' ' || CAST(urgency - score AS TEXT) FROM comments"
        )
        .await,
        "2 20000"
    );
    let mail = board.delivers().await;
    assert_eq!(to(&mail, "fatima@post.example").len(), 1);
    assert_eq!(to(&mail, &address("Mirjam")).len(), 1, "a member's address is the account's");
}

#[tokio::test]
async fn what_breaks_the_law_needs_its_fields_and_brings_a_receipt() {
    let (board, _article, _bram) = discussion().await;
    let fatima = board.guest();
    let page =
        fatima.sends(REPORT, &[("reason", "illegal"), ("explanation", "Smaad")]).await.is(422);
    assert_eq!(page.attribute("textarea#explanation", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.texts("textarea#explanation"), ["Smaad"]);
    assert_eq!(page.attribute("option[selected]", "value").as_deref(), Some("illegal"));
    assert_eq!(page.texts("#errors li").len(), 4, "explanation, name, address, good faith");
    for (missing, told) in [
        ("explanation", "wat er volgens jou onrechtmatig is"),
        ("name", "Vul je naam in."),
        ("email", "Vul je e-mailadres in."),
        ("good_faith", "Bevestig dat je melding"),
    ] {
        let fields: Vec<_> = NOTICE.into_iter().filter(|(name, _)| *name != missing).collect();
        let page = fatima.sends(REPORT, &fields).await.is(422).says(told);
        assert_eq!(page.texts("#errors li").len(), 1, "{missing}");
        assert_eq!(page.attribute("#errors a", "href"), Some(format!("#{missing}")));
        assert_eq!(page.attribute("#good_faith", "checked").is_some(), missing != "good_faith");
        if missing != "email" {
            assert_eq!(page.field("email"), "fatima@post.example");
        }
    }
    assert_eq!(count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM reports").await, "0");

    fatima.sends(REPORT, &NOTICE).await.goes_on_to(SENT);
    fatima.sends(REPORT, &NOTICE).await.goes_on_to(SENT);
    assert_eq!(
        count(
            &board,
            "SELECT CAST(open_reports AS TEXT) || ' ' || CAST(urgency - score AS TEXT) FROM comments"
        )
        .await,
        "1 110000"
    );
    let receipt = board.delivers_one_to("fatima@post.example").await;
    assert_eq!(receipt.subject, "We hebben je melding ontvangen");
    for part in ["Koop bij ons", "onrechtmatige inhoud", "Gesprek"] {
        assert!(receipt.text.contains(part), "{part} is not in: {}", receipt.text);
    }
    assert!(
        !receipt.text.contains("gestolen"),
        "what was typed is not mailed to an address nobody proved"
    );
    // Somebody else behind the same network, with a notice of their own, gets a receipt too.
    let other: Vec<_> = NOTICE
        .into_iter()
        .map(|(name, value)| (name, if name == "email" { "ali@post.example" } else { value }))
        .collect();
    fatima.colleague().sends(REPORT, &other).await.goes_on_to(SENT);
    board.delivers_one_to("ali@post.example").await;
}

#[tokio::test]
async fn a_program_and_a_slip_of_the_finger_lose_nothing() {
    let (board, _article, _bram) = discussion().await;
    let robot = board.guest();
    let page = robot
        .sends(REPORT, &[("reason", "spam"), ("website", "x"), ("explanation", "Mijn tekst")])
        .await
        .is(422);
    assert_eq!(page.says("leeg moet blijven").texts("textarea#explanation"), ["Mijn tekst"]);
    robot.sends(REPORT, &[]).await.is(422).says("Kies de reden");
    robot
        .sends(REPORT, &[("reason", "spam"), ("email", "f@")])
        .await
        .is(422)
        .says("geldig e-mailadres");
    robot
        .sends(REPORT, &[("reason", "spam"), ("explanation", &"x".repeat(5_001))])
        .await
        .is(422)
        .says("1 teken te lang");
    assert_eq!(count(&board, "SELECT CAST(COUNT(*) AS TEXT) FROM reports").await, "0");
}

#[tokio::test]
async fn only_what_readers_see_is_reported() {
    let (board, article, bram) = discussion().await;
    board.guest().posts_as(&article, "Truus", "Wacht", &[("intent", "unreadable")]).await.is(303);
    for path in ["/comments/2/report", "/comments/99/report", "/comments/2/report/sent"] {
        board.guest().reads(path).await.is(404);
    }
    board.guest().sends("/comments/2/report", &[("reason", "spam")]).await.is(404);
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    board.guest().reads(REPORT).await.is(409).says("al verwijderd").never_says("Koop bij");
    board.guest().sends(REPORT, &[("reason", "spam")]).await.is(409).says("al verwijderd");
    let tombstone = board.guest().reads(&article).await;
    assert_eq!(tombstone.attribute("#comment-1 a[href$=report]", "href"), None);
}

#[tokio::test]
async fn reports_have_limits_that_keep_the_text() {
    let settings = Settings::default()
        .with("CAPTCHA", "off")
        .with("RATES", "shown_site=99/1m,shown_hour=99/1m,shown_day=99/1m");
    let board = Board::with(settings).await;
    let article = board.article("Gesprek").await;
    for n in 0..11 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    let fatima = board.guest();
    let mut refused = None;
    for id in 1..=11 {
        let path = format!("/comments/{id}/report");
        let fields = [
            ("reason", "spam"),
            ("email", "slachtoffer@post.example"),
            ("explanation", "Zelfde tekst"),
        ];
        let page = fatima.sends(&path, &fields).await;
        if page.status.as_u16() == 429 {
            refused = Some(page);
            break;
        }
    }
    let page =
        refused.expect("an eleventh receipt for one address is refused").says("Probeer het over");
    assert!(page.header("retry-after").is_some());
    assert_eq!(page.texts("textarea#explanation"), ["Zelfde tekst"]);
}

#[tokio::test]
async fn the_author_and_who_reported_are_told_why() {
    let (board, _article, bram) = discussion().await;
    board.guest().sends(REPORT, &NOTICE).await.is(303);
    board.delivers().await;
    board.clock.advance(SignedDuration::from_hours(2));
    let note = "Dit is een advertentie met een aantijging.";
    bram.decides(1, &[("decision", "remove"), ("reason", "illegal"), ("note", note)]).await.is(303);

    let mail = board.delivers().await;
    assert_eq!(mail.len(), 2, "{mail:?}");
    let statement = to(&mail, &address("Koning Bereik"))[0];
    assert_eq!(statement.subject, "Je reactie is verwijderd");
    for part in [
        "> Koop bij ons, nu",
        "Artikel: Gesprek",
        "Geplaatst op: 20 november 2026 om 09:00",
        "Reden: onrechtmatige inhoud",
        note,
        "Wettelijke grond: Wij vinden deze reactie onrechtmatig.",
        "/house-rules#illegal",
        "Iemand heeft de reactie gemeld.",
        "er is niets automatisch beslist",
        "Vanaf 20 november 2026 om 11:00, zonder einddatum",
        "tot 23 mei 2027",
        "rechter",
    ] {
        assert!(statement.text.contains(part), "{part} is not in: {}", statement.text);
    }
    assert!(
        !statement.text.contains("Fatima") && !statement.text.contains("gestolen"),
        "who reported stays unknown"
    );
    assert!(link(statement, "/appeals/").len() > 60);

    let outcome = to(&mail, "fatima@post.example")[0];
    assert_eq!(outcome.subject, "De reactie die je meldde, is verwijderd");
    assert!(
        !outcome.text.contains("Koning") && !outcome.text.contains("aantijging"),
        "{}",
        outcome.text
    );
    assert!(board.delivers().await.is_empty(), "nobody is told twice");

    bram.decides(1, &[("decision", "restore")]).await.is(303);
    let mail = board.delivers().await;
    assert_eq!(to(&mail, &address("Koning Bereik"))[0].subject, "Je reactie is teruggeplaatst");
    let outcome = to(&mail, "fatima@post.example")[0];
    assert_eq!(outcome.subject, "De reactie die je meldde, blijft staan");
    assert!(link(outcome, "/appeals/").len() > 60);
    assert_eq!(count(&board, "SELECT CAST(open_reports AS TEXT) FROM comments").await, "0");
}

#[tokio::test]
async fn who_waited_is_told_that_it_is_shown() {
    let (board, article, bram) = discussion().await;
    board
        .guest()
        .posts_as(&article, "Truus", "Lang verhaal", &[("intent", "unreadable")])
        .await
        .is(303);
    board.delivers().await;
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    let note = board.delivers_one_to(&address("Truus")).await;
    assert_eq!(note.subject, "Je reactie is geplaatst");
    assert!(!note.text.contains("Lang verhaal"), "nobody proved that address");
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    assert!(board.delivers().await.is_empty());
}

#[tokio::test]
async fn the_public_reads_what_was_decided_but_not_about_whom() {
    let (board, article, bram) = discussion().await;
    board.guest().sends(REPORT, &[("reason", "spam")]).await.is(303);
    bram.decides(
        1,
        &[("decision", "remove"), ("reason", "self-promotion"), ("note", "Derde keer")],
    )
    .await
    .is(303);
    let log = board.guest().reads("/moderation-log").await.is(200);
    assert_eq!(
        log.header("cache-control"),
        Some("public, max-age=0, must-revalidate, s-maxage=30")
    );
    assert_eq!(log.attribute(".record a", "href").as_deref(), Some("/comments/1"));
    log.says("Reactie 1: verwijderd wegens zelfpromotie, na een melding")
        .says("Gesprek")
        .never_says("Koning")
        .never_says("Koop bij")
        .never_says("Bram")
        .never_says("Derde keer");
    assert!(
        board
            .guest()
            .reads(&article)
            .await
            .texts("footer a")
            .contains(&"Moderatielogboek".to_owned())
    );

    for _ in 0..30 {
        bram.decides(1, &[("decision", "restore")]).await.is(303);
        bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    }
    let first = board.guest().reads("/moderation-log").await;
    assert_eq!(first.texts(".record").len(), 50);
    let older = first.attribute("[rel=next]", "href").unwrap();
    assert_eq!(older, "/moderation-log?before=12");
    let last = board.guest().reads(&older).await.says("na een melding");
    assert_eq!((last.texts(".record").len(), last.attribute("[rel=next]", "href")), (11, None));
}

#[tokio::test]
async fn the_figures_of_a_year_count_everything_once() {
    let (board, article, bram) = discussion().await;
    board.guest().posts_as(&article, "Joost", "Tweede", &[]).await.is(303);
    board.guest().sends(REPORT, &[("reason", "spam")]).await.is(303);
    board.guest().sends("/comments/2/report", &[("reason", "insult")]).await.is(303);
    board.clock.advance(SignedDuration::from_mins(90));
    bram.decides(1, &[("decision", "remove"), ("reason", "self-promotion")]).await.is(303);
    let page = bram
        .reads("/moderation/transparency")
        .await
        .is(200)
        .says("Transparantie 2026")
        .says("1 uur en 30 minuten");
    assert_eq!(
        page.texts("section:nth-of-type(3) tbody td"),
        ["verwijderd", "zelfpromotie", "na een melding", "1"]
    );

    let json = bram.reads("/moderation/transparency?year=2026&format=json").await.is(200);
    assert_eq!(json.header("content-type"), Some("application/json"));
    let figures: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    assert_eq!(figures["notices"].as_array().unwrap().len(), 2);
    assert_eq!(figures["notice_to_decision_median_seconds"], 5400);
    assert_eq!(figures["decisions"][0]["route"], "report");
    let csv = bram.reads("/moderation/transparency?format=csv").await.is(200).html();
    assert!(csv.starts_with("year,figure,kind,outcome,route,value\n"), "{csv}");
    assert!(csv.contains("2026,decisions,self-promotion,remove,report,1\n"), "{csv}");
    assert!(csv.contains("2026,notices_open,insult,,,1\n"), "{csv}");
    bram.reads("/moderation/transparency?year=2025")
        .await
        .says("Transparantie 2025")
        .never_says("zelfpromotie");
    board.guest().reads("/moderation/transparency").await.is(303);
}
