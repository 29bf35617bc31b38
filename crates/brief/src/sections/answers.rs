//! Where one takes up what another claims and sets against it how it is: both in their words, and nothing of who is right.

use onrecord_document::Span;
use onrecord_extract::{Contradiction, Record};
use onrecord_weigh::Anchor;

use crate::brief::{Block, Section, Sentence};
use crate::footnotes::Footnotes;
use crate::set::Set;
use crate::voice::{capital, ended, listed, quoted, spelled_out};

use super::points;

pub(crate) fn section(set: &Set, notes: &mut Footnotes) -> Option<Section> {
    let answers: Vec<(&Record, &Contradiction)> = set
        .records()
        .flat_map(|record| record.contradictions.iter().map(move |answer| (record, answer)))
        .filter(|(_, answer)| !answer.challenged.is_empty() && !answer.correction.is_empty())
        .collect();
    let lines: Vec<Vec<Sentence>> = answers
        .iter()
        .map(|(record, answer)| line(set, record, answer, notes).into_iter().collect())
        .collect();
    let count = lines.iter().filter(|line| !line.is_empty()).count();
    let listed = points("", lines)?;
    Some(Section {
        anchor: "answers".to_owned(),
        heading: "Answers to what others claim".to_owned(),
        blocks: vec![Block::Folded {
            label: capital(&spelled_out(
                count,
                "time somebody takes up another’s claim and sets something against it",
                "times somebody takes up another’s claim and sets something against it",
            )),
            blocks: vec![listed],
        }],
    })
}

fn line(set: &Set, record: &Record, answer: &Contradiction, notes: &mut Footnotes) -> Option<Sentence> {
    let names = |ids: &[String]| -> Vec<String> {
        let document = &record.document.id;
        ids.iter().filter_map(|id| set.name_in(document, id)).collect()
    };
    let anchors = |spans: &[Span]| -> Vec<Anchor> {
        let anchor = |span: &Span| Anchor {
            document: record.document.id.clone(),
            span: span.clone(),
        };
        spans.iter().map(anchor).collect()
    };
    let who = match names(&answer.speakers) {
        who if who.is_empty() => set.called(&record.document.id),
        who => listed(&who),
    };
    let whose = match names(&answer.whose) {
        whose if whose.is_empty() => "of what is claimed".to_owned(),
        whose => format!("of what {} claims", listed(&whose)),
    };
    let (claim, reply) = (anchors(&answer.challenged), anchors(&answer.correction));
    let text = format!("{} {whose}, {}, says {}", capital(&who), quoted(&claim), quoted(&reply));
    notes.sentence(ended(&text), &[claim, reply].concat())
}
