//! Tokens of sites: each kind of signature, and each reason for a refusal.

use openidconnect::PrivateSigningKey;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreRsaPrivateSigningKey};
use serde_json::json;

use super::*;

const BOARD: &str = "https://blad.example";
const SHARED: &str = "een sleutel van zeker 32 tekens, of meer";
const RSA: &str = include_str!("../../../tests/data/openid/rsa.pem");
const ED25519: &str = include_str!("../../../tests/data/openid/ed25519.pem");
/// Public key on P-256, and a token of the site that has the private one.
const P256: &str = r#"{"kty": "EC", "crv": "P-256",
    "x": "giF2_k32-nMnniszJvjR11q3sPF8MbMDFM67rhbOuMQ",
    "y": "1fYcpVa2qn4n3d_RGVsXVctS5NosZ4fbXejBZ8g3yoQ"}"#;
const BY_P256: &str = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJodHRwczovL2JsYWQuZXhhbXBsZ\
    SIsInN1YiI6IjciLCJuYW1lIjoiU2FubmUiLCJpYXQiOjE3OTUxNjE2MDAsImV4cCI6MTc5NTE2MTkwMCwianRpIjoiM\
    DEyMzQ1Njc4OWFiY2RlZiJ9.JWcRac-4pPf1TXskTC8mQhJwuh8n_GPNCxghi-iU-uX0Jvo8abOX--8htPCZL9cInLCL\
    ianVXtjjil1mlmd5SA";

fn now() -> Timestamp {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

fn shared() -> SiteKey {
    SiteKey::shared(SHARED).unwrap()
}

/// Claims of a good token.
fn claims() -> Value {
    let now = now().as_second();
    json!({
        "iss": "https://site.example",
        "aud": BOARD,
        "sub": "17",
        "name": "Sanne Verhoef",
        "email": "Sanne@post.example",
        "email_verified": true,
        "iat": now,
        "exp": now + 300,
        "jti": "5e1f5e1f5e1f5e1f",
    })
}

/// The claims with another value; `Null` takes the claim away.
fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    let map = claims.as_object_mut().unwrap();
    if value.is_null() {
        map.remove(name);
    } else {
        map.insert(name.to_owned(), value);
    }
    claims
}

fn joined(head: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(head), part(claims));
    let signature = BASE64_URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn signed(claims: &Value) -> String {
    let key = CoreHmacKey::new(SHARED);
    joined(&json!({"alg": "HS256", "typ": "JWT"}), claims, |bytes| {
        key.sign(&CoreJwsSigningAlgorithm::HmacSha256, bytes).unwrap()
    })
}

fn checked(token: &str, key: &SiteKey) -> Result<SiteUser, SiteTokenRefusal> {
    SiteUser::of(token, key, BOARD, &["https://site.example"], now())
}

#[test]
fn a_token_names_a_user_for_as_long_as_it_lasts() {
    let user = checked(&signed(&claims()), &shared()).unwrap();
    assert_eq!((user.subject.as_str(), user.name.as_str()), ("17", "Sanne Verhoef"));
    assert_eq!(user.email.unwrap().key(), "sanne@post.example");
    assert!(user.is_verified && user.ends_at == now() + SignedDuration::from_secs(330));

    let plain = checked(&signed(&with("email", Value::Null)), &shared()).unwrap();
    assert!(plain.email.is_none() && !plain.is_verified, "no address is none that was verified");
    let unverified = checked(&signed(&with("email_verified", Value::Null)), &shared()).unwrap();
    assert!(unverified.email.is_some() && !unverified.is_verified);
    let several = signed(&with("aud", json!(["https://other.example", "https://blad.example/"])));
    assert!(checked(&several, &shared()).is_ok());
}

#[test]
fn public_keys_check_their_own_kind_of_signature() {
    let rsa = CoreRsaPrivateSigningKey::from_pem(RSA, None).unwrap();
    let ed = CoreEdDsaPrivateSigningKey::from_ed25519_pem(ED25519, None).unwrap();
    let jwk = |key: CoreJsonWebKey| serde_json::to_string(&key).unwrap();
    let by_rsa = joined(&json!({"alg": "RS256"}), &claims(), |bytes| {
        rsa.sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, bytes).unwrap()
    });
    let by_ed = joined(&json!({"alg": "EdDSA"}), &claims(), |bytes| {
        ed.sign(&CoreJwsSigningAlgorithm::EdDsa, bytes).unwrap()
    });
    let rsa = SiteKey::public(&jwk(rsa.as_verification_key())).unwrap();
    let ed = SiteKey::public(&jwk(ed.as_verification_key())).unwrap();
    assert!(checked(&by_rsa, &rsa).is_ok() && checked(&by_ed, &ed).is_ok());
    assert_eq!(checked(&by_rsa, &ed).unwrap_err(), SiteTokenRefusal::Algorithm);
    assert_eq!(checked(&by_ed, &rsa).unwrap_err(), SiteTokenRefusal::Algorithm);

    let p256 = SiteKey::public(P256).unwrap();
    let user = SiteUser::of(BY_P256, &p256, BOARD, &[], now()).unwrap();
    assert_eq!((user.subject.as_str(), user.name.as_str()), ("7", "Sanne"));
    let changed = BY_P256.replace("JWcRac", "JWcRad");
    let refused = SiteUser::of(&changed, &p256, BOARD, &[], now()).unwrap_err();
    assert_eq!(refused, SiteTokenRefusal::Signature);
}

#[test]
fn forged_tokens_are_refused() {
    let good = signed(&claims());
    let (head, rest) = good.split_once('.').unwrap();
    let (payload, signature) = rest.split_once('.').unwrap();
    let of = |value: Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let refused = |token: String| checked(&token, &shared()).unwrap_err();

    let other = of(with("sub", json!("1")));
    assert_eq!(refused(format!("{head}.{other}.{signature}")), SiteTokenRefusal::Signature);
    assert_eq!(refused(format!("{head}.{payload}.")), SiteTokenRefusal::Signature);
    for alg in ["none", "None", "", "HS512", "RS256"] {
        let head = of(json!({"alg": alg}));
        for signature in ["", signature] {
            let token = format!("{head}.{payload}.{signature}");
            assert_eq!(refused(token), SiteTokenRefusal::Algorithm, "{alg}");
        }
    }
    let another = SiteKey::shared(&"x".repeat(32)).unwrap();
    assert_eq!(checked(&good, &another).unwrap_err(), SiteTokenRefusal::Signature);
    let critical = joined(&json!({"alg": "HS256", "crit": ["x"]}), &claims(), |bytes| {
        CoreHmacKey::new(SHARED).sign(&CoreJwsSigningAlgorithm::HmacSha256, bytes).unwrap()
    });
    assert_eq!(refused(critical), SiteTokenRefusal::Algorithm);
    for form in ["", ".", "..", "a.b", "a.b.c", "a.b.c.d", &"x".repeat(9000)] {
        assert_eq!(refused(form.to_owned()), SiteTokenRefusal::Form, "{form}");
    }
}

#[test]
fn a_public_key_is_never_a_shared_one() {
    // The classic confusion: whoever knows the public key signs with its text as a shared key.
    let rsa = CoreRsaPrivateSigningKey::from_pem(RSA, None).unwrap().as_verification_key();
    let jwk = serde_json::to_string(&rsa).unwrap();
    let forged = joined(&json!({"alg": "HS256"}), &claims(), |bytes| {
        let key = CoreHmacKey::new(jwk.as_bytes());
        key.sign(&CoreJwsSigningAlgorithm::HmacSha256, bytes).unwrap()
    });
    let refused = checked(&forged, &SiteKey::public(&jwk).unwrap()).unwrap_err();
    assert_eq!(refused, SiteTokenRefusal::Algorithm);
}

#[test]
fn claims_that_do_not_hold_are_refused() {
    use SiteTokenRefusal::{Audience, Email, Form, Issuer, Lasting, Name, Time};
    let now = now().as_second();
    for (name, value, why) in [
        ("iss", json!("https://evil.example"), Issuer),
        ("aud", json!("https://other.example"), Audience),
        ("aud", json!([]), Audience),
        ("aud", Value::Null, Form),
        ("exp", json!(now - 31), Time),
        ("exp", json!(now + 601), Lasting),
        ("exp", json!(now), Lasting),
        ("exp", Value::Null, Form),
        ("exp", json!("soon"), Form),
        ("exp", json!(1e300), Form),
        ("iat", json!(now + 60), Time),
        ("iat", json!(now - 400), Lasting),
        ("iat", Value::Null, Form),
        ("nbf", json!(now + 60), Time),
        ("sub", json!(""), Form),
        ("sub", json!("x".repeat(256)), Form),
        ("sub", Value::Null, Form),
        ("jti", json!("short"), Form),
        ("jti", Value::Null, Form),
        ("name", json!(" "), Name),
        ("name", json!("Jan\u{202e}naJ"), Name),
        ("name", Value::Null, Form),
        ("email", json!("no address"), Email),
    ] {
        let token = signed(&with(name, value.clone()));
        assert_eq!(checked(&token, &shared()).unwrap_err(), why, "{name} {value}");
    }
    let nameless = signed(&with("iss", Value::Null));
    assert!(checked(&nameless, &shared()).is_ok(), "the key already says which site it is");
    let (site, later) = (["https://site.example"], self::now() + SITE_TOKEN_LASTS);
    let late = SiteUser::of(&signed(&claims()), &shared(), BOARD, &site, later);
    assert_eq!(late.unwrap_err(), Time);
}

#[test]
fn a_token_has_the_mark_of_its_id() {
    let mark = |claims: &Value| checked(&signed(claims), &shared()).unwrap().mark;
    assert_eq!(mark(&claims()), mark(&with("sub", json!("18"))), "an id is used once");
    assert_ne!(mark(&claims()), mark(&with("jti", json!("0000000000000000"))));
    let other = SiteKey::shared(&"x".repeat(32)).unwrap();
    assert_ne!(shared().mark("a"), other.mark("a"), "sites may choose the same id");
}

#[test]
fn keys_are_long_enough_public_and_never_printed() {
    assert_eq!(SiteKey::shared(&"x".repeat(31)).unwrap_err(), "site-key-short");
    assert_eq!(format!("{:?}", shared()), "SiteKey(HS256)");
    for bad in [
        "",
        "{}",
        "[]",
        r#"{"kty": "oct", "k": "AAAA"}"#,
        r#"{"kty": "RSA", "n": "AQAB", "e": "AQAB"}"#,
    ] {
        assert_eq!(SiteKey::public(bad).unwrap_err(), "site-key-invalid", "{bad}");
    }
    let private = P256.replace('{', r#"{"d": "AAAA", "#);
    assert_eq!(SiteKey::public(&private).unwrap_err(), "site-key-private");
}
