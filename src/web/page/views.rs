//! Requests that count as a view of an article: those of a person's browser.
//!
//! The rules are rough, because programs need not say what they are. Counting is left to
//! `app::views`.

use axum::http::{HeaderMap, HeaderValue, Method, header};

/// Words in the `User-Agent` of programs that no person reads with.
const PROGRAMS: [&str; 10] = [
    "bot",
    "client/",
    "crawl",
    "curl/",
    "externalhit",
    "headless",
    "preview",
    "python",
    "spider",
    "wget/",
];

/// Returns whether a request is a view if the response is a page.
pub(super) fn is_view(method: &Method, headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes);
    method == Method::GET
        && agent.is_some_and(|agent| !agent.is_empty() && !is_program(agent))
        && !is_ahead(headers)
}

/// Returns whether a browser fetches the page before a person asks for it.
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"].into_iter().any(|name| {
        let purpose = headers.get(name).map(HeaderValue::as_bytes);
        purpose.is_some_and(|purpose| (0..purpose.len()).any(|at| begins(purpose, at, "prefetch")))
    })
}

fn is_program(agent: &[u8]) -> bool {
    agent.iter().enumerate().any(|(at, byte)| {
        let first = byte.to_ascii_lowercase();
        // Most letters begin none of the words.
        matches!(first, b'b' | b'c' | b'e' | b'h' | b'p' | b's' | b'w')
            && PROGRAMS.iter().any(|word| word.as_bytes()[0] == first && begins(agent, at, word))
    })
}

/// Returns whether a word stands at this place of a text, in letters of either case.
fn begins(text: &[u8], at: usize, word: &str) -> bool {
    text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_view_by(agent: &str, more: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        for (name, value) in more {
            headers.insert(*name, value.parse().unwrap());
        }
        is_view(&Method::GET, &headers)
    }

    #[test]
    fn a_browser_views_and_a_program_does_not() {
        const FIREFOX: &str =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) \
            AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
        for browser in [FIREFOX, SAFARI, "Lynx/2.9.2 libwww-FM/2.14"] {
            assert!(is_view_by(browser, &[]), "{browser}");
            assert!(!is_view_by(browser, &[("sec-purpose", "prefetch;prerender")]));
            assert!(!is_view_by(browser, &[("purpose", "Prefetch")]));
        }
        for program in [
            "Mozilla/5.0 (compatible; Zoekbot/2.1; +https://zoek.example/bot.html)",
            "Mozilla/5.0 (compatible; ExampleCRAWLER/1.0)",
            "Examplespider",
            "LinkPreview/1.0",
            "facebookexternalhit/1.1",
            "curl/8.14.1",
            "",
        ] {
            assert!(!is_view_by(program, &[]), "{program}");
        }
        assert!(!is_view(&Method::GET, &HeaderMap::new()));
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, FIREFOX.parse().unwrap());
        assert!(!is_view(&Method::HEAD, &headers));
    }
}
