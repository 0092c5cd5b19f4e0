//! Users of a site who comment under its pages, named by a token that the site signed.
//!
//! They have the rights of guests. The site vouches for the name and, if it says so, for the
//! address; no code is asked.

use axum::http::StatusCode;
use axum::response::Response;

use super::attempt::Attempt;
use super::form::{CommentForm, Notice, SignedUser};
use crate::account::site_user::{SiteTokenRefusal, SiteUser};
use crate::account::{Email, Name};
use crate::app::App;
use crate::comment::admission::Standing;
use crate::config::Guests;
use crate::error::Result;
use crate::locale::Message;
use crate::sites::{Origin, Site};

/// User of a site, as this form has them.
#[derive(Clone, Debug)]
pub(in crate::web) struct SiteLogin {
    /// Site of the token.
    pub(in crate::web) site: i64,
    /// User whom the token names.
    pub(in crate::web) user: SiteUser,
    /// Token, to be sent again with the form.
    pub(super) token: String,
    /// True if the name is that of a member or like that of the staff, so that the form asks for
    /// another.
    asks_name: bool,
}

impl SiteLogin {
    /// Checks a token with the key of a site.
    ///
    /// The inner error is the reason for which it is refused, which is logged for whoever sets up
    /// the site.
    pub(in crate::web) async fn of(
        app: &App,
        site: &Site,
        token: &str,
    ) -> Result<Result<Self, SiteTokenRefusal>> {
        let checked = match app.site_key(site.id).await? {
            Some(key) => {
                let origins: Vec<&str> = site.origins.iter().map(Origin::as_str).collect();
                SiteUser::of(token, &key, &app.config.public_url, &origins, app.now())
            }
            None => Err(SiteTokenRefusal::Key),
        };
        let user = match checked {
            Ok(user) => user,
            Err(reason) => {
                tracing::info!(site = site.id, %reason, "a token of a site was refused");
                return Ok(Err(reason));
            }
        };
        let asks_name = name_taken(app, &user.name).await?.is_some();
        Ok(Ok(Self { site: site.id, user, token: token.to_owned(), asks_name }))
    }

    /// Returns the user as the form shows them.
    pub(in crate::web) fn signed(&self) -> SignedUser {
        SignedUser {
            token: self.token.clone(),
            name: self.user.name.to_string(),
            asks_name: self.asks_name,
            asks_email: !self.user.is_verified,
        }
    }

    /// Puts what the token says in place of what was typed.
    pub(super) fn fill_in(&self, input: &mut CommentForm) {
        if !self.asks_name || input.name.trim().is_empty() {
            input.name = self.user.name.to_string();
        }
        if let Some(email) = &self.user.email
            && (self.user.is_verified || input.email.trim().is_empty())
        {
            email.as_str().clone_into(&mut input.email);
        }
        input.signed_in.clear();
    }

    /// Returns the reputation of the user; that of a guest in this browser counts for nothing.
    async fn standing(&self, app: &App) -> Result<Standing> {
        let verified: Option<&Email> = self.user.email.as_ref().filter(|_| self.user.is_verified);
        let Some(email) = verified else { return Ok(Standing::Unknown) };
        let is_accepted = app.store.is_accepted(email, app.now()).await?;
        Ok(if is_accepted { Standing::Proved } else { Standing::Confirmed })
    }

    /// Returns what distinguishes the user from those of this and other sites.
    pub(super) fn key(&self) -> String {
        format!("site {} {}", self.site, self.user.subject)
    }
}

/// Returns the key of the message about a name that no guest may use, if this is one.
pub(super) async fn name_taken(app: &App, name: &Name) -> Result<Option<&'static str>> {
    let (is_members, is_staffs) = app.store.whose_name(name).await?;
    if is_members {
        return Ok(Some("name-of-member"));
    }
    let is_staffs = is_staffs || name.imitates_staff(&app.name());
    Ok(is_staffs.then_some("name-of-staff"))
}

impl Attempt<'_> {
    /// Makes the form that of a user of the site, or remembers why the token is refused.
    pub(in crate::web) async fn signed_by(
        mut self,
        login: Option<Result<SiteLogin, SiteTokenRefusal>>,
    ) -> Result<Self> {
        match login {
            None => {}
            Some(Ok(login)) => {
                login.fill_in(&mut self.input);
                self.standing = login.standing(self.app).await?;
                self.login = Some(login);
            }
            Some(Err(refusal)) => self.refusal = Some(refusal),
        }
        Ok(self)
    }

    /// Shows the form of a guest to somebody whose token is refused, with what happened.
    pub(super) async fn show_refused_login(self, why: SiteTokenRefusal) -> Result<Response> {
        let t = self.lang();
        let site = self.host.as_ref().map_or_else(String::new, |host| host.site.name.clone());
        let key = if why.is_over() { "site-user-over" } else { "site-user-refused" };
        let mut notice =
            Notice::new(t, "site-user-heading", &Message::with(key, "site", site.as_str()));
        if self.app.config.guard.guests != Guests::Closed {
            notice.text = format!("{} {}", notice.text, t.say("site-user-guest"));
        }
        if let Some(host) = &self.host {
            let label = t.with("site-user-back", &[("site", site.into())]);
            notice = notice.with_link(label, host.url.clone());
        }
        let status =
            if why.is_over() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::FORBIDDEN };
        self.show(status, |form| form.notice = Some(notice)).await
    }
}
