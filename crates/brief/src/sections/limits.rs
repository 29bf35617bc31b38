//! What a brief does not say: the limits of the reading, and what in this set was not read.

use std::collections::BTreeSet;

use onrecord_extract::Record;

use crate::brief::{Block, Section};
use crate::set::Set;
use crate::voice::listed;

pub(crate) fn section(set: &Set) -> Section {
    let mut notes = vec![
        "Whether a claim is true: on record is that somebody said it, and what nobody here denies is not thereby so."
            .to_owned(),
        "What others say: only what stands under Sources was read.".to_owned(),
        "Whether any rule was broken: a provision here is one that the act would engage if it were true.".to_owned(),
        "How believable a speaker is: origins are counted, not judged.".to_owned(),
    ];
    let names = |chosen: &dyn Fn(&Record) -> bool| -> Vec<String> {
        set.records()
            .filter(|record| chosen(record))
            .map(|record| set.called(&record.document.id))
            .collect()
    };
    let unheard: BTreeSet<String> = set
        .standing
        .propositions
        .iter()
        .filter_map(|claim| claim.coverage.as_ref())
        .flat_map(|coverage| &coverage.unheard)
        .map(|id| set.name(id).to_owned())
        .collect();
    if !unheard.is_empty() {
        let unheard: Vec<String> = unheard.into_iter().collect();
        notes.push(format!(
            "What the accused say of whom no word is in the set: {}.",
            listed(&unheard)
        ));
    }
    let foreign = names(&|record| record.document.language != "en");
    if !foreign.is_empty() {
        notes.push(format!(
            "What stands in documents that are not in English, which are hardly read: {}.",
            listed(&foreign)
        ));
    }
    let silent = names(&|record| record.statements.is_empty());
    if !silent.is_empty() {
        notes.push(format!(
            "Anything from documents in which no statement was found: {}.",
            listed(&silent)
        ));
    }
    let versions: BTreeSet<String> = set
        .records()
        .map(|record| {
            let derived = &record.derived_by;
            format!(
                "onrecord {}, {}, catalogue {}",
                derived.onrecord, derived.pipeline, derived.catalogue
            )
        })
        .collect();
    if !versions.is_empty() {
        let versions: Vec<String> = versions.into_iter().collect();
        notes.push(format!(
            "What a person has checked: a machine read it ({}) and errs; each note gives the words to check it by.",
            versions.join("; ")
        ));
    }
    Section {
        anchor: "limits".to_owned(),
        heading: "What this brief does not say".to_owned(),
        blocks: vec![Block::Note { text: notes.join(" ") }],
    }
}
