//! Reading: the lists, an article, the board's own texts, and what the answers say to browsers and caches.

use axum::body::Body;
use axum::http::{Method, Request};
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::cache::invalidation::Changes;
use weerwoord::store::Store;

use crate::harness::{Board, Settings};

#[tokio::test]
async fn an_empty_board_says_so() {
    let board = Board::open().await;
    board.account("Ada Lont", Role::Admin).await;
    board.guest().reads("/").await.is(200).says("Er zijn nog geen artikelen");
    board.guest().reads("/?page=2").await.is(404);
}

#[tokio::test]
async fn the_front_page_shows_twenty_articles_newest_first() {
    let board = Board::open().await;
    for n in 1..=21 {
        board
            .writes(
                &format!("title = \"Artikel {n}\"\npublished = 2026-11-01T09:{n:02}:00"),
                "Alinea.",
            )
            .await;
    }
    let front = board.guest().reads("/").await.is(200).says("Pagina 1 van 2");
    let headlines = front.texts(".headline");
    assert_eq!(
        (headlines.len(), headlines[0].as_str(), headlines[19].as_str()),
        (20, "Artikel 21", "Artikel 2")
    );
    assert_eq!(front.attribute("[rel=next]", "href").as_deref(), Some("/?page=2"));
    let second = board.guest().reads("/?page=2&utm_source=x").await.is(200);
    assert_eq!(second.texts(".headline"), ["Artikel 1"]);
    assert_eq!(second.attribute("[rel=prev]", "href").as_deref(), Some("/"));
    board.guest().reads("/?page=3").await.is(404);
    for nonsense in
        ["/?page=0", "/?page=-1", "/?page=x", "/?page=", "/?page=1&page=2", "/?page=%FF"]
    {
        assert_eq!(
            board.guest().reads(nonsense).await.is(200).texts(".headline").len(),
            20,
            "{nonsense}"
        );
    }
}

#[tokio::test]
async fn an_article_has_a_byline_categories_and_the_count_in_its_three_forms() {
    let board = Board::open().await;
    let front = "title = \"Van wie is het gesprek?\"\ncategories = [\"Organisatie\", \"Webcare\"]\npublished = 2026-11-20T09:00:00";
    let article = board.writes(front, "# Deel\n\nEen *klacht*.").await;
    let reader = board.guest();
    let page = reader.reads(&article).await.is(200);
    assert_eq!(page.texts("h1"), ["Van wie is het gesprek?"]);
    assert_eq!(page.texts(".kicker"), ["Geplaatst in Organisatie · Webcare"]);
    assert_eq!(
        page.texts(".byline"),
        ["Door Sanne Verhoef 20 november 2026 · leestijd 1 minuut · Nog geen reacties"]
    );
    assert_eq!(
        page.attribute(".byline time", "datetime").as_deref(),
        Some("2026-11-20T09:00:00+01:00")
    );
    assert_eq!(page.texts(".prose h2"), ["Deel"]);
    page.says("Er zijn nog geen reacties op dit artikel").says("Plaats de eerste reactie");
    reader.posts(&article, "Ja!").await.is(303);
    reader
        .reads(&article)
        .await
        .says("Er is 1 reactie op dit artikel")
        .says("20 november 2026 om 09:00");
    reader.posts(&article, "Nee!").await.is(303);
    reader.reads(&article).await.says("Er zijn 2 reacties op dit artikel");
    reader
        .reads("/categories/webcare")
        .await
        .is(200)
        .says("Van wie is het gesprek?")
        .says("2 reacties");
    reader.reads("/categories/nergens").await.is(404);
}

#[tokio::test]
async fn drafts_and_what_is_scheduled_wait_for_their_time() {
    let board = Board::open().await;
    let draft = board.writes("title = \"Ooit\"", "Alinea.").await;
    let scheduled =
        board.writes("title = \"Straks\"\npublished = 2026-11-20T10:00:00", "Alinea.").await;
    let reader = board.guest();
    for path in [&draft, &scheduled] {
        reader.reads(path).await.is(404);
        reader.posts(path, "Te vroeg").await.is(404);
    }
    reader.reads("/").await.never_says("Straks");
    board.clock.advance(SignedDuration::from_hours(1));
    reader.reads(&scheduled).await.is(200);
    reader.reads("/").await.says("Straks").never_says("Ooit");
}

#[tokio::test]
async fn a_lead_opens_the_article_and_stands_in_the_list() {
    let board = Board::open().await;
    let article = board
        .writes(
            "title = \"Sorry\"\nlead = \"Excuses <b>vallen</b> tegen.\"\npublished = 2026-11-01",
            "Eerste alinea.",
        )
        .await;
    board.guest().reads("/").await.says("Excuses <b>vallen</b> tegen.").never_says("Eerste alinea");
    let page = board.guest().reads(&article).await;
    assert_eq!(page.texts(".standfirst"), ["Excuses <b>vallen</b> tegen."]);
}

#[tokio::test]
async fn every_board_has_its_terms_privacy_and_house_rules() {
    let board = Board::with(Settings::easy().with("NAME", "Merk & Mening")).await;
    for (path, title) in
        [("/terms", "Voorwaarden"), ("/privacy", "Privacy"), ("/house-rules", "Huisregels")]
    {
        assert_eq!(board.guest().reads(path).await.is(200).texts("h1"), [title]);
    }
    board.guest().reads("/terms").await.says("Merk & Mening");
    assert!(board.guest().reads("/house-rules").await.attribute("#self-promotion", "id").is_some());
}

#[tokio::test]
async fn a_dutch_board_says_je_and_a_formal_one_says_u() {
    for (lang, missing, never) in
        [("nl", "Vul je naam in.", ["u", "uw"]), ("nl-formal", "Vul uw naam in.", ["je", "jouw"])]
    {
        let board = Board::with(Settings::easy().with("LANG", lang)).await;
        let article = board.article("Van wie is dit gesprek?").await;
        let reader = board.guest();
        let fields = [("name", ""), ("email", "lezer@post.example"), ("body", "Van ons allen.")];
        let faults = reader.sends(&format!("{article}/comments"), &fields).await.is(422);
        assert_eq!(faults.texts("#errors li"), [missing]);
        assert_eq!(faults.attribute("html", "lang").as_deref(), Some("nl"));
        assert_eq!(faults.header("content-language"), Some("nl"));
        let mut pages = vec![faults.says("Plaats zelf een reactie").text()];
        for path in ["/terms", "/privacy", "/house-rules", "/login", "/register", "/forgot"] {
            pages.push(reader.reads(path).await.is(200).text());
        }
        pages.push(reader.reads("/nergens").await.is(404).text());
        for text in pages {
            let mut words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
            let found = words.find(|word| never.contains(&word.as_str()));
            assert_eq!(found, None, "{lang}: {text}");
        }
    }
}

#[tokio::test]
async fn an_english_board_is_english_throughout() {
    let board = Board::with(Settings::easy().with("LANG", "en")).await;
    let article = board.article("Who owns it?").await;
    board.guest().posts(&article, "Me!").await.is(303);
    let page = board.guest().reads(&article).await.is(200);
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    assert_eq!(page.header("content-language"), Some("en"));
    let page =
        page.says("There is 1 comment on this article").says("posted on 20 November 2026 at 09:00");
    for dutch in ["reactie", "Reageren", "Naam", "verplicht"] {
        assert!(!page.text().contains(dutch), "{dutch}");
    }
    board.guest().reads("/nowhere").await.is(404).says("There is no page here");
}

#[tokio::test]
async fn what_is_not_there_is_told_kindly() {
    let board = Board::open().await;
    let reader = board.guest();
    for path in [
        "/nergens",
        "/articles/Nergens",
        "/articles/nergens",
        "/articles/%00",
        "/articles/%FF",
        "/comments/0",
        "/comments/x",
        "/comments/99",
        "/static/board.css",
        "/articles/a/comments/x/reply",
    ] {
        let page = reader.reads(path).await.is(404).says("Deze pagina is er niet");
        assert_eq!(page.header("cache-control"), Some("private, no-store"), "{path}");
    }
    let page =
        reader.tries(Method::POST, "/").await.is(405).says("Dit adres hoort bij een formulier");
    assert_eq!(page.header("allow"), Some("GET,HEAD"));
    reader.tries(Method::DELETE, "/login").await.is(405);
    reader.tries(Method::TRACE, "/").await.is(405);
    assert!(reader.tries(Method::HEAD, "/").await.is(200).bytes.is_empty());
}

#[tokio::test]
async fn readers_share_a_page_and_members_do_not() {
    let board = Board::open().await;
    let article = board.article("Gedeeld").await;
    let (ann, bob) = (board.guest(), board.guest());
    ann.reads("/captcha.png").await.is(200);
    let page = ann.reads(&article).await.is(200);
    assert_eq!(
        page.header("cache-control"),
        Some("public, max-age=0, must-revalidate, s-maxage=30")
    );
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(
        page.bytes,
        bob.reads(&format!("{article}?utm=1")).await.bytes,
        "the same bytes for everybody"
    );

    let tag = page.header("etag").unwrap().to_owned();
    let again = |tag: &str| {
        Request::get(&article).header("if-none-match", tag).body(Body::empty()).unwrap()
    };
    let unchanged = bob.asks(again(&tag)).await.is(304);
    assert!(unchanged.bytes.is_empty());
    assert_eq!(unchanged.header("etag"), Some(tag.as_str()));
    bob.posts(&article, "Nieuw").await.is(303);
    bob.asks(again(&tag)).await.is(200).says("Nieuw");

    let member = board.somebody("Mirjam Kuiper", Role::Member).await;
    let page =
        member.reads(&article).await.is(200).says("Je bent ingelogd en reageert als Mirjam Kuiper");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.header("etag"), None);
    assert_eq!(page.texts("input#name, input#email, input#captcha"), Vec::<String>::new());
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let board = Board::with(Settings::easy().with("PUBLIC_URL", "https://blog.example")).await;
    let article = board.article("Veilig").await;
    let reader = board.guest();
    let sheet = reader.reads("/").await.attribute("link[rel=stylesheet]", "href").unwrap();
    for path in
        ["/", &article, "/nergens", "/login", "/captcha.png", &sheet, "/moderation", "/health/live"]
    {
        let page = reader.reads(path).await;
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none';") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(page.header("referrer-policy"), Some("same-origin"), "{path}");
        assert!(
            page.header("strict-transport-security").unwrap().contains("max-age=63072000"),
            "{path}"
        );
        // What is kept goes out without a line in the log, so there is nothing to find by a number.
        assert_eq!(
            page.header("x-request-id").is_some(),
            !["/", &article].contains(&path),
            "{path}"
        );
    }
    let sheet = reader.reads(&sheet).await.is(200);
    assert_eq!(sheet.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(sheet.header("content-type"), Some("text/css; charset=utf-8"));
    let cookie = reader.reads("/captcha.png").await;
    assert_eq!(cookie.header("cache-control"), Some("private, no-store"));
    reader
        .cookie("__Host-weerwoord_visitor")
        .expect("with https the cookie's name binds it to the host");
}

#[tokio::test]
async fn a_reader_does_not_choose_the_reference() {
    let board = Board::open().await;
    let request = Request::get("/nergens")
        .header("x-request-id", "mirjam@post.example")
        .body(Body::empty())
        .unwrap();
    let page = board.guest().asks(request).await.is(404);
    assert_ne!(page.header("x-request-id"), Some("mirjam@post.example"));
}

#[tokio::test]
async fn pages_travel_compressed() {
    let board = Board::open().await;
    let article = board.article("Klein").await;
    for encoding in ["gzip", "zstd"] {
        let request =
            Request::get(&article).header("accept-encoding", encoding).body(Body::empty()).unwrap();
        let page = board.guest().asks(request).await.is(200);
        assert_eq!(page.header("content-encoding"), Some(encoding));
        assert!(page.header("vary").unwrap().eq_ignore_ascii_case("accept-encoding"));
    }
}

#[tokio::test]
async fn it_says_that_it_lives_while_the_database_answers_nobody() {
    let board = Board::open().await;
    board.guest().reads("/health/live").await.is(200);
    // Whatever is known of the board has to be asked for again, and nobody gets to ask.
    board.app.store.generations().raise(&Changes::everything());
    let (mut held, mut servers) = (Vec::new(), Vec::new());
    match &board.app.store {
        Store::Sqlite { read, .. } => {
            while let Some(connection) = read.try_acquire() {
                held.push(connection);
            }
            for _ in held.len()..4 {
                held.push(read.acquire().await.unwrap());
            }
        }
        Store::Postgres(server) => {
            for _ in 0..server.pool().options().get_max_connections() {
                servers.push(server.pool().acquire().await.unwrap());
            }
        }
    }
    let guest = board.guest();
    let answer = tokio::select! {
        biased;
        answer = guest.reads("/health/live") => Some(answer),
        // Long enough for anything that waits for nothing.
        () = async { for _ in 0..1_000 { tokio::task::yield_now().await } } => None,
    };
    answer.expect("it waited for the database").is(200);
}

#[tokio::test]
async fn the_board_says_that_it_lives_and_is_ready() {
    let board = Board::open().await;
    assert_eq!(board.guest().reads("/health/live").await.is(200).html(), "ok\n");
    board.guest().reads("/health/ready").await.is(200);
    board.app.store.close().await;
    board.guest().reads("/health/ready").await.is(503);
    board.guest().reads("/health/live").await.is(200);
    let page = board.guest().reads("/").await.is(500).says("Er ging iets mis").says("kenmerk");
    assert!(!page.text().contains("pool"), "what went wrong inside is not the reader's business");
}
