//! Which words around a cue's head are cue, source and content: a linear chain over the words of its sentence and of the
//! quotation that runs on (Lafferty, McCallum and Pereira, ICML 2001).

use std::cmp::Ordering;
use std::ops::Range;

use onrecord_language::Annotated;

use super::Given;
use super::words::{Stop, Words, join};

/// The labels: 0 nothing, 1 cue, 2 source, 3 content.
pub const LABELS: usize = 4;
/// Part of the cue.
pub const CUE: usize = 1;
/// Part of the source.
pub const SOURCE: usize = 2;
/// Part of the content.
pub const CONTENT: usize = 3;

/// So many steps up stand for a word of another sentence.
const ELSEWHERE: u32 = 100;
/// No window goes further than this many words from the head's sentence.
const REACH: usize = 250;

/// The words that a cue at `head` may reach: its sentence, and the sentences that the same quotation runs through.
pub fn window(words: &Words, head: usize) -> Range<usize> {
    let annotated = words.annotated;
    let sentence = annotated.sentence_of(head);
    let mut range = sentence.clone();
    if annotated.lower(head) == ":" && head - sentence.start < 8 {
        range.end = annotated.len().min(sentence.end + REACH);
    }
    // Forward while the quotation runs on or a new one opens the next sentence.
    while range.end < annotated.len() && range.end < sentence.end + REACH {
        let next = annotated.sentence_of(range.end);
        let first = next
            .clone()
            .find(|&token| !annotated.is_space(token))
            .unwrap_or(next.start);
        let goes_on = words.quote[first] > 0;
        if !goes_on {
            break;
        }
        range.end = next.end;
    }
    while range.start > 0 && range.start + REACH > sentence.start {
        let first = (range.start..range.end)
            .find(|&token| !annotated.is_space(token))
            .unwrap_or(range.start);
        let inside = words.quote[first] > 0 && words.stop[first] != Stop::Opening;
        if !inside || words.quote[range.start - 1] != words.quote[first] {
            break;
        }
        range.start = annotated.sentence_of(range.start - 1).start;
    }
    range
}

/// How the words of a window hang together with the head.
pub struct Around<'w, 'a> {
    words: &'w Words<'a>,
    head: usize,
    window: Range<usize>,
    /// Per word of the window: steps up from the head, the labels down as one number, and the first word down.
    paths: Vec<Path>,
    children: u32,
    given: Option<(u32, Vec<u8>)>,
}

#[derive(Clone, Copy, Default)]
struct Path {
    up: u32,
    down: u32,
    depth: u32,
    top: usize,
    known: bool,
}

impl Path {
    /// The first word down; in another sentence the word itself.
    fn top_of(self, token: usize) -> usize {
        if self.up >= ELSEWHERE { token } else { self.top }
    }
}

/// Whether a word opens or closes the phrase of `top`.
fn edges(annotated: &Annotated, top: usize, token: usize) -> u32 {
    u32::from(annotated.left_edge(top) == token) + 2 * u32::from(annotated.right_edge(top) == token)
}

impl<'w, 'a> Around<'w, 'a> {
    /// Looks at `window` from `head`; `given` is what the rules read there.
    pub fn new(words: &'w Words<'a>, head: usize, window: Range<usize>, given: Option<&Given>) -> Self {
        let annotated = words.annotated;
        let mut paths = vec![Path::default(); window.len()];
        let mut up = 0;
        let mut ancestor = head;
        loop {
            if window.contains(&ancestor) {
                paths[ancestor - window.start] = Path {
                    up,
                    down: 0,
                    depth: 0,
                    top: ancestor,
                    known: true,
                };
            }
            let next = annotated.head(ancestor);
            if next == ancestor || up > 12 {
                break;
            }
            ancestor = next;
            up += 1;
        }
        let mut trail = Vec::new();
        for token in window.clone() {
            let mut at = token;
            trail.clear();
            while window.contains(&at) && !paths[at - window.start].known && trail.len() < 64 {
                trail.push(at);
                let next = annotated.head(at);
                if next == at {
                    break;
                }
                at = next;
            }
            let mut path = if window.contains(&at) && paths[at - window.start].known {
                paths[at - window.start]
            } else {
                // Another sentence.
                Path {
                    up: ELSEWHERE + u32::from(token > head),
                    ..Path::default()
                }
            };
            while let Some(below) = trail.pop() {
                if path.depth == 0 {
                    path.top = below;
                }
                if path.depth < 4 {
                    path.down = join(path.down, words.dep[below]);
                }
                path.depth += 1;
                path.known = true;
                paths[below - window.start] = path;
            }
        }
        let mut children = 0u32;
        for child in annotated.children(head) {
            let bit = match annotated.dep(child) {
                "nsubj" => 1,
                "nsubjpass" | "auxpass" => 2,
                "dobj" => 4,
                "ccomp" => 8,
                "xcomp" => 16,
                "prep" => 32,
                "dative" => 64,
                "agent" => 128,
                "advcl" => 256,
                "attr" | "acomp" => 512,
                "oprd" => 1024,
                "poss" => 2048,
                "acl" | "relcl" => 4096,
                _ => 0,
            };
            children |= bit;
        }
        let window_labels = given.map_or_else(Vec::new, |given| {
            window.clone().map(|token| given.label(token)).collect()
        });
        Around {
            words,
            head,
            window,
            paths,
            children,
            given: given.map(|given| (given.kind, window_labels)),
        }
    }

    /// The number of words.
    pub fn count(&self) -> usize {
        self.window.len()
    }

    /// Whether a word stands before the head, is it, or stands after.
    fn side(&self, token: usize) -> u32 {
        match token.cmp(&self.head) {
            Ordering::Less => 0,
            Ordering::Equal => 1,
            Ordering::Greater => 2,
        }
    }

    /// Gives `take` every feature of the word at `place` of the window.
    pub fn features(&self, place: usize, take: &mut (impl FnMut(u32) + ?Sized)) {
        let words = self.words;
        let annotated = words.annotated;
        let (head, token) = (self.head, self.window.start + place);
        let path = self.paths[place];
        let top = path.top_of(token);
        let lemma = words.lemma[head];
        let class = words.class[head];
        let head_tag = words.tag[head];
        let lower = words.lower[token];
        let tag = words.tag[token];
        let side = self.side(token);
        let way = join(path.up, path.down);
        let first = join(path.up, words.dep[top]);
        let at = |column: &[u32], token: Option<usize>| {
            token
                .filter(|token| self.window.contains(token))
                .and_then(|token| column.get(token))
                .copied()
                .unwrap_or(1)
        };
        let before = token.checked_sub(1);
        let after = Some(token + 1);
        let quoted = u32::from(words.quote[token] > 0)
            + 2 * u32::from(words.quote[head] > 0)
            + 4 * u32::from(words.quote[token] > 0 && words.quote[token] == words.quote[head]);
        let distance = match token.abs_diff(head) {
            0 => 0,
            1 => 1,
            2 => 2,
            3..=4 => 3,
            5..=8 => 4,
            9..=16 => 5,
            17..=32 => 6,
            _ => 7u32,
        };
        let edges = edges(annotated, top, token);
        let mut put = |kind: u32, a: u32, b: u32| take(join(join(kind.wrapping_add(1000), a), b));
        put(1, side, 0);
        put(2, way, side);
        put(3, way, lemma);
        put(4, first, side);
        put(5, first, lemma);
        put(6, way, class);
        put(7, way, head_tag);
        put(8, first, class);
        put(9, join(side, distance), path.up);
        put(10, lower, side);
        put(11, lower, first);
        put(12, tag, first);
        put(13, join(at(&words.tag, before), tag), at(&words.tag, after));
        put(14, at(&words.lower, before), side);
        put(15, at(&words.lower, after), side);
        put(16, quoted, side);
        put(17, quoted, first);
        put(18, join(edges, first), lower);
        put(19, edges, join(first, side));
        if path.depth <= 2 {
            put(20, way, lower);
            put(21, join(lemma, lower), way);
        }
        put(22, words.lemma[top], first);
        put(23, words.tag[top], join(first, side));
        put(24, words.lower[annotated.left_edge(top)], first);
        put(25, words.entity[token], first);
        put(26, self.children, first);
        put(27, join(self.children, class), way);
        put(28, join(side, distance), tag);
        put(29, words.stop[token] as u32, join(side, quoted));
        put(30, words.stop[token] as u32, first);
        put(31, words.lemma[annotated.head(head)], way);
        put(32, join(words.dep[head], head_tag), way);
        put(33, join(words.dep[head], head_tag), first);
        put(34, join(at(&words.lower, before), lower), side);
        put(35, join(lower, at(&words.lower, after)), side);
        put(36, words.class[top], first);
        put(
            42,
            join(words.lower[annotated.left_edge(top)], words.tag[top]),
            join(first, class),
        );
        put(43, words.entity[top], join(first, class));
        if path.depth <= 1 && path.up == 0 {
            put(37, lower, join(lemma, side));
            put(38, tag, join(class, side));
        }
        if let Some((kind, given)) = &self.given {
            let label = |place: Option<usize>| {
                place
                    .and_then(|place| given.get(place))
                    .map_or(9, |&label| u32::from(label))
            };
            let own = label(Some(place));
            let around = join(label(place.checked_sub(1)), label(Some(place + 1)));
            put(39, own, around);
            put(40, join(own, around), class);
            put(41, own, first);
            put(47, join(own, *kind), around);
            put(48, join(own, *kind), tag);
            put(44, join(own, around), lower);
            put(45, join(own, lemma), around);
        } else {
            put(46, class, side);
        }
    }

    /// Gives `take` the features of the word at `place` that the network reads: few and plain, for it joins them itself.
    pub fn plain(&self, place: usize, take: &mut (impl FnMut(u32) + ?Sized)) {
        let words = self.words;
        let annotated = words.annotated;
        let (head, token) = (self.head, self.window.start + place);
        let path = self.paths[place];
        let top = path.top_of(token);
        let first = join(path.up, words.dep[top]);
        let side = self.side(token);
        let edges = edges(annotated, top, token);
        let (opening, closing) = self.phrases(token);
        let opened = join(words.dep[opening], u32::from(annotated.head(opening) < token));
        let sentence = annotated.sentence_of(token);
        let near = (token.abs_diff(head) as f32 + 1.0).log2() as u32;
        let mut put = |kind: u32, a: u32| take(join(kind.wrapping_add(3000), a));
        put(1, join(path.up, path.down));
        put(2, first);
        put(3, words.lower[token]);
        put(4, words.lemma[top]);
        put(5, words.tag[token]);
        put(6, words.dep[token]);
        put(7, words.stop[token] as u32);
        put(
            8,
            u32::from(words.quote[token] > 0)
                + 2 * u32::from(words.quote[head] > 0)
                + 4 * u32::from(words.quote[token] == words.quote[head]),
        );
        put(9, join(edges, first));
        put(10, words.class[head]);
        put(11, words.lemma[head]);
        put(12, join(words.dep[head], words.tag[head]));
        put(13, self.children);
        put(14, join(side, near));
        put(15, opened);
        put(16, words.dep[closing]);
        put(17, words.entity[token]);
        put(18, join(words.tag[top], first));
        put(19, (sentence.end - token).min(3) as u32);
        put(20, words.lower[annotated.left_edge(top)]);
        put(21, words.class[token]);
        put(22, path.up * 8 + path.depth.min(6));
        put(23, words.lower[head]);
        if let Some((kind, given)) = &self.given {
            put(24, u32::from(given[place]));
            put(25, join(*kind, u32::from(given[place])));
        } else {
            put(26, 0);
        }
    }

    /// The heads of the largest phrase that begins at a word and of the largest that ends before it.
    fn phrases(&self, token: usize) -> (usize, usize) {
        let annotated = self.words.annotated;
        let before = token.saturating_sub(1);
        let mut opening = token;
        while annotated.head(opening) != opening && annotated.left_edge(annotated.head(opening)) == token {
            opening = annotated.head(opening);
        }
        let mut closing = before;
        while annotated.head(closing) != closing && annotated.right_edge(annotated.head(closing)) == before {
            closing = annotated.head(closing);
        }
        (opening, closing)
    }

    /// Gives `take` every feature of the step to the word at `place` from the one before it.
    pub fn steps(&self, place: usize, take: &mut (impl FnMut(u32) + ?Sized)) {
        let words = self.words;
        let annotated = words.annotated;
        let token = self.window.start + place;
        let before = token.saturating_sub(1);
        let stop = words.stop[token] as u32 * 16 + words.stop[before] as u32;
        let side = u32::from(token > self.head);
        let relation = if place == 0 {
            9
        } else if annotated.head(token) == before {
            1
        } else if annotated.head(before) == token {
            2
        } else if self.paths[place].top == self.paths[place - 1].top {
            3
        } else if annotated.sentence_of(token) != annotated.sentence_of(before) {
            4
        } else {
            5
        };
        let marks = u32::from(words.quote[token] > 0) * 2 + u32::from(words.quote[before] > 0);
        let (opening, closing) = self.phrases(token);
        let opened = join(words.dep[opening], u32::from(annotated.head(opening) < token));
        let closed = words.dep[closing];
        let attached = self.paths.get(annotated.head(opening).wrapping_sub(self.window.start));
        let level = attached.map_or(77, |path| path.up * 8 + path.depth.min(4));
        let sentence = annotated.sentence_of(token);
        let left = (sentence.end - token).min(4) as u32;
        let class = words.class[self.head];
        let mut put = |kind: u32, a: u32, b: u32| take(join(join(kind.wrapping_add(2000), a), b));
        put(1, stop, 0);
        put(2, relation * 4 + marks, 0);
        put(3, stop, relation * 4 + marks + 100 * side);
        put(4, opened, side);
        put(5, join(opened, words.tag[opening]), words.stop[before] as u32);
        put(6, words.lower[token], opened);
        put(7, opened, closed);
        put(8, opened, class);
        put(9, opened, level);
        put(10, left, stop);
        put(
            11,
            join(opened, words.stop[token] as u32),
            words.stop[before] as u32 + 100 * marks,
        );
        put(12, words.lower[token], words.stop[before] as u32);
        put(13, words.lower[before], side);
        if let Some((kind, given)) = &self.given {
            let pair = u32::from(given[place]) * 8 + place.checked_sub(1).map_or(5, |before| u32::from(given[before]));
            put(14, pair, 0);
            put(15, pair, *kind);
            put(16, pair, opened);
            put(17, pair, stop);
        }
    }
}
