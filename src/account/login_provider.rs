//! Providers of OpenID Connect that people log in with: their settings, and roles by claim.
//!
//! What a provider says of a person is checked in `id_token`.

use serde_json::{Map, Value};
use url::Url;

use super::Role;

/// Claims about a person by their name.
pub type Claims = Map<String, Value>;

/// Greatest length of the name on the button: more does not fit on a phone.
pub const PROVIDER_NAME_MAX: usize = 40;
/// Greatest length of any other setting; client ids and secrets of real providers have a third.
pub const PROVIDER_TEXT_MAX: usize = 300;
/// Greatest number of providers: the page to log in lists all of them.
pub const PROVIDERS_MAX: usize = 12;
/// Scopes asked for beside `openid`, unless the administrator chose others.
pub const SCOPES: &str = "email profile";

/// Provider of OpenID Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginProvider {
    /// Row id.
    pub id: i64,
    /// Settings.
    pub settings: ProviderSettings,
    /// True if a client secret is stored.
    pub has_secret: bool,
}

/// Settings of a provider, without its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderSettings {
    /// Name on the button.
    pub name: String,
    /// Issuer, the URL below which its discovery document is.
    pub issuer: String,
    /// Client id of the board at this provider.
    pub client_id: String,
    /// Scopes asked for beside `openid`, separated by spaces.
    pub scopes: String,
    /// Origins that a log-in passes before it comes back, separated by spaces.
    pub origins: String,
    /// True if the button is shown.
    pub is_on: bool,
    /// True if people without an account may make one.
    pub may_register: bool,
    /// True if a second factor at the provider stands for one of the board.
    pub trusts_factors: bool,
    /// Roles by claim.
    pub roles: RoleClaim,
}

/// Roles by claim: the name of the claim, and the value that stands for each role.
///
/// A role without a value is never given and never taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleClaim {
    /// Name of the claim, or a path such as `realm_access.roles`; empty if roles are not by claim.
    pub claim: String,
    /// Value for moderators.
    pub moderator: String,
    /// Value for editors.
    pub editor: String,
    /// Value for administrators.
    pub admin: String,
}

impl RoleClaim {
    /// Roles that a claim can give, highest first.
    const ROLES: [Role; 3] = [Role::Admin, Role::Editor, Role::Moderator];

    /// Returns the value that stands for a role; empty if none does.
    pub fn value(&self, role: Role) -> &str {
        match role {
            Role::Member => "",
            Role::Moderator => &self.moderator,
            Role::Editor => &self.editor,
            Role::Admin => &self.admin,
        }
    }

    /// Returns the role that an account gets by its claims, or `None` if it keeps its own.
    ///
    /// A role that no value stands for was given by an administrator, and stays. Any other follows
    /// the claim, up and down: without a matching value, or without the claim, as some providers
    /// leave out an empty list, the account is that of a member.
    pub fn change(&self, current: Role, claims: &Claims) -> Option<Role> {
        let is_by_claim = |role: &Role| !self.claim.is_empty() && !self.value(*role).is_empty();
        if !Self::ROLES.iter().any(is_by_claim)
            || (current > Role::Member && !is_by_claim(&current))
        {
            return None;
        }
        let values = self.values(claims);
        let is_claimed = |role: &Role| {
            is_by_claim(role) && values.iter().any(|value| value == self.value(*role))
        };
        let claimed = Self::ROLES.into_iter().find(is_claimed).unwrap_or(Role::Member);
        (claimed != current).then_some(claimed)
    }

    /// Returns whether roles are by a claim that is not among these.
    pub fn is_missing(&self, claims: &Claims) -> bool {
        !self.claim.is_empty() && self.found(claims).is_none()
    }

    /// Returns the values of the claim: a text, or all texts of a list.
    fn values(&self, claims: &Claims) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        };
        match self.found(claims) {
            Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Returns the claim by its name, which may hold dots itself, or else by its path.
    fn found<'c>(&self, claims: &'c Claims) -> Option<&'c Value> {
        if let Some(value) = claims.get(&self.claim) {
            return Some(value);
        }
        let (first, rest) = self.claim.split_once('.')?;
        rest.split('.').try_fold(claims.get(first)?, |value, name| value.get(name))
    }
}

/// Returns an issuer as typed if it can be one; the error is a message key.
///
/// An issuer over plain HTTP is called only if a setting allows the network it is in.
pub fn issuer(typed: &str) -> Result<String, &'static str> {
    let typed = typed.trim().trim_end_matches("/.well-known/openid-configuration");
    if typed.is_empty() {
        return Err("provider-issuer-missing");
    }
    let is_issuer = |url: &Url| {
        matches!(url.scheme(), "https" | "http")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    match Url::parse(typed) {
        Ok(url) if typed.len() <= PROVIDER_TEXT_MAX && is_issuer(&url) => Ok(typed.to_owned()),
        _ => Err("provider-issuer-invalid"),
    }
}

/// Returns scopes separated by single spaces; the error is a message key.
///
/// `openid` is always asked for and left out here.
pub fn scopes(typed: &str) -> Result<String, &'static str> {
    // The characters of a scope (RFC 6749, section 3.3).
    let is_scope =
        |scope: &&str| scope.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\');
    let scopes: Vec<&str> =
        typed.split([' ', ',']).filter(|scope| !scope.is_empty() && *scope != "openid").collect();
    if typed.len() > PROVIDER_TEXT_MAX || !scopes.iter().all(is_scope) {
        return Err("provider-scopes-invalid");
    }
    Ok(scopes.join(" "))
}

/// Returns origins separated by single spaces; the error is a message key.
pub fn origins(typed: &str) -> Result<String, &'static str> {
    let origins: Option<Vec<String>> =
        typed.split([' ', ',', '\n', '\r']).filter(|item| !item.is_empty()).map(origin).collect();
    match origins {
        Some(origins) if typed.len() <= PROVIDER_TEXT_MAX => Ok(origins.join(" ")),
        _ => Err("provider-origins-invalid"),
    }
}

/// Returns the origin of a URL as a `Content-Security-Policy` lists it.
pub fn origin(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let is_web = matches!(url.scheme(), "https" | "http");
    // A policy knows no brackets, and a semicolon, which a host may hold, would begin a directive.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_listed = url.host_str().is_some_and(|host| host.chars().all(is_plain));
    (is_web && is_listed).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Claims {
        match value {
            Value::Object(claims) => claims,
            other => panic!("{other} are no claims"),
        }
    }

    fn roles(moderator: &str, editor: &str, admin: &str) -> RoleClaim {
        RoleClaim {
            claim: "groups".into(),
            moderator: moderator.into(),
            editor: editor.into(),
            admin: admin.into(),
        }
    }

    #[test]
    fn a_claim_gives_and_takes_the_roles_that_a_value_stands_for() {
        let by = roles("mods", "", "chiefs");
        let change = |current, value: Value| by.change(current, &claims(value));
        assert_eq!(change(Role::Member, json!({"groups": ["all", "mods"]})), Some(Role::Moderator));
        assert_eq!(change(Role::Member, json!({"groups": "chiefs"})), Some(Role::Admin));
        assert_eq!(
            change(Role::Moderator, json!({"groups": ["mods", "chiefs"]})),
            Some(Role::Admin)
        );
        assert_eq!(change(Role::Moderator, json!({"groups": ["mods"]})), None);
        assert_eq!(change(Role::Admin, json!({"groups": ["mods"]})), Some(Role::Moderator));
        assert_eq!(change(Role::Admin, json!({"groups": []})), Some(Role::Member));
        assert_eq!(change(Role::Moderator, json!({})), Some(Role::Member));
        assert_eq!(change(Role::Member, json!({"groups": ["", "MODS", "mods2"]})), None);
    }

    #[test]
    fn a_role_that_no_value_stands_for_stays() {
        let by = roles("mods", "", "chiefs");
        for value in [json!({"groups": ["chiefs"]}), json!({"groups": []}), json!({})] {
            assert_eq!(by.change(Role::Editor, &claims(value)), None);
        }
        let none = [roles("", "", ""), RoleClaim { claim: String::new(), ..roles("a", "b", "c") }];
        for by in none {
            assert_eq!(by.change(Role::Member, &claims(json!({"groups": "a", "": "c"}))), None);
            assert_eq!(by.change(Role::Admin, &claims(json!({"groups": "a"}))), None);
        }
    }

    #[test]
    fn a_claim_is_found_by_its_name_or_its_path() {
        let at = |claim: &str| RoleClaim { claim: claim.into(), ..roles("mods", "", "") };
        let nested = claims(json!({"realm_access": {"roles": ["mods"]}}));
        assert_eq!(at("realm_access.roles").change(Role::Member, &nested), Some(Role::Moderator));
        let url = claims(json!({"https://blad.example/roles": ["mods"]}));
        assert_eq!(
            at("https://blad.example/roles").change(Role::Member, &url),
            Some(Role::Moderator)
        );
        assert_eq!(at("realm_access.other").change(Role::Member, &nested), None);
        assert_eq!(at("roles").change(Role::Member, &claims(json!({"roles": {"mods": 1}}))), None);
    }

    #[test]
    fn settings_are_checked() {
        assert_eq!(issuer(" https://id.example/a "), Ok("https://id.example/a".into()));
        let document = "https://id.example/a/.well-known/openid-configuration";
        assert_eq!(issuer(document), Ok("https://id.example/a".into()));
        assert_eq!(issuer(""), Err("provider-issuer-missing"));
        for bad in
            ["id.example", "ftp://id.example", "https://a:b@id.example", "https://id.example?a"]
        {
            assert_eq!(issuer(bad), Err("provider-issuer-invalid"), "{bad}");
        }
        assert_eq!(scopes("openid, email  groups"), Ok("email groups".into()));
        assert_eq!(scopes("é"), Err("provider-scopes-invalid"));
        let two = origins("https://a.example/pad\nhttps://b.example:8443 ");
        assert_eq!(two, Ok("https://a.example https://b.example:8443".into()));
        for bad in ["a.example", "https://a.example;", "javascript:alert(1)", "https://[::1]"] {
            assert_eq!(origins(bad), Err("provider-origins-invalid"), "{bad}");
        }
    }
}
