//! Claims by speakers, contested ones first: who asserts, who denies, who does neither, on what evidence.

use onrecord_weigh::{Anchor, OriginCount, Proposition, Stance, StanceEntry, Status};

use crate::brief::{Block, Section};
use crate::footnotes::Footnotes;
use crate::set::{Set, asserts, is_narrated};
use crate::voice::{capital, counted, ended, evidence_in_words, listed, quoted, rung_in_words};

use super::{engaged, paragraph, points, said};

/// Claims by speakers with their numbers, in the order of the standing with the contested ones first.
pub(crate) fn numbered<'a>(set: &Set<'a>) -> Vec<(usize, &'a Proposition)> {
    let claims = || set.standing.propositions.iter().filter(|claim| !is_narrated(claim));
    let contested = claims().filter(|claim| claim.status == Status::Contested);
    let others = claims().filter(|claim| claim.status != Status::Contested);
    contested
        .chain(others)
        .enumerate()
        .map(|(position, claim)| (position + 1, claim))
        .collect()
}

pub(crate) fn sections(set: &Set, numbered: &[(usize, &Proposition)], notes: &mut Footnotes) -> Vec<Section> {
    let mut sections = Vec::new();
    for (anchor, heading, contested) in [
        ("contested", "Contested claims", true),
        (
            "claims",
            "Claims that nobody here denies, or nobody here still makes",
            false,
        ),
    ] {
        let chosen = numbered
            .iter()
            .filter(|(_, claim)| (claim.status == Status::Contested) == contested);
        let blocks: Vec<Block> = chosen
            .flat_map(|(number, claim)| blocks(set, *number, claim, numbered, notes))
            .collect();
        if !blocks.is_empty() {
            sections.push(Section {
                anchor: anchor.to_owned(),
                heading: heading.to_owned(),
                blocks,
            });
        }
    }
    sections
}

fn blocks(
    set: &Set,
    number: usize,
    claim: &Proposition,
    numbered: &[(usize, &Proposition)],
    notes: &mut Footnotes,
) -> Vec<Block> {
    let of = |chosen: &dyn Fn(&StanceEntry) -> bool| -> Vec<&StanceEntry> {
        claim.stances.iter().filter(|entry| chosen(entry)).collect()
    };
    let spoken =
        |stances: &'static [Stance]| move |entry: &StanceEntry| !entry.narrator && stances.contains(&entry.stance);
    let mut blocks = vec![Block::Heading {
        anchor: claim.id.clone(),
        text: format!("Claim {number} — {}", as_claim(&claim.text)),
    }];
    blocks.extend(paragraph([
        notes.sentence(verdict(claim), &set.told(claim, 6)),
        part_of(set, claim, numbered, notes),
    ]));
    let origins = |count: &OriginCount| (count.count > 0).then(|| capital(&ended(&count.explanation)));
    let asserted = of(&|entry| !entry.narrator && asserts(entry));
    let denied = of(&spoken(&[Stance::Denies, Stance::PartlyDenies]));
    for (label, count, entries) in [
        ("Asserted by", &claim.origins_asserting, &asserted),
        ("Denied by", &claim.origins_denying, &denied),
    ] {
        let mut sentences = said::sentences(set, entries, notes);
        let places: Vec<Anchor> = entries
            .iter()
            .filter_map(|entry| entry.anchors.first().cloned())
            .take(6)
            .collect();
        sentences.extend(origins(count).map(|text| notes.sentence(text, &places)));
        blocks.extend(points(label, sentences));
    }
    for (label, stances) in [
        (
            "Disputes the evidence and denies nothing",
            &[Stance::DisputesEvidence] as &'static [Stance],
        ),
        ("Took it back", &[Stance::Retracts]),
        ("Declined to comment, which is neither", &[Stance::Declines]),
    ] {
        blocks.extend(points(label, said::sentences(set, &of(&spoken(stances)), notes)));
    }
    let narrated = said::sentences(set, &of(&|entry| entry.narrator), notes);
    blocks.extend(points("In the reports’ own voice", narrated));
    blocks.extend(evidence(claim, notes));
    blocks.extend(engaged::blocks(set, claim, notes));
    blocks
}

/// Always as a claim: `that …`.
fn as_claim(text: &str) -> String {
    if text.starts_with("that ") {
        text.to_owned()
    } else {
        format!("that {text}")
    }
}

fn verdict(claim: &Proposition) -> String {
    let origins = |count: u32| counted(count as usize, "independent origin", "independent origins");
    let (asserting, denying) = (
        origins(claim.origins_asserting.count),
        origins(claim.origins_denying.count),
    );
    let text = match claim.status {
        Status::Contested => format!(
            "Contested: asserted by {asserting}, denied by {}",
            claim.origins_denying.count
        ),
        Status::Uncontested => format!("Asserted by {asserting}; nobody in these documents denies it"),
        Status::DeniedOnly => format!("Only its denial is in these documents, by {denying}"),
        Status::Retracted => "Everybody who asserted it took it back".to_owned(),
    };
    match claim.status_explanation.as_str() {
        "" => ended(&text),
        explanation => ended(&format!("{text} ({explanation})")),
    }
}

fn part_of(
    set: &Set,
    claim: &Proposition,
    numbered: &[(usize, &Proposition)],
    notes: &mut Footnotes,
) -> Option<crate::brief::Sentence> {
    let broader = claim.part_of.as_ref()?;
    let (number, _) = numbered.iter().find(|(_, other)| other.id == *broader)?;
    notes.sentence(format!("It is a part of claim {number}."), &set.told(claim, 1))
}

fn evidence(claim: &Proposition, notes: &mut Footnotes) -> Option<Block> {
    let sentences: Vec<_> = claim
        .evidence
        .iter()
        .map(|entry| {
            let by = if entry.by.is_empty() {
                String::new()
            } else {
                format!(", by {}", listed(&entry.by))
            };
            let place = std::slice::from_ref(&entry.anchor);
            let kind = capital(evidence_in_words(entry.kind));
            notes.sentence(
                ended(&format!(
                    "{kind}, {}{by}: {}",
                    rung_in_words(entry.status),
                    quoted(place)
                )),
                place,
            )
        })
        .collect();
    points("Evidence offered, by how far it has come", sentences)
}
