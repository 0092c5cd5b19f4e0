//! Benchmark of the time from starting the program to its first response, with a million comments.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use crate::client::now;
use crate::home::Home;
use crate::rendering::filled;
use crate::server::{ARTICLE, free};
use crate::{Bounds, ROUNDS, median};

/// Number of comments in the database.
const COMMENTS: u32 = 1_000_000;

/// Measures the time until the article page is served.
pub fn measure(bounds: &mut Bounds) {
    let home = Home::furnished();
    filled(home.path(), COMMENTS);
    let times = (0..ROUNDS).map(|_| first_answer(&home)).collect();
    bounds.at_most("start to first answer, 1,000,000 comments", median(times), 150.0, "ms");
}

fn first_answer(home: &Home) -> f64 {
    let address = free();
    let start = now();
    let mut process = home
        .program()
        .args(["serve", "--listen", &address.to_string()])
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut answer = String::new();
    while answer.is_empty() {
        if let Ok(mut stream) = TcpStream::connect(address) {
            write!(
                stream,
                "GET {ARTICLE} HTTP/1.1\r\nhost: board.example\r\nconnection: close\r\n\r\n"
            )
            .expect("a request");
            stream.read_to_string(&mut answer).expect("an answer");
        } else {
            std::thread::sleep(Duration::from_micros(500));
        }
    }
    let took = start.elapsed().as_secs_f64() * 1e3;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(process.kill());
    drop(process.wait());
    took
}
