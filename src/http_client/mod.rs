//! Outgoing HTTP: one request to an address that somebody typed at the desk, and its answer.
//!
//! Each request has a connection of its own, which goes to one of the addresses that were checked:
//! `targets` says which may be called. A name that leads elsewhere the next time (DNS rebinding)
//! gains nothing, and neither does a redirect, which is an answer like any other. Proxies of the
//! environment are not used: behind one, nobody would know which address was called.

mod failure;
mod targets;

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{HOST, USER_AGENT};
use axum::http::uri::Scheme;
use axum::http::{HeaderValue, Request, Response, Uri};
use futures_util::future::{Either, select};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use crate::config::PrivateTargets;
pub use failure::Failure;
pub use targets::{Target, is_public};

/// Maximum time for a connection to one address, so that another can be tried after it.
const CONNECT: Duration = Duration::from_secs(5);
/// Addresses of a name that are tried; each of them may keep silent.
const ADDRESSES_MAX: usize = 4;
/// Name of the program in requests.
const AGENT: &str = concat!("Weerwoord/", env!("CARGO_PKG_VERSION"));

/// Client for requests to other servers.
pub struct HttpClient {
    tls: TlsConnector,
    allowed: PrivateTargets,
}

/// Bounds of one request.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Time for all of it, from the name to the last byte of the answer.
    pub time: Duration,
    /// Bytes of the answer that are read.
    pub bytes: usize,
    /// Treatment of a longer answer.
    pub excess: Excess,
}

/// Treatment of an answer that is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Its beginning is returned.
    Cut,
    /// The request fails, as half a document is none.
    Refuse,
}

impl HttpClient {
    /// Makes a client that may also call these private targets.
    ///
    /// Certificates are checked against the roots of Mozilla, as those of mail servers are.
    pub fn new(allowed: &PrivateTargets) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self::with_roots(roots, allowed)
    }

    fn with_roots(roots: RootCertStore, allowed: &PrivateTargets) -> Self {
        let mut tls =
            ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .expect("the provider has the suites of TLS 1.2 and 1.3")
                .with_root_certificates(roots)
                .with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self { tls: TlsConnector::from(Arc::new(tls)), allowed: allowed.clone() }
    }

    /// Returns where a URL leads, without asking for its addresses; a failure if it may not be
    /// called at all.
    pub fn target(&self, url: &str) -> Result<Target, Failure> {
        Target::of(&url.parse().map_err(|_| Failure::Url)?, &self.allowed)
    }

    /// Sends a request with an absolute URL, and returns the answer, whatever its status is.
    pub async fn send(
        &self,
        request: Request<Vec<u8>>,
        bounds: Bounds,
    ) -> Result<Response<Vec<u8>>, Failure> {
        timeout(bounds.time, self.exchange(request, bounds)).await.map_err(|_| Failure::Timeout)?
    }

    async fn exchange(
        &self,
        request: Request<Vec<u8>>,
        bounds: Bounds,
    ) -> Result<Response<Vec<u8>>, Failure> {
        let target = Target::of(request.uri(), &self.allowed)?;
        let request = on_the_wire(request)?;
        let stream = connect(&self.allowed_addresses(&target).await?).await?;
        if target.is_encrypted {
            let name = ServerName::try_from(target.host).map_err(|_| Failure::Url)?;
            let stream = self.tls.connect(name, stream).await;
            talk(stream.map_err(|error| Failure::of_tls(&error))?, request, bounds).await
        } else {
            talk(stream, request, bounds).await
        }
    }

    /// Returns the addresses of a target that may be called.
    ///
    /// Fails if it has none, even if it has others.
    async fn allowed_addresses(&self, target: &Target) -> Result<Vec<SocketAddr>, Failure> {
        let found = lookup_host((target.host.as_str(), target.port)).await;
        let found: Vec<_> = found.map_err(|_| Failure::Resolve)?.collect();
        if found.is_empty() {
            return Err(Failure::Resolve);
        }
        let mut addresses = found;
        addresses.retain(|address| target.may_lead_to(address.ip(), &self.allowed));
        addresses.truncate(ADDRESSES_MAX);
        if addresses.is_empty() { Err(Failure::Private) } else { Ok(addresses) }
    }
}

impl std::fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpClient").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

/// Returns a request as HTTP/1.1 has it: the path alone, and the host in a header.
fn on_the_wire(request: Request<Vec<u8>>) -> Result<Request<Full<Bytes>>, Failure> {
    let (mut head, body) = request.into_parts();
    let host = head.uri.authority().ok_or(Failure::Url)?.as_str();
    let host = HeaderValue::from_str(host).map_err(|_| Failure::Url)?;
    head.headers.insert(HOST, host);
    head.headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = path.parse::<Uri>().map_err(|_| Failure::Url)?;
    Ok(Request::from_parts(head, Full::new(body.into())))
}

/// Connects to the first address that responds.
async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Failure> {
    let mut failure = Failure::Connect;
    for address in addresses {
        match timeout(CONNECT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => {
                // One small request and its answer: nothing is gained by waiting for more.
                stream.set_nodelay(true).map_err(|_| Failure::Connect)?;
                return Ok(stream);
            }
            Ok(Err(error)) if error.kind() != io::ErrorKind::TimedOut => failure = Failure::Connect,
            Ok(Err(_)) | Err(_) => failure = Failure::Timeout,
        }
    }
    Err(failure)
}

/// Sends a request on a connection and reads the answer; the connection ends with it.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    request: Request<Full<Bytes>>,
    bounds: Bounds,
) -> Result<Response<Vec<u8>>, Failure> {
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Protocol)?;
    let exchange = async {
        let answer = sender.send_request(request).await.map_err(|_| Failure::Protocol)?;
        let (head, body) = answer.into_parts();
        Ok(Response::from_parts(head, read(body, bounds).await?))
    };
    match select(pin!(exchange), pin!(connection)).await {
        Either::Left((answer, _)) => answer,
        Either::Right((_, exchange)) => exchange.await,
    }
}

/// Reads the body of an answer up to its bound.
async fn read(mut body: Incoming, bounds: Bounds) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Failure::Protocol)?;
        let Some(data) = frame.data_ref() else { continue };
        let room = bounds.bytes - bytes.len();
        if data.len() > room {
            if bounds.excess == Excess::Refuse {
                return Err(Failure::TooLong);
            }
            bytes.extend_from_slice(&data[..room]);
            break;
        }
        bytes.extend_from_slice(data);
    }
    Ok(bytes)
}

/// Returns whether a URL asks for TLS.
fn is_encrypted(scheme: &Scheme) -> Option<bool> {
    match scheme.as_str() {
        "https" => Some(true),
        "http" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
