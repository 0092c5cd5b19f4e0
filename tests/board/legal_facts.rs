//! Facts about the publisher that the law asks for, and the records of processing.

use weerwoord::account::Role;

use crate::harness::{Board, Settings};

const FACTS: [(&str, &str); 9] = [
    ("controller", "Uitgeverij <Blad>"),
    ("address", "Kade 1\r\n3511 AA Utrecht"),
    ("email", "privacy@blad.example"),
    ("officer", ""),
    ("grounds", "Overeenkomst"),
    ("processors", "Serverhuis B.V.\r\nPostbode B.V."),
    ("authority", "Autoriteit Persoonsgegevens"),
    ("dsa_contact", "https://blad.example/contact"),
    ("dsa_languages", "Nederlands en Engels"),
];

fn with_version<'a>(version: &'a str, facts: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("version", version)][..], facts].concat()
}

#[tokio::test]
async fn readers_see_the_facts_and_only_the_staff_what_is_missing() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let reader = board.guest();
    assert_eq!(reader.reads("/privacy").await.texts("#missing, .facts").len(), 0);
    assert_eq!(sanne.reads("/desk").await.texts("#missing-facts").len(), 0);
    let page = sanne.reads("/privacy").await.is(200);
    assert!(
        page.texts("#missing")[0].ends_with("Een beheerder kan dit invullen bij Instellingen.")
    );
    let page = bram.reads("/desk").await.is(200);
    assert_eq!(
        page.attribute("#missing-facts a", "href").as_deref(),
        Some("/desk/settings/privacy")
    );
    let form = bram.reads("/desk/settings/privacy").await.is(200);
    assert_eq!(form.texts("#authority").len(), 1);
    assert!(form.field("authority").starts_with("Autoriteit Persoonsgegevens"), "a suggestion");
    form.says("gelden pas na ‘Opslaan’.");
    let sent = with_version("0", &FACTS);
    bram.sends("/desk/settings/privacy", &sent)
        .await
        .goes_on_to("/desk/settings/privacy?done=saved");
    bram.sends("/desk/settings/privacy", &sent).await.is(303);
    let page = reader.reads("/privacy").await.is(200);
    assert_eq!(
        page.texts(".facts dd"),
        [
            "Uitgeverij <Blad>",
            "Kade 13511 AA Utrecht",
            "privacy@blad.example",
            "Overeenkomst",
            "Serverhuis B.V.Postbode B.V.",
            "Autoriteit Persoonsgegevens",
        ]
    );
    assert_eq!(page.attribute(".facts a", "href").as_deref(), Some("mailto:privacy@blad.example"));
    page.says("Schrijf dan naar privacy@blad.example.");
    let page = reader.reads("/terms").await.is(200);
    assert_eq!(page.texts(".facts dd"), ["https://blad.example/contact", "Nederlands en Engels"]);
    assert_eq!(reader.reads("/house-rules").await.texts(".facts").len(), 0);
    // An editor's own text changes nothing of it.
    let fields = [("body", "Kort."), ("version", "0"), ("intent", "save")];
    sanne.sends("/desk/pages/privacy", &fields).await.is(303);
    reader.reads("/privacy").await.says("Uitgeverij").says("Kort.");
    assert_eq!(sanne.reads("/privacy").await.texts("#missing").len(), 0);
    assert_eq!(bram.reads("/desk").await.texts("#missing-facts").len(), 0);
    bram.reads("/desk/log").await.is(200).says("gegevens over de uitgever");
    // The branding is stored beside them and changes nothing of them.
    let look = [("version", "1"), ("name", "Blad"), ("light", "#0b5459"), ("dark", "#84d5d0")];
    bram.uploads("/desk/settings", &look, None).await.is(303);
    reader.reads("/privacy").await.says("Uitgeverij");
}

#[tokio::test]
async fn facts_that_cannot_be_come_back_as_they_were_typed() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let mut facts = FACTS;
    facts[2].1 = "geen adres";
    facts[7].1 = "030 123 45 67";
    let page = bram.sends("/desk/settings/privacy", &with_version("0", &facts)).await.is(422);
    assert_eq!(page.field("email"), "geen adres");
    assert_eq!(page.field("controller"), "Uitgeverij <Blad>");
    assert_eq!(page.texts("#errors a").len(), 2);
    page.says("Vul een e-mailadres in, of een webadres dat met https:// begint.");
    board.guest().reads("/privacy").await.never_says("Uitgeverij");
}

#[tokio::test]
async fn the_later_of_two_administrators_keeps_what_was_typed() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let noor = board.somebody("Noor", Role::Admin).await;
    bram.sends("/desk/settings/privacy", &with_version("0", &FACTS)).await.is(303);
    let mut facts = FACTS;
    facts[0].1 = "Van Noor";
    let page = noor.sends("/desk/settings/privacy", &with_version("0", &facts)).await.is(409);
    assert_eq!(page.field("controller"), "Van Noor");
    let version = page.attribute("[name=version]", "value").unwrap();
    noor.sends("/desk/settings/privacy", &with_version(&version, &facts)).await.is(303);
    board.guest().reads("/privacy").await.says("Van Noor");
}

#[tokio::test]
async fn records_tell_what_is_stored_for_how_long_and_for_whom() {
    let board = Board::with(Settings::easy()).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    bram.sends("/desk/settings/privacy", &with_version("0", &FACTS)).await.is(303);
    bram.reads("/desk/settings/records")
        .await
        .is(200)
        .says("Functionaris gegevensbescherming Geen.")
        .says("Serverhuis B.V. Postbode B.V.")
        .says("IP-adres bij een reactie: 30 dagen.")
        .says("Sessies: 14 dagen na het laatste gebruik.")
        .says("Codes: 30 minuten.")
        .says("Het hele logboek: 730 dagen.");
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    sanne.reads("/desk/settings/records").await.is(403);
    sanne.sends("/desk/settings/privacy", &[]).await.is(403);
}
