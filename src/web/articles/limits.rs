//! What a comment is counted by. Each standing has buckets of its own, so that a flood of guests nobody knows takes nothing from
//! others; whoever was read before is counted as a person, not by the network they share.

use jiff::SignedDuration;

use super::answer::Attempt;
use super::form::Intent;
use crate::account::Email;
use crate::admission::Standing;
use crate::error::Result;
use crate::gate::Permit;
use crate::limits::{Deed, neighbourhood, site};

/// How long after they last did something a moderator is taken to be there: long enough for a meal.
const THERE: SignedDuration = SignedDuration::from_hours(2);

impl<'a> Attempt<'a> {
    /// Sending counts whatever comes of it. What is taken for a comment goes back when none is accepted.
    pub(super) async fn within_limits(&self, intent: Option<Intent>) -> Result<Permit<'a>> {
        let (gate, now) = (&self.app.gate, self.app.now());
        let person = self.person();
        gate.take(&[(Deed::Send, &person)], now).await?.spend();
        if !matches!(intent, Some(Intent::Post | Intent::Confirm | Intent::Unreadable)) {
            return Ok(Permit::free(gate));
        }
        if self.standing >= Standing::Proved {
            return gate
                .take(&[(Deed::Comment, &person), (Deed::CommentEmail, &person)], now)
                .await;
        }
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        if intent == Some(Intent::Unreadable) {
            let counted = [
                (Deed::Comment, person.as_str()),
                (Deed::Unreadable, network),
                (Deed::UnreadableAround, &around),
                (Deed::UnreadableAll, ""),
            ];
            return gate.take(&counted, now).await;
        }
        let email = Email::known(&self.input.email).map(|email| email.key()).unwrap_or_default();
        if intent == Some(Intent::Confirm) {
            // Open also when the networks around or all together sent too much: the mail is bounded by itself.
            let counted = [
                (Deed::Comment, person.as_str()),
                (Deed::AskLink, network),
                (Deed::AskLinkEmail, email.as_str()),
            ];
            return gate.take(&counted, now).await;
        }
        let class = self.standing.class();
        let around = format!("{class}{around}");
        let mut counted = vec![
            (Deed::Comment, person.as_str()),
            (Deed::CommentAround, around.as_str()),
            (Deed::CommentAll, class),
        ];
        if self.standing == Standing::Confirmed {
            counted.push((Deed::CommentEmail, &email));
        }
        gate.take(&counted, now).await
    }

    /// Room for one more comment that readers see at once; `None` when it waits for a moderator.
    pub(super) async fn room(&self) -> Result<Option<Permit<'a>>> {
        let (gate, now) = (&self.app.gate, self.app.now());
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        // The /24 of an IPv4 address is all there is around it.
        let (site, corner) = match site(network) {
            Some(site) => (site, Some(around)),
            None => (around, None),
        };
        let shown = format!("confirmed {site}");
        let counted = match self.standing {
            Standing::Member | Standing::Proved => return Ok(Some(Permit::free(gate))),
            Standing::Confirmed => {
                vec![(Deed::ShownAround, shown.as_str()), (Deed::Shown, "confirmed")]
            }
            Standing::Unknown => {
                let mut counted = vec![
                    (Deed::ShownAddress, network),
                    (Deed::ShownAddressHour, network),
                    (Deed::ShownSite, site.as_str()),
                    (Deed::Shown, ""),
                ];
                counted.extend(corner.as_deref().map(|corner| (Deed::ShownAround, corner)));
                if !self.app.store.is_staff_there(now - THERE).await? {
                    counted.extend([(Deed::ShownHour, ""), (Deed::ShownDay, "")]);
                }
                counted
            }
        };
        gate.take_if_left(&counted, now).await
    }

    /// Whether the browser or the network asked for many codes without answering them, or answered many wrong. It costs a look by a
    /// moderator: refusing would hit whoever shares the network.
    pub(super) fn guesses(&self) -> bool {
        let network = self.visitor.network.as_str();
        let around = neighbourhood(network);
        let browser = self.visitor.browser.map(hex::encode).unwrap_or_default();
        let counted = [
            (Deed::Unanswered, browser.as_str()),
            (Deed::UnansweredAddress, network),
            (Deed::Fail, network),
            (Deed::FailAround, &around),
        ];
        self.app.gate.check(&counted, self.app.now()).is_err()
    }

    /// Whether it is others who sent so much that this comment is refused.
    pub(super) fn others_sent_too_much(&self) -> bool {
        let person = self.person();
        let network = self.visitor.network.as_str();
        let mut own = vec![(Deed::Send, person.as_str()), (Deed::Comment, person.as_str())];
        own.extend(match self.input.intent() {
            Some(Intent::Unreadable) => Some((Deed::Unreadable, network)),
            Some(Intent::Confirm) => Some((Deed::AskLink, network)),
            _ => None,
        });
        self.standing < Standing::Proved && self.app.gate.check(&own, self.app.now()).is_ok()
    }

    /// Who is counted: a person where one is known, else the network.
    fn person(&self) -> String {
        let class = self.standing.class();
        match (&self.visitor.member, Email::known(&self.input.email)) {
            (Some(account), _) => format!("{class}{}", account.id),
            (None, Ok(email)) if self.standing == Standing::Proved => {
                format!("{class}{}", email.key())
            }
            (None, _) => format!("{class}{}", self.visitor.network),
        }
    }
}
