//! What `check` notices, each by damaging a board, and what it makes anew.

use weerwoord::account::Role;
use weerwoord::article::Slug;
use weerwoord::locale::Lang;
use weerwoord::search::Stems;
use weerwoord::store::articles::SavedBy;
use weerwoord::store::{CheckFinding, Inspection, Store};

use crate::harness::{Board, Settings};
use crate::migrations::run;

/// A board with an article in two versions, comments, a report, two decisions, a mark, and pictures.
async fn board() -> Board {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Gesprek").await;
    for (name, text) in [("Joost", "Een uil"), ("Rachida", "Twee *zwanen*"), ("Ilse", "Koop nu")] {
        board.guest().posts_as(&article, name, text, &[]).await.is(303);
    }
    let report = [("reason", "insult"), ("explanation", "Scheldt")];
    board.guest().sends("/comments/1/report", &report).await.is(303);
    board.guest().sends("/comments/2/useful", &[]).await.is(303);
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.decides(1, &[("decision", "keep")]).await.is(303);
    bram.decides(3, &[("decision", "remove"), ("reason", "spam"), ("note", "Reclame")])
        .await
        .is(303);
    let slug = Slug::parse("gesprek").unwrap();
    let id = board.app.store.article_at(&slug).await.unwrap().unwrap();
    let piece = board.app.store.written(id).await.unwrap().unwrap().content;
    let saved = board.app.store.save_content(id, &piece, None, SavedBy::default(), board.app.now());
    saved.await.unwrap();
    run(
        &board.app.store,
        "INSERT INTO pictures (purpose, alt, hash, origin, made_by, made_at)
            VALUES ('article', 'Een uil', 'd5b4ae69bb29', '00ff', 1, 1790000000000000);
        INSERT INTO picture_files (picture_id, width, kind, height, bytes) VALUES
            (1, 480, 'webp', 320, '\\x0102ff'), (1, 480, 'jpg', 320, '\\x0304');
        INSERT INTO mailboxes (email_key, email, stop_key, answers_off)
            VALUES ('joost@post.example', 'Joost@post.example', '\\x02', FALSE)",
    )
    .await;
    while board.indexes().await > 0 {}
    assert_eq!(told(&board, false).await, Vec::<String>::new());
    board
}

async fn checked(board: &Board, mend: bool) -> Vec<CheckFinding> {
    let stems = Some(Stems::new(Lang::Nl));
    let inspection = Inspection { mend, now: Some(board.app.now()), stems };
    board.app.store.check(inspection, &mut |_| {}).await.unwrap()
}

async fn told(board: &Board, mend: bool) -> Vec<String> {
    checked(board, mend).await.iter().map(ToString::to_string).collect()
}

/// One board, and whether it is on SQLite.
fn is_sqlite(board: &Board) -> bool {
    matches!(board.app.store, Store::Sqlite { .. })
}

/// Damage, and what is told of it.
const MENDABLE: &[(&str, &str)] = &[
    (
        "UPDATE comments SET html = '<p>Anders</p>' WHERE id = 1",
        "comments whose HTML is not what their text makes: 1",
    ),
    (
        "UPDATE articles SET html = '<p>Anders</p>'",
        "articles whose HTML is not what their text makes: 1",
    ),
    ("UPDATE articles SET words = 99", "articles whose HTML is not what their text makes: 1"),
    (
        "INSERT INTO comment_index (rowid, words) VALUES (3, 'koop')",
        "comments that readers do not see and that are in the index: 3",
    ),
    (
        "DELETE FROM comment_index WHERE rowid = 2; INSERT INTO comment_index (rowid, words) VALUES (2, 'eend')",
        "comments of which the index knows other words: 2",
    ),
    (
        "DELETE FROM comment_index WHERE rowid = 2",
        "comments that readers see and no search finds: 2",
    ),
    ("DELETE FROM article_index WHERE rowid = 1", "articles that no search finds: 1"),
    (
        "INSERT INTO article_index (rowid, words) VALUES (77, 'eend')",
        "articles that are gone and in the index: 77",
    ),
    ("DROP INDEX comments_posted", "index that is missing: comments_posted"),
    (
        "DROP INDEX comments_posted; CREATE INDEX comments_posted ON comments (shown_at)",
        "index that is altered: comments_posted",
    ),
    (
        "UPDATE comments SET email_key = 'x' WHERE id = 1",
        "comments whose key is not that of their address: 1",
    ),
    (
        "UPDATE accounts SET name_key = 'x' WHERE id = 1",
        "accounts whose key is not that of their name: 1",
    ),
    (
        "UPDATE accounts SET email_key = 'x' WHERE id = 1",
        "accounts whose key is not that of their address: 1",
    ),
    ("UPDATE mailboxes SET email_key = 'x'", "mailboxes whose key is not that of their address"),
    (
        "UPDATE articles SET visible_comments = -1",
        "articles whose number of comments is not what readers see: 1",
    ),
    (
        "UPDATE articles SET threads = 9",
        "articles whose number of threads is not that of the last one: 1",
    ),
    (
        "UPDATE comments SET useful = -1 WHERE id = 2",
        "comments that more or fewer found useful than they say: 2",
    ),
    (
        "UPDATE comments SET reports = 0 WHERE id = 1",
        "comments that were reported more or less often than they say: 1",
    ),
    ("UPDATE comments SET open_reports = 4 WHERE id = 1", "comments whose number of open reports"),
    ("UPDATE tallies SET count = -1", "hours with a negative tally"),
    (
        "INSERT INTO article_views (day, article_id, count) VALUES ('2026-11-20', 1, -1)",
        "days with a negative number of views: 1",
    ),
    ("DELETE FROM article_slugs", "articles whose address is not one of theirs: 1"),
];

#[tokio::test]
async fn what_can_be_made_anew_is_noticed_and_mended_once() {
    let board = board().await;
    for (damage, what) in MENDABLE {
        run(&board.app.store, damage).await;
        let found = told(&board, false).await;
        assert!(
            found.iter().any(|line| line.contains(what)
                && line.ends_with("`weerwoord check --mend` mends this.")),
            "{damage}: {found:?}"
        );
        assert_eq!(told(&board, false).await, found, "looking changes nothing");
        let mended = checked(&board, true).await;
        assert!(mended.iter().all(CheckFinding::is_mended), "{damage}: {mended:?}");
        assert_eq!(told(&board, true).await, Vec::<String>::new(), "{damage}");
        while board.indexes().await > 0 {}
        assert_eq!(told(&board, false).await, Vec::<String>::new(), "{damage}");
    }
}

#[tokio::test]
async fn what_cannot_be_made_anew_is_noticed() {
    let board = board().await;
    for (damage, undo, what) in [
        (
            "UPDATE articles SET title = 'Anders'",
            "UPDATE articles SET title = 'Gesprek'",
            "articles whose text is not that of their last version: 1",
        ),
        (
            "UPDATE article_versions SET number = 7 WHERE number = 1",
            "UPDATE article_versions SET number = 1 WHERE number = 7",
            "articles with a gap in their versions: 1",
        ),
        (
            "UPDATE picture_files SET bytes = '\\x09' WHERE kind = 'jpg'",
            "UPDATE picture_files SET bytes = '\\x0304' WHERE kind = 'jpg'",
            "pictures with other bytes than they were made of: 1",
        ),
        (
            "INSERT INTO pictures (purpose, alt, hash, origin, made_by, made_at) VALUES ('article', 'Zwaan', 'aa', 'bb', 1, 1790000000000000)",
            "DELETE FROM pictures WHERE origin = 'bb'",
            "pictures without files",
        ),
        (
            "INSERT INTO events (body, made_at, due_at) VALUES ('{\"Danced\":{}}', 1790000000000000, 9000000000000000)",
            "DELETE FROM events WHERE body LIKE '%Danced%'",
            "events that cannot be read",
        ),
        (
            "UPDATE comments SET posted_at = 4000000000000000 WHERE id = 1",
            "UPDATE comments SET posted_at = shown_at WHERE id = 1",
            "rows with a moment that cannot be, in comments: 1",
        ),
        (
            "UPDATE reports SET made_at = -5",
            "UPDATE reports SET made_at = 1790000000000000",
            "rows with a moment that cannot be, in reports",
        ),
        (
            "INSERT INTO decisions (comment_id, account_id, decision, version, made_at) VALUES (2, 1, 'keep', 2, 1790000000000000);
            UPDATE comments SET version = 2, reason = NULL WHERE id = 2",
            "",
            "decisions that the board did not make",
        ),
    ] {
        run(&board.app.store, damage).await;
        let found = told(&board, false).await;
        assert!(found.iter().any(|line| line.contains(what)), "{damage}: {found:?}");
        let after = checked(&board, true).await;
        assert!(after.iter().any(|finding| !finding.is_mended()), "{damage}: {after:?}");
        if !undo.is_empty() {
            run(&board.app.store, undo).await;
        }
        while board.indexes().await > 0 {}
    }
}

#[tokio::test]
async fn decisions_show_what_was_done_to_them() {
    let board = board().await;
    let store = &board.app.store;
    let (stand, stay) = if is_sqlite(&board) {
        ("DROP TRIGGER decisions_stand", "DROP TRIGGER decisions_stay")
    } else {
        ("ALTER TABLE decisions DISABLE TRIGGER USER", "SELECT 1")
    };
    run(store, stand).await;
    run(store, stay).await;
    let found = told(&board, false).await.join("\n");
    assert!(found.contains("trigger that is"), "{found}");
    run(store, "UPDATE decisions SET note = 'Niets' WHERE comment_id = 3").await;
    let found = told(&board, false).await.join("\n");
    assert!(found.contains("1 decisions that were altered: 2"), "{found}");
    run(store, "UPDATE decisions SET note = 'Reclame' WHERE comment_id = 3").await;
    assert!(!told(&board, false).await.join("\n").contains("altered: 2"));
    // The last one, with everything that would show it elsewhere.
    run(
        store,
        "DELETE FROM tickets; DELETE FROM score_lessons; DELETE FROM decisions WHERE comment_id = 3;
        UPDATE comments SET version = 1, state = 'visible', reason = NULL WHERE id = 3;
        UPDATE articles SET visible_comments = 3",
    )
    .await;
    let found = told(&board, false).await.join("\n");
    assert!(found.contains("1 decisions that are missing: 2"), "{found}");
    run(store, "DELETE FROM decision_seals WHERE place = 2").await;
    let found = told(&board, false).await.join("\n");
    assert!(found.contains("does not end where it was left, after place: 1"), "{found}");
    // Triggers come back, decisions do not.
    let mended = checked(&board, true).await;
    assert!(
        mended.iter().any(|finding| finding.is_mended() && finding.to_string().contains("trigger"))
    );
    let again = told(&board, true).await.join("\n");
    assert!(!again.contains("trigger") && again.contains("does not end"), "{again}");
}

#[tokio::test]
async fn columns_and_strangers_are_noticed() {
    let board = board().await;
    run(
        &board.app.store,
        "ALTER TABLE shares ADD COLUMN extra TEXT; CREATE INDEX strange ON shares (extra)",
    )
    .await;
    let found = told(&board, true).await.join("\n");
    let column = if is_sqlite(&board) {
        "table that is altered: shares"
    } else {
        "column that no migration makes: shares.extra"
    };
    assert!(found.contains(column), "{found}");
    assert!(found.contains("index that no migration makes: strange"), "{found}");
}

#[tokio::test]
async fn no_line_tells_an_address_or_a_text() {
    let board = board().await;
    run(
        &board.app.store,
        "UPDATE comments SET email_key = 'x', html = '<p>Anders</p>'; UPDATE mailboxes SET email_key = 'y'; UPDATE accounts SET email_key = 'z' WHERE id = 1",
    )
    .await;
    let found = told(&board, false).await.join("\n");
    assert!(!found.contains('@') && !found.contains("uil") && !found.contains("Anders"), "{found}");
}

#[tokio::test]
async fn a_table_that_cannot_be_read_is_named_and_the_rest_is_looked_at() {
    let board = board().await;
    if !is_sqlite(&board) {
        return;
    }
    let Store::Sqlite { read, writer } = &board.app.store else { panic!("a file") };
    let page: i64 = sqlx::query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = 'events'")
        .fetch_one(read)
        .await
        .unwrap();
    let size: i64 = sqlx::query_scalar("PRAGMA page_size").fetch_one(read).await.unwrap();
    let (page, size) = (u64::try_from(page).unwrap(), u64::try_from(size).unwrap());
    run(&board.app.store, "UPDATE articles SET threads = 9").await;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer.pool()).await.unwrap();
    let path = writer.pool().connect_options().get_filename().to_owned();
    let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    std::io::Seek::seek(&mut file, std::io::SeekFrom::Start((page - 1) * size)).unwrap();
    std::io::Write::write_all(&mut file, &vec![0xee; usize::try_from(size).unwrap()]).unwrap();
    drop(file);
    // A fresh look: the connections of the board have the page in memory.
    let url = weerwoord::config::DatabaseUrl::Sqlite(path);
    let store = Store::open(&url).await.unwrap();
    let found: Vec<String> = store.inspect().await.unwrap();
    let found = found.join("\n");
    assert!(found.contains("events") && found.contains("Restore a backup"), "{found}");
    assert!(
        found.contains("articles whose number of threads is not that of the last one: 1"),
        "{found}"
    );
}
