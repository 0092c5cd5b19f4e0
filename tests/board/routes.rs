//! Every route, asked by everybody: who gets in, who is sent to log in, who is refused. A route without a row fails.

use std::collections::BTreeSet;

use axum::http::Method;
use weerwoord::account::Role;
use weerwoord::web;

use crate::harness::Board;

/// What a route answers to nobody in particular, to a member, and to a moderator and up. The comment in question is number 1,
/// visible; forms are sent empty.
const TABLE: &[(&str, &str, [u16; 3])] = &[
    ("GET", "/", [200, 200, 200]),
    ("GET", "/articles/{slug}", [200, 200, 200]),
    ("POST", "/articles/{slug}/comments", [422, 422, 422]),
    ("GET", "/articles/{slug}/comments/{id}/reply", [200, 200, 200]),
    ("GET", "/categories/{slug}", [200, 200, 200]),
    ("GET", "/comments/{id}", [303, 303, 303]),
    ("GET", "/comments/{id}/held", [303, 303, 303]),
    ("GET", "/comments/{id}/report", [200, 200, 200]),
    ("POST", "/comments/{id}/report", [422, 422, 422]),
    ("GET", "/comments/{id}/report/sent", [200, 200, 200]),
    ("GET", "/appeals/{token}", [404, 404, 404]),
    ("POST", "/appeals/{token}", [404, 404, 404]),
    ("GET", "/moderation-log", [200, 200, 200]),
    ("GET", "/captcha.png", [200, 200, 200]),
    ("GET", "/login", [200, 303, 303]),
    ("POST", "/login", [422, 422, 422]),
    ("GET", "/moderation", [303, 403, 200]),
    ("GET", "/moderation/comments/{id}", [303, 403, 200]),
    ("POST", "/moderation/comments/{id}", [303, 403, 422]),
    ("GET", "/moderation/log", [303, 403, 200]),
    ("GET", "/moderation/appeals/{id}", [303, 403, 404]),
    ("POST", "/moderation/appeals/{id}", [303, 403, 404]),
    ("GET", "/moderation/transparency", [303, 403, 200]),
    ("GET", "/terms", [200, 200, 200]),
    ("GET", "/privacy", [200, 200, 200]),
    ("GET", "/house-rules", [200, 200, 200]),
    ("GET", "/health/live", [200, 200, 200]),
    ("GET", "/health/ready", [200, 200, 200]),
    ("GET", "/robots.txt", [200, 200, 200]),
    ("GET", "/static/{file}", [404, 404, 404]),
    ("POST", "/logout", [303, 303, 303]),
];

#[tokio::test]
async fn every_route_answers_every_role_as_it_should() {
    let board = Board::open().await;
    let article = board.writes("title = \"Rollen\"\ncategories = [\"Rollen\"]\npublished = 2026-11-01", "Alinea.").await;
    board.guest().posts(&article, "Eerste").await.is(303);
    let mut everybody = vec![(0, "nobody".to_owned(), board.guest())];
    for role in Role::ALL {
        let name = format!("Iemand {}", role.code());
        let column = if role.may_moderate() { 2 } else { 1 };
        everybody.push((column, role.code().to_owned(), board.somebody(&name, role).await));
    }
    for (method, route, expected) in TABLE {
        let path = route.replace("{slug}", "rollen").replace("{id}", "1").replace("{file}", "x.css").replace("{token}", "x");
        for (column, role, person) in &everybody {
            let page = match *method {
                "POST" => person.sends(&path, &[]).await,
                _ => person.reads(&path).await,
            };
            assert_eq!(page.status.as_u16(), expected[*column], "{method} {path} by {role}");
            let to = page.header("location").unwrap_or_default();
            if expected[*column] == 303 && path.starts_with("/moderation") && path != "/moderation-log" {
                assert!(if *method == "GET" { to.starts_with("/login?next=") } else { to == "/login" }, "{method} {path}: {to}");
            }
        }
    }
}

#[tokio::test]
async fn every_route_has_a_row() {
    let board = Board::open().await;
    let known: BTreeSet<(String, String)> = TABLE.iter().map(|(method, route, _)| ((*method).into(), (*route).into())).collect();
    for (route, _) in web::routes() {
        let path = route.replace(['{', '}'], "");
        // A route that does not know the method names in `Allow` those it knows.
        let page = board.guest().tries(Method::OPTIONS, &path).await.is(405);
        for method in page.header("allow").unwrap().split(',').filter(|method| *method != "HEAD") {
            assert!(known.contains(&(method.to_owned(), route.to_owned())), "{method} {route} has no row in the table of roles");
        }
    }
    assert_eq!(known.len(), TABLE.len());
}
