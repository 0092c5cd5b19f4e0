//! Tests of the exports of `WordPress`.

use super::*;
use crate::import::record::{Article, ArticleKind, ArticleState, Attachment, Text, Thread};
use crate::import::testing::{describe, options, read_as, read_with, refused};

fn file(records: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- generator -->\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Oud &amp;amp; wijs</title>\
         <link>https://oud.example</link><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_site_url>https://oud.example</wp:base_site_url>\
         <wp:base_blog_url>https://oud.example/blog</wp:base_blog_url>\
         <wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[red]]></wp:author_login>\
         <wp:author_email><![CDATA[red@oud.example]]></wp:author_email>\
         <wp:author_display_name><![CDATA[De redactie]]></wp:author_display_name></wp:author>\
         {records}</channel></rss>\n"
    )
}

fn item(key: u32, kind: &str, status: &str, rest: &str) -> String {
    format!(
        "<item><title><![CDATA[Stuk {key} &amp; <em>meer</em>]]></title>\
         <link>https://oud.example/blog/stuk-{key}/</link>\
         <guid isPermaLink=\"false\">https://oud.example/blog/?p={key}</guid>\
         <dc:creator><![CDATA[red]]></dc:creator>\
         <wp:post_id>{key}</wp:post_id><wp:post_date><![CDATA[2023-07-01 12:00:00]]></wp:post_date>\
         <wp:comment_status>closed</wp:comment_status><wp:post_name>caf%c3%a9-{key}</wp:post_name>\
         <wp:status><![CDATA[{status}]]></wp:status><wp:post_type>{kind}</wp:post_type>{rest}</item>"
    )
}

fn comment(key: u32, fields: &[(&str, &str)]) -> String {
    let mut written = format!("<wp:comment><wp:comment_id>{key}</wp:comment_id>");
    let given = [
        ("comment_author", "Jan"),
        ("comment_author_email", "jan@post.example"),
        ("comment_date_gmt", "2023-07-02 10:00:00"),
        ("comment_content", "tekst"),
        ("comment_approved", "1"),
    ];
    let rest = given.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    for (name, value) in rest.chain(fields) {
        written.push_str(&format!("<wp:{name}><![CDATA[{value}]]></wp:{name}>"));
    }
    written + "</wp:comment>"
}

fn threads(records: &[Record]) -> Vec<&Thread> {
    let mut threads = Vec::new();
    for record in records {
        if let Record::Thread(thread) = record {
            threads.push(thread);
        }
    }
    threads
}

fn article(xml: &str) -> (Thread, Article) {
    let records = read_as(READER, file(xml).as_bytes());
    let thread = threads(&records)[0].clone();
    let article = *thread.article.clone().unwrap();
    (thread, article)
}

#[test]
fn the_site_and_its_authors_come_first() {
    let records = read_as(READER, file("").as_bytes());
    let [Record::Site(site), Record::Person(person)] = &records[..] else { panic!("{records:?}") };
    assert_eq!(site.name.as_deref(), Some("Oud & wijs"));
    assert_eq!(site.address.as_deref(), Some("https://oud.example/blog"));
    assert_eq!((person.key.as_str(), person.name.as_deref()), ("red", Some("De redactie")));
    assert_eq!(person.email.as_deref(), Some("red@oud.example"));
}

#[test]
fn articles_have_their_addresses_and_fields() {
    let (thread, article) = article(&item(
        7,
        "post",
        "publish",
        "<content:encoded><![CDATA[a ]]]]><![CDATA[> b]]></content:encoded>\
         <excerpt:encoded><![CDATA[<p>De &eacute;ne</p>]]></excerpt:encoded>\
         <category domain=\"category\" nicename=\"x\"><![CDATA[Tekst &amp; beeld]]></category>\
         <category><![CDATA[Tekst &amp; beeld]]></category>\
         <category domain=\"nav_menu\"><![CDATA[Menu]]></category>\
         <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>\
         <wp:meta_value><![CDATA[12]]></wp:meta_value></wp:postmeta>",
    ));
    assert_eq!(thread.key, "7");
    assert_eq!(
        thread.addresses,
        ["https://oud.example/blog/stuk-7/", "https://oud.example/blog/?p=7"]
    );
    assert_eq!(thread.title.as_deref(), Some("Stuk 7 & meer"));
    assert_eq!(thread.comments_open, Some(false));
    // Without a time in GMT the zone of the options counts.
    let time: jiff::Timestamp = "2023-07-01T10:00:00Z".parse().unwrap();
    assert_eq!(article.state, ArticleState::Published(Some(time)));
    assert_eq!(article.kind, ArticleKind::Article);
    assert_eq!(article.slug.as_deref(), Some("caf\u{e9}-7"));
    assert_eq!(article.author.as_deref(), Some("red"));
    assert_eq!(article.lead.as_deref(), Some("De \u{e9}ne"));
    assert_eq!(article.body, Text::HtmlWithLines("a ]]> b".to_owned()));
    assert_eq!(article.categories, ["Tekst & beeld"]);
    assert_eq!(article.lead_picture.as_deref(), Some("12"));
}

#[test]
fn pages_have_one_more_address_and_blocks_are_html() {
    let blocks = "<content:encoded><![CDATA[<!-- wp:paragraph --><p>a</p>]]></content:encoded>";
    let (thread, article) = article(&item(8, "page", "publish", blocks));
    assert_eq!(article.kind, ArticleKind::Page);
    assert_eq!(thread.addresses[2], "https://oud.example/blog/?page_id=8");
    assert!(matches!(article.body, Text::Html(_)));
}

#[test]
fn only_what_was_public_is_public() {
    let password = "<wp:post_password>geheim</wp:post_password>";
    let gmt = "<wp:post_date_gmt>2031-01-01 07:00:00</wp:post_date_gmt>";
    let planned = ArticleState::Planned("2031-01-01T07:00:00Z".parse().unwrap());
    for (status, rest, state, notice) in [
        ("future", gmt, planned, None),
        ("draft", "", ArticleState::Draft, None),
        ("private", "", ArticleState::Draft, Some("private")),
        ("pending", "", ArticleState::Draft, Some("pending")),
        ("publish", password, ArticleState::Draft, Some("password")),
        ("onbekend", "", ArticleState::Draft, None),
    ] {
        let records = read_as(READER, file(&item(7, "post", status, rest)).as_bytes());
        assert_eq!(threads(&records)[0].article.as_ref().unwrap().state, state, "{status}");
        let notice = notice.map(|word| format!("notice: article 7 Draft {word}"));
        assert_eq!(describe(&records), Vec::from_iter(notice), "{status}");
    }
}

#[test]
fn what_is_no_article_is_left_out_with_its_comments() {
    let one = comment(1, &[]);
    for (kind, status, reason) in [
        ("post", "trash", "article 7 (Bin)"),
        ("page", "trash", "page 7 (Bin)"),
        ("post", "auto-draft", "article 7 (NoPlace)"),
        ("nav_menu_item", "publish", "nav_menu_item 7 (NoPlace)"),
        ("product", "publish", "product 7 (OtherKind)"),
    ] {
        let records = read_as(READER, file(&item(7, kind, status, &one)).as_bytes());
        assert_eq!(
            describe(&records),
            ["left out: comment 1 (ThreadLeftOut)".to_owned(), format!("left out: {reason}")]
        );
    }
    let tag = "<category domain=\"post_tag\"><![CDATA[R&amp;D]]></category>";
    let records = read_as(READER, file(&item(7, "post", "publish", tag)).as_bytes());
    assert_eq!(describe(&records), ["notice: article 7 Tag R&D"]);
}

#[test]
fn attachments_have_an_address_and_a_description() {
    let rest = "<wp:attachment_url>https://oud.example/a.png</wp:attachment_url>\
         <excerpt:encoded>Een <b>onderschrift</b></excerpt:encoded><wp:postmeta>\
         <wp:meta_key>_wp_attachment_image_alt</wp:meta_key>\
         <wp:meta_value>Een grafiek</wp:meta_value></wp:postmeta>";
    let rest = rest.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;");
    let records = read_as(READER, file(&item(12, "attachment", "inherit", &rest)).as_bytes());
    let Some(Record::Attachment(Attachment { key, address, alt, caption })) = records.last() else {
        panic!("{records:?}")
    };
    assert_eq!((key.as_str(), address.as_str()), ("12", "https://oud.example/a.png"));
    assert_eq!(alt.as_deref(), Some("Een grafiek"));
    assert_eq!(caption.as_deref(), Some("Een onderschrift"));
}

#[test]
fn comments_keep_their_state_and_author() {
    let comments = [
        comment(
            1,
            &[("comment_author", "Zo\u{eb} &amp; Co"), ("comment_content", "5 &amp;amp; 7")],
        ),
        comment(
            2,
            &[("comment_approved", "0"), ("comment_parent", "1"), ("comment_type", "comment")],
        ),
        comment(3, &[("comment_approved", "trash"), ("comment_user_id", "2")]),
        comment(4, &[("comment_approved", "spam")]),
        comment(5, &[("comment_approved", "post-trashed")]),
        comment(6, &[("comment_type", "pingback")]),
        comment(7, &[("comment_type", "trackback"), ("comment_approved", "spam")]),
        comment(8, &[("comment_type", "order_note")]),
        comment(
            9,
            &[
                ("comment_user_id", "2"),
                ("comment_author_email", "d41d8cd98f00b204e9800998ecf8427e"),
            ],
        ),
        comment(
            10,
            &[
                ("comment_author", ""),
                ("comment_author_email", ""),
                ("comment_date_gmt", "0000-00-00 00:00:00"),
                ("comment_date", "2023-07-02 12:00:00"),
                ("comment_user_id", "99"),
            ],
        ),
    ];
    let records = read_as(READER, file(&item(7, "post", "publish", &comments.concat())).as_bytes());
    assert_eq!(
        describe(&records),
        [
            "1 in 7 by Zo\u{eb} & Co <jan@post.example> 2023-07-02T10:00:00Z Visible: 5 &amp;amp; 7",
            "2 in 7 under 1 by Jan <jan@post.example> 2023-07-02T10:00:00Z Held: tekst",
            "3 in 7 2023-07-02T10:00:00Z Removed: ",
            "left out: comment 4 (Spam)",
            "left out: comment 5 (ThreadLeftOut)",
            "left out: comment 6 (Ping)",
            "left out: comment 7 (Ping)",
            "left out: comment 8 (OtherKind)",
            "9 in 7 by Jan person red 2023-07-02T10:00:00Z Visible: tekst",
            "10 in 7 2023-07-02T10:00:00Z Visible: tekst",
        ]
    );
}

#[test]
fn comments_before_the_fields_of_their_item_wait() {
    let one = comment(1, &[]);
    let xml = file(&format!(
        "<item>{one}<wp:post_id>7</wp:post_id><wp:status>trash</wp:status>\
         <wp:post_type>post</wp:post_type></item>"
    ));
    assert_eq!(
        describe(&read_as(READER, xml.as_bytes())),
        ["left out: comment 1 (ThreadLeftOut)", "left out: article 7 (Bin)"]
    );
}

#[test]
fn forbidden_characters_are_taken_out_and_told() {
    let one = comment(1, &[("comment_content", "bel\u{7} en \u{b}\u{1f}&#x1; klaar\u{fffe}")]);
    let records = read_as(READER, file(&item(7, "post", "publish", &one)).as_bytes());
    assert_eq!(
        describe(&records),
        [
            "notice: comment 1 ControlCharacters ",
            "1 in 7 by Jan <jan@post.example> 2023-07-02T10:00:00Z Visible: bel en &#x1; klaar",
        ]
    );
    let text = "<title>a &#7;b &amp; c & d</title>";
    let (thread, _) = article(&item(7, "post", "publish", text));
    assert_eq!(thread.title.as_deref(), Some("a b & c & d"));
}

#[test]
fn encodings_are_told_by_mark_declaration_or_option() {
    let one = comment(1, &[("comment_content", "caf\u{e9}")]);
    let xml = file(&item(7, "post", "publish", &one));
    let line = "1 in 7 by Jan <jan@post.example> 2023-07-02T10:00:00Z Visible: caf\u{e9}";
    let wide = |little: bool| {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let marked = format!("\u{feff}{}", xml.replace("UTF-8", "UTF-16"));
        marked.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let marked = format!("\u{feff}{xml}").into_bytes();
    let latin = |xml: &str| xml.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let declared: Vec<u8> = latin(&xml.replace("UTF-8", "ISO-8859-1"));
    for bytes in [xml.clone().into_bytes(), marked, wide(true), wide(false), declared] {
        assert_eq!(describe(&read_as(READER, &bytes)), [line]);
    }
    assert_eq!(describe(&read_as(READER, &wide(true)[2..])), [line]);
    let latin: Vec<u8> = latin(&xml);
    let error = refused(READER, &latin);
    let byte = latin.iter().position(|byte| *byte == 0xe9).unwrap() as u64;
    assert_eq!(
        (error.place, error.problem.key),
        (crate::import::Place::Byte(byte), "import-not-utf8")
    );
    let with = |name: &str| {
        let options = ReadOptions { encoding: Some(name.to_owned()), ..options() };
        read_with(READER, &latin, &options)
    };
    assert_eq!(describe(&with("windows-1252").unwrap()), [line]);
    assert_eq!(with("klinkklaar").unwrap_err().problem.key, "import-encoding-unknown");
    assert_eq!(with("euc-jp").unwrap_err().problem.key, "import-not-encoding");
}

#[test]
fn hostile_files_are_refused() {
    let xml = file(&item(7, "post", "publish", &comment(1, &[])));
    for end in 0..xml.len() - "</rss>\n".len() {
        if end > 0 {
            assert_eq!(refused(READER, &xml.as_bytes()[..end]).problem.key, "import-cut", "{end}");
        }
    }
    let head = |text: &str| xml.replacen("<!-- generator -->", text, 1);
    let doctype = head("<!DOCTYPE rss [<!ENTITY a \"b\">]>");
    assert_eq!(refused(READER, doctype.as_bytes()).problem.key, "import-doctype");
    let entity = xml.replace("<![CDATA[tekst]]>", "&nbsp;");
    assert_eq!(refused(READER, entity.as_bytes()).problem.key, "import-syntax");
    let deep = file(&"<a>".repeat(10_000));
    assert_eq!(refused(READER, deep.as_bytes()).problem.key, "import-too-deep");
    let long = file(&format!("<item><title>{}", "x".repeat(20 << 20)));
    assert_eq!(refused(READER, long.as_bytes()).problem.key, "import-too-long");
    assert_eq!(refused(READER, b"<disqus></disqus>").problem.key, "import-other-format");
    let mixed = xml.replace("</wp:comment>", "</wp:other>");
    assert_eq!(refused(READER, mixed.as_bytes()).problem.key, "import-syntax");
}

#[test]
fn records_without_a_number_are_broken() {
    let xml = file("<item><wp:status>publish</wp:status></item>");
    assert_eq!(refused(READER, xml.as_bytes()).problem.key, "import-no-number");
    let skipping = ReadOptions { skip_broken: true, ..options() };
    let records = read_with(READER, xml.as_bytes(), &skipping).unwrap();
    assert_eq!(describe(&records), ["left out: item (Broken)"]);
}

#[test]
fn other_versions_are_told() {
    let xml = file("").replace(">1.2<", ">2.0<");
    assert_eq!(describe(&read_as(READER, xml.as_bytes())), ["notice:  Version 2.0"]);
}
