//! The editor where scripts run: what is pasted becomes Markdown, pictures are sent with a
//! description, and the toolbar and its keys mark the text.

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, left_out, test_name};
use crate::pictures::{photograph, png};

/// Clipboards as programs fill them, with the Markdown that each becomes.
const CLIPBOARDS: [(&str, &str, &str); 4] = [
    (
        "Word",
        include_str!("../../data/clipboard/word.html"),
        include_str!("../../data/clipboard/word.md"),
    ),
    (
        "Google Docs",
        include_str!("../../data/clipboard/google-docs.html"),
        include_str!("../../data/clipboard/google-docs.md"),
    ),
    (
        "LibreOffice",
        include_str!("../../data/clipboard/libreoffice.html"),
        include_str!("../../data/clipboard/libreoffice.md"),
    ),
    (
        "the web",
        include_str!("../../data/clipboard/web.html"),
        include_str!("../../data/clipboard/web.md"),
    ),
];

/// Pastes HTML with its plain text, as a browser hands them to a page.
const PASTE: &str = "
    const data = new DataTransfer();
    data.setData('text/html', arguments[0]);
    data.setData('text/plain', arguments[1]);
    const body = document.getElementById('body');
    body.focus();
    return body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";

/// Drops a file on the text.
const DROP: &str = "
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(arguments[0])], arguments[1], { type: 'image/png' }));
    document.getElementById('body').dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";

/// Puts the caret, or a selection, in the text.
const SELECT: &str = "
    const body = document.getElementById('body');
    body.focus();
    body.setSelectionRange(arguments[0], arguments[1]);";

async fn runs(window: &Window, script: &str, with: Vec<Value>) -> Value {
    window.driver.execute(script, with).await.unwrap().json().clone()
}

/// A window on an empty form for an article.
async fn desk(board: &Board) -> Option<Window> {
    board.account("Sanne Verhoef", Role::Editor).await;
    let window = Window::open(board, Script::On).await?;
    window.driver.set_window_rect(0, 0, 1280, 900).await.unwrap();
    window.logs_in("Sanne Verhoef").await;
    window.goes_to("/desk/articles/new").await;
    window.element(".toolbar").await;
    Some(window)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pasted_becomes_markdown() {
    let board = Board::open().await;
    let Some(window) = desk(&board).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    for (program, html, markdown) in CLIPBOARDS {
        let taken = runs(&window, PASTE, vec![json!(html), json!("plat")]).await;
        assert_eq!(taken, json!(false), "the paste of {program} is not left to the browser");
        assert_eq!(window.value("#body").await, markdown.trim_end(), "{program}");
        if window.shows("#describe").await {
            window.presses("#describe [data-close]").await;
        }
        // One step back and the text is as it was.
        runs(&window, "document.execCommand('undo')", vec![]).await;
        assert_eq!(window.value("#body").await, "", "{program}");
    }
    assert_eq!(runs(&window, "return window.pasted ?? null", vec![]).await, Value::Null);
    // Notes are numbered on from those there are.
    let note = "Eerst.[^4]\n\n[^4]: Noot.\n\n";
    window.types("#body", note).await;
    runs(&window, PASTE, vec![json!(CLIPBOARDS[3].1), json!("plat")]).await;
    assert!(window.value("#body").await.ends_with("[^5]: Jaarverslag, p. 4."));
    // What has no form is left to the browser, and so is what is pasted as plain text.
    let bare = "<meta charset='utf-8'><span style='color: red'>**zelf** gemaakt</span>";
    assert_eq!(runs(&window, PASTE, vec![json!(bare), json!("plat")]).await, json!(true));
    let plain = format!(
        "document.getElementById('body').dispatchEvent(
            new KeyboardEvent('keydown', {{ key: 'V', ctrlKey: true, shiftKey: true }}));{PASTE}"
    );
    assert_eq!(
        runs(&window, &plain, vec![json!("<p><b>vet</b></p>"), json!("vet")]).await,
        json!(true)
    );
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_dropped_described_and_stands_at_the_caret() {
    let board = Board::open().await;
    let Some(window) = desk(&board).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.types("#body", "Eerst.\n\nDaarna.").await;
    runs(&window, SELECT, vec![json!(6), json!(6)]).await;
    let picture = json!(png(&photograph(60, 40)));
    runs(&window, DROP, vec![picture.clone(), json!("vlak.png")]).await;
    window.element("#describe[open]").await;
    window.presses("#describe [type=submit]").await;
    window.says("#describe-error", "Schrijf in één zin wat er te zien is.").await;
    window.types("#describe-alt", "Rood naast blauw").await;
    let faults = window.faults("the question for a description").await;
    assert_eq!(faults, Vec::<String>::new());
    window.presses("#describe [type=submit]").await;
    let text = "Eerst.\n\n![Rood naast blauw](/pictures/1)\n\nDaarna.";
    window.says_value("#body", text).await;
    assert!(!window.shows("#describe").await);
    runs(&window, "document.execCommand('undo')", vec![]).await;
    assert_eq!(window.value("#body").await, "Eerst.\n\nDaarna.");

    // What is no picture is told, and nothing is lost.
    runs(&window, DROP, vec![json!(b"geen beeld".to_vec()), json!("nep.png")]).await;
    window.types("#describe-alt", "Niets").await;
    window.presses("#describe [type=submit]").await;
    window.element("#describe-file-error:not([hidden])").await;
    assert!(window.text("#describe-file-error").await.contains("geen JPEG"));
    window.element("#describe-alt").await.send_keys(Key::Escape + "").await.unwrap();
    window.loses("#describe").await;
    assert_eq!(window.value("#body").await, "Eerst.\n\nDaarna.");

    // Logged out, the picture waits with its description.
    let session = window.driver.get_all_cookies().await.unwrap();
    window.driver.delete_all_cookies().await.unwrap();
    runs(&window, DROP, vec![picture, json!("vlak.png")]).await;
    window.types("#describe-alt", "Rood naast blauw").await;
    window.presses("#describe [type=submit]").await;
    window.element("#describe-file-error:not([hidden])").await;
    assert!(window.text("#describe-file-error").await.starts_with("Je bent uitgelogd"));
    for cookie in session {
        window.driver.add_cookie(cookie).await.unwrap();
    }
    window.presses("#describe [type=submit]").await;
    window.says_value("#body", text).await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_toolbar_and_its_keys_mark_the_text() {
    let board = Board::open().await;
    let Some(window) = desk(&board).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.types("#title", "Gesprek").await;
    window.types("#body", "Een klacht is een begin.").await;
    runs(&window, SELECT, vec![json!(4), json!(10)]).await;
    let body = window.element("#body").await;
    body.send_keys(Key::Control + "b").await.unwrap();
    assert_eq!(window.value("#body").await, "Een **klacht** is een begin.");
    body.send_keys(Key::Control + "i").await.unwrap();
    assert_eq!(window.value("#body").await, "Een ***klacht*** is een begin.");
    body.send_keys(Key::Control + "i").await.unwrap();
    body.send_keys(Key::Control + "b").await.unwrap();
    assert_eq!(window.value("#body").await, "Een klacht is een begin.");
    body.send_keys(Key::Control + "k").await.unwrap();
    body.send_keys("https://elders.example").await.unwrap();
    assert_eq!(window.value("#body").await, "Een [klacht](https://elders.example) is een begin.");

    window.types("#body", "een\ntwee").await;
    runs(&window, SELECT, vec![json!(0), json!(8)]).await;
    window.presses("[data-mark=list]").await;
    assert_eq!(window.value("#body").await, "- een\n- twee");
    window.presses("[data-mark=list]").await;
    window.presses("[data-mark=quote]").await;
    assert_eq!(window.value("#body").await, "> een\n> twee");
    window.presses("[data-mark=quote]").await;
    runs(&window, SELECT, vec![json!(0), json!(0)]).await;
    window.presses("[data-mark=heading]").await;
    assert_eq!(window.value("#body").await, "## een\ntwee");
    runs(&window, SELECT, vec![json!(11), json!(11)]).await;
    window.presses("[data-mark=table]").await;
    assert!(window.value("#body").await.starts_with("## een\ntwee\n\n| Kolom 1 | Kolom 2 |\n"));

    // One stop for the Tab key, and the arrows between the buttons.
    let stops = "return document.querySelectorAll('.toolbar [tabindex=\"0\"]').length";
    assert_eq!(runs(&window, stops, vec![]).await, json!(1));
    window.element("[data-mark=table]").await.send_keys(Key::Right + "").await.unwrap();
    let active = "return document.activeElement.dataset.mark ?? null";
    assert_eq!(runs(&window, active, vec![]).await, json!("picture"));
    window.element("[data-mark=picture]").await.send_keys(Key::Right + "").await.unwrap();
    assert_eq!(runs(&window, active, vec![]).await, json!("heading"));

    body.send_keys(Key::Control + "s").await.unwrap();
    window.is_at("/desk/articles/1?done=saved#errors").await;
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_the_library_is_chosen_at_the_caret() {
    let board = Board::open().await;
    let naima = board.somebody("Naima Haddad", Role::Admin).await;
    for (width, alt) in [(60, "Rood naast blauw"), (90, "Een lege zaal")] {
        let picture = png(&photograph(width, 40));
        let file = Some(("vlak.png", picture.as_slice()));
        naima.uploads("/desk/pictures", &[("alt", alt)], file).await.is(303);
    }
    let Some(window) = desk(&board).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.types("#body", "Eerst.\n\n![]()\n\nDaarna.").await;
    runs(&window, SELECT, vec![json!(9), json!(9)]).await;
    window.presses("[data-mark=picture]").await;
    window.element("#picker .library li:nth-child(2)").await;
    window.types("#picker-words", "zaal").await;
    window.loses("#picker .library li:nth-child(2)").await;
    let faults = window.faults("the library above the text").await;
    assert_eq!(faults, Vec::<String>::new());
    window.presses("#picker .library button").await;
    window.says_value("#body", "Eerst.\n\n![Een lege zaal](/pictures/2)\n\nDaarna.").await;
    assert!(!window.shows("#picker").await);
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_chosen_on_a_page_of_its_own_without_javascript() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    let picture = png(&photograph(60, 40));
    let file = Some(("vlak.png", picture.as_slice()));
    sanne.uploads("/desk/pictures", &[("alt", "Rood naast blauw")], file).await.is(303);
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), "Chromium and its driver");
    };
    window.logs_in("Sanne Verhoef").await;
    window.goes_to("/desk/articles/new").await;
    assert!(!window.shows(".toolbar").await);
    window.types("#title", "Beeld").await;
    window.types("#body", "Alinea.").await;
    window.presses("button[value=picture]").await;
    window.is_at("/desk/pictures?for=new#body-error").await;
    window.presses(".library form button").await;
    window.is_at("/desk/articles/new?draft=1#body").await;
    assert_eq!(window.value("#title").await, "Beeld");
    let body = window.value("#body").await;
    assert_eq!(body.trim(), "Alinea.\n\n![Rood naast blauw](/pictures/1)");
    window.closes().await;
}
