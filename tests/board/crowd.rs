//! Several moderators on one queue: no case is decided twice, whoever was late is told, and two who
//! begin at once hardly meet.

use std::net::SocketAddr;

use reqwest::{Client, StatusCode};
use scraper::{Html, Selector};
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Page, Person, address};

/// How many cases wait.
const CASES: usize = 80;
/// How many come to judge them.
const MODERATORS: usize = 10;

/// What one of them met.
#[derive(Default)]
struct Shift {
    decided: Vec<String>,
    late: usize,
}

/// The cases on a page of the queue: their numbers and versions.
fn cases(page: &str) -> Vec<(String, String)> {
    let document = Html::parse_document(page);
    let picks = Selector::parse("[name=ids]").unwrap();
    document
        .select(&picks)
        .map(|pick| pick.value().attr("value").unwrap().split_once(':').unwrap())
        .map(|(id, version)| (id.to_owned(), version.to_owned()))
        .collect()
}

/// Works until nothing waits any more, each beginning at another place of the page. Neighbours
/// remove for different reasons.
async fn works(home: String, name: String, number: usize) -> Shift {
    let client = Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let login = [("email", address(&name)), ("password", PASSWORD.to_owned())];
    let answer = client.post(format!("{home}/login")).form(&login).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let mut shift = Shift::default();
    let reason = ["spam", "insult", "duplicate"][number % 3];
    loop {
        let page = client.get(format!("{home}/moderation")).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
        let waiting = cases(&page.text().await.unwrap());
        if waiting.is_empty() {
            return shift;
        }
        for step in 0..waiting.len().min(5) {
            let (id, version) = &waiting[(number / 2 + step) % waiting.len()];
            let verdict =
                [("decision", "remove"), ("reason", reason), ("version", version.as_str())];
            let answer = client
                .post(format!("{home}/moderation/comments/{id}"))
                .form(&verdict)
                .send()
                .await
                .unwrap();
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok());
            match answer.status() {
                // A colleague did the same: this one goes on, and is told.
                StatusCode::SEE_OTHER if to.is_some_and(|to| to.contains("already=")) => {}
                StatusCode::SEE_OTHER => shift.decided.push(id.clone()),
                StatusCode::CONFLICT => {
                    assert!(
                        answer.text().await.unwrap().contains("was je voor"),
                        "who was late is told who was first"
                    );
                    shift.late += 1;
                }
                other => panic!("{other}"),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_moderators_decide_no_case_twice_and_every_loser_is_told() {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    for n in 0..CASES {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let home = format!("http://{}", listener.local_addr().unwrap());
    let service = board.router.clone().into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    let mut shifts = Vec::new();
    for number in 0..MODERATORS {
        let name = format!("Moderator {number}");
        board.account(&name, Role::Moderator).await;
        shifts.push(tokio::spawn(works(home.clone(), name, number)));
    }
    let (mut decided, mut late) = (Vec::new(), 0);
    for shift in shifts {
        let shift = shift.await.unwrap();
        decided.extend(shift.decided);
        late += shift.late;
    }
    assert_eq!(decided.len(), CASES, "each case was decided once, by whoever was told so");
    decided.sort_unstable();
    decided.dedup();
    assert_eq!(decided.len(), CASES);
    assert!(late > 0, "nobody was ever late: this shows nothing");
    let twice = "SELECT CAST(COUNT(*) AS TEXT) FROM decisions WHERE version > 2";
    assert_eq!(board.value(twice).await.as_deref(), Some("0"));
    let all = "SELECT CAST(COUNT(*) AS TEXT) FROM decisions";
    assert_eq!(board.value(all).await, Some(CASES.to_string()));
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

/// Cases that wait for the two who work at the same pace.
const SHARED: usize = 50;

/// A board on which so many comments wait.
async fn waiting(count: usize) -> Board {
    let board = Board::open().await;
    let article = board.article("Druk").await;
    for n in 0..count {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    board
}

/// Sends the first case on a page with everything its form holds.
async fn decides_the_first(person: &Person, page: &Page, verdict: &[(&str, &str)]) -> Page {
    let (id, version) = cases(&page.html()).remove(0);
    let of = |name: &str| page.attribute(&format!("#comment-{id} [name={name}]"), "value").unwrap();
    let (next, then) = (of("next"), of("then"));
    let fields = [("version", version.as_str()), ("next", &next), ("then", &then)];
    person.sends(&format!("/moderation/comments/{id}"), &[verdict, &fields[..]].concat()).await
}

/// Two moderators work from the top until nothing waits, each looking at the queue before either
/// decides. They never agree, so that every meeting is a refusal; returns how many there were.
async fn refusals(one: &Person, other: &Person) -> usize {
    let remove = [("decision", "remove"), ("reason", "spam")];
    let mut refused = 0;
    loop {
        let (first, second) = (one.reads("/moderation").await, other.reads("/moderation").await);
        let waits = |page: &Page| !cases(&page.html()).is_empty();
        for (person, page, verdict) in
            [(one, first, &remove[..]), (other, second, &[("decision", "keep")])]
        {
            if !waits(&page) {
                return refused;
            }
            match decides_the_first(person, &page, verdict).await.status.as_u16() {
                303 => {}
                409 => refused += 1,
                other => panic!("{other}"),
            }
        }
    }
}

#[tokio::test]
async fn two_moderators_at_the_same_pace_hardly_ever_meet() {
    let board = waiting(SHARED).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let refused = refusals(&bram, &naima).await;
    assert!(refused <= 2, "{refused} refusals");
    let all = "SELECT CAST(COUNT(*) AS TEXT) FROM decisions";
    assert_eq!(board.value(all).await, Some(SHARED.to_string()));
}

#[tokio::test]
async fn two_moderators_on_two_nodes_hardly_ever_meet() {
    let board = waiting(SHARED).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let node = board.another_node().await;
    let refused = refusals(&bram, &naima.at(&node)).await;
    assert!(refused <= 2, "{refused} refusals");
}

#[tokio::test]
async fn the_same_verdict_of_a_colleague_is_no_refusal() {
    let board = waiting(4).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let spam = [("decision", "remove"), ("reason", "spam"), ("version", "1")];
    bram.sends("/moderation/comments/1", &spam).await.is(303);
    let to = "/moderation?queue=held&already=1";
    let next = [("next", "/moderation?queue=held")];
    naima.sends("/moderation/comments/1", &[&spam[..], &next].concat()).await.goes_on_to(to);
    naima.reads(to).await.says(
        "Bram de Wit deed dit al (zojuist): reactie van Mirjam Kuiper, verwijderd wegens spam.",
    );
    bram.reads(to).await.never_says("deed dit al");
    naima.reads("/moderation?already=x").await.is(200).never_says("deed dit al");

    // What would be lost is not passed over in silence: a note, a ban, another reason.
    for more in [("note", "Derde keer"), ("ban", "30"), ("all", "yes"), ("reason", "insult")] {
        let kept = spam.into_iter().filter(|(name, _)| *name != more.0);
        let fields: Vec<(&str, &str)> = kept.chain([more]).collect();
        let page = naima.sends("/moderation/comments/1", &fields).await.is(409);
        page.says("Bram de Wit was je voor");
    }
    let own = [("decision", "keep"), ("version", "1")];
    let page = bram.sends("/moderation/comments/1", &own).await.is(409);
    page.says("Je besliste hier zelf al over (zojuist): verwijderd wegens spam")
        .never_says("was je voor");
    let decisions = "SELECT CAST(COUNT(*) AS TEXT) FROM decisions";
    assert_eq!(board.value(decisions).await.as_deref(), Some("1"));
}

#[tokio::test]
async fn who_was_late_stays_in_the_queue_and_sees_who_looks_at_what() {
    let board = waiting(4).await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    let page = naima.reads("/moderation").await;
    assert_eq!(page.attribute("#comment-1 [name=then]", "value").as_deref(), Some("2"));
    assert_eq!(
        page.attribute("#comment-2 [name=next]", "value").as_deref(),
        Some("/moderation?queue=review#comment-3")
    );
    assert_eq!(page.attribute("#comment-4 [name=then]", "value").as_deref(), Some(""));

    bram.decides(1, &[("decision", "keep"), ("then", "2")]).await.is(303);
    let late = [
        ("decision", "remove"),
        ("reason", "spam"),
        ("note", "Reclame"),
        ("version", "1"),
        ("then", "2"),
        ("next", "/moderation?queue=review"),
    ];
    let page = naima.sends("/moderation/comments/1", &late).await.is(409);
    let page = page.says("Bram de Wit was je voor (zojuist): laten staan").says("Wachtrij");
    assert_eq!(page.field("note-1"), "Reclame");
    let ids: Vec<String> = cases(&page.html()).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["3", "4", "2"], "what Bram looks at comes last");
    assert_eq!(page.texts("#comment-2 .claim"), ["Bram de Wit bekijkt deze reactie (zojuist)"]);
    bram.decides(2, &[("decision", "keep"), ("then", "99")]).await.is(303);
    naima.reads("/moderation").await.never_says("bekijkt deze reactie");
}
