//! State of the running board: facts from the database, the disk and memory, and the faults among
//! them.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::health::{Disk, Facts, Fault};
use super::{App, Clock};
use crate::error::Result;
use crate::store::mail::MailBacklog;
use crate::store::webhooks::WebhookBacklog;

/// Time for which the faults are kept before the facts are gathered again.
const FRESH: SignedDuration = SignedDuration::from_mins(1);

/// Faults, as last looked for.
#[derive(Debug, Default)]
pub struct Monitor {
    last: Mutex<Option<(Timestamp, Arc<[Fault]>)>>,
    /// True if staff used the board at another host than that of the public URL.
    is_elsewhere: AtomicBool,
    backups: Mutex<Backups>,
}

/// State of the folder of backups, as last looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Backups {
    /// True once the folder was looked at.
    is_known: bool,
    /// Time of the last backup in it.
    last: Option<Timestamp>,
}

impl Monitor {
    /// Claims the next look: returns the known faults, or `None` if the caller is to look.
    ///
    /// While the caller looks, others get the faults that were known before.
    fn known(&self, now: Timestamp) -> Option<Arc<[Fault]>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *last {
            Some((at, faults)) if now.duration_since(*at).abs() < FRESH => Some(Arc::clone(faults)),
            Some((at, _)) => {
                *at = now;
                None
            }
            None => {
                *last = Some((now, Arc::default()));
                None
            }
        }
    }

    fn keep(&self, faults: &Arc<[Fault]>, now: Timestamp) {
        let kept = Some((now, Arc::clone(faults)));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

impl App {
    /// Returns the faults of the board, looked for at most once a minute.
    pub async fn faults(&self) -> Arc<[Fault]> {
        let now = self.now();
        if let Some(known) = self.monitor.known(now) {
            return known;
        }
        // If the database does not answer, that is reported by those who need it.
        let mail = self.store.mail_backlog().await.unwrap_or_default();
        let webhooks = self.store.webhook_backlog().await.unwrap_or_default();
        let clock_offset = self.clock_offset().await.unwrap_or_default();
        let faults = self.facts((&mail, &webhooks), clock_offset).faults(now).into();
        self.monitor.keep(&faults, now);
        faults
    }

    /// Returns how far the clock is ahead of that of the database server, if there is one.
    ///
    /// A clock that is moved by hand is compared with none.
    pub async fn clock_offset(&self) -> Result<Option<SignedDuration>> {
        match self.clock {
            Clock::System => self.store.clock_offset(|| self.now()).await,
            Clock::Manual(_) => Ok(None),
        }
    }

    /// Forgets the faults, so that they are looked for again: somebody may have repaired one.
    pub fn look_again(&self) {
        *self.monitor.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Returns the facts about the board, of which those in the database are given.
    pub fn facts(
        &self,
        (mail, webhooks): (&MailBacklog, &WebhookBacklog),
        clock_offset: Option<SignedDuration>,
    ) -> Facts {
        let backups = *self.monitor.backups.lock().unwrap_or_else(PoisonError::into_inner);
        Facts {
            mail_failed: mail.failed,
            mail_oldest: mail.oldest,
            // An address without TLS is that of a trial.
            mail_nowhere: self.config.smtp.is_none() && self.config.is_https(),
            webhooks_off: webhooks.off,
            last_backup: backups.last,
            backups_expected: backups.is_known,
            disk: self.disk(),
            clock_offset,
            clock_step: self.metrics.last_step(),
            indexed_at: self.metrics.indexed_at(),
            can_write: self.store.can_write(),
            is_elsewhere: self.monitor.is_elsewhere.load(Relaxed),
        }
    }

    /// Records the host at which a member of the staff uses the board.
    ///
    /// Requests of others do not count: programs send any host.
    pub fn note_host(&self, host: &str) {
        if self.config.has_default_url() && !self.config.is_at_host(host) {
            self.monitor.is_elsewhere.store(true, Relaxed);
        }
    }

    /// Records the time of the last backup in the folder of backups, or that there is none.
    pub fn note_backup(&self, last: Option<Timestamp>) {
        let known = Backups { is_known: true, last };
        *self.monitor.backups.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Returns the space on the disk of the data folder.
    fn disk(&self) -> Option<Disk> {
        let disk = rustix::fs::statvfs(&self.config.data).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Some(Disk { free: bytes(disk.f_bavail), size: bytes(disk.f_blocks) })
    }
}
