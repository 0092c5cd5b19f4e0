//! Users of a site who comment under its pages by a signed token, and the key that signs it.

use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use url::form_urlencoded;
use weerwoord::account::Role;
use weerwoord::comment::State;
use weerwoord::locale::Lang;
use weerwoord::sites::{Origin, embed_address};

use crate::harness::{Board, Page, Person, Settings};

const BLOG: &str = "https://blog.example";
const COFFEE: &str = "https://blog.example/koffie/";
const TEA: &str = "https://tuin.example/thee";
const HOME: &str = "http://127.0.0.1:3000";

/// A board that asks for codes, under two sites; the first has a key.
struct Place {
    board: Board,
    ada: Person,
    key: String,
}

async fn place() -> Place {
    under(Settings::default().with("LIMITS", "off")).await
}

async fn under(settings: Settings) -> Place {
    let board = Board::with(settings).await;
    let origins = [BLOG, "https://tuin.example"].map(|it| Origin::parse(it).unwrap());
    board.app.store.set_sites_of_settings(&origins, Lang::Nl, board.app.now()).await.unwrap();
    let ada = board.somebody("Ada", Role::Admin).await;
    ada.sends("/desk/sites/1/key", &[]).await.is(303);
    let key = key_of(&ada, 1).await.unwrap();
    Place { board, ada, key }
}

/// Key that the page of a site shows.
async fn key_of(admin: &Person, site: i64) -> Option<String> {
    let page = admin.reads(&format!("/desk/sites/{site}/settings")).await.is(200);
    page.texts(".secret code").first().cloned()
}

/// Signs claims with a shared key.
pub(crate) fn signed(key: &str, claims: &Value) -> String {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "HS256", "typ": "JWT"})), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

impl Place {
    fn claims(&self, id: &str) -> Value {
        let now = self.board.app.now().as_second();
        json!({
            "aud": HOME, "sub": "17", "name": "Sanne Verhoef", "email": "sanne@post.example",
            "email_verified": true, "iat": now, "exp": now + 300, "jti": format!("{id:0>16}"),
        })
    }

    /// A good token, but for these claims.
    fn token(&self, id: &str, other: &Value) -> String {
        let mut claims = self.claims(id);
        for (name, value) in other.as_object().unwrap() {
            claims[name] = value.clone();
        }
        signed(&self.key, &claims)
    }

    async fn comments(&self) -> String {
        self.board.value("SELECT CAST(COUNT(*) AS TEXT) FROM comments").await.unwrap()
    }
}

/// Sends the form from a page of the blog, as its user with this token.
async fn posts(who: &Person, token: &str, more: &[(&str, &str)]) -> Page {
    let usual = [("url", COFFEE), ("body", "Lekkere koffie"), ("user", token)];
    let kept = usual.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let fields = kept.chain(more.iter().copied());
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post("/embed/comments")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, BLOG)
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body))
        .unwrap();
    who.asks(request).await
}

#[tokio::test]
async fn a_user_of_a_site_comments_by_a_token_without_a_code() {
    let place = place().await;
    let reader = place.board.guest();
    let token = place.token("a", &json!({}));
    let page = posts(&reader, &token, &[("intent", "preview"), ("body", "*Lekker*")]).await;
    let page = page.is(200).says("reageert als Sanne Verhoef").never_says("Typ de code");
    assert_eq!(page.attribute("input[name=user]", "value").as_deref(), Some(token.as_str()));
    assert_eq!(page.attribute("#name", "id"), None);
    assert_eq!(page.attribute("#email", "id"), None);
    // What somebody else types beside it does not count.
    let typed = [("name", "Iemand anders"), ("email", "ander@post.example")];
    let posted = posts(&reader, &token, &typed).await;
    assert_eq!(posted.header("set-cookie"), None);
    posted.goes_on_to(&format!("{COFFEE}#comment-1"));
    let comment = place.board.app.store.comment(1).await.unwrap().unwrap();
    assert_eq!((comment.author.name(), comment.state), (Some("Sanne Verhoef"), State::Visible));
    let email = place.board.value("SELECT email FROM comments").await;
    assert_eq!(email.as_deref(), Some("sanne@post.example"));
    // The same form twice is one comment, although the token is used up.
    posts(&reader, &token, &[]).await.goes_on_to(&format!("{COFFEE}#comment-1"));
    assert_eq!(place.comments().await, "1");
}

#[tokio::test]
async fn tokens_that_do_not_hold_are_refused_and_what_was_typed_is_kept() {
    let place = place().await;
    let reader = place.board.guest();
    let now = place.board.app.now().as_second();
    let over = [
        ("expired", json!({"iat": now - 400, "exp": now - 100})),
        ("of an hour", json!({"exp": now + 3_600})),
        ("of the future", json!({"iat": now + 200, "exp": now + 300})),
    ];
    for (what, claims) in &over {
        let page = posts(&reader, &place.token(what, claims), &[]).await.is(422);
        let page = page.says("geldt voor één reactie").says("als gast reageren");
        assert_eq!(page.field("body"), "Lekkere koffie", "{what}");
        assert_eq!(page.attribute("input[name=user]", "value"), None, "{what}");
        assert!(page.attribute("#name", "id").is_some(), "{what}");
    }
    let forged = signed(&"x".repeat(64), &place.claims("forged"));
    let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", forged.split('.').nth(1).unwrap());
    let wrong = [
        forged,
        unsigned,
        "geen token".to_owned(),
        place.token("aud", &json!({"aud": "https://ander-bord.example"})),
        place.token("iss", &json!({"iss": "https://tuin.example"})),
    ];
    for token in &wrong {
        let page = posts(&reader, token, &[]).await.is(403).says("kon niet nagaan");
        assert_eq!(page.field("body"), "Lekkere koffie", "{token}");
        assert_eq!(page.attribute("input[name=user]", "value"), None, "{token}");
    }
    assert_eq!(place.comments().await, "0");
    let token = place.token("iss", &json!({"iss": BLOG}));
    posts(&reader, &token, &[]).await.is(303);
    let replayed = posts(&reader, &token, &[("body", "Nog een")]).await.is(422);
    assert_eq!(replayed.says("al gebruikt").field("body"), "Nog een");
    // The other site has no key, and that of the blog is not its own.
    let tea = place.token("tea", &json!({}));
    let elsewhere = [("url", TEA), ("body", "Thee"), ("user", tea.as_str())];
    reader.sends("/embed/comments", &elsewhere).await.is(403);
    place.ada.sends("/desk/sites/2/key", &[]).await.is(303);
    reader.sends("/embed/comments", &elsewhere).await.is(403).says("kon niet nagaan");
    assert_eq!(place.comments().await, "1");
}

#[tokio::test]
async fn a_user_of_a_site_is_a_guest_whoever_is_logged_in() {
    let place = place().await;
    let anna = place.board.somebody("Anna Bos", Role::Moderator).await;
    let token = place.token("a", &json!({}));
    let fields = [("url", COFFEE), ("body", "Van de site"), ("user", token.as_str())];
    anna.sends("/embed/comments", &fields).await.is(303);
    let comment = place.board.app.store.comment(1).await.unwrap().unwrap();
    assert_eq!(comment.author.name(), Some("Sanne Verhoef"));
    // The name of a member, or one like that of the staff, is not given away.
    for (id, name) in [("b", "Anna Bos"), ("c", "Redactie")] {
        let said = format!("Tekst {id}");
        let token = place.token(id, &json!({"name": name}));
        let page = posts(&place.board.guest(), &token, &[("body", &said)]).await.is(422);
        assert!(page.attribute("#name", "aria-invalid").is_some(), "{name}");
        assert_eq!(page.attribute("#email", "id"), None);
        let again = [("name", "Anna van het blog"), ("body", said.as_str())];
        posts(&place.board.guest(), &token, &again).await.is(303);
    }
    let comment = place.board.app.store.comment(3).await.unwrap().unwrap();
    assert_eq!(comment.author.name(), Some("Anna van het blog"));
    // A ban on the address holds.
    let ban = [("kind", "email"), ("value", "sanne@post.example"), ("days", "7"), ("why", "Spam")];
    place.ada.sends("/moderation/bans", &ban).await.is(303);
    let token = place.token("d", &json!({}));
    let banned = posts(&place.board.guest(), &token, &[("body", "x y z")]).await;
    banned.is(403).says("hier nu niet reageren");
}

#[tokio::test]
async fn an_address_that_the_site_did_not_verify_is_no_more_than_a_typed_one() {
    let place = under(Settings::default().with("LIMITS", "off").with("GUESTS", "confirm")).await;
    let reader = place.board.guest();
    let verified = place.token("a", &json!({}));
    posts(&reader, &verified, &[]).await.goes_on_to(&format!("{COFFEE}#comment-1"));
    let none = place.token("b", &json!({"sub": "18", "email": null, "email_verified": false}));
    let page = posts(&reader, &none, &[("body", "Zonder adres")]).await.is(422);
    assert!(page.attribute("#email", "aria-invalid").is_some());
    assert_eq!(page.attribute("#name", "id"), None);
    let typed = [("body", "Zonder adres"), ("email", "sanne@post.example")];
    posts(&reader, &none, &typed).await.goes_on_to("/comments/2/held");
    let waits = place.board.value("SELECT held_for FROM comments WHERE id = 2").await;
    assert_eq!(waits.as_deref(), Some("email"));
}

#[tokio::test]
async fn the_server_of_a_site_asks_for_the_form_of_its_user_by_a_header() {
    let place = place().await;
    let reader = place.board.guest();
    let path = format!("/embed/fragment{}", embed_address(COFFEE).trim_start_matches("/embed"));
    let asks = async |token: &str| {
        let request = Request::get(path.as_str()).header("weerwoord-user", token);
        reader.asks(request.body(Body::empty()).unwrap()).await.is(200)
    };
    let before = reader.reads(&path).await.is(200);
    assert!(before.header("cache-control").unwrap().starts_with("public"));
    let token = place.token("a", &json!({}));
    let own = asks(&token).await.says("reageert als Sanne Verhoef");
    assert_eq!(own.header("cache-control"), Some("private, no-store"));
    assert_eq!(own.attribute("input[name=user]", "value").as_deref(), Some(token.as_str()));
    assert_eq!(own.attribute("#weerwoord-name", "id"), None);
    assert_eq!(own.attribute("#weerwoord-email", "id"), None);
    let guest = asks("onzin").await;
    assert!(guest.attribute("#weerwoord-name", "id").is_some());
    assert_eq!(reader.reads(&path).await.bytes, before.bytes, "nothing of it is cached");
    // Looking at the form does not use the token up.
    posts(&reader, &token, &[]).await.is(303);
}

#[tokio::test]
async fn administrators_make_show_replace_and_remove_the_key_of_a_site() {
    let Place { board, ada, key } = place().await;
    assert_eq!(key.len(), 64);
    let stored = board.value("SELECT CAST(length(secret) AS TEXT) FROM site_keys").await.unwrap();
    assert!(stored.parse::<usize>().unwrap() > 64, "it is encrypted");
    assert_eq!(key_of(&ada, 1).await.as_deref(), Some(key.as_str()), "shown until written down");
    ada.sends("/desk/sites/1/key/noted", &[]).await.is(303);
    assert_eq!(key_of(&ada, 1).await, None);
    ada.sends("/desk/sites/1/key", &[]).await.is(303);
    let renewed = key_of(&ada, 1).await.unwrap();
    assert_ne!(renewed, key);
    let mut place = Place { board, ada, key };
    let reader = place.board.guest();
    posts(&reader, &place.token("a", &json!({})), &[]).await.is(403);
    place.key = renewed;
    posts(&reader, &place.token("b", &json!({})), &[]).await.is(303);
    let wrong = place.ada.sends("/desk/sites/1/key", &[("jwk", "{\"kty\": \"oct\"}")]).await;
    wrong.is(422).says("geen publieke sleutel als JWK");
    let jwk = r#"{"kty": "OKP", "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    place.ada.sends("/desk/sites/1/key", &[("jwk", jwk)]).await.is(303);
    assert_eq!(key_of(&place.ada, 1).await, None, "a public key is no secret");
    place.ada.reads("/desk/sites/1/settings").await.says("met een eigen sleutel");
    posts(&reader, &place.token("c", &json!({})), &[("body", "Nog")]).await.is(403);
    for _ in 0..2 {
        place.ada.sends("/desk/sites/1/key/remove", &[]).await.is(303);
    }
    let none = place.board.value("SELECT CAST(COUNT(*) AS TEXT) FROM site_keys").await;
    assert_eq!(none.as_deref(), Some("0"));
    place.ada.reads("/desk/log").await.is(200).says("Instellingen gewijzigd · Sites");
    assert_eq!(place.board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}
