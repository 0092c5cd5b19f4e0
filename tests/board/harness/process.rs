//! The binary as a process of its own, with a folder of its own.

use std::io::Write as _;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_weerwoord");

/// A folder with a board in it.
pub struct Home {
    folder: TempDir,
}

/// A board that runs as a process of its own.
pub struct Server {
    pub process: Child,
    pub url: String,
}

/// A port nobody listens on. It lies below those that the system gives to connections on their way
/// out, which may be any port there between the asking and the listening.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(std::process::id() % 10_000).unwrap();
    loop {
        let tried = (start + NEXT.fetch_add(1, Ordering::Relaxed)) % 20_000;
        let port = 12_000 + tried;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

impl Home {
    /// A folder with an empty board.
    pub fn new() -> Self {
        let home = Self::empty();
        home.done(&["migrate"]);
        home
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command with the environment of this board and no other.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(BINARY, arguments)
    }

    fn command_of(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .env("WEERWOORD_DATA", self.path("data"))
            .env("WEERWOORD_CAPTCHA", "off")
            .env("WEERWOORD_LIMITS", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command that should be done; what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that should fail with this code; what it said.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", told(&output));
        told(&output)
    }

    /// Makes an account with a password of the test's.
    pub fn account(&self, name: &str, email: &str, role: &str, password: &str) -> Output {
        let arguments = [
            "account",
            "add",
            "--name",
            name,
            "--email",
            email,
            "--role",
            role,
            "--password-stdin",
        ];
        let mut child = self.command(&arguments).stdin(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    }

    /// A file with this text.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Starts the board and waits until it is ready.
    pub async fn serve(&self) -> Server {
        self.serve_with(|command| command).await
    }

    /// Starts the board by a command that was changed, and waits until it is ready.
    pub async fn serve_with(&self, change: impl FnOnce(&mut Command) -> &mut Command) -> Server {
        let port = free_port();
        let mut command = self.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let process = change(&mut command).spawn().unwrap();
        let server = Server { process, url: format!("http://127.0.0.1:{port}") };
        for _ in 0..400 {
            if reqwest::get(format!("{}/health/ready", server.url))
                .await
                .is_ok_and(|answer| answer.status() == 200)
            {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the board was not ready within ten seconds");
    }

    /// Starts the board on a socket that is held open for it, as a service manager does.
    pub fn serve_on(&self, socket: OwnedFd) -> Server {
        // The number of the process is known only to itself.
        const PASS_ON: &str = "exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=1; \
                               exec \"$0\" serve --public-url http://board.example";
        let mut command = self.command_of("/bin/sh", &["-c", PASS_ON, BINARY]);
        command.stdin(socket).stdout(Stdio::null()).stderr(Stdio::null());
        Server { process: command.spawn().unwrap(), url: String::new() }
    }

    /// A board with an editor and one open article, called Nu.
    pub fn furnished() -> Self {
        let home = Self::new();
        assert!(
            home.account("Sanne", "sanne@post.example", "editor", "een lang wachtwoord")
                .status
                .success()
        );
        let text = "+++\ntitle = \"Nu\"\nauthor = \"sanne@post.example\"\npublished = 2026-01-01T09:00:00\n+++\nAlinea.";
        home.done(&["article", "add", &home.file("nu.md", text)]);
        home
    }
}

impl Server {
    pub async fn page(&self, path: &str) -> String {
        reqwest::get(format!("{}{path}", self.url)).await.unwrap().text().await.unwrap()
    }

    /// Whether a page shows this within a second.
    pub async fn soon_shows(&self, path: &str, words: &str) -> bool {
        for _ in 0..40 {
            if self.page(path).await.contains(words) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        false
    }

    /// Hears what an operator's `systemctl stop` says.
    pub fn is_told_to_stop(&self) {
        Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status().unwrap();
    }

    /// Ends it as an operator would; whether it said goodbye in order.
    pub fn stops(mut self) -> bool {
        self.is_told_to_stop();
        self.process.wait().unwrap().success()
    }
}

impl Drop for Server {
    /// After a failed story too no board is left running.
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn poster() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// Permission bits of a file.
pub fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
}
