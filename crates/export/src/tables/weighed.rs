//! The tables of what the records amount to: claims, stances, evidence, provisions, figures, positions, lineages.

use super::{Cell, Rows, Table, real, text, truth, whole};
use crate::iri::{place, places};
use crate::{Choice, Dossier, ExportError};
use onrecord_extract::word;
use onrecord_weigh::EntryReference;

const CLAIM: (&str, &str, &str) = ("claim", "claims", "claim");
const ACTOR: (&str, &str, &str) = ("actor", "actors", "actor");

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "actors",
        row: "One actor across documents",
        columns: &[
            text("actor", "its id"),
            text("kind", "state, organisation, body, person, group, unnamed, narrator"),
            text("name", "name to print"),
            text("code", "ISO 3166-1 alpha-3, or the catalogue's"),
            text("office", "office as last described"),
            text("represents", "code of the state or body it speaks for"),
            whole("statements", "how many statements it made"),
            text("explanation", "why its mentions are one"),
        ],
        key: &["actor"],
        refers: &[],
        rows: actors,
    },
    Table {
        name: "claims",
        row: "What somebody is said to have done, as one claim across documents; never a fact",
        columns: &[
            text("claim", "its id"),
            text("text", "the claim in words"),
            text("type", "what kind of act"),
            text("status", "contested, uncontested, denied_only, retracted"),
            text("status_explanation", "why"),
            whole("origins_asserting", "independent origins that assert it"),
            whole("origins_denying", "independent origins that deny it"),
            text("modality", "the strongest that a speaker gives it"),
            text("place", "where, as printed"),
            text("earliest", "first day"),
            text("latest", "last day"),
            text("date_precision", "how exact"),
            text("part_of", "the broader claim it is a part of"),
            text(
                "unheard",
                "actors who answer for the act and of whom the case has no word",
            ),
            text("decided", "accepted or rejected by a person"),
            text("places", "the words that take a stance to it, and those that tell it"),
        ],
        key: &["claim"],
        refers: &[],
        rows: claims,
    },
    Table {
        name: "claim_roles",
        row: "One part in one claimed act",
        columns: &[
            text("claim", "the claim"),
            whole("ordinal", "from 0"),
            text("role", "attacker, target, supplier, recipient, item, weapon…"),
            text("actor", "the actor, where it is one"),
            text("class", "the catalogue's class, where it is a weapon"),
            text("name", "name to print"),
        ],
        key: &["claim", "ordinal"],
        refers: &[CLAIM],
        rows: claim_roles,
    },
    Table {
        name: "stances",
        row: "What one statement does to one claim",
        columns: &[
            text("claim", "the claim"),
            text("statement", "DOCUMENT/ENTRY"),
            text(
                "stance",
                "alleges, confirms, suggests, denies, partly_denies, disputes_evidence, retracts, declines",
            ),
            text("act", "the act of the statement"),
            text("speakers", "ids of the actors, a space between each two"),
            text("speaker_names", "as printed, joined by ;"),
            text("represents", "code of the state or body they speak for"),
            truth("blanket", "a denial that names no single act"),
            truth("narrator", "in the document's own voice"),
            truth("anonymous", "the source is not named"),
            text("relays", "the statement that the speaker only passes on"),
            truth("decided", "a person decided that it takes this stance"),
            text("date", "when it was said, else published"),
            text("explanation", "why it speaks of this claim"),
            text("places", "where the words stand"),
        ],
        key: &[],
        refers: &[CLAIM],
        rows: stances,
    },
    Table {
        name: "evidence",
        row: "Evidence offered for one claim, by rung",
        columns: &[
            text("claim", "the claim"),
            text(
                "kind",
                "debris, imagery, document, witness, intelligence, report, unspecified",
            ),
            text(
                "status",
                "asserted, shown, independently_examined, under_investigation, disputed",
            ),
            text("by", "who offers it, joined by ;"),
            text("places", "where the words stand"),
        ],
        key: &[],
        refers: &[CLAIM],
        rows: evidence,
    },
    Table {
        name: "engagements",
        row: "A provision that the claimed act would engage if it were so; never that it was violated",
        columns: &[
            text("claim", "the claim"),
            text("provision", "as S/RES/1718 (2006) ¶8(b)"),
            text("regime", "the regime"),
            text("conduct_of", "whose conduct is looked at"),
            truth("complete", "every element matches"),
            text("matched", "elements that match, each with why, joined by ;"),
            text("missing", "elements that do not, or are left open"),
            text("confidence", "how sure the catalogue is of the number: A, B, C"),
            truth("verified", "a person checked it against the resolution's text"),
            text("assumes", "claims without which it would not match"),
        ],
        key: &[],
        refers: &[CLAIM],
        rows: engagements,
    },
    Table {
        name: "toll_series",
        row: "Figures of people of one effect, population and incident or period",
        columns: &[
            whole("number", "from 1: which series it is"),
            text(
                "series",
                "what it counts, as an id; incidents told in the same words share it",
            ),
            text("effect", "killed, injured, missing…"),
            text("population", "who, as printed"),
            text("scope", "incident or cumulative"),
            text("about", "what incident or period"),
            text("country", "ISO 3166-1 alpha-3"),
            text("rule", "the rule by which low, best and high were chosen"),
            whole("low", "lowest"),
            whole("best", "best"),
            whole("high", "highest"),
        ],
        key: &["number", "rule"],
        refers: &[],
        rows: toll_series,
    },
    Table {
        name: "toll_points",
        row: "One figure of one series",
        columns: &[
            whole("number", "the number of the series"),
            text("series", "its id"),
            text("toll", "DOCUMENT/ENTRY"),
            whole("low", "least"),
            whole("high", "most"),
            text("bound", "what the words say of the number"),
            text("date", "as of when, else published"),
            text("sources", "who gives it, joined by ;"),
            text("lineage", "the lineage of the document"),
            text("set_aside", "why it counts for nothing, where it does not"),
            text("places", "where the words stand"),
        ],
        key: &["number", "toll"],
        refers: &[],
        rows: toll_points,
    },
    Table {
        name: "positions",
        row: "What one actor holds of one claim at one time",
        columns: &[
            text("actor", "the actor"),
            text("claim", "the claim"),
            whole("ordinal", "from 0"),
            text("date", "when"),
            text("stance", "the stance"),
            text("statement", "DOCUMENT/ENTRY"),
            truth("changed", "the stance changed over time"),
        ],
        key: &["actor", "claim", "ordinal"],
        refers: &[CLAIM, ACTOR],
        rows: positions,
    },
    Table {
        name: "lineages",
        row: "One document of one group that shares an origin",
        columns: &[
            text("lineage", "the group"),
            text("document", "the document"),
            text("kind", "original, reprint, excerpt, rewrite, cites, same_briefing"),
            real("overlap", "share of its shingles that the origin has, 0 to 1"),
            text("source", "the document it was taken from"),
            text("explanation", "why"),
            text("places", "the longest shared passages"),
        ],
        key: &["document"],
        refers: &[],
        rows: lineages,
    },
    Table {
        name: "flags",
        row: "What to look at twice",
        columns: &[
            text("code", "a short code"),
            text("reason", "why"),
            text("entry", "DOCUMENT/ENTRY"),
            text("places", "where the words stand"),
        ],
        key: &[],
        refers: &[],
        rows: flags,
    },
];

pub(crate) fn reference(entry: &EntryReference) -> String {
    format!("{}/{}", entry.document, entry.entry)
}

fn at(anchors: &[onrecord_weigh::Anchor]) -> String {
    places(anchors.iter().map(|anchor| (anchor.document.as_str(), &anchor.span)))
}

fn actors(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for actor in &dossier.standing.actors {
        rows(&[
            Cell::from(&actor.id),
            Cell::from(word(&actor.kind)),
            Cell::from(&actor.name),
            Cell::from(actor.code.as_ref()),
            Cell::from(actor.office.as_ref()),
            Cell::from(actor.represents.as_ref()),
            Cell::from(actor.statements),
            Cell::from(&actor.explanation),
        ])?;
    }
    Ok(())
}

fn claims(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in &dossier.standing.propositions {
        let date = claim.date.as_ref();
        rows(&[
            Cell::from(&claim.id),
            Cell::from(&claim.text),
            Cell::from(word(&claim.event_type)),
            Cell::from(word(&claim.status)),
            Cell::from(&claim.status_explanation),
            Cell::from(claim.origins_asserting.count),
            Cell::from(claim.origins_denying.count),
            Cell::from(word(&claim.modality)),
            Cell::from(claim.place.as_ref()),
            Cell::from(date.and_then(|date| date.earliest.as_ref())),
            Cell::from(date.and_then(|date| date.latest.as_ref())),
            Cell::from(date.map(|date| word(&date.precision))),
            Cell::from(claim.part_of.as_ref()),
            Cell::from(claim.coverage.as_ref().map(|coverage| coverage.unheard.join(" "))),
            Cell::from(dossier.judged(&claim.id)),
            Cell::from(places(dossier.places(claim))),
        ])?;
    }
    Ok(())
}

fn claim_roles(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in &dossier.standing.propositions {
        for (ordinal, role) in claim.roles.iter().enumerate() {
            rows(&[
                Cell::from(&claim.id),
                Cell::from(ordinal),
                Cell::from(word(&role.role)),
                Cell::from(role.actor.as_ref()),
                Cell::from(role.class.as_ref()),
                Cell::from(&role.name),
            ])?;
        }
    }
    Ok(())
}

fn stances(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in &dossier.standing.propositions {
        for stance in &claim.stances {
            rows(&[
                Cell::from(&claim.id),
                Cell::from(reference(&stance.statement)),
                Cell::from(word(&stance.stance)),
                Cell::from(word(&stance.act)),
                Cell::from(stance.speakers.join(" ")),
                Cell::from(stance.speaker_names.join("; ")),
                Cell::from(stance.represents.as_ref()),
                Cell::from(stance.blanket),
                Cell::from(stance.narrator),
                Cell::from(stance.anonymous),
                Cell::from(stance.relays.as_ref().map(reference)),
                Cell::from(stance.decided),
                Cell::from(stance.date.as_ref()),
                Cell::from(&stance.explanation),
                Cell::from(at(&stance.anchors)),
            ])?;
        }
    }
    Ok(())
}

fn evidence(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for claim in &dossier.standing.propositions {
        for evidence in &claim.evidence {
            rows(&[
                Cell::from(&claim.id),
                Cell::from(word(&evidence.kind)),
                Cell::from(word(&evidence.status)),
                Cell::from(evidence.by.join("; ")),
                Cell::from(place(&evidence.anchor.document, &evidence.anchor.span)),
            ])?;
        }
    }
    Ok(())
}

fn engagements(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    let elements = |elements: &[onrecord_weigh::Element]| {
        let words: Vec<String> = elements
            .iter()
            .map(|element| format!("{}: {}", element.name, element.reason))
            .collect();
        words.join("; ")
    };
    for claim in &dossier.standing.propositions {
        for engagement in &claim.provisions {
            rows(&[
                Cell::from(&claim.id),
                Cell::from(&engagement.provision),
                Cell::from(&engagement.regime),
                Cell::from(&engagement.conduct_of),
                Cell::from(engagement.complete),
                Cell::from(elements(&engagement.matched)),
                Cell::from(elements(&engagement.missing)),
                Cell::from(&engagement.confidence),
                Cell::from(engagement.verified),
                Cell::from(engagement.assumes.join(" ")),
            ])?;
        }
    }
    Ok(())
}

fn toll_series(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for (series, number) in dossier.standing.tolls.iter().zip(1u32..) {
        for summary in std::iter::once(&series.summary).chain(&series.by_rule) {
            rows(&[
                Cell::from(number),
                Cell::from(&series.id),
                Cell::from(word(&series.effect)),
                Cell::from(&series.population),
                Cell::from(word(&series.scope)),
                Cell::from(&series.about),
                Cell::from(series.country.as_ref()),
                Cell::from(&summary.rule),
                Cell::from(summary.low),
                Cell::from(summary.best),
                Cell::from(summary.high),
            ])?;
        }
    }
    Ok(())
}

fn toll_points(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for (series, number) in dossier.standing.tolls.iter().zip(1u32..) {
        for point in &series.points {
            rows(&[
                Cell::from(number),
                Cell::from(&series.id),
                Cell::from(reference(&point.toll)),
                Cell::from(point.low),
                Cell::from(point.high),
                Cell::from(word(&point.bound)),
                Cell::from(point.date.as_ref()),
                Cell::from(point.sources.join("; ")),
                Cell::from(&point.lineage),
                Cell::from(point.set_aside.as_ref()),
                Cell::from(place(&point.anchor.document, &point.anchor.span)),
            ])?;
        }
    }
    Ok(())
}

fn positions(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for position in &dossier.standing.positions {
        for (ordinal, stance) in position.stances.iter().enumerate() {
            rows(&[
                Cell::from(&position.actor),
                Cell::from(&position.proposition),
                Cell::from(ordinal),
                Cell::from(stance.date.as_ref()),
                Cell::from(word(&stance.stance)),
                Cell::from(reference(&stance.statement)),
                Cell::from(position.changed),
            ])?;
        }
    }
    Ok(())
}

fn lineages(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for lineage in &dossier.standing.lineages {
        for member in &lineage.members {
            rows(&[
                Cell::from(&lineage.id),
                Cell::from(&member.document),
                Cell::from(word(&member.kind)),
                Cell::from(member.overlap),
                Cell::from(member.source.as_ref()),
                Cell::from(&member.explanation),
                Cell::from(at(&member.shared)),
            ])?;
        }
    }
    Ok(())
}

fn flags(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    for flag in &dossier.standing.flags {
        rows(&[
            Cell::from(&flag.code),
            Cell::from(&flag.reason),
            Cell::from(reference(&flag.entry)),
            Cell::from(at(&flag.anchors)),
        ])?;
    }
    Ok(())
}
