//! What stands beside the sides of a claim: those who pass on what others said, reports in their own voice, those who kept silent.

use onrecord_weigh::{Anchor, Proposition, Stance, StanceEntry};

use crate::brief::Sentence;
use crate::footnotes::Footnotes;
use crate::quotation::Sought;
use crate::set::{Set, asserts};
use crate::voice::{capital, listed};

use super::declines;
use super::sides::{Side, sides};

/// Picks stances.
type Chosen = fn(&StanceEntry) -> bool;

/// What stands beside the sides: those who pass on, reports in their own voice, those who said nothing.
pub(crate) fn remarks(
    set: &Set,
    claim: &Proposition,
    sought: &Sought,
    is_brief: bool,
    notes: &mut Footnotes,
) -> Vec<Sentence> {
    let of = |chosen: &dyn Fn(&StanceEntry) -> bool| -> Vec<&StanceEntry> {
        claim.stances.iter().filter(|entry| chosen(entry)).collect()
    };
    let denies: Chosen = |entry| matches!(entry.stance, Stance::Denies | Stance::PartlyDenies);
    let mut remarks: Vec<Sentence> = Vec::new();
    remarks.extend(relayed(
        set,
        &of(&|entry| entry.relays.is_some() && entry.stance != Stance::Declines),
        sought,
        is_brief,
        notes,
    ));
    let voiced: [(Chosen, [&str; 2]); 3] = [
        (asserts, ["asserts it", "assert it"]),
        (
            |entry| entry.stance == Stance::Suggests,
            ["calls it possible", "call it possible"],
        ),
        (denies, ["denies it", "deny it"]),
    ];
    for (is_of, verbs) in voiced {
        remarks.extend(voices(
            set,
            &of(&|entry| entry.narrator && is_of(entry)),
            verbs,
            sought,
            notes,
        ));
    }
    remarks.extend(declines::sentences(
        set,
        &of(&|entry| entry.stance == Stance::Declines),
        notes,
    ));
    remarks
}

/// Those who pass on what another said: they add no origin.
fn relayed(
    set: &Set,
    entries: &[&StanceEntry],
    sought: &Sought,
    is_brief: bool,
    notes: &mut Footnotes,
) -> Vec<Sentence> {
    let sides = sides(set, entries, sought);
    let sentence = |side: &Side| {
        let what = match side.stance()? {
            Stance::Alleges | Stance::Confirms => "claim",
            Stance::Suggests => "hedged claim",
            Stance::Denies | Stance::PartlyDenies => "denial",
            Stance::DisputesEvidence => "doubt of the evidence",
            Stance::Retracts => "withdrawal",
            Stance::Declines => "silence",
        };
        if is_brief {
            return notes.sentence(
                format!("{} repeats another’s {what}.", capital(&side.name(set))),
                &side.ground(),
            );
        }
        let of = side.relayed(set).unwrap_or_else(|| "another".to_owned());
        let text = format!(
            "{} repeats the {what} of {of}, which adds no origin.",
            capital(&side.name(set))
        );
        notes.sentence(text, &side.ground())
    };
    sides.iter().filter_map(sentence).collect()
}

/// Reports that say it without naming a source.
fn voices(
    set: &Set,
    entries: &[&StanceEntry],
    [one, many]: [&str; 2],
    sought: &Sought,
    notes: &mut Footnotes,
) -> Option<Sentence> {
    let mut outlets: Vec<String> = Vec::new();
    let mut places: Vec<Anchor> = Vec::new();
    for side in sides(set, entries, sought) {
        for (outlet, place) in side.outlets(set) {
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
            places.extend(place);
        }
    }
    let verb = if outlets.len() == 1 { one } else { many };
    let own = if outlets.len() == 1 {
        "its own voice"
    } else {
        "their own voice"
    };
    notes.sentence(format!("{} {verb} in {own}.", capital(&listed(&outlets))), &places)
}
