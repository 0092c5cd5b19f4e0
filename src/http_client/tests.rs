//! Requests to a server in the test, with and without TLS.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::*;

/// Authority, certificate for `localhost`, and key of a server in a test.
const AUTHORITY: &[u8] = include_bytes!("../../tests/data/tls/ca.pem");
const CERTIFICATE: &[u8] = include_bytes!("../../tests/data/tls/cert.pem");
const KEY: &[u8] = include_bytes!("../../tests/data/tls/key.pem");

const BOUNDS: Bounds = Bounds { time: Duration::from_secs(20), bytes: 10, excess: Excess::Refuse };

fn allowed(list: &str) -> PrivateTargets {
    PrivateTargets::parse(list).unwrap()
}

/// A server that answers one request, and what it read.
async fn answers(text: &'static str, tls: bool) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        if !tls {
            return converse(stream, text).await;
        }
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()],
                PrivateKeyDer::from_pem_slice(KEY).unwrap(),
            )
            .unwrap();
        match TlsAcceptor::from(Arc::new(config)).accept(stream).await {
            Ok(stream) => converse(stream, text).await,
            Err(error) => error.to_string(),
        }
    });
    (address, server)
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, text: &str) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"}") {
        let mut part = [0; 1024];
        let count = stream.read(&mut part).await.unwrap();
        read.extend_from_slice(&part[..count]);
    }
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.shutdown().await.ok();
    String::from_utf8(read).unwrap()
}

fn post(url: &str) -> Request<Vec<u8>> {
    Request::post(url).header("webhook-id", "msg_1").body(b"{\"a\":1}".to_vec()).unwrap()
}

#[tokio::test]
async fn a_request_arrives_whole_and_its_answer_comes_back() {
    let (address, server) =
        answers("HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nok", false).await;
    let client = HttpClient::new(&allowed("127.0.0.0/8"));
    let answer = client.send(post(&format!("http://{address}/in?x=1")), BOUNDS).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (201, b"ok".as_slice()));
    let read = server.await.unwrap();
    assert!(read.starts_with("POST /in?x=1 HTTP/1.1\r\n"), "{read}");
    for line in [
        format!("host: {address}\r\n"),
        format!("user-agent: {AGENT}\r\n"),
        "webhook-id: msg_1\r\n".to_owned(),
        "content-length: 7\r\n".to_owned(),
    ] {
        assert!(read.contains(&line), "{line:?} in {read}");
    }
    assert!(read.ends_with("\r\n\r\n{\"a\":1}"), "{read}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_a_long_one_is_cut_or_refused() {
    const MOVED: &str = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\
        content-length: 12\r\n\r\nlonger still";
    let client = HttpClient::new(&allowed("127.0.0.0/8"));
    let (address, _server) = answers(MOVED, false).await;
    let bounds = Bounds { excess: Excess::Cut, ..BOUNDS };
    let answer = client.send(post(&format!("http://{address}/")), bounds).await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.body().as_slice()),
        (302, b"longer sti".as_slice())
    );
    let (address, _server) = answers(MOVED, false).await;
    let told = client.send(post(&format!("http://{address}/")), BOUNDS).await;
    assert_eq!(told.unwrap_err(), Failure::TooLong);
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_called_only_if_a_setting_allows_it() {
    let (address, server) = answers("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", false).await;
    let url = format!("http://localhost:{}/", address.port());
    for (list, scheme) in [("", "https"), ("", "http"), ("10.0.0.0/8 other.lan", "http")] {
        let url = url.replacen("http", scheme, 1);
        let told = HttpClient::new(&allowed(list)).send(post(&url), BOUNDS).await;
        assert_eq!(told.unwrap_err(), Failure::Private, "{list} {scheme}");
    }
    assert!(!server.is_finished(), "nothing was connected to");
    let client = HttpClient::new(&allowed("localhost"));
    assert_eq!(client.send(post(&url), BOUNDS).await.unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn a_certificate_is_of_a_known_authority_and_for_the_host() {
    const OK: &str = "HTTP/1.1 204 No Content\r\n\r\n";
    let allowed = allowed("127.0.0.0/8 ::1");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(AUTHORITY).unwrap()).unwrap();
    let client = HttpClient::with_roots(roots, &allowed);
    let (address, server) = answers(OK, true).await;
    let url = format!("https://localhost:{}/", address.port());
    assert_eq!(client.send(post(&url), BOUNDS).await.unwrap().status().as_u16(), 204);
    assert!(server.await.unwrap().starts_with("POST / HTTP/1.1"));

    let (address, _server) = answers(OK, true).await;
    let other_name = client.send(post(&format!("https://{address}/")), BOUNDS).await;
    assert_eq!(other_name.unwrap_err(), Failure::Certificate);
    let (address, _server) = answers(OK, true).await;
    let unknown = HttpClient::new(&allowed);
    let url = format!("https://localhost:{}/", address.port());
    assert_eq!(unknown.send(post(&url), BOUNDS).await.unwrap_err(), Failure::Certificate);
}

#[tokio::test]
async fn what_does_not_answer_fails_with_a_reason() {
    let client = HttpClient::new(&allowed("127.0.0.0/8"));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let brief = Bounds { time: Duration::from_millis(50), ..BOUNDS };
    assert_eq!(client.send(post(&url), brief).await.unwrap_err(), Failure::Timeout);
    drop(listener);
    assert_eq!(client.send(post(&url), BOUNDS).await.unwrap_err(), Failure::Connect);
    let (address, _server) = answers("220 mail.example ESMTP\r\n", false).await;
    let told = client.send(post(&format!("http://{address}/")), BOUNDS).await;
    assert_eq!(told.unwrap_err(), Failure::Protocol);
    let (address, _server) =
        answers("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", false).await;
    let told = client.send(post(&format!("http://{address}/")), BOUNDS).await;
    assert_eq!(told.unwrap_err(), Failure::Protocol);
}

#[test]
fn failures_have_a_code_each() {
    let codes: std::collections::BTreeSet<_> = Failure::ALL.map(Failure::code).into();
    assert_eq!(codes.len(), Failure::ALL.len());
}
