//! Server on a socket and HTTP client, shared by several benchmarks.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::serve::{self, ListenerExt};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// HTTP client with persistent connections.
pub type Http = Client<HttpConnector, Body>;

/// Serves a router on loopback until the benchmark ends and returns its address.
pub async fn listen(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // A page of fifty cases fills many packets: without this the last of them waits for an
    // acknowledgement.
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).expect("a socket"));
    tokio::spawn(async move { serve::serve(listener, service).await.expect("serving") });
    address
}

/// Returns a client that sends without delay.
pub fn client() -> Http {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new()).build(connector)
}
