//! Which of the likeliest readings of an attribution is taken: a log-linear choice among the best label sequences and what
//! the rules read, by what only a whole reading shows (Collins, ICML 2000): phrases left whole, marks that pair, where the
//! pieces begin and end.

use std::ops::Range;

use super::labels::{CONTENT, LABELS};
use super::words::{Stop, Words, join};
use super::{Attribution, Given, attribution_of};

/// How many of the best sequences are weighed.
const BEST: usize = 12;

/// One way to read an attribution.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its words.
    pub attribution: Attribution,
    /// How much less likely the linear chain holds it than its best, as a difference of scores; 0 for the best.
    pub behind: f32,
}

/// The candidates of a window, the chain's best first.
pub fn candidates(
    words: &Words,
    head: usize,
    window: &Range<usize>,
    own: &[[f32; LABELS]],
    steps: &[[[f32; LABELS]; LABELS]],
    given: Option<&Given>,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |labels: &[u8], score: f32, best: f32| {
        if let Some(attribution) = attribution_of(words, head, window, labels)
            && !found.iter().any(|other| other.attribution == attribution)
        {
            found.push(Candidate {
                attribution,
                behind: best - score,
            });
        }
    };
    let sequences = likeliest(own, steps);
    let best = sequences.first().map_or(0.0, |(score, _)| *score);
    for (score, labels) in &sequences {
        add(labels, *score, best);
    }
    if let Some(given) = given {
        let labels: Vec<u8> = window.clone().map(|token| given.label(token)).collect();
        add(&labels, score_of(&labels, own, steps), best);
        // The rules' content with the chain's cue and source.
        if let Some((_, chain)) = sequences.first() {
            let mixed: Vec<u8> = labels
                .iter()
                .zip(chain)
                .map(|(&ruled, &chained)| match (usize::from(ruled), usize::from(chained)) {
                    (CONTENT, _) => CONTENT as u8,
                    (_, CONTENT) => 0,
                    _ => chained,
                })
                .collect();
            add(&mixed, score_of(&mixed, own, steps), best);
        }
    }
    found
}

fn score_of(labels: &[u8], own: &[[f32; LABELS]], steps: &[[[f32; LABELS]; LABELS]]) -> f32 {
    let mut sum = 0.0;
    for (place, &label) in labels.iter().enumerate() {
        sum += own[place][usize::from(label)];
        if place > 0 {
            sum += steps[place][usize::from(labels[place - 1])][usize::from(label)];
        }
    }
    sum
}

/// The best label sequences with their scores (list Viterbi: Seshadri and Sundberg, IEEE Trans. Comm. 1994).
fn likeliest(own: &[[f32; LABELS]], steps: &[[[f32; LABELS]; LABELS]]) -> Vec<(f32, Vec<u8>)> {
    let Some(first) = own.first() else {
        return Vec::new();
    };
    let mut places: Vec<[Ways; LABELS]> = Vec::with_capacity(own.len());
    places.push(std::array::from_fn(|label| Ways::one(first[label])));
    for place in 1..own.len() {
        let before = &places[place - 1];
        let here =
            std::array::from_fn(|label| Ways::best(before, |last| (steps[place][last][label], own[place][label])));
        places.push(here);
    }
    let last = own.len() - 1;
    let ends = Ways::best(&places[last], |_| (0.0, 0.0));
    ends.each()
        .map(|&(score, label, rank)| {
            let (mut label, mut rank) = (usize::from(label), usize::from(rank));
            let mut labels = vec![0u8; own.len()];
            for place in (0..own.len()).rev() {
                labels[place] = label as u8;
                let way = places[place][label].ways[rank];
                (label, rank) = (usize::from(way.1), usize::from(way.2));
            }
            (score, labels)
        })
        .collect()
}

/// The best ways to one label at one place, the best first: score, the label before and which of its ways.
#[derive(Clone, Copy)]
struct Ways {
    ways: [(f32, u8, u8); BEST],
    count: usize,
}

impl Ways {
    fn one(score: f32) -> Self {
        let mut ways = Ways {
            ways: [(0.0, 0, 0); BEST],
            count: 1,
        };
        ways.ways[0].0 = score;
        ways
    }

    fn each(&self) -> impl Iterator<Item = &(f32, u8, u8)> {
        self.ways[..self.count].iter()
    }

    /// The best of the ways that go on from `before`, to each of which the label's two summands are added: a merge, for
    /// each list is in order and stays so.
    fn best(before: &[Ways; LABELS], summands: impl Fn(usize) -> (f32, f32)) -> Self {
        let summands: [(f32, f32); LABELS] = std::array::from_fn(summands);
        let sum = |label: usize, rank: usize| {
            let ways = &before[label];
            let (step, own) = summands[label];
            if rank < ways.count {
                ways.ways[rank].0 + step + own
            } else {
                f32::NEG_INFINITY
            }
        };
        let mut ranks = [0usize; LABELS];
        let mut heads: [f32; LABELS] = std::array::from_fn(|label| sum(label, 0));
        let mut merged = Ways {
            ways: [(0.0, 0, 0); BEST],
            count: 0,
        };
        while merged.count < BEST {
            let mut top = 0;
            for label in 1..LABELS {
                if heads[label] > heads[top] {
                    top = label;
                }
            }
            if heads[top] == f32::NEG_INFINITY {
                break;
            }
            merged.ways[merged.count] = (heads[top], top as u8, ranks[top] as u8);
            merged.count += 1;
            ranks[top] += 1;
            heads[top] = sum(top, ranks[top]);
        }
        merged
    }
}

/// Gives `take` every feature of a candidate.
pub fn features(words: &Words, candidate: &Candidate, given: Option<&Given>, take: &mut (impl FnMut(u32) + ?Sized)) {
    let annotated = words.annotated;
    let Attribution {
        head,
        cue,
        source,
        content,
    } = &candidate.attribution;
    let (class, lemma, head) = (words.class[*head], words.lemma[*head], *head);
    let kind = given.map_or(1, |given| given.kind);
    let mut put = |sort: u32, a: u32, b: u32| take(join(join(sort.wrapping_add(4000), a), b));
    let log = |count: usize| (count as f32 + 1.0).log2() as u32;
    let (Some(first), Some(last)) = (content.first(), content.last()) else {
        return;
    };
    put(1, (candidate.behind.clamp(0.0, 15.0) * 2.0) as u32, 0);
    put(1, (candidate.behind.clamp(0.0, 15.0) * 2.0) as u32, class);
    if let Some(given) = given {
        let same_content = u32::from(&given.content == content);
        let same_source = u32::from(given.source.first() == source.as_ref());
        put(2, same_content, 0);
        put(2, same_content, kind);
        put(2, same_content, lemma);
        put(3, same_source, kind);
        put(3, same_source, 0);
        put(4, u32::from(given.cue == *cue), kind);
        put(
            5,
            u32::from(given.content.first().is_some_and(|piece| piece.start == first.start))
                + 2 * u32::from(given.content.last().is_some_and(|piece| piece.end == last.end)),
            kind,
        );
    }
    put(6, content.len().min(4) as u32, class);
    put(6, content.len().min(4) as u32, kind);
    // Where it begins and ends.
    let stop = |token: Option<usize>| {
        token
            .and_then(|token| words.stop.get(token))
            .map_or(99, |&stop| stop as u32)
    };
    let lower = |token: usize| words.lower.get(token).copied().unwrap_or(1);
    let tag = |token: usize| words.tag.get(token).copied().unwrap_or(1);
    let before = first.start.checked_sub(1);
    let side = u32::from(first.start > head);
    put(7, words.lower[first.start], side);
    put(7, words.lower[first.start], lemma);
    put(8, words.tag[first.start], join(class, side));
    put(9, stop(before), words.stop[first.start] as u32 + 100 * side);
    put(9, stop(before), join(class, words.tag[first.start]));
    let gap = first.start as i64 - cue.end as i64;
    put(10, gap.clamp(-3, 4) as u32, class);
    if gap > 0 {
        put(11, lower(cue.end), class);
        put(11, lower(cue.end), words.lower[first.start]);
        put(12, tag(cue.end), words.tag[first.start]);
    }
    let sentence = annotated.sentence_of(last.end - 1);
    let left = (sentence.end.saturating_sub(last.end)).min(4) as u32;
    put(13, left, stop(Some(last.end)));
    put(13, left, class);
    put(14, words.stop[last.end - 1] as u32, stop(Some(last.end)));
    put(15, lower(last.end), words.tag[last.end - 1]);
    put(16, tag(last.end), stop(Some(last.end)));
    put(17, lower(last.end), lower(last.end + 1));
    put(18, tag(last.end + 1), lower(last.end));
    // Marks that pair, and quotations left whole.
    let inside = |token: usize| content.iter().any(|piece| piece.contains(&token));
    let mut open = 0i32;
    let mut odd = 0u32;
    for token in content.iter().cloned().flatten() {
        match words.stop[token] {
            Stop::Opening => open += 1,
            Stop::Closing if open > 0 => open -= 1,
            Stop::Closing => odd += 1,
            _ => {}
        }
    }
    odd += open.unsigned_abs();
    put(19, odd.min(3), 0);
    let cut = |inner: usize, outer: Option<usize>| {
        outer.is_some_and(|outer| {
            words
                .quote
                .get(outer)
                .is_some_and(|&quote| quote > 0 && quote == words.quote[inner])
                && !inside(outer)
        })
    };
    let cuts: u32 = content
        .iter()
        .map(|piece| {
            u32::from(cut(piece.start, piece.start.checked_sub(1))) + u32::from(cut(piece.end - 1, Some(piece.end)))
        })
        .sum();
    put(20, cuts.min(3), 0);
    put(20, cuts.min(3), class);
    let quoted = content
        .iter()
        .filter(|piece| words.stop[piece.start] == Stop::Opening)
        .count();
    put(21, quoted.min(3) as u32, content.len().min(3) as u32);
    for piece in content {
        let whole = words.stop[piece.start] == Stop::Opening && words.stop[piece.end - 1] == Stop::Closing;
        if whole && content.len() > 1 {
            put(22, log(piece.len()), words.stop[piece.end.saturating_sub(2)] as u32);
        }
    }
    // Phrases left whole: roots inside, and what hangs on the content but is left out.
    let mut roots = 0u32;
    for token in content.iter().cloned().flatten() {
        let governor = annotated.head(token);
        let root = governor == token || !inside(governor);
        if root && !annotated.is_punct(token) && !annotated.is_space(token) {
            roots += 1;
            put(23, join(words.dep[token], u32::from(governor == head)), class);
            put(
                24,
                join(words.dep[token], words.tag[token]),
                u32::from(governor == head),
            );
        }
        for child in annotated.children(token) {
            let apart = !inside(child)
                && !annotated.is_punct(child)
                && !annotated.is_space(child)
                && !cue.contains(&child)
                && !source.as_ref().is_some_and(|source| source.contains(&child));
            if apart {
                put(25, join(words.dep[child], u32::from(child > token)), 0);
                put(
                    26,
                    join(words.dep[child], stop(child.checked_sub(1))),
                    log(child.abs_diff(token)),
                );
                put(
                    27,
                    join(words.dep[child], words.lower[annotated.left_edge(child)]),
                    u32::from(child > token),
                );
                put(28, join(words.dep[child], words.tag[child]), class);
                // A clause with a subject of its own.
                let clause = annotated
                    .children(child)
                    .any(|word| annotated.dep(word).starts_with("nsubj"));
                put(
                    29,
                    join(words.dep[child], u32::from(clause)),
                    words.stop[annotated.left_edge(child).saturating_sub(1)] as u32,
                );
            }
        }
    }
    put(30, roots.min(5), content.len().min(3) as u32);
    // What stands between the pieces.
    for pair in content.windows(2) {
        let between = pair[0].end..pair[1].start;
        let holds_cue = between.contains(&head);
        put(31, u32::from(holds_cue), log(between.len()));
        put(32, u32::from(holds_cue), words.stop[between.start] as u32);
        if !holds_cue {
            put(33, words.lower[between.start], words.lower[between.end - 1]);
            put(34, words.lower[pair[1].start], words.tag[between.start]);
        }
    }
    let length: usize = content.iter().map(Range::len).sum();
    put(35, log(length), class);
    put(35, log(length), kind);
    // Who and by which words.
    match source {
        Some(source) => {
            let top = crate::actors::head_of(annotated, source.clone());
            put(36, join(words.dep[top], u32::from(annotated.head(top) == head)), class);
            put(37, words.entity[top], class);
            put(38, stop(Some(source.end - 1)), stop(Some(source.end)));
            put(39, words.lower[source.start], words.stop[source.end - 1] as u32);
            for token in source.clone() {
                for child in annotated.children(token) {
                    if !source.contains(&child) && !annotated.is_punct(child) && !inside(child) && child != head {
                        put(40, words.dep[child], u32::from(child > token));
                    }
                }
            }
        }
        None => put(41, class, kind),
    }
    put(42, log(cue.len()), class);
    put(43, words.lower[cue.end - 1], lemma);
    put(44, words.lower[cue.start], words.tag[cue.start]);
    put(45, words.tag[cue.end - 1], tag(cue.end));
    for child in annotated.children(head) {
        if matches!(annotated.dep(child), "aux" | "auxpass" | "neg" | "prt") && child.abs_diff(head) < 4 {
            put(46, words.dep[child], u32::from(cue.contains(&child)));
        }
    }
}

/// Gives `take` every feature that tells whether the reading chosen is a report at all; `sum` is what speaks for its head.
pub fn report_features(
    words: &Words,
    candidate: &Candidate,
    given: Option<&Given>,
    sum: f32,
    take: &mut (impl FnMut(u32) + ?Sized),
) {
    let level = (sum.clamp(-4.0, 6.0) * 4.0).round() as i32 as u32;
    let head = candidate.attribution.head;
    take(join(5001, level));
    take(join(join(5002, level), words.class[head]));
    take(join(
        join(5003, level),
        u32::from(candidate.attribution.source.is_some()),
    ));
    take(join(join(5004, level), given.map_or(0, |given| given.kind)));
    features(words, candidate, given, &mut |feature| take(join(feature, 5000)));
}
