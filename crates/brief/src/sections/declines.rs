//! Those who were asked and said nothing: a sentence that never reads as a denial.

use onrecord_weigh::{Anchor, EntryReference, StanceEntry};

use crate::brief::Sentence;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, listed, uncapital};

/// `Sudmark had not responded to requests for comment. The Wren’s owner declined to comment.`
pub(crate) fn sentences(set: &Set, entries: &[&StanceEntry], notes: &mut Footnotes) -> Vec<Sentence> {
    let mut groups: Vec<(&'static str, Vec<String>, Vec<Anchor>)> = Vec::new();
    for entry in entries {
        let words = in_words(set, entry);
        let names = if entry.narrator {
            vec![set.called(&entry.statement.document)]
        } else {
            entry
                .speaker_names
                .iter()
                .map(|name| uncapital(name.trim_end_matches(',')))
                .collect()
        };
        let mut place: Vec<Anchor> = cue(set, &entry.statement)
            .or_else(|| entry.anchors.first().cloned())
            .into_iter()
            .collect();
        place.extend(entry.also_in.iter().filter_map(|statement| cue(set, statement)));
        match groups.iter_mut().find(|(other, ..)| *other == words) {
            Some((_, known, places)) => {
                for name in names {
                    if !known.contains(&name) {
                        known.push(name);
                    }
                }
                places.extend(place);
            }
            None => groups.push((words, names, place)),
        }
    }
    groups
        .into_iter()
        .filter_map(|(words, names, places)| {
            let who = if names.is_empty() {
                "a source that the text does not name".to_owned()
            } else {
                listed(&names)
            };
            notes.sentence(format!("{} {words}.", capital(&who)), &places)
        })
        .collect()
}

/// What was not said, by the words that tell it: silence is told as silence, a refusal as a refusal.
fn in_words(set: &Set, entry: &StanceEntry) -> &'static str {
    let cue = cue(set, &entry.statement)
        .map(|cue| cue.span.exact.to_lowercase())
        .unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| cue.contains(word));
    if has(&["respond", "repl", "answer"]) {
        "had not responded to requests for comment"
    } else if has(&["declin", "refus", "would not", "do not", "does not"]) {
        "declined to comment"
    } else if has(&["confirm", "verif", "cannot say", "could not say"]) {
        "could not say whether it is so"
    } else {
        "did not comment"
    }
}

/// The words that tell of the silence.
fn cue(set: &Set, statement: &EntryReference) -> Option<Anchor> {
    Some(Anchor {
        document: statement.document.clone(),
        span: set.statement(statement)?.cue.clone()?,
    })
}
