//! Invitations to the staff: who is invited, how they accept, and everything that ends a link.

use std::time::Duration;

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs;
use weerwoord::store::accounts::Owner;

use crate::harness::{Board, PASSWORD, Person, Settings, address, free_port, link};

const PAGE: &str = "/desk/people/invitations";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An administrator invites somebody by this name to a role.
async fn invites(admin: &Person, name: &str, role: &str) {
    let fields = [("name", name), ("email", &address(name)), ("role", role)];
    admin.sends(PAGE, &fields).await.goes_on_to(&format!("{PAGE}?done=invited#done"));
}

/// The path in the link that somebody by this name got.
async fn link_of(board: &Board, name: &str) -> String {
    link(&board.delivers_one_to(&address(name)).await, "/invitations/")
}

/// A board with Ada, its administrator, logged in.
async fn with_ada() -> (Board, Person) {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    (board, ada)
}

async fn number(board: &Board, statement: &'static str) -> String {
    board.value(statement).await.unwrap()
}

const ACCOUNTS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM accounts";
const TICKETS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM tickets";

#[tokio::test]
async fn who_has_no_account_chooses_a_name_and_a_password() {
    let (board, ada) = with_ada().await;
    ada.reads("/desk/people").await.is(200).says("Er staan geen uitnodigingen open.");
    invites(&ada, "Noor de Wit", "editor").await;
    let page = ada.reads(&format!("{PAGE}?done=invited")).await.is(200);
    let page = page.says("De uitnodiging is gemaakt").says("noor.de.wit@post.example");
    page.says("Redacteur · uitgenodigd door Ada · geldig tot 27 november 2026")
        .says("de e-mail wordt zo verstuurd");
    let mail = board.delivers_one_to("noor.de.wit@post.example").await;
    assert!(
        mail.text.contains("Ada nodigt je uit om mee te werken aan Weerwoord"),
        "{}",
        mail.text
    );
    assert!(mail.text.contains("Beste Noor de Wit,") && mail.text.contains("Redacteur"));
    ada.reads(PAGE).await.is(200).says("e-mail verstuurd op 20 november 2026 om 09:00");
    ada.reads("/desk/people").await.is(200).says("Er staat 1 uitnodiging open.");

    let (link, noor) = (link(&mail, "/invitations/"), board.guest());
    for _ in 0..2 {
        let page = noor.reads(&link).await.is(200).says("Ada nodigt je uit");
        assert_eq!(page.field("name"), "Noor de Wit");
    }
    assert_eq!(number(&board, ACCOUNTS).await, "1", "a scanner that follows links makes nothing");
    let page = noor.sends(&link, &[("name", "Noor W."), ("password", "kort")]).await.is(422);
    assert_eq!((page.field("name").as_str(), page.field("password").as_str()), ("Noor W.", ""));
    let page = noor.sends(&link, &[("name", "Ada"), ("password", PASSWORD)]).await.is(422);
    page.says("Deze naam is al van een lid");
    let sent = noor.sends(&link, &[("name", "Noor W."), ("password", PASSWORD)]).await;
    sent.goes_on_to("/login?done=registered&next=%2Fdesk");
    noor.reads("/desk").await.is(303);
    let page = noor.reads("/login?done=registered&next=%2Fdesk").await.is(200);
    page.says("Je account is klaar.").never_says("Nog geen account?");
    let log_in = [("email", "noor.de.wit@post.example"), ("password", PASSWORD), ("next", "/desk")];
    noor.sends("/login", &log_in).await.goes_on_to("/desk");
    noor.reads("/desk").await.is(200);
    noor.reads("/desk/people").await.is(403);

    // Once is once.
    let other = board.guest();
    other.reads(&link).await.is(404).says("Deze link werkt niet meer");
    other.sends(&link, &[("name", "Iemand"), ("password", PASSWORD)]).await.is(404);
    assert_eq!(number(&board, ACCOUNTS).await, "2");
    assert_eq!(number(&board, TICKETS).await, "0");
    ada.reads(PAGE).await.is(200).says("Er staan geen uitnodigingen open.");
    let log = ada.reads("/desk/log").await.is(200).texts(".record p:first-child");
    let want = [
        "Noor W.: Ingelogd",
        "Noor W.: Uitnodiging aangenomen · uitnodiging 1: Redacteur",
        "Noor W.: Account gemaakt · Noor W. · Redacteur",
        "Ada: Iemand uitgenodigd · uitnodiging 1: Redacteur",
    ];
    assert_eq!(log[..4], want);
    let proved = "SELECT email FROM mailboxes WHERE confirmed_at IS NOT NULL";
    assert_eq!(number(&board, proved).await, "noor.de.wit@post.example");
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_has_an_account_gets_the_role_after_logging_in() {
    let (board, ada) = with_ada().await;
    let bram = board.somebody("Bram", Role::Member).await;
    let elsewhere = board.somebody_again("Bram").await;
    let joost = board.somebody("Joost", Role::Member).await;
    invites(&ada, "Bram", "moderator").await;
    let link = link_of(&board, "Bram").await;
    let back = format!("/login?next={}", link.replace('/', "%2F"));
    let page = board.guest().reads(&link).await.is(200).says("hoort al een account");
    assert_eq!(page.attribute("main p a", "href").as_deref(), Some(back.as_str()));
    let fields = [("name", "Bram Twee"), ("password", PASSWORD)];
    board.guest().sends(&link, &fields).await.goes_on_to(&back);
    // The link alone helps nobody else.
    joost.reads(&link).await.is(200).says("hoort een ander account");
    joost.sends(&link, &fields).await.goes_on_to(&back);
    joost.reads("/moderation").await.is(403);
    bram.reads("/moderation").await.is(403);
    let page = bram.reads(&link).await.is(200).says("krijgt je account die rol");
    assert!(page.attribute("input#password", "name").is_none());
    bram.sends(&link, &[]).await.goes_on_to("/moderation");
    bram.reads("/moderation").await.is(200);
    elsewhere.reads("/account").await.is(303);
    bram.reads(&link).await.is(404);
    bram.sends(&link, &[]).await.is(404);
    let log = ada.reads("/desk/log").await.is(200).texts(".record p:first-child");
    assert_eq!(log[0], "Bram: Uitnodiging aangenomen · uitnodiging 1: Moderator");
    assert_eq!(log[1], "Bram: Rol gewijzigd · Bram · Lid → Moderator");
    assert_eq!(number(&board, ACCOUNTS).await, "3");
}

#[tokio::test]
async fn accepting_takes_no_role_away_and_another_address_accepts_nothing() {
    let (board, ada) = with_ada().await;
    let id = board.account("Bram", Role::Member).await;
    invites(&ada, "Bram", "moderator").await;
    let link = link_of(&board, "Bram").await;
    board.app.store.change_role(id, Role::Editor, None, board.app.now()).await.unwrap();
    let bram = board.somebody_again("Bram").await;
    bram.sends(&link, &[]).await.goes_on_to("/desk");
    bram.reads("/desk").await.is(200);

    // An account that got another address while its owner was about to accept.
    let eva = board.account("Eva", Role::Member).await;
    invites(&ada, "Eva", "admin").await;
    let text = link_of(&board, "Eva").await;
    let token = weerwoord::security::token::Token::parse(text.rsplit('/').next().unwrap()).unwrap();
    board.sets("UPDATE accounts SET email = 'e@x.example', email_key = 'e@x.example' WHERE name = 'Eva'").await;
    let owner = Owner { account: eva, session: None };
    let store = &board.app.store;
    let accepted = store.accept_with_account(&token, owner, [1; 32], board.app.now()).await;
    assert_eq!(accepted.unwrap(), None);
    assert_eq!(store.account_by_id(eva).await.unwrap().unwrap().role, Role::Member);
}

#[tokio::test]
async fn an_invitation_lasts_a_week_and_can_be_sent_again_and_withdrawn() {
    let (board, ada) = with_ada().await;
    invites(&ada, "Noor", "moderator").await;
    let first = link_of(&board, "Noor").await;
    board.clock.advance(DAY * 7 - SignedDuration::from_secs(1));
    board.guest().reads(&first).await.is(200);
    board.clock.advance(SignedDuration::from_secs(1));
    board.guest().reads(&first).await.is(404);
    let fields = [("name", "Noor"), ("password", PASSWORD)];
    board.guest().sends(&first, &fields).await.is(404);
    ada.reads(PAGE).await.is(200).says("verlopen op 27 november 2026");
    ada.reads("/desk/people").await.is(200).says("Er staan geen uitnodigingen open.");
    let again = format!("{PAGE}?done=again#done");
    ada.sends(&format!("{PAGE}/1/again"), &[]).await.goes_on_to(&again);
    let second = link_of(&board, "Noor").await;
    assert_ne!(first, second);
    ada.reads(PAGE).await.is(200).says("geldig tot 4 december 2026");
    board.guest().reads(&first).await.is(404);
    board.guest().reads(&second).await.is(200);
    // A mail that was not made yet when the invitation was withdrawn is never made.
    ada.sends(&format!("{PAGE}/1/again"), &[]).await.is(303);
    let withdrawn = format!("{PAGE}?done=withdrawn#done");
    for _ in 0..2 {
        ada.sends(&format!("{PAGE}/1/withdraw"), &[]).await.goes_on_to(&withdrawn);
    }
    assert!(board.delivers().await.is_empty());
    board.guest().reads(&second).await.is(404);
    board.guest().sends(&second, &fields).await.is(404);
    ada.sends(&format!("{PAGE}/1/again"), &[]).await.is(404);
    let log = ada.reads("/desk/log?kind=uninvite").await.is(200).texts(".record p:first-child");
    assert_eq!(log, ["Ada: Uitnodiging ingetrokken · uitnodiging 1: Moderator"]);
    let log = ada.reads("/desk/log?kind=reinvite").await.is(200).texts(".record p:first-child");
    assert_eq!(log.len(), 2);
    // One that nobody accepted is forgotten a month after it ended; a new one may come before.
    invites(&ada, "Noor", "editor").await;
    board.clock.advance(DAY * 8);
    let ada = board.somebody_again("Ada").await;
    invites(&ada, "Noor", "admin").await;
    assert_eq!(ada.reads(PAGE).await.is(200).texts(".log .record").len(), 1);
    board.clock.advance(DAY * 38);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let left = "SELECT CAST(COUNT(*) AS TEXT) FROM invitations";
    assert_eq!(number(&board, left).await, "0");
}

#[tokio::test]
async fn invitations_end_with_the_role_of_the_inviter() {
    let (board, ada) = with_ada().await;
    let (cor, dirk) =
        (board.account("Cor", Role::Admin).await, board.somebody("Dirk", Role::Admin).await);
    let in_session = board.somebody_again("Cor").await;
    invites(&in_session, "Noor", "admin").await;
    let of_cor = link_of(&board, "Noor").await;
    invites(&dirk, "Piet", "editor").await;
    let of_dirk = link_of(&board, "Piet").await;
    invites(&ada, "Saar", "editor").await;
    let of_ada = link_of(&board, "Saar").await;
    ada.sends(&format!("/desk/people/{cor}/role"), &[("role", "editor")]).await.is(303);
    dirk.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    let fields = [("name", "Iemand"), ("password", PASSWORD)];
    for link in [of_cor, of_dirk] {
        board.guest().reads(&link).await.is(404);
        board.guest().sends(&link, &fields).await.is(404);
    }
    board.guest().reads(&of_ada).await.is(200);
    let log = ada.reads("/desk/log?kind=uninvite").await.is(200).texts(".record p:first-child");
    assert_eq!(log.len(), 2);
    assert_eq!(log[1], "Ada: Uitnodiging ingetrokken · uitnodiging 1: Beheerder");
    // What the former administrator still had open in a browser invites nobody.
    let fields = [("name", "Noor"), ("email", "n@post.example"), ("role", "admin")];
    in_session.sends(PAGE, &fields).await.goes_on_to("/login");
    assert_eq!(ada.reads(PAGE).await.is(200).texts(".log .record").len(), 1);
}

#[tokio::test]
async fn bad_input_keeps_what_was_typed() {
    let (board, ada) = with_ada().await;
    board.account("Bram", Role::Editor).await;
    let page = ada.sends(PAGE, &[("email", "noor"), ("role", "member")]).await.is(422);
    assert_eq!(page.texts("#errors li").len(), 3);
    assert_eq!(page.field("email"), "noor");
    page.says("Vul de naam in van wie wordt uitgenodigd.").says("Kies een rol uit de lijst.");
    ada.sends(PAGE, &[("name", "N"), ("email", "n@x.example"), ("role", "koning")]).await.is(422);
    for role in ["moderator", "editor"] {
        let fields = [("name", "Bram"), ("email", "BRAM@post.example"), ("role", role)];
        let page = ada.sends(PAGE, &fields).await.is(422).says("met deze rol of een hogere");
        assert_eq!(page.field("name"), "Bram");
        let chosen = page.attribute("#role option[selected]", "value");
        assert_eq!(chosen.as_deref(), Some(role));
    }
    invites(&ada, "Noor", "editor").await;
    invites(&ada, "Noor", "editor").await;
    let fields = [("name", "Noor"), ("email", "Noor@post.example"), ("role", "admin")];
    ada.sends(PAGE, &fields).await.is(422).says("staat al een uitnodiging open");
    assert_eq!(board.delivers().await.len(), 1, "the same form twice is one invitation");
    invites(&ada, "Bram", "admin").await;
    let sanne = board.somebody("Sanne", Role::Editor).await;
    sanne.reads(PAGE).await.is(403);
    sanne.sends(PAGE, &fields).await.is(403);
    sanne.sends(&format!("{PAGE}/1/again"), &[]).await.is(403);
    sanne.sends(&format!("{PAGE}/1/withdraw"), &[]).await.is(403);
}

#[tokio::test]
async fn several_who_use_a_link_at_once_make_one_account() {
    let (board, ada) = with_ada().await;
    invites(&ada, "Noor", "editor").await;
    let link = &link_of(&board, "Noor").await;
    let names = ["Noor", "Noor B", "Noor C", "Noor D"];
    let sent = names.map(|name| {
        let person = board.guest();
        async move { person.sends(link, &[("name", name), ("password", PASSWORD)]).await }
    });
    let answers = futures_util::future::join_all(sent).await;
    let made = answers.iter().filter(|page| {
        page.header("location").is_some_and(|to| to.starts_with("/login?done=registered"))
    });
    assert_eq!(made.count(), 1);
    assert_eq!(number(&board, ACCOUNTS).await, "2");
}

#[tokio::test]
async fn who_is_invited_is_taken_in_or_not_when_the_inviter_stops_at_the_same_moment() {
    let (board, ada) = with_ada().await;
    let cor = board.account("Cor", Role::Admin).await;
    invites(&board.somebody_again("Cor").await, "Noor", "admin").await;
    let link = link_of(&board, "Noor").await;
    let fields = [("name", "Noor"), ("password", PASSWORD)];
    let (role, noor) = (format!("/desk/people/{cor}/role"), board.guest());
    let (accepted, changed) =
        tokio::join!(noor.sends(&link, &fields), ada.sends(&role, &[("role", "member")]));
    changed.is(303);
    let is_in = accepted.status.as_u16() == 303;
    let want = if is_in { "3" } else { "2" };
    assert_eq!(number(&board, ACCOUNTS).await, want);
    board.guest().reads(&link).await.is(404);
}

#[tokio::test]
async fn a_second_factor_is_asked_of_who_is_invited_as_of_all_staff() {
    let board = Board::with(Settings::easy().with("STAFF_2FA", "on")).await;
    board.account("Ada", Role::Admin).await;
    let store = &board.app.store;
    let (email, name) = (address("Noor"), "Noor");
    let new = weerwoord::store::accounts::NewInvitation {
        name: weerwoord::account::Name::new(name).unwrap(),
        email: weerwoord::account::Email::new(&email).unwrap(),
        role: Role::Editor,
    };
    let by = Owner { account: 1, session: None };
    store.invite(&new, by, board.app.now()).await.unwrap().unwrap();
    let (link, noor) = (link_of(&board, name).await, board.guest());
    noor.sends(&link, &[("name", name), ("password", PASSWORD)]).await.is(303);
    noor.logs_in(name).await.is(303);
    noor.reads("/desk").await.goes_on_to("/account/second-factor");
}

#[tokio::test]
async fn a_mail_that_does_not_leave_is_told_and_too_many_are_refused() {
    let server = format!("smtp://127.0.0.1:{}?from=a%40blog.example&tls=none", free_port());
    let settings = Settings::default().with("CAPTCHA", "off").with("SMTP_URL", &server);
    let board = Board::on_smtp(settings, Duration::from_secs(5)).await;
    let ada = board.somebody("Ada", Role::Admin).await;
    invites(&ada, "Noor", "editor").await;
    jobs::process_mail(&board.app).await.unwrap();
    ada.reads(PAGE).await.is(200).says("nog niet verstuurd en wordt opnieuw geprobeerd");
    board.sets("UPDATE outbox SET given_up_at = made_at").await;
    let page = ada.reads(PAGE).await.is(200).says("de e-mail is niet verstuurd");
    assert_eq!(page.attribute(".log .hint a", "href").as_deref(), Some("/desk/mail"));
    ada.reads("/desk/mail").await.is(200).says("Uitnodiging voor de redactie");
    for _ in 0..3 {
        ada.sends(&format!("{PAGE}/1/again"), &[]).await.is(303);
    }
    ada.reads(PAGE).await.is(200);
    ada.sends(&format!("{PAGE}/1/again"), &[]).await.is(429);
}

#[tokio::test]
async fn staff_is_listed_with_when_it_was_last_active() {
    let (board, ada) = with_ada().await;
    board.account("Bram", Role::Admin).await;
    let joost = board.somebody("Joost", Role::Member).await;
    board.clock.advance(DAY);
    let cor = board.somebody("Cor", Role::Admin).await;
    let page = ada.reads("/desk/people").await.is(200);
    assert_eq!(page.texts(".record strong"), ["Ada", "Cor", "Bram", "Joost"]);
    board.clock.advance(DAY);
    cor.reads("/account").await.is(200);
    joost.reads("/account").await.is(200);
    let page = ada.reads("/desk/people").await.is(200);
    let told = page.texts(".record .hint");
    assert!(told[0].ends_with("laatst actief op 22 november 2026"), "{told:?}");
    assert!(told[2].contains(" · nog nooit ingelogd · sinds "), "{told:?}");
    assert!(!told[2].contains("actief"), "{told:?}");
    assert!(!told[3].contains("actief"), "readers are not followed: {told:?}");
    // It is known after the session has ended too, from the log.
    cor.sends("/logout", &[]).await.is(303);
    let told = ada.reads("/desk/people?q=cor").await.is(200).texts(".record .hint");
    assert!(told[0].ends_with("laatst actief op 21 november 2026"), "{told:?}");
}
