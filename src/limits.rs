//! How often something may be done, as a function of a bucket and the time. Who keeps the buckets is `gate`'s affair.
//!
//! A bucket is one moment: the time at which it would be full again (the generic cell rate algorithm, ITU-T I.371).
//! Taking pushes that moment one step ahead; a bucket whose moment has passed is full and need not be kept.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;
use jiff::{SignedDuration, Timestamp};

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Sending the comment form, whatever comes of it, by network.
    Send,
    /// A comment that was accepted, by network.
    Comment,
    /// A comment that was accepted, by e-mail address.
    CommentEmail,
    /// A comment accepted without a code because it could not be read, by network.
    Unreadable,
    /// A comment accepted without a code, by the networks around.
    UnreadableAround,
    /// Comments accepted without a code, all together.
    UnreadableAll,
    /// A guest's comment that was accepted, by the networks around.
    CommentAround,
    /// Guests' comments that readers see at once, all together; what is more waits for a moderator.
    Shown,
    /// A comment of a guest nobody knows that readers see at once, by network.
    ShownAddress,
    /// The same, by network, over hours.
    ShownAddressHour,
    /// The same, by the /24 or /56 it is in.
    ShownSite,
    /// The same, by the /48 of an IPv6 network.
    ShownAround,
    /// The same, all together in an hour, while no moderator is there.
    ShownHour,
    /// The same, all together in a day, while no moderator is there.
    ShownDay,
    /// Guests' comments that were accepted, all together.
    CommentAll,
    /// Asking for a picture, by network.
    Picture,
    /// Asking for a picture, by the networks around.
    PictureAround,
    /// Asking for a picture, all together.
    PictureAll,
    /// Asking for a sound, by network.
    Sound,
    /// Asking for a sound, by site: the /56 of an IPv6 network.
    SoundSite,
    /// Asking for a sound, by the networks around.
    SoundAround,
    /// Asking for a sound, all together.
    SoundAll,
    /// A code that was not answered, by browser.
    Unanswered,
    /// A code that was not answered, by network.
    UnansweredAddress,
    /// A wrong answer to a code, by network.
    Fail,
    /// A wrong answer to a code, by the networks around.
    FailAround,
    /// Asking for a link by mail, by network.
    AskLink,
    /// Asking for a link by mail, by e-mail address.
    AskLinkEmail,
    /// A log-in that failed, by network.
    LogIn,
    /// A log-in that failed, by site: the /56 of an IPv6 network.
    LogInSite,
    /// A log-in that failed, by the networks around.
    LogInAround,
    /// A log-in that failed, by e-mail address.
    LogInEmail,
    /// A log-in that failed in a browser that is known, by account and browser.
    LogInKnown,
    /// A second factor that was wrong, by network.
    SecondFactor,
    /// A second factor that was wrong, by account.
    SecondFactorAccount,
    /// A report that was accepted, by network.
    Report,
    /// A report that was accepted, by the e-mail address left with it.
    ReportEmail,
    /// A comment by somebody banned, by network.
    Banned,
    /// An appeal that was sent, by network.
    Appeal,
    /// Marking a comment as useful, by network.
    Useful,
    /// Searching, by network.
    Search,
    /// Searching, all together.
    SearchAll,
    /// Sharing an article that counts, by network.
    Share,
    /// Bringing a picture to stand beside one's name, by account.
    Avatar,
    /// Asking for more of a sound that was made before, by network.
    SoundPart,
    /// Sending a form while logged out, which is kept until log-in, by network.
    UnsentForm,
    /// Sending a form while logged out, which is kept until log-in, all together.
    UnsentFormAll,
}

/// So many at once, and one more after each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    burst: i32,
    step: Duration,
}

/// Every deed with the name its rate has in the settings, how many pass at once, and after how many milliseconds one more does.
const STANDARD: [(Deed, &str, i32, u64); 47] = [
    (Deed::Send, "send", 60, 5_000), // an office behind one address sends previews and mends mistakes; a script soon waits
    (Deed::Comment, "comment", 12, 30_000), // ten in five minutes is a lively discussion in one office; twelve leaves room
    (Deed::CommentEmail, "comment_email", 12, 60_000), // one person types slower than an office
    (Deed::Unreadable, "unreadable", 3, 1_200_000), // every one of these costs a moderator's time
    (Deed::UnreadableAround, "unreadable_around", 12, 300_000), // four times as many as one address
    (Deed::UnreadableAll, "unreadable_all", 60, 60_000), // counted apart: however many there are, others comment on
    (Deed::CommentAround, "comment_around", 48, 10_000), // a company or a provider's corner; hosting firms rent out neighbours by the dozen
    (Deed::Shown, "shown", 200, 6_000), // a lively board in an hour; nobody reads ten a minute for long
    (Deed::ShownAddress, "shown_address", 3, 600_000), // who has more to say to strangers confirms an address
    (Deed::ShownAddressHour, "shown_address_hour", 6, 3_600_000), // six in any hour
    (Deed::ShownSite, "shown_site", 6, 300_000),       // a household or an office, twice over
    (Deed::ShownAround, "shown_around", 24, 75_000),   // a corner of a provider
    (Deed::ShownHour, "shown_hour", 5, 240_000),       // twenty in any hour that nobody looks
    (Deed::ShownDay, "shown_day", 20, 2_160_000),      // sixty in any day that nobody looks
    (Deed::CommentAll, "comment_all", 600, 4_000), // what moderators could still find their way through the next morning
    (Deed::Picture, "picture", 120, 1_000), // a picture costs some milliseconds; one a second is beyond any reader
    (Deed::PictureAround, "picture_around", 480, 250), // four readers a second behind one provider
    (Deed::PictureAll, "picture_all", 1_500, 8), // 125 a second keep a third of one core busy
    (Deed::Sound, "sound", 20, 15_000), // nobody listens to more; a sound is easier for a program than a picture
    (Deed::SoundSite, "sound_site", 40, 8_000), // a provider gives a subscriber up to 256 networks
    (Deed::SoundAround, "sound_around", 80, 4_000), // four readers who listen to all they may
    (Deed::SoundAll, "sound_all", 600, 100), // ten a second keep a tenth of one core busy
    (Deed::Unanswered, "unanswered", 8, 100_000), // six besides the one that is answered and the one looked ahead for; a program that picks the easiest asks for many
    (Deed::UnansweredAddress, "unanswered_address", 22, 30_000), // the same for an office
    (Deed::Fail, "fail", 20, 90_000), // mistyping twice is common, twenty times is a program
    (Deed::FailAround, "fail_around", 80, 20_000), // the same for a corner of a provider
    (Deed::AskLink, "ask_link", 24, 60_000), // a class that registers together; a script that mails strangers soon waits
    (Deed::AskLinkEmail, "ask_link_email", 4, 900_000), // nobody wants more than a few such mails, asked for or not
    (Deed::LogIn, "log_in", 20, 60_000), // mistyping is common, guessing needs thousands
    (Deed::LogInSite, "log_in_site", 40, 30_000), // a provider gives a subscriber up to 256 networks; a household needs one
    (Deed::LogInAround, "log_in_around", 80, 15_000), // a company or a provider's corner mistypes more, and still no thousands
    (Deed::LogInEmail, "log_in_email", 30, 10_000), // refills faster than one network's log-ins drain it, or anybody could shut anybody out
    (Deed::LogInKnown, "log_in_known", 20, 60_000), // counted apart, so that strangers cannot spend it; a thief of the browser guesses no faster
    (Deed::SecondFactor, "second_factor", 15, 60_000), // fewer come this far than to the password
    (Deed::SecondFactorAccount, "second_factor_account", 10, 300_000), // three in a million are right at any moment: at 288 a day that is years
    (Deed::Report, "report", 20, 120_000), // whoever meets a flood reports it all; each one costs a moderator's time
    (Deed::ReportEmail, "report_email", 10, 600_000), // each is a receipt by mail to an address that nobody proved
    (Deed::Banned, "banned", 10, 60_000), // whoever is banned tries a few times; each answer writes a link
    (Deed::Appeal, "appeal", 6, 600_000), // each one costs a moderator's time
    (Deed::Useful, "useful", 60, 10_000), // a reader who marks as they read, and the office they read in
    (Deed::Search, "search", 60, 1_000), // turning pages is quick; a question a second is beyond any reader
    (Deed::SearchAll, "search_all", 500, 20), // fifty a second keep half a core busy
    (Deed::Share, "share", 20, 60_000), // a class that shares one article; a program that brings no cookie counts no faster
    (Deed::Avatar, "avatar", 10, 300_000), // trying some until one looks right; each takes up to a second of the one darkroom
    (Deed::SoundPart, "sound_part", 120, 1_000), // a player asks for a few parts each time somebody listens
    (Deed::UnsentForm, "unsent_form", 20, 60_000), // an office whose sessions end; each keeps a form for an hour
    (Deed::UnsentFormAll, "unsent_form_all", 200, 10_000), // at 256 KiB each, 140 MB in the hour that they are kept
];

/// How far the clocks of two nodes may differ before one of them is taken to be wrong.
pub const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(1);
/// The longest burst a setting may ask for: what comes after would not be called a limit.
const MAX_BURST: i32 = 1_000_000;

/// How often each deed may be done on this board: what the constants say, but for those that a setting changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates([Rule; STANDARD.len()]);

impl Default for Rates {
    fn default() -> Self {
        Self(
            STANDARD
                .map(|(_, _, burst, millis)| Rule { burst, step: Duration::from_millis(millis) }),
        )
    }
}

impl Rates {
    /// How often this may be done.
    pub fn rule(&self, deed: Deed) -> Rule {
        self.0[deed as usize]
    }

    /// The rates with those changed that a setting names: `comment=30/10s, picture=60/1s`, so many at once and one more after each
    /// step. What is wrong is told in words that stand behind "is not".
    pub fn changed(setting: &str) -> Result<Self, String> {
        let mut rates = Self::default();
        for part in setting.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, rule) =
                part.split_once('=').ok_or("a list such as comment=30/10s,picture=60/1s")?;
            let place = STANDARD
                .iter()
                .position(|(_, known, ..)| *known == name.trim())
                .ok_or_else(|| {
                    let known: Vec<_> = STANDARD.iter().map(|(_, name, ..)| *name).collect();
                    format!("known: there is no rate {:?}, only {}", name.trim(), known.join(", "))
                })?;
            rates.0[place] = Rule::parse(rule.trim())
                .ok_or_else(|| format!("a rate for {name}: write so many at once and how long until one more, such as 30/10s"))?;
        }
        Ok(rates)
    }

    /// What differs from the constants, as a setting would say it.
    pub fn changes(&self) -> String {
        let standard = Self::default();
        let changed = STANDARD.iter().filter(|(deed, ..)| self.rule(*deed) != standard.rule(*deed));
        changed
            .map(|(deed, name, ..)| format!("{name}={}", self.rule(*deed)))
            .collect::<Vec<_>>()
            .join(",")
    }
}

impl Deed {
    /// The name its rate has in the settings.
    pub fn name(self) -> &'static str {
        STANDARD[self as usize].1
    }
}

impl Rule {
    /// `30/10s`: thirty at once, one more every ten seconds.
    fn parse(text: &str) -> Option<Self> {
        let (burst, step) = text.split_once('/')?;
        let burst = burst.trim().parse().ok().filter(|burst| (1..=MAX_BURST).contains(burst))?;
        let step: SignedDuration = step.trim().parse().ok()?;
        let step = step.unsigned_abs();
        (step >= Duration::from_millis(1) && step <= Duration::from_hours(24))
            .then_some(Self { burst, step })
    }

    /// One step and the whole burst, in microseconds, as the database counts.
    pub fn micros(self) -> (i64, i64) {
        let step = micros(self.step);
        (step, step * i64::from(self.burst))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = SignedDuration::try_from(self.step).map_err(|_| fmt::Error)?;
        write!(f, "{}/{step:#}", self.burst)
    }
}

/// When the bucket is full again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket(Timestamp);

impl Bucket {
    /// A full one.
    pub fn full(now: Timestamp) -> Self {
        Self(now)
    }

    /// One that is full again at this moment, as other nodes have left it.
    pub fn full_at(moment: Timestamp) -> Self {
        Self(moment)
    }

    /// The bucket as it can be by this clock: never emptier than empty. One that lies further
    /// ahead than clocks differ was filled while the clock was wrong, and says nothing.
    fn credible(self, rule: Rule, now: Timestamp) -> Self {
        let empty = now + SignedDuration::from_micros(micros(rule.step)) * rule.burst;
        if self.0 > empty + CLOCK_SKEW { Self(now) } else { Self(self.0.clamp(now, empty)) }
    }

    /// The bucket after one more, or how long to wait for it.
    pub fn take(self, rule: Rule, now: Timestamp) -> Result<Self, Duration> {
        let step = SignedDuration::from_micros(micros(rule.step));
        let next = self.credible(rule, now).0 + step;
        let over = next.duration_since(now) - step * rule.burst;
        if over.is_positive() { Err(over.unsigned_abs()) } else { Ok(Self(next)) }
    }

    /// The bucket with one put back.
    pub fn give_back(self, rule: Rule) -> Self {
        Self(self.0 - SignedDuration::from_micros(micros(rule.step)))
    }

    /// Whether less than half of what it can hold is left.
    pub fn is_half_spent(self, rule: Rule, now: Timestamp) -> bool {
        let full_at = self.credible(rule, now).0;
        full_at.duration_since(now) * 2
            > SignedDuration::from_micros(micros(rule.step)) * rule.burst
    }

    /// Whether it holds all it can, so that forgetting it changes nothing.
    pub fn is_full(self, now: Timestamp) -> bool {
        self.0 <= now
    }
}

/// The networks around one: the /24 of an IPv4 address, the /48 of an IPv6 network. What is neither is its own neighbourhood.
pub fn neighbourhood(network: &str) -> String {
    let address = network.split('/').next().and_then(|address| address.parse::<IpAddr>().ok());
    let around = address
        .and_then(|address| IpNet::new(address, if address.is_ipv4() { 24 } else { 48 }).ok());
    around.map_or_else(|| network.to_owned(), |around| around.trunc().to_string())
}

/// The site an IPv6 network belongs to: the /56 that providers give a subscriber at most (RFC 6177).
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

    fn rule(deed: Deed) -> Rule {
        Rates::default().rule(deed)
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_burst_passes_then_one_a_step() {
        let rule = rule(Deed::Comment);
        let mut bucket = Bucket::full(at(0));
        for _ in 0..12 {
            bucket = bucket.take(rule, at(0)).unwrap();
        }
        assert_eq!(bucket.take(rule, at(0)), Err(Duration::from_secs(30)));
        assert_eq!(bucket.take(rule, at(20)), Err(Duration::from_secs(10)));
        bucket = bucket.take(rule, at(30)).unwrap();
        assert!(bucket.take(rule, at(30)).is_err());
        assert!(!bucket.is_full(at(389)));
        assert!(bucket.is_full(at(390)));
    }

    #[test]
    fn a_bucket_tells_when_half_of_it_is_gone() {
        let rule = rule(Deed::Fail);
        let mut bucket = Bucket::full(at(0));
        for n in 0..11 {
            assert!(!bucket.is_half_spent(rule, at(0)), "after {n}");
            bucket = bucket.take(rule, at(0)).unwrap();
        }
        assert!(bucket.is_half_spent(rule, at(0)) && !bucket.is_half_spent(rule, at(90)));
    }

    #[test]
    fn a_bucket_filled_while_the_clock_was_ahead_is_full_once_it_is_right() {
        for (deed, ..) in STANDARD {
            let (rule, tomorrow) = (rule(deed), at(86_400));
            let mut bucket = Bucket::full(tomorrow);
            for n in 0..rule.burst {
                assert!(bucket.take(rule, at(0)).is_ok(), "{deed:?} after {n}");
                bucket = bucket.take(rule, tomorrow).unwrap();
            }
            assert!(bucket.take(rule, tomorrow).is_err());
            let healed = bucket.take(rule, at(0)).unwrap();
            let (step, _) = rule.micros();
            assert_eq!(healed.0, at(0) + SignedDuration::from_micros(step));
        }
    }

    #[test]
    fn clocks_that_differ_a_little_fill_no_bucket() {
        let rule = rule(Deed::Comment);
        let mut bucket = Bucket::full(at(30));
        for _ in 0..12 {
            bucket = bucket.take(rule, at(30)).unwrap();
        }
        assert_eq!(bucket.take(rule, at(0)), Err(Duration::from_secs(30)));
        assert!(bucket.is_half_spent(rule, at(0)));
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
        let rule = rule(Deed::Unreadable);
        let mut bucket = Bucket::full(at(0));
        for _ in 0..100 {
            bucket = bucket.take(rule, at(0)).unwrap().give_back(rule);
        }
        assert!(bucket.is_full(at(0)));
    }

    #[test]
    fn every_deed_has_its_own_place_among_the_rates() {
        for (place, (deed, name, ..)) in STANDARD.into_iter().enumerate() {
            assert_eq!((deed as usize, deed.name()), (place, name));
        }
    }

    #[test]
    fn a_setting_changes_the_rates_it_names_and_says_what_it_does_not_understand() {
        let rates = Rates::changed("comment=30/10s, sound_all = 1/2min").unwrap();
        assert_eq!(rates.rule(Deed::Comment), Rule { burst: 30, step: Duration::from_secs(10) });
        assert_eq!(rates.rule(Deed::SoundAll), Rule { burst: 1, step: Duration::from_mins(2) });
        assert_eq!(rates.rule(Deed::Send), rule(Deed::Send));
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
        for deed in [Deed::Send, Deed::Comment, Deed::CommentEmail] {
            let mut bucket = Bucket::full(at(0));
            for n in 0..10 {
                bucket = bucket.take(rule(deed), at(n)).unwrap();
            }
        }
    }
}
