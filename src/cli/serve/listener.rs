//! Socket that the server listens on: opened by its setting, or inherited from the service manager.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use axum_server::{AddrListener, Address};
use listenfd::ListenFd;
use tokio::sync::watch;

use super::stream::{Socket, Stream};
use crate::app::App;
use crate::config::Listen;
use crate::web::Peer;

/// Permissions of a Unix socket: its owner and the group, which the proxy belongs to.
const SOCKET_MODE: u32 = 0o660;

/// Socket that accepts connections.
#[derive(Debug)]
pub(super) struct Listener {
    socket: Listening,
    /// True if the service manager holds the socket too, and listens on while nobody serves.
    pub(super) is_inherited: bool,
}

#[derive(Debug)]
enum Listening {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// Listener that counts its connections, and stops accepting before they are told to close.
pub struct Door {
    listening: AsyncListening,
    app: App,
    stop: Option<watch::Receiver<bool>>,
}

enum AsyncListening {
    Tcp(tokio::net::TcpListener),
    Unix(tokio::net::UnixListener),
}

impl Listener {
    /// Takes the socket that the service manager passed on, or opens the one of the settings.
    pub(super) fn open(listen: &Listen) -> Result<Self> {
        if let Some(socket) = inherited()? {
            return Ok(Self { socket, is_inherited: true });
        }
        let socket = match listen {
            Listen::Tcp(address) => Listening::Tcp(bind(*address)?),
            Listen::Unix(path) => Listening::Unix(bind_unix(path)?),
        };
        Ok(Self { socket, is_inherited: false })
    }

    /// Returns the address for the log.
    pub(super) fn address(&self) -> String {
        match &self.socket {
            Listening::Tcp(listener) => {
                listener.local_addr().map_or_else(|_| "?".to_owned(), |address| address.to_string())
            }
            Listening::Unix(listener) => {
                let address = listener.local_addr().ok();
                let path = address.as_ref().and_then(|address| address.as_pathname());
                path.map_or_else(|| "unix".to_owned(), |path| format!("unix:{}", path.display()))
            }
        }
    }

    /// Begins to accept connections; an inherited socket stops when `stop` says so.
    pub(super) fn accepting(self, app: App, stop: watch::Receiver<bool>) -> io::Result<Door> {
        let listening = match self.socket {
            Listening::Tcp(listener) => {
                listener.set_nonblocking(true)?;
                AsyncListening::Tcp(tokio::net::TcpListener::from_std(listener)?)
            }
            Listening::Unix(listener) => {
                listener.set_nonblocking(true)?;
                AsyncListening::Unix(tokio::net::UnixListener::from_std(listener)?)
            }
        };
        Ok(Door { listening, app, stop: self.is_inherited.then_some(stop) })
    }
}

/// Returns the socket that the service manager passed on (`sd_listen_fds(3)`), if it did.
fn inherited() -> Result<Option<Listening>> {
    let mut passed = ListenFd::from_env();
    match passed.len() {
        0 => return Ok(None),
        1 => {}
        more => bail!("the service manager passed {more} sockets on; the board takes one"),
    }
    if let Ok(Some(listener)) = passed.take_tcp_listener(0) {
        return Ok(Some(Listening::Tcp(listener)));
    }
    let listener = passed
        .take_unix_listener(0)
        .context("the socket that the service manager passed on is of another kind")?;
    Ok(listener.map(Listening::Unix))
}

/// Opens a TCP socket.
pub(super) fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!(
                "{address} is taken by another program; stop it, or choose another with \
                 WEERWOORD_LISTEN"
            )
        }
        ErrorKind::PermissionDenied => {
            anyhow!(
                "this user may not listen on {address}; choose a port above 1023 with \
                 WEERWOORD_LISTEN"
            )
        }
        ErrorKind::AddrNotAvailable => {
            anyhow!(
                "this machine has no address {}; choose another with WEERWOORD_LISTEN",
                address.ip()
            )
        }
        _ => anyhow!(error).context(format!("listening on {address}")),
    })
}

/// Opens a Unix socket, in place of one that nobody listens on any more.
fn bind_unix(path: &Path) -> Result<UnixListener> {
    let shown = path.display();
    match path.symlink_metadata() {
        Ok(file) if !file.file_type().is_socket() => {
            bail!("{shown} is there and is no socket; choose another path with WEERWOORD_LISTEN")
        }
        Ok(_) => match UnixStream::connect(path) {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                std::fs::remove_file(path).with_context(|| format!("removing {shown}"))?;
            }
            _ => bail!(
                "{shown} is taken by another program; stop it, or choose another path with \
                 WEERWOORD_LISTEN"
            ),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(anyhow!(error).context(format!("looking at {shown}"))),
    }
    let listener = UnixListener::bind(path).with_context(|| {
        format!(
            "{shown} cannot be made; its folder must exist, and this user must be able to write \
             there"
        )
    })?;
    std::fs::set_permissions(path, PermissionsExt::from_mode(SOCKET_MODE))
        .with_context(|| format!("setting the permissions of {shown}"))?;
    Ok(listener)
}

impl Address for Peer {
    type Stream = Stream;
    type Listener = Door;
}

impl AddrListener<Stream, Peer> for Door {
    async fn bind_to(_: Peer) -> io::Result<Self> {
        Err(io::Error::new(ErrorKind::Unsupported, "a listener is opened by its setting"))
    }

    async fn accept_stream(&self) -> io::Result<(Stream, Peer)> {
        if let Some(stop) = &self.stop {
            let mut stop = stop.clone();
            tokio::select! {
                biased;
                // From now on connections wait in the socket for the next process.
                () = async { drop(stop.wait_for(|stop| *stop).await) } => {
                    std::future::pending().await
                }
                accepted = self.accept() => accepted,
            }
        } else {
            self.accept().await
        }
    }

    fn get_local_addr(&self) -> io::Result<Peer> {
        match &self.listening {
            AsyncListening::Tcp(listener) => listener.local_addr().map(Peer::Tcp),
            AsyncListening::Unix(_) => Ok(Peer::Unix),
        }
    }
}

impl Door {
    async fn accept(&self) -> io::Result<(Stream, Peer)> {
        let (socket, peer) = match &self.listening {
            AsyncListening::Tcp(listener) => {
                let (stream, peer) = listener.accept().await?;
                (Socket::Tcp(stream), Peer::Tcp(peer))
            }
            AsyncListening::Unix(listener) => {
                (Socket::Unix(listener.accept().await?.0), Peer::Unix)
            }
        };
        Ok((Stream::new(socket, self.app.clone()), peer))
    }
}
