//! `serve`: runs the server from start to shutdown.

mod listener;
mod log;
mod stream;
mod systemd;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum_server::{Handle, Server};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{open_to_serve, secrets, warnings};
use crate::app::imports::Imports;
use crate::app::secrets::Secrets;
use crate::app::{App, Chance, Clock};
use crate::config::{Bounds, Config, Flags};
use crate::mail::Mailer;
use crate::store::ServeLock;
use crate::traces::Exporter;
use crate::web::Peer;
use crate::{demo, jobs, web};
use listener::Listener;
use log::start_log;
use systemd::ServiceManager;

/// Maximum time for open requests to finish after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(20);
/// Maximum time after that for messages being delivered; the others are sent after the next start.
const MAIL_FAREWELL: Duration = Duration::from_secs(10);
/// Time between the last accepted connection and the end of idle ones, if the service manager keeps
/// the socket: the request of a connection that was just accepted arrives within it.
const SETTLE: Duration = Duration::from_millis(250);
/// Requests that a client may send at once over one HTTP/2 connection.
const MAX_STREAMS: u32 = 100;
/// Maximum time for a backup that is being made to be given up.
const BACKUP_FAREWELL: Duration = Duration::from_secs(5);
/// Maximum time to write the views of the last minute.
const VIEWS_FAREWELL: Duration = Duration::from_secs(5);

/// Runs the server until it gets a signal to stop.
pub(super) async fn run(config: Config) -> Result<()> {
    let (_log, traces) = start_log();
    for warning in warnings(&config) {
        tracing::warn!("{warning}");
    }
    let listener = Listener::open(&config.listen)?;
    let watched = config.metrics.map(listener::bind).transpose()?;
    let (app, _lock) = put_together(config).await?;
    if let Some(watched) = watched {
        tokio::spawn(
            axum_server::from_tcp(watched)?.serve(web::metrics(app.clone()).into_make_service()),
        );
    }
    serve(app, listener, traces).await
}

/// Runs a server with generated content in a temporary folder.
///
/// It does not use the configured data folder or database.
pub(super) async fn demo(mut flags: Flags) -> Result<()> {
    let (_log, traces) = start_log();
    let folder = tempfile::Builder::new()
        .prefix("weerwoord-demo-")
        .tempdir()
        .context("the demo needs a temporary folder")?;
    flags.data = Some(
        folder
            .path()
            .to_str()
            .context("the temporary folder has a name that is not text")?
            .to_owned(),
    );
    flags.database_url = None;
    let env = |name: &str| std::env::var(name).ok().filter(|_| name != "WEERWOORD_DATABASE_URL");
    let config = Config::load(&flags, env)?;
    let listener = Listener::open(&config.listen)?;
    let (app, _lock) = put_together(config.clone()).await?;
    let people = demo::fill(&app).await?;
    println!("A demo board is at {}. It is gone when you stop it (Ctrl-C).", config.public_url);
    println!("Its mail lies in {}.", config.data.join("mail").display());
    println!("Log in at {}/login:", config.public_url);
    for person in people {
        println!("  {:<9}  {:<24}  {}", person.role.code(), person.email, person.password);
    }
    serve(app, listener, traces).await
}

async fn put_together(config: Config) -> Result<(App, Option<ServeLock>)> {
    end_with_the_database();
    let mailer = Mailer::new(&config)?;
    let (store, lock) = open_to_serve(&config).await?;
    if let Err(error) = Imports::sweep(&config.data) {
        tracing::warn!(%error, "files of imports that an earlier process left could not be removed");
    }
    secrets::prepare(&store, &Secrets::new(&config.secret_key)).await?;
    let app = App::new(config, store, mailer, Clock::System, Chance::System);
    let (sites, lang) = (&app.config.sites, app.lang());
    app.store.set_sites_of_settings(sites, lang, app.now()).await?;
    Ok((app, lock))
}

async fn serve(app: App, listener: Listener, traces: Option<Exporter>) -> Result<()> {
    let address = listener.address();
    let handle: Handle<Peer> = Handle::new();
    let manager = Arc::new(ServiceManager::from_env());
    let (stop, stopped) = watch::channel(false);
    let settle = listener.is_inherited.then_some(SETTLE);
    tokio::spawn(stop_when_told(handle.clone(), stop.clone(), settle, Arc::clone(&manager)));
    let follow = tokio::spawn(jobs::follow(app.clone()));
    let round = tokio::spawn(jobs::hourly(app.clone()));
    let clock = tokio::spawn(jobs::watch_clock(app.clone()));
    let index = tokio::spawn(jobs::index(app.clone()));
    let learn = tokio::spawn(jobs::learn(app.clone()));
    let check = tokio::spawn(jobs::check_file(app.clone()));
    let backups = tokio::spawn(jobs::backups(app.clone(), stopped.clone()));
    let setup = tokio::spawn(jobs::offer_setup(app.clone()));
    let stock = app.config.guard.captcha.then(|| tokio::spawn(jobs::refill_captchas(app.clone())));
    let (close, closed) = watch::channel(false);
    let views = tokio::spawn(jobs::count_views(app.clone(), closed));
    let post = tokio::spawn(jobs::mail_worker(app.clone(), stopped.clone()));
    let webhooks = tokio::spawn(jobs::webhook_worker(app.clone(), stopped.clone()));
    let _writing = app.write_runtime.start().context("the threads for posts cannot be started")?;
    let router = web::router(app.clone());
    let door = listener.accepting(app.clone(), stopped)?;
    tracing::info!(address, url = app.config.public_url, "the board is open");
    manager.is_ready();
    let alive = Arc::clone(&manager);
    let alive = tokio::spawn(async move { alive.stay_alive().await });
    let server = bounded(Server::from_listener(door).handle(handle), app.config.bounds);
    server.serve(router.into_make_service_with_connect_info::<Peer>()).await?;
    follow.abort();
    round.abort();
    app.imports.stop();
    clock.abort();
    index.abort();
    learn.abort();
    check.abort();
    if tokio::time::timeout(BACKUP_FAREWELL, backups).await.is_err() {
        tracing::warn!("a backup was still being made; it is begun anew after the next start");
    }
    setup.abort();
    if let Some(stock) = stock {
        stock.abort();
    }
    close.send_replace(true);
    if tokio::time::timeout(VIEWS_FAREWELL, views).await.is_err() {
        tracing::warn!("the views of the last minute could not be written");
    }
    stop.send_replace(true);
    if tokio::time::timeout(MAIL_FAREWELL, post).await.is_err() {
        tracing::warn!(
            "a message was still being handed over; it is tried again after the next start"
        );
    }
    if tokio::time::timeout(MAIL_FAREWELL, webhooks).await.is_err() {
        tracing::warn!("a webhook was still being sent; it is sent again after the next start");
    }
    app.store.close().await;
    if let Some(traces) = traces {
        traces.shut_down().await;
    }
    alive.abort();
    tracing::info!("the board is closed");
    Ok(())
}

/// Sets the bounds of connections, over HTTP/1.1 and HTTP/2 without TLS.
///
/// The time for the head begins anew after each response, so it is that of an idle connection too.
/// A client that sends nothing at all is bounded as well.
fn bounded(mut server: Server<Peer>, bounds: Bounds) -> Server<Peer> {
    server.http_builder().http1().header_read_timeout(bounds.head_timeout);
    server
        .http_builder()
        .http2()
        .max_concurrent_streams(MAX_STREAMS)
        .keep_alive_interval(bounds.head_timeout)
        .keep_alive_timeout(bounds.head_timeout);
    server.first_request_timeout(bounds.head_timeout)
}

/// Stops the server on SIGTERM or SIGINT: after the first signal open requests may finish, after
/// the second they are cut off.
///
/// With `settle`, the socket is another's too: new connections wait there for the next process, and
/// those just accepted get this time to send their request.
async fn stop_when_told(
    handle: Handle<Peer>,
    stop: watch::Sender<bool>,
    settle: Option<Duration>,
    manager: Arc<ServiceManager>,
) {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals cannot be heard; the board stops only when it is killed");
        return;
    };
    let mut told = async || {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    told().await;
    tracing::info!("closing: requests under way may finish");
    manager.is_stopping();
    stop.send_replace(true);
    if let Some(settle) = settle {
        tokio::time::sleep(settle).await;
    }
    handle.graceful_shutdown(Some(FAREWELL));
    told().await;
    handle.shutdown();
}

/// Aborts the process when a thread of the SQLite driver panics.
///
/// Tasks that wait for such a thread would wait for ever, and some would get an empty result. A
/// supervisor is expected to restart the process; acknowledged writes are on disk.
fn end_with_the_database() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        told(panic);
        if std::thread::current().name().is_some_and(|name| name.starts_with("sqlx-sqlite-worker"))
        {
            std::process::abort();
        }
    }));
}
