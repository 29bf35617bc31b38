//! All that stands behind a claim, for the reader who goes into it: how origins were counted, and every statement by itself.

use onrecord_weigh::{Anchor, OriginCount, Proposition, Stance, StanceEntry};

use crate::brief::{Block, Sentence};
use crate::footnotes::Footnotes;
use crate::set::{Set, asserts};
use crate::voice::{act_in_words, capital, day_in_words, ended, quoted, stance_in_words};

use super::points;
use super::sides::speaker;

pub(crate) fn folded(set: &Set, claim: &Proposition, notes: &mut Footnotes) -> Option<Block> {
    let denies = |entry: &StanceEntry| matches!(entry.stance, Stance::Denies | Stance::PartlyDenies);
    let mut counts: Vec<Vec<Sentence>> = Vec::new();
    let mut counted = |what: &str, count: &OriginCount, is_of: &dyn Fn(&StanceEntry) -> bool| {
        if count.count > 0 {
            let of_side = claim.stances.iter().filter(|entry| is_of(entry));
            let places: Vec<Anchor> = of_side
                .filter_map(|entry| entry.anchors.first().cloned())
                .take(6)
                .collect();
            let text = format!("{what}: {}", ended(&count.explanation));
            counts.push(notes.sentence(text, &places).into_iter().collect());
        }
    };
    counted("Asserting", &claim.origins_asserting, &asserts);
    counted("Denying", &claim.origins_denying, &denies);
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(points("How its origins were counted", counts));
    let statements = claim.stances.iter().map(|entry| {
        let date = entry
            .date
            .as_deref()
            .map(|date| format!(", {}", day_in_words(date)))
            .unwrap_or_default();
        let words = if entry.anchors.is_empty() {
            String::new()
        } else {
            format!(": {}", quoted(&entry.anchors))
        };
        let why = if entry.explanation.is_empty() {
            String::new()
        } else {
            format!(" — {}", entry.explanation)
        };
        let (act, stance) = (act_in_words(entry.act), stance_in_words(entry.stance));
        // “alleged (alleges)” would say it twice.
        let is_one = act.chars().zip(stance.chars()).take(4).all(|(one, other)| one == other);
        let stance = if is_one { String::new() } else { format!(" ({stance})") };
        let text = format!("{}{date}, {act}{stance}{words}{why}", speaker(set, entry));
        let places: Vec<Anchor> = entry.anchors.clone();
        notes.sentence(capital(&ended(&text)), &places).into_iter().collect()
    });
    let statements: Vec<Vec<Sentence>> = statements.collect();
    blocks.extend(points("Every statement on it, and why it is one", statements));
    (!blocks.is_empty()).then(|| Block::Folded {
        label: format!("All statements on this claim, whole ({})", claim.stances.len()),
        blocks,
    })
}
