//! `mail test`: sends one message to the mail server, prints its response to each step, and judges
//! the DNS records of the sender's domain.

use std::net::IpAddr;

use anyhow::{Result, bail};
use clap::Subcommand;

use super::{CHANCE, open_if_there};
use crate::account::Email;
use crate::config::{Config, SmtpUrl};
use crate::mail::{self, Envelope, Finding, Mailer};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Send a message to an address, tell step by step what the mail server says, and check SPF,
    /// DKIM and DMARC
    Test {
        /// The address to send it to
        #[arg(value_parser = super::account::address)]
        address: Email,
        /// The selector of DKIM signatures, which the mail provider names
        #[arg(long, value_name = "SELECTOR")]
        dkim_selector: Option<String>,
    },
}

pub(super) async fn run(command: Command, config: &Config) -> Result<()> {
    let Command::Test { address, dkim_selector } = command;
    let name = board_name(config).await;
    match &config.smtp {
        Some(server) => println!("{name} at {} sends mail through {server:?}", config.public_url),
        None => println!(
            "{name} at {} writes mail to {}; set WEERWOORD_SMTP_URL to send it",
            config.public_url,
            config.data.join("mail").display()
        ),
    }
    let envelope = Envelope::test(config, name, &address, CHANCE.draw());
    let mailer = Mailer::new(config)?;
    let mut told = |step: crate::mail::Step, said: &str| println!("{:<9} {said}", step.code());
    let sent = mailer.send_aloud(&envelope, &mut told).await;
    if let Some(server) = &config.smtp {
        check_records(mailer.domain(), server, dkim_selector.as_deref()).await;
    }
    if let Err(failure) = sent {
        let what = if failure.is_final() {
            "The board would not try this again."
        } else {
            "The board would try this again, for three days."
        };
        bail!("{failure}. {what}");
    }
    mailer.rest();
    match &config.smtp {
        Some(_) => println!("The mail server took the message for {}.", address.as_str()),
        None => println!("The message was written; it reaches nobody."),
    }
    Ok(())
}

/// Prints what DNS says of the sender's domain; nothing of it fails the command.
async fn check_records(domain: &str, server: &SmtpUrl, selector: Option<&str>) {
    if !domain.contains('.') || domain.parse::<IpAddr>().is_ok() {
        println!("The records of {domain} are not checked: it is no domain in DNS.");
        return;
    }
    println!("Records of {domain}, the domain of the sender (see docs/mail.md):");
    for finding in mail::findings(domain, (server.host(), server.port()), selector).await {
        print(&finding);
    }
    if selector.is_none() {
        println!("DKIM      not checked: name the selector with --dkim-selector SELECTOR");
    }
}

fn print(Finding { kind, verdict, record, meaning, advice }: &Finding) {
    println!("{kind:<9} {}: {meaning}", verdict.word());
    // DNS may hold anything, and a terminal obeys control characters.
    let shown = |record: &String| record.replace(char::is_control, " ");
    if let Some(record) = record.as_ref().map(shown) {
        println!("{:<9} {record}", "");
    }
    if let Some(advice) = advice {
        println!("{:<9} To do: {advice}", "");
    }
}

/// Returns the sender name: that of the site in the database if it can be read, or that of the
/// settings.
async fn board_name(config: &Config) -> String {
    let fallback = || config.board.name.clone();
    let Ok(Some(store)) = open_if_there(config).await else { return fallback() };
    let look = store.branding().await;
    store.close().await;
    look.ok().and_then(|look| look.name).unwrap_or_else(fallback)
}
