//! Users of a site on whose pages the board stands, by a token that the site signs (JWT, RFC 7519).
//!
//! The token is a compact JWS of either kind: HS256 with a key that both know, or RS256, ES256 or
//! EdDSA with the private key of the site. That a token is used once is left to the store, which
//! marks it together with the comment.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Email, Name};

/// Longest validity of a token: it is made when the page is, and used when somebody comments.
pub const SITE_TOKEN_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Difference of clocks that is accepted between the site and this board.
const SKEW: SignedDuration = SignedDuration::from_secs(30);
/// Fewest bytes of a shared key, as many as its hash has (RFC 7518, section 3.2).
pub const SHARED_KEY_MIN: usize = 32;
/// Bytes of the hash that HS256 signs with.
const HASH: usize = 32;
/// Fewest bytes of the modulus of an RSA key: 2048 bits (RFC 7518, section 3.3).
const MODULUS_MIN: usize = 256;
/// Longest token in bytes; real ones have a tenth.
const TOKEN_MAX: usize = 8 * 1024;
/// Longest subject in bytes.
const SUBJECT_MAX: usize = 255;
/// Fewest and most bytes of the id of a token: a random number of 64 bits in hexadecimal digits at
/// least.
const ID_LENGTH: std::ops::RangeInclusive<usize> = 16..=128;

/// Key by which the tokens of a site are checked, with the one kind of signature that it is for.
#[derive(Clone)]
pub struct SiteKey {
    key: CoreJsonWebKey,
    algorithm: CoreJwsSigningAlgorithm,
}

/// User of a site.
#[derive(Clone, Debug)]
pub struct SiteUser {
    /// Number or name of the user at the site.
    pub subject: String,
    /// Name to show beside comments.
    pub name: Name,
    /// E-mail address, if the site gave one.
    pub email: Option<Email>,
    /// True if the site verified the address.
    pub is_verified: bool,
    /// Mark of the token, by which it is used once.
    pub mark: [u8; 32],
    /// Time after which the token is refused, and its mark can be forgotten.
    pub ends_at: Timestamp,
}

/// Reason for which a token is not accepted. Its texts hold nothing of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteTokenRefusal {
    /// It is no compact JWS, or lacks a claim.
    #[error("the token has another form, or lacks a claim")]
    Form,
    /// It is signed in a way that the key is not for.
    #[error("the token names another kind of signature than the key is for")]
    Algorithm,
    /// The signature is not that of the key.
    #[error("the signature is not that of the key")]
    Signature,
    /// It names another issuer.
    #[error("the issuer (iss) is another")]
    Issuer,
    /// It was made for another board.
    #[error("the audience (aud) is not the address of this board")]
    Audience,
    /// It has expired, or is not valid yet.
    #[error("the token has expired (exp), or was made in the future (iat)")]
    Time,
    /// It is valid for too long.
    #[error("the token is valid for more than ten minutes")]
    Lasting,
    /// It was used before.
    #[error("the token was used before")]
    Used,
    /// The site has no key.
    #[error("the site has no key, or none that can be read")]
    Key,
    /// The user has no name that can be shown.
    #[error("the name is not one that can be shown")]
    Name,
    /// The address is none.
    #[error("the e-mail address is not valid")]
    Email,
}

/// Header of a token.
#[derive(Deserialize)]
struct Head {
    alg: String,
    /// Extensions that must be understood; none is.
    crit: Option<Value>,
}

/// Claims of a token.
#[derive(Deserialize)]
struct SiteClaims {
    iss: Option<String>,
    aud: Audience,
    sub: String,
    name: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
    iat: f64,
    exp: f64,
    nbf: Option<f64>,
    jti: String,
}

/// Audience: one or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl SiteTokenRefusal {
    /// Returns whether another token of the same site may be accepted: this one came too late.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Time | Self::Lasting | Self::Used)
    }
}

impl SiteKey {
    /// Reads a key as it is stored: a public key as JWK, or a shared one; the error is a message
    /// key.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.starts_with('{') { Self::public(text) } else { Self::shared(text) }
    }

    /// Makes a key of a text that the site and the board both know; the error is a message key.
    pub fn shared(secret: &str) -> Result<Self, &'static str> {
        if secret.len() < SHARED_KEY_MIN {
            return Err("site-key-short");
        }
        Ok(Self {
            key: CoreJsonWebKey::new_symmetric(secret.as_bytes().to_vec()),
            algorithm: CoreJwsSigningAlgorithm::HmacSha256,
        })
    }

    /// Reads a public key as JWK (RFC 7517); the error is a message key.
    ///
    /// The kind of the key decides on the signature: RSA for RS256, P-256 for ES256, Ed25519 for
    /// EdDSA.
    pub fn public(jwk: &str) -> Result<Self, &'static str> {
        let value: Value = serde_json::from_str(jwk).map_err(|_| "site-key-invalid")?;
        if value.get("d").is_some() {
            return Err("site-key-private");
        }
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let algorithm = match (text("kty"), text("crv")) {
            (Some("RSA"), _) => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            (Some("EC"), Some("P-256")) => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            (Some("OKP"), Some("Ed25519")) => CoreJwsSigningAlgorithm::EdDsa,
            _ => return Err("site-key-invalid"),
        };
        let bytes =
            |name: &str| text(name).and_then(|text| BASE64_URL_SAFE_NO_PAD.decode(text).ok());
        let is_whole = match algorithm {
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256 => {
                bytes("e").is_some()
                    && bytes("n").is_some_and(|modulus| modulus.len() >= MODULUS_MIN)
            }
            CoreJwsSigningAlgorithm::EcdsaP256Sha256 => [bytes("x"), bytes("y")]
                .iter()
                .all(|part| part.as_ref().is_some_and(|part| part.len() == 32)),
            _ => bytes("x").is_some_and(|part| part.len() == 32),
        };
        let key = serde_json::from_value(value).map_err(|_| "site-key-invalid")?;
        if is_whole { Ok(Self { key, algorithm }) } else { Err("site-key-invalid") }
    }

    /// Returns the name of the signature in the header of a token.
    fn name(&self) -> &'static str {
        match self.algorithm {
            CoreJwsSigningAlgorithm::HmacSha256 => "HS256",
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256 => "RS256",
            CoreJwsSigningAlgorithm::EcdsaP256Sha256 => "ES256",
            _ => "EdDSA",
        }
    }

    /// Returns the payload of a compact JWS, if its signature is that of this key.
    ///
    /// The header only has to agree: it never chooses how the signature is checked.
    fn payload(&self, token: &str) -> Result<Vec<u8>, SiteTokenRefusal> {
        let (signed, signature) = token.rsplit_once('.').ok_or(SiteTokenRefusal::Form)?;
        let (head, payload) = signed.split_once('.').ok_or(SiteTokenRefusal::Form)?;
        let bytes =
            |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| SiteTokenRefusal::Form);
        let signature = bytes(signature)?;
        let head: Head =
            serde_json::from_slice(&bytes(head)?).map_err(|_| SiteTokenRefusal::Form)?;
        if head.alg != self.name() || head.crit.is_some() {
            return Err(SiteTokenRefusal::Algorithm);
        }
        // The library panics at a hash of another length.
        if self.algorithm == CoreJwsSigningAlgorithm::HmacSha256 && signature.len() != HASH {
            return Err(SiteTokenRefusal::Signature);
        }
        self.key
            .verify_signature(&self.algorithm, signed.as_bytes(), &signature)
            .map_err(|_| SiteTokenRefusal::Signature)?;
        bytes(payload)
    }

    /// Returns the mark of a token of this key with this id: sites may choose the same ids.
    fn mark(&self, id: &str) -> [u8; 32] {
        let key = serde_json::to_vec(&self.key).unwrap_or_default();
        let key = Sha256::new().chain_update("site key ").chain_update(key).finalize();
        Sha256::new().chain_update(key).chain_update(id).finalize().into()
    }
}

impl std::fmt::Debug for SiteKey {
    /// Hides the key, because this form ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SiteKey({})", self.name())
    }
}

impl SiteUser {
    /// Checks a token of a site and returns the user that it names.
    ///
    /// `audience` is the public URL of the board. A token that names an issuer must name one of
    /// `issuers`, the origins of the site. The caller still marks the token as used, with what it
    /// does on behalf of the user.
    ///
    /// # Errors
    ///
    /// The reason for which the token is not accepted, for the log and for who sets up the site.
    pub fn of(
        token: &str,
        key: &SiteKey,
        audience: &str,
        issuers: &[&str],
        now: Timestamp,
    ) -> Result<Self, SiteTokenRefusal> {
        if token.len() > TOKEN_MAX {
            return Err(SiteTokenRefusal::Form);
        }
        let payload = key.payload(token)?;
        let claims: SiteClaims =
            serde_json::from_slice(&payload).map_err(|_| SiteTokenRefusal::Form)?;
        let named = claims.iss.as_deref().map(|issuer| issuer.trim_end_matches('/'));
        if named.is_some_and(|named| !issuers.contains(&named)) {
            return Err(SiteTokenRefusal::Issuer);
        }
        if !claims.aud.has(audience) {
            return Err(SiteTokenRefusal::Audience);
        }
        let ends_at = claims.lasts_until(now)?;
        if claims.sub.is_empty()
            || claims.sub.len() > SUBJECT_MAX
            || !ID_LENGTH.contains(&claims.jti.len())
        {
            return Err(SiteTokenRefusal::Form);
        }
        let email = claims.email.as_deref().filter(|email| !email.is_empty()).map(Email::new);
        Ok(Self {
            mark: key.mark(&claims.jti),
            name: Name::new(&claims.name).map_err(|_| SiteTokenRefusal::Name)?,
            is_verified: claims.email_verified && email.is_some(),
            email: email.transpose().map_err(|_| SiteTokenRefusal::Email)?,
            subject: claims.sub,
            ends_at,
        })
    }
}

impl SiteClaims {
    /// Checks the times and returns the one after which the token is refused.
    fn lasts_until(&self, now: Timestamp) -> Result<Timestamp, SiteTokenRefusal> {
        let made_at = moment(self.iat)?;
        let ends_at = moment(self.exp)?;
        let starts_at = self.nbf.map_or(Ok(made_at), moment)?;
        if ends_at + SKEW <= now || made_at > now + SKEW || starts_at > now + SKEW {
            Err(SiteTokenRefusal::Time)
        } else if ends_at <= made_at || ends_at.duration_since(made_at) > SITE_TOKEN_LASTS {
            Err(SiteTokenRefusal::Lasting)
        } else {
            Ok(ends_at + SKEW)
        }
    }
}

impl Audience {
    fn has(&self, audience: &str) -> bool {
        let is_it = |named: &String| named.trim_end_matches('/') == audience.trim_end_matches('/');
        match self {
            Self::One(named) => is_it(named),
            Self::Several(named) => named.iter().any(is_it),
        }
    }
}

/// Returns the time of a number of seconds since 1970, which may have a fraction.
fn moment(seconds: f64) -> Result<Timestamp, SiteTokenRefusal> {
    let since = SignedDuration::try_from_secs_f64(seconds).map_err(|_| SiteTokenRefusal::Form)?;
    // Far from the edges of the calendar, so that adding minutes cannot fail.
    let is_near = (0..=1 << 36).contains(&since.as_secs());
    Timestamp::from_duration(since).ok().filter(|_| is_near).ok_or(SiteTokenRefusal::Form)
}

#[cfg(test)]
mod tests;
