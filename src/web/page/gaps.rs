//! Pages of members, put together from one that all share and what is each member's own.

use std::sync::Arc;

use askama::Template;

use super::shell::avatar;
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
}

impl FilledPage {
    /// Fills the gaps of a page; `follow` is the form to follow its article.
    pub async fn new(
        app: &App,
        page: Arc<Skeleton>,
        member: &Account,
        follow: Html,
    ) -> Result<Self> {
        let (name, avatar) = (Html::text(member.name.as_str()), avatar(app, member).await?);
        Ok(Self { page, name, avatar, follow })
    }

    fn own(&self, gap: &Gap) -> &Html {
        match gap {
            Gap::Name => &self.name,
            Gap::Avatar => &self.avatar,
            Gap::Follow => &self.follow,
        }
    }
}
