//! The API: what pages tell, as JSON; comments of guests and members; moderation by a program.

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use weerwoord::account::Role;

use crate::harness::{Board, Page, Person, Settings, address};

/// GET without a token.
async fn gets(who: &Person, path: &str) -> Page {
    who.calls(Method::GET, &format!("/api/v1{path}"), None, None).await
}

/// POST of JSON.
async fn posts(who: &Person, path: &str, token: Option<&str>, body: Value) -> Page {
    who.calls(Method::POST, &format!("/api/v1{path}"), token, Some(body)).await
}

/// The numbers of the comments in an answer.
fn ids(answer: &Value) -> Vec<i64> {
    answer["comments"].as_array().unwrap().iter().map(|c| c["id"].as_i64().unwrap()).collect()
}

/// Follows an address of the answer, which is absolute.
async fn follows(board: &Board, who: &Person, next: &Value) -> Value {
    let path = next.as_str().unwrap().strip_prefix(&board.app.config.public_url).unwrap();
    who.calls(Method::GET, path, None, None).await.is(200).json()
}

/// It is a problem of this kind.
#[track_caller]
fn problem(page: Page, status: u16, kind: &str) -> Value {
    let page = page.is(status);
    assert_eq!(page.header("content-type"), Some("application/problem+json"));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    let told = page.json();
    assert!(told["type"].as_str().unwrap().ends_with(&format!("/api/v1#problem-{kind}")), "{told}");
    assert_eq!(told["status"], json!(status));
    for name in ["title", "detail"] {
        assert!(!told[name].as_str().unwrap().is_empty(), "{told}");
    }
    told
}

#[tokio::test]
async fn articles_are_read_page_by_page() {
    let board = Board::open().await;
    for n in 1..=5 {
        board
            .writes(
                &format!("title = \"Stuk {n}\"\npublished = 2026-11-1{n}\ncategories = [\"Nu\"]"),
                "Eerste alinea.",
            )
            .await;
    }
    board.writes("title = \"Morgen\"\npublished = 2026-11-21", "Nog niet.").await;
    let reader = board.guest();
    let first = gets(&reader, "/articles?limit=2").await.is(200).json();
    let second = follows(&board, &reader, &first["next"]).await;
    let third = follows(&board, &reader, &second["next"]).await;
    assert_eq!(third["next"], Value::Null);
    let slugs: Vec<&str> = [&first, &second, &third]
        .iter()
        .flat_map(|page| page["articles"].as_array().unwrap())
        .map(|article| article["slug"].as_str().unwrap())
        .collect();
    assert_eq!(slugs, ["stuk-5", "stuk-4", "stuk-3", "stuk-2", "stuk-1"]);
    let one = &first["articles"][0];
    assert_eq!((&one["author"], &one["lead"]), (&json!("Sanne Verhoef"), &json!("Eerste alinea.")));
    assert_eq!(one["categories"], json!([{ "slug": "nu", "name": "Nu" }]));
    let article = gets(&reader, "/articles/stuk-1").await.is(200).json();
    assert_eq!((&article["title"], &article["takes_comments"]), (&json!("Stuk 1"), &json!(true)));
    problem(gets(&reader, "/articles/morgen").await, 404, "not-found");
    for wrong in ["limit=0", "limit=101", "limit=x", "limit=", "after=1", "after=x.y"] {
        let told = problem(gets(&reader, &format!("/articles?{wrong}")).await, 422, "invalid");
        let field = wrong.split('=').next().unwrap();
        assert!(told["errors"][field][0].is_string(), "{told}");
    }
}

#[tokio::test]
async fn a_discussion_is_read_thread_by_thread() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let (mirjam, judge) = (board.guest(), board.somebody("Bram", Role::Moderator).await);
    for body in ["Eerste", "Tweede", "Derde"] {
        mirjam.posts(&article, body).await.is(303);
    }
    mirjam.posts_as(&article, "Joost", "Antwoord", &[("reply_to", "1")]).await.is(303);
    board.guest().sends("/comments/2/useful", &[]).await.is(303);
    judge.decides(3, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let reader = board.guest();
    let path = "/articles/gesprek/comments";
    let all = gets(&reader, path).await.is(200).json();
    assert_eq!(ids(&all), [1, 4, 2, 3]);
    assert_eq!((&all["count"], &all["next"]), (&json!(3), &Value::Null));
    let comments = all["comments"].as_array().unwrap();
    assert_eq!(comments[1]["parent"], json!(1));
    assert_eq!(comments[0]["author"]["name"], json!("Mirjam Kuiper"));
    assert_eq!(comments[0]["html"], json!("<p dir=\"auto\">Eerste</p>\n"));
    assert_eq!(comments[2]["useful"], json!(1));
    let removed = &comments[3];
    assert_eq!((&removed["state"], &removed["reason"]), (&json!("removed"), &json!("spam")));
    assert_eq!((&removed["html"], &removed["author"]), (&Value::Null, &Value::Null));
    for (sort, expected) in [
        ("oldest", [vec![1, 4], vec![2], vec![3]]),
        ("newest", [vec![3], vec![2], vec![1, 4]]),
        ("useful", [vec![2], vec![1, 4], vec![3]]),
    ] {
        let mut page = gets(&reader, &format!("{path}?sort={sort}&limit=1")).await.is(200).json();
        assert_eq!(ids(&page), expected[0], "{sort}");
        for threads in &expected[1..] {
            page = follows(&board, &reader, &page["next"]).await;
            assert_eq!(&ids(&page), threads, "{sort}");
        }
        assert_eq!(page["next"], Value::Null);
    }
    problem(gets(&reader, &format!("{path}?sort=best")).await, 422, "invalid");
    problem(gets(&reader, &format!("{path}?after=4")).await, 422, "invalid");
    problem(gets(&reader, "/articles/geen/comments").await, 404, "not-found");
}

#[tokio::test]
async fn one_comment_is_read_unless_it_waits() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Gesprek").await;
    let anna = board.somebody("Anna", Role::Member).await;
    anna.posts(&article, "Van een lid").await.is(303);
    board.guest().posts(&article, "Wacht nog").await.is(303);
    let page = gets(&board.guest(), "/comments/1").await.is(200);
    assert!(!page.html().contains("post.example"), "no e-mail address");
    let comment = page.json();
    assert_eq!(
        comment["author"],
        json!({ "name": "Anna", "member": true, "wrote_article": false })
    );
    assert!(comment["url"].as_str().unwrap().ends_with("/comments/1"));
    for path in ["/comments/2", "/comments/9", "/comments/x", "/comments/01"] {
        problem(gets(&board.guest(), path).await, 404, "not-found");
    }
}

#[tokio::test]
async fn many_articles_are_counted_in_one_request() {
    let board = Board::open().await;
    let article = board.article("Een").await;
    board.article("Twee").await;
    board.guest().posts(&article, "Eerste").await.is(303);
    let reader = board.guest();
    let answer =
        gets(&reader, "/counts?slug=een&slug=twee&slug=geen&slug=Een!").await.is(200).json();
    let counts = json!({ "een": 1, "twee": 0, "geen": null, "Een!": null });
    assert_eq!(answer["counts"], counts);
    problem(gets(&reader, "/counts").await, 422, "invalid");
    let many = (0..101).map(|n| format!("slug=a{n}")).collect::<Vec<_>>().join("&");
    problem(gets(&reader, &format!("/counts?{many}")).await, 422, "invalid");
}

#[tokio::test]
async fn comments_and_articles_are_found_by_their_words() {
    let board = Board::open().await;
    let article = board.article("Over fietspaden").await;
    for n in 1..=3 {
        board.guest().posts(&article, &format!("Een fietspad is {n} meter breed")).await.is(303);
    }
    board.indexes().await;
    let reader = board.guest();
    let first = gets(&reader, "/search?q=fietspad&limit=2").await.is(200).json();
    assert_eq!((ids(&first), &first["total"]), (vec![3, 2], &json!(3)));
    assert_eq!(first["comments"][0]["article_title"], json!("Over fietspaden"));
    let last = follows(&board, &reader, &first["next"]).await;
    assert_eq!((ids(&last), &last["next"]), (vec![1], &Value::Null));
    let found = gets(&reader, "/search?q=fietspaden&in=articles").await.is(200).json();
    assert_eq!(found["articles"][0]["slug"], json!("over-fietspaden"));
    for wrong in ["", "?q=", "?q=a&in=people", "?q=a&after=0"] {
        problem(gets(&reader, &format!("/search{wrong}")).await, 422, "invalid");
    }
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    board.guest().posts(&article, "Eerste").await.is(303);
    let reader = board.guest();
    for path in [
        "/articles",
        "/articles/gesprek",
        "/articles/gesprek/comments",
        "/comments/1",
        "/counts?slug=gesprek",
        "/openapi.json",
    ] {
        let page = gets(&reader, path).await.is(200);
        let policy = "public, max-age=0, must-revalidate, s-maxage=30";
        assert_eq!(page.header("cache-control"), Some(policy), "{path}");
        let tag = page.header("etag").unwrap().to_owned();
        let again = async || {
            let request = Request::get(format!("/api/v1{path}"))
                .header(header::IF_NONE_MATCH, &tag)
                .body(Body::empty());
            reader.asks(request.unwrap()).await
        };
        let same = again().await.is(304);
        assert!(same.bytes.is_empty());
    }
    let tag = gets(&reader, "/counts?slug=gesprek").await.header("etag").unwrap().to_owned();
    board.guest().posts(&article, "Tweede").await.is(303);
    let now = gets(&reader, "/counts?slug=gesprek").await;
    assert_ne!(now.header("etag").unwrap(), tag);
}

/// Fields of a comment by a guest.
fn by_guest(body: &str, challenge: &str, code: &str) -> Value {
    json!({ "body": body, "name": "Mirjam", "email": "mirjam@post.example",
        "challenge": challenge, "code": code })
}

#[tokio::test]
async fn a_guest_posts_with_a_challenge_and_its_code() {
    let board = Board::with(Settings::default()).await;
    board.article("Gesprek").await;
    let mirjam = board.guest();
    let made = mirjam.calls(Method::POST, "/api/v1/challenges", None, None).await.is(201).json();
    let challenge = made["challenge"].as_str().unwrap();
    assert!(made["picture"].as_str().unwrap().ends_with(challenge));
    assert_eq!(made["code_lasts"], json!(1800));
    let path = "/articles/gesprek/comments";
    let told = problem(posts(&mirjam, path, None, by_guest("x", "", "")).await, 422, "invalid");
    let fields: Vec<&String> = told["errors"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["body", "code"]);
    let code = mirjam.reads_a_code_for(challenge).await;
    let page = posts(&mirjam, path, None, by_guest("Met een code", challenge, &code)).await.is(201);
    assert_eq!(page.header("set-cookie"), None);
    assert!(page.header("location").unwrap().ends_with("/api/v1/comments/1"));
    let posted = page.json();
    assert_eq!((&posted["id"], &posted["visible"]), (&json!(1), &json!(true)));
    let again =
        posts(&mirjam, path, None, by_guest("Met een code", challenge, &code)).await.is(201);
    assert_eq!(again.json(), posted, "a repeat makes one comment");
    let told = problem(
        posts(&mirjam, path, None, by_guest("Nog een", challenge, &code)).await,
        422,
        "invalid",
    );
    assert!(told["errors"]["code"][0].as_str().unwrap().contains("al gebruikt"), "{told}");
    gets(&mirjam, "/comments/1").await.is(200);
    let reply = json!({ "body": "Antwoord", "name": "Joost", "email": "joost@post.example",
        "parent": 1, "way": "unreadable" });
    let held = posts(&mirjam, path, None, reply).await.is(202).json();
    assert_eq!((&held["id"], &held["visible"]), (&json!(2), &json!(false)));
    assert!(held["held"].as_str().unwrap().contains("moderator"), "{held}");
}

#[tokio::test]
async fn the_rules_of_the_form_hold_for_programs() {
    let board = Board::open().await;
    board
        .writes("title = \"Dicht\"\npublished = 2026-11-01\ncomments = \"closed\"", "Alinea.")
        .await;
    board.article("Gesprek").await;
    let who = board.guest();
    let comment = || by_guest("Goedemorgen", "", "");
    problem(posts(&who, "/articles/dicht/comments", None, comment()).await, 409, "closed");
    problem(posts(&who, "/articles/geen/comments", None, comment()).await, 404, "not-found");
    let path = "/articles/gesprek/comments";
    let told = json!({ "body": "Wie?", "name": "Sanne Verhoef", "email": "x@post.example" });
    let told = problem(posts(&who, path, None, told).await, 422, "invalid");
    assert!(told["errors"]["name"][0].is_string());
    let told =
        json!({ "body": "Op wat?", "name": "Mirjam", "email": "m@post.example", "parent": 7 });
    let told = problem(posts(&who, path, None, told).await, 422, "invalid");
    assert!(told["errors"]["parent"][0].is_string());
    let mut extra = comment();
    extra["website"] = json!("https://reclame.example");
    for wrong in [extra, json!([]), json!(null), json!({ "body": 7 }), json!({ "name": "Mirjam" })]
    {
        problem(posts(&who, path, None, wrong).await, 422, "invalid");
    }
    let request = |kind: &str, body: String| {
        let request = Request::post(format!("/api/v1{path}")).header(header::CONTENT_TYPE, kind);
        who.asks(request.body(Body::from(body)).unwrap())
    };
    problem(request("application/json", "{".to_owned()).await, 422, "invalid");
    let nested = "[".repeat(100_000);
    problem(request("application/json", nested).await, 422, "invalid");
    problem(request("text/plain", "{}".to_owned()).await, 415, "media-type");
    let long = format!("{{\"body\":\"{}\"}}", "x".repeat(300_000));
    problem(request("application/json", long).await, 413, "too-large");
    let mut zero = comment();
    zero["body"] = json!("nul \u{0} teken");
    posts(&who, path, None, zero).await.is(201);
    problem(who.calls(Method::PUT, "/api/v1/articles", None, None).await, 405, "method");
    problem(gets(&who, "/nergens").await, 404, "not-found");
}

#[tokio::test]
async fn limits_and_bans_hold_for_programs() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    board.article("Gesprek").await;
    let judge = board.somebody("Bram", Role::Moderator).await;
    let who = board.guest();
    let path = "/articles/gesprek/comments";
    let mut last = None;
    for n in 0..40 {
        let body = by_guest(&format!("Bericht nummer {n}"), "", "");
        let page = posts(&who, path, None, body).await;
        if page.status.as_u16() == 429 {
            last = Some(page);
            break;
        }
    }
    let page = last.expect("a flood is stopped");
    assert!(page.header("retry-after").is_some());
    problem(page, 429, "too-many");
    let email =
        [("kind", "email"), ("value", "joost@post.example"), ("why", "Schelden"), ("days", "7")];
    judge.sends("/moderation/bans", &email).await.goes_on_to("/moderation/bans");
    let other = board.guest();
    let body = json!({ "body": "Daar ben ik", "name": "Joost", "email": "joost@post.example" });
    let told = problem(posts(&other, path, None, body).await, 403, "banned");
    assert!(told["appeal"].as_str().unwrap().contains("/appeals/"));
}

#[tokio::test]
async fn a_member_posts_with_a_token() {
    let board = Board::with(Settings::default().with("GUESTS", "closed")).await;
    board.article("Gesprek").await;
    let anna = board.somebody("Anna", Role::Member).await;
    let token = anna.makes_a_token("Nieuwsbrief", &["read", "post"]).await;
    let program = board.guest();
    let path = "/articles/gesprek/comments";
    let comment = json!({ "body": "Uit een programma" });
    problem(posts(&program, path, None, comment.clone()).await, 403, "members-only");
    let posted = posts(&program, path, Some(&token), comment.clone()).await.is(201).json();
    assert_eq!(posted["id"], json!(1));
    posts(&program, path, Some(&token), comment).await.is(201);
    let account =
        program.calls(Method::GET, "/api/v1/account", Some(&token), None).await.is(200).json();
    assert_eq!((&account["name"], &account["role"]), (&json!("Anna"), &json!("member")));
    assert_eq!(account["token"]["scopes"], json!(["read", "post"]));
    let own = program.calls(Method::GET, "/api/v1/account/comments", Some(&token), None).await;
    assert_eq!(ids(&own.is(200).json()), [1]);
}

#[tokio::test]
async fn no_cookie_counts_and_no_token_opens_a_page() {
    let board = Board::with(Settings::easy().with("GUESTS", "closed")).await;
    board.article("Gesprek").await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    // The browser of a moderator sends its session along.
    problem(gets(&bram, "/account").await, 401, "unauthorized");
    let page = gets(&bram, "/moderation/queue").await;
    assert_eq!(page.header("www-authenticate"), Some("Bearer"));
    problem(page, 401, "unauthorized");
    let path = "/articles/gesprek/comments";
    let body = json!({ "body": "Met mijn sessie" });
    problem(posts(&bram, path, None, body).await, 403, "members-only");
    let token = bram.makes_a_token("Wachtrij", &["read", "post", "moderate"]).await;
    let program = board.guest();
    for page in ["/moderation", "/account", "/account/data.json"] {
        program.calls(Method::GET, page, Some(&token), None).await.is(303);
    }
    // A form from another site reaches the API, and has no more rights there than any program.
    let request = Request::post(format!("/api/v1{path}"))
        .header(header::CONTENT_TYPE, "text/plain")
        .header(header::ORIGIN, "https://elders.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("{}"));
    problem(bram.asks(request.unwrap()).await, 415, "media-type");
}

#[tokio::test]
async fn a_program_decides_in_the_name_of_its_moderator() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Gesprek").await;
    for n in 1..=3 {
        board.guest().posts(&article, &format!("Wacht {n}")).await.is(303);
    }
    let bram = board.somebody("Bram", Role::Moderator).await;
    let nina = board.somebody("Nina", Role::Moderator).await;
    let token = bram.makes_a_token("Wachtrij", &["moderate"]).await;
    let program = board.guest();
    let reads = async |path: &str| {
        program.calls(Method::GET, &format!("/api/v1/moderation{path}"), Some(&token), None).await
    };
    let queue = reads("/queue?queue=held").await.is(200);
    assert!(!queue.html().contains("mirjam.kuiper@post.example"), "addresses are masked");
    let cases = queue.json()["cases"].as_array().unwrap().clone();
    assert_eq!(cases.len(), 3);
    assert_eq!((&cases[0]["held_for"], &cases[0]["version"]), (&json!("approval"), &json!(1)));
    assert_eq!(cases[0]["comment"]["state"], json!("held"));
    let decides = async |id: i64, body: Value| {
        posts(&program, &format!("/moderation/comments/{id}/decisions"), Some(&token), body).await
    };
    let keep = json!({ "decision": "keep", "version": 1 });
    let case = decides(1, keep.clone()).await.is(200).json();
    assert_eq!((&case["comment"]["state"], &case["version"]), (&json!("visible"), &json!(2)));
    decides(1, keep.clone()).await.is(200);
    gets(&program, "/comments/1").await.is(200);
    bram.reads("/moderation/log").await.says("Bram");
    // Nina was first.
    nina.decides(2, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let told = problem(decides(2, keep.clone()).await, 409, "overtaken");
    let earlier = &told["decision"];
    assert_eq!((&earlier["moderator"], &earlier["decision"]), (&json!("Nina"), &json!("remove")));
    assert_eq!((&earlier["reason"], &earlier["version"]), (&json!("spam"), &json!(2)));
    let restore = json!({ "decision": "restore", "version": 2 });
    decides(2, restore).await.is(200);
    let told =
        problem(decides(3, json!({ "decision": "remove", "version": 1 })).await, 422, "invalid");
    assert!(told["errors"]["reason"][0].is_string());
    let why = json!({ "decision": "remove", "reason": "insult", "note": "Graag zonder schelden.",
        "version": 1 });
    let case = decides(3, why).await.is(200).json();
    assert_eq!(
        (&case["comment"]["reason"], &case["comment"]["html"]),
        (&json!("insult"), &json!("<p dir=\"auto\">Wacht 3</p>\n"))
    );
    assert_eq!(reads("/comments/3").await.is(200).json()["version"], json!(2));
    problem(reads("/comments/9").await, 404, "not-found");
    problem(reads("/queue?queue=appeals").await, 422, "invalid");
    problem(reads("/queue?after=x").await, 422, "invalid");
    problem(reads("/queue?article=Gesprek!").await, 422, "invalid");
    let of_another = reads("/queue?queue=removed&article=elders").await.is(200).json();
    assert_eq!(of_another["cases"], json!([]));
    problem(decides(3, json!({ "decision": "burn", "version": 2 })).await, 422, "invalid");
    problem(decides(9, keep).await, 404, "not-found");
}

#[tokio::test]
async fn a_moderator_leaves_their_own_comment_to_a_colleague() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    bram.posts(&article, "Van mij").await.is(303);
    let token = bram.makes_a_token("Wachtrij", &["moderate"]).await;
    let program = board.guest();
    let path = "/api/v1/moderation/comments/1";
    let case = program.calls(Method::GET, path, Some(&token), None).await.is(200).json();
    assert!(case["recusal"].is_string());
    let remove = json!({ "decision": "remove", "reason": "spam", "version": 1 });
    let path = "/moderation/comments/1/decisions";
    problem(posts(&program, path, Some(&token), remove).await, 403, "forbidden");
}

#[tokio::test]
async fn scripts_of_listed_sites_read_and_do_no_more() {
    let board = Board::open().await;
    board.article("Gesprek").await;
    let home = board.app.config.public_url.clone();
    let asks = async |method: Method, origin: &str, asked: Option<&str>| {
        let mut request = Request::builder()
            .method(method)
            .uri("/api/v1/articles")
            .header(header::ORIGIN, origin);
        if let Some(asked) = asked {
            request = request.header(header::ACCESS_CONTROL_REQUEST_METHOD, asked);
        }
        board.guest().asks(request.body(Body::empty()).unwrap()).await
    };
    let allowed = |page: &Page| page.header("access-control-allow-origin").map(str::to_owned);
    let page = asks(Method::GET, &home, None).await.is(200);
    assert_eq!(allowed(&page), Some(home.clone()));
    assert_eq!(page.header("access-control-allow-credentials"), None);
    let vary: Vec<_> = page.headers.get_all("vary").iter().collect();
    assert!(vary.iter().any(|value| *value == "origin"), "{vary:?}");
    let page = asks(Method::OPTIONS, &home, Some("GET")).await.is(204);
    assert_eq!(page.header("access-control-allow-methods"), Some("GET, HEAD"));
    assert_eq!(allowed(&asks(Method::OPTIONS, &home, Some("POST")).await.is(405)), None);
    for other in ["https://elders.example", "null"] {
        assert_eq!(allowed(&asks(Method::GET, other, None).await.is(200)), None);
        assert_eq!(allowed(&asks(Method::OPTIONS, other, Some("GET")).await.is(405)), None);
    }
}

#[tokio::test]
async fn the_description_names_every_route_and_the_page_shows_it() {
    let board = Board::open().await;
    let reader = board.guest();
    let document = gets(&reader, "/openapi.json").await.is(200).json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let told: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    for (route, _) in weerwoord::web::routes() {
        if let Some(path) = route.strip_prefix("/api/v1/").filter(|path| *path != "openapi.json") {
            assert!(told.iter().any(|known| known[1..] == *path), "{route} is not described");
        }
    }
    let page = reader.reads("/api/v1").await.is(200).says("POST /articles/{slug}/comments");
    for id in ["problem-overtaken", "shape-ProblemDetails", "decide"] {
        assert_eq!(page.attribute(&format!("#{id}"), "id").as_deref(), Some(id));
    }
    assert_eq!(
        page.texts("script[src]").len(),
        board.guest().reads("/terms").await.texts("script[src]").len()
    );
}

#[tokio::test]
async fn what_a_program_types_is_text() {
    let board = Board::open().await;
    board.article("Gesprek").await;
    let who = board.guest();
    let body = json!({ "body": "<script>alert(1)</script> **vet**", "name": "<b>Ik</b>",
        "email": address("Ik") });
    posts(&who, "/articles/gesprek/comments", None, body).await.is(201);
    let html = gets(&who, "/comments/1").await.is(200).json()["html"].as_str().unwrap().to_owned();
    assert!(!html.contains("<script") && html.contains("<strong>vet</strong>"), "{html}");
}
