//! Pages of members, put together from one that all share and what is each member's own.

use std::sync::Arc;

use askama::Template;

use super::shell::{avatar, capped};
use crate::account::Account;
use crate::app::App;
use crate::cache::{Gap, Skeleton};
use crate::error::Result;
use crate::markup::Html;

/// Page whose gaps are filled for one member.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{% for (before, gap) in page.parts %}{{ before }}{{ self.own(gap) }}{% endfor %}\
              {{ page.last }}"
)]
pub struct FilledPage {
    page: Arc<Skeleton>,
    name: Html,
    avatar: Html,
    follow: Html,
    waiting: Html,
}

impl FilledPage {
    /// Fills the gaps of a page.
    ///
    /// `follow` is the form to follow its article, `waiting` the number of comments that wait, for
    /// moderators.
    pub async fn new(
        app: &App,
        page: Arc<Skeleton>,
        member: &Account,
        (follow, waiting): (Html, Option<i64>),
    ) -> Result<Self> {
        let (name, avatar) = (Html::text(member.name.as_str()), avatar(app, member).await?);
        let waiting = Html::text(&waiting.map(capped).unwrap_or_default());
        Ok(Self { page, name, avatar, follow, waiting })
    }

    fn own(&self, gap: &Gap) -> &Html {
        match gap {
            Gap::Name => &self.name,
            Gap::Avatar => &self.avatar,
            Gap::Follow => &self.follow,
            Gap::Waiting => &self.waiting,
        }
    }
}
