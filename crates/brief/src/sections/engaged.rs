//! Provisions that a claimed act would engage, under the claim: merged by whose conduct it would be and which elements match.

use onrecord_weigh::{Anchor, Engagement, Proposition};

use crate::brief::{Block, Sentence};
use crate::footnotes::Footnotes;
use crate::quotation::Sought;
use crate::set::{Set, asserts};
use crate::voice::{capital, ended, listed, spelled};

use super::points;
use super::sides::sides;

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

/// Sorts paragraphs by their numbers.
pub(crate) fn in_order(provision: &str) -> (&str, u32, &str) {
    let (resolution, paragraph) = provision.split_once(" ¶").unwrap_or((provision, ""));
    let digits = paragraph
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(paragraph.len());
    (resolution, paragraph[..digits].parse().unwrap_or(0), paragraph)
}

/// `S/RES/1718 (2006) ¶8(b); S/RES/2270 (2016) ¶6, ¶7 and ¶8`.
pub(crate) fn joined(provisions: &[&str]) -> String {
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
