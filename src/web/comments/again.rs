//! Comment form shown again on the page it was sent from, with everything typed.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::attempt::Attempt;
use super::form::{CodeField, CommentForm, CommentFormView, Notice};
use super::reply::ReplyPage;
use super::site_login::SiteLogin;
use crate::article::share::TARGETS;
use crate::captcha::{self, Challenge};
use crate::comment::thread::Order;
use crate::error::Result;
use crate::web::articles::read::ArticlePage;
use crate::web::embed::EmbedPage;
use crate::web::page::{KeepForm, Page};

impl Attempt<'_> {
    /// Returns whether the form was made for a member who is not logged in any more.
    pub(in crate::web) fn was_logged_out(&self) -> bool {
        !self.input.signed_in.is_empty() && self.visitor.member.is_none()
    }

    /// Shows the same page with every field as typed.
    ///
    /// A member who was logged out meanwhile is told so, and the form is stored until they log in.
    pub(in crate::web) async fn show(
        self,
        status: StatusCode,
        change: impl FnOnce(&mut CommentFormView),
    ) -> Result<Response> {
        if !self.was_logged_out() {
            return self.show_form(status, change).await;
        }
        let t = self.lang();
        let notice = Notice::new(t, "form-logged-out-heading", &"form-logged-out".into())
            .with_link(t.say("form-logged-out-link"), "/login?next=%2Funsent".to_owned());
        let keep = KeepForm { network: self.visitor.network.clone() };
        let changed = |form: &mut CommentFormView| {
            change(form);
            form.notice.get_or_insert(notice);
        };
        let mut response = self.show_form(status, changed).await?;
        response.extensions_mut().insert(keep);
        Ok(response)
    }

    async fn show_form(
        self,
        status: StatusCode,
        change: impl FnOnce(&mut CommentFormView),
    ) -> Result<Response> {
        let mut form = CommentFormView::new(self.app, &self.article, self.visitor.member.as_ref());
        if !self.answers_code() {
            form.code = CodeField::Absent;
        }
        form = form.signed(self.login.as_ref().map(SiteLogin::signed));
        let holder = self.code_holder();
        form.input = CommentForm { website: String::new(), user: String::new(), ..self.input };
        if let Some(host) = &self.host {
            form = form.under(host);
        }
        let needs_challenge = form.asks_code_later();
        form = match form.input.challenge() {
            Some(challenge) => form.with_challenge(&challenge),
            None if needs_challenge => form.with_challenge(&Challenge::new(self.app.chance())),
            None => form.without_challenge(),
        };
        if let (CodeField::Ask, Some(holder)) = (form.code, &holder)
            && self.app.store.has_solved(holder, self.app.now() - captcha::LIFETIME).await?
        {
            form.code = CodeField::Solved;
        }
        change(&mut form);
        if let Some(host) = &self.host {
            let form = match &self.parent {
                Some(parent) => form.answering(parent),
                None => form,
            };
            let page = EmbedPage::of_form(self.app, host, &self.article, self.parent, form).await?;
            return Ok(page.answer(status));
        }
        let Some(parent) = self.parent else {
            form.input.reply_to.clear();
            let page =
                ArticlePage::new(self.app, self.visitor, self.article, form, (Order::default(), 1))
                    .await?;
            return Ok(Page::personal(page).leading_to(TARGETS).status(status).into_response());
        };
        let form = form.answering(&parent);
        let page = ReplyPage::new(self.app, self.visitor, &self.article, parent, form).await?;
        Ok(Page::personal(page).status(status).into_response())
    }
}
