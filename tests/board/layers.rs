//! The shape of the source: who may use whom, and what every file says of itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a module may name of the crate, lowest layer first. A file in a folder belongs to its folder.
const MAY_USE: &[(&str, &[&str])] = &[
    ("locale", &[]),
    ("error", &["locale"]),
    ("limits", &[]),
    ("encryption", &[]),
    ("domain", &[]),
    ("characters", &[]),
    ("config", &["domain", "encryption", "limits", "locale"]),
    ("secrets", &["config", "encryption", "error"]),
    ("invalidation", &[]),
    ("markup", &["characters"]),
    ("picture", &["markup"]),
    ("branding", &["locale", "picture"]),
    ("captcha", &["locale"]),
    ("og_image", &[]),
    ("account", &["characters", "domain"]),
    ("static_page", &["locale"]),
    ("article", &["account", "markup"]),
    ("diff", &[]),
    ("writing", &["article", "locale", "markup", "picture"]),
    ("ban", &["account", "locale"]),
    ("filter", &["characters", "domain", "markup"]),
    ("search", &["characters", "locale"]),
    ("comment", &["account", "characters", "locale", "markup", "picture"]),
    ("thread", &["comment"]),
    ("moderation", &["comment"]),
    ("report", &["account", "comment", "locale"]),
    ("appeal", &[]),
    ("notify", &["locale"]),
    ("token", &[]),
    ("second_factor", &[]),
    ("share", &[]),
    (
        "store",
        &[
            "account",
            "appeal",
            "article",
            "ban",
            "captcha",
            "characters",
            "comment",
            "config",
            "domain",
            "error",
            "invalidation",
            "limits",
            "branding",
            "markup",
            "moderation",
            "notify",
            "picture",
            "filter",
            "second_factor",
            "report",
            "thread",
            "search",
            "share",
            "static_page",
            "token",
            "writing",
        ],
    ),
    ("admission", &["comment", "config"]),
    ("mail", &["account", "config"]),
    ("cache", &["error", "invalidation", "markup"]),
    ("cpu_pool", &["error"]),
    ("presence", &[]),
    ("rate_limiter", &["account", "error", "limits", "store"]),
    (
        "app",
        &[
            "account",
            "article",
            "ban",
            "cache",
            "captcha",
            "config",
            "cpu_pool",
            "encryption",
            "error",
            "rate_limiter",
            "invalidation",
            "locale",
            "branding",
            "mail",
            "picture",
            "presence",
            "filter",
            "second_factor",
            "secrets",
            "store",
        ],
    ),
    (
        "web",
        &[
            "account",
            "admission",
            "app",
            "appeal",
            "article",
            "ban",
            "cache",
            "captcha",
            "og_image",
            "comment",
            "config",
            "encryption",
            "error",
            "rate_limiter",
            "invalidation",
            "limits",
            "locale",
            "branding",
            "markup",
            "moderation",
            "notify",
            "picture",
            "filter",
            "second_factor",
            "report",
            "search",
            "share",
            "store",
            "static_page",
            "thread",
            "token",
            "diff",
            "writing",
        ],
    ),
    (
        "jobs",
        &[
            "account",
            "app",
            "appeal",
            "captcha",
            "comment",
            "error",
            "invalidation",
            "limits",
            "locale",
            "mail",
            "markup",
            "moderation",
            "notify",
            "search",
            "store",
            "token",
            "web",
        ],
    ),
    ("transfer", &["store"]),
    (
        "demo",
        &[
            "account",
            "app",
            "article",
            "ban",
            "comment",
            "locale",
            "branding",
            "moderation",
            "picture",
            "report",
            "filter",
            "share",
            "store",
            "token",
            "writing",
        ],
    ),
    (
        "cli",
        &[
            "account",
            "app",
            "article",
            "captcha",
            "config",
            "demo",
            "encryption",
            "jobs",
            "mail",
            "search",
            "second_factor",
            "secrets",
            "store",
            "transfer",
            "web",
            "writing",
        ],
    ),
];

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
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for (path, source) in files("src") {
        let module = parts(&path)[0].clone();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let (_, allowed) = MAY_USE
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} has no layer yet"));
        for used in without_tests(&source).split("crate::").skip(1) {
            let names: Vec<String> = match used.strip_prefix('{') {
                Some(list) => list
                    .split('}')
                    .next()
                    .unwrap()
                    .split(',')
                    .map(|name| name.trim().split("::").next().unwrap().to_owned())
                    .collect(),
                None => vec![
                    used.split(|c: char| !c.is_alphanumeric() && c != '_')
                        .next()
                        .unwrap()
                        .to_owned(),
                ],
            };
            for name in
                names.iter().filter(|name| known.contains(name.as_str()) && **name != module)
            {
                assert!(
                    allowed.contains(&name.as_str()),
                    "{} uses {name}, which is not below {module}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_table_of_layers_has_no_cycle() {
    for (index, (name, uses)) in MAY_USE.iter().enumerate() {
        for used in *uses {
            assert!(
                MAY_USE[..index].iter().any(|(lower, _)| lower == used),
                "{name} uses {used}, which is not below it"
            );
        }
    }
}

#[test]
fn rules_know_no_web_and_no_database() {
    for (path, source) in files("src") {
        let module = parts(&path)[0].clone();
        let forbidden: &[&str] = match module.as_str() {
            "account" | "appeal" | "article" | "ban" | "captcha" | "og_image" | "comment"
            | "diff" | "domain" | "writing" | "limits" | "branding" | "markup" | "moderation"
            | "notify" | "picture" | "report" | "filter" | "search" | "second_factor" | "share"
            | "static_page" | "token" | "locale" | "error" | "config" => &["axum", "sqlx", "tower"],
            "store" => &["axum", "tower", "askama"],
            "web" => &["sqlx"],
            _ => &[],
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

#[test]
fn pages_do_not_use_each_other() {
    for (path, source) in files("src/web") {
        let own = parts(&path);
        let noun = own[1].clone();
        if noun == "mod" {
            continue;
        }
        for used in source.split("super::").skip(1).chain(source.split("crate::web::").skip(1)) {
            let name = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            let others = [
                "accounts",
                "appeals",
                "articles",
                "captcha",
                "comments",
                "decisions",
                "feeds",
                "moderation",
                "ops",
                "pictures",
                "reports",
                "search",
                "sitemap",
                "texts",
                "theme",
                "unsubscribe",
            ];
            assert!(
                !others.contains(&name) || name == noun,
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
            arguments.contains(": Moderator") || arguments.contains(": Admin"),
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
