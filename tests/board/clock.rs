//! A clock that was wrong: what was done "tomorrow" keeps nobody waiting once the clock is right.

use jiff::SignedDuration;
use weerwoord::account::second_factor::Secret;
use weerwoord::account::{Email, Role, Scope};
use weerwoord::jobs;
use weerwoord::security::encryption::Purpose;
use weerwoord::store::Store;
use weerwoord::store::accounts::{NewCodes, Owner};
use weerwoord::store::limits::{Counter, Kind};

use crate::harness::{Board, Person, Settings, address, left_out, test_name};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Sets the clock right, as the worker notices within a second.
async fn sets_the_clock_right(board: &Board) {
    board.clock.advance(-DAY);
    jobs::clock_round(&board.app).await.unwrap();
}

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Klok").await;
    (board, article)
}

async fn posts(who: &Person, article: &str, body: &str) -> u16 {
    let code = who.reads_a_code().await;
    who.posts_as(article, "Mirjam", body, &[("captcha", &code)]).await.status.as_u16()
}

/// One statement, straight to the database.
async fn runs(board: &Board, statement: &'static str) {
    match &board.app.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(statement).execute(writer.pool()).await.map(drop).unwrap();
        }
        Store::Postgres(server) => {
            sqlx::query(statement).execute(server.pool()).await.map(drop).unwrap();
        }
    }
}

/// Everything that is limited, until it is refused.
async fn spends_everything(who: &Person, article: &str) {
    for n in 0..14 {
        posts(who, article, &format!("Morgen {n}")).await;
    }
    for _ in 0..130 {
        who.reads("/captcha.png").await;
    }
    for _ in 0..25 {
        who.reads("/captcha.wav").await;
        who.sends("/login", &[("email", "a@post.example"), ("password", "gok gok gok")]).await;
        who.sends("/forgot", &[("email", "a@post.example")]).await;
        who.sends(&format!("{article}/share/linkedin"), &[]).await;
    }
    for _ in 0..70 {
        who.reads("/search?q=klok").await;
        who.sends("/comments/1/useful", &[]).await;
    }
    who.reads("/captcha.png").await.is(429);
    who.reads("/captcha.wav").await.is(429);
    who.reads("/search?q=klok").await.is(429);
}

async fn can_do_everything(who: &Person, article: &str) {
    who.reads("/captcha.wav").await.is(200);
    who.reads("/search?q=klok").await.is(200);
    who.sends("/comments/1/useful", &[]).await.is(303);
    let wrong = [("email", "a@post.example"), ("password", "gok gok gok")];
    who.sends("/login", &wrong).await.is(422);
    who.sends("/forgot", &[("email", "b@post.example")]).await.is(303);
    let code = who.reads_a_code().await;
    let page = who.posts_as(article, "Mirjam", "Vandaag", &[("captcha", &code)]).await;
    page.goes_on_to_a_comment();
}

#[tokio::test]
async fn buckets_emptied_tomorrow_are_full_today() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    board.clock.advance(DAY);
    spends_everything(&mirjam, &article).await;
    // No round of the worker: a bucket is never believed.
    board.clock.advance(-DAY);
    can_do_everything(&mirjam, &article).await;
}

#[tokio::test]
async fn shared_buckets_emptied_tomorrow_are_full_today_also_after_a_restart() {
    let Some(board) = Board::on_postgres(Settings::default()).await else {
        return left_out(&test_name(), "the programs of PostgreSQL");
    };
    let article = board.article("Klok").await;
    let mirjam = board.guest();
    board.clock.advance(DAY);
    spends_everything(&mirjam, &article).await;
    board.clock.advance(-DAY);
    let restarted = board.another_node().await;
    can_do_everything(&mirjam.at(&restarted), &article).await;
}

#[tokio::test]
async fn a_code_drawn_tomorrow_is_good_today_and_its_answer_is_not_hasty() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    board.clock.advance(DAY);
    let code = mirjam.reads_a_code().await;
    sets_the_clock_right(&board).await;
    mirjam
        .posts_as(&article, "Mirjam", "Vandaag", &[("captcha", &code)])
        .await
        .goes_on_to_a_comment();
    let browser = [7; 32];
    board.clock.advance(DAY);
    board.app.store.add_challenge(&browser, Kind::Sound, "123456", board.app.now()).await.unwrap();
    sets_the_clock_right(&board).await;
    board.clock.advance(SignedDuration::from_mins(31));
    assert!(!board.app.store.has_solved(&browser, board.app.now()).await.unwrap());
    board.app.store.sweep(board.app.now() - DAY, board.app.now()).await.unwrap();
    let left = board.value("SELECT answer FROM challenges WHERE answer = '123456'").await;
    assert_eq!(left, None, "it lasts half an hour, not a day");
}

#[tokio::test]
async fn a_comment_of_tomorrow_is_a_repeat_for_an_hour_and_is_told_of_at_once() {
    let board = Board::open().await;
    let article = board.article("Klok").await;
    let (mirjam, bram) = (board.guest(), board.account("Bram", Role::Moderator).await);
    board.sets_digest(bram, "hourly").await;
    board.clock.advance(DAY);
    mirjam.posts(&article, "Hetzelfde").await.goes_on_to_a_comment();
    jobs::hourly_maintenance(&board.app).await.unwrap();
    board.delivers_one_to(&address("Bram")).await;
    sets_the_clock_right(&board).await;
    mirjam.reads("/").await.never_says("21 november");
    mirjam.reads(&article).await.is(200).says("20 november 2026").never_says("21 november");
    board.clock.advance(SignedDuration::from_mins(61));
    assert_eq!(mirjam.posts(&article, "Hetzelfde").await.goes_on_to_a_comment(), 2);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    board.delivers_one_to(&address("Bram")).await;
    jobs::index_round(&board.app).await.unwrap();
    mirjam.reads("/search?q=hetzelfde").await.is(200).never_says("21 november");
}

#[tokio::test]
async fn leases_of_tomorrow_end_at_once() {
    let board = Board::open().await;
    let joost = board.account("Joost", Role::Member).await;
    board.clock.advance(DAY);
    board.guest().sends("/forgot", &[("email", &address("Joost"))]).await.is(303);
    // A worker took it and was killed.
    assert!(!board.app.store.due_events(board.app.now()).await.unwrap().is_empty());
    sets_the_clock_right(&board).await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    let reset = crate::harness::link(&mail, "/reset/");
    board.guest().reads(&reset).await.is(200);

    board.clock.advance(DAY);
    board.guest().sends("/forgot", &[("email", &address("Joost"))]).await.is(303);
    jobs::process_events(&board.app).await.unwrap();
    assert_eq!(board.app.store.due_mail(9, &[1; 16], board.app.now()).await.unwrap().len(), 1);
    sets_the_clock_right(&board).await;
    let reset = crate::harness::link(&board.delivers_one_to(&address("Joost")).await, "/reset/");
    board.guest().reads(&reset).await.is(200);
    board.clock.advance(SignedDuration::from_mins(61));
    board.guest().reads(&reset).await.is(404);
    assert!(board.app.store.account_by_id(joost).await.unwrap().is_some());
}

#[tokio::test]
async fn a_case_claimed_tomorrow_is_free_today() {
    let board = Board::open().await;
    let article = board.article("Klok").await;
    board.guest().posts(&article, "Reactie").await.goes_on_to_a_comment();
    let bram = board.account("Bram", Role::Moderator).await;
    let naima = board.somebody("Naima", Role::Moderator).await;
    board.clock.advance(DAY);
    board.app.store.claim(Scope::Board, 1, bram, board.app.now()).await.unwrap();
    naima.reads("/moderation").await.says("Bram bekijkt deze reactie");
    sets_the_clock_right(&board).await;
    naima.reads("/moderation").await.never_says("bekijkt deze reactie");
}

#[tokio::test]
async fn sessions_and_codes_of_tomorrow_last_no_longer_and_shut_nobody_out() {
    let board = Board::open().await;
    let joost = board.account("Joost", Role::Member).await;
    let secret = Secret::new([7; 20]);
    let owner = Owner { account: joost, session: None };
    let kept = board.app.encrypt(Purpose::App, joost, secret.as_bytes()).unwrap();
    board.app.store.set_totp(owner, &kept, 0, &NewCodes::default(), board.app.now()).await.unwrap();
    let enters = async || {
        let guest = board.guest();
        guest.logs_in("Joost").await.goes_on_to("/login/second");
        let code = secret.code_at(board.app.now()).unwrap();
        guest.sends("/login/second", &[("code", &code)]).await.goes_on_to("/");
        guest
    };
    board.clock.advance(DAY);
    let tomorrow = enters().await;
    sets_the_clock_right(&board).await;
    enters().await.reads("/account").await.is(200);
    tomorrow.reads("/account").await.is(200).never_says("21 november");
    board.clock.advance(SignedDuration::from_hours(14 * 24));
    tomorrow.reads("/account").await.is(303);
}

#[tokio::test]
async fn an_article_published_at_once_tomorrow_is_there_today_and_a_scheduled_one_waits() {
    let board = Board::open().await;
    board.clock.advance(DAY);
    let now = board.writes("title = \"Nu\"\npublished = 2026-11-21T08:59:00", "Tekst.").await;
    let later = board.writes("title = \"Later\"\npublished = 2026-11-22T09:00:00", "Tekst.").await;
    board.guest().reads(&now).await.is(200);
    sets_the_clock_right(&board).await;
    board.guest().reads(&now).await.is(200);
    board.guest().reads(&later).await.is(404);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn counts_and_alarms_of_tomorrow_belong_to_this_hour() {
    let board = Board::open().await;
    board.clock.advance(DAY);
    for _ in 0..3 {
        board.app.store.increment_counter(Counter::Shown, board.app.now()).await.unwrap();
    }
    assert!(board.app.store.raise_alarm(board.app.now()).await.unwrap());
    sets_the_clock_right(&board).await;
    assert_eq!(board.app.store.pressure(false, board.app.now()).await.unwrap().now, 3);
    board.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(board.app.store.pressure(false, board.app.now()).await.unwrap().now, 0);
    assert!(board.app.store.raise_alarm(board.app.now()).await.unwrap());
}

#[tokio::test]
async fn what_is_asked_by_mail_tomorrow_is_asked_again_a_day_later() {
    let board = Board::open().await;
    let email = Email::new(&address("Joost")).unwrap();
    let store = &board.app.store;
    store.mailbox(&email, [1; 32]).await.unwrap();
    board.clock.advance(DAY);
    assert!(store.may_ask(&email, false, board.app.now()).await.unwrap());
    sets_the_clock_right(&board).await;
    board.clock.advance(DAY);
    assert!(store.may_ask(&email, false, board.app.now()).await.unwrap());
}

#[tokio::test]
async fn a_ban_that_ends_today_keeps_out_again_and_one_chosen_for_long_stays() {
    let board = Board::open().await;
    let article = board.article("Klok").await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    let ban = |value: &'static str, days: &'static str| {
        [("kind", "email"), ("value", value), ("days", days), ("why", "Reclame.")]
    };
    bram.sends("/moderation/bans", &ban("kort@post.example", "1")).await.is(303);
    bram.sends("/moderation/bans", &ban("lang@post.example", "3650")).await.is(303);
    let posts = async |who: &str| {
        board.guest().posts_as(&article, who, &format!("Van {who}"), &[]).await.status.as_u16()
    };
    board.clock.advance(DAY + SignedDuration::from_hours(1));
    assert_eq!((posts("Kort").await, posts("Lang").await), (303, 403));
    board.clock.advance(SignedDuration::from_hours(-1));
    sets_the_clock_right(&board).await;
    assert_eq!((posts("Kort").await, posts("Lang").await), (403, 403));
}

#[tokio::test]
async fn setting_back_twice_changes_nothing() {
    let (board, article) = board().await;
    board.clock.advance(DAY);
    posts(&board.guest(), &article, "Morgen").await;
    runs(&board, "UPDATE comments SET judged_at = posted_at, shown_at = posted_at").await;
    board.clock.advance(-DAY);
    assert!(jobs::clock_round(&board.app).await.unwrap() > 0);
    assert_eq!(jobs::clock_round(&board.app).await.unwrap(), 0);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}
