//! E-mails about accounts and addresses: verification links, and notices of changes.

use super::outgoing::{Outgoing, board, with_link};
use super::security;
use crate::account::Email;
use crate::account::Scope;
use crate::app::App;
use crate::comment::Hold;
use crate::error::Result;
use crate::notify::{Event, Letter, Mail};
use crate::security::token::{Purpose, Token};
use crate::store::accounts::EmailToken;
use crate::store::moderation::Contested;

/// Returns the e-mails for an event, or none if it belongs to another module.
pub(super) async fn compose(app: &App, event: &Event) -> Result<Outgoing> {
    match event {
        Event::Registered { name, email, password, person } => {
            registered(app, (name, email), password, person.as_ref()).await
        }
        Event::Forgot { email } => forgot(app, email).await,
        Event::PasswordChanged { account } => security::password_changed(app, *account).await,
        Event::FactorChanged { account, what } => {
            security::factor_changed(app, *account, what).await
        }
        Event::SessionsEnded { account, all } => {
            security::sessions_ended(app, *account, *all).await
        }
        Event::EmailChange { account, email } => email_change(app, *account, email).await,
        Event::EmailChanged { account, old } => security::email_changed(app, *account, old).await,
        Event::Proof { email } => proof(app, email).await,
        Event::AwaitsEmail { comment } => awaits_email(app, *comment).await,
        Event::Banned { ban, email } => banned(app, *ban, email).await,
        Event::AddressUnproved { comment } => address_unproved(app, *comment).await,
        _ => Ok(Outgoing::default()),
    }
}

async fn registered(
    app: &App,
    (name, email): (&str, &str),
    password: &str,
    person: Option<&(String, String)>,
) -> Result<Outgoing> {
    let (t, home) = (app.lang(), &app.config.public_url);
    if let Some(account) = app.store.account(&Email::stored(email.to_owned())).await? {
        let letter = Letter::new(t, "mail-known-subject", &[board(app)])
            .greet(account.name.as_str())
            .with("mail-known", &[board(app)])
            .button("login-heading", format!("{home}/login"))
            .button("forgot-heading", format!("{home}/forgot"))
            .small("mail-not-you", &[]);
        return Ok(Outgoing {
            mails: vec![Mail::new(account.email.as_str(), letter)],
            tokens: Vec::new(),
        });
    }
    let ticket = EmailToken {
        name: Some(name.to_owned()),
        email: Some(email.to_owned()),
        password: Some(password.to_owned()),
        person: person.cloned(),
        ..EmailToken::new(Purpose::Register, app.now())
    };
    Ok(with_link(app, email, ticket, "/confirm/", |link| {
        Letter::new(t, "mail-register-subject", &[board(app)])
            .greet(name)
            .with("mail-register", &[board(app)])
            .button("mail-register-button", link)
            .small("mail-link-day", &[])
            .small("mail-not-you", &[])
    }))
}

async fn forgot(app: &App, email: &str) -> Result<Outgoing> {
    let t = app.lang();
    let Some(account) = app.store.account(&Email::stored(email.to_owned())).await? else {
        let letter = Letter::new(t, "mail-forgot-subject", &[board(app)])
            .with("mail-forgot-unknown", &[board(app)])
            .button("register-heading", format!("{}/register", app.config.public_url))
            .small("mail-not-you", &[]);
        return Ok(Outgoing { mails: vec![Mail::new(email, letter)], tokens: Vec::new() });
    };
    // The token is valid only while the account has this address.
    let ticket = EmailToken {
        account: Some(account.id),
        email: Some(account.email.as_str().to_owned()),
        ..EmailToken::new(Purpose::Reset, app.now())
    };
    Ok(with_link(app, account.email.as_str(), ticket, "/reset/", |link| {
        Letter::new(t, "mail-forgot-subject", &[board(app)])
            .greet(account.name.as_str())
            .say("mail-forgot")
            .button("reset-heading", link)
            .small("mail-link-hour", &[])
            .small("mail-not-you", &[])
    }))
}

/// Returns the notice to the old address and the link to the new one.
///
/// If the new address belongs to an account, it gets a notice of that instead.
async fn email_change(app: &App, account: i64, email: &str) -> Result<Outgoing> {
    let t = app.lang();
    let Some(account) = app.store.account_by_id(account).await? else {
        return Ok(Outgoing::default());
    };
    let warning = Letter::new(t, "mail-email-old-subject", &[board(app)])
        .greet(account.name.as_str())
        .with("mail-email-old", &[board(app)])
        .button("forgot-heading", format!("{}/forgot", app.config.public_url));
    let warning = Mail::new(account.email.as_str(), warning);
    if app.store.account(&Email::stored(email.to_owned())).await?.is_some() {
        let taken = Letter::new(t, "mail-email-subject", &[board(app)])
            .with("mail-email-taken", &[board(app)]);
        return Ok(Outgoing { mails: vec![warning, Mail::new(email, taken)], tokens: Vec::new() });
    }
    let ticket = EmailToken {
        account: Some(account.id),
        email: Some(email.to_owned()),
        ..EmailToken::new(Purpose::Email, app.now())
    };
    let mut outgoing = with_link(app, email, ticket, "/confirm/", |link| {
        Letter::new(t, "mail-email-subject", &[board(app)])
            .greet(account.name.as_str())
            .with("mail-email", &[board(app)])
            .button("mail-email-button", link)
            .small("mail-link-day", &[])
            .small("mail-not-you", &[])
    });
    outgoing.mails.push(warning);
    Ok(outgoing)
}

/// Returns the verification link for a guest's address, or a notice if there are no comments with
/// it.
async fn proof(app: &App, email: &str) -> Result<Outgoing> {
    let t = app.lang();
    let address = Email::stored(email.to_owned());
    if app.store.comments_of_guest(&address).await?.is_empty() {
        let letter = Letter::new(t, "mail-proof-subject", &[board(app)])
            .with("mail-proof-none", &[board(app)])
            .small("mail-not-you", &[]);
        return Ok(Outgoing { mails: vec![Mail::new(email, letter)], tokens: Vec::new() });
    }
    let ticket = EmailToken {
        email: Some(email.to_owned()),
        ..EmailToken::new(Purpose::Address, app.now())
    };
    Ok(with_link(app, email, ticket, "/confirm/", |link| {
        Letter::new(t, "mail-proof-subject", &[board(app)])
            .with("mail-proof", &[board(app)])
            .button("mail-proof-button", link)
            .small("mail-link-day", &[])
            .small("mail-not-you", &[])
    }))
}

/// Returns the notice of a ban, which tells only the owner of the address the reason.
///
/// The appeal token is derived from the ban and the address; it was stored with the event.
async fn banned(app: &App, ban: i64, email: &str) -> Result<Outgoing> {
    let Some(Contested::Ban(found)) = app.store.contested(None, None, Some(ban)).await? else {
        return Ok(Outgoing::default());
    };
    let t = app.lang();
    let end = found
        .ends_at
        .map(|end| t.with("banned-until", &[("moment", app.calendar.date_time(end).into())]));
    let end = end.unwrap_or_else(|| t.say("appeal-banned-for-good"));
    let token = Token::new(app.keyed_hash("ban_mail", &format!("{ban} {email}")).await?);
    let link = format!("{}/appeals/{}", app.config.public_url, token.text());
    let letter = Letter::new(t, "mail-banned-subject", &[board(app)])
        .with("mail-banned", &[board(app)])
        .fact("statement-reason", found.why)
        .fact("appeal-banned-until", end)
        .button("banned-object", link)
        .small("mail-banned-not-you", &[]);
    Ok(Outgoing { mails: vec![Mail::new(email, letter)], tokens: Vec::new() })
}

async fn awaits_email(app: &App, comment: i64) -> Result<Outgoing> {
    let Some(case) = app.store.case(Scope::Board, comment, app.now()).await? else {
        return Ok(Outgoing::default());
    };
    let Some(email) = case.comment.author.email().cloned() else { return Ok(Outgoing::default()) };
    if case.comment.held_for != Some(Hold::Email) {
        // This e-mail was not requested, so it is sent at most once a day.
        app.store.mailbox(&email, app.chance()).await?;
        if !app.store.may_ask(&email, true, app.now()).await? {
            return Ok(Outgoing::default());
        }
    }
    let ticket =
        EmailToken { comment: Some(comment), ..EmailToken::new(Purpose::Comment, app.now()) };
    let t = app.lang();
    Ok(with_link(app, email.as_str(), ticket, "/confirm/", |link| {
        Letter::new(t, "mail-comment-subject", &[("title", case.article_title.as_str().into())])
            .with("mail-comment", &[("title", case.article_title.as_str().into()), board(app)])
            .quote(&case.comment.html.plain())
            .button("mail-comment-button", link)
            .small("mail-link-week", &[])
            .small("mail-not-you", &[])
    }))
}

/// Returns the verification link for a comment's address, at most once a day.
///
/// An address whose comment waits for approval is asked again, because only a browser that verified
/// it is trusted.
async fn address_unproved(app: &App, comment: i64) -> Result<Outgoing> {
    let Some(case) = app.store.case(Scope::Board, comment, app.now()).await? else {
        return Ok(Outgoing::default());
    };
    let Some(email) = case.comment.author.email().cloned() else { return Ok(Outgoing::default()) };
    app.store.mailbox(&email, app.chance()).await?;
    let again = case.comment.held_for == Some(Hold::Approval);
    if !app.store.may_ask(&email, again, app.now()).await? {
        return Ok(Outgoing::default());
    }
    let ticket = EmailToken {
        comment: Some(comment),
        email: Some(email.as_str().to_owned()),
        ..EmailToken::new(Purpose::Address, app.now())
    };
    let t = app.lang();
    Ok(with_link(app, email.as_str(), ticket, "/confirm/", |link| {
        Letter::new(t, "mail-address-subject", &[board(app)])
            .with("mail-address", &[("title", case.article_title.as_str().into()), board(app)])
            .button("mail-proof-button", link)
            .small("mail-link-day", &[])
            .small("mail-not-you", &[])
    }))
}
