//! From the first visit to an appeal, in a real Chromium without JavaScript, following the links of delivered mail.

use weerwoord::account::Role;

use super::window::{Script, Window};
use crate::harness::{Board, PASSWORD, Settings, left_out, link, test_name};

const CHROMIUM: &str = "Chromium and its driver";

#[tokio::test(flavor = "multi_thread")]
async fn from_registering_to_stopping_the_mail() {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let article = board.article("Van wie is het gesprek?").await;
    let bram = board.somebody("Bram de Wit", Role::Member).await;
    let Some(window) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), CHROMIUM);
    };

    window.goes_to("/register").await;
    window.types("#name", "Fatima Yıldız").await;
    window.types("#email", "fatima@post.example").await;
    window.types("#password", PASSWORD).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/register/sent").await;
    let mail = board.delivers_one_to("fatima@post.example").await;
    window.goes_to(&link(&mail, "/confirm/")).await;
    window.presses("main button[type=submit]").await;
    window.element("#password").await;
    window.types("#email", "fatima@post.example").await;
    window.types("#password", PASSWORD).await;
    window.presses("main button[type=submit]").await;
    window.is_at("/").await;

    window.goes_to(&article).await;
    assert!(!window.shows("#captcha").await, "members copy no code");
    window.types("#body", "Dat vraag ik me ook af").await;
    window.presses("#notify").await;
    window.presses("button.button[value=post]").await;
    window.is_at("#comment-1").await;

    bram.posts_as(&article, "Bram de Wit", "Van ons allemaal", &[("reply_to", "1")]).await.is(303);
    let mail = board.delivers_one_to("fatima@post.example").await;
    assert!(mail.text.contains("Van ons allemaal"), "{}", mail.text);
    let stop = mail.unsubscribe.clone().unwrap();
    window.goes_to(&stop[stop.find("/unsubscribe/").unwrap()..]).await;
    window.presses("main button[type=submit]").await;
    window.element(".notice.good").await;
    bram.posts_as(&article, "Bram de Wit", "Nog een antwoord", &[("reply_to", "1")]).await.is(303);
    assert!(board.delivers().await.is_empty(), "she wants no more mail");
    window.closes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_report_to_an_appeal_that_is_granted() {
    let board = Board::open().await;
    let article = board.article("Van wie is het gesprek?").await;
    for name in ["Bram de Wit", "Nadia Bos"] {
        board.account(name, Role::Moderator).await;
    }
    board
        .guest()
        .posts_as(&article, "Koning Bereik", "Ik schreef er een boek over", &[])
        .await
        .is(303);
    let Some(reader) = Window::open(&board, Script::Off).await else {
        return left_out(&test_name(), CHROMIUM);
    };

    reader.goes_to(&article).await;
    reader.presses("#comment-1 a[href$='/report']").await;
    reader.element("[name=reason]").await.send_keys("Zelfpromotie").await.unwrap();
    reader.types("[name=explanation]", "Dit is reclame voor een boek").await;
    reader.types("#email", "joost@post.example").await;
    reader.presses("main button[type=submit]").await;
    reader.is_at("/report/sent#errors").await;
    let receipt = board.delivers_one_to("joost@post.example").await;
    assert!(receipt.text.contains("Je hebt een reactie bij ons gemeld"), "{}", receipt.text);

    let bram = Window::open(&board, Script::Off).await.unwrap();
    bram.logs_in("Bram de Wit").await;
    bram.goes_to("/moderation?queue=reported").await;
    bram.presses("#comment-1 summary").await;
    bram.element("#comment-1 select[name=reason]").await.send_keys("Zelfpromotie").await.unwrap();
    bram.types("#comment-1 [name=note]", "U noemt vooral uw eigen boek.").await;
    bram.presses("#comment-1 details.more button.danger").await;
    bram.element(".notice.good").await;
    let mail = board.delivers().await;
    let to = |address: &str| {
        mail.iter().find(|mail| mail.to == address).unwrap_or_else(|| panic!("{address}: {mail:?}"))
    };
    let statement = to("koning.bereik@post.example");
    for fact in [
        "U noemt vooral uw eigen boek.",
        "Ik schreef er een boek over",
        "/house-rules#self-promotion",
        "rechter",
    ] {
        assert!(statement.text.contains(fact), "{fact} is not in {}", statement.text);
    }
    assert!(!statement.text.contains("joost"), "who reported stays unknown");
    assert!(to("joost@post.example").text.contains("verwijderd"));

    let author = Window::open(&board, Script::Off).await.unwrap();
    author.goes_to(&link(statement, "/appeals/")).await;
    author.types("[name=text]", "Ik noemde het boek als bron.").await;
    author.presses("main button[type=submit]").await;
    for _ in 0..200 {
        if board.value("SELECT text FROM appeals").await.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }

    let nadia = Window::open(&board, Script::Off).await.unwrap();
    nadia.logs_in("Nadia Bos").await;
    nadia.goes_to("/moderation?queue=appeals").await;
    nadia.presses("a[href^='/moderation/appeals/']").await;
    nadia.types("[name=answer]", "Een bron mag u noemen.").await;
    nadia.presses("#granted").await;
    nadia.presses("main form button[type=submit]").await;
    nadia.is_at("/moderation?queue=appeals#errors").await;
    reader.goes_to(&article).await;
    assert_eq!(reader.text("#comment-1 .body").await, "Ik schreef er een boek over");
    let mail = board.delivers().await;
    for address in ["koning.bereik@post.example", "joost@post.example"] {
        assert!(mail.iter().any(|mail| mail.to == address), "{address} is told: {mail:?}");
    }
    for window in [reader, bram, author, nadia] {
        window.closes().await;
    }
}
