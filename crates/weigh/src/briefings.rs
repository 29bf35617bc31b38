//! Reports of one briefing or of one statement: different hands, one origin for what was said there.

use onrecord_document::DocumentKind;
use onrecord_extract::{ActorKind, Statement};

use crate::LineageKind;
use crate::actors::Resolution;
use crate::lineage::Texts;
use crate::lineage::{Tie, days_apart};
use crate::names::folded;
use crate::set::RecordSet;

/// How many days apart two documents may be to report one briefing.
const DAYS_OF_BRIEFING: i32 = 3;

/// Two reports of one briefing, or a report of a statement that is in the set itself.
pub(crate) fn same_briefing(
    set: &RecordSet,
    actors: &Resolution,
    texts: &Texts,
    earlier: usize,
    later: usize,
) -> Option<Tie> {
    let statement = DocumentKind::Statement;
    let (first, second) = (set.document(earlier).kind, set.document(later).kind);
    let days = days_apart(set, earlier, later)?;
    if first == statement && second != statement && days <= DAYS_OF_BRIEFING {
        return report_of(set, actors, texts, earlier, later);
    }
    // A report may carry an earlier hour than the statement it reports.
    if second == statement && first != statement && days <= 1 {
        let mut tie = report_of(set, actors, texts, later, earlier)?;
        tie.to = earlier;
        return Some(tie);
    }
    let narrated = |kind| matches!(kind, DocumentKind::Report | DocumentKind::Rewrite);
    if !narrated(first) || !narrated(second) || days > DAYS_OF_BRIEFING {
        return None;
    }
    if !texts.sketches[later].quotes_with(&texts.sketches[earlier]) {
        return None;
    }
    let shared = texts
        .wording(set, later)
        .quotes_in_common(&texts.sketches[earlier], set.document(later));
    let quote = shared.iter().find(|quote| {
        let here = speakers_of(set, later, &quote.exact);
        let there = speakers_of(set, earlier, &quote.exact);
        here.iter().any(|one| {
            there
                .iter()
                .any(|other| same_source(set, actors, (later, one), (earlier, other)))
        })
    })?;
    Some(Tie {
        to: earlier,
        kind: LineageKind::SameBriefing,
        overlap: texts.sketches[later].held_by(&texts.sketches[earlier]),
        why: format!(
            "both quote the same words of the same source, “{}”, {}: another report of what was said there",
            quote.exact,
            match days {
                0 => "on the same day".to_owned(),
                1 => "a day apart".to_owned(),
                days => format!("{days} days apart"),
            }
        ),
    })
}

/// Statements of a document whose words hold a quoted passage.
fn speakers_of<'records>(set: &RecordSet<'records>, document: usize, quote: &str) -> Vec<&'records Statement> {
    let begin: String = folded(quote).chars().take(30).collect();
    set.records[document]
        .statements
        .iter()
        .filter(|statement| {
            !statement.narrator
                && statement
                    .content
                    .iter()
                    .any(|span| folded(&span.exact).contains(&begin))
        })
        .collect()
}

/// Two sources who can be one: the same actor, or two unnamed ones who speak for the same state.
fn same_source(set: &RecordSet, actors: &Resolution, one: (usize, &Statement), other: (usize, &Statement)) -> bool {
    one.1.speakers.iter().any(|here| {
        other.1.speakers.iter().any(|there| {
            let same = actors.of(one.0, here).is_some_and(|here| actors.of(other.0, there) == Some(here));
            let unnamed = |(document, id): (usize, &str)| {
                let actor = set.actor(document, id)?;
                (actor.kind == ActorKind::Unnamed).then(|| actor.represents.as_ref().map(|stated| stated.value.as_str()))
            };
            let alike = matches!((unnamed((one.0, here)), unnamed((other.0, there))), (Some(one), Some(other)) if one == other || one.is_none() || other.is_none());
            same || alike
        })
    })
}

/// A report that rests on a statement: its quotations are the statement's words, or its joint signatories are the statement's.
fn report_of(set: &RecordSet, actors: &Resolution, texts: &Texts, statement: usize, report: usize) -> Option<Tie> {
    let (shared, all) = texts.wording(set, report).quoted_words_in(&texts.sketches[statement]);
    let overlap = texts.sketches[report].held_by(&texts.sketches[statement]);
    if shared * 3 >= all && shared >= 8 {
        let why = format!(
            "{shared} of the {all} words that it quotes are words of the statement of {}",
            set.called(statement)
        );
        return Some(Tie {
            to: statement,
            kind: LineageKind::SameBriefing,
            overlap,
            why,
        });
    }
    let (signed, reported) = (
        crate::flags::signatories(set, actors, statement)?,
        crate::flags::signatories(set, actors, report)?,
    );
    let common = signed.intersection(&reported).count();
    if common >= 3 && common * 3 >= signed.union(&reported).count() * 2 {
        let why = format!(
            "it reports a joint statement of whose signatories {common} are those of {}",
            set.called(statement)
        );
        return Some(Tie {
            to: statement,
            kind: LineageKind::SameBriefing,
            overlap,
            why,
        });
    }
    None
}
