//! People: registering, links by mail, what the board asks of guests, and guests who take their comments or leave them.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Person, Settings, address, link};

const FATIMA: [(&str, &str); 3] =
    [("name", "Fatima Yıldız"), ("email", "fatima@post.example"), ("password", PASSWORD)];

/// Somebody whose comment brings them to the page that says what happens next.
async fn is_held(person: &Person, article: &str, name: &str, body: &str) -> String {
    let page = person.posts_as(article, name, body, &[]).await.is(303);
    let to = page.header("location").unwrap().to_owned();
    assert!(to.ends_with("/held"), "{to}");
    to
}

#[tokio::test]
async fn who_registers_follows_a_link_and_comments_without_a_code() {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let article = board.article("Welkom").await;
    let fatima = board.guest();
    fatima.reads("/register").await.is(200).says("Account maken");
    fatima.sends("/register", &FATIMA).await.goes_on_to("/register/sent");
    fatima.reads("/register/sent").await.is(200).says("Kijk in je mailbox");
    let mail = board.delivers_one_to("fatima@post.example").await;
    let confirm = link(&mail, "/confirm/");
    assert!(mail.html.contains(&confirm) && !mail.text.contains(PASSWORD));

    for _ in 0..3 {
        fatima.reads(&confirm).await.is(200).says("Account bevestigen");
    }
    fatima.sends("/login", &FATIMA[1..]).await.is(422);
    fatima.sends(&confirm, &[]).await.goes_on_to("/login?done=registered");
    fatima.reads("/login?done=registered").await.says("Je account is klaar");
    fatima.sends(&confirm, &[]).await.is(404).says("Deze link werkt niet meer");
    fatima.sends("/login", &FATIMA[1..]).await.goes_on_to("/");
    fatima.sends(&format!("{article}/comments"), &[("body", "Zonder code")]).await.is(303);
    board.guest().reads(&article).await.says("Fatima Yıldız").says("Zonder code");
}

#[tokio::test]
async fn the_page_never_tells_whether_an_address_is_known() {
    let board = Board::open().await;
    board.account("Bram de Wit", Role::Member).await;
    let guest = board.guest();
    for email in ["bram.de.wit@post.example", "nieuw@post.example"] {
        let fields = [("name", "Iemand Anders"), ("email", email), ("password", PASSWORD)];
        guest.sends("/register", &fields).await.goes_on_to("/register/sent");
        guest.sends("/forgot", &[("email", email)]).await.goes_on_to("/forgot/sent");
        guest.sends("/my-comments", &[("email", email)]).await.goes_on_to("/my-comments/sent");
    }
    let mail = board.delivers().await;
    let subjects = |to: &str| {
        mail.iter()
            .filter(|mail| mail.to == to)
            .map(|mail| mail.subject.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(subjects("bram.de.wit@post.example")[0], "Je hebt al een account bij Weerwoord");
    assert_eq!(subjects("nieuw@post.example")[0], "Bevestig je account bij Weerwoord");
    assert_eq!((mail.len(), subjects("nieuw@post.example").len()), (6, 3));
    let forgot = mail
        .iter()
        .find(|mail| mail.to == "nieuw@post.example" && mail.text.contains("nieuw wachtwoord"))
        .unwrap();
    assert!(!forgot.text.contains("/reset/"));
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_told_and_nothing_is_lost() {
    let board = Board::open().await;
    board.account("Bram de Wit", Role::Member).await;
    let guest = board.guest();
    let refused = async |name: &'static str,
                         email: &'static str,
                         password: &'static str,
                         told: &'static str| {
        let page = guest
            .sends("/register", &[("name", name), ("email", email), ("password", password)])
            .await
            .is(422)
            .says(told);
        assert_eq!((page.field("name").as_str(), page.field("email").as_str()), (name, email));
        assert_eq!(page.field("password"), "");
        assert!(page.attribute("[aria-invalid]", "aria-describedby").is_some());
    };
    refused("Bram de Wit", "b@post.example", PASSWORD, "al van een lid").await;
    refused("Bram de W\u{456}t", "b@post.example", PASSWORD, "al van een lid").await;
    refused("Moderator", "b@post.example", PASSWORD, "lijkt op die van de redactie").await;
    refused("Fatima", "fatima@", PASSWORD, "geldig e-mailadres").await;
    refused("Fatima", "fatima@post.example", "kort", "minstens 10 tekens").await;
    refused("Fatima", "fatima@post.example", "wachtwoord", "makkelijk te raden").await;
    refused("Fatima", "fatima@post.example", "fatima1234", "makkelijk te raden").await;
    assert!(board.delivers().await.is_empty());
}

#[tokio::test]
async fn a_name_that_was_taken_meanwhile_is_asked_for_again() {
    let board = Board::open().await;
    let (fatima, other) = (board.guest(), board.guest());
    fatima.sends("/register", &FATIMA).await.is(303);
    other
        .sends("/register", &[FATIMA[0], ("email", "ander@post.example"), FATIMA[2]])
        .await
        .is(303);
    let mail = board.delivers().await;
    other.sends(&link(&mail[1], "/confirm/"), &[]).await.is(303);
    let confirm = link(&mail[0], "/confirm/");
    let page = fatima.sends(&confirm, &[]).await.is(422).says("al van een lid");
    assert_eq!(page.field("name"), "Fatima Yıldız");
    fatima.sends(&confirm, &[("name", "Fatima Y.")]).await.goes_on_to("/login?done=registered");
    fatima.sends("/login", &FATIMA[1..]).await.goes_on_to("/");
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_again_once_and_within_the_hour() {
    let board = Board::open().await;
    let bram = board.somebody("Bram de Wit", Role::Member).await;
    let guest = board.guest();
    let forgot = [("email", "bram.de.wit@post.example")];
    guest.sends("/forgot", &forgot).await.is(303);
    let late = link(&board.delivers_one_to(forgot[0].1).await, "/reset/");
    board.clock.advance(SignedDuration::from_mins(61));
    guest.reads(&late).await.is(404);
    guest.sends(&late, &[("password", "een ander wachtwoord")]).await.is(404);

    guest.sends("/forgot", &forgot).await.is(303);
    let reset = link(&board.delivers_one_to(forgot[0].1).await, "/reset/");
    guest.reads(&reset).await.is(200).says("Nieuw wachtwoord");
    guest.sends(&reset, &[("password", "kort")]).await.is(422).says("minstens 10 tekens");
    guest
        .sends(&reset, &[("password", "een ander wachtwoord")])
        .await
        .goes_on_to("/login?done=reset");
    guest.sends(&reset, &[("password", "nog een wachtwoord")]).await.is(404);
    assert!(board.delivers_one_to(forgot[0].1).await.text.contains("zojuist gewijzigd"));
    bram.reads("/").await.never_says("Bram de Wit");
    guest.sends("/login", &[forgot[0], ("password", PASSWORD)]).await.is(422);
    guest.sends("/login", &[forgot[0], ("password", "een ander wachtwoord")]).await.goes_on_to("/");
}

#[tokio::test]
async fn asking_for_mail_without_end_is_limited() {
    let board = Board::with(Settings::default()).await;
    let guest = board.guest();
    for _ in 0..4 {
        guest.sends("/forgot", &[("email", "iemand@post.example")]).await.is(303);
    }
    let page =
        guest.sends("/forgot", &[("email", "iemand@post.example")]).await.is(429).says("opnieuw");
    assert_eq!(page.field("email"), "iemand@post.example");
    assert!(page.header("retry-after").is_some());
    guest.sends("/forgot", &[("email", "ander@post.example")]).await.is(303);
}

#[tokio::test]
async fn confirm_shows_a_comment_once_its_writer_pressed_the_button() {
    let board = Board::with(Settings::easy().with("GUESTS", "confirm")).await;
    let article = board.article("Bevestigen").await;
    let joost = board.guest();
    let held = is_held(&joost, &article, "Joost", "Ik bevestig").await;
    joost.reads(&held).await.is(200).says("Kijk in je mailbox");
    board.guest().reads(&article).await.never_says("Ik bevestig");
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.reads("/moderation").await.never_says("Ik bevestig");

    let mail = board.delivers_one_to(&address("Joost")).await;
    assert!(mail.text.contains("Ik bevestig"));
    let confirm = link(&mail, "/confirm/");
    joost.reads(&confirm).await.is(200);
    board.guest().reads(&article).await.never_says("Ik bevestig");
    joost.sends(&confirm, &[]).await.goes_on_to("/comments/1");
    board.guest().reads(&article).await.says("Ik bevestig").says("Er is 1 reactie");
    bram.reads("/moderation").await.says("Ik bevestig");

    joost.posts_as(&article, "Joost", "Nu meteen", &[]).await.goes_on_to_a_comment();
    is_held(&board.guest(), &article, "Joost", "Dit is een ander").await;
    is_held(&joost, &article, "Joost Twee", "Ander adres").await;
}

#[tokio::test]
async fn what_nobody_confirmed_is_forgotten() {
    let board = Board::with(Settings::easy().with("GUESTS", "confirm")).await;
    let article = board.article("Bevestigen").await;
    is_held(&board.guest(), &article, "Joost", "Nooit bevestigd").await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    board.clock.advance(SignedDuration::from_hours(31 * 24));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(board.value("SELECT body FROM comments").await, None);
    board.guest().reads(&link(&mail, "/confirm/")).await.is(404);
}

#[tokio::test]
async fn approve_trusts_a_confirmed_address_after_the_first_and_never_a_claimed_one() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Goedkeuren").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let joost = board.guest();
    let held = is_held(&joost, &article, "Joost", "Mijn eerste").await;
    joost.reads(&held).await.says("Een moderator leest die eerst");
    let mail = board.delivers_one_to(&address("Joost")).await;
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    board.guest().reads(&article).await.says("Mijn eerste");
    is_held(&joost, &article, "Joost", "Nog niet bevestigd").await;
    joost.sends(&link(&mail, "/confirm/"), &[]).await.goes_on_to("/confirmed");
    joost.posts_as(&article, "Joost", "Bevestigd en goedgekeurd", &[]).await.goes_on_to_a_comment();
    is_held(&board.guest(), &article, "Joost", "Alleen beweerd").await;
    let other = board.guest();
    is_held(&other, &article, "Rachida", "Nooit goedgekeurd").await;
}

#[tokio::test]
async fn closed_is_for_members_only() {
    let board = Board::with(Settings::easy().with("GUESTS", "closed")).await;
    let article = board.article("Besloten").await;
    let guest = board.guest();
    let page = guest.reads(&article).await.says("Alleen leden kunnen hier reageren");
    assert!(page.texts("form#comment-form").is_empty());
    let page = guest.posts(&article, "Toch proberen").await.is(403);
    assert_eq!(page.field("body"), "Toch proberen");
    let member = board.somebody("Mirjam", Role::Member).await;
    member.posts(&article, "Wel").await.goes_on_to_a_comment();
}

#[tokio::test]
async fn an_address_is_asked_to_confirm_once_a_day() {
    let board = Board::open().await;
    let article = board.article("Post").await;
    let joost = board.guest();
    let notify = [("notify", "on")];
    joost.posts_as(&article, "Joost", "Eerste", &notify).await.is(303);
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert!(mail.text.contains("Bevestig het adres"), "{}", mail.text);
    joost.posts_as(&article, "Joost", "Tweede", &notify).await.is(303);
    assert!(board.delivers().await.is_empty());
    board.clock.advance(SignedDuration::from_hours(25));
    joost.posts_as(&article, "Joost", "Derde", &notify).await.is(303);
    joost
        .sends(&link(&board.delivers_one_to(&address("Joost")).await, "/confirm/"), &[])
        .await
        .is(303);
    board.clock.advance(SignedDuration::from_hours(25));
    joost.posts_as(&article, "Joost", "Vierde", &notify).await.is(303);
    assert!(board.delivers().await.is_empty(), "confirmed for good");
}

/// A guest with two comments whose browser proved the address.
async fn proven_guest(board: &Board, article: &str) -> Person {
    let joost = board.guest();
    joost.posts_as(article, "Joost", "Eerste", &[]).await.is(303);
    joost.posts_as(article, "Joost", "Tweede", &[]).await.is(303);
    joost.sends("/my-comments", &[("email", &address("Joost"))]).await.is(303);
    let mail = board.delivers_one_to(&address("Joost")).await;
    joost.sends(&link(&mail, "/confirm/"), &[]).await.goes_on_to("/my-comments");
    joost
}

#[tokio::test]
async fn a_guest_leaves_and_the_discussion_stays() {
    let board = Board::open().await;
    let article = board.article("Weg").await;
    let joost = proven_guest(&board, &article).await;
    board.guest().posts_as(&article, "Rachida", "Van een ander", &[]).await.is(303);
    let report = [
        ("reason", "spam"),
        ("explanation", "Zelfde"),
        ("name", "Joost"),
        ("email", "Joost@post.example"),
    ];
    joost.sends("/comments/3/report", &report).await.is(303);
    joost.reads("/my-comments").await.says("staan 2 reacties").says("Eerste");
    let email = address("Joost");
    let disown = [("choice", "disown"), ("email", email.as_str())];
    board
        .guest()
        .sends("/my-comments/choose", &[disown[0], disown[1], ("sure", "on")])
        .await
        .goes_on_to("/my-comments");
    joost.sends("/my-comments/choose", &disown).await.is(422).says("Zet een vinkje");
    board.guest().reads(&article).await.says("Joost");
    joost
        .sends("/my-comments/choose", &[disown[0], disown[1], ("sure", "on")])
        .await
        .goes_on_to("/my-comments?done=disown");
    let page = board.guest().reads(&article).await.says("Vertrokken deelnemer").says("Tweede");
    page.never_says("Joost");
    let kept =
        "SELECT email FROM comments WHERE id < 3 AND (email IS NOT NULL OR network IS NOT NULL)";
    assert_eq!(board.value(kept).await, None);
    assert_eq!(board.value("SELECT email FROM mailboxes").await, None);
    assert_eq!(
        board
            .value("SELECT reason FROM reports WHERE email IS NULL AND name IS NULL")
            .await
            .as_deref(),
        Some("spam")
    );
}

#[tokio::test]
async fn a_guest_takes_their_comments_to_an_account() {
    let board = Board::open().await;
    let article = board.article("Mee").await;
    board.account("Fatima Yıldız", Role::Member).await;
    let joost = proven_guest(&board, &article).await;
    let email = address("Joost");
    let claim = [("choice", "claim"), ("email", email.as_str())];
    joost.sends("/my-comments/choose", &claim).await.goes_on_to("/login?next=%2Fmy-comments");
    joost.logs_in("Fatima Yıldız").await.is(303);
    joost.sends("/my-comments/choose", &claim).await.goes_on_to("/my-comments?done=claim");
    joost.reads("/my-comments?done=claim").await.says("horen nu bij je account");
    board.guest().reads(&article).await.says("Fatima Yıldız").never_says("Joost");
}

#[tokio::test]
async fn a_proof_is_good_for_an_hour() {
    let board = Board::open().await;
    let article = board.article("Uur").await;
    let joost = proven_guest(&board, &article).await;
    board.clock.advance(SignedDuration::from_mins(61));
    joost.reads("/my-comments").await.never_says("Eerste");
    let fields = [("choice", "disown"), ("email", &address("Joost")), ("sure", "on")];
    joost.sends("/my-comments/choose", &fields).await.goes_on_to("/my-comments");
    board.guest().reads(&article).await.says("Joost");
}
