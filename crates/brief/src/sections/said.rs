//! One speaker's stance as a sentence: who, in what office, for whom, when, and their words.

use onrecord_extract::{Act, ActorKind};
use onrecord_weigh::{Anchor, Stance, StanceEntry};

use crate::brief::Sentence;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{act_in_words, capital, counted, day_in_words, ended, listed, quoted};

/// Stances as sentences; copies of one origin that give a speaker the same words are one sentence with a footnote to each.
pub(crate) fn sentences(set: &Set, entries: &[&StanceEntry], notes: &mut Footnotes) -> Vec<Option<Sentence>> {
    let mut groups: Vec<(Key, Vec<&StanceEntry>)> = Vec::new();
    for entry in entries {
        let key = Key::new(set, entry);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, group)) => group.push(entry),
            None => groups.push((key, vec![entry])),
        }
    }
    groups.iter().map(|(_, group)| sentence(set, group, notes)).collect()
}

/// What makes two stances tellings of one.
#[derive(PartialEq)]
struct Key {
    speakers: Vec<String>,
    act: Act,
    lineage: String,
    words: String,
}

impl Key {
    fn new(set: &Set, entry: &StanceEntry) -> Self {
        let lineage = set
            .summary(&entry.statement.document)
            .map(|summary| summary.lineage.clone());
        let words: String = entry.anchors.iter().map(|anchor| anchor.span.exact.as_str()).collect();
        Self {
            speakers: if entry.narrator {
                Vec::new()
            } else {
                entry.speakers.clone()
            },
            act: entry.act,
            lineage: lineage.unwrap_or_else(|| entry.statement.document.clone()),
            words: words
                .chars()
                .filter(|character| character.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect(),
        }
    }
}

fn sentence(set: &Set, group: &[&StanceEntry], notes: &mut Footnotes) -> Option<Sentence> {
    let first = group.first()?;
    let mut text = speaker(set, first);
    if let Some(date) = &first.date {
        text.push_str(&format!(", {}", day_in_words(date)));
    }
    text.push_str(&format!(", {}", act_in_words(first.act)));
    if let Some(relayed) = &first.relays {
        let names = set.speakers(relayed);
        let cited = if names.is_empty() {
            "another".to_owned()
        } else {
            listed(&names)
        };
        text.push_str(&format!(", citing {cited}"));
    }
    if !says_no_more(first) {
        text.push_str(&format!(": {}", quoted(&first.anchors)));
    }
    let mut marks = Vec::new();
    if first.blanket && matches!(first.stance, Stance::Denies | Stance::PartlyDenies) {
        marks.push("a blanket denial: it names no single act".to_owned());
    }
    if first.anonymous {
        marks.push("the source is not named".to_owned());
    }
    let mut documents: Vec<&str> = group.iter().map(|entry| entry.statement.document.as_str()).collect();
    documents.dedup();
    if documents.len() > 1 {
        marks.push(format!(
            "in {} of one origin",
            counted(documents.len(), "document", "documents")
        ));
    }
    if !marks.is_empty() {
        text.push_str(&format!(" ({})", marks.join("; ")));
    }
    let places: Vec<Anchor> = group.iter().flat_map(|entry| entry.anchors.iter().cloned()).collect();
    notes.sentence(capital(&ended(&text)), &places)
}

/// Whether the words are the act itself ("declined to comment") and would only be said twice.
fn says_no_more(entry: &StanceEntry) -> bool {
    matches!(entry.anchors.as_slice(), [only] if only.span.exact.to_lowercase() == act_in_words(entry.act))
}

/// Who speaks: `John Kirby, spokesperson …, for the United States`; for a report's own voice, the report.
pub(crate) fn speaker(set: &Set, entry: &StanceEntry) -> String {
    if entry.narrator {
        return format!("{}, in its own voice", set.called(&entry.statement.document));
    }
    let mut text = match entry.speaker_names.as_slice() {
        [] => "a source that the text does not name".to_owned(),
        names => listed(names),
    };
    if let [speaker] = entry.speakers.as_slice() {
        let actor = set.actor(speaker).filter(|actor| actor.kind == ActorKind::Person);
        let office = actor.and_then(|actor| actor.office.as_ref());
        if let Some(office) = office.filter(|office| !text.contains(office.as_str())) {
            text.push_str(&format!(", {office}"));
        }
    }
    let side = entry.represents.as_deref().and_then(|code| set.name_of_code(code));
    if let Some(side) = side.filter(|side| !text.contains(side)) {
        text.push_str(&format!(" (for {side})"));
    }
    text
}
