//! A database for one test: a file in a folder of its own, or one of a throw-away PostgreSQL server.
//!
//! The server is started once for the whole run from the programs of Debian's package, or `WEERWOORD_TEST_POSTGRES_URL`
//! names one. It ends with the run: it reads from a pipe that only the test process holds open.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};
use weerwoord::config::DatabaseUrl;
use weerwoord::store::Store;

use super::process::free_port;

/// Which database a story is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// One database, empty or with the tables of this version.
pub struct Database {
    pub url: DatabaseUrl,
    _folder: Option<TempDir>,
}

/// A PostgreSQL server to make databases on.
struct Server {
    url: String,
    port: u16,
    process: Option<Child>,
}

/// Databases of which only one is made at a time, which a server demands; its tables are made once.
static MAKING: Mutex<Option<String>> = Mutex::const_new(None);

impl Database {
    /// With the tables of this version, copied from one in which they were made; `None` when there is
    /// no PostgreSQL.
    pub async fn new(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Sqlite => Some(Self::copied_file().await),
            Kind::Postgres => {
                let server = server()?;
                let mut template = MAKING.lock().await;
                if template.is_none() {
                    let made = Self::created(server, "template0").await;
                    made.store().await.close().await;
                    *template = Some(made.name().to_owned());
                }
                Some(Self::created(server, template.as_ref().unwrap()).await)
            }
        }
    }

    /// Without any table.
    pub async fn empty(kind: Kind) -> Option<Self> {
        if kind == Kind::Sqlite {
            return Some(Self::file());
        }
        let server = server()?;
        let _turn = MAKING.lock().await;
        Some(Self::created(server, "template0").await)
    }

    fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("weerwoord.db"));
        Self { url, _folder: Some(folder) }
    }

    async fn copied_file() -> Self {
        static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(|| async {
            let made = Self::file();
            made.store().await.close().await;
            std::fs::read(made.path()).unwrap()
        });
        let database = Self::file();
        std::fs::write(database.path(), template.await).unwrap();
        database
    }

    fn path(&self) -> &Path {
        let DatabaseUrl::Sqlite(path) = &self.url else { panic!("a file") };
        path
    }

    fn name(&self) -> &str {
        let DatabaseUrl::Postgres(url) = &self.url else { panic!("a server") };
        url.rsplit_once('/').unwrap().1
    }

    async fn created(server: &Server, template: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "weerwoord_test_{}_{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        let mut connection = PgConnection::connect(&server.url).await.unwrap();
        let make = format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'");
        connection.execute(sqlx::AssertSqlSafe(make)).await.unwrap();
        let (base, _) = server.url.rsplit_once('/').unwrap();
        Self { url: DatabaseUrl::parse(&format!("{base}/{name}")).unwrap(), _folder: None }
    }

    /// A store on it, its tables made.
    pub async fn store(&self) -> Store {
        let store = Store::open(&self.url).await.unwrap();
        store.migrate().await.unwrap();
        store
    }
}

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| match std::env::var("WEERWOORD_TEST_POSTGRES_URL") {
            Ok(url) => Some(Server { url, port: 0, process: None }),
            Err(_) => start(&programs()?),
        })
        .as_ref()
}

/// The folder of PostgreSQL's own programs, newest version last in Debian's numbering.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    versions.into_iter().rfind(|bin| bin.join("initdb").exists())
}

fn start(programs: &Path) -> Option<Server> {
    let initdb =
        ["--username=board", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];
    start_with(programs, "initdb", &initdb)
}

/// A server of its own with an empty database `board`, and copies that follow it: the processes, which end when they are dropped, and
/// the ports. `None` when there are no programs to make them with.
pub async fn with_standbys(count: usize) -> Option<(Vec<Child>, u16, Vec<u16>)> {
    let programs = programs()?;
    let primary = start(&programs)?;
    let mut connection = PgConnection::connect(&primary.url).await.unwrap();
    connection.execute("CREATE DATABASE board TEMPLATE template0 ENCODING 'UTF8'").await.unwrap();
    let port = primary.port.to_string();
    let copy = [
        "--host=127.0.0.1",
        "--port",
        &port,
        "--username=board",
        "--checkpoint=fast",
        "--no-sync",
        "--write-recovery-conf",
    ];
    let standbys = (0..count).map(|_| start_with(&programs, "pg_basebackup", &copy));
    let standbys: Vec<Server> = standbys.collect::<Option<_>>()?;
    let ports = standbys.iter().map(|standby| standby.port).collect();
    let port = primary.port;
    Some((
        standbys.into_iter().chain([primary]).filter_map(|server| server.process).collect(),
        port,
        ports,
    ))
}

/// Makes the data of a server with one of the programs, and starts it.
fn start_with(programs: &Path, maker: &str, arguments: &[&str]) -> Option<Server> {
    let folder = tempfile::Builder::new().prefix("weerwoord-postgres-").tempdir().unwrap().keep();
    // PostgreSQL refuses to run as root.
    let user = if id(&["-u"])? == 0 {
        id(&["-u", "postgres"]).or_else(|| id(&["-u", "nobody"]))
    } else {
        None
    };
    if let Some(user) = user {
        chown(&folder, Some(user), None).unwrap();
    }
    let command = |program: &str| {
        let mut command = Command::new(program);
        command
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(user) = user {
            command.uid(user);
        }
        command
    };
    let data = folder.join("data");
    let made = command(programs.join(maker).to_str()?)
        .args(arguments)
        .arg("-D")
        .arg(&data)
        .status()
        .ok()?;
    assert!(made.success(), "{maker} failed");
    let port = free_port();
    // The shell outlives a test process that is killed: when its pipe closes, it ends the server and sweeps up.
    let script = "folder=$1; shift; \"$@\" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf \"$folder\"";
    let process = command("sh")
        .args(["-c", script, "sh"])
        .arg(&folder)
        .arg(programs.join("postgres"))
        .arg("-D")
        .arg(&data)
        .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-c", "max_connections=400"])
        .args(["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off"])
        .stdin(Stdio::piped())
        .spawn()
        .ok()?;
    for _ in 0..600 {
        let ready = command(programs.join("pg_isready").to_str()?)
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status();
        if ready.is_ok_and(|status| status.success()) {
            let url = format!("postgres://board@127.0.0.1:{port}/postgres");
            return Some(Server { url, port, process: Some(process) });
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("PostgreSQL did not start within 30 seconds");
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
