//! Name of the browser that opened a session, for its owner.
//!
//! It is derived from the `User-Agent`, which proves nothing.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use woothee::parser::Parser;

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

fn name(t: Lang, agent: &str) -> String {
    let Some(found) = Parser::new().parse(agent.get(..AGENT_MAX).unwrap_or(agent)) else {
        return String::new();
    };
    let system = match found.os {
        "Mac OSX" => "macOS",
        "ChromeOS" => "Chrome OS",
        "iPhone" | "iPad" | "iPod" => "iOS",
        windows if windows.starts_with("Windows") => "Windows",
        other => other,
    };
    match (found.name, system) {
        ("UNKNOWN", "UNKNOWN") => String::new(),
        ("UNKNOWN", system) => system.to_owned(),
        (browser, "UNKNOWN") => browser.to_owned(),
        (browser, system) => {
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
        for unknown in ["", "-", "iets wat niemand kent", &"é".repeat(5000)] {
            assert_eq!(name(Lang::Nl, unknown), "", "{unknown}");
        }
    }
}
