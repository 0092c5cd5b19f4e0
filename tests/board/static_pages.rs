//! The board's own texts, changed at the desk: what readers see, every version, and two editors at once.

use weerwoord::account::Role;

use crate::harness::{Board, Settings};

#[tokio::test]
async fn the_privacy_text_says_who_is_responsible_and_where_to_complain() {
    let board = Board::open().await;
    board
        .guest()
        .reads("/privacy")
        .await
        .says("Schrijf dan naar de redactie van Weerwoord.")
        .says("Autoriteit Persoonsgegevens");
    for (url, contact) in [
        ("smtp://mail.example?from=redactie@blad.example", "redactie@blad.example"),
        ("smtp://bot%40blad.example:geheim@mail.example", "de redactie van Weerwoord"),
        ("smtp://mail.example?from=no-reply@blad.example", "de redactie van Weerwoord"),
    ] {
        let board = Board::with(Settings::easy().with("SMTP_URL", url)).await;
        let page = board.guest().reads("/privacy").await.is(200);
        let link = page.attribute(".prose a[href^='mailto:']", "href");
        assert_eq!(link, contact.contains('@').then(|| format!("mailto:{contact}")));
        page.says(&format!("Schrijf dan naar {contact}."));
    }
}

#[tokio::test]
async fn an_editor_changes_a_text_and_readers_see_it_at_once() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let reader = board.guest();
    reader.reads("/terms").await.is(200).never_says("Nieuw gebod");
    sanne.reads("/desk/pages").await.is(200).says("Standaardtekst");
    let form = sanne.reads("/desk/pages/terms").await.is(200);
    assert_eq!(form.attribute("[name=version]", "value").as_deref(), Some("0"));
    let text = "# Voorwaarden\r\n\r\nNieuw gebod van {board}. <script>x</script>";
    let fields = [("body", text), ("version", "0"), ("intent", "preview")];
    let page = sanne.sends("/desk/pages/terms", &fields).await.is(200);
    assert_eq!(page.texts("#preview h2:nth-child(1)"), ["Zo ziet het eruit", "Voorwaarden"]);
    reader.reads("/terms").await.never_says("Nieuw gebod");
    let fields = [("body", text), ("version", "0"), ("intent", "save")];
    sanne.sends("/desk/pages/terms", &fields).await.goes_on_to("/desk/pages/terms?done=saved");
    sanne.sends("/desk/pages/terms", &fields).await.goes_on_to("/desk/pages/terms?done=saved");
    reader.reads("/terms").await.is(200).says("Nieuw gebod van Weerwoord.").never_says("<script>x");
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM text_versions").await.as_deref(),
        Some("1")
    );
    sanne
        .reads("/desk/pages")
        .await
        .says("Versie 1, 20 november 2026 om 09:00, door Sanne Verhoef");
    let page = sanne.reads("/desk/pages/terms?to=1").await.is(200);
    assert!(page.texts(".comes").iter().any(|line| line.contains("Nieuw gebod")));
    sanne.reads("/desk/pages/terms?take=0").await.is(200).never_says("Nieuw gebod van");
    for nowhere in [
        "/desk/pages/nergens",
        "/desk/pages/terms?to=2",
        "/desk/pages/terms?to=0",
        "/desk/pages/terms?take=x",
    ] {
        sanne.reads(nowhere).await.is(404);
    }
}

#[tokio::test]
async fn the_later_of_two_editors_is_shown_what_the_first_saved() {
    let board = Board::open().await;
    let (sanne, bram) = (
        board.somebody("Sanne Verhoef", Role::Editor).await,
        board.somebody("Bram", Role::Admin).await,
    );
    sanne.sends("/desk/pages/privacy", &[("body", "Van Sanne"), ("version", "0")]).await.is(303);
    let page = bram
        .sends("/desk/pages/privacy", &[("body", "Van Bram"), ("version", "0")])
        .await
        .is(409)
        .says("door Sanne Verhoef");
    assert_eq!(page.field("body").trim(), "Van Bram");
    assert!(page.texts(".comes").iter().any(|line| line.contains("Van Sanne")));
    let version = page.attribute("[name=version]", "value").unwrap();
    bram.sends("/desk/pages/privacy", &[("body", "Van Bram"), ("version", &version)]).await.is(303);
    board.guest().reads("/privacy").await.says("Van Bram").never_says("Van Sanne");
}

#[tokio::test]
async fn house_rules_keep_the_places_that_tombstones_point_to() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let shipped = sanne.reads("/desk/pages/house-rules").await.field("body");
    let without = shipped.replace(" {#insult}", "");
    assert_ne!(without, shipped);
    let fields = [("body", without.as_str()), ("version", "0"), ("intent", "save")];
    let page = sanne
        .sends("/desk/pages/house-rules", &fields)
        .await
        .is(422)
        .says("Zet {#insult} achter het kopje over belediging");
    assert_eq!(page.texts("#errors li").len(), 1);
    let more = format!("{shipped}\n\nEn wees aardig.");
    sanne
        .sends("/desk/pages/house-rules", &[("body", &more), ("version", "0"), ("intent", "save")])
        .await
        .is(303);
    let page = board.guest().reads("/house-rules").await.is(200).says("En wees aardig.");
    assert!(page.attribute("#insult", "id").is_some());
    let empty = sanne
        .sends("/desk/pages/house-rules", &[("body", " "), ("version", "1"), ("intent", "save")])
        .await;
    empty.is(422).says("kan niet leeg zijn");
    sanne.sends("/desk/pages/house-rules", &[("body", "x")]).await.is(422);
}

#[tokio::test]
async fn a_text_with_an_image_that_is_not_there_is_not_saved() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let fields = [("body", "Kijk: ![x](/pictures/7)"), ("version", "0"), ("intent", "save")];
    let page = sanne.sends("/desk/pages/terms", &fields).await.is(422);
    assert!(
        page.texts("#body-error")[0]
            .contains("‘/pictures/7’. Voeg de afbeelding toe bij Afbeeldingen"),
        "{:?}",
        page.texts(".error")
    );
    board.guest().reads("/terms").await.never_says("Kijk:");
}

#[tokio::test]
async fn a_text_shows_pictures_and_is_for_editors_to_change() {
    let board = Board::open().await;
    for (name, role) in [("Lid", Role::Member), ("Bram", Role::Moderator)] {
        let person = board.somebody(name, role).await;
        person.reads("/desk/pages/terms").await.is(403);
        person.sends("/desk/pages/terms", &[("body", "x"), ("version", "0")]).await.is(403);
    }
    board
        .guest()
        .sends("/desk/pages/terms", &[("body", "x"), ("version", "0")])
        .await
        .goes_on_to("/login");
}
