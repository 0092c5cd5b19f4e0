//! `mail test`: sends one message to the mail server and prints its response to each step.

use anyhow::{Result, bail};
use clap::Subcommand;

use super::{CHANCE, open_if_there};
use crate::account::Email;
use crate::config::Config;
use crate::mail::{Envelope, Mailer};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Send a message to an address, and tell step by step what the mail server says
    Test {
        /// The address to send it to
        #[arg(value_parser = super::account::address)]
        address: Email,
    },
}

pub(super) async fn run(command: Command, config: &Config) -> Result<()> {
    let Command::Test { address } = command;
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
    if let Err(failure) = mailer.send_aloud(&envelope, &mut told).await {
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

/// Returns the sender name: that of the site in the database if it can be read, or that of the
/// settings.
async fn board_name(config: &Config) -> String {
    let fallback = || config.site.name.clone();
    let Ok(Some(store)) = open_if_there(config).await else { return fallback() };
    let look = store.branding().await;
    store.close().await;
    look.ok().and_then(|look| look.name).unwrap_or_else(fallback)
}
