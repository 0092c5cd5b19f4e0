//! Pictures: brought to the desk, made anew, shown in articles; and what is no picture.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use weerwoord::account::Role;

use crate::harness::{Board, Page, Person};

/// Where a camera says it was: words that must be nowhere afterwards.
pub const PLACE: &[u8] = b"N 52.3731, Dam 1";

/// A photograph: red at the left, blue at the right.
pub fn photograph(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) }
    }))
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A JPEG as a camera held on its side makes it: to be turned a quarter, with the place it was taken.
pub fn camera_jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut plain = Vec::new();
    photograph(width, height)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut plain, 90))
        .unwrap();
    // One directory of two entries: which way up (6: a quarter clockwise), and a text where it was.
    let mut tiff = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend_from_slice(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    tiff.extend_from_slice(b"\x0e\x01\x02\0\x10\0\0\0\x26\0\0\0\0\0\0\0");
    tiff.extend_from_slice(PLACE);
    let mut bytes = plain[..2].to_vec();
    bytes.extend_from_slice(&[0xff, 0xe1]);
    bytes.extend_from_slice(&u16::try_from(tiff.len() + 2).unwrap().to_be_bytes());
    bytes.extend_from_slice(&tiff);
    bytes.extend_from_slice(&plain[2..]);
    bytes
}

/// A PNG that says it is this large and holds next to nothing.
fn bomb(width: u32, height: u32, depth: u8) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, kind, data, &sum.sum().to_be_bytes()].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, 6, 0, 0, 0]].concat();
    let data = b"\x78\x9c\x63\x00\x00\x00\x01\x00\x01";
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", data),
        chunk(b"IEND", b""),
    ]
    .concat()
}

async fn sanne(board: &Board) -> Person {
    board.somebody("Sanne Verhoef", Role::Editor).await
}

pub async fn adds(editor: &Person, alt: &str, bytes: &[u8]) -> Page {
    editor.uploads("/desk/pictures", &[("alt", alt)], Some(("foto.jpg", bytes))).await
}

/// The addresses in a `srcset`.
fn addresses(srcset: &str) -> Vec<String> {
    srcset.split(", ").map(|part| part.split(' ').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_picture_is_made_anew_in_sizes_and_stands_in_an_article() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    adds(&sanne, "Een lege zaal", &png(&photograph(1200, 600)))
        .await
        .goes_on_to("/desk/pictures/1?done=added");
    let desk = sanne.reads("/desk/pictures/1").await.is(200).says("![Een lege zaal](/pictures/1)");
    assert_eq!(desk.field("alt"), "Een lege zaal");
    sanne.reads("/desk/pictures").await.is(200).says("![Een lege zaal](/pictures/1)");
    let front = "title = \"Zalen\"\npublished = 2026-11-20T09:00:00";
    let article = board
        .writes(front, "Kijk:\n\n![De zaal & de \"stoel\"](/pictures/1)\n\n![](/pictures/1)")
        .await;
    let page = board.guest().reads(&article).await.is(200);
    let fine = page.attribute(".prose source", "srcset").unwrap();
    assert_eq!(page.attribute(".prose img", "alt").as_deref(), Some("De zaal & de \"stoel\""));
    assert_eq!(
        page.attribute(".prose figure:last-child img", "alt").as_deref(),
        Some("Een lege zaal")
    );
    assert_eq!(page.attribute(".prose img", "loading").as_deref(), Some("lazy"));
    assert_eq!(page.attribute(".prose img", "width").as_deref(), Some("960"));
    assert_eq!(page.attribute(".prose img", "height").as_deref(), Some("480"));
    for (address, width) in addresses(&fine).iter().zip([480, 960, 1200]) {
        assert!(address.starts_with(&format!("/pictures/1/{width}.")), "{address}");
        let file = board.guest().reads(address).await.is(200);
        assert_eq!(file.header("content-type"), Some("image/webp"));
        assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(file.header("set-cookie"), None);
        let picture = image::load_from_memory_with_format(&file.bytes, ImageFormat::WebP).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, width / 2));
    }
    let plain = page.attribute(".prose img", "src").unwrap();
    assert_eq!(
        board.guest().reads(&plain).await.is(200).header("content-type"),
        Some("image/jpeg")
    );
    board.guest().reads("/pictures/1").await.goes_on_to(&plain);
}

#[tokio::test]
async fn what_a_camera_told_of_the_place_is_gone_and_the_picture_stands_upright() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let sent = camera_jpeg(800, 400);
    assert!(sent.windows(PLACE.len()).any(|part| part == PLACE));
    adds(&sanne, "Rood boven blauw", &sent).await.is(303);
    let fine = sanne.reads("/desk/pictures/1").await.attribute("source", "srcset").unwrap();
    let plain = sanne.reads("/desk/pictures/1").await.attribute("img", "src").unwrap();
    for address in addresses(&fine).into_iter().chain([plain]) {
        let file = board.guest().reads(&address).await.is(200);
        for secret in [PLACE, b"Exif", b"EXIF"] {
            assert!(!file.bytes.windows(secret.len()).any(|part| part == secret), "{address}");
        }
        let picture = image::load_from_memory(&file.bytes).unwrap().into_rgb8();
        assert_eq!((picture.width(), picture.height()), (400, 800));
        let (top, bottom) = (picture.get_pixel(200, 100).0, picture.get_pixel(200, 700).0);
        assert!(
            top[0] > 150 && top[2] < 80 && bottom[0] < 80 && bottom[2] > 150,
            "{top:?} {bottom:?}"
        );
    }
}

#[tokio::test]
async fn what_can_be_seen_through_stays_so() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(64, 64, Rgba([10, 200, 10, 40])));
    adds(&sanne, "Een waas", &png(&clear)).await.is(303);
    let page = sanne.reads("/desk/pictures/1").await;
    for address in [
        page.attribute("img", "src").unwrap(),
        addresses(&page.attribute("source", "srcset").unwrap())[0].clone(),
    ] {
        let picture =
            image::load_from_memory(&board.guest().reads(&address).await.is(200).bytes).unwrap();
        assert_eq!(picture.into_rgba8().get_pixel(30, 30).0[3], 40, "{address}");
    }
}

#[tokio::test]
async fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let kind = "Dit is geen JPEG, PNG, WebP of GIF";
    let pixels = "te veel pixels";
    let broken = "niet te lezen";
    let whole = png(&photograph(600, 600));
    let cases: [(&[u8], &str); 10] = [
        (b"<!DOCTYPE html><script>alert(1)</script>", kind),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", kind),
        (b"%PDF-1.7", kind),
        (b"II*\0\x08\0\0\0", kind),
        (&bomb(50_000, 50_000, 8), pixels),
        (&bomb(8_000, 8_000, 8), pixels),
        // Eight bytes a pixel; half as large it would be taken if it were whole.
        (&bomb(5_000, 5_000, 16), pixels),
        (&bomb(4_000, 4_000, 16), broken),
        (&whole[..whole.len() / 2], broken),
        (b"\xff\xd8\xff\xe0 niets meer", broken),
    ];
    for (bytes, told) in cases {
        let page = sanne
            .uploads("/desk/pictures", &[("alt", "Iets")], Some(("foto.png", bytes)))
            .await
            .is(422)
            .says(told);
        assert_eq!(page.field("alt"), "Iets");
        assert_eq!(page.attribute("#errors a", "href").as_deref(), Some("#file"));
    }
    adds(&sanne, "Stip", &png(&photograph(1, 1))).await.is(422).says("te klein");
    sanne.reads("/desk/pictures").await.says("Er zijn nog geen afbeeldingen");
}

#[tokio::test]
async fn a_picture_that_broke_off_is_refused_in_every_kind() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let written = |format| {
        let mut bytes = Cursor::new(Vec::new());
        photograph(400, 300).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = written(format);
        let almost = &whole[..whole.len() * 9 / 10];
        adds(&sanne, "Half", almost).await.is(422).says("niet volledig aangekomen");
        adds(&sanne, "Heel", &whole).await.is(303);
    }
}

#[tokio::test]
async fn what_hides_behind_a_picture_does_not_come_along() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let hidden = b"<script>alert(document.domain)</script>PK\x03\x04";
    let both = [camera_jpeg(400, 200).as_slice(), hidden].concat();
    adds(&sanne, "Twee dingen", &both).await.is(303);
    let page = sanne.reads("/desk/pictures/1").await;
    for address in [
        page.attribute("img", "src").unwrap(),
        addresses(&page.attribute("source", "srcset").unwrap())[0].clone(),
    ] {
        let file = board.guest().reads(&address).await.is(200);
        assert!(!file.bytes.windows(8).any(|part| part == b"<script>"), "{address}");
    }
}

#[tokio::test]
async fn a_form_that_comes_back_keeps_the_words() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let large = [png(&photograph(20, 20)), vec![0; 11 * 1024 * 1024]].concat();
    let page = adds(&sanne, "Te groot", &large).await.is(413).says("groter dan 10 MB");
    assert_eq!(page.field("alt"), "Te groot");
    let page = adds(&sanne, "  ", &png(&photograph(20, 20))).await.is(422);
    assert_eq!(
        page.texts("#errors li"),
        [
            "Schrijf in één zin wat er te zien is.",
            "Kies het bestand opnieuw: de browser onthoudt het niet."
        ]
    );
    let page = sanne.uploads("/desk/pictures", &[("alt", "Zonder")], None).await.is(422);
    assert_eq!(
        (page.field("alt"), page.texts("#errors li")),
        ("Zonder".into(), vec!["Kies een bestand.".into()])
    );
}

#[tokio::test]
async fn the_same_bytes_twice_are_one_picture() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    let bytes = png(&photograph(40, 40));
    adds(&sanne, "Eén", &bytes).await.goes_on_to("/desk/pictures/1?done=added");
    adds(&sanne, "Twee", &bytes).await.goes_on_to("/desk/pictures/1?done=added");
    adds(&sanne, "Twee", &png(&photograph(41, 40))).await.goes_on_to("/desk/pictures/2?done=added");
}

#[tokio::test]
async fn a_picture_goes_when_no_article_uses_it_and_its_words_can_change() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    adds(&sanne, "Een zaal", &png(&photograph(40, 40))).await.is(303);
    adds(&sanne, "Een stoel", &png(&photograph(42, 40))).await.is(303);
    let article = board
        .writes("title = \"Zalen\"\npublished = 2026-11-20T09:00:00", "![](/pictures/1)")
        .await;
    let reader = board.guest();
    assert_eq!(
        reader.reads(&article).await.attribute(".prose img", "alt").as_deref(),
        Some("Een zaal")
    );
    sanne
        .sends("/desk/pictures/1", &[("alt", "De grote zaal")])
        .await
        .goes_on_to("/desk/pictures/1?done=described");
    sanne.reads("/desk/pictures/1?done=described").await.says("De beschrijving is opgeslagen.");
    sanne.reads("/desk/pictures/1?done=added").await.says("De afbeelding is toegevoegd.");
    assert_eq!(
        reader.reads(&article).await.attribute(".prose img", "alt").as_deref(),
        Some("De grote zaal")
    );
    let page = sanne.sends("/desk/pictures/1", &[("alt", "")]).await.is(422);
    assert_eq!(page.texts(".error").len(), 1);
    let page = sanne
        .sends("/desk/pictures/1/remove", &[])
        .await
        .is(409)
        .says("De afbeelding is niet verwijderd");
    assert_eq!(
        page.attribute("ul a[href^='/articles']", "href").as_deref(),
        Some(article.as_str())
    );
    let address = sanne.reads("/desk/pictures/2").await.attribute("img", "src").unwrap();
    let (start, _) = address.split_once('.').unwrap();
    reader.reads(&format!("{start}.000000000000.jpg")).await.goes_on_to(&address);
    sanne.sends("/desk/pictures/2/remove", &[]).await.goes_on_to("/desk/pictures");
    sanne.sends("/desk/pictures/2/remove", &[]).await.goes_on_to("/desk/pictures");
    reader.reads(&address).await.is(404);
    for nowhere in [
        "/pictures/2",
        "/pictures/x",
        "/pictures/1/480.webp",
        "/pictures/1/40.x.gif",
        "/pictures/01/40.x.webp",
    ] {
        reader.reads(nowhere).await.is(404);
    }
}

#[tokio::test]
async fn a_comment_shows_no_pictures() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    adds(&sanne, "Een zaal", &png(&photograph(40, 40))).await.is(303);
    let article = board.article("Zalen").await;
    board
        .guest()
        .posts(&article, "![x](/pictures/1) <img src=\"/pictures/1\" alt=\"\">")
        .await
        .is(303);
    let page = board.guest().reads(&article).await;
    assert_eq!(page.attribute(".comment img", "src"), None);
}

#[tokio::test]
async fn who_does_not_edit_sends_no_pictures() {
    let board = Board::open().await;
    let bytes = png(&photograph(40, 40));
    adds(&board.guest(), "Een zaal", &bytes).await.goes_on_to("/login");
    for (name, role) in [("Lid", Role::Member), ("Bram", Role::Moderator)] {
        adds(&board.somebody(name, role).await, "Een zaal", &bytes).await.is(403);
    }
    assert_eq!(board.value("SELECT alt FROM pictures").await, None);
}

#[tokio::test]
async fn a_picture_stands_at_the_head_of_an_article_and_in_its_history() {
    let board = Board::open().await;
    let sanne = sanne(&board).await;
    adds(&sanne, "Een lege zaal", &png(&photograph(1200, 600))).await.is(303);
    sanne.reads("/desk/articles/new").await.is(200).says("1. Een lege zaal");
    let author = board
        .value("SELECT CAST(id AS TEXT) FROM accounts WHERE name = 'Sanne Verhoef'")
        .await
        .unwrap();
    let fields = [
        ("title", "Zalen"),
        ("body", "Alinea."),
        ("author", author.as_str()),
        ("comments", "open"),
        ("picture", "1"),
        ("caption", " Na  afloop "),
        ("intent", "preview"),
    ];
    let page = sanne.sends("/desk/articles/new", &fields).await.is(200);
    assert_eq!(
        page.attribute(".preview-pane .lead-picture img", "alt").as_deref(),
        Some("Een lege zaal")
    );
    assert_eq!(page.attribute("#picture [selected]", "value").as_deref(), Some("1"));
    let gone = fields.map(|(name, value)| {
        (
            name,
            if name == "picture" {
                "7"
            } else if name == "intent" {
                "save"
            } else {
                value
            },
        )
    });
    sanne.sends("/desk/articles/new", &gone).await.is(422).says("Deze afbeelding is er niet meer");
    let published =
        fields.map(|(name, value)| (name, if name == "intent" { "publish" } else { value }));
    sanne
        .sends("/desk/articles/new", &published)
        .await
        .goes_on_to("/desk/articles/1?done=published");
    let page = board.guest().reads("/articles/zalen").await.is(200);
    assert_eq!(page.texts(".lead-picture figcaption"), ["Na afloop"]);
    assert_eq!(page.attribute(".lead-picture img", "fetchpriority").as_deref(), Some("high"));
    assert_eq!(page.attribute(".lead-picture img", "loading"), None);
    let front = board.guest().reads("/").await.is(200);
    assert_eq!(front.attribute(".lead-story img", "alt").as_deref(), Some(""));
    sanne.sends("/desk/pictures/1/remove", &[]).await.is(409);
    let without = [("version", "1"), ("picture", ""), ("intent", "save")];
    let without: Vec<_> = published
        .into_iter()
        .filter(|(name, _)| !without.iter().any(|(other, _)| other == name))
        .chain(without)
        .collect();
    sanne.sends("/desk/articles/1", &without).await.goes_on_to("/desk/articles/1?done=saved");
    assert_eq!(
        board.guest().reads("/articles/zalen").await.attribute(".lead-picture img", "src"),
        None
    );
    sanne.reads("/desk/articles/1/history").await.says("Een lege zaal").says("Na afloop");
    sanne.sends("/desk/articles/1/history", &[("number", "1"), ("version", "2")]).await.is(303);
    assert!(
        board
            .guest()
            .reads("/articles/zalen")
            .await
            .attribute(".lead-picture img", "src")
            .is_some()
    );
    sanne
        .sends(
            "/desk/articles/1",
            &without
                .iter()
                .map(|(n, v)| (*n, if *n == "version" { "3" } else { *v }))
                .collect::<Vec<_>>(),
        )
        .await
        .is(303);
    sanne.sends("/desk/pictures/1/remove", &[]).await.goes_on_to("/desk/pictures");
    sanne.sends("/desk/articles/1/history", &[("number", "1"), ("version", "4")]).await.is(303);
    assert_eq!(
        board.guest().reads("/articles/zalen").await.is(200).attribute(".lead-picture img", "src"),
        None
    );
}
