//! Several incidents of one kind in one document: what befalls people and things some sentences apart is told of different acts.

use super::candidates::Place;
use super::choice::Chosen;
use super::model::{DESCRIBED, NAMED};
use crate::reading::Reading;

/// Part of the things aimed at.
const TARGET: usize = 2;
/// Sentences from one victim or target to the next within one incident, at most.
const APART: usize = 1;

/// What was chosen of one kind, parted where the victims and targets stand apart. Whoever did it, and with what, goes to the incidents that are
/// told nearest to where they stand.
pub(super) fn apart<'p>(reading: &Reading, own: Vec<Chosen<'p>>) -> Vec<Vec<Chosen<'p>>> {
    let sentences = Sentences::new(reading);
    let befallen = |chosen: &Chosen| matches!(chosen.part, TARGET | NAMED);
    let mut first: Vec<(usize, usize)> = own
        .iter()
        .enumerate()
        .filter(|(_, chosen)| befallen(chosen))
        .filter_map(|(at, chosen)| Some((sentences.of(chosen).min()?, at)))
        .collect();
    first.sort_unstable();
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    for one in first {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| one.0 <= last.0 + APART) => group.push(one),
            _ => groups.push(vec![one]),
        }
    }
    if groups.len() < 2 {
        return vec![own];
    }
    let mut incidents: Vec<Vec<Chosen>> = vec![Vec::new(); groups.len()];
    for (at, chosen) in own.into_iter().enumerate() {
        if let Some(group) = groups.iter().position(|group| group.iter().any(|one| one.1 == at)) {
            incidents[group].push(chosen);
            continue;
        }
        let far: Vec<usize> = groups
            .iter()
            .map(|group| {
                let between = |sentence: usize| group.iter().map(move |one| one.0.abs_diff(sentence));
                sentences.of(&chosen).flat_map(between).min().unwrap_or(usize::MAX)
            })
            .collect();
        let nearest = far.iter().copied().min().unwrap_or_default();
        let only = far.iter().position(|far| *far == nearest);
        for (group, far) in far.iter().enumerate() {
            let near = match chosen.part {
                DESCRIBED => Some(group) == only,
                _ => *far == nearest || *far <= APART,
            };
            if near {
                incidents[group].push(chosen.clone());
            }
        }
    }
    incidents
}

/// The sentences of a document, counted through all blocks.
struct Sentences<'r> {
    reading: &'r Reading<'r>,
    before: Vec<usize>,
}

impl<'r> Sentences<'r> {
    fn new(reading: &'r Reading<'r>) -> Self {
        let counts = (0..reading.blocks.len()).map(|block| reading.annotated(block).sentences().len());
        Sentences {
            reading,
            before: counts
                .scan(0, |sum, count| {
                    *sum += count;
                    Some(*sum - count)
                })
                .collect(),
        }
    }

    fn of<'s>(&'s self, chosen: &'s Chosen) -> impl Iterator<Item = usize> + 's {
        chosen.phrase.places.iter().map(|place: &Place| {
            let a = self.reading.annotated(place.block);
            let earlier = a
                .sentences()
                .iter()
                .filter(|sentence| sentence.end <= place.head)
                .count();
            self.before[place.block] + earlier
        })
    }
}
