//! A board on a port and a Chromium window on it, driven through Debian's `chromedriver`.

use std::net::SocketAddr;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::harness::{Board, PASSWORD, address, free_port};

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    On,
    Off,
}

/// A window, its driver, and the address of the board it looks at.
pub struct Window {
    pub driver: WebDriver,
    home: String,
    driver_url: String,
    chromedriver: Child,
    _profile: TempDir,
}

/// Where a board will be served: known before the board is made, which may need to know its address.
pub struct Place {
    host: &'static str,
    listener: tokio::net::TcpListener,
}

impl Window {
    /// Opens a window on a board; `None` when there is no Chromium or no driver for it.
    pub async fn open(board: &Board, script: Script) -> Option<Self> {
        Self::open_at(Place::new("127.0.0.1").await, board, script).await
    }

    /// Opens a window on a board in a browser that keeps nothing: no cookies, no storage for scripts.
    pub async fn open_without_storage(board: &Board) -> Option<Self> {
        let settings = serde_json::json!({ "profile.managed_default_content_settings.cookies": 2 });
        Self::open_with(Place::new("127.0.0.1").await, board, settings).await
    }

    /// Opens a window on a board in a browser that blocks cookies of third parties.
    pub async fn open_blocking_third_parties(board: &Board) -> Option<Self> {
        let settings = serde_json::json!({ "profile.block_third_party_cookies": true });
        Self::open_with(Place::new("127.0.0.1").await, board, settings).await
    }

    /// Opens a window on a board that was made for a place.
    pub async fn open_at(place: Place, board: &Board, script: Script) -> Option<Self> {
        let settings = match script {
            Script::On => serde_json::json!({}),
            Script::Off => {
                serde_json::json!({ "profile.managed_default_content_settings.javascript": 2 })
            }
        };
        Self::open_with(place, board, settings).await
    }

    async fn open_with(place: Place, board: &Board, settings: serde_json::Value) -> Option<Self> {
        let programs = ["/usr/bin/chromium", "/usr/bin/chromedriver"];
        if programs.iter().any(|program| !std::path::Path::new(program).exists()) {
            return None;
        }
        let home = place.address();
        serve(place, board);
        let port = free_port();
        let chromedriver = Command::new("/usr/bin/chromedriver")
            .arg(format!("--port={port}"))
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            // A page that is still scrolling cannot be pressed on.
            "--force-prefers-reduced-motion",
            "--window-size=390,900",
            // Nothing outside this machine is found, let alone asked.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display())).unwrap();
        capabilities.add_experimental_option("prefs", settings).unwrap();
        let url = format!("http://127.0.0.1:{port}");
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let driver = WebDriver::new(&url, capabilities).await.unwrap();
        Some(Self { driver, home, driver_url: url, chromedriver, _profile: profile })
    }

    /// The address of the board.
    pub fn home(&self) -> &str {
        &self.home
    }

    /// Goes to a path of the board.
    pub async fn goes_to(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.home)).await.unwrap();
    }

    /// Types into a field, in place of what stood there.
    pub async fn types(&self, field: &str, text: &str) {
        let field = self.element(field).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses a button or follows a link. On a page that is going away nothing is pressed: then the next one is tried.
    pub async fn presses(&self, selector: &str) {
        for _ in 0..20 {
            let element = self.element(selector).await;
            element.scroll_into_view().await.ok();
            match element.click().await {
                Ok(()) => return,
                Err(error) => {
                    assert!(format!("{error:?}").contains("StaleElement"), "{selector}: {error}");
                }
            }
        }
        panic!("{selector} never stays long enough to be pressed");
    }

    /// The first element of a selector; waits for it as long as a page may take.
    pub async fn element(&self, selector: &str) -> WebElement {
        self.driver
            .query(By::Css(selector))
            .first()
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// The text of an element.
    pub async fn text(&self, selector: &str) -> String {
        // The page may be another between finding an element and reading it: then it is looked for again.
        for _ in 0..20 {
            if let Ok(text) = self.element(selector).await.text().await {
                return text;
            }
        }
        panic!("{selector} never stays long enough to be read");
    }

    /// What stands in a field.
    pub async fn value(&self, selector: &str) -> String {
        self.element(selector).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Whether an element is on the page and can be seen.
    pub async fn shows(&self, selector: &str) -> bool {
        match self.driver.find(By::Css(selector)).await {
            Ok(element) => element.is_displayed().await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Waits until the address ends in this.
    pub async fn is_at(&self, end: &str) {
        for _ in 0..200 {
            if self.driver.current_url().await.unwrap().as_str().ends_with(end) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("at {} instead of {end}", self.driver.current_url().await.unwrap());
    }

    /// Waits until the keyboard is at the current case of the queue, and that is this one. `:focus` would ask whether the window itself
    /// has the focus, which a window that nobody sees may lose.
    pub async fn stands_on(&self, id: &str) {
        self.element(&format!("#{id}.current")).await;
        let active = self.driver.execute("return document.activeElement.id", vec![]).await.unwrap();
        assert_eq!(active.convert::<String>().unwrap(), id);
    }

    /// Waits until the browser was sent to an address that begins so, whether or not anybody answers there.
    pub async fn sets_out_for(&self, start: &str) {
        for _ in 0..200 {
            if self.driver.current_url().await.unwrap().as_str().starts_with(start) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("at {} instead of {start}", self.driver.current_url().await.unwrap());
    }

    /// Waits until an element is gone.
    pub async fn loses(&self, selector: &str) {
        for _ in 0..200 {
            if !self.shows(selector).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{selector} is still there");
    }

    /// Waits until an element says this.
    pub async fn says(&self, selector: &str, text: &str) {
        for _ in 0..200 {
            if self.text(selector).await == text {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?} instead of {text:?}", self.text(selector).await);
    }

    /// Waits until this stands in a field.
    pub async fn says_value(&self, field: &str, value: &str) {
        for _ in 0..200 {
            if self.value(field).await == value {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{:?} instead of {value:?}", self.value(field).await);
    }

    /// Logs in with the password everybody has.
    pub async fn logs_in(&self, name: &str) {
        self.goes_to("/login").await;
        self.types("#email", &address(name)).await;
        self.types("#password", PASSWORD).await;
        self.presses("main button[type=submit]").await;
        self.is_at("/").await;
    }

    /// Gives the machine a device that keeps passkeys and always agrees (an extension of Web Authentication for drivers).
    pub async fn has_a_passkey_device(&self) {
        let device = serde_json::json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserConsenting": true,
            "isUserVerified": true,
        });
        let url = format!(
            "{}/session/{}/webauthn/authenticator",
            self.driver_url,
            self.driver.session_id()
        );
        let answer =
            reqwest::Client::new().post(url).body(device.to_string()).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// Ends the browser; its driver ends with the window.
    pub async fn closes(self) {
        self.driver.clone().quit().await.unwrap();
    }
}

impl Drop for Window {
    /// After a failed story too no browser is left behind: the driver and what it started are one group.
    fn drop(&mut self) {
        Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.chromedriver.id())])
            .status()
            .ok();
        self.chromedriver.wait().ok();
    }
}

impl Place {
    /// A free port of this machine, by one of its names.
    pub async fn new(host: &'static str) -> Self {
        Self { host, listener: tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap() }
    }

    /// The address of what is served here.
    pub fn address(&self) -> String {
        format!("http://{}:{}", self.host, self.listener.local_addr().unwrap().port())
    }
}

/// Serves a board at a place, for as long as the test runs.
fn serve(place: Place, board: &Board) {
    let service = board.router.clone().into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(place.listener, service).await.unwrap() });
}
