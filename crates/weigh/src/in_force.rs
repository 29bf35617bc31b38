//! Which decisions count: none that was taken back, and, where four eyes are wanted, none that a second person has not confirmed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::{Decision, Ruling};

/// How a decision stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionState {
    /// The decision's number.
    pub number: u32,
    /// It counts in weighing.
    pub in_force: bool,
    /// It waits for a second person, who has to confirm it.
    pub pending: bool,
    /// The decision in force that takes it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<u32>,
    /// Who else holds it to be right, in the order in which they said so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<String>,
    /// Who else holds it to be wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputed_by: Vec<String>,
}

/// Names of one person, however they are written.
pub(crate) fn is_same_person(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(one) == folded(other)
}

/// How every decision stands, by number.
///
/// Where four eyes are wanted, a decision counts once somebody else has confirmed it and as long as nobody else disputes it; it is the
/// rule of the time at which it was taken that counts, and putting an end to the rule is a decision under it. Without four eyes a
/// dispute is kept and shown, and changes nothing. Who takes back a decision of their own needs nobody.
pub fn decisions_in_force(decisions: &[Decision]) -> Vec<DecisionState> {
    let mut ordered: Vec<&Decision> = decisions.iter().collect();
    ordered.sort_by_key(|decision| decision.number);
    let by_number: BTreeMap<u32, &Decision> = ordered.iter().map(|decision| (decision.number, *decision)).collect();
    // Whether a decision counts hangs on later ones alone, so the last is settled first; the rule of four eyes, which looks back, before all.
    let rule = FourEyesRule::of(&ordered);
    let mut states: BTreeMap<u32, DecisionState> = BTreeMap::new();
    let mut about: BTreeMap<u32, Vec<&Decision>> = BTreeMap::new();
    for decision in &ordered {
        if let Ok(of) = decision.subject.parse::<u32>() {
            about.entry(of).or_default().push(decision);
        }
    }
    for decision in ordered.iter().rev() {
        let spoken_of = about.get(&decision.number).into_iter().flatten();
        let later = spoken_of.filter(|other| other.number > decision.number);
        let (mut undone_by, mut voices) = (None, Vec::<(&str, bool)>::new());
        for other in later {
            let counts = states.get(&other.number).is_some_and(|state| state.in_force);
            match other.what.parse() {
                Ok(Ruling::Undo) if counts && switch(decision).is_none() => {
                    undone_by = undone_by.or(Some(other.number))
                }
                Ok(said @ (Ruling::Confirm | Ruling::Dispute))
                    if counts && !is_same_person(&other.who, &decision.who) =>
                {
                    // Who changes their mind has one voice, the last.
                    voices.retain(|(who, _)| !is_same_person(who, &other.who));
                    voices.push((&other.who, said == Ruling::Confirm));
                }
                _ => {}
            }
        }
        let who = |wanted: bool| -> Vec<String> {
            let of = voices.iter().filter(|(_, confirms)| *confirms == wanted);
            of.map(|(who, _)| (*who).to_owned()).collect()
        };
        let (confirmed_by, disputed_by) = (who(true), who(false));
        let pending = match switch(decision) {
            Some(_) => rule.waiting.contains(&decision.number),
            None => {
                rule.wanted.contains(&decision.number)
                    && needs_second(decision, &by_number)
                    && undone_by.is_none()
                    && (confirmed_by.is_empty() || !disputed_by.is_empty())
            }
        };
        states.insert(
            decision.number,
            DecisionState {
                number: decision.number,
                in_force: undone_by.is_none() && !pending,
                pending,
                undone_by,
                confirmed_by,
                disputed_by,
            },
        );
    }
    states.into_values().collect()
}

/// The decisions in force, in their order, without those that take back.
pub fn in_force(decisions: &[Decision]) -> Vec<&Decision> {
    let counting: BTreeSet<u32> = (decisions_in_force(decisions).into_iter())
        .filter(|state| state.in_force)
        .map(|state| state.number)
        .collect();
    let mut decisions: Vec<&Decision> = decisions
        .iter()
        .filter(|decision| counting.contains(&decision.number) && decision.what.parse() != Ok(Ruling::Undo))
        .collect();
    decisions.sort_by_key(|decision| decision.number);
    decisions
}

/// Whether four eyes are wanted now.
pub fn wants_four_eyes(decisions: &[Decision]) -> bool {
    let states = decisions_in_force(decisions);
    let mut switches: Vec<(u32, bool)> = decisions
        .iter()
        .filter(|decision| {
            states
                .iter()
                .any(|state| state.number == decision.number && state.in_force)
        })
        .filter_map(|decision| switch(decision).map(|on| (decision.number, on)))
        .collect();
    switches.sort_unstable();
    switches.last().is_some_and(|(_, on)| *on)
}

fn switch(decision: &Decision) -> Option<bool> {
    match decision.what.parse() {
        Ok(Ruling::FourEyes(on)) => Some(on),
        _ => None,
    }
}

/// Whether a decision is of those that a second person looks at: voices and remarks speak for themselves, and so does who takes back
/// what was their own.
fn needs_second(decision: &Decision, by_number: &BTreeMap<u32, &Decision>) -> bool {
    match decision.what.parse() {
        Ok(Ruling::Note | Ruling::Confirm | Ruling::Dispute) | Err(_) => false,
        Ok(Ruling::Undo) => {
            let of = decision
                .subject
                .parse()
                .ok()
                .and_then(|number: u32| by_number.get(&number));
            of.is_none_or(|of| !is_same_person(&of.who, &decision.who))
        }
        Ok(_) => true,
    }
}

/// Where in the list of decisions four eyes were wanted: from a switch on, until somebody else confirmed the one that puts an end to it.
/// A switch cannot be taken back, so that nobody ends the rule alone.
#[derive(Default)]
struct FourEyesRule {
    /// The decisions taken under the rule.
    wanted: BTreeSet<u32>,
    /// Switches off that nobody else confirmed.
    waiting: BTreeSet<u32>,
}

impl FourEyesRule {
    fn of(ordered: &[&Decision]) -> Self {
        let mut rule = Self::default();
        let mut on = false;
        let mut waiting: BTreeMap<u32, &str> = BTreeMap::new();
        for decision in ordered {
            if on {
                rule.wanted.insert(decision.number);
            }
            match decision.what.parse() {
                Ok(Ruling::FourEyes(true)) => on = true,
                Ok(Ruling::FourEyes(false)) if on => {
                    waiting.insert(decision.number, &decision.who);
                }
                Ok(Ruling::Confirm) => {
                    let of = decision.subject.parse().unwrap_or_default();
                    if waiting.get(&of).is_some_and(|who| !is_same_person(who, &decision.who)) {
                        waiting.remove(&of);
                        on = false;
                    }
                }
                _ => {}
            }
        }
        rule.waiting = waiting.into_keys().collect();
        rule
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `who: subject what`, a decision a line, numbered from 1.
    fn decisions(lines: &[&str]) -> Vec<Decision> {
        lines
            .iter()
            .zip(1..)
            .map(|(line, number)| {
                let (who, rest) = line.split_once(": ").unwrap_or_default();
                let (subject, what) = rest.split_once(' ').unwrap_or_default();
                Decision {
                    number,
                    at: "2026-03-02T10:00:00Z".into(),
                    who: who.into(),
                    subject: subject.into(),
                    what: what.into(),
                    why: "checked".into(),
                }
            })
            .collect()
    }

    fn in_force(lines: &[&str]) -> Vec<u32> {
        decisions_in_force(&decisions(lines))
            .iter()
            .filter(|state| state.in_force)
            .map(|state| state.number)
            .collect()
    }

    #[test]
    fn without_four_eyes_a_dispute_is_kept_and_changes_nothing() {
        let lines = ["Ada: d/s1 reject", "Ben: 1 dispute"];
        assert_eq!(in_force(&lines), [1, 2]);
        let states = decisions_in_force(&decisions(&lines));
        assert_eq!(states[0].disputed_by, ["Ben"]);
        assert!(!states[0].pending);
    }

    #[test]
    fn with_four_eyes_a_decision_waits_for_somebody_else() {
        let waiting = ["Ada: case four eyes on", "Ada: d/s1 reject"];
        assert_eq!(in_force(&waiting), [1]);
        assert!(decisions_in_force(&decisions(&waiting))[1].pending);
        assert_eq!(in_force(&[&waiting[..], &["ADA: 2 confirm"]].concat()), [1, 3]);
        assert_eq!(in_force(&[&waiting[..], &["Ben: 2 confirm"]].concat()), [1, 2, 3]);
    }

    #[test]
    fn with_four_eyes_a_disputed_decision_waits_until_the_dispute_is_taken_back() {
        let disputed = [
            "Ada: case four eyes on",
            "Ada: d/s1 reject",
            "Ben: 2 confirm",
            "Cem: 2 dispute",
        ];
        assert_eq!(in_force(&disputed), [1, 3, 4]);
        assert_eq!(in_force(&[&disputed[..], &["Cem: 4 undo"]].concat()), [1, 2, 3, 5]);
        assert_eq!(
            in_force(&[&disputed[..], &["Cem: 2 confirm"]].concat()),
            [1, 2, 3, 4, 5]
        );
    }

    #[test]
    fn who_takes_back_their_own_decision_needs_nobody_and_who_takes_back_anothers_does() {
        let taken = ["Ada: case four eyes on", "Ada: d/s1 reject", "Ben: 2 confirm"];
        assert_eq!(in_force(&[&taken[..], &["Ada: 2 undo"]].concat()), [1, 3, 4]);
        assert_eq!(in_force(&[&taken[..], &["Ben: 2 undo"]].concat()), [1, 2, 3]);
        assert_eq!(
            in_force(&[&taken[..], &["Ben: 2 undo", "Cem: 4 confirm"]].concat()),
            [1, 3, 4, 5]
        );
    }

    #[test]
    fn nobody_ends_four_eyes_alone() {
        let ended = ["Ada: case four eyes on", "Ada: case four eyes off", "Ada: d/s1 reject"];
        assert_eq!(in_force(&ended), [1]);
        assert!(wants_four_eyes(&decisions(&ended)));
        let confirmed = [
            "Ada: case four eyes on",
            "Ada: case four eyes off",
            "Ben: 2 confirm",
            "Ada: d/s1 reject",
        ];
        assert_eq!(in_force(&confirmed), [1, 2, 3, 4]);
        assert!(!wants_four_eyes(&decisions(&confirmed)));
        let taken_back = ["Ada: case four eyes on", "Ada: 1 undo", "Ada: d/s1 reject"];
        assert!(wants_four_eyes(&decisions(&taken_back)));
        assert_eq!(in_force(&taken_back), [1, 2]);
    }

    #[test]
    fn what_was_decided_before_four_eyes_were_wanted_goes_on_counting() {
        assert_eq!(in_force(&["Ada: d/s1 reject", "Ada: case four eyes on"]), [1, 2]);
    }
}
