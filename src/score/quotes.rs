//! Quoted characters of a text.

/// Pairs of quotation marks: what opens, what closes.
const PAIRS: [(char, char); 8] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '”'),
    ('„', '“'),
    ('«', '»'),
    ('‘', '’'),
    ('\'', '\''),
    ('`', '`'),
];
/// Greatest number of characters between quotation marks; a mark without a partner quotes nothing.
const QUOTE_MAX: usize = 400;

/// The quoted parts of a text.
#[derive(Debug)]
pub struct Quotes(Vec<bool>);

impl Quotes {
    /// Finds what stands between quotation marks on one line, and lines that begin with `>`.
    pub fn of(text: &[char]) -> Self {
        let mut quoted = vec![false; text.len()];
        let mut start = 0;
        for line in text.split_inclusive(|c| *c == '\n') {
            mark(line, &mut quoted[start..start + line.len()]);
            start += line.len();
        }
        Self(quoted)
    }

    /// Returns whether a character is quoted.
    pub fn contains(&self, at: usize) -> bool {
        self.0[at]
    }
}

fn mark(line: &[char], quoted: &mut [bool]) {
    if line.iter().find(|c| !c.is_whitespace()) == Some(&'>') {
        quoted.fill(true);
        return;
    }
    let mut at = 0;
    while at < line.len() {
        match opening(line, at).and_then(|()| closing(line, at)) {
            Some(end) => {
                quoted[at..=end].fill(true);
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

/// Returns something if a quotation may open here: not within a word.
fn opening(line: &[char], at: usize) -> Option<()> {
    let opens = PAIRS.iter().any(|(open, _)| *open == line[at]);
    let follows_word = at > 0 && line[at - 1].is_alphanumeric();
    (opens && !follows_word).then_some(())
}

/// Returns where the quotation that opens at a place closes: not within a word, and not at once.
fn closing(line: &[char], at: usize) -> Option<usize> {
    let closes = |c: char| PAIRS.iter().any(|(open, close)| *open == line[at] && *close == c);
    let end = line[at + 1..].iter().take(QUOTE_MAX).enumerate().position(|(i, c)| {
        closes(*c) && i > 0 && !line.get(at + i + 2).is_some_and(|next| next.is_alphanumeric())
    })?;
    Some(at + 1 + end)
}
