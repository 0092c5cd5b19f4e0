//! Turning the pages of a list: where each page is, and which there are beside it.

use crate::locale::Lang;

/// Turning the pages of a list.
#[derive(Clone, Debug)]
pub struct Pager {
    /// The page shown, from 1.
    pub page: i64,
    /// How many there are.
    pub pages: i64,
    base: String,
    fragment: &'static str,
}

impl Pager {
    /// A pager for `base`, which may bring its own query; `None` when that page is past the last.
    pub fn new(
        base: impl Into<String>,
        fragment: &'static str,
        page: i64,
        pages: i64,
    ) -> Option<Self> {
        (page <= pages.max(1)).then(|| Self { page, pages, base: base.into(), fragment })
    }

    /// Where this page is.
    pub fn here(&self) -> String {
        self.address(self.page)
    }

    fn address(&self, page: i64) -> String {
        let joint = if self.base.contains('?') { '&' } else { '?' };
        if page == 1 { self.base.clone() } else { format!("{}{joint}page={page}", self.base) }
    }

    fn turn_to(&self, page: i64) -> Option<String> {
        (1..=self.pages).contains(&page).then(|| format!("{}{}", self.address(page), self.fragment))
    }

    /// The page before, when there is one.
    pub fn previous(&self) -> Option<String> {
        self.turn_to(self.page - 1)
    }

    /// The page after, when there is one.
    pub fn next(&self) -> Option<String> {
        self.turn_to(self.page + 1)
    }

    /// "Pagina 2 van 7".
    pub fn position(&self, t: &Lang) -> String {
        t.with("pager-position", &[("page", self.page.into()), ("pages", self.pages.into())])
    }
}
