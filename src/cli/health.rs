//! `health`: asks the running board whether it is ready, for the health check of a container.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::config::{Config, Listen};

/// Maximum time for the board to answer.
const PATIENCE: Duration = Duration::from_secs(4);
/// Longest head and body that are read: the answer is one line.
const ANSWER_MAX: u64 = 4096;

/// Fails unless the board that listens at the address of the settings is ready.
pub(super) fn health(config: &Config) -> Result<()> {
    let answer = match &config.listen {
        Listen::Tcp(address) => {
            let stream = TcpStream::connect_timeout(&reachable(*address), PATIENCE)
                .with_context(|| format!("no board listens on {address}"))?;
            stream.set_read_timeout(Some(PATIENCE))?;
            asked(stream)?
        }
        Listen::Unix(path) => {
            let stream = UnixStream::connect(path)
                .with_context(|| format!("no board listens on {}", path.display()))?;
            stream.set_read_timeout(Some(PATIENCE))?;
            asked(stream)?
        }
    };
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    if head.split(' ').nth(1) != Some("200") {
        bail!("the board is not ready: {}", body.trim());
    }
    println!("The board is ready.");
    Ok(())
}

/// Returns the address at which this machine reaches a server that listens on `address`.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Asks for `/health/ready` and returns the whole answer.
fn asked(mut stream: impl Read + Write) -> Result<String> {
    stream.write_all(b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(ANSWER_MAX).read_to_end(&mut answer).context("the board does not answer")?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
