//! The binary as an operator meets it: commands, what they say when they fail, and what survives when it is killed.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::harness::{Home, free_port, mode, poster, told};
use sqlx::{Connection as _, Executor as _, SqliteConnection};

#[test]
fn accounts_are_made_listed_and_changed() {
    let home = Home::new();
    let made = home.account("Sanne Verhoef", "sanne@post.example", "editor", "een lang wachtwoord");
    assert_eq!(
        String::from_utf8(made.stdout).unwrap(),
        "Sanne Verhoef can log in with sanne@post.example as editor.\n"
    );
    assert!(
        told(&home.account("sanne verhoef", "x@post.example", "member", "een lang wachtwoord"))
            .contains("belongs to another account")
    );
    assert!(
        told(&home.account("Iemand", "SANNE@post.example", "member", "een lang wachtwoord"))
            .contains("has an account already")
    );
    let wrong = home.account("Iemand", "iemand", "member", "een lang wachtwoord");
    assert!(
        wrong.status.code() == Some(2) && told(&wrong).contains("is not an e-mail address"),
        "{}",
        told(&wrong)
    );
    let wrong = home.account("***", "iemand@post.example", "member", "een lang wachtwoord");
    assert!(
        wrong.status.code() == Some(2) && told(&wrong).contains("1 to 80 characters"),
        "{}",
        told(&wrong)
    );
    home.fails(2, &["account", "role", "bram", "admin"]);
    assert!(
        told(&home.account("Iemand", "iemand@post.example", "member", "kort"))
            .contains("10 to 128 characters")
    );
    for common in ["wachtwoord123", "Amsterdam2024", "Iemand2026!", "weerwoord01"] {
        let refused = home.account("Iemand", "iemand@post.example", "member", common);
        assert_eq!(refused.status.code(), Some(1), "{common}");
        assert!(told(&refused).contains("easy to guess"), "{}", told(&refused));
    }
    home.fails(
        2,
        &["account", "add", "--name", "x", "--email", "y@post.example", "--role", "koning"],
    );

    let added = home.done(&[
        "account",
        "add",
        "--name",
        "Bram",
        "--email",
        "bram@post.example",
        "--role",
        "moderator",
    ]);
    assert!(added.contains("\nPassword: "), "{added}");
    home.done(&["account", "role", "bram@post.example", "admin"]);
    home.fails(1, &["account", "role", "niemand@post.example", "admin"]);
    assert!(home.done(&["account", "password", "bram@post.example"]).contains("Password: "));
    let list = home.done(&["account", "list"]);
    assert_eq!(list.lines().count(), 2);
    assert!(list.starts_with("admin      bram@post.example"), "{list}");
    let refused = home.fails(1, &["account", "role", "bram@post.example", "editor"]);
    assert!(refused.contains("make somebody else admin first"), "{refused}");
    assert_eq!(home.done(&["account", "list"]), list);
    home.done(&["account", "role", "sanne@post.example", "admin"]);
    home.done(&["account", "role", "bram@post.example", "editor"]);
}

#[test]
fn a_wrong_manuscript_is_refused_with_its_line() {
    let home = Home::furnished();
    let add = |text: &str| home.fails(1, &["article", "add", &home.file("fout.md", text)]);
    assert!(add("# Zonder").contains("fout.md, line 1: expected +++"));
    assert!(
        add("+++\ntitle = \"x\"\nauteur = \"y\"\n+++\nx")
            .contains("fout.md, line 3: unknown field `auteur`")
    );
    assert!(
        add("+++\ntitle = \"x\"\nauthor = \"niemand@post.example\"\n+++\nx")
            .contains("no account has the address")
    );
    let again = "+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\n+++\nx";
    assert!(add(again).contains("another article is at /articles/nu"));
    let shows = |address: &str| {
        let head = "+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\npublished = 2026-01-01T09:00:00\nslug = \"nu\"\n+++";
        home.file("beeld.md", &format!("{head}\n![x]({address})"))
    };
    let told = home.fails(1, &["article", "edit", "nu", &shows("/pictures/7")]);
    assert!(
        told.contains("the board has no picture at ‘/pictures/7’; add it at /desk/pictures"),
        "{told}"
    );
    assert!(
        home.fails(1, &["article", "add", &shows("/x.png")]).contains("no picture at ‘/x.png’")
    );
    assert!(home.fails(1, &["article", "add", "/nergens.md"]).contains("cannot be read"));
    assert!(
        home.fails(1, &["article", "edit", "nergens", &home.file("x.md", again)])
            .contains("there is no article")
    );
    assert!(home.done(&["article", "list"]).contains("nu  Nu"));
    home.fails(2, &["article"]);
    home.fails(2, &["onzin"]);
}

#[tokio::test]
async fn a_running_board_shows_what_a_command_changes() {
    let home = Home::furnished();
    let server = home.serve().await;
    let text = "+++\ntitle = \"Erbij\"\nauthor = \"sanne@post.example\"\npublished = 2026-01-02\n+++\nNieuw.";
    let printed =
        home.done(&["article", "add", &home.file("erbij.md", text), "--public-url", &server.url]);
    assert_eq!(printed, format!("{}/articles/erbij\n", server.url));
    assert!(server.page("/articles/erbij").await.contains("Nieuw."));
    home.done(&[
        "article",
        "edit",
        "erbij",
        &home.file("erbij.md", &text.replace("Nieuw.", "Anders.")),
    ]);
    assert!(server.soon_shows("/articles/erbij", "Anders.").await);
    let edit = |slug: &str| {
        let text = text.replace("+++\ntitle", &format!("+++\nslug = \"{slug}\"\ntitle"));
        home.command(&["article", "edit", "erbij", &home.file("erbij.md", &text)]).output().unwrap()
    };
    let refused = edit("elders");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        told(&refused).contains("`slug` is \"elders\", but the address of an article stays"),
        "{}",
        told(&refused)
    );
    assert!(edit("erbij").status.success());
    assert!(server.stops());
}

#[test]
fn settings_are_shown_and_wrong_ones_are_named() {
    let home = Home::empty();
    let config = home.done(&["config", "--public-url", "https://blog.example", "--name", "Blad"]);
    assert!(config.contains("WEERWOORD_PUBLIC_URL=https://blog.example  # flag"), "{config}");
    assert!(config.contains("WEERWOORD_NAME=Blad  # flag"), "{config}");
    let told = home.fails(2, &["serve", "--listen", "ergens"]);
    assert!(told.contains("--listen: \"ergens\" is not an address with a port"), "{told}");
    home.fails(2, &["config", "--database-url", "mysql://board:geheim@db.example/board"]);
    let output = home.command(&["config"]).env("WEERWOORD_LISTEN", "ergens").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "the command was well asked for");
    let mistyped = [
        ("WEERWOORD_LISTN", "127.0.0.1:1"),
        ("WEERWOORD_TEST_ON", "postgres"),
        ("WEERWOORD_NAME", "Blad"),
    ];
    let told = self::told(&home.command(&["config"]).envs(mistyped).output().unwrap());
    assert!(told.contains("warning: WEERWOORD_LISTN is no setting"), "{told}");
    assert!(!told.contains("WEERWOORD_TEST_ON") && !told.contains("WEERWOORD_NAME"), "{told}");
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = held.local_addr().unwrap().to_string();
    let told =
        self::told(&home.command(&["serve", "--listen", &taken]).envs(mistyped).output().unwrap());
    assert!(told.contains("WEERWOORD_LISTN is no setting"), "{told}");
    std::fs::create_dir_all(home.path("data")).unwrap();
    std::fs::write(home.path("data/weerwoord.toml"), "lang = nl\n").unwrap();
    assert!(home.fails(1, &["config"]).contains("weerwoord.toml"));
}

#[tokio::test]
async fn what_stops_the_board_from_starting_is_told() {
    let home = Home::empty();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = home.fails(1, &["serve", "--listen", &address]);
    assert!(told.contains(&format!("{address} is taken by another program")), "{told}");

    let told = home.fails(1, &["serve", "--listen", "127.0.0.1:0", "--data", "/dev/null/board"]);
    assert!(
        told.contains("cannot be opened for writing") && told.contains("WEERWOORD_DATA"),
        "{told}"
    );

    let told =
        home.fails(1, &["migrate", "--database-url", "postgres://board:geheim@127.0.0.1:1/board"]);
    assert!(told.contains("did not answer") && !told.contains("geheim"), "{told}");

    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    let count = std::fs::read_dir(migrations).unwrap().count();
    assert!(home.done(&["migrate"]).contains(&format!("{count} migrations were run")));
    assert!(home.done(&["migrate"]).contains("up to date"));
    std::fs::write(home.path("data/weerwoord.db"), "dit is geen database, al staat het er wel")
        .unwrap();
    let init = ["init", "--name", "Eva", "--email", "eva@post.example", "--password-stdin"];
    for command in
        [&["serve", "--listen", "127.0.0.1:0"][..], &["check"], &["account", "list"], &init]
    {
        let told = home.fails(1, command);
        assert!(
            told.contains("weerwoord.db is damaged") && told.contains("put a backup in its place"),
            "{command:?}: {told}"
        );
    }
}

#[tokio::test]
async fn a_file_with_a_hole_in_it_is_called_damaged() {
    let home = Home::furnished();
    let file = home.path("data/weerwoord.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[100..].fill(0xAA);
    std::fs::write(&file, bytes).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"]] {
        let told = home.fails(1, command);
        assert!(
            told.contains("weerwoord.db is damaged") && told.contains("put a backup in its place"),
            "{command:?}: {told}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_is_a_line_each_and_mended_when_asked() {
    let home = Home::furnished();
    home.done(&["migrate"]);
    let url = format!("sqlite://{}", home.path("data/weerwoord.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    database.execute("UPDATE articles SET threads = 9").await.unwrap();
    database.close().await.unwrap();
    let line = "1 articles whose number of threads is not that of the last one: 1.";
    let output = home.command(&["check"]).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines.trim_end(), format!("{line} `weerwoord check --mend` mends this."));
    let told = home.fails(1, &["check"]);
    assert!(told.contains("1 thing(s) are not as they should be"), "{told}");
    let told = home.done(&["check", "--mend"]);
    assert!(told.contains(&format!("{line} Mended.")), "{told}");
    let told = home.done(&["check", "--mend"]);
    assert!(told.contains("Everything is as it should be") && !told.contains("Mended"), "{told}");
    home.done(&["check"]);
}

#[tokio::test]
async fn a_board_that_a_newer_version_used_is_left_alone() {
    let home = Home::furnished();
    let url = format!("sqlite://{}", home.path("data/weerwoord.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', TRUE, x'00', 0)";
    database.execute(newer).await.unwrap();
    database.close().await.unwrap();
    for command in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"], &["migrate"]] {
        let told = home.fails(1, command);
        assert!(
            told.contains("last used by a newer Weerwoord") && told.contains("9999"),
            "{command:?}: {told}"
        );
    }
}

#[test]
fn no_command_but_three_makes_a_board_and_each_says_which_it_is_about() {
    let home = Home::empty();
    let file =
        home.file("nu.md", "+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\n+++\nAlinea.");
    let path = home.path("data/weerwoord.db");
    for command in [
        &["account", "add", "--name", "Sanne", "--email", "sanne@post.example", "--role", "admin"],
        &["account", "list"][..],
        &["account", "role", "sanne@post.example", "admin"],
        &["account", "password", "sanne@post.example"],
        &["article", "add", &file],
        &["article", "list"],
        &["article", "edit", "nu", &file],
        &["backup", "kopie.db"],
        &["check"],
        &["export", "kopie.jsonl"],
        &["secrets", "rotate"],
    ] {
        let told = home.fails(1, command);
        assert!(told.contains("there is no board at"), "{command:?}: {told}");
        assert!(told.contains("`weerwoord init` makes one"), "{command:?}: {told}");
        assert!(told.starts_with(&format!("Board: {}\n", path.display())), "{command:?}: {told}");
    }
    home.command(&["mail", "test", "sanne@post.example"]).output().unwrap();
    assert!(!path.exists());
    home.done(&["migrate"]);
    assert_eq!(home.done(&["account", "list"]), "");
}

#[test]
fn a_board_is_made_with_its_administrator_and_its_settings_without_a_browser() {
    let home = Home::empty();
    let init = |password: &str, more: &[&str]| {
        let about = ["init", "--name", "Sanne Verhoef", "--email", "sanne@post.example"];
        let mut command = home.command(&[&about[..], &["--password-stdin"], more].concat());
        let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    };
    let data = home.path("data");
    let asked = home.fails(2, &["init", "--email", "sanne@post.example"]);
    assert!(asked.contains("--name: give it as a flag: there is no terminal to ask on"), "{asked}");
    let weak = init("Amsterdam2024", &[]);
    assert!(weak.status.code() == Some(1) && told(&weak).contains("easy to guess"));
    let wrong = init("vier woorden op rij", &["--public-url", "blog"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
    assert!(!data.exists(), "nothing is made before everything is known");

    let settings = [
        "--board-name",
        "Het \"Blad\"",
        "--public-url",
        "https://blog.example",
        "--example-article",
    ];
    let made = init("vier woorden op rij", &settings);
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(said.contains("Sanne Verhoef can log in with sanne@post.example as admin."), "{said}");
    assert!(said.contains("log in at https://blog.example/login"), "{said}");
    assert_eq!(mode(&data.join("weerwoord.toml")), 0o600);
    let config = home.done(&["config"]);
    assert!(config.contains("WEERWOORD_NAME=Het \"Blad\"  # weerwoord.toml"), "{config}");
    assert!(config.contains("WEERWOORD_PUBLIC_URL=https://blog.example  # weer"), "{config}");
    assert_eq!(home.done(&["account", "list"]).lines().count(), 1);
    assert!(home.done(&["article", "list"]).contains("zo-werkt-schrijven-hier"));

    let again = init("vier woorden op rij", &[]);
    assert!(told(&again).contains("already, which sanne@post.example administers"));
    assert_eq!(again.status.code(), Some(1));

    let migrated = Home::new();
    let there = migrated.path("data").to_str().unwrap().to_owned();
    assert!(init("vier woorden op rij", &["--data", &there]).status.success());
    assert!(migrated.done(&["account", "list"]).starts_with("admin "));
}

#[test]
fn a_command_finds_the_board_by_the_file_with_the_settings() {
    let home = Home::furnished();
    let file = home.file("settings.toml", "data = \"data\"\nname = \"Het Blad\"\n");
    let command = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        command.env_remove("WEERWOORD_DATA").current_dir("/").output().unwrap()
    };
    let list = command(&["account", "list", "--config", &file]);
    assert!(String::from_utf8(list.stdout).unwrap().contains("sanne@post.example"));
    let missing = command(&["account", "list", "--config", "/nowhere/settings.toml"]);
    assert!(told(&missing).contains("/nowhere/settings.toml: there is no such file"));
    assert_eq!(missing.status.code(), Some(1));
}

#[tokio::test]
async fn a_backup_is_whole_and_never_replaces_a_file() {
    let home = Home::furnished();
    let server = home.serve().await;
    let form = [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", "Bewaar mij")];
    assert_eq!(
        poster()
            .post(format!("{}/articles/nu/comments", server.url))
            .form(&form)
            .send()
            .await
            .unwrap()
            .status(),
        303
    );
    let copy = home.path("kopie.db").to_str().unwrap().to_owned();
    home.done(&["backup", &copy]);
    assert!(home.fails(1, &["backup", &copy]).contains("is there already"));
    assert!(home.fails(1, &["backup", "/nergens/kopie.db"]).contains("/nergens does not exist"));
    assert!(server.stops());

    let other = Home::empty();
    assert!(other.fails(1, &["check"]).contains("there is no board at"));
    assert!(!other.path("data").exists(), "a command that only looks makes nothing");
    std::fs::create_dir(other.path("data")).unwrap();
    std::fs::copy(&copy, other.path("data/weerwoord.db")).unwrap();
    assert!(other.done(&["check"]).contains("Everything is as it should be"));
    let server = other.serve().await;
    assert!(server.page("/articles/nu").await.contains("Bewaar mij"));
}

#[test]
fn a_board_is_exported_and_moved_by_command() {
    let home = Home::furnished();
    let file = home.path("bord.jsonl").to_str().unwrap().to_owned();
    assert!(home.done(&["export", &file]).contains("4 lines about the board are in"));
    assert_eq!(mode(&home.path("bord.jsonl")), 0o600, "it holds addresses");
    assert!(
        home.fails(1, &["export", &file]).contains("is there already; give a name that is free")
    );
    assert!(home.fails(1, &["export", "/nergens/bord.jsonl"]).contains("cannot be written to"));

    let there = format!("sqlite://{}", home.path("elders/bord.db").display());
    let said = home.done(&["move", "--to", &there]);
    assert!(
        said.contains("         1  articles\n")
            && said.contains("9 rows were copied; every table has the same"),
        "{said}"
    );
    assert!(said.contains(&format!("set WEERWOORD_DATABASE_URL to {there}")), "{said}");
    assert!(
        home.done(&["check", "--database-url", &there]).contains("Everything is as it should be")
    );
    let again = home.path("elders/bord.jsonl").to_str().unwrap().to_owned();
    home.done(&["export", &again, "--database-url", &there]);
    assert_eq!(std::fs::read(file).unwrap(), std::fs::read(again).unwrap());

    assert!(home.fails(1, &["move", "--to", &there]).contains("holds a board already"));
    assert!(Home::empty().fails(1, &["move", "--to", &there]).contains("there is no board at"));
    for wrong in
        [&["move"][..], &["move", "--to", "mysql://board:geheim@db.example/board"], &["export"]]
    {
        let told = home.fails(2, wrong);
        assert!(
            !told.contains("geheim")
                && told.contains(if wrong.len() == 3 {
                    "--to: this is no address"
                } else {
                    "Usage"
                }),
            "{told}"
        );
    }
    let told = home.fails(1, &["move", "--to", "postgres://board:geheim@127.0.0.1:1/board"]);
    assert!(
        told.contains("board:***@127.0.0.1:1/board did not answer") && told.contains("after --to"),
        "{told}"
    );
    assert!(!told.contains("geheim"), "{told}");
    let told = home.fails(1, &["move", "--to", "sqlite:///dev/null/bord.db"]);
    assert!(told.contains("cannot be opened for writing") && told.contains("after --to"), "{told}");
}

#[tokio::test]
async fn a_move_that_was_stopped_or_killed_is_finished_by_the_same_command() {
    let home = Home::furnished();
    let mut database = SqliteConnection::connect(&format!(
        "sqlite://{}",
        home.path("data/weerwoord.db").display()
    ))
    .await
    .unwrap();
    let crowd = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
        INSERT INTO comments (article_id, name, email, email_key, body, html, state, posted_at)
        SELECT 1, 'Lezer', 'l@post.example', 'l@post.example', 'Reactie ' || i, '<p>Reactie</p>', 'held', i FROM n";
    database.execute(crowd).await.unwrap();
    database.close().await.unwrap();
    let there = format!("sqlite://{}", home.path("elders.db").display());
    let (mut copied, mut told) = (0, String::new());
    for signal in ["-INT", "-KILL"] {
        let child = home.command(&["move", "--to", &there]).spawn().unwrap();
        let enough = copied + 2_000;
        while copied < enough {
            tokio::time::sleep(Duration::from_millis(5)).await;
            let Ok(mut database) = SqliteConnection::connect(&there).await else { continue };
            copied = sqlx::query_scalar("SELECT COUNT(*) FROM comments")
                .fetch_one(&mut database)
                .await
                .unwrap_or(copied);
            database.close().await.unwrap();
        }
        Command::new("kill").arg(signal).arg(child.id().to_string()).status().unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!output.status.success(), "it was done before it was stopped");
        told.push_str(&self::told(&output));
    }
    assert!(
        told.contains("stopped; this board is as it was, and the same command goes on"),
        "{told}"
    );
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"], &["account", "list"]] {
        let told = home.fails(1, &[command, &["--database-url", &there]].concat());
        assert!(
            told.contains("holds a part of a board that is being moved there"),
            "{command:?}: {told}"
        );
    }
    let said = home.done(&["move", "--to", &there]);
    assert!(said.contains("30006 rows were copied, the last of them now;"), "{said}");
    assert!(
        home.done(&["account", "list", "--database-url", &there]).contains("sanne@post.example")
    );
}

#[tokio::test]
async fn a_board_that_is_told_to_stop_leaves_a_whole_file() {
    let home = Home::furnished();
    let server = home.serve().await;
    let form = [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", "Op tijd")];
    assert_eq!(
        poster()
            .post(format!("{}/articles/nu/comments", server.url))
            .form(&form)
            .send()
            .await
            .unwrap()
            .status(),
        303
    );
    assert!(server.stops());
    let log = home.path("data/weerwoord.db-wal");
    assert!(
        !log.exists() || log.metadata().unwrap().len() == 0,
        "the write-ahead log was folded in"
    );
    assert_eq!(mode(&home.path("data/weerwoord.db")), 0o600, "only its owner reads it");
}

#[tokio::test]
async fn who_is_half_way_when_the_board_is_told_to_stop_is_still_answered() {
    let home = Home::furnished();
    let mut server = home.serve().await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let (first, rest) = ("name=Mirjam&email=mirjam%40post.example&body=", "Nog+net+op+tijd");
    let head = format!(
        "POST /articles/nu/comments HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        first.len() + rest.len()
    );
    let line = TcpStream::connect(&address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut answers = BufReader::new(&line).lines().map(Result::unwrap);
    (&line).write_all(head.as_bytes()).unwrap();
    assert_eq!(answers.next().as_deref(), Some("HTTP/1.1 100 Continue"), "the form is being read");
    (&line).write_all(first.as_bytes()).unwrap();

    server.is_told_to_stop();
    while TcpStream::connect(&address).is_ok() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    (&line).write_all(rest.as_bytes()).unwrap();
    let answer: Vec<String> = answers.skip(1).take_while(|line| !line.is_empty()).collect();
    assert_eq!(answer[0], "HTTP/1.1 303 See Other");
    assert!(answer.iter().any(|line| line.ends_with("/articles/nu#comment-1")), "{answer:?}");
    assert!(server.process.wait().unwrap().success());
    assert!(home.serve().await.page("/articles/nu").await.contains("Nog net op tijd"));
}

#[tokio::test]
async fn what_was_acknowledged_survives_being_killed() {
    let home = Home::furnished();
    let mut server = home.serve().await;
    let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
    let posters: Vec<_> = (0..8)
        .map(|poster| {
            let (acknowledged, url) =
                (acknowledged.clone(), format!("{}/articles/nu/comments", server.url));
            tokio::spawn(async move {
                let client = self::poster();
                for n in 0..200 {
                    let text = format!("Reactie {n} van poster {poster}.");
                    let form =
                        [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", &text)];
                    match client.post(&url).form(&form).send().await {
                        Ok(answer) if answer.status() == 303 => {
                            acknowledged.lock().unwrap().push(text);
                        }
                        _ => return,
                    }
                }
            })
        })
        .collect();
    while acknowledged.lock().unwrap().len() < 100 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.process.kill().unwrap();
    for poster in posters {
        poster.await.unwrap();
    }
    drop(server);

    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(
        acknowledged.len() >= 100 && acknowledged.len() < 1_600,
        "killed while {} were posted",
        acknowledged.len()
    );
    assert!(home.done(&["check"]).contains("Everything is as it should be"));
    let server = home.serve().await;
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for page in 1.. {
        let html = server.page(&format!("/articles/nu?page={page}")).await;
        for text in html.split("<p dir=\"auto\">Reactie ").skip(1) {
            *found.entry(format!("Reactie {}", text.split("</p>").next().unwrap())).or_default() +=
                1;
        }
        if !html.contains("rel=\"next\"") {
            break;
        }
    }
    for text in &acknowledged {
        assert_eq!(found.get(text), Some(&1), "{text}");
    }
}

#[tokio::test]
async fn the_demo_is_whole_and_leaves_nothing_behind() {
    let home = Home::empty();
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let mut child = home
        .command(&["serve", "--demo", "--listen", &format!("127.0.0.1:{port}")])
        .env("TMPDIR", home.path(""))
        .spawn()
        .unwrap();
    for _ in 0..400 {
        if reqwest::get(format!("{url}/health/ready")).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let page = reqwest::get(&url).await.unwrap().text().await.unwrap();
    assert!(page.contains("Van wie is het gesprek met de klant?"));
    Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
    assert!(child.wait().unwrap().success());
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().unwrap(), &mut said).unwrap();
    for role in ["member", "moderator", "editor", "admin"] {
        assert!(said.lines().any(|line| line.trim_start().starts_with(role)), "{said}");
    }
    assert!(!home.path("data").exists(), "a real board is never touched");
    let left: Vec<_> =
        std::fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_board_without_an_administrator_logs_the_link_and_never_its_use() {
    let home = Home::new();
    let log = home.path("log");
    let server = home
        .serve_with(|command| {
            command.env("RUST_LOG", "debug").stderr(std::fs::File::create(&log).unwrap())
        })
        .await;
    let told = || std::fs::read_to_string(&log).unwrap();
    let start = format!("{}/setup/", server.url);
    for _ in 0..200 {
        if told().contains(&start) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let log = told();
    let at = log.find(&start).expect("the link is in the log") + start.len();
    let token = log[at..at + 64].to_owned();
    let link = format!("{start}{token}");
    assert_eq!(reqwest::get(&link).await.unwrap().status(), 200);
    let fields = "name=Ada&email=ada%40post.example&password=een+lang+wachtwoord&board=Blad";
    let made = poster()
        .post(&link)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(fields)
        .send()
        .await
        .unwrap();
    assert_eq!(made.headers()["location"], "/desk?done=setup");
    assert_eq!(reqwest::get(&link).await.unwrap().status(), 404);
    assert!(server.stops());
    let log = told();
    assert_eq!(log.matches(&token).count(), 1, "{log}");
    assert!(!log.contains("ada@post.example") && log.contains("/setup/{token}"), "{log}");
    assert!(home.done(&["account", "list"]).starts_with("admin "));
}

#[tokio::test]
async fn a_container_asks_whether_the_board_is_ready() {
    let home = Home::furnished();
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let told_off = home.fails(1, &["health", "--listen", &listen]);
    assert!(told_off.contains(&format!("no board listens on {listen}")), "{told_off}");
    let server = home.serve().await;
    let listen = server.url.strip_prefix("http://").unwrap();
    assert_eq!(home.done(&["health", "--listen", listen]), "The board is ready.\n");
    let everywhere = listen.replace("127.0.0.1", "0.0.0.0");
    assert_eq!(home.done(&["health", "--listen", &everywhere]), "The board is ready.\n");
}
