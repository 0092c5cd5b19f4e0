//! Ten moderators on one queue, over real connections: no case is decided twice, and whoever was late is told.

use std::net::SocketAddr;

use reqwest::{Client, StatusCode};
use scraper::{Html, Selector};
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, address};

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

/// Works until nothing waits any more, each beginning at another place of the page.
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
                [("decision", "remove"), ("reason", "spam"), ("version", version.as_str())];
            let answer = client
                .post(format!("{home}/moderation/comments/{id}"))
                .form(&verdict)
                .send()
                .await
                .unwrap();
            match answer.status() {
                StatusCode::SEE_OTHER => shift.decided.push(id.clone()),
                StatusCode::CONFLICT => {
                    assert!(
                        answer.text().await.unwrap().contains("was u voor"),
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
