//! ID tokens of OpenID Connect: whether one is genuine, and what it says of a person.
//!
//! Fetching tokens and keys is left to `app::openid`.

use std::collections::HashSet;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, ClaimsVerificationError, Client, ClientId,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    IdTokenVerifier, IssuerUrl, LocalizedClaim, Nonce, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};

use super::Email;
use super::login_provider::Claims;

/// Difference of clocks that is accepted between the provider and this board.
const SKEW: SignedDuration = SignedDuration::from_mins(1);
/// Greatest age of an ID token: it was made for the code that was just exchanged for it.
const AGE: SignedDuration = SignedDuration::from_mins(10);
/// Longest subject (OpenID Connect Core 1.0, section 2), with room for providers that exceed it.
const SUBJECT_MAX: usize = 512;

/// Signatures that are accepted: those with a public key.
///
/// `none` is no signature, and a shared secret would let the board itself sign.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// Methods of authentication that are more than a password (RFC 8176): several factors, or a
/// device that knows its owner.
const STRONG: [&str; 2] = ["mfa", "mca"];

/// Claims beside the standard ones, among them those that roles depend on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct OtherClaims(
    /// Claims by their name.
    pub Claims,
);

impl AdditionalClaims for OtherClaims {}

/// Fields of the answer to a code.
pub type TokenFields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
/// Answer to a code.
pub type Tokens = StandardTokenResponse<TokenFields, CoreTokenType>;
/// ID token before it is checked.
pub type IdToken = openidconnect::IdToken<
    OtherClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
/// Answer of the endpoint for further claims.
pub type UserInfo = UserInfoClaims<OtherClaims, CoreGenderClaim>;
/// Client of a provider, made of its discovery document.
pub type ProviderClient = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Expectations of an ID token.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// Issuer.
    pub issuer: &'a IssuerUrl,
    /// Keys of the issuer.
    pub keys: &'a CoreJsonWebKeySet,
    /// Client id of the board at the provider.
    pub client_id: &'a str,
    /// Nonce that the log-in was begun with.
    pub nonce: &'a Nonce,
    /// Access token that came with it.
    pub access_token: &'a AccessToken,
}

/// Reason for which an ID token is not accepted. Its texts hold nothing of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It was signed with a key that is not among those of the issuer.
    #[error("the key is unknown")]
    UnknownKey,
    /// The signature is not valid, or of a kind that is not accepted.
    #[error("the signature is not valid")]
    Signature,
    /// It is of another issuer.
    #[error("the issuer is another")]
    Issuer,
    /// It was made for another client.
    #[error("the audience is another")]
    Audience,
    /// It has expired, or was not made just now.
    #[error("the time is past")]
    Time,
    /// It was made for another log-in.
    #[error("the nonce is another")]
    Nonce,
    /// It came with another access token.
    #[error("the access token is another")]
    AccessToken,
    /// It has no subject that could be stored.
    #[error("the subject is missing or too long")]
    Subject,
    /// It is of a form that is not supported.
    #[error("the form is not supported")]
    Form,
}

/// Person as a provider knows them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Number or name of the person at the issuer, which it never gives to another.
    pub subject: String,
    /// E-mail address, if it is one.
    pub email: Option<Email>,
    /// True if the provider verified the address.
    pub is_verified: bool,
    /// Name to suggest.
    pub name: Option<String>,
    /// True if the person used a second factor there.
    pub has_second_factor: bool,
    /// Claims that roles may depend on.
    pub claims: Claims,
}

/// Checks an ID token and returns the person that it names.
///
/// # Errors
///
/// The reason for which it is not accepted. [`Refusal::UnknownKey`] may pass once newer keys of the
/// issuer are fetched.
pub fn person(token: &IdToken, expected: &Expected<'_>, now: Timestamp) -> Result<Person, Refusal> {
    let client = ClientId::new(expected.client_id.to_owned());
    let verifier = IdTokenVerifier::new_public_client(
        client.clone(),
        expected.issuer.clone(),
        expected.keys.clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    .set_time_fn(move || SystemTime::from(now - SKEW).into())
    .set_issue_time_verifier_fn(move |issued| {
        let issued = issued.timestamp();
        let is_recent = issued >= (now - AGE).as_second() && issued <= (now + SKEW).as_second();
        if is_recent { Ok(()) } else { Err("not made just now".to_owned()) }
    });
    let claims = token.claims(&verifier, expected.nonce).map_err(|error| refusal(&error))?;
    if claims.authorized_party().is_some_and(|party| *party != client) {
        return Err(Refusal::Audience);
    }
    if let Some(hash) = claims.access_token_hash() {
        let key = token.signing_key(&verifier).map_err(|_| Refusal::Signature)?;
        let algorithm = token.signing_alg().map_err(|_| Refusal::Signature)?;
        let actual = AccessTokenHash::from_token(expected.access_token, algorithm, key);
        if actual.map_err(|_| Refusal::AccessToken)? != *hash {
            return Err(Refusal::AccessToken);
        }
    }
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > SUBJECT_MAX {
        return Err(Refusal::Subject);
    }
    let strong: HashSet<&str> = STRONG.into();
    let names = [
        claims.name().and_then(first),
        claims.preferred_username().map(|name| name.as_str().to_owned()),
        claims.nickname().and_then(first),
    ];
    Ok(Person {
        subject: subject.to_owned(),
        email: claims.email().and_then(|email| Email::new(email).ok()),
        is_verified: claims.email_verified() == Some(true),
        name: names.into_iter().flatten().find(|name| is_name(name)),
        has_second_factor: claims
            .auth_method_refs()
            .is_some_and(|methods| methods.iter().any(|method| strong.contains(method.as_str()))),
        claims: claims.additional_claims().0.clone(),
    })
}

impl Person {
    /// Adds what the endpoint for further claims says of the same person.
    ///
    /// An address is taken from there only if the ID token has none, and then with its own mark.
    pub fn complete(&mut self, more: &UserInfo) {
        if more.subject().as_str() != self.subject {
            return;
        }
        if self.email.is_none() {
            self.email = more.email().and_then(|email| Email::new(email).ok());
            self.is_verified = more.email_verified() == Some(true);
        }
        if self.name.is_none() {
            let names = [
                more.name().and_then(first),
                more.preferred_username().map(|name| name.as_str().to_owned()),
                more.nickname().and_then(first),
            ];
            self.name = names.into_iter().flatten().find(|name| is_name(name));
        }
        for (name, value) in &more.additional_claims().0 {
            self.claims.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }

    /// Returns the address if the provider verified it.
    pub fn verified_email(&self) -> Option<&Email> {
        self.email.as_ref().filter(|_| self.is_verified)
    }
}

/// Returns whether a name can be suggested: some providers give the address as the name.
fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && !name.contains('@')
}

/// Returns the text of a claim without a language, or else in any.
fn first<T: std::ops::Deref<Target = String>>(claim: &LocalizedClaim<T>) -> Option<String> {
    let texts = claim.get(None).into_iter().chain(claim.iter().map(|(_, text)| text));
    texts.map(|text| text.to_string()).next()
}

fn refusal(error: &ClaimsVerificationError) -> Refusal {
    match error {
        ClaimsVerificationError::Expired(_) => Refusal::Time,
        ClaimsVerificationError::InvalidAudience(_) => Refusal::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => Refusal::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => Refusal::Nonce,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        ) => Refusal::UnknownKey,
        ClaimsVerificationError::SignatureVerification(_) => Refusal::Signature,
        _ => Refusal::Form,
    }
}
