//! The paragraph an editor could print: what the material is, of how many origins, what is contested, how far the figures go.

use onrecord_extract::TollScope;
use onrecord_weigh::{Anchor, LineageKind, Stance, TollSeries};

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::order::{Listed, Rank};
use crate::quotation::Sought;
use crate::set::Set;
use crate::voice::{
    as_claim, capital, day_in_words, effect_in_words, ended, grouped, listed, span_in_words, spelled, spelled_out,
};

use super::paragraph;
use super::sides::{Side, sides};

/// How many contested claims the paragraph tells; the others are counted.
const TOLD: usize = 3;

/// `wanting`: how many things stand under what to look at.
pub(crate) fn section(set: &Set, claims: &[Listed], wanting: usize, notes: &mut Footnotes) -> Section {
    let mut blocks = Vec::new();
    if set.standing.documents.is_empty() {
        blocks.push(Block::Note {
            text: "The case holds no documents yet.".to_owned(),
        });
    } else {
        let mut sentences = vec![Some(whole(set, documents(set))), lineage(set)];
        sentences.extend(contested(set, claims, notes));
        sentences.push(Some(whole(set, counted(claims))));
        sentences.push(figures(set, notes));
        blocks.extend(paragraph(sentences));
        if wanting > 0 {
            blocks.push(Block::Note {
                text: capital(&spelled_out(
                    wanting,
                    "thing wants a second look: it stands in the next section.",
                    "things want a second look: they stand in the next section.",
                )),
            });
        }
    }
    Section {
        anchor: "summary".to_owned(),
        heading: "In short".to_owned(),
        blocks,
    }
}

/// A sentence about the documents as a whole.
fn whole(set: &Set, text: String) -> Sentence {
    Sentence {
        text,
        footnotes: Vec::new(),
        sources: (1..=set.standing.documents.len()).collect(),
    }
}

fn documents(set: &Set) -> String {
    let standing = set.standing;
    let count = standing.documents.len();
    let mut text = capital(&spelled_out(count, "document was read", "documents were read"));
    let mut dates: Vec<&str> = standing
        .documents
        .iter()
        .filter_map(|summary| summary.published.as_deref())
        .collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first.get(..10) != last.get(..10) => {
            text.push_str(&format!(", published from {}", span_in_words(first, last)));
        }
        (Some(first), _) => text.push_str(&format!(", published on {}", day_in_words(first))),
        _ => {}
    }
    let undated = count - dates.len();
    if undated > 0 && !dates.is_empty() {
        text.push_str(&format!(" ({} without a date)", spelled(undated)));
    }
    let origins = standing.lineages.len();
    if count == 1 {
        return ended(&text);
    }
    ended(&format!(
        "{text}; they come from {}",
        spelled_out(origins, "origin", "origins")
    ))
}

/// The origin that most documents repeat.
fn lineage(set: &Set) -> Option<Sentence> {
    let widest = set.standing.lineages.iter().max_by(|one, other| {
        (one.members.len(), std::cmp::Reverse(&one.id)).cmp(&(other.members.len(), std::cmp::Reverse(&other.id)))
    })?;
    let copies = widest
        .members
        .iter()
        .filter(|member| member.kind != LineageKind::Original)
        .count();
    if copies < 2 {
        return None;
    }
    let mut sources: Vec<usize> = widest
        .members
        .iter()
        .filter_map(|member| set.source(&member.document))
        .collect();
    sources.sort_unstable();
    let text = format!(
        "{} of them are one report and what repeats it, and count once.",
        capital(&spelled(copies + 1))
    );
    Some(Sentence {
        text,
        footnotes: Vec::new(),
        sources,
    })
}

fn contested(set: &Set, claims: &[Listed], notes: &mut Footnotes) -> Vec<Option<Sentence>> {
    let all: Vec<&Listed> = claims
        .iter()
        .filter(|entry| entry.rank == Rank::Contested && entry.is_detailed)
        .collect();
    let mut sentences = Vec::new();
    for (position, entry) in all.iter().take(TOLD).enumerate() {
        let Some(claim) = entry.first() else { continue };
        let sought = Sought::of(set, claim);
        let of = |stances: &[Stance]| -> Vec<Side> {
            let chosen: Vec<_> = claim
                .stances
                .iter()
                .filter(|entry| stances.contains(&entry.stance) && !entry.narrator && entry.relays.is_none())
                .collect();
            sides(set, &chosen, &sought)
        };
        let asserting = of(&[Stance::Alleges, Stance::Confirms]);
        let denying = of(&[Stance::Denies, Stance::PartlyDenies]);
        let places: Vec<Anchor> = asserting
            .iter()
            .chain(&denying)
            .flat_map(Side::ground)
            .take(6)
            .collect();
        let lead = if position == 0 {
            "Contested is"
        } else {
            "Contested too is"
        };
        let names = |sides: &[Side]| {
            let mut names: Vec<String> = Vec::new();
            for name in sides.iter().flat_map(|side| side.names(set)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            short(&names)
        };
        let mut text = format!("{lead} {}", as_claim(&claim.text));
        let origins = spelled_out(claim.origins_asserting.count as usize, "origin", "origins");
        if asserting.is_empty() {
            text.push_str(&format!(": asserted by {origins}"));
        } else {
            text.push_str(&format!(": asserted by {} ({origins})", names(&asserting)));
        }
        if !denying.is_empty() {
            text.push_str(&format!(", denied by {}", names(&denying)));
        }
        sentences.push(notes.sentence(ended(&format!("{text} (claim {})", entry.number)), &places));
    }
    sentences
}

/// The first names, and how many more.
fn short(names: &[String]) -> String {
    match names {
        [first, second, third, rest @ ..] if rest.len() > 1 => {
            format!("{first}, {second}, {third} and {} others", spelled(rest.len()))
        }
        [all @ .., last] if all.len() > 1 && names.iter().any(|name| name.contains(" and ")) => {
            format!("{}; and {last}", all.join("; "))
        }
        _ => listed(names),
    }
}

/// How many claims stand where.
fn counted(claims: &[Listed]) -> String {
    let of = |rank: Rank| claims.iter().filter(|entry| entry.rank == rank).count();
    let told = of(Rank::Contested);
    let mut parts = Vec::new();
    for (rank, words) in [
        (
            Rank::Corroborated,
            "asserted by several origins and denied by nobody here",
        ),
        (Rank::SingleOrigin, "of a single origin"),
        (Rank::Supposed, "only held possible"),
        (Rank::DeniedOnly, "known only from a denial"),
        (Rank::Retracted, "taken back"),
    ] {
        let count = of(rank);
        if count > 0 {
            parts.push(format!("{} {words}", spelled(count)));
        }
    }
    let all = spelled_out(claims.len(), "claim", "claims");
    let lead = format!("Of {all} by speakers, {} contested", spelled_out(told, "is", "are"));
    if parts.is_empty() {
        return ended(&lead);
    }
    ended(&format!("{lead}, {}", listed(&parts)))
}

/// How far the figures of the series with most of them go.
fn figures(set: &Set, notes: &mut Footnotes) -> Option<Sentence> {
    let several = |series: &&TollSeries| series.scope == TollScope::Incident && series.points.len() > 2;
    let widest = set.standing.tolls.iter().filter(several).max_by(|one, other| {
        (one.points.len(), std::cmp::Reverse(&one.id)).cmp(&(other.points.len(), std::cmp::Reverse(&other.id)))
    })?;
    let (low, high) = (widest.summary.low?, widest.summary.high?);
    let places: Vec<Anchor> = widest.points.iter().map(|point| point.anchor.clone()).collect();
    let about = if widest.about.is_empty() {
        String::new()
    } else {
        format!(" ({})", widest.about)
    };
    let range = if low == high {
        format!("is {}", grouped(low))
    } else {
        format!("goes from {} to {}", grouped(low), grouped(high))
    };
    let effect = effect_in_words(widest.effect);
    let text = format!(
        "The number of {} {effect}{about}, by the newest figure of each source, {range}.",
        widest.population
    );
    notes.sentence(text, &places)
}
