//! Composes a brief of claims that an author chose, in the author's order, with the author's words between them.

use std::collections::BTreeSet;

use onrecord_extract::Record;
use onrecord_weigh::{Anchor, Standing};

use crate::brief::{Block, Brief, Section};
use crate::footnotes::Footnotes;
use crate::order::{listed, number};
use crate::sections::{claims, engaged, limits, sources};
use crate::set::Set;

/// What is told of a claim beside where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who asserts, denies, disputes it, with their words.
    pub sides: bool,
    /// The evidence offered.
    pub evidence: bool,
    /// The provisions that it would engage.
    pub provisions: bool,
    /// How its origins were counted, and every statement on it, folded.
    pub origins: bool,
}

impl Told {
    /// Everything.
    pub const ALL: Self = Self {
        sides: true,
        evidence: true,
        provisions: true,
        origins: true,
    };
}

/// A part of such a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A heading.
    Section(String),
    /// A claim by its id.
    Claim {
        /// The claim's id.
        id: String,
        /// What is told of it.
        told: Told,
    },
    /// The author's own words.
    Own(String),
}

/// Composes a brief of these parts. Claims keep the numbers that they have in the brief of the whole case; of documents, those are named
/// that a sentence rests on. A claim that is not in the standing is said to be missing, and never passed over.
pub fn compose_chosen(title: &str, parts: &[Chosen], standing: &Standing, records: &[Record]) -> Brief {
    let set = Set::new(standing, records);
    let mut notes = Footnotes::new(&set);
    let listed = listed(&set);
    let mut printed: BTreeSet<Anchor> = BTreeSet::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut is_cautioned = false;
    for part in parts {
        if let Chosen::Section(heading) = part {
            sections.push(opened(sections.len(), heading));
            continue;
        }
        if sections.is_empty() {
            sections.push(opened(0, "Claims"));
        }
        let blocks = match part {
            Chosen::Section(_) => Vec::new(),
            Chosen::Own(text) => vec![Block::Own { text: text.clone() }],
            Chosen::Claim { id, told } => match set.claim(id) {
                None => vec![Block::Note {
                    text: format!("The claim {id} is not in the case as it stands."),
                }],
                Some(claim) => {
                    let mut blocks = Vec::new();
                    if told.provisions && !claim.provisions.is_empty() && !is_cautioned {
                        is_cautioned = true;
                        blocks.push(Block::Note {
                            text: engaged::caution(&set),
                        });
                    }
                    let number = number(&listed, id);
                    blocks.extend(claims::detailed(
                        &set,
                        number,
                        claim,
                        *told,
                        &listed,
                        &mut printed,
                        &mut notes,
                    ));
                    blocks
                }
            },
        };
        if let Some(section) = sections.last_mut() {
            section.blocks.extend(blocks);
        }
    }
    sections.push(limits::section(&set));
    let footnotes = notes.finish(&mut sections);
    let cited: BTreeSet<usize> = footnotes.iter().map(|note| note.source).collect();
    Brief {
        title: title.to_owned(),
        sections,
        sources: sources::some(&set, |number| cited.contains(&number)),
        footnotes,
    }
}

fn opened(before: usize, heading: &str) -> Section {
    Section {
        anchor: format!("part-{}", before + 1),
        heading: heading.to_owned(),
        blocks: Vec::new(),
    }
}
