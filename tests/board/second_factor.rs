//! The second step of logging in: an app, recovery codes, what a half session opens, and staff that must have one.

use jiff::SignedDuration;
use weerwoord::account::second_factor::Secret;
use weerwoord::account::{Email, Role};
use weerwoord::store::accounts::{NewPasskey, Owner};

use crate::harness::{Board, PASSWORD, Page, Person, Settings, address};

/// What asks for the password once more is sent.
const KNOWN: [(&str, &str); 1] = [("password", PASSWORD)];

/// The code an app shows now.
async fn code(board: &Board, account: i64) -> String {
    let secret = board.app.totp(account).await.unwrap().expect("an app is set up");
    secret.code_at(board.app.now()).unwrap()
}

/// The account of somebody by this name.
async fn account(board: &Board, name: &str) -> i64 {
    board.app.store.account(&Email::new(&address(name)).unwrap()).await.unwrap().unwrap().id
}

/// Sets up an app as the pages ask, and returns the recovery codes.
async fn sets_up(board: &Board, person: &Person) -> Vec<String> {
    person
        .sends("/account/second-factor/start", &KNOWN)
        .await
        .goes_on_to("/account/second-factor/confirm");
    let page = person.reads("/account/second-factor/confirm").await.is(200);
    let secret = secret_on(&page);
    let code = secret.code_at(board.app.now()).unwrap();
    person
        .sends("/account/second-factor/confirm", &[("code", &code)])
        .await
        .goes_on_to("/account/second-factor/codes");
    let codes = person.reads("/account/second-factor/codes").await.is(200).texts(".codes li");
    person
        .sends("/account/second-factor/codes/kept", &[])
        .await
        .goes_on_to("/account/second-factor?done=kept");
    person.reads("/account/second-factor/codes").await.goes_on_to("/account/second-factor");
    codes
}

/// The secret as somebody types it over.
fn secret_on(page: &Page) -> Secret {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let shown = page.texts(".secret code")[0].replace(' ', "");
    let bits: Vec<String> =
        shown.chars().map(|c| format!("{:05b}", LETTERS.find(c).unwrap())).collect();
    let bits = bits.concat();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect();
    Secret::stored(&bytes).expect("twenty bytes")
}

/// A board with a member who uses an app, its codes of the moment spent, and the recovery codes.
async fn with_an_app() -> (Board, Person, Vec<String>) {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let codes = sets_up(&board, &mirjam).await;
    board.clock.advance(SignedDuration::from_mins(5));
    (board, mirjam, codes)
}

#[tokio::test]
async fn an_app_is_set_up_with_its_first_code() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    mirjam
        .reads("/account/second-factor")
        .await
        .is(200)
        .says("App instellen")
        .never_says("Herstelcodes");
    mirjam.reads("/account/second-factor/confirm").await.goes_on_to("/account/second-factor");
    mirjam.sends("/account/second-factor/start", &KNOWN).await.is(303);
    let page = mirjam.reads("/account/second-factor/confirm").await.is(200);
    let html = page.html();
    assert!(
        html.contains("<svg class=\"qr\"") && !html.contains(" style="),
        "the policy forbids styles in attributes"
    );
    let page = mirjam
        .sends("/account/second-factor/confirm", &[("code", "12345")])
        .await
        .is(422)
        .says("Deze code klopt niet");
    assert_eq!(page.attribute("#code", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(board.value("SELECT name FROM accounts WHERE totp IS NOT NULL").await, None);

    let codes = sets_up(&board, &mirjam).await;
    assert_eq!(codes.len(), 10);
    mirjam.sends("/account/second-factor/start", &KNOWN).await.is(303);
    mirjam.reads("/account/second-factor/confirm").await.goes_on_to("/account/second-factor");
    mirjam
        .reads("/account/second-factor")
        .await
        .is(200)
        .says("Je hebt nog 10 herstelcodes")
        .says("App uitzetten");
    assert!(board.delivers_one_to("mirjam.kuiper@post.example").await.text.contains("tweede stap"));
}

#[tokio::test]
async fn somebody_else_s_secret_is_not_taken_over() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let bas = board.somebody("Bas Aalders", Role::Member).await;
    mirjam.sends("/account/second-factor/start", &KNOWN).await.is(303);
    let secret = secret_on(&mirjam.reads("/account/second-factor/confirm").await);
    bas.sends("/account/second-factor/start", &KNOWN).await.is(303);
    let code = secret.code_at(board.app.now()).unwrap();
    bas.sends("/account/second-factor/confirm", &[("code", &code)]).await.is(422);
}

#[tokio::test]
async fn after_the_password_a_code_is_due() {
    let (board, _, _) = with_an_app().await;
    let mirjam = board.guest();
    let credentials = [
        ("email", "mirjam.kuiper@post.example"),
        ("password", PASSWORD),
        ("next", "/account/second-factor"),
    ];
    mirjam
        .sends("/login", &credentials)
        .await
        .goes_on_to("/login/second?next=%2Faccount%2Fsecond-factor");
    mirjam
        .reads("/account/second-factor")
        .await
        .goes_on_to("/login?next=%2Faccount%2Fsecond-factor");
    mirjam.reads("/").await.is(200).never_says("Uitloggen");
    let page = mirjam.reads("/login/second?next=%2Faccount%2Fsecond-factor").await.is(200);
    assert_eq!(
        page.attribute("input[name=next]", "value").as_deref(),
        Some("/account/second-factor")
    );

    let wrong = [("code", "000000"), ("next", "/account/second-factor")];
    let page = mirjam.sends("/login/second", &wrong).await.is(422).says("Dit klopt niet");
    assert_eq!(
        page.attribute("input[name=next]", "value").as_deref(),
        Some("/account/second-factor")
    );
    let half = mirjam.cookie("weerwoord_session");
    let code = code(&board, account(&board, "Mirjam Kuiper").await).await;
    let right = [("code", code.as_str()), ("next", "/account/second-factor")];
    mirjam.sends("/login/second", &right).await.goes_on_to("/account/second-factor");
    assert_ne!(mirjam.cookie("weerwoord_session"), half, "more power has another name");
    mirjam.reads("/account/second-factor").await.is(200);
}

#[tokio::test]
async fn a_code_works_once_and_one_step_to_either_side() {
    let (board, _, _) = with_an_app().await;
    let id = account(&board, "Mirjam Kuiper").await;
    let secret = board.app.totp(id).await.unwrap().unwrap();
    for (drift, works) in [
        (-60, false),
        (60, false),
        (-30, true),
        (-30, false),
        (0, true),
        (0, false),
        (-30, false),
        (30, true),
    ] {
        let mirjam = board.guest();
        mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
        let code = secret.code_at(board.app.now() + SignedDuration::from_secs(drift)).unwrap();
        let page = mirjam.sends("/login/second", &[("code", &code)]).await;
        assert_eq!(page.status.as_u16(), if works { 303 } else { 422 }, "{drift}");
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_and_for_its_account_only() {
    let (board, _, codes) = with_an_app().await;
    let bas = board.somebody("Bas Aalders", Role::Member).await;
    sets_up(&board, &bas).await;
    bas.sends("/logout", &[]).await.is(303);
    bas.logs_in("Bas Aalders").await.goes_on_to("/login/second");
    bas.sends("/login/second", &[("code", &codes[0])]).await.is(422);

    let mirjam = board.guest();
    mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    let typed = codes[0].to_uppercase().replace('-', " ");
    mirjam.sends("/login/second", &[("code", &typed)]).await.goes_on_to("/");
    mirjam.reads("/account/second-factor").await.says("Je hebt nog 9 herstelcodes");
    let again = board.guest();
    again.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    again.sends("/login/second", &[("code", &codes[0])]).await.is(422);

    mirjam
        .sends("/account/second-factor/codes", &KNOWN)
        .await
        .goes_on_to("/account/second-factor/codes");
    again.sends("/login/second", &[("code", &codes[1])]).await.is(422);
    let new = mirjam.reads("/account/second-factor/codes").await.texts(".codes li");
    again.sends("/login/second", &[("code", &new[1])]).await.goes_on_to("/");
}

#[tokio::test]
async fn a_half_session_is_good_for_ten_minutes() {
    let (board, _, codes) = with_an_app().await;
    let mirjam = board.guest();
    mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    board.clock.advance(SignedDuration::from_mins(10));
    mirjam.reads("/login/second").await.goes_on_to("/login");
    mirjam.sends("/login/second", &[("code", &codes[0])]).await.goes_on_to("/login");
    board.clock.advance(SignedDuration::from_mins(1));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM sessions WHERE half").await.as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn guessing_codes_is_soon_over() {
    let board = Board::with(Settings::easy().with("LIMITS", "on")).await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let codes = sets_up(&board, &mirjam).await;
    for _ in 0..10 {
        let thief = board.guest();
        thief.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
        thief.sends("/login/second", &[("code", "000000")]).await.is(422);
    }
    let thief = board.guest();
    thief.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    let page = thief.sends("/login/second", &[("code", "000000")]).await.is(429);
    assert_eq!(page.header("retry-after"), Some("300"));
    board.clock.advance(SignedDuration::from_mins(5));
    thief.sends("/login/second", &[("code", &codes[0])]).await.goes_on_to("/");
}

#[tokio::test]
async fn other_sessions_end_when_a_factor_comes_or_goes() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let elsewhere = board.guest();
    elsewhere.logs_in("Mirjam Kuiper").await.goes_on_to("/");
    let codes = sets_up(&board, &mirjam).await;
    elsewhere.reads("/account/second-factor").await.is(303);
    mirjam.reads("/account/second-factor").await.is(200);
    board.delivers_one_to("mirjam.kuiper@post.example").await;

    elsewhere.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    elsewhere.sends("/login/second", &[("code", &codes[0])]).await.goes_on_to("/");
    mirjam
        .sends("/account/second-factor/off", &[("password", "iets anders")])
        .await
        .is(422)
        .says("Dit wachtwoord klopt niet");
    assert!(board.delivers().await.is_empty());
    mirjam
        .sends("/account/second-factor/off", &[("password", PASSWORD)])
        .await
        .goes_on_to("/account/second-factor?done=off");
    elsewhere.reads("/account/second-factor").await.is(303);
    mirjam.reads("/account/second-factor").await.is(200).never_says("herstelcodes");
    assert!(board.delivers_one_to("mirjam.kuiper@post.example").await.text.contains("tweede stap"));
    elsewhere.logs_in("Mirjam Kuiper").await.goes_on_to("/");
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM recovery_codes").await.as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn staff_sets_up_a_second_factor_first_where_the_board_asks_it() {
    let board = Board::with(Settings::easy().with("STAFF_2FA", "on")).await;
    let article = board.article("Van wie is het gesprek?").await;
    let comment = board.guest().posts(&article, "Ja, en nu?").await.goes_on_to_a_comment();
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.reads("/moderation").await.goes_on_to("/account/second-factor");
    bram.reads("/account/second-factor").await.is(200).says("logt in met een tweede stap");
    bram.decides(comment, &[("decision", "keep")]).await.is(403).says("Stel eerst een tweede stap");
    bram.posts(&article, "Als lid mag het wel").await.goes_on_to_a_comment();
    sets_up(&board, &bram).await;
    bram.reads("/moderation").await.is(200);
    bram.decides(comment, &[("decision", "keep")]).await.is(303);

    let member = board.somebody("Mirjam Kuiper", Role::Member).await;
    member.reads("/moderation").await.is(403);
    member.reads("/account/second-factor").await.is(200).never_says("logt in met een tweede stap");
}

#[tokio::test]
async fn passkeys_are_one_s_own_and_asked_for_only_where_browsers_know_them() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    mirjam
        .reads("/account/second-factor")
        .await
        .says("Op dit adres kan geen passkey worden toegevoegd");
    mirjam.reads("/login").await.never_says("passkey");
    let key = NewPasskey { credential: vec![7; 16], data: "{}".into(), name: "Telefoon".into() };
    let owner = Owner { account: account(&board, "Mirjam Kuiper").await, session: None };
    assert!(board.app.store.add_passkey(owner, &key, None, board.app.now()).await.unwrap());
    assert!(
        !board.app.store.add_passkey(owner, &key, None, board.app.now()).await.unwrap(),
        "a passkey is known once"
    );
    mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    let bas = board.somebody("Bas Aalders", Role::Member).await;
    bas.reads("/account/passkeys/1/remove").await.is(404);
    bas.sends("/account/passkeys/1/remove", &[("password", PASSWORD)]).await.is(404);
    mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
}

#[tokio::test]
async fn a_board_with_a_name_starts_a_ceremony_and_refuses_what_no_device_made() {
    let board = Board::with(Settings::easy().with("PUBLIC_URL", "https://blog.example")).await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let page = mirjam.sends("/account/passkeys/start", &KNOWN).await.is(200);
    assert_eq!(page.header("content-type"), Some("application/json"));
    assert!(
        page.html().contains("\"id\":\"blog.example\"")
            && page.html().contains("\"residentKey\":\"preferred\"")
    );
    mirjam
        .sends("/account/passkeys/finish", &[("credential", "{}")])
        .await
        .is(422)
        .says("niet toegevoegd");
    let guest = board.guest();
    let page = guest.sends("/login/passkey/start", &[]).await.is(200);
    assert!(
        page.html().contains("\"challenge\"") && !page.html().contains("mediation"),
        "{}",
        page.html()
    );
    guest
        .sends("/login/passkey/finish", &[("credential", "{}")])
        .await
        .is(422)
        .says("Deze passkey hoort niet");
}

#[tokio::test]
async fn who_lost_everything_is_let_in_by_the_operator() {
    let (board, mirjam, _) = with_an_app().await;
    board
        .app
        .store
        .drop_factors(account(&board, "Mirjam Kuiper").await, board.app.now())
        .await
        .unwrap();
    mirjam.reads("/account/second-factor").await.is(303);
    mirjam.logs_in("Mirjam Kuiper").await.goes_on_to("/");
}

#[tokio::test]
async fn a_copy_of_the_database_shows_no_codes() {
    let board = Board::open().await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    mirjam.sends("/account/second-factor/start", &KNOWN).await.is(303);
    let secret = secret_on(&mirjam.reads("/account/second-factor/confirm").await);
    let waiting = board.value("SELECT state FROM ceremonies").await.unwrap();
    let plain = serde_json::to_string(secret.as_bytes()).unwrap();
    assert!(!waiting.contains(plain.trim_matches(['[', ']'])), "{waiting}");
    let code = secret.code_at(board.app.now()).unwrap();
    mirjam.sends("/account/second-factor/confirm", &[("code", &code)]).await.is(303);
    let codes = mirjam.reads("/account/second-factor/codes").await.texts(".codes li");
    let waiting = board.value("SELECT state FROM ceremonies").await.unwrap();
    assert!(codes.len() == 10 && !waiting.contains(&codes[0]), "{waiting}");

    let id = account(&board, "Mirjam Kuiper").await;
    let kept = board.app.store.totp(id).await.unwrap().unwrap();
    assert!(!kept.windows(4).any(|part| secret.as_bytes().windows(4).any(|other| part == other)));
    assert_eq!(board.app.totp(id).await.unwrap(), Some(secret));
    // In the row of somebody else it is of no use.
    let bas = board.account("Bas Aalders", Role::Member).await;
    board
        .sets("UPDATE accounts SET totp = (SELECT totp FROM accounts WHERE id = 1) WHERE id = 2")
        .await;
    assert!(board.app.totp(bas).await.is_err());
}

#[tokio::test]
async fn a_node_without_the_key_says_so_and_lets_recovery_codes_in() {
    let (board, _, codes) = with_an_app().await;
    let id = account(&board, "Mirjam Kuiper").await;
    let node = board.another_node_with_key(&"08".repeat(32)).await;
    let mirjam = board.guest();
    mirjam.at(&node).logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    let code = code(&board, id).await;
    // A right code is not called wrong: it is the board that can't check it.
    mirjam.at(&node).sends("/login/second", &[("code", &code)]).await.is(500);
    mirjam.at(&node).sends("/login/second", &[("code", &codes[0])]).await.goes_on_to("/");
    // New codes that it could not show take the place of no old ones.
    let inside = mirjam.at(&node);
    inside.sends("/account/second-factor/codes", &KNOWN).await.is(500);
    inside.colleague().logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    mirjam.at(&node).logs_in("Mirjam Kuiper").await.goes_on_to("/login/second");
    mirjam.at(&node).sends("/login/second", &[("code", &codes[1])]).await.goes_on_to("/");
    // Nor does that node encrypt what the others could not read.
    let bas = board.somebody("Bas Aalders", Role::Member).await;
    bas.at(&node).sends("/account/second-factor/start", &KNOWN).await.is(500);
    bas.sends("/account/second-factor/start", &KNOWN).await.is(303);
    // With both keys it reads what the others encrypted.
    let keys = format!("{},{}", "08".repeat(32), "07".repeat(32));
    let (both, _) = board.another_node_with_key(&keys).await;
    assert_eq!(both.totp(id).await.unwrap(), board.app.totp(id).await.unwrap());
}
