//! The store's contract: one story a noun, told to both databases.

use jiff::{SignedDuration, Timestamp};
use weerwoord::account::{Email, Name, Role, Scope};
use weerwoord::article::{Comments, Manuscript, Slug};
use weerwoord::captcha;
use weerwoord::comment::thread::Order;
use weerwoord::comment::{self, Draft, Entry, Reason, Sender, Signature, State, fingerprint};
use weerwoord::moderation::{Decision, Queue};
use weerwoord::store::Store;
use weerwoord::store::accounts::{
    AccountTaken, NewAccount, NewPasskey, NewSession, Owner, Proof, RoleChange,
};
use weerwoord::store::articles::SlugTaken;
use weerwoord::store::comments::{Code, NewComment, Place, Posted, Target};
use weerwoord::store::limits::{Answer, Kind as QueryParams, Live, Refused, Take};
use weerwoord::store::moderation::{CaseFilter, LogFilter, NewDecision};

use crate::harness::{Database, Kind, START, left_out};

fn page_of(place: Place) -> (String, i64) {
    (place.slug, place.page)
}

/// A comment without anything special about it.
pub fn plain(article: i64, entry: &Entry) -> NewComment<'_> {
    NewComment {
        article: Target::Article(article),
        parent: None,
        entry,
        hold: None,
        brake: None,
        findings: &[],
        network: None,
        browser: Some(&[9; 32]),
        notify: false,
        sketches: None,
        score: 0,
        fingerprints: Vec::new(),
        code: None,
        site_token: None,
    }
}

/// Tells each story to both databases, under its own name.
macro_rules! stories {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let database = super::Database::new(super::Kind::Sqlite).await.unwrap();
                super::$name(database.store().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                match super::Database::new(super::Kind::Postgres).await {
                    Some(database) => super::$name(database.store().await).await,
                    None => super::left_out(concat!("store::postgres::", stringify!($name)), "the programs of PostgreSQL"),
                }
            })*
        }
    };
}

stories!(
    buckets_are_drawn_from_together,
    accounts_have_one_name_and_one_address,
    sessions_open_and_end,
    no_session_begins_on_what_was_proved_before,
    articles_appear_when_their_time_comes,
    comments_stand_in_threads,
    threads_fill_pages,
    the_same_comment_is_kept_once,
    of_twenty_at_once_one_is_kept,
    challenges_are_answered_once,
    a_code_pays_for_one_comment,
    of_twenty_posts_with_one_code_one_is_kept,
    of_many_guesses_at_once_one_is_looked_at,
    decisions_follow_each_other,
    of_two_decisions_about_one_version_one_counts,
    decisions_stand_for_ever,
    what_has_run_out_is_forgotten,
    damage_is_found,
);

fn now() -> Timestamp {
    START.parse().unwrap()
}

fn minutes(n: i64) -> SignedDuration {
    SignedDuration::from_mins(n)
}

async fn account(store: &Store, name: &str, role: Role) -> i64 {
    let email = Email::new(&format!("{}@post.example", name.to_lowercase())).unwrap();
    let new = NewAccount { name: Name::new(name).unwrap(), email, password: "hash".into(), role };
    store.add_account(&new, now()).await.unwrap().unwrap()
}

/// A session of somebody whose password was right.
fn session(account: i64, token: &[u8; 32]) -> NewSession<'_> {
    let proof = Proof::Password("hash");
    NewSession { proof, token, old: None, account, device: "", browser: None }
}

fn manuscript(title: &str, published: Option<Timestamp>) -> Manuscript {
    let text = format!(
        "+++\ntitle = {title:?}\nauthor = \"sanne@post.example\"\ncategories = [\"Taal\", \"Één café\"]\n+++\nAlinea."
    );
    Manuscript { published, ..Manuscript::parse(&text, &jiff::tz::TimeZone::UTC).unwrap() }
}

async fn article(store: &Store, title: &str) -> i64 {
    let author = match store.account(&Email::new("sanne@post.example").unwrap()).await.unwrap() {
        Some(account) => account.id,
        None => account(store, "Sanne", Role::Editor).await,
    };
    store.add_article(&manuscript(title, Some(now())), author, now()).await.unwrap().unwrap()
}

pub fn entry(name: &str, body: &str) -> Entry {
    let draft =
        Draft { name: name.into(), email: format!("{name}@post.example"), body: body.into() };
    draft.check(None).unwrap()
}

async fn post(store: &Store, article: i64, parent: Option<i64>, body: &str) -> i64 {
    let entry = entry("mirjam", body);
    let new = NewComment { parent, ..plain(article, &entry) };
    match store.post(&new, now()).await.unwrap() {
        Posted::New(id, _) => id,
        other => panic!("{other:?}"),
    }
}

async fn decide(store: &Store, comment: i64, moderator: i64, decision: Decision) -> bool {
    let comment = store.comment(comment).await.unwrap().unwrap();
    let becomes = decision.applied_to(&comment).unwrap();
    store
        .record(
            &NewDecision {
                comment: &comment,
                decision,
                becomes,
                note: Some("let op"),
                moderator,
                route: None,
                lesson: None,
            },
            now(),
        )
        .await
        .unwrap()
}

async fn visible(store: &Store, title: &str) -> i64 {
    store.article(&Slug::of(title).unwrap(), now()).await.unwrap().unwrap().teaser.comments
}

async fn accounts_have_one_name_and_one_address(store: Store) {
    account(&store, "Mirjam", Role::Member).await;
    let another = |name: &str, email: &str| NewAccount {
        name: Name::new(name).unwrap(),
        email: Email::new(email).unwrap(),
        password: "hash".into(),
        role: Role::Member,
    };
    let add = async |name: &str, email: &str| {
        store.add_account(&another(name, email), now()).await.unwrap()
    };
    assert_eq!(add("MIRJAM", "x@post.example").await, Err(AccountTaken::Name));
    assert_eq!(add("Míra", "Mirjam@Post.example").await, Err(AccountTaken::Email));
    assert!(add("Míra", "mira@post.example").await.is_ok());

    assert!(store.is_member_name(&Name::new("mirjam").unwrap()).await.unwrap());
    assert!(!store.is_member_name(&Name::new("Joost").unwrap()).await.unwrap());
    let mirjam = Email::new("MIRJAM@post.example").unwrap();
    let id = store.account(&mirjam).await.unwrap().unwrap().id;
    assert_eq!(store.change_role(id, Role::Admin, None, now()).await.unwrap(), RoleChange::Done);
    assert_eq!(store.account(&mirjam).await.unwrap().unwrap().role, Role::Admin);
    store
        .change_password(Owner { account: id, session: None }, "andere hash", now())
        .await
        .unwrap();
    assert_eq!(store.credentials(&mirjam).await.unwrap().unwrap().password, "andere hash");
    assert_eq!(
        store.change_role(999, Role::Admin, None, now()).await.unwrap(),
        RoleChange::Unknown
    );
    assert_eq!(store.accounts().await.unwrap().len(), 2);
}

async fn sessions_open_and_end(store: Store) {
    let id = account(&store, "Mirjam", Role::Member).await;
    let ever = Timestamp::UNIX_EPOCH;
    store.open_session(&session(id, &[1; 32]), now()).await.unwrap();
    assert_eq!(
        store.session(&[1; 32], ever, ever).await.unwrap().unwrap().account.name.as_str(),
        "Mirjam"
    );
    assert!(store.session(&[2; 32], ever, ever).await.unwrap().is_none());
    assert!(store.session(&[1; 32], now(), ever).await.unwrap().is_none(), "opened too long ago");
    assert!(store.session(&[1; 32], ever, now()).await.unwrap().is_none(), "used too long ago");
    store.touch_session(&[1; 32], now() + minutes(5)).await.unwrap();
    let touched = store.session(&[1; 32], ever, now()).await.unwrap().unwrap();
    assert_eq!(touched.used_at, now() + minutes(5));

    store
        .open_session(&NewSession { old: Some(&[1; 32]), ..session(id, &[2; 32]) }, now())
        .await
        .unwrap();
    assert!(
        store.session(&[1; 32], ever, ever).await.unwrap().is_none(),
        "a new log-in ends the old session"
    );
    store.close_session(&[2; 32]).await.unwrap();
    assert!(store.session(&[2; 32], ever, ever).await.unwrap().is_none());

    store.open_session(&session(id, &[3; 32]), now()).await.unwrap();
    store.change_role(id, Role::Moderator, None, now()).await.unwrap();
    assert!(
        store.session(&[3; 32], ever, ever).await.unwrap().is_none(),
        "another role ends every session"
    );
}

async fn no_session_begins_on_what_was_proved_before(store: Store) {
    let id = account(&store, "Mirjam", Role::Member).await;
    let owner = Owner { account: id, session: None };
    let (first, half, third) = (&[1; 32], [2; 32], &[3; 32]);
    assert!(store.open_half_session(&half, id, "hash", now()).await.unwrap());
    let second = NewSession { proof: Proof::SecondFactor(&half), ..session(id, third) };
    assert!(store.open_session(&second, now()).await.unwrap());
    assert!(!store.open_session(&second, now()).await.unwrap(), "half a session opens one");

    let key = NewPasskey { credential: vec![7], data: "{}".into(), name: "Sleutel".into() };
    assert!(store.add_passkey(owner, &key, None, now()).await.unwrap());
    assert!(!store.open_session(&session(id, first), now()).await.unwrap(), "a factor came");
    let row = store.passkey(&[7]).await.unwrap().unwrap().id;
    let by_key = NewSession { proof: Proof::Passkey(row), ..session(id, first) };
    assert!(store.open_session(&by_key, now()).await.unwrap());
    store.drop_passkey(owner, row, now()).await.unwrap();
    let again = NewSession { token: &[4; 32], ..by_key };
    assert!(!store.open_session(&again, now()).await.unwrap(), "the passkey was taken away");

    assert!(store.open_half_session(&half, id, "hash", now()).await.unwrap());
    store
        .change_password(Owner { account: id, session: None }, "andere hash", now())
        .await
        .unwrap();
    assert!(!store.open_session(&session(id, first), now()).await.unwrap(), "another password");
    assert!(!store.open_half_session(&[5; 32], id, "hash", now()).await.unwrap());
    assert!(!store.open_session(&second, now()).await.unwrap(), "the half one ended with it");
    let ever = Timestamp::UNIX_EPOCH;
    assert!(store.sessions_of(id, ever, ever).await.unwrap().is_empty());
}

async fn articles_appear_when_their_time_comes(store: Store) {
    let author = account(&store, "Sanne", Role::Editor).await;
    for (title, published) in
        [("Nu", Some(now())), ("Straks", Some(now() + minutes(60))), ("Ooit", None)]
    {
        store.add_article(&manuscript(title, published), author, now()).await.unwrap().unwrap();
    }
    let again = store.add_article(&manuscript("Nu", None), author, now()).await.unwrap();
    assert_eq!(again, Err(SlugTaken));

    let titles = async |at| {
        let (teasers, total) = store.newest(1, at).await.unwrap();
        assert_eq!(i64::try_from(teasers.len()).unwrap(), total);
        teasers.into_iter().map(|teaser| teaser.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(now()).await, ["Nu"]);
    assert_eq!(titles(now() + minutes(60)).await, ["Straks", "Nu"]);
    assert!(store.article(&Slug::of("Straks").unwrap(), now()).await.unwrap().is_none());
    assert!(
        store
            .article(&Slug::of("Ooit").unwrap(), now() + minutes(1_000_000))
            .await
            .unwrap()
            .is_none()
    );
    let all: Vec<_> =
        store.all_articles().await.unwrap().into_iter().map(|teaser| teaser.title).collect();
    assert_eq!(all, ["Ooit", "Straks", "Nu"]);

    let (teasers, _) = store.newest(1, now()).await.unwrap();
    let categories: Vec<_> =
        teasers[0].categories.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(categories, ["Taal", "Één café"], "in the order they were written");
    let cafe = Slug::of("Één café").unwrap();
    assert_eq!(store.category(&cafe).await.unwrap().unwrap().name, "Één café");
    assert_eq!(store.newest_in(&cafe, 1, now()).await.unwrap().1, 1);
    assert_eq!(store.newest_in(&cafe, 2, now()).await.unwrap().0.len(), 0);

    let edited = Manuscript {
        title: "Nu dan".into(),
        categories: Vec::new(),
        comments_open: false,
        ..manuscript("Nu", Some(now()))
    };
    assert!(store.edit_article(&Slug::of("Nu").unwrap(), &edited, author, now()).await.unwrap());
    let article = store.article(&Slug::of("Nu").unwrap(), now()).await.unwrap().unwrap();
    assert_eq!((article.teaser.title.as_str(), article.comments), ("Nu dan", Comments::Closed));
    assert!(article.teaser.categories.is_empty());
    assert!(
        !store.edit_article(&Slug::of("Nergens").unwrap(), &edited, author, now()).await.unwrap()
    );
}

async fn comments_stand_in_threads(store: Store) {
    let nu = article(&store, "Nu").await;
    let first = post(&store, nu, None, "Eerste").await;
    let answer = post(&store, nu, Some(first), "Antwoord").await;
    let deeper = post(&store, nu, Some(answer), "Dieper").await;
    let second = post(&store, nu, None, "Tweede 🎉 ‘aan’").await;
    let other = article(&store, "Elders").await;
    post(&store, other, None, "Elders").await;

    let ids: Vec<_> = store
        .thread(nu, Order::Oldest, 1, 0)
        .await
        .unwrap()
        .into_iter()
        .map(|comment| (comment.id, comment.parent))
        .collect();
    assert_eq!(
        ids,
        [(first, None), (second, None), (answer, Some(first)), (deeper, Some(answer))],
        "threads, then answers"
    );
    assert_eq!(visible(&store, "Nu").await, 4);
    assert_eq!(store.place(deeper, now()).await.unwrap().map(page_of), Some(("nu".into(), 1)));
    assert_eq!(store.place(999, now()).await.unwrap(), None);
    let kept = store.comment(second).await.unwrap().unwrap();
    assert_eq!(
        (kept.html.plain().as_str(), kept.state, kept.version),
        ("Tweede 🎉 ‘aan’", State::Visible, 1)
    );
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

async fn threads_fill_pages(store: Store) {
    let nu = article(&store, "Nu").await;
    let mut roots = Vec::new();
    for n in 0..=comment::THREADS_PER_PAGE {
        roots.push(post(&store, nu, None, &format!("Reactie {n}")).await);
    }
    let answer = post(&store, nu, Some(roots[100]), "Antwoord op de laatste").await;
    let early = post(&store, nu, Some(roots[0]), "Antwoord op de eerste").await;
    assert_eq!(
        store.article(&Slug::of("Nu").unwrap(), now()).await.unwrap().unwrap().threads,
        comment::THREADS_PER_PAGE + 1
    );
    assert_eq!(store.thread(nu, Order::Oldest, 1, 0).await.unwrap().len(), 101);
    assert_eq!(
        store
            .thread(nu, Order::Oldest, 2, 0)
            .await
            .unwrap()
            .iter()
            .map(|c| c.id)
            .collect::<Vec<_>>(),
        [roots[100], answer]
    );
    assert_eq!(store.place(answer, now()).await.unwrap().map(page_of), Some(("nu".into(), 2)));
    assert_eq!(store.place(early, now()).await.unwrap().map(page_of), Some(("nu".into(), 1)));
    assert_eq!(store.thread(nu, Order::Oldest, 3, 0).await.unwrap().len(), 0);
}

async fn the_same_comment_is_kept_once(store: Store) {
    let nu = article(&store, "Nu").await;
    let entry = entry("mirjam", "Nog een keer");
    let Signature::Guest(_, email) = &entry.signature else { panic!("a guest") };
    let by_email = fingerprint(Sender::Email(email), nu, "Nog een keer");
    let by_browser = fingerprint(Sender::Visitor(&[7; 32]), nu, "Nog een keer");
    let new = |fingerprints| NewComment { fingerprints, ..plain(nu, &entry) };

    let Posted::New(first, _) = store.post(&new(vec![by_browser, by_email]), now()).await.unwrap()
    else {
        panic!("new")
    };
    assert_eq!(store.repeat_of(&by_browser, now()).await.unwrap(), Some(first));
    for prints in [vec![by_browser], vec![by_email], vec![by_email, by_browser]] {
        assert_eq!(
            store.post(&new(prints), now() + minutes(59)).await.unwrap(),
            Posted::Repeat(first)
        );
    }
    assert_eq!(visible(&store, "Nu").await, 1);
    assert_eq!(store.repeat_of(&by_browser, now() + minutes(60)).await.unwrap(), None);
    let Posted::New(second, _) =
        store.post(&new(vec![by_email, by_browser]), now() + minutes(60)).await.unwrap()
    else {
        panic!("new")
    };
    assert_eq!(store.repeat_of(&by_email, now() + minutes(61)).await.unwrap(), Some(second));
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

async fn of_twenty_at_once_one_is_kept(store: Store) {
    let nu = article(&store, "Nu").await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let entry = entry("mirjam", "Tegelijk");
                let fingerprints = vec![[1; 32], [2; 32]];
                store.post(&NewComment { fingerprints, ..plain(nu, &entry) }, now()).await.unwrap()
            })
        })
        .collect();
    let mut new = 0;
    let mut ids = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Posted::New(id, _) => {
                new += 1;
                ids.push(id);
            }
            Posted::Repeat(id) => ids.push(id),
            Posted::Unpaid(_) | Posted::TokenUsed => panic!("no code was asked for"),
        }
    }
    ids.dedup();
    assert_eq!((new, ids.len(), visible(&store, "Nu").await), (1, 1, 1));
}

/// All challenges, however young.
fn live() -> Live {
    Live { after: now() - captcha::LIFETIME, before: now() }
}

async fn challenges_are_answered_once(store: Store) {
    let (ann, bob) = ([1; 32], [2; 32]);
    let since = now() - captcha::LIFETIME;
    for answer in ["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD", "EEEEEE"] {
        store.add_challenge(&ann, QueryParams::Picture, answer, now()).await.unwrap();
    }
    assert_eq!(
        store.answer(&bob, "EEEEEE", live(), now()).await.unwrap(),
        Answer::Nothing,
        "another visitor's"
    );
    assert_eq!(store.answer(&ann, "BBBBBB", live(), now()).await.unwrap(), Answer::Right);
    assert!(store.has_solved(&ann, since).await.unwrap());
    assert_eq!(
        store.answer(&ann, "AAAAAA", live(), now()).await.unwrap(),
        Answer::Wrong,
        "the fifth evicted the oldest"
    );
    assert_eq!(
        store.answer(&ann, "CCCCCC", live(), now()).await.unwrap(),
        Answer::Nothing,
        "a wrong answer spends all"
    );
    assert!(store.has_solved(&ann, since).await.unwrap(), "but not what was solved");

    store.add_challenge(&ann, QueryParams::Sound, "AAAAAA", now()).await.unwrap();
    let read = Live { before: now() - captcha::READING, ..live() };
    assert_eq!(store.answer(&ann, "AAAAAA", read, now()).await.unwrap(), Answer::Hasty);
    assert_eq!(
        store.answer(&ann, "AAAAAA", live(), now()).await.unwrap(),
        Answer::Nothing,
        "it was spent"
    );

    store
        .add_challenge(&ann, QueryParams::Picture, "AAAAAA", now() - captcha::LIFETIME)
        .await
        .unwrap();
    assert_eq!(
        store.answer(&ann, "AAAAAA", live(), now()).await.unwrap(),
        Answer::Nothing,
        "too old"
    );
}

async fn a_code_pays_for_one_comment(store: Store) {
    let nu = article(&store, "Nu").await;
    let browser = [1; 32];
    let made_after = now() - captcha::LIFETIME;
    let post = async |body: &str, answer: &str, email: u8| {
        let entry = entry("mirjam", body);
        let repeat = fingerprint(Sender::Visitor(&browser), nu, body);
        let code = Some(Code { holder: &browser, answer, live: live(), repeat });
        let new = NewComment { fingerprints: vec![repeat, [email; 32]], code, ..plain(nu, &entry) };
        store.post(&new, now()).await.unwrap()
    };
    assert_eq!(post("Zonder", "AAAAAA", 1).await, Posted::Unpaid(Answer::Nothing));
    store.add_challenge(&browser, QueryParams::Picture, "AAAAAA", now()).await.unwrap();
    assert_eq!(post("Leeg", "", 1).await, Posted::Unpaid(Answer::Nothing));
    let Posted::New(first, _) = post("Goed", "AAAAAA", 1).await else { panic!("paid") };
    assert_eq!(post("Gebruikt", "AAAAAA", 2).await, Posted::Unpaid(Answer::Nothing));
    assert_eq!(
        post("Goed", "BBBBBB", 2).await,
        Posted::Repeat(first),
        "the same browser's repeat comes before the code"
    );

    for answer in ["CCCCCC", "DDDDDD"] {
        store.add_challenge(&browser, QueryParams::Picture, answer, now()).await.unwrap();
    }
    assert_eq!(post("Mis", "BBBBBB", 2).await, Posted::Unpaid(Answer::Wrong));
    assert_eq!(
        post("Mis", "CCCCCC", 2).await,
        Posted::Unpaid(Answer::Nothing),
        "a wrong answer spends all"
    );

    store.add_challenge(&browser, QueryParams::Picture, "EEEEEE", now()).await.unwrap();
    assert_eq!(post("Zelfde adres", "EEEEEE", 1).await, Posted::Repeat(first));
    assert_eq!(
        post("Gebruikt", "EEEEEE", 2).await,
        Posted::Unpaid(Answer::Nothing),
        "a repeat spends its code too"
    );

    store.add_challenge(&browser, QueryParams::Picture, "FFFFFF", now()).await.unwrap();
    assert_eq!(store.answer(&browser, "FFFFFF", live(), now()).await.unwrap(), Answer::Right);
    assert!(matches!(post("Eerder opgelost", "", 3).await, Posted::New(..)));
    assert!(!store.has_solved(&browser, made_after).await.unwrap());
    assert_eq!(visible(&store, "Nu").await, 2);
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

async fn of_many_guesses_at_once_one_is_looked_at(store: Store) {
    let nu = article(&store, "Nu").await;
    for round in 0..5 {
        store.add_challenge(&[1; 32], QueryParams::Picture, "KFRMTX", now()).await.unwrap();
        // The right one goes last: all before it are wrong, and the first of them ends the challenge.
        let tasks: Vec<_> = "ABCDEFGHX"
            .chars()
            .map(|letter| {
                let store = store.clone();
                tokio::spawn(async move {
                    let entry = entry("bot", &format!("Ronde {round}, gok {letter}"));
                    let (answer, repeat) = (format!("KFRMT{letter}"), [letter as u8; 32]);
                    let code =
                        Some(Code { holder: &[1; 32], answer: &answer, live: live(), repeat });
                    let new = NewComment { code, ..plain(nu, &entry) };
                    (letter, store.post(&new, now()).await.unwrap())
                })
            })
            .collect();
        let mut looked_at = Vec::new();
        for task in tasks {
            let (letter, posted) = task.await.unwrap();
            if posted != Posted::Unpaid(Answer::Nothing) {
                looked_at.push(letter);
            }
        }
        assert_eq!(looked_at.len(), 1, "{looked_at:?}");
    }
}

async fn of_twenty_posts_with_one_code_one_is_kept(store: Store) {
    let nu = article(&store, "Nu").await;
    store.add_challenge(&[1; 32], QueryParams::Picture, "AAAAAA", now()).await.unwrap();
    let tasks: Vec<_> = (0..20_u8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let entry = entry("mirjam", &format!("Nummer {n}"));
                let code = Some(Code {
                    holder: &[1; 32],
                    answer: "AAAAAA",
                    live: live(),
                    repeat: [n; 32],
                });
                let new = NewComment { code, ..plain(nu, &entry) };
                store.post(&new, now()).await.unwrap()
            })
        })
        .collect();
    let mut new = 0;
    for task in tasks {
        new += u32::from(matches!(task.await.unwrap(), Posted::New(..)));
    }
    assert_eq!((new, visible(&store, "Nu").await), (1, 1));
}

async fn decisions_follow_each_other(store: Store) {
    let nu = article(&store, "Nu").await;
    let bram = account(&store, "Bram", Role::Moderator).await;
    let first = post(&store, nu, None, "Eerste").await;
    let second = post(&store, nu, None, "Tweede").await;
    let reviewed = async |queue| {
        let (cases, _) =
            store.queue(Scope::Board, queue, &CaseFilter::default(), None, now()).await.unwrap();
        cases.into_iter().map(|case| case.comment.id).collect::<Vec<_>>()
    };
    assert_eq!(reviewed(Queue::Review).await, [first, second]);

    assert!(decide(&store, first, bram, Decision::Keep).await);
    assert!(decide(&store, second, bram, Decision::Remove(Reason::Insult)).await);
    assert_eq!(visible(&store, "Nu").await, 1);
    assert_eq!(reviewed(Queue::Review).await, Vec::<i64>::new());
    assert_eq!(reviewed(Queue::Removed).await, [second]);
    assert_eq!(store.comment(second).await.unwrap().unwrap().state, State::Removed(Reason::Insult));
    let last = store.last_decision(Scope::Board, second).await.unwrap().unwrap();
    assert_eq!(
        (last.moderator.as_str(), last.decision, last.version),
        ("Bram", Decision::Remove(Reason::Insult), 2)
    );
    assert_eq!(last.note.as_deref(), Some("let op"));

    assert!(decide(&store, second, bram, Decision::Restore).await);
    assert_eq!(visible(&store, "Nu").await, 2);
    let (log, _) = store.log(Scope::Board, &LogFilter::default(), None, 50).await.unwrap();
    assert_eq!(log.len(), 3);
    assert_eq!(log[0].decision, Decision::Restore, "latest first");
    assert_eq!(
        store
            .last_decision_by(Scope::Board, bram, Timestamp::UNIX_EPOCH)
            .await
            .unwrap()
            .unwrap()
            .decision,
        Decision::Restore
    );
    assert!(store.last_decision_by(Scope::Board, bram, now()).await.unwrap().is_none());

    let case = store.case(Scope::Board, second, now()).await.unwrap().unwrap();
    assert_eq!((case.earlier, case.earlier_removed, case.article_title.as_str()), (1, 0, "Nu"));
    let staff = Entry {
        signature: Signature::Member(bram, Role::Moderator),
        ..entry("x", "Van een moderator")
    };
    store.post(&plain(nu, &staff), now()).await.unwrap();
    assert_eq!(
        store.queue_counts(Scope::Board).await.unwrap().review,
        0,
        "moderators' own comments need no second look"
    );
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

async fn of_two_decisions_about_one_version_one_counts(store: Store) {
    let nu = article(&store, "Nu").await;
    let bram = account(&store, "Bram", Role::Moderator).await;
    let id = post(&store, nu, None, "Eerste").await;
    let tasks: Vec<_> = Reason::ALL
        .into_iter()
        .map(|reason| {
            let store = store.clone();
            tokio::spawn(async move {
                let comment = store.comment(id).await.unwrap().unwrap();
                let comment = comment::Comment { version: 1, state: State::Visible, ..comment };
                let decision = Decision::Remove(reason);
                let ruling = NewDecision {
                    comment: &comment,
                    decision,
                    becomes: State::Removed(reason),
                    note: None,
                    moderator: bram,
                    route: None,
                    lesson: None,
                };
                store.record(&ruling, now()).await.unwrap()
            })
        })
        .collect();
    let mut counted = 0;
    for task in tasks {
        counted += u32::from(task.await.unwrap());
    }
    assert_eq!(counted, 1);
    assert_eq!(store.log(Scope::Board, &LogFilter::default(), None, 50).await.unwrap().0.len(), 1);
    assert_eq!(visible(&store, "Nu").await, 0);
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

/// Runs a statement that a test wants and the store has no method for.
async fn run(store: &Store, statement: &'static str) -> Result<(), sqlx::Error> {
    match store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(statement).execute(writer.pool()).await.map(drop)
        }
        Store::Postgres(server) => sqlx::query(statement).execute(server.pool()).await.map(drop),
    }
}

async fn decisions_stand_for_ever(store: Store) {
    let nu = article(&store, "Nu").await;
    let bram = account(&store, "Bram", Role::Moderator).await;
    let id = post(&store, nu, None, "Eerste").await;
    decide(&store, id, bram, Decision::Keep).await;
    for statement in ["UPDATE decisions SET note = 'anders'", "DELETE FROM decisions"] {
        let told = run(&store, statement).await.unwrap_err().to_string();
        assert!(told.contains("append-only"), "{told}");
    }
    assert_eq!(store.log(Scope::Board, &LogFilter::default(), None, 50).await.unwrap().0.len(), 1);
}

async fn what_has_run_out_is_forgotten(store: Store) {
    let nu = article(&store, "Nu").await;
    let mirjam = account(&store, "Mirjam", Role::Member).await;
    store.open_session(&session(mirjam, &[1; 32]), now()).await.unwrap();
    store.add_challenge(&[1; 32], QueryParams::Picture, "AAAAAA", now()).await.unwrap();
    let entry = entry("joost", "Tekst");
    store
        .post(&NewComment { fingerprints: vec![[1; 32]], ..plain(nu, &entry) }, now())
        .await
        .unwrap();
    assert_eq!(store.sweep(now() - minutes(1), now()).await.unwrap(), 0);
    assert_eq!(store.sweep(now() - minutes(1), now() + minutes(31)).await.unwrap(), 1, "the code");
    assert_eq!(
        store.sweep(now() - minutes(1), now() + minutes(61)).await.unwrap(),
        1,
        "the fingerprint"
    );
    assert_eq!(
        store.sweep(now() + minutes(1), now() + minutes(61)).await.unwrap(),
        1,
        "the session"
    );
    assert_eq!(visible(&store, "Nu").await, 1);
}

async fn damage_is_found(store: Store) {
    let nu = article(&store, "Nu").await;
    let bram = account(&store, "Bram", Role::Moderator).await;
    let id = post(&store, nu, None, "Eerste").await;
    post(&store, nu, Some(id), "Antwoord").await;
    decide(&store, id, bram, Decision::Remove(Reason::Spam)).await;
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
    for (damage, mend, told) in [
        (
            "UPDATE articles SET visible_comments = 7",
            "UPDATE articles SET visible_comments = 1",
            "number of comments",
        ),
        (
            "UPDATE comments SET version = 5 WHERE id = 1",
            "UPDATE comments SET version = 2 WHERE id = 1",
            "version does not count",
        ),
        (
            "UPDATE comments SET reason = 'insult' WHERE id = 1",
            "UPDATE comments SET reason = 'spam' WHERE id = 1",
            "another state",
        ),
        (
            "UPDATE comments SET html = '' WHERE id = 2",
            "UPDATE comments SET html = '<p>Antwoord</p>' WHERE id = 2",
            "without a text",
        ),
        (
            "UPDATE comments SET root_id = 2 WHERE id = 2",
            "UPDATE comments SET root_id = 1 WHERE id = 2",
            "another thread",
        ),
    ] {
        run(&store, damage).await.unwrap();
        let wrong = store.inspect().await.unwrap().join("\n");
        assert!(wrong.contains(told), "{damage}: {wrong}");
        run(&store, mend).await.unwrap();
    }
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

async fn buckets_are_drawn_from_together(store: Store) {
    let now: Timestamp = START.parse().unwrap();
    let bucket = |key| Take { key: [key; 16], step: 1_000_000, burst: 3_000_000 };
    let after = |seconds| now + SignedDuration::from_secs(seconds);
    assert_eq!(
        store.draw(&[bucket(2), bucket(1)], now).await.unwrap(),
        Ok(vec![after(1), after(1)])
    );
    assert_eq!(store.draw(&[bucket(1)], now).await.unwrap(), Ok(vec![after(2)]));
    assert_eq!(store.draw(&[bucket(1)], now).await.unwrap(), Ok(vec![after(3)]));
    // One that is empty: nothing is taken from the other either.
    assert_eq!(
        store.draw(&[bucket(2), bucket(1)], now).await.unwrap(),
        Err(Refused { place: 1, full_at: after(3) })
    );
    assert_eq!(store.draw(&[bucket(2)], now).await.unwrap(), Ok(vec![after(2)]));
    store.refund(&[bucket(1)]).await.unwrap();
    assert_eq!(store.draw(&[bucket(1)], now).await.unwrap(), Ok(vec![after(3)]));
    assert_eq!(store.draw(&[bucket(1)], after(60)).await.unwrap(), Ok(vec![after(61)]));
    assert_eq!(store.sweep(now, after(61)).await.unwrap(), 1);
}
