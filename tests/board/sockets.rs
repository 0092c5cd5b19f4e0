//! Sockets that the board listens on, and what it does with connections that are too slow or too many.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Request;
use weerwoord::app::metrics::Stopwatch;

use crate::harness::{Board, Home, Server, Settings, free_port, mode, told};

/// Long enough for anything that happens at all.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole response to a request on a connection of its own.
fn asks(mut line: impl Read + Write, path: &str, headers: &str) -> std::io::Result<String> {
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: board.example\r\nConnection: close\r\n{headers}\r\n");
    line.write_all(head.as_bytes())?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn at_socket(path: &Path, page: &str, headers: &str) -> Option<String> {
    let line = UnixStream::connect(path).ok()?;
    line.set_read_timeout(Some(PATIENCE)).unwrap();
    asks(line, page, headers).ok().filter(|answer| !answer.is_empty())
}

/// Tries until there is an answer.
fn soon<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    for _ in 0..1_200 {
        if let Some(found) = attempt() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("it did not happen within thirty seconds");
}

/// A process that ends with the story.
fn held(process: Child) -> Server {
    Server { process, url: String::new() }
}

#[test]
fn a_board_listens_on_a_unix_socket_and_believes_the_proxy_there() {
    let home = Home::furnished();
    let path = home.path("board.sock");
    let listen = format!("unix:{}", path.display());
    let start = || {
        let mut command = home.command(&["serve", "--listen", &listen]);
        command.env("WEERWOORD_LIMITS", "on").env("WEERWOORD_CAPTCHA", "image");
        command.env("WEERWOORD_RATES", "picture=1/3600s");
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        held(command.spawn().unwrap())
    };
    let mut server = start();
    let ready = |text: &String| text.starts_with("HTTP/1.1 200 OK");
    soon(|| at_socket(&path, "/health/ready", "").filter(ready));
    assert_eq!(mode(&path), 0o660);
    assert!(at_socket(&path, "/articles/nu", "").unwrap().contains("Alinea."));
    let picture = |address: &str| {
        let headers = format!("X-Forwarded-For: {address}\r\n");
        at_socket(&path, "/captcha.png", &headers).unwrap()[9..12].to_owned()
    };
    assert_eq!(picture("192.0.2.7"), "200");
    assert_eq!(picture("192.0.2.7"), "429", "it is the same reader");
    assert_eq!(picture("198.51.100.9"), "200");
    assert_eq!(picture("198.51.100.9, 192.0.2.7"), "429", "only what the proxy added counts");

    let taken = home.fails(1, &["serve", "--listen", &listen]);
    assert!(taken.contains("is taken by another program"), "{taken}");
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    assert!(path.exists(), "nobody was there to remove it");
    let server = start();
    soon(|| at_socket(&path, "/health/ready", "").filter(ready));
    assert!(server.stops());

    let file = home.file("not-a.sock", "mine");
    let refused = home.fails(1, &["serve", "--listen", &format!("unix:{file}")]);
    assert!(refused.contains("is there and is no socket"), "{refused}");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "mine");
    let refused = home.fails(1, &["serve", "--listen", "unix:/nergens/board.sock"]);
    assert!(refused.contains("its folder must exist"), "{refused}");
    assert!(home.done(&["config", "--listen", "unix:/run/x.sock"]).contains("unix:/run/x.sock"));
}

#[test]
fn a_restart_refuses_nobody_while_the_socket_is_held_open() {
    let home = Home::furnished();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let first = home.serve_on(socket.try_clone().unwrap().into());
    let (over, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (over, answered) = (Arc::clone(&over), Arc::clone(&answered));
            std::thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let line = TcpStream::connect(address).unwrap();
                    line.set_read_timeout(Some(PATIENCE)).unwrap();
                    let answer = asks(line, "/articles/nu", "").unwrap();
                    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer:?}");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let reach = |count: usize| soon(|| (answered.load(Ordering::Relaxed) >= count).then_some(()));
    reach(50);
    let mut server = first;
    for _ in 0..2 {
        assert!(server.stops());
        let before = answered.load(Ordering::Relaxed);
        server = home.serve_on(socket.try_clone().unwrap().into());
        reach(before + 50);
    }
    over.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.join().expect("every request was answered");
    }
}

#[test]
fn the_service_manager_is_told_of_the_start_the_life_and_the_end() {
    let home = Home::new();
    let path = home.path("notify");
    let manager = UnixDatagram::bind(&path).unwrap();
    manager.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "200000");
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let server = held(command.spawn().unwrap());
    let hears = || {
        let mut message = [0; 64];
        let length = manager.recv(&mut message).unwrap();
        String::from_utf8(message[..length].to_vec()).unwrap()
    };
    assert_eq!(hears(), "READY=1");
    assert_eq!((hears(), hears()), ("WATCHDOG=1".into(), "WATCHDOG=1".into()));
    server.is_told_to_stop();
    while hears() != "STOPPING=1" {}
    assert!(server.stops());
}

#[tokio::test]
async fn a_proxy_may_speak_http_2_on_the_same_port() {
    let home = Home::furnished();
    let server = home.serve().await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let mut line = TcpStream::connect(&address).unwrap();
    line.set_read_timeout(Some(PATIENCE)).unwrap();
    // The preface, empty settings, and a head from the static table (RFC 7541, appendix A): GET,
    // http, /, and the authority.
    let host = address.as_bytes();
    let mut block = vec![0x82, 0x86, 0x84, 0x41, u8::try_from(host.len()).unwrap()];
    block.extend_from_slice(host);
    let mut sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    sent.extend([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    let (headers, ends_all, stream) = (1, 0x5, 1);
    sent.extend([0, 0, u8::try_from(block.len()).unwrap(), headers, ends_all, 0, 0, 0, stream]);
    sent.extend(block);
    line.write_all(&sent).unwrap();
    loop {
        let mut head = [0; 9];
        line.read_exact(&mut head).unwrap();
        let mut body = vec![0; usize::from(head[1]) * 256 + usize::from(head[2])];
        line.read_exact(&mut body).unwrap();
        if head[3] == headers {
            assert_eq!(body[0], 0x88, "status 200 is a single byte");
            break;
        }
    }
    drop(line);
    assert!(server.page("/").await.contains("Nu"), "and HTTP/1.1 as before");
}

#[tokio::test]
async fn a_client_that_sends_nothing_more_is_let_go() {
    let home = Home::furnished();
    let metrics = format!("127.0.0.1:{}", free_port());
    let server = home
        .serve_with(|command| {
            command.env("WEERWOORD_HEAD_TIMEOUT", "1").env("WEERWOORD_BODY_TIMEOUT", "1");
            command.env("WEERWOORD_METRICS_LISTEN", &metrics)
        })
        .await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let begins = |text: &str| {
        let mut line = TcpStream::connect(&address).unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        line.write_all(text.as_bytes()).unwrap();
        line
    };
    let post = "POST /articles/nu/comments HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\nbody=";
    let begun = Stopwatch::start();
    let lines = ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", post].map(begins);
    let open = async || {
        let text = reqwest::get(format!("http://{metrics}/metrics")).await.unwrap();
        let text = text.text().await.unwrap();
        let line = text.lines().find(|line| line.starts_with("weerwoord_http_connections "));
        line.unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let mut most = 0;
    while most < 4 && begun.elapsed() < Duration::from_millis(900) {
        most = most.max(open().await);
    }
    assert!(most >= 4, "{most} were counted");
    let answers = lines.map(|mut line| {
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    });
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!(answers[0], "");
    assert!(answers[2].starts_with("HTTP/1.1 200 OK"), "it was answered, and then it was idle");
    assert!(answers[3].starts_with("HTTP/1.1 408"), "{}", answers[3]);
}

#[test]
fn a_bound_that_is_none_stops_the_start() {
    let home = Home::empty();
    for (name, value) in [("max-requests", "0"), ("head-timeout", "15s"), ("body-timeout", "")] {
        let flag = format!("--{name}");
        let output = home.command(&["config", &flag, value]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(told(&output).contains(&format!("{flag}: {value:?} is not a number")), "{name}");
    }
    let config = home.done(&["config", "--max-requests", "50"]);
    assert!(config.contains("WEERWOORD_MAX_REQUESTS=50  # flag"), "{config}");
    assert!(config.contains("WEERWOORD_HEAD_TIMEOUT=15  # default"), "{config}");
}

#[tokio::test]
async fn requests_beyond_the_bound_are_refused_before_they_take_memory() {
    let board = Board::with(Settings::easy().with("MAX_REQUESTS", "2")).await;
    let article = board.article("Druk").await;
    let reader = board.guest();
    reader.reads(&article).await.is(200);
    let slow: Vec<_> = (0..2)
        .map(|_| {
            let body = futures_util::stream::pending::<Result<Bytes, Infallible>>();
            let request = Request::post(format!("{article}/comments"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from_stream(body))
                .unwrap();
            let guest = board.guest();
            tokio::spawn(async move { guest.asks(request).await })
        })
        .collect();
    while board.app.metrics.requests.get() < 2 {
        tokio::task::yield_now().await;
    }
    let refused = reader.reads("/search?q=druk").await.is(503).says("Het is hier even te druk");
    assert_eq!(refused.header("retry-after"), Some("5"));
    assert_eq!(refused.header("cache-control"), Some("private, no-store"));
    assert!(refused.header("content-security-policy").is_some());
    reader.posts(&article, "Nog een").await.is(503);
    reader.reads(&article).await.is(200);
    reader.reads("/health/live").await.is(200);
    reader.reads("/health/ready").await.is(200);
    assert_eq!(board.app.metrics.shed.get(), 2);
    for request in slow {
        request.abort();
        assert!(request.await.is_err());
    }
    assert_eq!(board.app.metrics.requests.get(), 0, "who hangs up makes room");
    reader.reads("/search?q=druk").await.is(200);
}
