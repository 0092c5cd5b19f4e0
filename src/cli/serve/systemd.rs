//! Messages to the service manager that started the process, such as systemd (`sd_notify(3)`).

use std::env::var;
use std::io;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

/// Service manager; it is told nothing if it did not ask.
#[derive(Debug)]
pub(super) struct ServiceManager {
    socket: Option<(UnixDatagram, SocketAddr)>,
    watchdog: Option<Duration>,
}

impl ServiceManager {
    /// Finds the service manager by the variables that it sets.
    pub(super) fn from_env() -> Self {
        let socket = var("NOTIFY_SOCKET").ok().and_then(|name| {
            connected(&name)
                .inspect_err(|error| tracing::warn!(%error, "the service manager cannot be told"))
                .ok()
        });
        let is_for_us =
            var("WATCHDOG_PID").map_or(true, |pid| pid == std::process::id().to_string());
        let watchdog = var("WATCHDOG_USEC").ok().and_then(|micros| micros.parse().ok());
        Self { socket, watchdog: watchdog.filter(|_| is_for_us).map(Duration::from_micros) }
    }

    /// Tells that the server accepts requests.
    pub(super) fn is_ready(&self) {
        self.tell("READY=1");
    }

    /// Tells that the server stops.
    pub(super) fn is_stopping(&self) {
        self.tell("STOPPING=1");
    }

    /// Tells that the process is alive, twice in the time that the service manager waits, until the
    /// task is aborted.
    ///
    /// Returns at once if it does not wait.
    pub(super) async fn stay_alive(&self) {
        let Some(watchdog) = self.watchdog else { return };
        let mut pulse = tokio::time::interval(watchdog / 2);
        loop {
            pulse.tick().await;
            self.tell("WATCHDOG=1");
        }
    }

    fn tell(&self, message: &str) {
        if let Some((socket, address)) = &self.socket
            && let Err(error) = socket.send_to_addr(message.as_bytes(), address)
        {
            tracing::warn!(%error, message, "the service manager was not told");
        }
    }
}

/// Returns a socket, and the address with this name; `@` begins an abstract one.
fn connected(name: &str) -> io::Result<(UnixDatagram, SocketAddr)> {
    #[cfg(target_os = "linux")]
    let abstract_name = name
        .strip_prefix('@')
        .map(<SocketAddr as std::os::linux::net::SocketAddrExt>::from_abstract_name::<&str>);
    #[cfg(not(target_os = "linux"))]
    let abstract_name = None;
    let address = abstract_name.unwrap_or_else(|| SocketAddr::from_pathname(name))?;
    let socket = UnixDatagram::unbound()?;
    // A manager that reads nothing must not stop the board.
    socket.set_nonblocking(true)?;
    Ok((socket, address))
}
