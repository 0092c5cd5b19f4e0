//! A real mail server on this machine, from Python's `aiosmtpd`, in one of several moods.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// A mail server; it ends with the value.
pub struct MailServer {
    pub port: u16,
    process: Child,
    accepted: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// A server in one of the moods that `smtp.py` lists, on a port, 0 for any; `None` where Python
    /// or `aiosmtpd` is missing.
    pub fn start(mood: &str, port: u16) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/board/harness/smtp.py");
        for python in [
            concat!(env!("CARGO_MANIFEST_DIR"), "/target/python/bin/python3"),
            "/usr/bin/python3",
            "python3",
        ] {
            let Ok(mut process) = Command::new(python)
                .args([script, mood, &port.to_string()])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
            else {
                continue;
            };
            let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
            let Some(Ok(port)) = lines.next() else {
                process.wait().ok();
                continue;
            };
            let accepted: Arc<Mutex<Vec<String>>> = Arc::default();
            let kept = Arc::clone(&accepted);
            std::thread::spawn(move || {
                lines.map_while(Result::ok).for_each(|line| kept.lock().unwrap().push(line));
            });
            return Some(Self { port: port.parse().unwrap(), process, accepted });
        }
        None
    }

    /// Every message it accepted: whom for, and the whole of it.
    pub fn accepted(&self) -> Vec<(String, String)> {
        let lines = self.accepted.lock().unwrap().clone();
        lines
            .iter()
            .map(|line| {
                let told: serde_json::Value = serde_json::from_str(line).unwrap();
                let text = hex::decode(told["text"].as_str().unwrap()).unwrap();
                (told["to"][0].as_str().unwrap().to_owned(), String::from_utf8(text).unwrap())
            })
            .collect()
    }

    /// Waits until it accepted so many; its lines come a moment after its answer.
    pub fn has_accepted(&self, count: usize) -> Vec<(String, String)> {
        for _ in 0..400 {
            if self.accepted.lock().unwrap().len() >= count {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let accepted = self.accepted();
        assert_eq!(accepted.len(), count, "{accepted:?}");
        accepted
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
