//! Static pages that editors add, such as "about" or "contact": their content and their form.

use serde::Deserialize;

use super::{BODY_MAX, StaticPage};
use crate::article::{Slug, TITLE_MAX};
use crate::locale::Message;
use crate::writing::{
    FieldError, Intent, is_short_enough, keep, one_line, one_line_end, pictures_are_there, slug_of,
};

/// Greatest length of the description in characters: twice what a search engine shows.
pub const DESCRIPTION_MAX: usize = 300;

/// Content of an own page, as each version stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPage {
    /// Title.
    pub title: String,
    /// Slug in its URL.
    pub slug: Slug,
    /// Description for search engines, if it is not the first paragraph.
    pub description: Option<String>,
    /// Text as Markdown.
    pub body: String,
    /// True if readers see the page.
    pub published: bool,
}

/// Fields of the form, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OwnPageForm {
    /// Title.
    pub title: String,
    /// Slug; made of the title if empty.
    pub slug: String,
    /// Description.
    pub description: String,
    /// Text as Markdown.
    pub body: String,
    /// Not empty if the menu shows the page.
    pub in_menu: String,
    /// Not empty if the footer shows the page.
    pub in_footer: String,
    /// Number of the version that the editor saw.
    pub version: String,
    /// Code of the button that was pressed.
    pub intent: String,
}

impl OwnPage {
    /// Returns the URL path.
    pub fn path(&self) -> String {
        format!("/pages/{}", self.slug.as_str())
    }

    /// Returns this content with the text of an older version.
    ///
    /// Slug and publication stay the same.
    pub fn with_words_of(&self, old: Self) -> Self {
        Self {
            title: old.title,
            description: old.description,
            body: old.body,
            slug: self.slug.clone(),
            published: self.published,
        }
    }
}

impl OwnPageForm {
    /// Returns the form with the content of a page.
    pub fn of(page: &OwnPage, version: i64) -> Self {
        Self {
            title: page.title.clone(),
            slug: page.slug.as_str().to_owned(),
            description: page.description.clone().unwrap_or_default(),
            body: page.body.clone(),
            version: version.to_string(),
            ..Self::default()
        }
    }

    /// Checks the form and returns the page or all errors.
    ///
    /// `was_published` tells whether readers see the page now, `pictures` are the numbers of the
    /// pictures there are.
    pub fn check(
        &self,
        intent: Intent,
        was_published: bool,
        pictures: &[i64],
    ) -> Result<OwnPage, Vec<FieldError>> {
        let mut faults = Vec::new();
        let published = match intent {
            Intent::Publish => true,
            Intent::Unpublish => false,
            Intent::Save | Intent::Preview | Intent::Schedule => was_published,
        };
        let title = one_line(&self.title, TITLE_MAX, "write-title-long")
            .and_then(|title| title.ok_or_else(|| Message::from("page-title-missing")));
        let title = keep(&mut faults, "title", title);
        let title_text = title.clone().unwrap_or_default();
        // An empty title makes no slug; the error is reported for the title only.
        let slug = match self.slug.trim() {
            "" if title_text.is_empty() => None,
            typed => keep(&mut faults, "slug", free_slug(&title_text, typed)),
        };
        let description = keep(
            &mut faults,
            "description",
            one_line(&self.description, DESCRIPTION_MAX, "page-description-long"),
        );
        let body = one_line_end(&self.body).trim_start_matches('\n').trim_end().to_owned();
        keep(&mut faults, "body", is_good(&body, published, pictures));
        match (title, slug, description) {
            (Some(title), Some(slug), Some(description)) if faults.is_empty() => {
                Ok(OwnPage { title, slug, description, body, published })
            }
            _ => Err(faults),
        }
    }
}

/// Returns the slug of a page, which is not that of a page every site has.
///
/// Readers would take `/pages/terms` for `/terms`.
fn free_slug(title: &str, typed: &str) -> Result<Slug, Message> {
    let slug = slug_of(title, typed, "contact")?;
    match StaticPage::from_code(slug.as_str()) {
        Some(_) => Err(Message::with("page-slug-reserved", "slug", slug.as_str())),
        None => Ok(slug),
    }
}

fn is_good(body: &str, is_for_readers: bool, pictures: &[i64]) -> Result<(), Message> {
    if is_for_readers && body.is_empty() {
        return Err("page-body-missing".into());
    }
    is_short_enough(body, BODY_MAX, "write-body-long")?;
    if is_for_readers { pictures_are_there(body, pictures) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_made_of_the_form_or_each_error_stands_at_its_field() {
        let form = OwnPageForm {
            title: " Over  ons ".into(),
            body: "Wij.\r\n".into(),
            description: " ".into(),
            ..OwnPageForm::default()
        };
        let page = form.check(Intent::Publish, false, &[]).unwrap();
        assert_eq!((page.title.as_str(), page.path().as_str()), ("Over ons", "/pages/over-ons"));
        assert_eq!((page.body.as_str(), page.description, page.published), ("Wij.", None, true));
        let bad = OwnPageForm {
            slug: "Terms!".into(),
            description: "x".repeat(DESCRIPTION_MAX + 1),
            ..OwnPageForm::default()
        };
        let fields = |form: &OwnPageForm, intent| -> Vec<&str> {
            let errors = form.check(intent, false, &[]).unwrap_err();
            errors.into_iter().map(|(field, _)| field).collect()
        };
        assert_eq!(fields(&bad, Intent::Publish), ["title", "slug", "description", "body"]);
        let reserved = OwnPageForm { slug: "terms".into(), ..form };
        assert_eq!(fields(&reserved, Intent::Save), ["slug"]);
        let draft = OwnPageForm { title: "Contact".into(), ..OwnPageForm::default() };
        assert!(draft.check(Intent::Save, false, &[]).is_ok_and(|page| !page.published));
    }
}
