//! A provider of OpenID Connect on this machine, which can also be made to lie.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreGenderClaim, CoreHmacKey, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey,
};
use openidconnect::{
    AccessToken, Audience, AuthenticationMethodReference, EmptyExtraTokenFields, EndUserEmail,
    EndUserName, IdTokenClaims, IdTokenFields, IssuerUrl, JsonWebKeyId, LocalizedClaim, Nonce,
    PrivateSigningKey, StandardClaims, StandardTokenResponse, SubjectIdentifier,
};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;
use weerwoord::account::id_token::{IdToken, OtherClaims};
use weerwoord::app::Clock;

const RSA: &str = include_str!("../../data/openid/rsa.pem");
const OTHER: &str = include_str!("../../data/openid/other.pem");
const ED25519: &str = include_str!("../../data/openid/ed25519.pem");

/// Claims of the provider about a person.
#[derive(Clone, Debug, Default)]
pub struct Says {
    pub subject: &'static str,
    pub email: Option<&'static str>,
    pub is_verified: bool,
    pub name: Option<&'static str>,
    pub methods: &'static [&'static str],
    pub others: Option<Value>,
    /// These are told only by the endpoint for further claims.
    pub only_on_request: bool,
}

/// Lie of its ID tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mischief {
    #[default]
    Nothing,
    ForgedClaims,
    OtherKey,
    NoSignature,
    SharedKey,
    OtherNonce,
    OtherAudience,
    SecondAudience,
    OtherParty,
    OtherIssuer,
    Expired,
    Old,
    OtherAccessToken,
    NoToken,
}

/// A running provider.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    clock: Clock,
    state: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    codes: HashMap<String, Asked>,
    access: HashMap<String, Says>,
    mischief: Mischief,
    is_down: bool,
    /// Signs with RSA instead of `EdDSA`, under a new key id.
    is_rotated: bool,
    keys_fetched: usize,
}

/// Log-in that waits for its code to be exchanged.
struct Asked {
    nonce: String,
    challenge: String,
    redirect: String,
    says: Says,
}

impl Provider {
    pub const CLIENT: &'static str = "weerwoord";
    pub const SECRET: &'static str = "geheim van de dienst";

    pub async fn start(clock: &Clock) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let inner = Inner { issuer, clock: clock.clone(), state: Mutex::default() };
        let provider = Self(Arc::new(inner));
        let router = Router::new()
            .route("/realm/.well-known/openid-configuration", get(discovery))
            .route("/realm/keys", get(keys))
            .route("/realm/token", post(token))
            .route("/realm/userinfo", get(user_info))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub fn lies(&self, mischief: Mischief) {
        self.0.state.lock().unwrap().mischief = mischief;
    }

    pub fn is_down(&self, is_down: bool) {
        self.0.state.lock().unwrap().is_down = is_down;
    }

    pub fn rotates_its_key(&self) {
        self.0.state.lock().unwrap().is_rotated = true;
    }

    pub fn keys_fetched(&self) -> usize {
        self.0.state.lock().unwrap().keys_fetched
    }

    /// Somebody agrees at the provider: the path of the board with which the browser comes back.
    pub fn sends_back(&self, location: &str, says: Says) -> String {
        let url = Url::parse(location).unwrap();
        assert!(location.starts_with(&format!("{}/authorize?", self.0.issuer)), "{location}");
        let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(query["response_type"], "code");
        assert_eq!(query["client_id"], Self::CLIENT);
        assert_eq!(query["code_challenge_method"], "S256");
        assert!(query["scope"].split(' ').any(|scope| scope == "openid"));
        let mut state = self.0.state.lock().unwrap();
        let code = format!("code {}", state.codes.len() + 1);
        let redirect = query["redirect_uri"].clone();
        let asked = Asked {
            nonce: query["nonce"].clone(),
            challenge: query["code_challenge"].clone(),
            redirect: redirect.clone(),
            says,
        };
        state.codes.insert(code.clone(), asked);
        let mut back = Url::parse(&redirect).unwrap();
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &query["state"]);
        back[url::Position::BeforePath..].to_owned()
    }

    fn id_token(&self, asked: &Asked, access: &AccessToken) -> IdToken {
        let (mischief, is_rotated) = {
            let state = self.0.state.lock().unwrap();
            (state.mischief, state.is_rotated)
        };
        let says = &asked.says;
        let mut now = self.0.clock.now();
        if mischief == Mischief::Old {
            now -= SignedDuration::from_mins(30);
        }
        let lasts = SignedDuration::from_mins(if mischief == Mischief::Expired { -2 } else { 60 });
        let date = |at: Timestamp| SystemTime::from(at).into();
        let mut standard = StandardClaims::new(SubjectIdentifier::new(says.subject.into()));
        let mut others = OtherClaims::default();
        if !says.only_on_request {
            standard = standard
                .set_email(says.email.map(|email| EndUserEmail::new(email.into())))
                .set_email_verified(says.email.map(|_| says.is_verified))
                .set_name(says.name.map(named));
            others = other_claims(says);
        }
        let issuer = match mischief {
            Mischief::OtherIssuer => "https://evil.example".to_owned(),
            _ => self.0.issuer.clone(),
        };
        let mut audiences = vec![Audience::new(Self::CLIENT.into())];
        match mischief {
            Mischief::OtherAudience => audiences = vec![Audience::new("another".into())],
            Mischief::SecondAudience => audiences.push(Audience::new("another".into())),
            _ => {}
        }
        let nonce = if mischief == Mischief::OtherNonce { "other" } else { &asked.nonce };
        let methods =
            says.methods.iter().map(|method| AuthenticationMethodReference::new((*method).into()));
        let mut claims = IdTokenClaims::new(
            IssuerUrl::new(issuer).unwrap(),
            audiences,
            date(now + lasts),
            date(now),
            standard,
            others,
        )
        .set_nonce(Some(Nonce::new(nonce.into())))
        .set_auth_method_refs(Some(methods.collect()));
        if mischief == Mischief::OtherParty {
            claims =
                claims.set_authorized_party(Some(openidconnect::ClientId::new("another".into())));
        }
        let other = AccessToken::new("another".into());
        let access = if mischief == Mischief::OtherAccessToken { &other } else { access };
        let made = match mischief {
            Mischief::OtherKey => {
                let key = CoreRsaPrivateSigningKey::from_pem(OTHER, Some(kid("rsa"))).unwrap();
                IdToken::new(
                    claims,
                    &key,
                    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
                    Some(access),
                    None,
                )
            }
            Mischief::SharedKey => {
                let key = CoreHmacKey::new(Self::SECRET);
                IdToken::new(claims, &key, CoreJwsSigningAlgorithm::HmacSha256, Some(access), None)
            }
            _ if is_rotated => {
                let key = CoreRsaPrivateSigningKey::from_pem(RSA, Some(kid("rsa"))).unwrap();
                IdToken::new(
                    claims,
                    &key,
                    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
                    Some(access),
                    None,
                )
            }
            _ => {
                let key =
                    CoreEdDsaPrivateSigningKey::from_ed25519_pem(ED25519, Some(kid("ed"))).unwrap();
                IdToken::new(claims, &key, CoreJwsSigningAlgorithm::EdDsa, Some(access), None)
            }
        };
        let token = made.unwrap().to_string();
        let text = match mischief {
            Mischief::ForgedClaims => with_other_claims(&token),
            Mischief::NoSignature => without_signature(&token),
            _ => token,
        };
        text.parse().unwrap()
    }
}

fn kid(name: &str) -> JsonWebKeyId {
    JsonWebKeyId::new(name.into())
}

fn named(name: &str) -> LocalizedClaim<EndUserName> {
    EndUserName::new(name.into()).into()
}

fn other_claims(says: &Says) -> OtherClaims {
    OtherClaims(says.others.as_ref().and_then(Value::as_object).cloned().unwrap_or_default())
}

/// The same token about somebody else, with the old signature.
fn with_other_claims(token: &str) -> String {
    let parts: Vec<&str> = token.split('.').collect();
    let claims = BASE64_URL_SAFE_NO_PAD.decode(parts[1]).unwrap();
    let mut claims: Value = serde_json::from_slice(&claims).unwrap();
    claims["sub"] = json!("the victim");
    let claims = BASE64_URL_SAFE_NO_PAD.encode(claims.to_string());
    format!("{}.{claims}.{}", parts[0], parts[2])
}

fn without_signature(token: &str) -> String {
    let claims = token.split('.').nth(1).unwrap();
    format!("{}.{claims}.", BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#))
}

fn told(value: &impl Serialize) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], serde_json::to_string(value).unwrap())
        .into_response()
}

async fn discovery(State(provider): State<Provider>) -> Response {
    if provider.0.state.lock().unwrap().is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let issuer = &provider.0.issuer;
    told(&json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "EdDSA"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Response {
    let mut state = provider.0.state.lock().unwrap();
    state.keys_fetched += 1;
    let key: CoreJsonWebKey = if state.is_rotated {
        CoreRsaPrivateSigningKey::from_pem(RSA, Some(kid("rsa"))).unwrap().as_verification_key()
    } else {
        let key = CoreEdDsaPrivateSigningKey::from_ed25519_pem(ED25519, Some(kid("ed"))).unwrap();
        key.as_verification_key()
    };
    told(&CoreJsonWebKeySet::new(vec![key]))
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let refused =
        || (StatusCode::BAD_REQUEST, told(&json!({"error": "invalid_grant"}))).into_response();
    if provider.0.state.lock().unwrap().is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let secret =
        url::form_urlencoded::byte_serialize(Provider::SECRET.as_bytes()).collect::<String>();
    let client = BASE64_STANDARD.encode(format!("{}:{secret}", Provider::CLIENT));
    if headers
        .get(header::AUTHORIZATION)
        .is_none_or(|sent| sent != format!("Basic {client}").as_str())
    {
        return (StatusCode::UNAUTHORIZED, told(&json!({"error": "invalid_client"})))
            .into_response();
    }
    let asked = provider.0.state.lock().unwrap().codes.remove(&form["code"]);
    let Some(asked) = asked else { return refused() };
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    if asked.challenge != challenge || asked.redirect != form["redirect_uri"] {
        return refused();
    }
    let access = format!("access {}", asked.nonce);
    provider.0.state.lock().unwrap().access.insert(access.clone(), asked.says.clone());
    let access = AccessToken::new(access);
    let is_there = provider.0.state.lock().unwrap().mischief != Mischief::NoToken;
    let token = is_there.then(|| provider.id_token(&asked, &access));
    let fields: IdTokenFields<_, _, CoreGenderClaim, _, _> =
        IdTokenFields::new(token, EmptyExtraTokenFields {});
    told(&StandardTokenResponse::new(access, openidconnect::core::CoreTokenType::Bearer, fields))
}

async fn user_info(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    let sent = headers[header::AUTHORIZATION].to_str().unwrap().trim_start_matches("Bearer ");
    let says = provider.0.state.lock().unwrap().access.get(sent).cloned();
    let Some(says) = says else { return StatusCode::UNAUTHORIZED.into_response() };
    let mut claims = other_claims(&says).0;
    claims.insert("sub".into(), json!(says.subject));
    if let Some(email) = says.email {
        claims.insert("email".into(), json!(email));
        claims.insert("email_verified".into(), json!(says.is_verified));
    }
    told(&Value::Object(claims))
}
