//! Addresses of the site that a board came from: pages, feeds, pictures and comments lead to where they are now.

use axum::body::Body;
use axum::http::{Method, Request, header};
use jiff::tz::TimeZone;
use weerwoord::account::Role;
use weerwoord::import::{Map, ReadOptions};
use weerwoord::sites::Sites;
use weerwoord::transfer::import::{ImportOptions, ImportStage, import};

use crate::harness::{Board, Page};
use crate::pictures::{photograph, png};

/// Old numbers and times of the comments: the first here is number 3 there, and so on.
const COMMENTS: [(u32, &str, u32, &str); 3] =
    [(3, "Noor", 1, "Eerste"), (1, "Tarik", 2, "Tweede"), (2, "Ilse", 3, "Derde")];

/// A file of `WordPress`: an article with three comments, one without, a draft and a page.
fn wordpress() -> String {
    let item = |key: u32, kind: &str, status: &str, (title, link): (&str, &str), rest: &str| {
        format!(
            "<item><title>{title}</title><link>https://oud.example{link}</link>\
             <guid isPermaLink=\"false\">https://oud.example/?p={key}</guid>\
             <dc:creator>red</dc:creator><wp:post_id>{key}</wp:post_id>\
             <content:encoded><![CDATA[<p>De tekst.</p>]]></content:encoded>\
             <wp:post_date_gmt>2019-05-01 10:00:00</wp:post_date_gmt>\
             <wp:comment_status>open</wp:comment_status><wp:status>{status}</wp:status>\
             <wp:post_type>{kind}</wp:post_type>{rest}</item>"
        )
    };
    #[expect(clippy::format_collect, reason = "a few short pieces")]
    let comments: String = COMMENTS
        .iter()
        .map(|(key, name, day, text)| {
            format!(
                "<wp:comment><wp:comment_id>{key}</wp:comment_id>\
                 <wp:comment_author>{name}</wp:comment_author>\
                 <wp:comment_date_gmt>2019-05-0{day} 12:00:00</wp:comment_date_gmt>\
                 <wp:comment_content>{text}</wp:comment_content>\
                 <wp:comment_approved>1</wp:comment_approved></wp:comment>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Oud</title>\
         <link>https://oud.example</link><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_site_url>https://oud.example</wp:base_site_url>\
         <wp:base_blog_url>https://oud.example</wp:base_blog_url>{}{}{}{}</channel></rss>\n",
        item(7, "post", "publish", ("Markt", "/2019/05/caf%c3%a9-markt/"), &comments),
        item(8, "post", "publish", ("Stil", "/2019/06/stil/"), ""),
        item(9, "post", "draft", ("Geheim", "/?p=9"), ""),
        item(10, "page", "publish", ("Over ons", "/over-ons/"), ""),
    )
}

/// A file of Remark42 with a comment below the first article.
const REMARK42: &str = concat!(
    r#"{"version":1,"users":[],"posts":[]}"#,
    "\n",
    r#"{"id":"8f-2a","pid":"","text":"<p>Van elders</p>","orig":"Van elders","user":{"name":"Joris","id":"g1"},"#,
    r#""locator":{"site":"s","url":"https://oud.example/2019/05/caf%C3%A9-markt/"},"score":0,"#,
    r#""time":"2020-01-01T10:00:00Z"}"#,
    "\n",
);

async fn imports(board: &Board, name: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let options = ImportOptions {
        format: None,
        read: ReadOptions { base: None, zone: TimeZone::UTC, encoding: None, skip_broken: false },
        dry_run: false,
        make_articles: false,
        members: false,
        with_removed: false,
        map: Map::default(),
        media: None,
        account: None,
        public_url: board.app.config.public_url.parse().unwrap(),
        sites: Sites::default(),
        anonymous: "Anoniem".to_owned(),
        folder: folder.path().to_owned(),
    };
    let mut progress = |_: ImportStage| {};
    let report = import(&board.app.store, file, &options, board.app.now(), &mut progress).await;
    assert!(report.unwrap().run.is_some(), "{name}");
}

/// A board with the old site on it; in its articles number 3 there is number 1 here.
pub async fn moved_here() -> Board {
    let board = Board::open().await;
    imports(&board, "oud.xml", &wordpress()).await;
    imports(&board, "remark.json", REMARK42).await;
    board
}

/// Asks for an address at a host.
async fn at(board: &Board, host: &str, path: &str) -> Page {
    let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
    board.guest().asks(request).await
}

#[tokio::test]
async fn whole_old_addresses_lead_to_the_new_ones() {
    let board = moved_here().await;
    let guest = board.guest();
    for (old, new) in [
        ("/2019/05/caf%c3%a9-markt/", "/articles/markt?old=1"),
        ("/2019/05/caf%C3%A9-markt", "/articles/markt?old=1"),
        ("/2019/05/caf%C3%A9-markt/?utm_source=brief&fbclid=1", "/articles/markt?old=1"),
        ("/2019/05/caf%C3%A9-markt/comment-page-2/", "/articles/markt?old=1"),
        ("/2019/05/caf%C3%A9-markt/amp/", "/articles/markt?old=1"),
        ("/2019/05/caf%C3%A9-markt/feed/", "/articles/markt/comments.rss"),
        ("/?p=7", "/articles/markt?old=1"),
        ("/index.php?p=7&cpage=2", "/articles/markt?old=1"),
        ("/2019/06/stil/", "/articles/stil"),
        ("/?p=8", "/articles/stil"),
        ("/over-ons/", "/pages/over-ons"),
        ("/?page_id=10", "/pages/over-ons"),
        ("/feed/", "/feed.atom"),
        ("/feed/rss2/", "/feed.rss"),
        ("/rss.xml", "/feed.rss"),
        ("/atom.xml", "/feed.atom"),
        ("/comments/feed/", "/comments.rss"),
        ("/?feed=rss2", "/feed.rss"),
    ] {
        let page = guest.reads(old).await.is(301);
        assert_eq!(page.header("location"), Some(new), "{old}");
        guest.reads(new).await.is(200);
    }
    let page = guest.tries(Method::HEAD, "/?p=7").await.is(301);
    assert_eq!(page.header("cache-control"), Some("public, max-age=3600"));
    let known = board.somebody("Bram de Wit", Role::Member).await;
    known.reads("/?p=7").await.is(301);
}

#[tokio::test]
async fn only_what_is_not_there_is_an_old_address() {
    let board = moved_here().await;
    let guest = board.guest();
    for missing in [
        "/?p=9",
        "/2019/07/niets/",
        "/category/niets/",
        "/author/niemand/",
        "/page/2/",
        "/articles/markt?page=99",
        "/static/niets.js",
    ] {
        let page = guest.reads(missing).await;
        assert_ne!(page.status.as_u16(), 301, "{missing}");
    }
    guest.reads("/2019/07/niets").await.is(404);
    guest.sends("/2019/06/stil", &[]).await.is(404);
    // The front page answers what it does not know, also once it is cached.
    guest.reads("/").await.is(200);
    guest.reads("/?p=999").await.is(200).says("Markt");
    guest.reads("/?p=7").await.is(301);
    // An old address of one page is an address of another here.
    board.sets("UPDATE old_addresses SET path = '/terms' WHERE path = '/2019/06/stil'").await;
    guest.reads("/terms").await.is(200);
    // What is a draft again, or planned, is told to nobody.
    board.sets("UPDATE articles SET published_at = NULL WHERE slug = 'stil'").await;
    let page = guest.reads("/index.php?p=8").await.is(301);
    assert_eq!(page.header("location"), Some("/"));
}

#[tokio::test]
async fn lists_lead_to_those_that_exist() {
    let board = moved_here().await;
    board
        .writes(
            "title = \"Nieuw\"\ncategories = [\"Oude Muziek\"]\npublished = 2026-11-01",
            "Alinea.",
        )
        .await;
    let guest = board.guest();
    for (old, new) in [
        ("/category/oude-muziek/", "/categories/oude-muziek"),
        ("/category/kunst/oude-muziek/", "/categories/oude-muziek"),
        ("/tag/oude-muziek/", "/categories/oude-muziek"),
        ("/author/sanne-verhoef/", "/authors/sanne-verhoef"),
        ("/index.html", "/"),
        ("/page/1/", "/"),
    ] {
        let page = guest.reads(old).await.is(301);
        assert_eq!(page.header("location"), Some(new), "{old}");
        guest.reads(new).await.is(200);
    }
    guest.reads("/page/2").await.is(404);
    for number in 1..=30 {
        let front = format!("title = \"Stuk {number}\"\npublished = 2026-11-02");
        board.writes(&front, "Alinea.").await;
    }
    let page = guest.reads("/page/2/").await.is(301);
    assert_eq!(page.header("location"), Some("/?page=2"));
}

#[tokio::test]
async fn a_picture_leads_to_its_largest_file() {
    let board = moved_here().await;
    let editor = board.somebody("Sanne Verhoef", Role::Editor).await;
    let file = png(&photograph(1400, 700));
    editor.uploads("/desk/pictures", &[("alt", "Een markt")], Some(("m.png", &file))).await.is(303);
    board
        .sets(
            "INSERT INTO old_addresses (path, host, picture_id, import_id) VALUES
                ('/wp-content/uploads/markt.png', 'oud.example', 1, 1)",
        )
        .await;
    let page = board.guest().reads("/wp-content/uploads/markt.png").await.is(301);
    let small = board.guest().reads("/wp-content/uploads/markt-300x150.png").await.is(301);
    assert_eq!(small.header("location"), page.header("location"));
    let file = page.header("location").unwrap().to_owned();
    assert!(file.starts_with("/pictures/1/960."), "{file}");
    board.guest().reads(&file).await.is(200);
}

#[tokio::test]
async fn two_old_sites_are_told_apart_by_their_host() {
    let board = moved_here().await;
    board
        .sets(
            "INSERT INTO old_addresses (path, host, page_id, import_id)
            SELECT '/2019/06/stil', 'ander.example', page_id, import_id FROM old_addresses
            WHERE path = '/over-ons'",
        )
        .await;
    let home = board.app.config.public_url.clone();
    for (host, new) in [("www.oud.example", "articles/stil"), ("ander.example", "pages/over-ons")] {
        let page = at(&board, host, "/2019/06/stil/").await.is(301);
        assert_eq!(page.header("location").unwrap(), format!("{home}/{new}"), "{host}");
    }
    // A wrong page would be worse than none.
    board.guest().reads("/2019/06/stil/").await.is(404);
}

#[tokio::test]
async fn an_old_anchor_leads_to_the_comment() {
    let board = moved_here().await;
    let guest = board.guest();
    for (asked, new) in [
        // Reached by an old address, the number is an old one.
        ("comment-3?article=markt&old=1", "/articles/markt#comment-1"),
        ("comment-1?article=markt&old=1", "/articles/markt#comment-2"),
        ("dsq-comment-2?article=markt", "/articles/markt#comment-3"),
        ("remark42__comment-8f-2a?article=markt", "/articles/markt#comment-4"),
        // Else it is one of this board, if there is such a comment below the article.
        ("comment-3?article=markt", "/articles/markt#comment-3"),
        // What did not come along: the reader stays with the article.
        ("comment-99?article=markt&old=1", "/articles/markt#comments"),
        ("isso-3?article=markt", "/articles/markt#comments"),
        ("%00?article=markt", "/articles/markt#comments"),
        ("comment-3?article=stil&old=1", "/articles/stil#comments"),
    ] {
        guest.reads(&format!("/old/comments/{asked}")).await.goes_on_to(new);
    }
    guest.reads("/old/comments/comment-3").await.is(404);
    guest.reads("/old/comments/comment-3?article=geheim").await.is(404);
    // A comment of Coral is named in the query.
    board
        .sets("UPDATE import_origins SET name = 'coral oud.example' WHERE name LIKE 'remark42%'")
        .await;
    let page = guest.reads("/2019/05/caf%C3%A9-markt/?commentID=8f-2a").await.is(301);
    assert_eq!(page.header("location"), Some("/articles/markt#comment-4"));
}

#[tokio::test]
async fn without_script_a_page_lists_the_old_anchors() {
    let board = moved_here().await;
    let guest = board.guest();
    guest.posts_as("/articles/markt", "Wout", "Van hier", &[]).await.is(303);
    let page = guest.reads("/articles/markt").await.is(200);
    assert_eq!(page.attribute("noscript[data-old]", "data-old").as_deref(), Some("markt"));
    let same = guest.reads("/articles/markt?old=1").await.is(200);
    assert_eq!(page.bytes, same.bytes);
    assert!(page.html().contains("/articles/markt\">\n<meta name=\"description\""));
    let list = guest.reads("/old/markt").await.is(200);
    assert!(list.html().contains("<meta name=\"robots\" content=\"noindex\">"));
    for (anchor, comment) in [
        ("comment-3", "/comments/1"),
        ("comment-1", "/comments/2"),
        ("comment-2", "/comments/3"),
        ("remark42__comment-8f-2a", "/comments/4"),
    ] {
        let line = format!("li#{anchor} a");
        assert_eq!(list.attribute(&line, "href").as_deref(), Some(comment), "{anchor}");
    }
    let list = list.never_says("Wout");
    assert!(list.text().contains("Noor"));
    // The place of a removed comment is one too; it says nothing of its author.
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    let list = guest.reads("/old/markt").await.is(200).never_says("Noor");
    assert_eq!(list.attribute("li#comment-3 a", "href").as_deref(), Some("/comments/1"));
    assert!(list.text().contains("een verwijderde reactie"));
    // An article that nothing was imported for has no such page and says nothing of one.
    let other = board.article("Van hier").await;
    guest.reads(&other).await.is(200).never_says("data-old");
    guest.reads("/old/van-hier").await.is(404);
    guest.reads("/old/stil").await.is(404);
    guest.reads("/old/markt?page=2").await.is(404);
}
