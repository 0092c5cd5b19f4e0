//! E-mails with an unsubscribe link: replies and mentions for commenters, waiting comments for
//! moderators.

use super::outgoing::{EXCERPT, Outgoing, board, stop_link};
use crate::account::{Account, Scope};
use crate::app::App;
use crate::comment::Reason;
use crate::error::Result;
use crate::markup;
use crate::notify::{Event, Letter, List, Mail};

/// Returns the e-mails for an event, or none if it belongs to another module.
pub(super) async fn compose(app: &App, event: &Event) -> Result<Outgoing> {
    match event {
        Event::Shown { comment } => shown(app, *comment).await,
        Event::Waits { comment } => waits(app, *comment).await,
        Event::Digest { account } => digest(app, *account).await,
        Event::Flooded => flooded(app).await,
        _ => Ok(Outgoing::default()),
    }
}

/// Returns the e-mails about a comment that became visible: to the person replied to, and to those
/// mentioned in it who are not notified already.
async fn shown(app: &App, comment: i64) -> Result<Outgoing> {
    let mut outgoing = answered(app, comment).await?;
    let Some(news) = app.store.mention_news(comment).await? else { return Ok(outgoing) };
    let t = app.lang();
    let name = t.commenter(news.name.as_deref());
    let args = [("name", name.into()), ("title", news.article_title.into())];
    let answered: Vec<String> = outgoing.mails.iter().map(|mail| mail.to.to_lowercase()).collect();
    for to in news.to.iter().filter(|to| !answered.contains(&to.as_str().to_lowercase())) {
        let letter = Letter::new(t, "mail-mention-subject", &args)
            .with("mail-mention", &args)
            .quote(&markup::excerpt(&news.html, EXCERPT))
            .button("mail-followed-read", format!("{}/comments/{comment}", app.config.public_url));
        let unsubscribe = Some(stop_link(app, to, List::Mentions).await?);
        let thread = Some(format!("thread-{}", news.root));
        outgoing.mails.push(Mail { to: to.as_str().to_owned(), letter, thread, unsubscribe });
    }
    Ok(outgoing)
}

/// Returns the notice of a reply, if the recipient subscribed to such notices.
async fn answered(app: &App, comment: i64) -> Result<Outgoing> {
    let Some(news) = app.store.answer_news(comment).await? else { return Ok(Outgoing::default()) };
    let t = app.lang();
    let name = t.commenter(news.name.as_deref());
    let args = [("name", name.into()), ("title", news.article_title.into())];
    let letter = Letter::new(t, "mail-answer-subject", &args)
        .with("mail-answer", &args)
        .quote(&markup::excerpt(&news.html, EXCERPT))
        .button("mail-answer-button", format!("{}/comments/{comment}", app.config.public_url));
    let unsubscribe = Some(stop_link(app, &news.to, List::Answers).await?);
    let thread = Some(format!("thread-{}", news.root));
    let mail = Mail { to: news.to.as_str().to_owned(), letter, thread, unsubscribe };
    Ok(Outgoing { mails: vec![mail], tokens: Vec::new() })
}

/// Returns the notices of a waiting comment, for moderators who chose immediate notices and may
/// decide about it.
///
/// The links lead to a page that asks for confirmation.
async fn waits(app: &App, comment: i64) -> Result<Outgoing> {
    let mut outgoing = Outgoing::default();
    let Some(case) = app.store.case(Scope::Board, comment, app.now()).await? else {
        return Ok(outgoing);
    };
    let t = app.lang();
    let page = format!("{}/moderation/comments/{comment}", app.config.public_url);
    let name = t.commenter(case.comment.author.name());
    let args = [("name", name.into()), ("title", case.article_title.as_str().into())];
    for moderator in app.store.moderators_at_once(comment).await? {
        let letter = Letter::new(t, "mail-waits-subject", &args)
            .with("mail-waits", &args)
            .quote(&markup::excerpt(&case.comment.html, EXCERPT))
            .button("decide-keep", format!("{page}?decision=keep"))
            .button(
                "mail-waits-self-promotion",
                format!("{page}?decision=remove&reason={}", Reason::SelfPromotion.code()),
            )
            .button(
                "mail-waits-insult",
                format!("{page}?decision=remove&reason={}", Reason::Insult.code()),
            )
            .small("mail-waits-hint", &[]);
        outgoing.mails.push(for_moderator(app, &moderator, letter).await?);
    }
    Ok(outgoing)
}

/// Returns a moderator's digest with the number of waiting items, or no e-mail if there are none.
async fn digest(app: &App, account: i64) -> Result<Outgoing> {
    let Some(moderator) =
        app.store.account_by_id(account).await?.filter(|account| account.role.may_moderate())
    else {
        return Ok(Outgoing::default());
    };
    let waiting = app.store.waiting(moderator.scope).await?;
    if waiting.review + waiting.reported + waiting.held + waiting.appeals == 0 {
        return Ok(Outgoing::default());
    }
    let letter = Letter::new(
        app.lang(),
        "mail-digest-subject",
        &[("count", waiting.review.into()), board(app)],
    )
    .with("mail-digest", &[board(app)])
    .fact("queue-review", waiting.review.to_string())
    .fact("mail-digest-reported", waiting.reported.to_string())
    .fact("queue-held", waiting.held.to_string())
    .fact("mail-digest-appeals", waiting.appeals.to_string())
    .button("case-back", format!("{}/moderation", app.config.public_url));
    Ok(Outgoing { mails: vec![for_moderator(app, &moderator, letter).await?], tokens: Vec::new() })
}

/// Returns the warnings about an unusual number of comments, to every moderator of the whole board
/// who gets e-mail at all.
async fn flooded(app: &App) -> Result<Outgoing> {
    let mut outgoing = Outgoing::default();
    for moderator in app.store.moderators_with_mail().await? {
        let letter = Letter::new(app.lang(), "mail-flooded-subject", &[board(app)])
            .with("mail-flooded", &[board(app)])
            .button(
                "mail-flooded-button",
                format!("{}/moderation?queue=held", app.config.public_url),
            );
        outgoing.mails.push(for_moderator(app, &moderator, letter).await?);
    }
    Ok(outgoing)
}

async fn for_moderator(app: &App, moderator: &Account, letter: Letter) -> Result<Mail> {
    let unsubscribe = Some(stop_link(app, &moderator.email, List::Digest).await?);
    let letter = letter.greet(moderator.name.as_str());
    Ok(Mail { unsubscribe, ..Mail::new(moderator.email.as_str(), letter) })
}
