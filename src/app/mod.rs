//! Shared state of the application, which every handler can reach.
//!
//! It holds the settings, the database, the rate limiter and the calendar, and the only clock and
//! random number generator of the program.

pub mod cpu_pool;
pub mod files;
pub mod health;
pub mod imports;
pub mod metrics;
mod monitor;
pub mod openid;
pub mod presence;
pub mod rate_limiter;
pub mod scorer;
pub mod secrets;
pub mod sessions;
pub mod version;
pub mod views;
pub mod write_runtime;

use std::ops::Deref;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::account::Email;
use crate::branding::Branding;
use crate::cache::Cache;
use crate::cache::invalidation::{Cached, Topic};
use crate::captcha::CaptchaPool;
use crate::config::{Config, SmtpUrl};
use crate::error::Result;
use crate::http_client::HttpClient;
use crate::legal_facts::{Fact, LegalFacts};
use crate::locale::{Calendar, Lang};
use crate::mail::Mailer;
use crate::moderation::ban::{Ban, Origin};
use crate::moderation::filter::Filter;
use crate::navigation::Menu;
use crate::picture::ImageProcessor;
use crate::sites::Sites;
use crate::store::Store;
use cpu_pool::CpuPool;
use imports::Imports;
use metrics::Metrics;
use monitor::Monitor;
use openid::ProviderDocuments;
use presence::Presence;
use rate_limiter::RateLimiter;
use scorer::SharedScorer;
use secrets::Secrets;
use sessions::Sessions;
use views::Views;
use write_runtime::WriteRuntime;

/// Running application; cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// Components of the application.
#[derive(Debug)]
pub struct Parts {
    /// Settings in force.
    pub config: Config,
    /// Database.
    pub store: Store,
    /// Rate limiter; also bounds the number of passwords hashed at once.
    pub rate_limiter: RateLimiter,
    /// Cache of rendered pages for readers without a session.
    pub cache: Cache,
    /// Sessions that this node knows.
    pub sessions: Sessions,
    /// Cached bans in force.
    pub bans: Cached<Vec<Ban>>,
    branding: Cached<Branding>,
    legal_facts: Cached<LegalFacts>,
    sites: Cached<Sites>,
    menus: Cached<Menu>,
    /// Version of the settings, with the score from which comments of guests are held.
    score_threshold: Cached<(i64, Option<i64>)>,
    /// Scores of comments.
    pub scorer: SharedScorer,
    /// Cached filter rules about words and links.
    pub filters: Cached<Vec<Filter>>,
    /// Supply of captcha images.
    pub captcha_pool: CaptchaPool,
    /// Cached discovery documents of log-in providers.
    pub provider_documents: ProviderDocuments,
    /// Cases that moderators have open.
    pub presence: Presence,
    /// Counters of the views of articles, if they are counted.
    pub views: Option<Views>,
    /// Bounded thread pool for rendering user content.
    pub cpu_pool: CpuPool,
    /// Runtime for requests that change something.
    pub write_runtime: WriteRuntime,
    /// Processor of uploaded images.
    pub image_processor: ImageProcessor,
    /// Import at the desk.
    pub imports: Imports,
    /// Keys that encrypt secrets in the database.
    pub secrets: Secrets,
    /// Date formats.
    pub calendar: Calendar,
    /// Transport for e-mail.
    pub mailer: Mailer,
    /// Client for requests to other servers.
    pub http_client: HttpClient,
    /// Counts for monitoring.
    pub metrics: Metrics,
    monitor: Monitor,
    /// Secret of the board, read once from the database; the same on all nodes and after a restart.
    secret: OnceCell<[u8; 32]>,
    clock: Clock,
    chance: Chance,
}

/// Source of the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system clock.
    System,
    /// A clock moved by tests, in microseconds since 1970.
    Manual(Arc<AtomicI64>),
}

/// Source of random bytes.
#[derive(Debug)]
pub enum Chance {
    /// The random number generator of the operating system.
    System,
    /// A seeded generator, for tests that need the same bytes every time.
    Seeded(Box<Mutex<StdRng>>),
}

impl App {
    /// Assembles the application.
    pub fn new(config: Config, store: Store, mailer: Mailer, clock: Clock, chance: Chance) -> Self {
        let calendar = Calendar::new(config.board.lang, config.board.timezone.clone());
        let views = config.views.then(|| Views::new(calendar.clone()));
        let rates = config.guard.limits.then(|| config.guard.rates.clone());
        let rate_limiter = RateLimiter::new(rates, &store, chance.draw());
        let secrets = Secrets::new(&config.secret_key);
        let http_client = HttpClient::new(&config.private_targets);
        Self(Arc::new(Parts {
            secrets,
            config,
            store,
            rate_limiter,
            cache: Cache::default(),
            sessions: Sessions::default(),
            bans: Cached::default(),
            branding: Cached::default(),
            legal_facts: Cached::default(),
            sites: Cached::default(),
            menus: Cached::default(),
            score_threshold: Cached::default(),
            scorer: SharedScorer::default(),
            filters: Cached::default(),
            captcha_pool: CaptchaPool::default(),
            provider_documents: ProviderDocuments::default(),
            presence: Presence::default(),
            views,
            cpu_pool: CpuPool::default(),
            write_runtime: WriteRuntime::default(),
            image_processor: ImageProcessor::default(),
            imports: Imports::default(),
            calendar,
            mailer,
            http_client,
            metrics: Metrics::default(),
            monitor: Monitor::default(),
            secret: OnceCell::new(),
            clock,
            chance,
        }))
    }

    /// Returns the current time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Returns unpredictable random bytes.
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        self.chance.draw()
    }

    /// Returns an HMAC-SHA-256 under the secret of the board.
    ///
    /// It is the same on every node and after every start. `purpose` separates the uses of the
    /// secret.
    pub async fn keyed_hash(&self, purpose: &str, what: &str) -> Result<[u8; 32]> {
        let secret =
            self.secret.get_or_try_init(async || self.store.secret(&self.chance()).await).await?;
        let mut hash = Hmac::<Sha256>::new_from_slice(secret).context("any key will do")?;
        hash.update(purpose.as_bytes());
        hash.update(&[0]);
        hash.update(what.as_bytes());
        Ok(hash.finalize().into_bytes().into())
    }

    /// Returns the current branding of the board.
    pub async fn branding(&self) -> Result<Arc<Branding>> {
        self.branding.recall(self.store.generations(), self.store.branding()).await
    }

    /// Returns the sites that the board stands under.
    pub async fn sites(&self) -> Result<Arc<Sites>> {
        self.sites.recall(self.store.generations(), self.store.sites()).await
    }

    /// Returns the facts about the publisher that are filled in.
    pub async fn legal_facts(&self) -> Result<Arc<LegalFacts>> {
        self.legal_facts.recall(self.store.generations(), self.store.legal_facts()).await
    }

    /// Returns the branding as last cached, without a database query.
    ///
    /// For responses that are not cached and must not wait; the default if none is cached yet.
    pub fn last_branding(&self) -> Arc<Branding> {
        self.branding.last().unwrap_or_default()
    }

    /// Returns the menu and the footer as readers see them.
    pub async fn menu(&self) -> Result<Arc<Menu>> {
        let now = self.now();
        // A scheduled article may add a category when it is published.
        self.menus.forget_if(|menu| menu.until.is_some_and(|until| until <= now));
        let menu = self.store.menu(now);
        self.menus.recall_of(Topic::Lists, self.store.generations(), menu).await
    }

    /// Returns the menu as last cached, without a database query.
    ///
    /// For pages that must not wait; without categories if none is cached yet.
    pub fn last_menu(&self) -> Arc<Menu> {
        self.menus.last().unwrap_or_default()
    }

    /// Returns the name of the board: the administrator's choice, else that of the settings.
    pub fn name(&self) -> String {
        self.last_branding().name.clone().unwrap_or_else(|| self.config.board.name.clone())
    }

    /// Returns the ban that applies to this origin, if any.
    ///
    /// A ban on an address that nobody had confirmed does not apply to a browser in which the
    /// address is confirmed.
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

    /// Counts a view of an article, if views are counted.
    pub fn count_view(&self, article: i64) {
        if let Some(views) = &self.views
            && let Some(counter) = views.counter(article)
        {
            views.count(&counter, self.now());
        }
    }

    /// Returns the contact address for readers.
    ///
    /// It is the e-mail address among the facts about the publisher, else the sender address if the
    /// operator chose one other than `no-reply@`, else the signature of e-mails ("de redactie van
    /// Weerwoord").
    pub async fn contact(&self) -> Result<String> {
        if let Some(email) = self.legal_facts().await?.texts.get(Fact::Email) {
            return Ok(email.to_owned());
        }
        let sender = self.config.smtp.as_ref().and_then(SmtpUrl::chosen_sender);
        let signature = || self.lang().with("mail-signature", &[("board", self.name().into())]);
        let sender = sender.filter(|address| !address.starts_with("no-reply@"));
        Ok(sender.unwrap_or_else(signature))
    }

    /// Returns the language of the board.
    pub fn lang(&self) -> Lang {
        self.config.board.lang
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Clock {
    /// Returns a clock that stands still until [`Clock::advance`] moves it.
    pub fn manual(start: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.as_microsecond())))
    }

    /// Moves a manual clock; has no effect on the system clock.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Manual(micros) = self {
            let by = i64::try_from(by.as_micros()).expect("tests move by hours, not by millennia");
            micros.fetch_add(by, Ordering::Relaxed);
        }
    }

    /// Returns the current time to the microsecond, the precision of the database.
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
    /// Returns a generator that draws the same bytes from the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Draws `N` random bytes.
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
