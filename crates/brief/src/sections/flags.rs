//! What a careful reader should look at before using the rest, each with its reason.

use onrecord_weigh::{Anchor, Proposition, Stance, StanceEntry};

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::Listed;
use crate::quotation::{Sought, of_stance};
use crate::set::{Set, asserts};
use crate::voice::{capital, ended, listed};

use super::points;

/// The gravest first; codes that are not here come after these.
const ORDER: [&str; 4] = [
    "implausible-signatory",
    "signatories-differ",
    "number-differs",
    "date-differs",
];

pub(crate) fn section(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Option<Section> {
    let mut flags: Vec<_> = set.standing.flags.iter().collect();
    flags.sort_by_key(|flag| ORDER.iter().position(|code| *code == flag.code).unwrap_or(ORDER.len()));
    let mut raised: Vec<(String, Vec<Anchor>)> = Vec::new();
    for flag in flags {
        let mut places: Vec<Anchor> = flag.anchors.clone();
        places.extend(set.head(&flag.entry.document).filter(|_| flag.anchors.is_empty()));
        let kind = capital(&flag.code.replace(['-', '_'], " "));
        let text = format!(
            "{kind}: {} ({})",
            flag.reason.trim_end_matches('.'),
            set.label(&flag.entry.document)
        );
        match raised.iter_mut().find(|(other, _)| *other == text) {
            Some((_, known)) => known.extend(places),
            None => raised.push((text, places)),
        }
    }
    let mut sentences: Vec<Option<Sentence>> = raised
        .iter()
        .map(|(text, places)| notes.sentence(ended(text), places))
        .collect();
    sentences.push(kept_by(
        claims,
        set,
        "Unnamed sources: nobody who asserts",
        "is named",
        notes,
        &|claim| of(claim, asserts, |entry| entry.anonymous && !entry.narrator),
    ));
    let denies = |entry: &StanceEntry| matches!(entry.stance, Stance::Denies | Stance::PartlyDenies);
    sentences.push(kept_by(
        claims,
        set,
        "Blanket denials: nobody who denies",
        "names the act",
        notes,
        &|claim| of(claim, denies, |entry| entry.blanket),
    ));
    let points = points(
        "",
        sentences
            .into_iter()
            .map(|sentence| sentence.into_iter().collect::<Vec<_>>()),
    )?;
    Some(Section {
        anchor: "flags".to_owned(),
        heading: "To look at".to_owned(),
        blocks: vec![points],
    })
}

/// How many things a section tells to look at.
pub(crate) fn count(section: &Section) -> usize {
    let points = section.blocks.iter().map(|block| match block {
        Block::Points { points, .. } => points.len(),
        _ => 0,
    });
    points.sum()
}

/// Stances of a side, if there are some and all of them are of a kind.
fn of(
    claim: &Proposition,
    side: impl Fn(&StanceEntry) -> bool,
    kind: impl Fn(&StanceEntry) -> bool,
) -> Vec<&StanceEntry> {
    let entries: Vec<&StanceEntry> = claim.stances.iter().filter(|entry| side(entry)).collect();
    if entries.iter().all(|entry| kind(entry)) {
        entries
    } else {
        Vec::new()
    }
}

/// `Unnamed sources: nobody who asserts claims 3 and 9 is named.`
fn kept_by(
    claims: &[Listed],
    set: &Set,
    before: &str,
    after: &str,
    notes: &mut Footnotes,
    found: &dyn for<'a> Fn(&'a Proposition) -> Vec<&'a StanceEntry>,
) -> Option<Sentence> {
    let mut numbers: Vec<String> = Vec::new();
    let mut places: Vec<Anchor> = Vec::new();
    for entry in claims {
        let Some(claim) = entry.first() else { continue };
        let entries = found(claim);
        if let Some(first) = entries.first() {
            numbers.push(entry.number.to_string());
            places.extend(of_stance(set, first, &Sought::of(set, claim)).anchors);
        }
    }
    let claims = if numbers.len() == 1 { "claim" } else { "claims" };
    notes.sentence(format!("{before} {claims} {} {after}.", listed(&numbers)), &places)
}
