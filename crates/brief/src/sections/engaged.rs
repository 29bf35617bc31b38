//! Provisions that a claimed act would engage: a line each under the claim, and once, by themselves, element by element.

use std::collections::BTreeMap;

use onrecord_weigh::{Anchor, Element, Engagement, Proposition};

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::{Listed, number};
use crate::quotation::Sought;
use crate::set::{Set, asserts};
use crate::voice::{capital, ended, listed, spelled};

use super::sides::sides;
use super::{paragraph, points};

/// Said once a section, and meant of every provision in it.
pub(crate) fn caution(set: &Set) -> String {
    let mut names: Vec<String> = Vec::new();
    for engagement in set.standing.propositions.iter().flat_map(|claim| &claim.provisions) {
        for element in engagement.matched.iter().chain(&engagement.missing) {
            if !names.contains(&element.name) {
                names.push(element.name.clone());
            }
        }
    }
    format!(
        "Provisions are those that the act would engage if the claim were true, by their elements ({}); how sure their numbers are stands under Provisions.",
        listed(&names)
    )
}

/// The provisions under a claim.
pub(crate) fn blocks(set: &Set, claim: &Proposition, ground: &[Anchor], notes: &mut Footnotes) -> Vec<Block> {
    let told = &ground[..ground.len().min(2)];
    let mut whole: Vec<(String, Vec<&str>)> = Vec::new();
    let mut open: Vec<(String, Vec<&str>)> = Vec::new();
    for (provision, engagements) in by_provision(claim) {
        let (full, partial): (Vec<&Engagement>, Vec<&Engagement>) =
            engagements.into_iter().partition(|found| found.missing.is_empty());
        if let Some(first) = full.first() {
            let names: Vec<String> = full.iter().map(|found| party(set, found)).collect();
            let told = format!(
                "{}: all {} elements match{}",
                listed(&names),
                spelled(first.matched.len()),
                contested(set, &full)
            );
            together(&mut whole, told, provision);
        }
        if !partial.is_empty() {
            together(
                &mut open,
                format!("{}{}", parties(set, &partial), contested(set, &partial)),
                provision,
            );
        }
    }
    let mut lines: Vec<Vec<Sentence>> = Vec::new();
    for (parties, provisions) in &whole {
        let text = format!("{} — {parties}", joined(provisions));
        lines.push(notes.sentence(ended(&text), told).into_iter().collect());
    }
    if !open.is_empty() {
        let open: Vec<String> = open
            .iter()
            .map(|(parties, provisions)| format!("{} — {parties}", joined(provisions)))
            .collect();
        let text = format!("With an element open: {}", open.join("; "));
        lines.push(notes.sentence(ended(&text), told).into_iter().collect());
    }
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(points("If it were true it would engage", lines));
    let breaches: Vec<_> = claim.breach_asserted_by.iter().filter(|entry| asserts(entry)).collect();
    let breaches: Vec<Vec<Sentence>> = sides(set, &breaches, &Sought::of(set, claim))
        .iter()
        .map(|side| side.point(set, notes))
        .collect();
    blocks.extend(points("Called a breach, which is their word, by", breaches));
    blocks
}

/// Each provision once: what it says, how sure its number is, and, folded, its elements claim by claim.
pub(crate) fn section(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Option<Section> {
    let mut provisions: BTreeMap<(&str, u32, &str), Vec<(&Proposition, &Engagement)>> = BTreeMap::new();
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

/// Sorts paragraphs by their numbers.
fn in_order(provision: &str) -> (&str, u32, &str) {
    let (resolution, paragraph) = provision.split_once(" ¶").unwrap_or((provision, ""));
    let digits = paragraph
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(paragraph.len());
    (resolution, paragraph[..digits].parse().unwrap_or(0), paragraph)
}

/// `S/RES/1718 (2006) ¶8(b); S/RES/2270 (2016) ¶6, ¶7 and ¶8`.
fn joined(provisions: &[&str]) -> String {
    let mut resolutions: Vec<(&str, Vec<String>)> = Vec::new();
    for provision in provisions {
        let (resolution, _, paragraph) = in_order(provision);
        let paragraph = format!("¶{paragraph}");
        match resolutions.last_mut() {
            Some((last, paragraphs)) if *last == resolution => paragraphs.push(paragraph),
            _ => resolutions.push((resolution, vec![paragraph])),
        }
    }
    let told: Vec<String> = resolutions
        .iter()
        .map(|(resolution, paragraphs)| {
            format!("{resolution} {}", listed(paragraphs))
                .trim_end_matches(" ¶")
                .to_owned()
        })
        .collect();
    told.join("; ")
}

fn together<'a>(groups: &mut Vec<(String, Vec<&'a str>)>, told: String, provision: &'a str) {
    match groups.iter_mut().find(|(other, _)| *other == told) {
        Some((_, provisions)) => provisions.push(provision),
        None => groups.push((told, vec![provision])),
    }
}

fn elements(
    set: &Set,
    found: &[(&Proposition, &Engagement)],
    claims: &[Listed],
    notes: &mut Footnotes,
) -> Option<Block> {
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
        notes.sentence(ended(&text), &set.told(claim, 1)).into_iter().collect()
    });
    let (_, first) = found.first()?;
    let lines: Vec<Vec<Sentence>> = lines.collect();
    points(
        &format!("{}: {}", first.provision, first.gloss.trim_end_matches('.')),
        lines,
    )
}

fn by_provision(claim: &Proposition) -> Vec<(&str, Vec<&Engagement>)> {
    let mut provisions: Vec<(&str, Vec<&Engagement>)> = Vec::new();
    for engagement in &claim.provisions {
        match provisions
            .iter_mut()
            .find(|(provision, _)| *provision == engagement.provision)
        {
            Some((_, found)) => found.push(engagement),
            None => provisions.push((&engagement.provision, vec![engagement])),
        }
    }
    provisions
}

/// `Norland (export)`: whose conduct it is, and what act of it the provision is about.
fn party(set: &Set, engagement: &Engagement) -> String {
    let name = capital(set.name(&engagement.conduct_of));
    let act = engagement.matched.iter().find(|element| element.name == "act");
    let about = act
        .and_then(|element| element.reason.split_once('“')?.1.split_once('”'))
        .map(|(about, _)| about);
    about.map_or_else(|| name.clone(), |about| format!("{name} ({about})"))
}

/// `Norland and Sudmark (item)`: who, and which elements stay open.
fn parties(set: &Set, engagements: &[&Engagement]) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for engagement in engagements {
        let missing = listed(
            &engagement
                .missing
                .iter()
                .map(|element| element.name.clone())
                .collect::<Vec<_>>(),
        );
        let name = capital(set.name(&engagement.conduct_of));
        match groups.iter_mut().find(|(other, _)| *other == missing) {
            Some((_, names)) => names.push(name),
            None => groups.push((missing, vec![name])),
        }
    }
    groups
        .iter()
        .map(|(missing, names)| format!("{} ({missing})", listed(names)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn contested(set: &Set, engagements: &[&Engagement]) -> String {
    let mut names: Vec<String> = engagements
        .iter()
        .flat_map(|engagement| &engagement.contested_by)
        .map(|id| set.name(id).to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        String::new()
    } else {
        format!("; that it is in force is contested by {}", listed(&names))
    }
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
