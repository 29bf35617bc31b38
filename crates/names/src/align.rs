//! Two names laid side by side: which words meet, and how.

use std::ops::Range;

use crate::distance::{LONGEST, Plain, distance};
use crate::name::{Kind, Name, Schema, Syllables, Token};
use crate::similarity::{Beside, alike, similarity};

/// How two words meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Letter for letter.
    Same,
    /// They are known to stand for one name, word or place.
    SameName,
    /// They sound alike.
    Sound,
    /// They are spelt alike.
    Spelling,
    /// One is written as several words in the other.
    Joined,
    /// One is the first letter of the other.
    Initial,
    /// One is the first letters of all words of the other.
    Acronym,
    /// Their consonants are alike; one is of a script that writes no vowels.
    Consonants,
    /// They are one number.
    Number,
}

/// Words of two names that meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Words of the first name, by index.
    pub left: Range<usize>,
    /// Words of the second name.
    pub right: Range<usize>,
    /// How alike, 0 to 1.
    pub similarity: f32,
    /// By what.
    pub how: How,
}

/// Words below this are no pair.
const LEAST: f32 = 0.55;

/// Names with more words than this are read so far.
pub(crate) const MOST: usize = 32;

/// What of two names meets.
pub(crate) struct Alignment {
    pub pairs: Vec<Pair>,
    pub left_met: u64,
    pub right_met: u64,
    /// Edits, in letters, between what has met and what is left over.
    pub edits: f32,
    /// Letters of the longer sides.
    pub letters: f32,
}

pub(crate) fn align(left: &Name, right: &Name) -> Alignment {
    let beside = Beside {
        script: left.script.filter(|script| right.script == Some(*script)),
        syllables: if left.syllables == right.syllables {
            left.syllables
        } else {
            Syllables::None
        },
    };
    let mut alignment = Alignment {
        pairs: Vec::with_capacity(left.tokens.len().min(right.tokens.len())),
        left_met: 0,
        right_met: 0,
        edits: 0.0,
        letters: 0.0,
    };
    alignment.same(left, right, beside);
    alignment.joined(left, right, true);
    alignment.joined(right, left, false);
    alignment.alike(left, right, beside);
    alignment.initials(left, right, true);
    alignment.initials(right, left, false);
    if left.schema != Schema::Person && right.schema != Schema::Person {
        alignment.acronym(left, right, true);
        alignment.acronym(right, left, false);
    }
    alignment.left_over(left, right, beside);
    alignment.pairs.sort_by_key(|pair| (pair.left.start, pair.right.start));
    alignment
}

fn is_open(met: u64, tokens: &[Token], at: usize) -> bool {
    met & (1 << at) == 0 && tokens[at].kind != Kind::Particle
}

fn bits(range: &Range<usize>) -> u64 {
    range.clone().fold(0, |bits, at| bits | 1 << at)
}

/// Edits between what is left of two names; what only one of them has is none.
fn changed<T: Copy + PartialEq>(one: &[T], other: &[T]) -> f32 {
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    f32::from(distance(one, other, &Plain)) / 4.0 - one.len().abs_diff(other.len()) as f32
}

impl Alignment {
    fn meet(&mut self, left: Range<usize>, right: Range<usize>, similarity: f32, how: How, letters: usize) {
        self.left_met |= bits(&left);
        self.right_met |= bits(&right);
        self.edits += (1.0 - similarity) * letters as f32;
        self.letters += letters as f32;
        self.pairs.push(Pair {
            left,
            right,
            similarity,
            how,
        });
    }

    /// Pairs letter for letter.
    fn same(&mut self, left: &Name, right: &Name, beside: Beside) {
        for (i, one) in left.tokens.iter().enumerate().take(MOST) {
            if one.kind == Kind::Particle {
                continue;
            }
            for (j, other) in right.tokens.iter().enumerate().take(MOST) {
                if self.right_met & (1 << j) != 0 || other.kind == Kind::Particle {
                    continue;
                }
                let same = if one.kind == Kind::Number || other.kind == Kind::Number {
                    one.kind == other.kind && one.group == other.group
                } else if beside.script.is_some() {
                    one.plain == other.plain
                } else {
                    one.latin == other.latin
                        && (one.script == other.script || !one.script.hides_vowels() && !other.script.hides_vowels())
                };
                if same {
                    self.meet(
                        i..i + 1,
                        j..j + 1,
                        1.0,
                        if one.kind == Kind::Number {
                            How::Number
                        } else {
                            How::Same
                        },
                        one.latin.len(),
                    );
                    break;
                }
            }
        }
    }

    /// A word of `whole` that is several words of `parts`.
    fn joined(&mut self, whole: &Name, parts: &Name, whole_is_left: bool) {
        for (i, word) in whole.tokens.iter().enumerate().take(MOST) {
            if word.kind == Kind::Particle || word.latin.len() < 4 || self.has_met(whole_is_left, i) {
                continue;
            }
            let mut best: Option<(f32, Range<usize>)> = None;
            for start in 0..parts.tokens.len().min(MOST) {
                let mut text = String::new();
                for end in start..parts.tokens.len().min(MOST).min(start + 4) {
                    let part = &parts.tokens[end];
                    if self.has_met(!whole_is_left, end) {
                        break;
                    }
                    text.push_str(&part.latin);
                    if text.len() > word.latin.len() + 2 {
                        break;
                    }
                    if end == start || text.len() + 2 < word.latin.len() {
                        continue;
                    }
                    let found = alike(word.latin.as_bytes(), text.as_bytes());
                    let enough = if parts.tokens[start].kind == Kind::Servant {
                        0.74
                    } else {
                        0.84
                    };
                    if found >= enough && best.as_ref().is_none_or(|(best, _)| found > *best) {
                        best = Some((found, start..end + 1));
                    }
                }
            }
            let Some((found, run)) = best else { continue };
            let alone = run
                .clone()
                .map(|at| alike(word.latin.as_bytes(), parts.tokens[at].latin.as_bytes()))
                .fold(0.0, f32::max);
            if alone >= found {
                continue;
            }
            let (left, right) = if whole_is_left {
                (i..i + 1, run)
            } else {
                (run, i..i + 1)
            };
            self.meet(left, right, found, How::Joined, word.latin.len());
        }
    }

    fn has_met(&self, left: bool, at: usize) -> bool {
        (if left { self.left_met } else { self.right_met }) & (1 << at) != 0
    }

    /// Pairs by likeness, the most alike first.
    fn alike(&mut self, left: &Name, right: &Name, beside: Beside) {
        let mut found: Vec<(f32, usize, usize, How)> = Vec::new();
        for (i, one) in left.tokens.iter().enumerate().take(MOST) {
            if !is_open(self.left_met, &left.tokens, i) {
                continue;
            }
            for (j, other) in right.tokens.iter().enumerate().take(MOST) {
                if !is_open(self.right_met, &right.tokens, j) || one.kind == Kind::Title && other.kind == Kind::Title {
                    continue;
                }
                let (similarity, how) = similarity(one, other, beside);
                if similarity >= LEAST {
                    found.push((similarity, i, j, how));
                }
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (similarity, i, j, how) in found {
            if !self.has_met(true, i) && !self.has_met(false, j) {
                let letters = left.tokens[i].latin.len().max(right.tokens[j].latin.len());
                self.meet(i..i + 1, j..j + 1, similarity, how, letters);
            }
        }
    }

    /// First letters, and several of them written together.
    fn initials(&mut self, short: &Name, long: &Name, short_is_left: bool) {
        for (i, token) in short.tokens.iter().enumerate().take(MOST) {
            if self.has_met(short_is_left, i)
                || token.script != crate::Script::Latin && token.script != crate::Script::Cyrillic
            {
                continue;
            }
            let run = match token.kind {
                Kind::Initial => 1,
                Kind::Word
                    if token.capitals
                        && short.mixed_case
                        && (2..=3).contains(&token.latin.len())
                        && short.schema != Schema::Organisation =>
                {
                    token.latin.len()
                }
                _ => continue,
            };
            let starts = (0..long.tokens.len().min(MOST)).find(|&start| {
                start + run <= long.tokens.len().min(MOST)
                    && (start..start + run).zip(token.latin.bytes()).all(|(at, letter)| {
                        !self.has_met(!short_is_left, at)
                            && long.tokens[at].kind == Kind::Word
                            && long.tokens[at].latin.bytes().next() == Some(letter)
                    })
            });
            let Some(start) = starts else { continue };
            let (left, right) = if short_is_left {
                (i..i + 1, start..start + run)
            } else {
                (start..start + run, i..i + 1)
            };
            self.meet(left, right, 0.85, How::Initial, run);
        }
    }

    /// A word that is the first letters of all others.
    fn acronym(&mut self, short: &Name, long: &Name, short_is_left: bool) {
        for (i, token) in short.tokens.iter().enumerate().take(MOST) {
            if self.has_met(short_is_left, i) || token.kind != Kind::Word || !(3..=7).contains(&token.latin.len()) {
                continue;
            }
            let count = long.tokens.len().min(MOST);
            let open = (0..count).all(|at| !self.has_met(!short_is_left, at));
            let firsts = |all: bool| -> bool {
                let words = long.tokens[..count].iter().filter(|word| all || word.is_content());
                words
                    .filter_map(|word| word.latin.bytes().next())
                    .eq(token.latin.bytes())
            };
            if open && count > 2 && (firsts(false) || firsts(true)) {
                let (left, right) = if short_is_left {
                    (i..i + 1, 0..count)
                } else {
                    (0..count, i..i + 1)
                };
                self.meet(left, right, 0.8, How::Acronym, token.latin.len());
            }
        }
    }

    /// What has not met on either side: whether it is the same letters, cut otherwise; and its edits.
    fn left_over(&mut self, left: &Name, right: &Name, beside: Beside) {
        if beside.script.is_some() {
            let rest = |tokens: &[Token], met: u64| -> Vec<char> {
                let open =
                    (0..tokens.len().min(MOST)).filter(|&at| is_open(met, tokens, at) && tokens[at].is_content());
                open.flat_map(|at| tokens[at].plain.iter().copied()).collect()
            };
            let (one, other) = (rest(&left.tokens, self.left_met), rest(&right.tokens, self.right_met));
            self.edits += changed(&one, &other);
            self.letters += one.len().max(other.len()) as f32;
            return;
        }
        let rest = |tokens: &[Token], met: u64| -> (String, Range<usize>) {
            let mut text = String::new();
            let mut range: Option<Range<usize>> = None;
            for at in 0..tokens.len().min(MOST) {
                if is_open(met, tokens, at) && tokens[at].is_content() {
                    text.push_str(&tokens[at].latin);
                    range = Some(range.map_or(at, |known| known.start)..at + 1);
                }
            }
            (text, range.unwrap_or(0..0))
        };
        let (one, left_range) = rest(&left.tokens, self.left_met);
        let (other, right_range) = rest(&right.tokens, self.right_met);
        if one.is_empty() && other.is_empty() {
            return;
        }
        let edits = f32::from(distance(one.as_bytes(), other.as_bytes(), &Plain)) / 4.0;
        let longest = one.len().max(other.len());
        let numbers = |tokens: &[Token], range: &Range<usize>| {
            tokens[range.clone()]
                .iter()
                .any(|token| matches!(token.kind, Kind::Number | Kind::Place))
        };
        let joins = !one.is_empty()
            && !other.is_empty()
            && longest > 4
            && left_range.len() + right_range.len() > 2
            && 1.0 - edits / longest as f32 >= 0.75
            && bits(&left_range) & self.left_met == 0
            && bits(&right_range) & self.right_met == 0
            && !numbers(&left.tokens, &left_range)
            && !numbers(&right.tokens, &right_range);
        if joins {
            self.meet(
                left_range,
                right_range,
                1.0 - edits / longest as f32,
                How::Joined,
                longest,
            );
        } else {
            self.edits += changed(one.as_bytes(), other.as_bytes());
            self.letters += longest as f32;
        }
    }
}
