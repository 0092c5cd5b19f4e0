//! Every route, asked by everybody: who gets in, who is sent to log in, who is refused. A route without a row fails.

use std::collections::BTreeSet;

use axum::http::Method;
use weerwoord::account::Role;
use weerwoord::store::Store;
use weerwoord::web;

use crate::harness::Board;

/// What a route answers to each of `PEOPLE`.
type Answers = [u16; 6];

/// Who asks: the comment in question, number 1, is by the first member.
const PEOPLE: [(&str, Option<Role>); 6] = [
    ("nobody", None),
    ("member", Some(Role::Member)),
    ("other member", Some(Role::Member)),
    ("moderator", Some(Role::Moderator)),
    ("editor", Some(Role::Editor)),
    ("admin", Some(Role::Admin)),
];

const fn everybody(status: u16) -> Answers {
    [status; 6]
}

/// One answer to who is not logged in, another to everybody else.
const fn but_nobody(nobody: u16, status: u16) -> Answers {
    [nobody, status, status, status, status, status]
}

/// For who judges comments; others log in or are refused.
const fn desk(status: u16) -> Answers {
    [303, 403, 403, status, status, status]
}

/// For who writes the publication.
const fn editors(status: u16) -> Answers {
    [303, 403, 403, 403, status, status]
}

/// For who runs the board.
const fn admins(status: u16) -> Answers {
    [303, 403, 403, 403, 403, status]
}

/// Every route, with empty forms; comment 1 is visible.
const TABLE: &[(&str, &str, Answers)] = &[
    ("GET", "/", everybody(200)),
    ("GET", "/articles/{slug}", everybody(200)),
    ("POST", "/articles/{slug}/comments", everybody(422)),
    ("GET", "/articles/{slug}/comments/{id}/reply", everybody(200)),
    ("GET", "/articles/{slug}/follow", everybody(200)),
    ("POST", "/articles/{slug}/follow", but_nobody(422, 303)),
    ("GET", "/categories/{slug}", everybody(200)),
    ("GET", "/search", everybody(200)),
    ("GET", "/comments/{id}", everybody(303)),
    ("GET", "/old/{slug}", everybody(404)), // nothing was imported
    ("GET", "/old/comments/{anchor}", everybody(404)), // of no article
    ("GET", "/comments/{id}/held", everybody(303)),
    ("POST", "/comments/{id}/useful", [303, 403, 303, 303, 303, 303]), // the member wrote it
    ("GET", "/comments/{id}/report", everybody(200)),
    ("POST", "/comments/{id}/report", everybody(422)),
    ("GET", "/comments/{id}/report/sent", everybody(200)),
    ("GET", "/appeals/{token}", everybody(404)),
    ("POST", "/appeals/{token}", everybody(404)),
    ("GET", "/moderation-log", everybody(200)),
    ("GET", "/comments/{id}/useful", everybody(200)),
    ("GET", "/embed", everybody(404)), // of no page
    ("GET", "/embed/fragment", everybody(404)),
    ("POST", "/embed/comments", everybody(404)),
    ("GET", "/embed/counts", everybody(200)),
    ("GET", "/embed.js", everybody(200)),
    ("GET", "/captcha.png", everybody(200)),
    ("GET", "/captcha.wav", everybody(200)),
    ("GET", "/login", but_nobody(200, 303)),
    ("POST", "/login", everybody(422)),
    ("GET", "/moderation", desk(200)),
    ("GET", "/moderation/comments/{id}", desk(200)),
    ("POST", "/moderation/comments/{id}", desk(422)),
    ("POST", "/moderation/comments/{id}/claim", desk(303)),
    ("POST", "/moderation/comments/{id}/notes", desk(422)),
    ("POST", "/moderation/comments/{id}/score", desk(422)),
    ("POST", "/moderation/comments/{id}/feature", desk(303)),
    ("GET", "/moderation/comments/{id}/expunge", admins(200)),
    ("POST", "/moderation/comments/{id}/expunge", admins(422)),
    ("POST", "/moderation/bulk", desk(422)),
    ("GET", "/moderation/people/{id}", desk(200)),
    ("POST", "/moderation/people/{id}/ban", desk(422)),
    ("GET", "/moderation/log", desk(200)),
    ("GET", "/moderation/appeals/{id}", desk(404)),
    ("POST", "/moderation/appeals/{id}", desk(404)),
    ("GET", "/moderation/transparency", desk(200)),
    ("GET", "/desk/numbers", editors(200)),
    ("GET", "/desk", editors(200)),
    ("GET", "/desk/articles/new", editors(200)),
    ("POST", "/desk/articles/new", editors(422)),
    ("POST", "/desk/articles/new/draft", editors(200)),
    ("POST", "/desk/articles/new/picture", editors(404)), // no picture is named
    ("GET", "/desk/articles/{id}", editors(200)),
    ("POST", "/desk/articles/{id}", editors(422)),
    ("POST", "/desk/articles/{id}/draft", editors(200)),
    ("POST", "/desk/articles/{id}/picture", editors(404)),
    ("GET", "/desk/articles/{id}/history", editors(200)),
    ("POST", "/desk/articles/{id}/history", editors(422)),
    ("POST", "/desk/articles/{id}/duplicate", editors(303)),
    ("GET", "/desk/articles/{id}/link", editors(200)),
    ("POST", "/desk/articles/{id}/link", editors(422)),
    ("POST", "/desk/articles/{id}/link/withdraw", editors(303)),
    ("POST", "/desk/articles/{id}/presence", editors(200)),
    ("GET", "/drafts/{token}", everybody(404)),
    ("POST", "/desk/preview", editors(200)),
    ("GET", "/desk/categories", editors(200)),
    ("POST", "/desk/categories", editors(422)),
    ("GET", "/desk/categories/{id}", editors(200)),
    ("POST", "/desk/categories/{id}", editors(422)),
    ("GET", "/moderation/bans", desk(200)),
    ("POST", "/moderation/bans", desk(422)),
    ("POST", "/moderation/bans/{id}/lift", desk(303)),
    ("GET", "/moderation/words", desk(200)),
    ("POST", "/moderation/words", desk(422)),
    ("POST", "/moderation/words/{id}/drop", desk(303)),
    ("GET", "/terms", everybody(200)),
    ("GET", "/privacy", everybody(200)),
    ("GET", "/house-rules", everybody(200)),
    ("GET", "/health/live", everybody(200)),
    ("GET", "/health/ready", everybody(200)),
    ("GET", "/robots.txt", everybody(200)),
    ("GET", "/static/{file}", everybody(404)),
    ("GET", "/register", but_nobody(200, 303)),
    ("POST", "/register", everybody(422)),
    ("GET", "/register/sent", everybody(200)),
    ("GET", "/confirm/{token}", everybody(404)),
    ("POST", "/confirm/{token}", everybody(404)),
    ("GET", "/confirmed", everybody(200)),
    ("GET", "/setup/{token}", everybody(404)),
    ("POST", "/setup/{token}", everybody(404)),
    ("GET", "/invitations/{token}", everybody(404)),
    ("POST", "/invitations/{token}", everybody(404)),
    ("GET", "/forgot", everybody(200)),
    ("POST", "/forgot", everybody(422)),
    ("GET", "/forgot/sent", everybody(200)),
    ("GET", "/reset/{token}", everybody(404)),
    ("POST", "/reset/{token}", everybody(404)),
    ("GET", "/my-comments", everybody(200)),
    ("POST", "/my-comments", everybody(422)),
    ("GET", "/my-comments/sent", everybody(200)),
    ("POST", "/my-comments/choose", everybody(303)),
    ("GET", "/unsubscribe/{token}", everybody(404)),
    ("POST", "/unsubscribe/{token}", everybody(404)),
    ("GET", "/account", but_nobody(303, 200)),
    ("POST", "/account/name", but_nobody(303, 422)),
    ("POST", "/account/email", but_nobody(303, 422)),
    ("POST", "/account/password", but_nobody(303, 422)),
    ("POST", "/account/sessions", but_nobody(303, 422)),
    ("GET", "/account/tokens", but_nobody(303, 200)),
    ("POST", "/account/tokens", but_nobody(303, 422)),
    ("POST", "/account/tokens/kept", everybody(303)),
    ("POST", "/account/tokens/{id}/revoke", everybody(303)),
    ("POST", "/account/mail", everybody(303)),
    ("POST", "/account/keys", desk(303)),
    ("GET", "/account/data.json", but_nobody(303, 200)),
    ("GET", "/account/leave", but_nobody(303, 200)),
    ("POST", "/account/leave", [303, 422, 422, 422, 422, 409]), // this admin is the only one
    ("GET", "/account/left", everybody(200)),
    ("GET", "/login/second", everybody(303)),
    ("POST", "/login/second", everybody(303)),
    ("POST", "/login/second/passkey", everybody(303)),
    ("POST", "/login/openid/{id}", everybody(404)),
    ("GET", "/login/openid/{id}/callback", everybody(404)),
    ("GET", "/login/openid/join", everybody(303)),
    ("POST", "/login/openid/join", everybody(303)),
    ("GET", "/login/openid/register", everybody(303)),
    ("POST", "/login/openid/register", everybody(303)),
    ("GET", "/account/logins/join/{id}", but_nobody(303, 404)),
    ("POST", "/account/logins/join/{id}", but_nobody(303, 404)),
    ("GET", "/account/logins/{id}/remove", but_nobody(303, 404)),
    ("POST", "/account/logins/{id}/remove", but_nobody(303, 404)),
    ("POST", "/login/passkey/start", everybody(404)),
    ("POST", "/login/passkey/finish", everybody(422)),
    ("GET", "/account/second-factor", but_nobody(303, 200)),
    ("POST", "/account/second-factor/start", but_nobody(303, 422)),
    ("GET", "/account/second-factor/confirm", everybody(303)),
    ("POST", "/account/second-factor/confirm", everybody(303)),
    ("GET", "/account/second-factor/codes", everybody(303)),
    ("POST", "/account/second-factor/codes", everybody(303)),
    ("POST", "/account/second-factor/codes/kept", everybody(303)),
    ("GET", "/account/second-factor/off", but_nobody(303, 200)),
    ("POST", "/account/second-factor/off", but_nobody(303, 422)),
    ("POST", "/account/passkeys/start", but_nobody(303, 404)),
    ("POST", "/account/passkeys/finish", but_nobody(303, 422)),
    ("GET", "/account/passkeys/{id}/remove", but_nobody(303, 404)),
    ("POST", "/account/passkeys/{id}/remove", but_nobody(303, 404)),
    ("GET", "/feed.atom", everybody(200)),
    ("GET", "/comments.atom", everybody(200)),
    ("GET", "/articles/{slug}/comments.atom", everybody(200)),
    ("GET", "/feed.rss", everybody(200)),
    ("GET", "/comments.rss", everybody(200)),
    ("GET", "/articles/{slug}/comments.rss", everybody(200)),
    ("GET", "/sitemap.xml", everybody(200)),
    ("GET", "/authors/{slug}", everybody(404)), // nobody of this name signs articles
    ("GET", "/articles/{slug}/card/{file}", everybody(404)),
    ("GET", "/articles/{slug}/share/{network}", everybody(200)),
    ("POST", "/articles/{slug}/share/{network}", everybody(303)),
    ("GET", "/pictures/{id}", everybody(404)),
    ("GET", "/pictures/{id}/{file}", everybody(404)),
    ("GET", "/desk/people", admins(200)),
    ("GET", "/desk/people/invitations", admins(200)),
    ("POST", "/desk/people/invitations", admins(422)),
    ("POST", "/desk/people/invitations/{id}/again", admins(404)),
    ("POST", "/desk/people/invitations/{id}/withdraw", admins(303)),
    ("POST", "/desk/people/{id}/role", admins(422)),
    ("POST", "/desk/people/{id}/sessions", admins(303)),
    ("GET", "/desk/settings", admins(200)),
    ("POST", "/desk/settings", admins(422)),
    ("GET", "/desk/settings/privacy", admins(200)),
    ("POST", "/desk/settings/privacy", admins(422)),
    ("GET", "/desk/settings/records", admins(200)),
    ("GET", "/desk/scores", admins(200)),
    ("POST", "/desk/scores", admins(422)),
    ("GET", "/desk/settings/login", admins(200)),
    ("POST", "/desk/settings/login", admins(422)),
    ("GET", "/desk/settings/login/{id}", admins(404)),
    ("POST", "/desk/settings/login/{id}", admins(404)),
    ("POST", "/desk/settings/login/{id}/remove", admins(303)),
    ("POST", "/desk/settings/picture", admins(422)),
    ("GET", "/desk/mail", admins(200)),
    ("POST", "/desk/mail/again", admins(303)),
    ("POST", "/desk/mail/{id}/again", admins(303)),
    ("POST", "/desk/mail/{id}/drop", admins(303)),
    ("GET", "/desk/sites", admins(200)),
    ("GET", "/desk/sites/new", admins(200)),
    ("POST", "/desk/sites/new", admins(422)),
    ("GET", "/desk/sites/{id}", admins(404)),
    ("GET", "/desk/sites/{id}/settings", admins(404)),
    ("POST", "/desk/sites/{id}/settings", admins(404)),
    ("POST", "/desk/sites/{id}/remove", admins(303)),
    ("POST", "/desk/sites/{id}/key", admins(404)),
    ("POST", "/desk/sites/{id}/key/noted", admins(404)),
    ("POST", "/desk/sites/{id}/key/remove", admins(404)),
    ("POST", "/desk/sites/{id}/pages/{page}", admins(404)),
    ("GET", "/desk/webhooks", admins(200)),
    ("POST", "/desk/webhooks", admins(422)),
    ("GET", "/desk/webhooks/new", admins(200)),
    ("GET", "/desk/webhooks/{id}", admins(404)), // there is none
    ("GET", "/desk/webhooks/{id}/edit", admins(404)),
    ("POST", "/desk/webhooks/{id}/edit", admins(404)),
    ("POST", "/desk/webhooks/{id}/test", admins(404)),
    ("POST", "/desk/webhooks/{id}/secret", admins(404)),
    ("POST", "/desk/webhooks/{id}/noted", admins(404)),
    ("POST", "/desk/webhooks/{id}/switch", admins(404)),
    ("POST", "/desk/webhooks/{id}/resend", admins(404)),
    ("POST", "/desk/webhooks/{id}/remove", admins(303)),
    ("GET", "/desk/import", admins(200)),
    ("POST", "/desk/import", admins(422)),
    ("POST", "/desk/import/runs/{id}/undo", admins(404)),
    ("GET", "/desk/import/{token}", admins(404)),
    ("GET", "/desk/import/{token}/report", admins(404)),
    ("POST", "/desk/import/{token}/table", admins(404)),
    ("POST", "/desk/import/{token}/run", admins(404)),
    ("POST", "/desk/import/{token}/discard", admins(303)),
    ("GET", "/desk/log", admins(200)),
    ("GET", "/api/v1", everybody(200)),
    ("GET", "/api/v1/openapi.json", everybody(200)),
    ("GET", "/api/v1/articles", everybody(200)),
    ("GET", "/api/v1/articles/{slug}", everybody(200)),
    ("GET", "/api/v1/articles/{slug}/comments", everybody(200)),
    ("POST", "/api/v1/articles/{slug}/comments", everybody(415)), // a form is no JSON
    ("GET", "/api/v1/comments/{id}", everybody(200)),
    ("GET", "/api/v1/counts", everybody(422)),
    ("GET", "/api/v1/search", everybody(422)),
    ("POST", "/api/v1/challenges", everybody(201)),
    ("GET", "/api/v1/account", everybody(401)), // no session counts
    ("GET", "/api/v1/account/comments", everybody(401)),
    ("GET", "/api/v1/moderation/queue", everybody(401)),
    ("GET", "/api/v1/moderation/comments/{id}", everybody(401)),
    ("POST", "/api/v1/moderation/comments/{id}/decisions", everybody(401)),
    ("GET", "/theme/{file}", everybody(404)),
    ("GET", "/desk/pages", editors(200)),
    ("GET", "/desk/pages/new", editors(200)),
    ("POST", "/desk/pages/new", editors(422)),
    ("GET", "/desk/pages/own/{id}", editors(404)),
    ("POST", "/desk/pages/own/{id}", editors(404)),
    ("GET", "/desk/pages/own/{id}/history", editors(404)),
    ("POST", "/desk/pages/own/{id}/history", editors(404)),
    ("POST", "/desk/pages/own/{id}/delete", editors(303)),
    ("GET", "/desk/navigation/{area}", editors(200)),
    ("POST", "/desk/navigation/{area}", editors(303)), // nothing changes
    ("GET", "/pages/{slug}", everybody(404)),
    ("GET", "/desk/pages/{slug}", editors(404)),
    ("POST", "/desk/pages/{slug}", editors(404)),
    ("GET", "/desk/pictures", editors(200)),
    ("POST", "/desk/pictures", editors(422)),
    ("GET", "/desk/pictures/{id}", editors(404)),
    ("POST", "/desk/pictures/{id}", editors(404)),
    ("POST", "/desk/pictures/{id}/remove", editors(303)),
    ("GET", "/avatars/{file}", everybody(404)),
    ("POST", "/account/picture", but_nobody(303, 422)),
    ("POST", "/account/picture/remove", everybody(303)),
    ("POST", "/moderation/people/{id}/picture/remove", desk(303)),
    ("GET", "/unsent", everybody(303)), // nothing waits
    ("POST", "/unsent", everybody(303)),
    ("GET", "/feed", everybody(301)),
    ("GET", "/rss", everybody(301)),
    ("GET", "/favicon.ico", everybody(200)),
    ("GET", "/apple-touch-icon.png", everybody(200)),
    ("GET", "/.well-known/security.txt", everybody(200)),
    ("POST", "/logout", everybody(303)), // last: nobody is logged in after it
];

/// Where `route` leads on the board of these stories.
fn path_of(route: &str) -> String {
    route
        .replace("{slug}", "rollen")
        .replace("{id}", "1")
        .replace("{file}", "x.css")
        .replace("{token}", "x")
        .replace("{anchor}", "comment-1")
        .replace("{network}", "mastodon")
        .replace("{area}", "menu")
}

#[tokio::test]
async fn every_route_answers_every_role_as_it_should() {
    let board = Board::open().await;
    let article = board
        .writes("title = \"Rollen\"\ncategories = [\"Rollen\"]\npublished = 2026-11-01", "Alinea.")
        .await;
    let mut people = Vec::new();
    for (who, role) in PEOPLE {
        people.push(match role {
            Some(role) => board.somebody(&format!("Iemand {who}"), role).await,
            None => board.guest(),
        });
    }
    people[1].posts(&article, "Eerste").await.is(303);
    for (method, route, expected) in TABLE {
        let path = path_of(route);
        for (column, person) in people.iter().enumerate() {
            let page = match *method {
                "POST" => person.sends(&path, &[]).await,
                _ => person.reads(&path).await,
            };
            let who = PEOPLE[column].0;
            assert_eq!(page.status.as_u16(), expected[column], "{method} {path} by {who}");
            let to = page.header("location").unwrap_or_default();
            if who == "nobody"
                && expected[0] == 303
                && expected[3] != 303
                && path.starts_with("/moderation")
            {
                assert!(
                    if *method == "GET" { to.starts_with("/login?next=") } else { to == "/login" },
                    "{method} {path}: {to}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_route_has_a_row() {
    let board = Board::open().await;
    let known: BTreeSet<(String, String)> =
        TABLE.iter().map(|(method, route, _)| ((*method).into(), (*route).into())).collect();
    for (route, _) in web::routes() {
        let path = route.replace(['{', '}'], "");
        // A route that does not know the method names in `Allow` those it knows.
        let page = board.guest().tries(Method::OPTIONS, &path).await.is(405);
        for method in page.header("allow").unwrap().split(',').filter(|method| *method != "HEAD") {
            assert!(
                known.contains(&(method.to_owned(), route.to_owned())),
                "{method} {route} has no row in the table of roles"
            );
        }
    }
    assert_eq!(known.len(), TABLE.len());
}

#[tokio::test]
async fn looking_writes_nothing() {
    // The picture and the sound of a code are a new challenge, bound to the browser that asks.
    const CHALLENGES: [&str; 2] = ["/captcha.png", "/captcha.wav"];
    let board = Board::open().await;
    let article = board
        .writes("title = \"Rollen\"\ncategories = [\"Rollen\"]\npublished = 2026-11-01", "Alinea.")
        .await;
    let admin = board.somebody("Ada", Role::Admin).await;
    board.guest().posts(&article, "Eerste").await.is(303);
    let report = [("reason", "spam"), ("explanation", "Reclame")];
    board.guest().sends("/comments/1/report", &report).await.is(303);
    // The secret of a board is made when it is first needed, whoever needs it.
    board.app.keyed_hash("network", "192.0.2.1").await.unwrap();
    let Store::Sqlite { read, .. } = &board.app.store else { return };
    // SQLite counts for each connection what others committed.
    let mut watching = read.acquire().await.unwrap();
    let mut writes = async || {
        sqlx::query_scalar::<_, i64>("PRAGMA data_version").fetch_one(&mut *watching).await.unwrap()
    };
    for (_, route, _) in TABLE.iter().filter(|(method, ..)| *method == "GET") {
        let before = writes().await;
        for person in [&admin, &board.guest()] {
            person.reads(&path_of(route)).await;
        }
        let wrote = writes().await != before;
        assert_eq!(wrote, CHALLENGES.contains(route), "GET {route}");
    }
}
