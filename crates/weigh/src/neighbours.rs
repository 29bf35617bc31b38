//! Which earlier documents each document is worth comparing with: an inverted index of passages and of names in their order.
//!
//! Every document asks for the earliest and the latest few documents before it that have each of its features, and is compared
//! with those that have most of them, the rare ones counting most. So the work grows with the number of words, however often
//! a text was copied, and nothing depends on chance: what is found is compared exactly afterwards.

use rayon::prelude::*;

use crate::sketch::{Sketch, hashed};

/// How many of the earliest, and how many of the latest documents with a feature are looked at.
const AT_EACH_END: usize = 8;

/// With how many documents one is compared in the end.
const COMPARED: usize = 24;

/// Shingles of a set beyond which only a sample of them is kept: those whose hash divides by the thinning ("0 mod p", Broder 1997).
const SHINGLES_KEPT: usize = 40_000_000;

/// Where a feature stands: its hash, and the place of the document in the order of origin.
type Posting = (u64, u32);

/// Months in which a passage has to be printed for it to be a formula, which proves no copy.
const MONTHS_OF_FORMULA: usize = 3;

/// Documents without a date that a passage has to stand in for it to be a formula.
const UNDATED_OF_FORMULA: usize = 24;

/// What a document is to be compared with.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    /// Places in the order of origin, nearest kin first.
    pub(crate) places: Vec<usize>,
    /// Those of its shingles that are formulas: they come again month after month.
    pub(crate) formulas: Vec<u64>,
}

/// For each place in the order of origin, the earlier places worth comparing. `days` are the days of publication, by place.
pub(crate) fn earlier(order: &[usize], sketches: &[Sketch], days: &[Option<i32>]) -> Vec<Earlier> {
    let all: usize = sketches.iter().map(|sketch| sketch.shingles.len()).sum();
    let thinning = (all / SHINGLES_KEPT + 1) as u64;
    let mut postings: Vec<Posting> = order
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, &document)| {
            features(&sketches[document], thinning)
                .into_iter()
                .map(move |feature| (feature, place as u32))
        })
        .collect();
    postings.par_sort_unstable();
    let starts = Starts::new(&postings);
    order
        .par_iter()
        .enumerate()
        .map_init(
            || vec![0_u32; order.len()],
            |scores, (place, &document)| best(&postings, &starts, scores, place, &sketches[document], thinning, days),
        )
        .collect()
}

fn features(sketch: &Sketch, thinning: u64) -> Vec<u64> {
    let mut features: Vec<u64> = sketch
        .shingles
        .iter()
        .copied()
        .filter(|shingle| shingle % thinning == 0)
        .collect();
    let names = &sketch.distinctive;
    for apart in 1..=2 {
        features.extend(names.windows(apart + 1).map(|names| {
            let pair = [names[0], names[apart]];
            hashed(pair.iter().flat_map(|name| name.to_le_bytes()))
        }));
    }
    features.push(sketch.whole);
    features.sort_unstable();
    features.dedup();
    features
}

/// The documents before `place` that have most of the features, as places.
fn best(
    postings: &[Posting],
    starts: &Starts,
    scores: &mut [u32],
    place: usize,
    sketch: &Sketch,
    thinning: u64,
    days: &[Option<i32>],
) -> Earlier {
    let mut touched: Vec<u32> = Vec::new();
    let mut formulas = Vec::new();
    for feature in features(sketch, thinning) {
        let having = starts.having(postings, feature);
        if is_formula(having, days) {
            formulas.push(feature);
        }
        let before = having.partition_point(|(_, other)| (*other as usize) < place);
        if before == 0 {
            continue;
        }
        let weight = 1 + 24_u32.saturating_sub(3 * having.len().ilog2());
        let first = &having[..before.min(AT_EACH_END)];
        let last = &having[before.saturating_sub(AT_EACH_END).max(first.len())..before];
        for (_, other) in first.iter().chain(last) {
            let score = &mut scores[*other as usize];
            if *score == 0 {
                touched.push(*other);
            }
            *score += weight;
        }
    }
    touched.sort_unstable_by_key(|other| (std::cmp::Reverse(scores[*other as usize]), *other));
    let places = touched.iter().take(COMPARED).map(|other| *other as usize).collect();
    for other in touched {
        scores[other as usize] = 0;
    }
    Earlier { places, formulas }
}

/// Whether a feature comes again month after month. Of many documents a few dozen are asked.
fn is_formula(having: &[Posting], days: &[Option<i32>]) -> bool {
    if having.len() < MONTHS_OF_FORMULA {
        return false;
    }
    let mut months: Vec<i32> = Vec::new();
    let mut undated = 0;
    for (_, place) in having.iter().step_by(having.len() / 64 + 1) {
        match days[*place as usize] {
            Some(day) if !months.contains(&(day / 30)) => months.push(day / 30),
            Some(_) => {}
            None => undated += 1,
        }
        if months.len() > MONTHS_OF_FORMULA || undated >= UNDATED_OF_FORMULA {
            return true;
        }
    }
    false
}

/// Where the postings of features begin, by the first bits of their hashes.
struct Starts {
    shift: u32,
    starts: Vec<u32>,
}

impl Starts {
    fn new(postings: &[Posting]) -> Self {
        let bits = (postings.len() / 4 + 2).ilog2().clamp(1, 26);
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (feature, _) in postings {
            starts[(feature >> shift) as usize + 1] += 1;
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        Self { shift, starts }
    }

    fn having<'postings>(&self, postings: &'postings [Posting], feature: u64) -> &'postings [Posting] {
        let bucket = (feature >> self.shift) as usize;
        let bucket = &postings[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        let from = bucket.partition_point(|(other, _)| *other < feature);
        let to = from + bucket[from..].partition_point(|(other, _)| *other == feature);
        &bucket[from..to]
    }
}
