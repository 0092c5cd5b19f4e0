//! Sites that the board stands under: where their pages are shown and where not, and how administrators run them.

use weerwoord::account::Role;
use weerwoord::article::{Article, Slug};
use weerwoord::comment::{Draft, Entry, Hold};
use weerwoord::locale::Lang;
use weerwoord::sites::{Origin, Page, PageAddress};
use weerwoord::store::comments::{NewComment, Posted, Target};
use weerwoord::store::sites::NewPage;

use crate::harness::{Board, Kind, Person, Settings};
use crate::transfer::{empty, exported};

fn origins(texts: &[&str]) -> Vec<Origin> {
    texts.iter().map(|text| Origin::parse(text).unwrap()).collect()
}

/// Names and origins of all sites, each as one line.
async fn told(board: &Board) -> Vec<String> {
    let sites = board.app.store.sites().await.unwrap();
    let line = |site: &weerwoord::sites::Site| {
        let origins: Vec<&str> = site.origins.iter().map(Origin::as_str).collect();
        format!("{}: {}", site.name, origins.join(" "))
    };
    sites.0.iter().map(line).collect()
}

async fn sets(board: &Board, texts: &[&str]) {
    let store = &board.app.store;
    store.set_sites_of_settings(&origins(texts), Lang::Nl, board.app.now()).await.unwrap();
}

/// Posts a comment on a page of a site, which comes into being if it is the first.
async fn comments(board: &Board, url: &str, title: &str, text: &str, hold: Option<Hold>) -> i64 {
    let address = PageAddress::parse(url).unwrap();
    let sites = board.app.sites().await.unwrap();
    let page = Page::of(sites.of(&address).expect("the origin is allowed"), address);
    let article = Article::of_page(page.clone(), title.to_owned(), board.app.now());
    let draft =
        Draft { name: "Mirjam".into(), email: "mirjam@post.example".into(), body: text.into() };
    let entry: Entry = draft.check(None).unwrap();
    let new = NewComment {
        article: Target::Page(NewPage { page: &page, slug: article.teaser.slug.as_str(), title }),
        parent: None,
        entry: &entry,
        hold,
        brake: None,
        findings: &[],
        network: None,
        browser: None,
        notify: false,
        sketches: None,
        score: 0,
        fingerprints: Vec::new(),
        code: None,
        site_token: None,
    };
    match board.app.store.post(&new, board.app.now()).await.unwrap() {
        Posted::New(id, _) => id,
        other => panic!("{other:?}"),
    }
}

/// Saves the settings of a site as somebody does who just opened its form.
async fn saves(admin: &Person, site: i64, form: &[(&str, &str)]) -> crate::harness::Page {
    let path = format!("/desk/sites/{site}/settings");
    let version = admin.reads(&path).await.is(200).attribute("input[name=version]", "value");
    admin.sends(&path, &[form, &[("version", &version.unwrap())]].concat()).await
}

const ROSES: &str = "https://tuin.example/rozen/";

/// A board under a garden blog, with a page and a comment on it, and an article of its own.
async fn board() -> (Board, Person) {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    sets(&board, &["https://tuin.example"]).await;
    board.article("Eigen stuk").await;
    comments(&board, ROSES, "Rozen snoeien", "Wanneer mag het mes erin?", None).await;
    while board.indexes().await > 0 {}
    (board, ada)
}

fn slug_of(url: &str) -> String {
    let address = PageAddress::parse(url).unwrap();
    let page = Page { site: 1, url: address.url, key: address.key };
    Slug::of_page(&page).as_str().to_owned()
}

#[tokio::test]
async fn sites_of_the_settings_come_and_go_and_find_their_pages_again() {
    let board = Board::open().await;
    sets(&board, &["https://tuin.example", "http://127.0.0.1:8080"]).await;
    let two = ["127.0.0.1:8080: http://127.0.0.1:8080", "tuin.example: https://tuin.example"];
    assert_eq!(told(&board).await, two);
    sets(&board, &["https://tuin.example", "http://127.0.0.1:8080"]).await;
    assert_eq!(told(&board).await, two, "the same settings change nothing");
    comments(&board, ROSES, "Rozen", "Mooi", None).await;
    board.sets("UPDATE sites SET name = 'De tuin' WHERE name = 'tuin.example'").await;
    sets(&board, &[]).await;
    assert_eq!(told(&board).await, ["127.0.0.1:8080: ", "De tuin: "]);
    let address = PageAddress::parse(ROSES).unwrap();
    assert!(board.app.store.page(&address).await.unwrap().is_some(), "its page stays");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    sets(&board, &["https://tuin.example"]).await;
    assert_eq!(told(&board).await, ["127.0.0.1:8080: ", "De tuin: https://tuin.example"]);
}

#[tokio::test]
async fn a_page_comes_into_being_with_its_first_comment_and_once() {
    let (board, _) = board().await;
    let other = "http://www.tuin.example/rozen?utm_source=brief";
    sets(&board, &["https://tuin.example", "http://www.tuin.example"]).await;
    let address = PageAddress::parse(ROSES).unwrap();
    let page = board.app.store.page(&address).await.unwrap().unwrap();
    assert_eq!(page.teaser.title, "Rozen snoeien");
    comments(&board, other, "Anders genoemd", "Nu al?", None).await;
    let again = board.app.store.page(&address).await.unwrap().unwrap();
    assert_eq!((again.teaser.id, again.teaser.comments), (page.teaser.id, 2));
    assert_eq!(again.teaser.title, "Rozen snoeien");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn pages_are_in_no_list_of_articles() {
    let (board, ada) = board().await;
    let guest = board.guest();
    let front = guest.reads("/").await.is(200);
    assert_eq!(front.texts(".headline"), ["Eigen stuk"]);
    assert!(!front.html().contains("tuin-example"), "not among the most discussed either");
    front.says("Wanneer mag het mes erin?");
    for list in ["/feed.atom", "/sitemap.xml", "/articles/eigen-stuk"] {
        guest.reads(list).await.is(200).never_says("Rozen snoeien").never_says("tuin-example");
    }
    let desk = ada.reads("/desk").await.is(200);
    desk.says("Eigen stuk").never_says("Rozen snoeien");
    let all = board.app.store.all_articles().await.unwrap();
    assert_eq!(all.len(), 1, "the command line lists articles alone");
    let address = PageAddress::parse(ROSES).unwrap();
    let id = board.app.store.page(&address).await.unwrap().unwrap().teaser.id;
    for way in ["", "/history", "/link"] {
        ada.reads(&format!("/desk/articles/{id}{way}")).await.is(404);
    }
    for way in ["", "/draft", "/history", "/duplicate", "/link", "/presence"] {
        let answer = ada.sends(&format!("/desk/articles/{id}{way}"), &[("title", "Kaap")]).await;
        assert!(matches!(answer.status.as_u16(), 400..=422), "{way}: {}", answer.status);
    }
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn pages_are_in_queues_search_and_feeds_and_lead_to_their_site() {
    let (board, ada) = board().await;
    let guest = board.guest();
    let slug = slug_of(ROSES);
    guest.reads("/comments.atom").await.is(200).says("Rozen snoeien").says("Wanneer mag het mes");
    guest.reads(&format!("/articles/{slug}/comments.atom")).await.is(200).says("Rozen snoeien");
    guest.reads("/search?q=mes").await.is(200).says("Wanneer mag het").says("Rozen snoeien");
    let found = guest.reads("/search?q=snoeien").await.is(200);
    found.says("tuin.example").never_says("Er is niets gevonden");
    guest.reads(&format!("/articles/{slug}")).await.goes_on_to(ROSES);
    guest.reads("/articles/eigen-stuk").await.is(200);
    let queue = ada.reads(&format!("/moderation?article={slug}")).await.is(200);
    queue.says("Wanneer mag het mes erin?");
    ada.reads("/moderation/comments/1").await.is(200).says("Rozen snoeien");
    ada.decides(1, &[("decision", "remove"), ("reason", "spam")]).await.is(303);
    ada.reads("/moderation/log").await.is(200).says("Rozen snoeien");
    ada.reads("/desk/numbers").await.is(200);
    guest.reads("/moderation-log").await.is(200);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn damaged_pages_are_noticed_and_their_keys_mended() {
    let (board, _) = board().await;
    board.sets("UPDATE articles SET page_key = 'tuin.example/Rozen' WHERE site_id = 1").await;
    let told = board.app.store.inspect().await.unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("pages of sites whose key is not that of their address"), "{told:?}");
    let mend = weerwoord::store::Inspection { mend: true, ..Default::default() };
    board.app.store.check(mend, &mut |_| {}).await.unwrap();
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
    board.sets("UPDATE articles SET author_id = 1 WHERE site_id = 1").await;
    let told = board.app.store.inspect().await.unwrap();
    assert!(told[0].contains("pages of sites with an author"), "{told:?}");
}

#[tokio::test]
async fn an_export_brings_sites_and_pages_back() {
    let (board, ada) = board().await;
    let bram = board.account("Bram", Role::Moderator).await;
    let form = [
        ("name", "Tuin"),
        ("lang", "nl"),
        ("light", "#7a1f5c"),
        ("dark", "#84d5d0"),
        ("moderators", &bram.to_string()),
    ];
    saves(&ada, 1, &form).await.is(303);
    let whole = exported(&board.app.store).await;
    assert!(whole.contains(r#""type":"site","id":1,"name":"Tuin""#), "{whole}");
    assert!(whole.contains(r#""page_url":"https://tuin.example/rozen/""#), "{whole}");
    let (store, _database) = empty(Kind::Sqlite).await.unwrap();
    store.migrate().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bord.jsonl");
    std::fs::write(&file, &whole).unwrap();
    let chance = || weerwoord::app::Chance::System.draw();
    let (now, draws) = (board.app.now(), chance as fn() -> [u8; 32]);
    weerwoord::transfer::own_export::import(&store, &file, false, (now, draws)).await.unwrap();
    assert_eq!(exported(&store).await, whole);
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    let page = store.page(&PageAddress::parse(ROSES).unwrap()).await.unwrap().unwrap();
    assert_eq!(page.page.unwrap().url, ROSES);
    assert_eq!(store.moderators_of_site(1).await.unwrap(), [bram]);
}

#[tokio::test]
async fn administrators_add_a_site_and_are_told_how_to_mend_each_error() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let bram = board.account("Bram de Wit", Role::Moderator).await.to_string();
    ada.reads("/desk/sites").await.is(200).says("Nog geen sites");
    ada.reads("/desk/sites/new").await.is(200).says("Bram de Wit");
    let wrong = [
        ("name", " "),
        ("lang", "de"),
        ("origins", "blog.example\nhttps://blog.example/pad"),
        ("light", "#eeeeee"),
        ("dark", "rood"),
        ("moderators", bram.as_str()),
    ];
    let page = ada.sends("/desk/sites/new", &wrong).await.is(422);
    assert_eq!(page.texts("#errors li").len(), 5, "{}", page.html());
    page.says("‘blog.example’, ‘https://blog.example/pad’").says("Vul een naam in.");
    let form = [
        ("name", "Ons blog"),
        ("lang", "en"),
        ("origins", "https://blog.example\nhttps://www.blog.example/"),
        ("light", "#7a1f5c"),
        ("dark", "#84d5d0"),
        ("moderators", bram.as_str()),
    ];
    let none = [("name", "Ons blog"), ("lang", "en")];
    ada.sends("/desk/sites/new", &none).await.is(422).says("minstens één adres");
    let to = "/desk/sites/1/settings?done=added#paste";
    ada.sends("/desk/sites/new", &form).await.goes_on_to(to);
    ada.sends("/desk/sites/new", &form).await.goes_on_to(to);
    assert_eq!(told(&board).await, ["Ons blog: https://blog.example https://www.blog.example"]);
    let site = board.app.sites().await.unwrap().0[0].clone();
    assert_eq!(site.light.map(weerwoord::branding::Colour::text).as_deref(), Some("#7a1f5c"));
    assert_eq!((site.dark, site.lang), (None, Lang::En), "the colour of the board is its own");
    let page = ada.reads("/desk/sites/1/settings").await.is(200);
    let page =
        page.says("embed.js\" async data-page").says("/embed?url=https%3A%2F%2Fblog.example%2F");
    page.says("include virtual=\"/weerwoord?url=https%3A%2F%2Fblog.example%2Fpage%2F\"");
    let other = [("name", "Ander"), ("lang", "nl"), ("origins", "https://blog.example")];
    let page = ada.sends("/desk/sites/new", &other).await.is(422);
    page.says("https://blog.example hoort al bij de site ‘Ons blog’");
    assert_eq!(told(&board).await.len(), 1, "nothing of it is stored");
    ada.reads("/desk/sites").await.is(200).says("1 gebonden moderator").says("Engels");
    ada.reads("/desk/log").await.is(200).says("Instellingen gewijzigd · Sites");
    let bound = board.app.store.moderators_of_site(1).await.unwrap();
    assert_eq!(bound.len(), 1);
}

#[tokio::test]
async fn origins_of_the_settings_stay_and_a_site_with_pages_is_not_removed() {
    let (board, ada) = board().await;
    let page = ada.reads("/desk/sites/1/settings").await.is(200);
    assert_eq!(page.texts("textarea#origins").concat().trim(), "", "it is no field");
    page.says("WEERWOORD_SITES").says("https://tuin.example");
    let form = [("name", "Tuin"), ("lang", "nl"), ("origins", "https://oud.example")];
    saves(&ada, 1, &form).await.is(303);
    assert_eq!(told(&board).await, ["Tuin: https://oud.example https://tuin.example"]);
    let form = [("name", "Tuin"), ("lang", "nl"), ("origins", "")];
    saves(&ada, 1, &form).await.is(303);
    assert_eq!(told(&board).await, ["Tuin: https://tuin.example"]);
    ada.sends("/desk/sites/1/remove", &[]).await.is(409).says("WEERWOORD_SITES");
    sets(&board, &[]).await;
    ada.sends("/desk/sites/1/remove", &[]).await.is(409).says("heeft pagina’s met reacties");
    let bram = board.account("Bram", Role::Moderator).await.to_string();
    let bare = [("name", "Leeg"), ("lang", "nl"), ("origins", "https://leeg.example")];
    let bound = [&bare[..], &[("moderators", bram.as_str())]].concat();
    ada.sends("/desk/sites/new", &bound).await.is(303);
    ada.sends("/desk/sites/2/remove", &[]).await.is(409).says("moderators aan deze site gebonden");
    saves(&ada, 2, &bare).await.is(303);
    let to = "/desk/sites?done=removed#done";
    ada.sends("/desk/sites/2/remove", &[]).await.goes_on_to(to);
    ada.sends("/desk/sites/2/remove", &[]).await.goes_on_to(to);
    assert_eq!(told(&board).await, ["Tuin: "]);
}

#[tokio::test]
async fn a_setting_that_names_an_origin_of_the_desk_makes_it_fixed() {
    let settings = Settings::easy().with("SITES", "https://tuin.example");
    let board = Board::with(settings).await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let form = [("name", "Tuin"), ("lang", "nl"), ("origins", "https://tuin.example")];
    ada.sends("/desk/sites/new", &form).await.is(303);
    ada.reads("/desk/sites").await.is(200).says("uit de instellingen");
    let form = [("name", "Moestuin"), ("lang", "nl"), ("origins", "")];
    saves(&ada, 1, &form).await.is(303);
    assert_eq!(told(&board).await, ["Moestuin: https://tuin.example"]);
}

#[tokio::test]
async fn whoever_saves_a_site_later_is_told_and_loses_nothing() {
    let (board, ada) = board().await;
    let bea = board.somebody("Bea", Role::Admin).await;
    let path = "/desk/sites/1/settings";
    let form = |name, version| [("name", name), ("lang", "nl"), ("version", version)];
    ada.sends(path, &form("Moestuin", "")).await.is(422);
    // A mistake does not make the form newer.
    let page = ada.sends(path, &form("", "0")).await.is(422);
    assert_eq!(page.attribute("input[name=version]", "value").as_deref(), Some("0"));
    ada.sends(path, &form("Moestuin", "0")).await.is(303);
    // The same form twice gives the same answer.
    ada.sends(path, &form("Moestuin", "0")).await.is(303);
    let page = bea.sends(path, &form("Siertuin", "0")).await.is(409);
    let page = page.says("Iemand anders heeft intussen de instellingen gewijzigd");
    assert_eq!(page.field("name"), "Siertuin");
    assert_eq!(told(&board).await, ["Moestuin: https://tuin.example"]);
    let version = page.attribute("input[name=version]", "value").unwrap();
    bea.sends(path, &form("Siertuin", &version)).await.is(303);
    assert_eq!(told(&board).await, ["Siertuin: https://tuin.example"]);
}

#[tokio::test]
async fn administrators_find_title_and_close_the_pages_of_a_site() {
    let (board, ada) = board().await;
    for n in 0..25 {
        let url = format!("https://tuin.example/bol-{n}/");
        comments(&board, &url, &format!("Bol {n}"), "Mooi", None).await;
    }
    let page = ada.reads("/desk/sites/1").await.is(200);
    page.says("Bol 24").never_says("Rozen snoeien");
    ada.reads("/desk/sites/1?page=2").await.is(200).says("Rozen snoeien");
    ada.reads("/desk/sites/1?page=3").await.is(404);
    let page = ada.reads("/desk/sites/1?q=ROZEN").await.is(200);
    assert_eq!(page.texts(".site-page h2"), ["Rozen snoeien"]);
    assert!(page.html().contains(&format!("/moderation?article={}", slug_of(ROSES))));
    page.says(ROSES);
    ada.reads("/desk/sites/1?q=bol-7").await.is(200).says("Bol 7").never_says("Bol 8");
    ada.reads("/desk/sites/1?q=100%25").await.is(200).says("Er is geen pagina gevonden.");
    let id = board.app.store.page(&PageAddress::parse(ROSES).unwrap()).await.unwrap().unwrap();
    let way = format!("/desk/sites/1/pages/{}", id.teaser.id);
    let empty = [("title", " "), ("q", "rozen"), ("page", "1"), ("open", "on")];
    ada.sends(&way, &empty).await.is(422).says("Vul een titel in.");
    let form = [("title", "Rozen"), ("q", "rozen"), ("page", "1")];
    let to = format!("/desk/sites/1?q=rozen&done=saved#page-{}", id.teaser.id);
    ada.sends(&way, &form).await.goes_on_to(&to);
    ada.sends(&way, &form).await.goes_on_to(&to);
    let page = board.app.store.page(&PageAddress::parse(ROSES).unwrap()).await.unwrap().unwrap();
    assert_eq!(page.teaser.title, "Rozen");
    assert_eq!(page.comments, weerwoord::article::Comments::Closed);
    board.guest().reads("/comments.atom").await.says("Rozen").never_says("snoeien");
    let own = board.value("SELECT CAST(id AS TEXT) FROM articles WHERE slug = 'eigen-stuk'").await;
    let foreign = format!("/desk/sites/1/pages/{}", own.unwrap());
    ada.sends(&foreign, &form).await.is(404);
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}
