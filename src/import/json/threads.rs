//! Threads of a file in which every comment names its own.

use std::collections::{BTreeSet, HashMap};

use crate::import::record::{About, Notice, Thread};
use crate::import::{ReadError, Record, Sink};
use crate::text::address::Canonical;

/// Number of bytes of threads that are kept: 100,000 threads with long titles.
const KEPT_MAX: usize = 32 << 20;
/// Number of hosts that are named in a notice.
const HOSTS_MAX: usize = 10;

/// Threads, each of which is handed on once, with all that the file says about it.
///
/// Those of a file with more than fits in memory are handed on in parts, and then one may come
/// twice.
#[derive(Debug, Default)]
pub struct Threads {
    list: Vec<Thread>,
    by_key: HashMap<String, usize>,
    size: usize,
    hosts: BTreeSet<String>,
}

impl Threads {
    /// Adds what a record says about a thread: what is known already stays, closed stays closed.
    pub fn add(&mut self, thread: Thread) {
        let Thread { key, addresses, title, comments_open, made_at, article } = thread;
        let index = if let Some(&index) = self.by_key.get(&key) {
            index
        } else {
            self.size += 2 * key.len() + size_of::<Thread>() + 64;
            self.list.push(Thread { key: key.clone(), ..Thread::default() });
            self.by_key.insert(key, self.list.len() - 1);
            self.list.len() - 1
        };
        let known = &mut self.list[index];
        for address in addresses {
            if known.addresses.contains(&address) {
                continue;
            }
            if self.hosts.len() <= HOSTS_MAX {
                let host = Canonical::parse(&address, None).map(|address| address.host);
                self.hosts.extend(host.filter(|host| !host.is_empty()));
            }
            self.size += address.len();
            known.addresses.push(address);
        }
        if known.title.is_none() && title.is_some() {
            self.size += title.as_ref().map_or(0, String::len);
            known.title = title;
        }
        if known.comments_open != Some(false) {
            known.comments_open = comments_open.or(known.comments_open);
        }
        known.made_at = known.made_at.or(made_at);
        if article.is_some() {
            known.article = article;
        }
    }

    /// Hands the threads on if there are many.
    pub fn hand_on_many(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        if self.size > KEPT_MAX { self.hand_on(sink) } else { Ok(()) }
    }

    /// Hands all threads on, and says so if they are of several sites.
    pub fn finish(mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.hand_on(sink)?;
        if self.hosts.len() > 1 {
            let mut hosts: Vec<&str> = self.hosts.iter().map(String::as_str).collect();
            if hosts.len() > HOSTS_MAX {
                hosts.truncate(HOSTS_MAX);
                hosts.push("…");
            }
            sink.take(Record::Notice(Notice {
                what: String::new(),
                about: About::Hosts,
                detail: hosts.join(", "),
            }))?;
        }
        Ok(())
    }

    fn hand_on(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.by_key.clear();
        self.size = 0;
        self.list.drain(..).try_for_each(|thread| sink.take(Record::Thread(thread)))
    }
}
