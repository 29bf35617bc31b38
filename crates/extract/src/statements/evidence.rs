//! The evidence that a statement offers or disputes: debris, pictures, papers, witnesses, intelligence.

use std::ops::Range;

use onrecord_catalogue::Catalogue;
use onrecord_language::Annotated;

use super::syntax::subtree;
use crate::reading::{Reading, Tokens};
use crate::record::{Evidence, EvidenceKind, EvidenceStatus};

/// The kind that a noun stands for, by the catalogue's words.
pub fn kind_of(annotated: &Annotated, noun: usize) -> Option<EvidenceKind> {
    let words = &Catalogue::shipped().cues.evidence;
    let lemma = annotated.lemma(noun).to_lowercase();
    let pair = (noun > 0).then(|| format!("{} {lemma}", annotated.lower(noun - 1)));
    let holds = |list: &[String]| list.iter().any(|word| *word == lemma || Some(word) == pair.as_ref());
    [
        (&words.debris, EvidenceKind::Debris),
        (&words.imagery, EvidenceKind::Imagery),
        (&words.intelligence, EvidenceKind::Intelligence),
        (&words.witness, EvidenceKind::Witness),
        (&words.document, EvidenceKind::Document),
        (&words.unspecified, EvidenceKind::Unspecified),
    ]
    .into_iter()
    .find(|(list, _)| holds(list))
    .map(|(_, kind)| kind)
}

/// Evidence at the noun `noun` with this status.
pub fn at(reading: &Reading, block: usize, noun: usize, status: EvidenceStatus, rule: &str) -> Option<Evidence> {
    let annotated = reading.annotated(block);
    let kind = kind_of(annotated, noun)?;
    let phrase = annotated.left_edge(noun)..noun + 1;
    let span = reading.span(&Tokens::new(block, phrase));
    Some(Evidence {
        kind,
        status,
        span,
        rule: rule.to_owned(),
    })
}

/// Evidence named around a cue: "citing intercepts", "based on satellite images", "presented photographs".
pub fn offered(reading: &Reading, block: usize, sentence: Range<usize>) -> Option<Evidence> {
    let annotated = reading.annotated(block);
    let words = &Catalogue::shipped().cues.evidence;
    for token in sentence {
        if kind_of(annotated, token).is_none()
            || !matches!(annotated.dep(token), "dobj" | "pobj" | "nsubjpass" | "conj")
        {
            continue;
        }
        // "had no evidence" offers none.
        let none = annotated
            .children(token)
            .any(|word| annotated.dep(word) == "det" && annotated.lower(word) == "no");
        if none {
            continue;
        }
        let governor = annotated.head(token);
        let verb = if annotated.dep(token) == "pobj" {
            annotated.head(governor)
        } else {
            governor
        };
        // "did not show the images", "would publish the manifest": nothing was offered.
        if super::syntax::is_negated(annotated, verb) || super::syntax::modal(annotated, verb).is_some() {
            continue;
        }
        let lemma = annotated.lemma(verb).to_lowercase();
        let status = if words.shown.contains(&lemma) {
            EvidenceStatus::Shown
        } else if words.examined.contains(&lemma) {
            EvidenceStatus::IndependentlyExamined
        } else if (annotated.dep(token) == "pobj"
            && matches!(annotated.lower(governor), "on" | "from")
            && matches!(lemma.as_str(), "base" | "draw" | "rely"))
            || matches!(
                lemma.as_str(),
                "cite" | "have" | "possess" | "obtain" | "gather" | "collect"
            )
        {
            EvidenceStatus::Asserted
        } else {
            continue;
        };
        return at(reading, block, token, status, "evidence.offered");
    }
    None
}

/// "an investigation is under way", "is being investigated": the matter is being looked into.
pub fn under_investigation(reading: &Reading, block: usize, within: &[Range<usize>]) -> Option<Evidence> {
    let annotated = reading.annotated(block);
    for token in within.iter().cloned().flatten() {
        let investigation = matches!(
            annotated.lemma(token),
            "investigation" | "inquiry" | "probe" | "examination"
        );
        let verb = annotated.head(token);
        let goes_on = investigation
            && annotated.dep(token).starts_with("nsubj")
            && subtree(annotated, verb).any(|word| {
                matches!(
                    annotated.lower(word),
                    "underway" | "ongoing" | "continuing" | "launched" | "opened" | "begun"
                ) || (annotated.lower(word) == "under"
                    && annotated.children(word).any(|way| annotated.lower(way) == "way"))
            });
        let passive = annotated.lemma(token) == "investigate"
            && annotated.tag(token) == "VBN"
            && annotated.children(token).any(|aux| annotated.lower(aux) == "being");
        if goes_on || passive {
            let span = reading.span(&Tokens::new(block, token..token + 1));
            return Some(Evidence {
                kind: EvidenceKind::Unspecified,
                status: EvidenceStatus::UnderInvestigation,
                span,
                rule: "evidence.under-investigation".to_owned(),
            });
        }
    }
    None
}
