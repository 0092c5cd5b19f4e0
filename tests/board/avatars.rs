//! The pictures of members: brought on the page of the account, beside their comments, and gone when they should be.

use image::{DynamicImage, ImageFormat};
use weerwoord::account::Role;

use crate::harness::{Board, PASSWORD, Page, Person, Settings};
use crate::pictures::{PLACE, camera_jpeg, photograph, png};

async fn brings(person: &Person, bytes: &[u8]) -> Page {
    person.uploads("/account/picture", &[], Some(("ik.jpg", bytes))).await
}

/// The address of the picture beside the first comment.
fn beside(page: &Page) -> Option<String> {
    page.attribute(".comment img.avatar", "src")
}

/// A board with an article under which Mirjam, a member, said something as comment 1.
async fn told() -> (Board, String, Person) {
    let board = Board::open().await;
    let article = board.article("Gezichten").await;
    let mirjam = board.somebody("Mirjam Kuiper", Role::Member).await;
    mirjam.posts(&article, "Dag allemaal").await.goes_on_to_a_comment();
    (board, article, mirjam)
}

#[tokio::test]
async fn a_member_s_picture_stands_beside_what_they_wrote() {
    let (board, article, mirjam) = told().await;
    let reader = board.guest();
    reader.posts_as(&article, "Joke Visser", "Van een gast", &[]).await.is(303);
    let before = reader.reads(&article).await.is(200);
    assert_eq!(
        (beside(&before), before.texts(".comment .avatar")),
        (None, vec!["MK".into(), "JV".into()])
    );
    mirjam.reads("/account").await.is(200).says("Bij je reacties staan nu je initialen");

    brings(&mirjam, &png(&photograph(400, 200))).await.goes_on_to("/account?done=picture");
    let account = mirjam
        .reads("/account?done=picture")
        .await
        .says("Je foto is geplaatst")
        .says("Foto vervangen");
    // The page was kept for readers, and is another one at once.
    let page = reader.reads(&article).await.is(200);
    let small = beside(&page).unwrap();
    assert_eq!(account.attribute("#own-picture img.avatar", "src"), Some(small.clone()));
    assert_eq!(page.texts(".comment span.avatar"), ["JV"], "a guest keeps letters");
    for (name, value) in [("alt", ""), ("loading", "lazy"), ("width", "40"), ("height", "40")] {
        assert_eq!(page.attribute(".comment img.avatar", name).as_deref(), Some(value), "{name}");
    }
    let large = small.replace("/avatars/96.", "/avatars/192.");
    assert_eq!(
        page.attribute(".comment img.avatar", "srcset"),
        Some(format!("{small} 1x, {large} 2x"))
    );
    let reply = reader.reads(&format!("{article}/comments/1/reply")).await.is(200);
    assert_eq!(beside(&reply), Some(small.clone()));

    for (address, side) in [(small, 96), (large, 192)] {
        let file = reader.reads(&address).await.is(200);
        assert_eq!(file.header("content-type"), Some("image/webp"));
        assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(file.header("set-cookie"), None);
        let picture = image::load_from_memory_with_format(&file.bytes, ImageFormat::WebP).unwrap();
        assert_eq!((picture.width(), picture.height()), (side, side));
    }
}

#[tokio::test]
async fn the_middle_stays_upright_and_what_a_camera_told_is_gone() {
    let (board, article, mirjam) = told().await;
    let sent = camera_jpeg(800, 400);
    assert!(sent.windows(PLACE.len()).any(|part| part == PLACE));
    brings(&mirjam, &[sent.as_slice(), b"<script>alert(1)</script>"].concat()).await.is(303);
    let small = beside(&board.guest().reads(&article).await).unwrap();
    for address in [small.clone(), small.replace("/avatars/96.", "/avatars/192.")] {
        let file = board.guest().reads(&address).await.is(200);
        for secret in [PLACE, b"Exif", b"EXIF", b"<script>"] {
            assert!(!file.bytes.windows(secret.len()).any(|part| part == secret), "{address}");
        }
        let picture = image::load_from_memory(&file.bytes).unwrap().into_rgb8();
        let side = picture.width();
        let (top, bottom) =
            (picture.get_pixel(side / 2, side / 4).0, picture.get_pixel(side / 2, side * 3 / 4).0);
        assert!(
            top[0] > 150 && top[2] < 80 && bottom[0] < 80 && bottom[2] > 150,
            "{top:?} {bottom:?}"
        );
    }
}

#[tokio::test]
async fn another_picture_and_none_leave_nothing_of_the_first() {
    let (board, article, mirjam) = told().await;
    let reader = board.guest();
    brings(&mirjam, &png(&photograph(40, 40))).await.is(303);
    let first = beside(&reader.reads(&article).await).unwrap();
    brings(&mirjam, &png(&DynamicImage::new_rgb8(40, 40))).await.is(303);
    let second = beside(&reader.reads(&article).await).unwrap();
    assert_ne!(first, second);
    reader.reads(&first).await.is(404);
    reader.reads(&second).await.is(200);
    for nowhere in [
        second.replace(".webp", ".jpg"),
        second.replace("/96.", "/480."),
        "/avatars/96.x.webp".into(),
        "/avatars/x".into(),
    ] {
        reader.reads(&nowhere).await.is(404);
    }

    mirjam.sends("/account/picture/remove", &[]).await.goes_on_to("/account?done=no-picture");
    mirjam.sends("/account/picture/remove", &[]).await.goes_on_to("/account?done=no-picture");
    let page = mirjam
        .reads("/account?done=no-picture")
        .await
        .says("Je hebt geen foto meer")
        .never_says("Foto verwijderen");
    assert_eq!(page.texts("#own-picture .avatar"), ["MK"]);
    let page = reader.reads(&article).await;
    assert_eq!((beside(&page), page.texts(".comment .avatar")), (None, vec!["MK".into()]));
    reader.reads(&second).await.is(404);
}

#[tokio::test]
async fn what_is_no_picture_changes_nothing() {
    let (board, article, mirjam) = told().await;
    brings(&mirjam, &png(&photograph(40, 40))).await.is(303);
    let mine = beside(&board.guest().reads(&article).await).unwrap();
    let whole = png(&photograph(600, 600));
    let large = [png(&photograph(20, 20)), vec![0; 11 * 1024 * 1024]].concat();
    let cases: [(&[u8], u16, &str); 5] = [
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            422,
            "Dit is geen JPEG, PNG, WebP of GIF",
        ),
        (b"\xff\xd8\xff\xe0 niets meer", 422, "niet te lezen"),
        (&whole[..whole.len() / 2], 422, "niet te lezen"),
        (&png(&photograph(1, 1)), 422, "te klein"),
        (&large, 413, "groter dan 10 MB"),
    ];
    for (bytes, status, told) in cases {
        let page = brings(&mirjam, bytes).await.is(status).says(told);
        assert_eq!(page.attribute("#errors a", "href").as_deref(), Some("#file"));
        assert_eq!(page.attribute("input#file", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(
            (page.field("name"), page.attribute("#own-picture img", "src")),
            ("Mirjam Kuiper".into(), Some(mine.clone()))
        );
    }
    mirjam.uploads("/account/picture", &[], None).await.is(422).says("Kies een bestand.");
    mirjam.sends("/account/picture", &[("file", "x")]).await.is(422);
    assert_eq!(beside(&board.guest().reads(&article).await), Some(mine));
}

#[tokio::test]
async fn nobody_touches_the_picture_of_another() {
    let (board, article, mirjam) = told().await;
    let bytes = png(&photograph(40, 40));
    brings(&board.guest(), &bytes).await.goes_on_to("/login");
    board.guest().sends("/account/picture/remove", &[]).await.goes_on_to("/login");
    assert_eq!(board.value("SELECT hash FROM avatars").await, None);
    brings(&mirjam, &bytes).await.is(303);
    let hers = beside(&board.guest().reads(&article).await);

    // The same picture may be that of two; each loses their own alone.
    let joost = board.somebody("Joost", Role::Member).await;
    brings(&joost, &bytes).await.is(303);
    joost.posts(&article, "Ik ook").await.is(303);
    joost.sends("/account/picture/remove", &[]).await.is(303);
    let hash = board.value("SELECT hash FROM avatars").await.unwrap();
    joost.sends("/moderation/people/1/picture/remove", &[("picture", &hash)]).await.is(403);
    let page = board.guest().reads(&article).await;
    assert!(hers.is_some() && beside(&page) == hers, "{hers:?}");
    assert_eq!(page.texts(".comment span.avatar"), ["J"]);
    board.guest().reads(&hers.unwrap()).await.is(200);
}

#[tokio::test]
async fn who_leaves_takes_their_picture_along() {
    let (board, article, mirjam) = told().await;
    brings(&mirjam, &png(&photograph(40, 40))).await.is(303);
    let reader = board.guest();
    let address = beside(&reader.reads(&article).await).unwrap();
    let data: serde_json::Value =
        serde_json::from_slice(&mirjam.reads("/account/data.json").await.is(200).bytes).unwrap();
    assert_eq!(data["picture"]["made_at"], "2026-11-20T08:00:00Z");
    assert!(
        data["picture"]["file"].as_str().unwrap().starts_with("UklGR"),
        "a WebP file in base64"
    );

    mirjam
        .sends("/account/leave", &[("password", PASSWORD), ("sure", "on")])
        .await
        .goes_on_to("/account/left");
    let page = reader.reads(&article).await.says("Vertrokken deelnemer");
    assert_eq!((beside(&page), page.texts(".comment .avatar")), (None, vec!["–".into()]));
    reader.reads(&address).await.is(404);
    assert_eq!(board.value("SELECT hash FROM avatars").await, None);
    assert!(board.app.store.inspect().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_moderator_takes_an_offending_picture_away() {
    let (board, article, mirjam) = told().await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    let remove = "/moderation/people/1/picture/remove";
    assert_eq!(bram.reads("/moderation/people/1").await.is(200).attribute(".avatar", "src"), None);
    brings(&mirjam, &png(&photograph(40, 40))).await.is(303);
    let looked = bram.reads("/moderation/people/1").await;
    assert_eq!(looked.attribute("img.avatar", "alt").as_deref(), Some("Foto van Mirjam Kuiper"));
    let seen = looked.attribute("input[name=picture]", "value").unwrap();

    // What she brought since was not looked at.
    brings(&mirjam, &png(&DynamicImage::new_rgb8(40, 40))).await.is(303);
    bram.sends(remove, &[("picture", &seen)]).await.goes_on_to("/moderation/people/1");
    assert!(beside(&board.guest().reads(&article).await).is_some());
    let now =
        bram.reads("/moderation/people/1").await.attribute("input[name=picture]", "value").unwrap();
    bram.sends(remove, &[("picture", &now)]).await.goes_on_to("/moderation/people/1");
    bram.sends(remove, &[("picture", &now)]).await.goes_on_to("/moderation/people/1");
    assert_eq!(beside(&board.guest().reads(&article).await), None);
    mirjam.reads("/account").await.says("Bij je reacties staan nu je initialen");

    let id = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Mirjam Kuiper'")
        .await
        .unwrap();
    bram.sends(
        "/moderation/bans",
        &[("kind", "member"), ("value", &id), ("days", "7"), ("why", "Om uw foto.")],
    )
    .await
    .is(303);
    brings(&mirjam, &png(&photograph(40, 40)))
        .await
        .is(422)
        .says("De redactie heeft je uitgesloten");
    assert_eq!(beside(&board.guest().reads(&article).await), None);
}

#[tokio::test]
async fn the_picture_of_staff_goes_by_an_administrator_only() {
    let board = Board::open().await;
    let article = board.article("Gezichten").await;
    let bram = board.somebody("Bram de Wit", Role::Moderator).await;
    bram.posts(&article, "Van de redactie").await.is(303);
    brings(&bram, &png(&photograph(40, 40))).await.is(303);
    let joost = board.somebody("Joost", Role::Moderator).await;
    let page = joost.reads("/moderation/people/1").await.is(200).never_says("Foto verwijderen");
    let hash = board.value("SELECT hash FROM avatars").await.unwrap();
    assert!(page.attribute("img.avatar", "src").unwrap().contains(&hash));
    let remove = "/moderation/people/1/picture/remove";
    joost.sends(remove, &[("picture", &hash)]).await.is(403).says("Alleen een beheerder");
    assert!(beside(&board.guest().reads(&article).await).is_some());
    let anna = board.somebody("Anna", Role::Admin).await;
    anna.sends(remove, &[("picture", &hash)]).await.is(303);
    assert_eq!(beside(&board.guest().reads(&article).await), None);
}

#[tokio::test]
async fn machines_that_read_along_get_no_pictures_of_people() {
    let (board, article, mirjam) = told().await;
    brings(&mirjam, &png(&photograph(40, 40))).await.is(303);
    let reader = board.guest();
    for feed in ["/comments.atom".to_owned(), format!("{article}/comments.atom")] {
        reader.reads(&feed).await.is(200).never_says("/avatars/");
    }
    let facts = reader.reads(&article).await.texts("script[type='application/ld+json']").concat();
    assert!(facts.contains("Mirjam Kuiper") && !facts.contains("/avatars/"), "{facts}");
}

#[tokio::test]
async fn who_brings_one_after_the_other_waits() {
    let board =
        Board::with(Settings::easy().with("LIMITS", "on").with("RATES", "avatar=2/5m")).await;
    let mirjam = board.somebody("Mirjam", Role::Member).await;
    let bytes = png(&photograph(40, 40));
    brings(&mirjam, &bytes).await.is(303);
    brings(&mirjam, b"geen foto").await.is(422);
    let page = brings(&mirjam, &bytes).await.is(429).says("over 5 minuten");
    assert_eq!(page.header("retry-after"), Some("300"));
    brings(&board.somebody("Joost", Role::Member).await, &bytes).await.is(303);
}

#[tokio::test]
async fn a_crowd_with_files_does_not_fill_the_memory() {
    let (board, article, mirjam) = told().await;
    let places: Vec<_> = std::iter::from_fn(|| board.app.image_processor.member_permit()).collect();
    assert_eq!(places.len(), 2);
    let bytes = png(&photograph(40, 40));
    let page = brings(&mirjam, &bytes).await.is(503).says("even te druk");
    assert_eq!(page.header("retry-after"), Some("5"));
    drop(places);
    for _ in 0..3 {
        brings(&mirjam, &bytes).await.is(303);
    }
    assert!(beside(&board.guest().reads(&article).await).is_some());
}

#[tokio::test]
async fn a_file_from_the_desk_waits_for_the_files_before_it() {
    let (board, _, mirjam) = told().await;
    let sanne = board.somebody("Sanne Vos", Role::Editor).await;
    let bytes = png(&photograph(40, 40));
    let places = (
        board.app.image_processor.editor_permit().await,
        board.app.image_processor.editor_permit().await,
    );
    assert!(places.0.is_some() && places.1.is_some());
    let file = Some(("foto.png", bytes.as_slice()));
    let mut adds = Box::pin(sanne.uploads("/desk/pictures", &[("alt", "Stip")], file));
    for _ in 0..1_000 {
        tokio::select! {
            biased;
            _ = &mut adds => panic!("there was no place for it"),
            () = tokio::task::yield_now() => {}
        }
    }
    brings(&mirjam, &bytes).await.is(303);
    drop(places);
    adds.await.is(303);
}
