//! What a page says of itself in JSON-LD: title, author, publisher and date of its article.

use scraper::{Html, Selector};
use serde_json::Value;

/// The parts of an article's JSON-LD that a document uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkedData {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) section: Option<String>,
}

/// The JSON-LD of the first article on the page. Broken JSON counts as none.
pub(crate) fn read(tree: &Html) -> LinkedData {
    let Ok(scripts) = Selector::parse(r#"script[type="application/ld+json"]"#) else {
        return LinkedData::default();
    };
    let values: Vec<Value> = tree
        .select(&scripts)
        .filter_map(|script| parsed(script.text().collect::<String>().trim()))
        .collect();
    let mut nodes: Vec<&Value> = Vec::new();
    let mut waiting: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(members) => waiting.extend(members.iter().rev()),
            Value::Object(fields) => {
                nodes.push(value);
                for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    waiting.extend(fields.get(key));
                }
            }
            _ => {}
        }
    }
    let is_article = |node: &&&Value| {
        types(node).iter().any(|name| {
            name.ends_with("Article")
                || matches!(
                    name.as_str(),
                    "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting"
                )
        })
    };
    let article = nodes
        .iter()
        .find(is_article)
        .or_else(|| nodes.iter().find(|node| node.get("datePublished").is_some()));
    let Some(article) = article else {
        return LinkedData::default();
    };
    // A publisher or an author can be a reference to another node of the graph.
    let resolved = |value: &Value| -> Value {
        let id = value.get("@id").filter(|_| value.get("name").is_none());
        id.and_then(|id| {
            nodes
                .iter()
                .find(|node| node.get("@id") == Some(id) && node.get("name").is_some())
        })
        .map_or_else(|| value.clone(), |node| (*node).clone())
    };
    let names = |key: &str| -> Vec<String> {
        match article.get(key) {
            Some(Value::Array(members)) => members.iter().filter_map(|member| name(&resolved(member))).collect(),
            Some(one) => name(&resolved(one)).into_iter().collect(),
            None => Vec::new(),
        }
    };
    LinkedData {
        headline: article.get("headline").and_then(Value::as_str).map(str::to_owned),
        authors: names("author"),
        publisher: names("publisher").into_iter().next(),
        published: article.get("datePublished").and_then(Value::as_str).map(str::to_owned),
        modified: article.get("dateModified").and_then(Value::as_str).map(str::to_owned),
        section: names("articleSection").into_iter().next(),
    }
}

/// JSON, also where its strings break over lines, as no JSON may and many pages' do.
fn parsed(script: &str) -> Option<Value> {
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        serde_json::from_str(&mended).ok()
    })
}

fn types(node: &Value) -> Vec<String> {
    match node.get("@type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn name(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.as_str(),
        Value::Object(fields) => fields.get("name")?.as_str()?,
        _ => return None,
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && !name.contains("://")).then_some(name)
}
