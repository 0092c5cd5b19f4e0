//! Exports for other systems: the file that `WordPress` imports, and the comments for Artalk.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use quick_xml::events::Event;
use serde_json::Value as Json;
use tempfile::TempDir;
use weerwoord::account::Role;
use weerwoord::store::Store;
use weerwoord::transfer::{Imprint, Surroundings, export_artrans, export_wxr};

use crate::harness::{Board, Kind, left_out};
use crate::pictures;
use crate::transfer::furnished;

const IMPRINT: Imprint =
    Imprint { name: "Blad & co", language: "nl", address: "https://blad.example" };

fn surroundings() -> Surroundings {
    let now: Timestamp = "2027-01-01T12:00:00Z".parse().unwrap();
    Surroundings { zone: TimeZone::get("Europe/Amsterdam").unwrap(), now }
}

async fn wxr(store: &Store) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("blad.xml");
    export_wxr(store, IMPRINT, &surroundings(), &file, &mut |_| {}).await.unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    let again = export_wxr(store, IMPRINT, &surroundings(), &file, &mut |_| {}).await;
    assert!(format!("{:#}", again.unwrap_err()).contains("is there already"));
    std::fs::read_to_string(file).unwrap()
}

async fn artrans(store: &Store) -> String {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("blad.artrans");
    export_artrans(store, IMPRINT, &surroundings(), &file, &mut |_| {}).await.unwrap();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    std::fs::read_to_string(file).unwrap()
}

/// Element of a document.
#[derive(Debug, Default)]
struct Node {
    name: String,
    text: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

impl Node {
    fn parse(document: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(document);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                    let attributes = start.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        let value = text(&attribute.value);
                        let value = quick_xml::escape::unescape(&value).unwrap().into_owned();
                        (text(attribute.key.as_ref()), value)
                    });
                    let attributes = attributes.collect();
                    let name = text(start.name().as_ref());
                    open.push(Node { name, attributes, ..Node::default() });
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(node);
                }
                Event::CData(part) => {
                    open.last_mut().unwrap().text.push_str(&part.decode().unwrap());
                }
                Event::Text(part) => {
                    open.last_mut().unwrap().text.push_str(&part.decode().unwrap());
                }
                Event::GeneralRef(entity) => {
                    let entity = format!("&{};", entity.decode().unwrap());
                    let sign = quick_xml::escape::unescape(&entity).unwrap();
                    open.last_mut().unwrap().text.push_str(&sign);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element is closed");
        open.pop().unwrap().children.pop().unwrap().children.pop().unwrap()
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn get<'a>(&'a self, name: &'a str) -> &'a str {
        let mut found = self.all(name);
        let text = found.next().map_or("", |node| node.text.as_str());
        assert!(found.next().is_none(), "{name} is there once");
        text
    }

    /// Returns the item of this kind with this slug.
    fn item(&self, kind: &str, slug: &str) -> &Node {
        let mut items = self
            .all("item")
            .filter(|item| item.get("wp:post_type") == kind && item.get("wp:post_name") == slug);
        items.next().unwrap_or_else(|| panic!("no {kind} {slug}"))
    }
}

/// Board with an article that has comments in every state, and a draft.
async fn board() -> Board {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne", Role::Admin).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let article = board.article("Een & twee <b>").await;
    let guest = board.guest();
    guest.posts_as(&article, "Jo & co", "Eerste\n\nmet **nadruk** ]]> en 5 < 7", &[]).await.is(303);
    mirjam
        .sends(&format!("{article}/comments"), &[("reply_to", "1"), ("body", "Een antwoord")])
        .await;
    guest.posts_as(&article, "Weg", "Dit moet weg", &[]).await.is(303);
    guest.posts_as(&article, "Gewist", "Kerkstraat 12", &[]).await.is(303);
    sanne.decides(3, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes"), ("version", "1")];
    sanne.sends("/moderation/comments/4/expunge", &order).await.is(303);
    board.sets("UPDATE comments SET state = 'held' WHERE id = 2").await;
    board
}

#[tokio::test]
async fn wordpress_gets_the_articles_with_their_comments() {
    let board = board().await;
    let text = wxr(&board.app.store).await;
    assert!(!text.contains("Kerkstraat") && !text.contains("argon2"));
    let channel = Node::parse(&text);
    assert_eq!(channel.get("title"), "Blad & co");
    assert_eq!(channel.get("wp:wxr_version"), "1.2");
    assert_eq!(channel.get("wp:base_site_url"), "https://blad.example");
    let item = channel.item("post", "een-twee-b");
    assert_eq!(item.get("title"), "Een &amp; twee &lt;b&gt;");
    assert_eq!(item.get("link"), "https://blad.example/articles/een-twee-b");
    assert_eq!(item.get("wp:status"), "publish");
    assert_eq!(item.get("wp:comment_status"), "open");
    let author = channel
        .all("wp:author")
        .find(|author| author.get("wp:author_login") == item.get("dc:creator"));
    assert!(!author.unwrap().get("wp:author_email").is_empty());

    let comments: Vec<&Node> = item.all("wp:comment").collect();
    let told: Vec<[&str; 5]> = comments
        .iter()
        .map(|comment| {
            ["id", "parent", "approved", "author", "content"]
                .map(|name| comment.get(["wp:comment_", name].concat().leak()))
        })
        .collect();
    assert_eq!(
        told,
        [
            ["1", "0", "1", "Jo & co", "Eerste\n\nmet <strong>nadruk</strong> ]]&gt; en 5 &lt; 7"],
            ["3", "0", "trash", "Weg", "Dit moet weg"],
            ["4", "0", "trash", told[2][3], ""],
            ["2", "1", "0", "Mirjam", "Een antwoord"],
        ]
    );
    assert!(comments[0].get("wp:comment_author_email").contains('@'));
    let [local, gmt] = ["wp:comment_date", "wp:comment_date_gmt"]
        .map(|name| comments[0].get(name).parse::<jiff::civil::DateTime>().unwrap());
    assert_ne!(local, gmt, "the local time is that of the board");
    let local = local.to_zoned(TimeZone::get("Europe/Amsterdam").unwrap()).unwrap();
    assert_eq!(local.timestamp(), gmt.to_zoned(TimeZone::UTC).unwrap().timestamp());
}

#[tokio::test]
async fn wordpress_gets_pages_drafts_and_pictures() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne", Role::Editor).await;
    let jpeg = pictures::camera_jpeg(1200, 800);
    pictures::adds(&sanne, "Een \"zaal\"", &jpeg).await.is(303);
    let body = "Zie ![Zaal](/pictures/1) en [elders](/articles/x).\nEn door.";
    let front = "title = \"Met beeld\"\npublished = 2026-11-20T09:00:00";
    board.writes(front, body).await;
    board.sets("INSERT INTO static_pages (id, version, made_at) VALUES (7, 1, 0)").await;
    board
        .sets(
            "INSERT INTO static_page_versions
                (page_id, number, title, slug, description, body, published, made_by, made_at)
             VALUES (7, 1, 'Over', 'over', 'Wie', 'Wij zijn {board}.', TRUE, 1, 0)",
        )
        .await;
    board.sets("UPDATE articles SET lead_picture = 1, comments_days = 1").await;
    let channel = Node::parse(&wxr(&board.app.store).await);

    let picture = channel.item("attachment", "picture-1");
    let file = picture.get("wp:attachment_url");
    assert!(file.starts_with("https://blad.example/pictures/1/800."), "{file}");
    assert!(file.split('.').next_back() == Some("jpg"), "{file}");
    assert_eq!(picture.get("wp:status"), "inherit");
    let path = file.strip_prefix("https://blad.example").unwrap();
    board.guest().reads(path).await.is(200);

    let article = channel.item("post", "met-beeld");
    let content = article.get("content:encoded");
    assert!(content.contains(&format!("<img src=\"{file}\" alt=\"Zaal\">")), "{content}");
    assert!(content.contains("href=\"https://blad.example/articles/x\""), "{content}");
    assert!(content.contains("En door") && !content.contains(".\nEn door"), "{content}");
    assert_eq!(article.get("wp:comment_status"), "closed");
    let meta = article.all("wp:postmeta").next().unwrap();
    assert_eq!(meta.get("wp:meta_key"), "_thumbnail_id");
    assert_eq!(meta.get("wp:meta_value"), picture.get("wp:post_id"));

    let page = channel.item("page", "over");
    assert_eq!(page.get("content:encoded"), "<p>Wij zijn Blad &amp; co.</p>");
    assert_eq!(page.get("excerpt:encoded"), "Wie");
    let mut numbers: Vec<&str> = channel.all("item").map(|item| item.get("wp:post_id")).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "WordPress numbers all items together");

    board.sets("UPDATE articles SET published_at = NULL").await;
    let channel = Node::parse(&wxr(&board.app.store).await);
    assert_eq!(channel.item("post", "met-beeld").get("wp:status"), "draft");
    board.sets("UPDATE articles SET published_at = 1900000000000000").await;
    let channel = Node::parse(&wxr(&board.app.store).await);
    assert_eq!(channel.item("post", "met-beeld").get("wp:status"), "future");
}

#[tokio::test]
async fn artalk_gets_the_comments_that_were_not_removed() {
    let board = board().await;
    let text = artrans(&board.app.store).await;
    let comments: Vec<BTreeMap<String, String>> =
        serde_json::from_str(&text).expect("all fields are texts");
    let told: Vec<[&str; 5]> = comments
        .iter()
        .map(|comment| {
            ["id", "rid", "is_pending", "nick", "content"].map(|name| comment[name].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            ["1", "0", "false", "Jo & co", "Eerste\n\nmet **nadruk** ]]> en 5 < 7"],
            ["2", "1", "true", "Mirjam", "Een antwoord"],
        ]
    );
    let first = &comments[0];
    assert_eq!(first["page_key"], "/articles/een-twee-b");
    assert_eq!(first["page_title"], "Een & twee <b>");
    assert_eq!(first["page_admin_only"], "false");
    assert_eq!(first["site_urls"], "https://blad.example");
    assert!(first["created_at"].ends_with(" +0000") && first["email"].contains('@'));
    assert_eq!(first.len(), 22);
    board.sets("UPDATE articles SET comments_open = FALSE").await;
    let closed: Json = serde_json::from_str(&artrans(&board.app.store).await).unwrap();
    assert_eq!(closed[0]["page_admin_only"], "true");
}

#[tokio::test]
async fn both_databases_give_the_same_files() {
    let (home, _home) = furnished(Kind::Sqlite).await.unwrap();
    let Some((server, _server)) = furnished(Kind::Postgres).await else {
        return left_out(
            "leaving::both_databases_give_the_same_files",
            "the programs of PostgreSQL",
        );
    };
    let file = wxr(&home).await;
    assert_eq!(wxr(&server).await, file);
    assert_eq!(artrans(&server).await, artrans(&home).await);
    let channel = Node::parse(&file);
    for kind in ["post", "page", "attachment"] {
        assert!(channel.all("item").any(|item| item.get("wp:post_type") == kind), "{kind}");
    }
    assert!(channel.all("wp:category").count() > 0);
    let articles = channel.all("item").filter(|item| item.get("wp:post_type") == "post");
    let terms: Vec<&Node> = articles.flat_map(|item| item.all("category")).collect();
    assert!(terms.iter().all(|term| term.attributes["domain"] == "category"));
    assert!(terms.iter().any(|term| !term.attributes["nicename"].is_empty()));
}
