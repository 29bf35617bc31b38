//! Which documents share one origin, and how: reprints, excerpts, rewrites, citations, reports of one briefing.

use onrecord_document::DocumentKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::actors::Resolution;
use crate::calendar::day_number;
use crate::copies::Comparison;
use crate::names::folded;
use crate::passages::Wording;
use crate::set::RecordSet;
use crate::sketch::Sketch;
use crate::{Lineage, LineageKind, LineageMember, briefings, neighbours};

/// Lineages, with two ways to ask for a document's: with and without those that only heard the same briefing.
pub(crate) struct Lineages {
    pub(crate) lineages: Vec<Lineage>,
    /// Position of a document's lineage.
    pub(crate) of: Vec<usize>,
    /// The document that each document's own words were copied from (itself where it wrote them).
    pub(crate) copied_from: Vec<usize>,
}

impl Lineages {
    pub(crate) fn id(&self, document: usize) -> &str {
        &self.lineages[self.of[document]].id
    }
}

/// One document's tie to an earlier one.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    pub(crate) to: usize,
    pub(crate) kind: LineageKind,
    pub(crate) overlap: f64,
    pub(crate) why: String,
}

/// The wordings of a set: sketches of all, and each in full where it is asked for.
pub(crate) struct Texts {
    pub(crate) sketches: Vec<Sketch>,
}

impl Texts {
    fn new(set: &RecordSet) -> Self {
        let mut sketches: Vec<Sketch> = set
            .records
            .par_iter()
            .map(|record| Sketch::of(&Wording::of(&record.document)))
            .collect();
        let mut having: HashMap<u32, usize> = HashMap::new();
        for name in sketches.iter().flat_map(Sketch::all_names) {
            *having.entry(*name).or_default() += 1;
        }
        let many = (sketches.len() / COMMON_IN).max(COMMON_AT_LEAST);
        sketches
            .par_iter_mut()
            .for_each(|sketch| sketch.forget(|name| having.get(&name).is_some_and(|count| *count > many)));
        Self { sketches }
    }

    /// A document's words with their places. Read again each time: kept, they would be larger than all else.
    pub(crate) fn wording(&self, set: &RecordSet, document: usize) -> Wording {
        Wording::of(set.document(document))
    }
}

/// Traces the lineages of a set.
pub(crate) fn trace(set: &RecordSet, actors: &Resolution) -> Lineages {
    let texts = Texts::new(set);
    let order = order_of_origin(set, &texts);
    let mut place_of = vec![0; set.records.len()];
    for (place, &document) in order.iter().enumerate() {
        place_of[document] = place;
    }
    let days: Vec<Option<i32>> = order
        .iter()
        .map(|&document| set.day(document).as_deref().and_then(day_number))
        .collect();
    let mut candidates = neighbours::earlier(&order, &texts.sketches, &days);
    for (one, other) in of_one_joint_statement(set, actors) {
        let (one, other) = (place_of[one], place_of[other]);
        candidates[one.max(other)].places.push(one.min(other));
    }
    let tied: Vec<(usize, Option<Tie>)> = order
        .par_iter()
        .zip(&mut candidates)
        .map(|(&later, candidates)| {
            candidates.places.sort_unstable();
            candidates.places.dedup();
            let mut comparison = Comparison::new(set, &texts, later, &candidates.formulas);
            let mut kept: Option<Tie> = None;
            for &place in &candidates.places {
                let earlier = order[place];
                let tie = comparison
                    .copy_of(earlier)
                    .or_else(|| briefings::same_briefing(set, actors, &texts, earlier, later));
                if let Some(tie) = tie.filter(|tie| kept.as_ref().is_none_or(|kept| better(tie, kept))) {
                    kept = Some(tie);
                }
                // No other tie could be better than this one.
                if kept
                    .as_ref()
                    .is_some_and(|kept| is_copy(kept.kind) && kept.overlap >= 0.9)
                {
                    break;
                }
            }
            (later, kept)
        })
        .collect();
    let mut ties: Vec<Option<Tie>> = vec![None; set.records.len()];
    for (document, tie) in tied {
        ties[document] = tie;
    }
    assemble(set, &texts, &order, &ties)
}

/// Earliest first; of one day, the one under its agency's own name, then the fuller, then by id. A text that says it retells another never comes first of its day.
fn order_of_origin(set: &RecordSet, texts: &Texts) -> Vec<usize> {
    let mut order: Vec<usize> = (0..set.records.len()).collect();
    order.sort_by_cached_key(|&document| {
        let text = set.document(document);
        let day = set.day(document);
        let retells = text.kind == DocumentKind::Rewrite || text.copied_from.is_some();
        let by_its_agency = match (&text.credit, &text.publisher) {
            (Some(credit), Some(publisher)) => folded(&credit.value) == folded(&publisher.value),
            (Some(_), None) => true,
            (None, _) => false,
        };
        (
            day.is_none(),
            day,
            retells,
            text.kind != DocumentKind::Statement,
            !by_its_agency,
            usize::MAX - texts.sketches[document].words,
            text.id.clone(),
        )
    });
    order
}

/// A statement and the documents with most of its signatories, whatever their words.
fn of_one_joint_statement(set: &RecordSet, actors: &Resolution) -> Vec<(usize, usize)> {
    let signed: Vec<(usize, BTreeSet<String>)> = (0..set.records.len())
        .filter_map(|document| {
            crate::flags::signatories(set, actors, document).map(|signatories| (document, signatories))
        })
        .filter(|(_, signatories)| signatories.len() >= 3)
        .collect();
    let mut pairs = Vec::new();
    for (statement, signatories) in signed
        .iter()
        .filter(|(document, _)| set.document(*document).kind == DocumentKind::Statement)
    {
        for (report, reported) in &signed {
            if report != statement && signatories.intersection(reported).count() >= 3 {
                pairs.push((*report.min(statement), *report.max(statement)));
            }
        }
    }
    pairs
}

/// A name is common that more than one in so many documents of a set have, and more than so many.
const COMMON_IN: usize = 20;
const COMMON_AT_LEAST: usize = 20;

/// How far apart, in days, two documents may be for one to be a copy of the other.
pub(crate) const DAYS_OF_COPY: i32 = 30;

pub(crate) fn days_apart(set: &RecordSet, one: usize, other: usize) -> Option<i32> {
    let day = |document: usize| set.day(document).as_deref().and_then(day_number);
    Some((day(one)? - day(other)?).abs())
}

fn is_copy(kind: LineageKind) -> bool {
    matches!(kind, LineageKind::Reprint | LineageKind::Excerpt)
}

/// Copies before briefings, then the greater overlap, then the earlier document (the one kept).
fn better(tie: &Tie, kept: &Tie) -> bool {
    let rank = |kind: LineageKind| match kind {
        LineageKind::Original | LineageKind::Reprint | LineageKind::Excerpt => 0,
        LineageKind::Rewrite => 1,
        LineageKind::Cites => 2,
        LineageKind::SameBriefing => 3,
    };
    rank(tie.kind) < rank(kept.kind) || rank(tie.kind) == rank(kept.kind) && tie.overlap > kept.overlap + 0.1
}

fn assemble(set: &RecordSet, texts: &Texts, order: &[usize], ties: &[Option<Tie>]) -> Lineages {
    let count = set.records.len();
    let mut root: Vec<usize> = (0..count).collect();
    let mut copied_from: Vec<usize> = (0..count).collect();
    for &document in order {
        if let Some(tie) = &ties[document] {
            root[document] = root[tie.to];
            if tie.kind != LineageKind::SameBriefing {
                copied_from[document] = copied_from[tie.to];
            }
        }
    }
    let mut lineages = Vec::new();
    let mut of = vec![0; count];
    let mut members_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &document in order {
        members_of.entry(root[document]).or_default().push(document);
    }
    for &origin in order.iter().filter(|&&document| root[document] == document) {
        let members = members_of.remove(&origin).unwrap_or_default();
        for &member in &members {
            of[member] = lineages.len();
        }
        lineages.push(Lineage {
            id: format!("l-{}", set.document(origin).id),
            explanation: explain(set, origin, &members, ties),
            members: members
                .iter()
                .map(|&document| member(set, texts, document, origin, ties))
                .collect(),
        });
    }
    Lineages {
        lineages,
        of,
        copied_from,
    }
}

fn member(set: &RecordSet, texts: &Texts, document: usize, origin: usize, ties: &[Option<Tie>]) -> LineageMember {
    let id = set.document(document).id.clone();
    let Some(tie) = &ties[document] else {
        return LineageMember {
            document: id,
            kind: LineageKind::Original,
            overlap: 1.0,
            explanation: "the earliest of its lineage in the set".to_owned(),
            source: None,
            shared: Vec::new(),
            shared_there: Vec::new(),
        };
    };
    let (here, there) = (texts.wording(set, document), texts.wording(set, tie.to));
    let (ours, theirs): (Vec<_>, Vec<_>) = here
        .shared_runs(&texts.sketches[tie.to], 3)
        .into_iter()
        .filter_map(|run| Some((run, there.counterpart(&here, run)?)))
        .unzip();
    LineageMember {
        document: id,
        kind: tie.kind,
        overlap: (texts.sketches[document].held_by(&texts.sketches[origin]) * 1000.0).round() / 1000.0,
        explanation: tie.why.clone(),
        source: Some(set.document(tie.to).id.clone()),
        shared: here
            .spans(&ours, set.document(document))
            .iter()
            .map(|span| set.anchor(document, span))
            .collect(),
        shared_there: there
            .spans(&theirs, set.document(tie.to))
            .iter()
            .map(|span| set.anchor(tie.to, span))
            .collect(),
    }
}

fn explain(set: &RecordSet, origin: usize, members: &[usize], ties: &[Option<Tie>]) -> String {
    if members.len() == 1 {
        return format!(
            "{} stands alone: nothing else in the set shares its words or its source",
            set.called(origin)
        );
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tie in members.iter().filter_map(|&document| ties[document].as_ref()) {
        *counts.entry(kind_in_words(tie.kind)).or_default() += 1;
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(kind, count)| format!("{count} {}", plural(kind, count)))
        .collect();
    format!(
        "{} documents go back to {}: {}",
        members.len(),
        set.called(origin),
        parts.join(", ")
    )
}

fn kind_in_words(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::Original => "original",
        LineageKind::Reprint => "reprint",
        LineageKind::Excerpt => "shortened reprint",
        LineageKind::Rewrite => "rewrite",
        LineageKind::Cites => "report that cites it",
        LineageKind::SameBriefing => "further report of the same briefing or statement",
    }
}

fn plural(kind: &str, count: usize) -> String {
    match (count, kind) {
        (1, _) => kind.to_owned(),
        (_, "report that cites it") => "reports that cite it".to_owned(),
        (_, "further report of the same briefing or statement") => {
            "further reports of the same briefing or statement".to_owned()
        }
        _ => format!("{kind}s"),
    }
}
