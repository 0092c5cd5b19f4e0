//! Comments under pages of other sites: as a fragment, in a frame, and posted from both.

use axum::body::Body;
use axum::http::{Request, header};
use url::form_urlencoded;
use weerwoord::account::Role;
use weerwoord::locale::Lang;
use weerwoord::sites::Origin;

use crate::harness::{Board, Page, Person, Settings};

const BLOG: &str = "https://blog.example";
const COFFEE: &str = "https://blog.example/koffie/";
const TEA: &str = "https://tuin.example/tea.html";

/// A board on two sites; the second is in English.
async fn on_sites(board: &Board) {
    let allow = async |origins: &[&str], lang| {
        let origins: Vec<Origin> = origins.iter().map(|it| Origin::parse(it).unwrap()).collect();
        board.app.store.set_sites_of_settings(&origins, lang, board.app.now()).await.unwrap();
    };
    allow(&[BLOG], Lang::Nl).await;
    allow(&[BLOG, "https://tuin.example"], Lang::En).await;
}

async fn board() -> Board {
    let board = Board::open().await;
    on_sites(&board).await;
    board
}

/// A board that asks for codes.
async fn with_codes() -> Board {
    let board = Board::with(Settings::default().with("LIMITS", "off")).await;
    on_sites(&board).await;
    board
}

fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

fn fragment(url: &str) -> String {
    query("/embed/fragment", &[("url", url)])
}

fn frame(url: &str) -> String {
    query("/embed", &[("url", url)])
}

const USUAL: [(&str, &str); 3] =
    [("name", "Mirjam Kuiper"), ("email", "mirjam@post.example"), ("body", "Lekkere koffie")];

/// POST of a form as a browser sends it from a page of this origin.
async fn posts(who: &Person, origin: &str, url: &str, more: &[(&str, &str)]) -> Page {
    let kept = USUAL.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let fields = kept.chain([("url", url)]).chain(more.iter().copied());
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post("/embed/comments")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, origin)
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body))
        .unwrap();
    who.asks(request).await
}

async fn articles(board: &Board) -> String {
    board.value("SELECT CAST(COUNT(*) AS TEXT) FROM articles").await.unwrap()
}

#[tokio::test]
async fn a_comment_is_posted_from_a_fragment_and_stands_in_it() {
    let board = board().await;
    let reader = board.guest();
    let empty = reader.reads(&fragment(COFFEE)).await.is(200);
    let empty = empty.says("Er zijn nog geen reacties").never_says("<html").never_says("<style");
    assert_eq!(empty.header("content-language"), Some("nl"));
    assert_eq!(
        empty.attribute("form", "action").as_deref(),
        Some("http://127.0.0.1:3000/embed/comments#errors")
    );
    assert_eq!(empty.attribute("input[name=url]", "value").as_deref(), Some(COFFEE));
    assert_eq!(articles(&board).await, "0");
    let page = posts(&reader, BLOG, COFFEE, &[]).await;
    assert_eq!(page.header("set-cookie"), None);
    page.goes_on_to("https://blog.example/koffie/#comment-1");
    let full = reader.reads(&fragment(COFFEE)).await.is(200).says("Er is 1 reactie");
    let full = full.says("Lekkere koffie");
    assert_eq!(full.texts("#comment-1 .weerwoord-name"), ["Mirjam Kuiper"]);
    for (link, path) in [
        ("a[href$='/reply']", "/articles/"),
        ("a[href$='/useful']", "/comments/1/useful"),
        ("a[href$='/report']", "/comments/1/report"),
    ] {
        let href = full.attribute(link, "href").unwrap();
        assert!(href.starts_with(&format!("http://127.0.0.1:3000{path}")), "{href}");
    }
    // Nothing in it would be styled by accident.
    let html = full.html();
    for class in
        html.split("class=\"").skip(1).flat_map(|it| it.split('"').next().unwrap().split(' '))
    {
        assert!(class.starts_with("weerwoord"), "{class}");
    }
}

#[tokio::test]
async fn spellings_of_an_address_are_one_page_and_two_sites_are_two() {
    let board = board().await;
    let reader = board.guest();
    posts(&reader, BLOG, COFFEE, &[]).await.is(303);
    for other in ["https://blog.example/koffie", "https://blog.example/koffie/?utm_source=x#y"] {
        reader.reads(&fragment(other)).await.is(200).says("Lekkere koffie");
        let said = format!("Ook {}", other.len());
        let page = posts(&reader, BLOG, other, &[("body", &said)]).await;
        let without = other.split('?').next().unwrap();
        assert!(page.is(303).header("location").unwrap().starts_with(&format!("{without}#")));
    }
    assert_eq!(articles(&board).await, "1");
    let tea = reader.reads(&fragment(TEA)).await.is(200).says("There are no comments");
    assert_eq!(tea.header("content-language"), Some("en"));
    posts(&reader, "https://tuin.example", TEA, &[]).await.goes_on_to(&format!("{TEA}#comment-4"));
    assert_eq!(articles(&board).await, "2");
    reader.reads(&fragment(TEA)).await.says("posted on").says("20 November 2026");
}

#[tokio::test]
async fn other_origins_are_refused() {
    let board = board().await;
    let reader = board.guest();
    for path in ["/embed", "/embed/fragment"] {
        for url in ["https://kwaad.example/x", "http://blog.example/koffie"] {
            let page = reader.reads(&query(path, &[("url", url)])).await.is(404);
            page.says("staat niet bij de sites").says(url.rsplit_once('/').unwrap().0);
        }
        for url in ["", "koffie", "javascript:alert(1)"] {
            reader.reads(&query(path, &[("url", url)])).await.is(404).says("De parameter url");
        }
    }
    for origin in
        ["https://kwaad.example", "null", "http://blog.example", "https://blog.example:8443"]
    {
        posts(&reader, origin, COFFEE, &[]).await.is(403).says("niet bij dit reactiebord hoort");
    }
    // A site posts under its own pages alone.
    posts(&reader, "https://tuin.example", COFFEE, &[]).await.is(403);
    posts(&reader, BLOG, "https://kwaad.example/x", &[]).await.is(404);
    // No other form takes a post from a site.
    let report = Request::post("/comments/1/report")
        .header(header::ORIGIN, BLOG)
        .header("sec-fetch-site", "cross-site");
    reader.asks(report.body(Body::empty()).unwrap()).await.is(403);
    assert_eq!(articles(&board).await, "0");
}

#[tokio::test]
async fn a_session_counts_on_the_board_alone() {
    let board = board().await;
    let anna = board.somebody("Anna Bos", Role::Member).await;
    posts(&anna, BLOG, COFFEE, &[("name", "Iemand anders")]).await.is(303);
    let comment = board.app.store.comment(1).await.unwrap().unwrap();
    assert_eq!(comment.author.name(), Some("Iemand anders"));
    posts(&anna, BLOG, COFFEE, &[("name", ""), ("email", ""), ("body", "Als lid")]).await.is(422);
    // On the page of the board she is herself, and returns to the site.
    let page = anna.reads(&frame(COFFEE)).await.is(200).says("Anna Bos");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    let fields = [("url", COFFEE), ("body", "Als lid"), ("signed_in", "yes")];
    anna.sends("/embed/comments", &fields).await.goes_on_to(&format!("{COFFEE}#comment-2"));
    let comment = board.app.store.comment(2).await.unwrap().unwrap();
    assert_eq!(comment.author.name(), Some("Anna Bos"));
    // What a server includes is the same for everybody.
    let shared = anna.reads(&fragment(COFFEE)).await.is(200);
    assert!(shared.header("cache-control").unwrap().starts_with("public"));
    assert_eq!(shared.bytes, board.guest().reads(&fragment(COFFEE)).await.bytes);
}

#[tokio::test]
async fn the_log_in_leads_back_to_the_page() {
    let board = board().await;
    board.account("Anna Bos", Role::Member).await;
    let reader = board.guest();
    let page = reader.reads(&query("/embed", &[("url", COFFEE), ("title", "Koffie")])).await;
    let link = page.attribute("a[href^='/login']", "href").unwrap();
    assert_eq!(page.attribute("a[href^='/login']", "target").as_deref(), Some("_top"));
    let (_, next) = link.split_once("next=").unwrap();
    let next =
        form_urlencoded::parse(format!("next={next}").as_bytes()).next().unwrap().1.into_owned();
    let credentials = [("email", "anna.bos@post.example"), ("password", crate::harness::PASSWORD)];
    let fields = [&credentials[..], &[("next", next.as_str())]].concat();
    let to = reader.sends("/login", &fields).await.is(303).header("location").unwrap().to_owned();
    assert!(to.starts_with("/embed?url=https") && to.contains("title=Koffie"), "{to}");
    reader.reads(to.split('#').next().unwrap()).await.is(200).says("Anna Bos");
}

#[tokio::test]
async fn the_code_is_asked_on_a_page_of_the_board_and_a_wrong_one_leaves_nothing() {
    let board = with_codes().await;
    let reader = board.guest();
    let title = ("title", "  Koffie \n drinken ");
    reader.reads(&query("/embed/fragment", &[("url", COFFEE), title])).await.is(200).says("code");
    let page = posts(&reader, BLOG, COFFEE, &[title]).await.is(200).says("Nog één stap");
    let page = page.says("Koffie drinken").says("blog.example");
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(page.field("body"), "Lekkere koffie");
    assert_eq!(page.field("name"), "Mirjam Kuiper");
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .ends_with("form-action 'self' https://blog.example")
    );
    let hidden =
        |page: &Page, name: &str| page.attribute(&format!("input[name={name}]"), "value").unwrap();
    let challenge = hidden(&page, "challenge");
    let (url, title) = (hidden(&page, "url"), hidden(&page, "title"));
    assert_eq!((url.as_str(), title.as_str()), (COFFEE, "Koffie drinken"));
    let own = async |captcha: &str, challenge: &str| {
        let fields =
            [("url", COFFEE), ("title", &title), ("challenge", challenge), ("captcha", captcha)];
        reader.colleague().sends("/embed/comments", &[&USUAL[..], &fields].concat()).await
    };
    reader.reads_a_code_for(&challenge).await;
    let page = own("XXXXX0", &challenge).await.is(422).says("De code klopte niet");
    assert_eq!(hidden(&page, "challenge"), challenge);
    assert_eq!(articles(&board).await, "0");
    let code = reader.reads_a_code_for(&challenge).await;
    let there = format!("{COFFEE}#comment-1");
    own(&code, &challenge).await.goes_on_to(&there);
    // The same form twice makes one comment.
    own(&code, &challenge).await.goes_on_to(&there);
    assert_eq!(board.value("SELECT title FROM articles").await.as_deref(), Some("Koffie drinken"));
    // So does the whole way twice.
    let page = posts(&reader, BLOG, COFFEE, &[]).await.is(200);
    let again = hidden(&page, "challenge");
    assert_ne!(again, challenge);
    let code = reader.reads_a_code_for(&again).await;
    own(&code, &again).await.goes_on_to(&there);
}

#[tokio::test]
async fn mistakes_and_the_preview_keep_what_was_typed() {
    let board = with_codes().await;
    let reader = board.guest();
    let page = posts(&reader, BLOG, COFFEE, &[("email", "x")]).await.is(422);
    let page = page.says("Vul een geldig e-mailadres in").never_says("Typ de code");
    assert_eq!(page.field("body"), "Lekkere koffie");
    let page = posts(&reader, BLOG, COFFEE, &[("intent", "preview"), ("body", "*Lekker*")]).await;
    assert_eq!(page.is(200).texts("#preview .body em"), ["Lekker"]);
    let page = posts(&reader, "https://tuin.example", TEA, &[("body", "")]).await.is(422);
    let page = page.says("Write a comment.");
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    assert_eq!(page.attribute("a[target=_top]", "href").as_deref(), Some(TEA));
    let long = "x".repeat(300_000);
    posts(&reader, BLOG, COFFEE, &[("body", &long)]).await.is(413);
}

#[tokio::test]
async fn a_title_is_taken_at_birth_alone() {
    let board = board().await;
    let reader = board.guest();
    posts(&reader, BLOG, "https://blog.example/over-thee.html", &[("title", " ")]).await.is(303);
    posts(
        &reader,
        BLOG,
        "https://blog.example/over-thee.html",
        &[("title", "Later"), ("body", "Nog")],
    )
    .await
    .is(303);
    let titles = board.value("SELECT title FROM articles").await;
    assert_eq!(titles.as_deref(), Some("over-thee"));
    posts(&reader, BLOG, "https://blog.example/", &[("title", &"x".repeat(5_000))]).await.is(303);
    let longest = board.value("SELECT CAST(MAX(length(title)) AS TEXT) FROM articles").await;
    assert_eq!(longest.as_deref(), Some("200"));
}

#[tokio::test]
async fn pages_that_a_fragment_leads_to_speak_the_language_of_the_site() {
    let board = with_codes().await;
    let reader = board.guest();
    let origin = "https://tuin.example";
    let page = posts(&reader, origin, TEA, &[]).await.is(200);
    let challenge = page.attribute("input[name=challenge]", "value").unwrap();
    let sound = page.attribute("#captcha-sound", "src").unwrap();
    assert!(sound.contains("&lang=en"), "{sound}");
    reader.reads(&sound).await.is(200);
    let unread =
        [&USUAL[..], &[("url", TEA), ("challenge", &challenge), ("intent", "unreadable")]].concat();
    let held = reader.sends("/embed/comments", &unread).await.is(303);
    let held = reader.reads(held.header("location").unwrap()).await.is(200);
    assert_eq!(held.attribute("html", "lang").as_deref(), Some("en"));
    assert_eq!(held.header("content-language"), Some("en"));
    held.never_says("reactie");
    let board = self::board().await;
    let reader = board.guest();
    posts(&reader, origin, TEA, &[]).await.goes_on_to(&format!("{TEA}#comment-1"));
    for path in ["/comments/1/report", "/comments/1/report/sent", "/comments/1/useful"] {
        let page = reader.reads(path).await.is(200);
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"), "{path}");
        assert_eq!(page.header("content-language"), Some("en"), "{path}");
    }
    let page = reader.sends("/comments/1/report", &[]).await.is(422).says("Choose");
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    // A comment on an article of the board has the language of the board.
    let article = board.article("Een artikel").await;
    reader.posts(&article, "Op het bord").await.is(303);
    let page = reader.reads("/comments/2/report").await.is(200);
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("nl"));
}

#[tokio::test]
async fn only_the_site_frames_its_page() {
    let board = board().await;
    let article = board.article("Een artikel").await;
    let reader = board.guest();
    let page = reader.reads(&frame(COFFEE)).await.is(200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors https://blog.example;"), "{policy}");
    assert_eq!(page.header("x-frame-options"), None);
    assert_eq!(page.attribute("html", "data-origin").as_deref(), Some(BLOG));
    posts(&reader, BLOG, COFFEE, &[]).await.is(303);
    let admin = board.somebody("Ada", Role::Admin).await;
    let reply =
        reader.reads(&fragment(COFFEE)).await.attribute("a[href$='/reply']", "href").unwrap();
    let reply = reply.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned();
    for path in [
        "/",
        &article,
        &fragment(COFFEE),
        "/comments/1/useful",
        "/comments/1/report",
        "/login",
        "/desk",
        "/desk/settings",
        "/moderation",
        "/moderation/comments/1",
        "/embed?url=x",
        "/embed.js",
    ] {
        let page = admin.reads(path).await;
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("frame-ancestors 'none';"), "{path}: {policy}");
        assert_eq!(page.header("x-frame-options"), Some("DENY"), "{path}");
    }
    // The forms of the board lead back to the site.
    for path in [reply.as_str(), "/comments/1/useful"] {
        let page = reader.reads(path).await.is(200);
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.ends_with("form-action 'self' https://blog.example"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn a_frame_holds_the_form_the_result_and_what_waits() {
    let board = board().await;
    let reader = board.guest();
    let page = reader.reads(&frame(COFFEE)).await.is(200);
    assert_eq!(page.attribute("input[name=framed]", "value").as_deref(), Some("yes"));
    let own = async |more: &[(&str, &str)]| {
        let kept =
            USUAL.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
        let more = more.iter().copied().chain([("url", COFFEE), ("framed", "yes")]);
        let fields: Vec<_> = kept.chain(more).collect();
        reader.sends("/embed/comments", &fields).await
    };
    let here = frame(COFFEE);
    own(&[]).await.goes_on_to(&format!("{here}&page=1#comment-1"));
    let page = reader.reads(&here).await.is(200).says("Lekkere koffie");
    let reply = page.attribute("#comment-1 .actions a", "href").unwrap();
    assert!(reply.starts_with(&format!("{here}&reply_to=1")), "{reply}");
    let form = reader.reads(reply.split('#').next().unwrap()).await.is(200);
    assert_eq!(form.attribute("input[name=reply_to]", "value").as_deref(), Some("1"));
    own(&[("reply_to", "1"), ("body", "Vind ik ook")])
        .await
        .goes_on_to(&format!("{here}&page=1#comment-2"));
    own(&[("intent", "unreadable"), ("body", "Kan het niet lezen")])
        .await
        .goes_on_to(&format!("{here}&held=3"));
    let page = reader.reads(&format!("{here}&held=3")).await.is(200);
    page.says("Je reactie wacht op een moderator").never_says("Kan het niet lezen");
    reader.reads(&format!("{here}&held=1")).await.never_says("wacht op een moderator");
    // From the page of the site itself, the board tells of it and leads back.
    let held =
        posts(&reader, BLOG, COFFEE, &[("intent", "unreadable"), ("body", "Ook niet")]).await;
    held.goes_on_to("/comments/4/held");
    let held = reader.reads("/comments/4/held").await.is(200);
    let back = held.attribute("main a", "href").unwrap();
    reader.reads(&back).await.goes_on_to(COFFEE);
}

#[tokio::test]
async fn every_page_about_a_comment_leads_back_to_the_site() {
    let board = board().await;
    let reader = board.guest();
    posts(&reader, BLOG, COFFEE, &[("title", "Koffie drinken")]).await.is(303);
    let there = format!("{COFFEE}#comment-1");
    reader.reads("/comments/1").await.goes_on_to(&there);
    let reply =
        reader.reads(&fragment(COFFEE)).await.attribute("a[href$='/reply']", "href").unwrap();
    let reply = reply.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned();
    let page = reader.reads(&reply).await.is(200).says("Reageren op Mirjam Kuiper");
    assert_eq!(page.attribute("form", "action").as_deref(), Some("/embed/comments#errors"));
    // An older form posts to the article; the result is the same.
    let article = reply.split("/comments/").next().unwrap();
    let posted = reader.posts_as(article, "Joost", "Vind ik ook", &[("reply_to", "1")]).await;
    posted.goes_on_to(&format!("{COFFEE}#comment-2"));
    reader.reads(article).await.goes_on_to(COFFEE);
    reader
        .reads(&format!("{article}?page=2"))
        .await
        .goes_on_to(&format!("{}&page=2", frame(COFFEE)));
    let useful = reader.reads("/comments/1/useful").await.is(200).says("Lekkere koffie");
    assert_eq!(useful.attribute("main a[href*=comment-1]", "href"), Some(there.clone()));
    reader.sends("/comments/1/useful", &[]).await.goes_on_to(&there);
    let report = [("reason", "spam"), ("explanation", "Reclame")];
    reader.reads("/comments/1/report").await.is(200).says("Lekkere koffie");
    reader.sends("/comments/1/report", &report).await.is(303);
    let sent = reader.reads("/comments/1/report/sent").await.is(200);
    assert_eq!(sent.attribute("main a[href*=comment-1]", "href"), Some(there));
    // Moderators, searchers and feeds know the page as they know articles.
    let judge = board.somebody("Joke", Role::Moderator).await;
    judge.reads("/moderation?queue=reported").await.is(200).says("Koffie drinken");
    judge.reads("/moderation/comments/1").await.is(200).says("Koffie drinken");
    reader.reads("/comments.atom").await.is(200).says("Lekkere koffie").says("Koffie drinken");
    reader.reads(&format!("{article}/comments.atom")).await.is(200).says("Lekkere koffie");
    board.indexes().await;
    reader.reads("/search?q=lekkere").await.is(200).says("Lekkere koffie");
    reader.reads("/").await.is(200).never_says("Koffie drinken");
}

#[tokio::test]
async fn a_cached_fragment_lives_until_somebody_comments() {
    let board = board().await;
    let reader = board.guest();
    let path = fragment(COFFEE);
    let first = reader.reads(&path).await.is(200);
    let tag = first.header("etag").unwrap().to_owned();
    let again = async |tag: &str, path: &str| {
        let request = Request::get(path).header(header::IF_NONE_MATCH, tag);
        reader.asks(request.body(Body::empty()).unwrap()).await
    };
    again(&tag, &path).await.is(304);
    let pages = board.app.cache.figures().pages;
    again(&tag, &format!("{path}&utm_source=brief&onzin=1")).await.is(304);
    assert_eq!(board.app.cache.figures().pages, pages);
    posts(&reader, BLOG, COFFEE, &[]).await.is(303);
    let second = again(&tag, &path).await.is(200).says("Lekkere koffie");
    let tag = second.header("etag").unwrap().to_owned();
    // A comment elsewhere changes nothing here.
    posts(&reader, "https://tuin.example", TEA, &[]).await.is(303);
    again(&tag, &path).await.is(304);
    let judge = board.somebody("Joke", Role::Moderator).await;
    let removed = [("decision", "remove"), ("reason", "spam")];
    judge.decides(1, &removed).await.is(303);
    again(&tag, &path).await.is(200).never_says("Lekkere koffie");
    // A site that is withdrawn takes its fragments along.
    board.app.store.set_sites_of_settings(&[], Lang::Nl, board.app.now()).await.unwrap();
    reader.reads(&path).await.is(404);
}

#[tokio::test]
async fn no_comment_is_a_template_to_the_server_that_includes_it() {
    let board = board().await;
    let text = "Dit is geen {{now}} en geen {% include x %}, maar gewoon koffie.";
    let url = format!("{COFFEE}?van={{{{now}}}}");
    let names = [("name", "Anja {{env}}"), ("body", text)];
    posts(&board.guest(), BLOG, &url, &names).await.is(303);
    let page = board.guest().reads(&fragment(&url)).await.is(200);
    assert!(!page.html().contains('{'), "{}", page.html());
    page.says(text).says("Anja {{env}}");
    let path = query("/embed/fragment", &[("url", TEA), ("title", "{{title}}")]);
    let page = board.guest().reads(&path).await.is(200);
    assert!(!page.html().contains('{'), "{}", page.html());
    let hidden = page.attribute("input[name=title]", "value");
    assert_eq!(hidden.as_deref(), Some("{{title}}"));
}

#[tokio::test]
async fn more_threads_than_a_page_holds_continue_on_the_board() {
    let board = board().await;
    let reader = board.guest();
    for number in 1..=101 {
        let said = format!("Kopje nummer {number}");
        posts(&reader, BLOG, COFFEE, &[("body", &said)]).await.is(303);
    }
    let page = reader.reads(&fragment(COFFEE)).await.is(200).says("Kopje nummer 100");
    page.clone().never_says("Kopje nummer 101<");
    let next = page.attribute("a[rel=next]", "href").unwrap();
    let next = next.strip_prefix("http://127.0.0.1:3000").unwrap();
    reader.reads(next).await.is(200).says("Kopje nummer 101");
    reader
        .reads("/comments/101")
        .await
        .goes_on_to(&format!("{}&page=2#comment-101", frame(COFFEE)));
    reader.reads(&format!("{}&page=3", frame(COFFEE))).await.is(404);
    let newest = reader.reads(&format!("{}&sort=newest", frame(COFFEE))).await.is(200);
    newest.says("Kopje nummer 101");
}

#[tokio::test]
async fn the_script_may_run_anywhere_and_is_small() {
    let board = board().await;
    let reader = board.guest();
    let page = reader.reads("/embed.js").await.is(200);
    assert_eq!(page.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(page.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(page.header("etag").is_some());
    assert!(page.html().contains("Reacties"));
    let (mut packed, quality) = (Vec::new(), 5);
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    brotli::BrotliCompress(&mut page.bytes.as_ref(), &mut packed, &params).unwrap();
    assert!(packed.len() <= 3_072, "{} bytes", packed.len());
    let styled = reader.reads(&format!("{}&styles=1", fragment(COFFEE))).await.is(200);
    let sheet = styled.attribute("link", "href").unwrap();
    let sheet = reader.reads(sheet.strip_prefix("http://127.0.0.1:3000").unwrap()).await.is(200);
    assert_eq!(sheet.header("cross-origin-resource-policy"), Some("cross-origin"));
}

#[tokio::test]
async fn numbers_of_many_pages_come_in_one_response() {
    let board = board().await;
    let reader = board.guest();
    posts(&reader, BLOG, COFFEE, &[]).await.is(303);
    let pages = [
        ("url", "https://blog.example/koffie?utm_source=x"),
        ("url", TEA),
        ("url", "https://kwaad.example/koffie"),
        ("url", "geen adres"),
        ("url", COFFEE),
    ];
    let page = reader.reads(&query("/embed/counts", &pages)).await.is(200);
    assert_eq!(page.html(), r#"{"counts":[1,0,null,null,1]}"#);
    assert_eq!(page.header("access-control-allow-origin"), Some("*"));
    let many = vec![("url", COFFEE); 60];
    let page = reader.reads(&query("/embed/counts", &many)).await.is(200);
    assert_eq!(page.html().matches('1').count(), 50);
    reader.reads("/embed/counts").await.is(200);
}
