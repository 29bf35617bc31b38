//! Who stands on one side of a claim: one line for each state, body or person that answers for its words, with the best of them.

use std::collections::BTreeSet;

use onrecord_extract::{Act, ActorKind, Form};
use onrecord_weigh::{Anchor, Stance, StanceEntry};

use crate::brief::Sentence;
use crate::footnotes::Footnotes;
use crate::quotation::{Quotation, Sought, of_stance};
use crate::set::Set;
use crate::voice::{act_in_words, capital, day_in_words, ended, listed, spelled, uncapital, with_article};

/// Those who answer for the same words.
pub(crate) struct Side<'a> {
    /// What tells one side from another.
    key: Vec<String>,
    /// Its stances, the one that is printed first.
    entries: Vec<(&'a StanceEntry, Quotation)>,
}

/// Stances by who answers for them, in the order in which these first spoke.
pub(crate) fn sides<'a>(set: &Set, entries: &[&'a StanceEntry], sought: &Sought) -> Vec<Side<'a>> {
    let mut sides: Vec<Side> = Vec::new();
    for &entry in entries {
        let key = key(set, entry);
        let quoted = (entry, of_stance(set, entry, sought));
        match sides.iter_mut().find(|side| side.key == key) {
            Some(side) => side.entries.push(quoted),
            None => sides.push(Side {
                key,
                entries: vec![quoted],
            }),
        }
    }
    // Who has a name comes before who has none, and before a report that only says so.
    sides.sort_by_key(|side| matches!(side.key.first().map(String::as_str), Some("unnamed" | "voice")));
    for side in &mut sides {
        side.entries
            .sort_by_cached_key(|(entry, quotation)| preference(set, entry, quotation));
    }
    sides
}

/// Sorts first what speaks of the claim itself, in the speaker's own words, and early.
fn preference(set: &Set, entry: &StanceEntry, quotation: &Quotation) -> impl Ord + use<> {
    let form = set.statement(&entry.statement).map(|statement| statement.form);
    let is_general = matches!(entry.act, Act::Condemn | Act::Demand | Act::Appeal | Act::Praise);
    (
        (entry.blanket, is_general),
        std::cmp::Reverse(quotation.weight.min(6)),
        form != Some(Form::Direct),
        entry.date.clone().is_none(),
        entry.date.clone(),
        set.source(&entry.statement.document),
        entry.anchors.first().map(|anchor| anchor.span.start),
        entry.statement.entry.clone(),
    )
}

fn key(set: &Set, entry: &StanceEntry) -> Vec<String> {
    let lineage = || {
        set.summary(&entry.statement.document)
            .map_or_else(|| entry.statement.document.clone(), |summary| summary.lineage.clone())
    };
    let unnamed = |id: &String| set.actor(id).is_some_and(|actor| actor.kind == ActorKind::Unnamed);
    if entry.narrator {
        return vec!["voice".to_owned(), lineage()];
    }
    if entry.anonymous || entry.speakers.is_empty() || entry.speakers.iter().all(unnamed) {
        let mut key = vec!["unnamed".to_owned(), lineage()];
        key.extend(entry.speaker_names.iter().cloned());
        return key;
    }
    if let ([_], Some(side)) = (
        entry.speakers.as_slice(),
        entry.represents.as_deref().and_then(|code| set.id_of_code(code)),
    ) {
        return vec![side.to_owned()];
    }
    let answerable: BTreeSet<String> = entry.speakers.iter().map(|speaker| set.answerable(speaker)).collect();
    answerable.into_iter().collect()
}

impl Side<'_> {
    /// The places of the words that are printed of it.
    pub(crate) fn ground(&self) -> Vec<Anchor> {
        self.entries
            .first()
            .map(|(_, quotation)| quotation.anchors.clone())
            .unwrap_or_default()
    }

    /// Who it is, without an office: the states and bodies that answer, or the speakers as printed; of many that speak jointly two.
    pub(crate) fn names(&self, set: &Set) -> Vec<String> {
        let answering: Vec<String> = self
            .key
            .iter()
            .filter_map(|id| Some(with_article(&set.actor(id)?.name)))
            .collect();
        match (self.entries.first(), answering.as_slice()) {
            (Some((entry, _)), _) if answering.len() != self.key.len() || self.key.is_empty() => {
                vec![speaker(set, entry)]
            }
            (_, [first, second, rest @ ..]) if rest.len() > 1 => {
                vec![format!("{first}, {second} and {} others jointly", spelled(rest.len()))]
            }
            _ => answering,
        }
    }

    /// The same in a sentence.
    pub(crate) fn name(&self, set: &Set) -> String {
        listed(&self.names(set))
    }

    /// What it does to the claim.
    pub(crate) fn stance(&self) -> Option<Stance> {
        self.entries.first().map(|(entry, _)| entry.stance)
    }

    /// Whether the words that are printed of it name no single act.
    pub(crate) fn is_blanket(&self) -> bool {
        self.entries.first().is_some_and(|(entry, _)| entry.blanket)
    }

    /// Whose words it passes on, where it does.
    pub(crate) fn relayed(&self, set: &Set) -> Option<String> {
        let names = set.speakers(self.entries.first()?.0.relays.as_ref()?);
        (!names.is_empty()).then(|| listed(&names))
    }

    /// The outlets that print it, each with the places.
    pub(crate) fn outlets(&self, set: &Set) -> Vec<(String, Vec<Anchor>)> {
        self.entries
            .iter()
            .map(|(entry, quotation)| (set.called(&entry.statement.document), quotation.anchors.clone()))
            .collect()
    }

    /// `Ada Quill (Foreign Minister, for Estmark), 2 March 2026, in a speech: “…”`; then who else said it for the same side and
    /// where else it stands.
    pub(crate) fn point(&self, set: &Set, notes: &mut Footnotes) -> Vec<Sentence> {
        let Some((first, quotation)) = self.entries.first() else {
            return Vec::new();
        };
        let mut places = quotation.anchors.clone();
        let mut text = speaker(set, first);
        if let Some(date) = first.date.as_ref().filter(|date| !set.is_its_day(date)) {
            text.push_str(&format!(", {}", day_in_words(date)));
        }
        if let Some((venue, place)) = venue(set, first) {
            text.push_str(&format!(", {venue}"));
            places.push(place);
        }
        let is_told = quotation.has_cue
            || matches!(
                first.act,
                Act::Assert | Act::Allege | Act::Deny | Act::DisputeEvidence | Act::Retract
            );
        if !is_told {
            text.push_str(&format!(", {}", act_in_words(first.act)));
        }
        let mut marks = Vec::new();
        if first.blanket && matches!(first.stance, Stance::Denies | Stance::PartlyDenies) {
            marks.push("a blanket denial: it names no single act");
        }
        if first.stance == Stance::PartlyDenies {
            marks.push("in part");
        }
        if first.anonymous {
            marks.push("the source is not named");
        }
        if !quotation.words.is_empty() {
            text.push_str(&format!(": {}", quotation.words));
        }
        if !marks.is_empty() {
            text.push_str(&format!(" ({})", marks.join("; ")));
        }
        let mut sentences: Vec<Sentence> = notes.sentence(capital(&ended(&text)), &places).into_iter().collect();
        sentences.extend(self.others(first, &places, notes));
        sentences
    }

    fn others(&self, first: &StanceEntry, printed: &[Anchor], notes: &mut Footnotes) -> Vec<Sentence> {
        let who = bare(first);
        let mut also: Vec<Anchor> = Vec::new();
        let mut likewise: Vec<(String, Vec<Anchor>)> = Vec::new();
        for (entry, quotation) in &self.entries[1..] {
            let places = quotation
                .anchors
                .iter()
                .filter(|anchor| !printed.contains(anchor))
                .cloned();
            let name = bare(entry);
            if entry.narrator || name == who || (entry.speakers == first.speakers && !entry.speakers.is_empty()) {
                also.extend(places);
                continue;
            }
            match likewise.iter_mut().find(|(other, _)| *other == name) {
                Some((_, found)) => found.extend(places),
                None => likewise.push((name, places.collect())),
            }
        }
        let mut sentences: Vec<Sentence> = notes.sentence("Also in", &also).into_iter().collect();
        let names: Vec<String> = likewise.iter().map(|(name, _)| name.clone()).collect();
        let places: Vec<Anchor> = likewise.into_iter().flat_map(|(_, places)| places).collect();
        if !names.is_empty() {
            sentences.extend(notes.sentence(format!("For the same side also {}", listed(&names)), &places));
        }
        sentences
    }
}

fn bare(entry: &StanceEntry) -> String {
    match entry.speaker_names.as_slice() {
        [] => "a source that the text does not name".to_owned(),
        names => listed(
            &names
                .iter()
                .map(|name| uncapital(name.trim_end_matches(',')))
                .collect::<Vec<_>>(),
        ),
    }
}

/// Where it was said, with the preposition before it: `in a statement`.
fn venue(set: &Set, entry: &StanceEntry) -> Option<(String, Anchor)> {
    let span = set.statement(&entry.statement)?.venue.clone()?;
    let text = &set.record(&entry.statement.document)?.document.text;
    let before: String = text.chars().take(span.start as usize).collect();
    let preposition = before.split_whitespace().next_back()?.to_lowercase();
    if !matches!(
        preposition.as_str(),
        "in" | "on" | "at" | "during" | "to" | "before" | "via" | "through"
    ) {
        return None;
    }
    let words = span.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((
        format!("{preposition} {words}"),
        Anchor {
            document: entry.statement.document.clone(),
            span,
        },
    ))
}

/// Who speaks: `John Kirby (spokesperson …, for United States)`; for a report's own voice, the report.
pub(crate) fn speaker(set: &Set, entry: &StanceEntry) -> String {
    if entry.narrator {
        return format!("{}, in its own voice", set.called(&entry.statement.document));
    }
    let mut text = bare(entry);
    let mut roles: Vec<String> = Vec::new();
    if let [speaker] = entry.speakers.as_slice() {
        let actor = set.actor(speaker).filter(|actor| actor.kind == ActorKind::Person);
        let office = actor.and_then(|actor| actor.office.clone());
        let told = text.to_lowercase();
        roles.extend(office.filter(|office| !told.contains(office.to_lowercase().trim_start_matches("the "))));
    }
    let side = entry.represents.as_deref().and_then(|code| set.name_of_code(code));
    roles.extend(
        side.filter(|side| !text.contains(side))
            .map(|side| format!("for {}", with_article(side))),
    );
    if !roles.is_empty() {
        let roles = roles.join(", ");
        text = match text.strip_suffix(')') {
            Some(open) => format!("{open}, {roles})"),
            None => format!("{text} ({roles})"),
        };
    }
    text
}
