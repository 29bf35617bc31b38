//! What one edition of a list changed of another.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use crate::edition::Edition;
use crate::entry::Entry;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Only the new edition has it.
    Added,
    /// Only the old edition has it.
    Removed,
    /// Both have it, and say other things of it.
    Changed,
}

/// A field of an entry, and what was taken from it and put into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which field of [`Entry`].
    pub field: String,
    /// What only the old edition says.
    pub removed: Vec<String>,
    /// What only the new one says.
    pub added: Vec<String>,
}

/// What became of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What.
    pub change: Change,
    /// The list's own number for it.
    pub id: String,
    /// The reference that people cite.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Its name, in the newer edition that has it.
    pub name: String,
    /// Of an entry that changed, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// What `new` changed of `old`: what was added, removed, changed, each in the order of the entries' numbers.
#[must_use]
pub fn diff(old: &Edition, new: &Edition) -> Vec<Difference> {
    let before: BTreeMap<&str, &Entry> = old.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let after: BTreeMap<&str, &Entry> = new.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    // A list may give an entry another number and leave it its reference: it is the same entry.
    let renumbered: BTreeMap<&str, &Entry> = before
        .values()
        .filter(|entry| !entry.reference.is_empty() && !after.contains_key(entry.id.as_str()))
        .map(|entry| (entry.reference.as_str(), *entry))
        .collect();
    let mut gone: BTreeSet<&str> = before.keys().copied().filter(|id| !after.contains_key(id)).collect();
    let mut differences = Vec::new();
    for (id, entry) in &after {
        let known = before.get(id).or_else(|| {
            renumbered
                .get(entry.reference.as_str())
                .filter(|old| gone.contains(old.id.as_str()))
        });
        let Some(old) = known else {
            differences.push(difference(Change::Added, entry, Vec::new()));
            continue;
        };
        gone.remove(old.id.as_str());
        let fields = fields(old, entry);
        if !fields.is_empty() {
            differences.push(difference(Change::Changed, entry, fields));
        }
    }
    let removed = before.values().filter(|entry| gone.contains(entry.id.as_str()));
    differences.extend(removed.map(|entry| difference(Change::Removed, entry, Vec::new())));
    differences.sort_by(|one, other| (one.change, &one.id).cmp(&(other.change, &other.id)));
    differences
}

fn difference(change: Change, entry: &Entry, fields: Vec<FieldChange>) -> Difference {
    Difference {
        change,
        id: entry.id.clone(),
        reference: entry.reference.clone(),
        name: entry.name().to_owned(),
        fields,
    }
}

/// The fields in which two entries differ. The order in which a list gives names or dates tells nothing and is no difference.
fn fields(old: &Entry, new: &Entry) -> Vec<FieldChange> {
    if old == new {
        return Vec::new();
    }
    let values = |entry: &Entry| -> BTreeMap<String, Vec<String>> {
        let Ok(Value::Object(fields)) = serde_json::to_value(entry) else {
            return BTreeMap::new();
        };
        fields.into_iter().map(|(name, value)| (name, said(value))).collect()
    };
    let (before, after) = (values(old), values(new));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let nothing = Vec::new();
    names
        .into_iter()
        .filter_map(|name| {
            let (one, other) = (
                before.get(name).unwrap_or(&nothing),
                after.get(name).unwrap_or(&nothing),
            );
            let removed: Vec<String> = one.iter().filter(|value| !other.contains(value)).cloned().collect();
            let added: Vec<String> = other.iter().filter(|value| !one.contains(value)).cloned().collect();
            (!removed.is_empty() || !added.is_empty()).then(|| FieldChange {
                field: name.clone(),
                removed,
                added,
            })
        })
        .collect()
}

/// What a field says, value by value, as a person would write it.
fn said(value: Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.into_iter().flat_map(said).collect(),
        Value::String(text) => vec![text],
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
            vec![if fields.contains_key("quality") {
                format!("{} ({})", text("name"), text("quality"))
            } else if fields.contains_key("number") {
                [text("kind"), text("number"), text("country")]
                    .join(" ")
                    .trim()
                    .to_owned()
            } else {
                let date = serde_json::from_value::<crate::PartialDate>(Value::Object(fields));
                date.map_or_else(|_| String::new(), |date| date.to_string())
            }]
        }
        other => vec![other.to_string()],
    }
}
