//! Captcha of a comment: the holder of its codes, and what becomes of an answer.

use jiff::SignedDuration;

use super::attempt::Attempt;
use crate::app::metrics::CaptchaEvent;
use crate::app::rate_limiter::Permit;
use crate::captcha;
use crate::comment::{Field, FieldError};
use crate::error::Result;
use crate::limits::{LimitedAction, neighbourhood};
use crate::store::limits::{Answer, Live};

impl Attempt<'_> {
    /// Returns the hash under which the codes of the commenter are stored.
    ///
    /// That of the challenge in the form if there is one, otherwise that of the visitor cookie.
    pub(in crate::web) fn code_holder(&self) -> Option<[u8; 32]> {
        if self.input.challenge.is_empty() {
            self.visitor.browser
        } else {
            self.input.challenge().map(|challenge| challenge.holder())
        }
    }

    /// Checks the captcha answer while other fields have errors.
    ///
    /// A right answer stays valid until the other fields are right; the answer is not checked if
    /// there is one already.
    pub(in crate::web) async fn check_code(&self) -> Result<Option<FieldError>> {
        let Some(holder) = &self.code_holder() else {
            return Ok(Some(self.code_error(Answer::Nothing)));
        };
        let live = self.live();
        let answer = captcha::normalise(&self.input.captcha);
        if self.app.store.has_solved(holder, live.after).await? {
            return Ok(None);
        }
        let outcome = if answer.is_empty() {
            Answer::Nothing
        } else {
            self.app.store.answer(holder, &answer, live, self.app.now()).await?
        };
        self.missed(outcome).await?;
        Ok((outcome != Answer::Right).then(|| self.code_error(outcome)))
    }

    /// Returns the time range of challenges with which an answer is compared.
    ///
    /// Without rate limits there is no minimum time before an answer, so that scripts may be fast.
    pub(in crate::web) fn live(&self) -> Live {
        let now = self.app.now();
        let reading =
            if self.app.config.guard.limits { captcha::READING } else { SignedDuration::ZERO };
        Live { after: now - captcha::LIFETIME, before: now - reading }
    }

    /// Counts a wrong answer; the limit was checked before.
    pub(in crate::web) async fn missed(&self, outcome: Answer) -> Result<()> {
        if outcome != Answer::Right {
            self.app.metrics.captchas(CaptchaEvent::Failed).add(1);
        }
        if matches!(outcome, Answer::Wrong | Answer::Hasty) {
            let network = self.visitor.network.as_str();
            let missed = [
                (LimitedAction::Fail, network),
                (LimitedAction::FailAround, &neighbourhood(network)),
            ];
            self.app
                .rate_limiter
                .take_if_left(&missed, self.app.now())
                .await?
                .into_iter()
                .for_each(Permit::spend);
        }
        Ok(())
    }

    /// Removes the challenge from the count of unanswered ones.
    pub(in crate::web) fn answered(&self) {
        self.app.metrics.captchas(CaptchaEvent::Solved).add(1);
        let holder = self.code_holder().map(hex::encode).unwrap_or_default();
        let network = self.visitor.network.as_str();
        self.app.rate_limiter.give_back(&[
            (LimitedAction::Unanswered, &holder),
            (LimitedAction::UnansweredAddress, network),
        ]);
    }

    /// Returns the message for an error in the captcha answer.
    pub(in crate::web) fn code_error(&self, outcome: Answer) -> FieldError {
        let missing = captcha::normalise(&self.input.captcha).is_empty();
        let sentence = match (outcome, self.code_holder()) {
            _ if missing => "captcha-missing",
            (_, None) if self.input.challenge.is_empty() => "captcha-no-cookie",
            (Answer::Wrong, _) => "captcha-wrong",
            (Answer::Hasty, _) => "captcha-hasty",
            (Answer::Right | Answer::Nothing, Some(_)) | (_, None) => "captcha-used",
        };
        FieldError::at(Field::Captcha, sentence)
    }
}
