//! Answering: what is kept, what is refused and how it is told, and that nothing typed is ever lost.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, header};
use http_body_util::{BodyExt, Full};
use jiff::SignedDuration;
use tower_http::timeout::TimeoutBody;
use weerwoord::account::Role;

use crate::harness::{Board, Settings, address};

const LISTED: &str = "Twee punten:\r\n\r\n- de toon: een ticket sluiten is iets anders dan een gesprek voeren;\r\n- de tijd.\r\n\r\nVerder eens.";

#[tokio::test]
async fn six_comments_are_read_back_in_order() {
    let board = Board::open().await;
    let article = board.article("Van wie is het gesprek?").await;
    let long = format!("Lang verhaal. {}", "Dat gaat zo maar door. ".repeat(90));
    let texts = [
        LISTED,
        "> Wie beslist er?\n\nWie dienst heeft.",
        &long,
        "@Joost precies dat.",
        "‘Goede vraag’, zei zij – “echt?”",
        "Dank! 🎉",
    ];
    for (n, text) in texts.into_iter().enumerate() {
        let id = board
            .guest()
            .posts_as(&article, &format!("Lezer {n}"), text, &[])
            .await
            .goes_on_to_a_comment();
        let lasting = format!("/comments/{id}");
        board.guest().reads(&lasting).await.goes_on_to(&format!("{article}#comment-{id}"));
        let page = board.guest().reads(&article).await;
        assert_eq!(
            page.attribute(&format!("#comment-{id} .when a"), "href"),
            Some(lasting),
            "the date is the link that lasts"
        );
        board.clock.advance(SignedDuration::from_mins(10));
    }
    let page =
        board.guest().reads(&article).await.is(200).says("Er zijn 6 reacties op dit artikel");
    assert_eq!(
        page.texts(".comment .name"),
        ["Lezer 0", "Lezer 1", "Lezer 2", "Lezer 3", "Lezer 4", "Lezer 5"]
    );
    assert_eq!(page.texts(".comment .body li").len(), 2);
    assert_eq!(page.texts(".comment .body blockquote"), ["Wie beslist er?"]);
    let bodies = page.texts(".comment .body");
    assert_eq!(
        (bodies[3].as_str(), bodies[4].as_str(), bodies[5].as_str()),
        ("@Joost precies dat.", "‘Goede vraag’, zei zij – “echt?”", "Dank! 🎉")
    );
    assert!(bodies[2].ends_with("door."));
    page.says("20 november 2026 om 09:50").never_says(&address("Lezer 1"));
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_nothing_is_lost() {
    let board = Board::open().await;
    let article = board.article("Fouten").await;
    let fields = [("name", "Mirjam & Kuiper"), ("email", "mirjam@"), ("body", "x <b>")];
    let page = board.guest().sends(&format!("{article}/comments"), &fields).await.is(422);
    assert!(page.text().contains("Eén veld klopt nog niet"), "{}", page.text());
    assert_eq!(
        page.texts("#email-error"),
        ["Fout: Vul een geldig e-mailadres in, zoals naam@voorbeeld.nl."]
    );
    assert_eq!(page.attribute("#errors li a", "href").as_deref(), Some("#email"));
    assert_eq!(page.attribute("#email", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(
        (page.field("name"), page.field("email"), page.field("body")),
        ("Mirjam & Kuiper".into(), "mirjam@".into(), "x <b>".into())
    );
    assert!(page.texts("title")[0].starts_with("Fout:"));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));

    let page = board
        .guest()
        .sends(&format!("{article}/comments"), &[])
        .await
        .is(422)
        .says("3 velden kloppen nog niet");
    assert_eq!(
        page.texts("#errors li"),
        ["Vul je naam in.", "Vul je e-mailadres in.", "Schrijf een reactie."]
    );
    for (name, body, told) in [
        ("Mirjam", "ja", "minstens 3 tekens"),
        ("Mirjam", "\u{200b}\u{2060}\u{3164}", "niets te zien"),
        (&"x".repeat(81), "Prima tekst", "hoogstens 80 tekens"),
        ("***", "Prima tekst", "die anderen kunnen lezen"),
        ("Mirjam", &"y".repeat(10_002), "2 tekens te lang"),
    ] {
        let page = board.guest().posts_as(&article, name, body, &[]).await.is(422).says(told);
        assert_eq!((page.field("name").as_str(), page.field("body").as_str()), (name, body));
    }
    board.guest().reads(&article).await.says("Er zijn nog geen reacties op dit artikel");
}

#[tokio::test]
async fn lengths_are_counted_in_characters_after_trimming() {
    let board = Board::open().await;
    let article = board.article("Lengte").await;
    board.guest().posts(&article, "  Ja!  \r\n ").await.is(303);
    board.guest().posts(&article, &"é\r\n".repeat(5_000)).await.is(303);
    board.guest().posts_as(&article, &"ü".repeat(80), "Lange naam", &[]).await.is(303);
    let form = board
        .guest()
        .sends(
            &format!("{article}/comments"),
            &[("name", "J"), ("email", "j@x.example"), ("body", "a\0b c")],
        )
        .await;
    form.is(303);
}

#[tokio::test]
async fn what_people_type_is_text() {
    let board = Board::open().await;
    let article = board.article("Tekst").await;
    let attack = "<script>alert(1)</script> <img src=x onerror=alert(2)> [klik](javascript:alert(3)) ![p](https://a.example/p.png) # kop";
    let page = board.guest().posts_as(&article, "<i>Jan</i>", attack, &[]).await.is(303);
    drop(page);
    let page = board.guest().reads(&article).await;
    let comment = page
        .html()
        .split("id=\"comment-1\"")
        .nth(1)
        .unwrap()
        .split("</article>")
        .next()
        .unwrap()
        .to_owned();
    for bad in ["<script", "<img", "onerror=alert(2)>", "href=\"javascript", "<i>Jan"] {
        assert!(!comment.contains(bad), "{bad} in {comment}");
    }
    assert!(comment.contains("&lt;script&gt;"), "{comment}");
    assert_eq!(
        page.attribute(".comment .body a[href]", "rel").as_deref(),
        Some("nofollow ugc noopener")
    );
}

#[tokio::test]
async fn a_preview_shows_the_comment_and_keeps_everything() {
    let board = Board::open().await;
    let article = board.article("Voorbeeld").await;
    let page =
        board.guest().posts_as(&article, "", "**Let op**", &[("intent", "preview")]).await.is(200);
    assert_eq!(page.texts("#preview .body strong"), ["Let op"]);
    assert_eq!(page.field("body"), "**Let op**");
    assert_eq!(page.field("email"), address(""));
    board
        .guest()
        .posts_as(&article, "", "", &[("intent", "preview")])
        .await
        .is(422)
        .says("Schrijf een reactie.");
    board.guest().posts_as(&article, "Mirjam", "Tekst", &[("intent", "iets")]).await.is(422);
    board.guest().reads(&article).await.says("Er zijn nog geen reacties");
}

#[tokio::test]
async fn an_answer_stands_below_what_it_answers() {
    let board = Board::open().await;
    let article = board.article("Antwoord").await;
    let first =
        board.guest().posts_as(&article, "Joost", "Eerste", &[]).await.goes_on_to_a_comment();
    board.guest().posts_as(&article, "Rachida", "Tweede", &[]).await.goes_on_to_a_comment();
    let reply = format!("{article}/comments/{first}/reply");
    let page = board.guest().reads(&reply).await.is(200).says("Reageren op Joost").says("Eerste");
    assert_eq!(
        page.attribute("input[name=reply_to]", "value").as_deref(),
        Some(first.to_string().as_str())
    );
    let log_in = format!("/login?next=%2Farticles%2Fantwoord%2Fcomments%2F{first}%2Freply");
    assert_eq!(page.attribute("#comment-form .hint a", "href"), Some(log_in));
    let page = board
        .guest()
        .posts_as(&article, "", "Derde", &[("reply_to", &first.to_string())])
        .await
        .is(422);
    assert_eq!(
        (page.field("body").as_str(), page.texts("h1")[0].as_str()),
        ("Derde", "Reageren op Joost")
    );
    let third = board
        .guest()
        .posts_as(&article, "Anja", "Derde", &[("reply_to", &first.to_string())])
        .await
        .goes_on_to_a_comment();
    let page = board.guest().reads(&article).await;
    assert_eq!(page.texts(".comment .name"), ["Joost", "Anja", "Rachida"]);
    assert_eq!(
        page.texts(".thread .thread .when"),
        ["geplaatst op 20 november 2026 om 09:00 · reactie op Joost"]
    );
    assert!(page.html().contains(&format!("id=\"comment-{third}\"")));

    let elsewhere = board.article("Elders").await;
    for nowhere in ["99", "x", "-1"] {
        let page = board
            .guest()
            .posts_as(&article, "Anja", "Vierde", &[("reply_to", nowhere)])
            .await
            .is(422);
        assert_eq!(page.says("is er niet meer").field("body"), "Vierde");
    }
    board
        .guest()
        .posts_as(&elsewhere, "Anja", "Vierde", &[("reply_to", &first.to_string())])
        .await
        .is(422);
    board.guest().reads(&format!("{elsewhere}/comments/{first}/reply")).await.is(404);
}

#[tokio::test]
async fn long_discussions_have_pages_of_a_hundred_threads() {
    let board = Board::open().await;
    let article = board.article("Lang").await;
    for n in 1..=101 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    board
        .guest()
        .posts(&article, "Reactie 102")
        .await
        .goes_on_to(&format!("{article}?page=2#comment-102"));
    let first = board
        .guest()
        .reads(&article)
        .await
        .is(200)
        .says("Er zijn 102 reacties")
        .says("Pagina 1 van 2");
    assert_eq!(first.texts(".comment").len(), 100);
    assert_eq!(first.attribute("[rel=next]", "href"), Some(format!("{article}?page=2#comments")));
    assert_eq!(board.guest().reads(&format!("{article}?page=2")).await.texts(".comment").len(), 2);
    board.guest().reads("/comments/101").await.goes_on_to(&format!("{article}?page=2#comment-101"));
    board.guest().reads(&format!("{article}?page=3")).await.is(404);
}

#[tokio::test]
async fn sending_twice_makes_one_comment() {
    let board = Board::open().await;
    let article = board.article("Dubbel").await;
    let mirjam = board.guest();
    let first = mirjam.posts(&article, "Eén keer").await.goes_on_to_a_comment();
    assert_eq!(
        mirjam.posts(&article, " Eén keer\r\n").await.goes_on_to_a_comment(),
        first,
        "the same browser is the same person"
    );
    let elsewhere = board.guest();
    let again = elsewhere
        .posts_as(&article, "Ook Mirjam", "Eén keer", &[("email", "MIRJAM.KUIPER@post.example")])
        .await;
    assert_eq!(again.goes_on_to_a_comment(), first, "the same address in capitals too");
    assert_ne!(
        board.guest().posts_as(&article, "Joost", "Eén keer", &[]).await.goes_on_to_a_comment(),
        first
    );

    let member = board.somebody("Anja", Role::Member).await;
    let second = member.posts(&article, "Ook van mij").await.goes_on_to_a_comment();
    assert_eq!(member.posts(&article, "Ook van mij").await.goes_on_to_a_comment(), second);
    let elsewhere = board.article("Elders").await;
    assert_ne!(member.posts(&elsewhere, "Ook van mij").await.goes_on_to_a_comment(), second);
    board.clock.advance(SignedDuration::from_mins(61));
    assert_ne!(
        member.posts(&article, "Ook van mij").await.goes_on_to_a_comment(),
        second,
        "an hour later it is said again"
    );
}

#[tokio::test]
async fn a_member_signs_with_their_account() {
    let board = Board::with(Settings::default()).await;
    let article = board.article("Lid").await;
    let member = board.somebody("Mirjam Kuiper", Role::Member).await;
    let id = member
        .sends(
            &format!("{article}/comments"),
            &[("body", "Van een lid"), ("name", "Iemand anders")],
        )
        .await
        .goes_on_to_a_comment();
    let page = board.guest().reads(&article).await;
    assert_eq!(page.texts(".comment .name"), ["Mirjam Kuiper"]);
    let editor = board.guest();
    editor.logs_in("Sanne Verhoef").await.is(303);
    editor
        .sends(
            &format!("{article}/comments"),
            &[("body", "Antwoord"), ("reply_to", &id.to_string())],
        )
        .await
        .is(303);
    assert_eq!(
        board.guest().reads(&article).await.texts(".comment .name")[1],
        "Sanne Verhoef auteur"
    );
}

#[tokio::test]
async fn a_guest_may_not_sign_as_a_member() {
    let board = Board::open().await;
    let article = board.article("Naam").await;
    board.account("Mirjam Kuiper", Role::Member).await;
    for name in ["Mirjam Kuiper", "MIRJAM  KUIPER", "Mіrjam Kuiper"] {
        let page = board
            .guest()
            .posts_as(&article, name, "Niet van mij", &[("email", "x@post.example")])
            .await
            .is(422);
        assert_eq!(page.says("Deze naam is van een lid").field("body"), "Niet van mij");
    }
    board.guest().posts_as(&article, "Mirjam K.", "Wel van mij", &[]).await.is(303);
}

#[tokio::test]
async fn what_fills_in_everything_is_asked_again() {
    let board = Board::open().await;
    let article = board.article("Val").await;
    let page = board
        .guest()
        .posts_as(&article, "Bot", "Koop nu", &[("website", "https://spam.example")])
        .await
        .is(422);
    assert_eq!((page.field("body").as_str(), page.field("website").as_str()), ("Koop nu", ""));
    page.says("dat leeg moet blijven");
}

#[tokio::test]
async fn a_closed_article_keeps_its_comments_and_gives_the_text_back() {
    let board = Board::open().await;
    let article = board
        .writes("title = \"Dicht\"\npublished = 2026-11-01\ncomments = \"closed\"", "Alinea.")
        .await;
    board
        .guest()
        .reads(&article)
        .await
        .is(200)
        .says("Reageren op dit artikel is niet meer mogelijk");
    let page = board.guest().posts(&article, "Te laat").await.is(409).says("niet meer mogelijk");
    assert_eq!(page.field("body"), "Te laat");
}

#[tokio::test]
async fn of_several_things_wrong_the_first_in_the_contract_answers() {
    let board = Board::open().await;
    let closed = board
        .writes("title = \"Dicht\"\npublished = 2026-11-01\ncomments = \"closed\"", "Alinea.")
        .await;
    let large = "x".repeat(257 * 1024);
    board.guest().posts("/articles/nergens", &large).await.is(404);
    board.guest().posts(&closed, &large).await.is(413).says("Dit was te groot");
    board.guest().posts_as(&closed, "", "", &[]).await.is(409);
    board.guest().posts_as(&closed, "", "", &[("intent", "iets")]).await.is(409);
    let json = |path: &str| {
        Request::post(format!("{path}/comments"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap()
    };
    board.guest().asks(json(&closed)).await.is(409);
    let largest = "x".repeat(255 * 1024);
    board
        .guest()
        .posts(&board.article("Open").await, &largest)
        .await
        .is(422)
        .says("tekens te lang");
}

#[tokio::test]
async fn a_form_that_is_none_is_told_so() {
    let board = Board::open().await;
    let article = board.article("Vorm").await;
    let path = format!("{article}/comments");
    let json = Request::post(&path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"))
        .unwrap();
    board.guest().asks(json).await.is(422).says("Het formulier is niet volledig aangekomen");
    let twice = Request::post(&path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("body=a&body=b"))
        .unwrap();
    board.guest().asks(twice).await.is(422);
}

#[tokio::test]
async fn a_form_that_stops_coming_is_told_that_it_took_too_long() {
    let board = Board::open().await;
    let article = board.article("Tunnel").await;
    // The board waits ten seconds; this line runs out as that one does, only sooner.
    let never = std::future::pending::<Option<Result<HeaderMap, Infallible>>>();
    let half = Full::new(Bytes::from("name=Mirjam&body=Ik+zit+in+een")).with_trailers(never);
    let body = Body::new(TimeoutBody::new(Duration::from_millis(1), half));
    let form = Request::post(format!("{article}/comments"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body)
        .unwrap();
    board.guest().asks(form).await.is(408).says("Dit duurde te lang");
}

#[tokio::test]
async fn what_is_no_form_counts_as_sent() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Ruis").await;
    let json = || {
        Request::post(format!("{article}/comments"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap()
    };
    let (noise, buttons) = (board.guest(), board.guest());
    for _ in 0..60 {
        noise.asks(json()).await.is(422);
        buttons.posts_as(&article, "Mirjam", "Tekst", &[("intent", "iets")]).await.is(422);
    }
    let page = noise.asks(json()).await.is(429).says("Probeer het over 5 seconden opnieuw");
    assert_eq!(page.header("retry-after"), Some("5"));
    let page = buttons.posts_as(&article, "Mirjam", "Tekst", &[("intent", "iets")]).await.is(429);
    assert_eq!(page.field("body"), "Tekst");
}

#[tokio::test]
async fn posts_from_other_sites_are_refused() {
    let board = Board::with(Settings::easy().with("PUBLIC_URL", "https://blog.example")).await;
    let article = board.article("Elders vandaan").await;
    let post = |headers: &[(&'static str, &str)]| {
        let mut request = Request::post(format!("{article}/comments"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::from("name=Jan&email=jan%40x.example&body=Tekst+en+uitleg")).unwrap()
    };
    for foreign in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://kwaad.example"), ("host", "blog.example")],
        &[("origin", "null")],
    ] {
        board.guest().asks(post(foreign)).await.is(403).says("kwam van een andere site");
    }
    for own in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("origin", "https://blog.example"), ("host", "127.0.0.1:3000")],
        &[],
    ] {
        board.guest().asks(post(own)).await.is(303);
    }
}

#[tokio::test]
async fn ten_comments_in_five_minutes_pass_and_a_flood_does_not() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Snel").await;
    let office = board.guest();
    for n in 0..12 {
        office
            .posts_as(&article, &format!("Collega {n}"), &format!("Reactie {n}"), &[])
            .await
            .is(303);
    }
    let page = office
        .posts_as(&article, "Collega 13", "Reactie 13", &[])
        .await
        .is(429)
        .says("Probeer het over 30 seconden opnieuw");
    assert_eq!(
        (page.field("body").as_str(), page.header("retry-after")),
        ("Reactie 13", Some("30"))
    );
    board.clock.advance(SignedDuration::from_millis(500));
    let page = office.posts_as(&article, "Collega 13", "Reactie 13", &[]).await.is(429);
    assert_eq!(
        page.header("retry-after"),
        Some("30"),
        "29.5 seconds rounded up: who obeys is let in"
    );
    board.guest().posts_as(&article, "Elders", "Een ander netwerk", &[]).await.is(303);
    board.clock.advance(SignedDuration::from_secs(30));
    office.posts_as(&article, "Collega 13", "Reactie 13", &[]).await.is(303);
}

#[tokio::test]
async fn an_address_that_others_type_is_not_used_up_for_its_owner() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Verspreid").await;
    for n in 0..12 {
        board.guest().posts(&article, &format!("Reactie {n}")).await.is(303);
    }
    // Anybody can type it: what strangers send under it is counted by where they are.
    board.guest().posts(&article, "Reactie 13").await.is(303);
}

#[tokio::test]
async fn mistakes_do_not_use_up_the_limit() {
    let board = Board::with(Settings::default().with("CAPTCHA", "off")).await;
    let article = board.article("Vergissing").await;
    let mirjam = board.guest();
    for _ in 0..30 {
        mirjam.posts(&article, "x").await.is(422);
    }
    mirjam.posts(&article, "Nu goed").await.is(303);
    for _ in 0..29 {
        mirjam.posts(&article, "x").await.is(422);
    }
    let page = mirjam
        .posts_as(&article, "Mirjam", "Een voorbeeld", &[("intent", "preview")])
        .await
        .is(429);
    assert_eq!(page.field("body"), "Een voorbeeld");
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_reader_is_their_own_network() {
    let board = Board::with(
        Settings::default().with("CAPTCHA", "off").with("TRUSTED_PROXIES", "192.0.2.0/24"),
    )
    .await;
    let article = board.article("Doorgestuurd").await;
    let post = |forwarded: &str, n: u32| {
        Request::post(format!("{article}/comments"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", forwarded)
            .body(Body::from(format!("name=Jan&email=jan{n}%40x.example&body=Reactie+{n}")))
            .unwrap()
    };
    let proxy = board.guest();
    for n in 0..12 {
        proxy.asks(post("203.0.113.9, 198.51.100.1", n)).await.is(303);
    }
    proxy.asks(post("203.0.113.10, 198.51.100.1", 13)).await.is(429);
    proxy.asks(post("198.51.100.1, 198.51.100.2", 14)).await.is(303);
    proxy.asks(post("198.51.100.3, 192.0.2.200", 15)).await.is(303);
}
