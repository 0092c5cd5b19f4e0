//! Layout around every page: header, menu and footer.

use std::sync::Arc;

use anyhow::Context;

use super::assets::asset;
use super::layout::AvatarTag;
use super::tabs::TabRow;
use crate::account::{Account, Role};
use crate::app::App;
use crate::article::{Category, Slug};
use crate::branding::Branding;
use crate::cache::invalidation::Topic;
use crate::cache::{Gap, Marks};
use crate::comment::Avatar;
use crate::error::Result;
use crate::locale::Lang;
use crate::markup::Html;
use crate::moderation::Queue;
use crate::navigation::{Area, BuiltIn, Menu, Shown};
use crate::picture::ICON_SIDES;

/// Part of the menu to which a page belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The first page of the list of all articles.
    Front,
    /// The other pages of articles.
    Articles,
    /// The search page.
    Search,
    /// The house rules.
    HouseRules,
    /// The terms of use.
    Terms,
    /// The privacy statement.
    Privacy,
    /// The public moderation log.
    Log,
    /// The page that editors made with this row id.
    OwnPage(i64),
    /// Logging in.
    LogIn,
    /// The pages of the moderators.
    Moderation,
    /// The pages of the editors.
    Desk,
    /// None of the others.
    Elsewhere,
}

/// Fault of the board as the layout shows it.
#[derive(Clone, Debug)]
pub struct FaultView {
    /// Sentence that says what is wrong, and to an administrator what to do.
    pub sentence: String,
    /// Page with more about it, for an administrator.
    pub page: Option<&'static str>,
}

/// Link in the menu or the footer.
#[derive(Clone, Debug)]
pub struct MenuLink {
    /// Text of the link.
    pub label: String,
    /// Address.
    pub href: String,
    /// Value of `aria-current`, if the page belongs to this link.
    pub current: Option<&'static str>,
    /// Attribute `rel` of a link to another site.
    pub rel: Option<&'static str>,
    /// Media type, if the link does not lead to a page.
    pub kind: Option<&'static str>,
}

/// Layout around every page: header, menu and footer.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Name of the site.
    pub name: String,
    /// Current part of the menu.
    pub section: Section,
    /// Name of the member who is logged in.
    pub member: Option<String>,
    /// Avatar beside the name of the member.
    pub avatar: Option<Html>,
    /// Menu and footer as readers see them.
    pub menu: Arc<Menu>,
    /// Category to which the page belongs.
    pub category: Option<Slug>,
    /// Number of comments that wait for review, for members who may moderate.
    pub waiting: Option<String>,
    /// Tabs on the moderation pages.
    pub tabs: Option<TabRow>,
    /// Faults of the board that concern the member, on moderation pages and those of editors.
    pub faults: Vec<FaultView>,
    /// True if the member who is logged in may write articles.
    pub writes: bool,
    /// True if the member who is logged in is an administrator.
    pub runs: bool,
    /// Branding of the site.
    pub branding: Arc<Branding>,
    /// Base URL of the site for readers, without a slash at the end.
    pub public_url: String,
}

impl Shell {
    /// Creates the layout for a member or an anonymous visitor.
    pub async fn new(app: &App, member: Option<&Account>, section: Section) -> Result<Self> {
        // The cached values must be current: a page may be cached with them.
        app.branding().await?;
        app.menu().await?;
        let mut shell = Self::plain(app, section);
        if let Some(account) = member {
            shell.member = Some(account.name.to_string());
            shell.avatar = Some(avatar(app, account).await?);
            shell.writes = account.role.may_write();
            shell.runs = account.role == Role::Admin;
            if shell.is_staff_page() {
                shell.faults = faults(app, account).await;
            }
            if account.role.may_moderate() {
                let counts = app.store.queue_counts(account.scope).await?;
                shell.waiting = Some(capped(counts.review));
                let address = |queue: Queue| format!("/moderation?queue={}", queue.code());
                shell.tabs = (section == Section::Moderation)
                    .then(|| TabRow::new(app.lang(), account, counts, address));
            }
        }
        Ok(shell)
    }

    /// Creates the layout for all members or all moderators, with gaps for what is their own.
    ///
    /// Outside the desk it is the same for everybody who may moderate.
    pub async fn with_gaps(
        app: &App,
        marks: &Marks,
        moderates: bool,
        section: Section,
    ) -> Result<Self> {
        let mut shell = Self::new(app, None, section).await?;
        shell.member = Some(marks.of(Gap::Name));
        shell.avatar = Some(marks.html(Gap::Avatar));
        shell.waiting = moderates.then(|| marks.of(Gap::Waiting));
        Ok(shell)
    }

    /// Creates the layout of a moderation page from a number of waiting comments that is known.
    pub async fn for_staff(app: &App, account: &Account, waiting: i64) -> Result<Self> {
        let (member, waiting) = (Some(account.name.to_string()), Some(capped(waiting)));
        let runs = account.role == Role::Admin;
        Ok(Self {
            member,
            avatar: Some(avatar(app, account).await?),
            waiting,
            writes: account.role.may_write(),
            runs,
            faults: faults(app, account).await,
            ..Self::plain(app, Section::Moderation)
        })
    }

    /// Creates the layout for an anonymous visitor without querying the database.
    pub fn plain(app: &App, section: Section) -> Self {
        Self {
            name: app.name(),
            branding: app.last_branding(),
            runs: false,
            section,
            member: None,
            avatar: None,
            menu: app.last_menu(),
            category: None,
            waiting: None,
            tabs: None,
            faults: Vec::new(),
            writes: false,
            public_url: app.config.public_url.clone(),
        }
    }

    /// Sets the category of the page: the first of these that is in the menu.
    pub fn in_category(mut self, categories: &[Category]) -> Self {
        let is_there = |category: &&Category| {
            self.menu.menu.iter().any(|entry| match entry {
                Shown::BuiltIn(BuiltIn::Categories) => self.menu.categories.contains(category),
                Shown::Category(named) => named == *category,
                _ => false,
            })
        };
        self.category = categories.iter().find(is_there).map(|category| category.slug.clone());
        self
    }

    /// Returns the links of the menu.
    pub fn menu_links(&self, t: Lang) -> Vec<MenuLink> {
        self.links(t, Area::Menu)
    }

    /// Returns the links of the footer.
    pub fn footer_links(&self, t: Lang) -> Vec<MenuLink> {
        self.links(t, Area::Footer)
    }

    fn links(&self, t: Lang, area: Area) -> Vec<MenuLink> {
        let mut links: Vec<MenuLink> = Vec::new();
        for entry in self.menu.of(area) {
            match entry {
                Shown::BuiltIn(BuiltIn::Categories) => {
                    links.extend(self.menu.categories.iter().map(|named| self.to_category(named)));
                }
                Shown::BuiltIn(entry) => links.push(MenuLink {
                    current: self.at_entry(*entry),
                    kind: (*entry == BuiltIn::Feed).then_some("application/atom+xml"),
                    ..MenuLink::new(t.say(entry.label()), entry.path().to_owned())
                }),
                Shown::Category(category) => links.push(self.to_category(category)),
                Shown::Page(id, slug, title) => links.push(MenuLink {
                    current: self.is_at(Section::OwnPage(*id)).then_some("page"),
                    ..MenuLink::new(title.clone(), format!("/pages/{}", slug.as_str()))
                }),
                Shown::Link(link) => links.push(MenuLink {
                    rel: Some("noopener external"),
                    ..MenuLink::new(link.label.clone(), link.url.clone())
                }),
            }
        }
        links
    }

    fn to_category(&self, category: &Category) -> MenuLink {
        MenuLink {
            current: (self.category.as_ref() == Some(&category.slug)).then_some("true"),
            ..MenuLink::new(
                category.name.clone(),
                format!("/categories/{}", category.slug.as_str()),
            )
        }
    }

    /// Returns the value of `aria-current` of an entry that the program offers.
    fn at_entry(&self, entry: BuiltIn) -> Option<&'static str> {
        let section = match entry {
            BuiltIn::Articles => return self.at_articles(),
            BuiltIn::Search => Section::Search,
            BuiltIn::HouseRules => Section::HouseRules,
            BuiltIn::Terms => Section::Terms,
            BuiltIn::Privacy => Section::Privacy,
            BuiltIn::Log => Section::Log,
            BuiltIn::Categories | BuiltIn::Feed => return None,
        };
        self.is_at(section).then_some("page")
    }

    /// Returns the value of `aria-current` of the link to all articles.
    pub fn at_articles(&self) -> Option<&'static str> {
        match self.section {
            Section::Front | Section::Articles if self.category.is_some() => None,
            Section::Front => Some("page"),
            Section::Articles => Some("true"),
            _ => None,
        }
    }

    /// Returns the class of the `body` element.
    pub fn body_class(&self) -> Option<&'static str> {
        match self.section {
            Section::Front => Some("front-page"),
            Section::Moderation | Section::Desk => Some("staff"),
            _ => None,
        }
    }

    /// Returns whether this part of the menu is the current one.
    pub fn is_at(&self, section: Section) -> bool {
        self.section == section
    }

    /// Returns whether the page belongs to the moderators or editors and takes their style sheet.
    pub fn is_staff_page(&self) -> bool {
        matches!(self.section, Section::Moderation | Section::Desk)
    }

    /// Returns the two halves of the wordmark; a name other than the default has only the first.
    pub fn wordmark(&self) -> (&str, &str) {
        match self.name.as_str() {
            "Weerwoord" => self.name.split_at(4),
            other => (other, ""),
        }
    }

    /// Returns the addresses of the style sheets with the publisher's own typefaces and colours.
    pub fn branding_sheets(&self) -> Vec<String> {
        let typefaces = self.branding.typefaces.sheet().map(|name| asset(name).to_owned());
        typefaces.into_iter().chain(self.branding.colours_address()).collect()
    }

    /// Returns the address, width and height in pixels of the logo.
    pub fn logo(&self) -> Option<(String, i64, i64)> {
        let logo = self.branding.logo.as_ref()?;
        let size = logo.plain()?;
        Some((logo.address(size), size.width, size.height))
    }

    /// Returns the addresses of the icons for a browser tab and for a home screen, if the publisher
    /// chose a picture for them.
    pub fn icons(&self) -> Option<(String, String)> {
        let favicon = self.branding.favicon.as_ref()?;
        let [tab, home] = ICON_SIDES.map(|side| favicon.of_width(side));
        Some((favicon.address(tab?), favicon.address(home?)))
    }

    /// Returns the address, width and height of the picture of links to pages without one of their
    /// own; staff pages have none.
    pub fn social_picture(&self) -> Option<(String, i64, i64)> {
        let picture = self.branding.social.as_ref().filter(|_| !self.is_staff_page())?;
        let size = picture.plain()?;
        let address = format!("{}{}", self.public_url, picture.address(size));
        Some((address, size.width, size.height))
    }

    /// Returns the address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        asset(name)
    }
}

/// Returns the faults of the board that concern a member of the staff.
async fn faults(app: &App, account: &Account) -> Vec<FaultView> {
    let (t, role) = (app.lang(), account.role);
    let mut views: Vec<FaultView> = Vec::new();
    for fault in app.faults().await.iter() {
        let Some(message) = fault.told_to(role, t, &app.calendar) else { continue };
        let sentence = t.tell(&message);
        // Two faults may be one to who cannot repair them.
        if views.iter().all(|view| view.sentence != sentence) {
            let page = fault.page().filter(|_| role == Role::Admin);
            views.push(FaultView { sentence, page });
        }
    }
    views
}

impl MenuLink {
    fn new(label: String, href: String) -> Self {
        Self { label, href, current: None, rel: None, kind: None }
    }
}

/// Returns the avatar beside the name of the member who is logged in.
pub(super) async fn avatar(app: &App, account: &Account) -> Result<Html> {
    // The account was read before: under another name it has another avatar.
    let name = format!("avatar {} {}", account.id, account.name.as_str());
    let tag = app.cache.fragment_or(&name, Topic::Board, app.store.generations(), async {
        let avatar = app.store.avatar(account.id).await?;
        let tag = AvatarTag { who: Avatar::of(Some(account.name.as_str()), avatar) };
        Ok(Html::rendered(&tag).context("rendering an avatar")?)
    });
    Ok(tag.await?.html.clone())
}

/// Formats a count for a tab; above 999 it is "999+".
pub fn capped(count: i64) -> String {
    if count > 999 { "999+".to_owned() } else { count.to_string() }
}
