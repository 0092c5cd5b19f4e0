//! E-mails about followed articles: the confirmation link, and new comments.

use super::outgoing::{EXCERPT, Outgoing, stop_link, with_link};
use crate::app::App;
use crate::error::Result;
use crate::markup;
use crate::notify::{Event, Letter, List, Mail};
use crate::security::token::Purpose;
use crate::store::accounts::EmailToken;

/// Returns the e-mails for an event, or none if it belongs to another module.
pub(super) async fn compose(app: &App, event: &Event) -> Result<Outgoing> {
    match event {
        Event::FollowAsked { article, email } => asked(app, *article, email).await,
        Event::Followed { article, email, after, until } => {
            followed(app, (*article, email), (*after, *until)).await
        }
        _ => Ok(Outgoing::default()),
    }
}

/// Returns the link that confirms that a person wants to follow an article.
async fn asked(app: &App, article: i64, email: &str) -> Result<Outgoing> {
    let Some(followed) = app.store.readable_article(article, app.now()).await? else {
        return Ok(Outgoing::default());
    };
    let (t, title) = (app.lang(), [("title", followed.title.into())]);
    let ticket = EmailToken {
        article: Some(article),
        email: Some(email.to_owned()),
        ..EmailToken::new(Purpose::Follow, app.now())
    };
    Ok(with_link(app, email, ticket, "/confirm/", |link| {
        Letter::new(t, "mail-follow-subject", &title)
            .with("mail-follow", &title)
            .button("mail-follow-button", link)
            .small("mail-link-day", &[])
            .small("mail-not-you", &[])
    }))
}

/// Returns the new comments on an article, as many as fit in one e-mail.
async fn followed(app: &App, who: (i64, &str), between: (i64, i64)) -> Result<Outgoing> {
    let Some(news) = app.store.follow_news(who, between, app.now()).await? else {
        return Ok(Outgoing::default());
    };
    let (t, home) = (app.lang(), &app.config.public_url);
    let args = [("count", news.count.into()), ("title", news.article.title.as_str().into())];
    let mut letter = Letter::new(t, "mail-followed-subject", &args).with("mail-followed", &args);
    let shown = i64::try_from(news.comments.len()).unwrap_or(i64::MAX);
    for (id, name, html) in news.comments {
        let name = t.commenter(name.as_deref());
        letter = letter
            .with("mail-followed-by", &[("name", name.into())])
            .quote(&markup::excerpt(&html, EXCERPT))
            .button("mail-followed-read", format!("{home}/comments/{id}"));
    }
    if news.count > shown {
        letter =
            letter.with("mail-followed-more", &[("count", (news.count - shown).into())]).button(
                "mail-followed-all",
                format!("{home}/articles/{}#comments", news.article.slug.as_str()),
            );
    }
    let unsubscribe = Some(stop_link(app, &news.to, List::Follow(who.0)).await?);
    let thread = Some(format!("article-{}", who.0));
    let mail = Mail { to: news.to.as_str().to_owned(), letter, thread, unsubscribe };
    Ok(Outgoing { mails: vec![mail], tokens: Vec::new() })
}
