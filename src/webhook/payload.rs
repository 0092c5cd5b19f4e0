//! Requests of a webhook: their body in each format.
//!
//! A body holds what readers see and what a moderator's program needs to decide: never an e-mail
//! address, a network or a token.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use url::Url;

use super::{Address, EventKind, Format};
use crate::locale::Lang;
use crate::markup::{escape_markup, shorten};

/// Length of the part of a comment that a chat message shows, in characters.
const EXCERPT: usize = 280;
/// Type of a JSON body.
const JSON: &str = "application/json";

/// Event as other programs are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Kind of event.
    pub kind: EventKind,
    /// Time of the event.
    pub at: Timestamp,
    /// Reason: why it was held, removed or reported, in the codes of the export.
    pub reason: Option<String>,
    /// Comment that it is about, as it is now.
    pub comment: Option<CommentFacts>,
    /// Article that it is about, or on which the comment stands.
    pub article: Option<ArticleFacts>,
}

/// Comment as other programs see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentFacts {
    /// Number.
    pub id: i64,
    /// Number of the comment that it answers.
    pub parent: Option<i64>,
    /// Name of its author; `None` if the author withdrew it.
    pub author: Option<String>,
    /// Code of the role of its author; `None` for a guest.
    pub role: Option<String>,
    /// Text as it was typed; `None` once it was erased.
    pub text: Option<String>,
    /// Time at which it was submitted.
    pub posted_at: Timestamp,
}

/// Article as other programs see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFacts {
    /// Last part of its URL.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Time of its publication.
    pub published_at: Option<Timestamp>,
}

/// Board that sends the requests.
#[derive(Clone, Copy, Debug)]
pub struct Board<'a> {
    /// Its language.
    pub lang: Lang,
    /// Its name.
    pub name: &'a str,
    /// Its public URL, without a slash at the end.
    pub url: &'a str,
}

/// Request to be sent with POST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Address.
    pub url: String,
    /// Media type of the body.
    pub media_type: &'static str,
    /// Body.
    pub body: Vec<u8>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: Timestamp,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<CommentData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct CommentData<'a> {
    id: i64,
    url: String,
    moderation_url: String,
    parent: Option<i64>,
    state: Option<&'static str>,
    author: AuthorData<'a>,
    text: Option<&'a str>,
    posted_at: Timestamp,
}

#[derive(Serialize)]
struct AuthorData<'a> {
    name: Option<&'a str>,
    role: &'a str,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    slug: &'a str,
    url: String,
    title: &'a str,
    published_at: Option<Timestamp>,
}

impl Notice {
    /// Returns the request that tells a receiver of it.
    pub fn request(&self, address: &Address, format: Format, board: Board<'_>) -> Outgoing {
        let url = address.as_str();
        let json = |body: serde_json::Value| Outgoing {
            url: url.to_owned(),
            media_type: JSON,
            body: body.to_string().into_bytes(),
        };
        match format {
            Format::Standard => Outgoing {
                url: url.to_owned(),
                media_type: JSON,
                body: serde_json::to_vec(&self.body(board)).expect("texts and numbers are JSON"),
            },
            Format::Slack => json(json!({ "text": self.in_slack(board) })),
            Format::Matrix => {
                json(json!({ "text": self.in_plain_text(board), "html": self.in_html(board) }))
            }
            Format::Telegram => json(json!({
                "chat_id": Url::parse(url).ok().and_then(|url| chat_id(&url)),
                "text": self.in_plain_text(board),
                "link_preview_options": { "is_disabled": true },
            })),
            Format::Ntfy => self.to_topic(url, board),
        }
    }

    /// Returns the body by Standard Webhooks.
    fn body(&self, board: Board<'_>) -> Body<'_> {
        let comment = self.comment.as_ref().map(|comment| CommentData {
            id: comment.id,
            url: format!("{}/comments/{}", board.url, comment.id),
            moderation_url: format!("{}/moderation/comments/{}", board.url, comment.id),
            parent: comment.parent,
            state: self.kind.comment_state(),
            author: AuthorData {
                name: comment.author.as_deref(),
                role: comment.role.as_deref().unwrap_or("guest"),
            },
            text: comment.text.as_deref(),
            posted_at: comment.posted_at,
        });
        let article = self.article.as_ref().map(|article| ArticleData {
            slug: &article.slug,
            url: format!("{}/articles/{}", board.url, article.slug),
            title: &article.title,
            published_at: article.published_at,
        });
        let data = Data { comment, article, reason: self.reason.as_deref() };
        Body { r#type: self.kind.code(), timestamp: self.at, data }
    }

    /// Returns the sentence that a chat message begins with.
    fn sentence(&self, board: Board<'_>) -> String {
        let title = self.article.as_ref().map(|article| article.title.as_str()).unwrap_or_default();
        let author = self.comment.as_ref().and_then(|comment| comment.author.clone());
        let author = author.unwrap_or_else(|| board.lang.say("former-commenter"));
        let key = match self.kind {
            EventKind::CommentShown => "webhook-says-shown",
            EventKind::CommentHeld => "webhook-says-held",
            EventKind::CommentRemoved => "webhook-says-removed",
            EventKind::CommentRestored => "webhook-says-restored",
            EventKind::CommentReported => "webhook-says-reported",
            EventKind::ArticlePublished => "webhook-says-published",
            EventKind::Test => "webhook-says-test",
        };
        let board_name = ("board", board.name.into());
        board.lang.with(key, &[("author", author.into()), ("title", title.into()), board_name])
    }

    /// Returns the beginning of the text of the comment.
    fn excerpt(&self) -> Option<String> {
        let text = self.comment.as_ref()?.text.as_ref()?;
        Some(shorten(&text.split_whitespace().collect::<Vec<_>>().join(" "), EXCERPT))
    }

    /// Returns the address that a chat message leads to: the comment for readers if they see it,
    /// else its page for moderators.
    fn link(&self, board: Board<'_>) -> String {
        match (&self.comment, &self.article) {
            (Some(comment), _) => match self.kind {
                EventKind::CommentShown | EventKind::CommentRestored => {
                    format!("{}/comments/{}", board.url, comment.id)
                }
                _ => format!("{}/moderation/comments/{}", board.url, comment.id),
            },
            (None, Some(article)) => format!("{}/articles/{}", board.url, article.slug),
            (None, None) => board.url.to_owned(),
        }
    }

    fn in_plain_text(&self, board: Board<'_>) -> String {
        let lines = [Some(self.sentence(board)), self.excerpt(), Some(self.link(board))];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// Returns the message in the notation of Slack, in which only three characters are escaped.
    fn in_slack(&self, board: Board<'_>) -> String {
        let excerpt = self.excerpt().map(|text| format!("> {}", escape_markup(&text)));
        let lines = [
            Some(escape_markup(&self.sentence(board))),
            excerpt,
            Some(format!("<{}>", escape_markup(&self.link(board)))),
        ];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn in_html(&self, board: Board<'_>) -> String {
        let excerpt = self.excerpt().map(|text| escape_markup(&text));
        let quote =
            excerpt.map_or_else(String::new, |text| format!("<blockquote>{text}</blockquote>"));
        // The link is made of the public URL, a slug and a number: nothing in it ends an attribute.
        let link = escape_markup(&self.link(board));
        let sentence = escape_markup(&self.sentence(board));
        format!("<p>{sentence}</p>{quote}<p><a href=\"{link}\">{link}</a></p>")
    }

    /// Returns the message to a topic: title and link stand in the query, which takes any text.
    fn to_topic(&self, topic: &str, board: Board<'_>) -> Outgoing {
        let url = Url::parse(topic).map(|mut url| {
            url.query_pairs_mut()
                .append_pair("title", board.name)
                .append_pair("click", &self.link(board));
            url.into()
        });
        let lines = [Some(self.sentence(board)), self.excerpt()];
        let text = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        Outgoing {
            url: url.unwrap_or_else(|_| topic.to_owned()),
            media_type: "text/plain; charset=utf-8",
            body: text.into_bytes(),
        }
    }
}

/// Returns the chat that the address of a Telegram bot names.
pub(super) fn chat_id(url: &Url) -> Option<String> {
    let mut pairs = url.query_pairs();
    pairs.find(|(name, value)| name == "chat_id" && !value.is_empty()).map(|(_, id)| id.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: Board<'_> =
        Board { lang: Lang::En, name: "The Mark", url: "https://board.example" };

    fn notice() -> Notice {
        Notice {
            kind: EventKind::CommentHeld,
            at: "2026-11-20T08:00:00Z".parse().unwrap(),
            reason: Some("links".to_owned()),
            comment: Some(CommentFacts {
                id: 12,
                parent: None,
                author: Some("Mirjam <x>".to_owned()),
                role: None,
                text: Some("One & two\n\n<!channel>".to_owned()),
                posted_at: "2026-11-20T07:59:59Z".parse().unwrap(),
            }),
            article: Some(ArticleFacts {
                slug: "heads".to_owned(),
                title: "Heads".to_owned(),
                published_at: Some("2026-11-19T08:00:00Z".parse().unwrap()),
            }),
        }
    }

    fn sent(notice: &Notice, format: Format, address: &str) -> (Outgoing, String) {
        let address = Address::new(address, format).unwrap();
        let outgoing = notice.request(&address, format, BOARD);
        let body = String::from_utf8(outgoing.body.clone()).unwrap();
        (outgoing, body)
    }

    #[test]
    fn the_standard_body_is_one_line_of_json() {
        let (outgoing, body) = sent(&notice(), Format::Standard, "https://a.example/in");
        assert_eq!(outgoing.url, "https://a.example/in");
        assert_eq!(
            body,
            r#"{"type":"comment.held","timestamp":"2026-11-20T08:00:00Z","data":{"#.to_owned()
                + r#""comment":{"id":12,"url":"https://board.example/comments/12","#
                + r#""moderation_url":"https://board.example/moderation/comments/12","#
                + r#""parent":null,"state":"held","author":{"name":"Mirjam <x>","role":"guest"},"#
                + r#""text":"One & two\n\n<!channel>","posted_at":"2026-11-20T07:59:59Z"},"#
                + r#""article":{"slug":"heads","url":"https://board.example/articles/heads","#
                + r#""title":"Heads","published_at":"2026-11-19T08:00:00Z"},"reason":"links"}}"#
        );
        let test = Notice {
            kind: EventKind::Test,
            comment: None,
            article: None,
            reason: None,
            ..notice()
        };
        let (_, body) = sent(&test, Format::Standard, "https://a.example/in");
        assert_eq!(body, r#"{"type":"test","timestamp":"2026-11-20T08:00:00Z","data":{}}"#);
    }

    #[test]
    fn chat_messages_escape_what_readers_typed() {
        let (_, slack) = sent(&notice(), Format::Slack, "https://a.example/in");
        assert!(slack.contains("&lt;!channel&gt;") && !slack.contains("<!"), "{slack}");
        assert!(slack.contains("<https://board.example/moderation/comments/12>"), "{slack}");
        let (_, matrix) = sent(&notice(), Format::Matrix, "https://a.example/in");
        assert!(matrix.contains("One &amp; two &lt;!channel&gt;</blockquote>"), "{matrix}");
        let bot = "https://api.telegram.org/bot1:x/sendMessage?chat_id=-100";
        let (outgoing, telegram) = sent(&notice(), Format::Telegram, bot);
        assert_eq!(outgoing.url, bot);
        assert!(telegram.contains(r#""chat_id":"-100""#), "{telegram}");
        assert!(telegram.contains(r"One & two <!channel>\nhttps://board"), "{telegram}");
    }

    #[test]
    fn a_topic_gets_text_with_a_title_and_a_link() {
        let shown = Notice { kind: EventKind::CommentShown, ..notice() };
        let (outgoing, body) = sent(&shown, Format::Ntfy, "https://ntfy.example/board?auth=x");
        assert_eq!(
            outgoing.url,
            "https://ntfy.example/board?auth=x&title=The+Mark\
             &click=https%3A%2F%2Fboard.example%2Fcomments%2F12"
        );
        assert!(body.ends_with("\nOne & two <!channel>"), "{body}");
        let erased = CommentFacts { text: None, author: None, ..shown.comment.clone().unwrap() };
        let erased = Notice { comment: Some(erased), ..shown };
        assert_eq!(sent(&erased, Format::Ntfy, "https://ntfy.example/b").1.lines().count(), 1);
    }
}
