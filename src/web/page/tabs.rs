//! Row of tabs on every moderation page: the queues with their number of items, and other pages.

use super::{Shell, capped};
use crate::account::Account;
use crate::locale::Lang;
use crate::moderation::Queue;
use crate::store::moderation::QueueCounts;

/// Pages beside the queues that concern the whole board, each with the message key of its name.
const OF_WHOLE_BOARD: [(&str, &str); 3] = [
    ("/moderation/bans", "bans-heading"),
    ("/moderation/words", "words-heading"),
    ("/moderation/transparency", "transparency-heading"),
];

/// Row of tabs below the header.
#[derive(Clone, Debug)]
pub struct TabRow {
    /// Label of the row for screen readers.
    pub label: String,
    /// Tabs in their order.
    pub tabs: Vec<Tab>,
}

/// Tab that leads to one page.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Address of the page.
    pub href: String,
    /// Name of the page.
    pub name: String,
    /// Number of items in the queue.
    pub count: Option<String>,
    /// True if the page is the current one.
    pub current: bool,
    /// Keyboard shortcut: a digit, from 1.
    pub key: Option<usize>,
}

impl TabRow {
    /// Creates the row for a moderator; `address` returns the address of a queue.
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
        tabs.push(Tab::new("/moderation/log".to_owned(), t.say("log-heading")));
        if account.scope.is_board() {
            tabs.extend(OF_WHOLE_BOARD.map(|(href, key)| Tab::new(href.to_owned(), t.say(key))));
        }
        if account.role.may_write() {
            tabs.push(Tab::new("/desk/numbers".to_owned(), t.say("numbers-heading")));
        }
        Self { label: t.say("queues"), tabs }
    }

    /// Marks the tab with this address as the current one.
    pub fn at(mut self, href: &str) -> Self {
        for tab in &mut self.tabs {
            tab.current = tab.href == href;
        }
        self
    }

    /// Gives each queue its keyboard shortcut.
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
    /// Marks the tab with this address as the current one.
    pub fn at(mut self, href: &str) -> Self {
        self.tabs = self.tabs.map(|row| row.at(href));
        self
    }

    /// Limits the queues to the author of this comment.
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

/// Returns the message key of the name of a queue.
fn name_of(queue: Queue) -> &'static str {
    match queue {
        Queue::Review => "queue-review",
        Queue::Reported => "queue-reported",
        Queue::Held => "queue-held",
        Queue::Appeals => "queue-appeals",
        Queue::Removed => "queue-removed",
    }
}
