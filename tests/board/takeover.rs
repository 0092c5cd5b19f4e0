//! Who got into an account and is put out again: nothing they asked for before leads back in.

use axum::body::Body;
use axum::http::{Request, header};
use futures_util::stream;
use weerwoord::account::{Email, Role};
use weerwoord::error::Error;
use weerwoord::security::token::Token;
use weerwoord::store::Store;
use weerwoord::store::accounts::{NewCodes, NewPasskey, Owner, RoleChange};

use crate::harness::{Board, PASSWORD, Person, Settings, address, link};

const NEW: &str = "zeventien fietsen in de regen";
const THIEF: &str = "dief@elders.example";
/// The name of a session that is not the one of the browser that asks.
const OTHER_SESSION: &str = "0707070707070707070707070707070707070707070707070707070707070707";

async fn id_of(board: &Board, name: &str) -> i64 {
    let email = Email::new(&address(name)).unwrap();
    board.app.store.account(&email).await.unwrap().unwrap().id
}

/// Asks for another address as somebody who knows the password.
async fn asks_for_another_address(person: &Person) {
    person
        .sends("/account/email", &[("email", THIEF), ("password", PASSWORD)])
        .await
        .goes_on_to("/account?done=email");
}

/// Asks for a link for a new password.
async fn forgets(board: &Board, name: &str) {
    board.guest().sends("/forgot", &[("email", &address(name))]).await.is(303);
}

/// What an owner or the operator may do to put somebody out.
const DEEDS: [&str; 7] =
    ["reset", "password", "log out everywhere", "role", "operator", "app", "factors off"];

/// Does one of them; the person is the owner, logged in.
async fn does(board: &Board, owner: &Person, deed: &str) {
    let (id, now) = (id_of(board, "Mirjam").await, board.app.now());
    let store = &board.app.store;
    match deed {
        "reset" => {
            forgets(board, "Mirjam").await;
            let mail = board.delivers().await;
            let mail = mail.iter().rfind(|mail| mail.text.contains("/reset/")).unwrap();
            let reset = link(mail, "/reset/");
            owner.sends(&reset, &[("password", NEW)]).await.goes_on_to("/login?done=reset");
        }
        "password" => {
            let fields = [("password", PASSWORD), ("new_password", NEW)];
            owner.sends("/account/password", &fields).await.goes_on_to("/account?done=password");
        }
        "log out everywhere" => {
            owner
                .sends("/account/sessions", &[("all", "1"), ("password", PASSWORD)])
                .await
                .goes_on_to("/login");
        }
        "role" => {
            let done = store.change_role(id, Role::Moderator, None, now).await.unwrap();
            assert_eq!(done, RoleChange::Done);
        }
        "operator" => store
            .change_password(Owner { account: id, session: None }, "een hash", now)
            .await
            .unwrap(),
        "app" => {
            let owner = Owner { account: id, session: None };
            store.set_totp(owner, &[7; 57], 1, &NewCodes::default(), now).await.unwrap();
        }
        "factors off" => store.drop_factors(id, now).await.unwrap(),
        other => panic!("nobody does {other}"),
    }
}

#[tokio::test]
async fn no_link_outlives_what_puts_a_thief_out() {
    for deed in DEEDS {
        let board = Board::open().await;
        let owner = board.somebody("Mirjam", Role::Member).await;
        let thief = board.guest();
        thief.logs_in("Mirjam").await.goes_on_to("/");
        asks_for_another_address(&thief).await;
        forgets(&board, "Mirjam").await;
        let mail = board.delivers().await;
        let confirm = mail.iter().find(|mail| mail.to == THIEF).unwrap();
        let confirm = link(confirm, "/confirm/");
        let reset = mail.iter().find(|mail| mail.text.contains("/reset/")).unwrap();
        let reset = link(reset, "/reset/");

        does(&board, &owner, deed).await;
        thief.reads(&confirm).await.is(404);
        thief.sends(&confirm, &[]).await.is(404).says("Deze link werkt niet meer");
        thief.reads(&reset).await.is(404);
        thief.sends(&reset, &[("password", NEW)]).await.is(404);
        thief.reads("/account").await.is(303);
        assert_eq!(
            board.value("SELECT email FROM accounts WHERE name = 'Mirjam'").await,
            Some(address("Mirjam")),
            "after {deed}"
        );
    }
}

#[tokio::test]
async fn what_was_asked_and_not_mailed_yet_is_forgotten_too() {
    for deed in DEEDS.into_iter().filter(|deed| *deed != "reset") {
        let board = Board::open().await;
        let owner = board.somebody("Mirjam", Role::Member).await;
        let joost = board.somebody("Joost", Role::Member).await;
        asks_for_another_address(&owner).await;
        let other = [("email", "joost@elders.example"), ("password", PASSWORD)];
        joost.sends("/account/email", &other).await.is(303);
        does(&board, &owner, deed).await;
        let mail = board.delivers().await;
        assert!(mail.iter().all(|mail| mail.to != THIEF), "after {deed}");
        assert!(mail.iter().any(|mail| mail.to == "joost@elders.example"), "another's stays");
    }
}

#[tokio::test]
async fn the_old_address_is_told_and_opens_nothing_any_more() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let new = "nieuw@post.example";
    mirjam.sends("/account/email", &[("email", new), ("password", PASSWORD)]).await.is(303);
    forgets(&board, "Mirjam").await;
    mirjam.sends("/account/email", &[("email", THIEF), ("password", PASSWORD)]).await.is(303);
    let mail = board.delivers().await;
    let to = |to: &str, path: &str| {
        let found = mail.iter().find(|mail| mail.to == to && mail.text.contains(path));
        link(found.unwrap(), path)
    };
    let (confirm, other) = (to(new, "/confirm/"), to(THIEF, "/confirm/"));
    let reset = to(&address("Mirjam"), "/reset/");
    // One more is asked for and waits for the worker while the address changes.
    forgets(&board, "Mirjam").await;

    mirjam.sends(&confirm, &[]).await.goes_on_to("/login?done=email");
    mirjam.reads("/account").await.is(303);
    let guest = board.guest();
    guest.reads(&reset).await.is(404);
    guest.sends(&reset, &[("password", NEW)]).await.is(404);
    guest.sends(&other, &[]).await.is(404);

    let mail = board.delivers().await;
    assert!(mail.iter().all(|mail| !mail.text.contains("/reset/")));
    let told =
        mail.iter().find(|mail| mail.subject.contains("heeft een ander e-mailadres")).unwrap();
    assert_eq!(told.to, address("Mirjam"));
    assert!(told.text.contains("Was jij het niet?") && !told.text.contains(new), "{}", told.text);
    assert!(!told.text.contains("/confirm/") && !told.text.contains("/reset/"));
    guest.sends("/login", &[("email", new), ("password", PASSWORD)]).await.goes_on_to("/");
}

#[tokio::test]
async fn a_link_mailed_while_the_address_changed_is_no_good() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    forgets(&board, "Mirjam").await;
    let reset = link(&board.delivers_one_to(&address("Mirjam")).await, "/reset/");
    // The worker kept the link just after another node changed the address.
    board
        .sets("UPDATE accounts SET email = 'nieuw@post.example', email_key = 'nieuw@post.example'")
        .await;
    board.guest().reads(&reset).await.is(404);
    board.guest().sends(&reset, &[("password", NEW)]).await.is(404);
}

#[tokio::test]
async fn an_open_browser_changes_nothing_about_logging_in() {
    let board = Board::with(Settings::easy().with("PUBLIC_URL", "https://blog.example")).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let id = id_of(&board, "Mirjam").await;
    let key = NewPasskey { credential: vec![7; 16], data: "{}".into(), name: "Telefoon".into() };
    let session = mirjam.cookie("__Host-weerwoord_session").unwrap();
    let session = Token::parse(&session).unwrap().hash();
    let owner = Owner { account: id, session: Some(&session) };
    board.app.store.add_passkey(owner, &key, None, board.app.now()).await.unwrap();
    board.delivers().await;
    let secret = "SELECT CAST(COUNT(*) AS TEXT) FROM ceremonies";
    for (path, more) in [
        ("/account/second-factor/start", None),
        ("/account/second-factor/codes", None),
        ("/account/second-factor/off", None),
        ("/account/passkeys/start", None),
        ("/account/passkeys/1/remove", None),
        ("/account/email", Some(("email", THIEF))),
        ("/account/sessions", Some(("all", "1"))),
        ("/account/sessions", Some(("session", OTHER_SESSION))),
        ("/account/leave", Some(("sure", "on"))),
    ] {
        for password in ["", "iets anders"] {
            let fields = [("password", password)].into_iter().chain(more).collect::<Vec<_>>();
            let page = mirjam.sends(path, &fields).await;
            assert_eq!(page.status.as_u16(), 422, "{path} with {password:?}");
        }
    }
    mirjam.sends("/account/passkeys/finish", &[("credential", "{}")]).await.is(422);
    let (secret, factors) = (board.value(secret).await, board.app.store.factors(id).await.unwrap());
    assert_eq!((secret.as_deref(), factors.passkeys.len(), factors.totp), (Some("0"), 1, false));
    assert!(board.delivers().await.is_empty(), "nothing happened that anybody is told of");
}

#[tokio::test]
async fn every_change_about_logging_in_is_told_once() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    let (id, now, store) = (id_of(&board, "Mirjam").await, board.app.now(), &board.app.store);
    let owner = Owner { account: id, session: None };
    let key = NewPasskey { credential: vec![7; 16], data: "{}".into(), name: "Telefoon".into() };
    let told = async |part: &str| {
        let mail = board.delivers_one_to(&address("Mirjam")).await;
        assert!(mail.text.contains(part), "{part:?} is not in {}", mail.text);
        assert!(mail.text.contains("/forgot"));
        for path in ["/confirm/", "/reset/", "/login"] {
            assert!(!mail.text.contains(path), "no link in a mail logs anyone in");
        }
        mail
    };
    store.add_passkey(owner, &key, None, now).await.unwrap();
    told("passkey ‘Telefoon’ toegevoegd").await;
    store.set_totp(owner, &[7; 57], 1, &NewCodes::default(), now).await.unwrap();
    told("een app met codes ingesteld").await;
    store.replace_recovery_codes(owner, &NewCodes::default(), now).await.unwrap();
    told("nieuwe herstelcodes").await;
    store.drop_totp(owner, now).await.unwrap();
    told("de app met codes weggehaald").await;

    store.change_password(Owner { account: id, session: None }, "een hash", now).await.unwrap();
    let mail = told("Met deze passkeys log je in").await;
    assert!(mail.text.contains("Telefoon (Toegevoegd op 20 november 2026.)"), "{}", mail.text);
    assert!(mail.html.contains("/account/second-factor"));

    store.drop_passkey(owner, 1, now).await.unwrap();
    told("passkey ‘Telefoon’ van je account bij Weerwoord is verwijderd").await;
    store.drop_passkey(owner, 1, now).await.unwrap();
    store.drop_totp(owner, now).await.unwrap();
    assert!(board.delivers().await.is_empty(), "what was gone already is no news");
    store.change_password(Owner { account: id, session: None }, "nog een", now).await.unwrap();
    assert!(!told("zojuist gewijzigd").await.text.contains("passkeys"));
    store.drop_factors(id, now).await.unwrap();
    told("Een beheerder heeft elke tweede stap").await;
}

/// A form of which the last bytes come after the owner of the account chose another password.
fn held_open(board: &Board, account: i64, kind: &'static str, form: String) -> Request<Body> {
    let store = board.app.store.clone();
    let now = board.app.now();
    let body = stream::once(async move {
        let owner = Owner { account, session: None };
        store.change_password(owner, "een hash", now).await.unwrap();
        Ok::<_, std::convert::Infallible>(form)
    });
    Request::post("/")
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from_stream(body))
        .unwrap()
}

#[tokio::test]
async fn a_form_that_arrives_after_its_sender_was_put_out_does_nothing() {
    const TYPED: &str = "application/x-www-form-urlencoded";
    const FILES: &str = "multipart/form-data; boundary=b";
    let picture = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n";
    for (path, kind, form) in [
        ("/account/name", TYPED, "name=Dief"),
        ("/account/mail", TYPED, "answers=on"),
        ("/account/picture", FILES, picture),
        ("/desk/pictures", FILES, picture),
        ("/desk/people/1/role", TYPED, "role=admin"),
        ("/desk/categories", TYPED, "name=Gekaapt"),
        ("/moderation/comments/1", TYPED, "decision=remove&reason=spam&version=1"),
        ("/moderation/bans", TYPED, "kind=email&value=joost%40post.example&why=Weg"),
    ] {
        let board = Board::open().await;
        let article = board.article("Nu").await;
        board.guest().posts(&article, "Een reactie").await.is(303);
        let admin = board.somebody("Naima", Role::Admin).await;
        let mut request = held_open(&board, id_of(&board, "Naima").await, kind, form.to_owned());
        *request.uri_mut() = path.parse().unwrap();
        admin.asks(request).await.goes_on_to("/login");
        for (kept, expected) in [
            ("SELECT CAST(COUNT(*) AS TEXT) FROM accounts WHERE name = 'Dief'", "0"),
            ("SELECT CAST(COUNT(*) AS TEXT) FROM accounts WHERE role = 'admin'", "1"),
            ("SELECT CAST(COUNT(*) AS TEXT) FROM decisions", "0"),
            ("SELECT CAST(COUNT(*) AS TEXT) FROM bans", "0"),
            ("SELECT CAST(COUNT(*) AS TEXT) FROM pictures", "0"),
            ("SELECT CAST(COUNT(*) AS TEXT) FROM categories WHERE name = 'Gekaapt'", "0"),
        ] {
            assert_eq!(board.value(kept).await.as_deref(), Some(expected), "{path}: {kept}");
        }
    }
}

#[tokio::test]
async fn nothing_of_an_account_is_changed_in_a_session_that_has_ended() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let (id, now, store) = (id_of(&board, "Mirjam").await, board.app.now(), &board.app.store);
    let session = mirjam.cookie("weerwoord_session").unwrap();
    let session = Token::parse(&session).unwrap().hash();
    let thief = Owner { account: id, session: Some(&session) };
    let owner = Owner { account: id, session: None };
    let key = NewPasskey { credential: vec![7; 16], data: "{}".into(), name: "Telefoon".into() };
    store.add_passkey(owner, &key, None, now).await.unwrap();
    // Their password was looked at before, and what follows was on its way.
    store.change_password(owner, "een hash", now).await.unwrap();
    board.delivers().await;
    let other = NewPasskey { credential: vec![8; 16], ..key.clone() };
    let account = store.account_by_id(id).await.unwrap().unwrap();
    let elsewhere = Email::new(THIEF).unwrap();
    let codes = NewCodes::default();
    let refused = [
        store.add_passkey(thief, &other, None, now).await.err(),
        store.set_totp(thief, &[7; 57], 1, &codes, now).await.err(),
        store.replace_recovery_codes(thief, &codes, now).await.err(),
        store.drop_totp(thief, now).await.err(),
        store.drop_passkey(thief, 1, now).await.err(),
        store.change_password(thief, "van de dief", now).await.err(),
        store.ask_for_address(thief, &elsewhere, now).await.err(),
        store.close_session_of(thief, &[9; 32], now).await.err(),
        store.log_out_everywhere(thief, now).await.err(),
        store.leave(&account, Some(&session), "weg", now).await.err(),
    ];
    for (deed, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Some(Error::SessionEnded)), "{deed}: {refused:?}");
    }
    let factors = store.factors(id).await.unwrap();
    assert!(factors.passkeys.len() == 1 && !factors.totp);
    assert_eq!(store.password(id).await.unwrap().as_deref(), Some("een hash"));
    assert!(board.delivers().await.is_empty());
}

#[tokio::test]
async fn a_new_password_forgets_the_browsers_that_were_known() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    board.guest().logs_in("Mirjam").await.goes_on_to("/");
    let known = "SELECT CAST(COUNT(*) AS TEXT) FROM known_browsers";
    assert_eq!(board.value(known).await.as_deref(), Some("2"));
    let fields = [("password", PASSWORD), ("new_password", NEW)];
    mirjam.sends("/account/password", &fields).await.goes_on_to("/account?done=password");
    assert_eq!(board.value(known).await.as_deref(), Some("1"), "the one it was changed in");
}

#[tokio::test]
async fn a_link_that_is_being_made_meanwhile_ends_too() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    asks_for_another_address(&mirjam).await;
    // On SQLite one writes at a time.
    let Store::Postgres(server) = board.app.store.clone() else { return };
    let id = id_of(&board, "Mirjam").await;
    let mut worker = server.pool().begin().await.unwrap();
    for made in [
        "DELETE FROM events",
        "INSERT INTO tickets (hash, purpose, account_id, email, ends_at)
            SELECT 'x', 'email', id, 'dief@elders.example', 9000000000000000 FROM accounts WHERE name = 'Mirjam'",
    ] {
        sqlx::query(made).execute(&mut *worker).await.unwrap();
    }
    let (store, now) = (board.app.store.clone(), board.app.now());
    let owner = tokio::spawn(async move {
        store.change_password(Owner { account: id, session: None }, "een hash", now).await
    });
    let waits = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(server.pool()).await.unwrap() == 0 {}
    worker.commit().await.unwrap();
    owner.await.unwrap().unwrap();
    let left = "SELECT CAST(COUNT(*) AS TEXT) FROM tickets";
    assert_eq!(board.value(left).await.as_deref(), Some("0"));
}
