//! Page about the API, made of its description: every operation, answer, field and problem.

use anyhow::Context;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::openapi::description;
use crate::app::App;
use crate::error::Result;
use crate::locale::Lang;
use crate::web::page::{PROBLEMS, Page, Section, Shell};
use crate::web::session::Visitor;

/// Parts of a text, each with true if it is code.
type Words = Vec<(String, bool)>;

#[derive(Template)]
#[template(path = "api/page.html")]
struct ApiPage {
    t: Lang,
    shell: Shell,
    home: String,
    about: Vec<Words>,
    groups: Vec<Group>,
    shapes: Vec<Shape>,
    /// Code and title of each kind of problem.
    problems: Vec<(&'static str, String)>,
}

/// Operations of one subject.
struct Group {
    name: String,
    about: Words,
    operations: Vec<Operation>,
}

/// One operation.
struct Operation {
    id: String,
    method: String,
    path: String,
    heading: Words,
    about: Words,
    /// Scope that a token needs, and true if the operation works without a token as well.
    scope: Option<(String, bool)>,
    parameters: Vec<Field>,
    body: Option<String>,
    answers: Vec<Answer>,
}

/// Parameter, or field of a shape.
struct Field {
    name: String,
    kind: String,
    /// Name of the shape that it holds.
    shape: Option<String>,
    required: bool,
    about: Words,
}

/// Answer of an operation.
struct Answer {
    status: String,
    about: Words,
    shape: Option<String>,
}

/// Shape of a body.
struct Shape {
    name: String,
    about: Words,
    fields: Vec<Field>,
    /// Values of a choice, each with what it means.
    values: Vec<String>,
}

/// Handles GET `/api/v1`: shows the description of the API.
pub(in crate::web) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response> {
    let document = serde_json::to_value(description(&app)).context("the API as JSON")?;
    let t = app.lang();
    let about = document.pointer("/info/description").and_then(Value::as_str).unwrap_or_default();
    let page = ApiPage {
        t,
        shell: Shell::new(&app, visitor.member.as_ref(), Section::Elsewhere).await?,
        home: format!("{}/api/v1", app.config.public_url),
        about: about.split("\n\n").map(words).collect(),
        groups: groups(&document),
        shapes: shapes(&document),
        problems: PROBLEMS.iter().map(|(code, key)| (*code, t.say(key))).collect(),
    };
    Ok(Page::reading(page, visitor.member.as_ref()).into_response())
}

/// Returns the parts of a text; those between backticks are code.
fn words(text: &str) -> Words {
    let parts = text.split('`').enumerate();
    parts.map(|(index, part)| (part.to_owned(), index % 2 == 1)).collect()
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn entries<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.pointer(pointer).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// Returns the operations by subject, in the order of the description.
fn groups(document: &Value) -> Vec<Group> {
    let operations: Vec<(String, Operation)> = entries(document, "/paths")
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flat_map(Map::iter);
            methods.map(|(method, told)| {
                let tag = list(told, "tags").first().and_then(Value::as_str).unwrap_or_default();
                (tag.to_owned(), Operation::new(path, method, told))
            })
        })
        .collect();
    let mut groups: Vec<Group> = list(document, "tags")
        .iter()
        .map(|tag| Group {
            name: text(tag, "name"),
            about: words(&text(tag, "description")),
            operations: Vec::new(),
        })
        .collect();
    for (tag, operation) in operations {
        if let Some(group) = groups.iter_mut().find(|group| group.name == tag) {
            group.operations.push(operation);
        }
    }
    groups
}

fn shapes(document: &Value) -> Vec<Shape> {
    entries(document, "/components/schemas").map(|(name, told)| Shape::new(name, told)).collect()
}

impl Operation {
    fn new(path: &str, method: &str, told: &Value) -> Self {
        let parameters = list(told, "parameters").iter().map(|parameter| {
            let schema = parameter.get("schema").unwrap_or(&Value::Null);
            let required = parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
            let place = text(parameter, "in");
            Field {
                name: text(parameter, "name"),
                kind: format!("{place}, {}", kind(schema)),
                shape: None,
                required,
                about: words(&text(parameter, "description")),
            }
        });
        let security = list(told, "security");
        let scope = security.iter().find_map(|way| list(way, "token").first()?.as_str());
        let is_optional = security.iter().any(|way| way.as_object().is_some_and(Map::is_empty));
        let answers = entries(told, "/responses").map(|(status, answer)| Answer {
            status: status.clone(),
            about: words(&text(answer, "description")),
            shape: content(answer),
        });
        Self {
            id: text(told, "operationId"),
            method: method.to_uppercase(),
            path: path.to_owned(),
            heading: words(&text(told, "summary")),
            about: words(&text(told, "description")),
            scope: scope.map(|scope| (scope.to_owned(), is_optional)),
            parameters: parameters.collect(),
            body: told.get("requestBody").and_then(content),
            answers: answers.collect(),
        }
    }
}

impl Shape {
    fn new(name: &str, told: &Value) -> Self {
        // A shape that includes another one lists both.
        let parts = std::iter::once(told).chain(list(told, "allOf"));
        let mut fields = Vec::new();
        for part in parts {
            if let Some(shape) = referred(part) {
                let about = Words::new();
                fields.push(Field {
                    name: "…".into(),
                    kind: String::new(),
                    shape: Some(shape),
                    required: true,
                    about,
                });
            }
            let required = list(part, "required");
            fields.extend(entries(part, "/properties").map(|(name, schema)| Field {
                name: name.clone(),
                kind: kind(schema),
                shape: shape_in(schema),
                required: required.iter().any(|known| known == name.as_str()),
                about: words(&text(schema, "description")),
            }));
        }
        let values = list(told, "enum").iter().filter_map(Value::as_str).map(str::to_owned);
        Self {
            name: name.to_owned(),
            about: words(&text(told, "description")),
            fields,
            values: values.collect(),
        }
    }
}

/// Returns the name of the shape of the first content of a body.
fn content(body: &Value) -> Option<String> {
    let (_, content) = entries(body, "/content").next()?;
    shape_in(content.get("schema")?)
}

/// Returns the name of the shape that a schema refers to.
fn referred(schema: &Value) -> Option<String> {
    let address = schema.get("$ref")?.as_str()?;
    address.rsplit('/').next().map(str::to_owned)
}

/// Returns the name of the shape in a schema: itself, one of its choices, or of its items.
fn shape_in(schema: &Value) -> Option<String> {
    referred(schema)
        .or_else(|| list(schema, "oneOf").iter().find_map(referred))
        .or_else(|| schema.get("items").and_then(shape_in))
}

/// Returns the kind of a value in words: "string", "integer or null", "array of".
fn kind(schema: &Value) -> String {
    let mut kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if list(schema, "oneOf").iter().any(|part| part.get("type").is_some_and(|kind| kind == "null"))
    {
        kinds.push("null");
    }
    let values: Vec<&str> = list(schema, "enum").iter().filter_map(Value::as_str).collect();
    if !values.is_empty() {
        return values.join(" | ");
    }
    let mut told = kinds.join(" or ");
    if let Some(items) = schema.get("items") {
        told = [told.as_str(), "of", &kind(items)].join(" ");
        told.truncate(told.trim_end().len());
    }
    for (name, sign) in [("minimum", "≥"), ("maximum", "≤")] {
        if let Some(bound) = schema.get(name) {
            told.push_str(&format!(" {sign} {bound}"));
        }
    }
    told
}
