//! Structured data of an article and its comments (JSON-LD, <https://schema.org/Article>).
//!
//! Contains only what readers see. A comment is shortened, because its whole text is on the page.

use serde_json::{Value, json};

use crate::app::App;
use crate::article::Article;
use crate::locale::{Calendar, Lang};
use crate::markup::{self, Html};
use crate::web::comments::view::CommentView;
use crate::web::page::Shell;

/// Number of characters of a comment in the structured data.
const EXCERPT: usize = 200;

/// Returns the comments on a page that are not removed, as a JSON list.
pub(super) fn of_comments(app: &App, views: &[CommentView]) -> Html {
    let address = |id: i64| format!("{}/comments/{id}", app.config.public_url);
    let fact = |view: &CommentView| {
        let mut fact = json!({
            "@type": "Comment",
            "@id": address(view.id),
            "url": address(view.id),
            "text": markup::excerpt(&view.html, EXCERPT),
            "datePublished": view.machine,
            "author": { "@type": "Person", "name": view.name },
        });
        if let Some((answered, _)) = &view.answers {
            fact["parentItem"] = json!({ "@type": "Comment", "@id": address(*answered) });
        }
        fact
    };
    let facts: Vec<Value> = views.iter().filter(|view| view.removed.is_none()).map(fact).collect();
    markup::data(&facts)
}

/// Returns the properties of the article by name; `image` is the URL of its preview picture.
pub(super) fn of_article(
    t: Lang,
    calendar: &Calendar,
    shell: &Shell,
    article: &Article,
    image: &str,
) -> impl Iterator<Item = (&'static str, Html)> {
    let (home, teaser) = (&shell.public_url, &article.teaser);
    let address = format!("{home}/articles/{}", teaser.slug.as_str());
    let mut author = json!({ "@type": "Person", "name": teaser.author });
    if let Some(slug) = &teaser.author_slug {
        author["url"] = json!(format!("{home}/authors/{}", slug.as_str()));
    }
    let sections: Vec<&str> =
        teaser.categories.iter().map(|category| category.name.as_str()).collect();
    let facts = [
        ("@context", json!("https://schema.org")),
        ("@type", json!("Article")),
        ("@id", json!(address)),
        ("url", json!(address)),
        ("mainEntityOfPage", json!(address)),
        ("headline", json!(teaser.title)),
        ("description", json!(teaser.lead)),
        (
            "image",
            json!({
                "@type": "ImageObject",
                "url": image,
                "width": crate::article::og_image::WIDTH,
                "height": crate::article::og_image::HEIGHT,
            }),
        ),
        ("datePublished", json!(teaser.published.map(|moment| calendar.machine(moment)))),
        (
            "dateModified",
            json!(calendar.machine(
                teaser.published.map_or(article.edited, |moment| moment.max(article.edited))
            )),
        ),
        ("inLanguage", json!(t.code())),
        ("articleSection", json!(sections)),
        ("wordCount", json!(article.words)),
        ("author", author),
        (
            "publisher",
            json!({ "@type": "Organization", "name": shell.name, "url": format!("{home}/") }),
        ),
        ("discussionUrl", json!(format!("{address}#comments"))),
        ("commentCount", json!(teaser.comments)),
    ];
    facts.into_iter().map(|(name, value)| (name, markup::data(&value)))
}
