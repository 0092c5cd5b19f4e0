//! How the board looks: name, colours, logo and foot, on every page and every node.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use weerwoord::account::Role;

use crate::harness::{Board, Settings};

const SHIPPED: [(&str, &str); 2] = [("light", "#0b5459"), ("dark", "#84d5d0")];

fn logo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture =
        DynamicImage::ImageRgba8(RgbaImage::from_pixel(900, 300, Rgba([200, 20, 20, 128])));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_name_a_colour_and_a_foot_are_on_every_page_at_once() {
    let board = Board::with(Settings::easy().with("NAME", "Blad")).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let article = board.article("Kleuren").await;
    let reader = board.guest();
    assert_eq!(reader.reads(&article).await.texts(".brand"), ["Blad"]);
    assert_eq!(reader.reads("/").await.attribute("link[href^='/theme/']", "href"), None);
    bram.reads("/desk/settings")
        .await
        .is(200)
        .says("‘Blad’, de naam uit de instellingen van de server");
    let fields = [
        ("version", "0"),
        ("name", "Het <Blad>"),
        ("light", "#7a1f5c"),
        ("dark", "#84d5d0"),
        ("footer", "Utrecht & omstreken"),
    ];
    let done = "/desk/settings?done=saved#done";
    bram.uploads("/desk/settings", &fields, None).await.goes_on_to(done);
    bram.uploads("/desk/settings", &fields, None).await.goes_on_to(done);
    for path in [article.as_str(), "/", "/terms", "/login", "/nergens"] {
        let page = reader.reads(path).await.says("Utrecht & omstreken");
        assert_eq!(page.texts(".brand"), ["Het <Blad>"], "{path}");
        let theme = page.attribute("link[href^='/theme/']", "href").unwrap();
        let sheet = reader.reads(&theme).await.is(200);
        assert_eq!(sheet.header("content-type"), Some("text/css; charset=utf-8"));
        assert_eq!(sheet.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert!(
            sheet.html().contains("--accent: light-dark(#7a1f5c, #84d5d0);"),
            "{}",
            sheet.html()
        );
    }
    reader.reads("/terms").await.says("Het <Blad>");
    let old = reader.reads("/").await.attribute("link[href^='/theme/']", "href").unwrap();
    let fields =
        [("version", "1"), ("name", ""), ("light", "#7a1f00"), ("dark", "#84d5d0"), ("footer", "")];
    bram.uploads("/desk/settings", &fields, None).await.is(303);
    let page = reader.reads("/").await;
    let new = page.attribute("link[href^='/theme/']", "href").unwrap();
    assert_ne!(old, new);
    assert_eq!(page.texts(".brand"), ["Blad"]);
    // A page from before finds the colours it names.
    reader.reads(&old).await.is(200);
    let shipped = [&[("version", "2")][..], &SHIPPED].concat();
    bram.uploads("/desk/settings", &shipped, None).await.is(303);
    assert_eq!(reader.reads("/").await.attribute("link[href^='/theme/']", "href"), None);
    reader.reads("/theme/ffcc00-84d5d0.css").await.is(404);
}

#[tokio::test]
async fn a_look_is_previewed_before_readers_see_it() {
    let board = Board::with(Settings::easy().with("NAME", "Blad")).await;
    let bram = board.somebody("Bram", Role::Admin).await;
    board.article("Kleuren").await;
    let reader = board.guest();
    let mut fields = vec![
        ("version", "0"),
        ("name", "Het Blad"),
        ("tagline", "Over merken en hun klanten"),
        ("light", "#7a1f5c"),
        ("dark", "#84d5d0"),
        ("typefaces", "literata"),
        ("front", "rows"),
        ("footer", "Utrecht"),
        ("intent", "preview"),
    ];
    let page = bram.uploads("/desk/settings", &fields, Some(("a.png", &logo()))).await.is(200);
    assert_eq!(page.texts(".brand"), ["Het Blad"]);
    assert_eq!(page.texts("#preview h3"), ["Kleuren", "Zo beginnen en eindigen e-mails"]);
    assert!(page.texts("#preview #preview-greeting")[0].contains("Bram"));
    assert_eq!(page.texts("#preview .preview-tagline"), ["Over merken en hun klanten"]);
    assert_eq!(page.texts(".masthead .tagline").len(), 0, "the staff's menu stands in its place");
    page.attribute("link[href='/theme/7a1f5c-84d5d0.css']", "href").unwrap();
    page.attribute("link[rel=stylesheet][href^='/static/literata.']", "href").unwrap();
    assert_eq!(page.field("tagline"), "Over merken en hun klanten");
    page.says("nog niet opgeslagen").says("kies het bestand opnieuw");
    assert_eq!(reader.reads("/").await.texts(".brand"), ["Blad"]);
    fields.pop();
    bram.uploads("/desk/settings", &fields, None).await.is(303);
    let page = reader.reads("/").await;
    assert_eq!(page.texts(".tagline"), ["Over merken en hun klanten"]);
    let sheet = page.attribute("link[rel=stylesheet][href^='/static/literata.']", "href").unwrap();
    let sheet = reader.reads(&sheet).await.is(200);
    for family in ["literata", "instrument-sans"] {
        let link = format!("link[rel=preload][href^='/static/{family}.']");
        let file = page.attribute(&link, "href").unwrap();
        assert!(sheet.html().contains(&file), "{}", sheet.html());
        let typeface = reader.reads(&file).await.is(200);
        assert_eq!(typeface.header("content-type"), Some("font/woff2"));
    }
}

#[tokio::test]
async fn a_colour_nobody_can_read_is_refused_with_its_contrast() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let fields = [
        ("version", "0"),
        ("name", "Blad"),
        ("light", "#ffcc00"),
        ("dark", "#333333"),
        ("footer", "Onderaan"),
    ];
    let page = bram.uploads("/desk/settings", &fields, None).await.is(422);
    assert_eq!(
        page.texts("#errors li"),
        [
            "De kleur op lichte pagina’s is te licht om te lezen: het contrast is 1,2 : 1 en moet minstens 4,5 : 1 zijn. Kies een donkerdere.",
            "De kleur op donkere pagina’s is te donker om te lezen: het contrast is 1,1 : 1 en moet minstens 4,5 : 1 zijn. Kies een lichtere."
        ]
    );
    assert_eq!(
        (page.field("light"), page.field("footer"), page.field("name")),
        ("#ffcc00".into(), "Onderaan".into(), "Blad".into())
    );
    for bad in ["", "rood", "#fff", "#123456;} body{display:none"] {
        let fields = [("version", "0"), ("light", bad), ("dark", "#84d5d0")];
        bram.uploads("/desk/settings", &fields, None)
            .await
            .is(422)
            .says("Kies een kleur voor lichte pagina’s, zoals #0b5459");
    }
    let long = "a".repeat(61);
    let fields = [&[("version", "0"), ("name", long.as_str())][..], &SHIPPED].concat();
    bram.uploads("/desk/settings", &fields, None).await.is(422).says("hoogstens 60 tekens");
    assert_eq!(board.value("SELECT name FROM settings").await, None);
}

#[tokio::test]
async fn a_logo_stands_for_the_name_until_it_is_taken_away() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let fields = [&[("version", "0")][..], &SHIPPED].concat();
    let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    bram.uploads("/desk/settings", &fields, Some(("logo.svg", svg)))
        .await
        .is(422)
        .says("In deze SVG is niets te zien");
    bram.uploads("/desk/settings", &fields, Some(("logo.png", &logo()))).await.is(303);
    let page = board.guest().reads("/").await.is(200);
    assert_eq!(page.attribute(".brand img", "alt").as_deref(), Some("Weerwoord"));
    assert_eq!(page.attribute(".brand img", "height").as_deref(), Some("128"));
    let address = page.attribute(".brand img", "src").unwrap();
    assert_eq!(
        board.guest().reads(&address).await.is(200).header("content-type"),
        Some("image/png")
    );
    let settings = bram.reads("/desk/settings").await.is(200);
    assert_eq!(settings.attribute("img.own-logo", "src").as_ref(), Some(&address));
    let first = "Sla eerst op wat je hierboven hebt gewijzigd.";
    let hints = settings.texts("form[action^='/desk/settings/picture'] > .hint");
    assert_eq!(hints, [first, first]);
    bram.reads("/desk/pictures").await.says("Er zijn nog geen afbeeldingen");
    bram.sends("/desk/pictures/1/remove", &[]).await.is(303);
    board.guest().reads(&address).await.is(200);
    let fields = [&[("version", "1"), ("no_logo", "on")][..], &SHIPPED].concat();
    bram.uploads("/desk/settings", &fields, None).await.is(303);
    assert_eq!(board.guest().reads("/").await.texts(".brand"), ["Weerwoord"]);
    board.guest().reads(&address).await.is(404);
}

#[tokio::test]
async fn the_later_of_two_administrators_is_told() {
    let board = Board::open().await;
    let (bram, ada) =
        (board.somebody("Bram", Role::Admin).await, board.somebody("Ada", Role::Admin).await);
    let fields = |version, name| [&[("version", version), ("name", name)][..], &SHIPPED].concat();
    bram.uploads("/desk/settings", &fields("0", "Van Bram"), None).await.is(303);
    let page = ada
        .uploads("/desk/settings", &fields("0", "Van Ada"), None)
        .await
        .is(409)
        .never_says("Dit artikel");
    assert_eq!(
        page.texts("#errors h2"),
        ["Iemand anders heeft intussen de instellingen gewijzigd"]
    );
    assert_eq!(
        (page.field("name"), page.attribute("[name=version]", "value").as_deref()),
        ("Van Ada".into(), Some("1"))
    );
    ada.uploads("/desk/settings", &fields("1", "Van Ada"), None).await.is(303);
    assert_eq!(board.guest().reads("/").await.texts(".brand"), ["Van Ada"]);
}

#[tokio::test]
async fn only_administrators_change_how_the_board_looks() {
    let board = Board::open().await;
    for (name, role) in [("Bram", Role::Moderator), ("Sanne Verhoef", Role::Editor)] {
        let person = board.somebody(name, role).await;
        person.reads("/desk/settings").await.is(403);
        person.uploads("/desk/settings", &SHIPPED, None).await.is(403);
    }
    let sanne = board.guest();
    sanne.logs_in("Sanne Verhoef").await.is(303);
    sanne.reads("/desk/pictures").await.is(200).never_says("/desk/settings");
}

/// A drawing of this shape, with something in it.
fn svg(width: u32, height: u32, inside: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         viewBox=\"0 0 {width} {height}\" onload=\"alert(1)\"><script>alert(1)</script>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#0b5459\"/>{inside}</svg>"
    )
    .into_bytes()
}

#[tokio::test]
async fn a_logo_may_be_an_svg_and_is_served_as_pixels() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let fields = [&[("version", "0"), ("tagline", "Regel")][..], &SHIPPED].concat();
    for (inside, told) in [
        ("<text y=\"9\">Blad</text>", "Zet de tekst in het tekenprogramma om in contouren"),
        ("<image href=\"file:///etc/passwd\"/>", "Dat kan hier niet."),
        ("<image href=\"https://far.example/x.png\"/>", "Dat kan hier niet."),
        ("<g id=\"a\"><use href=\"#a\"/></g>", "te ingewikkeld"),
        ("<g", "niet te lezen"),
    ] {
        let file = svg(200, 100, inside);
        let page = bram.uploads("/desk/settings", &fields, Some(("logo.svg", &file))).await;
        let page = page.is(422).says(told);
        assert_eq!(page.texts("#file-error").len(), 1, "{inside}");
        assert_eq!(page.field("tagline"), "Regel");
    }
    let file = svg(200, 100, "");
    bram.uploads("/desk/settings", &fields, Some(("logo.svg", &file))).await.is(303);
    let page = board.guest().reads("/").await.is(200);
    let address = page.attribute(".brand img", "src").unwrap();
    let picture = board.guest().reads(&address).await.is(200);
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let picture = image::load_from_memory(&picture.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (256, 128));
    // Nothing but a logo and an icon may be one.
    let library = [("alt", "Tekening")];
    bram.uploads("/desk/pictures", &library, Some(("x.svg", &file))).await.is(422);
}

#[tokio::test]
async fn an_icon_of_its_own_is_at_every_address_that_browsers_ask() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let reader = board.guest();
    let shipped = reader.reads("/favicon.ico").await.is(200).bytes;
    let which = [("which", "favicon")];
    let send = async |file: Option<(&str, &[u8])>| {
        bram.uploads("/desk/settings/picture", &which, file).await
    };
    send(None).await.is(422).says("Kies een bestand");
    send(Some(("x.png", b"geen afbeelding"))).await.is(422).says("Dit is geen JPEG");
    for file in [logo(), svg(64, 64, "")] {
        send(Some(("icon", &file))).await.goes_on_to("/desk/settings?done=saved#done");
        let page = reader.reads("/").await.is(200);
        let tab = page.attribute("link[rel=icon]", "href").unwrap();
        let home = page.attribute("link[rel=apple-touch-icon]", "href").unwrap();
        for (address, side) in
            [(tab.as_str(), 32), (&home, 180), ("/favicon.ico", 32), ("/apple-touch-icon.png", 180)]
        {
            let icon = reader.reads(address).await.is(200);
            assert_eq!(icon.header("content-type"), Some("image/png"), "{address}");
            let icon = image::load_from_memory(&icon.bytes).unwrap();
            assert_eq!((icon.width(), icon.height()), (side, side), "{address}");
        }
    }
    // The settings keep it, and only the last is stored.
    let fields = [&[("version", "2"), ("name", "Blad")][..], &SHIPPED].concat();
    bram.uploads("/desk/settings", &fields, None).await.is(303);
    assert_eq!(
        board.value("SELECT CAST(COUNT(*) AS TEXT) FROM pictures").await.as_deref(),
        Some("1")
    );
    let remove = [("which", "favicon"), ("intent", "remove")];
    bram.uploads("/desk/settings/picture", &remove, None).await.is(303);
    assert_eq!(reader.reads("/favicon.ico").await.bytes, shipped);
    assert_eq!(reader.reads("/").await.attribute("link[rel=apple-touch-icon]", "href"), None);
    bram.reads("/desk/log").await.is(200).says("pictogram van de site");
}

#[tokio::test]
async fn links_to_pages_without_a_picture_show_that_of_the_site() {
    let board = Board::open().await;
    let bram = board.somebody("Bram", Role::Admin).await;
    let article = board.article("Met kaart").await;
    let reader = board.guest();
    let shown = "meta[property='og:image']";
    assert_eq!(reader.reads("/").await.attribute(shown, "content"), None);
    let which = [("which", "social")];
    let small = logo();
    bram.uploads("/desk/settings/picture", &which, Some(("x.png", &small)))
        .await
        .is(422)
        .says("minstens 600 bij 315 pixels");
    let mut large = std::io::Cursor::new(Vec::new());
    let picture = RgbaImage::from_pixel(1000, 900, Rgba([20, 20, 200, 128]));
    DynamicImage::ImageRgba8(picture).write_to(&mut large, ImageFormat::Png).unwrap();
    let file = Some(("x.png", large.get_ref().as_slice()));
    bram.uploads("/desk/settings/picture", &which, file).await.is(303);
    for path in ["/", "/terms", "/moderation-log"] {
        let page = reader.reads(path).await.is(200);
        let address = page.attribute(shown, "content").unwrap();
        let path = &address[address.find("/pictures/").unwrap()..];
        let picture = reader.reads(path).await.is(200);
        assert_eq!(picture.header("content-type"), Some("image/jpeg"));
        let picture = image::load_from_memory(&picture.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
    }
    let page = reader.reads(&article).await.is(200);
    assert_eq!(page.html().matches("og:image\"").count(), 1);
    assert!(page.attribute(shown, "content").unwrap().contains("/card/"));
    assert_eq!(bram.reads("/desk").await.attribute(shown, "content"), None);
    let wrong = [("which", "masker")];
    bram.uploads("/desk/settings/picture", &wrong, file).await.is(422);
    let sanne = board.somebody("Sanne", Role::Editor).await;
    sanne.uploads("/desk/settings/picture", &which, file).await.is(403);
}
