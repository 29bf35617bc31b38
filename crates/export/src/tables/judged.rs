//! The table of a person's decisions: never mixed with what the machine derives.

use super::{Cell, Rows, Table, text, truth, whole};
use crate::{Choice, Dossier, ExportError};
use onrecord_weigh::in_force;

pub(super) const TABLES: &[Table] = &[Table {
    name: "decisions",
    row: "One decision of a person, also those taken back",
    columns: &[
        whole("number", "from 1"),
        text("at", "when (RFC 3339, UTC)"),
        text("who", "who"),
        text("subject", "an actor, a claim, DOCUMENT/ENTRY, or a decision's number"),
        text("what", "what was decided"),
        text("why", "why, in words"),
        truth("in_force", "not taken back"),
    ],
    key: &["number"],
    refers: &[],
    rows: decisions,
}];

fn decisions(dossier: &Dossier, _: Choice, rows: Rows) -> Result<(), ExportError> {
    let standing: Vec<u32> = in_force(dossier.decisions)
        .iter()
        .map(|decision| decision.number)
        .collect();
    for decision in dossier.decisions {
        rows(&[
            Cell::from(decision.number),
            Cell::from(&decision.at),
            Cell::from(&decision.who),
            Cell::from(&decision.subject),
            Cell::from(&decision.what),
            Cell::from(&decision.why),
            Cell::from(standing.contains(&decision.number)),
        ])?;
    }
    Ok(())
}
