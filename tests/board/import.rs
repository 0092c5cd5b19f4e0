//! Moving in from another system: everything or nothing, once, in order, and without disturbing anybody.

use std::path::PathBuf;

use serde_json::json;
use weerwoord::account::Role;
use weerwoord::comment::Reason;
use weerwoord::import::{Format, Map, ReadOptions};
use weerwoord::sites::Sites;
use weerwoord::store::imports::{BuiltUpon, StagedList, Undone};
use weerwoord::transfer::import::{ImportError, ImportOptions, Report, import};

use crate::harness::{Board, address};

/// Choices of these stories unless they say otherwise.
fn options(board: &Board) -> ImportOptions {
    ImportOptions {
        format: None,
        read: ReadOptions {
            base: url::Url::parse("https://oud.example").ok(),
            zone: board.app.config.board.timezone.clone(),
            encoding: None,
            skip_broken: false,
        },
        dry_run: false,
        make_articles: true,
        members: false,
        with_removed: false,
        map: Map::default(),
        media: None,
        account: None,
        public_url: url::Url::parse("https://blad.example").unwrap(),
        sites: Sites::default(),
        anonymous: "Anoniem".to_owned(),
        folder: board.app.config.data.clone(),
    }
}

/// Imports a file with this content.
async fn imports(
    board: &Board,
    content: impl AsRef<[u8]>,
    options: &ImportOptions,
) -> Result<Report, ImportError> {
    let path: PathBuf = board.app.config.data.join("oud.file");
    std::fs::write(&path, content).unwrap();
    let outcome = import(&board.app.store, path, options, board.app.now(), &mut |_| {}).await;
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    outcome
}

/// A comment of the format of Artalk.
fn comment(id: &str, parent: &str, text: &str, at: &str, page: &str) -> serde_json::Value {
    json!({
        "id": id, "rid": parent, "content": text, "is_pending": "false", "vote_up": "0",
        "created_at": at, "nick": format!("Lezer {id}"), "email": format!("lezer{id}@post.example"),
        "page_key": page, "page_title": format!("Stuk {page}"), "site_name": "Oud",
    })
}

fn file(comments: &[serde_json::Value]) -> String {
    serde_json::to_string(comments).unwrap()
}

/// The numbers of the comments on a page, in its order.
async fn order(board: &Board, page: &str) -> Vec<String> {
    let html = board.guest().reads(page).await.is(200).html();
    html.split("id=\"comment-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

const WXR_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Oud blad</title>
<link>https://oud.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://oud.example</wp:base_site_url>
<wp:base_blog_url>https://oud.example</wp:base_blog_url>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login>noor</wp:author_login>
<wp:author_email>noor@oud.example</wp:author_email>
<wp:author_display_name>Noor Wiersma</wp:author_display_name></wp:author>"#;

struct Item<'a> {
    id: u32,
    kind: &'a str,
    status: &'a str,
    slug: &'a str,
    title: &'a str,
    body: &'a str,
    inside: &'a str,
}

fn item(item: &Item<'_>) -> String {
    let Item { id, kind, status, slug, title, body, inside } = item;
    format!(
        "<item><title>{title}</title><link>https://oud.example/2019/05/{slug}/</link>
        <dc:creator>noor</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
        <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2019-05-02 08:00:00</wp:post_date_gmt>
        <wp:comment_status>open</wp:comment_status><wp:post_name>{slug}</wp:post_name>
        <wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{inside}</item>"
    )
}

fn wp_comment(id: u32, parent: u32, approved: &str, text: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id>
        <wp:comment_author>Mirjam &amp; co</wp:comment_author>
        <wp:comment_author_email>mirjam@post.example</wp:comment_author_email>
        <wp:comment_date_gmt>2019-05-03 09:0{id}:00</wp:comment_date_gmt>
        <wp:comment_content><![CDATA[{text}]]></wp:comment_content>
        <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
        <wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>
        </wp:comment>"
    )
}

fn wxr(items: &[String]) -> String {
    format!("{WXR_HEAD}{}</channel></rss>", items.concat())
}

fn blog() -> String {
    let comments = [
        wp_comment(1, 0, "1", "Eerste <b>reactie</b> & meer"),
        wp_comment(2, 1, "trash", "Dit was gemeen"),
        wp_comment(3, 2, "1", "Antwoord onder iets dat weg is"),
        wp_comment(4, 0, "0", "Wacht op een oordeel"),
        wp_comment(5, 0, "spam", "Koop hier"),
        wp_comment(6, 0, "trash", "Ook weg, zonder antwoord"),
    ]
    .concat();
    wxr(&[
        item(&Item {
            id: 12,
            kind: "post",
            status: "publish",
            slug: "koppen",
            title: "Koppen die werken",
            body: "<p>Lees <a href=\"https://oud.example/2019/05/lezers/\">dit</a>.</p>
                <p>[gallery ids=\"1\"]</p>",
            inside: &comments,
        }),
        item(&Item {
            id: 13,
            kind: "post",
            status: "private",
            slug: "lezers",
            title: "Lezers",
            body: "<p>Besloten.</p>",
            inside: "",
        }),
        item(&Item {
            id: 14,
            kind: "page",
            status: "publish",
            slug: "over-ons",
            title: "Over ons",
            body: "<p>Wij.</p>",
            inside: "",
        }),
        item(&Item {
            id: 15,
            kind: "page",
            status: "publish",
            slug: "gastenboek",
            title: "Gastenboek",
            body: "<p>Schrijf.</p>",
            inside: &wp_comment(7, 0, "1", "Groeten uit Ede"),
        }),
    ])
}

#[tokio::test]
async fn a_blog_moves_in_with_everything_that_readers_saw() {
    let board = Board::open().await;
    let noor = board.somebody("Beheer", Role::Admin).await;
    let report = imports(&board, blog(), &options(&board)).await.unwrap();
    assert_eq!(report.format, Format::Wxr);
    assert_eq!(report.origin, "wxr oud.example");
    let made = report.counts.made;
    assert_eq!((made.articles, made.pages, made.accounts), (3, 1, 1));
    assert_eq!((made.visible, made.held, made.tombstones), (3, 1, 1));
    let left: Vec<_> = report.counts.left_out.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    assert_eq!(left, [("removed", 1), ("spam", 1)]);

    let page = board.guest().reads("/articles/koppen").await.is(200);
    let page = page
        .says("Noor Wiersma")
        .says("Mirjam & co")
        .says("Eerste reactie & meer")
        .says("Deze reactie was al verwijderd op de vorige plek")
        .says("Antwoord onder iets dat weg is")
        .never_says("Dit was gemeen")
        .never_says("Wacht op een oordeel")
        .never_says("Lees de huisregel");
    assert_eq!(page.attribute("main a[href*=lezers]", "href").unwrap(), "/articles/lezers");
    assert!(page.text().contains("2 mei 2019"), "the old date");
    board.guest().reads("/articles/lezers").await.is(404);
    board.guest().reads("/pages/over-ons").await.is(200).says("Wij.");
    board.guest().reads("/articles/gastenboek").await.is(200).says("Groeten uit Ede");
    noor.reads("/moderation?queue=held").await.is(200).says("Wacht op een oordeel");
    noor.reads("/moderation?queue=review").await.is(200).never_says("Groeten uit Ede");
    noor.reads("/moderation?queue=removed").await.is(200).never_says("vóór de invoer");
    assert_eq!(board.delivers().await, [], "nobody is written to");
    board.indexes().await;
    board.guest().reads("/search?q=Ede").await.is(200).says("Groeten");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_moderator_can_let_through_what_was_held_there() {
    let board = Board::open().await;
    let noor = board.somebody("Beheer", Role::Admin).await;
    imports(&board, blog(), &options(&board)).await.unwrap();
    let held = board.value("SELECT CAST(id AS TEXT) FROM comments WHERE state = 'held'").await;
    let held: i64 = held.unwrap().parse().unwrap();
    noor.decides(held, &[("decision", "keep")]).await.is(303);
    board.guest().reads("/articles/koppen").await.says("Wacht op een oordeel");
    let gone = board.value("SELECT CAST(id AS TEXT) FROM comments WHERE state = 'removed'").await;
    let gone: i64 = gone.unwrap().parse().unwrap();
    assert_eq!(noor.decides(gone, &[("decision", "restore")]).await.status, 422, "no text is left");
}

#[tokio::test]
async fn the_same_file_makes_nothing_twice_and_a_newer_one_only_what_is_new() {
    let board = Board::open().await;
    let noor = board.somebody("Beheer", Role::Admin).await;
    let old = [comment("1", "0", "De eerste", "2020-01-01 10:00:00 +0000", "/stuk/")];
    imports(&board, file(&old), &options(&board)).await.unwrap();
    let again = imports(&board, file(&old), &options(&board)).await.unwrap();
    assert!(again.is_nothing_new() && again.run.is_none());
    assert_eq!(again.counts.there.comments, 1);

    noor.decides(1, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    let newer = [
        old[0].clone(),
        comment("2", "1", "Een antwoord van later", "2020-01-02 10:00:00 +0000", "/stuk/"),
    ];
    let report = imports(&board, file(&newer), &options(&board)).await.unwrap();
    assert_eq!(report.counts.made.visible, 1);
    let page = board.guest().reads("/articles/stuk").await;
    page.says("Een antwoord van later").never_says("De eerste");
    assert_eq!(order(&board, "/articles/stuk").await, ["1", "2"], "the answer found its parent");
}

#[tokio::test]
async fn a_dry_run_says_what_the_run_does_and_does_nothing() {
    let board = Board::open().await;
    let dry = ImportOptions { dry_run: true, ..options(&board) };
    let said = imports(&board, blog(), &dry).await.unwrap();
    assert_eq!(said.run, None);
    board.guest().reads("/articles/koppen").await.is(404);
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM imports").await.unwrap(), "0");
    let done = imports(&board, blog(), &options(&board)).await.unwrap();
    assert_eq!(said.counts, done.counts);
}

#[tokio::test]
async fn a_file_that_breaks_off_changes_nothing() {
    let board = Board::open().await;
    let cut = blog().replace("</channel></rss>", "");
    let refused = imports(&board, cut, &options(&board)).await.unwrap_err();
    assert!(
        matches!(&refused, ImportError::File(error) if error.problem.key == "import-cut"),
        "{refused:?}"
    );
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM articles").await.unwrap(), "0");
}

#[tokio::test]
async fn comments_fall_into_the_order_of_their_times_and_keep_their_numbers() {
    let board = Board::open().await;
    let article = board.article("Stuk").await;
    board.guest().posts(&article, "Van hier, uit 2026").await.is(303);
    let old = [
        comment("9", "0", "Uit 2021", "2021-01-01 10:00:00 +0000", "/blog/stuk/"),
        comment("3", "0", "Uit 2019", "2019-01-01 10:00:00 +0000", "/blog/stuk/"),
        // The clock of the old server was put back between the two.
        comment("5", "9", "Antwoord uit 2020", "2020-01-01 10:00:00 +0000", "/blog/stuk/"),
    ];
    let options = ImportOptions { make_articles: false, ..options(&board) };
    let mut report = imports(&board, file(&old), &options).await.unwrap();
    assert_eq!(report.counts.made.articles, 0);
    let matched = report.lines(StagedList::Notices, "matched-by-slug", 0, 9).await.unwrap();
    assert_eq!(matched.len(), 1, "it says how the article was found");
    assert_eq!(order(&board, &article).await, ["2", "3", "4", "1"]);
    board.guest().reads("/comments/1").await.goes_on_to(&format!("{article}#comment-1"));
    board.guest().posts(&article, "En nog een").await.goes_on_to(&format!("{article}#comment-5"));
    assert_eq!(order(&board, &article).await, ["2", "3", "4", "1", "5"]);
    let feed = board.guest().reads("/comments.atom").await.html();
    let (new, old) = (feed.find("En nog een").unwrap(), feed.find("Uit 2021").unwrap());
    assert!(new < old, "what was said here is newer than what was brought along");
}

#[tokio::test]
async fn addresses_without_an_article_are_listed_named_or_made() {
    let board = Board::open().await;
    board.article("Nieuwe naam").await;
    let old = [
        comment("1", "0", "Onder het ene", "2020-01-01 10:00:00 +0000", "/oude-naam/"),
        comment(
            "2",
            "0",
            "Ook, met campagne",
            "2020-01-02 10:00:00 +0000",
            "/oude-naam?utm_source=x",
        ),
        comment("3", "0", "Onder het andere", "2020-01-03 10:00:00 +0000", "/weg/"),
    ];
    let strict = ImportOptions { make_articles: false, ..options(&board) };
    let mut report = imports(&board, file(&old), &strict).await.unwrap();
    assert!(report.is_nothing_new());
    let listed = report.lines(StagedList::Notices, "no-article", 0, 9).await.unwrap();
    let listed: Vec<_> = listed.iter().map(|(_, line)| line.detail.as_str()).collect();
    assert_eq!(listed, ["https://oud.example/oude-naam", "https://oud.example/weg"]);

    let board_url = url::Url::parse("https://blad.example").unwrap();
    let bases = weerwoord::import::map::Bases { old: strict.read.base.as_ref(), board: &board_url };
    let table = "oud adres,nieuw\nhttps://www.oud.example/oude-naam,/articles/nieuwe-naam\n";
    let map = Map::read(table.as_bytes(), bases).unwrap();
    let named = ImportOptions { map, ..options(&board) };
    imports(&board, file(&old), &named).await.unwrap();
    let page = board.guest().reads("/articles/nieuwe-naam").await;
    page.says("Onder het ene").says("Ook, met campagne");
    board.guest().reads("/articles/weg").await.is(200).says("Onder het andere");
}

#[tokio::test]
async fn people_without_a_name_or_an_address_are_welcome() {
    let board = Board::open().await;
    let noor = board.somebody("Beheer", Role::Admin).await;
    let mut nameless = comment("1", "0", "Zonder naam", "2020-01-01 10:00:00 +0000", "/stuk/");
    nameless["nick"] = json!("");
    nameless["email"] = json!("d41d8cd98f00b204e9800998ecf8427e");
    let mut long = comment("2", "0", "Met een lange naam", "2020-01-01 10:00:00 +0000", "/stuk/");
    long["nick"] = json!("Van der ".repeat(20));
    long["email"] = json!("");
    let mut mail =
        comment("3", "0", "Met een adres als naam", "2020-01-01 10:00:00 +0000", "/stuk/");
    mail["nick"] = json!("jan@post.example");
    imports(&board, file(&[nameless, long, mail]), &options(&board)).await.unwrap();
    let page = board.guest().reads("/articles/stuk").await;
    page.says("Anoniem").says("Van der Van der").never_says("jan@post.example");
    noor.reads("/moderation/people/1").await.is(200).says("Anoniem").never_says("d41d8cd9");
    let export = board.value("SELECT email FROM comments WHERE email LIKE '%d41d%'").await;
    assert_eq!(export, None);
    noor.decides(1, &[("decision", "remove"), ("reason", "off-topic")]).await.is(303);
    assert_eq!(board.delivers().await, []);
}

#[tokio::test]
async fn members_come_along_when_asked_and_set_a_password_by_mail() {
    let board = Board::open().await;
    let user = |id: &str, name: &str| {
        json!({"commenterHex": id, "email": format!("{id}@post.example"), "name": name,
            "link": "", "photo": "", "provider": "commento", "joinDate": "2019-01-01T00:00:00Z",
            "isModerator": false})
    };
    let said = |id: &str, by: &str| {
        json!({"commentHex": id, "domain": "oud.example", "url": "/stuk/", "commenterHex": by,
            "markdown": format!("Gezegd door {by}"), "parentHex": "root", "score": 2,
            "state": "approved", "creationDate": "2020-01-01T10:00:00Z", "deleted": false})
    };
    let export = json!({"version": 1, "comments": [said("a1", "aaa"), said("b1", "bbb")],
        "commenters": [user("aaa", "Anouk Terpstra"), user("bbb", "Bert Vos")]});
    board.account("Bert Vos", Role::Member).await;
    let members = ImportOptions { members: true, ..options(&board) };
    let report = imports(&board, export.to_string(), &members).await.unwrap();
    assert_eq!(report.counts.made.accounts, 3, "two members, and who signs the article");
    let page = board.guest().reads("/articles/stuk").await;
    page.says("Anouk Terpstra").says("Bert Vos 2");
    assert_eq!(board.delivers().await, []);
    let anouk = board.guest();
    anouk.sends("/login", &[("email", "aaa@post.example"), ("password", "")]).await.is(422);
    anouk.sends("/forgot", &[("email", "aaa@post.example")]).await.is(303);
    let mail = board.delivers_one_to("aaa@post.example").await;
    assert!(mail.text.contains("/reset/"), "{}", mail.text);
}

#[tokio::test]
async fn an_import_is_undone_until_something_builds_on_it() {
    let board = Board::open().await;
    let now = board.app.now();
    let first = imports(&board, blog(), &options(&board)).await.unwrap().run.unwrap();
    assert_eq!(board.app.store.undo_import(first, None, now).await.unwrap(), Undone::Done);
    assert_eq!(board.app.store.undo_import(first, None, now).await.unwrap(), Undone::Unknown);
    for table in [
        "SELECT CAST(COUNT(*) AS TEXT) FROM comments",
        "SELECT CAST(COUNT(*) AS TEXT) FROM articles",
        "SELECT CAST(COUNT(*) AS TEXT) FROM static_pages",
        "SELECT CAST(COUNT(*) AS TEXT) FROM accounts",
        "SELECT CAST(COUNT(*) AS TEXT) FROM old_addresses",
    ] {
        assert_eq!(board.value(table).await.unwrap(), "0", "{table}");
    }
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());

    let second = imports(&board, blog(), &options(&board)).await.unwrap().run.unwrap();
    board.guest().posts("/articles/koppen", "Ik reageer hier op").await.is(303);
    let undone = board.app.store.undo_import(second, None, now).await.unwrap();
    assert_eq!(undone, Undone::Built(BuiltUpon::Comments));
    board.guest().reads("/articles/koppen").await.is(200).says("Ik reageer hier op");
}

#[tokio::test]
async fn impossible_answers_and_times_are_mended_and_named() {
    let board = Board::open().await;
    let mut list: Vec<_> = (1..=3_000)
        .map(|id: u32| {
            let parent = (id - 1).to_string();
            comment(&id.to_string(), &parent, "Diep", "2020-01-01 10:00:00 +0000", "/diep/")
        })
        .collect();
    list.push(comment("9001", "9002", "In een kring", "2020-01-02 10:00:00 +0000", "/kring/"));
    list.push(comment("9002", "9001", "Ook in de kring", "2020-01-03 10:00:00 +0000", "/kring/"));
    list.push(comment("9003", "777777", "Onder niets", "2020-01-04 10:00:00 +0000", "/kring/"));
    list.push(comment("9004", "0", "Uit de toekomst", "2090-01-04 10:00:00 +0000", "/kring/"));
    list.push(comment("9005", "0", "Zonder tijd", "0000-00-00 00:00:00", "/kring/"));
    let mut report = imports(&board, file(&list), &options(&board)).await.unwrap();
    assert_eq!(report.counts.made.visible, 3_005);
    let lines = report.lines(StagedList::Notices, "parent-missing", 0, 9).await.unwrap();
    assert_eq!(lines.len(), 3);
    let times = report.lines(StagedList::Notices, "time", 0, 9).await.unwrap();
    let times: Vec<_> = times.iter().map(|(_, line)| line.what.as_str()).collect();
    assert_eq!(times, ["comment 9004", "comment 9005"]);
    let page = board.guest().reads("/articles/kring").await.is(200);
    page.says("Uit de toekomst").says("2 januari 2020").never_says("2090");
    board.guest().reads("/articles/diep").await.is(200);
}

#[tokio::test]
async fn what_others_found_useful_counts_on() {
    let board = Board::open().await;
    let mut liked = comment("1", "0", "Nuttig", "2020-01-01 10:00:00 +0000", "/stuk/");
    liked["vote_up"] = json!("3");
    imports(&board, file(&[liked]), &options(&board)).await.unwrap();
    let reader = board.guest();
    reader.sends("/comments/1/useful", &[]).await.is(303);
    let useful = "SELECT CAST(useful AS TEXT) FROM comments";
    assert_eq!(board.value(useful).await.unwrap(), "4");
    reader.sends("/comments/1/useful", &[]).await.is(303);
    assert_eq!(board.value(useful).await.unwrap(), "3");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn pictures_come_from_a_folder_or_stay_links() {
    let board = Board::open().await;
    let photo = item(&Item {
        id: 21,
        kind: "post",
        status: "publish",
        slug: "boom",
        title: "Een boom",
        body: "<p><img src=\"https://oud.example/wp-content/uploads/2019/05/boom-300x200.png\"
            alt=\"Een kale boom\" /></p><p><img src=\"https://oud.example/weg.png\" alt=\"Weg\"/></p>",
        inside: "",
    });
    let attachment = "<item><title>boom</title><wp:post_id>22</wp:post_id>
        <wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
        <wp:attachment_url>https://oud.example/wp-content/uploads/2019/05/boom.png</wp:attachment_url>
        </item>"
        .to_owned();
    let media = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(media.path().join("2019/05")).unwrap();
    let mut png = Vec::new();
    image::RgbImage::from_fn(900, 600, |x, y| image::Rgb([x, y, 90].map(|n| n.to_le_bytes()[0])))
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    std::fs::write(media.path().join("2019/05/boom.png"), png).unwrap();
    let file = wxr(&[photo, attachment]);
    let options = ImportOptions { media: Some(media.path().to_owned()), ..options(&board) };
    let mut report = imports(&board, file, &options).await.unwrap();
    assert_eq!(report.counts.made.pictures, 1);
    let missing = report.lines(StagedList::Notices, "picture", 0, 9).await.unwrap();
    assert_eq!(missing.len(), 1, "{missing:?}");
    let page = board.guest().reads("/articles/boom").await.is(200);
    let alt = page.attribute("main img[src^='/pictures/1/']", "alt");
    assert_eq!(alt.as_deref(), Some("Een kale boom"));
    assert!(page.texts("img[src*='oud.example']").is_empty(), "no reader loads it from there");
}

#[test]
fn a_removal_elsewhere_is_no_reason_to_choose_here() {
    assert!(!Reason::ALL.contains(&Reason::BeforeImport));
    assert_eq!(Reason::from_code("before-import"), Some(Reason::BeforeImport));
    assert!(address("Noor").contains('@'));
}

/// Comments of a thread: number, parent and text.
type Posts<'a> = &'a [(u32, u32, &'a str)];

/// A file of Disqus: threads with an address, a title and comments.
fn disqus(threads: &[(&str, &str, Posts<'_>)]) -> String {
    let mut xml = "<?xml version=\"1.0\"?><disqus xmlns=\"http://disqus.com\" \
                   xmlns:dsq=\"http://disqus.com/disqus-internals\">"
        .to_owned();
    for (number, (url, title, _)) in threads.iter().enumerate() {
        xml += &format!(
            "<thread dsq:id=\"t{number}\"><id>{url}</id><link>{url}</link><title>{title}</title>\
             <createdAt>2020-01-01T08:00:00Z</createdAt><isClosed>{}</isClosed>\
             <isDeleted>false</isDeleted></thread>",
            title.starts_with("Dicht")
        );
    }
    for (number, (_, _, posts)) in threads.iter().enumerate() {
        for (post, parent, text) in *posts {
            let is_spam = *text == "Spam";
            xml += &format!(
                "<post dsq:id=\"{post}\"><message><![CDATA[<p>{text}</p>]]></message>\
                 <createdAt>2020-01-01T09:00:{post:02}Z</createdAt><isDeleted>false</isDeleted>\
                 <isSpam>{is_spam}</isSpam><author><name>Lezer {post}</name></author>\
                 <thread dsq:id=\"t{number}\"/>"
            );
            if *parent > 0 {
                xml += &format!("<parent dsq:id=\"{parent}\"/>");
            }
            xml += "</post>";
        }
    }
    xml + "</disqus>"
}

/// A blog that stays where it is: threads under its pages, one of which somebody else's site has.
fn of_blog() -> String {
    disqus(&[
        ("https://blog.example/koffie/", "Koffie", &[(1, 0, "Zwart"), (2, 1, "Met melk")]),
        ("http://www.blog.example/thee.html?p=2", "Dicht over thee", &[(3, 0, "Groen")]),
        ("https://blog.example/leeg/", "Leeg", &[]),
        ("https://blog.example/spam/", "Reclame", &[(4, 0, "Spam")]),
        ("https://voorbeeld.example/koffie/", "Kopie", &[(5, 0, "Elders")]),
    ])
}

#[tokio::test]
async fn threads_under_a_site_become_its_pages_and_go_again() {
    let board = Board::open().await;
    let origins = [weerwoord::sites::Origin::parse("https://blog.example").unwrap()];
    let (lang, now) = (weerwoord::locale::Lang::Nl, board.app.now());
    // The last part of an address is no reason to take an article of the board for a page.
    board.article("Koffie").await;
    let none = ImportOptions { make_articles: false, ..options(&board) };
    let dry = ImportOptions {
        dry_run: true,
        sites: Sites::default().with_settings(&origins, lang),
        ..none.clone()
    };
    let mut said = imports(&board, of_blog(), &dry).await.unwrap();
    assert_eq!((said.counts.made.site_pages, said.counts.made.visible), (2, 4));
    let pages = said.lines(StagedList::Notices, "site-page", 0, 9).await.unwrap();
    let pages: Vec<_> = pages.iter().map(|(_, line)| line.detail.as_str()).collect();
    let want = ["https://blog.example/koffie/", "https://blog.example/thee.html?p=2"];
    assert_eq!(pages, want);
    let bare = said.lines(StagedList::LeftOut, "on-site", 0, 9).await.unwrap();
    assert_eq!(bare.len(), 2, "{bare:?}");
    assert!(said.counts.summary(lang).iter().any(|line| line.contains("2 pagina’s van sites")));
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM sites").await.unwrap(), "0");

    board.app.store.set_sites_of_settings(&origins, lang, now).await.unwrap();
    let sites = board.app.store.sites().await.unwrap();
    let chosen = ImportOptions { sites, ..none };
    let done = imports(&board, of_blog(), &chosen).await.unwrap();
    assert_eq!(done.counts, said.counts, "the dry run said so");
    let page = |url| weerwoord::sites::PageAddress::parse(url).unwrap();
    let store = &board.app.store;
    let coffee = store.page(&page("https://blog.example/koffie")).await.unwrap().unwrap();
    assert_eq!((coffee.teaser.title.as_str(), coffee.teaser.comments), ("Koffie", 2));
    assert_eq!(coffee.teaser.published, Some("2020-01-01T08:00:00Z".parse().unwrap()));
    let tea = store.page(&page("https://blog.example/thee.html?p=2")).await.unwrap().unwrap();
    assert_eq!(tea.comments, weerwoord::article::Comments::Closed);
    board.guest().reads("/comments.atom").await.says("Met melk").says("Koffie");
    board.guest().reads("/articles/koffie").await.is(200).never_says("Zwart");
    board.guest().reads("/2020/koffie").await.is(404);
    assert_eq!(store.old_address("/koffie", Some("blog.example")).await.unwrap(), None);

    let again = imports(&board, of_blog(), &chosen).await.unwrap();
    assert!(again.is_nothing_new(), "{:?}", again.counts);
    let newer = disqus(&[
        ("https://blog.example/koffie/", "Koffie", &[(1, 0, "Zwart"), (2, 1, "Met melk")]),
        ("https://blog.example/koffie/?utm_source=x", "Koffie", &[(9, 0, "Later")]),
    ]);
    let second = imports(&board, newer, &chosen).await.unwrap();
    assert_eq!((second.counts.made.site_pages, second.counts.made.visible), (0, 1));
    let coffee = store.page(&page("https://blog.example/koffie")).await.unwrap().unwrap();
    assert_eq!(coffee.teaser.comments, 3);

    let (first, second) = (done.run.unwrap(), second.run.unwrap());
    let undone = store.undo_import(first, None, now).await.unwrap();
    assert_eq!(undone, Undone::Built(BuiltUpon::Imports));
    assert_eq!(store.undo_import(second, None, now).await.unwrap(), Undone::Done);
    assert_eq!(store.undo_import(first, None, now).await.unwrap(), Undone::Done);
    assert!(store.page(&page("https://blog.example/koffie")).await.unwrap().is_none());
    assert_eq!(store.sites().await.unwrap().0.len(), 1, "the site is not of the import");
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    board.guest().reads("/articles/koffie").await.is(200);
}

#[tokio::test]
async fn a_page_of_a_site_has_the_main_address_of_its_thread() {
    let board = Board::open().await;
    let origins = [weerwoord::sites::Origin::parse("https://oud.example").unwrap()];
    let (lang, now) = (weerwoord::locale::Lang::Nl, board.app.now());
    board.app.store.set_sites_of_settings(&origins, lang, now).await.unwrap();
    let sites = board.app.store.sites().await.unwrap();
    let chosen = ImportOptions { sites, ..options(&board) };
    // WordPress knows an article by `/?p=7` too, which comes before this one in the alphabet.
    let file = wxr(&[item(&Item {
        id: 7,
        kind: "post",
        status: "publish",
        slug: "koffie",
        title: "Koffie",
        body: "<p>Zwart.</p>",
        inside: &wp_comment(1, 0, "1", "Met melk"),
    })])
    .replace("https://oud.example/2019/05/koffie/", "https://oud.example/koffie/");
    let done = imports(&board, file, &chosen).await.unwrap();
    assert_eq!((done.counts.made.site_pages, done.counts.made.visible), (1, 1));
    let page = weerwoord::sites::PageAddress::parse("https://oud.example/koffie/").unwrap();
    let found = board.app.store.page(&page).await.unwrap();
    assert_eq!(found.map(|page| page.teaser.comments), Some(1));
}

#[tokio::test]
async fn articles_of_a_blog_that_stays_are_not_made_and_a_table_says_otherwise() {
    let board = Board::open().await;
    let origins = [weerwoord::sites::Origin::parse("https://oud.example").unwrap()];
    let (lang, now) = (weerwoord::locale::Lang::Nl, board.app.now());
    board.app.store.set_sites_of_settings(&origins, lang, now).await.unwrap();
    let sites = board.app.store.sites().await.unwrap();
    let chosen = ImportOptions { sites: sites.clone(), ..options(&board) };
    let done = imports(&board, blog(), &chosen).await.unwrap();
    let made = done.counts.made;
    assert!(made.site_pages > 0 && made.articles == 0 && made.accounts == 0, "{made:?}");

    let board = Board::open().await;
    board.app.store.set_sites_of_settings(&origins, lang, now).await.unwrap();
    board.article("Hier").await;
    let board_url = url::Url::parse("https://blad.example").unwrap();
    let bases = weerwoord::import::map::Bases { old: None, board: &board_url };
    let map = Map::read("https://oud.example/a/,hier\n".as_bytes(), bases).unwrap();
    let chosen = ImportOptions { sites, map, ..options(&board) };
    let file = disqus(&[("https://oud.example/a/", "A", &[(1, 0, "Naar het artikel")])]);
    let done = imports(&board, file, &chosen).await.unwrap();
    assert_eq!(done.counts.made.site_pages, 0);
    board.guest().reads("/articles/hier").await.is(200).says("Naar het artikel");
}
