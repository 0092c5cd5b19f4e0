//! Comment form, as it is submitted and as it is shown again with every field and its errors.

use serde::Deserialize;
use url::form_urlencoded;

use crate::account::Account;
use crate::app::App;
use crate::article::Article;
use crate::captcha::Challenge;
use crate::comment::thread::Answered;
use crate::comment::{Author, Comment, Draft, Field, FieldError};
use crate::config::Guests;
use crate::locale::{Lang, Message};
use crate::markup;
use crate::markup::Html;
use crate::web::embed::Host;
use crate::web::page::{FieldErrors, parse_id};

/// Form fields, by their public names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct CommentForm {
    pub(in crate::web) name: String,
    pub(in crate::web) email: String,
    pub(in crate::web) body: String,
    pub(in crate::web) captcha: String,
    pub(in crate::web) reply_to: String,
    pub(in crate::web) intent: String,
    /// Not empty if the commenter wants e-mails about replies.
    pub(in crate::web) notify: String,
    /// Honeypot field: hidden from users, filled in by scripts.
    pub(in crate::web) website: String,
    /// Not empty in a form that was shown to a member who was logged in.
    pub(in crate::web) signed_in: String,
    /// Token that holds the codes of this form in place of the visitor cookie; empty without one.
    pub(in crate::web) challenge: String,
    /// Token by which a site names its user; empty without one.
    pub(in crate::web) user: String,
}

/// Button with which the form was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Intent {
    Post,
    Preview,
    Code,
    /// Post without a captcha: the comment is shown once the link in an e-mail was opened.
    Confirm,
    Unreadable,
}

impl CommentForm {
    /// Returns the button that was used; pressing Enter is the first one.
    pub(in crate::web) fn intent(&self) -> Option<Intent> {
        match self.intent.as_str() {
            "" | "post" => Some(Intent::Post),
            "preview" => Some(Intent::Preview),
            "code" => Some(Intent::Code),
            "confirm" => Some(Intent::Confirm),
            "unreadable" => Some(Intent::Unreadable),
            _ => None,
        }
    }

    /// Returns the id of the parent comment, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// `Err(())` if the field is not an id.
    pub(in crate::web) fn parent(&self) -> Result<Option<i64>, ()> {
        match self.reply_to.trim() {
            "" => Ok(None),
            typed => parse_id(typed).map(Some).ok_or(()),
        }
    }

    /// Returns the challenge of a form without a visitor cookie, if it has a valid one.
    pub(in crate::web) fn challenge(&self) -> Option<Challenge> {
        Challenge::parse(&self.challenge)
    }

    /// Returns the fields that are to be checked.
    pub(in crate::web) fn draft(&self) -> Draft {
        Draft { name: self.name.clone(), email: self.email.clone(), body: self.body.clone() }
    }
}

/// State of the captcha in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum CodeField {
    /// The captcha with its input field.
    Ask,
    /// A message that the captcha follows when the form is sent: a cached form has no challenge.
    Later,
    /// A message that the captcha was solved and is not asked again.
    Solved,
    /// Nothing: members and known guests solve no captcha, and the operator can disable it.
    Absent,
}

/// User of a site, who comments under the name that the site gives.
#[derive(Clone, Debug)]
pub(in crate::web) struct SignedUser {
    /// Token of the site, which is sent with the form.
    pub(in crate::web) token: String,
    pub(in crate::web) name: String,
    /// True if another name is needed.
    pub(in crate::web) asks_name: bool,
    /// True if the site does not vouch for an address.
    pub(in crate::web) asks_email: bool,
}

/// Message above the fields.
#[derive(Clone, Debug)]
pub(in crate::web) struct Notice {
    pub(in crate::web) heading: String,
    pub(in crate::web) text: String,
    /// Label and address of each link to a next step.
    pub(in crate::web) links: Vec<(String, String)>,
}

/// Comment form as a template shows it.
#[derive(Clone, Debug)]
pub(in crate::web) struct CommentFormView {
    pub(in crate::web) slug: String,
    /// Address to which the form is sent.
    pub(in crate::web) action: String,
    /// Page on which the form stands for a comment that answers none.
    pub(in crate::web) back: String,
    /// Beginning of addresses on the board: empty on its own pages.
    pub(in crate::web) home: String,
    /// Fields that name the page of a site; none for an article of the board.
    pub(in crate::web) hidden: Vec<(&'static str, String)>,
    pub(in crate::web) article_title: String,
    pub(in crate::web) open: bool,
    pub(in crate::web) members_only: bool,
    pub(in crate::web) member: Option<String>,
    /// User of the site, if its token names one.
    pub(in crate::web) user: Option<SignedUser>,
    pub(in crate::web) input: CommentForm,
    pub(in crate::web) errors: FieldErrors,
    pub(in crate::web) notice: Option<Notice>,
    pub(in crate::web) code: CodeField,
    pub(in crate::web) picture: String,
    pub(in crate::web) sound: String,
    pub(in crate::web) preview: Option<Html>,
    pub(in crate::web) answers: Option<Answered>,
    /// Name of the site under whose page the form stands.
    site: String,
    t: Lang,
}

impl CommentFormView {
    /// Creates an empty form for an article.
    pub(in crate::web) fn new(app: &App, article: &Article, member: Option<&Account>) -> Self {
        Self::signed_by(app, article, member.map(|account| account.name.to_string()))
    }

    /// Creates an empty form for an article, signed with the name of the member.
    pub(in crate::web) fn signed_by(app: &App, article: &Article, member: Option<String>) -> Self {
        let asks = app.config.guard.captcha && member.is_none();
        Self {
            slug: article.teaser.slug.as_str().to_owned(),
            action: format!("/articles/{}/comments", article.teaser.slug.as_str()),
            back: format!("/articles/{}", article.teaser.slug.as_str()),
            home: String::new(),
            hidden: Vec::new(),
            article_title: article.teaser.title.clone(),
            open: article.takes_comments(app.now()),
            members_only: member.is_none()
                && (article.members_only || app.config.guard.guests == Guests::Closed),
            member,
            user: None,
            input: CommentForm::default(),
            errors: FieldErrors::default(),
            notice: None,
            code: if asks { CodeField::Ask } else { CodeField::Absent },
            picture: "/captcha.png".to_owned(),
            sound: "/captcha.wav".to_owned(),
            preview: None,
            answers: None,
            site: String::new(),
            t: app.lang(),
        }
    }

    /// Puts the form under a page of a site, in whose language it is; the code comes later.
    pub(in crate::web) fn under(mut self, host: &Host) -> Self {
        if self.asks_code() {
            self.code = CodeField::Later;
        }
        let framed = host.framed.then(|| ("framed", "yes".to_owned()));
        Self {
            action: "/embed/comments".to_owned(),
            back: host.path(),
            hidden: host.fields().into_iter().chain(framed).collect(),
            site: host.site.name.clone(),
            t: host.site.lang,
            ..self
        }
    }

    /// Makes the form that of a user of the site, if the token names one.
    pub(in crate::web) fn signed(self, user: Option<SignedUser>) -> Self {
        let code = if user.is_some() { CodeField::Absent } else { self.code };
        Self { user, code, ..self }
    }

    /// Makes every link lead to the board, from a page of the site itself.
    pub(in crate::web) fn linking_to(mut self, home: &str) -> Self {
        home.clone_into(&mut self.home);
        self
    }

    /// Returns whether the form stands under a page of a site.
    pub(in crate::web) fn is_on_site(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// Makes the form a reply to a comment.
    pub(in crate::web) fn answering(mut self, parent: &Comment) -> Self {
        self.input.reply_to = parent.id.to_string();
        self.answers = Some(Answered { id: parent.id, author: Some(parent.author.clone()) });
        self
    }

    /// Binds the codes of the form to a challenge, so that it needs no cookie.
    pub(in crate::web) fn with_challenge(mut self, challenge: &Challenge) -> Self {
        if self.code == CodeField::Later {
            self.code = CodeField::Ask;
        }
        self.input.challenge = challenge.text();
        self.picture = challenge.picture();
        self.sound = challenge.sound();
        if self.is_on_site() {
            self.sound.push_str("&lang=");
            self.sound.push_str(self.t.setting());
        }
        self
    }

    /// Binds the codes of the form to the visitor cookie, in place of a challenge that is none.
    pub(in crate::web) fn without_challenge(mut self) -> Self {
        self.input.challenge.clear();
        self
    }

    /// Returns whether the form asks for a name.
    pub(in crate::web) fn asks_name(&self) -> bool {
        self.member.is_none() && self.user.as_ref().is_none_or(|user| user.asks_name)
    }

    /// Returns whether the form asks for an e-mail address.
    pub(in crate::web) fn asks_email(&self) -> bool {
        self.member.is_none() && self.user.as_ref().is_none_or(|user| user.asks_email)
    }

    /// Returns whether a script in the frame may make the form that of a user of the site.
    pub(in crate::web) fn may_be_signed(&self) -> bool {
        self.is_on_site() && self.member.is_none() && self.user.is_none()
    }

    /// Returns whether the form shows a captcha.
    pub(in crate::web) fn asks_code(&self) -> bool {
        self.code == CodeField::Ask
    }

    /// Returns whether a captcha follows when the form is sent.
    pub(in crate::web) fn asks_code_later(&self) -> bool {
        self.code == CodeField::Later
    }

    /// Returns whether the captcha was solved before.
    pub(in crate::web) fn has_solved(&self) -> bool {
        self.code == CodeField::Solved
    }

    /// Shows errors beside their fields, or in the summary only, and clears the captcha answer.
    pub(in crate::web) fn refuse(&mut self, errors: Vec<FieldError>) {
        let with_id =
            |error: FieldError| (error.field.map_or("comment-form", field_id), error.sentence);
        self.errors = FieldErrors::new(self.t, errors.into_iter().map(with_id));
        self.input.captcha.clear();
    }

    /// Returns "Verbeter deze 2 velden. De rest staat er nog zoals u het invulde."
    pub(in crate::web) fn summary_lead(&self) -> String {
        let count = self.errors.len();
        self.t.with("form-faults", &[("count", count.into())])
    }

    /// Returns the name of the author of the parent comment.
    pub(in crate::web) fn answered_name(&self, answered: &Answered) -> String {
        author_name(self.t, answered.author.as_ref())
    }

    /// Returns the address of the log-in, which leads back to this form.
    pub(in crate::web) fn log_in(&self) -> String {
        let next = match &self.answers {
            Some(answered) if self.is_on_site() => {
                format!("{}&reply_to={}", self.back, answered.id)
            }
            Some(answered) => format!("{}/comments/{}/reply", self.back, answered.id),
            None => format!("{}#comment-form", self.back),
        };
        let mut query = form_urlencoded::Serializer::new(String::new());
        format!("/login?{}", query.append_pair("next", &next).finish())
    }

    /// Returns "Log in en reageer voortaan zonder code." with its link.
    pub(in crate::web) fn log_in_hint(&self) -> Html {
        self.linked("form-log-in-hint", &[&self.log_in()])
    }

    /// Returns the message that only members may comment, with links to log in and register.
    pub(in crate::web) fn members_only_note(&self) -> Html {
        self.linked("form-members-only", &[&self.log_in(), "/register"])
    }

    /// Returns the note on the house rules and the terms, with links.
    pub(in crate::web) fn terms_note(&self) -> Html {
        self.linked("form-terms", &["/house-rules", "/terms"])
    }

    /// Returns a message with links to pages of the board.
    fn linked(&self, key: &str, paths: &[&str]) -> Html {
        let links: Vec<String> = paths.iter().map(|path| format!("{}{path}", self.home)).collect();
        let links: Vec<&str> = links.iter().map(String::as_str).collect();
        let html = markup::linked(&self.t.say(key), &links);
        if self.is_on_site() { html.leaving_frame() } else { html }
    }

    /// Returns "U bent bij Tuin ingelogd en reageert als Mirjam.", for a user of the site.
    pub(in crate::web) fn signed_at_site(&self, name: &str) -> String {
        let places = [("site", self.site.as_str().into()), ("name", name.into())];
        self.t.with("site-user-signed", &places)
    }

    /// Returns "Mirjam reageert als…", for the member who is logged in.
    pub(in crate::web) fn signed_as(&self, name: &str) -> String {
        self.t.with("form-signed-as", &[("name", name.into())])
    }
}

/// Returns the name beside a comment; every former commenter has the same one.
pub(in crate::web) fn author_name(t: Lang, author: Option<&Author>) -> String {
    match author {
        Some(author) => t.commenter(author.name()),
        None => t.say("removed-comment"),
    }
}

fn field_id(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Email => "email",
        Field::Body => "body",
        Field::Captcha => "captcha",
    }
}

impl Notice {
    /// Creates a notice; `heading` is the key of a message.
    pub(in crate::web) fn new(t: Lang, heading: &str, text: &Message) -> Self {
        Self { heading: t.say(heading), text: t.tell(text), links: Vec::new() }
    }

    /// Adds a link with a label and an address.
    pub(in crate::web) fn with_link(mut self, label: String, address: String) -> Self {
        self.links.push((label, address));
        self
    }
}
