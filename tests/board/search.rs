//! Searching: what is found and what is not, in the index and before it is there, whatever is asked.

use jiff::SignedDuration;
use weerwoord::account::{Email, Role};
use weerwoord::article::{Manuscript, Slug};
use weerwoord::jobs;
use weerwoord::store::Store;

use crate::harness::{Board, PASSWORD, Page, Person, Settings, address};

/// The answer to a question with these filters.
async fn asks(reader: &Person, words: &str, filters: &[(&str, &str)]) -> Page {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", words)
        .extend_pairs(filters)
        .finish();
    reader.reads(&format!("/search?{query}")).await
}

/// The addresses of what is found, in order.
async fn finds(reader: &Person, words: &str, filters: &[(&str, &str)]) -> Vec<String> {
    hrefs(&asks(reader, words, filters).await.is(200))
}

fn hrefs(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.html());
    let selector = scraper::Selector::parse(".hit h3 a").unwrap();
    html.select(&selector).map(|link| link.value().attr("href").unwrap().to_owned()).collect()
}

/// Replaces an article by one with this front matter and text.
async fn edits(board: &Board, slug: &str, front: &str, body: &str) {
    let author = board
        .app
        .store
        .account(&Email::new(&address("Sanne Verhoef")).unwrap())
        .await
        .unwrap()
        .unwrap();
    let text = format!("+++\nauthor = {:?}\n{front}\n+++\n{body}", author.email.as_str());
    let manuscript = Manuscript::parse(&text, &board.app.config.board.timezone).unwrap();
    let slug = Slug::parse(slug).unwrap();
    assert!(
        board.app.store.edit_article(&slug, &manuscript, author.id, board.app.now()).await.unwrap()
    );
}

async fn run(board: &Board, statement: &'static str) {
    match &board.app.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(statement).execute(writer.pool()).await.map(drop).unwrap();
        }
        Store::Postgres(server) => {
            sqlx::query(statement).execute(server.pool()).await.map(drop).unwrap();
        }
    }
}

#[tokio::test]
async fn words_are_found_in_any_form_before_and_after_they_are_indexed() {
    let board = Board::open().await;
    let article = board.article("Nieuws").await;
    let guest = board.guest();
    for text in [
        "Reclames op de fiets",
        "Een café om de hoek",
        "De klanten kopen niets",
        "Mijn e-mail komt nooit aan",
    ] {
        guest.posts(&article, text).await.is(303);
    }
    let told = [
        ("reclame", "/comments/1"),
        ("RECLAMES", "/comments/1"),
        ("fietsen", "/comments/1"),
        ("cafe", "/comments/2"),
        ("cafés", "/comments/2"),
        ("klant", "/comments/3"),
        ("email", "/comments/4"),
    ];
    for (words, found) in told {
        assert_eq!(finds(&guest, words, &[]).await, [found], "{words}, not indexed yet");
    }
    assert_eq!(finds(&guest, "één", &[]).await, ["/comments/2"], "a common word on its own");
    assert_eq!(board.indexes().await, 5);
    assert_eq!(board.indexes().await, 0);
    for (words, found) in told {
        assert_eq!(finds(&guest, words, &[]).await, [found], "{words}, indexed");
    }
    assert_eq!(finds(&guest, "één", &[]).await, ["/comments/2"]);
    assert!(finds(&guest, "fietspad", &[]).await.is_empty());
}

#[tokio::test]
async fn phrases_stand_side_by_side_and_what_is_unwanted_is_left_out() {
    let board = Board::open().await;
    let article = board.article("Nieuws").await;
    let guest = board.guest();
    for text in [
        "Dat is een open deur voor klanten",
        "De deur staat open voor iedereen",
        "Open de deur niet",
    ] {
        guest.posts(&article, text).await.is(303);
    }
    for _ in 0..2 {
        assert_eq!(
            finds(&guest, "deur open", &[]).await,
            ["/comments/3", "/comments/2", "/comments/1"],
            "the newest first"
        );
        assert_eq!(finds(&guest, "\"open deuren\"", &[]).await, ["/comments/1"]);
        assert_eq!(
            finds(&guest, "\"de deur\"", &[]).await,
            ["/comments/3", "/comments/2"],
            "common words count in a phrase"
        );
        assert_eq!(finds(&guest, "deur -klant", &[]).await, ["/comments/3", "/comments/2"]);
        assert_eq!(finds(&guest, "deur -\"staat open\" -klanten", &[]).await, ["/comments/3"]);
        assert_eq!(finds(&guest, "\"deur klanten\"", &[]).await, Vec::<String>::new());
        board.indexes().await;
    }
}

#[tokio::test]
async fn articles_are_found_too_first_those_with_it_in_their_title() {
    let board = Board::open().await;
    let long = format!("title = \"Advies\"\npublished = {}", "2026-11-18");
    board.writes(&long, "Over **retargeting** en meer.").await;
    board
        .writes(
            "title = \"Retargeting\"\nlead = \"Een lusteloos begin\"\npublished = 2026-11-10",
            "Alinea.",
        )
        .await;
    board.writes("title = \"Later\"\npublished = 2026-11-21", "Over retargeting.").await;
    board.writes("title = \"Concept\"", "Over retargeting.").await;
    let reader = board.guest();
    for _ in 0..2 {
        assert_eq!(
            finds(&reader, "retargeting", &[]).await,
            ["/articles/retargeting", "/articles/advies"]
        );
        assert_eq!(finds(&reader, "lusteloze", &[]).await, Vec::<String>::new());
        assert_eq!(finds(&reader, "lusteloos", &[]).await, ["/articles/retargeting"]);
        board.indexes().await;
    }
    let page = asks(&reader, "retargeting", &[])
        .await
        .is(200)
        .says("2 artikelen")
        .says("Door Sanne Verhoef");
    assert_eq!(page.texts(".hit mark"), ["Retargeting", "retargeting"]);
    board.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(finds(&reader, "retargeting", &[]).await.len(), 3, "one was due");
    edits(&board, "advies", "title = \"Advies\"\npublished = 2026-11-18", "Over segmentatie.")
        .await;
    for _ in 0..2 {
        assert_eq!(finds(&reader, "segmentaties", &[]).await, ["/articles/advies"]);
        assert!(!finds(&reader, "retargeting", &[]).await.contains(&"/articles/advies".to_owned()));
        board.indexes().await;
    }
    edits(&board, "advies", "title = \"Advies\"", "Over segmentatie.").await;
    assert!(finds(&reader, "segmentatie", &[]).await.is_empty(), "a draft again");
}

#[tokio::test]
async fn only_three_articles_stand_above_the_comments() {
    let board = Board::open().await;
    let mut article = String::new();
    for number in 1..=4 {
        article = board
            .writes(
                &format!("title = \"Uilen {number}\"\npublished = 2026-11-0{number}"),
                "Alinea.",
            )
            .await;
    }
    board.guest().posts(&article, "Een uil vliegt 's nachts").await.is(303);
    let reader = board.guest();
    let page = asks(&reader, "uil", &[]).await.is(200).says("4 artikelen").says("1 reactie");
    assert_eq!(
        hrefs(&page),
        ["/articles/uilen-4", "/articles/uilen-3", "/articles/uilen-2", "/comments/1"]
    );
    let all = page.attribute("#found > section > p > a", "href").unwrap();
    assert_eq!(hrefs(&reader.reads(&all).await.is(200)).len(), 4);
}

#[tokio::test]
async fn filters_narrow_what_is_found() {
    let board = Board::open().await;
    let old = board
        .writes("title = \"Oud\"\ncategories = [\"Merken\"]\npublished = 2024-03-01", "Uilen.")
        .await;
    let new = board
        .writes("title = \"Nieuw\"\ncategories = [\"Media\"]\npublished = 2026-11-01", "Uilen.")
        .await;
    let guest = board.guest();
    guest.posts(&old, "Een oude uil").await.is(303);
    guest.posts(&new, "Een nieuwe uil").await.is(303);
    run(&board, "UPDATE comments SET posted_at = 1710000000000000 WHERE id = 1").await; // March 2024
    for _ in 0..2 {
        for (filters, found) in [
            (&[("in", "articles")][..], &["/articles/nieuw", "/articles/oud"][..]),
            (&[("in", "comments")], &["/comments/2", "/comments/1"]),
            (&[("category", "merken")], &["/articles/oud", "/comments/1"]),
            (&[("category", "media"), ("in", "comments")], &["/comments/2"]),
            (&[("since", "month")], &["/articles/nieuw", "/comments/2"]),
            (&[("since", "year")], &["/articles/nieuw", "/comments/2"]),
            (
                &[("since", "2024")],
                &["/articles/nieuw", "/articles/oud", "/comments/2", "/comments/1"],
            ),
            (&[("since", "2024"), ("until", "2024")], &["/articles/oud", "/comments/1"]),
            (&[("until", "2025")], &["/articles/oud", "/comments/1"]),
            (&[("since", "2026"), ("until", "2024")], &[]),
            (
                &[("category", "onbekend"), ("since", "gisteren"), ("in", "alles")],
                &["/articles/nieuw", "/articles/oud", "/comments/2", "/comments/1"],
            ),
        ] {
            assert_eq!(finds(&guest, "uil", filters).await, found, "{filters:?}");
        }
        board.indexes().await;
    }
    // Another category is a change of the article alone; its comments go with it.
    edits(
        &board,
        "oud",
        "title = \"Oud\"\ncategories = [\"Media\"]\npublished = 2024-03-01",
        "Uilen.",
    )
    .await;
    for _ in 0..2 {
        assert!(
            finds(&guest, "uil", &[("category", "media")])
                .await
                .contains(&"/comments/1".to_owned())
        );
        board.indexes().await;
    }
    // Of a category without articles nothing is left to choose.
    asks(&guest, "uil", &[("category", "merken")]).await.is(200).never_says("value=\"merken\"");
    let page =
        asks(&guest, "uil", &[("since", "2024"), ("category", "media"), ("in", "comments")]).await;
    for chosen in [
        "#since option[selected][value='2024']",
        "#category option[selected][value=media]",
        "#in option[selected]",
    ] {
        assert!(page.attribute(chosen, "selected").is_some(), "{chosen}");
    }
}

#[tokio::test]
async fn only_what_readers_see_is_found() {
    let board = Board::with(Settings::easy().with("GUESTS", "approve")).await;
    let article = board.article("Nieuws").await;
    let (admin, member) =
        (board.somebody("Naima", Role::Admin).await, board.somebody("Mirjam", Role::Member).await);
    let (reader, one) = (board.guest(), vec!["/comments/1".to_owned()]);
    board.guest().posts_as(&article, "Joost", "Een uil in de nacht", &[]).await.is(303);
    for indexed in [false, true] {
        assert!(finds(&reader, "uil", &[]).await.is_empty(), "held");
        admin.decides(1, &[("decision", "keep")]).await.is(303);
        if indexed {
            board.indexes().await;
        }
        assert_eq!(finds(&reader, "uil", &[]).await, one, "let through");
        admin.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
        asks(&reader, "uil", &[]).await.is(200).says("Niets gevonden").never_says("nacht");
        if indexed {
            board.indexes().await;
        }
        asks(&reader, "uil", &[]).await.is(200).says("Niets gevonden").never_says("nacht");
        admin.decides(1, &[("decision", "restore")]).await.is(303);
        assert_eq!(finds(&reader, "uil", &[]).await, one, "restored");
        run(&board, "UPDATE comments SET state = 'held' WHERE id = 1").await;
    }
    run(&board, "UPDATE comments SET state = 'visible' WHERE id = 1").await;
    board.indexes().await;
    let version = board.app.store.comment(1).await.unwrap().unwrap().version.to_string();
    let order =
        [("why", "Bevel"), ("reason", "privacy"), ("sure", "yes"), ("version", version.as_str())];
    admin.sends("/moderation/comments/1/expunge", &order).await.is(303);
    assert!(finds(&reader, "uil", &[]).await.is_empty(), "expunged");
    board.indexes().await;
    assert!(finds(&reader, "uil", &[]).await.is_empty());

    let id = member.posts(&article, "Een valk overdag").await.goes_on_to_a_comment();
    asks(&reader, "valk", &[]).await.is(200).says("Mirjam");
    member
        .sends("/account/leave", &[("password", PASSWORD), ("sure", "on")])
        .await
        .goes_on_to("/account/left");
    let page =
        asks(&reader, "valk", &[]).await.is(200).says("Vertrokken deelnemer").never_says("Mirjam");
    assert_eq!(hrefs(&page), [format!("/comments/{id}")]);
    edits(&board, "nieuws", "title = \"Nieuws\"\npublished = 2027-01-01", "Alinea.").await;
    assert!(finds(&reader, "valk", &[]).await.is_empty(), "its article is not there yet");
}

#[tokio::test]
async fn a_snippet_shows_text_as_text() {
    let board = Board::open().await;
    let article = board.article("Nieuws").await;
    let guest = board.guest();
    let text = format!(
        "{}Kijk: `<script>alert(1)</script>` & **uilen** bij [de boom](https://a.example/uil)",
        "woord ".repeat(60)
    );
    guest.posts(&article, &text).await.is(303);
    for _ in 0..2 {
        let page = asks(&guest, "uil alert", &[])
            .await
            .is(200)
            .says("Kijk: <script>alert(1)</script> & uilen bij de boom");
        let page = page.never_says("<script>alert").never_says("a.example/uil");
        assert_eq!(page.texts(".hit mark"), ["alert", "uilen"]);
        assert!(page.texts(".hit p")[0].starts_with("… woord"));
        board.indexes().await;
    }
    let page = asks(&guest, "\"><b>uil", &[]).await.is(200).never_says("\"><b>uil");
    assert_eq!(page.attribute("#q", "value").as_deref(), Some("\"><b>uil"));
    assert!(page.html().contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[tokio::test]
async fn many_are_turned_by_pages_and_counted_up_to_a_bound() {
    let board = Board::open().await;
    board.article("Nieuws").await;
    run(
        &board,
        "INSERT INTO comments (article_id, name, email, email_key, body, html, state, shown_at, posted_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
        SELECT 1, 'Lezer', 'l@post.example', 'l@post.example', CASE WHEN i <= 45 THEN 'Een uil' ELSE 'Een valk' END,
            CASE WHEN i <= 45 THEN '<p>Een uil</p>' ELSE '<p>Een valk</p>' END,
            'visible', 1, 1790000000000000 FROM n",
    )
    .await;
    run(&board, "UPDATE articles SET visible_comments = 1100").await;
    assert_eq!(board.indexes().await, 1101);
    let reader = board.guest();
    let page = asks(&reader, "uil", &[]).await.is(200).says("45 reacties").says("Pagina 1 van 3");
    let next = page.attribute("a[rel=next]", "href").unwrap();
    assert_eq!(next, "/search?q=uil&page=2");
    assert_eq!(hrefs(&reader.reads(&next).await.is(200))[0], "/comments/25");
    assert_eq!(finds(&reader, "uil", &[("page", "3")]).await.len(), 5);
    asks(&reader, "uil", &[("page", "4")]).await.is(404);
    asks(&reader, "uil", &[("page", "4294967295")]).await.is(404);
    asks(&reader, "valk", &[])
        .await
        .is(200)
        .says("Meer dan 1.000 reacties")
        .says("Pagina 1 van 50");
    asks(&reader, "valk", &[("page", "50")]).await.is(200);
    asks(&reader, "valk", &[("page", "51")]).await.is(404);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_there_before_is_indexed_in_the_background() {
    let board = Board::open().await;
    let article = board.article("Nieuws").await;
    board.guest().posts(&article, "Een uil").await.is(303);
    board.indexes().await;
    // As after an update or a move: everything is there but the index.
    run(&board, "DELETE FROM comment_index WHERE rowid = 1").await;
    assert!(finds(&board.guest(), "uil", &[]).await.is_empty());
    assert!(
        board.app.store.inspect().await.unwrap()[0]
            .contains("1 comments that readers see and no search finds: 1")
    );
    run(&board, "INSERT INTO unindexed (what, id, taken) SELECT 'comment', id, TRUE FROM comments")
        .await;
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    assert_eq!(jobs::index_round(&board.app).await.unwrap(), 1);
    assert_eq!(finds(&board.guest(), "uil", &[]).await, ["/comments/1"]);
    assert_eq!(board.value("SELECT what FROM unindexed").await, None);
}

#[tokio::test]
async fn nothing_that_is_asked_breaks_anything() {
    let board = Board::open().await;
    let article = board.article("Nieuws").await;
    board.guest().posts(&article, "Een uil NEAR de boom AND het bos").await.is(303);
    let (long, many) = ("a".repeat(10_000), "ab ".repeat(60));
    for _ in 0..2 {
        for words in [
            "\"",
            "\"\"",
            "*",
            "uil*",
            "NEAR",
            "NEAR(uil boom, 2)",
            "(",
            ")",
            "((uil",
            "uil AND",
            "OR",
            "NOT",
            "-",
            "--",
            "-\"",
            "title:uil",
            "{title}:uil",
            "words : uil",
            "^uil",
            "uil + boom",
            "'",
            "'; DROP TABLE comments; --",
            "\\",
            "%",
            "_",
            "&",
            "|",
            "!",
            "<->",
            "uil <-> boom",
            "uil:*",
            "uil:A",
            "§c1",
            "§y2026",
            "\u{0}",
            "uil\u{0}boom",
            "\u{301}",
            "北京",
            "🦉",
            "ǅ",
            "ß",
            "\u{202e}uil",
            long.as_str(),
            many.as_str(),
            "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a1-b1",
        ] {
            let page = asks(&board.guest(), words, &[]).await;
            assert!([200, 422].contains(&page.status.as_u16()), "{words:?}: {}", page.status);
        }
        board.indexes().await;
    }
    let reader = board.guest();
    reader.reads("/search?q=%FF%FE").await.is(422);
    reader.reads("/search?q=%").await.is(422);
    assert_eq!(
        finds(&reader, "near boom", &[("since", "\0"), ("page", "-1"), ("category", "'")]).await,
        ["/comments/1"]
    );
    let page =
        asks(&reader, &long, &[]).await.is(422).says("Een zoekvraag mag 200 tekens lang zijn");
    assert_eq!(
        (
            page.attribute("#q", "value").unwrap().len(),
            page.attribute("#errors a", "href").unwrap()
        ),
        (10_000, "#q".into())
    );
    asks(&reader, "-uil", &[]).await.is(422).says("Noem ook een woord dat er wel in moet staan");
    asks(&reader, "?!", &[]).await.is(422).says("Gebruik letters of cijfers");
    reader.reads("/search").await.is(200).never_says("id=\"found\"");
    asks(&reader, "   ", &[]).await.is(200).never_says("id=\"found\"");
    asks(&reader, "kolibrie", &[("in", "comments")])
        .await
        .is(200)
        .says("Niets gevonden")
        .says("Zoek opnieuw zonder filters");
}

#[tokio::test]
async fn a_search_is_kept_by_nobody_here_and_has_its_limit() {
    let board =
        Board::with(Settings::default().with("CAPTCHA", "off").with("RATES", "search=2/1min"))
            .await;
    board.article("Een uil").await;
    let reader = board.guest();
    let before = board.app.cache.figures().misses;
    for _ in 0..2 {
        asks(&reader, "uil", &[]).await.is(200);
    }
    assert_eq!(board.app.cache.figures().misses, before);
    let page = asks(&reader, "uil", &[]).await.is(429);
    assert_eq!(page.header("retry-after"), Some("60"));
    reader.reads("/search").await.is(200);
    asks(&board.guest(), "uil", &[]).await.is(200);
    for path in ["/", "/search"] {
        let page = reader.reads(path).await.is(200);
        assert!(page.attribute(".tools a[href='/search']", "href").is_some(), "{path}");
    }
    let page = reader.reads("/search").await;
    assert!(page.attribute("form[action='/search'] input[name=q]", "type").is_some());
}

#[tokio::test]
async fn a_new_text_in_the_same_categories_leaves_its_comments_in_the_index_as_they_are() {
    let board = Board::open().await;
    let front = "title = \"Gesprek\"\nslug = \"gesprek\"\ncategories = [\"Taal\", \"Toon\"]\npublished = 2026-11-01";
    let article = board.writes(front, "Eerst dit.").await;
    board.guest().posts(&article, "Een reactie").await.is(303);
    board.indexes().await;
    let waiting = async || {
        board
            .value("SELECT CAST(COUNT(*) AS TEXT) FROM unindexed WHERE what = 'comment'")
            .await
            .unwrap()
    };
    edits(&board, "gesprek", &front.replace("slug = \"gesprek\"\n", ""), "Nu dat.").await;
    assert_eq!(waiting().await, "0");
    edits(
        &board,
        "gesprek",
        "title = \"Gesprek\"\ncategories = [\"Toon\"]\npublished = 2026-11-01",
        "Nu dat.",
    )
    .await;
    assert_eq!(waiting().await, "1", "where it is filed stands in the index with each comment");
}
