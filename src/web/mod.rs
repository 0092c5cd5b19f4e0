//! Router of the web server: all routes on one screen, and the middleware layers around them.
//!
//! A handler takes five steps, always in this order: identity, input, rule, store, response.

mod accounts;
mod api;
mod appeals;
mod articles;
mod branding;
mod captcha;
mod client_address;
mod comments;
mod decisions;
mod desk;
mod embed;
mod feeds;
mod icons;
mod metrics;
mod moderation;
mod old_addresses;
mod ops;
mod page;
mod pictures;
mod reports;
mod search;
mod security;
mod session;
mod sitemap;
mod static_pages;
mod unsent;
mod unsubscribe;

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use tower_http::trace::TraceLayer;

use crate::app::App;
use crate::traces;

pub(crate) use captcha::draw as draw_code;
pub use client_address::Peer;
pub(crate) use desk::WEEKS;
pub use metrics::metrics;
pub use session::IDLE as SESSION_IDLE;

/// Time after which a request is ended.
///
/// Far longer than any request needs, and short enough to free the resources of one that hangs.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Time after which a request that may upload a picture is ended.
///
/// Covers ten megabytes over a slow connection and the wait for the image processor.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(5);
/// Paths that accept an uploaded picture, or change what an import made.
const UPLOADS: [&str; 6] = [
    "/desk/pictures",
    "/desk/settings",
    "/desk/settings/picture",
    "/account/picture",
    "/desk/import/{token}/table",
    "/desk/import/runs/{id}/undo",
];
/// Time after which the upload of a file to import is ended: two gibibytes at 5 megabit a second.
const IMPORT_TIMEOUT: Duration = Duration::from_hours(1);
/// Path that accepts a file to import.
const IMPORT: &str = "/desk/import";
/// Returns every route of the application, by path.
#[expect(clippy::too_many_lines, reason = "all of them are to be seen on one screen")]
pub fn routes() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/", get(articles::front)),
        ("/articles/{slug}", get(articles::read)),
        ("/articles/{slug}/comments", post(comments::create)),
        ("/articles/{slug}/comments/{id}/reply", get(comments::reply)),
        ("/articles/{slug}/follow", get(articles::follow_form).post(articles::follow)),
        ("/articles/{slug}/comments.atom", get(feeds::comments_on)),
        ("/articles/{slug}/card/{file}", get(articles::og_image)),
        ("/articles/{slug}/share/{network}", get(articles::ask_instance).post(articles::share)),
        ("/articles/{slug}/comments.rss", get(feeds::comments_on_rss)),
        ("/drafts/{token}", get(articles::draft)),
        ("/feed.atom", get(feeds::articles)),
        ("/feed.rss", get(feeds::articles_rss)),
        ("/comments.atom", get(feeds::comments)),
        ("/comments.rss", get(feeds::comments_rss)),
        ("/categories/{slug}", get(articles::category)),
        ("/search", get(search::search)),
        ("/authors/{slug}", get(articles::author)),
        ("/comments/{id}", get(comments::permalink)),
        ("/comments/{id}/held", get(comments::held)),
        ("/comments/{id}/useful", get(comments::useful_form).post(comments::useful)),
        ("/comments/{id}/report", get(reports::form).post(reports::report)),
        ("/comments/{id}/report/sent", get(reports::sent)),
        ("/appeals/{token}", get(appeals::form).post(appeals::object)),
        ("/moderation-log", get(decisions::log)),
        ("/old/{slug}", get(old_addresses::comments)),
        ("/old/comments/{anchor}", get(old_addresses::comment)),
        ("/embed", get(embed::page)),
        ("/embed/fragment", get(embed::fragment)),
        ("/embed/comments", post(embed::create)),
        ("/embed/counts", get(embed::counts)),
        ("/embed.js", get(embed::script)),
        ("/captcha.png", get(captcha::picture)),
        ("/captcha.wav", get(captcha::sound)),
        ("/register", get(accounts::register::form).post(accounts::register::register)),
        ("/register/sent", get(accounts::register::sent)),
        ("/confirm/{token}", get(accounts::confirm::form).post(accounts::confirm::confirm)),
        ("/confirmed", get(accounts::confirm::confirmed)),
        ("/setup/{token}", get(accounts::setup::form).post(accounts::setup::make)),
        ("/forgot", get(accounts::forgot::form).post(accounts::forgot::send)),
        ("/forgot/sent", get(accounts::forgot::sent)),
        ("/reset/{token}", get(accounts::forgot::reset_form).post(accounts::forgot::reset)),
        ("/my-comments", get(accounts::my_comments::form).post(accounts::my_comments::send)),
        ("/my-comments/sent", get(accounts::my_comments::sent)),
        ("/my-comments/choose", post(accounts::my_comments::choose)),
        (
            "/invitations/{token}",
            get(accounts::invitation::form).post(accounts::invitation::accept),
        ),
        ("/unsubscribe/{token}", get(unsubscribe::form).post(unsubscribe::stop)),
        ("/login", get(accounts::login::form).post(accounts::login::log_in)),
        ("/login/second", get(accounts::second_step::form).post(accounts::second_step::check)),
        ("/login/second/passkey", post(accounts::second_step::start_passkey)),
        ("/login/passkey/start", post(accounts::passkeys::start_log_in)),
        ("/login/passkey/finish", post(accounts::passkeys::finish_log_in)),
        ("/login/openid/{id}", post(accounts::openid::start)),
        ("/login/openid/{id}/callback", get(accounts::openid::callback)),
        (
            "/login/openid/join",
            get(accounts::openid::join::form).post(accounts::openid::join::join),
        ),
        (
            "/login/openid/register",
            get(accounts::openid::register::form).post(accounts::openid::register::register),
        ),
        (
            "/account/logins/join/{id}",
            get(accounts::openid::account::join_form).post(accounts::openid::account::join),
        ),
        (
            "/account/logins/{id}/remove",
            get(accounts::openid::account::remove_form).post(accounts::openid::account::remove),
        ),
        ("/account/second-factor", get(accounts::second_factor::overview)),
        ("/account/second-factor/start", post(accounts::second_factor::start)),
        (
            "/account/second-factor/confirm",
            get(accounts::second_factor::form).post(accounts::second_factor::confirm),
        ),
        (
            "/account/second-factor/codes",
            get(accounts::second_factor::codes).post(accounts::second_factor::new_codes),
        ),
        ("/account/second-factor/codes/kept", post(accounts::second_factor::codes_kept)),
        (
            "/account/second-factor/off",
            get(accounts::second_factor::off_form).post(accounts::second_factor::off),
        ),
        ("/account/passkeys/start", post(accounts::passkeys::start)),
        ("/account/passkeys/finish", post(accounts::passkeys::finish)),
        (
            "/account/passkeys/{id}/remove",
            get(accounts::passkeys::remove_form).post(accounts::passkeys::remove),
        ),
        ("/logout", post(accounts::login::log_out)),
        ("/unsent", get(unsent::form).post(unsent::drop_form)),
        ("/account", get(accounts::account::show)),
        ("/account/name", post(accounts::change::name)),
        ("/account/picture", post(accounts::picture::bring)),
        ("/account/picture/remove", post(accounts::picture::remove)),
        ("/account/email", post(accounts::change::email)),
        ("/account/password", post(accounts::change::password)),
        ("/account/sessions", post(accounts::sessions::end)),
        ("/account/tokens", get(accounts::tokens::overview).post(accounts::tokens::make)),
        ("/account/tokens/kept", post(accounts::tokens::kept)),
        ("/account/tokens/{id}/revoke", post(accounts::tokens::revoke)),
        ("/account/mail", post(accounts::change::mail)),
        ("/account/keys", post(accounts::change::keys)),
        ("/account/data.json", get(accounts::data::download)),
        ("/account/leave", get(accounts::leave::form).post(accounts::leave::leave)),
        ("/account/left", get(accounts::leave::gone)),
        ("/moderation", get(moderation::queue)),
        ("/moderation/comments/{id}", get(moderation::case).post(moderation::decide)),
        ("/moderation/comments/{id}/claim", post(moderation::claim)),
        ("/moderation/comments/{id}/notes", post(moderation::add_note)),
        ("/moderation/comments/{id}/score", post(moderation::contradict)),
        ("/moderation/comments/{id}/feature", post(moderation::feature)),
        (
            "/moderation/comments/{id}/expunge",
            get(moderation::ask_expunge).post(moderation::expunge),
        ),
        ("/moderation/bulk", post(moderation::bulk)),
        ("/moderation/people/{id}", get(moderation::commenter)),
        ("/moderation/people/{id}/ban", post(moderation::ban_author)),
        ("/moderation/people/{id}/picture/remove", post(moderation::remove_picture)),
        ("/moderation/log", get(moderation::log)),
        ("/moderation/bans", get(moderation::bans).post(moderation::ban)),
        ("/moderation/bans/{id}/lift", post(moderation::lift_ban)),
        ("/moderation/words", get(moderation::words).post(moderation::word)),
        ("/moderation/words/{id}/drop", post(moderation::drop_word)),
        ("/moderation/appeals/{id}", get(moderation::appeal).post(moderation::answer)),
        ("/moderation/transparency", get(moderation::transparency)),
        ("/desk", get(desk::articles)),
        ("/desk/articles/new", get(desk::blank).post(desk::add)),
        ("/desk/articles/new/draft", post(desk::keep_new)),
        ("/desk/articles/new/picture", post(desk::picker::insert_new)),
        ("/desk/articles/{id}", get(desk::open).post(desk::save)),
        ("/desk/articles/{id}/draft", post(desk::keep)),
        ("/desk/articles/{id}/picture", post(desk::picker::insert)),
        ("/desk/articles/{id}/history", get(desk::history).post(desk::restore)),
        ("/desk/articles/{id}/duplicate", post(desk::duplicate)),
        ("/desk/articles/{id}/link", get(desk::link).post(desk::make_link)),
        ("/desk/articles/{id}/link/withdraw", post(desk::withdraw_link)),
        ("/desk/articles/{id}/presence", post(desk::presence)),
        ("/desk/preview", post(desk::preview)),
        ("/desk/categories", get(desk::categories).post(desk::add_category)),
        ("/desk/categories/{id}", get(desk::category).post(desk::change_category)),
        ("/desk/numbers", get(desk::numbers)),
        ("/desk/pictures", get(desk::pictures::library).post(desk::pictures::add)),
        ("/desk/pictures/{id}", get(desk::pictures::one).post(desk::pictures::describe)),
        ("/desk/pictures/{id}/remove", post(desk::pictures::remove)),
        ("/desk/pages", get(desk::static_pages)),
        ("/desk/pages/new", get(desk::own_pages::blank).post(desk::own_pages::add)),
        ("/desk/pages/own/{id}", get(desk::own_pages::open).post(desk::own_pages::save)),
        (
            "/desk/pages/own/{id}/history",
            get(desk::own_pages::history).post(desk::own_pages::restore),
        ),
        ("/desk/pages/own/{id}/delete", post(desk::own_pages::delete)),
        ("/desk/navigation/{area}", get(desk::navigation).post(desk::change_navigation)),
        ("/desk/pages/{slug}", get(desk::static_page).post(desk::change_static_page)),
        ("/desk/settings", get(desk::branding).post(desk::change_branding)),
        ("/desk/settings/privacy", get(desk::legal_facts).post(desk::change_legal_facts)),
        ("/desk/settings/records", get(desk::records)),
        ("/desk/scores", get(desk::scores).post(desk::change_threshold)),
        ("/desk/settings/login", get(desk::login_providers::list).post(desk::login_providers::add)),
        (
            "/desk/settings/login/{id}",
            get(desk::login_providers::open).post(desk::login_providers::save),
        ),
        ("/desk/settings/login/{id}/remove", post(desk::login_providers::remove)),
        ("/desk/settings/picture", post(desk::change_picture)),
        ("/desk/people", get(desk::accounts)),
        ("/desk/people/invitations", get(desk::invitations).post(desk::invite)),
        ("/desk/people/invitations/{id}/again", post(desk::invite_again)),
        ("/desk/people/invitations/{id}/withdraw", post(desk::withdraw_invitation)),
        ("/desk/people/{id}/role", post(desk::change_role)),
        ("/desk/people/{id}/sessions", post(desk::end_sessions)),
        ("/desk/mail", get(desk::mail)),
        ("/desk/mail/again", post(desk::retry_all_mail)),
        ("/desk/mail/{id}/again", post(desk::retry_mail)),
        ("/desk/mail/{id}/drop", post(desk::drop_mail)),
        ("/desk/sites", get(desk::sites::sites)),
        ("/desk/sites/new", get(desk::sites::blank).post(desk::sites::add)),
        ("/desk/sites/{id}", get(desk::sites::pages)),
        ("/desk/sites/{id}/settings", get(desk::sites::settings).post(desk::sites::change)),
        ("/desk/sites/{id}/remove", post(desk::sites::remove)),
        ("/desk/sites/{id}/key", post(desk::sites::make_key)),
        ("/desk/sites/{id}/key/noted", post(desk::sites::note_key)),
        ("/desk/sites/{id}/key/remove", post(desk::sites::remove_key)),
        ("/desk/sites/{id}/pages/{page}", post(desk::sites::change_page)),
        ("/desk/webhooks", get(desk::webhooks::webhooks).post(desk::webhooks::add)),
        ("/desk/webhooks/new", get(desk::webhooks::blank)),
        ("/desk/webhooks/{id}", get(desk::webhooks::show)),
        ("/desk/webhooks/{id}/edit", get(desk::webhooks::edit).post(desk::webhooks::change)),
        ("/desk/webhooks/{id}/test", post(desk::webhooks::test)),
        ("/desk/webhooks/{id}/secret", post(desk::webhooks::renew_secret)),
        ("/desk/webhooks/{id}/noted", post(desk::webhooks::note_secret)),
        ("/desk/webhooks/{id}/switch", post(desk::webhooks::switch)),
        ("/desk/webhooks/{id}/resend", post(desk::webhooks::resend)),
        ("/desk/webhooks/{id}/remove", post(desk::webhooks::remove)),
        ("/desk/import", get(desk::import::form).post(desk::import::upload)),
        ("/desk/import/runs/{id}/undo", post(desk::import::undo)),
        ("/desk/import/{token}", get(desk::import::job)),
        ("/desk/import/{token}/report", get(desk::import::report)),
        ("/desk/import/{token}/table", post(desk::import::add_table)),
        ("/desk/import/{token}/run", post(desk::import::run)),
        ("/desk/import/{token}/discard", post(desk::import::discard)),
        ("/desk/log", get(desk::log)),
        ("/api/v1", get(api::page::page)),
        ("/api/v1/openapi.json", get(api::openapi::document)),
        ("/api/v1/articles", get(api::articles::list)),
        ("/api/v1/articles/{slug}", get(api::articles::read)),
        ("/api/v1/articles/{slug}/comments", get(api::comments::list).post(api::posting::create)),
        ("/api/v1/comments/{id}", get(api::comments::read)),
        ("/api/v1/counts", get(api::counts::read)),
        ("/api/v1/search", get(api::search::find)),
        ("/api/v1/challenges", post(api::challenges::make)),
        ("/api/v1/account", get(api::account::read)),
        ("/api/v1/account/comments", get(api::account::comments)),
        ("/api/v1/moderation/queue", get(api::moderation::queue)),
        ("/api/v1/moderation/comments/{id}", get(api::moderation::read)),
        ("/api/v1/moderation/comments/{id}/decisions", post(api::moderation::decide)),
        ("/theme/{file}", get(branding::sheet)),
        ("/pictures/{id}", get(pictures::short)),
        ("/pictures/{id}/{file}", get(pictures::file)),
        ("/avatars/{file}", get(pictures::avatar)),
        ("/terms", get(static_pages::terms)),
        ("/privacy", get(static_pages::privacy)),
        ("/house-rules", get(static_pages::house_rules)),
        ("/pages/{slug}", get(static_pages::own_page)),
        ("/health/live", get(ops::live)),
        ("/health/ready", get(ops::ready)),
        ("/robots.txt", get(sitemap::robots)),
        ("/sitemap.xml", get(sitemap::sitemap)),
        ("/feed", get(feeds::usual_address)),
        ("/rss", get(feeds::usual_address)),
        ("/favicon.ico", get(icons::favicon)),
        ("/apple-touch-icon.png", get(icons::touch_icon)),
        ("/.well-known/security.txt", get(ops::security_contact)),
        ("/static/{file}", get(page::serve_asset)),
    ]
}

/// Returns the application with its middleware.
///
/// # Panics
///
/// If `public_url` is not an origin; the configuration has checked that it is.
pub fn router(app: App) -> Router {
    let origins = CsrfLayer::new()
        .add_trusted_origin(&app.config.public_url)
        .expect("the settings hold the public URL as an origin")
        // The token in the path is the only authorization here and no cookie counts: servers of
        // mail programs and webmail on other sites post to this path (RFC 8058).
        // No cookie counts below the API either: a page of another site can do no more there than
        // any program. Pages of other sites post comments; the handler checks their origin.
        .with_insecure_bypass(|_, uri| {
            let path = uri.path();
            path.starts_with("/unsubscribe/") || path == "/embed/comments" || page::is_api(path)
        });
    let layers = ServiceBuilder::new()
        .layer(CompressionLayer::new())
        // The request id in the log and on error pages is generated here: a client cannot set it.
        .map_request(|mut request: Request| {
            request.headers_mut().remove("x-request-id");
            request
        })
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(ops::span).on_failure(()))
        .layer(middleware::from_fn_with_state(app.clone(), page::finalize))
        .layer(middleware::from_fn_with_state(app.clone(), api::cors))
        .layer(middleware::from_fn_with_state(app.clone(), old_addresses::redirect))
        .layer(middleware::from_fn_with_state(app.clone(), articles::moved))
        .layer(CatchPanicLayer::custom(ops::panicked))
        .layer(RequestBodyTimeoutLayer::new(app.config.bounds.body_timeout))
        .layer(origins);
    app.metrics.name_routes(routes().into_iter().map(|(path, _)| path));
    let board = routes()
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            let patience = match path {
                IMPORT => IMPORT_TIMEOUT,
                path if UPLOADS.contains(&path) => UPLOAD_TIMEOUT,
                _ => REQUEST_TIMEOUT,
            };
            router.route(
                path,
                methods.layer(TimeoutLayer::with_status_code(
                    StatusCode::SERVICE_UNAVAILABLE,
                    patience,
                )),
            )
        })
        .fallback(ops::nothing_here)
        .layer(layers)
        .with_state(app.clone());
    let board = Router::new().fallback_service(page::PageCacheLayer::new(app.clone(), board));
    if traces::are_on() {
        board.layer(middleware::from_fn_with_state(app, ops::traced))
    } else {
        board
    }
}
