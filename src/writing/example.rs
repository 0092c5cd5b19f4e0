//! Article that a new board may begin with: it shows how to write one.

use jiff::Timestamp;

use super::ArticleContent;
use crate::article::{Comments, Slug};
use crate::locale::Lang;

/// Returns the example in the language of the board, published now.
///
/// The store sets its author. `None` if its title has no letters to make an address of.
pub fn example(lang: Lang, now: Timestamp) -> Option<ArticleContent> {
    let text = match lang {
        Lang::Nl | Lang::NlFormal => include_str!("../../texts/nl/example.md"),
        Lang::En => include_str!("../../texts/en/example.md"),
    };
    let (title, body) = text.split_once('\n')?;
    let title = title.trim_start_matches(['#', ' ']);
    Some(ArticleContent {
        title: title.to_owned(),
        slug: Slug::of(title)?,
        author: 0,
        lead: None,
        categories: Vec::new(),
        body: body.trim().to_owned(),
        published: Some(now),
        planned: None,
        comments: Comments::Open,
        members_only: false,
        picture: None,
        caption: None,
        social_title: None,
        social_description: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;

    #[test]
    fn every_language_has_an_example_with_what_an_article_can_hold() {
        for lang in Lang::ALL {
            let article = example(lang, Timestamp::UNIX_EPOCH).unwrap();
            assert!(!article.title.contains('#') && !article.title.is_empty());
            let html = markup::article(&article.body).to_string();
            for part in
                ["<h2", "<blockquote", "<ul>", "<a href=", "<strong>", "<em>", "id=\"fn-1\""]
            {
                assert!(html.contains(part), "{lang}: {part} is not in {html}");
            }
        }
    }
}
