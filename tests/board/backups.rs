//! Backups: one file with everything, made each day, and restored elsewhere without what was erased since.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use sqlx::Connection as _;
use tempfile::TempDir;
use weerwoord::account::Role;
use weerwoord::backup::{self, Restored, journal};
use weerwoord::config::{Config, DatabaseUrl, Flags};
use weerwoord::jobs::{backup_round, process_mail};
use weerwoord::store::Store;

use crate::harness::{
    Board, Database, Home, Kind, PASSWORD, Settings, address, left_out, link, mode, poster,
};
use crate::migrations::run;

/// Makes a backup of a board in the folder of its data.
async fn back_up(board: &Board, name: &str) -> PathBuf {
    let path = board.app.config.data.join(name);
    let place = (&board.app.store, &board.app.config);
    let moment = (board.app.now(), &[9; 32]);
    backup::create(place, &path, true, moment, &mut |_| {}).await.unwrap();
    path
}

/// Restores a backup into a folder, or into a database of another address.
async fn restored(
    (file, erasures): (&Path, Option<&Path>),
    data: &Path,
    database: Option<&DatabaseUrl>,
    now: Timestamp,
) -> anyhow::Result<Restored> {
    let url = match database {
        Some(DatabaseUrl::Postgres(url)) => Some(url.clone()),
        _ => None,
    };
    let load = || {
        let setting = |name: &str| match name {
            "WEERWOORD_DATA" => Some(data.to_str().unwrap().to_owned()),
            "WEERWOORD_DATABASE_URL" => url.clone(),
            _ => None,
        };
        Ok(Config::load(&Flags::default(), setting)?)
    };
    backup::restore(file, erasures, load, (now, &[8; 32])).await
}

async fn value(store: &Store, statement: &'static str) -> i64 {
    match store {
        Store::Sqlite { read, .. } => sqlx::query_scalar(statement).fetch_one(read).await.unwrap(),
        Store::Postgres(server) => {
            sqlx::query_scalar(statement).fetch_one(server.pool()).await.unwrap()
        }
    }
}

/// A board with a comment of a member, two of guests, and one that is written after the backup.
async fn with_erasures_since() -> (Board, PathBuf) {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let mirjam = board.somebody("Mirjam Bos", Role::Member).await;
    let (truus, wies) = (board.guest(), board.guest());
    let ada = board.somebody("Ada Lont", Role::Admin).await;
    mirjam.posts(&article, "Van een deelnemer").await.goes_on_to_a_comment();
    truus.posts_as(&article, "Truus", "Van een gast", &[]).await.goes_on_to_a_comment();
    wies.posts_as(&article, "Wies", "Het adres van een ander", &[]).await.goes_on_to_a_comment();
    let file = back_up(&board, "kopie.db").await;

    board.clock.advance(SignedDuration::from_hours(1));
    let order = [("why", "Bevel 12/34"), ("reason", "privacy"), ("sure", "yes")];
    ada.sends("/moderation/comments/3/expunge", &order).await.is(303);
    mirjam.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    let email = address("Truus");
    truus.sends("/my-comments", &[("email", &email)]).await.is(303);
    let mail = board.delivers_one_to(&email).await;
    truus.sends(&link(&mail, "/confirm/"), &[]).await.goes_on_to("/my-comments");
    let disown = [("choice", "disown"), ("email", email.as_str()), ("sure", "on")];
    truus.sends("/my-comments/choose", &disown).await.is(303);
    truus.posts_as(&article, "Joost", "Van daarna", &[]).await.goes_on_to_a_comment();
    (board, file)
}

/// Nothing that was erased after the backup is in a restored board, and all else is.
async fn is_erased_in(store: &Store) {
    const TOLD: &str = "SELECT COUNT(*) FROM events WHERE made_at >= 1795165200000000";
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    assert_eq!(value(store, "SELECT COUNT(*) FROM comments").await, 3, "none of later");
    let named = "SELECT COUNT(*) FROM comments
        WHERE id < 3 AND (name IS NOT NULL OR email IS NOT NULL OR account_id IS NOT NULL)";
    assert_eq!(value(store, named).await, 0);
    let kept = "SELECT COUNT(*) FROM comments WHERE body LIKE 'Van een %'";
    assert_eq!(value(store, kept).await, 2, "what they wrote stays");
    let expunged = "SELECT COUNT(*) FROM comments WHERE id = 3 AND body = '' AND html = ''
        AND state = 'removed' AND reason = 'privacy' AND expunged_at IS NOT NULL";
    assert_eq!(value(store, expunged).await, 1, "tombstone and reason stay");
    assert_eq!(value(store, TOLD).await, 0, "nobody is told a second time");
    assert_eq!(value(store, "SELECT COUNT(*) FROM sessions").await, 0);
    let restored = "SELECT COUNT(*) FROM staff_log WHERE kind = 'restore'";
    assert_eq!(value(store, restored).await, 1);
}

#[tokio::test]
async fn what_was_erased_after_a_backup_stays_erased() {
    let (board, file) = with_erasures_since().await;
    process_mail(&board.app).await.unwrap();
    let data = tempfile::tempdir().unwrap();
    let again = restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    assert_eq!((again.erased, again.remarks), (3, vec![]), "by the journal beside the backup");
    let store = Store::open(&again.config.database).await.unwrap();
    is_erased_in(&store).await;
    store.close().await;

    // The restored board has a journal of its own, which names no one.
    let text = std::fs::read_to_string(board.app.config.data.join(journal::NAME)).unwrap();
    // The comment; the account, its address and its comment; the address of the guest.
    assert_eq!(text.lines().count(), 5);
    for word in ["Truus", "truus", "Mirjam", "post.example", "Bevel"] {
        assert!(!text.contains(word), "{word} is in {text}");
    }
}

#[tokio::test]
async fn a_backup_is_restored_to_a_server_whatever_it_was_made_of() {
    let Some(server) = Database::empty(Kind::Postgres).await else {
        return left_out("backups::a_backup_is_restored_to_a_server…", "PostgreSQL");
    };
    let (board, file) = with_erasures_since().await;
    let data = tempfile::tempdir().unwrap();
    let now = board.app.now();
    let again = restored((&file, None), data.path(), Some(&server.url), now).await.unwrap();
    assert_eq!(again.erased, 3);
    let store = Store::open(&server.url).await.unwrap();
    is_erased_in(&store).await;
    let again = restored((&file, None), data.path(), Some(&server.url), now).await;
    assert!(again.unwrap_err().to_string().contains("holds a board already"));
}

#[tokio::test]
async fn without_a_journal_the_operator_is_told() {
    let (board, file) = with_erasures_since().await;
    std::fs::remove_file(board.app.config.data.join(journal::NAME)).unwrap();
    let data = tempfile::tempdir().unwrap();
    let again = restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    assert_eq!((again.erased, again.journals), (0, vec![]));
    let nowhere = Path::new("/nergens/erasures.jsonl");
    let data = tempfile::tempdir().unwrap();
    let refused = restored((&file, Some(nowhere)), data.path(), None, board.app.now()).await;
    assert!(refused.unwrap_err().to_string().contains("there is no file /nergens"));
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "nothing was made");
}

#[tokio::test]
async fn a_number_that_was_given_out_again_is_another_comment() {
    let (board, file) = with_erasures_since().await;
    let journal = board.app.config.data.join(journal::NAME);
    let text = std::fs::read_to_string(&journal).unwrap();
    // As if comment 3 and the account had come into being at another time.
    let other = text.replace("\"born_at\":17", "\"born_at\":16");
    assert_ne!(other, text);
    std::fs::write(&journal, other).unwrap();
    let data = tempfile::tempdir().unwrap();
    let again = restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    assert_eq!(again.erased, 1, "the address alone");
    let store = Store::open(&again.config.database).await.unwrap();
    assert_eq!(value(&store, "SELECT COUNT(*) FROM comments WHERE body = ''").await, 0);
}

#[tokio::test]
async fn whoever_cannot_leave_a_restored_board_is_named_by_number() {
    let board = Board::open().await;
    let ada = board.somebody("Ada Lont", Role::Admin).await;
    let file = back_up(&board, "kopie.db").await;
    board.account("Naima Bakker", Role::Admin).await;
    ada.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    let data = tempfile::tempdir().unwrap();
    let again = restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    let [remark] = &again.not_erased[..] else { panic!("{:?}", again.not_erased) };
    assert!(remark.starts_with("Account 1 left after the backup"), "{remark}");
    assert!(remark.contains("the only administrator"), "{remark}");
}

#[tokio::test]
async fn another_node_writes_the_journal_too_and_a_lost_one_comes_back() {
    let (board, _file) = with_erasures_since().await;
    let (mut config, folder) = (board.app.config.clone(), tempfile::tempdir().unwrap());
    config.data = folder.path().to_owned();
    let moment = (board.app.now(), &[9; 32]);
    let places = journal::places(&config);
    journal::write(&board.app.store, &places, moment).await.unwrap();
    let own = std::fs::read(board.app.config.data.join(journal::NAME)).unwrap();
    assert_eq!(std::fs::read(&places[0]).unwrap(), own);
    // Lines of another board, and lines of a later version, stay.
    let mut more = own.clone();
    more.extend(b"{\"later\":true}\n");
    std::fs::write(&places[0], &more).unwrap();
    journal::write(&board.app.store, &places, moment).await.unwrap();
    assert_eq!(std::fs::read(&places[0]).unwrap().len(), more.len());
    // After 400 days no backup has it any more.
    let later = (board.app.now() + SignedDuration::from_hours(401 * 24), &[9; 32]);
    std::fs::write(&places[0], &own).unwrap();
    journal::write(&board.app.store, &places, later).await.unwrap();
    assert_eq!(std::fs::read_to_string(&places[0]).unwrap(), "");
}

#[tokio::test]
async fn a_backup_is_made_each_day_and_old_ones_go() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("kopieën");
    let setting = backups.to_str().unwrap();
    let board = Board::with(Settings::easy().with("BACKUP_DIR", setting)).await;
    let first = backup_round(&board.app).await.unwrap();
    assert_eq!((mode(&backups), mode(&first)), (0o700, 0o600));
    assert_eq!(backup_round(&board.app).await, None, "once a day is enough");
    for _ in 0..9 {
        board.clock.advance(SignedDuration::from_hours(24));
        assert!(backup_round(&board.app).await.is_some());
    }
    let place = (&board.app.store, &board.app.config);
    assert_eq!(
        backup::last_backup(place, (board.app.now(), &[9; 32])).await.unwrap(),
        Some(board.app.now())
    );
    let there = std::fs::read_dir(&backups).unwrap().count();
    assert_eq!(there, 8, "seven days, and the last of the week before");

    // A clock that was ahead for a moment does not put off the next backup.
    std::fs::rename(first_of(&backups), backups.join("aside")).unwrap();
    board.clock.advance(SignedDuration::from_hours(24 * 300));
    backup_round(&board.app).await.unwrap();
    board.clock.advance(SignedDuration::from_hours(-24 * 299));
    assert!(backup_round(&board.app).await.is_some());
}

fn first_of(folder: &Path) -> PathBuf {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap()
}

#[tokio::test]
async fn a_backup_that_fails_leaves_the_last_one_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let setting = backups.to_str().unwrap();
    let board = Board::with(Settings::easy().with("BACKUP_DIR", setting)).await;
    let ada = board.somebody("Ada Lont", Role::Admin).await;
    std::fs::write(&backups, "a file where the folder should be").unwrap();
    assert_eq!(backup_round(&board.app).await, None);
    ada.reads("/desk").await.is(200).says("Er is geen back-up van dit bord");
    std::fs::remove_file(&backups).unwrap();
    assert!(backup_round(&board.app).await.is_some());
    board.app.look_again();
    ada.reads("/desk").await.is(200).never_says("back-up");
}

#[tokio::test]
async fn a_board_moves_to_another_machine_with_everything_in_one_file() {
    let home = Home::furnished();
    std::fs::write(home.path("data/weerwoord.toml"), "name = \"De Spiegel\"\n").unwrap();
    std::fs::write(home.path("data/secret.key"), format!("{}\n", "07".repeat(32))).unwrap();
    let server = home.serve().await;
    let form = [("name", "Mirjam"), ("email", "mirjam@post.example"), ("body", "Bewaar mij")];
    let to = format!("{}/articles/nu/comments", server.url);
    assert_eq!(poster().post(to).form(&form).send().await.unwrap().status(), 303);
    let copy = home.path("kopie.db").to_str().unwrap().to_owned();
    let said = home.done(&["backup", &copy]);
    assert!(said.contains("the copy was read again"), "{said}");
    assert_eq!(mode(Path::new(&copy)), 0o600, "it holds everything");

    let other = Home::empty();
    let said = other.done(&["restore", &copy]);
    assert!(said.contains("weerwoord.toml") && said.contains("secret.key"), "{said}");
    assert!(said.contains("No journal of erasures of this board"), "nobody ever left: {said}");
    for name in ["weerwoord.db", "weerwoord.toml", "secret.key"] {
        assert_eq!(mode(&other.path("data").join(name)), 0o600, "{name}");
    }
    assert!(other.done(&["check"]).contains("Everything is as it should be"));
    let page = other.serve().await.page("/articles/nu").await;
    assert!(page.contains("Bewaar mij") && page.contains("De Spiegel"));

    let refused = other.fails(1, &["restore", &copy]);
    assert!(refused.contains("is there already; restore into an empty folder"), "{refused}");
    assert!(other.done(&["check"]).contains("Everything is as it should be"));
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_is_made() {
    let (home, other) = (Home::furnished(), Home::empty());
    let text =
        home.file("tekst.txt", "Dit is geen back-up, maar een tekst van meer dan zestien tekens.");
    let copy = home.path("kopie.db").to_str().unwrap().to_owned();
    home.done(&["backup", &copy]);
    let damaged = home.path("stuk.db");
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xff);
    std::fs::write(&damaged, bytes).unwrap();
    let short = home.path("kort.db");
    std::fs::write(&short, &std::fs::read(&copy).unwrap()[..8192]).unwrap();
    for (file, told) in [
        (text.as_str(), "is no backup of a board"),
        ("/nergens/kopie.db", "there is no file /nergens/kopie.db"),
        (damaged.to_str().unwrap(), "is damaged"),
        (short.to_str().unwrap(), "kort.db"),
    ] {
        let said = other.fails(1, &["restore", file]);
        assert!(said.contains(told), "{file}: {said}");
        assert!(!other.path("data").exists(), "{file}");
    }
}

#[test]
fn settings_that_lay_elsewhere_come_along() {
    let home = Home::furnished();
    let settings = home.file(
        "settings.toml",
        &format!("data = {:?}\n# onze naam\nname = \"De Spiegel\"\n", home.path("data")),
    );
    let copy = home.path("kopie.db").to_str().unwrap().to_owned();
    home.done(&["backup", &copy, "--config", &settings]);
    let other = Home::empty();
    other.done(&["restore", &copy]);
    let text = std::fs::read_to_string(other.path("data/weerwoord.toml")).unwrap();
    assert_eq!(text, "# onze naam\nname = \"De Spiegel\"\n");
    let config = other.done(&["config"]);
    assert!(config.contains("WEERWOORD_NAME=De Spiegel"), "{config}");
}

#[tokio::test]
async fn a_backup_of_before_this_version_is_restored_too() {
    let board = Board::open().await;
    board.article("Oud").await;
    let Store::Sqlite { .. } = &board.app.store else { return };
    let folder: TempDir = tempfile::tempdir().unwrap();
    let old = folder.path().join("oud.db");
    board.app.store.copy_to(&old).await.unwrap();
    let data = tempfile::tempdir().unwrap();
    let again = restored((&old, None), data.path(), None, board.app.now()).await.unwrap();
    assert!(again.manifest.is_none() && again.remarks.is_empty());
    let store = Store::open(&again.config.database).await.unwrap();
    assert_eq!(value(&store, "SELECT COUNT(*) FROM articles").await, 1);
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_board_as_it_was() {
    let home = Home::empty();
    let path = home.path("data/weerwoord.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    let store = Store::open(&url).await.unwrap();
    store.migrate_to(25).await.unwrap();
    run(&store, "INSERT INTO categories (slug, name) VALUES ('bewaar-mij', 'Bewaar mij')").await;
    // A later migration makes a table of this name.
    run(&store, "CREATE TABLE follows (other INTEGER)").await;
    store.close().await;
    let told = home.fails(1, &["migrate"]);
    assert!(told.contains("the database is as it was before the migrations"), "{told}");
    let store = Store::open(&url).await.unwrap();
    let applied = "SELECT MAX(version) FROM _sqlx_migrations";
    assert_eq!(value(&store, applied).await, 25, "0026 went well and is taken back");
    assert_eq!(value(&store, "SELECT COUNT(*) FROM categories").await, 1);

    run(&store, "DROP TABLE follows").await;
    store.close().await;
    assert!(home.done(&["migrate"]).contains("migrations were run"));
    let copy = home.path("data/weerwoord.db-before-migration");
    assert_eq!(mode(&copy), 0o600);
    let before = Store::open(&DatabaseUrl::Sqlite(copy)).await.unwrap();
    assert_eq!(value(&before, applied).await, 25);
    before.close().await;
    let store = Store::open(&url).await.unwrap();
    assert_eq!(value(&store, "SELECT COUNT(*) FROM categories").await, 1);
    assert_eq!(home.done(&["migrate"]), "The tables were up to date.\n");
}

/// The text of the journal of a board.
fn journal_of(board: &Board) -> String {
    let text = std::fs::read(board.app.config.data.join(journal::NAME)).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn comments_that_were_claimed_after_the_backup_lose_their_author_too() {
    let board = Board::open().await;
    let article = board.article("Gesprek").await;
    let truus = board.guest();
    truus.posts_as(&article, "Truus", "Van een gast", &[]).await.goes_on_to_a_comment();
    let file = back_up(&board, "kopie.db").await;
    let email = address("Truus");
    let id = board.account("Truus", Role::Member).await;
    let claimed = weerwoord::account::Email::new(&email).unwrap();
    assert_eq!(board.app.store.claim_comments(&claimed, id).await.unwrap(), 1);
    let truus = board.somebody_again("Truus").await;
    truus.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    let data = tempfile::tempdir().unwrap();
    restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    let store = Store::open(&DatabaseUrl::Sqlite(data.path().join("weerwoord.db"))).await.unwrap();
    let named = "SELECT COUNT(*) FROM comments WHERE name IS NOT NULL OR email IS NOT NULL";
    assert_eq!(value(&store, named).await, 0);
}

#[tokio::test]
async fn an_erasure_is_not_repeated_on_what_is_posted_later() {
    let (board, file) = with_erasures_since().await;
    let data = tempfile::tempdir().unwrap();
    restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    let url = DatabaseUrl::Sqlite(data.path().join("weerwoord.db"));
    let store = Store::open(&url).await.unwrap();
    let node = board.node_on(store);
    let article = "/articles/gesprek";
    let back = board.guest().at(&node);
    back.posts_as(article, "Truus", "Ik ben er weer", &[]).await.goes_on_to_a_comment();
    let later = board.app.config.data.join("later.db");
    let moment = (board.app.now(), &[9; 32]);
    let place = (&node.0.store, &node.0.config);
    backup::create(place, &later, true, moment, &mut |_| {}).await.unwrap();
    let other = tempfile::tempdir().unwrap();
    let again = restored((&later, None), other.path(), None, board.app.now()).await.unwrap();
    assert_eq!(again.erased, 0);
    let store = Store::open(&again.config.database).await.unwrap();
    assert_eq!(value(&store, "SELECT COUNT(*) FROM comments WHERE name = 'Truus'").await, 1);
}

#[tokio::test]
async fn a_damaged_line_of_the_journal_is_named_and_the_others_count() {
    let (board, file) = with_erasures_since().await;
    let path = board.app.config.data.join(journal::NAME);
    let mut text = journal_of(&board).into_bytes();
    text.extend(b"{\"board\":\"x\",\xff\n");
    std::fs::write(&path, text).unwrap();
    let data = tempfile::tempdir().unwrap();
    let again = restored((&file, None), data.path(), None, board.app.now()).await.unwrap();
    assert_eq!(again.erased, 3);
    assert!(again.remarks.iter().any(|remark| remark.starts_with("1 line(s) of")));
    // The board goes on with the file.
    board.account("Naima Bakker", Role::Admin).await;
    let ada = board.somebody_again("Ada Lont").await;
    ada.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    assert_eq!(journal_of(&board).lines().count(), 5 + 1 + 2);
}

#[test]
fn a_database_with_a_log_beside_it_is_no_backup() {
    let (home, other) = (Home::furnished(), Home::empty());
    let path = home.path("data/weerwoord.db");
    std::fs::write(home.path("data/weerwoord.db-wal"), "what was not folded in yet").unwrap();
    let told = other.fails(1, &["restore", path.to_str().unwrap()]);
    assert!(told.contains("make a backup of it with `weerwoord backup`"), "{told}");
    assert!(!other.path("data").exists(), "nothing was made");
}

#[tokio::test]
async fn no_command_migrates_a_board_that_is_served() {
    let home = Home::furnished();
    let _server = home.serve().await;
    let url = format!("sqlite://{}", home.path("data/weerwoord.db").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let forget =
        "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    sqlx::raw_sql(forget).execute(&mut connection).await.unwrap();
    for command in [&["migrate"][..], &["article", "list"]] {
        let told = home.fails(1, command);
        assert!(told.contains("is served already by another weerwoord"), "{told}");
    }
    assert!(!home.path("data/weerwoord.db-migrating").exists());
}

#[tokio::test]
async fn an_upgrade_that_was_killed_keeps_its_copy() {
    let home = Home::empty();
    let path = home.path("data/weerwoord.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    let store = Store::open(&url).await.unwrap();
    store.migrate_to(25).await.unwrap();
    let copy = home.path("data/weerwoord.db-migrating");
    store.copy_to(&copy).await.unwrap();
    // Killed after the first of several migrations; the next one fails.
    store.migrate_to(26).await.unwrap();
    run(&store, "CREATE TABLE follows (other INTEGER)").await;
    store.close().await;
    home.fails(1, &["migrate"]);
    let store = Store::open(&url).await.unwrap();
    assert_eq!(value(&store, "SELECT MAX(version) FROM _sqlx_migrations").await, 25);
    store.close().await;
    home.done(&["migrate"]);
    assert!(home.path("data/weerwoord.db-before-migration").exists() && !copy.exists());
}
