//! Comments under pages of other sites: as a fragment of the page, in a frame, and posting from
//! both.
//!
//! Nothing here needs a cookie: a guest's codes belong to the challenge in the form.

mod counts;
mod create;
mod fragment;
mod host;
mod page;
mod refused;
mod script;
mod thread;

use crate::article::Article;
use crate::cache::invalidation::Topic;
use crate::comment::thread::Order;
use crate::locale::Lang;

pub(super) use counts::counts;
pub(super) use create::create;
pub(super) use fragment::fragment;
pub(super) use host::Host;
pub(super) use page::{EmbedPage, page};
pub(super) use script::script;

/// Name and address of each order, with true for the current one.
type Orders = Vec<(String, String, bool)>;

/// Returns the orders that are offered below the address `base`, which has a query; none for fewer
/// than two threads.
fn orders(t: Lang, article: &Article, base: &str, current: Order) -> Orders {
    let offered = if article.threads > 1 { &Order::ALL[..] } else { &[] };
    let order = |order: &Order| {
        (t.say(order.key()), format!("{base}&sort={}", order.code()), *order == current)
    };
    offered.iter().map(order).collect()
}

/// Returns "Er zijn 6 reacties op dit artikel", or a message that there are none.
fn count_line(t: Lang, article: &Article) -> String {
    match article.teaser.comments {
        0 => t.say("comments-none"),
        count => t.with("comments-count", &[("count", count.into())]),
    }
}

/// Returns the topic that the comments on a page depend on.
///
/// Before there is a row, the first comment on any page makes them outdated.
fn topic_of(article: &Article) -> Topic {
    match article.teaser.id {
        0 => Topic::Lists,
        id => Topic::Article(id),
    }
}
