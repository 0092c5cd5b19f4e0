//! Sharing an article: what a network is told, what is counted, the picture and the facts that go with a link.

use serde_json::Value;
use weerwoord::account::{Email, Role};
use weerwoord::article::share::TARGETS;
use weerwoord::article::{Manuscript, Slug};

use crate::harness::{Board, PASSWORD, Page, Settings, address};

use jiff::SignedDuration;

/// The buttons that have a count, with it, in their order, once a page from before is not kept any more. A zero is not shown.
async fn counts(board: &Board, article: &str) -> Vec<String> {
    board.clock.advance(SignedDuration::from_mins(1));
    let page = board.guest().reads(article).await.is(200);
    let buttons = page.texts(".share button[formaction]");
    assert_eq!(buttons.len(), 6);
    let counted = buttons.iter().filter_map(|button| button.strip_suffix(" keer gedeeld"));
    counted.map(str::to_owned).collect()
}

/// What machines are told of an article.
fn facts(page: &Page) -> Value {
    let scripts = page.texts("script[type='application/ld+json']");
    assert_eq!(scripts.len(), 1);
    serde_json::from_str(&scripts[0]).unwrap_or_else(|error| panic!("{error}: {}", scripts[0]))
}

/// Gives the article at this address another front matter.
async fn edits(board: &Board, slug: &str, front: &str) {
    let author = board
        .app
        .store
        .account(&Email::new(&address("Sanne Verhoef")).unwrap())
        .await
        .unwrap()
        .unwrap();
    let text = format!("+++\nauthor = {:?}\n{front}\n+++\nAlinea.", author.email.as_str());
    let text = Manuscript::parse(&text, &board.app.config.board.timezone).unwrap();
    assert!(
        board
            .app
            .store
            .edit_article(&Slug::parse(slug).unwrap(), &text, author.id, board.app.now())
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_share_counts_once_a_day_for_each_visitor_article_and_network() {
    let board = Board::open().await;
    let (article, other) = (board.article("Delen").await, board.article("Ander").await);
    let reader = board.guest();
    let share = format!("{article}/share/linkedin");
    reader.reads(&article).await.is(200);
    assert_eq!(reader.cookie("weerwoord_visitor"), None, "reading leaves no cookie");
    for _ in 0..3 {
        let to = "https://www.linkedin.com/sharing/share-offsite/?url=http%3A%2F%2F127.0.0.1%3A3000%2Farticles%2Fdelen";
        reader.sends(&share, &[]).await.goes_on_to(to);
    }
    reader.cookie("weerwoord_visitor").expect("a browser that shares is known again that day");
    reader.sends(&format!("{other}/share/linkedin"), &[]).await.is(303);
    reader.sends(&format!("{article}/share/email"), &[]).await.is(303);
    assert_eq!(counts(&board, &article).await, ["LinkedIn 1", "E-mail 1"]);
    board.guest().sends(&share, &[]).await.is(303);
    board.clock.advance(SignedDuration::from_hours(24));
    reader.sends(&share, &[]).await.is(303);
    assert_eq!(counts(&board, &article).await, ["LinkedIn 3", "E-mail 1"]);
    assert_eq!(counts(&board, &other).await, ["LinkedIn 1"]);
}

#[tokio::test]
async fn a_share_is_seen_within_a_minute_and_drops_no_page() {
    let board = Board::open().await;
    let article = board.article("Delen").await;
    let reader = board.guest();
    let first = reader.reads(&article).await.is(200);
    reader.sends(&format!("{article}/share/x"), &[]).await.is(303);
    assert_eq!(reader.reads(&article).await.html(), first.html(), "it is kept");
    assert_eq!(counts(&board, &article).await, ["X 1"]);
}

#[tokio::test]
async fn networks_are_told_title_and_link_whatever_stands_in_them() {
    let board = Board::open().await;
    board
        .writes(
            "title = \"Wie & wat? #1 + é\"\nslug = \"wie\"\npublished = 2026-11-20T09:00:00",
            "Alinea.",
        )
        .await;
    let reader = board.guest();
    let (title, link) = (
        "Wie%20%26%20wat%3F%20%231%20%2B%20%C3%A9",
        "http%3A%2F%2F127.0.0.1%3A3000%2Farticles%2Fwie",
    );
    for (network, to) in [
        ("bluesky", format!("https://bsky.app/intent/compose?text={title}%20{link}")),
        ("x", format!("https://x.com/intent/post?text={title}&url={link}")),
        ("whatsapp", format!("https://wa.me/?text={title}%20{link}")),
        ("email", format!("mailto:?subject={title}&body={link}")),
        ("mastodon", "/articles/wie/share/mastodon".to_owned()),
    ] {
        reader.sends(&format!("/articles/wie/share/{network}"), &[]).await.goes_on_to(&to);
    }
    board.writes("title = \"Klad\"", "Alinea.").await;
    for path in ["/articles/wie/share/hyves", "/articles/klad/share/x", "/articles/nergens/share/x"]
    {
        reader.sends(path, &[]).await.is(404);
    }
    reader.reads("/articles/wie/share/x").await.is(404);
    reader.reads("/articles/klad/share/mastodon").await.is(404);
}

#[tokio::test]
async fn mastodon_asks_for_the_instance_on_a_page_of_our_own() {
    let board = Board::open().await;
    let article = board.article("Delen").await;
    let (reader, share) = (board.guest(), format!("{article}/share/mastodon"));
    let page = reader.reads(&share).await.is(200).says("Op welke staat je account?");
    assert!(page.header("content-security-policy").unwrap().ends_with("form-action 'self' https:"));
    for (typed, says) in [
        ("", "Vul de naam van je server in."),
        ("localhost", "Vul alleen de naam van de server in"),
        ("127.0.0.1", "Vul alleen de naam van de server in"),
        ("\"><script>", "Vul alleen de naam van de server in"),
    ] {
        let page = reader.sends(&share, &[("instance", typed)]).await.is(422).says(says);
        assert_eq!(page.field("instance"), typed);
        assert_eq!(page.attribute("#errors a", "href").as_deref(), Some("#instance"));
    }
    let to = "https://mastodon.example/share?text=Delen%20http%3A%2F%2F127.0.0.1%3A3000%2Farticles%2Fdelen";
    reader.sends(&share, &[("instance", "@noor@Mastodon.example")]).await.goes_on_to(to);
    assert_eq!(counts(&board, &article).await, ["Mastodon 1"]);
}

#[tokio::test]
async fn who_shares_too_fast_goes_on_and_is_not_counted() {
    let settings = Settings::default().with("CAPTCHA", "off").with("RATES", "share=2/1h");
    let board = Board::with(settings).await;
    let article = board.article("Druk").await;
    let reader = board.guest();
    for _ in 0..4 {
        // A repeat takes nothing from what a network may do.
        reader.sends(&format!("{article}/share/x"), &[]).await.is(303);
    }
    for _ in 0..3 {
        reader.colleague().sends(&format!("{article}/share/x"), &[]).await.is(303);
    }
    assert_eq!(counts(&board, &article).await, ["X 2"]);
}

#[tokio::test]
async fn forms_lead_away_from_an_article_and_from_no_other_page() {
    let board = Board::open().await;
    let article = board.article("Beleid").await;
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let with_targets = format!("form-action 'self' {TARGETS}");
    let policy = |page: &Page| page.header("content-security-policy").unwrap().to_owned();
    for page in [
        board.guest().reads(&article).await,
        noor.reads(&article).await,
        noor.posts(&article, "").await.is(422),
    ] {
        assert!(policy(&page).ends_with(&with_targets), "{}", policy(&page));
    }
    for path in ["/", "/login", "/terms", "/feed.atom", &format!("{article}?page=9")] {
        let page = board.guest().reads(path).await;
        assert!(policy(&page).ends_with("form-action 'self'"), "{path}: {}", policy(&page));
    }
}

#[tokio::test]
async fn a_link_to_an_article_brings_a_picture_of_its_own() {
    let board = Board::open().await;
    let front = "title = \"Van wie is het “gesprek”?\"\nlead = \"Een & ander\"\npublished = 2026-11-20T09:00:00";
    let article = board.writes(front, "Alinea.").await;
    let reader = board.guest();
    let page = reader.reads(&article).await.is(200);
    let said = |page: &Page, name: &str| {
        page.attribute(&format!("meta[property='{name}']"), "content").unwrap_or_default()
    };
    for (name, value) in [
        ("og:type", "article"),
        ("og:title", "Van wie is het “gesprek”?"),
        ("og:description", "Een & ander"),
        ("og:url", "http://127.0.0.1:3000/articles/van-wie-is-het-gesprek"),
        ("og:site_name", "Weerwoord"),
        ("og:locale", "nl_NL"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("article:published_time", "2026-11-20T09:00:00+01:00"),
        ("article:author", "http://127.0.0.1:3000/authors/sanne-verhoef"),
    ] {
        assert_eq!(said(&page, name), value, "{name}");
    }
    assert!(said(&page, "og:image:alt").contains("Sanne Verhoef"));
    assert_eq!(
        page.attribute("meta[name='twitter:card']", "content").as_deref(),
        Some("summary_large_image")
    );
    let card = said(&page, "og:image").replace("http://127.0.0.1:3000", "");
    let made = board.app.cache.figures().misses;
    for _ in 0..2 {
        let picture = reader.reads(&card).await.is(200);
        assert_eq!(picture.header("content-type"), Some("image/png"));
        assert_eq!(picture.header("cache-control"), Some("public, max-age=31536000, immutable"));
        let info = png::Decoder::new(std::io::Cursor::new(&picture.bytes))
            .read_info()
            .unwrap()
            .info()
            .size();
        assert_eq!(info, (1200, 630));
        assert!(picture.bytes.len() < 60_000);
    }
    assert_eq!(board.app.cache.figures().misses - made, 1, "it is drawn once");
    edits(&board, "van-wie-is-het-gesprek", "title = \"Anders\"\npublished = 2026-11-20T09:00:00")
        .await;
    let newer =
        said(&reader.reads(&article).await, "og:image").replace("http://127.0.0.1:3000", "");
    assert_ne!(newer, card);
    reader.reads(&card).await.goes_on_to(&newer);
    reader.reads(&format!("{article}/card/x.png")).await.is(404);
    edits(&board, "van-wie-is-het-gesprek", "title = \"Anders\"").await;
    reader.reads(&newer).await.is(404);
}

#[tokio::test]
async fn machines_read_what_readers_see() {
    let board = Board::open().await;
    let front = "title = \"</script><b> & \\\"\"\nslug = \"feiten\"\ncategories = [\"Taal\"]\npublished = 2026-11-20T09:00:00";
    let article = board.writes(front, "Alinea.").await;
    let (noor, tess) = (
        board.somebody("Noor Prins", Role::Member).await,
        board.somebody("Tess", Role::Moderator).await,
    );
    let first =
        noor.posts(&article, "Eén </script><!-- & **twee**\u{2028}").await.goes_on_to_a_comment();
    let more = [("reply_to", first.to_string())];
    let fields: Vec<(&str, &str)> =
        more.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = noor
        .posts_as(&article, "Noor Prins", &"woord ".repeat(100), &fields)
        .await
        .goes_on_to_a_comment();
    let removed = noor.posts(&article, "Dit gaat weg").await.goes_on_to_a_comment();
    tess.decides(removed, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    for person in [board.guest(), noor] {
        let page = person.reads(&article).await.is(200);
        let facts = facts(&page);
        assert_eq!(
            (&facts["@type"], &facts["headline"]),
            (&"Article".into(), &"</script><b> & \"".into())
        );
        assert_eq!(facts["author"]["url"], "http://127.0.0.1:3000/authors/sanne-verhoef");
        assert_eq!(
            (&facts["commentCount"], &facts["articleSection"][0]),
            (&2.into(), &"Taal".into())
        );
        assert!(facts["image"]["url"].as_str().unwrap().contains("/articles/feiten/card/"));
        let comments = facts["comment"].as_array().unwrap();
        assert_eq!(comments.len(), 2);
        assert_eq!(comments[0]["text"], "Eén </script><!-- & twee");
        assert_eq!(
            (&comments[0]["@type"], &comments[0]["author"]["name"]),
            (&"Comment".into(), &"Noor Prins".into())
        );
        assert_eq!(comments[1]["@id"], format!("http://127.0.0.1:3000/comments/{answer}"));
        assert_eq!(
            comments[1]["parentItem"]["@id"],
            format!("http://127.0.0.1:3000/comments/{first}")
        );
        assert!(comments[1]["text"].as_str().unwrap().chars().count() <= 200);
        page.never_says("Dit gaat weg").never_says(&address("Noor Prins"));
    }
}

#[tokio::test]
async fn a_name_leads_to_what_that_person_said_before() {
    let board = Board::open().await;
    let article = board.article("Namen").await;
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let reader = board.guest();
    let first = noor.posts(&article, "Eerste").await.goes_on_to_a_comment();
    let asks = reader
        .posts_as(&article, "Joost B.", "Eens met @Noor Prins, en `@Noor Prins`", &[])
        .await
        .goes_on_to_a_comment();
    noor.posts(&article, "@Joost B. Dank, groet van @Noor Visser").await.goes_on_to_a_comment();
    let page = reader.reads(&article).await.is(200);
    let links = |page: &Page| page.texts(".comment .body a");
    assert_eq!(links(&page), ["@Noor Prins", "@Joost B.", "@Noor"]);
    let to = page.attribute(&format!("#comment-{asks} .body a"), "href");
    assert_eq!(to.as_deref(), Some(format!("#comment-{first}").as_str()));
    // Whoever leaves is nobody's link any more; what others wrote stays as they wrote it.
    noor.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    assert_eq!(links(&reader.reads(&article).await), ["@Joost B."]);
}
