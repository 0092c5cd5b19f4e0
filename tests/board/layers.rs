//! The shape of the source: who may use whom, and what every file says of itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Purpose of a room, which decides on what its files may build.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Rules and what they stand on: no I/O; time and random bytes are arguments.
    Rules,
    /// The cache and mail: neither pages nor statements.
    Outside,
    /// Database access.
    Store,
    /// Pages.
    Pages,
    /// The running program.
    Program,
}

/// Rooms of the source, lowest layer first: each may use those above it in this list that it names.
const ROOMS: &[(&str, Kind, &str)] = &[
    ("limits", Kind::Rules, ""),
    ("locale", Kind::Rules, ""),
    ("security", Kind::Rules, ""),
    ("text", Kind::Rules, ""),
    ("error", Kind::Rules, "locale"),
    ("account", Kind::Rules, "security text"),
    ("captcha", Kind::Rules, "locale security"),
    ("markup", Kind::Rules, "text"),
    ("notify", Kind::Rules, "locale"),
    ("search", Kind::Rules, "locale text"),
    ("picture", Kind::Rules, "markup"),
    ("branding", Kind::Rules, "locale notify picture"),
    ("sites", Kind::Rules, "branding locale text"),
    ("config", Kind::Rules, "limits locale security sites text"),
    ("article", Kind::Rules, "account markup sites"),
    ("legal_facts", Kind::Rules, "account locale"),
    ("comment", Kind::Rules, "account config locale markup picture sites text"),
    ("webhook", Kind::Rules, "locale markup"),
    ("writing", Kind::Rules, "article locale markup picture"),
    ("static_page", Kind::Rules, "article locale writing"),
    ("navigation", Kind::Rules, "article locale"),
    ("moderation", Kind::Rules, "account comment locale markup text"),
    ("score", Kind::Rules, "comment moderation text"),
    ("traces", Kind::Outside, ""),
    ("cache", Kind::Outside, "error markup"),
    ("import", Kind::Program, "article locale markup text"),
    ("http_client", Kind::Outside, "config"),
    ("mail", Kind::Outside, "account config"),
    (
        "store",
        Kind::Store,
        "account article branding cache captcha comment config error import legal_facts limits \
         locale markup moderation navigation notify picture score search security sites \
         static_page text traces webhook writing",
    ),
    (
        "transfer",
        Kind::Program,
        "account article comment error import locale markup moderation picture sites \
         static_page store text",
    ),
    (
        "app",
        Kind::Program,
        "account article branding cache captcha comment config error http_client import \
         legal_facts limits locale mail moderation navigation picture score security sites store \
         traces transfer webhook",
    ),
    ("backup", Kind::Program, "app config locale store traces transfer"),
    (
        "web",
        Kind::Pages,
        "account app article backup branding cache captcha comment config error http_client \
         import legal_facts limits locale mail markup moderation navigation notify picture score \
         search security sites static_page store text traces transfer webhook writing",
    ),
    (
        "jobs",
        Kind::Program,
        "account app backup cache comment error http_client limits locale mail markup moderation \
         notify search security store traces web webhook",
    ),
    (
        "demo",
        Kind::Program,
        "account app article branding comment locale moderation picture security store writing",
    ),
    (
        "cli",
        Kind::Program,
        "account app article backup captcha config demo error import jobs locale mail score \
         search security sites store transfer traces web writing",
    ),
];

/// Room of a file.
fn room_of(path: &Path) -> Option<&'static (&'static str, Kind, &'static str)> {
    let room = parts(path)[0].clone();
    if matches!(room.as_str(), "lib" | "main") {
        return None;
    }
    let row = ROOMS.iter().find(|(name, ..)| *name == room);
    Some(row.unwrap_or_else(|| panic!("{room} has no layer yet")))
}

/// Every source file below a folder of the repository, with its text.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                found.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The parts of a path below `src/`, the last without its ending.
fn parts(path: &Path) -> Vec<String> {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap()
        .with_extension("");
    below.iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

/// Without the unit tests at its foot, which may use what they like.
fn without_tests(source: &str) -> &str {
    source.split("#[cfg(test)]").next().unwrap()
}

#[test]
fn everything_points_one_way() {
    for (path, source) in files("src") {
        let Some((room, _, allowed)) = room_of(&path) else { continue };
        for used in without_tests(&source).split("crate::").skip(1) {
            let list = used.strip_prefix('{').map_or_else(
                || used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap(),
                |list| list.split('}').next().unwrap(),
            );
            let names = list.split(',').map(|name| name.trim().split("::").next().unwrap());
            for name in names.filter(|name| name != room) {
                assert!(
                    ROOMS.iter().all(|(known, ..)| *known != name)
                        || allowed.split(' ').any(|lower| lower == name),
                    "{} uses {name}, which {room} does not name in its row",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_rooms_are_those_of_the_tree_and_have_no_cycle() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut there: Vec<String> = std::fs::read_dir(source)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| !matches!(name.as_str(), "lib" | "main"))
        .collect();
    let mut rows: Vec<String> = ROOMS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    there.sort();
    rows.sort();
    assert_eq!(rows, there);
    for (index, (name, _, uses)) in ROOMS.iter().enumerate() {
        for used in uses.split(' ').filter(|used| !used.is_empty()) {
            assert!(
                ROOMS[..index].iter().any(|(lower, ..)| *lower == used),
                "{name} uses {used}, which is not below it"
            );
        }
    }
}

#[test]
fn rules_know_no_web_and_no_database() {
    for (path, source) in files("src") {
        let Some((_, kind, _)) = room_of(&path) else { continue };
        let forbidden: &[&str] = match kind {
            Kind::Rules => &["axum", "sqlx", "tower"],
            Kind::Store => &["axum", "tower", "askama"],
            // The file that Isso writes is a database of its own.
            Kind::Outside if path.ends_with("src/import/isso.rs") => &["axum"],
            Kind::Pages | Kind::Outside => &["sqlx"],
            Kind::Program => &[],
        };
        for name in forbidden {
            assert!(
                !without_tests(&source).contains(&format!("{name}::")),
                "{} uses {name}",
                path.display()
            );
        }
    }
}

/// Files of `src/web` that serve all pages; the others serve one noun each.
const SHARED: [&str; 5] = ["client_address", "mod", "page", "security", "session"];

/// Pages that show each other: an article with its comments, and the article again where a comment
/// could not be posted; a page of another site with its comments, and the report of one.
/// The API carries out what the forms do, by the same rules.
const TOGETHER: [(&str, &str); 7] = [
    ("articles", "comments"),
    ("comments", "articles"),
    ("comments", "embed"),
    ("embed", "comments"),
    ("reports", "embed"),
    ("api", "comments"),
    ("api", "moderation"),
];

#[test]
fn pages_do_not_use_each_other() {
    let nouns: BTreeSet<String> =
        files("src/web").iter().map(|(path, _)| parts(path)[1].clone()).collect();
    for (path, source) in files("src/web") {
        let own = parts(&path)[1].clone();
        if own == "mod" {
            continue;
        }
        // A file beside the others names them from its parent.
        let beside = if parts(&path).len() == 2 { "super::" } else { "super::super::" };
        for used in source.split("crate::web::").skip(1).chain(source.split(beside).skip(1)) {
            let name = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            assert!(
                name == own
                    || SHARED.contains(&name)
                    || !nouns.contains(name)
                    || TOGETHER.contains(&(own.as_str(), name)),
                "{} uses the pages of {name}",
                path.display()
            );
        }
    }
}

#[test]
fn every_handler_of_the_desk_takes_a_moderator() {
    let sources: Vec<String> =
        files("src/web/moderation").into_iter().map(|(_, source)| source).collect();
    let handlers: Vec<&str> = sources
        .iter()
        .flat_map(|source| {
            ["pub(super) async fn ", "pub(in crate::web) async fn "]
                .into_iter()
                .flat_map(|start| source.split(start).skip(1))
        })
        .collect();
    assert!(handlers.len() >= 4, "the handlers are found by how they are written");
    for handler in handlers {
        let arguments = handler.split("->").next().unwrap();
        assert!(
            [": Moderator", ": &Moderator", ": BoardModerator", ": Admin"]
                .iter()
                .any(|who| arguments.contains(who)),
            "{arguments} takes no Moderator"
        );
    }
    for (route, _) in weerwoord::web::routes()
        .iter()
        .filter(|(route, _)| route.starts_with("/moderation") && *route != "/moderation-log")
    {
        let routes =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/mod.rs"))
                .unwrap();
        let (_, entry) = routes.split_once(&format!("\"{route}\",")).unwrap();
        let entry = entry.split("(\"/").next().unwrap();
        assert!(entry.contains("moderation::"), "{route} is not served by web/moderation");
    }
}

#[test]
fn every_handler_of_the_editors_takes_an_editor() {
    let sources: Vec<String> =
        files("src/web/desk").into_iter().map(|(_, source)| source).collect();
    let handlers: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.split("pub(in crate::web) async fn ").skip(1))
        .collect();
    assert!(handlers.len() >= 12, "the handlers are found by how they are written");
    for handler in handlers {
        let arguments = handler.split("->").next().unwrap();
        assert!(
            arguments.contains(": Editor") || arguments.contains(": Admin"),
            "{arguments} takes no Editor"
        );
    }
}

#[test]
fn every_file_says_what_it_answers_for_and_is_one_room() {
    for folder in ["src", "tests", "benches"] {
        for (path, source) in files(folder) {
            assert!(source.starts_with("//! "), "{} has no header", path.display());
            let lines = if folder == "src" { without_tests(&source).lines().count() } else { 0 };
            assert!(
                lines <= 400,
                "{} has {lines} lines: find the second noun in it",
                path.display()
            );
        }
    }
}
