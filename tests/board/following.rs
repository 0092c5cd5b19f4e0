//! Following a discussion by mail, and hearing that a comment names one.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs;

use crate::harness::{Board, Person, Settings, address, link};

/// A board where limits do not matter, with an article.
async fn board() -> (Board, String) {
    let settings = Settings::default().with("CAPTCHA", "off").with(
        "RATES",
        "shown_address=99/1m,shown_address_hour=99/1m,shown_site=99/1m,\
            shown_hour=99/1m,shown_day=99/1m",
    );
    let board = Board::with(settings).await;
    let article = board.article("Post").await;
    (board, article)
}

/// The path of the link that stops a message.
fn stop(unsubscribe: Option<String>) -> String {
    let link = unsubscribe.unwrap();
    link[link.find("/unsubscribe/").unwrap()..].to_owned()
}

/// Subjects of what is mailed to a guest now; moderators hear of what waits for them.
async fn subjects(board: &Board, name: &str) -> Vec<String> {
    let mails = board.delivers().await.into_iter().filter(|mail| mail.to == address(name));
    mails.map(|mail| mail.subject).collect()
}

/// A guest says something, a moment after whatever happened before.
async fn says(board: &Board, article: &str, name: &str, text: &str) {
    board.clock.advance(SignedDuration::from_secs(1));
    board.guest().posts_as(article, name, text, &[]).await.is(303);
}

async fn an_hour_later(board: &Board) {
    board.clock.advance(SignedDuration::from_mins(61));
    jobs::hourly_maintenance(&board.app).await.unwrap();
}

/// A guest with this name who follows the article by a confirmed address.
async fn follower(board: &Board, article: &str, name: &str) -> Person {
    let guest = board.guest();
    let follow = format!("{article}/follow");
    let sent = guest.sends(&follow, &[("email", &address(name))]).await;
    sent.goes_on_to(&format!("{follow}?done=sent"));
    let mail = board.delivers_one_to(&address(name)).await;
    let confirm = link(&mail, "/confirm/");
    guest.reads(&confirm).await.is(200).says("Volg dit gesprek");
    guest.sends(&confirm, &[]).await.goes_on_to(&format!("{follow}?done=on"));
    guest.reads(&format!("{follow}?done=on")).await.says("Je volgt dit gesprek nu");
    guest.sends(&confirm, &[]).await.is(404);
    guest
}

#[tokio::test]
async fn a_guest_confirms_first_and_hears_once_an_hour_of_what_is_new() {
    let (board, article) = board().await;
    let joost = follower(&board, &article, "Joost").await;
    for number in 1..=12 {
        let text = format!("Reactie nummer {number}");
        says(&board, &article, "Rachida", &text).await;
    }
    joost.posts_as(&article, "Joost", "Van mijzelf", &[]).await.is(303);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(subjects(&board, "Joost").await, Vec::<String>::new(), "not within the hour");
    an_hour_later(&board).await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert_eq!(mail.subject, "12 nieuwe reacties op ‘Post’");
    assert!(mail.text.contains("> Reactie nummer 10") && mail.text.contains("nog 2 andere"));
    assert!(!mail.text.contains("nummer 11") && !mail.text.contains("Van mijzelf"));
    assert_eq!(link(&mail, "/comments/"), "/comments/1");
    an_hour_later(&board).await;
    assert_eq!(subjects(&board, "Joost").await, Vec::<String>::new(), "there was nothing new");

    says(&board, &article, "Mirjam", "Nog iets").await;
    an_hour_later(&board).await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert_eq!(mail.subject, "1 nieuwe reactie op ‘Post’");
    let stop = stop(mail.unsubscribe);
    let page = board.guest().reads(&stop).await.is(200).says("nieuwe reacties op ‘Post’");
    page.never_says("joost@post.example");
    board.guest().sends(&stop, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    says(&board, &article, "Mirjam", "Gemist").await;
    an_hour_later(&board).await;
    assert_eq!(subjects(&board, "Joost").await, Vec::<String>::new(), "one click stopped it");
    board.guest().sends(&stop, &[("choice", "again")]).await.is(303);
    says(&board, &article, "Mirjam", "Weer gezien").await;
    an_hour_later(&board).await;
    let mail = board.delivers_one_to(&address("Joost")).await;
    assert!(mail.text.contains("Weer gezien") && !mail.text.contains("Gemist"), "{}", mail.text);

    board.guest().sends(&stop, &[]).await.is(303);
    board.clock.advance(SignedDuration::from_hours(31 * 24));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let left = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM follows").await;
    assert_eq!(left.as_deref(), Some("0"), "what was stopped is forgotten");
    board.guest().reads(&stop).await.is(404);
}

#[tokio::test]
async fn an_address_nobody_confirmed_is_mailed_nothing_but_the_question_and_not_often() {
    let (board, article) = board().await;
    let follow = format!("{article}/follow");
    let guest = board.guest();
    guest.reads(&follow).await.is(200).says("hooguit één bericht per uur");
    guest.sends(&follow, &[("email", "geen adres")]).await.is(422).says("e-mailadres");
    for _ in 0..4 {
        guest.sends(&follow, &[("email", "an@post.example")]).await.is(303);
    }
    let refused = guest.sends(&follow, &[("email", "An@post.example")]).await.is(429);
    assert_eq!(refused.texts("#errors a[href='#form']").len(), 1);
    assert_eq!(refused.texts("#form").len(), 1, "the summary leads to the form");
    assert_eq!(board.delivers().await.len(), 4);
    says(&board, &article, "Rachida", "Een reactie").await;
    an_hour_later(&board).await;
    assert_eq!(subjects(&board, "An").await, Vec::<String>::new());
    board.guest().reads("/articles/weg/follow").await.is(404);
}

#[tokio::test]
async fn removed_and_held_comments_are_not_mailed() {
    let (board, article) = board().await;
    follower(&board, &article, "Joost").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    says(&board, &article, "Rachida", "Wat een sukkels").await;
    bram.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    an_hour_later(&board).await;
    assert!(board.delivers().await.iter().all(|mail| mail.to != address("Joost")));
    says(&board, &article, "Rachida", "Fout, en weer weg").await;
    board.clock.advance(SignedDuration::from_mins(61));
    board.app.store.call_followers(board.app.now()).await.unwrap();
    bram.decides(2, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    assert!(board.delivers().await.iter().all(|mail| mail.to != address("Joost")));
}

#[tokio::test]
async fn a_member_follows_with_one_button_until_they_stop_or_leave() {
    let (board, article) = board().await;
    let ann = board.somebody("Ann Smit", Role::Member).await;
    let follow = format!("{article}/follow");
    ann.reads(&article).await.says("Volg dit gesprek");
    ann.sends(&follow, &[]).await.goes_on_to(&format!("{article}#follow"));
    ann.sends(&follow, &[]).await.is(303);
    ann.reads(&article).await.says("Je volgt dit gesprek per e-mail.");
    says(&board, &article, "Rachida", "Een reactie").await;
    an_hour_later(&board).await;
    board.delivers_one_to(&address("Ann Smit")).await;

    let account = ann.reads("/account").await.says("Gesprekken die je volgt");
    assert_eq!(account.texts(".followed a"), ["Post"]);
    let data = ann.reads("/account/data.json").await;
    let data: serde_json::Value = serde_json::from_str(&data.html()).unwrap();
    assert_eq!(data["followed"][0]["article"], "Post");
    let back = "/account?done=mail#mail";
    ann.sends(&follow, &[("choice", "off"), ("next", back)]).await.goes_on_to(back);
    assert_eq!(ann.reads("/account").await.texts(".followed a"), [""; 0]);

    ann.sends(&follow, &[]).await.is(303);
    let password = crate::harness::PASSWORD;
    ann.sends("/account/leave", &[("password", password), ("sure", "on")]).await.is(303);
    let left = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM follows").await;
    assert_eq!(left.as_deref(), Some("0"), "who leaves follows nothing");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn who_is_named_hears_of_it_once() {
    let (board, article) = board().await;
    let ann = board.somebody("Ann Smit", Role::Member).await;
    ann.posts(&article, "Wie weet het?").await.is(303);
    let joost = board.guest();
    joost.posts_as(&article, "Joost", "Ik niet", &[("notify", "on")]).await.is(303);
    let mail = board.delivers_one_to(&address("Joost")).await;
    joost.sends(&link(&mail, "/confirm/"), &[]).await.is(303);
    board.guest().posts_as(&article, "Piet", "Ik evenmin", &[]).await.is(303);

    let text = "@Ann Smit en @Joost en @Piet en nog eens @Ann: lees dit";
    board.guest().posts_as(&article, "Rachida", text, &[]).await.is(303);
    let mut mails = board.delivers().await;
    mails.sort_by(|one, other| one.to.cmp(&other.to));
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(
        to,
        [address("Ann Smit"), address("Joost")],
        "a guest who asked for nothing is not mailed"
    );
    assert_eq!(mails[0].subject, "Rachida noemt je bij ‘Post’");
    assert!(mails[0].text.contains("lees dit"));

    // Who is answered and named gets one message, and nobody hears of themselves or of a quotation.
    let answer = [("reply_to", "2")];
    board.guest().posts_as(&article, "Rachida", "@Joost, dus", &answer).await.is(303);
    let mails = board.delivers().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("reageert op je reactie"), "{}", mails[0].subject);
    ann.posts(&article, "Ik, @Ann Smit, blijf").await.is(303);
    board.guest().posts_as(&article, "Rachida", "> @Ann Smit zei iets\n\nJa", &[]).await.is(303);
    assert!(board.delivers().await.is_empty());

    board.guest().posts_as(&article, "Rachida", "Dag @Ann Smit", &[]).await.is(303);
    let stop = stop(board.delivers_one_to(&address("Ann Smit")).await.unsubscribe);
    board.guest().sends(&stop, &[("List-Unsubscribe", "One-Click")]).await.is(200);
    board.guest().posts_as(&article, "Rachida", "Nogmaals, @Ann Smit", &[]).await.is(303);
    assert_eq!(subjects(&board, "Joost").await, Vec::<String>::new(), "one click stopped it");
    ann.sends("/account/mail", &[("answers", "on"), ("mentions", "on")]).await.is(303);
    board.guest().posts_as(&article, "Rachida", "En weer, @Ann Smit", &[]).await.is(303);
    board.delivers_one_to(&address("Ann Smit")).await;
}
