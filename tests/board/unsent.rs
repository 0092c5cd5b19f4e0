//! Forms that met a fault: what was typed is there again.

use weerwoord::account::Role;
use weerwoord::store::Store;

use crate::harness::Board;

const TEXT: &str = "Dit schreef ik **een uur** lang.";

#[tokio::test]
async fn a_fault_before_a_form_is_read_loses_nothing_of_it() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let Store::Sqlite { read, .. } = &board.app.store else { return };
    // Who is asking cannot be looked up: no handler reads the form.
    read.close().await;
    let written = [("title", "Op een slechte dag"), ("body", TEXT)];
    let page = sanne.sends("/desk/articles/new", &written).await;
    assert!(page.status.is_server_error());
    assert_eq!(page.texts("textarea[name=body]"), [TEXT]);
    assert_eq!(page.attribute("main [name=title]", "value").as_deref(), Some(written[0].1));
    let fields = [("alt", "Een plein"), ("caption", "Het plein in de regen")];
    let page = sanne.uploads("/desk/pictures", &fields, Some(("plein.jpg", b"jpeg"))).await;
    assert!(page.status.is_server_error());
    assert_eq!(page.texts("main textarea"), ["Een plein", "Het plein in de regen"]);
    assert_eq!(page.attribute("main form", "enctype").as_deref(), Some("multipart/form-data"));
    assert_eq!(page.attribute("input[type=file]", "name").as_deref(), Some("file"));
}
