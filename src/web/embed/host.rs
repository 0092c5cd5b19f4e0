//! Page of another site, with what the board knows of it.

use askama::Template;
use axum::response::Response;
use url::form_urlencoded;

use crate::app::App;
use crate::article::Article;
use crate::comment;
use crate::error::Result;
use crate::locale::{Calendar, Lang};
use crate::sites::{self, Origin, PageAddress, Site, embed_address};
use crate::store::comments::Place;
use crate::text::address::Canonical;
use crate::web::page::{OnSite, Page, see_other};

/// Page of a site under which comments stand.
#[derive(Clone, Debug)]
pub(in crate::web) struct Host {
    /// Site of the page.
    pub(in crate::web) site: Site,
    /// Address of the page, as the site gave it.
    pub(in crate::web) url: String,
    /// Title that the site gave to a page without comments; it comes along until there is one.
    pub(in crate::web) title: Option<String>,
    /// True if the response is shown in a frame.
    pub(in crate::web) framed: bool,
}

impl Host {
    /// Returns the page at an address, with the article that stands for it.
    ///
    /// `None` if the address is not of a site. Without comments the article has no row yet.
    pub(in crate::web) async fn find(
        app: &App,
        address: PageAddress,
        title: &str,
    ) -> Result<Option<(Self, Article)>> {
        let Some(site) = app.sites().await?.of(&address).cloned() else { return Ok(None) };
        let known = app.store.page(&address).await?;
        let url = address.url.clone();
        let page = sites::Page::of(&site, address);
        let is_new = known.is_none();
        let article = if let Some(article) = known {
            // Readers return to the address from which they came.
            Article { page: Some(page), ..article }
        } else {
            let title = Some(title).filter(|title| !title.is_empty());
            let title = title.map_or_else(|| last_part(&page), str::to_owned);
            Article::of_page(page, title, app.now())
        };
        let title = is_new.then(|| article.teaser.title.clone());
        Ok(Some((Self { site, url, title, framed: false }, article)))
    }

    /// Returns the page of a site that an article stands for; `None` for an article of the board.
    pub(in crate::web) async fn of(app: &App, article: &Article) -> Result<Option<Self>> {
        let Some(page) = &article.page else { return Ok(None) };
        let site = app.sites().await?.with_id(page.site).cloned();
        let url = page.url.clone();
        Ok(site.map(|site| Self { site, url, title: None, framed: false }))
    }

    /// Returns the page of a site on which a comment stands; `None` for an article of the board.
    pub(in crate::web) async fn of_place(app: &App, place: &Place) -> Result<Option<Self>> {
        match place.url.as_deref().and_then(PageAddress::parse) {
            Some(address) => Ok(Self::find(app, address, "").await?.map(|(host, _)| host)),
            None => Ok(None),
        }
    }

    /// Returns the language of a page that may stand under one of a site.
    pub(in crate::web) fn lang_of(app: &App, host: Option<&Self>) -> Lang {
        host.map_or_else(|| app.lang(), |host| host.site.lang)
    }

    /// Returns the calendar in that language.
    pub(in crate::web) fn calendar_of(app: &App, host: Option<&Self>) -> Calendar {
        host.map_or_else(|| app.calendar.clone(), |host| host.calendar(app))
    }

    /// Puts a page of the board under that of a site, if it has one.
    pub(in crate::web) fn over<T: Template>(page: Page<T>, host: Option<&Self>) -> Page<T> {
        match host {
            Some(host) => page.on(host.on_site(false)),
            None => page,
        }
    }

    /// Sets whether the response is shown in a frame.
    pub(in crate::web) fn framed(self, framed: bool) -> Self {
        Self { framed, ..self }
    }

    /// Returns the place of a response on the site, which pages of the site may frame or not.
    pub(in crate::web) fn on_site(&self, framed: bool) -> OnSite {
        let origins: Vec<&str> = self.site.origins.iter().map(Origin::as_str).collect();
        OnSite { lang: self.site.lang, origins: origins.join(" ").into(), framed }
    }

    /// Returns the calendar in the language of the site.
    pub(in crate::web) fn calendar(&self, app: &App) -> Calendar {
        Calendar::new(self.site.lang, app.config.board.timezone.clone())
    }

    /// Returns the path at which the board shows the comments on the page.
    pub(in crate::web) fn path(&self) -> String {
        let path = embed_address(&self.url);
        let mut title = form_urlencoded::Serializer::new(String::new());
        match &self.title {
            Some(text) => format!("{path}&{}", title.append_pair("title", text).finish()),
            None => path,
        }
    }

    /// Returns the fields by which a form names the page.
    pub(in crate::web) fn fields(&self) -> Vec<(&'static str, String)> {
        let title = self.title.clone().map(|title| ("title", title));
        [("url", self.url.clone())].into_iter().chain(title).collect()
    }

    /// Redirects to a comment that was just posted, or to the page that explains why it is held.
    ///
    /// `thread` is the number of a new thread that begins with it.
    pub(in crate::web) async fn placed(
        &self,
        app: &App,
        id: i64,
        thread: Option<i64>,
    ) -> Result<Response> {
        let page = match thread {
            Some(ordinal) => Some(comment::page_of(ordinal)),
            None => app.store.place(id, app.now()).await?.map(|place| place.page),
        };
        Ok(see_other(&match (page, self.framed) {
            (Some(page), false) => comment::page_address(&self.url, page, id),
            (Some(page), true) => format!("{}&page={page}#comment-{id}", embed_address(&self.url)),
            (None, false) => format!("/comments/{id}/held"),
            (None, true) => format!("{}&held={id}", embed_address(&self.url)),
        }))
    }
}

/// Returns the last part of the address of a page, or its host.
fn last_part(page: &sites::Page) -> String {
    let last = Canonical::parse(&page.url, None).map(|address| address.last_part());
    let last = last.filter(|last| !last.is_empty());
    let host = page.key.split('/').next().unwrap_or_default();
    crate::web::page::one_line(&last.unwrap_or_else(|| host.to_owned()))
}
