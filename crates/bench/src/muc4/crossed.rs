//! Chooses the odds from which an answer is yes, so that the six slots are told best of messages that the models have not seen.

use onrecord_extract::Reading;
use onrecord_extract::incidents::model::{DESCRIBED, NAMED, PARTS};
use onrecord_extract::incidents::{Answers, IncidentKind, Odds, choose};
use rayon::prelude::*;

use super::corpus::{Filler, Message, SLOTS};
use super::kind_name;
use super::score::{self, Measure, Proposed};
use crate::resample::Counts;

/// The odds that are tried.
const TRIED: [f32; 9] = [-2.4, -2.0, -1.6, -1.3, -1.0, -0.7, -0.4, -0.1, 0.3];

/// Odds that are no higher than this, whatever the messages say: that a document tells an attack, and that a phrase is the name of a victim. A
/// report of one sentence, of which the corpus has none, gives little to be sure by; on the corpus it costs nothing that can be measured.
const AT_MOST: [(usize, f32); 2] = [(0, -2.4), (IncidentKind::ALL.len() + NAMED, -1.6)];

fn too_high(number: usize, odds: f32) -> bool {
    AT_MOST.iter().any(|(capped, most)| *capped == number && odds > *most)
}

/// The best odds, one after the other, twice around; what they reach is printed.
pub(super) fn odds(messages: &[Message], times: &[usize], readings: &[Reading], answers: &[Answers]) -> Odds {
    let all: Vec<usize> = (0..messages.len()).collect();
    let six_slots = |odds: &Odds| six_slots(&all, messages, readings, answers, odds);
    let mut best = Odds::default();
    best.kinds[0] = AT_MOST[0].1;
    best.parts[NAMED] = AT_MOST[1].1;
    let mut reached = six_slots(&best).f1();
    for _ in 0..2 {
        for number in 0..IncidentKind::ALL.len() + PARTS {
            for tried in TRIED.into_iter().filter(|tried| !too_high(number, *tried)) {
                let mut odds = best;
                match number.checked_sub(IncidentKind::ALL.len()) {
                    None => odds.kinds[number] = tried,
                    Some(part) => odds.parts[part] = tried,
                }
                let sum = six_slots(&odds).f1();
                if sum > reached {
                    (best, reached) = (odds, sum);
                }
            }
        }
    }
    // The six slots do not ask for descriptions of victims.
    let of_described = |odds: f32| {
        let mut with = best;
        with.parts[DESCRIBED] = odds;
        described(messages, readings, answers, &with).f1()
    };
    let (odds, sum) = TRIED.iter().fold((TRIED[0], 0.0), |(odds, sum), &tried| {
        let reached = of_described(tried);
        if reached > sum { (tried, reached) } else { (odds, sum) }
    });
    println!("Descriptions of victims: {sum:.3} from {odds}");
    best.parts[DESCRIBED] = odds;
    println!("Odds: {best:?}");
    for (name, of) in [("earlier", 1), ("later", super::learn::LATER)] {
        let own: Vec<usize> = (0..messages.len()).filter(|&at| times[at] == of).collect();
        let sum = self::six_slots(&own, messages, readings, answers, &best);
        println!(
            "Six slots of {} {name} messages, by models that have not learned from them: {:.3} {:.3} {:.3}",
            own.len(),
            sum.precision(),
            sum.recall(),
            sum.f1()
        );
    }
    best
}

/// Counts of some messages.
fn six_slots(of: &[usize], messages: &[Message], readings: &[Reading], answers: &[Answers], odds: &Odds) -> Counts {
    of.par_iter()
        .map(|&at| {
            let proposed: Vec<Proposed> = choose(&readings[at], &answers[at], odds)
                .into_iter()
                .map(|(kind, own)| {
                    let mut slots: [Vec<String>; SLOTS.len()] = Default::default();
                    for chosen in own.iter().filter(|chosen| chosen.part < SLOTS.len()) {
                        slots[chosen.part].push(chosen.phrase.key.clone());
                    }
                    Proposed {
                        kind: kind_name(kind),
                        slots,
                    }
                })
                .collect();
            score::exact(&messages[at], &proposed)
        })
        .collect::<Vec<Counts>>()
        .into_iter()
        .sum()
}

fn described(messages: &[Message], readings: &[Reading], answers: &[Answers], odds: &Odds) -> Counts {
    messages
        .par_iter()
        .zip(readings)
        .zip(answers)
        .map(|((message, reading), answers)| {
            let incidents = choose(reading, answers, odds);
            let read: Vec<String> = incidents
                .iter()
                .flat_map(|(_, own)| own)
                .filter(|chosen| chosen.part == DESCRIBED)
                .map(|chosen| chosen.phrase.key.clone())
                .collect();
            let gold: Vec<Filler> = message
                .templates
                .iter()
                .flat_map(|template| template.described.iter().cloned())
                .collect();
            Counts {
                correct: score::paired(Measure::Exact, &read, &gold).iter().flatten().count() as u32,
                proposed: read.len() as u32,
                expected: gold.len() as u32,
            }
        })
        .collect::<Vec<Counts>>()
        .into_iter()
        .sum()
}
