//! Claims by speakers: where each stands, each side with its best words, on what evidence, and what the act would engage.

use std::collections::BTreeSet;

use onrecord_weigh::{Anchor, OriginCount, Proposition, Stance, StanceEntry, Status};

use crate::brief::{Block, Section, Sentence};
use crate::chosen::Told;
use crate::footnotes::Footnotes;
use crate::order::{Listed, Rank, number};
use crate::quotation::Sought;
use crate::set::Set;
use crate::voice::{self, as_claim, capital, ended, listed, spelled, spelled_out};

use super::sides::{Side, sides};
use super::{beside, engaged, every, evidence, paragraph, points};

const SECTIONS: [(Rank, &str, &str); 6] = [
    (Rank::Contested, "contested", "Contested claims"),
    (
        Rank::Corroborated,
        "corroborated",
        "Claims of several origins, denied by nobody here",
    ),
    (
        Rank::SingleOrigin,
        "single",
        "Claims of a single origin, denied by nobody here",
    ),
    (
        Rank::Supposed,
        "supposed",
        "Held possible, asserted and denied by nobody here",
    ),
    (Rank::DeniedOnly, "denied", "Denied here, asserted by nobody here"),
    (Rank::Retracted, "retracted", "Taken back"),
];

pub(crate) fn sections(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut printed: BTreeSet<Anchor> = BTreeSet::new();
    for (rank, anchor, heading) in SECTIONS {
        let of_rank = || claims.iter().filter(move |entry| entry.rank == rank);
        let mut blocks: Vec<Block> = Vec::new();
        let engages = of_rank().any(|entry| entry.claims.iter().any(|claim| !claim.provisions.is_empty()));
        if engages {
            blocks.push(Block::Note {
                text: engaged::caution(set),
            });
        }
        for entry in of_rank().filter(|entry| entry.is_detailed) {
            blocks.extend(
                entry
                    .first()
                    .map(|claim| detailed(set, Some(entry.number), claim, Told::ALL, claims, &mut printed, notes))
                    .unwrap_or_default(),
            );
        }
        let mut lines = |notes: &mut Footnotes, is_figure: bool| -> Vec<Vec<Sentence>> {
            of_rank()
                .filter(|entry| !entry.is_detailed && entry.is_figure() == is_figure)
                .map(|entry| line(set, entry, &mut printed, notes))
                .collect()
        };
        let label = if of_rank().any(|entry| entry.is_detailed) {
            "Parts of these and others, in short"
        } else {
            ""
        };
        let plain = lines(notes, false);
        blocks.extend(points(label, plain));
        let figures = lines(notes, true);
        blocks.extend(points(
            "Figures only, which stand among the figures of people too",
            figures,
        ));
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

/// `Claim 7: that rockets were launched. Smugglers, 5 March 2026: “…” [9]`.
fn line(set: &Set, entry: &Listed, printed: &mut BTreeSet<Anchor>, notes: &mut Footnotes) -> Vec<Sentence> {
    let Some(first) = entry.first() else {
        return Vec::new();
    };
    let sought = Sought::of(set, first);
    let mut places: Vec<Anchor> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for claim in &entry.claims {
        let entries: Vec<&StanceEntry> = claim.stances.iter().collect();
        for side in sides(set, &entries, &sought) {
            let name = side.name(set);
            if !names.contains(&name) {
                names.push(name);
            }
            places.extend(side.ground());
        }
    }
    let heading = format!("Claim {}: {}", entry.number, as_claim(&first.text));
    if entry.is_figure() {
        return notes
            .sentence(ended(&format!("{heading} ({})", listed(&names))), &places)
            .into_iter()
            .collect();
    }
    let speaking = |stances: &'static [Stance]| -> Vec<Side> {
        let entries: Vec<&StanceEntry> = first
            .stances
            .iter()
            .filter(|entry| speaks(entry) && stances.contains(&entry.stance))
            .collect();
        sides(set, &entries, &sought)
    };
    let groups = [
        (speaking(&[Stance::Alleges, Stance::Confirms]), "Asserted"),
        (speaking(&[Stance::Suggests]), "Held possible"),
        (speaking(&[Stance::Denies, Stance::PartlyDenies]), "Denied"),
        (speaking(&[Stance::DisputesEvidence]), "Its evidence is disputed"),
        (speaking(&[Stance::Retracts]), "Taken back"),
    ];
    let mut sentences: Vec<Sentence> = Vec::new();
    for (sides, verb) in &groups {
        let mut rest = sides.as_slice();
        // Words that a claim before this one printed are not printed again.
        if let [lead, others @ ..] = rest
            && sentences.is_empty()
            && lead.ground().iter().any(|place| !printed.contains(place))
        {
            sentences = lead.point(set, notes);
            printed.extend(lead.ground());
            if let Some(sentence) = sentences.first_mut() {
                sentence.text = match *verb {
                    "Asserted" => format!("{heading} — {}", sentence.text),
                    verb => format!(
                        "{heading} — {} by {}",
                        verb.to_lowercase(),
                        voice::uncapital(&sentence.text)
                    ),
                };
            }
            rest = others;
        }
        let also = if rest.len() < sides.len() { " also" } else { "" };
        let words = if sentences.is_empty() {
            format!("{heading} — {} by", verb.to_lowercase())
        } else {
            format!("{verb}{also} by")
        };
        sentences.extend(together(set, rest, &words, notes));
    }
    let mut remarks = beside::remarks(set, first, &sought, true, notes);
    if sentences.is_empty()
        && let Some(sentence) = remarks.first_mut()
    {
        sentence.text = format!("{heading} — {}", sentence.text);
    }
    sentences.extend(remarks);
    if entry.claims.len() > 1 {
        places.retain(|place| !printed.contains(place));
        sentences.extend(notes.sentence("Told again in", &places));
    }
    sentences.extend(evidence::brief(first, printed, notes));
    let breaches: Vec<&StanceEntry> = first.breach_asserted_by.iter().collect();
    sentences.extend(together(
        set,
        &sides(set, &breaches, &sought),
        "Called a breach by",
        notes,
    ));
    sentences
}

/// `Denied by Norland and Sudmark.`
fn together(set: &Set, sides: &[Side], verb: &str, notes: &mut Footnotes) -> Option<Sentence> {
    let names: Vec<String> = sides.iter().map(|side| side.name(set)).collect();
    let places: Vec<Anchor> = sides.iter().flat_map(Side::ground).collect();
    let blanket = if !sides.is_empty() && sides.iter().all(Side::is_blanket) {
        ", without naming the act"
    } else {
        ""
    };
    notes.sentence(format!("{verb} {}{blanket}.", listed(&names)), &places)
}

/// Whether somebody speaks for itself: not a report in its own voice, not one that passes on what another said.
fn speaks(entry: &StanceEntry) -> bool {
    !entry.narrator && entry.relays.is_none()
}

/// A claim told at length: where it stands, and what of it is wanted. Without a number it is one that nobody stands behind.
pub(crate) fn detailed(
    set: &Set,
    number: Option<usize>,
    claim: &Proposition,
    told: Told,
    claims: &[Listed],
    printed: &mut BTreeSet<Anchor>,
    notes: &mut Footnotes,
) -> Vec<Block> {
    let sought = Sought::of(set, claim);
    let of = |chosen: &dyn Fn(&StanceEntry) -> bool| -> Vec<&StanceEntry> {
        claim.stances.iter().filter(|entry| chosen(entry)).collect()
    };
    let speaking =
        |stances: &'static [Stance]| move |entry: &StanceEntry| speaks(entry) && stances.contains(&entry.stance);
    let asserting = sides(set, &of(&speaking(&[Stance::Alleges, Stance::Confirms])), &sought);
    let supposing = sides(set, &of(&speaking(&[Stance::Suggests])), &sought);
    let denying = sides(set, &of(&speaking(&[Stance::Denies, Stance::PartlyDenies])), &sought);
    let disputing = sides(set, &of(&speaking(&[Stance::DisputesEvidence])), &sought);
    let retracting = sides(set, &of(&speaking(&[Stance::Retracts])), &sought);
    let mut ground: Vec<Anchor> = Vec::new();
    for some in [&asserting, &denying, &disputing, &retracting, &supposing] {
        ground.extend(some.iter().flat_map(Side::ground));
    }
    printed.extend(ground.iter().cloned());
    printed.extend(claim.evidence.iter().map(|entry| entry.anchor.clone()));
    if ground.is_empty() {
        ground = set.told(claim, 2);
    }
    let standing = ground.iter().take(4).cloned().collect::<Vec<_>>();
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let mut blocks = vec![Block::Heading {
        anchor: claim.id.clone(),
        text: format!("Claim{number}: {}", as_claim(&claim.text)),
    }];
    blocks.extend(paragraph([
        notes.sentence(verdict(claim, &disputing), &standing),
        part_of(claim, claims, &ground, notes),
    ]));
    for (label, sides) in [
        ("Asserted by", &asserting),
        ("Held possible, and no more, by", &supposing),
        ("Denied by", &denying),
        ("Evidence disputed, which denies nothing, by", &disputing),
        ("Taken back by", &retracting),
    ] {
        if !told.sides {
            break;
        }
        let of_side = sides.iter().map(|side| {
            // Who asserts a part and hedges another in the same words is not quoted twice.
            let is_told =
                std::ptr::eq(sides, &supposing) && asserting.iter().any(|other| other.ground() == side.ground());
            if is_told {
                let text = format!("{}, in the words above.", capital(&side.name(set)));
                notes.sentence(text, &side.ground()).into_iter().collect()
            } else {
                side.point(set, notes)
            }
        });
        let of_side: Vec<Vec<Sentence>> = of_side.collect();
        blocks.extend(points(label, of_side));
    }
    if told.sides {
        let remarks = beside::remarks(set, claim, &sought, false, notes);
        blocks.extend(paragraph(remarks.into_iter().map(Some)));
    }
    if told.evidence {
        blocks.extend(points("Evidence offered", evidence::points(claim, notes)));
    }
    if told.provisions {
        blocks.extend(engaged::blocks(set, claim, &ground, notes));
    }
    if told.origins {
        blocks.extend(every::folded(set, claim, notes));
    }
    blocks
}

/// Where a claim stands, in a sentence.
fn verdict(claim: &Proposition, disputing: &[Side]) -> String {
    let origins = |count: &OriginCount| spelled_out(count.count as usize, "independent origin", "independent origins");
    let asserts = |count: &OriginCount| if count.count == 1 { "asserts" } else { "assert" };
    let (asserting, denying) = (&claim.origins_asserting, &claim.origins_denying);
    let mut text = match claim.status {
        Status::Contested => format!(
            "Contested: {} {} it, {} {} it",
            origins(asserting),
            asserts(asserting),
            spelled(denying.count as usize),
            if denying.count == 1 { "denies" } else { "deny" }
        ),
        Status::Uncontested if asserting.count == 0 => "Nobody here asserts or denies it".to_owned(),
        Status::Uncontested => format!(
            "{} {} it; nobody here denies it",
            capital(&origins(asserting)),
            asserts(asserting)
        ),
        Status::DeniedOnly => format!("Only its denial stands here, by {}", origins(denying)),
        Status::Retracted => "Everybody who asserted it took it back".to_owned(),
    };
    if !disputing.is_empty() {
        let count = disputing.len();
        let verb = if count == 1 { "disputes" } else { "dispute" };
        text.push_str(&format!(
            "; {} {verb} the evidence and {} nothing",
            spelled(count),
            if count == 1 { "denies" } else { "deny" }
        ));
    }
    ended(&text)
}

fn part_of(claim: &Proposition, claims: &[Listed], ground: &[Anchor], notes: &mut Footnotes) -> Option<Sentence> {
    let broader = number(claims, claim.part_of.as_ref()?)?;
    notes.sentence(
        format!("It is a part of claim {broader}."),
        &ground[..ground.len().min(1)],
    )
}
