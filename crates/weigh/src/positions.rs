//! What each actor holds of each claim over time, and whether it changed.

use onrecord_extract::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

use crate::actors::Resolution;
use crate::{DatedStance, Position, Proposition, Stance};

/// Positions of everybody who speaks under a name; a person's count as those of the state or body it speaks for.
pub(crate) fn positions(resolution: &Resolution, propositions: &[Proposition]) -> Vec<Position> {
    let mut held: BTreeMap<(String, &str), Vec<DatedStance>> = BTreeMap::new();
    for proposition in propositions {
        for entry in proposition
            .stances
            .iter()
            .filter(|entry| !entry.narrator && !entry.anonymous && entry.relays.is_none())
        {
            let holders: BTreeSet<String> = entry
                .speakers
                .iter()
                .map(|speaker| resolution.answerable(speaker))
                .filter(|holder| {
                    !matches!(
                        resolution.kind(holder),
                        Some(ActorKind::Group | ActorKind::Unnamed | ActorKind::Narrator)
                    ) || holder.starts_with("office:")
                })
                .collect();
            for holder in holders {
                held.entry((holder, &proposition.id)).or_default().push(DatedStance {
                    date: entry.date.clone(),
                    stance: entry.stance,
                    statement: entry.statement.clone(),
                });
            }
        }
    }
    held.into_iter()
        .map(|((actor, proposition), mut stances)| {
            stances.sort_by(|one, other| {
                // What is taken back was held before, also on the same day.
                let key = |dated: &DatedStance| {
                    (
                        dated.date.is_none(),
                        dated.date.clone(),
                        dated.stance == Stance::Retracts,
                    )
                };
                (key(one), &one.statement, one.stance).cmp(&(key(other), &other.statement, other.stance))
            });
            Position {
                actor,
                proposition: proposition.to_owned(),
                changed: changed(&stances),
                stances,
            }
        })
        .collect()
}

/// Alleging and confirming are one side, denying wholly or in part another; saying nothing is none.
fn changed(stances: &[DatedStance]) -> bool {
    let side = |stance| match stance {
        Stance::Alleges | Stance::Confirms | Stance::Suggests => Some(0),
        Stance::Denies | Stance::PartlyDenies => Some(1),
        Stance::DisputesEvidence => Some(2),
        Stance::Retracts => Some(3),
        Stance::Declines => None,
    };
    stances
        .iter()
        .filter_map(|dated| side(dated.stance))
        .collect::<BTreeSet<_>>()
        .len()
        > 1
}
