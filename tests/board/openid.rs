//! Logging in with an account that one has elsewhere: OpenID Connect.

use jiff::SignedDuration;
use serde_json::json;
use weerwoord::account::Role;
use weerwoord::account::second_factor::{Secret, recovery_hash};
use weerwoord::security::encryption::Purpose;
use weerwoord::store::accounts::{NewCodes, Owner};

use crate::harness::{
    Board, Mischief, PASSWORD, Page, Person, Provider, Says, Settings, address, link,
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// A board with an administrator and one provider, whose settings have these fields besides.
async fn board(fields: &[(&str, &str)]) -> (Board, Person, Provider) {
    let board = Board::with(Settings::easy().with("PRIVATE_TARGETS", "127.0.0.0/8")).await;
    let admin = board.somebody("Ada Beheerderson", Role::Admin).await;
    let provider = Provider::start(&board.clock).await;
    adds(&admin, 1, &provider, fields).await;
    (board, admin, provider)
}

/// The administrator adds a provider, which gets this number.
async fn adds(admin: &Person, number: i64, provider: &Provider, fields: &[(&str, &str)]) {
    let path = format!("/desk/settings/login/{number}");
    admin
        .sends("/desk/settings/login", &[("name", "Blad-ID"), ("issuer", provider.issuer())])
        .await
        .goes_on_to(&format!("{path}?done=added"));
    saves(admin, number, provider, fields).await.goes_on_to(&format!("{path}?done=saved"));
}

async fn saves(admin: &Person, number: i64, provider: &Provider, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![
        ("name", "Blad-ID"),
        ("issuer", provider.issuer()),
        ("client_id", Provider::CLIENT),
        ("client_secret", Provider::SECRET),
        ("scopes", "email profile"),
        ("on", "on"),
    ];
    all.extend_from_slice(fields);
    admin.sends(&format!("/desk/settings/login/{number}"), &all).await
}

fn sanne() -> Says {
    Says {
        subject: "17",
        email: Some("sanne@post.example"),
        is_verified: true,
        name: Some("Sanne Verhoef"),
        ..Says::default()
    }
}

/// Presses the button of the first provider, agrees there, and comes back.
async fn logs_in_at(who: &Person, provider: &Provider, says: Says) -> Page {
    let to = goes(who, 1).await;
    who.reads(&provider.sends_back(&to, says)).await
}

async fn goes(who: &Person, number: i64) -> String {
    let page = who.sends(&format!("/login/openid/{number}"), &[("next", "/terms")]).await.is(303);
    page.header("location").unwrap().to_owned()
}

/// Makes an account by a first log-in.
async fn registers(who: &Person, provider: &Provider, says: Says) {
    logs_in_at(who, provider, says).await.goes_on_to("/login/openid/register");
    let name = who.reads("/login/openid/register").await.is(200).field("name");
    who.sends("/login/openid/register", &[("name", &name)]).await.goes_on_to("/terms");
}

#[tokio::test]
async fn somebody_new_chooses_a_name_and_is_known_from_then_on() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let sanne_ = board.guest();
    let page = sanne_.reads("/login?next=/terms").await.is(200).says("Inloggen met Blad-ID");
    let policy = page.header("content-security-policy").unwrap().to_owned();
    let origin = provider.issuer().trim_end_matches("/realm");
    assert!(policy.contains(&format!("form-action 'self' {origin}")), "{policy}");

    logs_in_at(&sanne_, &provider, sanne()).await.goes_on_to("/login/openid/register");
    let page = sanne_.reads("/login/openid/register").await.is(200).says("sanne@post.example");
    assert_eq!(page.field("name"), "Sanne Verhoef");
    for (name, told) in
        [("Moderator", "redactie"), ("Ada Beheerderson", "al van een lid"), ("", "naam")]
    {
        sanne_.sends("/login/openid/register", &[("name", name)]).await.is(422).says(told);
    }
    sanne_.sends("/login/openid/register", &[("name", "Sanne V.")]).await.goes_on_to("/terms");
    sanne_.reads("/account").await.is(200).says("sanne@post.example").says("geen wachtwoord");
    // The same form again makes no second account.
    sanne_.sends("/login/openid/register", &[("name", "Sanne W.")]).await.goes_on_to("/login");

    let elsewhere = board.guest();
    logs_in_at(&elsewhere, &provider, sanne()).await.goes_on_to("/terms");
    elsewhere.reads("/account").await.is(200).says("Blad-ID").says("Sanne V.");
    // Nobody guesses a password of an account that has none.
    let guess = [("email", "sanne@post.example"), ("password", "")];
    board.guest().sends("/login", &guess).await.is(422);
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM accounts").await.as_deref(),
        Some("2")
    );
}

#[tokio::test]
async fn several_providers_know_different_people() {
    let (board, admin, first) = board(&[("register", "on")]).await;
    let second = Provider::start(&board.clock).await;
    adds(&admin, 2, &second, &[("register", "on")]).await;
    registers(&board.guest(), &first, sanne()).await;

    let other = board.guest();
    let to = goes(&other, 2).await;
    let says = Says { email: Some("bas@post.example"), name: Some("Bas"), ..sanne() };
    other.reads(&second.sends_back(&to, says)).await.goes_on_to("/login/openid/register");
    other.sends("/login/openid/register", &[("name", "Bas")]).await.goes_on_to("/terms");
    other.reads("/account").await.says("bas@post.example").never_says("sanne@post.example");
    // A code of one provider is worth nothing at the address of the other.
    let to = goes(&other, 1).await;
    let back = first.sends_back(&to, sanne()).replace("/openid/1/", "/openid/2/");
    other.reads(&back).await.is(422);
}

#[tokio::test]
async fn what_is_not_genuine_is_refused() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    for mischief in [
        Mischief::ForgedClaims,
        Mischief::OtherKey,
        Mischief::NoSignature,
        Mischief::SharedKey,
        Mischief::OtherNonce,
        Mischief::OtherAudience,
        Mischief::SecondAudience,
        Mischief::OtherParty,
        Mischief::OtherIssuer,
        Mischief::Expired,
        Mischief::Old,
        Mischief::OtherAccessToken,
    ] {
        provider.lies(mischief);
        let page = logs_in_at(&board.guest(), &provider, sanne()).await;
        assert_eq!(page.status, 422, "{mischief:?}");
        page.says("Het antwoord van Blad-ID klopt niet").never_says("post.example");
    }
    provider.lies(Mischief::NoToken);
    logs_in_at(&board.guest(), &provider, sanne()).await.is(502);
    provider.lies(Mischief::Nothing);
    logs_in_at(&board.guest(), &provider, sanne()).await.goes_on_to("/login/openid/register");
}

#[tokio::test]
async fn a_way_back_works_once_in_the_browser_that_went() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let mirjam = board.guest();
    let back = provider.sends_back(&goes(&mirjam, 1).await, sanne());
    board.guest().reads(&back).await.is(422).says("andere browser");
    let other = board.guest();
    goes(&other, 1).await;
    other.reads(&back).await.is(422);
    mirjam.reads(&back).await.goes_on_to("/login/openid/register");
    mirjam.reads(&back).await.is(422);

    // A code of another log-in, with the state of this one: the challenge is another.
    let stolen = provider.sends_back(&goes(&board.guest(), 1).await, sanne());
    let own = provider.sends_back(&goes(&mirjam, 1).await, sanne());
    let code = stolen.split(['?', '&']).find(|part| part.starts_with("code=")).unwrap();
    let state = own.split(['?', '&']).find(|part| part.starts_with("state=")).unwrap();
    let mixed = format!("/login/openid/1/callback?{code}&{state}");
    mirjam.reads(&mixed).await.is(422).says("klopt niet");

    let late = provider.sends_back(&goes(&mirjam, 1).await, sanne());
    board.clock.advance(31 * MINUTE);
    mirjam.reads(&late).await.is(422);
    let to = goes(&mirjam, 1).await;
    let state = to.split(['?', '&']).find(|part| part.starts_with("state=")).unwrap();
    let cancelled = format!("/login/openid/1/callback?error=access_denied&{state}");
    mirjam.reads(&cancelled).await.is(422).says("afgebroken");
    mirjam.reads("/login/openid/1/callback?error=access_denied").await.is(422).says("afgebroken");
    let to = goes(&mirjam, 1).await;
    let mixed_up = format!("{}&iss=https://evil.example", provider.sends_back(&to, sanne()));
    mirjam.reads(&mixed_up).await.is(422).says("klopt niet");
}

#[tokio::test]
async fn an_address_alone_opens_no_account() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    board.account("Mirjam", Role::Editor).await;
    let email = "mirjam@post.example";
    assert_eq!(address("Mirjam"), email);
    let says = Says { subject: "8", email: Some(email), name: Some("Mirjam"), ..sanne() };

    // Verified: the page asks for a log-in to the account, and nothing is open before it.
    let stranger = board.guest();
    logs_in_at(&stranger, &provider, says.clone()).await.goes_on_to("/login/openid/join");
    stranger.reads("/login/openid/join").await.is(200).says(email);
    stranger.reads("/account").await.is(303);
    stranger.sends("/login/openid/join", &[]).await.is(303);
    stranger
        .sends("/login/openid/register", &[("name", "Mirjam 2")])
        .await
        .goes_on_to("/login/openid/join");
    logs_in_at(&stranger, &provider, says.clone()).await.goes_on_to("/login/openid/join");
    // Logged in to another account: that one does not get it either.
    board.account("Bas", Role::Member).await;
    stranger.logs_in("Bas").await;
    stranger.reads("/login/openid/join").await.is(200).says("ander e-mailadres");
    stranger.sends("/login/openid/join", &[]).await.goes_on_to("/login/openid/join");

    // Not verified: a letter as for any registration, which tells the owner of the account.
    let liar = board.guest();
    let says = Says { subject: "9", is_verified: false, ..says };
    logs_in_at(&liar, &provider, says).await.goes_on_to("/login/openid/register");
    let form = [("name", "Mirjam van Elders"), ("email", email)];
    liar.sends("/login/openid/register", &form).await.goes_on_to("/register/sent");
    let mail = board.delivers_one_to(email).await;
    assert!(!mail.text.contains("/confirm/"), "{}", mail.text);
    let count = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM login_identities").await;
    assert_eq!(count.as_deref(), Some("0"));
}

#[tokio::test]
async fn an_account_gets_a_log_in_after_one_log_in_to_it() {
    let (board, _, provider) = board(&[]).await;
    board.account("Mirjam", Role::Member).await;
    let says = Says { subject: "8", email: Some("Mirjam@post.example"), ..sanne() };
    let mirjam = board.guest();
    logs_in_at(&mirjam, &provider, says.clone()).await.goes_on_to("/login/openid/join");
    let form =
        [("email", "mirjam@post.example"), ("password", PASSWORD), ("next", "/login/openid/join")];
    mirjam.sends("/login", &form).await.goes_on_to("/login/openid/join");
    mirjam.reads("/login/openid/join").await.is(200).says("Wil je voortaan");
    mirjam.sends("/login/openid/join", &[]).await.goes_on_to("/terms");
    let mail = board.delivers_one_to("mirjam@post.example").await;
    assert!(mail.text.contains("Blad-ID"), "{}", mail.text);
    // The same form again, and the log-in of another browser.
    mirjam.sends("/login/openid/join", &[]).await.goes_on_to("/account#logins");
    let elsewhere = board.guest();
    logs_in_at(&elsewhere, &provider, says).await.goes_on_to("/terms");
    elsewhere.reads("/account").await.says("Mirjam");

    // Unknown people do not register here.
    let page = logs_in_at(&board.guest(), &provider, sanne()).await.is(422);
    page.says("nog geen account");
}

#[tokio::test]
async fn an_address_that_nobody_verified_is_confirmed_here() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let says = Says { is_verified: false, ..sanne() };
    let noor = board.guest();
    logs_in_at(&noor, &provider, says.clone()).await.goes_on_to("/login/openid/register");
    assert_eq!(noor.reads("/login/openid/register").await.field("email"), "sanne@post.example");
    noor.sends("/login/openid/register", &[("name", "Noor"), ("email", "nee")]).await.is(422);
    let form = [("name", "Noor"), ("email", "noor@post.example")];
    noor.sends("/login/openid/register", &form).await.goes_on_to("/register/sent");
    // No account, and no way in, before the address is confirmed.
    logs_in_at(&noor, &provider, says.clone()).await.goes_on_to("/login/openid/register");
    let mail = board.delivers_one_to("noor@post.example").await;
    let confirm = link(&mail, "/confirm/");
    noor.sends(&confirm, &[]).await.goes_on_to("/login?done=joined");
    logs_in_at(&noor, &provider, says).await.goes_on_to("/terms");
    noor.reads("/account").await.says("noor@post.example").says("Blad-ID");
}

#[tokio::test]
async fn roles_follow_a_claim_up_and_down() {
    let fields =
        [("register", "on"), ("claim", "groups"), ("moderator", "mods"), ("admin", "chiefs")];
    let (board, admin, provider) = board(&fields).await;
    let with = |groups: &[&str]| Says { others: Some(json!({ "groups": groups })), ..sanne() };
    let who = board.guest();
    registers(&who, &provider, with(&["all", "mods"])).await;
    let role = async || {
        board
            .value("SELECT role FROM accounts WHERE email_key = 'sanne@post.example'")
            .await
            .unwrap()
    };
    assert_eq!(role().await, "moderator");
    who.reads("/moderation").await.is(200);

    logs_in_at(&who, &provider, with(&[])).await.goes_on_to("/terms");
    assert_eq!(role().await, "member");
    who.reads("/moderation").await.is(403);
    logs_in_at(&who, &provider, with(&["chiefs"])).await.goes_on_to("/terms");
    assert_eq!(role().await, "admin");
    // Told only on request, and the same.
    let asked = Says { only_on_request: true, ..with(&["mods"]) };
    logs_in_at(&who, &provider, asked).await.goes_on_to("/terms");
    assert_eq!(role().await, "moderator");

    let log = admin.reads("/desk/log").await.is(200);
    log.says("Inlogdienst")
        .says("Rol gewijzigd door een inlogdienst")
        .says("Beheerder → Moderator");
    // A role that no value stands for was given by hand, and stays.
    let id = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE role = 'moderator'")
        .await
        .unwrap();
    admin.sends(&format!("/desk/people/{id}/role"), &[("role", "editor")]).await.is(303);
    logs_in_at(&who, &provider, with(&[])).await.goes_on_to("/terms");
    assert_eq!(role().await, "editor");
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let fields = [("claim", "groups"), ("admin", "chiefs")];
    let (board, admin, provider) = board(&fields).await;
    let says = Says { email: Some("ada.beheerderson@post.example"), ..sanne() };
    let to = admin.sends("/account/logins/join/1", &[("password", PASSWORD)]).await.is(303);
    let back = provider.sends_back(to.header("location").unwrap(), says.clone());
    admin.reads(&back).await.goes_on_to("/account?done=login#logins");
    let again = board.guest();
    logs_in_at(&again, &provider, says).await.goes_on_to("/terms");
    again.reads("/desk/settings/login").await.is(200);
    assert_eq!(
        board.value("SELECT role FROM accounts WHERE id = 1").await.as_deref(),
        Some("admin")
    );
}

#[tokio::test]
async fn a_provider_that_is_down_leaves_the_other_ways() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let who = board.guest();
    let back = provider.sends_back(&goes(&who, 1).await, sanne());
    provider.is_down(true);
    let page = who.reads(&back).await.is(503).says("nu niet bereikbaar");
    assert_eq!(page.texts("#password").len(), 1, "the other ways are there");

    // Without a document of before: the same, and not asked each time.
    let node = board.another_node().await;
    let there = board.guest().at(&node);
    for _ in 0..3 {
        there.sends("/login/openid/1", &[]).await.is(503).says("nu niet bereikbaar");
    }
    provider.is_down(false);
    there.sends("/login/openid/1", &[]).await.is(503);
    board.clock.advance(SignedDuration::from_secs(11));
    there.sends("/login/openid/1", &[]).await.is(303);
}

#[tokio::test]
async fn new_keys_are_fetched_at_most_once_a_minute() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    logs_in_at(&board.guest(), &provider, sanne()).await.goes_on_to("/login/openid/register");
    let before = provider.keys_fetched();
    provider.lies(Mischief::OtherKey);
    for _ in 0..3 {
        logs_in_at(&board.guest(), &provider, sanne()).await.is(422);
    }
    assert_eq!(provider.keys_fetched(), before, "they were fetched a moment ago");
    provider.lies(Mischief::Nothing);
    provider.rotates_its_key();
    logs_in_at(&board.guest(), &provider, sanne()).await.is(422);
    board.clock.advance(MINUTE);
    logs_in_at(&board.guest(), &provider, sanne()).await.goes_on_to("/login/openid/register");
    assert_eq!(provider.keys_fetched(), before + 1);
}

#[tokio::test]
async fn the_second_step_stays_unless_the_provider_may_stand_for_it() {
    let (board, admin, provider) = board(&[("register", "on")]).await;
    let who = board.guest();
    registers(&who, &provider, sanne()).await;
    let id: i64 = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE email_key = 'sanne@post.example'")
        .await
        .unwrap()
        .parse()
        .unwrap();
    let secret = board.app.encrypt(Purpose::App, id, Secret::new([7; 20]).as_bytes()).unwrap();
    let codes = NewCodes { codes: vec!["abcde-fghij".into()], ..NewCodes::default() };
    let owner = Owner { account: id, session: None };
    assert!(board.app.store.set_totp(owner, &secret, 0, &codes, board.app.now()).await.unwrap());
    assert_ne!(recovery_hash("abcde-fghij"), [0; 32]);

    let strong = || Says { methods: &["pwd", "mfa"], ..sanne() };
    let again = board.guest();
    logs_in_at(&again, &provider, strong()).await.goes_on_to("/login/second?next=%2Fterms");
    again.reads("/account").await.is(303);
    again.sends("/login/second", &[("code", "000000")]).await.is(422);
    let form = [("code", "abcde-fghij"), ("next", "/terms")];
    again.sends("/login/second", &form).await.goes_on_to("/terms");

    saves(&admin, 1, &provider, &[("factors", "on")]).await.is(303);
    let weak = board.guest();
    logs_in_at(&weak, &provider, sanne()).await.goes_on_to("/login/second?next=%2Fterms");
    logs_in_at(&weak, &provider, strong()).await.goes_on_to("/terms");
    weak.reads("/account").await.is(200);
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let who = board.guest();
    registers(&who, &provider, sanne()).await;
    who.reads("/account/logins/1/remove").await.is(200).never_says("Huidige wachtwoord");
    who.sends("/account/logins/1/remove", &[]).await.is(409).says("enige manier");
    // What asks for a password tells how to get one.
    let leave = [("password", "x"), ("sure", "on")];
    who.sends("/account/leave", &leave).await.is(422).says("geen wachtwoord");

    who.sends("/forgot", &[("email", "sanne@post.example")]).await.is(303);
    let reset = link(&board.delivers_one_to("sanne@post.example").await, "/reset/");
    who.sends(&reset, &[("password", PASSWORD)]).await.goes_on_to("/login?done=reset");
    let form = [("email", "sanne@post.example"), ("password", PASSWORD)];
    who.sends("/login", &form).await.goes_on_to("/");
    board.delivers().await;
    who.sends("/account/logins/1/remove", &[("password", "verkeerd wachtwoord")]).await.is(422);
    who.sends("/account/logins/1/remove", &[("password", PASSWORD)])
        .await
        .goes_on_to("/account?done=no-login#logins");
    let mail = board.delivers_one_to("sanne@post.example").await;
    assert!(mail.text.contains("Blad-ID"), "{}", mail.text);
    who.reads("/account/logins/1/remove").await.is(404);
    logs_in_at(&board.guest(), &provider, sanne()).await.goes_on_to("/login/openid/join");
}

#[tokio::test]
async fn a_log_in_belongs_to_one_account() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    registers(&board.guest(), &provider, sanne()).await;
    let bas = board.somebody("Bas", Role::Member).await;
    bas.sends("/account/logins/join/1", &[("password", "x")]).await.is(422);
    let to = bas.sends("/account/logins/join/1", &[("password", PASSWORD)]).await.is(303);
    let back = provider.sends_back(to.header("location").unwrap(), sanne());
    bas.reads(&back).await.is(409).says("ander account");
    // Joined in the session that asked for it alone.
    let to = bas.sends("/account/logins/join/1", &[("password", PASSWORD)]).await.is(303);
    let says = Says { subject: "99", ..sanne() };
    let back = provider.sends_back(to.header("location").unwrap(), says.clone());
    bas.sends("/logout", &[]).await.is(303);
    bas.reads(&back).await.goes_on_to("/login");
    bas.logs_in("Bas").await;
    let to = bas.sends("/account/logins/join/1", &[("password", PASSWORD)]).await.is(303);
    let back = provider.sends_back(to.header("location").unwrap(), says);
    bas.reads(&back).await.goes_on_to("/account?done=login#logins");
    bas.reads("/account").await.says("Blad-ID");
}

#[tokio::test]
async fn one_s_own_data_has_log_ins_and_leaving_erases_them() {
    let (board, _, provider) = board(&[("register", "on")]).await;
    let bas = board.somebody("Bas", Role::Member).await;
    let to = bas.sends("/account/logins/join/1", &[("password", PASSWORD)]).await.is(303);
    let back = provider.sends_back(to.header("location").unwrap(), sanne());
    bas.reads(&back).await.goes_on_to("/account?done=login#logins");
    let data: serde_json::Value =
        serde_json::from_slice(&bas.reads("/account/data.json").await.is(200).bytes).unwrap();
    assert_eq!(data["logins"][0]["subject"], "17");
    assert_eq!(data["logins"][0]["issuer"], provider.issuer());
    let leave = [("password", PASSWORD), ("sure", "on")];
    bas.sends("/account/leave", &leave).await.goes_on_to("/account/left");
    let count = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM login_identities").await;
    assert_eq!(count.as_deref(), Some("0"));
    logs_in_at(&board.guest(), &provider, sanne()).await.goes_on_to("/login/openid/register");
}

#[tokio::test]
async fn the_desk_says_what_is_wrong_with_a_provider() {
    let (_board, admin, provider) = board(&[]).await;
    let adds = async |issuer: &str| {
        admin.sends("/desk/settings/login", &[("name", "X"), ("issuer", issuer)]).await.is(422)
    };
    adds("").await.says("Vul de uitgever in.");
    adds("nee").await.says("geen adres van een uitgever");
    adds("https://10.1.2.3/").await.says("WEERWOORD_PRIVATE_TARGETS");
    adds("http://127.0.0.1:9").await.says("antwoordt niet");
    let root = provider.issuer().trim_end_matches("/realm").to_owned();
    adds(&root).await.says("geen /.well-known/openid-configuration");
    // A slash too many is no reason to refuse.
    let slash = format!("{}/", provider.issuer());
    admin
        .sends("/desk/settings/login", &[("name", "X"), ("issuer", &slash)])
        .await
        .goes_on_to("/desk/settings/login/2?done=added");
    let page = admin.reads("/desk/settings/login/2").await.is(200);
    assert_eq!(page.field("issuer"), provider.issuer());
    assert!(page.field("callback").ends_with("/login/openid/2/callback"));

    let path = "/desk/settings/login/1";
    let page = admin.reads(path).await.is(200).never_says(Provider::SECRET);
    assert!(!page.html().contains(Provider::SECRET));
    for (name, value, told) in [
        ("name", "", "Vul een naam in."),
        ("client_id", "", "Vul eerst de client-id in"),
        ("origins", "https://a.example; script-src *", "geen adressen"),
        ("moderator", "mods", "Vul de claim in"),
        ("scopes", "é", "Scopes zijn woorden"),
    ] {
        let mut fields = vec![
            ("name", "Blad-ID"),
            ("issuer", provider.issuer()),
            ("client_id", Provider::CLIENT),
            ("on", "on"),
        ];
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value));
        admin.sends(path, &fields).await.is(422).says(told);
    }
    admin.reads("/desk/log").await.says("inloggen met andere diensten");
    admin.sends(&format!("{path}/remove"), &[]).await.is(303);
    admin.reads(path).await.is(404);
    admin.reads("/login/openid/1/callback").await.is(404);
}
