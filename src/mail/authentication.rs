//! Judgement of the DNS records by which receivers authenticate e-mail: SPF, DKIM and DMARC.
//!
//! The functions take records that were looked up and say what they mean and what to do. Looking
//! them up is left to `records.rs`. A record is judged as far as its text allows: the records that
//! it includes are not read.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ipnet::IpNet;

/// Result of looking up the TXT records of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    /// Records that are there.
    Found(Vec<String>),
    /// The name has none.
    None,
    /// No resolver answered, for this reason.
    Unknown(String),
}

/// Judgement of the records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Kind of record: SPF, DKIM or DMARC.
    pub kind: &'static str,
    /// Quality of the record.
    pub verdict: Verdict,
    /// Text of the record.
    pub record: Option<String>,
    /// Meaning of the record, or of its absence.
    pub meaning: String,
    /// Advice to the operator.
    pub advice: Option<String>,
}

/// Quality of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does its work.
    Good,
    /// It works, and could do more or is not certain to fit.
    Doubtful,
    /// It is missing.
    Missing,
    /// Receivers cannot use it, or it does harm.
    Wrong,
    /// It could not be looked up.
    Unknown,
}

impl Verdict {
    /// Returns the word printed before the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "doubtful",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
        }
    }
}

/// Mail server that sends for a domain.
#[derive(Clone, Copy, Debug)]
pub struct SendingServer<'a> {
    /// Host name in the settings.
    pub host: &'a str,
    /// IP addresses of the host.
    pub addresses: &'a [IpAddr],
}

impl Finding {
    fn new(kind: &'static str, verdict: Verdict, meaning: impl Into<String>) -> Self {
        Self { kind, verdict, record: None, meaning: meaning.into(), advice: None }
    }

    fn of(self, record: &str) -> Self {
        Self { record: Some(record.to_owned()), ..self }
    }

    fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    fn unknown(kind: &'static str, name: &str, reason: &str) -> Self {
        Self::new(kind, Verdict::Unknown, format!("{name} could not be looked up: {reason}."))
            .advise(format!("Look it up elsewhere: dig TXT {name}"))
    }
}

/// Returns the only record that begins with this tag; an error without one, or with several.
fn only<'a>(
    kind: &'static str,
    name: &str,
    records: &'a Records,
    tag: &str,
) -> Result<&'a str, Finding> {
    let found = match records {
        Records::Found(found) => found.as_slice(),
        Records::None => &[],
        Records::Unknown(reason) => return Err(Finding::unknown(kind, name, reason)),
    };
    let mut of_kind = found.iter().filter(|record| begins_with(record, tag));
    match (of_kind.next(), of_kind.next()) {
        (Some(record), None) => Ok(record),
        (Some(_), Some(_)) => Err(Finding::new(
            kind,
            Verdict::Wrong,
            format!("{name} has more than one record with {tag}: receivers ignore them all."),
        )
        .advise("Make one record of them.")),
        _ => Err(Finding::new(kind, Verdict::Missing, format!("{name} has no record with {tag}."))),
    }
}

/// Returns whether the first word of a record is this tag.
fn begins_with(record: &str, tag: &str) -> bool {
    let first = record.split([' ', ';']).next().unwrap_or_default();
    first.eq_ignore_ascii_case(tag)
}

/// Judges the TXT records of the sender's domain: they name the servers that may send for it.
pub fn spf(domain: &str, records: &Records, server: SendingServer<'_>) -> Finding {
    const KIND: &str = "SPF";
    let record = match only(KIND, domain, records, "v=spf1") {
        Ok(record) => record,
        Err(finding) if finding.verdict == Verdict::Missing => {
            let meaning =
                format!("{} Receivers cannot tell which servers may send for it.", finding.meaning);
            return Finding { meaning, ..finding }.advise(format!(
                "Publish a TXT record at {domain}: v=spf1 include:PROVIDER -all, with the name that \
                 your mail provider gives."
            ));
        }
        Err(finding) => return finding,
    };
    let terms: Vec<String> = record.split_whitespace().skip(1).map(str::to_lowercase).collect();
    let has = |term: &str| terms.iter().any(|other| other == term);
    let finding = |verdict, meaning: String| Finding::new(KIND, verdict, meaning).of(record);
    if has("+all") || has("all") {
        return finding(Verdict::Wrong, "It allows every server in the world to send.".into())
            .advise("Replace +all by -all.");
    }
    let names = format!("It names {}", server.host);
    match allows(domain, &terms, server) {
        Some(false) => finding(
            Verdict::Doubtful,
            format!("It does not name {}: receivers may refuse what it sends.", server.host),
        )
        .advise(format!("Add the servers of your mail provider to the record of {domain}.")),
        _ if !has("-all") && !has("~all") && !terms.iter().any(|t| t.starts_with("redirect=")) => {
            finding(Verdict::Doubtful, "It says nothing of servers that it does not name.".into())
                .advise("End it with -all, or with ~all as long as you are not certain.")
        }
        Some(true) => finding(Verdict::Good, format!("{names}, or the provider it belongs to.")),
        None => finding(
            Verdict::Good,
            format!(
                "It is there. Its text does not tell if it names the servers by which {} sends.",
                server.host
            ),
        )
        .advise("Compare it with what your mail provider asks for."),
    }
}

/// Returns whether SPF terms name a server; `None` if only further look-ups would tell.
fn allows(domain: &str, terms: &[String], server: SendingServer<'_>) -> Option<bool> {
    let mut is_certain = true;
    for term in terms {
        let term = term.trim_start_matches('+');
        let (name, value) = term.split_once([':', '=']).unwrap_or((term, ""));
        match name {
            "ip4" | "ip6" => {
                let network: Option<IpNet> =
                    value.parse().ok().or_else(|| value.parse::<IpAddr>().ok().map(IpNet::from));
                let is_in = |address| network.is_some_and(|network| network.contains(address));
                if server.addresses.iter().any(is_in) {
                    return Some(true);
                }
            }
            "a" => {
                let host = if value.is_empty() { domain } else { value };
                if host.eq_ignore_ascii_case(server.host) {
                    return Some(true);
                }
                is_certain = false;
            }
            "include" | "redirect" => {
                if of_one_owner(value, server.host) {
                    return Some(true);
                }
                is_certain = false;
            }
            _ if name.ends_with("all") => {}
            _ => is_certain = false,
        }
    }
    // Nothing is certain of a server whose address is not known.
    (is_certain && !server.addresses.is_empty()).then_some(false)
}

/// Returns whether two names end in the same two labels, as names of one provider do.
fn of_one_owner(one: &str, other: &str) -> bool {
    let end = |name: &str| {
        let mut labels: Vec<_> =
            name.trim_end_matches('.').rsplit('.').map(str::to_owned).collect();
        labels.truncate(2);
        labels
    };
    let (one, other) = (end(one), end(other));
    one.len() == 2 && one == other && other[0].parse::<u8>().is_err()
}

/// Returns the name under which DMARC records of a domain are published.
pub fn dmarc_name(domain: &str) -> String {
    format!("_dmarc.{domain}")
}

/// Returns whether these are known to hold no DMARC record, as other TXT records may be there.
pub fn lacks_dmarc(records: &Records) -> bool {
    match records {
        Records::Found(found) => !found.iter().any(|record| begins_with(record, "v=DMARC1")),
        Records::None => true,
        Records::Unknown(_) => false,
    }
}

/// Judges the record of a domain that says what receivers do with mail that is not authentic.
///
/// `found_at` is the domain of the record: the sender's domain, or one above it.
pub fn dmarc(domain: &str, found_at: &str, records: &Records) -> Finding {
    const KIND: &str = "DMARC";
    let name = dmarc_name(found_at);
    let record = match only(KIND, &name, records, "v=DMARC1") {
        Ok(record) => record,
        Err(finding) if finding.verdict == Verdict::Missing => {
            return Finding {
                meaning: format!(
                    "{} Large mail providers distrust senders without one.",
                    finding.meaning
                ),
                ..finding
            }
            .advise(format!(
                "Publish a TXT record at {}: v=DMARC1; p=none; rua=mailto:ADDRESS",
                dmarc_name(domain)
            ));
        }
        Err(finding) => return finding,
    };
    let own = tag(record, "p");
    let policy = tag(record, "sp").filter(|_| found_at != domain).or(own);
    let finding = |verdict, meaning: &str| Finding::new(KIND, verdict, meaning).of(record);
    match policy.as_deref() {
        Some("reject") => finding(Verdict::Good, "Receivers refuse mail that fails SPF and DKIM."),
        Some("quarantine") => {
            finding(Verdict::Good, "Receivers treat mail that fails SPF and DKIM as spam.")
        }
        Some("none") => finding(
            Verdict::Doubtful,
            "Receivers report on mail that fails SPF and DKIM, and deliver it.",
        )
        .advise(
            "Make it p=quarantine when the reports of a few weeks show that your own mail passes.",
        ),
        _ => finding(Verdict::Wrong, "It has no policy that receivers know: p= is missing.")
            .advise("Give it p=none, p=quarantine or p=reject."),
    }
}

/// Returns the name under which the key of a selector is published.
pub fn dkim_name(domain: &str, selector: &str) -> String {
    format!("{selector}._domainkey.{domain}")
}

/// Judges the records with the public key by which receivers verify signatures.
pub fn dkim(domain: &str, selector: &str, records: &Records) -> Finding {
    const KIND: &str = "DKIM";
    let name = dkim_name(domain, selector);
    let found = match records {
        Records::Unknown(reason) => return Finding::unknown(KIND, &name, reason),
        Records::Found(found) => found.iter().find(|record| tag(record, "p").is_some()),
        Records::None => None,
    };
    let Some(record) = found else {
        let meaning = format!("{name} has no key: signatures with this selector fail.");
        return Finding::new(KIND, Verdict::Missing, meaning).advise(
            "Publish the record that your mail provider gives, or check the name of the selector.",
        );
    };
    let finding = |verdict, meaning: &str| Finding::new(KIND, verdict, meaning).of(record);
    let key = tag(record, "p").unwrap_or_default();
    let kind = tag(record, "k").unwrap_or_else(|| "rsa".to_owned());
    match (STANDARD.decode(&key).map(|key| key.len()), kind.as_str()) {
        _ if key.is_empty() => {
            finding(Verdict::Wrong, "The key is withdrawn: signatures with it fail.")
                .advise("Publish the new key of your mail provider.")
        }
        (Err(_), _) => finding(Verdict::Wrong, "The key is damaged: it is not base64.")
            .advise("Publish it again; a long record consists of several strings without spaces."),
        // A public RSA key of 1,024 bits takes 162 bytes, one of 2,048 bits 294.
        (Ok(..=161), "rsa") => finding(Verdict::Wrong, "The key is shorter than 1,024 bits.")
            .advise("Ask your mail provider for a key of 2,048 bits."),
        (Ok(..=293), "rsa") => finding(Verdict::Doubtful, "The key is shorter than 2,048 bits.")
            .advise("Ask your mail provider for a key of 2,048 bits."),
        _ if tag(record, "t").is_some_and(|flags| flags.split(':').any(|flag| flag == "y")) => {
            finding(Verdict::Doubtful, "The key is marked as a test (t=y).")
                .advise("Remove t=y once mail arrives.")
        }
        _ => finding(Verdict::Good, "Receivers can verify signatures with this key."),
    }
}

/// Returns the value of a tag such as `p=` in a list separated by semicolons, without spaces.
fn tag(record: &str, name: &str) -> Option<String> {
    record.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value: String = value.split_whitespace().collect();
        let value = if name == "p" && value.len() > 10 { value } else { value.to_lowercase() };
        key.trim().eq_ignore_ascii_case(name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(records: &[&str]) -> Records {
        Records::Found(records.iter().map(|record| (*record).to_owned()).collect())
    }

    #[test]
    fn spf_names_the_server_or_does_not_or_does_not_tell() {
        let addresses: [IpAddr; 1] = ["192.0.2.25".parse().unwrap()];
        let server = SendingServer { host: "smtp.post.example", addresses: &addresses };
        let verdict = |records: &[&str]| spf("blog.example", &found(records), server).verdict;
        assert_eq!(verdict(&["v=spf1 include:spf.post.example -all"]), Verdict::Good);
        assert_eq!(verdict(&["x", "v=spf1 ip4:192.0.2.0/24 ~all"]), Verdict::Good);
        assert_eq!(verdict(&["v=spf1 ip4:198.51.100.1 -all"]), Verdict::Doubtful);
        assert_eq!(verdict(&["v=spf1 a:smtp.post.example"]), Verdict::Doubtful);
        assert_eq!(verdict(&["v=spf1 a:smtp.post.example ?all"]), Verdict::Doubtful);
        assert_eq!(verdict(&["v=spf1 +all"]), Verdict::Wrong);
        assert_eq!(verdict(&["v=spf1 -all", "V=SPF1 mx -all"]), Verdict::Wrong);
        assert_eq!(verdict(&["v=spf10 -all"]), Verdict::Missing);
        let other = spf("blog.example", &found(&["v=spf1 include:other.example -all"]), server);
        assert_eq!(other.verdict, Verdict::Good);
        assert!(other.meaning.contains("does not tell"), "{other:?}");
        let none = spf("blog.example", &Records::None, server);
        assert!(none.advice.unwrap().contains("at blog.example: v=spf1"));
        let unknown = spf("blog.example", &Records::Unknown("no answer".into()), server);
        assert_eq!(unknown.verdict, Verdict::Unknown);
        assert!(!of_one_owner("192.0.2.25", "198.51.2.25"));
    }

    #[test]
    fn dmarc_has_a_policy_for_the_domain_and_those_below_it() {
        let verdict = |domain, at, record| dmarc(domain, at, &found(&[record])).verdict;
        let own = "blog.example";
        assert_eq!(verdict(own, own, "v=DMARC1; p=reject"), Verdict::Good);
        assert_eq!(
            verdict(own, own, "v=DMARC1;p=Quarantine; rua=mailto:a@b.example"),
            Verdict::Good
        );
        assert_eq!(verdict(own, own, "v=DMARC1; p=none; sp=reject"), Verdict::Doubtful);
        assert_eq!(verdict("post.blog.example", own, "v=DMARC1; p=none; sp=reject"), Verdict::Good);
        assert_eq!(verdict("post.blog.example", own, "v=DMARC1; p=reject"), Verdict::Good);
        assert_eq!(verdict(own, own, "v=DMARC1; rua=mailto:a@b.example"), Verdict::Wrong);
        assert!(lacks_dmarc(&found(&["v=spf1 -all"])) && lacks_dmarc(&Records::None));
        assert!(!lacks_dmarc(&found(&["x", "v=DMARC1; p=none"])));
        let none = dmarc("post.blog.example", own, &Records::None);
        assert_eq!(none.verdict, Verdict::Missing);
        assert!(none.advice.unwrap().contains("at _dmarc.post.blog.example: v=DMARC1"));
    }

    #[test]
    fn dkim_has_a_key_that_is_long_enough() {
        let verdict = |record: &str| dkim("blog.example", "s1", &found(&[record])).verdict;
        let key = |bytes: usize| STANDARD.encode(vec![7; bytes]);
        assert_eq!(verdict(&format!("v=DKIM1; k=rsa; p={}", key(294))), Verdict::Good);
        assert_eq!(verdict(&format!("p={} {}", &key(294)[..200], &key(294)[200..])), Verdict::Good);
        assert_eq!(verdict(&format!("v=DKIM1; k=ed25519; p={}", key(32))), Verdict::Good);
        assert_eq!(verdict(&format!("v=DKIM1; p={}", key(162))), Verdict::Doubtful);
        assert_eq!(verdict(&format!("v=DKIM1; t=s:y; p={}", key(294))), Verdict::Doubtful);
        assert_eq!(verdict(&format!("v=DKIM1; p={}", key(94))), Verdict::Wrong);
        assert_eq!(verdict("v=DKIM1; p="), Verdict::Wrong);
        assert_eq!(verdict("v=DKIM1; p=%%%%%%%%%%%%"), Verdict::Wrong);
        assert_eq!(verdict("something else"), Verdict::Missing);
        let none = dkim("blog.example", "s1", &Records::None);
        assert!(none.meaning.starts_with("s1._domainkey.blog.example has no key"), "{none:?}");
    }
}
