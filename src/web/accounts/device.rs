//! Name of the browser that opened a session, for its owner.
//!
//! It is derived from the `User-Agent`, which proves nothing.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::app::App;
use crate::locale::Lang;
use crate::web::session::browser;

/// Bytes of the `User-Agent` that are parsed; real ones are far shorter.
const AGENT_MAX: usize = 512;

/// Browser that logs in.
pub(in crate::web) struct Device {
    /// Name such as "Firefox op Linux"; empty if the browser is unknown.
    pub(in crate::web) name: String,
    /// SHA-256 of the token in the visitor cookie.
    pub(in crate::web) browser: Option<[u8; 32]>,
}

impl FromRequestParts<App> for Device {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default();
        Ok(Self { name: name(app.lang(), agent), browser: browser(app, &parts.headers) })
    }
}

/// Token in a `User-Agent` and the browser that sends it. Most browsers also send the tokens of
/// those they are derived from, so the first that occurs counts.
const BROWSERS: [(&str, &str); 12] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Token in a `User-Agent` and the operating system, likewise.
const SYSTEMS: [(&str, &str); 8] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Mac OS X", "macOS"),
    ("CrOS", "Chrome OS"),
    ("Linux", "Linux"),
    ("FreeBSD", "FreeBSD"),
];

/// Returns the name of browser and system, as far as they are known.
fn name(t: Lang, agent: &str) -> String {
    let agent = agent.get(..AGENT_MAX).unwrap_or(agent);
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(token, _)| agent.contains(token)).map(|(_, name)| *name)
    };
    match (first(&BROWSERS), first(&SYSTEMS)) {
        (None, None) => String::new(),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (Some(browser), Some(system)) => {
            t.with("device-on", &[("browser", browser.into()), ("system", system.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_names_their_owners_know() {
        let mozilla = |rest: &str| name(Lang::Nl, &format!("Mozilla/5.0 {rest}"));
        assert_eq!(
            mozilla("(X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
            "Firefox op Linux"
        );
        assert_eq!(
            mozilla(
                "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/142.0.0.0 Safari/537.36"
            ),
            "Chrome op Windows"
        );
        assert_eq!(
            mozilla(
                "(iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari op iOS"
        );
        assert_eq!(
            mozilla(
                "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/26.0 Safari/605.1.15"
            ),
            "Safari op macOS"
        );
        assert_eq!(
            mozilla(
                "(Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Mobile Safari/537.36 EdgA/142.0.0.0"
            ),
            "Edge op Android"
        );
        for unknown in ["", "-", "iets wat niemand kent", &"é".repeat(5000)] {
            assert_eq!(name(Lang::Nl, unknown), "", "{unknown}");
        }
    }
}
