//! The first and last lines of every e-mail, as an administrator sets them.

use weerwoord::account::Role;

use crate::harness::{Board, Page, Person, Settings, address};

const LOOK: [(&str, &str); 2] = [("light", "#0b5459"), ("dark", "#84d5d0")];

async fn saves(admin: &Person, version: &str, greeting: &str, closing: &str, intent: &str) -> Page {
    let fields = [
        ("version", version),
        ("mail_greeting", greeting),
        ("mail_closing", closing),
        ("intent", intent),
    ];
    admin.uploads("/desk/settings", &[&LOOK[..], &fields[..]].concat(), None).await
}

#[tokio::test]
async fn all_mail_begins_and_ends_as_the_administrator_says() {
    let board = Board::with(Settings::easy().with("NAME", "Blad")).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let guest = board.guest();
    let forgets = async |email: &str| {
        guest.sends("/forgot", &[("email", email)]).await.is(303);
        board.delivers_one_to(email).await
    };
    let usual = forgets(&address("Bram")).await;
    assert!(usual.text.starts_with("Beste Bram,\n\n"), "{}", usual.text);
    assert!(usual.text.contains("\nGroet,\nde redactie van Blad\n\n"), "{}", usual.text);
    bram.reads("/desk/settings").await.is(200).says("Leeg: ‘Beste {name},’.");
    saves(&bram, "0", "Dag {name}!", "Tot <gauw> & dag,\r\n{board}", "save")
        .await
        .goes_on_to("/desk/settings?done=saved#done");
    let page = bram.reads("/desk/settings").await;
    assert_eq!(page.field("mail_greeting"), "Dag {name}!");
    assert_eq!(page.texts("#mail_closing"), ["Tot <gauw> & dag, {board}"]);
    let mail = forgets(&address("Bram")).await;
    assert!(mail.text.starts_with("Dag Bram!\n\n"), "{}", mail.text);
    assert!(mail.text.contains("\nTot <gauw> & dag,\nBlad\n\n"), "{}", mail.text);
    assert!(mail.html.contains("<p>Dag Bram!</p>"), "{}", mail.html);
    assert!(
        !mail.html.contains("<gauw>") && mail.html.contains("dag,<br>Blad</p>"),
        "{}",
        mail.html
    );
    assert!(!mail.text.contains("Beste") && !mail.text.contains("de redactie van"));
    // Of a stranger no name is known.
    let mail = forgets("vreemde@post.example").await;
    assert!(mail.text.starts_with("Dag lezer!\n\n"), "{}", mail.text);
    bram.reads("/desk/log").await.is(200).says("aanhef of slot van e-mails");
    // Empty fields are the default again.
    saves(&bram, "1", "", "", "save").await.is(303);
    assert!(forgets(&address("Bram")).await.text.starts_with("Beste Bram,\n\n"));
}

#[tokio::test]
async fn mail_texts_are_previewed_before_anybody_gets_them() {
    let board = Board::with(Settings::easy().with("NAME", "Blad")).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let page = saves(&bram, "0", "Hoi {name},", "Groet\nvan {board}", "preview").await.is(200);
    assert_eq!(page.texts("#preview-greeting"), ["Hoi Bram,"]);
    assert_eq!(page.texts("#preview-closing"), ["Groetvan Blad"]);
    assert_eq!(page.field("mail_greeting"), "Hoi {name},");
    page.says("Hoi lezer,");
    let email = address("Bram");
    board.guest().sends("/forgot", &[("email", email.as_str())]).await.is(303);
    assert!(board.delivers_one_to(&email).await.text.starts_with("Beste Bram,"));
}

#[tokio::test]
async fn mail_texts_that_do_not_fit_come_back_as_they_were_typed() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let (greeting, closing) = ("Dag {naam},", "a\nb\nc\nd\ne\nf\ng");
    let page = saves(&bram, "0", greeting, closing, "save").await.is(422);
    assert_eq!(page.field("mail_greeting"), greeting);
    assert_eq!(page.texts("#mail_closing"), ["a b c d e f g"]);
    assert_eq!(page.texts("#errors a").len(), 2);
    page.says("Alleen {name} wordt ingevuld. Haal andere accolades weg.")
        .says("Houd dit op hoogstens 6 regels.");
    let long = "a".repeat(81);
    saves(&bram, "0", &long, "", "save").await.is(422).says("Houd dit op hoogstens 80 tekens.");
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM settings").await.as_deref(),
        Some("0")
    );
}
