//! Pagination: the addresses of the current, previous and next page of a list.

use crate::locale::Lang;

/// Position in a list that is split into pages.
#[derive(Clone, Debug)]
pub struct Pager {
    /// Number of the current page, from 1.
    pub page: i64,
    /// Number of pages.
    pub pages: i64,
    base: String,
    fragment: &'static str,
}

impl Pager {
    /// Creates a pager for the address `base`, which may have a query of its own.
    ///
    /// Returns `None` if `page` is past the last page.
    pub fn new(
        base: impl Into<String>,
        fragment: &'static str,
        page: i64,
        pages: i64,
    ) -> Option<Self> {
        (page <= pages.max(1)).then(|| Self { page, pages, base: base.into(), fragment })
    }

    /// Returns the address of the current page.
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

    /// Returns the address of the previous page, if there is one.
    pub fn previous(&self) -> Option<String> {
        self.turn_to(self.page - 1)
    }

    /// Returns the address of the next page, if there is one.
    pub fn next(&self) -> Option<String> {
        self.turn_to(self.page + 1)
    }

    /// Returns the position in words: "Pagina 2 van 7".
    pub fn position(&self, t: &Lang) -> String {
        t.with("pager-position", &[("page", self.page.into()), ("pages", self.pages.into())])
    }
}
