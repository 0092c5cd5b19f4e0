//! Tokens of programs: made once, shown once, bounded by their scopes and by the role of their owner.

use axum::http::Method;
use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::jobs;

use crate::harness::{Board, PASSWORD, Page, Person, Settings, address};

async fn calls(who: &Person, path: &str, token: &str) -> Page {
    who.calls(Method::GET, &format!("/api/v1{path}"), Some(token), None).await
}

#[tokio::test]
async fn a_token_is_shown_once_and_only_its_hash_is_stored() {
    let board = Board::open().await;
    let anna = board.somebody("Anna", Role::Member).await;
    let page = anna.reads("/account/tokens").await.is(200).says("Je hebt geen tokens.");
    assert!(page.attribute("input[value=moderate]", "name").is_none(), "not offered to members");
    let token = anna.makes_a_token("Nieuwsbrief", &["read"]).await;
    assert!(token.starts_with("wwt_") && token.len() == 68, "{token}");
    let page = anna.reads("/account/tokens").await.is(200).says("Nieuwsbrief");
    page.says("Nog niet gebruikt.").never_says(&token);
    let stored = board.value("SELECT name || ' ' || scopes FROM api_tokens").await;
    assert_eq!(stored.as_deref(), Some("Nieuwsbrief read"));
    let mail = board.delivers_one_to(&address("Anna")).await;
    assert!(mail.text.contains("‘Nieuwsbrief’") && !mail.text.contains(&token), "{}", mail.text);
    let program = board.guest();
    calls(&program, "/account", &token).await.is(200);
    anna.reads("/account/tokens").await.says("Laatst gebruikt: zojuist.");
}

#[tokio::test]
async fn a_token_is_made_with_the_password_alone() {
    let board = Board::open().await;
    let anna = board.somebody("Anna", Role::Member).await;
    let page = anna.sends("/account/tokens", &[("name", "Nieuwsbrief")]).await.is(422);
    let page = page.says("Kruis aan wat het programma mag.");
    assert_eq!(page.field("name"), "Nieuwsbrief");
    for (name, scope, password, told) in [
        ("", "read", PASSWORD, "Geef het token een naam."),
        ("X", "read", "verkeerd wachtwoord", "Dit is niet je huidige wachtwoord."),
        ("X", "moderate", PASSWORD, "Kruis aan wat het programma mag."),
        (&"x".repeat(61), "read", PASSWORD, "hoogstens 60 tekens"),
    ] {
        let fields = [("name", name), ("scope", scope), ("password", password)];
        anna.sends("/account/tokens", &fields).await.is(422).says(told);
    }
    assert_eq!(board.value("SELECT name FROM api_tokens").await, None);
}

#[tokio::test]
async fn a_revoked_token_ends_at_once_and_only_its_owner_revokes_it() {
    let board = Board::open().await;
    let anna = board.somebody("Anna", Role::Member).await;
    let bart = board.somebody("Bart", Role::Member).await;
    let token = anna.makes_a_token("Nieuwsbrief", &["read"]).await;
    let program = board.guest();
    bart.sends("/account/tokens/1/revoke", &[]).await.goes_on_to("/account/tokens?done=revoked");
    calls(&program, "/account", &token).await.is(200);
    anna.sends("/account/tokens/1/revoke", &[]).await.goes_on_to("/account/tokens?done=revoked");
    calls(&program, "/account", &token).await.is(401);
    for bad in ["", "wwt_", "x", &token[4..], &format!("{token}0"), &token.to_uppercase()] {
        calls(&program, "/account", bad).await.is(401);
    }
}

#[tokio::test]
async fn scopes_bound_a_token_and_rights_fall_with_the_role() {
    let board = Board::open().await;
    let admin = board.somebody("Ada", Role::Admin).await;
    let bram = board.account("Bram", Role::Moderator).await;
    let person = board.somebody_again("Bram").await;
    let reads = person.makes_a_token("Lezen", &["read"]).await;
    let judges = person.makes_a_token("Wachtrij", &["moderate"]).await;
    let program = board.guest();
    calls(&program, "/moderation/queue", &reads).await.is(403);
    calls(&program, "/account", &judges).await.is(403);
    calls(&program, "/moderation/queue", &judges).await.is(200);
    let role = [("role", "member")];
    admin.sends(&format!("/desk/people/{bram}/role"), &role).await.is(303);
    calls(&program, "/moderation/queue", &judges).await.is(403);
    calls(&program, "/account", &reads).await.is(200);
    admin.sends(&format!("/desk/people/{bram}/role"), &[("role", "moderator")]).await.is(303);
    calls(&program, "/moderation/queue", &judges).await.is(200);
}

#[tokio::test]
async fn staff_need_a_second_factor_with_a_token_as_without() {
    let board = Board::with(Settings::easy().with("STAFF_2FA", "on")).await;
    let bram = board.somebody("Bram", Role::Moderator).await;
    let token = bram.makes_a_token("Wachtrij", &["read", "moderate"]).await;
    bram.reads("/account/tokens").await.says("pas als je een tweede stap");
    let program = board.guest();
    calls(&program, "/account", &token).await.is(200);
    let page = calls(&program, "/moderation/queue", &token).await.is(403);
    assert!(page.json()["detail"].as_str().unwrap().contains("tweede stap"));
}

#[tokio::test]
async fn a_token_survives_log_outs_of_its_owner_and_ends_with_access() {
    let board = Board::open().await;
    let admin = board.somebody("Ada", Role::Admin).await;
    let anna = board.account("Anna", Role::Member).await;
    let person = board.somebody_again("Anna").await;
    let token = person.makes_a_token("Nieuwsbrief", &["read"]).await;
    let program = board.guest();
    let all = [("all", "1"), ("password", PASSWORD)];
    person.sends("/account/sessions", &all).await.goes_on_to("/login");
    calls(&program, "/account", &token).await.is(200);
    admin.sends(&format!("/desk/people/{anna}/sessions"), &[]).await.is(303);
    calls(&program, "/account", &token).await.is(401);
    let person = board.somebody_again("Anna").await;
    let token = person.makes_a_token("Nieuwsbrief", &["read"]).await;
    person.sends("/account/leave", &[("password", PASSWORD), ("sure", "on")]).await.is(303);
    calls(&program, "/account", &token).await.is(401);
    assert_eq!(board.value("SELECT name FROM api_tokens").await, None);
}

#[tokio::test]
async fn twenty_tokens_are_enough_and_an_unused_one_ends() {
    let board = Board::open().await;
    let anna = board.somebody("Anna", Role::Member).await;
    let first = anna.makes_a_token("Eerste", &["read"]).await;
    for n in 2..=20 {
        anna.makes_a_token(&format!("Nummer {n}"), &["read"]).await;
    }
    let fields = [("name", "Te veel"), ("scope", "read"), ("password", PASSWORD)];
    anna.sends("/account/tokens", &fields).await.is(422).says("meer kan niet");
    let program = board.guest();
    board.clock.advance(SignedDuration::from_hours(300 * 24));
    calls(&program, "/account", &first).await.is(200);
    board.clock.advance(SignedDuration::from_hours(101 * 24));
    calls(&program, "/account", &first).await.is(200);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let left = board.value("SELECT CAST(COUNT(*) AS TEXT) FROM api_tokens").await;
    assert_eq!(left.as_deref(), Some("1"));
}

#[tokio::test]
async fn the_log_of_the_staff_tells_of_tokens() {
    let board = Board::open().await;
    let admin = board.somebody("Ada", Role::Admin).await;
    admin.makes_a_token("Wachtrij", &["moderate"]).await;
    admin.sends("/account/tokens/1/revoke", &[]).await.is(303);
    let member = board.somebody("Anna", Role::Member).await;
    member.makes_a_token("Nieuwsbrief", &["read"]).await;
    let page = admin.reads("/desk/log").await.is(200).says("Token gemaakt · token 1");
    page.says("Token ingetrokken · token 1").never_says("token 2");
    let data = member.reads("/account/data.json").await.is(200).json();
    assert_eq!(data["tokens"][0]["name"], "Nieuwsbrief");
}
