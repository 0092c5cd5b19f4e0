//! HTTP client with little overhead: it sends prepared bytes on open connections, and reads only
//! the length and the status of a response.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Function from the number of a request to its bytes.
pub type Request = Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>;

/// Result of a round.
pub struct Round {
    /// Responses per second.
    pub rate: f64,
    /// 99th percentile of the response time, in microseconds.
    pub p99: f64,
    /// Number of responses.
    pub answers: u64,
}

/// Returns a request with the same bytes every time.
pub fn get(path: &str, headers: &str) -> Request {
    let bytes = format!("GET {path} HTTP/1.1\r\nhost: board.example\r\n{headers}\r\n").into_bytes();
    Arc::new(move |_| bytes.clone())
}

/// Sends requests with `clients` concurrent clients for the duration `span`.
///
/// Panics if a response does not have this status.
pub async fn ask(
    address: SocketAddr,
    request: &Request,
    status: u16,
    clients: usize,
    span: Duration,
) -> Round {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let lines: Vec<_> = (0..clients)
        .map(|_| {
            let request = Arc::clone(request);
            tokio::spawn(async move {
                let mut line = Line::open(address).await;
                let mut times = Vec::new();
                let start = now();
                while start.elapsed() < span {
                    let sent = now();
                    line.ask(&request(NUMBER.fetch_add(1, Ordering::Relaxed)), status).await;
                    times.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
                }
                (times, start.elapsed())
            })
        })
        .collect();
    let (mut times, mut longest) = (Vec::new(), span);
    for line in lines {
        let (some, took) = line.await.expect("a client");
        times.extend(some);
        longest = longest.max(took);
    }
    times.sort_unstable();
    let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
    let answers = u64::try_from(times.len()).expect("some");
    Round { rate: float(answers) / longest.as_secs_f64(), p99: f64::from(p99), answers }
}

/// Persistent connection.
pub struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    /// Opens a connection.
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server takes connections");
        stream.set_nodelay(true).expect("a socket");
        Self { stream, buffer: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and returns the head and the body of the response.
    pub async fn ask(&mut self, request: &[u8], status: u16) -> (&[u8], &[u8]) {
        self.stream.write_all(request).await.expect("the server reads");
        self.buffer.clear();
        let (mut head, mut length) = (0, 0);
        while head == 0 || self.buffer.len() < head + length {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert!(
                read > 0,
                "the server hung up after {:?}",
                String::from_utf8_lossy(&self.buffer)
            );
            if head == 0
                && let Some(end) = self.buffer.windows(4).position(|part| part == b"\r\n\r\n")
            {
                head = end + 4;
                length = content_length(&self.buffer[..head]);
                let told = std::str::from_utf8(&self.buffer[9..12])
                    .ok()
                    .and_then(|status| status.parse().ok());
                assert_eq!(told, Some(status), "{:?}", String::from_utf8_lossy(&self.buffer));
            }
        }
        self.buffer.split_at(head)
    }
}

fn content_length(head: &[u8]) -> usize {
    const NAME: &[u8] = b"content-length: ";
    let Some(place) = head.windows(NAME.len()).position(|part| part == NAME) else { return 0 };
    let digits = head[place + NAME.len()..].iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0'))
}

/// Returns the current time.
#[expect(clippy::disallowed_methods, reason = "a benchmark holds the stop-watch")]
pub fn now() -> Instant {
    Instant::now()
}

/// Converts a count, which is far below the limit of exact floats.
#[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
pub fn float(count: u64) -> f64 {
    count as f64
}

/// Runs a future on a new runtime.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(work)
}
