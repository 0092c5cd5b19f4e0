//! Secret of a webhook, and signatures under it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Beginning of a secret in text, by Standard Webhooks.
const PREFIX: &str = "whsec_";

/// Secret that a receiver checks signatures with; its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Makes a secret of random bytes.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(chance.to_vec())
    }

    /// Returns the secret as its receiver enters it.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// Returns one signature of a request, as the header `webhook-signature` has it.
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        let mut hash =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        hash.update(format!("{id}.{timestamp}.").as_bytes());
        hash.update(body);
        format!("v1,{}", STANDARD.encode(hash.finalize().into_bytes()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.text()
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let encoded = text.strip_prefix(PREFIX).ok_or("no secret of a webhook")?;
        STANDARD.decode(encoded).map(Self).map_err(|_| "no Base64")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the libraries of Standard Webhooks.
    #[test]
    fn a_signature_is_that_of_other_libraries() {
        let secret = Secret::try_from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()).unwrap();
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assert_eq!(
            secret.sign(id, 1_614_265_330, br#"{"test": 2432232314}"#),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        assert_eq!(secret.text(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn a_new_secret_has_as_many_bytes_as_the_convention_wants() {
        let text = Secret::new([7; 32]).text();
        assert_eq!(Secret::try_from(text.clone()).unwrap().text(), text);
        assert_eq!(STANDARD.decode(text.strip_prefix(PREFIX).unwrap()).unwrap().len(), 32);
        for bad in ["", "MfKQ9r8G", "whsec_?"] {
            assert!(Secret::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
