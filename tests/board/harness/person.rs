//! Somebody with a browser: cookies, a network, and verbs. What comes back is a page with questions to ask of it.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use url::form_urlencoded;
use weerwoord::app::{App, Clock};
use weerwoord::captcha;
use weerwoord::store::Store;

use super::{Board, PASSWORD, address};

/// Somebody with a browser of their own.
#[derive(Clone)]
pub struct Person {
    router: Router,
    app: App,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    network: Ipv4Addr,
    clock: Clock,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Person {
    pub(super) fn new(board: &Board) -> Self {
        static NUMBER: AtomicU8 = AtomicU8::new(1);
        let network = Ipv4Addr::new(192, 0, 2, NUMBER.fetch_add(1, Ordering::Relaxed));
        Self {
            router: board.router.clone(),
            app: board.app.clone(),
            cookies: Arc::default(),
            network,
            clock: board.clock.clone(),
        }
    }

    /// The same network, another browser.
    pub fn colleague(&self) -> Self {
        Self { cookies: Arc::default(), ..self.clone() }
    }

    /// The same browser, somewhere else.
    pub fn from(&self, network: Ipv4Addr) -> Self {
        Self { network, ..self.clone() }
    }

    /// The same browser, sent to another node.
    pub fn at(&self, node: &(App, Router)) -> Self {
        Self { app: node.0.clone(), router: node.1.clone(), ..self.clone() }
    }

    /// GET.
    pub async fn reads(&self, path: &str) -> Page {
        self.asks(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// POST of a form, as a browser sends it from a page of the board.
    pub async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.asks(request).await
    }

    /// POST of a form with a file, as a browser sends it from a page of the board.
    pub async fn uploads(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--border\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file.unwrap_or_default();
        let head = format!(
            "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--border--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=border")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.asks(request).await
    }

    /// A request to the API, with a token and a body if there are any.
    pub async fn calls(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.asks(request.body(body).unwrap()).await
    }

    /// Makes a token on the account page; its text.
    pub async fn makes_a_token(&self, name: &str, scopes: &[&str]) -> String {
        let mut fields = vec![("name", name), ("password", PASSWORD)];
        fields.extend(scopes.iter().map(|scope| ("scope", *scope)));
        self.sends("/account/tokens", &fields).await.goes_on_to("/account/tokens");
        let token = self.reads("/account/tokens").await.is(200).texts(".secret code").concat();
        self.sends("/account/tokens/kept", &[]).await.goes_on_to("/account/tokens?done=kept");
        token
    }

    /// Any request, with this browser's cookies; those that come back are kept.
    pub async fn asks(&self, mut request: Request<Body>) -> Page {
        let jar: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !jar.is_empty() {
            request.headers_mut().insert(header::COOKIE, jar.join("; ").parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.network, 4000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut jar = self.cookies.lock().unwrap();
            if rest.contains("Max-Age=0") {
                jar.remove(name)
            } else {
                jar.insert(name.into(), value.into())
            };
        }
        Page {
            status: parts.status,
            headers: parts.headers,
            bytes: body.collect().await.unwrap().to_bytes(),
        }
    }

    /// The cookie of this name.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie into the browser by hand.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Logs in with the password everybody has.
    pub async fn logs_in(&self, name: &str) -> Page {
        self.sends("/login", &[("email", &address(name)), ("password", PASSWORD)]).await
    }

    /// Posts under an article as Mirjam.
    pub async fn posts(&self, article: &str, body: &str) -> Page {
        self.posts_as(article, "Mirjam Kuiper", body, &[]).await
    }

    /// Posts under an article by a name, with more fields.
    pub async fn posts_as(
        &self,
        article: &str,
        name: &str,
        body: &str,
        more: &[(&str, &str)],
    ) -> Page {
        let email = address(name);
        let usual = [("name", name), ("email", email.as_str()), ("body", body)];
        let kept =
            usual.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
        let fields: Vec<_> = kept.chain(more.iter().copied()).collect();
        self.sends(&format!("{article}/comments"), &fields).await
    }

    /// Looks at a new picture and reads its answer, as nobody but the database can.
    pub async fn reads_a_code(&self) -> String {
        assert_eq!(self.reads("/captcha.png").await.status, StatusCode::OK);
        // A reader takes a while; what comes quicker is asked again.
        self.clock.advance(captcha::READING);
        self.newest_answer().await
    }

    /// Looks at a new picture for a challenge and reads its answer, without any cookie.
    pub async fn reads_a_code_for(&self, challenge: &str) -> String {
        let challenge = captcha::Challenge::parse(challenge).unwrap();
        let picture = self.colleague().reads(&challenge.picture()).await.is(200);
        assert_eq!(picture.header("set-cookie"), None);
        self.clock.advance(captcha::READING);
        self.answer_of(challenge.holder().to_vec()).await
    }

    /// The answer of the newest live challenge of this browser.
    pub async fn newest_answer(&self) -> String {
        let token =
            hex::decode(self.cookie("weerwoord_visitor").expect("the picture brings a cookie"))
                .unwrap();
        self.answer_of(Sha256::digest(token).to_vec()).await
    }

    async fn answer_of(&self, visitor: Vec<u8>) -> String {
        const NEWEST: &str = "SELECT answer FROM challenges WHERE visitor = $1 AND NOT solved ORDER BY id DESC LIMIT 1";
        match &self.app.store {
            Store::Sqlite { read, .. } => {
                sqlx::query_scalar(NEWEST).bind(visitor).fetch_one(read).await.unwrap()
            }
            Store::Postgres(server) => {
                sqlx::query_scalar(NEWEST).bind(visitor).fetch_one(server.pool()).await.unwrap()
            }
        }
    }

    /// Decides about a comment, looking at its newest version.
    pub async fn decides(&self, comment: i64, fields: &[(&str, &str)]) -> Page {
        let version = self.app.store.comment(comment).await.unwrap().unwrap().version.to_string();
        self.sends(
            &format!("/moderation/comments/{comment}"),
            &[&[("version", version.as_str())], fields].concat(),
        )
        .await
    }

    /// A request by any method, without a body.
    pub async fn tries(&self, method: Method, path: &str) -> Page {
        self.asks(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
    }
}

impl Page {
    /// The page as text.
    pub fn html(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    /// The page as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{}", self.html()))
    }

    /// A header, as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// It has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.html());
        self
    }

    /// It sends the browser on to this address.
    #[track_caller]
    pub fn goes_on_to(self, to: &str) -> Self {
        let page = self.is(303);
        assert_eq!(page.header("location"), Some(to));
        page
    }

    /// It sends the browser on to a comment; which one.
    #[track_caller]
    pub fn goes_on_to_a_comment(self) -> i64 {
        let page = self.is(303);
        let to = page.header("location").unwrap();
        to.rsplit_once("#comment-").unwrap_or_else(|| panic!("{to}")).1.parse().unwrap()
    }

    /// It says this, somewhere, to people who see it.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.text().contains(text), "{text:?} is not in: {}", self.text());
        self
    }

    /// It does not say this anywhere, not even in its source.
    #[track_caller]
    pub fn never_says(self, text: &str) -> Self {
        assert!(!self.html().contains(text), "{text:?} is in the page");
        self
    }

    /// Its text without tags, in one line.
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.html());
        document
            .root_element()
            .text()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The text of every element a selector finds.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html());
        let selector = Selector::parse(selector).unwrap();
        let text = |element: scraper::ElementRef<'_>| {
            element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        document.select(&selector).map(text).collect()
    }

    /// An attribute of the first element a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.html());
        document
            .select(&Selector::parse(selector).unwrap())
            .next()?
            .value()
            .attr(name)
            .map(str::to_owned)
    }

    /// The value of a field of the form, as it comes back.
    pub fn field(&self, id: &str) -> String {
        match id {
            "body" => {
                let document = Html::parse_document(&self.html());
                let field = document
                    .select(&Selector::parse("textarea#body").unwrap())
                    .next()
                    .expect("there is a form");
                field.text().collect::<String>()
            }
            "title" if self.attribute("textarea#title", "name").is_some() => {
                self.texts("textarea#title").concat()
            }
            id => self.attribute(&format!("input#{id}"), "value").unwrap_or_default(),
        }
    }
}
