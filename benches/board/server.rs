//! Servers under measurement, as processes: the program, and a bare axum route with the same bytes
//! and headers.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::routing::get;

use crate::client::{Line, block_on, float};
use crate::crowd;
use crate::home::Home;

/// Argument that makes this program the bare server.
pub const BARE: &str = "be-bare";
/// Path of the article in all requests.
pub const ARTICLE: &str = "/articles/nu";
/// Path of the comments on a page of another site.
pub const FRAGMENT: &str =
    "/embed/fragment?url=https%3A%2F%2Fblog.example%2F2026%2F11%2Fkoffie%2F&title=Koffie";
/// Clock ticks per second in `/proc` (`sysconf(_SC_CLK_TCK)`, 100 on every Linux).
const TICKS: f64 = 100.0;

/// Server process.
pub struct Server {
    /// Address on which it listens.
    pub address: SocketAddr,
    process: Child,
}

/// Instance of the program with its data.
pub struct Board {
    /// Server process.
    pub server: Server,
    /// Its data.
    pub home: Home,
}

impl Board {
    /// Starts an instance with ten articles, the hot one with six comments, without captcha and
    /// limits.
    pub fn open() -> Self {
        Self::serve(Home::furnished(), None).commented(6)
    }

    /// Starts an instance with members, on a disk that a library simulates if there is one.
    ///
    /// Returns their sessions too.
    pub fn with_crowd(home: Home, preload: Option<&Path>) -> (Self, Vec<String>) {
        let members = crowd::members(&home);
        let board = Self::serve(home, preload);
        let sessions = members.iter().map(|member| crowd::session(&board.server, member)).collect();
        (board, sessions)
    }

    /// Starts the program on its data.
    pub fn serve(home: Home, preload: Option<&Path>) -> Self {
        Self { server: Server::board(&home, preload), home }
    }

    /// Posts so many comments under the hot article.
    pub fn commented(self, comments: u64) -> Self {
        block_on(async {
            let mut line = Line::open(self.server.address).await;
            for number in 0..comments {
                line.ask(&crowd::post(ARTICLE, 1_000_000_000 + number, None), 303).await;
            }
        });
        self
    }
}

impl Server {
    /// Starts the program as it is deployed, with the settings of a load test.
    pub fn board(home: &Home, preload: Option<&Path>) -> Self {
        let address = free();
        let mut command = home.program();
        if let Some(library) = preload {
            command.env("LD_PRELOAD", library);
        }
        let process = command
            .args([
                "serve",
                "--listen",
                &address.to_string(),
                "--captcha",
                "off",
                "--limits",
                "off",
                "--sites",
                "https://blog.example",
            ])
            .stderr(Stdio::null())
            .spawn()
            .expect("the board starts");
        let server = Self { address, process };
        server.waits();
        server
    }

    /// Starts this program again as a bare route with the current responses of `board`.
    pub fn bare(board: &Server) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, headers, status) in [("plain", "", 200), ("br", "accept-encoding: br\r\n", 200)]
        {
            let answer = |_: u32| {
                block_on(async {
                    let mut line = Line::open(board.address).await;
                    let (head, body) =
                        line.ask(&crate::client::get(ARTICLE, headers)(0), status).await;
                    (head.to_vec(), body.to_vec())
                })
            };
            // The compressed version is ready a moment after the first request for it.
            let (mut head, mut body) = answer(0);
            for _ in 0..50 {
                if name == "plain"
                    || String::from_utf8_lossy(&head).contains("content-encoding: br")
                {
                    break;
                }
                std::thread::sleep(Duration::from_millis(20));
                (head, body) = answer(1);
            }
            std::fs::write(folder.path().join(format!("{name}.head")), head).expect("a file");
            std::fs::write(folder.path().join(format!("{name}.body")), body).expect("a file");
        }
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args([BARE, folder.path().to_str().expect("a name that is text")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let mut address = String::new();
        BufReader::new(process.stdout.take().expect("a pipe"))
            .read_line(&mut address)
            .expect("its address");
        let server = Self { address: address.trim().parse().expect("an address"), process };
        server.waits();
        server
    }

    /// Waits until it accepts connections; panics after about a minute.
    pub fn waits(&self) {
        for _ in 0..60_000 {
            if std::net::TcpStream::connect(self.address).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the server does not listen");
    }

    /// Returns the CPU time of the process so far, in microseconds.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))
            .expect("the process lives");
        let after = stat.rsplit_once(')').expect("a name in brackets").1;
        let ticks = |field: usize| {
            after
                .split_whitespace()
                .nth(field)
                .and_then(|ticks| ticks.parse::<u64>().ok())
                .unwrap_or(0)
        };
        // Fields 14 and 15, user and system, counted from the one after the name (proc(5)).
        float(ticks(11) + ticks(12)) / TICKS * 1e6
    }

    /// Returns the resident memory, in mebibytes.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .expect("the process lives");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
        line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Returns a free address on loopback.
pub fn free() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
}

/// Serves the responses in a folder from memory, until the process is killed.
pub fn be_bare(folder: &str) -> ExitCode {
    let answer = |name: &str| {
        let head = std::fs::read_to_string(format!("{folder}/{name}.head")).expect("a head");
        let body = Bytes::from(std::fs::read(format!("{folder}/{name}.body")).expect("a body"));
        let headers: HeaderMap = head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| {
                (
                    name.parse::<HeaderName>().expect("a name"),
                    HeaderValue::from_str(value).expect("a value"),
                )
            })
            .collect();
        (headers, body)
    };
    let (plain, br) = (answer("plain"), answer("br"));
    let mut known = plain.0.clone();
    known.remove("content-length");
    known.remove("content-type");
    let router = Router::new()
        .route("/plain", get(async move || plain.clone()))
        .route("/br", get(async move || br.clone()))
        .route("/304", get(async move || (StatusCode::NOT_MODIFIED, known.clone())));
    block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("{}", listener.local_addr().expect("its address"));
        axum::serve(listener, router).await.expect("serving");
    });
    ExitCode::SUCCESS
}
