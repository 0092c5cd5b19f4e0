//! Storage of the keys that encrypt secrets in the database.
//!
//! They come from the setting `WEERWOORD_SECRET_KEY`, or from a file that is created when first
//! needed. The file is read each time: another process may have changed it, and secrets are few.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
use std::path::Path;

use anyhow::{Context, anyhow};

use super::App;
use super::files::{self, folder_of, sync_folder};
use crate::account::second_factor::Secret;
use crate::account::site_user::SiteKey;
use crate::config::SecretKey;
use crate::error::{Error, Result};
use crate::security::encryption::{Key, Keyring, NONCE, Purpose, Unreadable};
use crate::store::webhooks::Webhook;
use crate::webhook::Target;

/// Comment at the top of the key file.
const HEAD: &str = "\
# Keys of a Weerwoord board: its secrets in the database are encrypted with the first, older ones \
can be read with the others.
# Keep this file with the backups, and apart from them; without it nobody logs in with the code of \
an app.
";

/// Keys of this node.
#[derive(Clone, Debug)]
pub struct Secrets(SecretKey);

impl Secrets {
    /// Returns the keys of these settings.
    pub fn new(setting: &SecretKey) -> Self {
        Self(setting.clone())
    }

    /// Returns the path of the key file; `None` if the setting holds the keys.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            SecretKey::Setting(_) => None,
            SecretKey::File(path) => Some(path),
        }
    }

    /// Encrypts a secret for the database.
    ///
    /// `chance` is a random key, used if there is none yet, and a nonce.
    pub fn encrypt(
        &self,
        purpose: Purpose,
        account: i64,
        secret: &[u8],
        chance: ([u8; 32], [u8; NONCE]),
    ) -> Result<Vec<u8>> {
        Ok(self.keys_or_new(chance.0)?.encrypt(purpose, account, secret, chance.1))
    }

    /// Decrypts a secret from the database.
    ///
    /// Failure is an internal error, never a wrong code of the user.
    pub fn decrypt(&self, purpose: Purpose, account: i64, kept: &[u8]) -> Result<Vec<u8>> {
        let keys = self.keys()?;
        let read =
            keys.map_or(Err(Unreadable::UnknownKey), |keys| keys.decrypt(purpose, account, kept));
        read.map_err(|why| {
            let why = match why {
                Unreadable::UnknownKey => "was encrypted with a key this node does not have",
                Unreadable::Changed => "was changed in the database",
            };
            Error::Internal(anyhow!("a secret of account {account} {why}; {}", self.advice()))
        })
    }

    /// Returns advice for the operator about a secret that cannot be decrypted.
    pub fn advice(&self) -> String {
        match self.file() {
            Some(file) => format!(
                "put the key of this board back at {}, or set WEERWOORD_SECRET_KEY to the one of \
                 its other nodes",
                file.display()
            ),
            None => "give WEERWOORD_SECRET_KEY the key of this board and of its other nodes, also \
                     an older one after a comma"
                .to_owned(),
        }
    }

    /// Reads the keys; `None` if the file does not exist yet.
    pub fn keys(&self) -> anyhow::Result<Option<Keyring>> {
        let path = match &self.0 {
            SecretKey::Setting(keys) => return Ok(Some(keys.clone())),
            SecretKey::File(path) => path,
        };
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(Keyring::parse(&text).with_context(|| {
                format!("{} holds no keys; put the file of this board back", path.display())
            })?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error)
                .with_context(|| format!("the keys in {} could not be read", path.display())),
        }
    }

    /// Reads the keys, or creates the file with a new key, synced to disk before use.
    pub fn keys_or_new(&self, chance: [u8; 32]) -> anyhow::Result<Keyring> {
        if let Some(keys) = self.keys()? {
            return Ok(keys);
        }
        let path = self.file().context("a setting always holds a key")?;
        let keys = Keyring::new(Key::new(chance));
        let file = written(path, &keys)?;
        match file.persist_noclobber(path) {
            Ok(_) => {
                sync_folder(&folder_of(path))?;
                Ok(keys)
            }
            // Another process created it first.
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                self.keys()?.context("the file was there a moment ago")
            }
            Err(error) => {
                Err(error.error).with_context(|| format!("{} could not be made", path.display()))
            }
        }
    }

    /// Locks the keys against other processes until the returned file is dropped.
    ///
    /// Waits for the lock, which is on the folder of the file. `None` if the setting holds the
    /// keys.
    pub fn lock(&self) -> anyhow::Result<Option<File>> {
        let Some(path) = self.file() else { return Ok(None) };
        let folder = folder_of(path);
        let failed = || format!("{} could not be locked", folder.display());
        std::fs::create_dir_all(&folder).with_context(failed)?;
        let locked = File::open(&folder).with_context(failed)?;
        locked.lock().with_context(failed)?;
        Ok(Some(locked))
    }

    /// Replaces the keys in the file atomically.
    ///
    /// The file keeps its owner; a symbolic link to it is followed.
    pub fn replace(&self, keys: &Keyring) -> anyhow::Result<()> {
        let path = self.file().context("keys of a setting are changed where it is set")?;
        let failed = || format!("{} could not be replaced", path.display());
        let path = path.canonicalize().with_context(failed)?;
        let old = path.metadata().with_context(failed)?;
        let file = written(&path, keys)?;
        let new = file.as_file().metadata().with_context(failed)?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            fchown(file.as_file(), Some(old.uid()), Some(old.gid())).with_context(|| {
                format!("run this as the user who owns {}, or as root", path.display())
            })?;
        }
        file.persist(&path).with_context(failed)?;
        sync_folder(&folder_of(&path))
    }

    /// Returns the path of the key file if others than its owner can access it.
    pub fn exposed(&self) -> Option<&Path> {
        let file = self.file()?;
        let mode = file.metadata().ok()?.permissions().mode();
        (mode & 0o077 != 0).then_some(file)
    }
}

/// Writes the keys to a temporary file in the same folder, for its owner only, and syncs it.
fn written(path: &Path, keys: &Keyring) -> anyhow::Result<tempfile::NamedTempFile> {
    let folder = folder_of(path);
    let failed = || format!("a key could not be written to {}", folder.display());
    std::fs::create_dir_all(&folder).with_context(failed)?;
    let text = format!("{HEAD}{}", keys.text());
    files::written(path, text.as_bytes()).with_context(failed)
}

impl App {
    /// Encrypts a secret of an account, or of another row, for the database.
    pub fn encrypt(&self, purpose: Purpose, account: i64, secret: &[u8]) -> Result<Vec<u8>> {
        self.secrets.encrypt(purpose, account, secret, (self.chance(), self.chance()))
    }

    /// Checks that this node can decrypt every stored TOTP secret and client secret.
    ///
    /// Fails if one cannot be decrypted: another node then uses another key and could not read what
    /// this node encrypts.
    pub async fn shares_key(&self) -> Result<()> {
        for (account, _, kept) in self.store.totps().await? {
            self.secrets.decrypt(Purpose::App, account, &kept)?;
        }
        for (provider, _, kept) in self.store.provider_secrets().await? {
            self.secrets.decrypt(Purpose::ClientSecret, provider, &kept)?;
        }
        Ok(())
    }

    /// Returns the TOTP secret of an account, if it has one.
    pub async fn totp(&self, account: i64) -> Result<Option<Secret>> {
        let Some(kept) = self.store.totp(account).await? else { return Ok(None) };
        let secret = self.secrets.decrypt(Purpose::App, account, &kept)?;
        Ok(Some(Secret::stored(&secret).context("the secret of an app has another length")?))
    }

    /// Returns the address and the secrets of a webhook.
    pub fn webhook_target(&self, webhook: &Webhook) -> Result<Target> {
        let target = self.secrets.decrypt(Purpose::Webhook, webhook.id, &webhook.target)?;
        Ok(serde_json::from_slice(&target).context("the target of a webhook is no JSON")?)
    }

    /// Encrypts the address and the secrets of a webhook for the database.
    pub fn seal_webhook(&self, id: i64, target: &Target) -> Result<Vec<u8>> {
        let target = serde_json::to_vec(target).context("a target as JSON")?;
        self.encrypt(Purpose::Webhook, id, &target)
    }

    /// Returns the key by which the users of a site are known, if it has one that can be read.
    pub async fn site_key(&self, site: i64) -> Result<Option<SiteKey>> {
        let Some(kept) = self.store.site_key(site).await? else { return Ok(None) };
        let text = match self.secrets.decrypt(Purpose::SiteKey, site, &kept.secret) {
            Ok(text) => text,
            // Its users can comment as guests.
            Err(error) => {
                tracing::error!(site, %error, "the key of a site can't be read");
                return Ok(None);
            }
        };
        Ok(std::str::from_utf8(&text).ok().and_then(|text| SiteKey::parse(text).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_a_folder() -> (tempfile::TempDir, Secrets) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/secret.key");
        (folder, Secrets::new(&SecretKey::File(file)))
    }

    #[test]
    fn the_file_is_made_when_it_is_needed_for_its_owner_alone() {
        let (_folder, secrets) = in_a_folder();
        let file = secrets.file().unwrap();
        assert!(secrets.keys().unwrap().is_none() && !file.exists());
        let told = secrets.decrypt(Purpose::App, 7, &[1; 57]).unwrap_err();
        assert!(!file.exists(), "reading makes no key");
        let Error::Internal(told) = told else { panic!("{told}") };
        assert!(told.to_string().contains("does not have"), "{told}");

        let kept = secrets.encrypt(Purpose::App, 7, b"geheim", ([1; 32], [2; NONCE])).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(secrets.decrypt(Purpose::App, 7, &kept).unwrap(), b"geheim");
        let keys = secrets.keys().unwrap().unwrap();
        assert_eq!(secrets.keys_or_new([9; 32]).unwrap(), keys, "it is made once");
        secrets.replace(&keys.with_new(Key::new([3; 32]))).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(secrets.decrypt(Purpose::App, 7, &kept).unwrap(), b"geheim");
    }

    #[test]
    fn a_file_that_holds_something_else_is_never_written_over() {
        let (_folder, secrets) = in_a_folder();
        let file = secrets.file().unwrap();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        for text in ["", "half a key"] {
            std::fs::write(file, text).unwrap();
            assert!(secrets.encrypt(Purpose::App, 7, b"x", ([1; 32], [2; NONCE])).is_err());
            assert_eq!(std::fs::read_to_string(file).unwrap(), text);
        }
    }
}
