//! Look-ups of the DNS records that `authentication.rs` judges, by the resolver of the system.

use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::proto::rr::RData;
use tokio::time::timeout;

use super::authentication::{
    Finding, Records, SendingServer, dkim, dkim_name, dmarc, dmarc_name, lacks_dmarc, spf,
};

/// Maximum time for one look-up, so that an operator without a resolver does not wait for long.
const PATIENCE: Duration = Duration::from_secs(5);

/// Resolver that the system names, or the reason for which there is none.
struct SystemResolver(Result<TokioResolver, String>);

/// Looks up and judges the records of a sender's domain.
///
/// DKIM needs a selector, which the signatures name and no record does.
pub async fn findings(
    domain: &str,
    (host, port): (&str, u16),
    selector: Option<&str>,
) -> Vec<Finding> {
    let resolver = SystemResolver::new();
    let addresses = match timeout(PATIENCE, tokio::net::lookup_host((host, port))).await {
        Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
        _ => Vec::new(),
    };
    let server = SendingServer { host, addresses: &addresses };
    let mut findings = vec![spf(domain, &resolver.txt(domain).await, server)];
    if let Some(selector) = selector {
        let records = resolver.txt(&dkim_name(domain, selector)).await;
        findings.push(dkim(domain, selector, &records));
    }
    let (found_at, records) = resolver.dmarc(domain).await;
    findings.push(dmarc(domain, found_at, &records));
    findings
}

impl SystemResolver {
    fn new() -> Self {
        let resolver = TokioResolver::builder_tokio().and_then(|mut builder| {
            builder.options_mut().attempts = 1;
            builder.build()
        });
        Self(resolver.map_err(|error| error.to_string()))
    }

    /// Returns the TXT records of a name; the strings of a record are joined.
    async fn txt(&self, name: &str) -> Records {
        let resolver = match &self.0 {
            Ok(resolver) => resolver,
            Err(reason) => return Records::Unknown(reason.clone()),
        };
        // The dot at the end keeps the resolver from trying the name below other domains.
        let found = match timeout(PATIENCE, resolver.txt_lookup(format!("{name}."))).await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) if error.is_no_records_found() => return Records::None,
            Ok(Err(error)) => return Records::Unknown(error.to_string()),
            Err(_) => return Records::Unknown("no resolver answered in time".to_owned()),
        };
        let records = found.answers().iter().filter_map(|record| match &record.data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        });
        Records::Found(records.collect())
    }

    /// Returns the DMARC records of a domain, or those of the next domain above it that has one.
    ///
    /// A name with a single label belongs to nobody who sends mail.
    async fn dmarc<'a>(&self, domain: &'a str) -> (&'a str, Records) {
        let own = self.txt(&dmarc_name(domain)).await;
        let mut at = domain;
        while lacks_dmarc(&own)
            && let Some((_, above)) = at.split_once('.').filter(|(_, above)| above.contains('.'))
        {
            let records = self.txt(&dmarc_name(above)).await;
            if !lacks_dmarc(&records) {
                return (above, records);
            }
            at = above;
        }
        (domain, own)
    }
}
