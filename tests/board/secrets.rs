//! The key of secrets in the database, as an operator meets it: made, needed, changed and lost.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use weerwoord::account::{Email, Role};
use weerwoord::config::DatabaseUrl;
use weerwoord::security::encryption::{Keyring, Purpose};
use weerwoord::store::Store;
use weerwoord::store::accounts::{NewCodes, Owner};

use crate::harness::{Home, START, mode, told};

/// What makes the codes of an app, as an earlier version kept it.
const SECRET: [u8; 20] = *b"12345678901234567890";

/// A board whose editor and moderator have an app, as an earlier version left it.
async fn from_before() -> (Home, PathBuf) {
    let home = Home::furnished();
    home.account("Bram", "bram@post.example", "moderator", "een lang wachtwoord");
    let store = opened(&home).await;
    for account in store.accounts().await.unwrap() {
        assert!(account.role > Role::Member && account.email != Email::new("x@y.example").unwrap());
        let owner = Owner { account: account.id, session: None };
        store
            .set_totp(owner, &SECRET, 1, &NewCodes::default(), START.parse().unwrap())
            .await
            .unwrap();
    }
    store.close().await;
    let key = home.path("data/secret.key");
    (home, key)
}

async fn opened(home: &Home) -> Store {
    Store::open(&DatabaseUrl::Sqlite(home.path("data/weerwoord.db"))).await.unwrap()
}

/// Every secret as it is kept.
async fn kept(home: &Home) -> Vec<(i64, Vec<u8>)> {
    let store = opened(home).await;
    let all = store.totps().await.unwrap();
    store.close().await;
    all.into_iter().map(|(account, _, kept)| (account, kept)).collect()
}

fn keys(file: &PathBuf) -> Keyring {
    Keyring::parse(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn are_read_with(keys: &Keyring, kept: &[(i64, Vec<u8>)]) -> bool {
    kept.iter().all(|(account, kept)| {
        keys.decrypt(Purpose::App, *account, kept).is_ok_and(|secret| secret == SECRET)
    })
}

#[tokio::test]
async fn what_an_earlier_version_kept_is_encrypted_and_read_with_the_file() {
    let (home, file) = from_before().await;
    assert!(!file.exists());
    home.done(&["migrate"]);
    assert_eq!(mode(&file), 0o600);
    let before = kept(&home).await;
    assert!(before.len() == 2 && are_read_with(&keys(&file), &before));
    home.done(&["migrate"]);
    assert_eq!(kept(&home).await, before, "once is enough");
    let copy = home.path("kopie.db").to_str().unwrap().to_owned();
    assert!(home.done(&["backup", "--without-key", &copy]).contains("keep "));
    home.serve().await.stops();

    // Without its key the board does not open, and says what is missing and what to do.
    let aside = home.path("elders.key");
    std::fs::rename(&file, &aside).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["secrets", "rotate"]]
    {
        let told = home.fails(1, command);
        for part in ["for Sanne, Bram:", "secret.key", "WEERWOORD_SECRET_KEY", "second-factor-off"]
        {
            assert!(told.contains(part), "{part:?} is not in {told}");
        }
        assert!(!file.exists(), "no new key is made beside secrets of another one");
    }
    assert_eq!(kept(&home).await, before);
    // The setting may hold the key in place of the file.
    let setting = keys(&aside).text().replace('\n', ",");
    let ran = home.command(&["migrate"]).env("WEERWOORD_SECRET_KEY", &setting).output().unwrap();
    assert!(ran.status.success());
    let shown = home.command(&["config"]).env("WEERWOORD_SECRET_KEY", &setting).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(
        shown.contains("WEERWOORD_SECRET_KEY=***")
            && !shown.contains(setting.trim_end_matches(','))
    );
    // A key that is lost for good costs the second step of who had one.
    home.done(&["account", "second-factor-off", "sanne@post.example"]);
    home.done(&["account", "second-factor-off", "bram@post.example"]);
    home.done(&["migrate"]);
}

#[tokio::test]
async fn another_key_takes_over_and_nothing_is_lost_on_the_way() {
    let (home, file) = from_before().await;
    home.done(&["migrate"]);
    let (first, before) = (keys(&file), kept(&home).await);
    assert!(home.done(&["secrets", "rotate"]).starts_with("2 secret(s) were encrypted"));
    let (second, after) = (keys(&file), kept(&home).await);
    assert_eq!((second.len(), mode(&file)), (2, 0o600));
    assert!(are_read_with(&second.without_old(), &after) && !are_read_with(&first, &after));
    assert!(are_read_with(&second, &before), "a backup made before can be read");

    // Stopped after one of the two: both keys are in the file, and either secret is read.
    let store = opened(&home).await;
    let (account, kept_now) = &after[0];
    assert!(store.rewrite_totp(*account, kept_now, &before[0].1).await.unwrap());
    assert!(!store.rewrite_totp(*account, kept_now, &before[0].1).await.unwrap(), "it changed");
    store.close().await;
    assert!(are_read_with(&second, &kept(&home).await));
    home.serve().await.stops();

    assert!(home.done(&["secrets", "drop-old"]).contains("1 older key(s) are gone"));
    let (third, after) = (keys(&file), kept(&home).await);
    assert!(third == second.without_old() && are_read_with(&third, &after));
    assert!(home.done(&["secrets", "drop-old"]).contains("no older keys"));

    // In a setting the new key comes first on every node, and by hand.
    let with = |setting: &str| {
        let mut command = home.command(&["secrets", "rotate"]);
        command.env("WEERWOORD_SECRET_KEY", setting).output().unwrap()
    };
    let told = with(third.text().trim());
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("put a new key and a comma before"), "{told}");
    let (new, old) = ("0b".repeat(32), third.text());
    assert!(with(&format!("{new},{}", old.trim())).status.success());
    assert!(are_read_with(&Keyring::parse(&new).unwrap(), &kept(&home).await));
}

#[tokio::test]
async fn two_who_change_the_key_at_once_lose_nothing() {
    let (home, file) = from_before().await;
    home.done(&["migrate"]);
    let count = keys(&file).len();
    let all: Vec<_> =
        (0..6).map(|_| home.command(&["secrets", "rotate"]).spawn().unwrap()).collect();
    for process in all {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    }
    assert_eq!(keys(&file).len(), count + 6, "every new key stands in the file");
    assert!(are_read_with(&keys(&file).without_old(), &kept(&home).await));
}

#[tokio::test]
async fn a_link_to_the_key_stays_a_link_and_open_keys_are_told_of() {
    let (home, file) = from_before().await;
    home.done(&["migrate"]);
    let elsewhere = home.path("elders.key");
    std::fs::rename(&file, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &file).unwrap();
    home.done(&["secrets", "rotate"]);
    assert!(file.is_symlink() && keys(&elsewhere).len() == 2);

    let quiet = home.command(&["migrate"]).output().unwrap();
    assert!(!told(&quiet).contains("chmod 600"));
    std::fs::set_permissions(&elsewhere, std::fs::Permissions::from_mode(0o644)).unwrap();
    let ran = home.command(&["migrate"]).output().unwrap();
    assert!(ran.status.success() && told(&ran).contains("chmod 600"), "{}", told(&ran));
}
