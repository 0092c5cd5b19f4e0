//! The form under an article, as it is sent and as it comes back: every field as typed, each fault beside its field.

use serde::Deserialize;

use crate::account::Account;
use crate::app::App;
use crate::article::Article;
use crate::comment::{Author, Comment, Draft, Fault, Field};
use crate::config::Guests;
use crate::locale::{Lang, Sentence};
use crate::markup::{self, Html};
use crate::thread::Answered;
use crate::web::page::parse_id;

/// The fields, by the names they have in the contract.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) body: String,
    pub(super) captcha: String,
    pub(super) reply_to: String,
    pub(super) intent: String,
    /// Ticked by who wants to hear of answers.
    pub(super) notify: String,
    /// Filled in by scripts that fill in everything: people never see it.
    pub(super) website: String,
    /// Not empty in the form of somebody who was logged in when it was shown.
    pub(super) signed_in: String,
}

/// Which button was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Intent {
    Post,
    Preview,
    Code,
    /// Without a code: it is shown once the link in a mail was followed.
    Confirm,
    Unreadable,
}

impl Input {
    /// Which button was pressed; pressing Enter is the first.
    pub(super) fn intent(&self) -> Option<Intent> {
        match self.intent.as_str() {
            "" | "post" => Some(Intent::Post),
            "preview" => Some(Intent::Preview),
            "code" => Some(Intent::Code),
            "confirm" => Some(Intent::Confirm),
            "unreadable" => Some(Intent::Unreadable),
            _ => None,
        }
    }

    /// The number of the comment it answers: none, one, or something that is no number.
    pub(super) fn parent(&self) -> Result<Option<i64>, ()> {
        match self.reply_to.trim() {
            "" => Ok(None),
            typed => parse_id(typed).map(Some).ok_or(()),
        }
    }

    /// What is to be checked of it.
    pub(super) fn draft(&self) -> Draft {
        Draft { name: self.name.clone(), email: self.email.clone(), body: self.body.clone() }
    }
}

/// What stands where the code is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeField {
    /// A picture and a field.
    Ask,
    /// A word that it was right: it is not asked for again.
    Solved,
    /// Nothing: members and closed networks are not asked.
    Absent,
}

/// A word above the fields.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) heading: String,
    pub(super) text: String,
    /// What may be done now: what each link says, where it leads.
    pub(super) links: Vec<(String, String)>,
}

/// The form as it is shown.
#[derive(Clone, Debug)]
pub(super) struct CommentForm {
    pub(super) slug: String,
    pub(super) article_title: String,
    pub(super) open: bool,
    pub(super) members_only: bool,
    pub(super) member: Option<String>,
    pub(super) input: Input,
    pub(super) faults: Vec<Fault>,
    pub(super) notice: Option<Notice>,
    pub(super) code: CodeField,
    pub(super) sound: String,
    pub(super) preview: Option<Html>,
    pub(super) answers: Option<Answered>,
    t: Lang,
}

impl CommentForm {
    /// An empty form under an article.
    pub(super) fn new(app: &App, article: &Article, member: Option<&Account>) -> Self {
        let asks = app.config.guard.captcha && member.is_none();
        Self {
            slug: article.teaser.slug.as_str().to_owned(),
            article_title: article.teaser.title.clone(),
            open: article.takes_comments(app.now()),
            members_only: member.is_none()
                && (article.members_only || app.config.guard.guests == Guests::Closed),
            member: member.map(|account| account.name.to_string()),
            input: Input::default(),
            faults: Vec::new(),
            notice: None,
            code: if asks { CodeField::Ask } else { CodeField::Absent },
            sound: "/captcha.wav".to_owned(),
            preview: None,
            answers: None,
            t: app.lang(),
        }
    }

    /// The form for an answer to a comment.
    pub(super) fn answering(mut self, parent: &Comment) -> Self {
        self.input.reply_to = parent.id.to_string();
        self.answers = Some(Answered { id: parent.id, author: Some(parent.author.clone()) });
        self
    }

    /// Whether the code is asked for.
    pub(super) fn asks_code(&self) -> bool {
        self.code == CodeField::Ask
    }

    /// Whether the code was right already.
    pub(super) fn has_solved(&self) -> bool {
        self.code == CodeField::Solved
    }

    /// What is wrong with the field of this name.
    pub(super) fn fault(&self, id: &str) -> Option<String> {
        let fault = self
            .faults
            .iter()
            .find(|fault| fault.field.is_some_and(|field| field_id(field) == id))?;
        Some(self.t.tell(&fault.sentence))
    }

    /// Every fault with the field to go to.
    pub(super) fn summary(&self) -> Vec<(&'static str, String)> {
        self.faults
            .iter()
            .map(|fault| {
                (fault.field.map_or("comment-form", field_id), self.t.tell(&fault.sentence))
            })
            .collect()
    }

    /// "Verbeter deze 2 velden. De rest staat er nog zoals u het invulde."
    pub(super) fn summary_lead(&self) -> String {
        let count = i64::try_from(self.faults.len()).unwrap_or(i64::MAX);
        self.t.with("form-faults", &[("count", count.into())])
    }

    /// Whom it answers, by name.
    pub(super) fn answered_name(&self, answered: &Answered) -> String {
        author_name(self.t, answered.author.as_ref())
    }

    /// "Log in en reageer voortaan zonder code."
    pub(super) fn log_in_hint(&self) -> Html {
        let next = match &self.answers {
            Some(answered) => format!(
                "/login?next=%2Farticles%2F{}%2Fcomments%2F{}%2Freply",
                self.slug, answered.id
            ),
            None => format!("/login?next=%2Farticles%2F{}%23comment-form", self.slug),
        };
        markup::linked(&self.t.say("form-log-in-hint"), &[&next])
    }

    /// Where to go when only members comment.
    pub(super) fn members_only_note(&self) -> Html {
        let log_in = format!("/login?next=%2Farticles%2F{}%23comment-form", self.slug);
        markup::linked(&self.t.say("form-members-only"), &[&log_in, "/register"])
    }

    /// What posting means, and the terms it agrees to.
    pub(super) fn terms_note(&self) -> Html {
        markup::linked(&self.t.say("form-terms"), &["/house-rules", "/terms"])
    }

    /// "Mirjam reageert als…": who is logged in.
    pub(super) fn signed_as(&self, name: &str) -> String {
        self.t.with("form-signed-as", &[("name", name.into())])
    }
}

/// The name beside a comment; somebody cut loose from it has the same one everywhere.
pub(super) fn author_name(t: Lang, author: Option<&Author>) -> String {
    match author {
        Some(author) => author.name().map_or_else(|| t.say("former-commenter"), str::to_owned),
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
    /// A notice of two sentences.
    pub(super) fn new(t: Lang, heading: &str, text: &Sentence) -> Self {
        Self { heading: t.say(heading), text: t.tell(text), links: Vec::new() }
    }

    /// The same with another link behind it: what it says, where it leads.
    pub(super) fn with_link(mut self, label: String, address: String) -> Self {
        self.links.push((label, address));
        self
    }
}
