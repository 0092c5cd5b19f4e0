//! Rate limits of comments.
//!
//! Each standing has limits of its own, so that a flood of unknown guests does not affect others;
//! known commenters are counted by person, not by the network they share.

use jiff::SignedDuration;

use super::attempt::Attempt;
use super::form::Intent;
use crate::account::Email;
use crate::app::rate_limiter::Permit;
use crate::comment::admission::Standing;
use crate::error::Result;
use crate::limits::{LimitedAction, neighbourhood, site};

/// Time after their last action for which a moderator counts as present: long enough for a meal.
const THERE: SignedDuration = SignedDuration::from_hours(2);

impl<'a> Attempt<'a> {
    /// Counts a submission, and reserves the limits of a comment.
    ///
    /// A submission counts whatever its result. The reserved limits are released unless a comment
    /// is accepted.
    pub(in crate::web) async fn within_limits(&self, intent: Option<Intent>) -> Result<Permit<'a>> {
        let (limiter, now) = (&self.app.rate_limiter, self.app.now());
        let person = self.person();
        limiter.take(&[(LimitedAction::Send, &person)], now).await?.spend();
        if !matches!(intent, Some(Intent::Post | Intent::Confirm | Intent::Unreadable)) {
            return Ok(Permit::free(limiter));
        }
        if self.standing >= Standing::Proved {
            return limiter
                .take(
                    &[(LimitedAction::Comment, &person), (LimitedAction::CommentEmail, &person)],
                    now,
                )
                .await;
        }
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        if intent == Some(Intent::Unreadable) {
            let counted = [
                (LimitedAction::Comment, person.as_str()),
                (LimitedAction::Unreadable, network),
                (LimitedAction::UnreadableAround, &around),
                (LimitedAction::UnreadableAll, ""),
            ];
            return limiter.take(&counted, now).await;
        }
        let email = Email::known(&self.input.email).map(|email| email.key()).unwrap_or_default();
        if intent == Some(Intent::Confirm) {
            // Also available when nearby networks or all guests together exhausted their limits:
            // the number of e-mails is limited separately.
            let counted = [
                (LimitedAction::Comment, person.as_str()),
                (LimitedAction::AskLink, network),
                (LimitedAction::AskLinkEmail, email.as_str()),
            ];
            return limiter.take(&counted, now).await;
        }
        let class = self.standing.class();
        let around = format!("{class}{around}");
        let mut counted = vec![
            (LimitedAction::Comment, person.as_str()),
            (LimitedAction::CommentAround, around.as_str()),
            (LimitedAction::CommentAll, class),
        ];
        if self.standing == Standing::Confirmed {
            counted.push((LimitedAction::CommentEmail, &email));
        }
        limiter.take(&counted, now).await
    }

    /// Reserves the limits of a comment that is visible at once.
    ///
    /// Returns `None` if the comment has to wait for a moderator.
    pub(in crate::web) async fn room(&self) -> Result<Option<Permit<'a>>> {
        let (limiter, now) = (&self.app.rate_limiter, self.app.now());
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        // For IPv4 the /24 is the only wider network.
        let (site, corner) = match site(network) {
            Some(site) => (site, Some(around)),
            None => (around, None),
        };
        let shown = format!("confirmed {site}");
        let counted = match self.standing {
            Standing::Member | Standing::Proved => return Ok(Some(Permit::free(limiter))),
            Standing::Confirmed => {
                vec![
                    (LimitedAction::ShownAround, shown.as_str()),
                    (LimitedAction::Shown, "confirmed"),
                ]
            }
            Standing::Unknown => {
                let mut counted = vec![
                    (LimitedAction::ShownAddress, network),
                    (LimitedAction::ShownAddressHour, network),
                    (LimitedAction::ShownSite, site.as_str()),
                    (LimitedAction::Shown, ""),
                ];
                counted
                    .extend(corner.as_deref().map(|corner| (LimitedAction::ShownAround, corner)));
                if limiter.is_on() && !self.app.store.is_staff_there(now - THERE).await? {
                    counted.extend([(LimitedAction::ShownHour, ""), (LimitedAction::ShownDay, "")]);
                }
                counted
            }
        };
        limiter.take_if_left(&counted, now).await
    }

    /// Returns whether many captchas were requested without a solution, or answered wrongly.
    ///
    /// Counted by the holder of the codes and by network. The comment then waits for a moderator: refusing it would
    /// affect everybody on the same network.
    pub(in crate::web) fn guesses(&self) -> bool {
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        let holder = self.code_holder().map(hex::encode).unwrap_or_default();
        let counted = [
            (LimitedAction::Unanswered, holder.as_str()),
            (LimitedAction::UnansweredAddress, network),
            (LimitedAction::Fail, network),
            (LimitedAction::FailAround, &around),
        ];
        self.app.rate_limiter.check(&counted, self.app.now()).is_err()
    }

    /// Returns whether the comment is refused because of what others sent.
    pub(in crate::web) fn others_sent_too_much(&self) -> bool {
        let person = self.person();
        let network = self.visitor.network.as_str();
        let mut own =
            vec![(LimitedAction::Send, person.as_str()), (LimitedAction::Comment, person.as_str())];
        own.extend(match self.input.intent() {
            Some(Intent::Unreadable) => Some((LimitedAction::Unreadable, network)),
            Some(Intent::Confirm) => Some((LimitedAction::AskLink, network)),
            _ => None,
        });
        self.standing < Standing::Proved
            && self.app.rate_limiter.check(&own, self.app.now()).is_ok()
    }

    /// Returns the key that is counted: the person if one is known, else the network.
    fn person(&self) -> String {
        let class = self.standing.class();
        if let Some(login) = &self.login {
            return format!("{class}{}", login.key());
        }
        match (&self.visitor.member, Email::known(&self.input.email)) {
            (Some(account), _) => format!("{class}{}", account.id),
            (None, Ok(email)) if self.standing == Standing::Proved => {
                format!("{class}{}", email.key())
            }
            (None, _) => format!("{class}{}", self.visitor.network),
        }
    }
}
