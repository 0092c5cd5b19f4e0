//! Threads of comments: replies, reading order and nesting depth.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Author, Comment, State, THREADS_PER_PAGE};

/// Order of threads; replies within a thread are always in order of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Oldest first.
    #[default]
    Oldest,
    /// Newest first.
    Newest,
    /// By number of useful marks on the first comment; equals are oldest first.
    Useful,
}

impl Order {
    /// All orders, as they are offered.
    pub const ALL: [Self; 3] = [Self::Oldest, Self::Newest, Self::Useful];

    /// Returns the stable code of the order, as in URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Useful => "useful",
        }
    }

    /// Returns the key of the order's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Oldest => "sort-oldest",
            Self::Newest => "sort-newest",
            Self::Useful => "sort-useful",
        }
    }

    /// Returns the order with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }

    /// Returns the range of thread numbers on a page: first exclusive, second inclusive.
    ///
    /// Pages count from 1; `threads` is the number of threads. `None` for [`Order::Useful`], which
    /// is not a range of numbers.
    pub fn range(self, page: i64, threads: i64) -> Option<(i64, i64)> {
        let before = (page - 1) * THREADS_PER_PAGE;
        match self {
            Self::Oldest => Some((before, before + THREADS_PER_PAGE)),
            Self::Newest => Some((threads - before - THREADS_PER_PAGE, threads - before)),
            Self::Useful => None,
        }
    }

    /// Sorts the first comments of threads, which are given oldest first.
    fn sort(self, roots: &mut [Comment]) {
        match self {
            Self::Oldest => {}
            Self::Newest => roots.reverse(),
            Self::Useful => roots.sort_by_key(|root| Reverse(root.useful)),
        }
    }
}

/// Greatest indentation below the first level: all that fits on a phone.
///
/// Deeper replies are marked by "answer to" alone.
pub const MAX_DEPTH: usize = 3;

/// Comment at its place in a thread.
#[derive(Clone, Debug)]
pub struct Row {
    /// Comment.
    pub comment: Comment,
    /// Comment that it replies to, if any.
    pub answers: Option<Answered>,
    /// True if a list of replies begins with it.
    pub opens: bool,
    /// Number of lists that end after it.
    pub closes: usize,
    /// True if a reply to it follows inside its own list item.
    pub continues: bool,
    /// Number of comments below it, if it begins a thread; else 0.
    pub below: usize,
    /// True if it is the last comment of its thread.
    pub ends: bool,
}

impl Row {
    /// Returns a row for a comment outside any thread.
    pub fn alone(comment: Comment) -> Self {
        Self {
            comment,
            answers: None,
            opens: false,
            closes: 0,
            continues: false,
            below: 0,
            ends: false,
        }
    }
}

/// Comment that another one replies to.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Row id.
    pub id: i64,
    /// Author; `None` if it was removed.
    pub author: Option<Author>,
}

/// Sorts comments into reading order, each followed by its replies.
///
/// `comments` must be in order of time. Replies are indented by at most [`MAX_DEPTH`] levels; a
/// reply to a comment that is not given begins a thread.
pub fn thread(comments: Vec<Comment>, order: Order) -> Vec<Row> {
    let known: HashMap<i64, Option<Author>> = comments
        .iter()
        .map(|c| (c.id, (!matches!(c.state, State::Removed(_))).then(|| c.author.clone())))
        .collect();
    let mut answers: HashMap<i64, Vec<Comment>> = HashMap::new();
    let mut roots = Vec::new();
    for comment in comments {
        match comment.parent.filter(|parent| known.contains_key(parent)) {
            Some(parent) => answers.entry(parent).or_default().push(comment),
            None => roots.push(comment),
        }
    }
    order.sort(&mut roots);
    // A stack instead of recursion, since users decide how deep replies go.
    let mut stack: Vec<(Comment, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
    let mut rows: Vec<(Row, usize)> = Vec::new();
    let mut root = 0;
    while let Some((comment, level)) = stack.pop() {
        let depth = level.min(MAX_DEPTH);
        if let Some(children) = answers.remove(&comment.id) {
            stack.extend(children.into_iter().rev().map(|child| (child, level + 1)));
        }
        let answered = comment
            .parent
            .and_then(|id| known.get(&id).map(|author| Answered { id, author: author.clone() }));
        let before = rows.last().map(|(_, depth)| *depth);
        if let Some((row, last)) = rows.last_mut() {
            row.continues = depth > *last;
            row.closes = last.saturating_sub(depth);
            row.ends = depth == 0;
        }
        let opens = before.is_some_and(|last| depth > last);
        if depth == 0 {
            root = rows.len();
        } else if let Some((row, _)) = rows.get_mut(root) {
            row.below += 1;
        }
        rows.push((Row { answers: answered, opens, ..Row::alone(comment) }, depth));
    }
    if let Some((row, depth)) = rows.last_mut() {
        row.closes = *depth;
        row.ends = true;
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::markup::Html;

    fn comment(id: i64, parent: Option<i64>) -> Comment {
        Comment {
            id,
            article_id: 1,
            parent,
            author: Author::Former,
            state: State::Visible,
            shown: true,
            held_for: None,
            html: Html::default(),
            posted_at: Timestamp::UNIX_EPOCH,
            version: 1,
            useful: 0,
        }
    }

    /// Returns the thread as nested brackets, in the way the page nests its lists.
    fn brackets(comments: Vec<Comment>) -> String {
        let mut out = String::new();
        for row in thread(comments, Order::Oldest) {
            if row.opens {
                out.push('[');
            }
            out.push_str(&format!("{} ", row.comment.id));
            out.push_str(&"]".repeat(row.closes));
        }
        out
    }

    #[test]
    fn answers_follow_what_they_answer() {
        let comments = vec![
            comment(1, None),
            comment(2, None),
            comment(3, Some(1)),
            comment(4, Some(3)),
            comment(5, Some(1)),
        ];
        assert_eq!(brackets(comments), "1 [3 [4 ]5 ]2 ");
    }

    #[test]
    fn a_thread_knows_how_many_answers_stand_below_it_and_where_it_ends() {
        let parents = [None, None, Some(1), Some(3), Some(1)];
        let comments = (1..).zip(parents).map(|(id, parent)| comment(id, parent)).collect();
        let rows = thread(comments, Order::Oldest);
        let told: Vec<_> = rows.iter().map(|row| (row.comment.id, row.below, row.ends)).collect();
        assert_eq!(told, [(1, 3, false), (3, 0, false), (4, 0, false), (5, 0, true), (2, 0, true)]);
    }

    #[test]
    fn threads_stand_in_the_order_asked_for_and_answers_as_they_came() {
        let comments = || {
            let useful = [0, 2, 0, 9, 2].into_iter();
            let parents = [None, None, Some(1), Some(1), None];
            (1..)
                .zip(parents)
                .zip(useful)
                .map(|((id, parent), useful)| Comment { useful, ..comment(id, parent) })
                .collect()
        };
        let read =
            |order| thread(comments(), order).iter().map(|row| row.comment.id).collect::<Vec<_>>();
        assert_eq!(read(Order::Oldest), [1, 3, 4, 2, 5]);
        assert_eq!(read(Order::Newest), [5, 2, 1, 3, 4]);
        assert_eq!(read(Order::Useful), [2, 5, 1, 3, 4]);
    }

    #[test]
    fn pages_from_either_end_hold_every_thread_once() {
        assert_eq!(Order::Oldest.range(2, 250), Some((100, 200)));
        assert_eq!(Order::Newest.range(1, 250), Some((150, 250)));
        assert_eq!(Order::Newest.range(3, 250), Some((-50, 50)));
    }

    #[test]
    fn threads_grow_no_deeper_than_a_phone_can_show() {
        let chain = (1..=6).map(|id| comment(id, (id > 1).then_some(id - 1))).collect();
        assert_eq!(brackets(chain), "1 [2 [3 [4 5 6 ]]]");
        assert_eq!(brackets(vec![comment(7, Some(99))]), "7 ");
    }

    #[test]
    fn every_list_that_opens_closes() {
        let comments: Vec<Comment> =
            (1..200).map(|id| comment(id, (id % 3 != 0).then_some(id * 2 / 3))).collect();
        let drawn = brackets(comments);
        assert_eq!(drawn.matches('[').count(), drawn.matches(']').count());
    }
}
