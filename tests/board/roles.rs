//! The desk of who runs the board: people and their roles, and what happened week by week.

use jiff::SignedDuration;
use weerwoord::account::Role;
use weerwoord::store::accounts::{Obstacle, RoleChange};

use crate::harness::{Board, PASSWORD};

#[tokio::test]
async fn an_administrator_finds_people_and_changes_what_they_may_do() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    let id = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Mirjam Kuiper'")
        .await
        .unwrap();
    let article = board.article("Mensen").await;
    mirjam.posts(&article, "Een reactie").await.is(303);
    let page = ada.reads("/desk/people?q=KUIP").await.is(200).says("1 account ·");
    page.says("mirjam.kuiper@post.example")
        .says("1 reactie · tweede stap uit · 1 keer ingelogd · sinds 20 november 2026");
    ada.reads("/desk/people?q=mirjam.kuiper%40post").await.says("1 account ·");
    ada.reads("/desk/people?q=%25").await.says("Niemand gevonden");
    assert_eq!(
        ada.reads("/desk/people").await.texts(".record strong"),
        ["Ada", "Sanne Verhoef", "Mirjam Kuiper"]
    );
    let role = format!("/desk/people/{id}/role");
    ada.sends(&role, &[("role", "koning")]).await.is(422).says("Kies een rol uit de lijst");
    ada.sends(&role, &[("role", "moderator")])
        .await
        .goes_on_to(&format!("/desk/people?done=role&person={id}#done"));
    let page = ada.reads(&format!("/desk/people?done=role&person={id}")).await.is(200);
    assert_eq!(page.texts("#done"), ["De rol van Mirjam Kuiper is nu: Moderator."]);
    ada.reads("/desk/people?done=role&person=999").await.is(200).never_says("De rol van");
    mirjam.reads("/account").await.is(303);
    mirjam.logs_in("Mirjam Kuiper").await.is(303);
    mirjam.reads("/moderation").await.is(200);
    mirjam.reads("/desk/people").await.is(403);
    // The same again changes nothing, and ends nothing.
    ada.sends(&role, &[("role", "moderator")]).await.is(303);
    mirjam.reads("/moderation").await.is(200);
    ada.sends(&format!("/desk/people/{id}/sessions"), &[]).await.is(303);
    mirjam.reads("/moderation").await.is(303);
    ada.sends("/desk/people/999/role", &[("role", "member")]).await.is(404);
    ada.sends("/desk/people/999/sessions", &[]).await.is(404);
}

#[tokio::test]
async fn somebody_always_runs_the_board() {
    let board = Board::open().await;
    let ada = board.somebody("Ada", Role::Admin).await;
    ada.sends("/desk/people/1/role", &[("role", "editor")])
        .await
        .is(409)
        .says("Dit is de enige beheerder");
    ada.reads("/desk/people").await.is(200);
    board.account("Bram", Role::Editor).await;
    ada.sends("/desk/people/2/role", &[("role", "admin")]).await.is(303);
    ada.sends("/desk/people/1/role", &[("role", "editor")]).await.is(303);
    ada.reads("/desk/people").await.is(303);
}

#[tokio::test]
async fn somebody_always_runs_the_board_however_many_stop_at_once() {
    let board = Board::open().await;
    let mut admins = Vec::new();
    for name in ["Ada", "Bram", "Cor", "Dirk", "Els", "Fien"] {
        admins.push((board.account(name, Role::Admin).await, board.somebody_again(name).await));
    }
    let ids: Vec<i64> = admins.iter().map(|(id, _)| *id).collect();
    // Half of them demote the one after them, half of them leave, all in the same moment.
    let stops = admins.iter().enumerate().map(|(n, (_, admin))| {
        let next = ids[(n + 1) % ids.len()];
        async move {
            if n % 2 == 0 {
                admin.sends(&format!("/desk/people/{next}/role"), &[("role", "member")]).await;
            } else {
                let sure = [("password", PASSWORD), ("sure", "on")];
                admin.sends("/account/leave", &sure).await;
            }
        }
    });
    futures_util::future::join_all(stops).await;
    let store = &board.app.store;
    for id in ids {
        store.change_role(id, Role::Editor, None, board.app.now()).await.unwrap();
    }
    let admins = store.accounts().await.unwrap();
    assert_eq!(admins.iter().filter(|account| account.role == Role::Admin).count(), 1);
}

#[tokio::test]
async fn who_became_the_only_administrator_meanwhile_does_not_leave() {
    let board = Board::open().await;
    let ada = board.account("Ada", Role::Admin).await;
    let bram = board.account("Bram", Role::Member).await;
    let store = &board.app.store;
    let as_a_member = store.account_by_id(bram).await.unwrap().unwrap();
    let now = board.app.now();
    store.change_role(bram, Role::Admin, None, now).await.unwrap();
    store.change_role(ada, Role::Member, None, now).await.unwrap();
    assert_eq!(
        store.leave(&as_a_member, None, "weg", now).await.unwrap(),
        Err(Obstacle::LastAdmin)
    );
    assert_eq!(
        store.change_role(bram, Role::Member, None, now).await.unwrap(),
        RoleChange::LastAdmin
    );
}

#[tokio::test]
async fn what_happened_is_told_by_week_in_charts_and_tables() {
    let board = Board::open().await;
    let sanne = board.somebody("Sanne Verhoef", Role::Editor).await;
    sanne.reads("/desk/numbers").await.is(200).never_says("<svg viewBox=\"0 0 660");
    let article = board.article("Cijfers").await;
    // The last moment of Sunday and the first of Monday, on the board's clock.
    board.clock.advance(SignedDuration::from_secs((2 * 24 + 14) * 3600 + 59 * 60));
    let comment = board.guest().posts(&article, "Zondagavond").await.goes_on_to_a_comment();
    board.guest().posts_as(&article, "Joost", "Ook zondag", &[]).await.is(303);
    board.guest().posts_as(&article, "Joost", "Nog eens", &[]).await.is(303);
    let report = [("reason", "insult"), ("explanation", "Scheldt")];
    board.guest().sends(&format!("/comments/{comment}/report"), &report).await.is(303);
    board.clock.advance(SignedDuration::from_mins(90));
    board.guest().posts(&article, "Maandag").await.is(303);
    sanne.decides(comment, &[("decision", "remove"), ("reason", "insult")]).await.is(303);
    let page = sanne.reads("/desk/numbers").await.is(200);
    let rows =
        |chart: usize| page.texts(&format!(".charts > section:nth-of-type({chart}) tbody tr"));
    assert_eq!(rows(1), ["Week 48, vanaf 23 november 20261", "Week 47, vanaf 16 november 20263"]);
    assert_eq!(rows(2), ["Week 48, vanaf 23 november 20261", "Week 47, vanaf 16 november 20262"]);
    assert_eq!(rows(3)[0], "Week 48, vanaf 23 november 20261000000");
    assert_eq!(
        rows(4),
        ["Week 48, vanaf 23 november 202690 min", "Week 47, vanaf 16 november 2026–"]
    );
    // Once the weeks are over they are stored; what stands on the page stays the same.
    board.clock.advance(SignedDuration::from_hours(24 * 15));
    weerwoord::jobs::hourly_maintenance(&board.app).await.unwrap();
    let stored =
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM period_figures WHERE kind = 'week'");
    assert_ne!(stored.await.as_deref(), Some("0"));
    let sanne = board.guest();
    sanne.logs_in("Sanne Verhoef").await.is(303);
    let later = sanne.reads("/desk/numbers").await.is(200);
    for chart in 1..=4 {
        let later = later.texts(&format!(".charts > section:nth-of-type({chart}) tbody tr"));
        assert_eq!(later[2..], rows(chart));
    }
    assert_eq!(page.attribute(".chart svg", "role").as_deref(), Some("img"));
    assert_eq!(page.texts(".chart title")[0], "Reacties");
    assert!(
        page.texts(".chart desc")[0]
            .starts_with("De laatste 2 weken, met een balk voor elke week waarin")
    );
    assert_eq!(page.texts(".charts > section:nth-of-type(4) .scale")[0], "0");
    page.never_says("style=");
    board.clock.advance(SignedDuration::from_hours(24 * 500));
    let sanne = board.guest();
    sanne.logs_in("Sanne Verhoef").await.is(303);
    sanne.reads("/desk/numbers").await.is(200).never_says("Week 48, vanaf 23 november 2026");
}
