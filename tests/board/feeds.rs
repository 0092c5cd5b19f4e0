//! Feeds, the sitemap and what robots are told: for machines that read along.

use atom_syndication::Feed;
use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use weerwoord::account::Role;

use crate::harness::{Board, Page, Person, Settings, address};

async fn feed(reader: &Person, path: &str) -> Feed {
    let page = reader.reads(path).await.is(200);
    assert_eq!(page.header("content-type"), Some("application/atom+xml; charset=utf-8"), "{path}");
    let feed: Feed = page.html().parse().unwrap();
    is_valid(&feed, path);
    feed
}

/// What RFC 4287 asks of a feed and its entries.
fn is_valid(feed: &Feed, path: &str) {
    let has = |links: &[atom_syndication::Link], rel: &str| {
        links.iter().filter(|link| link.rel == rel).count()
    };
    assert!(feed.id.starts_with("tag:") && !feed.title.value.is_empty(), "{path}");
    assert_eq!((has(&feed.links, "self"), has(&feed.links, "alternate")), (1, 1), "{path}");
    assert!(feed.links.iter().any(|link| link.rel == "self" && link.href.ends_with(path)));
    let mut ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    for entry in &feed.entries {
        assert!(entry.id.starts_with("tag:") && !entry.title.value.is_empty(), "{}", entry.id);
        assert!(
            entry.updated >= entry.published.unwrap() && entry.updated <= feed.updated,
            "{}",
            entry.id
        );
        assert!(
            entry.authors.iter().all(|author| !author.name.is_empty() && author.email.is_none())
        );
        assert_eq!((entry.authors.len(), has(&entry.links, "alternate")), (1, 1), "{}", entry.id);
        assert!(entry.links.iter().all(|link| link.href.starts_with("http://")));
        assert_eq!(entry.content.as_ref().unwrap().content_type(), Some("html"));
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), feed.entries.len(), "every entry has a name of its own");
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.value.as_str()).collect()
}

async fn asks_again(reader: &Person, path: &str, tag: &str) -> Page {
    reader
        .asks(Request::get(path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap())
        .await
}

#[tokio::test]
async fn articles_come_whole_with_links_that_lead_home() {
    let board = Board::open().await;
    let front = "title = \"Wie & <wat>?\"\nlead = \"Een *inleiding* & meer\"\ncategories = [\"Taal\"]\npublished = 2026-11-20T08:30:00";
    board
        .writes(front, "Zie de [regels](/house-rules) en [hier](#kop).\u{1}\n\n## Kop { #kop }")
        .await;
    board.writes("title = \"Later\"\npublished = 2026-11-20T10:00:00", "Alinea.").await;
    board.writes("title = \"Klad\"", "Alinea.").await;
    let reader = board.guest();
    let feed = feed(&reader, "/feed.atom").await;
    assert_eq!(titles(&feed), ["Wie & <wat>?"]);
    let entry = &feed.entries[0];
    assert_eq!(
        (entry.id.as_str(), feed.lang.as_deref()),
        ("tag:127.0.0.1,2026:article/1", Some("nl"))
    );
    assert_eq!(entry.summary.as_ref().unwrap().value, "Een *inleiding* & meer");
    let html = entry.content.as_ref().unwrap().value.clone().unwrap();
    assert!(html.starts_with("<p>Een *inleiding* &amp; meer</p>"), "{html}");
    for link in [
        "href=\"http://127.0.0.1:3000/house-rules\"",
        "href=\"http://127.0.0.1:3000/articles/wie-wat#kop\"",
    ] {
        assert!(html.contains(link), "{link} in {html}");
    }
    assert_eq!(
        (entry.authors[0].name.as_str(), entry.categories[0].label()),
        ("Sanne Verhoef", Some("Taal"))
    );
    assert_eq!(entry.authors[0].uri(), Some("http://127.0.0.1:3000/authors/sanne-verhoef"));
    board.clock.advance(SignedDuration::from_hours(2));
    let feed = self::feed(&reader, "/feed.atom").await;
    assert_eq!(titles(&feed), ["Later", "Wie & <wat>?"]);
}

#[tokio::test]
async fn comments_come_without_what_readers_do_not_see() {
    let board = Board::with(Settings::easy().with("CAPTCHA", "image")).await;
    let (article, other) = (board.article("Een").await, board.article("Twee").await);
    let (reader, tess) = (board.guest(), board.somebody("Tess", Role::Moderator).await);
    let noor = board.somebody("Noor Prins", Role::Member).await;
    let kept = noor.posts(&article, "Dit <blijft> & staat er").await.goes_on_to_a_comment();
    let removed = noor.posts(&article, "Dit gaat weg").await.goes_on_to_a_comment();
    noor.posts(&other, "Onder het andere").await.goes_on_to_a_comment();
    tess.decides(removed, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    reader
        .posts_as(&article, "Mirjam Kuiper", "Dit wacht", &[("intent", "unreadable")])
        .await
        .is(303);
    let all = feed(&reader, "/comments.atom").await;
    assert_eq!(titles(&all), ["Noor Prins over Twee", "Noor Prins over Een"]);
    let on = feed(&reader, &format!("{article}/comments.atom")).await;
    assert_eq!(titles(&on), ["Noor Prins over Een"]);
    let entry = &on.entries[0];
    assert!(
        entry
            .content
            .as_ref()
            .unwrap()
            .value()
            .unwrap()
            .contains("Dit &lt;blijft&gt; &amp; staat er")
    );
    assert_eq!(entry.links[0].href, format!("http://127.0.0.1:3000/comments/{kept}"));
    for path in ["/comments.atom".to_owned(), format!("{article}/comments.atom")] {
        let page = reader
            .reads(&path)
            .await
            .never_says("gaat weg")
            .never_says("Dit wacht")
            .never_says("Mirjam");
        page.never_says(&address("Noor Prins"));
    }
    board.writes("title = \"Klad\"", "Alinea.").await;
    reader.reads("/articles/klad/comments.atom").await.is(404);
    reader.reads("/articles/nergens/comments.atom").await.is(404);
}

#[tokio::test]
async fn feeds_are_kept_until_what_they_show_changes() {
    let board = Board::open().await;
    let article = board.article("Bewaard").await;
    let (reader, noor) = (board.guest(), board.somebody("Noor Prins", Role::Member).await);
    noor.posts(&article, "Eerste").await.goes_on_to_a_comment();
    for path in
        ["/feed.atom".to_owned(), "/comments.atom".to_owned(), format!("{article}/comments.atom")]
    {
        let made = board.app.cache.figures().misses;
        let first = reader.reads(&path).await.is(200);
        let tag = first.header("etag").unwrap().to_owned();
        assert_eq!(
            first.header("cache-control"),
            Some("public, max-age=0, must-revalidate, s-maxage=30")
        );
        for again in [path.clone(), format!("{path}?page=2"), format!("{path}?sort=newest")] {
            assert_eq!(reader.reads(&again).await.is(200).html(), first.html(), "{again}");
            asks_again(&reader, &again, &tag).await.is(304);
        }
        assert_eq!(board.app.cache.figures().misses - made, 1, "{path}");
        // With a session nothing is kept by anybody.
        let mine = noor.reads(&path).await.is(200);
        assert_eq!(
            (mine.header("cache-control"), mine.header("etag")),
            (Some("private, no-store"), None)
        );
    }
    noor.sends("/account/name", &[("name", "Noor Visser")]).await.is(303);
    let on = format!("{article}/comments.atom");
    assert_eq!(titles(&feed(&reader, &on).await), ["Noor Visser over Bewaard"]);
    assert_eq!(titles(&feed(&reader, "/comments.atom").await), ["Noor Visser over Bewaard"]);
    noor.posts(&article, "Tweede").await.goes_on_to_a_comment();
    assert_eq!(
        (
            feed(&reader, &on).await.entries.len(),
            feed(&reader, "/comments.atom").await.entries.len()
        ),
        (2, 2)
    );
    board.article("Nieuw").await;
    assert_eq!(titles(&feed(&reader, "/feed.atom").await), ["Nieuw", "Bewaard"]);
}

#[tokio::test]
async fn a_board_without_anything_has_feeds_all_the_same() {
    let board = Board::open().await;
    let reader = board.guest();
    for path in ["/feed.atom", "/comments.atom"] {
        assert!(feed(&reader, path).await.entries.is_empty());
    }
    let front = reader.reads("/").await;
    assert_eq!(front.attribute("link[rel=alternate]", "href").as_deref(), Some("/feed.atom"));
}

#[tokio::test]
async fn the_sitemap_names_every_address_for_everybody() {
    let board = Board::open().await;
    board
        .writes(
            "title = \"Een & ander\"\ncategories = [\"Taal\"]\npublished = 2026-11-20T08:30:00",
            "Alinea.",
        )
        .await;
    board.writes("title = \"Later\"\npublished = 2026-11-20T10:00:00", "Alinea.").await;
    board.writes("title = \"Klad\"\ncategories = [\"Leeg\"]", "Alinea.").await;
    let reader = board.guest();
    let page = reader.reads("/sitemap.xml").await.is(200);
    assert_eq!(page.header("content-type"), Some("application/xml; charset=utf-8"));
    let (places, dates) = (page.texts("loc"), page.texts("lastmod"));
    let home = "http://127.0.0.1:3000";
    let known = [
        "/",
        "/terms",
        "/privacy",
        "/house-rules",
        "/moderation-log",
        "/categories/taal",
        "/authors/sanne-verhoef",
    ];
    let known: Vec<String> =
        known.iter().chain(&["/articles/een-ander"]).map(|path| format!("{home}{path}")).collect();
    assert_eq!(places, known);
    assert_eq!(dates.last().map(String::as_str), Some("2026-11-20T08:00:00Z"));
    for place in &places {
        let canonical = reader
            .reads(&place.replace(home, ""))
            .await
            .is(200)
            .attribute("link[rel=canonical]", "href");
        assert_eq!(canonical.as_ref(), Some(place));
    }
    let tag = page.header("etag").unwrap().to_owned();
    asks_again(&reader, "/sitemap.xml", &tag).await.is(304);
    board.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(reader.reads("/sitemap.xml").await.texts("loc").len(), known.len() + 1);
    reader.reads("/sitemap.xml?page=2").await.is(404);
    let robots = reader.reads("/robots.txt").await.is(200).html();
    assert!(
        robots.lines().any(|line| line == "Sitemap: http://127.0.0.1:3000/sitemap.xml"),
        "{robots}"
    );
}

#[tokio::test]
async fn a_sitemap_of_very_many_articles_is_an_index_of_parts() {
    const MANY: &str = "INSERT INTO articles (slug, title, author_id, first_paragraph, body, html, words, comments_open, published_at, made_at, edited_at)
        SELECT 'nummer-' || n, 'Nummer', (SELECT MIN(id) FROM accounts), '', '', '', 0, TRUE, 1700000000000000 + n, 0, 0
        FROM (WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000) SELECT n FROM numbers) x";
    let board = Board::open().await;
    board.article("Nieuwste").await;
    crate::migrations::run(&board.app.store, MANY).await;
    let reader = board.guest();
    let index = reader.reads("/sitemap.xml").await.is(200);
    let parts: Vec<String> =
        (2..=4).map(|page| format!("http://127.0.0.1:3000/sitemap.xml?page={page}")).collect();
    assert_eq!(index.texts("sitemapindex loc"), parts);
    let mut all = Vec::new();
    for part in &parts {
        let page = reader.reads(&part.replace("http://127.0.0.1:3000", "")).await.is(200);
        let html = page.html();
        all.extend(
            html.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()),
        );
    }
    assert_eq!(all.iter().filter(|place| place.contains("/articles/")).count(), 20_001);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 20_007);
    reader.reads("/sitemap.xml?page=5").await.is(404);
}

#[tokio::test]
async fn the_same_articles_and_comments_come_as_rss() {
    let board = Board::open().await;
    let front = "title = \"Wie & <wat>?\"\nlead = \"Een *inleiding* & meer\"\ncategories = [\"Taal & merk\"]\npublished = 2026-11-20T08:30:00";
    let article = board.writes(front, "Zie de [regels](/house-rules) ]]> hier.\u{1}").await;
    board.writes("title = \"Klad\"", "Alinea.").await;
    let reader = board.guest();
    reader.posts_as(&article, "Jan & <Jo>", "Een *reactie*", &[]).await.is(303);
    let channel = async |path: &str| {
        let page = reader.reads(path).await.is(200);
        let kind = "application/rss+xml; charset=utf-8";
        assert_eq!(page.header("content-type"), Some(kind), "{path}");
        let atom = reader.reads(&path.replace(".rss", ".atom")).await;
        assert_eq!(page.header("cache-control"), atom.header("cache-control"));
        assert!(page.header("etag").is_some());
        let channel: rss::Channel = page.html().parse().unwrap();
        let own = channel.atom_ext.as_ref().unwrap().links();
        assert_eq!((own.len(), own[0].rel.as_str()), (1, "self"));
        assert!(own[0].href.ends_with(path), "{own:?}");
        channel
    };
    let articles = channel("/feed.rss").await;
    assert_eq!((articles.language(), articles.items.len()), (Some("nl"), 1));
    let item = &articles.items[0];
    assert_eq!(item.title(), Some("Wie & <wat>?"));
    assert_eq!(item.pub_date(), Some("Fri, 20 Nov 2026 07:30:00 +0000"));
    assert_eq!(item.link(), Some("http://127.0.0.1:3000/articles/wie-wat"));
    assert_eq!(item.description(), Some("Een *inleiding* &amp; meer"), "as HTML");
    assert_eq!(item.categories()[0].name(), "Taal & merk");
    assert_eq!(item.dublin_core_ext().unwrap().creators(), ["Sanne Verhoef"]);
    assert!(item.author().is_none(), "no address is told");
    let guid = item.guid().unwrap();
    assert_eq!((guid.value(), guid.is_permalink()), ("tag:127.0.0.1,2026:article/1", false));
    let text = item.content().unwrap();
    assert!(text.contains("href=\"http://127.0.0.1:3000/house-rules\""), "{text}");
    assert!(text.contains("]]&gt; hier.") && !text.contains('\u{1}'), "{text}");

    for path in ["/comments.rss", &format!("{article}/comments.rss")] {
        let comments = channel(path).await;
        let item = &comments.items[0];
        assert_eq!(item.dublin_core_ext().unwrap().creators(), ["Jan & <Jo>"], "{path}");
        assert_eq!(item.description(), Some("<p dir=\"auto\">Een <em>reactie</em></p>"), "{path}");
    }
    let head = reader.reads("/").await;
    let found = head.attribute("link[type='application/rss+xml']", "href");
    assert_eq!(found.as_deref(), Some("/feed.rss"));
    board.guest().reads("/articles/klad/comments.rss").await.is(404);
}
