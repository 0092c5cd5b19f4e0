//! Tests of the reading of JSON in pieces.

use super::testing::{comments, left_out, options, try_read};
use super::*;
use crate::import::ReadOptions;
use crate::import::{READERS, Reader, Source, commento, remark42};

/// Returns the elements at the wanted paths, with their position.
fn walked(text: &[u8], wanted: &[&str]) -> Result<Vec<(String, u64, String)>, ReadError> {
    let mut found = Vec::new();
    // Two bytes at a time, so that every value is in pieces.
    let input = std::io::BufReader::with_capacity(2, text);
    document(input, wanted, &mut |path, element| {
        let text = String::from_utf8(element.bytes.to_vec()).unwrap();
        found.push((path.to_owned(), element.start(), text));
        Ok(())
    })?;
    Ok(found)
}

fn refusal(text: &[u8], wanted: &[&str]) -> (Place, &'static str) {
    let error = walked(text, wanted).unwrap_err();
    (error.place, error.problem.key)
}

#[test]
fn elements_are_found_whatever_is_around_them() {
    let text = br#" {"skip": {"rows": [1, "]}\"\\"]}, "data": {"rows": [ {"a": "]"} ,[1, 2],
        "x\"y", 12.5e3 , null,true], "other": -1}, "rows": null } "#;
    let found = walked(text, &[".data.rows[]", ".rows[]"]).unwrap();
    let texts: Vec<&str> = found.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(texts, [r#"{"a": "]"}"#, "[1, 2]", r#""x\"y""#, "12.5e3", "null", "true"]);
    for (path, start, element) in &found {
        assert_eq!(path, ".data.rows[]");
        assert!(text[usize::try_from(*start).unwrap()..].starts_with(element.as_bytes()));
    }
    assert!(walked(b"{}", &[".rows[]"]).unwrap().is_empty());
    assert!(walked(b"\xef\xbb\xbf[ ]", &["[]"]).unwrap().is_empty());
}

#[test]
fn what_is_no_json_is_refused_at_its_byte() {
    for (text, at) in [
        (r#"{"rows": [1 2]}"#, 12),
        (r#"{"rows": [1,]}"#, 12),
        (r#"{"rows": [,1]}"#, 10),
        (r#"{"rows": [[1}]}"#, 12),
        (r#"{"rows" 1}"#, 8),
        (r#"{"a": 1 "rows": []}"#, 8),
        (r"{rows: []}", 1),
        (r#"{"rows": []} []"#, 13),
        (r#"{"rows": 12}"#, 9),
        (r#"{"rows": {}}"#, 9),
        ("[]", 0),
    ] {
        let found = refusal(text.as_bytes(), &[".rows[]"]);
        assert_eq!(found, (Place::Byte(at), "import-syntax"), "{text}");
    }
}

#[test]
fn a_cut_file_is_refused_wherever_it_is_cut() {
    let text = br#"{"a": {"b": [1, "\"x"]}, "rows": [{"c": "d"}, 12]}"#;
    for end in 0..text.len() {
        let at = Place::Byte(end as u64);
        assert_eq!(refusal(&text[..end], &[".rows[]"]), (at, "import-cut"), "{end}");
    }
    assert!(walked(text, &[".rows[]"]).is_ok());
}

#[test]
fn depth_is_bounded_in_what_is_read_and_what_is_passed_over() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for key in ["rows", "other"] {
        let text = format!(r#"{{"{key}": [{}]}}"#, nested(DEPTH_MAX - 2));
        assert!(walked(text.as_bytes(), &[".rows[]"]).is_ok());
        let text = format!(r#"{{"{key}": [{}]}}"#, nested(DEPTH_MAX - 1));
        assert_eq!(refusal(text.as_bytes(), &[".rows[]"]).1, "import-too-deep");
    }
    let endless = "[".repeat(1 << 20);
    assert_eq!(refusal(endless.as_bytes(), &["[]"]).1, "import-too-deep");
    assert!(!Shape::of_bytes(endless.as_bytes()).has(".x"));
}

#[test]
fn an_element_has_a_greatest_size() {
    let text = format!(r#"[1, "{}"]"#, "x".repeat(ELEMENT_MAX));
    assert_eq!(refusal(text.as_bytes(), &["[]"]).1, "import-too-long");
}

fn lines(second: &[u8]) -> Vec<u8> {
    let line = |id: &str| format!(r#"{{"id":"{id}","locator":{{"url":"/a"}},"orig":"x"}}"#);
    let first = r#"{"version":1,"users":[],"posts":[]}"#.to_owned() + "\n" + &line("1") + "\n";
    [first.as_bytes(), second, b"\n", line("3").as_bytes()].concat()
}

#[test]
fn broken_records_end_the_reading_or_are_left_out() {
    let at = lines(b"").len() as u64 - 45;
    for (second, key, byte) in [
        (&b"{\"id\":\"2\",\"orig\":\"caf\xe9\",\"locator\":{\"url\":\"/a\"}}"[..], "utf8", 22),
        (b"{\"id\":\"2\",\"orig\":\"\\ud800\"}", "syntax", 24),
        (b"{\"id\":\"2\" \"orig\":\"x\"}", "syntax", 10),
        (b"{\"orig\":\"x\"}", "syntax", 0),
        (b"[1]", "syntax", 0),
        (b"12", "syntax", 0),
    ] {
        let error = try_read(remark42::READER, &options(), &lines(second)).unwrap_err();
        let key = if key == "utf8" { "import-not-utf8" } else { "import-syntax" };
        assert_eq!(error.problem.key, key, "{}", String::from_utf8_lossy(second));
        let Place::Byte(found) = error.place else { panic!("{error}") };
        assert!(found.abs_diff(at + byte) <= 2, "{found} {at} {byte}");
        let options = ReadOptions { skip_broken: true, ..options() };
        let records = try_read(remark42::READER, &options, &lines(second)).unwrap();
        assert_eq!(comments(&records).len(), 2);
        assert_eq!(left_out(&records), [format!("comment, byte {at} Broken")]);
    }
}

#[test]
fn another_encoding_is_read_if_it_is_named() {
    let second = b"{\"id\":\"2\",\"orig\":\"caf\xe9 \x80\",\"locator\":{\"url\":\"/a\"}}";
    let options = ReadOptions { encoding: Some("windows-1252".to_owned()), ..options() };
    let records = try_read(remark42::READER, &options, &lines(second)).unwrap();
    let text = crate::import::record::Text::Markdown("caf\u{e9} \u{20ac}".to_owned());
    assert_eq!(comments(&records)[1].text, text);
}

#[test]
fn values_are_taken_whatever_their_type() {
    let zone = options().zone;
    let field = |text: &str| serde_json::from_str::<Field>(text).unwrap();
    let time = |text: &str| field(text).time(&zone).map(|time| time.to_string());
    for (text, expected) in [
        (r#""2023-03-26 09:45:10 +0800""#, Some("2023-03-26T01:45:10Z")),
        (r#""2023-03-26T01:45:10.123456789Z""#, Some("2023-03-26T01:45:10.123456789Z")),
        (r#""2023-01-01 12:00:00 +0100 CET""#, Some("2023-01-01T11:00:00Z")),
        (r#""2023-01-01 12:00:00 UTC""#, Some("2023-01-01T12:00:00Z")),
        (r#""2023-01-01T12:00:00""#, Some("2023-01-01T11:00:00Z")),
        (r#""2023-01-01""#, Some("2022-12-31T23:00:00Z")),
        (r#"{"$date": "2023-01-01T12:00:00.5Z"}"#, Some("2023-01-01T12:00:00.5Z")),
        (r#"{"$date": {"$numberLong": "1700000000123"}}"#, Some("2023-11-14T22:13:20.123Z")),
        ("1700000000", Some("2023-11-14T22:13:20Z")),
        ("1700000000123", Some("2023-11-14T22:13:20.123Z")),
        ("1.7e9", Some("2023-11-14T22:13:20Z")),
        (r#""0000-00-00 00:00:00""#, None),
        (r#""0001-01-01T00:00:00Z""#, None),
        (r#""1970-01-01T00:00:00Z""#, None),
        (r#""2023-02-30T00:00:00Z""#, None),
        (r#""gisteren""#, None),
        ("9223372036854775807", None),
        ("-9223372036854775808", None),
        ("false", None),
        ("null", None),
    ] {
        assert_eq!(time(text).as_deref(), expected, "{text}");
    }
    let word = |text: &str| field(text).word();
    assert_eq!(word("12").as_deref(), Some("12"));
    assert_eq!(word("18446744073709551615").as_deref(), Some("18446744073709551615"));
    assert_eq!(word(r#"{"$oid": "507f"}"#).as_deref(), Some("507f"));
    assert_eq!(word(r#"" x ""#).as_deref(), Some("x"));
    for nothing in [r#""  ""#, "null", "[1, [2]]", r#"{"a": {"b": 1}}"#] {
        assert_eq!(word(nothing), None, "{nothing}");
    }
    for (text, count) in [("3", 3), (r#""4""#, 4), ("-2", 0), ("5.0", 5), ("1e99", 0)] {
        assert_eq!(field(text).count(), count, "{text}");
    }
    for (text, is_true) in [("true", true), (r#""true""#, true), ("1", true), (r#""0""#, false)] {
        assert_eq!(field(text).is_true(), is_true, "{text}");
    }
    for hash in [r#""5840eaae694d408674acf922bcc47ea5""#, r#""jan@""#, "12", r#""a b@c.example""#] {
        assert_eq!(field(hash).email(), None, "{hash}");
    }
}

#[test]
fn every_file_is_recognized_by_one_reader_only() {
    let all: Vec<(&str, &str)> = vec![
        ("commento", r#"{"version": 1, "comments": [], "commenters": []}"#),
        ("commento", r#"{"version": 1, "comments": [{"commentHex": "a""#),
        ("comentario", r#"{"version": 3, "pages": [], "comments": [], "commenters": []}"#),
        ("comentario", r#"{"version": 3, "pages": [{"id": "#),
        ("remark42", r#"{"version":1,"users":[],"posts":[]}"#),
        ("remark42", r#"{"version":1,"users":[{"id":"x"},{"id""#),
        ("artrans", r#"[{"id":"1","rid":"0","content":"een""#),
        ("waline", r#"{"type": "waline", "version": 1, "data": {}}"#),
        ("waline", r#"{"errno": 0, "data": {"type": "waline", "version": 1"#),
        ("ghost", r#"{"db": [{"meta": {"exported_on": 1, "version": "5"}, "data": {"posts""#),
        ("ghost", r#"{"meta": {"exported_on": 1, "version": "5"}, "data": {"posts": []}}"#),
        ("ghost", "id,email,name,note,subscribed_to_emails,complimentary_plan\n"),
        ("", r#"{"type":"board","version":1}"#),
        ("", "[]"),
        ("", "<?xml version=\"1.0\"?>"),
        ("", "TITLE: Een\nDATE: 01/02/2003 10:00:00 AM\n"),
    ];
    for (expected, text) in all {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let source = Source::open(file.path()).unwrap();
        let found: Vec<&str> = READERS
            .iter()
            .filter(|reader| (reader.recognizes)(&source))
            .map(|reader| reader.format.code())
            .collect();
        let expected: Vec<&str> = [expected].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let row = r#"{"commentHex":"a","url":"/a","markdown":"0123456789","state":"approved"}"#;
    let most = |rows: usize| {
        let text =
            format!(r#"{{"version":1,"comments":[{row}{}]}}"#, format!(",{row}").repeat(rows));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let source = Source::open(file.path()).unwrap();
        let Reader { read, .. } = commento::READER;
        let mut count = 0;
        let info = allocation_counter::measure(|| {
            let mut sink = |_| {
                count += 1;
                Ok(())
            };
            read(&source, &options(), &mut sink).unwrap();
        });
        assert_eq!(count, rows + 2);
        info.bytes_max
    };
    let (few, many) = (most(100), most(20_000));
    assert!(many < few + 4096, "{few} {many}");
}
