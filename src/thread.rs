//! How comments make a thread: who answers whom, in which order they are read, and how deep they stand.

use std::collections::HashMap;

use crate::comment::{Author, Comment, State};

/// Levels of indentation below the first: a phone has no room for more, "answer to" says the rest.
pub const MAX_DEPTH: usize = 3;

/// One comment in its place in a thread.
#[derive(Clone, Debug)]
pub struct Row {
    /// The comment.
    pub comment: Comment,
    /// Whom it answers, when it answers a comment.
    pub answers: Option<Answered>,
    /// Whether a list of answers begins with it.
    pub opens: bool,
    /// How many lists end after it.
    pub closes: usize,
    /// Whether an answer to it follows inside its own list item.
    pub continues: bool,
}

/// The comment another one answers.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Its number.
    pub id: i64,
    /// Who wrote it, or `None` when it was removed.
    pub author: Option<Author>,
}

/// Comments in reading order: oldest first, each followed by its answers, no deeper than [`MAX_DEPTH`].
pub fn thread(comments: Vec<Comment>) -> Vec<Row> {
    let known: HashMap<i64, Option<Author>> =
        comments.iter().map(|c| (c.id, (!matches!(c.state, State::Removed(_))).then(|| c.author.clone()))).collect();
    let mut answers: HashMap<i64, Vec<Comment>> = HashMap::new();
    let mut roots = Vec::new();
    for comment in comments {
        match comment.parent.filter(|parent| known.contains_key(parent)) {
            Some(parent) => answers.entry(parent).or_default().push(comment),
            None => roots.push(comment),
        }
    }
    // A stack in place of recursion: how deep people answer each other is up to them.
    let mut stack: Vec<(Comment, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
    let mut rows: Vec<(Row, usize)> = Vec::new();
    while let Some((comment, level)) = stack.pop() {
        let depth = level.min(MAX_DEPTH);
        if let Some(children) = answers.remove(&comment.id) {
            stack.extend(children.into_iter().rev().map(|child| (child, level + 1)));
        }
        let answered = comment.parent.and_then(|id| known.get(&id).map(|author| Answered { id, author: author.clone() }));
        let before = rows.last().map(|(_, depth)| *depth);
        if let Some((row, last)) = rows.last_mut() {
            row.continues = depth > *last;
            row.closes = last.saturating_sub(depth);
        }
        let opens = before.is_some_and(|last| depth > last);
        rows.push((Row { comment, answers: answered, opens, closes: 0, continues: false }, depth));
    }
    if let Some((row, depth)) = rows.last_mut() {
        row.closes = *depth;
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
        }
    }

    /// The thread as nested brackets, the way the page nests its lists.
    fn brackets(comments: Vec<Comment>) -> String {
        let mut out = String::new();
        for row in thread(comments) {
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
        let comments = vec![comment(1, None), comment(2, None), comment(3, Some(1)), comment(4, Some(3)), comment(5, Some(1))];
        assert_eq!(brackets(comments), "1 [3 [4 ]5 ]2 ");
    }

    #[test]
    fn threads_grow_no_deeper_than_a_phone_can_show() {
        let chain = (1..=6).map(|id| comment(id, (id > 1).then_some(id - 1))).collect();
        assert_eq!(brackets(chain), "1 [2 [3 [4 5 6 ]]]");
        assert_eq!(brackets(vec![comment(7, Some(99))]), "7 ");
    }

    #[test]
    fn every_list_that_opens_closes() {
        let comments: Vec<Comment> = (1..200).map(|id| comment(id, (id % 3 != 0).then_some(id * 2 / 3))).collect();
        let drawn = brackets(comments);
        assert_eq!(drawn.matches('[').count(), drawn.matches(']').count());
    }
}
