//! The code: one use, half an hour, one browser; and whatever happens to it, nothing typed is lost.

use jiff::SignedDuration;

use crate::harness::{Board, Page, Person, Settings};

async fn board() -> (Board, String) {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    let article = board.article("Code").await;
    (board, article)
}

async fn posts(who: &Person, article: &str, body: &str, code: &str) -> Page {
    who.posts_as(article, "Mirjam", body, &[("captcha", code)]).await
}

/// It was refused because of the code alone, and the text is still there.
#[track_caller]
fn kept(page: Page, body: &str, told: &str) {
    let page = page.is(422).says(told);
    assert_eq!(
        (page.field("name").as_str(), page.field("body").as_str(), page.field("captcha").as_str()),
        ("Mirjam", body, "")
    );
}

#[tokio::test]
async fn a_right_code_posts_in_either_case() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    posts(&mirjam, &article, "Goed zo", &format!(" {} ", code.to_lowercase()))
        .await
        .goes_on_to_a_comment();
}

#[tokio::test]
async fn none_a_wrong_an_old_a_used_and_another_s_code_lose_nothing() {
    let (board, article) = board().await;
    let (mirjam, joost) = (board.guest(), board.guest());
    kept(
        posts(&mirjam, &article, "Zonder", "").await,
        "Zonder",
        "Neem de code uit de afbeelding over.",
    );
    kept(
        posts(&mirjam, &article, "Zonder cookie", "KFRMTX").await,
        "Zonder cookie",
        "Sta cookies van deze site toe",
    );

    let code = mirjam.reads_a_code().await;
    kept(
        posts(&mirjam, &article, "Leeg", "  ").await,
        "Leeg",
        "Neem de code uit de afbeelding over.",
    );
    kept(posts(&mirjam, &article, "Mis", "XXXXX0").await, "Mis", "De code klopte niet");
    kept(posts(&mirjam, &article, "Te laat", &code).await, "Te laat", "verlopen of al gebruikt");

    let code = mirjam.reads_a_code().await;
    joost.reads_a_code().await;
    kept(
        posts(&joost, &article, "Van een ander", &code).await,
        "Van een ander",
        "De code klopte niet",
    );

    posts(&mirjam, &article, "Eerste", &code).await.is(303);
    kept(posts(&mirjam, &article, "Tweede", &code).await, "Tweede", "verlopen of al gebruikt");

    let code = mirjam.reads_a_code().await;
    board.clock.advance(SignedDuration::from_mins(30));
    kept(posts(&mirjam, &article, "Derde", &code).await, "Derde", "verlopen of al gebruikt");

    let code = mirjam.reads_a_code().await;
    for odd in [&"A".repeat(100_000), "\u{202e}\0\u{fffd}", "' OR 1=1 --"] {
        kept(posts(&mirjam, &article, "Vreemd", odd).await, "Vreemd", "De code");
    }
    kept(posts(&mirjam, &article, "Vreemd", &code).await, "Vreemd", "De code");
    board.guest().reads(&article).await.says("Er is 1 reactie op dit artikel");
}

#[tokio::test]
async fn four_tabs_stay_open_and_a_fifth_closes_the_first() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let mut codes = Vec::new();
    for _ in 0..5 {
        codes.push(mirjam.reads_a_code().await);
    }
    posts(&mirjam, &article, "Uit de tweede tab", &codes[1]).await.is(303);
    posts(&mirjam, &article, "Uit de vijfde tab", &codes[4]).await.is(303);
    kept(
        posts(&mirjam, &article, "Uit de eerste tab", &codes[0]).await,
        "Uit de eerste tab",
        "De code klopte niet",
    );
    kept(
        posts(&mirjam, &article, "Uit de derde tab", &codes[2]).await,
        "Uit de derde tab",
        "verlopen of al gebruikt",
    );
}

#[tokio::test]
async fn a_right_code_beside_another_mistake_is_not_asked_again() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    let page = mirjam
        .posts_as(&article, "", "Vergeten", &[("captcha", &code)])
        .await
        .is(422)
        .says("De code klopte. Je hoeft geen nieuwe code");
    assert_eq!(page.attribute("input#captcha", "id"), None);
    assert_eq!(page.texts("#errors li"), ["Vul je naam in."]);
    posts(&mirjam, &article, "Vergeten", "").await.is(303);
    kept(
        posts(&mirjam, &article, "Nog een", "").await,
        "Nog een",
        "Neem de code uit de afbeelding over.",
    );
}

#[tokio::test]
async fn a_preview_and_another_code_spend_nothing() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    for (intent, kept) in [("preview", "FOUT"), ("code", "")] {
        let page = mirjam
            .posts_as(&article, "Mirjam", "Even kijken", &[("captcha", "FOUT"), ("intent", intent)])
            .await
            .is(200);
        assert_eq!(
            (page.field("body").as_str(), page.field("captcha").as_str()),
            ("Even kijken", kept)
        );
        assert_eq!(page.attribute("#captcha-picture", "src").as_deref(), Some("/captcha.png"));
    }
    posts(&mirjam, &article, "Even kijken", &code).await.is(303);
}

#[tokio::test]
async fn a_repeat_is_recognised_before_the_code() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    let first = posts(&mirjam, &article, "Dubbel geklikt", &code).await.goes_on_to_a_comment();
    assert_eq!(
        posts(&mirjam, &article, "Dubbel geklikt", &code).await.goes_on_to_a_comment(),
        first
    );
    let waiting = mirjam.reads_a_code().await;
    assert_eq!(
        posts(&mirjam, &article, "Dubbel geklikt", "FOUT").await.goes_on_to_a_comment(),
        first
    );
    posts(&mirjam, &article, "Iets anders", &waiting).await.is(303);

    let other_browser = board.guest();
    kept(
        posts(&other_browser, &article, "Dubbel geklikt", "").await,
        "Dubbel geklikt",
        "Neem de code",
    );
    let code = other_browser.reads_a_code().await;
    assert_eq!(
        posts(&other_browser, &article, "Dubbel geklikt", &code).await.goes_on_to_a_comment(),
        first
    );
}

#[tokio::test]
async fn who_cannot_read_the_code_waits_for_a_moderator() {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Code").await;
    let truus = board.guest();
    truus.reads("/captcha.png").await.is(200);
    let unreadable = [("intent", "unreadable")];
    let page = truus
        .posts_as(&article, "Truus", "Ik zie niets", &unreadable)
        .await
        .goes_on_to("/comments/1/held");
    drop(page);
    truus
        .reads("/comments/1/held")
        .await
        .is(200)
        .says("Je reactie wacht op een moderator")
        .never_says("Ik zie niets");
    truus.reads("/comments/1").await.is(404);
    truus.reads(&article).await.says("Er zijn nog geen reacties").never_says("Ik zie niets");
    truus
        .posts_as(&article, "Truus", "Ik zie niets", &unreadable)
        .await
        .goes_on_to("/comments/1/held");
    truus.posts_as(&article, "Truus", "x", &unreadable).await.is(422);
    for n in 2..=3 {
        truus.posts_as(&article, "Truus", &format!("Nummer {n}"), &unreadable).await.is(303);
    }
    let page = truus
        .posts_as(&article, "Truus", "Nummer 4", &unreadable)
        .await
        .is(429)
        .says("Probeer het over 20 minuten opnieuw");
    assert_eq!(page.field("body"), "Nummer 4");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_post_twenty_times_at_once_leads_to_one_comment_each_time() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (mirjam, article, code) = (mirjam.clone(), article.clone(), code.clone());
            tokio::spawn(async move {
                posts(&mirjam, &article, "Ongeduldig geklikt", &code).await.goes_on_to_a_comment()
            })
        })
        .collect();
    let mut ids = Vec::new();
    for task in tasks {
        ids.push(task.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids, [1]);
    board.guest().reads(&article).await.says("Er is 1 reactie op dit artikel");
}

#[tokio::test]
async fn without_a_code_nobody_learns_who_wrote_what() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    posts(&mirjam, &article, "Van wie is dit?", &code).await.is(303);
    let curious = board.guest();
    let page =
        curious.posts_as(&article, "Mirjam", "Van wie is dit?", &[("intent", "unreadable")]).await;
    page.goes_on_to("/comments/2/held");
}

#[tokio::test]
async fn of_a_hundred_posts_with_one_code_one_is_accepted() {
    let (board, article) = board().await;
    let mirjam = board.guest();
    let code = mirjam.reads_a_code().await;
    let tasks: Vec<_> = (0..100)
        .map(|n| {
            let (mirjam, article, code) = (mirjam.clone(), article.clone(), code.clone());
            tokio::spawn(async move {
                posts(&mirjam, &article, &format!("Tegelijk {n}"), &code).await.status.as_u16()
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1);
    assert!(statuses.iter().all(|status| matches!(status, 303 | 422)), "{statuses:?}");
    board.guest().reads(&article).await.says("Er is 1 reactie op dit artikel");
}

#[tokio::test]
async fn the_picture_is_for_one_browser_and_nobody_keeps_it() {
    let (board, _) = board().await;
    let mirjam = board.guest();
    let picture = mirjam.reads("/captcha.png").await.is(200);
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert_eq!(picture.header("cache-control"), Some("private, no-store"));
    let cookie = picture.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert_eq!(
        mirjam.reads("/captcha.png").await.header("set-cookie"),
        None,
        "the cookie stays the same"
    );
    mirjam.set_cookie("weerwoord_visitor", "geen koekje");
    assert!(mirjam.reads("/captcha.png").await.is(200).header("set-cookie").is_some());
}

#[tokio::test]
async fn asking_for_pictures_without_end_is_limited() {
    let board = Board::with(Settings::default()).await;
    let mirjam = board.guest();
    for _ in 0..120 {
        mirjam.reads("/captcha.png").await.is(200);
    }
    let page = mirjam.reads("/captcha.png").await.is(429);
    assert_eq!(page.header("retry-after"), Some("1"));
}
