//! Which documents share one origin, and how: reprints, excerpts, rewrites, citations, reports of one briefing.

use onrecord_document::DocumentKind;
use onrecord_extract::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::calendar::day_number;
use crate::names::folded;
use crate::passages::Wording;
use crate::set::RecordSet;
use crate::{Lineage, LineageKind, LineageMember};

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

/// Traces the lineages of a set.
pub(crate) fn trace(set: &RecordSet, actors: &Resolution) -> Lineages {
    let wordings: Vec<Wording> = set.records.iter().map(|record| Wording::of(&record.document)).collect();
    let order = order_of_origin(set, &wordings);
    let mut candidates = candidates(&wordings);
    candidates.extend(of_one_joint_statement(set, actors));
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); set.records.len()];
    for (one, other) in candidates {
        beside[one].push(other);
        beside[other].push(one);
    }
    let mut place_of = vec![0; set.records.len()];
    for (place, &document) in order.iter().enumerate() {
        place_of[document] = place;
    }
    let mut ties: Vec<Option<Tie>> = vec![None; set.records.len()];
    for (place, &later) in order.iter().enumerate() {
        let mut earlier: Vec<usize> = beside[later]
            .iter()
            .copied()
            .filter(|&document| place_of[document] < place)
            .collect();
        earlier.sort_by_key(|&document| place_of[document]);
        for earlier in earlier {
            let Some(tie) = tie(set, actors, &wordings, earlier, later) else {
                continue;
            };
            if ties[later].as_ref().is_none_or(|kept| better(&tie, kept)) {
                ties[later] = Some(tie);
            }
        }
    }
    assemble(set, &wordings, &order, &ties)
}

/// Earliest first; of one day, the one under its agency's own name, then the fuller, then by id. A text that says it retells another never comes first of its day.
fn order_of_origin(set: &RecordSet, wordings: &[Wording]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..set.records.len()).collect();
    order.sort_by_key(|&document| {
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
            usize::MAX - wordings[document].words.len(),
            text.id.clone(),
        )
    });
    order
}

/// Pairs worth comparing: they share a shingle, or several names and numbers that few documents have.
fn candidates(wordings: &[Wording]) -> BTreeSet<(usize, usize)> {
    let mut by_shingle: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (document, wording) in wordings.iter().enumerate() {
        for shingle in &wording.shingle_set {
            by_shingle.entry(*shingle).or_default().push(document);
        }
        for name in wording.distinctive.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            by_name.entry(name).or_default().push(document);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for documents in by_shingle.values() {
        // A wire story of a thousand sites is tied through its first few: a chain is enough, all pairs are not needed.
        for (place, &one) in documents.iter().take(FIRST_FEW).enumerate() {
            for &other in &documents[place + 1..] {
                *shared.entry((one, other)).or_default() += NAMES_SHARED;
            }
        }
    }
    let often = (wordings.len() / 20).max(FIRST_FEW * 2);
    for documents in by_name.values().filter(|documents| documents.len() <= often) {
        for (place, &one) in documents.iter().enumerate() {
            for &other in &documents[place + 1..] {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    shared
        .into_iter()
        .filter(|(_, count)| *count >= NAMES_SHARED)
        .map(|(pair, _)| pair)
        .collect()
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

const FIRST_FEW: usize = 16;
const NAMES_SHARED: usize = 5;

/// How far apart, in days, two documents may be for one to be a copy of the other.
const DAYS_OF_COPY: i32 = 30;

pub(crate) fn days_apart(set: &RecordSet, one: usize, other: usize) -> Option<i32> {
    let day = |document: usize| set.day(document).as_deref().and_then(day_number);
    Some((day(one)? - day(other)?).abs())
}

fn tie(set: &RecordSet, actors: &Resolution, wordings: &[Wording], earlier: usize, later: usize) -> Option<Tie> {
    copy(set, wordings, earlier, later)
        .or_else(|| crate::briefings::same_briefing(set, actors, wordings, earlier, later))
}

/// The same words, whole or in part, or the same things told in the same order.
fn copy(set: &RecordSet, wordings: &[Wording], earlier: usize, later: usize) -> Option<Tie> {
    let (origin, text) = (&wordings[earlier], &wordings[later]);
    let enough = origin.shingle_set.len().min(text.shingle_set.len()) >= 8;
    let overlap = text.held_by(origin);
    let back = origin.held_by(text);
    let tie = |kind, why: String| {
        Some(Tie {
            to: earlier,
            kind,
            overlap,
            why,
        })
    };
    let credited = credited(set, earlier, later);
    if enough && overlap >= 0.6 {
        let kind = if back >= 0.6 {
            LineageKind::Reprint
        } else {
            LineageKind::Excerpt
        };
        let what = if kind == LineageKind::Reprint {
            ""
        } else {
            "; it leaves out much of the origin"
        };
        return tie(
            kind,
            format!(
                "{} of its five-word passages stand in {}{what}{}",
                percent(overlap),
                set.called(earlier),
                credit_clause(credited.as_deref())
            ),
        );
    }
    if enough && back >= 0.6 {
        return tie(
            LineageKind::Reprint,
            format!(
                "it holds {} of the five-word passages of {} and adds to them{}",
                percent(back),
                set.called(earlier),
                credit_clause(credited.as_deref())
            ),
        );
    }
    if days_apart(set, earlier, later).is_some_and(|days| days > DAYS_OF_COPY)
        || set.document(earlier).kind == DocumentKind::Statement
    {
        return None;
    }
    let (content, order) = (text.content_shared(origin), text.order_shared(origin));
    let long = text.distinctive.len().min(origin.distinctive.len()) >= 8;
    // Between articles on one affair by different hands, names and numbers agree in order for about a third; in a rewrite for more than half.
    let (least_content, least_order) = if credited.is_some() { (0.35, 0.4) } else { (0.4, 0.52) };
    if long && content >= least_content && order >= least_order {
        return tie(
            LineageKind::Rewrite,
            format!(
                "it tells the same things in the same order in other words: {} of its names and numbers follow {} one by one, and {} of its content words stand there{}",
                percent(order),
                set.called(earlier),
                percent(content),
                credit_clause(credited.as_deref())
            ),
        );
    }
    if let Some(outlet) = cited(set, earlier, later)
        && content >= 0.4
    {
        return tie(
            LineageKind::Cites,
            format!(
                "it gives what {outlet} reported as its source and repeats {} of its content words",
                percent(content)
            ),
        );
    }
    None
}

/// What names the earlier document's outlet or agency in the later: a credit, or the mark of a rewrite.
fn credited(set: &RecordSet, earlier: usize, later: usize) -> Option<String> {
    let (origin, text) = (set.document(earlier), set.document(later));
    let names: BTreeSet<String> = [&origin.publisher, &origin.credit]
        .into_iter()
        .flatten()
        .map(|name| folded(&name.value))
        .filter(|name| !name.is_empty())
        .collect();
    [
        (&text.credit, "it credits"),
        (&text.copied_from, "it says that it retells"),
        (&text.byline, "its byline names"),
    ]
    .into_iter()
    .find_map(|(stated, how)| {
        let value = &stated.as_ref()?.value;
        let folded_value = folded(value);
        let named = names
            .iter()
            .any(|name| folded_value == *name || format!(" {folded_value} ").contains(&format!(" {name} ")));
        named.then(|| format!("{how} {value}"))
    })
}

fn credit_clause(credited: Option<&str>) -> String {
    credited.map(|credited| format!("; {credited}")).unwrap_or_default()
}

/// The earlier document's outlet, where the later one's statements are the outlet's ("Reuters reported").
fn cited(set: &RecordSet, earlier: usize, later: usize) -> Option<String> {
    let publisher = &set.document(earlier).publisher.as_ref()?.value;
    let record = set.records[later];
    let outlet: BTreeSet<&str> = record
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Organisation && folded(&actor.name) == folded(publisher))
        .map(|actor| actor.id.as_str())
        .collect();
    let of_outlet = record.statements.iter().any(|statement| {
        statement
            .speakers
            .iter()
            .any(|speaker| outlet.contains(speaker.as_str()))
    });
    of_outlet.then(|| publisher.clone())
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

fn assemble(set: &RecordSet, wordings: &[Wording], order: &[usize], ties: &[Option<Tie>]) -> Lineages {
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
    for &origin in order.iter().filter(|&&document| root[document] == document) {
        let members: Vec<usize> = order
            .iter()
            .copied()
            .filter(|&document| root[document] == origin)
            .collect();
        for &member in &members {
            of[member] = lineages.len();
        }
        lineages.push(Lineage {
            id: format!("l-{}", set.document(origin).id),
            explanation: explain(set, origin, &members, ties),
            members: members
                .iter()
                .map(|&document| member(set, wordings, document, origin, ties))
                .collect(),
        });
    }
    Lineages {
        lineages,
        of,
        copied_from,
    }
}

fn member(
    set: &RecordSet,
    wordings: &[Wording],
    document: usize,
    origin: usize,
    ties: &[Option<Tie>],
) -> LineageMember {
    let id = set.document(document).id.clone();
    let Some(tie) = &ties[document] else {
        return LineageMember {
            document: id,
            kind: LineageKind::Original,
            overlap: 1.0,
            explanation: "the earliest of its lineage in the set".to_owned(),
            shared: Vec::new(),
        };
    };
    let passages = wordings[document].shared_passages(&wordings[tie.to], set.document(document), 3);
    LineageMember {
        document: id,
        kind: tie.kind,
        overlap: (wordings[document].held_by(&wordings[origin]) * 1000.0).round() / 1000.0,
        explanation: tie.why.clone(),
        shared: passages.iter().map(|span| set.anchor(document, span)).collect(),
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

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
