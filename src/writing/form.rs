//! Article form: raw input, all its validation errors, and the resulting article.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::fields::{
    body_is_good, category_named, comments, from_field, in_field, is_short_enough, keep, one_line,
    one_line_end, slug_of, title_is_good,
};
use super::{ArticleContent, Intent, State};
use crate::article::{Category, Comments, Slug};
use crate::locale::Message;
use crate::picture::CAPTION_MAX;

/// Greatest length of the introduction in characters: a paragraph.
pub const LEAD_MAX: usize = 600;
/// Greatest length of the title for social networks in characters: two lines on a card.
pub const SOCIAL_TITLE_MAX: usize = 120;
/// Greatest length of the description for social networks in characters: more than any shows.
pub const SOCIAL_DESCRIPTION_MAX: usize = 300;
/// Greatest number of categories of an article: more would not tell anything about it.
pub const CATEGORIES_MAX: usize = 10;

/// Fields of the form, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleForm {
    /// Headline.
    pub title: String,
    /// Slug; made of the title if empty.
    pub slug: String,
    /// Account id of the author.
    pub author: String,
    /// Introduction.
    pub lead: String,
    /// Slugs of the selected categories.
    pub categories: Vec<String>,
    /// Names of further categories, separated by commas or line ends.
    pub more_categories: String,
    /// Row id of the picture at its head; empty for none.
    pub picture: String,
    /// Caption of that picture.
    pub caption: String,
    /// Title for social networks, if it differs from the headline.
    pub social_title: String,
    /// Description for social networks, if it differs from the introduction.
    pub social_description: String,
    /// Text as Markdown.
    pub body: String,
    /// Time of publication, in the time zone of the board.
    pub published: String,
    /// State of the comments: `open`, `closed` or `after`.
    pub comments: String,
    /// Number of days after which comments close, for `after`.
    pub days: String,
    /// Non-empty if only members may comment.
    pub members_only: String,
    /// Version that was edited.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Code of the button that was pressed.
    #[serde(skip_serializing)]
    pub intent: String,
    /// Time of the autosaved draft offered above the form and not accepted.
    ///
    /// In microseconds since 1970; empty if there was none.
    #[serde(skip_serializing)]
    pub offer: String,
}

impl ArticleForm {
    /// Returns an empty form for a new article by this account.
    pub fn blank(author: i64) -> Self {
        Self {
            author: author.to_string(),
            comments: "open".into(),
            days: "14".into(),
            ..Self::default()
        }
    }

    /// Returns the time of the offered draft in microseconds, if there is one.
    pub fn offered(&self) -> Option<i64> {
        self.offer.parse().ok()
    }

    /// Returns whether both forms have equal content, ignoring version, button and offer.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let bare = |typed: &Self| {
            let mut categories = typed.categories.clone();
            categories.sort();
            Self {
                version: String::new(),
                intent: String::new(),
                offer: String::new(),
                body: one_line_end(&typed.body),
                lead: one_line_end(&typed.lead),
                categories,
                ..typed.clone()
            }
        };
        bare(self) == bare(other)
    }

    /// Returns whether a category is selected.
    pub fn has_ticked(&self, slug: &str) -> bool {
        self.categories.iter().any(|ticked| ticked == slug)
    }
}

impl ArticleContent {
    /// Fills the form with this content.
    pub fn typed(&self, version: i64, zone: &TimeZone) -> ArticleForm {
        ArticleForm {
            title: self.title.clone(),
            slug: self.slug.as_str().to_owned(),
            author: self.author.to_string(),
            lead: self.lead.clone().unwrap_or_default(),
            categories: self
                .categories
                .iter()
                .map(|category| category.slug.as_str().to_owned())
                .collect(),
            more_categories: String::new(),
            picture: self.picture.map(|picture| picture.to_string()).unwrap_or_default(),
            caption: self.caption.clone().unwrap_or_default(),
            social_title: self.social_title.clone().unwrap_or_default(),
            social_description: self.social_description.clone().unwrap_or_default(),
            body: self.body.clone(),
            published: self
                .published
                .or(self.planned)
                .map(|moment| in_field(moment, zone))
                .unwrap_or_default(),
            comments: match self.comments {
                Comments::Open => "open",
                Comments::Closed => "closed",
                Comments::ClosingAfter(_) => "after",
            }
            .to_owned(),
            days: self.comments.days().unwrap_or(14).to_string(),
            members_only: if self.members_only { "on".to_owned() } else { String::new() },
            version: version.to_string(),
            intent: String::new(),
            offer: String::new(),
        }
    }
}

/// Validation error: the name of the field and the message.
pub type FieldError = (&'static str, Message);

/// Context that the form is checked against.
#[derive(Clone, Copy, Debug)]
pub struct FormContext<'a> {
    /// Current article; `None` for a new one.
    pub before: Option<&'a ArticleContent>,
    /// Account ids that may be its author.
    pub authors: &'a [i64],
    /// Existing categories.
    pub categories: &'a [Category],
    /// Row ids of pictures that it may contain.
    pub pictures: &'a [i64],
    /// Time zone of the board.
    pub zone: &'a TimeZone,
    /// Current time.
    pub now: Timestamp,
}

impl FormContext<'_> {
    /// Checks the form and returns the article or all errors.
    pub fn check(
        &self,
        typed: &ArticleForm,
        intent: Intent,
    ) -> Result<ArticleContent, Vec<FieldError>> {
        let mut faults = Vec::new();
        let title = typed.title.split_whitespace().collect::<Vec<_>>().join(" ");
        keep(&mut faults, "title", title_is_good(&title));
        // An empty title makes no slug; the error is reported for the title only.
        let slug = match typed.slug.trim() {
            "" if title.is_empty() => None,
            slug => keep(&mut faults, "slug", slug_of(&title, slug, "mijn-artikel")),
        };
        let body = one_line_end(&typed.body).trim_start_matches('\n').trim_end().to_owned();
        let moment = keep(&mut faults, "published", self.moment(intent, typed.published.trim()));
        let is_for_readers = moment.is_some_and(|(published, _)| published.is_some());
        keep(&mut faults, "body", body_is_good(&body, is_for_readers, self.pictures));
        let lead = one_line_end(&typed.lead).trim().to_owned();
        keep(&mut faults, "lead", is_short_enough(&lead, LEAD_MAX, "write-lead-long"));
        let picture = keep(&mut faults, "picture", self.picture(&typed.picture));
        let caption = typed.caption.split_whitespace().collect::<Vec<_>>().join(" ");
        keep(&mut faults, "caption", is_short_enough(&caption, CAPTION_MAX, "write-caption-long"));
        let social_title = keep(
            &mut faults,
            "social_title",
            one_line(&typed.social_title, SOCIAL_TITLE_MAX, "write-social-title-long"),
        );
        let social_description = keep(
            &mut faults,
            "social_description",
            one_line(
                &typed.social_description,
                SOCIAL_DESCRIPTION_MAX,
                "write-social-description-long",
            ),
        );
        let author = typed
            .author
            .parse()
            .ok()
            .filter(|author| self.authors.contains(author))
            .ok_or("write-author-missing".into());
        let author = keep(&mut faults, "author", author);
        let categories = keep(&mut faults, "more_categories", self.filed_under(typed));
        let comments = keep(
            &mut faults,
            if typed.comments == "after" { "days" } else { "comments" },
            comments(typed),
        );
        match (slug, author, categories, comments, moment, picture) {
            (
                Some(slug),
                Some(author),
                Some(categories),
                Some(comments),
                Some((published, planned)),
                Some(picture),
            ) if faults.is_empty() => Ok(ArticleContent {
                title,
                slug,
                author,
                lead: Some(lead).filter(|lead| !lead.is_empty()),
                categories,
                body,
                published,
                planned,
                comments,
                members_only: !typed.members_only.is_empty(),
                picture,
                caption: Some(caption).filter(|caption| !caption.is_empty() && picture.is_some()),
                social_title: social_title.flatten(),
                social_description: social_description.flatten(),
            }),
            _ => Err(faults),
        }
    }

    fn picture(&self, typed: &str) -> Result<Option<i64>, Message> {
        if typed.is_empty() {
            return Ok(None);
        }
        let picture = typed.parse().ok().filter(|picture| self.pictures.contains(picture));
        picture.map(Some).ok_or_else(|| "write-picture-gone".into())
    }

    /// Returns the time of publication, and the planned time to keep in a draft.
    fn moment(
        &self,
        intent: Intent,
        typed: &str,
    ) -> Result<(Option<Timestamp>, Option<Timestamp>), Message> {
        let (published, planned) =
            self.before.map_or((None, None), |before| (before.published, before.planned));
        // A field is precise to the minute: an unchanged one keeps the exact time.
        let shown = published.or(planned).filter(|moment| in_field(*moment, self.zone) == typed);
        let moment = match shown {
            Some(moment) => Some(moment),
            None if typed.is_empty() => None,
            None => Some(from_field(typed, self.zone).ok_or("write-moment-bad")?),
        };
        match (intent, State::of(published, self.now)) {
            (Intent::Unpublish, _) => Ok((None, moment.or(published))),
            (Intent::Save | Intent::Preview, State::Draft) => Ok((None, moment)),
            (Intent::Schedule, _) | (Intent::Save | Intent::Preview, State::Scheduled) => {
                match moment {
                    Some(moment) if moment > self.now => Ok((Some(moment), None)),
                    Some(_) => Err("write-moment-past".into()),
                    None => Err("write-moment-missing".into()),
                }
            }
            (Intent::Publish | Intent::Save | Intent::Preview, State::Published) => match moment {
                Some(moment) if moment <= self.now => Ok((Some(moment), None)),
                Some(_) => Err("write-moment-ahead".into()),
                None => Ok((published, None)),
            },
            (Intent::Publish, State::Draft | State::Scheduled) => {
                Ok((Some(moment.filter(|moment| *moment <= self.now).unwrap_or(self.now)), None))
            }
        }
    }

    /// Returns the selected and the typed categories; those of `before` keep their order.
    fn filed_under(&self, typed: &ArticleForm) -> Result<Vec<Category>, Message> {
        let before = self.before.map_or(&[][..], |before| &before.categories[..]);
        let place = |slug: &Slug| {
            before.iter().position(|category| category.slug == *slug).unwrap_or(usize::MAX)
        };
        let mut categories: Vec<Category> = self
            .categories
            .iter()
            .filter(|category| typed.has_ticked(category.slug.as_str()))
            .cloned()
            .collect();
        categories.sort_by_key(|category| place(&category.slug));
        for name in
            typed.more_categories.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty())
        {
            let category = category_named(name)?;
            let known = self
                .categories
                .iter()
                .find(|known| known.slug == category.slug)
                .cloned()
                .unwrap_or(category);
            if !categories.contains(&known) {
                categories.push(known);
            }
        }
        if categories.len() > CATEGORIES_MAX {
            return Err(Message::with("write-categories-many", "max", CATEGORIES_MAX));
        }
        Ok(categories)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-20T08:00:00Z";

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Amsterdam").unwrap()
    }

    fn typed() -> ArticleForm {
        ArticleForm {
            title: "Van wie is het gesprek?".into(),
            body: "Alinea.".into(),
            ..ArticleForm::blank(1)
        }
    }

    fn check(
        before: Option<&ArticleContent>,
        typed: &ArticleForm,
        intent: Intent,
    ) -> Result<ArticleContent, Vec<FieldError>> {
        let known = [Category::named("Taal").unwrap(), Category::named("Webcare").unwrap()];
        let zone = zone();
        FormContext {
            before,
            authors: &[1, 2],
            categories: &known,
            pictures: &[12],
            zone: &zone,
            now: NOW.parse().unwrap(),
        }
        .check(typed, intent)
    }

    fn faults(typed: &ArticleForm, intent: Intent) -> Vec<(&'static str, &'static str)> {
        check(None, typed, intent)
            .unwrap_err()
            .into_iter()
            .map(|(field, sentence)| (field, sentence.key))
            .collect()
    }

    #[test]
    fn a_form_makes_an_article() {
        let full = ArticleForm {
            lead: " Een\r\ninleiding ".into(),
            social_title: " Wie\n praat er? ".into(),
            categories: vec!["webcare".into(), "onbekend".into()],
            more_categories: "Merken, taal, Merken".into(),
            comments: "after".into(),
            days: "30".into(),
            members_only: "on".into(),
            ..typed()
        };
        let content = check(None, &full, Intent::Save).unwrap();
        assert_eq!(
            (content.slug.as_str(), content.lead.as_deref()),
            ("van-wie-is-het-gesprek", Some("Een\ninleiding"))
        );
        assert_eq!(
            (content.social_title.as_deref(), content.social_description),
            (Some("Wie praat er?"), None)
        );
        let names: Vec<_> =
            content.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["Webcare", "Merken", "Taal"]);
        assert_eq!(
            (content.comments, content.members_only, content.published),
            (Comments::ClosingAfter(30), true, None)
        );
    }

    #[test]
    fn what_stands_in_the_form_makes_the_same_article_again() {
        let published: Timestamp = "2026-11-19T08:12:33.123456Z".parse().unwrap();
        let categories =
            vec![Category::named("Webcare").unwrap(), Category::named("Taal").unwrap()];
        let content = ArticleContent {
            published: Some(published),
            categories,
            ..check(None, &typed(), Intent::Save).unwrap()
        };
        let again = check(Some(&content), &content.typed(1, &zone()), Intent::Save).unwrap();
        assert!(again.is_same(&content), "{again:?}");
        assert!(content.typed(1, &zone()).says_the_same(&content.typed(2, &zone())));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let empty = ArticleForm::default();
        assert_eq!(
            faults(&empty, Intent::Publish),
            [
                ("title", "write-title-missing"),
                ("body", "write-body-missing"),
                ("author", "write-author-missing"),
                ("comments", "write-comments-missing")
            ]
        );
        let long = ArticleForm {
            title: "x".repeat(201),
            slug: "Mijn Artikel".into(),
            lead: "x".repeat(601),
            social_title: "x".repeat(121),
            social_description: "x".repeat(301),
            body: "x".repeat(100_001),
            more_categories: "???".into(),
            published: "gisteren".into(),
            comments: "after".into(),
            days: "0".into(),
            author: "3".into(),
            ..ArticleForm::default()
        };
        let fields: Vec<_> =
            faults(&long, Intent::Save).into_iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            [
                "title",
                "slug",
                "published",
                "body",
                "lead",
                "social_title",
                "social_description",
                "author",
                "more_categories",
                "days"
            ]
        );
    }

    #[test]
    fn readers_are_shown_no_image_that_is_not_there() {
        let with = |body: &str| ArticleForm { body: body.into(), ..typed() };
        assert!(check(None, &with("![](/pictures/12)"), Intent::Publish).is_ok());
        for bad in [
            "![](/pictures/13)",
            "![x](https://a.example/x.png)",
            "![x]()",
            "Tekst ![](/pictures/12) ![](/x.png)",
        ] {
            assert_eq!(
                faults(&with(bad), Intent::Publish),
                [("body", "write-body-pictures")],
                "{bad}"
            );
            assert!(
                check(None, &with(bad), Intent::Save).is_ok(),
                "a draft may wait for its picture"
            );
        }
    }

    #[test]
    fn a_moment_means_what_the_button_says() {
        let now: Timestamp = NOW.parse().unwrap();
        let (past, future) = ("2026-11-19T10:00", "2026-11-21T10:00");
        let moment = |published: Option<Timestamp>, typed: &str, intent| {
            let content = ArticleContent {
                published,
                ..check(None, &super::tests::typed(), Intent::Save).unwrap()
            };
            let form = ArticleForm { published: typed.into(), ..content.typed(1, &zone()) };
            check(Some(&content), &form, intent)
                .map(|content| {
                    (
                        content.published.map(|moment| in_field(moment, &zone())),
                        content.planned.is_some(),
                    )
                })
                .map_err(|faults| faults[0].1.key)
        };
        let at = |text: &str| Some(text.to_owned());
        let (seen, waits) = (
            Some(now - jiff::SignedDuration::from_hours(50)),
            Some(now + jiff::SignedDuration::from_hours(50)),
        );
        assert_eq!(
            moment(None, future, Intent::Save),
            Ok((None, true)),
            "a draft keeps what stands there"
        );
        assert_eq!(moment(None, "", Intent::Publish), Ok((at("2026-11-20T09:00"), false)));
        assert_eq!(moment(None, past, Intent::Publish), Ok((at(past), false)));
        assert_eq!(moment(None, future, Intent::Publish), Ok((at("2026-11-20T09:00"), false)));
        assert_eq!(moment(None, future, Intent::Schedule), Ok((at(future), false)));
        assert_eq!(moment(None, past, Intent::Schedule), Err("write-moment-past"));
        assert_eq!(moment(None, "", Intent::Schedule), Err("write-moment-missing"));
        assert_eq!(moment(seen, "", Intent::Save), Ok((at("2026-11-18T07:00"), false)));
        assert_eq!(moment(seen, future, Intent::Save), Err("write-moment-ahead"));
        assert_eq!(moment(seen, past, Intent::Unpublish), Ok((None, true)));
        assert_eq!(moment(waits, past, Intent::Save), Err("write-moment-past"));
        assert_eq!(moment(waits, future, Intent::Save), Ok((at(future), false)));
        for bad in
            ["x", "2026-02-30T10:00", "0000-00-00T00:00", "+123456-01-01T00:00", "2026-11-21"]
        {
            let told = moment(None, bad, Intent::Schedule);
            assert!(told == Err("write-moment-bad") || bad == "2026-11-21", "{bad}: {told:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_judged(
            title in ".{0,30}",
            slug in ".{0,20}",
            published in ".{0,20}",
            days in ".{0,6}",
            more in ".{0,30}",
        ) {
            let form = ArticleForm {
                title,
                slug,
                published,
                days,
                more_categories: more,
                comments: "after".into(),
                ..typed()
            };
            for intent in [Intent::Save, Intent::Publish, Intent::Schedule, Intent::Unpublish] {
                if let Ok(content) = check(None, &form, intent) {
                    proptest::prop_assert!(
                        Slug::parse(content.slug.as_str()).is_some() && !content.title.is_empty()
                    );
                }
            }
        }
    }
}
