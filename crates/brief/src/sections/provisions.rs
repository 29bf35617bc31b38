//! Every provision once: how sure its number is, and, folded, what it is about and its elements claim by claim.

use std::collections::BTreeMap;

use onrecord_weigh::{Anchor, Element, Engagement, Proposition};

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::{Listed, number};
use crate::set::Set;
use crate::voice::{capital, ended, listed as joined_words};

use super::engaged::{in_order, joined};
use super::{paragraph, points};

/// A claim with the provision that its act would engage.
type Found<'a> = (&'a Proposition, &'a Engagement);

/// Each provision once: what it says, how sure its number is, and, folded, its elements claim by claim.
pub(crate) fn section(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Option<Section> {
    let mut provisions: BTreeMap<(&str, u32, &str), Vec<Found>> = BTreeMap::new();
    for claim in &set.standing.propositions {
        for engagement in &claim.provisions {
            provisions
                .entry(in_order(&engagement.provision))
                .or_default()
                .push((claim, engagement));
        }
    }
    let all = || provisions.values().flatten().map(|(_, engagement)| engagement);
    let unverified = all().filter(|engagement| !engagement.verified).count();
    let checked = if unverified == 0 {
        "Every paragraph below was checked against the text of its resolution."
    } else if unverified == all().count() {
        "No paragraph below was yet checked against the text of its resolution: read it before you cite it."
    } else {
        "A paragraph that was not yet checked against the text of its resolution is marked: read it before you cite it."
    };
    let mut sure: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, first) in provisions.values().filter_map(|found| found.first()) {
        sure.entry(&first.confidence).or_default().push(&first.provision);
    }
    if provisions.is_empty() {
        return None;
    }
    let told: Vec<Anchor> = provisions
        .values()
        .filter_map(|found| set.told(found.first()?.0, 1).into_iter().next())
        .collect();
    let sure = sure.iter().map(|(letter, provisions)| {
        let meaning = match *letter {
            "A" => "seen tied to that content",
            "B" => "partly supported",
            _ => "to be checked",
        };
        notes.sentence(format!("{letter}, {meaning}: {}.", joined(provisions)), &told)
    });
    let sure: Vec<Option<Sentence>> = sure.collect();
    let mut blocks = vec![Block::Note {
        text: format!("How sure the catalogue is of the numbers of the paragraphs under the claims. {checked}"),
    }];
    blocks.extend(paragraph(sure));
    let each: Vec<Block> = provisions
        .values()
        .filter_map(|found| elements(set, found, claims, notes))
        .collect();
    blocks.push(Block::Folded {
        label: "Each provision, element by element".to_owned(),
        blocks: each,
    });
    Some(Section {
        anchor: "provisions".to_owned(),
        heading: "Provisions".to_owned(),
        blocks,
    })
}

fn elements(set: &Set, found: &[Found], claims: &[Listed], notes: &mut Footnotes) -> Option<Block> {
    let lines = found.iter().map(|(claim, engagement)| {
        let of = number(claims, &claim.id)
            .map(|number| format!(", claim {number}"))
            .unwrap_or_default();
        let mut text = format!(
            "{}{of}: {}",
            capital(set.name(&engagement.conduct_of)),
            reasons("matched", &engagement.matched)
        );
        if !engagement.missing.is_empty() {
            text.push_str(&format!("; {}", reasons("open or not matched", &engagement.missing)));
        }
        let assumed: Vec<String> = engagement
            .assumes
            .iter()
            .filter_map(|id| number(claims, id).map(|number| format!("claim {number}")))
            .collect();
        if !assumed.is_empty() {
            text.push_str(&format!("; it assumes {}", joined_words(&assumed)));
        }
        notes.sentence(ended(&text), &set.told(claim, 1)).into_iter().collect()
    });
    let (_, first) = found.first()?;
    let lines: Vec<Vec<Sentence>> = lines.collect();
    points(
        &format!("{}: {}", first.provision, first.gloss.trim_end_matches('.')),
        lines,
    )
}

fn reasons(label: &str, elements: &[Element]) -> String {
    let told: Vec<String> = elements
        .iter()
        .map(|element| format!("{} ({})", element.name, element.reason))
        .collect();
    format!(
        "{label}: {}",
        if told.is_empty() {
            "nothing".to_owned()
        } else {
            told.join("; ")
        }
    )
}
