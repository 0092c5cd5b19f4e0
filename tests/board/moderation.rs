//! Moderating: queues, decisions with reasons, what readers see of them, and the log nobody changes.

use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Person};

/// A board with an article, three comments and a moderator.
async fn discussion() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    for (name, body) in
        [("Joost", "Eerste"), ("Koning Bereik", "Koop bij ons"), ("Rachida", "Derde")]
    {
        board.guest().posts_as(&article, name, body, &[]).await.is(303);
    }
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    (board, article, bram)
}

#[tokio::test]
async fn an_advertisement_is_taken_away_and_comes_back() {
    let (board, article, bram) = discussion().await;
    let queue = bram.reads("/moderation").await.is(200);
    // What reads like an advertisement is shown first.
    assert_eq!(queue.texts(".case h2"), ["Koning Bereik", "Joost", "Rachida"]);
    assert_eq!(queue.texts(".tabs a")[0], "Te beoordelen 3");
    assert_eq!(queue.texts("#comment-2 fieldset button"), ["Zelfpromotie p", "Belediging b"]);
    assert_eq!(queue.texts("#comment-2 option")[6], "Niet ter zake");
    assert_eq!(queue.attribute("#comment-2 [name=version]", "value").as_deref(), Some("1"));
    let queue = queue.says("k…@post.example").never_says("koning.bereik@");
    assert_eq!(queue.header("cache-control"), Some("private, no-store"));

    let verdict = [
        ("decision", "remove"),
        ("reason", "self-promotion"),
        ("note", "Alweer"),
        ("next", "/moderation?queue=review"),
    ];
    bram.decides(2, &verdict).await.goes_on_to("/moderation?queue=review");
    let page = board
        .guest()
        .reads(&article)
        .await
        .says("Er zijn 2 reacties op dit artikel")
        .says("Deze reactie is verwijderd wegens zelfpromotie.");
    assert_eq!(
        page.attribute("#comment-2 a", "href").as_deref(),
        Some("/house-rules#self-promotion")
    );
    page.never_says("Koop bij ons").never_says("Koning Bereik");
    board.guest().reads("/comments/2").await.goes_on_to(&format!("{article}#comment-2"));

    let queue = bram
        .reads("/moderation")
        .await
        .says("Reactie van Koning Bereik: verwijderd wegens zelfpromotie.")
        .says("Ongedaan maken");
    assert_eq!(queue.texts(".case h2"), ["Joost", "Rachida"]);
    assert_eq!(bram.reads("/moderation?queue=removed").await.texts(".case h2"), ["Koning Bereik"]);
    bram.reads(&article).await.says("alleen moderators zien het").says("Koop bij ons");
    board.somebody("Mirjam", Role::Member).await.reads(&article).await.never_says("Koop bij ons");

    bram.decides(2, &[("decision", "restore")]).await.goes_on_to("/moderation");
    board
        .guest()
        .reads(&article)
        .await
        .says("Er zijn 3 reacties")
        .says("Koop bij ons")
        .never_says("verwijderd wegens");
    let log = bram.reads("/moderation/log").await.is(200);
    assert_eq!(log.texts(".record").len(), 2);
    log.says("Bram de Wit: reactie 2 van Koning Bereik – verwijdering ongedaan gemaakt.")
        .says("verwijderd wegens zelfpromotie")
        .says("Alweer");
}

#[tokio::test]
async fn what_is_held_appears_once_a_moderator_lets_it() {
    let (board, article, bram) = discussion().await;
    let unreadable = [("intent", "unreadable")];
    board
        .guest()
        .posts_as(&article, "Truus", "Ik zie niets", &unreadable)
        .await
        .goes_on_to("/comments/4/held");
    let queue = bram.reads("/moderation").await;
    assert_eq!(queue.texts(".case h2")[0], "Truus", "held ones first");
    assert_eq!(
        bram.reads("/moderation?queue=held").await.says("Ik zie niets").texts(".case h2"),
        ["Truus"]
    );
    let held = bram.reads("/moderation?queue=held").await;
    assert_eq!(held.texts("[value=keep][formnovalidate]"), ["Plaatsen"]);
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    bram.reads("/moderation").await.says("Reactie van Truus: geplaatst.");
    board.guest().reads(&article).await.says("Er zijn 4 reacties").says("Ik zie niets");
    board.guest().reads("/comments/4/held").await.goes_on_to("/comments/4");
    bram.reads("/moderation?queue=held").await.says("Er wordt niets vastgehouden");
}

#[tokio::test]
async fn taking_back_a_removal_publishes_nothing_that_was_never_shown() {
    let (board, article, bram) = discussion().await;
    board
        .guest()
        .posts_as(&article, "Truus", "Nog nooit vertoond", &[("intent", "unreadable")])
        .await
        .is(303);
    bram.decides(4, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    bram.decides(4, &[("decision", "restore")]).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 3 reacties").never_says("Nog nooit vertoond");
    assert_eq!(bram.reads("/moderation").await.texts(".case h2")[0], "Truus", "it waits again");
    bram.decides(4, &[("decision", "keep")]).await.is(303);
    bram.decides(4, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    bram.decides(4, &[("decision", "restore")]).await.is(303);
    board.guest().reads(&article).await.says("Er zijn 4 reacties").says("Nog nooit vertoond");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn keeping_takes_a_comment_out_of_the_queue() {
    let (_board, article, bram) = discussion().await;
    for id in 1..=3 {
        bram.decides(id, &[("decision", "keep"), ("next", &article)]).await.goes_on_to(&article);
    }
    bram.reads("/moderation").await.says("Alles is beoordeeld").says("Te beoordelen 0");
}

#[tokio::test]
async fn what_is_no_decision_is_told_and_keeps_the_note() {
    let (board, _article, bram) = discussion().await;
    for (fields, told) in [
        (&[("decision", "remove"), ("version", "1")][..], "Kies een reden: lezers zien die"),
        (
            &[("decision", "remove"), ("reason", "boos"), ("version", "1")],
            "Kies een reden uit de lijst",
        ),
        (
            &[("decision", "verbannen"), ("version", "1")],
            "Kies wat er met de reactie moet gebeuren",
        ),
        (&[("decision", "keep")], "Er ontbrak iets aan het formulier"),
        (&[("decision", "keep"), ("version", "een")], "Er ontbrak iets aan het formulier"),
        (&[("decision", "restore"), ("version", "1")], "niet verwijderd"),
        (
            &[("decision", "remove"), ("reason", "spam"), ("version", "7")],
            "Er ontbrak iets aan het formulier",
        ),
    ] {
        let fields = [fields, &[("note", "mijn notitie"), ("next", "/moderation/log")]].concat();
        let page =
            bram.sends("/moderation/comments/1", &fields).await.is(422).says(told).says("Eerste");
        assert_eq!(page.field("note-1"), "mijn notitie");
        assert_eq!(
            page.attribute("#comment-1 [name=next]", "value").as_deref(),
            Some("/moderation/log")
        );
    }
    bram.decides(1, &[("decision", "keep"), ("note", &"x".repeat(1_001))])
        .await
        .is(422)
        .says("onder de 1.000 tekens");
    bram.sends("/moderation/comments/99", &[("decision", "keep"), ("version", "1")]).await.is(404);
    bram.decides(1, &[("decision", "keep"), ("next", "//kwaad.example")])
        .await
        .goes_on_to("/moderation");
    bram.decides(2, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    bram.decides(2, &[("decision", "keep")]).await.is(422).says("Kies ‘Terugplaatsen’");
    bram.decides(2, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    // No version follows the last one that a number can hold.
    let last = i64::MAX.to_string();
    for undo in [&[][..], &[("undo", "yes")]] {
        let fields = [&[("decision", "restore"), ("version", last.as_str())], undo].concat();
        bram.sends("/moderation/comments/2", &fields).await.is(409);
    }
    board
        .guest()
        .reads("/articles/gesprek")
        .await
        .says("verwijderd wegens spam")
        .says("Er zijn 2 reacties");
}

#[tokio::test]
async fn an_error_of_a_form_for_bans_or_filters_begins_with_the_word_for_it() {
    let (_board, _, bram) = discussion().await;
    for (path, count) in
        [("/moderation/bans", 3), ("/moderation/words", 2), ("/moderation/people/1/ban", 1)]
    {
        let page = bram.sends(path, &[("days", "eeuwig"), ("ban", "7")]).await.is(422);
        let errors = page.texts("p.error");
        assert_eq!(errors.len(), count, "{path}: {errors:?}");
        assert!(errors.iter().all(|error| error.starts_with("Fout: ")), "{path}: {errors:?}");
    }
}

#[tokio::test]
async fn the_second_of_two_moderators_is_told_who_was_first() {
    let (board, article, bram) = discussion().await;
    let naima = board.somebody("Naima", Role::Admin).await;
    let insult = [("decision", "remove"), ("reason", "insult"), ("version", "1")];
    naima.sends("/moderation/comments/1", &insult).await.is(303);
    board.clock.advance(SignedDuration::from_mins(3));
    let page = bram
        .sends(
            "/moderation/comments/1",
            &[("decision", "keep"), ("version", "1"), ("note", "prima zo")],
        )
        .await
        .is(409);
    assert_eq!(page.field("note-1"), "prima zo");
    page.says("Naima was je voor (3 minuten geleden): verwijderd wegens belediging")
        .says("Terugplaatsen");
    for late in [("decision", "verbannen"), ("decision", "remove"), ("note", &"x".repeat(1_001))] {
        let fields = [late, ("version", "1")];
        bram.sends("/moderation/comments/1", &fields).await.is(409).says("Naima was je voor");
    }
    board.guest().reads(&article).await.says("Er zijn 2 reacties");
    naima.sends("/moderation/comments/1", &insult).await.is(303);
    naima
        .sends(
            "/moderation/comments/1",
            &[("decision", "remove"), ("reason", "spam"), ("version", "1")],
        )
        .await
        .is(409);
    bram.reads("/moderation/log").await.says("Naima").never_says("Bram de Wit:");
}

#[tokio::test]
async fn a_removed_comment_cannot_be_answered_and_its_answers_stay() {
    let (board, article, bram) = discussion().await;
    board.guest().posts_as(&article, "Anja", "Antwoord", &[("reply_to", "1")]).await.is(303);
    bram.decides(1, &[("decision", "remove"), ("reason", "off-topic")]).await.is(303);
    let page = board
        .guest()
        .reads(&article)
        .await
        .says("reactie op een verwijderde reactie")
        .says("verwijderd wegens afdwalen van het onderwerp");
    assert_eq!(page.texts(".thread .thread .name"), ["Anja"]);
    board
        .guest()
        .posts_as(&article, "Anja", "Nog een", &[("reply_to", "1")])
        .await
        .is(422)
        .says("is er niet meer");
    board.guest().reads(&format!("{article}/comments/1/reply")).await.is(404);
}

#[tokio::test]
async fn moderators_have_buttons_under_the_article() {
    let (board, article, bram) = discussion().await;
    board.guest().reads(&article).await.never_says("/moderation/");
    let page = bram.reads(&article).await;
    assert_eq!(
        page.attribute("#comment-2 [name=next]", "value"),
        Some(format!("{article}#comment-2"))
    );
    let fields =
        [("decision", "remove"), ("reason", "spam"), ("next", &format!("{article}#comment-2"))];
    bram.decides(2, &fields).await.goes_on_to(&format!("{article}#comment-2"));
    bram.reads(&article).await.says("Terugplaatsen").says("Moderatie 2");
}

#[tokio::test]
async fn who_wrote_before_and_what_became_of_it_is_shown() {
    let (board, article, bram) = discussion().await;
    let koning = board.guest();
    for body in ["Koop nu bij ons", "Echt, koop bij ons"] {
        koning.posts_as(&article, "Koning Bereik", body, &[]).await.is(303);
    }
    bram.decides(4, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let page =
        bram.reads("/moderation/comments/5").await.is(200).says("1 eerdere reactie, 1 verwijderd");
    assert_eq!(page.texts(".judged .name"), ["Koning Bereik"]);
    bram.reads("/moderation/comments/1").await.says("eerste reactie");
    bram.reads("/moderation/comments/99").await.is(404);
}

#[tokio::test]
async fn long_queues_have_pages() {
    let (board, article, bram) = discussion().await;
    for n in 0..50 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    board.scores_alike().await;
    let first = bram.reads("/moderation?queue=review&iets=anders").await.is(200);
    assert_eq!(first.texts(".case").len(), 50);
    assert_eq!(first.attribute("[rel=first]", "href"), None);
    let next = first.attribute("[rel=next]", "href").unwrap();
    assert_eq!(next, "/moderation?queue=review&after=0.50");
    let second = bram.reads(&next).await.is(200);
    assert_eq!(second.texts(".case").len(), 3);
    assert_eq!(second.attribute("[rel=next]", "href"), None);
    assert_eq!(
        second.attribute("[rel=first]", "href").as_deref(),
        Some("/moderation?queue=review")
    );
    assert_eq!(second.attribute(".case [name=next]", "value").as_deref(), Some(next.as_str()));
    bram.reads("/moderation?queue=review&after=0.99").await.goes_on_to("/moderation?queue=review");
    for bad in [
        "/moderation?queue=onzin",
        "/moderation?after=x",
        "/moderation?after=1.x",
        "/moderation?page=7",
    ] {
        assert_eq!(bram.reads(bad).await.is(200).texts(".case").len(), 50, "{bad}");
    }
}
