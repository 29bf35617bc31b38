//! Feeds of schema.org `ClaimReview`: each review becomes a text of its own words, to be read as any document is. What a reviewer
//! rates is put down as said by the reviewer, and settles nothing.

use onrecord_document::{Document, DocumentKind, Precision, Published, Stated};
use serde_json::Value;

use super::Refused;
use super::captures::basis;
use crate::days::is_day;

/// One review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The element alone, as JSON: the bytes that are kept.
    pub json: String,
    /// Its words, as a text.
    pub text: String,
    /// Where it is published.
    pub url: Option<String>,
    title: String,
    reviewer: Option<String>,
    published: Option<String>,
}

/// The reviews of a feed: a `DataFeed`, a list, a graph, one object, or one object a line, however deep they lie.
pub fn read(feed: &str) -> Vec<Result<Review, Refused>> {
    let mut values = Vec::new();
    let mut refused = Vec::new();
    match serde_json::from_str::<Value>(feed) {
        Ok(value) => values.push(value),
        Err(_) => {
            for (line, number) in feed.lines().zip(1..) {
                match serde_json::from_str(line) {
                    _ if line.trim().is_empty() => {}
                    Ok(value) => values.push(value),
                    Err(cause) => refused.push(Err(Refused {
                        which: format!("line {number}"),
                        cause: format!("it is no JSON: {cause}"),
                    })),
                }
            }
        }
    }
    let mut found = Vec::new();
    values.iter().for_each(|value| reviews(value, &mut found, 0));
    let read = found.into_iter().zip(1..).map(|(value, number)| {
        of(value).ok_or_else(|| Refused {
            which: format!("review {number}"),
            cause: "it says nothing of what it reviews (claimReviewed)".to_owned(),
        })
    });
    read.chain(refused).collect()
}

/// Deeper than this nobody nests a feed.
const DEEPEST: usize = 16;

fn reviews<'v>(value: &'v Value, found: &mut Vec<&'v Value>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| reviews(value, found, depth + 1)),
        Value::Object(_) if is_a(value, "ClaimReview") => found.push(value),
        Value::Object(members) => members.values().for_each(|value| reviews(value, found, depth + 1)),
        _ => {}
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    let named = |value: &Value| {
        value
            .as_str()
            .is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some(kind))
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// The first text of a member: of the text itself, of a list, or of an object's name.
fn text(value: &Value, member: &str) -> Option<String> {
    fn of(value: &Value) -> Option<&str> {
        match value {
            Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Array(values) => values.iter().find_map(of),
            Value::Object(members) => members.get("name").or_else(|| members.get("@value")).and_then(of),
            _ => None,
        }
    }
    value.get(member).and_then(of).map(str::to_owned)
}

fn of(value: &Value) -> Option<Review> {
    let nothing = Value::Null;
    let item = value.get("itemReviewed").unwrap_or(&nothing);
    let item = item.as_array().and_then(|items| items.first()).unwrap_or(item);
    let claim = text(value, "claimReviewed").or_else(|| text(item, "name"))?;
    let claim = in_one_line(&claim);
    let reviewer = text(value, "author").or_else(|| text(value, "publisher"));
    let author = text(item, "author");
    let said = text(item, "datePublished")
        .and_then(|date| onrecord_weigh::day_in_words(&date))
        .map(|day| format!(" on {day}"))
        .unwrap_or_default();
    let rating = value
        .get("reviewRating")
        .and_then(|rating| text(rating, "alternateName"));
    let speaker = author.as_deref().map_or_else(|| "Somebody".to_owned(), in_one_line);
    let by = reviewer.as_deref().map_or_else(|| "A reviewer".to_owned(), in_one_line);
    let mut words = claim.trim_matches(['"', '“', '”']).to_owned();
    // What ends without a full stop reads like a heading, and headings tell nothing.
    if !words.ends_with(['.', '!', '?', '…']) {
        words.push('.');
    }
    let mut paragraphs = vec![format!("{speaker} said{said}: “{words}”")];
    if let Some(rating) = rating {
        paragraphs.push(format!("{by} rated this claim “{}”.", in_one_line(&rating)));
    }
    paragraphs.extend(text(value, "reviewBody"));
    Some(Review {
        json: serde_json::to_string(value).unwrap_or_default(),
        text: paragraphs.join("\n\n") + "\n",
        url: text(value, "url"),
        title: claim,
        reviewer,
        published: text(value, "datePublished").filter(|date| date.get(..10).is_some_and(is_day)),
    })
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Review {
    /// Makes of the document that was read out of [`Review::text`] that of the review.
    pub fn amend(&self, document: &mut Document) {
        let stated = |value: &str, rule: &str| {
            Some(Stated {
                value: value.to_owned(),
                basis: basis(rule),
            })
        };
        document.kind = DocumentKind::Report;
        document.title = stated(&self.title, "claimreview.claimReviewed");
        document.publisher = self
            .reviewer
            .as_deref()
            .and_then(|name| stated(name, "claimreview.author"));
        document.canonical_url = self.url.as_deref().and_then(|url| stated(url, "claimreview.url"));
        document.published = self.published.as_ref().map(|value| Published {
            value: value.clone(),
            precision: if value.len() > 10 {
                Precision::Time
            } else {
                Precision::Day
            },
            basis: basis("claimreview.datePublished"),
        });
    }
}

#[cfg(test)]
mod tests {

    const REVIEW: &str = r#"{"@type": "ClaimReview", "claimReviewed": "Belarus sent rockets\nto Syria", "url": "https://example.org/r/1",
        "datePublished": "2026-03-09", "author": {"@type": "Organization", "name": "Fact Desk"},
        "itemReviewed": {"@type": "Claim", "author": [{"name": "Ada Quill"}], "datePublished": "2026-03-02"},
        "reviewRating": {"alternateName": "Not shown"}}"#;

    #[test]
    fn a_review_is_found_wherever_it_lies_and_a_bad_one_costs_itself() {
        let feed =
            format!(r#"{{"dataFeedElement": [{{"item": [{REVIEW}]}}, {{"@type": "ClaimReview", "url": "x"}}]}}"#);
        let read = super::read(&feed);
        assert_eq!(read.len(), 2);
        let review = read[0].as_ref().unwrap();
        assert_eq!(
            review.text,
            "Ada Quill said on 2 March 2026: “Belarus sent rockets to Syria.”\n\nFact Desk rated this claim “Not shown”.\n"
        );
        assert_eq!(read[1].as_ref().unwrap_err().which, "review 2");
        let lines = format!("{}\n{{broken\n", REVIEW.replace('\n', " "));
        let read = super::read(&lines);
        assert!(read[0].is_ok());
        assert_eq!(read[1].as_ref().unwrap_err().which, "line 2");
    }
}
