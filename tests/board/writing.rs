//! The editors' desk: writing, publishing, the history, two editors at once, addresses that move, categories.

use axum::http::StatusCode;
use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Page, Person};

/// A form as it is first filled in.
const FORM: [(&str, &str); 9] = [
    ("title", "Van wie is het gesprek?"),
    ("slug", ""),
    ("author", "1"),
    ("lead", ""),
    ("more_categories", ""),
    ("body", "Eerste alinea.\r\n\r\nTweede alinea."),
    ("published", ""),
    ("comments", "open"),
    ("days", "14"),
];

/// The same fields, some of them otherwise.
fn form<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.into_iter().filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
    kept.chain(change.iter().copied()).collect()
}

/// A board with an editor on it.
async fn desk() -> (Board, Person) {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    (board, sanne)
}

/// Everything that stands in the form of an article, as a browser would send it back.
fn fields(page: &Page) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(&page.html());
    let find = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let mut fields = Vec::new();
    for input in document.select(&find("#writer input")) {
        let value = |name| input.value().attr(name);
        let is_choice = matches!(value("type"), Some("radio" | "checkbox"));
        if !is_choice || value("checked").is_some() {
            fields.push((
                value("name").unwrap().to_owned(),
                value("value").unwrap_or_default().to_owned(),
            ));
        }
    }
    for text in document.select(&find("#writer textarea")) {
        fields.push((text.value().attr("name").unwrap().to_owned(), text.text().collect()));
    }
    let author = document.select(&find("#author option[selected]")).next().unwrap();
    fields.push(("author".to_owned(), author.value().attr("value").unwrap().to_owned()));
    fields
}

/// Opens an article, changes some fields and presses a button.
async fn changes(person: &Person, id: i64, change: &[(&str, &str)]) -> Page {
    let page = person.reads(&format!("/desk/articles/{id}")).await.is(200);
    resends(person, id, &page, change).await
}

/// Changes some fields of a form that was opened before, and presses a button.
async fn resends(person: &Person, id: i64, page: &Page, change: &[(&str, &str)]) -> Page {
    let fields = fields(page);
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
    let all: Vec<(&str, &str)> = kept.chain(change.iter().copied()).collect();
    person.sends(&format!("/desk/articles/{id}"), &all).await
}

#[tokio::test]
async fn an_article_is_written_looked_at_scheduled_and_appears() {
    let (board, sanne) = desk().await;
    sanne.reads("/").await.says("Moderatie");
    sanne.reads("/desk").await.is(200).says("Er zijn nog geen artikelen");
    sanne.reads("/desk/articles/new").await.is(200).says("Nieuw artikel");
    let typed = form(&[
        ("intent", "preview"),
        ("body", "# Deel\n\nEen **klacht**."),
        ("more_categories", "Taal, Webcare"),
    ]);
    let preview = sanne.sends("/desk/articles/new", &typed).await.is(200);
    assert_eq!(
        (preview.texts("#preview h2"), preview.texts("#preview strong")),
        (vec!["Zo ziet het eruit".into(), "Deel".into()], vec!["klacht".into()])
    );
    assert_eq!(
        (preview.field("title").as_str(), preview.field("more_categories").as_str()),
        ("Van wie is het gesprek?", "Taal, Webcare")
    );
    assert_eq!(preview.field("body"), "# Deel\n\nEen **klacht**.");
    assert!(sanne.reads("/desk").await.texts(".piece").is_empty(), "looking keeps nothing");

    let typed = form(&[
        ("intent", "schedule"),
        ("published", "2026-11-20T10:00"),
        ("more_categories", "Taal, Webcare"),
    ]);
    sanne.sends("/desk/articles/new", &typed).await.goes_on_to("/desk/articles/1?done=scheduled");
    sanne
        .reads("/desk/articles/1?done=scheduled")
        .await
        .says("Ingepland.")
        .says("verschijnt op 20 november 2026 om 10:00");
    let reader = board.guest();
    let address = "/articles/van-wie-is-het-gesprek";
    reader.reads("/").await.never_says("Van wie");
    reader.reads(address).await.is(404);
    assert_eq!(sanne.reads("/desk?state=scheduled").await.texts(".piece .badge"), ["Ingepland"]);
    board.clock.advance(SignedDuration::from_hours(1));
    reader.reads("/").await.says("Van wie is het gesprek?");
    let page = reader.reads(address).await.is(200);
    assert_eq!(page.texts(".kicker"), ["Geplaatst in Taal · Webcare"]);
    assert_eq!(page.texts(".prose p"), ["Eerste alinea.", "Tweede alinea."]);
    let row = sanne.reads("/desk").await.texts(".piece");
    assert!(row[0].contains("Gepubliceerd") && row[0].contains("Door Sanne Verhoef"), "{row:?}");
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_article_goes_on_the_site_off_it_and_on_again_with_its_comments() {
    let (board, sanne) = desk().await;
    let reader = board.guest();
    sanne.sends("/desk/articles/new", &form(&[])).await.goes_on_to("/desk/articles/1?done=saved");
    let address = "/articles/van-wie-is-het-gesprek";
    reader.reads(address).await.is(404);
    changes(&sanne, 1, &[("intent", "publish")])
        .await
        .goes_on_to("/desk/articles/1?done=published");
    reader.reads("/").await.says("Van wie is het gesprek?");
    reader.posts(address, "Van iedereen").await.is(303);
    board.clock.advance(SignedDuration::from_hours(24));
    changes(&sanne, 1, &[("intent", "unpublish")])
        .await
        .goes_on_to("/desk/articles/1?done=unpublished");
    reader.reads(address).await.is(404);
    reader.reads("/comments/1").await.is(404);
    reader.reads("/").await.never_says("Van wie");
    let page = sanne.reads("/desk/articles/1").await.says("Concept");
    assert_eq!(page.field("published"), "2026-11-20T09:00", "the day it appeared is remembered");
    changes(&sanne, 1, &[("intent", "publish")]).await.is(303);
    reader
        .reads(address)
        .await
        .is(200)
        .says("20 november 2026")
        .says("Van iedereen")
        .says("Er is 1 reactie");
    // A change to what is on the site shows at once, also on a page that was kept.
    changes(&sanne, 1, &[("title", "Het gesprek"), ("body", "Anders.")]).await.is(303);
    reader.reads(address).await.says("Het gesprek").says("Anders.").never_says("Tweede alinea");
    reader.reads("/").await.says("Het gesprek");
}

#[tokio::test]
async fn sent_twice_it_is_one_article_and_one_version() {
    let (board, sanne) = desk().await;
    for _ in 0..2 {
        sanne
            .sends("/desk/articles/new", &form(&[("intent", "publish")]))
            .await
            .goes_on_to("/desk/articles/1?done=published");
        board.clock.advance(SignedDuration::from_secs(2));
    }
    let page = sanne.reads("/desk/articles/1").await;
    for _ in 0..2 {
        resends(&sanne, 1, &page, &[("body", "Nieuw")])
            .await
            .goes_on_to("/desk/articles/1?done=saved");
    }
    assert_eq!(
        sanne.reads("/desk/articles/1/history").await.texts(".piece h2"),
        ["Versie 2 nu", "Versie 1"]
    );
    changes(&sanne, 1, &[]).await.is(303);
    assert_eq!(
        sanne.reads("/desk/articles/1/history").await.texts(".piece").len(),
        2,
        "nothing changed"
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_in_one_place_and_nothing_is_lost() {
    let (_board, sanne) = desk().await;
    let typed = [
        ("title", ""),
        ("slug", "Mijn Adres"),
        ("lead", "Blijft staan"),
        ("body", ""),
        ("published", "gisteren"),
        ("comments", "after"),
        ("days", "nooit"),
        ("members_only", "on"),
        ("more_categories", "???"),
        ("author", "99"),
        ("intent", "publish"),
    ];
    let page = sanne.sends("/desk/articles/new", &typed).await.is(422);
    assert_eq!(page.texts("title"), ["Fout: Nieuw artikel · Weerwoord"]);
    assert_eq!(page.texts("#errors li").len(), 6, "{:?}", page.texts("#errors li"));
    for link in ["#title", "#slug", "#author", "#days", "#published", "#more_categories"] {
        assert!(page.attribute(&format!("#errors a[href='{link}']"), "href").is_some(), "{link}");
        assert_eq!(page.attribute(link, "aria-invalid").as_deref(), Some("true"), "{link}");
    }
    page.clone().says("zoals mijn-adres");
    assert_eq!(page.texts("textarea#lead"), ["Blijft staan"]);
    for (field, value) in [
        ("slug", "Mijn Adres"),
        ("published", "gisteren"),
        ("days", "nooit"),
        ("more_categories", "???"),
    ] {
        assert_eq!(page.field(field), value);
    }
    assert!(
        page.attribute("#members_only", "checked").is_some()
            && page.attribute("#comments-after", "checked").is_some()
    );
    sanne.sends("/desk/articles/new", &form(&[("intent", "weg")])).await.is(422);
    let empty = sanne
        .sends("/desk/articles/new", &form(&[("intent", "publish"), ("body", " \r\n")]))
        .await
        .is(422);
    assert_eq!(
        empty.texts("#errors li"),
        ["Schrijf de tekst. Zonder tekst kan een artikel niet verschijnen."]
    );
    sanne.sends("/desk/articles/new", &form(&[("body", "")])).await.is(303);
    let past = changes(
        &sanne,
        1,
        &[("intent", "schedule"), ("published", "2026-11-20T08:00"), ("body", "Tekst")],
    )
    .await
    .is(422);
    assert_eq!(
        past.texts("#errors li"),
        ["Dit moment is al voorbij. Kies een later moment, of publiceer nu."]
    );
}

#[tokio::test]
async fn an_old_address_leads_to_the_new_one() {
    let (board, sanne) = desk().await;
    let reader = board.guest();
    sanne
        .sends("/desk/articles/new", &form(&[("slug", "eerste"), ("intent", "publish")]))
        .await
        .is(303);
    reader.posts("/articles/eerste", "Onder het oude adres").await.is(303);
    reader.reads("/articles/eerste").await.is(200);
    changes(&sanne, 1, &[("slug", "tweede")]).await.is(303);
    let leads_to = async |from: &str, to: &str| {
        let page = reader.reads(from).await.is(308);
        assert_eq!(
            (page.header("location"), page.header("cache-control")),
            (Some(to), Some("private, no-store")),
            "{from}"
        );
    };
    leads_to("/articles/eerste", "/articles/tweede").await;
    leads_to("/articles/eerste?page=1&x=%20", "/articles/tweede?page=1&x=%20").await;
    leads_to("/articles/eerste/comments/1/reply", "/articles/tweede/comments/1/reply").await;
    let post = reader.posts("/articles/eerste", "Op weg").await.is(308);
    assert_eq!(post.header("location"), Some("/articles/tweede/comments"));
    reader.reads("/articles/tweede").await.is(200).says("Onder het oude adres");
    reader.reads("/comments/1").await.goes_on_to("/articles/tweede#comment-1");
    reader.reads("/articles/tweede/comments/99/reply").await.is(404);

    let taken = sanne.sends("/desk/articles/new", &form(&[("slug", "eerste")])).await.is(422);
    assert_eq!(
        taken.texts("#errors li"),
        ["Op het adres ‘eerste’ staat of stond al een ander artikel. Kies een ander adres."]
    );
    let third = sanne.sends("/desk/articles/new", &form(&[("slug", "derde")])).await.is(303);
    // PostgreSQL gave a number to the one that was refused.
    let third = third
        .header("location")
        .unwrap()
        .trim_start_matches("/desk/articles/")
        .trim_end_matches("?done=saved")
        .parse();
    let third = third.unwrap();
    changes(&sanne, third, &[("slug", "tweede")]).await.is(422);
    changes(&sanne, third, &[("slug", "eerste")]).await.is(422);
    // Where no reader ever was, nobody is waited for.
    changes(&sanne, third, &[("slug", "vierde")]).await.is(303);
    sanne.sends("/desk/articles/new", &form(&[("slug", "derde")])).await.is(303);

    changes(&sanne, 1, &[("slug", "eerste")]).await.is(303);
    leads_to("/articles/tweede", "/articles/eerste").await;
    reader.reads("/articles/eerste").await.is(200);
    changes(&sanne, 1, &[("intent", "unpublish")]).await.is(303);
    reader.reads("/articles/tweede").await.is(404);
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn every_save_is_a_version_to_compare_and_to_go_back_to() {
    let (board, sanne) = desk().await;
    sanne
        .sends(
            "/desk/articles/new",
            &form(&[("intent", "publish"), ("body", "De klant heeft altijd gelijk.")]),
        )
        .await
        .is(303);
    changes(
        &sanne,
        1,
        &[
            ("body", "De klant heeft soms gelijk."),
            ("more_categories", "Taal"),
            ("comments", "closed"),
        ],
    )
    .await
    .is(303);
    changes(&sanne, 1, &[("title", "Wie heeft gelijk?")]).await.is(303);
    let page = sanne.reads("/desk/articles/1/history").await.is(200);
    assert_eq!(page.texts(".piece h2"), ["Versie 3 nu", "Versie 2", "Versie 1"]);
    page.says("Van versie 2 naar versie 3").says("Wie heeft gelijk?");
    let page = sanne.reads("/desk/articles/1/history?from=1&to=2").await.is(200);
    assert_eq!(
        (page.texts("#compared del b"), page.texts("#compared ins b")),
        (vec!["altijd".into()], vec!["soms".into()])
    );
    assert_eq!(
        page.texts(".facts dt"),
        ["Reacties", "Categorieën"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
    );
    let turned = sanne.reads("/desk/articles/1/history?from=2&to=1").await.is(200);
    assert_eq!(turned.texts("#compared h2"), ["Van versie 1 naar versie 2"]);
    sanne.reads("/desk/articles/1/history?from=1&to=9").await.is(404);

    let back = [("number", "1"), ("version", "3")];
    sanne
        .sends("/desk/articles/1/history", &back)
        .await
        .goes_on_to("/desk/articles/1?done=restored");
    let reader = board.guest();
    let article = reader
        .reads("/articles/van-wie-is-het-gesprek")
        .await
        .is(200)
        .says("altijd gelijk")
        .says("niet meer mogelijk");
    assert_eq!(
        (article.texts("h1"), article.texts(".kicker").len()),
        (vec!["Van wie is het gesprek?".into()], 0)
    );
    sanne
        .sends("/desk/articles/1/history", &[("number", "2"), ("version", "3")])
        .await
        .is(409)
        .says("ook ergens anders opgeslagen");
    sanne.sends("/desk/articles/1/history", &[("number", "9"), ("version", "4")]).await.is(404);
    assert_eq!(
        sanne.reads("/desk/articles/1/history").await.texts(".piece").len(),
        4,
        "nothing of it is gone"
    );
}

#[tokio::test]
async fn the_history_outlives_who_made_it() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima El Idrissi", Role::Editor).await;
    sanne.sends("/desk/articles/new", &form(&[])).await.is(303);
    changes(&naima, 1, &[("body", "Van haar")]).await.is(303);
    naima.sends("/desk/articles/1/draft", &form(&[("body", "Nog van haar")])).await.is(200);
    naima
        .sends("/account/leave", &[("password", PASSWORD), ("sure", "on")])
        .await
        .goes_on_to("/account/left");
    let page = sanne.reads("/desk/articles/1/history").await.is(200).never_says("Naima");
    assert_eq!(page.texts(".piece").len(), 2);
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM article_drafts").await.as_deref(),
        Some("0")
    );
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_comes_from_a_file_is_a_version_too() {
    let (board, sanne) = desk().await;
    board.article("Uit een bestand").await;
    let page = sanne.reads("/desk/articles/1/history").await.is(200);
    assert_eq!(page.texts(".piece .hint")[0], "20 november 2026 om 09:00 · de opdrachtregel");
    changes(&sanne, 1, &[("comments", "after"), ("days", "3"), ("members_only", "on")])
        .await
        .is(303);
    let text = "+++\nauthor = \"sanne.verhoef@post.example\"\ntitle = \"Uit een bestand\"\npublished = 2026-11-20T09:00:00\n+++\nOpnieuw.";
    let text =
        weerwoord::article::Manuscript::parse(text, &board.app.config.board.timezone).unwrap();
    assert!(board.app.store.edit_article(&text.slug, &text, 1, board.app.now()).await.unwrap());
    let page = sanne.reads("/desk/articles/1").await;
    assert_eq!((page.field("body").as_str(), page.field("days").as_str()), ("Opnieuw.", "3"));
    assert!(page.attribute("#members_only", "checked").is_some(), "what a file cannot say stays");
    assert_eq!(sanne.reads("/desk/articles/1/history").await.texts(".piece").len(), 3);
}

#[tokio::test]
async fn the_later_of_two_editors_sees_what_changed() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima El Idrissi", Role::Admin).await;
    sanne
        .sends("/desk/articles/new", &form(&[("body", "Een.\r\n\r\nTwee."), ("intent", "publish")]))
        .await
        .is(303);
    let (hers, mine) =
        (naima.reads("/desk/articles/1").await, sanne.reads("/desk/articles/1").await);
    resends(&naima, 1, &hers, &[("body", "Een.\r\n\r\nTwee en een half."), ("title", "Van haar")])
        .await
        .is(303);
    let change = [("body", "Nul.\r\n\r\nTwee."), ("lead", "Mijn inleiding")];
    let page = resends(&sanne, 1, &mine, &change).await.is(409).says("Naima El Idrissi deed dat");
    assert_eq!(page.field("body").replace('\r', ""), "Nul.\n\nTwee.");
    assert_eq!(page.texts("textarea#lead"), ["Mijn inleiding"]);
    assert!(
        page.texts(".changes ins b").contains(&"Van haar".to_owned())
            || page.texts(".changes ins").iter().any(|text| text.contains("Van haar"))
    );
    assert!(page.texts(".changes").join(" ").contains("en een half"));
    board
        .guest()
        .reads("/articles/van-wie-is-het-gesprek")
        .await
        .says("Twee en een half")
        .never_says("Nul.");
    // Saved once more, with what she saw in mind.
    resends(&sanne, 1, &page, &[("title", "Van haar en mij")])
        .await
        .goes_on_to("/desk/articles/1?done=saved");
    board
        .guest()
        .reads("/articles/van-wie-is-het-gesprek")
        .await
        .says("Nul.")
        .says("Van haar en mij");
    let all = sanne.reads("/desk/articles/1/history").await.texts(".piece .hint");
    assert!(all[2].contains("Naima"), "hers can be put back: {all:?}");
    resends(&sanne, 1, &page, &[("version", "x")]).await.is(422);
}

#[tokio::test]
async fn what_was_typed_is_kept_and_offered_again() {
    let (board, sanne) = desk().await;
    let naima = board.somebody("Naima El Idrissi", Role::Admin).await;
    let kept =
        sanne.sends("/desk/articles/new/draft", &form(&[("title", "Halverwege")])).await.is(200);
    assert_eq!(kept.html().trim(), "Automatisch bewaard om 09:00, nog niet opgeslagen.");
    sanne.reads("/desk/articles/new").await.says("nog niet is opgeslagen").never_says("Halverwege");
    naima.reads("/desk/articles/new").await.never_says("nog niet is opgeslagen");
    let page = sanne.reads("/desk/articles/new?draft=1").await.is(200);
    assert_eq!(page.field("title"), "Halverwege");
    sanne
        .sends("/desk/articles/new", &form(&[("title", "Halverwege"), ("intent", "publish")]))
        .await
        .is(303);
    sanne.reads("/desk/articles/new").await.never_says("nog niet is opgeslagen");

    let typed = fields(&sanne.reads("/desk/articles/1").await);
    let with = |body: &str| {
        let changed = typed.iter().map(|(name, value)| {
            (name.clone(), if name == "body" { body.to_owned() } else { value.clone() })
        });
        changed.collect::<Vec<_>>()
    };
    let keeps = async |body: &str| {
        let fields = with(body);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        sanne.sends("/desk/articles/1/draft", &fields).await.is(200)
    };
    keeps("Nog niet af").await;
    board.guest().reads("/articles/halverwege").await.is(200).never_says("Nog niet af");
    sanne.reads("/desk/articles/1").await.says("nog niet is opgeslagen");
    assert_eq!(sanne.reads("/desk/articles/1?draft=1").await.field("body"), "Nog niet af");
    keeps("Eerste alinea.\r\n\r\nTweede alinea.").await;
    sanne.reads("/desk/articles/1").await.never_says("nog niet is opgeslagen");
    keeps("Toch niet").await;
    sanne
        .sends("/desk/articles/1/draft", &[("intent", "drop")])
        .await
        .goes_on_to("/desk/articles/1");
    sanne.reads("/desk/articles/1").await.never_says("nog niet is opgeslagen");
    // Taken up after somebody else saved, it meets what they did.
    keeps("Van gisteren").await;
    changes(&naima, 1, &[("title", "Intussen")]).await.is(303);
    let page = sanne.reads("/desk/articles/1?draft=1").await.is(200);
    resends(&sanne, 1, &page, &[]).await.is(409).says("Intussen");
    sanne.sends("/desk/articles/9/draft", &[]).await.is(404);
}

#[tokio::test]
async fn what_is_offered_waits_until_it_is_taken_up_or_thrown_away() {
    let (board, sanne) = desk().await;
    sanne.sends("/desk/articles/new/draft", &form(&[("title", "Van gisteren")])).await.is(200);
    let page = sanne.reads("/desk/articles/new").await.is(200);
    assert_eq!(page.attribute("#writer", "data-offered").as_deref(), Some(""));
    let offer = page.attribute("[name=offer]", "value").unwrap();
    let with = |change: &[(&'static str, &'static str)]| {
        form(&[change, &[("offer", offer.clone().leak())]].concat())
    };
    board.clock.advance(SignedDuration::from_mins(1));
    let kept = sanne.sends("/desk/articles/new/draft", &with(&[("title", "Van nu")])).await.is(200);
    assert!(kept.html().starts_with("Er wacht nog eerdere tekst van jou"), "{}", kept.html());
    assert_eq!(sanne.reads("/desk/articles/new?draft=1").await.field("title"), "Van gisteren");
    for wrong in [with(&[("title", "")]), with(&[("intent", "preview")])] {
        let page = sanne.sends("/desk/articles/new", &wrong).await.says("nog niet is opgeslagen");
        assert_eq!(page.attribute("[name=offer]", "value"), Some(offer.clone()));
    }
    sanne.sends("/desk/articles/new", &with(&[("title", "Van nu")])).await.is(303);
    let page = sanne.reads("/desk/articles/new?draft=1").await;
    assert_eq!(
        (page.field("title"), page.attribute("#writer", "data-offered")),
        ("Van gisteren".into(), None)
    );
    // Taken up it is the text itself: kept on, and gone when it is saved.
    sanne
        .sends("/desk/articles/new/draft", &form(&[("title", "Van gisteren en nu")]))
        .await
        .says("Automatisch bewaard");
    sanne.sends("/desk/articles/new", &form(&[("title", "Van gisteren en nu")])).await.is(303);
    sanne.reads("/desk/articles/new").await.never_says("nog niet is opgeslagen");

    let page = sanne.reads("/desk/articles/1").await;
    let typed = fields(&page);
    let typed: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let kept: Vec<_> = typed
        .iter()
        .map(|(name, value)| (*name, if *name == "body" { "Nog niet af" } else { *value }))
        .collect();
    sanne.sends("/desk/articles/1/draft", &kept).await.is(200);
    let naima = board.somebody("Naima El Idrissi", Role::Admin).await;
    let page = sanne.reads("/desk/articles/1").await;
    changes(&naima, 1, &[("title", "Intussen")]).await.is(303);
    let page = resends(&sanne, 1, &page, &[("body", "Anders")])
        .await
        .is(409)
        .says("nog niet is opgeslagen");
    resends(&sanne, 1, &page, &[("body", "Anders")]).await.is(303);
    sanne.reads("/desk/articles/1").await.says("nog niet is opgeslagen");
    assert_eq!(sanne.reads("/desk/articles/1?draft=1").await.field("body"), "Nog niet af");
    sanne.sends("/desk/articles/1/history", &[("number", "1"), ("version", "3")]).await.is(303);
    sanne.reads("/desk/articles/1").await.says("nog niet is opgeslagen");
    sanne.sends("/desk/articles/1/draft", &[("intent", "drop")]).await.is(303);
    sanne.reads("/desk/articles/1").await.never_says("nog niet is opgeslagen");
}

#[tokio::test]
async fn readers_never_meet_an_image_that_is_not_there() {
    let (board, sanne) = desk().await;
    let broken = ("body", "Kijk: ![zaal](/pictures/7) en ![x](https://a.example/x.png)");
    let page =
        sanne.sends("/desk/articles/new", &form(&[broken, ("intent", "publish")])).await.is(422);
    let told = page.texts("#body-error").join("");
    assert!(
        told.contains("2 adressen") && told.contains("‘/pictures/7’, ‘https://a.example/x.png’"),
        "{told}"
    );
    assert!(told.contains("/desk/pictures") && page.field("body") == broken.1, "{told}");
    sanne
        .sends("/desk/articles/new", &form(&[broken]))
        .await
        .goes_on_to("/desk/articles/1?done=saved");
    for change in
        [&[("intent", "publish")][..], &[("intent", "schedule"), ("published", "2026-11-21T10:00")]]
    {
        changes(&sanne, 1, change)
            .await
            .is(422)
            .says("Bij 2 adressen in de tekst hoort geen afbeelding");
    }
    changes(&sanne, 1, &[("body", "Goed."), ("intent", "publish")]).await.is(303);
    changes(&sanne, 1, &[("body", "![](/pictures/07)")])
        .await
        .is(422)
        .says("Bij dit adres in de tekst");
    // Nor by the way back: the old text stands in the form, to be mended.
    let page =
        sanne.sends("/desk/articles/1/history", &[("number", "1"), ("version", "2")]).await.is(422);
    assert_eq!((page.field("body").as_str(), page.texts("#body-error").len()), (broken.1, 1));
    board.guest().reads("/articles/van-wie-is-het-gesprek").await.says("Goed.").never_says("Kijk:");
    changes(&sanne, 1, &[("intent", "unpublish"), broken]).await.is(303);
}

#[tokio::test]
async fn comments_close_by_themselves() {
    let (board, sanne) = desk().await;
    let reader = board.guest();
    let typed = form(&[("intent", "publish"), ("comments", "after"), ("days", "2")]);
    sanne.sends("/desk/articles/new", &typed).await.is(303);
    let address = "/articles/van-wie-is-het-gesprek";
    reader.reads(address).await.says("Plaats de eerste reactie");
    reader.posts(address, "Op tijd").await.is(303);
    sanne.reads("/desk").await.says("sluiten op 22 november 2026 om 09:00");
    board.clock.advance(SignedDuration::from_hours(47));
    reader.reads(address).await.is(200).says("Reageren");
    board.clock.advance(SignedDuration::from_hours(1));
    // The page that was kept ended with the comments.
    let page = reader.reads(address).await.is(200).says("niet meer mogelijk");
    assert!(
        page.texts("form#comment-form").is_empty()
            && page.texts(".actions [data-reply]").is_empty()
    );
    reader.posts(address, "Te laat").await.is(409).says("Te laat");
    sanne.reads("/desk").await.says("1 reactie · gesloten");
    changes(&sanne, 1, &[("comments", "open")]).await.is(303);
    reader.posts(address, "Weer open").await.is(303);
}

#[tokio::test]
async fn an_article_may_be_for_the_comments_of_members() {
    let (board, sanne) = desk().await;
    let (reader, noor) = (board.guest(), board.somebody("Noor Prins", Role::Member).await);
    sanne
        .sends("/desk/articles/new", &form(&[("intent", "publish"), ("members_only", "on")]))
        .await
        .is(303);
    let address = "/articles/van-wie-is-het-gesprek";
    assert!(reader.reads(address).await.is(200).texts("form#comment-form").is_empty());
    reader.posts(address, "Mag ik ook?").await.is(403).says("Mag ik ook?");
    noor.posts(address, "Ik wel").await.is(303);
    reader.reads(address).await.says("Ik wel");
    sanne.reads("/desk").await.says("alleen leden");
    let other = board.article("Voor iedereen").await;
    reader.posts(&other, "Hier wel").await.is(303);
}

#[tokio::test]
async fn categories_are_named_merged_and_removed() {
    let (board, sanne) = desk().await;
    let reader = board.guest();
    sanne
        .sends(
            "/desk/articles/new",
            &form(&[("more_categories", "Taal, Webcare"), ("intent", "publish")]),
        )
        .await
        .is(303);
    sanne
        .sends(
            "/desk/articles/new",
            &form(&[
                ("title", "Tweede"),
                ("more_categories", "taal, Merken"),
                ("intent", "publish"),
            ]),
        )
        .await
        .is(303);
    let names = async || sanne.reads("/desk/categories").await.is(200).texts(".record strong");
    assert_eq!(names().await, ["Merken", "Taal", "Webcare"]);
    sanne.reads("/desk/categories").await.says("/categories/taal · 2 artikelen");
    sanne
        .sends("/desk/categories", &[("name", "Leeg")])
        .await
        .goes_on_to("/desk/categories?done=added");
    for (name, fault) in [
        ("", "Geef de categorie een naam."),
        ("TAAL", "Er is al"),
        ("a,b", "geen komma"),
        ("!?", "letters of cijfers"),
    ] {
        let page = sanne.sends("/desk/categories", &[("name", name)]).await.is(422).says(fault);
        assert_eq!(page.field("name"), name);
    }
    let id = async |name: &str| {
        let page = sanne.reads("/desk/categories").await;
        let rows = page.texts(".record strong");
        let place = rows.iter().position(|row| row == name).unwrap() + 1;
        page.attribute(&format!(".record:nth-child({place}) a.button"), "href").unwrap()
    };
    let (taal, merken, leeg) = (id("Taal").await, id("Merken").await, id("Leeg").await);

    reader.reads("/categories/taal").await.is(200).says("Tweede");
    sanne
        .sends(&taal, &[("intent", "rename"), ("name", "Taal & toon")])
        .await
        .goes_on_to("/desk/categories?done=renamed");
    reader.reads("/categories/taal").await.is(200).says("Taal & toon");
    sanne.sends(&taal, &[("intent", "rename"), ("name", "merken")]).await.is(422);

    sanne.sends(&merken, &[("intent", "drop")]).await.is(422).says("Er staan nog artikelen");
    let number = taal.rsplit('/').next().unwrap();
    sanne.sends(&merken, &[("intent", "merge"), ("into", "")]).await.is(422);
    sanne
        .sends(&merken, &[("intent", "merge"), ("into", merken.rsplit('/').next().unwrap())])
        .await
        .is(422);
    reader.reads("/categories/merken").await.is(200);
    sanne
        .sends(&merken, &[("intent", "merge"), ("into", number)])
        .await
        .goes_on_to("/desk/categories?done=merged");
    let moved = reader.reads("/categories/merken?page=1").await.is(308);
    assert_eq!(moved.header("location"), Some("/categories/taal?page=1"));
    assert_eq!(
        reader.reads("/articles/tweede").await.texts(".kicker"),
        ["Geplaatst in Taal & toon"]
    );
    sanne.sends("/desk/categories", &[("name", "Merken")]).await.is(422);
    // Whoever still writes the old name means the other.
    changes(&sanne, 1, &[("more_categories", "Merken")]).await.is(303);
    reader.reads("/categories/taal").await.says("Van wie is het gesprek?");

    sanne.sends(&leeg, &[("intent", "drop")]).await.goes_on_to("/desk/categories?done=dropped");
    sanne.sends(&leeg, &[("intent", "drop")]).await.is(404);
    assert_eq!(names().await, ["Taal & toon", "Webcare"]);
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_category_that_is_removed_is_gone_for_readers_too() {
    let (board, sanne) = desk().await;
    sanne.sends("/desk/categories", &[("name", "Leeg")]).await.is(303);
    board.guest().reads("/categories/leeg").await.is(200);
    sanne.sends("/desk/categories/1", &[("intent", "drop")]).await.is(303);
    board.guest().reads("/categories/leeg").await.is(404);
}

#[tokio::test]
async fn articles_are_found_by_state_and_words() {
    let (board, sanne) = desk().await;
    for n in 1..=21 {
        board
            .writes(
                &format!("title = \"Artikel {n}\"\npublished = 2026-11-01T09:{n:02}:00"),
                "Alinea.",
            )
            .await;
    }
    board.writes("title = \"100% concept\"", "Alinea.").await;
    let page = sanne.reads("/desk").await.is(200).says("Pagina 1 van 2");
    assert_eq!(page.texts("nav.tabs .count"), ["22", "1", "0", "21"]);
    assert_eq!(sanne.reads("/desk?page=2").await.texts(".piece").len(), 2);
    assert_eq!(sanne.reads("/desk?state=draft").await.texts(".piece h2"), ["100% concept"]);
    assert_eq!(sanne.reads("/desk?q=100%25").await.texts(".piece h2"), ["100% concept"]);
    assert_eq!(
        sanne.reads("/desk?q=ARTIKEL+21&state=published").await.texts(".piece h2"),
        ["Artikel 21"]
    );
    assert_eq!(
        sanne.reads("/desk?state=published&q=artikel&page=2").await.texts(".piece").len(),
        1
    );
    sanne.reads("/desk?q=nergens").await.is(200).says("Er is geen artikel gevonden");
    sanne.reads("/desk?page=3").await.is(404);
    sanne.reads("/desk?state=onzin").await.is(200);
}

#[tokio::test]
async fn who_does_not_write_stays_out() {
    let (board, _) = desk().await;
    board.article("Van de redactie").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.reads("/").await.never_says("href=\"/desk\"");
    for path in [
        "/desk",
        "/desk/articles/new",
        "/desk/articles/1",
        "/desk/articles/1/history",
        "/desk/categories",
    ] {
        bram.reads(path).await.is(403).says("Deze pagina is voor de redactie");
        assert!(
            board
                .guest()
                .reads(path)
                .await
                .is(303)
                .header("location")
                .unwrap()
                .starts_with("/login?next=")
        );
    }
    bram.sends("/desk/articles/1", &form(&[("version", "1"), ("intent", "unpublish")]))
        .await
        .is(403);
    board.guest().reads("/articles/van-de-redactie").await.is(200);
}

#[tokio::test]
async fn whatever_is_typed_stays_text() {
    let (board, sanne) = desk().await;
    let title = "<script>alert(1)</script> \"&' \u{202e}om";
    let body = "<script>alert(1)</script>\r\n\r\n<img src=x onerror=alert(1)>\r\n\r\n[x](javascript:alert(1))\r\n\r\n</textarea><b onclick=x>";
    let typed = [
        ("title", title),
        ("body", body),
        ("lead", "</textarea><script>"),
        ("more_categories", "<i>x</i>"),
        ("intent", "publish"),
        ("slug", "eng"),
    ];
    // An image from elsewhere is no picture of the board's, however it is written.
    let refused = sanne.sends("/desk/articles/new", &form(&typed)).await.is(422).html();
    let fragment = sanne.sends("/desk/preview", &form(&typed)).await.is(200).html();
    let mut pages = vec![fragment, refused];
    let without = body.replace("<img src=x onerror=alert(1)>", "<i onerror=alert(1)>");
    let typed =
        typed.map(|(name, value)| (name, if name == "body" { without.as_str() } else { value }));
    sanne.sends("/desk/articles/new", &form(&typed)).await.is(303);
    changes(&sanne, 1, &[("body", "<script>anders</script>")]).await.is(303);
    for path in ["/desk", "/desk/articles/1", "/desk/articles/1/history", "/desk/categories"] {
        pages.push(sanne.reads(path).await.is(200).html());
    }
    pages.push(board.guest().reads("/articles/eng").await.is(200).html());
    for page in pages {
        for bad in [
            "<script>alert",
            "onerror=alert(1)>",
            "href=\"javascript:",
            "<script>anders",
            "<b onclick",
            "</textarea><script>",
        ] {
            assert!(!page.contains(bad), "{bad} in {page}");
        }
    }
    let deep = "> ".repeat(10_000);
    let answer = sanne.sends("/desk/preview", &form(&[("body", &deep)])).await;
    assert_eq!(answer.status, StatusCode::OK);
    let long = "x".repeat(100_001);
    let page = sanne
        .sends("/desk/articles/new", &form(&[("body", &long), ("slug", "lang")]))
        .await
        .is(422)
        .says("1 teken te lang");
    assert_eq!(page.field("body").len(), long.len());
    sanne
        .sends("/desk/articles/new", &form(&[("body", &"x".repeat(3 * 1024 * 1024))]))
        .await
        .is(413);
}
