//! One's own account: changing it, seeing where one is logged in, taking one's data along, and leaving.

use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use serde_json::Value;
use weerwoord::account::{Email, Role};
use weerwoord::notify::Event;

use crate::harness::{Board, PASSWORD, Person, Settings, address};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const NEW: &str = "zeventien fietsen in de regen";

/// Logs in with a browser that says what it is.
async fn logs_in_with(person: &Person, name: &str, agent: &str) {
    let email = address(name).replace('@', "%40");
    let request = Request::post("/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header(header::USER_AGENT, agent)
        .body(Body::from(format!("email={email}&password={}", PASSWORD.replace(' ', "+"))))
        .unwrap();
    person.asks(request).await.goes_on_to("/");
}

async fn events(board: &Board) -> Vec<Event> {
    board
        .app
        .store
        .due_events(board.app.now())
        .await
        .unwrap()
        .into_iter()
        .map(|(_, event)| event)
        .collect()
}

async fn leaves(person: &Person) -> crate::harness::Page {
    person.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await
}

#[tokio::test]
async fn the_page_of_an_account_shows_what_is_there_to_change() {
    let board = Board::open().await;
    board.guest().reads("/account").await.goes_on_to("/login?next=%2Faccount");
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    assert_eq!(
        mirjam.reads("/").await.attribute("form.tools a[href='/account']", "href").as_deref(),
        Some("/account")
    );
    let page = mirjam.reads("/account").await.is(200).says("mirjam@post.example");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.field("name"), "Mirjam");
    assert_eq!(page.texts(".contents a").len(), 10);
    assert_eq!(page.attribute("#factor a", "href").as_deref(), Some("/account/second-factor"));
    assert!(
        page.texts("#keys").is_empty() && page.texts("#digest").is_empty(),
        "for moderators only"
    );
    for link in [
        "own-name",
        "own-picture",
        "own-email",
        "own-password",
        "factor",
        "sessions",
        "mail",
        "data",
        "leave",
    ] {
        assert_eq!(page.texts(&format!("#{link}")).len(), 1, "{link}");
    }
    mirjam.reads("/account?done=onzin").await.is(200).never_says("onzin");
    let joost = board.somebody("Joost", Role::Moderator).await;
    assert_eq!(joost.reads("/account").await.texts(".contents a, #keys, #digest").len(), 11 + 2);
}

#[tokio::test]
async fn a_new_name_stands_beside_what_was_written_before() {
    let board = Board::open().await;
    let article = board.article("Namen").await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    board.account("Joost", Role::Member).await;
    mirjam.posts(&article, "Van mij.").await.is(303);

    let page = mirjam
        .sends("/account/name", &[("name", "Jооst")])
        .await
        .is(422)
        .says("Deze naam is van een ander lid"); // Cyrillic о
    assert_eq!(page.field("name"), "Jооst");
    assert_eq!(page.attribute("input#name", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.attribute("#errors a", "href").as_deref(), Some("#name"));
    mirjam.sends("/account/name", &[("name", " ")]).await.is(422).says("Vul je naam in.");
    // Her own name in other letters is no one else's.
    mirjam.sends("/account/name", &[("name", "MIRJAM")]).await.goes_on_to("/account?done=name");
    mirjam
        .sends("/account/name", &[("name", "Mirjam  Kuiper")])
        .await
        .goes_on_to("/account?done=name");
    mirjam.reads("/account?done=name").await.says("Je naam is gewijzigd");
    board.guest().reads(&article).await.says("Mirjam Kuiper");
}

#[tokio::test]
async fn another_address_asks_the_password_and_tells_of_nobody() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    board.account("Joost", Role::Member).await;
    let asks = async |email: &str, password: &str| {
        mirjam.sends("/account/email", &[("email", email), ("password", password)]).await
    };
    let page = asks("nieuw@post.example", "verkeerd wachtwoord")
        .await
        .is(422)
        .says("Dit is niet je huidige wachtwoord");
    assert_eq!(page.field("email"), "nieuw@post.example");
    page.never_says("verkeerd wachtwoord");
    asks("geen adres", "ook verkeerd")
        .await
        .is(422)
        .says("geldig e-mailadres")
        .says("huidige wachtwoord");
    asks(&address("Mirjam"), PASSWORD).await.is(422).says("Dit is je adres al");
    assert!(events(&board).await.is_empty());

    let free = asks("nieuw@post.example", PASSWORD).await.goes_on_to("/account?done=email");
    let taken = asks(&address("Joost"), PASSWORD).await.goes_on_to("/account?done=email");
    assert_eq!(free.bytes, taken.bytes);
    let account = board
        .app
        .store
        .account(&Email::new(&address("Mirjam")).unwrap())
        .await
        .unwrap()
        .unwrap()
        .id;
    let expected = ["nieuw@post.example".to_owned(), address("Joost")]
        .map(|email| Event::EmailChange { account, email });
    assert_eq!(events(&board).await, expected);
    mirjam.reads("/account?done=email").await.says("mirjam@post.example");
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_is_told() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let elsewhere = mirjam.colleague();
    elsewhere.logs_in("Mirjam").await.goes_on_to("/");
    let changes = async |old: &str, new: &str| {
        mirjam.sends("/account/password", &[("password", old), ("new_password", new)]).await
    };
    changes("verkeerd wachtwoord", NEW).await.is(422).says("Dit is niet je huidige wachtwoord");
    changes(PASSWORD, "kort").await.is(422).says("minstens 10 tekens");
    changes(PASSWORD, &"x".repeat(129)).await.is(422).says("hoogstens 128 tekens");
    changes(PASSWORD, "1234567890")
        .await
        .is(422)
        .says("makkelijk te raden")
        .never_says("1234567890");
    assert!(board.delivers().await.is_empty());

    changes(PASSWORD, NEW).await.goes_on_to("/account?done=password");
    mirjam.reads("/account?done=password").await.is(200).says("Je wachtwoord is gewijzigd");
    elsewhere.reads("/account").await.is(303);
    mirjam.colleague().logs_in("Mirjam").await.is(422);
    elsewhere
        .sends("/login", &[("email", &address("Mirjam")), ("password", NEW)])
        .await
        .goes_on_to("/");
    let mail = board.delivers_one_to(&address("Mirjam")).await;
    assert_eq!(mail.subject, "Je wachtwoord bij Weerwoord is gewijzigd");
    assert!(mail.text.starts_with("Beste Mirjam,\n\nHet wachtwoord van"), "{}", mail.text);
    assert!(mail.text.contains("\n\nGroet,\nde redactie van Weerwoord\n"), "{}", mail.text);
    assert!(mail.html.contains("<p>Beste Mirjam,</p>"), "{}", mail.html);
    assert!(mail.html.contains("<p>Groet,<br>de redactie van Weerwoord</p>"), "{}", mail.html);
    assert!(!mail.text.contains(NEW), "{}", mail.text);
}

#[tokio::test]
async fn guessing_the_current_password_ends_soon() {
    let board = Board::with(Settings::easy().with("LIMITS", "on")).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let guess = async || {
        mirjam.sends("/account/password", &[("password", "gok"), ("new_password", NEW)]).await
    };
    for _ in 0..20 {
        guess().await.is(422);
    }
    let page = guess().await.is(429).says("te veel pogingen");
    assert!(page.header("retry-after").is_some());
    mirjam.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(429);
    mirjam.reads("/account").await.is(200);
}

#[tokio::test]
async fn asking_for_addresses_without_end_is_refused() {
    let board = Board::with(Settings::easy().with("LIMITS", "on")).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let ask = async || {
        mirjam
            .sends("/account/email", &[("email", "ander@post.example"), ("password", PASSWORD)])
            .await
    };
    for _ in 0..4 {
        ask().await.is(303);
    }
    let page = ask().await.is(429);
    assert_eq!(page.field("email"), "ander@post.example");
    assert_eq!(events(&board).await.len(), 4);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let board = Board::open().await;
    board.account("Mirjam", Role::Member).await;
    let (mirjam, phone) = (board.guest(), board.guest());
    logs_in_with(&mirjam, "Mirjam", FIREFOX).await;
    board.clock.advance(SignedDuration::from_hours(3));
    logs_in_with(&phone, "Mirjam", "niemand kent dit").await;
    let joost = board.somebody("Joost", Role::Member).await;

    let page = mirjam.reads("/account").await;
    let listed = page.texts("#sessions .session");
    assert_eq!(listed.len(), 2);
    let own = listed.iter().find(|line| line.contains("Firefox op Linux")).unwrap();
    assert!(
        own.contains("deze sessie")
            && own.contains("20 november 2026 om 09:00")
            && own.contains("zojuist"),
        "{own}"
    );
    let other = listed.iter().find(|line| line.contains("Onbekend apparaat")).unwrap();
    assert!(!other.contains("deze sessie"), "{other}");
    let token = mirjam.cookie("weerwoord_session").unwrap();
    page.never_says(&token);

    // The phone was used last before this page was asked for, or at the same time: it is the one without the mark.
    let phones = phone.reads("/account").await;
    let ids: Vec<String> = [0, 1].into_iter().filter_map(|n| nth_session(&phones, n)).collect();
    let phone_id = ids.iter().find(|id| is_this(&phones, id)).unwrap().clone();
    joost
        .sends("/account/sessions", &[("session", &phone_id), ("password", PASSWORD)])
        .await
        .goes_on_to("/account?done=session");
    phone.reads("/account").await.is(200);
    // Whoever found an open browser could keep its owner out: the password is asked for, and the form kept.
    let page = mirjam.sends("/account/sessions", &[("session", &phone_id)]).await.is(422);
    assert_eq!(page.attribute("[name=session]", "value").as_deref(), Some(phone_id.as_str()));
    assert!(page.texts("#errors").is_empty(), "nothing was wrong yet");
    let wrong = [("session", phone_id.as_str()), ("password", "iets anders")];
    mirjam.sends("/account/sessions", &wrong).await.is(422).says("niet je huidige wachtwoord");
    phone.reads("/account").await.is(200);
    mirjam
        .sends("/account/sessions", &[("session", &phone_id), ("password", PASSWORD)])
        .await
        .goes_on_to("/account?done=session");
    phone.reads("/account").await.is(303);
    mirjam
        .sends("/account/sessions", &[("session", &phone_id), ("password", PASSWORD)])
        .await
        .goes_on_to("/account?done=session");
    mirjam.sends("/account/sessions", &[("session", "x")]).await.is(422);
    let told = board.delivers_one_to(&address("Mirjam")).await;
    assert_eq!(told.subject, "Je bent uitgelogd bij Weerwoord");
    assert!(told.text.contains("Een van de apparaten") && told.text.contains("/forgot"));

    let page = mirjam.reads("/account").await;
    let own_id = nth_session(&page, 0).unwrap();
    mirjam.sends("/account/sessions", &[("session", &own_id)]).await.goes_on_to("/login");
    assert_eq!(mirjam.cookie("weerwoord_session"), None);
    joost.reads("/account").await.is(200);
}

fn nth_session(page: &crate::harness::Page, n: usize) -> Option<String> {
    page.attribute(&format!("#sessions .session:nth-child({}) [name=session]", n + 1), "value")
}

fn is_this(page: &crate::harness::Page, id: &str) -> bool {
    let first_is_this = page.texts("#sessions .session:nth-child(1)")[0].contains("deze sessie");
    nth_session(page, usize::from(!first_is_this)).as_deref() == Some(id)
}

#[tokio::test]
async fn logging_out_everywhere_ends_this_session_too() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let joost = board.somebody("Joost", Role::Member).await;
    let phone = mirjam.colleague();
    phone.logs_in("Mirjam").await.goes_on_to("/");
    mirjam.sends("/account/sessions", &[("all", "1")]).await.is(422).says("overal uitgelogd");
    phone.reads("/account").await.is(200);
    let sure = [("all", "1"), ("password", PASSWORD)];
    mirjam.sends("/account/sessions", &sure).await.goes_on_to("/login");
    assert_eq!(mirjam.cookie("weerwoord_session"), None);
    phone.reads("/account").await.is(303);
    joost.reads("/account").await.is(200);
    let told = board.delivers_one_to(&address("Mirjam")).await;
    assert!(told.text.contains("op alle apparaten uitgelogd"), "{}", told.text);
}

#[tokio::test]
async fn everybody_chooses_their_mail_and_moderators_their_digest_and_keys() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let answers = async |person: &Person| {
        person.reads("/account").await.attribute("[name=answers]", "checked").is_some()
    };
    assert!(answers(&mirjam).await);
    mirjam.sends("/account/mail", &[("digest", "off")]).await.goes_on_to("/account?done=mail");
    assert!(!answers(&mirjam).await);
    assert_eq!(
        board.value("SELECT digest FROM accounts WHERE name = 'Mirjam'").await.as_deref(),
        Some("daily")
    );
    mirjam.sends("/account/mail", &[("answers", "on")]).await.goes_on_to("/account?done=mail");
    assert!(answers(&mirjam).await);
    mirjam.sends("/account/keys", &[]).await.is(403);

    let joost = board.somebody("Joost", Role::Moderator).await;
    for digest in ["at-once", "hourly", "daily", "off"] {
        joost.sends("/account/mail", &[("answers", "on"), ("digest", digest)]).await.is(303);
        assert_eq!(
            joost.reads("/account").await.attribute("#digest [selected]", "value").as_deref(),
            Some(digest)
        );
    }
    joost.sends("/account/mail", &[("digest", "weekly")]).await.is(422);
    assert!(answers(&joost).await, "nothing changed");
    joost.sends("/account/keys", &[]).await.goes_on_to("/account?done=keys");
    assert!(joost.reads("/account").await.attribute("[name=keys]", "checked").is_none());
    joost.sends("/account/keys", &[("keys", "on")]).await.goes_on_to("/account?done=keys");
    assert!(joost.reads("/account").await.attribute("[name=keys]", "checked").is_some());
}

#[tokio::test]
async fn ones_data_is_whole_and_holds_no_secret() {
    let board = Board::open().await;
    let article = board.article("Gegevens").await;
    let joost = board.somebody("Joost", Role::Moderator).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let own = joost.posts(&article, "Van **Joost**.").await.goes_on_to_a_comment();
    let other = mirjam.posts(&article, "Van Mirjam.").await.goes_on_to_a_comment();
    joost
        .decides(other, &[("decision", "remove"), ("reason", "spam"), ("note", "Reclame")])
        .await
        .is(303);

    let page = joost.reads("/account/data.json").await.is(200);
    assert_eq!(page.header("content-type"), Some("application/json"));
    assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"data.json\""));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    let data: Value = serde_json::from_slice(&page.bytes).unwrap();
    assert_eq!(data["account"]["email"], address("Joost").as_str());
    assert_eq!(data["account"]["second_factor"], false);
    assert_eq!(data["account"]["mail_about_answers"], true);
    assert_eq!(data["account"]["made_at"], "2026-11-20T08:00:00Z");
    assert_eq!(data["comments"].as_array().unwrap().len(), 1);
    assert_eq!(data["comments"][0]["id"], own);
    assert_eq!(data["comments"][0]["text"], "Van **Joost**.");
    assert_eq!(data["comments"][0]["article"], "Gegevens");
    assert_eq!(data["comments"][0]["state"], "visible");
    assert!(data["comments"][0]["network"].as_str().unwrap().starts_with("192.0.2."));
    assert_eq!(data["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(data["decisions"][0]["comment"], other);
    assert_eq!(data["decisions"][0]["note"], "Reclame");
    page.never_says("argon2")
        .never_says("Van Mirjam")
        .never_says(&joost.cookie("weerwoord_session").unwrap());
}

#[tokio::test]
async fn who_leaves_is_gone_and_what_they_wrote_stays() {
    let board = Board::open().await;
    let article = board.article("Vertrek").await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let comment = mirjam.posts(&article, "Dit blijft staan.").await.goes_on_to_a_comment();
    mirjam.sends("/account/mail", &[]).await.is(303);
    mirjam.reads("/account/leave").await.is(200).says("Vertrokken deelnemer").says("niet ongedaan");
    let page = mirjam.sends("/account/leave", &[("password", "verkeerd wachtwoord")]).await.is(422);
    page.says("Dit is niet je huidige wachtwoord").says("Zet een vinkje");
    mirjam.sends("/account/leave", &[("password", PASSWORD)]).await.is(422).says("Zet een vinkje");
    board.guest().reads(&article).await.says("Mirjam");

    leaves(&mirjam).await.goes_on_to("/account/left");
    assert_eq!(mirjam.cookie("weerwoord_session"), None);
    mirjam.reads("/account/left").await.is(200).says("Je account is opgeheven");
    let page =
        board.guest().reads(&article).await.says("Dit blijft staan.").says("Vertrokken deelnemer");
    assert_eq!(page.texts(&format!("#comment-{comment} .name")), ["Vertrokken deelnemer"]);
    page.never_says("Mirjam");
    mirjam.logs_in("Mirjam").await.is(422);
    for (what, count) in [
        (
            "accounts",
            "SELECT name FROM accounts WHERE name LIKE '%irjam%' OR name_key LIKE '%mirjam%' OR email LIKE '%mirjam%'",
        ),
        ("mailboxes", "SELECT email FROM mailboxes WHERE email LIKE '%mirjam%'"),
        ("sessions", "SELECT device FROM sessions"),
        ("networks", "SELECT network FROM comments WHERE network IS NOT NULL"),
        ("scrubbed", "SELECT name FROM accounts WHERE left_at IS NOT NULL"),
    ] {
        assert_eq!(board.value(count).await, None, "{what}");
    }
    assert!(board.app.store.inspect().await.unwrap().is_empty());
    // The address and the name are free again.
    board.account("Mirjam", Role::Member).await;
}

#[tokio::test]
async fn who_decided_leaves_a_name_that_is_nobody_s() {
    let board = Board::open().await;
    let article = board.article("Logboek").await;
    let joost = board.somebody("Joost", Role::Moderator).await;
    let anna = board.somebody("Anna", Role::Moderator).await;
    let comment = board.guest().posts(&article, "Koop nu!").await.goes_on_to_a_comment();
    joost.decides(comment, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    leaves(&joost).await.goes_on_to("/account/left");

    anna.reads("/moderation/log").await.is(200).says("Voormalig medewerker").never_says("Joost");
    joost.logs_in("Joost").await.is(422);
    let guess = [("email", "left-1"), ("password", "")];
    joost.sends("/login", &guess).await.is(422);
    assert!(
        board
            .app
            .store
            .accounts()
            .await
            .unwrap()
            .iter()
            .all(|account| !account.email.as_str().starts_with("left-"))
    );
    assert_eq!(
        board.value("SELECT password FROM accounts WHERE left_at IS NOT NULL").await.as_deref(),
        Some("")
    );
    assert!(board.app.store.inspect().await.unwrap().is_empty());

    // A second one does not stumble over the first.
    anna.decides(comment, &[("decision", "restore")]).await.is(303);
    leaves(&anna).await.goes_on_to("/account/left");
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_last_admin_and_who_has_articles_stay() {
    let board = Board::open().await;
    let admin = board.somebody("Anna", Role::Admin).await;
    admin.reads("/account/leave").await.is(200).says("enige beheerder");
    leaves(&admin).await.is(409).says("enige beheerder");
    admin.reads("/account").await.is(200);
    let second = board.somebody("Bram", Role::Admin).await;
    leaves(&admin).await.goes_on_to("/account/left");
    leaves(&second).await.is(409);

    board.article("Van Sanne").await;
    let sanne = board.guest();
    sanne.logs_in("Sanne Verhoef").await.goes_on_to("/");
    leaves(&sanne).await.is(409).says("Er staan artikelen op je naam");
    sanne.reads("/account").await.is(200);
}

#[tokio::test]
async fn networks_are_forgotten_after_thirty_days() {
    let board = Board::open().await;
    let article = board.article("Netwerken").await;
    board.guest().posts(&article, "Van ergens.").await.is(303);
    let network =
        async || board.value("SELECT network FROM comments WHERE network IS NOT NULL").await;
    board.clock.advance(SignedDuration::from_hours(30 * 24 - 1));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert!(network().await.is_some());
    board.clock.advance(SignedDuration::from_hours(2));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(network().await, None);
}
