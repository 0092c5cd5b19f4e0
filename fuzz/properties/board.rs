//! Test instance in its own folder, the same for every input: an article with one comment, and a
//! member who is logged in.

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use weerwoord::account::{Email, Name, Role};
use weerwoord::app::{App, Chance, Clock};
use weerwoord::article::Manuscript;
use weerwoord::config::{Config, Flags};
use weerwoord::mail::{Door, Mailer};
use weerwoord::security::token::Token;
use weerwoord::store::Store;
use weerwoord::store::accounts::{NewAccount, NewSession, Proof};
use weerwoord::web;

/// Path of the article that all requests are about.
pub const ARTICLE: &str = "/articles/het-loket";
/// Session token of the logged-in member.
pub const SESSION: &str = "5e55105e55105e55105e55105e55105e55105e55105e55105e55105e55105e55";

/// Placeholder for the hash of a password.
const PASSWORD: &str = "nobody logs in";
const MANUSCRIPT: &str = "+++\ntitle = \"Het loket\"\nauthor = \"sanne@post.example\"\n\
                          published = 2026-11-20T09:00:00\n+++\nEen alinea.";

/// Running instance, with a stopped clock.
pub struct Board {
    pub app: App,
    router: Router,
    _folder: TempDir,
}

/// Response to a request.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

/// State of the instance after an input, which determines whether the next input can use it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Left {
    AsItWas,
    Changed,
}

/// Runs `ask` with the instance of this thread.
pub fn with_board(ask: impl AsyncFnOnce(&Board) -> Left) {
    thread_local! {
        static RUNTIME: Runtime = Builder::new_current_thread().enable_all().build().unwrap();
        static BOARD: RefCell<Option<Board>> = const { RefCell::new(None) };
    }
    RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let board = match BOARD.take() {
                Some(board) => board,
                None => Board::open().await,
            };
            let left = ask(&board).await;
            board.finishes().await;
            if left == Left::AsItWas {
                BOARD.set(Some(board));
            }
        });
    });
}

impl Board {
    async fn open() -> Self {
        static ORIGINAL: OnceLock<Vec<u8>> = OnceLock::new();
        if ORIGINAL.get().is_none() {
            let file = original().await;
            ORIGINAL.get_or_init(|| file);
        }
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        std::fs::write(folder.path().join("weerwoord.db"), ORIGINAL.get().unwrap()).unwrap();
        let store = Store::open(&config.database).await.unwrap();
        let app = app(config, store);
        Self { router: web::router(app.clone()), app, _folder: folder }
    }

    /// Waits for the current transaction, because its connection is returned only while a runtime
    /// exists.
    async fn finishes(&self) {
        if let Store::Sqlite { writer, .. } = &self.app.store {
            writer.turn().await.unwrap().on_disk().await.unwrap();
        }
    }

    /// Sends a GET request with these headers.
    pub async fn reads(&self, path: &str, headers: HeaderMap) -> Answer {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        *request.headers_mut() = headers;
        asks(&self.router, request).await
    }

    /// Sends a comment form, as a browser does from a page of this site.
    pub async fn posts(&self, body: &[u8]) -> Answer {
        posts(&self.router, body).await
    }
}

impl Answer {
    /// Returns the body as text.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("every page is UTF-8")
    }

    /// Returns the target of the redirect.
    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().expect("an address is ASCII")
    }
}

/// Returns settings without captcha and limits.
///
/// Every proxy is trusted, so that `X-Forwarded-For` is read completely.
fn config(folder: &Path) -> Config {
    let folder = folder.to_str().unwrap();
    let setting = |name: &str| match name {
        "WEERWOORD_DATA" => Some(folder.to_owned()),
        "WEERWOORD_CAPTCHA" | "WEERWOORD_LIMITS" => Some("off".to_owned()),
        "WEERWOORD_TRUSTED_PROXIES" => Some("0.0.0.0/0,::/0".to_owned()),
        _ => None,
    };
    Config::load(&Flags::default(), setting).unwrap()
}

fn app(config: Config, store: Store) -> App {
    let mailer = Mailer::by(Door::Memory(Arc::default()), &config).unwrap();
    App::new(
        config,
        store,
        mailer,
        Clock::manual("2026-11-20T08:00:00Z".parse().unwrap()),
        Chance::seeded(1),
    )
}

/// Returns the initial database of every instance, as the bytes of a file.
async fn original() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let store = Store::open(&config.database).await.unwrap();
    store.migrate().await.unwrap();
    let app = app(config, store);
    let new = NewAccount {
        name: Name::new("Sanne Verhoef").unwrap(),
        email: Email::new("sanne@post.example").unwrap(),
        password: PASSWORD.to_owned(),
        role: Role::Editor,
    };
    let account =
        app.store.add_account(&new, app.now()).await.unwrap().expect("the board is empty");
    let manuscript = Manuscript::parse(MANUSCRIPT, &app.config.board.timezone).unwrap();
    app.store
        .add_article(&manuscript, account, app.now())
        .await
        .unwrap()
        .expect("the board is empty");
    let token = Token::parse(SESSION).unwrap().hash();
    app.store
        .open_session(
            &NewSession {
                proof: Proof::Password(PASSWORD),
                token: &token,
                old: None,
                account,
                device: "",
                browser: None,
            },
            app.now(),
        )
        .await
        .unwrap();
    let first =
        posts(&web::router(app.clone()), b"name=Mirjam&email=mirjam%40post.example&body=Eerste")
            .await;
    assert_eq!(first.location(), format!("{ARTICLE}#comment-1"));
    let file = folder.path().join("original.db");
    app.store.copy_to(&file).await.unwrap();
    std::fs::read(file).unwrap()
}

async fn posts(router: &Router, body: &[u8]) -> Answer {
    let request = Request::post(format!("{ARTICLE}/comments"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.to_vec()))
        .unwrap();
    asks(router, request).await
}

async fn asks(router: &Router, mut request: Request<Body>) -> Answer {
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 4000))));
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        bytes: body.collect().await.unwrap().to_bytes(),
    }
}
