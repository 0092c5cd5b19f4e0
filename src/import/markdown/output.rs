//! Blocks of Markdown within quotes and lists.

/// Quote, list or item that contains blocks.
struct Container {
    kind: Kind,
    /// True if a block in it was written.
    is_begun: bool,
}

enum Kind {
    Quote,
    /// List, with the number of its next item if it is ordered.
    List(Option<u64>),
    /// Item, with its marker.
    Item(String),
}

/// Greatest number with which an item of a list may begin.
const NUMBER_MAX: u64 = 999_999_999;

/// Written blocks, and what contains the next one.
pub(super) struct Output {
    text: String,
    containers: Vec<Container>,
    /// Greatest number of quotes and lists around a block.
    depth_max: usize,
    /// Number of quotes, lists and items around the last block.
    last_depth: usize,
}

impl Output {
    pub(super) fn new(depth_max: usize) -> Self {
        Self { text: String::new(), containers: Vec::new(), depth_max, last_depth: 0 }
    }

    /// Returns the number of containers, to come back to with [`Output::leave`].
    pub(super) fn depth(&self) -> usize {
        self.containers.len()
    }

    pub(super) fn leave(&mut self, depth: usize) {
        self.containers.truncate(depth);
    }

    /// Enters a quote, unless it is too deep.
    pub(super) fn quote(&mut self) {
        self.enter(Kind::Quote);
    }

    /// Enters a list, unless it is too deep.
    pub(super) fn list(&mut self, first: Option<u64>) {
        self.enter(Kind::List(first));
    }

    fn enter(&mut self, kind: Kind) {
        let is_deep = |container: &&Container| !matches!(container.kind, Kind::Item(_));
        if self.containers.iter().filter(is_deep).count() < self.depth_max {
            self.containers.push(Container { kind, is_begun: false });
        }
    }

    /// Enters an item of the current list, if there is one.
    pub(super) fn item(&mut self, value: Option<u64>) {
        let Some(Container { kind: Kind::List(next), .. }) = self.containers.last_mut() else {
            return;
        };
        let marker = match next {
            Some(next) => {
                let number = value.unwrap_or(*next).min(NUMBER_MAX);
                *next = number + 1;
                format!("{number}. ")
            }
            None => "- ".to_owned(),
        };
        self.containers.push(Container { kind: Kind::Item(marker), is_begun: false });
    }

    /// Writes a block of one or more lines.
    pub(super) fn block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
            if !self.is_tight() {
                let begun = self.containers.iter().take_while(|container| container.is_begun);
                let line: String = begun.map(Container::next_line).collect();
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
        }
        for (index, line) in block.split('\n').enumerate() {
            if index > 0 {
                self.text.push('\n');
            }
            let mut written = String::new();
            for container in &mut self.containers {
                written.push_str(&container.line());
                container.is_begun = true;
            }
            written.push_str(line);
            self.text.push_str(written.trim_end_matches([' ', '\t']));
        }
        self.last_depth = self.containers.len();
    }

    /// Returns whether the next block follows the last one without an empty line: an item, or the
    /// first item of a list within one.
    fn is_tight(&self) -> bool {
        let Some(first) = self.containers.iter().position(|container| !container.is_begun) else {
            return false;
        };
        let is_in_item = first > 0 && matches!(self.containers[first - 1].kind, Kind::Item(_));
        match self.containers[first].kind {
            // Below a text that stands in its list but in no item, only the number 1 begins one.
            Kind::Item(_) => self.last_depth > first,
            Kind::List(None) => is_in_item,
            // Only an item with the number 1 ends the paragraph above it.
            Kind::List(Some(_)) | Kind::Quote => false,
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

impl Container {
    /// Returns what stands before the next line.
    fn line(&self) -> String {
        match &self.kind {
            Kind::Item(marker) if !self.is_begun => marker.clone(),
            _ => self.next_line(),
        }
    }

    /// Returns what stands before a line that is not the first.
    fn next_line(&self) -> String {
        match &self.kind {
            Kind::Quote => "> ".to_owned(),
            Kind::List(_) => String::new(),
            Kind::Item(marker) => " ".repeat(marker.len()),
        }
    }
}
