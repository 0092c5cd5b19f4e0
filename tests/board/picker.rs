//! A picture is chosen for an article without a script: what was typed is kept meanwhile.

use weerwoord::account::Role;

use crate::harness::{Board, Person};
use crate::pictures::{photograph, png};

const TYPED: [(&str, &str); 4] = [
    ("title", "Beeld"),
    ("author", "1"),
    ("body", "Eerst\n\n![]()\n\nDaarna"),
    ("comments", "open"),
];

/// A board, an editor, and a picture of two colours in the library.
async fn board() -> (Board, Person) {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let picture = png(&photograph(60, 40));
    let alt = [("alt", "Rood naast blauw")];
    sanne.uploads("/desk/pictures", &alt, Some(("vlak.png", &picture))).await.is(303);
    (board, sanne)
}

async fn presses(person: &Person, path: &str, button: &str) -> crate::harness::Page {
    person.sends(path, &[&TYPED[..], &[("intent", button)]].concat()).await
}

#[tokio::test]
async fn a_picture_takes_the_place_that_was_kept_for_it() {
    let (board, sanne) = board().await;
    let new = "/desk/articles/new";
    presses(&sanne, new, "picture").await.goes_on_to("/desk/pictures?for=new");
    let page = sanne.reads("/desk/pictures?for=new").await.is(200);
    let page = page.says("Kies een afbeelding voor ‘Beeld’");
    let action = page.attribute("form[action$='/picture']", "action").unwrap();
    assert_eq!(action, "/desk/articles/new/picture");
    let chosen = [("picture", "1")];
    sanne.sends(&action, &chosen).await.goes_on_to("/desk/articles/new?draft=1#body");
    let text = "Eerst\n\n![Rood naast blauw](/pictures/1)\n\nDaarna";
    let form = sanne.reads("/desk/articles/new?draft=1").await.is(200);
    assert_eq!((form.field("body").trim(), form.field("title").trim()), (text, "Beeld"));
    // The same form sent twice adds it once.
    sanne.sends(&action, &chosen).await.is(303);
    assert_eq!(sanne.reads("/desk/articles/new?draft=1").await.field("body").trim(), text);
    let other = [("picture", "9")];
    sanne.sends(&action, &other).await.is(404);
    let member = board.somebody("Mirjam", Role::Member).await;
    member.sends(&action, &chosen).await.is(403);
}

#[tokio::test]
async fn a_picture_added_on_the_way_goes_to_the_end_of_the_text() {
    let (board, sanne) = board().await;
    board.article("Gesprek").await;
    let path = "/desk/articles/1";
    let typed = [("title", "Gesprek"), ("author", "1"), ("body", "Alinea."), ("version", "1")];
    let fields = [&typed[..], &[("intent", "picture")]].concat();
    sanne.sends(path, &fields).await.goes_on_to("/desk/pictures?for=1");
    let picture = png(&photograph(90, 40));
    let file = Some(("ander.png", picture.as_slice()));
    let page = sanne.uploads("/desk/pictures", &[("alt", ""), ("for", "1")], file).await.is(422);
    assert_eq!(page.attribute("form.panel [name=for]", "value").as_deref(), Some("1"));
    let described = [("alt", "Een breder vlak"), ("for", "1")];
    let page = sanne.uploads("/desk/pictures", &described, file).await;
    page.goes_on_to("/desk/articles/1?draft=1#body");
    let form = sanne.reads("/desk/articles/1?draft=1").await;
    assert_eq!(form.field("body").trim(), "Alinea.\n\n![Een breder vlak](/pictures/2)");
    sanne.reads("/desk/pictures?for=99").await.is(404);
    sanne.reads("/articles/gesprek").await.never_says("Een breder vlak");
}

#[tokio::test]
async fn an_earlier_text_that_waits_is_not_written_over() {
    let (_board, sanne) = board().await;
    let new = "/desk/articles/new";
    sanne.sends("/desk/articles/new/draft", &TYPED).await.is(200);
    let offer = sanne.reads(new).await.attribute("[name=offer]", "value").unwrap();
    let later = [("title", "Later"), ("intent", "picture"), ("offer", offer.as_str())];
    let page = sanne.sends(new, &later).await.is(422).says("Er wacht nog eerdere tekst");
    assert_eq!(page.field("title").trim(), "Later");
    assert_eq!(sanne.reads("/desk/articles/new?draft=1").await.field("title").trim(), "Beeld");
}

#[tokio::test]
async fn the_library_is_searched_by_description() {
    let (_board, sanne) = board().await;
    let picture = png(&photograph(90, 40));
    let alt = [("alt", "Een lege zaal")];
    sanne.uploads("/desk/pictures", &alt, Some(("zaal.png", &picture))).await.is(303);
    let found = async |words: &str| {
        sanne.reads(&format!("/desk/pictures?q={words}")).await.is(200).texts(".library .alt")
    };
    assert_eq!(found("").await, ["Een lege zaal", "Rood naast blauw"]);
    assert_eq!(found("BLAUW+rood").await, ["Rood naast blauw"]);
    assert_eq!(found("zaal+rood").await, Vec::<String>::new());
    sanne.reads("/desk/pictures?q=niets").await.says("Er is geen afbeelding met deze woorden.");
    assert_eq!(found("zaal&page=1").await, ["Een lege zaal"]);
    sanne.reads("/desk/pictures?q=zaal&page=2").await.is(404);
}
