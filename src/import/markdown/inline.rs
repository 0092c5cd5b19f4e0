//! Content of a paragraph: from words, emphasis and links to Markdown.

use linkify::{LinkFinder, LinkKind};

use super::Dialect;
use super::escape::{Place, escaped};

/// Greatest number of rounds in which marks are looked at, before all go.
const ROUNDS_MAX: usize = 20;

/// Piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, with any blanks.
    Text(String),
    Open(Mark),
    Close(Mark),
    Code(String),
    Break,
    /// Markdown.
    Raw(String),
}

/// Markup around words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Deleted,
    Below,
    Above,
    /// Link to an address.
    Link(String),
}

/// Block that a paragraph becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    Heading,
    Cell,
}

/// Returns the pieces as Markdown, without blanks at the ends.
pub(super) fn render(pieces: &[Piece], dialect: Dialect, shape: Shape) -> String {
    let mut pieces = joined(tidy(pieces, shape));
    // A mark that goes may have been what another one needed.
    let mut rounds = 0;
    while drop_dead_marks(&mut pieces, dialect, rounds < ROUNDS_MAX) {
        rounds += 1;
    }
    let mut made = String::new();
    let mut links = 0_usize;
    let mut at = 0;
    while at < pieces.len() {
        if let Some(address) = bare_link(&pieces, at) {
            made.push_str(&address);
            at += 3;
            continue;
        }
        match &pieces[at] {
            Piece::Text(words) => {
                let next = pieces.get(at + 1);
                made.push_str(&escaped(
                    words,
                    Place {
                        dialect,
                        before: made.chars().next_back().unwrap_or('\n'),
                        after: next.map_or('\n', |piece| edge(piece, false)),
                        is_before_link: matches!(next, Some(Piece::Open(Mark::Link(_)))),
                        is_in_link: links > 0,
                        is_in_heading: shape == Shape::Heading,
                        is_in_table: shape == Shape::Cell,
                    },
                ));
            }
            Piece::Open(mark) => {
                links += usize::from(matches!(mark, Mark::Link(_)));
                made.push_str(&opening(mark, &pieces, at));
            }
            Piece::Close(mark) => {
                links = links.saturating_sub(usize::from(matches!(mark, Mark::Link(_))));
                made.push_str(&closing(mark, &pieces, at));
            }
            Piece::Code(code) => made.push_str(&inline_code(code, shape)),
            Piece::Break if dialect == Dialect::Comment => made.push('\n'),
            Piece::Break => made.push_str("\\\n"),
            Piece::Raw(raw) => made.push_str(raw),
        }
        at += 1;
    }
    made
}

/// Returns the pieces with single blanks, none of them at the inside of a mark, and without marks
/// around nothing.
fn tidy(pieces: &[Piece], shape: Shape) -> Vec<Piece> {
    let mut tidy: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut opens: Vec<Mark> = Vec::new();
    // Blank or break before the next visible piece.
    let mut blank: Option<Piece> = None;
    let space = || Piece::Text(" ".to_owned());
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                for (index, word) in text.split(is_space).enumerate() {
                    if index > 0 && blank.is_none() {
                        blank = Some(space());
                    }
                    if !word.is_empty() {
                        show(&mut tidy, &mut blank, &mut opens);
                        push_text(&mut tidy, word);
                    }
                }
            }
            Piece::Break => {
                blank = Some(if shape == Shape::Paragraph { Piece::Break } else { space() });
            }
            Piece::Open(mark) => opens.push(mark.clone()),
            Piece::Close(mark) => match opens.iter().rposition(|open| open == mark) {
                Some(at) => {
                    opens.remove(at);
                }
                None => tidy.push(piece.clone()),
            },
            Piece::Code(_) | Piece::Raw(_) => {
                show(&mut tidy, &mut blank, &mut opens);
                tidy.push(piece.clone());
            }
        }
    }
    tidy
}

/// Adds what waits for something visible.
fn show(tidy: &mut Vec<Piece>, blank: &mut Option<Piece>, opens: &mut Vec<Mark>) {
    match blank.take() {
        _ if tidy.is_empty() => {}
        Some(Piece::Text(space)) => push_text(tidy, &space),
        Some(piece) => tidy.push(piece),
        None => {}
    }
    tidy.extend(opens.drain(..).map(Piece::Open));
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// Returns whether HTML takes a character for a blank that can be joined with others.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns the pieces without a mark that ends where the same begins again.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (&piece, joined.last()) {
            (Piece::Open(mark), Some(Piece::Close(closed))) if mark == closed => {
                joined.pop();
            }
            (Piece::Text(text), Some(Piece::Text(_))) => push_text(&mut joined, text),
            _ => joined.push(piece),
        }
    }
    joined
}

/// Takes out the marks that the board would show as asterisks, because of the letters around them;
/// returns whether there were any.
fn drop_dead_marks(pieces: &mut Vec<Piece>, dialect: Dialect, keeps: bool) -> bool {
    let mut open: Vec<usize> = Vec::new();
    let mut dead: Vec<usize> = Vec::new();
    for at in 0..pieces.len() {
        match &pieces[at] {
            Piece::Open(_) => open.push(at),
            Piece::Close(mark) => {
                let is_same =
                    |start: &usize| matches!(&pieces[*start], Piece::Open(m) if m == mark);
                match open.iter().rposition(is_same) {
                    Some(place) => {
                        let start = open.remove(place);
                        if !lives(pieces, start, at, dialect) || !keeps && is_sign(mark) {
                            dead.extend([start, at]);
                        }
                    }
                    None => dead.push(at),
                }
            }
            _ => {}
        }
    }
    dead.extend(open);
    if dead.is_empty() {
        return false;
    }
    dead.sort_unstable();
    let (mut index, mut next) = (0, dead.into_iter().peekable());
    pieces.retain(|_| {
        index += 1;
        next.next_if_eq(&(index - 1)).is_none()
    });
    *pieces = joined(std::mem::take(pieces));
    true
}

/// Returns whether a mark is written with signs that may stay words.
fn is_sign(mark: &Mark) -> bool {
    matches!(mark, Mark::Emphasis | Mark::Strong | Mark::Deleted)
}

/// Returns whether the board takes the marks at two places for one.
fn lives(pieces: &[Piece], start: usize, end: usize, dialect: Dialect) -> bool {
    let Piece::Open(mark) = &pieces[start] else { return false };
    let before = start.checked_sub(1).map_or('\n', |at| edge(&pieces[at], true));
    let first = edge(&pieces[start + 1], false);
    let last = edge(&pieces[end - 1], true);
    let after = pieces.get(end + 1).map_or('\n', |piece| edge(piece, false));
    let is_single = *mark == Mark::Emphasis;
    match mark {
        Mark::Link(_) | Mark::Below | Mark::Above => true,
        Mark::Emphasis | Mark::Strong | Mark::Deleted => {
            let is_inside = |a: char, b: char| a.is_alphanumeric() && b.is_alphanumeric();
            let begins = !is_punctuation(first) || !is_word(before);
            let ends = !is_punctuation(last) || !is_word(after);
            // A single asterisk between letters is no markup in a comment, an underscore nowhere.
            let is_hidden = is_single
                && (dialect == Dialect::Comment || has_neighbour(pieces, start, end))
                && (is_inside(before, first)
                    || is_inside(last, after)
                    || is_word(before)
                    || is_word(after));
            begins && ends && !is_hidden
        }
    }
}

fn is_word(c: char) -> bool {
    !c.is_whitespace() && !is_punctuation(c)
}

/// Returns whether Markdown may take a character for punctuation.
fn is_punctuation(c: char) -> bool {
    !c.is_whitespace() && !c.is_alphanumeric()
}

/// Returns whether another mark with asterisks begins or ends right beside one.
fn has_neighbour(pieces: &[Piece], start: usize, end: usize) -> bool {
    let is_mark = |at: Option<usize>| {
        at.and_then(|at| pieces.get(at)).is_some_and(|piece| {
            matches!(
                piece,
                Piece::Open(Mark::Strong | Mark::Emphasis)
                    | Piece::Close(Mark::Strong | Mark::Emphasis)
            )
        })
    };
    [start.checked_sub(1), Some(start + 1), end.checked_sub(1), Some(end + 1)]
        .into_iter()
        .any(is_mark)
}

/// Returns the character with which a piece begins or ends.
fn edge(piece: &Piece, at_end: bool) -> char {
    let of = |text: &str| {
        if at_end { text.chars().next_back() } else { text.chars().next() }.unwrap_or('\n')
    };
    match piece {
        Piece::Text(text) | Piece::Raw(text) => of(text),
        Piece::Code(_) => '`',
        Piece::Break => '\n',
        Piece::Open(Mark::Link(_)) => '[',
        Piece::Close(Mark::Link(_)) => ')',
        Piece::Open(Mark::Below | Mark::Above) | Piece::Close(Mark::Below | Mark::Above) => {
            if at_end {
                '>'
            } else {
                '<'
            }
        }
        Piece::Open(Mark::Deleted) | Piece::Close(Mark::Deleted) => '~',
        Piece::Open(_) | Piece::Close(_) => '*',
    }
}

fn opening(mark: &Mark, pieces: &[Piece], at: usize) -> String {
    match mark {
        Mark::Emphasis => emphasis(pieces, at, end_of(pieces, at)),
        Mark::Strong => "**".to_owned(),
        Mark::Deleted => "~~".to_owned(),
        Mark::Below => "<sub>".to_owned(),
        Mark::Above => "<sup>".to_owned(),
        Mark::Link(_) => "[".to_owned(),
    }
}

fn closing(mark: &Mark, pieces: &[Piece], at: usize) -> String {
    match mark {
        Mark::Emphasis => {
            let is_start = |index: &usize| pieces[*index] == Piece::Open(Mark::Emphasis);
            let start = (0..at).rev().find(is_start).unwrap_or(at);
            emphasis(pieces, start, at)
        }
        Mark::Strong => "**".to_owned(),
        Mark::Deleted => "~~".to_owned(),
        Mark::Below => "</sub>".to_owned(),
        Mark::Above => "</sup>".to_owned(),
        Mark::Link(address) => format!("]({})", target(address)),
    }
}

fn end_of(pieces: &[Piece], start: usize) -> usize {
    let is_end = |index: &usize| pieces[*index] == Piece::Close(Mark::Emphasis);
    (start..pieces.len()).find(is_end).unwrap_or(start)
}

/// Returns the sign of an emphasis: an underscore beside asterisks, which would run together.
fn emphasis(pieces: &[Piece], start: usize, end: usize) -> String {
    if has_neighbour(pieces, start, end) { "_" } else { "*" }.to_owned()
}

/// Returns the address of a link as its target in Markdown.
fn target(address: &str) -> String {
    if address.contains(['(', ')']) { format!("<{address}>") } else { address.to_owned() }
}

/// Returns a link whose words are its address, as the address alone.
fn bare_link(pieces: &[Piece], at: usize) -> Option<String> {
    let [Piece::Open(Mark::Link(address)), Piece::Text(words), Piece::Close(Mark::Link(_)), ..] =
        &pieces[at..]
    else {
        return None;
    };
    if words != address || !(address.starts_with("http://") || address.starts_with("https://")) {
        return None;
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let is_whole = finder.links(words).next().is_some_and(|link| link.as_str() == words);
    let before = at.checked_sub(1).map_or('\n', |at| edge(&pieces[at], true));
    let after = pieces.get(at + 3).map_or('\n', |piece| edge(piece, false));
    let is_free = is_whole && before.is_whitespace() && after.is_whitespace();
    Some(if is_free { address.clone() } else { format!("<{address}>") })
}

/// Returns code inside a line.
fn inline_code(code: &str, shape: Shape) -> String {
    let code = code.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // A cell ends at a bar even inside code.
    let code = if shape == Shape::Cell { code.replace('|', "\\|") } else { code };
    if code.is_empty() {
        return code;
    }
    let fence = "`".repeat(longest_run(&code) + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Returns the length of the longest row of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
