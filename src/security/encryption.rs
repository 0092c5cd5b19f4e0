//! Encryption of secrets in the database with AES-256-GCM, under keys stored elsewhere.
//!
//! Each ciphertext names its key and is bound to its account and its purpose, so that it is useless
//! in another row. Loading the keys is left to `secrets`.

use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use sha2::{Digest, Sha256};

/// Version of the format, the first byte of a ciphertext.
const VERSION: u8 = 1;
/// Length of a key id in bytes.
const ID: usize = 8;
/// Length of a nonce in bytes.
pub const NONCE: usize = 12;

/// Purpose of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Secret of an authenticator app (TOTP).
    App,
    /// Secret of an authenticator app that is being set up.
    NewApp,
    /// Recovery codes, until they are written down.
    RecoveryCodes,
    /// Form that was sent without a session.
    UnsentForm,
    /// Token of the API, until its owner has saved it.
    ApiToken,
    /// Address and secrets of a webhook; its number stands in for that of an account.
    Webhook,
    /// Client secret of a log-in provider, which stands in the place of the account.
    ClientSecret,
    /// Key by which the users of a site are known; the site stands in the place of the account.
    SiteKey,
}

/// Key of 256 random bits; its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// Keys of a board: the first encrypts, all of them decrypt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyring(Vec<Key>);

/// Reason for which a secret cannot be decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The key that encrypted it is missing.
    UnknownKey,
    /// It was modified, or copied from another row.
    Changed,
}

impl Purpose {
    /// Returns the label that a ciphertext is bound to, besides its account.
    fn label(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::NewApp => "app being set up",
            Self::RecoveryCodes => "recovery codes",
            Self::UnsentForm => "unsent form",
            Self::ApiToken => "token of the API",
            Self::Webhook => "webhook",
            Self::ClientSecret => "client secret",
            Self::SiteKey => "key of a site",
        }
    }

    fn bound_to(self, account: i64) -> Vec<u8> {
        [b"weerwoord ", self.label().as_bytes(), b" ", account.to_be_bytes().as_slice()].concat()
    }
}

impl Key {
    /// Makes a key of random bytes.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(chance)
    }

    /// Parses a key of 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// Returns the key as 64 hexadecimal digits.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    /// Returns the id of the key in ciphertexts, which reveals nothing about the key.
    fn id(&self) -> [u8; ID] {
        let hash = Sha256::new().chain_update("weerwoord key ").chain_update(self.0).finalize();
        let mut id = [0; ID];
        id.copy_from_slice(&hash[..ID]);
        id
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.into())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Keyring {
    /// Returns a keyring with one key.
    pub fn new(first: Key) -> Self {
        Self(vec![first])
    }

    /// Parses keys separated by commas, white space or line ends.
    ///
    /// Lines that begin with `#` are ignored. `None` if there is no key or one is malformed.
    pub fn parse(text: &str) -> Option<Self> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(|line| line.split([',', ' ', '\t', '\r']));
        let keys: Option<Vec<Key>> =
            words.filter(|word| !word.is_empty()).map(Key::parse).collect();
        keys.filter(|keys| !keys.is_empty()).map(Self)
    }

    /// Returns the keys as written to a file, one a line.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.0.iter().map(Key::text).collect();
        lines.push(String::new());
        lines.join("\n")
    }

    /// Returns the number of keys.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no key; always false in practice.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns these keys and a new one, which encrypts from now on.
    pub fn with_new(&self, key: Key) -> Self {
        Self(std::iter::once(key).chain(self.0.iter().cloned()).collect())
    }

    /// Returns a keyring with the encrypting key only.
    pub fn without_old(&self) -> Self {
        Self(self.0.iter().take(1).cloned().collect())
    }

    /// Encrypts a secret under the first key.
    ///
    /// The result is version, key id, nonce and ciphertext. A nonce must never be used twice.
    pub fn encrypt(
        &self,
        purpose: Purpose,
        account: i64,
        secret: &[u8],
        nonce: [u8; NONCE],
    ) -> Vec<u8> {
        let key = &self.0[0];
        let payload = Payload { msg: secret, aad: &purpose.bound_to(account) };
        let encrypted = key
            .cipher()
            .encrypt(&nonce.into(), payload)
            .expect("no secret comes near the 64 GB that one nonce is good for");
        [&[VERSION], key.id().as_slice(), nonce.as_slice(), encrypted.as_slice()].concat()
    }

    /// Decrypts a secret with the key that it names.
    pub fn decrypt(
        &self,
        purpose: Purpose,
        account: i64,
        kept: &[u8],
    ) -> Result<Vec<u8>, Unreadable> {
        let (id, rest) = split(kept).ok_or(Unreadable::Changed)?;
        let key = self.0.iter().find(|key| key.id() == *id).ok_or(Unreadable::UnknownKey)?;
        let (nonce, encrypted) = rest.split_first_chunk::<NONCE>().ok_or(Unreadable::Changed)?;
        let payload = Payload { msg: encrypted, aad: &purpose.bound_to(account) };
        key.cipher().decrypt(&(*nonce).into(), payload).map_err(|_| Unreadable::Changed)
    }

    /// Returns whether a secret is encrypted under the current key.
    pub fn is_current(&self, kept: &[u8]) -> bool {
        split(kept).is_some_and(|(id, _)| *id == self.0[0].id())
    }
}

/// Splits a ciphertext into key id and the rest; `None` for another version.
fn split(kept: &[u8]) -> Option<(&[u8; ID], &[u8])> {
    let (version, rest) = kept.split_first()?;
    (*version == VERSION).then_some(())?;
    rest.split_first_chunk::<ID>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(byte: u8) -> Keyring {
        Keyring::new(Key::new([byte; 32]))
    }

    #[test]
    fn a_secret_comes_back_for_its_account_and_purpose_alone() {
        let kept = ring(1).encrypt(Purpose::App, 7, b"12345678901234567890", [3; NONCE]);
        assert!(kept.len() == 57 && !kept.windows(4).any(|part| part == b"1234"));
        let read = |purpose, account| ring(1).decrypt(purpose, account, &kept);
        assert_eq!(read(Purpose::App, 7).unwrap(), b"12345678901234567890");
        assert_eq!(read(Purpose::App, 8), Err(Unreadable::Changed));
        assert_eq!(read(Purpose::NewApp, 7), Err(Unreadable::Changed));
        assert_eq!(ring(2).decrypt(Purpose::App, 7, &kept), Err(Unreadable::UnknownKey));
        for at in 0..kept.len() {
            let mut changed = kept.clone();
            changed[at] ^= 1;
            assert!(ring(1).decrypt(Purpose::App, 7, &changed).is_err(), "byte {at}");
            assert!(ring(1).decrypt(Purpose::App, 7, &kept[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_new_key_encrypts_and_the_old_ones_decrypt() {
        let old = ring(1).encrypt(Purpose::App, 7, b"geheim", [3; NONCE]);
        let both = ring(1).with_new(Key::new([2; 32]));
        let new = both.encrypt(Purpose::App, 7, b"geheim", [4; NONCE]);
        assert_eq!(both.decrypt(Purpose::App, 7, &old).unwrap(), b"geheim");
        assert_eq!(both.decrypt(Purpose::App, 7, &new).unwrap(), b"geheim");
        assert!(both.is_current(&new) && !both.is_current(&old) && !both.is_current(b"geheim"));
        let alone = both.without_old();
        assert_eq!(alone.decrypt(Purpose::App, 7, &old), Err(Unreadable::UnknownKey));
        assert_eq!((both.len(), alone.len(), alone.is_empty()), (2, 1, false));
    }

    #[test]
    fn keys_are_written_and_read_and_never_printed() {
        let both = ring(1).with_new(Key::new([2; 32]));
        assert_eq!(Keyring::parse(&format!("# the keys\n{}", both.text())).unwrap(), both);
        let list = format!("{}, {}", Key::new([2; 32]).text(), Key::new([1; 32]).text());
        assert_eq!(Keyring::parse(&list).unwrap(), both);
        for bad in ["", "# none", "01", &"g".repeat(64), &format!("{list},x")] {
            assert!(Keyring::parse(bad).is_none(), "{bad}");
        }
        assert!(!format!("{both:?}").contains("02"), "{both:?}");
    }
}
