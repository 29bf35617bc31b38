//! What became of a page between two captures of it: the words that were changed, and the entries that came, went or became others.

use std::collections::BTreeMap;

use onrecord_document::{BlockKind, Document, Span};
use onrecord_extract::{Record, word};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longer stretches than this, in words, are given as replaced whole and not compared word by word.
const LONGEST_STRETCH: usize = 4000;

/// What changed from one capture to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    /// The earlier document's id.
    pub before: String,
    /// The later document's id.
    pub after: String,
    /// Words replaced, added or removed, in their order. Menus, repeats and the like are left out.
    pub words: Vec<WordChange>,
    /// Entries that came, went or became others.
    pub entries: Vec<EntryChange>,
}

/// Words that stand otherwise. One side is empty where words were added or removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WordChange {
    /// The words of the earlier text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Span>,
    /// The words of the later text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
}

/// Which of the record's lists an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Who said what.
    Statement,
    /// What is said to have happened.
    Event,
    /// How many people.
    Toll,
    /// A provision that is named.
    Citation,
}

/// An entry that came (only `after`), went (only `before`) or became another (both).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryChange {
    /// Of which kind.
    pub kind: EntryKind,
    /// As it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<EntryTold>,
    /// As it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<EntryTold>,
}

/// An entry of one of the two records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntryTold {
    /// Its id.
    pub id: String,
    /// What it says, in words.
    pub words: String,
    /// Where.
    pub span: Option<Span>,
}

/// Compares a capture's record with that of a later capture of the same source.
pub fn changes(before: &Record, after: &Record) -> Changes {
    Changes {
        before: before.document.id.clone(),
        after: after.document.id.clone(),
        words: words(&before.document, &after.document),
        entries: entries(before, after),
    }
}

/// A word, with its place in code points.
#[derive(Clone, Debug)]
struct Word {
    start: u32,
    end: u32,
    text: String,
}

/// The words of each block that tells something, block by block.
fn blocks(document: &Document) -> Vec<Vec<Word>> {
    let letters: Vec<char> = document.text.chars().collect();
    let told = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Boilerplate | BlockKind::Repeat));
    told.map(|block| {
        let mut words: Vec<Word> = Vec::new();
        let mut is_open = false;
        let places = block.start..block.end;
        for (place, letter) in places.filter_map(|place| Some((place, letters.get(place as usize)?))) {
            if letter.is_whitespace() {
                is_open = false;
            } else if let Some(word) = words.last_mut().filter(|_| is_open) {
                word.text.push(*letter);
                word.end = place + 1;
            } else {
                is_open = true;
                words.push(Word {
                    start: place,
                    end: place + 1,
                    text: letter.to_string(),
                });
            }
        }
        words
    })
    .filter(|words| !words.is_empty())
    .collect()
}

fn words(before: &Document, after: &Document) -> Vec<WordChange> {
    let (old, new) = (blocks(before), blocks(after));
    let texts = |blocks: &[Vec<Word>]| -> Vec<Vec<String>> {
        let text = |block: &Vec<Word>| block.iter().map(|word| word.text.clone()).collect();
        blocks.iter().map(text).collect()
    };
    let mut found = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &texts(&old), &texts(&new)) {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let stretch = |blocks: &[Vec<Word>], range: std::ops::Range<usize>| -> Vec<Word> {
            blocks.get(range).unwrap_or_default().concat()
        };
        let (old, new) = (
            stretch(&old, operation.old_range()),
            stretch(&new, operation.new_range()),
        );
        if old.len().max(new.len()) > LONGEST_STRETCH || old.is_empty() || new.is_empty() {
            found.push(change(before, after, &old, &new));
            continue;
        }
        let texts = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.text.clone()).collect() };
        let operations = capture_diff_slices(Algorithm::Myers, &texts(&old), &texts(&new));
        for operation in joined(&operations) {
            let part = |words: &[Word], range: std::ops::Range<usize>| words.get(range).unwrap_or_default().to_vec();
            let (old, new) = (part(&old, operation.0), part(&new, operation.1));
            found.push(change(before, after, &old, &new));
        }
    }
    found
}

/// Changes with no more than two like words between them are one: "on Monday the" for "in the" reads as one change.
fn joined(operations: &[DiffOp]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut joined: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for operation in operations
        .iter()
        .filter(|operation| !matches!(operation, DiffOp::Equal { .. }))
    {
        let (old, new) = (operation.old_range(), operation.new_range());
        match joined.last_mut() {
            Some((last_old, last_new)) if old.start - last_old.end <= 2 && new.start - last_new.end <= 2 => {
                last_old.end = old.end;
                last_new.end = new.end;
            }
            _ => joined.push((old, new)),
        }
    }
    joined
}

fn change(before: &Document, after: &Document, old: &[Word], new: &[Word]) -> WordChange {
    WordChange {
        before: span(before, old),
        after: span(after, new),
    }
}

fn span(document: &Document, words: &[Word]) -> Option<Span> {
    let (start, end) = (words.first()?.start, words.last()?.end);
    let exact = document
        .text
        .chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect();
    Some(Span { start, end, exact })
}

/// An entry as it is compared.
struct Compared {
    kind: EntryKind,
    /// All that it says. Where that is the same, nothing changed.
    says: String,
    /// What makes it the same entry although it says something else.
    about: String,
    told: EntryTold,
}

fn entries(before: &Record, after: &Record) -> Vec<EntryChange> {
    let (mut old, mut new) = (compared(before), compared(after));
    // First what is the same on both sides goes, one for one; then what is about the same is a pair.
    take_pairs(&mut old, &mut new, |entry| entry.says.clone());
    let pairs = take_pairs(&mut old, &mut new, |entry| entry.about.clone());
    let mut changes: Vec<EntryChange> = pairs
        .into_iter()
        .map(|(old, new)| (old.kind, Some(old.told), Some(new.told)))
        .chain(old.into_iter().map(|old| (old.kind, Some(old.told), None)))
        .chain(new.into_iter().map(|new| (new.kind, None, Some(new.told))))
        .map(|(kind, before, after)| EntryChange { kind, before, after })
        .collect();
    let place = |told: &Option<EntryTold>| told.as_ref().and_then(|told| Some(told.span.as_ref()?.start));
    changes.sort_by_key(|change| {
        let places = (
            place(&change.after).or_else(|| place(&change.before)),
            place(&change.before),
        );
        (change.kind, places)
    });
    changes
}

/// Takes out of both lists what has the same key, in order, one for one.
fn take_pairs(
    old: &mut Vec<Compared>,
    new: &mut Vec<Compared>,
    key: impl Fn(&Compared) -> String,
) -> Vec<(Compared, Compared)> {
    let key = |entry: &Compared| (entry.kind, key(entry));
    let mut waiting: BTreeMap<(EntryKind, String), Vec<Compared>> = BTreeMap::new();
    for entry in old.drain(..).rev() {
        waiting.entry(key(&entry)).or_default().push(entry);
    }
    let mut pairs = Vec::new();
    let mut alone = Vec::new();
    for entry in new.drain(..) {
        match waiting.get_mut(&key(&entry)).and_then(Vec::pop) {
            Some(other) => pairs.push((other, entry)),
            None => alone.push(entry),
        }
    }
    *new = alone;
    old.extend(waiting.into_values().flatten());
    pairs
}

/// White space and the form of quotation marks make no other entry.
fn plain(words: &str) -> String {
    let straight = words.replace(['“', '”', '„', '‘', '’', '"'], "'");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn compared(record: &Record) -> Vec<Compared> {
    let name = |id: &String| {
        let actor = record.actors.iter().find(|actor| actor.id == *id);
        actor.map_or_else(|| id.clone(), |actor| actor.name.clone())
    };
    let names = |ids: &[String]| ids.iter().map(name).collect::<Vec<_>>().join(", ");
    let mut all = Vec::new();
    for statement in &record.statements {
        let (speakers, act) = (names(&statement.speakers), word(&statement.act));
        let pieces: Vec<&str> = statement.content.iter().map(|span| span.exact.trim()).collect();
        let content = pieces.join(" … ");
        let cue = statement.cue.as_ref().map(|cue| plain(&cue.exact)).unwrap_or_default();
        all.push(Compared {
            kind: EntryKind::Statement,
            says: format!(
                "{speakers}|{act}|{}|{}|{}",
                plain(&content),
                statement.unsaid,
                statement.blanket
            ),
            about: format!("{speakers}|{cue}"),
            told: EntryTold {
                id: statement.id.clone(),
                words: format!("{speakers} ({}): {content}", act.replace('_', " ")),
                span: statement.content.first().or(statement.cue.as_ref()).cloned(),
            },
        });
    }
    for event in record.events.iter().filter(|event| event.is_compared()) {
        let (kind, modality) = (word(&event.event_type), word(&event.modality));
        let place = event
            .place
            .as_ref()
            .map(|place| plain(&place.extracted.exact))
            .unwrap_or_default();
        let date = event.date.as_ref();
        let days = date
            .map(|date| format!("{:?}–{:?}", date.earliest, date.latest))
            .unwrap_or_default();
        let mut roles: Vec<String> = event
            .roles
            .iter()
            .map(|role| format!("{} {}", word(&role.role), plain(&role.span.exact)))
            .collect();
        roles.sort();
        let roles = roles.join(", ");
        let trigger = plain(&event.trigger.exact);
        let when = date.and_then(|date| date.earliest.clone()).unwrap_or_default();
        let further: Vec<&str> = [roles.as_str(), place.as_str(), when.as_str(), modality.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        all.push(Compared {
            kind: EntryKind::Event,
            says: format!("{kind}|{modality}|{trigger}|{place}|{days}|{roles}"),
            about: format!("{kind}|{trigger}"),
            told: EntryTold {
                id: event.id.clone(),
                words: format!("{} “{trigger}”: {}", kind.replace('_', " "), further.join("; ")),
                span: Some(event.trigger.clone()),
            },
        });
    }
    for toll in &record.tolls {
        let population = toll
            .population
            .as_ref()
            .map(|span| plain(&span.exact))
            .unwrap_or_default();
        let (effect, scope, from) = (word(&toll.effect), word(&toll.scope), names(&toll.source));
        let figure = &toll.figure;
        let numbers = format!("{:?}–{:?} {}", figure.low, figure.high, word(&figure.bound));
        let told = if from.is_empty() {
            String::new()
        } else {
            format!(", by {from}")
        };
        all.push(Compared {
            kind: EntryKind::Toll,
            says: format!("{effect}|{scope}|{numbers}|{population}|{from}"),
            about: format!("{effect}|{scope}"),
            told: EntryTold {
                id: toll.id.clone(),
                words: format!("{effect}: {}{told}", plain(&toll.span.exact)),
                span: Some(toll.span.clone()),
            },
        });
    }
    for citation in &record.citations {
        let says = format!("{:?}|{:?}|{:?}", citation.resolution, citation.year, citation.paragraph);
        all.push(Compared {
            kind: EntryKind::Citation,
            about: format!("{:?}", citation.resolution),
            says,
            told: EntryTold {
                id: citation.id.clone(),
                words: plain(&citation.span.exact),
                span: Some(citation.span.clone()),
            },
        });
    }
    all
}
