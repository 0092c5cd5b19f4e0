//! Posts on PostgreSQL that come together share a transaction: each is kept once and fails alone,
//! whatever becomes of the others.

use futures_util::future::join_all;
use weerwoord::account::Role;
use weerwoord::comment::Entry;
use weerwoord::store::Store;
use weerwoord::store::comments::{NewComment, Posted};

use crate::harness::{Board, Settings, left_out, test_name};
use crate::lost_commits::{board_behind_a_line, gives_up, open_transactions};
use crate::store::{entry, plain};

/// Number of posts that come together.
const MANY: u8 = 40;

fn new(article: i64, entry: &Entry, fingerprint: u8) -> NewComment<'_> {
    let fingerprints = vec![[fingerprint; 32]];
    NewComment { sketches: Some([1, 2, 3, 4]), fingerprints, ..plain(article, entry) }
}

async fn number(store: &Store, statement: &'static str) -> i64 {
    let Store::Postgres(server) = store else { panic!("a server") };
    sqlx::query_scalar(statement).fetch_one(server.pool()).await.unwrap()
}

const COMMENTS: &str = "SELECT COUNT(*) FROM comments";

#[tokio::test]
async fn posts_of_two_nodes_are_each_kept_once_and_counted() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    let articles = [board.article("Een").await, board.article("Twee").await];
    let other = board.another_node().await;
    let commits = "SELECT COUNT(*) FROM committed_writes";
    let before = number(&board.app.store, commits).await;
    let posts =
        (0..MANY).map(|number| {
            let person = if number % 2 == 0 { board.guest() } else { board.guest().at(&other) };
            let article = articles[usize::from(number / 2 % 2)].clone();
            async move {
                person.posts(&article, &format!("Reactie {number}")).await.goes_on_to_a_comment()
            }
        });
    let mut ids = join_all(posts).await;
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), usize::from(MANY));
    for article in &articles {
        board.guest().reads(article).await.says("Er zijn 20 reacties");
    }
    let ordinals = "SELECT COUNT(DISTINCT (article_id, ordinal)) FROM comments";
    assert_eq!(number(&board.app.store, ordinals).await, i64::from(MANY));
    let commits = number(&board.app.store, commits).await - before;
    assert!(commits < i64::from(MANY) / 2, "{commits} commits for {MANY} posts");
}

#[tokio::test]
async fn a_post_that_fails_and_one_that_repeats_leave_the_others_alone() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    board.article("Een").await;
    let (store, now, entry) = (&board.app.store, board.app.now(), entry("mirjam", "Een reactie"));
    // Every third is about no article, and every fifth repeats the first.
    let posts = (0..MANY).map(|number| {
        let article = if number % 3 == 2 { 999 } else { 1 };
        let comment = new(article, &entry, if number % 5 == 0 { 0 } else { number });
        async move { store.post(&comment, now).await }
    });
    let (mut new, mut repeats, mut failed) = (Vec::new(), Vec::new(), 0);
    for outcome in join_all(posts).await {
        match outcome {
            Ok(Posted::New(id, _)) => new.push(id),
            Ok(Posted::Repeat(id)) => repeats.push(id),
            Ok(other) => panic!("{other:?}"),
            Err(_) => failed += 1,
        }
    }
    assert_eq!(failed, 13, "three of the repeats are about no article either");
    assert_eq!(number(store, COMMENTS).await, i64::try_from(new.len()).unwrap());
    assert_eq!(new.len() + repeats.len() + failed, usize::from(MANY));
    assert_eq!(repeats.len(), 4, "and one of them was the first");
    assert!(repeats.iter().all(|id| new.contains(id)));
    let counted = "SELECT visible_comments FROM articles WHERE id = 1";
    assert_eq!(number(store, counted).await, i64::try_from(new.len()).unwrap());
}

#[tokio::test]
async fn who_leaves_in_the_middle_of_a_turn_leaves_nothing_and_harms_nobody() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    board.article("Een").await;
    let (store, now) = (&board.app.store, board.app.now());
    let (stays, leaves) = (entry("mirjam", "Die blijft"), entry("mirjam", "Die gaat"));
    for round in 0..MANY {
        let before = new(1, &stays, 3 * round);
        let gone = new(1, &leaves, 3 * round + 1);
        let after = new(1, &stays, 3 * round + 2);
        let all = async {
            tokio::join!(
                store.post(&before, now),
                gives_up(store.post(&gone, now), usize::from(round)),
                store.post(&after, now),
            )
        };
        let (before, (), after) = Box::pin(all).await;
        assert!(matches!(before.unwrap(), Posted::New(..)), "round {round}");
        assert!(matches!(after.unwrap(), Posted::New(..)), "round {round}");
        assert_eq!(open_transactions(store).await, 0, "round {round}");
    }
    let stayed = "SELECT COUNT(*) FROM comments WHERE body = 'Die blijft'";
    assert_eq!(number(store, stayed).await, 2 * i64::from(MANY));
    let (all, counted) = (number(store, COMMENTS).await, "SELECT visible_comments FROM articles");
    assert_eq!(number(store, counted).await, all);
}

#[tokio::test]
async fn all_of_a_transaction_learn_that_it_was_committed_although_its_answer_was_lost() {
    let Some((board, line, store)) = board_behind_a_line().await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    board.article("Een").await;
    let (now, entry) = (board.app.now(), entry("mirjam", "Een reactie"));
    line.will_break();
    let posts = (0..MANY).map(|number| {
        let comment = new(1, &entry, number);
        let store = &store;
        async move { store.post(&comment, now).await.unwrap() }
    });
    let posted = join_all(posts).await;
    assert!(line.has_broken());
    assert!(posted.iter().all(|posted| matches!(posted, Posted::New(..))), "{posted:?}");
    assert_eq!(number(&board.app.store, COMMENTS).await, i64::from(MANY));
}

#[tokio::test]
async fn what_a_node_posted_does_not_outdate_its_pages_a_second_time() {
    let Some(board) = Board::on_postgres(Settings::easy()).await else {
        return left_out(&test_name(), "PostgreSQL");
    };
    let article = board.article("Een").await;
    let other = board.another_node().await;
    board.somebody("Tess", Role::Moderator).await;
    let here = board.app.store.clone();
    let listening = tokio::spawn(async move { here.follow().await });
    let reader = board.guest();
    while board.app.cache.find(&article, board.app.now()).is_none() {
        reader.reads(&article).await.is(200);
        tokio::task::yield_now().await;
    }
    let begun = board.app.store.generations().now();
    reader.posts(&article, "Van hier").await.goes_on_to_a_comment();
    // Notices come in the order of their commits: once that of the other node is heard, the own one
    // was too.
    reader.at(&other).posts(&article, "Van daar").await.goes_on_to_a_comment();
    while !reader.reads(&article).await.text().contains("Van daar") {
        tokio::task::yield_now().await;
    }
    assert_eq!(board.app.store.generations().now() - begun, 2);
    listening.abort();
}
