//! Secrets as they are kept in the database: encrypted with AES-256-GCM under a key that lies elsewhere. Each says which key
//! it needs, and is bound to its account and its purpose, so that it is of no use in another row.
//! Where keys come from stands elsewhere (`secrets`).

use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use sha2::{Digest, Sha256};

/// The first byte of an encrypted secret, for when another way takes its place.
const VERSION: u8 = 1;
/// Bytes that name a key.
const ID: usize = 8;
/// Bytes of chance in an encrypted secret.
pub const NONCE: usize = 12;

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the codes of an app.
    App,
    /// Makes the codes of an app that is being set up.
    NewApp,
    /// Recovery codes until they are written down.
    RecoveryCodes,
    /// A form whose sender was logged out.
    UnsentForm,
}

/// A key: 256 bits of chance. It never prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// The keys of a board: the first encrypts, all of them decrypt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyring(Vec<Key>);

/// Why a secret cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was encrypted with a key that is not here.
    UnknownKey,
    /// It was changed, or stood in another row.
    Changed,
}

impl Purpose {
    /// What an encrypted secret is bound to beside its account.
    fn label(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::NewApp => "app being set up",
            Self::RecoveryCodes => "recovery codes",
            Self::UnsentForm => "unsent form",
        }
    }

    fn bound_to(self, account: i64) -> Vec<u8> {
        [b"weerwoord ", self.label().as_bytes(), b" ", account.to_be_bytes().as_slice()].concat()
    }
}

impl Key {
    /// A new one, from chance.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(chance)
    }

    /// One as it is written: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// As it is written.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    /// The name of the key in what it encrypted; it tells nothing of the key.
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
    /// A board's first key.
    pub fn new(first: Key) -> Self {
        Self(vec![first])
    }

    /// Keys as they are written: apart by commas, spaces or lines, without lines that begin with `#`; `None` when there is no
    /// key or something that is none.
    pub fn parse(text: &str) -> Option<Self> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let words = lines.flat_map(|line| line.split([',', ' ', '\t', '\r']));
        let keys: Option<Vec<Key>> =
            words.filter(|word| !word.is_empty()).map(Key::parse).collect();
        keys.filter(|keys| !keys.is_empty()).map(Self)
    }

    /// As they are written in a file.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.0.iter().map(Key::text).collect();
        lines.push(String::new());
        lines.join("\n")
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key at all; a keyring always has one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These keys and a new one, which encrypts from now on.
    pub fn with_new(&self, key: Key) -> Self {
        Self(std::iter::once(key).chain(self.0.iter().cloned()).collect())
    }

    /// The key that encrypts alone, without those before it.
    pub fn without_old(&self) -> Self {
        Self(self.0.iter().take(1).cloned().collect())
    }

    /// A secret as it is kept.
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

    /// A secret read back.
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

    /// Whether a secret was encrypted with the key that encrypts now.
    pub fn is_current(&self, kept: &[u8]) -> bool {
        split(kept).is_some_and(|(id, _)| *id == self.0[0].id())
    }
}

/// The name of the key of an encrypted secret, and what follows it.
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
