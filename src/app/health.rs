//! Faults of the running board that an operator should repair, as a function of what is known.
//!
//! The facts are gathered in `monitor`; the desk shows the sentences.

use jiff::{SignedDuration, Timestamp};

use crate::account::Role;
use crate::locale::{Calendar, Lang, Message};

/// Time after which mail that was not sent is a fault of the mail server or its settings.
const MAIL_PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// Age of the last backup that is too old: a daily backup failed once, and nobody noticed.
const BACKUP_PATIENCE: SignedDuration = SignedDuration::from_hours(48);
/// Time after which texts that are not indexed mean that the index is not maintained.
const INDEX_PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// Greatest error of the clock, and the greatest step: sessions and log-in codes depend on it.
const CLOCK_PATIENCE: SignedDuration = SignedDuration::from_mins(1);
/// Time for which a step of the clock is told.
const STEP_TOLD: SignedDuration = SignedDuration::from_hours(1);
/// Free bytes below which a disk is nearly full, whatever its size.
const DISK_MIN: u64 = 500_000_000;

/// State of the board, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is known or not, whatever the others are")]
pub struct Facts {
    /// Number of messages that were given up.
    pub mail_failed: i64,
    /// Time at which the oldest waiting message was written.
    pub mail_oldest: Option<Timestamp>,
    /// True if readers use the board and there is no mail server.
    pub mail_nowhere: bool,
    /// Number of webhooks that are off because they failed.
    pub webhooks_off: i64,
    /// Time of the last backup.
    pub last_backup: Option<Timestamp>,
    /// True if the board makes its own backups.
    pub backups_expected: bool,
    /// Disk of the data folder.
    pub disk: Option<Disk>,
    /// Difference between the clocks of this node and of the database server.
    pub clock_offset: Option<SignedDuration>,
    /// Last step of the clock: the time after it, and its size.
    pub clock_step: Option<(Timestamp, SignedDuration)>,
    /// Time at which nothing was left to index; `None` if this process does not index.
    pub indexed_at: Option<Timestamp>,
    /// True if a write would be stored.
    pub can_write: bool,
    /// True if the public URL is the default one and staff use another.
    pub is_elsewhere: bool,
}

/// Space on a disk in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disk {
    /// Bytes that the board may still write.
    pub free: u64,
    /// Bytes in all.
    pub size: u64,
}

/// Fault that an operator should repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be stored.
    Writes,
    /// The disk of the data folder is nearly full.
    Disk {
        /// Free megabytes.
        free: u64,
    },
    /// Messages were given up.
    MailFailed {
        /// Number of messages.
        count: i64,
    },
    /// Messages wait too long.
    MailWaits,
    /// Messages are written to files, although readers use the board.
    MailNowhere,
    /// Webhooks were turned off because they failed.
    WebhooksOff {
        /// Number of webhooks.
        count: i64,
    },
    /// The last backup is too old, or there is none.
    Backup {
        /// Time of the last backup.
        last: Option<Timestamp>,
    },
    /// The clock is wrong, or was set while the board ran.
    Clock {
        /// Size of the error or step.
        by: SignedDuration,
    },
    /// The search index is not maintained.
    Index,
    /// The public URL is the default one, and the board is used at another.
    Elsewhere,
}

impl Facts {
    /// Returns the faults, the gravest first.
    pub fn faults(&self, now: Timestamp) -> Vec<Fault> {
        let is_old = |then: Timestamp, patience| now.duration_since(then) > patience;
        let disk = self.disk.filter(Disk::is_nearly_full);
        let mail_failed = Some(self.mail_failed).filter(|count| *count > 0);
        let mail_waits = self.mail_oldest.is_some_and(|oldest| is_old(oldest, MAIL_PATIENCE));
        let webhooks = Some(self.webhooks_off).filter(|count| *count > 0);
        let backup = self.backups_expected
            && self.last_backup.is_none_or(|last| is_old(last, BACKUP_PATIENCE));
        let step = self.clock_step.filter(|(at, _)| !is_old(*at, STEP_TOLD));
        let clock = self.clock_offset.into_iter().chain(step.map(|(_, by)| by));
        let clock = clock.map(SignedDuration::abs).find(|by| *by >= CLOCK_PATIENCE);
        let index = self.indexed_at.is_some_and(|then| is_old(then, INDEX_PATIENCE));
        [
            (!self.can_write).then_some(Fault::Writes),
            disk.map(|disk| Fault::Disk { free: disk.free / 1_000_000 }),
            mail_failed.map(|count| Fault::MailFailed { count }),
            mail_waits.then_some(Fault::MailWaits),
            self.mail_nowhere.then_some(Fault::MailNowhere),
            webhooks.map(|count| Fault::WebhooksOff { count }),
            backup.then_some(Fault::Backup { last: self.last_backup }),
            clock.map(|by| Fault::Clock { by }),
            index.then_some(Fault::Index),
            self.is_elsewhere.then_some(Fault::Elsewhere),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Disk {
    fn is_nearly_full(&self) -> bool {
        self.free < DISK_MIN || self.free < self.size / 20
    }
}

impl Fault {
    /// Returns the sentence for an account with this role; `None` if it does not concern them.
    ///
    /// Administrators are told what to do. Others are told what they notice of it.
    pub fn told_to(&self, role: Role, t: Lang, calendar: &Calendar) -> Option<Message> {
        if role < Role::Moderator {
            return None;
        }
        if role < Role::Admin {
            return match self {
                Self::Writes => Some("health-writes-short".into()),
                Self::MailFailed { .. } | Self::MailWaits => Some("health-mail-short".into()),
                Self::Index => Some("health-index-short".into()),
                _ => None,
            };
        }
        Some(match self {
            Self::Writes => "health-writes".into(),
            Self::Disk { free } => {
                let free = t.number(i64::try_from(*free).unwrap_or(i64::MAX));
                Message::with("health-disk", "free", free)
            }
            Self::MailFailed { count } => Message::with("health-mail-failed", "count", *count),
            Self::MailWaits => "health-mail-waits".into(),
            Self::MailNowhere => "health-mail-nowhere".into(),
            Self::WebhooksOff { count } => Message::with("health-webhooks", "count", *count),
            Self::Backup { last: None } => "health-backup-none".into(),
            Self::Backup { last: Some(last) } => {
                Message::with("health-backup", "date", calendar.date_time(*last))
            }
            Self::Clock { by } => {
                Message::with("health-clock", "by", t.duration(by.unsigned_abs()))
            }
            Self::Index => "health-index".into(),
            Self::Elsewhere => "health-elsewhere".into(),
        })
    }

    /// Returns the page on which an administrator can do something about it.
    pub fn page(&self) -> Option<&'static str> {
        match self {
            Self::MailFailed { .. } | Self::MailWaits => Some("/desk/mail"),
            Self::WebhooksOff { .. } => Some("/desk/webhooks"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    fn ago(minutes: i64) -> Timestamp {
        now() - SignedDuration::from_mins(minutes)
    }

    fn well() -> Facts {
        Facts {
            mail_failed: 0,
            mail_oldest: Some(ago(15)),
            mail_nowhere: false,
            webhooks_off: 0,
            last_backup: Some(ago(48 * 60)),
            backups_expected: true,
            disk: Some(Disk { free: 2_000_000_000, size: 40_000_000_000 }),
            clock_offset: Some(SignedDuration::from_secs(-59)),
            clock_step: Some((ago(61), SignedDuration::from_hours(2))),
            indexed_at: Some(ago(15)),
            can_write: true,
            is_elsewhere: false,
        }
    }

    #[test]
    fn nothing_is_told_of_a_board_that_is_well() {
        assert_eq!(well().faults(now()), []);
        let silent = Facts {
            mail_oldest: None,
            last_backup: None,
            backups_expected: false,
            disk: None,
            clock_offset: None,
            clock_step: None,
            indexed_at: None,
            ..well()
        };
        assert_eq!(silent.faults(now()), [], "what is not known is no fault");
    }

    #[test]
    fn each_fault_is_told_from_its_bound_on() {
        let by = SignedDuration::from_mins(1);
        let disk = |free, size| Some(Disk { free, size });
        for (facts, fault) in [
            (Facts { can_write: false, ..well() }, Fault::Writes),
            (Facts { disk: disk(499_999_999, 1_000_000_000), ..well() }, Fault::Disk { free: 499 }),
            (
                Facts { disk: disk(1_999_999_999, 40_000_000_000), ..well() },
                Fault::Disk { free: 1_999 },
            ),
            (Facts { mail_failed: 2, ..well() }, Fault::MailFailed { count: 2 }),
            (Facts { mail_oldest: Some(ago(16)), ..well() }, Fault::MailWaits),
            (Facts { webhooks_off: 1, ..well() }, Fault::WebhooksOff { count: 1 }),
            (Facts { last_backup: None, ..well() }, Fault::Backup { last: None }),
            (
                Facts { last_backup: Some(ago(48 * 60 + 1)), ..well() },
                Fault::Backup { last: Some(ago(48 * 60 + 1)) },
            ),
            (Facts { clock_offset: Some(-by), ..well() }, Fault::Clock { by }),
            (Facts { clock_step: Some((ago(60), by)), ..well() }, Fault::Clock { by }),
            (Facts { indexed_at: Some(ago(16)), ..well() }, Fault::Index),
            (Facts { is_elsewhere: true, ..well() }, Fault::Elsewhere),
        ] {
            assert_eq!(facts.faults(now()), [fault], "{facts:?}");
        }
    }

    #[test]
    fn only_what_concerns_them_is_told_to_moderators_and_editors() {
        let calendar = Calendar::new(Lang::En, jiff::tz::TimeZone::UTC);
        let told = |fault: Fault, role| {
            fault.told_to(role, Lang::En, &calendar).map(|message| Lang::En.tell(&message))
        };
        for role in [Role::Moderator, Role::Editor] {
            for fault in [Fault::Elsewhere, Fault::Disk { free: 1 }, Fault::Backup { last: None }] {
                assert_eq!(told(fault, role), None, "{fault:?}");
            }
            assert!(told(Fault::Writes, role).unwrap().contains("administrator"));
        }
        assert_eq!(told(Fault::Writes, Role::Member), None);
        let by = SignedDuration::from_secs(-90);
        assert!(told(Fault::Clock { by }, Role::Admin).unwrap().contains("2 minutes"));
        let last = Some(ago(0));
        assert!(told(Fault::Backup { last }, Role::Admin).unwrap().contains("20 November 2026"));
    }
}
