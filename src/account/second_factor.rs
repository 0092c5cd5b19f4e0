//! Second factors of log-in: TOTP codes of an authenticator app (RFC 6238) and recovery codes.
//!
//! Passkeys are left to the pages of `web`; storing all three is left to `store::second_factors`.

use jiff::{SignedDuration, Timestamp};
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret as Key, Totp};

/// Time between the password and the second factor: enough to fetch a phone.
pub const HALF_WAY: SignedDuration = SignedDuration::from_mins(10);
/// Time for which a new TOTP secret or a passkey challenge awaits its answer.
pub const PENDING: SignedDuration = SignedDuration::from_mins(30);
/// Validity of a TOTP code in seconds.
pub const STEP: i64 = 30;
/// Number of recovery codes of an account.
pub const RECOVERY_CODES: usize = 10;
/// Quiet zone around a QR code in modules, as ISO/IEC 18004 demands.
const QUIET: usize = 4;

/// TOTP secret of 160 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl Secret {
    /// Makes a secret of random bytes: 160 bits, as RFC 4226 recommends.
    pub fn new(chance: [u8; 20]) -> Self {
        Self(chance)
    }

    /// Reads a secret from the database; `None` if its length is not 20 bytes.
    pub fn stored(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Returns the bytes for storage.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the secret for manual entry: base 32, in groups of four.
    pub fn text(&self) -> String {
        let text = Key::from(self.0.to_vec()).to_base32();
        text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// Returns the `otpauth:` URL for a QR code, with the names of board and account.
    pub fn address(&self, board: &str, account: &str) -> String {
        // A colon would separate the two names at the wrong place.
        let plain = |name: &str| name.replace(':', " ");
        self.totp(&plain(board), &plain(account))
            .and_then(|totp| totp.to_url().ok())
            .unwrap_or_default()
    }

    /// Returns the 30-second step of a valid code: the current one or an adjacent one.
    ///
    /// Adjacent steps are valid because the clocks of phones differ a little.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let now = u64::try_from(now.as_second()).ok()?;
        let step = self.totp("", "account")?.check(code, now)?;
        i64::try_from(step).ok()
    }

    /// Returns the code at a time.
    pub fn code_at(&self, now: Timestamp) -> Option<String> {
        let now = u64::try_from(now.as_second()).ok()?;
        Some(self.totp("", "account")?.generate(now).to_string())
    }

    fn totp(&self, board: &str, account: &str) -> Option<Totp> {
        // The defaults (SHA-1, six digits, 30 seconds, one step of skew) stay, since many apps
        // support nothing else.
        Builder::new()
            .with_secret(self.0.to_vec())
            .with_skew(1)
            .with_account_name(account)
            .with_issuer((!board.is_empty()).then_some(board))
            .build()
            .ok()
    }
}

/// Input of the second log-in step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits of an authenticator app.
    Code(String),
    /// Hash of a recovery code.
    Recovery([u8; 32]),
}

impl TypedCode {
    /// Parses the input by its form, ignoring spaces and dashes.
    pub fn read(text: &str) -> Self {
        let bare: String =
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if bare.len() == 6 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::Code(bare)
        } else {
            Self::Recovery(Sha256::digest(bare).into())
        }
    }
}

/// Returns ten recovery codes of 80 bits: enough entropy for storing a plain hash.
pub fn recovery_codes(chance: &[u8; 16 * RECOVERY_CODES]) -> Vec<String> {
    // 32 unambiguous letters and digits: five bits for each byte.
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let code = |part: &[u8]| {
        part.chunks(4)
            .map(|four| four.iter().map(letter).collect::<String>())
            .collect::<Vec<_>>()
            .join("-")
    };
    chance.chunks(16).map(code).collect()
}

/// Returns the SHA-256 hash of a recovery code, as stored.
pub fn recovery_hash(code: &str) -> [u8; 32] {
    let bare: String =
        code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Sha256::digest(bare).into()
}

/// QR code as one SVG path, for an inline `<svg>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Width and height in modules, including the quiet zone.
    pub size: usize,
    /// Path data of the dark modules.
    pub path: String,
}

impl Qr {
    /// Encodes a text; `None` if it is too long for a QR code.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (at, _) in
            code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark)
        {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
        Some(Self { size: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        let secret = Secret::stored(b"12345678901234567890").unwrap();
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert_eq!(secret.code_at(at(second)).as_deref(), Some(code));
            assert_eq!(secret.step_of(code, at(second)), Some(second / 30));
        }
    }

    #[test]
    fn a_code_drifts_one_step_and_no_more() {
        let secret = Secret::new([7; 20]);
        let code = secret.code_at(at(3000)).unwrap();
        for (second, step) in
            [(2969, None), (2970, Some(100)), (3000, Some(100)), (3059, Some(100)), (3060, None)]
        {
            assert_eq!(secret.step_of(&code, at(second)), step, "{second}");
        }
    }

    #[test]
    fn a_secret_is_read_by_people_and_by_apps() {
        let secret = Secret::stored(b"12345678901234567890").unwrap();
        assert_eq!(secret.text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = secret.address("Weer: woord", "mirjam@post.example");
        assert!(address.starts_with("otpauth://totp/Weer"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
        assert!(Secret::stored(b"short").is_none());
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let mut chance = [0; 16 * RECOVERY_CODES];
        for (byte, n) in chance.iter_mut().zip(0..) {
            *byte = n;
        }
        let codes = recovery_codes(&chance);
        assert_eq!(codes.len(), RECOVERY_CODES);
        assert_eq!(codes[0], "abcd-efgh-ijkm-npqr");
        assert_eq!(
            TypedCode::read(" ABCD efgh ijkm-npqr "),
            TypedCode::Recovery(recovery_hash(&codes[0]))
        );
        assert_eq!(TypedCode::read("081 804"), TypedCode::Code("081804".into()));
    }

    #[test]
    fn a_qr_code_keeps_its_edge_free() {
        let qr = Qr::of("otpauth://totp/x").unwrap();
        assert!(qr.path.starts_with("M4 4h1v1h-1z"));
        assert!(!qr.path.contains("M3 ") && qr.size > 28);
    }
}
