//! The moderators' desk: queues and their filters, cases with all that is known, bulk, undo, claims, people, the log.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::store::Store;

use crate::harness::{Board, Page, Person};

/// A board with an article, comments by Joost, Koning Bereik and Rachida, and a moderator.
async fn desk() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    for (name, body) in
        [("Joost", "Eerste"), ("Koning Bereik", "Koop bij ons"), ("Rachida", "Derde")]
    {
        board.guest().posts_as(&article, name, body, &[]).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

/// Rows that other parts of the board write.
async fn row(board: &Board, statement: &str) {
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    match &board.app.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(statement).execute(writer.pool()).await.unwrap();
        }
        Store::Postgres(server) => {
            sqlx::query(statement).execute(server.pool()).await.unwrap();
        }
    }
}

/// Somebody reports a comment.
async fn reported(
    board: &Board,
    comment: i64,
    reason: &str,
    explanation: &str,
    name: Option<&str>,
) {
    let name = name.map_or("NULL".to_owned(), |name| format!("'{name}'"));
    let urgency = if reason == "illegal" { 110_000 } else { 10_000 };
    row(
        board,
        &format!(
            "INSERT INTO reports (comment_id, reason, explanation, name, made_at)
            VALUES ({comment}, '{reason}', '{explanation}', {name}, 1)"
        ),
    )
    .await;
    let count = format!(
        "UPDATE comments SET open_reports = open_reports + 1, urgency = urgency + {urgency} WHERE id = {comment}"
    );
    row(board, &count).await;
}

/// A rule finds something in a comment.
async fn found(board: &Board, comment: i64, found: &str) {
    let rule = "INSERT INTO rules (id, kind, pattern, action, made_by, made_at) VALUES (1, 'word', 'koop*', 'hold', 1, 1)
        ON CONFLICT DO NOTHING";
    row(board, rule).await;
    row(
        board,
        &format!(
            "INSERT INTO findings (comment_id, rule_id, found) VALUES ({comment}, 1, '{found}')"
        ),
    )
    .await;
}

/// The author of a comment appeals against the decision with this number.
async fn appealed(board: &Board, decision: i64, text: &str) {
    let bytes = if matches!(board.app.store, Store::Sqlite { .. }) { "x'0" } else { "'\\x0" };
    row(
        board,
        &format!("INSERT INTO appeals (ticket, decision_id, text, made_at) VALUES ({bytes}{decision}', {decision}, '{text}', 1)"),
    )
    .await;
}

async fn is_well(board: &Board) {
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

/// The events that wait, as they are kept.
async fn events(board: &Board) -> Vec<String> {
    const EVENTS: &str = "SELECT body FROM events ORDER BY id";
    match &board.app.store {
        Store::Sqlite { read, .. } => sqlx::query_scalar(EVENTS).fetch_all(read).await.unwrap(),
        Store::Postgres(server) => {
            sqlx::query_scalar(EVENTS).fetch_all(server.pool()).await.unwrap()
        }
    }
}

fn names(page: &Page) -> Vec<String> {
    page.texts(".case h2")
}

async fn takes_back(person: &Person, comment: i64) -> Page {
    person.decides(comment, &[("decision", "restore"), ("undo", "yes")]).await
}

#[tokio::test]
async fn the_most_urgent_comes_first_with_what_is_known_of_it() {
    let (board, article, bram) = desk().await;
    reported(&board, 3, "insult", "scheldt", None).await;
    reported(&board, 2, "illegal", "reclame zonder <b>naam</b>", Some("Anja")).await;
    found(&board, 2, "koop").await;
    let queue = bram.reads("/moderation").await.is(200);
    assert_eq!(names(&queue), ["Koning Bereik", "Rachida", "Joost"]);
    assert_eq!(
        queue.texts(".tabs a"),
        [
            "Te beoordelen 3",
            "Gemeld 2",
            "Vastgehouden 0",
            "Bezwaren 0",
            "Verwijderd",
            "Logboek",
            "Uitsluitingen",
            "Woorden en links",
            "Jaarcijfers"
        ]
    );
    let queue = queue
        .says("1 melding")
        .says("Onrechtmatig: ‘reclame zonder <b>naam</b>’ (Anja)")
        .says("Belediging: ‘scheldt’")
        .says("Regel ‘koop*’ vond: koop");
    assert_eq!(queue.texts(".case mark"), ["Koop"]);
    assert_eq!(
        names(&bram.reads("/moderation?queue=reported").await),
        ["Koning Bereik", "Rachida"]
    );

    board.guest().posts_as(&article, "Anja", "Zeker", &[("reply_to", "1")]).await.is(303);
    let case = bram.reads("/moderation/comments/4").await.is(200).says("Reactie op Joost");
    assert_eq!(case.texts("#thread .comment .body")[0], "Eerste");
    assert_eq!(case.attribute(".judged .name a", "href").as_deref(), Some("/moderation/people/4"));
}

#[tokio::test]
async fn a_decision_closes_the_reports_and_says_how_it_came_up() {
    let (board, article, bram) = desk().await;
    reported(&board, 1, "spam", "zoveelste", None).await;
    row(&board, "DELETE FROM events").await;
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    bram.decides(3, &[("decision", "keep")]).await.is(303);
    assert_eq!(
        events(&board).await,
        [r#"{"Decided":{"decisions":[1]}}"#],
        "nobody is told of what stays as it was"
    );
    assert_eq!(
        board.value("SELECT route FROM decisions WHERE id = 1").await.as_deref(),
        Some("report")
    );
    assert_eq!(
        board.value("SELECT route FROM decisions WHERE id = 2").await.as_deref(),
        Some("own")
    );
    bram.reads("/moderation?queue=reported").await.says("Er zijn geen meldingen");

    board
        .guest()
        .posts_as(&article, "Truus", "Ja hoor", &[("intent", "unreadable"), ("reply_to", "1")])
        .await
        .is(303);
    row(&board, "UPDATE comments SET held_for = 'rule' WHERE id = 4").await;
    row(&board, "DELETE FROM events").await;
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    assert_eq!(
        events(&board).await,
        [r#"{"Shown":{"comment":4}}"#, r#"{"Decided":{"decisions":[3]}}"#]
    );
    assert_eq!(
        board.value("SELECT route FROM decisions WHERE id = 3").await.as_deref(),
        Some("rule")
    );
    is_well(&board).await;
}

#[tokio::test]
async fn a_queue_is_searched_and_the_search_stays_from_tab_to_tab() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Eerste", &[]).await.is(303);
    board.guest().posts_as(&article, "Koning Bereik", "Koop bij ons", &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Derde", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let other = board.article("Elders").await;
    joost.posts_as(&other, "Joost", "100% KORTING", &[]).await.is(303);
    board.scores_alike().await;
    for (query, found) in [
        ("q=KOOP", &["Koning Bereik"][..]),
        ("q=koning", &["Koning Bereik"]),
        ("q=100%25", &["Joost"]),
        ("q=0%25k", &[]),
        ("q=_", &[]),
        ("q=%27", &[]),
        ("article=elders", &["Joost"]),
        ("article=nergens", &[]),
        ("author=1", &["Joost", "Joost"]),
        ("author=4&article=gesprek", &["Joost"]),
        ("author=99", &[]),
        ("author=x", &["Joost", "Koning Bereik", "Rachida", "Joost"]),
    ] {
        assert_eq!(
            names(&bram.reads(&format!("/moderation?{query}")).await.is(200)),
            found,
            "{query}"
        );
    }
    let page = bram
        .reads("/moderation?article=elders&author=1&q=korting+nu")
        .await
        .says("Niets gevonden voor ‘korting nu’");
    assert_eq!(page.field("q"), "korting nu");
    assert_eq!(page.attribute(".filter [name=author]", "value").as_deref(), Some("1"));
    let tab = page.attribute(".tabs a:nth-child(3)", "href").unwrap();
    assert_eq!(tab, "/moderation?queue=held&article=elders&author=1&q=korting+nu");
}

#[tokio::test]
async fn a_long_queue_is_searched_to_its_end() {
    let (board, article, bram) = desk().await;
    // More than is read one by one, all of them before the last.
    let many = "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
        SELECT 1, 'Joost', 'joost@post.example', 'joost@post.example', 'Een fiets', '<p>Een fiets</p>', 'visible', 1, 1
        FROM (WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5050) SELECT n FROM numbers) x";
    row(&board, many).await;
    row(&board, "DELETE FROM unindexed").await;
    let naima = board.somebody("Naima Haddad", Role::Member).await;
    naima.posts(&article, "Lid zijn helpt").await.is(303);
    board.guest().posts_as(&article, "Willemijn", "Zonnebloemen!", &[]).await.is(303);
    board.scores_alike().await;
    for (query, found) in [
        ("zonnebloem", &["Willemijn"][..]),
        ("onnebloemen", &["Willemijn"]),
        ("willemijn", &["Willemijn"]),
        ("haddad", &["Naima Haddad"]),
        ("tulp", &[]),
        ("koop bij", &["Koning Bereik"]),
    ] {
        let path = format!("/moderation?q={}", query.replace(' ', "+"));
        assert_eq!(names(&bram.reads(&path).await.is(200)), found, "{query}");
    }
    while board.indexes().await > 0 {}
    assert_eq!(names(&bram.reads("/moderation?q=zonnebloem").await), ["Willemijn"]);
    assert_eq!(names(&bram.reads("/moderation?q=fiets").await).len(), 50);
    // No index knows signs: the page ends where reading ended, and the next one goes on.
    let page = bram.reads("/moderation?q=%21").await.is(200);
    assert_eq!(names(&page), Vec::<String>::new());
    let next = page.attribute(".pager [rel=next]", "href").unwrap();
    assert_eq!(names(&bram.reads(&next).await.is(200)), ["Willemijn"]);
}

#[tokio::test]
async fn an_appeal_shows_what_it_is_against() {
    let (board, _article, bram) = desk().await;
    bram.decides(2, &[("decision", "remove"), ("reason", "self-promotion")]).await.is(303);
    appealed(&board, 1, "Dit is geen reclame").await;
    row(
        &board,
        "INSERT INTO bans (id, kind, value, why, made_by, made_at) VALUES (1, 'email', 'x@post.example', 'Reclame', 1, 1)",
    )
    .await;
    let bytes = if matches!(board.app.store, Store::Sqlite { .. }) { "x'aa'" } else { "'\\xaa'" };
    row(&board, &format!("INSERT INTO appeals (ticket, ban_id, text, made_at) VALUES ({bytes}, 1, 'Waarom ik?', 2)")).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let page = naima
        .reads("/moderation?queue=appeals")
        .await
        .is(200)
        .says("Bezwaren 2")
        .says("Dit is geen reclame");
    assert_eq!(names(&page), ["Koning Bereik", "Bezwaar tegen een uitsluiting"]);
    let page =
        page.says("tegen een beslissing van Bram de Wit (zojuist): verwijderd wegens zelfpromotie");
    assert_eq!(page.attribute(".decide a", "href").as_deref(), Some("/moderation/appeals/1"));
    assert_eq!(
        page.attribute(".decide button", "name"),
        None,
        "an appeal is answered, not decided in passing"
    );
    takes_back(&bram, 2).await.is(403).says("Er loopt een bezwaar");
}

#[tokio::test]
async fn a_selection_is_decided_at_once_and_who_was_late_is_told_of_what() {
    let (board, article, bram) = desk().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    naima.decides(2, &[("decision", "keep")]).await.is(303);
    let spam = [("decision", "remove"), ("reason", "spam"), ("next", "/moderation?queue=review")];
    let all = [&[("ids", "1:1"), ("ids", "2:1"), ("ids", "3:1")][..], &spam].concat();
    let page = bram
        .sends("/moderation/bulk", &all)
        .await
        .is(409)
        .says("Naima was je voor (zojuist): laten staan");
    assert_eq!(page.texts("#errors li a"), ["Reactie van Koning Bereik"]);
    page.says("Over 2 gekozen reacties is je beslissing wel vastgelegd");
    board.guest().reads(&article).await.says("Er is 1 reactie op dit artikel").says("Koop bij ons");

    let two = [&[("ids", "1:1"), ("ids", "3:1")][..], &spam].concat();
    bram.sends("/moderation/bulk", &two).await.goes_on_to("/moderation?queue=review");
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM decisions").await.as_deref(),
        Some("3"),
        "twice is once"
    );
    naima.sends("/moderation/bulk", &two).await.goes_on_to("/moderation?queue=review&already=1");
    let other = [
        ("ids", "1:1"),
        ("decision", "remove"),
        ("reason", "insult"),
        ("next", "/moderation?queue=review"),
    ];
    naima.sends("/moderation/bulk", &other).await.is(409).says("Bram de Wit was je voor");
    let own = bram.sends("/moderation/bulk", &other).await.is(409);
    own.says("Je besliste hier zelf al over (zojuist)").never_says("was je voor");

    for (fields, told) in [
        (&[("decision", "keep")][..], "Kies eerst een of meer reacties"),
        (&[("ids", "2:2"), ("decision", "remove"), ("reason", "")], "Kies een reden"),
        (&[("ids", "2"), ("decision", "keep")], "Kies de reacties opnieuw"),
        (&[("ids", "2:2")], "Kies wat er met de reactie moet gebeuren"),
    ] {
        bram.sends("/moderation/bulk", fields).await.is(422).says(told);
    }
    board.guest().posts_as(&article, "Anja", "Nieuw", &[]).await.is(303);
    let page = bram
        .sends(
            "/moderation/bulk",
            &[("ids", "4:1"), ("decision", "remove"), ("next", "/moderation?q=nieuw")],
        )
        .await;
    assert_eq!(
        page.attribute("[name=ids][checked]", "value").as_deref(),
        Some("4:1"),
        "what was chosen stays chosen"
    );
    assert_eq!(page.field("q"), "nieuw");
    let many: Vec<String> = (1..=101).map(|id| format!("{id}:1")).collect();
    let many: Vec<(&str, &str)> =
        many.iter().map(|id| ("ids", id.as_str())).chain([("decision", "keep")]).collect();
    bram.sends("/moderation/bulk", &many).await.is(422).says("hoogstens honderd");
    is_well(&board).await;
}

#[tokio::test]
async fn one_event_tells_an_author_of_a_whole_bulk() {
    let (board, article, bram) = desk().await;
    board.guest().posts_as(&article, "Joost", "Nog een", &[]).await.is(303);
    row(&board, "DELETE FROM events").await;
    let ids = [
        ("ids", "4:1"),
        ("ids", "1:1"),
        ("ids", "2:1"),
        ("decision", "remove"),
        ("reason", "spam"),
    ];
    bram.sends("/moderation/bulk", &ids).await.is(303);
    assert_eq!(
        events(&board).await,
        [r#"{"Decided":{"decisions":[1,3]}}"#, r#"{"Decided":{"decisions":[2]}}"#]
    );
}

#[tokio::test]
async fn a_slip_is_taken_back_for_ten_minutes() {
    let (board, article, bram) = desk().await;
    reported(&board, 2, "illegal", "mag niet", None).await;
    bram.decides(2, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let queue = bram.reads("/moderation").await.says("Ongedaan maken");
    assert_eq!(queue.attribute("#undo [name=version]", "value").as_deref(), Some("2"));
    takes_back(&bram, 2).await.goes_on_to("/moderation");
    bram.sends(
        "/moderation/comments/2",
        &[("decision", "restore"), ("undo", "yes"), ("version", "2")],
    )
    .await
    .is(303);
    board.guest().reads(&article).await.says("Er zijn 3 reacties").says("Koop bij ons");
    let queue = bram.reads("/moderation").await.says("Gemeld 1").never_says("id=\"undo\"");
    assert_eq!(names(&queue)[0], "Koning Bereik", "it waits again, as urgently as before");
    is_well(&board).await;

    bram.decides(2, &[("decision", "keep")]).await.is(303);
    takes_back(&bram, 2).await.is(303);
    bram.reads("/moderation?queue=reported").await.says("Koop bij ons");
    bram.decides(2, &[("decision", "keep")]).await.is(303);
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    takes_back(&bram, 2).await.is(409).says("Alleen je laatste beslissing");
    board.clock.advance(SignedDuration::from_mins(10));
    takes_back(&bram, 1).await.is(409);
    bram.reads("/moderation").await.never_says("Ongedaan maken");
    let naima = board.somebody("Naima", Role::Admin).await;
    bram.decides(3, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    takes_back(&naima, 3).await.is(409);
    is_well(&board).await;
}

#[tokio::test]
async fn what_a_slip_showed_is_hidden_again_unless_it_was_answered() {
    let (board, article, bram) = desk().await;
    board
        .guest()
        .posts_as(&article, "Truus", "Vastgehouden tekst", &[("intent", "unreadable")])
        .await
        .is(303);
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 4 reacties");
    takes_back(&bram, 4).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 3 reacties").never_says("Vastgehouden tekst");
    assert_eq!(names(&bram.reads("/moderation?queue=held").await), ["Truus"]);
    is_well(&board).await;

    board.clock.advance(SignedDuration::from_mins(1));
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    board.guest().posts_as(&article, "Anja", "Eens", &[("reply_to", "4")]).await.is(303);
    takes_back(&bram, 4).await.is(409);
    board.guest().reads(&article).await.says("Er zijn 5 reacties");
    is_well(&board).await;
}

#[tokio::test]
async fn a_changed_reason_is_not_taken_back_to_nothing() {
    let (board, _article, bram) = desk().await;
    bram.decides(2, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    bram.decides(2, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    bram.reads("/moderation").await.never_says("id=\"undo\"");
    takes_back(&bram, 2).await.is(409);
    bram.decides(2, &[("decision", "restore")]).await.is(303);
    is_well(&board).await;
}

#[tokio::test]
async fn removing_all_by_an_author_and_banning_them_is_one_step() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let koning = board.guest();
    board.guest().posts_as(&article, "Joost", "Eerste", &[]).await.is(303);
    koning.posts_as(&article, "Koning Bereik", "Koop bij ons", &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Derde", &[]).await.is(303);
    koning.posts_as(&article, "Koning Bereik", "Nog een aanbod", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    row(&board, "DELETE FROM events").await;
    let fields = [
        ("decision", "remove"),
        ("reason", "self-promotion"),
        ("note", "Derde keer"),
        ("all", "yes"),
        ("ban", "30"),
    ];
    bram.decides(2, &fields).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 2 reacties").never_says("aanbod");
    assert_eq!(events(&board).await, [r#"{"Decided":{"decisions":[1,2]}}"#]);
    let ban = "SELECT kind || ' ' || why || ' ' || CAST((ends_at - made_at) / 86400000000 AS TEXT) FROM bans";
    assert_eq!(board.value(ban).await.as_deref(), Some("browser Zelfpromotie: Derde keer 30"));
    bram.reads("/moderation/people/4")
        .await
        .says("Uitgesloten van 20 november 2026 tot 20 december 2026");
    bram.reads("/moderation/log").await.says("Derde keer");

    let page =
        bram.decides(1, &[("decision", "remove"), ("reason", "spam"), ("ban", "99")]).await.is(422);
    assert_eq!(page.attribute("#ban-1", "aria-invalid").as_deref(), Some("true"));
    let naima = board.somebody("Naima", Role::Moderator).await;
    naima.posts(&article, "Van een moderator").await.is(303);
    let staff = [("decision", "remove"), ("reason", "spam"), ("ban", "forever")];
    bram.decides(5, &staff).await.is(422).says("kan hier niet worden uitgesloten");
    is_well(&board).await;
}

#[tokio::test]
async fn a_case_is_claimed_for_five_minutes() {
    let (board, _article, bram) = desk().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    // Looking claims nothing: a browser that fetches ahead would tell lies about its owner.
    bram.reads("/moderation/comments/1").await.is(200).says("Ik bekijk deze reactie");
    naima.reads("/moderation/comments/1").await.never_says("Bram de Wit bekijkt");
    let claims = async |person: &Person, next: &str| {
        person.sends("/moderation/comments/1/claim", &[("next", next)]).await
    };
    let case = "/moderation/comments/1";
    claims(&bram, "").await.goes_on_to(case);
    claims(&bram, "https://elders.example/").await.goes_on_to(case);
    board.clock.advance(SignedDuration::from_mins(2));
    naima.reads("/moderation").await.says("Bram de Wit bekijkt deze reactie (2 minuten geleden)");
    let page = naima.reads(case).await.says("Bram de Wit bekijkt deze reactie");
    assert!(page.texts("form[data-claim]").is_empty());
    claims(&naima, "").await.goes_on_to(case);
    naima.reads(case).await.says("Bram de Wit bekijkt deze reactie");
    bram.reads("/moderation").await.never_says("bekijkt deze reactie");
    bram.reads(case).await.never_says("bekijk deze reactie");
    board.clock.advance(SignedDuration::from_mins(3));
    naima.reads(case).await.never_says("bekijkt deze reactie");
    let page = naima.reads("/moderation/comments/1?decision=remove&reason=spam").await;
    let next = page.attribute("form[data-claim] [name=next]", "value").unwrap();
    claims(&naima, &next).await.goes_on_to("/moderation/comments/1?decision=remove&reason=spam");
    bram.reads(case).await.says("Naima bekijkt deze reactie");
    naima.decides(1, &[("decision", "keep")]).await.is(303);
    bram.reads(case).await.never_says("bekijkt deze reactie");
    bram.sends("/moderation/comments/99/claim", &[]).await.is(404);
}

#[tokio::test]
async fn single_keys_are_there_for_who_wants_them() {
    let (board, _article, bram) = desk().await;
    let page = bram.reads("/moderation").await;
    assert_eq!(
        page.attribute("[name=reason][value=insult]", "aria-keyshortcuts").as_deref(),
        Some("b")
    );
    assert!(page.html().contains("/static/moderation."));
    row(&board, "UPDATE accounts SET keys_on = FALSE WHERE name = 'Bram de Wit'").await;
    bram.reads("/moderation")
        .await
        .never_says("aria-keyshortcuts")
        .never_says("<kbd")
        .never_says("data-keys");
    board.guest().reads("/").await.never_says("/static/moderation.");
}

#[tokio::test]
async fn an_author_is_known_by_all_they_wrote() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let koning = board.guest();
    board.guest().posts_as(&article, "Joost", "Eerste", &[]).await.is(303);
    koning.posts_as(&article, "Koning Bereik", "Koop bij ons", &[]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "Derde", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    koning
        .posts_as(&article, "Koning", "Weer iets", &[("email", "koning.bereik@post.example")])
        .await
        .is(303);
    reported(&board, 4, "spam", "alweer", None).await;
    bram.decides(2, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let page = bram
        .reads("/moderation/people/2")
        .await
        .is(200)
        .says("Gast sinds 20 november 2026")
        .says("k…@post.example");
    let page = page
        .says("2 reacties, waarvan 0 vastgehouden en 1 verwijderd. 1 keer gemeld.")
        .says("Schreef als ")
        .says("verwijderd wegens spam")
        .says("Spam: ‘alweer’");
    assert_eq!(page.texts("#written + ol .body"), ["Weer iets", "Koop bij ons"]);
    assert_eq!(
        page.attribute(".tabs a", "href").as_deref(),
        Some("/moderation?queue=review&author=2")
    );
    page.never_says("koning.bereik@post.example");
    let naima = board.somebody("Naima", Role::Admin).await;
    naima.reads("/moderation/people/2").await.says("koning.bereik@post.example");
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    mirjam.posts(&article, "Als lid").await.is(303);
    bram.reads("/moderation/people/5")
        .await
        .says("Lid sinds 20 november 2026")
        .says("1 reactie, waarvan");
    bram.reads("/moderation/people/99").await.is(404);
}

#[tokio::test]
async fn a_text_is_erased_for_good_and_its_tombstone_stays() {
    let (board, article, bram) = desk().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    reported(&board, 2, "privacy", "mijn adres: Dorpsstraat 1", None).await;
    found(&board, 2, "koop bij").await;
    bram.reads("/moderation/comments/2").await.never_says("/expunge");
    naima.reads("/moderation/comments/2").await.says("Tekst voorgoed wissen");
    naima
        .reads("/moderation/comments/2/expunge")
        .await
        .is(200)
        .says("Koop bij ons")
        .says("nooit terug");
    let path = "/moderation/comments/2/expunge";
    let page = naima
        .sends(path, &[("why", "Bevel 12/34"), ("reason", "privacy")])
        .await
        .is(422)
        .says("Vink aan");
    assert_eq!(page.field("why"), "Bevel 12/34");
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    naima.sends(path, &order[..1]).await.is(422).says("Kies een reden").says("Vink aan");
    bram.sends(path, &order).await.is(403);
    naima.sends(path, &[&order[..], &[("version", "7")]].concat()).await.is(409);
    naima.sends(path, &order).await.goes_on_to("/moderation/comments/2");
    naima.sends(path, &order).await.goes_on_to("/moderation/comments/2");

    board
        .guest()
        .reads(&article)
        .await
        .says("verwijderd wegens schending van privacy")
        .says("Er zijn 2 reacties");
    for page in
        ["/moderation/comments/2", "/moderation/people/2", "/moderation?queue=removed", &article]
    {
        bram.reads(page).await.is(200).never_says("Koop bij ons").never_says("Dorpsstraat");
    }
    bram.reads("/moderation/people/2").await.says("Koning Bereik").says("voorgoed gewist");
    bram.reads("/moderation/log").await.says("Bevel 12/34");
    bram.decides(2, &[("decision", "restore")])
        .await
        .is(422)
        .says("Terugplaatsen kan dus niet")
        .is(422);
    takes_back(&naima, 2).await.is(409);
    is_well(&board).await;
    row(&board, "UPDATE reports SET explanation = 'terug' WHERE comment_id = 2").await;
    assert!(board.app.store.inspect().await.unwrap().join("\n").contains("say something still"));
}

#[tokio::test]
async fn what_was_removed_before_is_erased_without_another_letter() {
    let (board, _article, bram) = desk().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    bram.decides(2, &[("decision", "remove"), ("reason", "illegal")]).await.is(303);
    row(&board, "DELETE FROM events").await;
    naima
        .sends("/moderation/comments/2/expunge", &[("why", "Bevel"), ("sure", "yes")])
        .await
        .is(303);
    assert!(events(&board).await.is_empty());
    bram.reads("/moderation/comments/2").await.says("verwijderd wegens onrechtmatige inhoud");
    is_well(&board).await;
}

#[tokio::test]
async fn the_log_is_filtered_and_goes_into_a_spreadsheet() {
    let (board, article, bram) = desk().await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    naima
        .decides(
            2,
            &[("decision", "remove"), ("reason", "spam"), ("note", "=HYPERLINK(\"x\"), let op")],
        )
        .await
        .is(303);
    board.clock.advance(SignedDuration::from_hours(48));
    bram.decides(2, &[("decision", "restore")]).await.is(303);
    let me = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Bram de Wit'")
        .await
        .unwrap();
    for (query, count) in [
        (String::new(), 3),
        (format!("?moderator={me}"), 2),
        ("?decision=remove".into(), 1),
        ("?reason=spam".into(), 1),
        ("?reason=insult".into(), 0),
        ("?from=2026-11-21".into(), 1),
        ("?to=2026-11-20".into(), 2),
        ("?from=2026-11-22&to=2026-11-22".into(), 1),
        ("?from=gisteren&moderator=x&decision=x".into(), 3),
        ("?after=2".into(), 1),
    ] {
        let page = bram.reads(&format!("/moderation/log{query}")).await.is(200);
        assert_eq!(page.texts(".record").len(), count, "{query}");
    }
    let table = bram.reads("/moderation/log?format=csv&to=2026-11-20").await.is(200);
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = table.html();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(
        lines[1].contains(
            "Naima,remove,spam,own,2,Koning Bereik,Gesprek,\"'=HYPERLINK(\"\"x\"\"), let op\""
        ),
        "{lines:?}"
    );

    for n in 0..50 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
        bram.decides(4 + n, &[("decision", "keep")]).await.is(303);
    }
    let page = bram.reads(&format!("/moderation/log?moderator={me}")).await;
    let next = page.attribute("[rel=next]", "href").unwrap();
    assert_eq!(next, format!("/moderation/log?moderator={me}&after=4"));
    assert_eq!(bram.reads(&next).await.texts(".record").len(), 2);
}
