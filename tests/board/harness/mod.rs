//! The words the stories are told in. A board is a whole program with a fresh database; people are values with verbs:
//!
//! ```text
//! let board = Board::open().await;
//! let article = board.article("Van wie is het gesprek?").await;
//! let mirjam = board.guest();
//! mirjam.posts(&article, "Ja, en nu?").await.goes_on_to_comment(1);
//! ```
//!
//! Time stands still until `board.clock` is moved. Stories run on SQLite, and on PostgreSQL with `WEERWOORD_TEST_ON=postgres`.

mod database;
mod person;
mod process;
mod provider;
mod smtp;

use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use axum::Router;
use tempfile::TempDir;
use weerwoord::account::{Email, Name, Password, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, DatabaseUrl, Flags};
use weerwoord::jobs;
use weerwoord::mail::{Door, Envelope, Mailer};
use weerwoord::store::Store;
use weerwoord::store::accounts::NewAccount;
use weerwoord::web;

pub use database::{Database, Kind, with_standbys};
pub use person::{Page, Person};
pub use process::{Home, Server, free_port, mode, poster, told};
pub use provider::{Mischief, Provider, Says};
pub use smtp::MailServer;

/// When every story begins: a Friday morning in winter, 09:00 in Amsterdam.
pub const START: &str = "2026-11-20T08:00:00Z";
/// Everybody's password.
pub const PASSWORD: &str = "een lang wachtwoord";

/// A running board.
pub struct Board {
    pub app: App,
    pub clock: Clock,
    pub router: Router,
    post: Arc<Mutex<Vec<Envelope>>>,
    database: Database,
    _data: TempDir,
}

/// What a story changes of the settings before it begins.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<(&'static str, String)>);

impl Settings {
    /// The settings of most stories: no code, no limits.
    pub fn easy() -> Self {
        Self::default().with("CAPTCHA", "off").with("LIMITS", "off")
    }

    /// One more setting, by its name without the prefix.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.push((name, value.to_owned()));
        self
    }

    fn config(&self) -> Config {
        let lookup = |variable: &str| {
            let name = variable.strip_prefix("WEERWOORD_")?;
            if name == "SECRET_KEY" && self.0.iter().all(|(known, _)| *known != name) {
                // Without it the stories would leave a file behind.
                return Some("07".repeat(32));
            }
            self.0.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        Config::load(&Flags::default(), lookup).unwrap()
    }
}

impl Board {
    /// A board without code and limits.
    pub async fn open() -> Self {
        Self::with(Settings::easy()).await
    }

    /// A board with these settings.
    pub async fn with(settings: Settings) -> Self {
        let config = settings.config();
        let post = Arc::default();
        let mailer = Mailer::by(Door::Memory(Arc::clone(&post)), &config).unwrap();
        Self::put_together(config, mailer, post, database().await).await
    }

    /// A board on PostgreSQL, whatever the other stories run on; `None` where there is none.
    pub async fn on_postgres(settings: Settings) -> Option<Self> {
        let (config, post) = (settings.config(), Arc::default());
        let mailer = Mailer::by(Door::Memory(Arc::clone(&post)), &config).unwrap();
        Some(Self::put_together(config, mailer, post, Database::new(Kind::Postgres).await?).await)
    }

    /// A board in SQLite, whatever the database of the other stories is.
    pub async fn on_sqlite() -> Self {
        let (config, post) = (Settings::easy().config(), Arc::default());
        let mailer = Mailer::by(Door::Memory(Arc::clone(&post)), &config).unwrap();
        let database = Database::new(Kind::Sqlite).await.expect("SQLite is always there");
        Self::put_together(config, mailer, post, database).await
    }

    /// Another node of the same board, with a router of its own: the two share the database and the clock, and nothing else.
    pub async fn another_node(&self) -> (App, Router) {
        self.node_on(self.database.store().await)
    }

    /// Another node, on a store that reaches the same database.
    pub fn node_on(&self, store: Store) -> (App, Router) {
        let (config, mailer) = (self.app.config.clone(), self.app.mailer.clone());
        let app = App::new(config, store, mailer, self.clock.clone(), Chance::seeded(2));
        (app.clone(), web::router(app))
    }

    /// The address of its database.
    pub fn database_url(&self) -> &DatabaseUrl {
        &self.database.url
    }

    /// Another node whose settings hold this key of secrets.
    pub async fn another_node_with_key(&self, key: &str) -> (App, Router) {
        let mut config = self.app.config.clone();
        config.secret_key = Settings::easy().with("SECRET_KEY", key).config().secret_key;
        let store = self.database.store().await;
        let mailer = self.app.mailer.clone();
        let app = App::new(config, store, mailer, self.clock.clone(), Chance::seeded(3));
        (app.clone(), web::router(app))
    }

    /// A board that hands its mail to the server in its settings, and waits for it so long.
    pub async fn on_smtp(settings: Settings, patience: Duration) -> Self {
        let config = settings.config();
        let mailer = Mailer::patient(&config, patience).unwrap();
        Self::put_together(config, mailer, Arc::default(), database().await).await
    }

    async fn put_together(
        mut config: Config,
        mailer: Mailer,
        post: Arc<Mutex<Vec<Envelope>>>,
        database: Database,
    ) -> Self {
        let data = tempfile::tempdir().unwrap();
        config.data = data.path().to_owned();
        config.database = database.url.clone();
        let store = database.store().await;
        let clock = Clock::manual(START.parse().unwrap());
        let app = App::new(config, store, mailer, clock.clone(), Chance::seeded(1));
        let router = web::router(app.clone());
        Self { app, clock, router, post, database, _data: data }
    }

    /// Somebody without an account, with a browser and a network of their own.
    pub fn guest(&self) -> Person {
        Person::new(self)
    }

    /// Somebody with an account, logged in.
    pub async fn somebody(&self, name: &str, role: Role) -> Person {
        self.account(name, role).await;
        self.somebody_again(name).await
    }

    /// Somebody who has an account already, logged in with another browser.
    pub async fn somebody_again(&self, name: &str) -> Person {
        let person = self.guest();
        person.logs_in(name).await.goes_on_to("/");
        person
    }

    /// An account; its address is made of its name.
    pub async fn account(&self, name: &str, role: Role) -> i64 {
        static HASH: OnceLock<String> = OnceLock::new();
        let hash = HASH
            .get_or_init(|| Password::new(PASSWORD.to_owned()).unwrap().hash(&[1; 16]).unwrap());
        let new = NewAccount {
            name: Name::new(name).unwrap(),
            email: Email::new(&address(name)).unwrap(),
            password: hash.clone(),
            role,
        };
        self.app.store.add_account(&new, self.app.now()).await.unwrap().unwrap()
    }

    /// A published article by an editor; returns its address.
    pub async fn article(&self, title: &str) -> String {
        self.writes(
            &format!("title = {title:?}\npublished = 2026-11-20T09:00:00"),
            "Eerste alinea.\n\nTweede alinea.",
        )
        .await
    }

    /// An article with this front matter (the author is filled in) and text; returns its address.
    pub async fn writes(&self, front: &str, body: &str) -> String {
        let editor = Email::new(&address("Sanne Verhoef")).unwrap();
        if self.app.store.account(&editor).await.unwrap().is_none() {
            self.account("Sanne Verhoef", Role::Editor).await;
        }
        let author = self.app.store.account(&editor).await.unwrap().unwrap();
        let text = format!("+++\nauthor = {:?}\n{front}\n+++\n{body}", editor.as_str());
        let manuscript = Manuscript::parse(&text, &self.app.config.board.timezone).unwrap();
        self.app.store.add_article(&manuscript, author.id, self.app.now()).await.unwrap().unwrap();
        format!("/articles/{}", manuscript.slug.as_str())
    }

    /// Tells and sends everything that waits; what arrived since the last time, in order.
    pub async fn delivers(&self) -> Vec<Envelope> {
        jobs::process_mail(&self.app).await.unwrap();
        std::mem::take(&mut self.post.lock().unwrap())
    }

    /// Indexes everything there is; how much that was.
    pub async fn indexes(&self) -> usize {
        jobs::index_round(&self.app).await.unwrap()
    }

    /// Delivers; the one message that arrived for an address.
    pub async fn delivers_one_to(&self, email: &str) -> Envelope {
        let mut mail: Vec<Envelope> =
            self.delivers().await.into_iter().filter(|mail| mail.to == email).collect();
        assert_eq!(mail.len(), 1, "for {email}: {mail:?}");
        mail.remove(0)
    }

    /// How often a moderator hears of what waits.
    pub async fn sets_digest(&self, account: i64, digest: &'static str) {
        const SET: &str = "UPDATE accounts SET digest = $2 WHERE id = $1";
        match &self.app.store {
            Store::Sqlite { writer, .. } => {
                sqlx::query(SET).bind(account).bind(digest).execute(writer.pool()).await.unwrap();
            }
            Store::Postgres(server) => {
                sqlx::query(SET).bind(account).bind(digest).execute(server.pool()).await.unwrap();
            }
        }
    }

    /// Takes the scores of all comments away: those of equal urgency come in order of age.
    pub async fn scores_alike(&self) {
        self.sets("UPDATE comments SET urgency = urgency - score, score = 0").await;
    }

    /// Changes rows straight in the database, as something outside the story would.
    pub async fn sets(&self, statement: &'static str) {
        match &self.app.store {
            Store::Sqlite { writer, .. } => {
                sqlx::query(statement).execute(writer.pool()).await.unwrap();
            }
            Store::Postgres(server) => {
                sqlx::query(statement).execute(server.pool()).await.unwrap();
            }
        }
    }

    /// A single value straight from the database.
    pub async fn value(&self, statement: &'static str) -> Option<String> {
        match &self.app.store {
            Store::Sqlite { read, .. } => {
                sqlx::query_scalar(statement).fetch_optional(read).await.unwrap()
            }
            Store::Postgres(server) => {
                sqlx::query_scalar(statement).fetch_optional(server.pool()).await.unwrap()
            }
        }
    }
}

/// The database of a story: SQLite unless the run says otherwise.
async fn database() -> Database {
    let kind = match std::env::var("WEERWOORD_TEST_ON").as_deref() {
        Ok("postgres") => Kind::Postgres,
        _ => Kind::Sqlite,
    };
    Database::new(kind).await.expect("WEERWOORD_TEST_ON=postgres needs PostgreSQL's programs")
}

/// The address of somebody by this name.
pub fn address(name: &str) -> String {
    let letters: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.chars().take(20).collect())
        .collect();
    format!(
        "{}@post.example",
        if letters.is_empty() { "iemand".to_owned() } else { letters.join(".") }
    )
}

/// Says that a test is left out and why; where everything is said to be there, leaving one out is a failure.
pub fn left_out(test: &str, needs: &str) {
    // Not through eprintln!, which the test runner keeps to itself.
    std::io::stderr().write_all(format!("left out: {test} needs {needs}\n").as_bytes()).unwrap();
    assert_ne!(
        std::env::var("CI").as_deref(),
        Ok("true"),
        "{test} was left out: {needs} is missing"
    );
}

/// The name of the test this is called from.
pub fn test_name() -> String {
    std::thread::current().name().unwrap_or("a test").to_owned()
}

/// The path in a link of a message, the first that begins with this.
#[track_caller]
pub fn link(mail: &Envelope, start: &str) -> String {
    let found = mail
        .text
        .split_whitespace()
        .find_map(|word| word.find(start).map(|at| word[at..].to_owned()));
    found.unwrap_or_else(|| panic!("no link to {start} in: {}", mail.text))
}
