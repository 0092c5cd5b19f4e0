//! All that a handler may reach: the settings, the store, the gate, the calendar, and the only clock and chance there are.

use std::ops::Deref;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::account::Email;
use crate::article::Menu;
use crate::ban::{Ban, Origin};
use crate::cache::Cache;
use crate::config::{Config, SmtpUrl};
use crate::cpu_pool::CpuPool;
use crate::encryption::Purpose;
use crate::error::Result;
use crate::gate::Gate;
use crate::generation::{Memory, Topic};
use crate::locale::{Calendar, Lang};
use crate::look::Look;
use crate::mail::Mailer;
use crate::presence::Presence;
use crate::press::{Darkroom, Press};
use crate::rule::Rule;
use crate::second_factor::Secret;
use crate::secrets::Secrets;
use crate::store::Store;

/// The running board; cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// What the board is made of.
#[derive(Debug)]
pub struct Parts {
    /// The settings in force.
    pub config: Config,
    /// Everything that lasts.
    pub store: Store,
    /// What may be done how often, and how many passwords are hashed at once.
    pub gate: Gate,
    /// Pages of readers without a session, as they go out.
    pub cache: Cache,
    /// The bans in force.
    pub bans: Memory<Vec<Ban>>,
    looks: Memory<Look>,
    menus: Memory<Menu>,
    /// The rules about words and links.
    pub rules: Memory<Vec<Rule>>,
    /// Where the pictures of codes come from.
    pub press: Press,
    /// The case each moderator has before them.
    pub presence: Presence,
    /// Where pages are made of what people wrote.
    pub cpu_pool: CpuPool,
    /// Where the pictures that people send are made.
    pub darkroom: Darkroom,
    /// The keys of secrets in the database.
    pub secrets: Secrets,
    /// How dates are written.
    pub calendar: Calendar,
    /// Where mail leaves.
    pub mailer: Mailer,
    /// What was answered, for those who watch the board.
    pub answers: Answers,
    /// The secret of the board, the same on every node and after every start, once it is known.
    secret: OnceCell<[u8; 32]>,
    clock: Clock,
    chance: Chance,
}

/// How many requests were answered, by the first digit of their status.
#[derive(Debug, Default)]
pub struct Answers([AtomicU64; 5]);

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine.
    System,
    /// A hand, for tests: microseconds since 1970.
    Manual(Arc<AtomicI64>),
}

/// Where chance comes from.
#[derive(Debug)]
pub enum Chance {
    /// The operating system.
    System,
    /// A seed, for tests that must draw the same every time.
    Seeded(Box<Mutex<StdRng>>),
}

impl App {
    /// Puts a board together.
    pub fn new(config: Config, store: Store, mailer: Mailer, clock: Clock, chance: Chance) -> Self {
        let calendar = Calendar::new(config.site.lang, config.site.timezone.clone());
        let rates = config.guard.limits.then(|| config.guard.rates.clone());
        let gate = Gate::new(rates, &store, chance.draw());
        let secrets = Secrets::new(&config.secret_key);
        Self(Arc::new(Parts {
            secrets,
            config,
            store,
            gate,
            cache: Cache::default(),
            bans: Memory::default(),
            looks: Memory::default(),
            menus: Memory::default(),
            rules: Memory::default(),
            press: Press::default(),
            presence: Presence::default(),
            cpu_pool: CpuPool::default(),
            darkroom: Darkroom::default(),
            calendar,
            mailer,
            answers: Answers::default(),
            secret: OnceCell::new(),
            clock,
            chance,
        }))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Bytes nobody can guess.
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        self.chance.draw()
    }

    /// A hash that only this board can make, the same on every node and after every start.
    pub async fn keyed_hash(&self, purpose: &str, what: &str) -> Result<[u8; 32]> {
        let secret =
            self.secret.get_or_try_init(async || self.store.secret(&self.chance()).await).await?;
        let mut hash = Hmac::<Sha256>::new_from_slice(secret).context("any key will do")?;
        hash.update(purpose.as_bytes());
        hash.update(&[0]);
        hash.update(what.as_bytes());
        Ok(hash.finalize().into_bytes().into())
    }

    /// How the board looks.
    pub async fn look(&self) -> Result<Arc<Look>> {
        self.looks.recall(self.store.generations(), self.store.look()).await
    }

    /// How the board looked when somebody asked last: for what is not kept and must not wait.
    pub fn last_look(&self) -> Arc<Look> {
        self.looks.last().unwrap_or_default()
    }

    /// Categories in the menu of readers.
    pub async fn menu(&self) -> Result<Arc<Menu>> {
        let now = self.now();
        // An article that appears by itself may bring a category with it.
        self.menus.forget_if(|menu| menu.until.is_some_and(|until| until <= now));
        let menu = self.store.menu(now);
        self.menus.recall_of(Topic::Lists, self.store.generations(), menu).await
    }

    /// The menu when somebody asked last: for pages that must not wait.
    pub fn last_menu(&self) -> Arc<Menu> {
        self.menus.last().unwrap_or_default()
    }

    /// The board's name: the one an administrator chose, or that of the settings.
    pub fn name(&self) -> String {
        self.last_look().name.clone().unwrap_or_else(|| self.config.site.name.clone())
    }

    /// A secret of an account as it is kept in the database.
    pub fn encrypt(&self, purpose: Purpose, account: i64, secret: &[u8]) -> Result<Vec<u8>> {
        self.secrets.encrypt(purpose, account, secret, (self.chance(), self.chance()))
    }

    /// Fails when a secret of an app can't be read here: another node encrypts with another key, and what this one encrypted
    /// could not be read there.
    pub async fn shares_key(&self) -> Result<()> {
        for (account, _, kept) in self.store.totps().await? {
            self.secrets.decrypt(Purpose::App, account, &kept)?;
        }
        Ok(())
    }

    /// The secret of an account's app.
    pub async fn totp(&self, account: i64) -> Result<Option<Secret>> {
        let Some(kept) = self.store.totp(account).await? else { return Ok(None) };
        let secret = self.secrets.decrypt(Purpose::App, account, &kept)?;
        Ok(Some(Secret::stored(&secret).context("the secret of an app has another length")?))
    }

    /// The ban that keeps out who comes from here. One on an address that nobody had confirmed spares the browser of its owner.
    pub async fn ban_on(&self, origin: &Origin<'_>) -> Result<Option<Ban>> {
        let now = self.now();
        let bans =
            self.bans.recall(self.store.generations(), self.store.bans_in_force(now)).await?;
        for ban in bans.iter().filter(|ban| ban.keeps_out(origin, now)) {
            let is_owner = match (origin.browser, origin.email) {
                (Some(browser), Some(email)) if ban.spares_owner() => {
                    let email = Email::stored(email.to_owned());
                    self.store.proved_at(browser, &email).await?.is_some()
                }
                _ => false,
            };
            if !is_owner {
                return Ok(Some(ban.clone()));
            }
        }
        Ok(None)
    }

    /// Where readers can write to: the address that mail is sent from if the operator chose one,
    /// else "de redactie van Weerwoord".
    pub fn contact(&self) -> String {
        let sender = self.config.smtp.as_ref().and_then(SmtpUrl::chosen_sender);
        sender
            .filter(|address| !address.starts_with("no-reply@"))
            .unwrap_or_else(|| self.lang().with("mail-signature", &[("board", self.name().into())]))
    }

    /// The board's language.
    pub fn lang(&self) -> Lang {
        self.config.site.lang
    }
}

impl Answers {
    /// Counts one.
    pub fn count(&self, status: u16) {
        if let Some(class) = self.0.get(usize::from(status / 100).wrapping_sub(1)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many there were of each class.
    pub fn by_class(&self) -> impl Iterator<Item = (&'static str, u64)> {
        ["1xx", "2xx", "3xx", "4xx", "5xx"]
            .into_iter()
            .zip(self.0.iter().map(|count| count.load(Ordering::Relaxed)))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Clock {
    /// A clock that stands still until it is moved.
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.as_microsecond())))
    }

    /// Moves a manual clock; the machine's cannot be moved.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Manual(micros) = self {
            let by = i64::try_from(by.as_micros()).expect("tests move by hours, not by millennia");
            micros.fetch_add(by, Ordering::Relaxed);
        }
    }

    /// What time it is, to the microsecond, as the database keeps it.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Manual(micros) => micros.load(Ordering::Relaxed),
        };
        Timestamp::from_microsecond(micros)
            .expect("every clock is within the years a timestamp can hold")
    }
}

impl Chance {
    /// Chance that draws the same from the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// So many bytes.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => rand::rng().fill_bytes(&mut bytes),
            Self::Seeded(rng) => {
                rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
            }
        }
        bytes
    }
}
