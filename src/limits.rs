//! Rate limits, as a function of a bucket and the time.
//!
//! Storing the buckets is left to `app::rate_limiter`.
//!
//! A bucket is one point in time: the time at which it would be full again (generic cell rate
//! algorithm, ITU-T I.371). Taking a token moves it one step ahead; a bucket whose time has passed
//! is full and need not be stored.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;
use jiff::{SignedDuration, Timestamp};

/// Action that is rate-limited.
///
/// "Neighbourhood" is the /24 of an IPv4 address or the /48 of an IPv6 network; "site" is the /56
/// of an IPv6 network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitedAction {
    /// Submission of the comment form, whatever the result, by network.
    Send,
    /// Accepted comment, by network.
    Comment,
    /// Accepted comment, by e-mail address.
    CommentEmail,
    /// Comment accepted without a captcha because it was unreadable, by network.
    Unreadable,
    /// Comment accepted without a captcha, by neighbourhood.
    UnreadableAround,
    /// Comment accepted without a captcha, in total.
    UnreadableAll,
    /// Accepted comment of a guest, by neighbourhood.
    CommentAround,
    /// Guest comment published at once, in total; further ones are held for a moderator.
    Shown,
    /// Comment of an unknown guest published at once, by network.
    ShownAddress,
    /// Comment of an unknown guest published at once, by network, over hours.
    ShownAddressHour,
    /// Comment of an unknown guest published at once, by IPv4 /24 or IPv6 /56.
    ShownSite,
    /// Comment of an unknown guest published at once, by IPv6 /48.
    ShownAround,
    /// Comment of an unknown guest published at once, per hour in total, without active moderator.
    ShownHour,
    /// Comment of an unknown guest published at once, per day in total, without active moderator.
    ShownDay,
    /// Accepted comment of a guest, in total.
    CommentAll,
    /// Request for a captcha image, by network.
    Picture,
    /// Request for a captcha image, by neighbourhood.
    PictureAround,
    /// Request for a captcha image, in total.
    PictureAll,
    /// Request for a captcha sound, by network.
    Sound,
    /// Request for a captcha sound, by site.
    SoundSite,
    /// Request for a captcha sound, by neighbourhood.
    SoundAround,
    /// Request for a captcha sound, in total.
    SoundAll,
    /// Captcha that was not answered, by browser.
    Unanswered,
    /// Captcha that was not answered, by network.
    UnansweredAddress,
    /// Wrong answer to a captcha, by network.
    Fail,
    /// Wrong answer to a captcha, by neighbourhood.
    FailAround,
    /// Request for a link by e-mail, by network.
    AskLink,
    /// Request for a link by e-mail, by e-mail address.
    AskLinkEmail,
    /// Failed log-in, by network.
    LogIn,
    /// Failed log-in, by site.
    LogInSite,
    /// Failed log-in, by neighbourhood.
    LogInAround,
    /// Failed log-in, by e-mail address.
    LogInEmail,
    /// Failed log-in in a known browser, by account and browser.
    LogInKnown,
    /// Wrong second factor, by network.
    SecondFactor,
    /// Wrong second factor, by account.
    SecondFactorAccount,
    /// Accepted report, by network.
    Report,
    /// Accepted report, by the e-mail address given with it.
    ReportEmail,
    /// Comment of a banned person, by network.
    Banned,
    /// Submitted appeal, by network.
    Appeal,
    /// Mark of a comment as useful, by network.
    Useful,
    /// Search, by network.
    Search,
    /// Search, in total.
    SearchAll,
    /// Counted share of an article, by network.
    Share,
    /// Upload of an avatar, by account.
    Avatar,
    /// Request for a further part of a sound that exists already, by network.
    SoundPart,
    /// Form sent without a session and stored until log-in, by network.
    UnsentForm,
    /// Form sent without a session and stored until log-in, in total.
    UnsentFormAll,
}

/// Rate limit: a burst of tokens, and one more after each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    burst: i32,
    step: Duration,
}

/// Actions with the name of their rate in the settings, burst and step in milliseconds.
const STANDARD: [(LimitedAction, &str, i32, u64); 47] = [
    // An office behind one address sends previews and corrections; a script soon waits.
    (LimitedAction::Send, "send", 60, 5_000),
    // Ten in five minutes is a lively discussion in one office; twelve leaves room.
    (LimitedAction::Comment, "comment", 12, 30_000),
    // One person types more slowly than an office.
    (LimitedAction::CommentEmail, "comment_email", 12, 60_000),
    // Each costs a moderator's time.
    (LimitedAction::Unreadable, "unreadable", 3, 1_200_000),
    // Four times as many as one address.
    (LimitedAction::UnreadableAround, "unreadable_around", 12, 300_000),
    // Counted apart, so that other comments pass however many of these there are.
    (LimitedAction::UnreadableAll, "unreadable_all", 60, 60_000),
    // A company or part of a provider; hosting companies rent out neighbouring addresses by the
    // dozen.
    (LimitedAction::CommentAround, "comment_around", 48, 10_000),
    // A lively board in an hour; nobody reads ten a minute for long.
    (LimitedAction::Shown, "shown", 200, 6_000),
    // An unknown guest who wants to write more can confirm an address.
    (LimitedAction::ShownAddress, "shown_address", 3, 600_000),
    // Six in any hour.
    (LimitedAction::ShownAddressHour, "shown_address_hour", 6, 3_600_000),
    // A household or an office, twice over.
    (LimitedAction::ShownSite, "shown_site", 6, 300_000),
    // Part of a provider.
    (LimitedAction::ShownAround, "shown_around", 24, 75_000),
    // Twenty in any hour without a moderator.
    (LimitedAction::ShownHour, "shown_hour", 5, 240_000),
    // Sixty in any day without a moderator.
    (LimitedAction::ShownDay, "shown_day", 20, 2_160_000),
    // As many as moderators can review the next morning.
    (LimitedAction::CommentAll, "comment_all", 600, 4_000),
    // An image takes some milliseconds; one a second is beyond any reader.
    (LimitedAction::Picture, "picture", 120, 1_000),
    // Four readers a second behind one provider.
    (LimitedAction::PictureAround, "picture_around", 480, 250),
    // 125 a second take a third of one core.
    (LimitedAction::PictureAll, "picture_all", 1_500, 8),
    // No listener needs more, and a sound is easier for a program than an image.
    (LimitedAction::Sound, "sound", 20, 15_000),
    // A provider gives a subscriber up to 256 networks.
    (LimitedAction::SoundSite, "sound_site", 40, 8_000),
    // Four readers at their own limit.
    (LimitedAction::SoundAround, "sound_around", 80, 4_000),
    // Ten a second take a tenth of one core.
    (LimitedAction::SoundAll, "sound_all", 600, 100),
    // Six besides the answered one and the prefetched one; a program that picks the easiest needs
    // many.
    (LimitedAction::Unanswered, "unanswered", 8, 100_000),
    // The same for an office.
    (LimitedAction::UnansweredAddress, "unanswered_address", 22, 30_000),
    // Two typing errors are common; twenty are a program.
    (LimitedAction::Fail, "fail", 20, 90_000),
    // The same for part of a provider.
    (LimitedAction::FailAround, "fail_around", 80, 20_000),
    // A class that registers together; a script that mails strangers soon waits.
    (LimitedAction::AskLink, "ask_link", 24, 60_000),
    // Nobody wants more than a few such e-mails, requested or not.
    (LimitedAction::AskLinkEmail, "ask_link_email", 4, 900_000),
    // Typing errors are common; guessing needs thousands of attempts.
    (LimitedAction::LogIn, "log_in", 20, 60_000),
    // A provider gives a subscriber up to 256 networks; a household needs one.
    (LimitedAction::LogInSite, "log_in_site", 40, 30_000),
    // A company or part of a provider has more typing errors, yet not thousands.
    (LimitedAction::LogInAround, "log_in_around", 80, 15_000),
    // Refills faster than one network can drain it, else anybody could lock anybody out.
    (LimitedAction::LogInEmail, "log_in_email", 30, 10_000),
    // Counted apart, so that strangers cannot exhaust it; a thief of the browser guesses no faster.
    (LimitedAction::LogInKnown, "log_in_known", 20, 60_000),
    // Fewer attempts get this far than to the password.
    (LimitedAction::SecondFactor, "second_factor", 15, 60_000),
    // Three codes in a million are valid at any moment: at 288 attempts a day that takes years.
    (LimitedAction::SecondFactorAccount, "second_factor_account", 10, 300_000),
    // A reader reports all of a flood, but each report costs a moderator's time.
    (LimitedAction::Report, "report", 20, 120_000),
    // Each sends a receipt to an address that nobody confirmed.
    (LimitedAction::ReportEmail, "report_email", 10, 600_000),
    // A banned person tries a few times; each response writes a link.
    (LimitedAction::Banned, "banned", 10, 60_000),
    // Each costs a moderator's time.
    (LimitedAction::Appeal, "appeal", 6, 600_000),
    // A reader who marks while reading, and the office around them.
    (LimitedAction::Useful, "useful", 60, 10_000),
    // Paging is quick; a query a second is beyond any reader.
    (LimitedAction::Search, "search", 60, 1_000),
    // Fifty a second take half a core.
    (LimitedAction::SearchAll, "search_all", 500, 20),
    // A class that shares one article; a program without cookies counts no faster.
    (LimitedAction::Share, "share", 20, 60_000),
    // Several attempts until one looks right; each takes up to a second of the image processor.
    (LimitedAction::Avatar, "avatar", 10, 300_000),
    // A player requests a few parts each time somebody listens.
    (LimitedAction::SoundPart, "sound_part", 120, 1_000),
    // An office whose sessions end; each form is stored for an hour.
    (LimitedAction::UnsentForm, "unsent_form", 20, 60_000),
    // At 256 KiB each, 140 MB in the hour for which they are stored.
    (LimitedAction::UnsentFormAll, "unsent_form_all", 200, 10_000),
];

/// Greatest difference between the clocks of two nodes before one counts as wrong.
pub const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(1);
/// Greatest burst that a setting may give: more would not be a limit.
const MAX_BURST: i32 = 1_000_000;

/// Rates of all actions on this board: the defaults, with the changes of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates([Rate; STANDARD.len()]);

impl Default for Rates {
    fn default() -> Self {
        Self(
            STANDARD
                .map(|(_, _, burst, millis)| Rate { burst, step: Duration::from_millis(millis) }),
        )
    }
}

impl Rates {
    /// Returns the rate of an action.
    pub fn rate(&self, action: LimitedAction) -> Rate {
        self.0[action as usize]
    }

    /// Returns the default rates with the changes of a setting.
    ///
    /// The setting lists the burst and the step by name: `comment=30/10s, picture=60/1s`.
    /// The error text follows "is not" in a sentence.
    pub fn changed(setting: &str) -> Result<Self, String> {
        let mut rates = Self::default();
        for part in setting.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, rate) =
                part.split_once('=').ok_or("a list such as comment=30/10s,picture=60/1s")?;
            let place = STANDARD
                .iter()
                .position(|(_, known, ..)| *known == name.trim())
                .ok_or_else(|| {
                    let known: Vec<_> = STANDARD.iter().map(|(_, name, ..)| *name).collect();
                    format!("known: there is no rate {:?}, only {}", name.trim(), known.join(", "))
                })?;
            rates.0[place] = Rate::parse(rate.trim()).ok_or_else(|| {
                format!(
                    "a rate for {name}: write so many at once and how long until one more, such as \
                     30/10s"
                )
            })?;
        }
        Ok(rates)
    }

    /// Returns the differences from the defaults, in the syntax of the setting.
    pub fn changes(&self) -> String {
        let standard = Self::default();
        let changed =
            STANDARD.iter().filter(|(action, ..)| self.rate(*action) != standard.rate(*action));
        changed
            .map(|(action, name, ..)| format!("{name}={}", self.rate(*action)))
            .collect::<Vec<_>>()
            .join(",")
    }
}

impl LimitedAction {
    /// Returns the name of its rate in the settings.
    pub fn name(self) -> &'static str {
        STANDARD[self as usize].1
    }
}

impl Rate {
    /// Parses `30/10s`: a burst of 30, and one more every ten seconds.
    ///
    /// The step is 1 ms to 24 h.
    fn parse(text: &str) -> Option<Self> {
        let (burst, step) = text.split_once('/')?;
        let burst = burst.trim().parse().ok().filter(|burst| (1..=MAX_BURST).contains(burst))?;
        let step: SignedDuration = step.trim().parse().ok()?;
        let step = step.unsigned_abs();
        (step >= Duration::from_millis(1) && step <= Duration::from_hours(24))
            .then_some(Self { burst, step })
    }

    /// Returns the step and the whole burst in microseconds, as the database counts.
    pub fn micros(self) -> (i64, i64) {
        let step = micros(self.step);
        (step, step * i64::from(self.burst))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = SignedDuration::try_from(self.step).map_err(|_| fmt::Error)?;
        write!(f, "{}/{step:#}", self.burst)
    }
}

/// Bucket, as the time at which it is full again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket(Timestamp);

impl Bucket {
    /// Returns a full bucket.
    pub fn full(now: Timestamp) -> Self {
        Self(now)
    }

    /// Returns a bucket that is full at this time, as read from the shared buckets.
    pub fn full_at(moment: Timestamp) -> Self {
        Self(moment)
    }

    /// Returns the bucket clamped to the range from full to empty by this clock.
    ///
    /// One further ahead than clocks may differ was written while a clock was wrong, and counts as
    /// full.
    fn credible(self, rate: Rate, now: Timestamp) -> Self {
        let empty = now + SignedDuration::from_micros(micros(rate.step)) * rate.burst;
        if self.0 > empty + CLOCK_SKEW { Self(now) } else { Self(self.0.clamp(now, empty)) }
    }

    /// Takes a token and returns the new bucket, or the time to wait for one.
    pub fn take(self, rate: Rate, now: Timestamp) -> Result<Self, Duration> {
        let step = SignedDuration::from_micros(micros(rate.step));
        let next = self.credible(rate, now).0 + step;
        let over = next.duration_since(now) - step * rate.burst;
        if over.is_positive() { Err(over.unsigned_abs()) } else { Ok(Self(next)) }
    }

    /// Returns the bucket with one token refunded.
    pub fn give_back(self, rate: Rate) -> Self {
        Self(self.0 - SignedDuration::from_micros(micros(rate.step)))
    }

    /// Returns whether less than half of its tokens are left.
    pub fn is_half_spent(self, rate: Rate, now: Timestamp) -> bool {
        let full_at = self.credible(rate, now).0;
        full_at.duration_since(now) * 2
            > SignedDuration::from_micros(micros(rate.step)) * rate.burst
    }

    /// Returns whether it is full, so that dropping it changes nothing.
    pub fn is_full(self, now: Timestamp) -> bool {
        self.0 <= now
    }
}

/// Returns the neighbourhood of a network: the /24 of an IPv4 address, or the /48 in IPv6.
///
/// Text that is not a network is returned unchanged.
pub fn neighbourhood(network: &str) -> String {
    let address = network.split('/').next().and_then(|address| address.parse::<IpAddr>().ok());
    let around = address
        .and_then(|address| IpNet::new(address, if address.is_ipv4() { 24 } else { 48 }).ok());
    around.map_or_else(|| network.to_owned(), |around| around.trunc().to_string())
}

/// Returns the site of an IPv6 network: the /56 that contains it; `None` for IPv4.
///
/// A provider gives a subscriber at most a /56 (RFC 6177).
pub fn site(network: &str) -> Option<String> {
    let address: IpAddr = network.split('/').next()?.parse().ok()?;
    let site = IpNet::new(address, 56).ok().filter(|_| address.is_ipv6())?;
    Some(site.trunc().to_string())
}

fn micros(step: Duration) -> i64 {
    i64::try_from(step.as_micros()).expect("a step is seconds, far below 292,000 years")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(action: LimitedAction) -> Rate {
        Rates::default().rate(action)
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_burst_passes_then_one_a_step() {
        let rate = rate(LimitedAction::Comment);
        let mut bucket = Bucket::full(at(0));
        for _ in 0..12 {
            bucket = bucket.take(rate, at(0)).unwrap();
        }
        assert_eq!(bucket.take(rate, at(0)), Err(Duration::from_secs(30)));
        assert_eq!(bucket.take(rate, at(20)), Err(Duration::from_secs(10)));
        bucket = bucket.take(rate, at(30)).unwrap();
        assert!(bucket.take(rate, at(30)).is_err());
        assert!(!bucket.is_full(at(389)));
        assert!(bucket.is_full(at(390)));
    }

    #[test]
    fn a_bucket_tells_when_half_of_it_is_gone() {
        let rate = rate(LimitedAction::Fail);
        let mut bucket = Bucket::full(at(0));
        for n in 0..11 {
            assert!(!bucket.is_half_spent(rate, at(0)), "after {n}");
            bucket = bucket.take(rate, at(0)).unwrap();
        }
        assert!(bucket.is_half_spent(rate, at(0)) && !bucket.is_half_spent(rate, at(90)));
    }

    #[test]
    fn a_bucket_filled_while_the_clock_was_ahead_is_full_once_it_is_right() {
        for (action, ..) in STANDARD {
            let (rate, tomorrow) = (rate(action), at(86_400));
            let mut bucket = Bucket::full(tomorrow);
            for n in 0..rate.burst {
                assert!(bucket.take(rate, at(0)).is_ok(), "{action:?} after {n}");
                bucket = bucket.take(rate, tomorrow).unwrap();
            }
            assert!(bucket.take(rate, tomorrow).is_err());
            let healed = bucket.take(rate, at(0)).unwrap();
            let (step, _) = rate.micros();
            assert_eq!(healed.0, at(0) + SignedDuration::from_micros(step));
        }
    }

    #[test]
    fn clocks_that_differ_a_little_fill_no_bucket() {
        let rate = rate(LimitedAction::Comment);
        let mut bucket = Bucket::full(at(30));
        for _ in 0..12 {
            bucket = bucket.take(rate, at(30)).unwrap();
        }
        assert_eq!(bucket.take(rate, at(0)), Err(Duration::from_secs(30)));
        assert!(bucket.is_half_spent(rate, at(0)));
    }

    #[test]
    fn neighbours_share_a_neighbourhood() {
        assert_eq!(neighbourhood("192.0.2.7"), "192.0.2.0/24");
        assert_eq!(neighbourhood("2001:db8:1:2::/64"), "2001:db8:1::/48");
        assert_eq!(neighbourhood("onbekend"), "onbekend");
        assert_eq!(site("2001:db8:1:2ff::/64").as_deref(), Some("2001:db8:1:200::/56"));
        assert_eq!((site("192.0.2.7"), site("onbekend")), (None, None));
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let rate = rate(LimitedAction::Unreadable);
        let mut bucket = Bucket::full(at(0));
        for _ in 0..100 {
            bucket = bucket.take(rate, at(0)).unwrap().give_back(rate);
        }
        assert!(bucket.is_full(at(0)));
    }

    #[test]
    fn every_deed_has_its_own_place_among_the_rates() {
        for (place, (action, name, ..)) in STANDARD.into_iter().enumerate() {
            assert_eq!((action as usize, action.name()), (place, name));
        }
    }

    #[test]
    fn a_setting_changes_the_rates_it_names_and_says_what_it_does_not_understand() {
        let rates = Rates::changed("comment=30/10s, sound_all = 1/2min").unwrap();
        assert_eq!(
            rates.rate(LimitedAction::Comment),
            Rate { burst: 30, step: Duration::from_secs(10) }
        );
        assert_eq!(
            rates.rate(LimitedAction::SoundAll),
            Rate { burst: 1, step: Duration::from_mins(2) }
        );
        assert_eq!(rates.rate(LimitedAction::Send), rate(LimitedAction::Send));
        assert_eq!(rates.changes(), "comment=30/10s,sound_all=1/2m");
        assert_eq!(Rates::changed(&rates.changes()).unwrap(), rates);
        assert_eq!(Rates::changed("").unwrap(), Rates::default());
        assert!(Rates::changed("coment=1/1s").unwrap_err().contains("comment_email"));
        for wrong in [
            "comment",
            "comment=1",
            "comment=0/1s",
            "comment=-1/1s",
            "comment=5/0s",
            "comment=5/x",
            "comment=5/48h",
        ] {
            assert!(Rates::changed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ten_comments_from_one_network_in_five_minutes_pass() {
        for action in [LimitedAction::Send, LimitedAction::Comment, LimitedAction::CommentEmail] {
            let mut bucket = Bucket::full(at(0));
            for n in 0..10 {
                bucket = bucket.take(rate(action), at(n)).unwrap();
            }
        }
    }
}
