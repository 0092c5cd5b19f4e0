//! Tests of the exports of Ghost.

use super::*;
use crate::import::json::testing::{
    comments, left_out, options, people, read_text, refused, said, sites, threads, try_read,
};
use crate::import::record::Attachment;

const FILE: &str = r##"{"db": [{"meta": {"exported_on": 1700000000000, "version": "5.80.0"},
  "data": {
    "posts": [
      {"id": "1", "title": "Eén & twee", "slug": "een", "type": "post", "status": "published",
       "visibility": "public", "html": "<p><img src=\"__GHOST_URL__/content/a.png\"> &amp; x</p>",
       "lexical": "{\"root\":{}}", "feature_image": "__GHOST_URL__/content/b.jpg",
       "custom_excerpt": " Lead ", "created_at": "2020-01-01T00:00:00.000Z",
       "published_at": "2020-01-02T08:00:00.000Z"},
      {"id": 2, "title": "Over", "slug": "over", "page": 1, "status": "published",
       "html": "<p>x</p>", "published_at": 1426078349156, "author_id": 9},
      {"id": "3", "status": "published", "visibility": "members", "html": "<p>x</p>"},
      {"id": "4", "status": "sent", "visibility": "public", "html": "<p>x</p>"},
      {"id": "5", "status": "published", "visibility": "public", "html": "<p>x</p>",
       "published_at": "2020-01-02T08:00:00.000Z"},
      {"id": "6", "status": "scheduled", "html": "<p>x</p>",
       "published_at": "2040-01-02T08:00:00.000Z"},
      {"id": "7", "status": "draft", "visibility": "paid", "html": null, "published_at": null,
       "lexical": "{\"root\":{\"children\":[{\"children\":[{\"text\":\"Een \"},{\"text\":\"twee\"}]},{\"type\":\"markdown\",\"markdown\":\"*drie*\"},{\"type\":\"horizontalrule\"}]}}"},
      {"id": "8", "status": "draft", "html": "",
       "mobiledoc": "{\"cards\":[[\"markdown\",{\"markdown\":\"*drie*\"}]],\"sections\":[[1,\"p\",[[0,[],0,\"Een \"],[0,[1],1,\"twee\"]]],[3,\"ul\",[[[0,[],0,\"a\"]],[[0,[],0,\"b\"]]]],[10,0]]}"}],
    "posts_authors": [{"post_id": "1", "author_id": "9", "sort_order": 1},
                      {"post_id": "1", "author_id": "8", "sort_order": 0}],
    "posts_meta": [{"post_id": "1", "feature_image_alt": "Een berg",
                    "feature_image_caption": "<i>Foto</i>: Jan &amp; Zn"},
                   {"post_id": "5", "email_only": 1}],
    "posts_tags": [{"post_id": "1", "tag_id": "t2", "sort_order": 2},
                   {"post_id": "1", "tag_id": "t3", "sort_order": 1},
                   {"post_id": "1", "tag_id": "t1", "sort_order": 0}],
    "settings": [{"key": "title", "value": "Oud"}, {"key": "password", "value": "geheim"}],
    "tags": [{"id": "t1", "name": "Nieuws", "visibility": "public"}, {"id": "t2", "name": "Kunst"},
             {"id": "t3", "name": "#intern", "visibility": "internal"}],
    "users": [{"id": "8", "name": "Jan", "email": "jan@post.example", "password": "$2a$10$"}]
  }}]}"##;

fn articles(records: &[Record]) -> Vec<Article> {
    threads(records).into_iter().map(|thread| *thread.article.unwrap()).collect()
}

#[test]
fn articles_come_with_what_other_tables_say() {
    let base = Some("https://oud.example/".parse().unwrap());
    let options = ReadOptions { base, ..options() };
    let records = try_read(READER, &options, FILE.as_bytes()).unwrap();
    let thread = threads(&records).remove(0);
    assert_eq!((thread.key.as_str(), thread.title.as_deref()), ("1", Some("Eén & twee")));
    assert_eq!(thread.addresses, ["/een/"]);
    let article = thread.article.unwrap();
    let picture = "https://oud.example/content/b.jpg";
    let html = r#"<p><img src="https://oud.example/content/a.png"> &amp; x</p>"#;
    assert_eq!(article.body, Text::Html(html.to_owned()));
    assert_eq!((article.slug.as_deref(), article.lead.as_deref()), (Some("een"), Some("Lead")));
    assert_eq!((article.author.as_deref(), article.kind), (Some("8"), ArticleKind::Article));
    assert_eq!(article.categories, ["Nieuws", "Kunst"]);
    assert_eq!(article.lead_picture.as_deref(), Some(picture));
    let attached = records.iter().find_map(|record| match record {
        Record::Attachment(attachment) => Some(attachment.clone()),
        _ => None,
    });
    let Attachment { key, address, alt, caption } = attached.unwrap();
    assert_eq!((key.as_str(), address.as_str()), (picture, picture));
    assert_eq!(alt.as_deref(), Some("Een berg"));
    assert_eq!(caption.as_deref(), Some("Foto: Jan & Zn"));
    assert_eq!(people(&records)[0].email.as_deref(), Some("jan@post.example"));
    assert_eq!(sites(&records)[0].name.as_deref(), Some("Oud"));
}

#[test]
fn only_what_everybody_could_read_is_published() {
    let records = read_text(READER, FILE);
    let found = articles(&records);
    let states: Vec<ArticleState> = found.iter().map(|article| article.state).collect();
    let time = |text: &str| Some(text.parse().unwrap());
    assert_eq!(states[0], ArticleState::Published(time("2020-01-02T08:00:00Z")));
    assert_eq!(states[1], ArticleState::Published(time("2015-03-11T12:52:29.156Z")));
    assert_eq!(states[5], ArticleState::Planned("2040-01-02T08:00:00Z".parse().unwrap()));
    for index in [2, 3, 4, 6, 7] {
        assert_eq!(states[index], ArticleState::Draft, "{index}");
    }
    assert_eq!((found[1].kind, found[1].author.as_deref()), (ArticleKind::Page, Some("9")));
    let expected = [
        " Tag #intern",
        "article 3 Draft members",
        "article 4 Draft sent",
        "article 5 Draft email_only",
        "article 7 Embed lexical",
        "article 8 Embed mobiledoc",
        " NoComments ",
    ];
    assert_eq!(said(&records), expected);
}

#[test]
fn an_article_without_html_keeps_its_words() {
    let found = articles(&read_text(READER, FILE));
    assert_eq!(found[6].body, Text::Plain("Een twee\n\n*drie*".to_owned()));
    assert_eq!(found[7].body, Text::Plain("Een twee\n\na\nb\n\n*drie*".to_owned()));
    // Without an address of the site, addresses are relative to it.
    assert_eq!(found[0].lead_picture.as_deref(), Some("/content/b.jpg"));
}

#[test]
fn comments_of_a_backup_come_along() {
    let file = r#"{"meta": {"exported_on": 1, "version": "5"}, "data": {
        "posts": [{"id": "1", "status": "published", "html": "<p>x</p>"}],
        "members": [{"id": "m", "name": "Piet", "email": "piet@post.example"}],
        "comments": [
          {"id": "a", "post_id": "1", "member_id": "m", "parent_id": null, "status": "published",
           "html": "<p>een</p>", "created_at": "2023-01-01T00:00:00.000Z"},
          {"id": "b", "post_id": "1", "member_id": "m", "parent_id": "a", "status": "hidden",
           "html": "<p>twee</p>"}]}}"#;
    let records = read_text(READER, file);
    let found = comments(&records);
    assert_eq!(found[0].text, Text::Html("<p>een</p>".to_owned()));
    assert_eq!((found[0].author.person.as_deref(), found[0].state), (Some("m"), State::Visible));
    assert_eq!((found[1].parent.as_deref(), found[1].state), (Some("a"), State::Removed));
    assert_eq!(found[1].author, Author::default());
    assert_eq!(people(&records).len(), 1);
    assert!(said(&records).is_empty());
    assert_eq!(refused(READER, r#"{"db": []}"#), "import-other-format");
    assert_eq!(refused(READER, &FILE[..400]), "import-cut");
}

#[test]
fn members_are_people() {
    let header = "id,email,name,note,subscribed_to_emails,created_at,deleted_at\n";
    let file = format!(
        "{header}m1,jan@post.example,Jan & Zn,\"een, \"\"notitie\"\"\",true,2020-01-01,\n\
         m2,fout@,,,false,,\nm3,weg@post.example,Weg,,,,2021-01-01\n"
    );
    let records = read_text(READER, &file);
    let found = people(&records);
    assert_eq!((found[0].key.as_str(), found[0].name.as_deref()), ("m1", Some("Jan & Zn")));
    assert_eq!(found[0].email.as_deref(), Some("jan@post.example"));
    assert_eq!((&found[1].name, &found[1].email), (&None, &None));
    assert_eq!(said(&records), ["person m2 Email fout@"]);
    assert_eq!(left_out(&records), ["person m3 Removed"]);
    assert!(members::is_header(header.as_bytes()));
    assert!(!members::is_header(b"id,email,name\n"));
    assert_eq!(refused(READER, &format!("{header}m1,jan@post.example\n")), "import-syntax");
    let latin1 = [header.as_bytes(), b"m1,a@b.example,Ren\xe9e,,,,\n"].concat();
    assert_eq!(try_read(READER, &options(), &latin1).unwrap_err().problem.key, "import-not-utf8");
    let endless = format!("{header}m1,\"{}", "x".repeat(3 << 20));
    assert_eq!(refused(READER, &endless), "import-too-long");
    let broken = format!("{header}m1,x\n,,,,,,\nm2,a@b.example,,,,,\n");
    let skipping = ReadOptions { skip_broken: true, ..options() };
    let records = try_read(READER, &skipping, broken.as_bytes()).unwrap();
    assert_eq!((people(&records).len(), left_out(&records).len()), (1, 2));
}
