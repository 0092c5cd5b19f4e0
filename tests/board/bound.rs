//! Moderators bound to sites: each decides about pages of their sites and learns nothing of others.

use std::collections::BTreeSet;

use axum::http::Method;
use jiff::SignedDuration;
use weerwoord::account::{Role, Scope};
use weerwoord::error::Error;
use weerwoord::jobs;
use weerwoord::moderation::{Decision, Queue};
use weerwoord::store::moderation::{CaseFilter, NewDecision};
use weerwoord::web;

use crate::harness::{Board, Page, Person, address, link};

const GARDEN: &str = "/articles/tuin-rozen";
const SHOP: &str = "/articles/winkel-kassa";
const SPAM: [(&str, &str); 2] = [("decision", "remove"), ("reason", "spam")];
const KEEP: [(&str, &str); 1] = [("decision", "keep")];

/// A board under two sites, with a moderator of each and one of the whole board.
struct Sites {
    board: Board,
    /// Article of the board itself.
    own: String,
    tessa: Person,
    sjors: Person,
    bram: Person,
}

/// A guest whose comments 1, 2 and 3 are on the garden site, on the shop site and on the board.
async fn sites() -> Sites {
    let board = Board::open().await;
    let own = board.article("Gesprek").await;
    board
        .sets(
            "INSERT INTO sites (id, name, lang, made_at)
            VALUES (1, 'Tuin', 'nl', 1), (2, 'Winkel', 'nl', 1)",
        )
        .await;
    board
        .sets(
            "INSERT INTO articles (slug, title, first_paragraph, body, html, words, comments_open,
                version, published_at, made_at, edited_at, site_id, page_url, page_key)
            VALUES ('tuin-rozen', 'Rozen snoeien', '', '', '', 0, TRUE, 0, 1, 1, 1, 1,
                'https://tuin.example/rozen', 'tuin.example/rozen'),
            ('winkel-kassa', 'Bij de kassa', '', '', '', 0, TRUE, 0, 1, 1, 1, 2,
                'https://winkel.example/kassa', 'winkel.example/kassa')",
        )
        .await;
    board
        .sets(
            "INSERT INTO article_slugs (slug, article_id)
            SELECT slug, id FROM articles WHERE site_id IS NOT NULL",
        )
        .await;
    let tessa = board.account("Tessa Tuin", Role::Moderator).await;
    let sjors = board.account("Sjors Winkel", Role::Moderator).await;
    board.account("Bram de Wit", Role::Moderator).await;
    board.app.store.set_moderator_sites(1, &[tessa]).await.unwrap();
    board.app.store.set_moderator_sites(2, &[sjors]).await.unwrap();
    let (tessa, sjors) =
        (board.somebody_again("Tessa Tuin").await, board.somebody_again("Sjors Winkel").await);
    let bram = board.somebody_again("Bram de Wit").await;
    let joost = board.guest();
    // Under a page of another site no cookie is set, so this browser got one before.
    joost.reads("/captcha.png").await.is(200);
    for (place, text) in [(GARDEN, "kiemplant"), (SHOP, "kassabon"), (own.as_str(), "bordtekst")] {
        joost.posts_as(place, "Joost", &format!("Een {text} van Joost"), &[]).await.is(303);
    }
    Sites { board, own, tessa, sjors, bram }
}

/// The page says the first word, and the others nowhere.
#[track_caller]
fn only(page: Page, says: &str) {
    let html = page.is(200).html();
    for word in ["kiemplant", "kassabon", "bordtekst"] {
        assert_eq!(html.contains(word), word == says, "{word} in {html}");
    }
}

#[tokio::test]
async fn a_queue_holds_the_cases_of_their_sites_alone() {
    let Sites { board, tessa, sjors, bram, .. } = sites().await;
    let report = [("reason", "insult"), ("explanation", "Scheldt")];
    for comment in 1..=3 {
        board.guest().sends(&format!("/comments/{comment}/report"), &report).await.is(303);
    }
    for queue in ["review", "reported"] {
        let path = format!("/moderation?queue={queue}");
        only(tessa.reads(&path).await, "kiemplant");
        only(sjors.reads(&path).await, "kassabon");
        let page = bram.reads(&path).await.is(200);
        page.says("kiemplant").says("kassabon").says("bordtekst");
        let found = format!("{path}&q=joost");
        only(tessa.reads(&found).await, "kiemplant");
        only(sjors.reads(&found).await, "kassabon");
        for hidden in ["&q=bordtekst", "&author=3", "&article=gesprek", "&article=winkel-kassa"] {
            let page = tessa.reads(&format!("{path}{hidden}")).await.is(200);
            assert!(page.texts(".case").is_empty(), "{hidden}");
        }
        only(tessa.reads(&format!("{path}&author=1")).await, "kiemplant");
        only(tessa.reads(&format!("{path}&article=tuin-rozen")).await, "kiemplant");
    }
    board.sets("UPDATE comments SET state = 'held', held_for = 'approval'").await;
    only(tessa.reads("/moderation?queue=held").await, "kiemplant");
    only(sjors.reads("/moderation?queue=held&q=joost").await, "kassabon");
    let numbers = |page: &Page| page.texts(".count");
    let (few, all) =
        (numbers(&tessa.reads("/moderation").await), numbers(&bram.reads("/moderation").await));
    assert!(
        few.iter().any(|count| count == "1") && !few.iter().any(|count| count == "3"),
        "{few:?}"
    );
    assert!(all.iter().any(|count| count == "3"), "{all:?}");
    for comment in 1..=3 {
        bram.decides(comment, &SPAM).await.is(303);
    }
    only(tessa.reads("/moderation?queue=removed").await, "kiemplant");
    only(sjors.reads("/moderation?queue=removed&q=joost").await, "kassabon");
}

#[tokio::test]
async fn pages_of_a_queue_go_through_the_sites_of_a_moderator_in_one_order() {
    let Sites { board, own, tessa, .. } = sites().await;
    for n in 0..60 {
        let place = [GARDEN, SHOP, own.as_str()][n % 3];
        board.guest().posts(place, &format!("Nummer {n}")).await.is(303);
    }
    let id = board.value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Tessa Tuin'").await;
    let tessa_id: i64 = id.unwrap().parse().unwrap();
    // A second and a third site: their cases come between those of the first.
    let sjors = board.value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Sjors Winkel'");
    let sjors: i64 = sjors.await.unwrap().parse().unwrap();
    board.app.store.set_moderator_sites(2, &[sjors, tessa_id]).await.unwrap();
    board.sets("UPDATE comments SET urgency = 7000 WHERE id % 9 = 2").await;
    for filter in ["", "&q=nummer"] {
        let (mut ids, mut path) = (Vec::new(), format!("/moderation?queue=review{filter}"));
        loop {
            let page = tessa.reads(&path).await.is(200);
            let cases = page.html();
            let numbers = cases.match_indices("id=\"comment-").map(|(at, start)| {
                let rest = &cases[at + start.len()..];
                rest[..rest.find('"').unwrap()].parse::<usize>().unwrap()
            });
            ids.extend(numbers);
            match page.attribute("[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let first = if filter.is_empty() { 1 } else { 4 };
        // Comments 1 to 3 and then 4 to 63, in turn on the garden, the shop and the board.
        let mut expected: Vec<usize> = (first..=63).filter(|id| (id - 1) % 3 < 2).collect();
        expected.sort_by_key(|id| (id % 9 != 2, *id));
        assert_eq!(ids, expected, "{filter}");
    }
}

/// A route of moderators, and what it answers to one of the garden site about comment 1, which is
/// theirs, and about comment 2, which is not.
const ROUTES: &[(&str, &str, u16, u16)] = &[
    ("GET", "/moderation", 200, 200),
    ("GET", "/moderation/comments/{id}", 200, 404),
    ("POST", "/moderation/comments/{id}", 422, 404),
    ("POST", "/moderation/comments/{id}/claim", 303, 404),
    ("POST", "/moderation/comments/{id}/notes", 422, 404),
    ("POST", "/moderation/comments/{id}/score", 422, 404),
    ("POST", "/moderation/comments/{id}/feature", 303, 404),
    ("GET", "/moderation/comments/{id}/expunge", 403, 403), // administrators
    ("POST", "/moderation/comments/{id}/expunge", 403, 403),
    ("POST", "/moderation/bulk", 422, 422),
    ("GET", "/moderation/people/{id}", 200, 404),
    ("POST", "/moderation/people/{id}/ban", 403, 404), // a ban holds for the whole board
    ("POST", "/moderation/people/{id}/picture/remove", 403, 404),
    ("GET", "/moderation/log", 200, 200),
    ("GET", "/moderation/bans", 403, 403),
    ("POST", "/moderation/bans", 403, 403),
    ("POST", "/moderation/bans/{id}/lift", 403, 403),
    ("GET", "/moderation/words", 403, 403),
    ("POST", "/moderation/words", 403, 403),
    ("POST", "/moderation/words/{id}/drop", 403, 403),
    ("GET", "/moderation/appeals/{id}", 200, 404),
    ("POST", "/moderation/appeals/{id}", 422, 404),
    ("GET", "/moderation/transparency", 403, 403),
];

/// Appeals 1, 2 and 3 against removals of comments 4, 5 and 6, which are in the three places.
async fn appealed(all: &Sites) {
    for (place, text) in
        [(GARDEN, "kiemplant"), (SHOP, "kassabon"), (all.own.as_str(), "bordtekst")]
    {
        let wim = all.board.guest();
        wim.posts_as(place, "Wim", &format!("Koop een {text}"), &[]).await.is(303);
    }
    for (comment, word) in (4..).zip(["kiemplant", "kassabon", "bordtekst"]) {
        all.bram.decides(comment, &SPAM).await.is(303);
        let mail = all.board.delivers().await;
        let mail = mail.iter().find(|mail| mail.text.contains("/appeals/")).unwrap();
        let text = format!("Onterecht weg, want {word}");
        all.board.guest().sends(&link(mail, "/appeals/"), &[("text", &text)]).await.is(303);
    }
}

#[tokio::test]
async fn every_route_of_moderators_knows_the_sites_of_a_moderator() {
    let all = sites().await;
    appealed(&all).await;
    let mut known = BTreeSet::new();
    for (method, route, own, other) in ROUTES {
        known.insert(((*method).to_owned(), (*route).to_owned()));
        for (id, expected) in [("1", own), ("2", other), ("3", other), ("999", other)] {
            let path = route.replace("{id}", id);
            let page = match *method {
                "POST" => all.tessa.sends(&path, &[]).await,
                _ => all.tessa.reads(&path).await,
            };
            assert_eq!(page.status.as_u16(), *expected, "{method} {path}: {}", page.text());
            let html = page.html();
            assert!(!html.contains("kassabon") && !html.contains("bordtekst"), "{method} {path}");
            if *expected == 403 && !route.contains("expunge") {
                page.says("jij beslist over pagina’s van bepaalde sites");
            }
        }
    }
    for (route, _) in web::routes().iter().filter(|(route, _)| route.starts_with("/moderation")) {
        let path = route.replace(['{', '}'], "");
        let page = all.board.guest().tries(Method::OPTIONS, &path).await;
        let Some(allowed) = page.header("allow").filter(|_| page.status.as_u16() == 405) else {
            continue;
        };
        if *route == "/moderation-log" {
            continue; // readers
        }
        for method in allowed.split(',').filter(|method| *method != "HEAD") {
            let row = (method.to_owned(), (*route).to_owned());
            assert!(known.contains(&row), "{method} {route} has no row: may a bound moderator?");
        }
    }
    let tabs = all.tessa.reads("/moderation").await.html();
    for hidden in ["/moderation/bans", "/moderation/words", "/moderation/transparency"] {
        assert!(!tabs.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn decisions_reach_no_further_than_the_sites_of_a_moderator() {
    let Sites { board, own, tessa, sjors, bram } = sites().await;
    for decision in [&SPAM[..], &KEEP] {
        tessa.decides(2, decision).await.is(404);
        tessa.decides(3, decision).await.is(404);
    }
    let ids = [("ids", "1:1"), ("ids", "2:1"), ("ids", "3:1")];
    tessa.sends("/moderation/bulk", &[&ids[1..], &SPAM].concat()).await.is(404);
    let all =
        [&SPAM[..], &[("all", "yes"), ("alike", "text"), ("alike", "network"), ("also", "2")]];
    tessa.decides(1, &all.concat()).await.is(303);
    let states = "SELECT string_agg(state, ' ' ORDER BY id) FROM comments";
    assert_eq!(board.value(states).await.as_deref(), Some("removed visible visible"));
    // A ban holds everywhere: it is refused, and the decision with it.
    board.guest().posts_as(SHOP, "Rachida", "Nog een kassabon", &[]).await.is(303);
    let ban = [&SPAM[..], &[("ban", "7")]].concat();
    sjors.decides(4, &ban).await.is(403).says("hele bord");
    assert_eq!(board.value("SELECT CAST(COUNT(*) AS TEXT) FROM bans").await.as_deref(), Some("0"));
    assert_eq!(
        board.value("SELECT state FROM comments WHERE id = 4").await.as_deref(),
        Some("visible")
    );
    assert!(sjors.reads("/moderation/comments/4").await.texts("[name=ban]").is_empty());
    assert_eq!(bram.reads("/moderation/comments/4").await.texts("[name=ban]").len(), 1);
    // A claim on the next case of a page is no way in either.
    sjors.decides(4, &[&KEEP[..], &[("then", "3")]].concat()).await.is(303);
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM claims").await.as_deref(),
        Some("0")
    );
    // What a moderator may do about comments under an article ends with the site.
    assert!(tessa.reads(&own).await.texts("[action^='/moderation/']").is_empty());
    assert!(!bram.reads(&own).await.texts("[action^='/moderation/']").is_empty());
    assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_person_is_known_by_what_is_on_the_sites_of_a_moderator() {
    let Sites { board, tessa, sjors, bram, .. } = sites().await;
    for comment in ["1", "2", "3"] {
        let note = format!("Notitie bij {comment}");
        let fields = [("about", "person"), ("note", note.as_str())];
        bram.sends(&format!("/moderation/comments/{comment}/notes"), &fields).await.is(303);
    }
    let report = [("reason", "insult"), ("explanation", "Scheldt op een kassabon")];
    board.guest().sends("/comments/2/report", &report).await.is(303);
    bram.decides(2, &SPAM).await.is(303);
    // Another name in the same network and under the same address, elsewhere.
    let other = board.guest();
    let as_joost = [("email", "joost@post.example")];
    other.posts_as(SHOP, "Kassabon Karel", "Ook een kassabon", &as_joost).await.is(303);
    other.posts_as(GARDEN, "Gerda", "Ook een kiemplant", &as_joost).await.is(303);

    let page = tessa.reads("/moderation/people/1").await.is(200);
    page.clone().says("1 reactie").says("Notitie bij 1").says("Gerda");
    for hidden in ["kassabon", "Kassabon Karel", "bordtekst", "Notitie bij 2", "Notitie bij 3"] {
        page.clone().never_says(hidden);
    }
    page.says("Je ziet hier alleen wat op jouw sites staat");
    let page = tessa.reads("/moderation/comments/1").await.is(200).says("eerste reactie");
    page.clone().says("Notitie bij 1").says("Gerda");
    page.never_says("Notitie bij 2").never_says("Karel").never_says("kassabon");
    let page = sjors.reads("/moderation/people/2").await.is(200);
    page.says("Notitie bij 2").says("Scheldt op een kassabon").never_says("kiemplant");
    let page = bram.reads("/moderation/people/1").await.is(200);
    page.says("3 reacties").says("kassabon").says("bordtekst").says("Notitie bij 3");
}

#[tokio::test]
async fn the_log_and_the_appeals_are_those_of_their_sites() {
    let all = sites().await;
    appealed(&all).await;
    let Sites { board, tessa, sjors, bram, .. } = &all;
    let page = tessa.reads("/moderation/log").await.is(200).says("Rozen snoeien");
    page.says("op jouw sites").never_says("Bij de kassa").never_says("Gesprek");
    let csv = sjors.reads("/moderation/log?format=csv").await.is(200).html();
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("Bij de kassa"), "{csv}");
    assert_eq!(bram.reads("/moderation/log?format=csv").await.html().lines().count(), 4);

    only(tessa.reads("/moderation?queue=appeals").await, "kiemplant");
    only(tessa.reads("/moderation?queue=appeals&q=wim").await, "kiemplant");
    only(tessa.reads("/moderation?queue=appeals&author=5").await, "");
    only(sjors.reads("/moderation?queue=appeals").await, "kassabon");
    only(tessa.reads("/moderation/appeals/1").await, "kiemplant");
    let answer = [("outcome", "granted"), ("answer", "U hebt gelijk."), ("version", "2")];
    tessa.sends("/moderation/appeals/2", &answer).await.is(404);
    tessa.sends("/moderation/appeals/1", &answer).await.is(303);
    let states = "SELECT state FROM comments WHERE id = 4";
    assert_eq!(board.value(states).await.as_deref(), Some("visible"));
    // What a colleague decided elsewhere is not told by a number in the address.
    bram.decides(3, &KEEP).await.is(303);
    tessa.reads("/moderation?already=3").await.is(200).never_says("Bram de Wit deed dit al");
}

#[tokio::test]
async fn an_action_is_undone_on_the_sites_of_a_moderator() {
    let Sites { board, tessa, .. } = sites().await;
    tessa.decides(1, &SPAM).await.is(303);
    let undo = [("undo", "yes"), ("version", "2")];
    tessa.sends("/moderation/comments/1", &undo).await.is(303);
    let state = "SELECT state FROM comments WHERE id = 1";
    assert_eq!(board.value(state).await.as_deref(), Some("visible"));
    // Bound elsewhere since: what was done before is out of reach, and told no more.
    tessa.decides(1, &SPAM).await.is(303);
    let id = board.value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Tessa Tuin'").await;
    let id: i64 = id.unwrap().parse().unwrap();
    board.app.store.set_moderator_sites(2, &[id]).await.unwrap();
    board.app.store.set_moderator_sites(1, &[]).await.unwrap();
    tessa.sends("/moderation/comments/1", &[("undo", "yes"), ("version", "4")]).await.is(404);
    only(tessa.reads("/moderation").await, "kassabon");
    assert_eq!(board.value(state).await.as_deref(), Some("removed"));
}

#[tokio::test]
async fn mail_tells_of_their_sites_alone() {
    let all = sites().await;
    let Sites { board, own, .. } = &all;
    board.delivers().await;
    board.sets("UPDATE accounts SET digest = 'at-once' WHERE role = 'moderator'").await;
    board.sets("UPDATE accounts SET digest = 'off' WHERE role <> 'moderator'").await;
    let told = |mail: Vec<weerwoord::mail::Envelope>| {
        let to: BTreeSet<String> = mail.into_iter().map(|mail| mail.to).collect();
        to.into_iter().collect::<Vec<_>>()
    };
    let (bram, sjors, tessa) =
        (address("Bram de Wit"), address("Sjors Winkel"), address("Tessa Tuin"));
    for (place, who) in
        [(GARDEN, vec![&bram, &tessa]), (SHOP, vec![&bram, &sjors]), (own, vec![&bram])]
    {
        board.guest().posts_as(place, "Hilde", "Nieuw", &[("intent", "unreadable")]).await.is(303);
        let mail: Vec<_> =
            board.delivers().await.into_iter().filter(|mail| mail.to != address("Hilde")).collect();
        assert_eq!(told(mail).iter().collect::<Vec<_>>(), who, "{place}");
    }
    board
        .sets("UPDATE accounts SET digest = 'hourly', digest_at = NULL WHERE role = 'moderator'")
        .await;
    board.clock.advance(SignedDuration::from_hours(2));
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let mail = board.delivers().await;
    let text = |to: &str| mail.iter().find(|mail| mail.to == to).map(|mail| mail.subject.clone());
    assert!(text(&bram).unwrap().starts_with('6'), "{:?}", text(&bram));
    assert!(text(&tessa).unwrap().starts_with('2'), "{:?}", text(&tessa));
    assert!(text(&sjors).unwrap().starts_with('2'), "{:?}", text(&sjors));
    // Only the shop has something new.
    board.clock.advance(SignedDuration::from_hours(2));
    board.guest().posts_as(SHOP, "Hilde", "Weer iets", &[("intent", "unreadable")]).await.is(303);
    jobs::hourly_maintenance(&board.app).await.unwrap();
    let mail: Vec<_> =
        board.delivers().await.into_iter().filter(|mail| mail.to != address("Hilde")).collect();
    assert_eq!(told(mail), [bram, sjors]);
}

#[tokio::test]
async fn who_may_write_is_bound_to_no_site() {
    let Sites { board, bram, .. } = sites().await;
    for role in [Role::Editor, Role::Admin] {
        let name = format!("Iemand {}", role.code());
        let person = board.somebody(&name, role).await;
        let id = board.app.store.accounts().await.unwrap();
        let id = id.iter().find(|account| account.name.as_str() == name).unwrap().id;
        board.app.store.set_moderator_sites(1, &[id]).await.unwrap();
        let page = person.reads("/moderation").await.is(200);
        page.says("kiemplant").says("kassabon").says("bordtekst");
        person.reads("/moderation/comments/2").await.is(200);
        person.reads("/moderation/bans").await.is(200);
        assert_eq!(board.app.store.account_by_id(id).await.unwrap().unwrap().scope, Scope::Board);
    }
    bram.reads("/moderation/bans").await.is(200);
}

#[tokio::test]
async fn a_moderator_of_one_site_comments_elsewhere_as_members_do() {
    let Sites { board, own, tessa, bram, .. } = sites().await;
    for (place, judged) in [(GARDEN, "1"), (SHOP, "0"), (own.as_str(), "0")] {
        tessa.posts(place, "Van Tessa").await.is(303);
        let newest = board
            .value(
                "SELECT CASE WHEN judged_at IS NULL THEN '0' ELSE '1' END
                FROM comments ORDER BY id DESC LIMIT 1",
            )
            .await;
        assert_eq!(newest.as_deref(), Some(judged), "{place}");
    }
    bram.reads("/moderation?q=tessa").await.is(200).says("Van Tessa");
}

#[tokio::test]
async fn the_store_decides_who_may_in_the_transaction_itself() {
    let Sites { board, .. } = sites().await;
    let (store, now) = (&board.app.store, board.app.now());
    let id = board.value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Tessa Tuin'").await;
    let moderator: i64 = id.unwrap().parse().unwrap();
    // Read before the moderator was bound.
    let comment = store.comment(2).await.unwrap().unwrap();
    let decision = Decision::Keep;
    let becomes = decision.applied_to(&comment).unwrap();
    let (comment, note, route, lesson) = (&comment, None, None, None);
    let new = NewDecision { comment, decision, becomes, note, moderator, route, lesson };
    assert!(matches!(store.record(&new, now).await, Err(Error::NotFound)));
    let (cases, _) = store
        .queue(Scope::SitesOf(moderator), Queue::Review, &CaseFilter::default(), None, now)
        .await
        .unwrap();
    assert_eq!(cases.iter().map(|case| case.comment.id).collect::<Vec<_>>(), [1]);
    // A comment goes with its page.
    board.sets("UPDATE articles SET site_id = 1 WHERE slug = 'winkel-kassa'").await;
    assert!(store.comment_within(Scope::SitesOf(moderator), 2).await.unwrap().is_some());
    assert_eq!(store.inspect().await.unwrap(), Vec::<String>::new());
}

#[test]
fn no_page_of_moderators_asks_for_the_whole_board_whoever_reads_it() {
    for file in std::fs::read_dir("src/web/moderation").unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["Scope::Board", "Scope::SitesOf", "store.comment("] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}
