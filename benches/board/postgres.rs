//! PostgreSQL server of the benchmarks: a process with data of its own, as it is configured when it
//! is installed.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::server::free;

/// Running server, which ends when it is dropped.
pub struct Postgres {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    user: Option<u32>,
    process: Option<Child>,
}

impl Postgres {
    /// Starts a server, on a disk that a library simulates if there is one.
    ///
    /// Returns `None` if the programs of PostgreSQL are not installed.
    pub fn start(preload: Option<&Path>) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let user = unprivileged();
        chown(folder.path(), user, None).expect("a folder of its own");
        let port = free().port();
        let mut server = Self { programs: programs()?, folder, port, user, process: None };
        let made = server
            .run("initdb", None)
            .args(["--username=board", "--auth=trust", "--no-sync", "--encoding=UTF8"])
            .args(["--locale=C.UTF-8", "-D", "data"])
            .status();
        assert!(made.expect("initdb").success());
        let options = ["-D", "data", "-h", "127.0.0.1", "-k", "", "-p", &port.to_string()];
        let process = server.run("postgres", preload).args(options).spawn();
        server.process = Some(process.expect("the server starts"));
        server.waits();
        Some(server)
    }

    /// Creates an empty database and returns its address.
    pub fn database(&self, name: &str) -> String {
        let made = self.client("createdb").arg(name).status();
        assert!(made.expect("createdb").success());
        format!("postgres://board@127.0.0.1:{}/{name}", self.port)
    }

    /// Returns the number of rows per second that one connection commits one by one.
    ///
    /// The statement is prepared; a row is as long as a comment of 600 characters.
    pub fn row_by_row(&self, database: &str, span: Duration) -> f64 {
        let script = self.folder.path().join("row.sql");
        let body = "Een rooster zonder doel is een dienstregeling. ".repeat(13);
        let text = format!("INSERT INTO bare_rows (body) VALUES ('{body}');\n");
        std::fs::write(&script, text).expect("a file");
        let table = "CREATE TABLE IF NOT EXISTS bare_rows (id BIGINT GENERATED ALWAYS AS IDENTITY,
            body TEXT NOT NULL)";
        let made = self.client("psql").args(["-q", "-d", database, "-c", table]).status();
        assert!(made.expect("psql").success());
        let seconds = span.as_secs().to_string();
        let output = self
            .client("pgbench")
            .args(["-n", "-M", "prepared", "-c", "1", "-T", &seconds, "-f"])
            .arg(&script)
            .arg(database)
            .stdout(Stdio::piped())
            .output()
            .expect("pgbench");
        let output = String::from_utf8_lossy(&output.stdout).into_owned();
        let rate = output.lines().find_map(|line| line.strip_prefix("tps = "));
        let rate = rate.and_then(|rate| rate.split(' ').next()).expect("a rate");
        rate.parse().expect("a number")
    }

    fn client(&self, program: &str) -> Command {
        let mut command = self.run(program, None);
        command.args(["-h", "127.0.0.1", "-U", "board", "-p", &self.port.to_string()]);
        command
    }

    fn run(&self, program: &str, preload: Option<&Path>) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(&self.folder).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(library) = preload {
            command.env("LD_PRELOAD", library);
        }
        if let Some(user) = self.user {
            command.uid(user);
        }
        command
    }

    fn waits(&self) {
        for _ in 0..600 {
            if self.client("pg_isready").status().is_ok_and(|status| status.success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not answer");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // At its signal for a fast end, the server ends its other processes too.
            let stopped = Command::new("kill").args(["-INT", &process.id().to_string()]).status();
            drop(stopped);
            drop(process.wait());
        }
    }
}

/// Returns the folder of PostgreSQL's own programs where Debian installs them, the newest version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let mut versions: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions.into_iter().rfind(|programs| programs.join("initdb").exists())
}

/// Returns the user that the server runs as if this program runs as root, which it refuses.
fn unprivileged() -> Option<u32> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse::<u32>().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    id(&["-u", "postgres"]).or_else(|| id(&["-u", "nobody"]))
}
