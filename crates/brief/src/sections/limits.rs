//! What a brief does not say: the limits of the reading, and what in this set was not read.

use std::collections::BTreeSet;

use onrecord_extract::Record;

use crate::brief::{Block, Section};
use crate::set::Set;
use crate::voice::{counted, listed};

pub(crate) fn section(set: &Set) -> Section {
    let read = set.standing.documents.len();
    let mut notes = vec![
        "Whether a claim is true. On record is that somebody said it, where and when; a claim that nobody here denies is not thereby so.".to_owned(),
        format!("What others say. Only the {} listed above were read; that a denial or a confirmation is missing here does not mean that there is none.", counted(read, "document", "documents")),
        "Whether any rule was broken. A provision listed here is one that the claimed act would engage if it were true, by the elements named; its text is to be read before anything is concluded.".to_owned(),
        "How believable a speaker is. Origins are counted by who said it and through which document it came, not by merit.".to_owned(),
    ];
    let names = |chosen: &dyn Fn(&Record) -> bool| -> Vec<String> {
        set.records()
            .filter(|record| chosen(record))
            .map(|record| set.called(&record.document.id))
            .collect()
    };
    let foreign = names(&|record| record.document.language != "en");
    if !foreign.is_empty() {
        notes.push(format!(
            "What stands in documents that are not in English, which are kept and hardly read: {}.",
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
        notes.push(format!("What a person has checked. Everything above was read by a machine ({}), which errs: a speaker, a date or a claim may be taken wrongly, and each note gives the words to check it by.", versions.join("; ")));
    }
    Section {
        anchor: "limits".to_owned(),
        heading: "What this brief does not say".to_owned(),
        blocks: notes.into_iter().map(|text| Block::Note { text }).collect(),
    }
}
