//! What staff did with accounts and settings, as administrators read it, and the lines that are
//! left for those who watch for attacks.

use std::io::Write;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use tracing_subscriber::fmt::MakeWriter;
use weerwoord::account::{Email, Role};
use weerwoord::store::Store;
use weerwoord::store::accounts::Owner;

use crate::harness::{Board, PASSWORD, Settings, address};

/// The lines of the log, newest first.
async fn lines(board: &Board, path: &str) -> Vec<String> {
    let ada = board.guest();
    ada.logs_in("Ada").await.is(303);
    ada.reads(path).await.is(200).texts(".record p:first-child")
}

#[tokio::test]
async fn administrators_read_who_did_what() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    board.account("Joost", Role::Member).await;
    let article = board.article("Logboek").await;
    board.guest().posts(&article, "Weg ermee").await.is(303);
    let joost = Email::new(&address("Joost")).unwrap();
    let id = board.app.store.account(&joost).await.unwrap().unwrap().id;
    ada.sends(&format!("/desk/people/{id}/role"), &[("role", "moderator")]).await.is(303);
    ada.sends(&format!("/desk/people/{id}/role"), &[("role", "moderator")]).await.is(303);
    ada.sends(&format!("/desk/people/{id}/sessions"), &[]).await.is(303);
    let ban = [("kind", "email"), ("value", "r@post.example"), ("days", "7"), ("why", "Reclame.")];
    ada.sends("/moderation/bans", &ban).await.is(303);
    ada.sends("/moderation/bans", &ban).await.is(303);
    ada.sends("/moderation/bans/1/lift", &[]).await.is(303);
    ada.sends("/moderation/bans/1/lift", &[]).await.is(303);
    let order = [("reason", "privacy"), ("why", "Een adres."), ("sure", "on")];
    ada.sends("/moderation/comments/1/expunge", &order).await.is(303);
    let look = [("version", "0"), ("name", "Ons blad"), ("light", "#7a1f5c"), ("dark", "#84d5d0")];
    ada.uploads("/desk/settings", &look, None).await.is(303);
    ada.reads("/moderation/log?format=csv").await.is(200);
    board.app.store.change_role(id, Role::Member, None, board.app.now()).await.unwrap();
    board
        .app
        .store
        .change_password(Owner { account: id, session: None }, "x", board.app.now())
        .await
        .unwrap();
    board.app.store.drop_factors(id, board.app.now()).await.unwrap();
    let told = lines(&board, "/desk/log").await;
    let want = [
        "Ada: Ingelogd",
        "Opdrachtregel: Tweede stap uitgezet · Joost",
        "Opdrachtregel: Wachtwoord vervangen · Joost",
        "Opdrachtregel: Rol gewijzigd · Joost · Moderator → Lid",
        "Ada: Gegevens uitgevoerd · het logboek van beslissingen",
        "Ada: Instellingen gewijzigd · naam, kleuren",
        "Ada: Tekst gewist · reactie 1",
        "Ada: Uitsluiting opgeheven · uitsluiting 1",
        "Ada: Iemand uitgesloten · uitsluiting 1",
        "Ada: Overal uitgelogd · Joost",
        "Ada: Rol gewijzigd · Joost · Lid → Moderator",
    ];
    assert_eq!(told[..want.len()], want);
    assert!(told.contains(&"Opdrachtregel: Account gemaakt · Ada · Beheerder".to_owned()));
    let page = ada.reads("/desk/log").await.is(200).never_says("@post.example");
    assert!(page.texts(".tabs a[aria-current]").contains(&"Beheerlogboek".to_owned()));
    let bans = lines(&board, "/desk/log?kind=ban").await;
    assert_eq!(bans, ["Ada: Iemand uitgesloten · uitsluiting 1"]);
    let sanne = board.somebody("Sanne", Role::Editor).await;
    sanne.reads("/desk").await.is(200).never_says("/desk/log");
    sanne.reads("/desk/log").await.is(403);
}

#[tokio::test]
async fn members_are_not_in_it_and_staff_is_however_they_log_in() {
    let board = Board::open().await;
    board.somebody("Mirjam", Role::Member).await;
    board.somebody("Bram", Role::Moderator).await;
    board.account("Ada", Role::Admin).await;
    let told = lines(&board, "/desk/log?kind=login").await;
    assert_eq!(told, ["Ada: Ingelogd", "Bram: Ingelogd"]);
}

#[tokio::test]
async fn pages_and_the_menu_are_settings_too() {
    let board = Board::open().await;
    board.account("Ada", Role::Admin).await;
    let sanne = board.somebody("Sanne", Role::Editor).await;
    let page = [("title", "Over ons"), ("body", "Wij."), ("in_menu", "on"), ("intent", "save")];
    sanne.sends("/desk/pages/new", &page).await.is(303);
    sanne.sends("/desk/pages/own/1/delete", &[("sure", "yes")]).await.is(303);
    let told = lines(&board, "/desk/log?kind=settings").await;
    let want = [
        "Sanne: Instellingen gewijzigd · pagina’s",
        "Sanne: Instellingen gewijzigd · pagina’s",
        "Sanne: Instellingen gewijzigd · menu of links onder aan de site",
    ];
    assert_eq!(told, want);
}

#[tokio::test]
async fn it_is_read_by_pages() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    for _ in 0..70 {
        board.app.store.log_export(None, "board", board.app.now()).await.unwrap();
    }
    let first = ada.reads("/desk/log?kind=export").await.is(200);
    assert_eq!(first.texts(".record").len(), 50);
    let next = first.attribute(".pager [rel=next]", "href").unwrap();
    let second = ada.reads(&next).await.is(200);
    assert_eq!(second.texts(".record").len(), 20);
    assert_eq!(
        second.attribute(".pager [rel=first]", "href").as_deref(),
        Some("/desk/log?kind=export")
    );
    ada.reads("/desk/log?kind=nothing&after=x").await.is(200);
}

/// One statement, straight to the database; whether it was refused.
async fn is_refused(board: &Board, statement: &'static str) -> bool {
    match &board.app.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(statement).execute(writer.pool()).await.is_err()
        }
        Store::Postgres(server) => sqlx::query(statement).execute(server.pool()).await.is_err(),
    }
}

#[tokio::test]
async fn lines_stand_for_two_years() {
    let board = Board::open().await;
    board.somebody("Ada", Role::Admin).await;
    assert!(is_refused(&board, "UPDATE staff_log SET kind = 'ban'").await);
    assert!(is_refused(&board, "DELETE FROM staff_log").await);
    board.clock.advance(SignedDuration::from_hours(729 * 24));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    let told = lines(&board, "/desk/log").await;
    assert_eq!(
        told,
        ["Ada: Ingelogd", "Ada: Ingelogd", "Opdrachtregel: Account gemaakt · Ada · Beheerder"]
    );
    board.clock.advance(SignedDuration::from_hours(2 * 24));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    // The newest line is not two years younger than these yet.
    assert_eq!(lines(&board, "/desk/log").await.len(), 4);
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    assert_eq!(lines(&board, "/desk/log").await.len(), 3);
}

#[tokio::test]
async fn who_leaves_stays_in_it_without_a_name() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    board.account("Ada", Role::Admin).await;
    let leaves = [("password", PASSWORD), ("sure", "on")];
    bram.sends("/account/leave", &leaves).await.goes_on_to("/account/left");
    let told = lines(&board, "/desk/log?kind=login").await;
    assert_eq!(told.len(), 2);
    assert!(!told[1].contains("Bram"), "{told:?}");
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

/// What is written to the log while a story is told.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Written {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Written {
    /// The lines for those who watch: what was refused, the account, the network.
    fn refused(&self) -> Vec<(String, Option<i64>, String)> {
        let all = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines =
            all.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines
            .filter(|line| line["target"] == "weerwoord::security")
            .map(|line| {
                let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                (text("refused"), line["account"].as_i64(), text("network"))
            })
            .collect()
    }
}

#[tokio::test]
async fn what_is_refused_leaves_a_line_without_an_address() {
    let written = Written::default();
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_writer(written.clone());
    let _guard = tracing::subscriber::set_default(log.finish());
    let board = Board::with(Settings::default()).await;
    let id = board.account("Mirjam", Role::Member).await;
    let guesser = board.guest();
    let guess = async |name: &str| {
        guesser.sends("/login", &[("email", &address(name)), ("password", "gok gok gok")]).await
    };
    guess("Mirjam").await.is(422);
    guess("Niemand").await.is(422);
    for _ in 0..18 {
        guess("Niemand").await.is(422);
    }
    guess("Niemand").await.is(429);
    let refused = written.refused();
    let network = refused[0].2.clone();
    assert_eq!(network.len(), 16, "{network}");
    assert_eq!(refused[0], ("password".to_owned(), Some(id), network.clone()));
    assert_eq!(refused[1], ("password".to_owned(), None, network.clone()));
    assert_eq!(refused.last().unwrap(), &("limit".to_owned(), None, network.clone()));

    let mirjam = board.somebody("Joost", Role::Member).await;
    mirjam.reads("/moderation").await.is(403);
    mirjam.reads("/desk").await.is(403);
    mirjam.reads("/desk/log").await.is(403);
    let zeros = "0".repeat(64);
    mirjam.reads(&format!("/reset/{zeros}")).await.is(404);
    mirjam.sends("/account/leave", &[("password", "gok"), ("sure", "on")]).await.is(422);
    let told: Vec<String> = written.refused().into_iter().skip(21).map(|(what, ..)| what).collect();
    assert_eq!(told, ["role", "role", "role", "token", "password"]);
    board.guest().reads("/moderation").await.is(303);
    assert_eq!(written.refused().len(), 26, "being sent to log in is no attack");

    // The same network has the same name after a restart; another board calls it otherwise.
    let node = board.another_node().await;
    guesser.at(&node).sends("/login", &[("email", "x@post.example"), ("password", "x")]).await;
    assert_eq!(written.refused().last().unwrap().2, network);
    let all = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(!all.contains("192.0.2.") && !all.contains("post.example"), "{all}");
}
