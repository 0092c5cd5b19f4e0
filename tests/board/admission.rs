//! The gate: who is too quick, who guesses, who repeats what others say, and what a flood does. People do not notice it.

use std::net::Ipv4Addr;

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::store::limits::Counter;

use crate::harness::{Board, Page, Person, Settings, address, left_out, link, test_name};

/// A text long enough to be known again.
const TEXT: &str = "Wie zijn klanten serieus neemt, antwoordt niet alleen snel maar vooral volledig, want een half antwoord leidt \
    tot een tweede vraag, en die kost de klant meer tijd dan het wachten op een goed antwoord.";

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Poort").await;
    (board, article)
}

/// A guest in a corner of the net where nobody else is.
fn elsewhere(board: &Board, number: u8) -> Person {
    board.guest().from(Ipv4Addr::new(10, 20, number, 1))
}

async fn posts(who: &Person, article: &str, name: &str, body: &str) -> Page {
    let code = who.reads_a_code().await;
    who.posts_as(article, name, body, &[("captcha", &code)]).await
}

#[tokio::test]
async fn a_code_that_is_answered_at_once_is_asked_again() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    mirjam.reads("/captcha.png").await.is(200);
    let code = mirjam.newest_answer().await;
    let page = mirjam.posts_as(&article, "Mirjam", "Meteen", &[("captcha", &code)]).await;
    let page = page.is(422).says("Dat ging sneller dan we van lezers gewend zijn");
    assert_eq!(page.field("body"), "Meteen");
    board.clock.advance(SignedDuration::from_secs(10));
    mirjam
        .posts_as(&article, "Mirjam", "Weer", &[("captcha", &code)])
        .await
        .is(422)
        .says("verlopen of al gebruikt");
    posts(&mirjam, &article, "Mirjam", "Rustig").await.goes_on_to_a_comment();
}

#[tokio::test]
async fn who_guesses_is_read_first_and_nobody_else_is() {
    let (board, article) = board().await;
    let (bot, joost) = (board.guest(), board.guest());
    for guess in 0..20 {
        bot.reads_a_code().await;
        let body = format!("Poging {guess}");
        bot.posts_as(&article, "Bot", &body, &[("captcha", "KKKKKK")])
            .await
            .is(422)
            .says("De code klopte niet");
    }
    posts(&bot, &article, "Bot", "Nu goed").await.goes_on_to("/comments/1/held");
    bot.reads("/comments/1/held").await.says("veel codes opgevraagd die niet goed zijn ingevuld");
    posts(&bot.colleague(), &article, "Collega", "Zelfde adres")
        .await
        .goes_on_to("/comments/2/held");
    posts(&joost, &article, "Joost", "Ander adres").await.goes_on_to_a_comment();
    board.clock.advance(SignedDuration::from_mins(10));
    posts(&bot, &article, "Bot", "Na een poos").await.goes_on_to_a_comment();
}

#[tokio::test]
async fn what_another_one_says_today_waits_for_a_moderator() {
    let (board, article) = board().await;
    let other = board.article("Elders").await;
    posts(&board.guest(), &article, "Eén", TEXT).await.goes_on_to_a_comment();
    let again = format!("Hallo! {}", TEXT.to_uppercase());
    posts(&board.guest(), &other, "Twee", &again).await.goes_on_to("/comments/2/held");
    posts(&board.guest(), &article, "Drie", "Helemaal mee eens").await.goes_on_to_a_comment();
    posts(&board.guest(), &other, "Vier", "Helemaal mee eens").await.goes_on_to_a_comment();
    let sanne = board.somebody("Sanne", Role::Moderator).await;
    sanne
        .reads("/moderation?queue=held")
        .await
        .says("vandaag kwam al een reactie met bijna dezelfde tekst binnen");
    sanne.posts(&other, TEXT).await.goes_on_to_a_comment();
    board.clock.advance(SignedDuration::from_hours(25));
    posts(&board.guest(), &other, "Vijf", TEXT).await.goes_on_to_a_comment();
}

#[tokio::test]
async fn in_a_flood_whoever_is_unknown_waits_and_moderators_are_told_once() {
    let (board, article) = board().await;
    let sanne = board.somebody("Sanne", Role::Moderator).await;
    posts(&board.guest(), &article, "Eén", "Kijk op https://een.example")
        .await
        .goes_on_to_a_comment();
    // As if many more had come through.
    for _ in 0..59 {
        board.app.store.increment_counter(Counter::Solved, board.app.now()).await.unwrap();
    }
    posts(&board.guest(), &article, "Twee", "Kijk op https://twee.example")
        .await
        .goes_on_to("/comments/2/held");
    posts(&board.guest(), &article, "Drie", "Geen link").await.goes_on_to("/comments/3/held");
    sanne.posts(&article, "Zie https://weerwoord.example").await.goes_on_to_a_comment();
    let mail = board.delivers().await;
    let told = mail
        .iter()
        .filter(|mail| mail.to == address("Sanne") && mail.text.contains("veel meer reacties"))
        .count();
    assert_eq!(told, 1, "{mail:?}");
}

/// Confirms the address of a guest by the link in the newest mail to them.
async fn confirms(board: &Board, who: &Person, name: &str) {
    let mail = board.delivers().await;
    let mail = mail.iter().rfind(|mail| mail.to == address(name)).expect("a mail with a link");
    who.sends(&link(mail, "/confirm/"), &[]).await.is(303);
}

#[tokio::test]
async fn three_of_somebody_unknown_are_shown_and_a_mail_shows_the_fourth() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    for body in ["Het eerste woord", "Een tweede gedachte daarna", "Ten derde dan nog dit"] {
        posts(&mirjam, &article, "Mirjam", body).await.goes_on_to_a_comment();
    }
    posts(&mirjam, &article, "Mirjam", "Tot slot een vierde").await.goes_on_to("/comments/4/held");
    mirjam.reads("/comments/4/held").await.says("schrijvers die we nog niet kennen");
    posts(&board.guest(), &article, "Joost", "Elders geen last").await.goes_on_to_a_comment();
    confirms(&board, &mirjam, "Mirjam").await;
    mirjam.reads("/comments/4").await.goes_on_to(&format!("{article}#comment-4"));
    // Whoever confirmed their address is counted apart.
    posts(&mirjam, &article, "Mirjam", "En nu een vijfde").await.goes_on_to_a_comment();
    let other = board.guest();
    for n in 0..3 {
        posts(&other, &article, "Truus", &format!("Ik zeg het {n} keer")).await.is(303);
    }
    posts(&other, &article, "Truus", "Wacht u maar even").await.is(303);
    board.clock.advance(SignedDuration::from_mins(10));
    posts(&other, &article, "Truus", "Tien minuten later weer").await.goes_on_to_a_comment();
}

#[tokio::test]
async fn while_a_moderator_is_there_more_is_shown() {
    let settings = Settings::default().with("CAPTCHA", "off");
    let board = Board::with(settings).await;
    let article = board.article("Poort").await;
    let mut shown = 0;
    for n in 0..8 {
        let body = format!("Reactie nummer {n} van iemand anders");
        let guest = elsewhere(&board, n);
        let page = guest.posts_as(&article, &format!("Gast {n}"), &body, &[]).await;
        shown += usize::from(!page.headers["location"].to_str().unwrap().ends_with("/held"));
    }
    assert_eq!(shown, 5, "nobody looks");
    let bram = board.somebody("Bram", Role::Moderator).await;
    bram.reads("/moderation").await.is(200);
    for n in 8..16 {
        let body = format!("Reactie nummer {n} van iemand anders");
        let guest = elsewhere(&board, n);
        let page = guest.posts_as(&article, &format!("Gast {n}"), &body, &[]).await;
        page.goes_on_to_a_comment();
    }
}

#[tokio::test]
async fn whoever_was_read_before_answers_no_code_and_meets_no_flood() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    let fields = [("captcha", code.as_str()), ("intent", "confirm")];
    mirjam
        .posts_as(&article, "Mirjam", "Bevestigd per e-mail", &fields)
        .await
        .goes_on_to("/comments/1/held");
    confirms(&board, &mirjam, "Mirjam").await;
    mirjam.reads("/comments/1").await.goes_on_to(&format!("{article}#comment-1"));
    mirjam.posts_as(&article, "Mirjam", "Nog zonder code", &[]).await.is(422);
    // A confirmed guest presses the button in a mail in place of a code, each time.
    mirjam
        .posts_as(&article, "Mirjam", "Nog eens per e-mail", &[("intent", "confirm")])
        .await
        .goes_on_to("/comments/2/held");
    board.clock.advance(SignedDuration::from_hours(25));
    for _ in 0..70 {
        board.app.store.increment_counter(Counter::Solved, board.app.now()).await.unwrap();
    }
    mirjam.posts_as(&article, "Mirjam", "Nu zonder code", &[]).await.goes_on_to_a_comment();
    // In another browser anybody can type her address.
    board.guest().posts_as(&article, "Mirjam", "Niet van mij", &[]).await.is(422);
    let bram = board.somebody("Bram", Role::Moderator).await;
    bram.decides(3, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    mirjam.posts_as(&article, "Mirjam", "Weer met code", &[]).await.is(422);
}

#[tokio::test]
async fn a_flood_without_codes_refuses_nobody_else() {
    let (board, article) = board().await;
    for n in 0..70 {
        let bot = elsewhere(&board, n);
        let body = format!("Zonder code, nummer {n}");
        bot.posts_as(&article, "Bot", &body, &[("intent", "unreadable")]).await;
    }
    let late = elsewhere(&board, 200);
    let page = late.posts_as(&article, "Ans", "Ook ik niet", &[("intent", "unreadable")]).await;
    page.is(429).says("Dat ligt niet aan jou").says("bevestig per e-mail");
    posts(&board.guest(), &article, "Joost", "Met code gaat het").await.goes_on_to_a_comment();
    let fields = [("intent", "confirm")];
    late.posts_as(&article, "Ans", "Dan per e-mail", &fields).await.is(303);
}

#[tokio::test]
async fn the_numbers_tell_what_came_through() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    posts(&mirjam, &article, "Mirjam", "Eerste").await.goes_on_to_a_comment();
    mirjam.reads_a_code().await;
    mirjam.posts_as(&article, "Mirjam", "Mis", &[("captcha", "KKKKKK")]).await.is(422);
    mirjam
        .posts_as(&article, "Mirjam", "Kan ik niet lezen", &[("intent", "unreadable")])
        .await
        .is(303);
    let naima = board.somebody("Naima", Role::Editor).await;
    naima.posts(&article, "Leden tellen hier niet mee").await.is(303);
    let page = naima.reads("/desk/numbers").await;
    let sums: Vec<String> = page.texts(".scrolls[aria-labelledby=by-day] tfoot td");
    assert_eq!(sums, ["2", "1", "1", "1", "1"]);
    assert_eq!(page.texts(".scrolls[aria-labelledby=by-day] tbody tr").len(), 1);
}

#[tokio::test]
async fn who_would_rather_listen_gets_six_digits() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let sound = mirjam.reads("/captcha.wav").await.is(200);
    assert_eq!(
        (sound.headers["content-type"].to_str().unwrap(), &sound.bytes[..4]),
        ("audio/wav", &b"RIFF"[..])
    );
    assert_eq!(sound.headers["cache-control"], "private, no-store");
    board.clock.advance(SignedDuration::from_secs(12));
    let digits = mirjam.newest_answer().await;
    assert!(digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{digits}");
    mirjam
        .posts_as(&article, "Mirjam", "Gehoord", &[("captcha", &digits)])
        .await
        .goes_on_to_a_comment();
    mirjam
        .posts_as(&article, "Mirjam", "Nog eens", &[("captcha", &digits)])
        .await
        .is(422)
        .says("verlopen of al gebruikt");
}

#[tokio::test]
async fn a_board_sets_its_own_rates() {
    let board =
        Board::with(Settings::default().with("CAPTCHA", "off").with("RATES", "comment=2/1h")).await;
    let article = board.article("Poort").await;
    let mirjam = board.guest();
    for body in ["Eén", "Twee"] {
        mirjam.posts_as(&article, "Mirjam", body, &[]).await.goes_on_to_a_comment();
    }
    let page = mirjam.posts_as(&article, "Mirjam", "Drie", &[]).await.is(429);
    assert_eq!(
        (page.headers["retry-after"].to_str().unwrap(), page.field("body").as_str()),
        ("3600", "Drie")
    );
}

#[tokio::test]
async fn nodes_count_together() {
    let settings = Settings::default().with("CAPTCHA", "off").with("RATES", "comment=6/1h");
    let Some(board) = Board::on_postgres(settings).await else {
        return left_out(&test_name(), "the programs of PostgreSQL");
    };
    let article = board.article("Poort").await;
    let node = board.another_node().await;
    let (mirjam, joost) = (board.guest(), board.guest());
    let elsewhere = mirjam.at(&node);
    // What is refused or a repeat goes back, on whichever node.
    for _ in 0..9 {
        mirjam.posts_as(&article, "", "Zonder naam", &[]).await.is(422);
        elsewhere.posts_as(&article, "", "Zonder naam", &[]).await.is(422);
    }
    for n in 0..6 {
        let at = if n % 2 == 0 { &mirjam } else { &elsewhere };
        at.posts_as(&article, "Mirjam", &format!("Reactie {n}"), &[]).await.is(303);
    }
    for at in [&mirjam, &elsewhere] {
        at.posts_as(&article, "Mirjam", "Te veel", &[]).await.is(429);
    }
    joost.at(&node).posts_as(&article, "Joost", "Ander adres", &[]).await.goes_on_to_a_comment();
    board.clock.advance(SignedDuration::from_hours(1));
    elsewhere.posts_as(&article, "Mirjam", "Na een uur", &[]).await.is(303);
    mirjam.posts_as(&article, "Mirjam", "Nog een", &[]).await.is(429);
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM comments").await.unwrap(), "8");
}

#[tokio::test]
async fn a_hundred_at_once_on_two_nodes_get_what_one_bucket_holds() {
    let settings =
        Settings::default().with("CAPTCHA", "off").with("RATES", "comment=6/1h,send=1000/1s");
    let Some(board) = Board::on_postgres(settings).await else {
        return left_out(&test_name(), "the programs of PostgreSQL");
    };
    let article = board.article("Poort").await;
    let node = board.another_node().await;
    let here = board.guest();
    let there = here.at(&node).colleague();
    let posts = (0..100).map(|n| {
        let (who, article) =
            (if n % 2 == 0 { here.clone() } else { there.clone() }, article.clone());
        tokio::spawn(async move {
            who.posts_as(&article, "Bot", &format!("Reactie {n}"), &[]).await.status.as_u16()
        })
    });
    let mut accepted = 0;
    for post in posts.collect::<Vec<_>>() {
        accepted += usize::from(post.await.unwrap() == 303);
    }
    assert_eq!(accepted, 6);
}
