//! The row of tabs on every page of moderation: the queues with how much waits in each, and the
//! pages beside them.

use super::{Shell, capped};
use crate::account::Account;
use crate::locale::Lang;
use crate::moderation::Queue;
use crate::store::QueueCounts;

/// The pages beside the queues, each with the key of its name.
const OTHERS: [(&str, &str); 4] = [
    ("/moderation/log", "log-heading"),
    ("/moderation/bans", "bans-heading"),
    ("/moderation/words", "words-heading"),
    ("/moderation/transparency", "transparency-heading"),
];

/// A row of tabs below the masthead.
#[derive(Clone, Debug)]
pub struct TabRow {
    /// The name of the row, for who hears it.
    pub label: String,
    /// The tabs in their order.
    pub tabs: Vec<Tab>,
}

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// The address it leads to.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How much waits there.
    pub count: Option<String>,
    /// Whether it is the page shown.
    pub current: bool,
    /// The single key that leads there.
    pub key: Option<usize>,
}

impl TabRow {
    /// The row of the moderators, with the queues at these addresses.
    pub fn new(
        t: Lang,
        account: &Account,
        counts: QueueCounts,
        address: impl Fn(Queue) -> String,
    ) -> Self {
        let queue = |queue: Queue| Tab {
            count: counts.of(queue).map(capped),
            ..Tab::new(address(queue), t.say(name_of(queue)))
        };
        let mut tabs: Vec<Tab> = Queue::ALL.into_iter().map(queue).collect();
        tabs.extend(OTHERS.map(|(href, key)| Tab::new(href.to_owned(), t.say(key))));
        if account.role.may_write() {
            tabs.push(Tab::new("/desk/numbers".to_owned(), t.say("numbers-heading")));
        }
        Self { label: t.say("queues"), tabs }
    }

    /// The same row with this page as the current one.
    pub fn at(mut self, href: &str) -> Self {
        for tab in &mut self.tabs {
            tab.current = tab.href == href;
        }
        self
    }

    /// The same row with a single key for each queue.
    pub fn with_keys(mut self) -> Self {
        for (index, tab) in self.tabs.iter_mut().take(Queue::ALL.len()).enumerate() {
            tab.key = Some(index + 1);
        }
        self
    }
}

impl Tab {
    fn new(href: String, name: String) -> Self {
        Self { href, name, count: None, current: false, key: None }
    }
}

impl Shell {
    /// The same shell on the page of moderation at this address.
    pub fn at(mut self, href: &str) -> Self {
        self.tabs = self.tabs.map(|row| row.at(href));
        self
    }

    /// The same shell on the page of the author of this comment: the queues are narrowed to them.
    pub fn about(mut self, comment: i64) -> Self {
        for tab in self.tabs.iter_mut().flat_map(|row| row.tabs.iter_mut()) {
            if tab.href.starts_with("/moderation?") {
                tab.href = format!("{}&author={comment}", tab.href);
                tab.count = None;
            }
        }
        self
    }
}

/// The key of the name of a queue.
fn name_of(queue: Queue) -> &'static str {
    match queue {
        Queue::Review => "queue-review",
        Queue::Reported => "queue-reported",
        Queue::Held => "queue-held",
        Queue::Appeals => "queue-appeals",
        Queue::Removed => "queue-removed",
    }
}
