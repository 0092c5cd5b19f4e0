//! Property of the comment form: whatever is sent, the server responds, keeps the typed text, and
//! shows nothing harmful.

use axum::http::HeaderMap;
use scraper::Html;
use url::form_urlencoded;
use weerwoord::account::{Email, Name};
use weerwoord::comment::Body;

use super::board::{ARTICLE, Answer, Board, Left, with_board};
use super::page;

/// Fields of the form.
const FIELDS: [&str; 8] =
    ["name", "email", "body", "captcha", "reply_to", "intent", "notify", "website"];
/// Maximum size of a form, in bytes.
const FORM_MAX: usize = 256 * 1024;

/// Fields of the form, decoded according to the URL standard.
struct Typed(Vec<(String, String)>);

/// Checks the property for any bytes as the form.
pub fn form(bytes: &[u8]) {
    let typed = Typed::of(bytes);
    with_board(async |board| {
        let answer = board.posts(bytes).await;
        match answer.status.as_u16() {
            303 => {
                typed.was_posted(board, &answer).await;
                let again = board.posts(bytes).await;
                assert_eq!(
                    (again.status, again.location()),
                    (answer.status, answer.location()),
                    "the same form sent twice"
                );
                assert_eq!(board.app.store.inspect().await.unwrap(), Vec::<String>::new());
                return Left::Changed;
            }
            200 => {
                assert!(typed.is_form() && matches!(typed.field("intent"), "preview" | "code"));
                typed.came_back(&answer);
            }
            422 if typed.is_form()
                && matches!(typed.field("intent"), "" | "post" | "preview" | "unreadable") =>
            {
                typed.came_back(&answer);
                assert!(
                    page::first(&Html::parse_document(answer.html()), "#errors li a").is_some(),
                    "nothing is said to be wrong"
                );
            }
            422 => page::is_ours(&Html::parse_document(answer.html())),
            413 => assert!(bytes.len() > FORM_MAX),
            status => panic!("{status}: {}", answer.html()),
        }
        Left::AsItWas
    });
}

impl Typed {
    fn of(bytes: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(bytes)
            .map(|(name, value)| (name.into_owned(), value.replace('\0', "\u{FFFD}")));
        Self(pairs.collect())
    }

    /// Returns whether every field occurs at most once.
    fn is_form(&self) -> bool {
        FIELDS.iter().all(|field| self.0.iter().filter(|(name, _)| name == field).count() <= 1)
    }

    fn field(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// Asserts that the page has every field as typed, and a valid preview if there is one.
    fn came_back(&self, answer: &Answer) {
        let html = Html::parse_document(answer.html());
        page::is_ours(&html);
        let body = page::first(&html, "textarea#body").expect("the form comes back");
        assert_eq!(page::text(body), as_read(self.field("body")));
        for field in ["name", "email"] {
            let input = page::first(&html, &format!("input#{field}")).expect("the form comes back");
            assert_eq!(input.attr("value"), Some(as_read(self.field(field)).as_str()), "{field}");
        }
        if let Some(preview) = page::first(&html, "#preview .body") {
            page::is_safe_comment(&preview.inner_html());
            let body = Body::new(self.field("body")).unwrap();
            assert_eq!(preview.inner_html(), body.html().with_directions().as_str());
        }
    }

    /// Asserts that the comment is as typed, in the database and on its page.
    async fn was_posted(&self, board: &Board, answer: &Answer) {
        assert!(
            self.is_form()
                && matches!(self.field("intent"), "" | "post" | "unreadable")
                && self.field("website").is_empty()
        );
        let comment = board.app.store.comment(2).await.unwrap().expect("a posted comment is kept");
        let name = Name::new(self.field("name")).unwrap();
        let body = Body::new(self.field("body")).unwrap();
        let html = body.html().with_directions().to_string();
        assert_eq!(comment.author.name(), Some(name.as_str()));
        assert_eq!(
            comment.author.email().map(Email::as_str),
            Some(Email::new(self.field("email")).unwrap().as_str())
        );
        assert_eq!(comment.parent, (!self.field("reply_to").trim().is_empty()).then_some(1));
        assert_eq!(comment.html.as_str(), html);
        page::is_safe_comment(&html);

        let to = answer.location().split('#').next().unwrap_or_default();
        let shown = board.reads(to, HeaderMap::new()).await;
        assert_eq!(shown.status, 200);
        let read = Html::parse_document(shown.html());
        page::is_ours(&read);
        if self.field("intent") == "unreadable" {
            assert_eq!(answer.location(), "/comments/2/held");
            return;
        }
        assert_eq!(answer.location(), format!("{ARTICLE}#comment-2"));
        let [heading, body] = ["#comment-2 h3.name", "#comment-2 .body"]
            .map(|found| page::first(&read, found).unwrap());
        assert_eq!(page::text(heading), name.as_str());
        if html.contains('@') {
            // A mention may have become a link; the text is the same.
            assert_eq!(page::text(body), page::text(Html::parse_fragment(&html).root_element()));
        } else {
            assert_eq!(body.inner_html(), html);
        }
    }
}

/// Returns text as a browser reads it from a page, with normalized line breaks.
fn as_read(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n")
}
