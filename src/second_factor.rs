//! What an account asks for beside its password: codes that an app shows (RFC 6238) and codes for when that app is gone.
//! Passkeys are a browser's affair and stand with its pages; what is kept of all three is `store::second_factors`'s.

use jiff::{SignedDuration, Timestamp};
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret as Key, Totp};

/// How long somebody may take between the password and the second factor: to fetch a telephone from upstairs.
pub const HALF_WAY: SignedDuration = SignedDuration::from_mins(10);
/// How long a secret that is being set up, or a passkey that is being asked for, waits for its answer.
pub const PENDING: SignedDuration = SignedDuration::from_mins(30);
/// How many seconds a code of an app lasts.
pub const STEP: i64 = 30;
/// How many codes an account has for when everything else is gone.
pub const RECOVERY_CODES: usize = 10;
/// The quiet edge round a QR code, in squares: readers want four (ISO/IEC 18004).
const QUIET: usize = 4;

/// What an app makes its codes of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl Secret {
    /// A new one, from chance: 160 bits, as RFC 4226 recommends.
    pub fn new(chance: [u8; 20]) -> Self {
        Self(chance)
    }

    /// One read back from a column; `None` when it is no secret of ours.
    pub fn stored(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// As it is kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As people type it over: base 32, in groups of four.
    pub fn text(&self) -> String {
        let text = Key::from(self.0.to_vec()).to_base32();
        text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// As apps read it: an `otpauth:` address that names the board and the account.
    pub fn address(&self, board: &str, account: &str) -> String {
        // A colon would part the two names at the wrong place.
        let plain = |name: &str| name.replace(':', " ");
        self.totp(&plain(board), &plain(account))
            .and_then(|totp| totp.to_url().ok())
            .unwrap_or_default()
    }

    /// Which step of 30 seconds a code is of, when it is of now or one to either side: clocks of telephones differ a little.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let now = u64::try_from(now.as_second()).ok()?;
        let step = self.totp("", "account")?.check(code, now)?;
        i64::try_from(step).ok()
    }

    /// The code at a moment.
    pub fn code_at(&self, now: Timestamp) -> Option<String> {
        let now = u64::try_from(now.as_second()).ok()?;
        Some(self.totp("", "account")?.generate(now).to_string())
    }

    fn totp(&self, board: &str, account: &str) -> Option<Totp> {
        // Everything else stays as it is by default (SHA-1, six digits, 30 seconds, one step of drift): many apps know nothing else.
        Builder::new()
            .with_secret(self.0.to_vec())
            .with_skew(1)
            .with_account_name(account)
            .with_issuer((!board.is_empty()).then_some(board))
            .build()
            .ok()
    }
}

/// What somebody typed at the second step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Six digits from an app.
    Code(String),
    /// A code for when the app is gone, by its hash.
    Recovery([u8; 32]),
}

impl Typed {
    /// What it is, by its look; spaces and dashes are how people read, not part of it.
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

/// Ten codes of 80 bits, as people write them down: so many that a plain hash keeps them.
pub fn recovery_codes(chance: &[u8; 16 * RECOVERY_CODES]) -> Vec<String> {
    // Letters and digits that no handwriting confuses, 32 of them: five bits a byte.
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

/// What the database knows a recovery code by.
pub fn recovery_hash(code: &str) -> [u8; 32] {
    let bare: String =
        code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Sha256::digest(bare).into()
}

/// A QR code as one path of squares, for an `<svg>` that stands in the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// How many squares it is wide and high, its quiet edge included.
    pub size: usize,
    /// The path over its dark squares.
    pub path: String,
}

impl Qr {
    /// The code for a text; `None` when it is longer than any QR code holds.
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
        assert_eq!(Typed::read(" ABCD efgh ijkm-npqr "), Typed::Recovery(recovery_hash(&codes[0])));
        assert_eq!(Typed::read("081 804"), Typed::Code("081804".into()));
    }

    #[test]
    fn a_qr_code_keeps_its_edge_free() {
        let qr = Qr::of("otpauth://totp/x").unwrap();
        assert!(qr.path.starts_with("M4 4h1v1h-1z"));
        assert!(!qr.path.contains("M3 ") && qr.size > 28);
    }
}
