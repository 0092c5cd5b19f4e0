//! Form of an article: every field as it was sent, with each error beside its field.

use askama::Template;

use super::compare::Comparison;
use super::list::state_label;
use super::presence::others;
use super::{Room, shell};
use crate::account::Account;
use crate::app::App;
use crate::article;
use crate::error::{Error, Result};
use crate::locale::Lang;
use crate::markup::{self, Html};
use crate::picture::{self, CAPTION_MAX, Place};
use crate::store::articles::{Autosave, CategoryRow, Version};
use crate::text::diff;
use crate::web::page::{FieldErrors, Shell, illustrated, parse_id};
use crate::web::session::Editor;
use crate::writing::{
    ArticleContent, ArticleForm, BODY_MAX, FieldError, FormContext, Intent, LEAD_MAX, State,
};

/// Data needed to write an article: the article itself, and the authors, categories and pictures.
pub(super) struct Workplace<'a> {
    pub(super) app: &'a App,
    pub(super) editor: &'a Editor,
    pub(super) current: Option<Version>,
    writers: Vec<Account>,
    categories: Vec<CategoryRow>,
    pictures: Vec<(i64, String)>,
}

/// Page with the form.
#[derive(Template)]
#[template(path = "desk/write.html")]
pub(super) struct WritePage {
    t: Lang,
    shell: Shell,
    room: Room,
    id: Option<i64>,
    heading: String,
    state: State,
    told: Vec<String>,
    seen_at: Option<String>,
    pub(super) typed: ArticleForm,
    authors: Vec<(String, String)>,
    categories: Vec<(String, String, bool)>,
    pictures: Vec<(String, String)>,
    errors: FieldErrors,
    pub(super) done: Option<&'static str>,
    /// Time at which unsaved text of this editor was autosaved, if it is offered to them.
    pub(super) kept: Option<String>,
    /// True if the fields hold that autosaved text.
    pub(super) takes_up: bool,
    /// True if the fields hold changes that are not saved in the article.
    pub(super) unsaved: bool,
    /// Text about colleagues who have the article open, too.
    pub(super) others: Option<String>,
    pub(super) preview: Option<PreviewView>,
    pub(super) conflict: Option<Conflict>,
}

/// Changes that another editor saved in the meantime.
pub(super) struct Conflict {
    pub(super) sentence: String,
    pub(super) comparison: Option<Comparison>,
}

/// Article as readers would see it.
pub(super) struct PreviewView {
    title: String,
    lead: String,
    picture: Option<Html>,
    caption: String,
    html: Html,
    told: String,
}

/// Preview as a part of a page, for the script.
#[derive(Template)]
#[template(path = "desk/_preview.html")]
pub(super) struct PreviewPiece {
    pub(super) preview: PreviewView,
}

impl<'a> Workplace<'a> {
    /// Loads the data for the article with this number; `None` is a new article.
    ///
    /// Fails with `Error::NotFound` if there is no such article.
    pub(super) async fn new(app: &'a App, editor: &'a Editor, id: Option<i64>) -> Result<Self> {
        let current = match id {
            Some(id) => Some(app.store.written(id).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        let mut writers = app.store.writers().await?;
        // The author may have another role by now, but remains among the choices.
        if let Some(author) = current.as_ref().map(|current| current.content.author)
            && !writers.iter().any(|account| account.id == author)
        {
            writers.extend(app.store.account_by_id(author).await?);
        }
        let pictures = app.store.picture_names().await?;
        Ok(Self {
            app,
            editor,
            current,
            writers,
            categories: app.store.categories().await?,
            pictures,
        })
    }

    /// Returns the article that the form describes, or all errors in it.
    pub(super) fn check(
        &self,
        typed: &ArticleForm,
        intent: Intent,
    ) -> Result<ArticleContent, Vec<FieldError>> {
        let authors: Vec<i64> = self.writers.iter().map(|account| account.id).collect();
        let categories: Vec<_> =
            self.categories.iter().map(|filed| filed.category.clone()).collect();
        let pictures: Vec<i64> = self.pictures.iter().map(|(id, _)| *id).collect();
        let desk = FormContext {
            before: self.current.as_ref().map(|current| &current.content),
            authors: &authors,
            categories: &categories,
            pictures: &pictures,
            zone: self.app.calendar.zone(),
            now: self.app.now(),
        };
        desk.check(typed, intent)
    }

    /// Returns the fields of the form before any change.
    pub(super) fn untouched(&self) -> ArticleForm {
        match &self.current {
            Some(current) => current.content.typed(current.number, self.app.calendar.zone()),
            None => ArticleForm::blank(self.editor.account.id),
        }
    }

    /// Returns the autosaved draft of this editor, if it differs from the saved article.
    pub(super) async fn kept(&self, id: Option<i64>) -> Result<Option<Autosave>> {
        let kept = self.app.store.draft(self.editor.account.id, id.unwrap_or_default()).await?;
        Ok(kept.filter(|kept| !kept.typed.says_the_same(&self.untouched())))
    }

    /// Returns the autosaved draft that is still offered above the form that was sent.
    ///
    /// No later text may overwrite it before the editor has seen it.
    pub(super) async fn offered(
        &self,
        id: Option<i64>,
        typed: &ArticleForm,
    ) -> Result<Option<Autosave>> {
        let Some(offered) = typed.offered() else { return Ok(None) };
        let kept = self.app.store.draft(self.editor.account.id, id.unwrap_or_default()).await?;
        Ok(kept.filter(|kept| kept.saved_at.as_microsecond() >= offered))
    }

    /// Returns the page with these fields and errors.
    pub(super) async fn page(
        &self,
        id: Option<i64>,
        mut typed: ArticleForm,
        errors: Vec<FieldError>,
    ) -> Result<WritePage> {
        let t = self.app.lang();
        let offered = self.offered(id, &typed).await?;
        if offered.is_none() {
            typed.offer = String::new();
        }
        let state = self
            .current
            .as_ref()
            .map_or(State::Draft, |current| current.content.state(self.app.now()));
        let author = |account: &Account| (account.id.to_string(), account.name.to_string());
        let category = |filed: &CategoryRow| {
            let slug = filed.category.slug.as_str();
            (slug.to_owned(), filed.category.name.clone(), typed.has_ticked(slug))
        };
        let seen = self.current.as_ref().filter(|_| state == State::Published);
        Ok(WritePage {
            t,
            shell: shell(self.app, self.editor).await?,
            room: Room::Articles,
            id,
            heading: self
                .current
                .as_ref()
                .map_or_else(|| t.say("write-new"), |current| current.content.title.clone()),
            state,
            told: self.told(state),
            seen_at: seen.map(|current| format!("/articles/{}", current.content.slug.as_str())),
            authors: self.writers.iter().map(author).collect(),
            categories: self.categories.iter().map(category).collect(),
            pictures: self.pictures.iter().map(|(id, alt)| (id.to_string(), alt.clone())).collect(),
            unsaved: !errors.is_empty(),
            errors: FieldErrors::new(t, errors),
            done: None,
            kept: offered.map(|kept| self.app.calendar.date_time(kept.saved_at)),
            takes_up: false,
            others: match id {
                Some(id) => others(self.app, self.editor, id).await?,
                None => None,
            },
            preview: None,
            conflict: None,
            typed,
        })
    }

    /// Texts about when the article was or will be published, and who saved it last.
    fn told(&self, state: State) -> Vec<String> {
        let (t, calendar) = (self.app.lang(), &self.app.calendar);
        let Some(current) = &self.current else { return Vec::new() };
        let key = if state == State::Scheduled { "write-appears" } else { "write-appeared" };
        let published = current
            .content
            .published
            .map(|moment| t.with(key, &[("moment", calendar.date_time(moment).into())]));
        let ago = calendar.ago(current.made_at, self.app.now());
        let saved = match &current.made_by {
            Some(name) => {
                t.with("desk-edited-by", &[("ago", ago.into()), ("name", name.as_str().into())])
            }
            None => t.with("desk-edited", &[("ago", ago.into())]),
        };
        published.into_iter().chain([saved]).collect()
    }
}

impl PreviewView {
    /// Renders what was typed as readers would see it.
    pub(super) async fn new(app: &App, typed: &ArticleForm) -> Result<Self> {
        let t = app.lang();
        // Text beyond the longest article is not rendered.
        let body: String = typed.body.chars().take(BODY_MAX).collect();
        let made = app
            .cpu_pool
            .run(move || (article::words(&body), markup::article(&body).with_directions()));
        let (words, html) = made.await?;
        let mut ids = picture::numbers_in(&html);
        let at_head = parse_id(&typed.picture);
        ids.extend(at_head);
        let pictures = app.store.pictures(&ids).await?;
        let picture = pictures.iter().find(|picture| at_head == Some(picture.id));
        let own = typed.caption.trim();
        let caption = match picture.and_then(|picture| picture.caption.as_deref()) {
            Some(caption) if own.is_empty() => caption,
            _ => own,
        };
        Ok(Self {
            title: typed.title.clone(),
            lead: typed.lead.trim().chars().take(LEAD_MAX).collect(),
            picture: picture
                .map(|picture| picture.html(Place::Lead, None))
                .transpose()
                .map_err(anyhow::Error::new)?,
            caption: caption.chars().take(CAPTION_MAX).collect(),
            html: illustrated(t, &html, &pictures),
            told: t.with(
                "write-words",
                &[("count", words.into()), ("minutes", article::minutes(words).into())],
            ),
        })
    }
}

impl WritePage {
    /// Address that the form is sent to.
    fn action(&self) -> String {
        self.id.map_or_else(|| "/desk/articles/new".to_owned(), |id| format!("/desk/articles/{id}"))
    }

    fn is_draft(&self) -> bool {
        self.state == State::Draft
    }

    fn is_scheduled(&self) -> bool {
        self.state == State::Scheduled
    }

    fn is_published(&self) -> bool {
        self.state == State::Published
    }

    fn state_name(&self) -> String {
        self.t.say(state_label(self.state))
    }

    fn is_author(&self, id: &str) -> bool {
        self.typed.author == id
    }

    fn is_at_head(&self, id: &str) -> bool {
        self.typed.picture == id
    }

    fn takes(&self, comments: &str) -> bool {
        self.typed.comments == comments
    }

    fn has_trouble(&self) -> bool {
        self.conflict.is_some() || !self.errors.is_empty()
    }

    /// Text about the action that just succeeded.
    fn done_sentence(&self) -> Option<String> {
        Some(self.t.say(match self.done? {
            "published" => "write-done-published",
            "scheduled" => "write-done-scheduled",
            "unpublished" => "write-done-unpublished",
            "restored" => "write-done-restored",
            "duplicated" => "write-done-duplicated",
            _ => "write-done-saved",
        }))
    }
}
