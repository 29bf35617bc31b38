//! Provisions that a claimed act would engage, element by element; and, apart from that, who calls it a breach.

use onrecord_weigh::{Anchor, Element, Engagement, Proposition};

use crate::brief::Block;
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{ended, listed};

use super::{points, said};

pub(crate) fn blocks(set: &Set, claim: &Proposition, notes: &mut Footnotes) -> Vec<Block> {
    let told = set.told(claim, 3);
    let pointers: Vec<_> = claim
        .provisions
        .iter()
        .map(|engagement| notes.sentence(sentence(set, engagement), &told))
        .collect();
    let breaches = claim.breach_asserted_by.iter().map(|entry| {
        let places: Vec<Anchor> = entry.anchors.clone();
        let words = crate::voice::quoted(&places);
        let text = format!("{} called it a breach: {words}", said::speaker(set, entry));
        notes.sentence(crate::voice::capital(&ended(&text)), &places)
    });
    let breaches: Vec<_> = breaches.collect();
    let mut blocks = Vec::new();
    blocks.extend(points(
        "Provisions that the act would engage, if the claim were true",
        pointers,
    ));
    blocks.extend(points("Called a breach by speakers, which is their word", breaches));
    blocks
}

fn sentence(set: &Set, engagement: &Engagement) -> String {
    let mut text = format!(
        "{} would be engaged by the conduct of {}: {}",
        engagement.provision,
        set.name(&engagement.conduct_of),
        ended(&engagement.gloss)
    );
    text.push_str(&format!(" Matched: {}", ended(&elements(&engagement.matched))));
    if !engagement.missing.is_empty() {
        text.push_str(&format!(
            " Not matched or left open: {}",
            ended(&elements(&engagement.missing))
        ));
    }
    if !engagement.contested_by.is_empty() {
        let contesters: Vec<String> = engagement
            .contested_by
            .iter()
            .map(|id| set.name(id).to_owned())
            .collect();
        text.push_str(&format!(
            " That it is in force is contested by {}.",
            listed(&contesters)
        ));
    }
    let verified = if engagement.verified { "checked" } else { "not verified" };
    text.push_str(&format!(
        " Confidence in the paragraph’s number: {}; {verified} against the text of the resolution.",
        engagement.confidence
    ));
    text
}

fn elements(elements: &[Element]) -> String {
    if elements.is_empty() {
        return "nothing".to_owned();
    }
    elements
        .iter()
        .map(|element| format!("{} ({})", element.name, element.reason))
        .collect::<Vec<_>>()
        .join("; ")
}
