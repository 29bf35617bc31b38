//! The grammar of date expressions: words to meanings, with no calendar and no anchor.

mod counted;
mod feasts;
mod figures;
mod lists;
mod measured;
mod named;
mod nested;
mod numbers;
mod opening;

use std::cell::Cell;
use std::ops::Range;

use super::meaning::{Meaning, Part};
use super::words::{self, Unit, Word};

/// A stretch of words that speaks of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its words.
    pub words: Range<usize>,
    /// What they say.
    pub meaning: Meaning,
}

pub use measured::period;

type Parsed = Option<(Meaning, usize)>;

/// Every expression of a sentence, from left to right, the longest at each place. Total: any words do.
pub fn parse(words: &[Word]) -> Vec<Expression> {
    let grammar = Grammar::new(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !opening::may_open(&words[at], grammar.lower(at)) {
            at += 1;
            continue;
        }
        let several = grammar.days_of_one_month(at);
        if !several.is_empty() {
            at = several.last().map_or(at + 1, |expression| expression.words.end);
            found.extend(several);
            continue;
        }
        let parsed = grammar
            .recurring(at)
            .or_else(|| grammar.expression(at))
            .or_else(|| grammar.undated(at));
        at = keep(&mut found, at, parsed);
    }
    found
}

/// Keeps what was parsed at a word, where that took a word; gives the word to go on with.
fn keep(found: &mut Vec<Expression>, at: usize, parsed: Parsed) -> usize {
    let Some((meaning, end)) = parsed.filter(|(_, end)| *end > at) else {
        return at + 1;
    };
    found.push(Expression {
        words: at..end,
        meaning,
    });
    end
}

struct Grammar<'w, 't> {
    words: &'w [Word<'t>],
    lowers: Vec<String>,
    /// How many constructions the one that is looked at lies in: "a day after a day after …" is given up.
    depth: Cell<u8>,
}

/// What an expression with an opening word, two ends or a length in it is made of: the expressions inside of it.
pub fn inner(words: &[Word], expression: &Expression) -> Vec<Expression> {
    let grammar = Grammar::new(&words[..expression.words.end]);
    let mut found = Vec::new();
    let mut at = expression.words.start;
    while at < expression.words.end {
        let parsed = grammar.stretch(at).or_else(|| grammar.undated(at));
        at = keep(
            &mut found,
            at,
            parsed.filter(|(meaning, _)| !is_made_of_others(meaning)),
        );
    }
    found
}

/// Whether TIMEX3 marks the parts of what a meaning says, and not the whole.
pub fn is_made_of_others(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Since(_)
            | Meaning::Until(_)
            | Meaning::Ahead(_)
            | Meaning::After(_)
            | Meaning::Between(..)
            | Meaning::Beginning { .. }
            | Meaning::FromEvent
    )
}

impl<'w, 't> Grammar<'w, 't> {
    fn new(words: &'w [Word<'t>]) -> Self {
        Grammar {
            words,
            lowers: words.iter().map(|word| word.text.to_lowercase()).collect(),
            depth: Cell::new(0),
        }
    }
}

impl Grammar<'_, '_> {
    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text)
    }

    fn lower(&self, at: usize) -> &str {
        self.lowers.get(at).map_or("", String::as_str)
    }

    fn is(&self, at: usize, options: &[&str]) -> bool {
        options.contains(&self.lower(at))
    }

    fn before(&self, at: usize, options: &[&str]) -> bool {
        at > 0 && self.is(at - 1, options)
    }

    fn tag(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.tag)
    }

    fn is_noun(&self, at: usize) -> bool {
        self.tag(at).starts_with("NN")
            && words::month(self.text(at)).is_none()
            && words::weekday(self.text(at)).is_none()
    }

    /// The whole of an expression, with the words that open or close an interval.
    fn expression(&self, at: usize) -> Parsed {
        self.bounded(at).or_else(|| self.stretch(at))
    }

    fn bounded(&self, at: usize) -> Parsed {
        let lower = self.lower(at);
        match lower {
            "no" if self.is(at + 1, &["later"]) && self.is(at + 2, &["than"]) => {
                let (inner, end) = self.stretch(at + 3)?;
                Some((Meaning::Until(Box::new(inner)), end))
            }
            "prior" if self.is(at + 1, &["to"]) => {
                let (inner, end) = self.stretch(at + 2)?;
                Some((Meaning::Ahead(Box::new(inner)), end))
            }
            "since" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::Since(Box::new(inner)), end))
            }
            "until" | "till" | "by" => {
                let (inner, end) = self.stretch(at + 1)?;
                // "killed by Tuesday's attack": the attack did it, no day ends it.
                let agent = lower == "by" && self.is(end, &["'s", "’s"]);
                (!agent).then(|| (Meaning::Until(Box::new(inner)), end))
            }
            "starting" | "beginning" | "effective" => {
                let on = at + 1 + usize::from(self.is(at + 1, &["on", "from", "in"]));
                let (inner, end) = self.stretch(on)?;
                Some((Meaning::Since(Box::new(inner)), end))
            }
            "before" => {
                let (inner, end) = self.stretch(at + 1)?;
                // What is before the end of a month may be in it.
                if let Meaning::Part(Part::Late, whole) = &inner
                    && self.is(at + 1 + usize::from(self.is(at + 1, &["the"])), &["end"])
                {
                    return Some((Meaning::Until(whole.clone()), end));
                }
                Some((Meaning::Ahead(Box::new(inner)), end))
            }
            "after" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::After(Box::new(inner)), end))
            }
            "from" => self.range(at + 1, &["to", "until", "till", "through", "-", "–", "—", "~"]),
            "between" => self.range(at + 1, &["and", "-", "–", "—", "~"]),
            _ => {
                // Without an opening word only a dash or "to" between two days or two years makes a range.
                if let Some(range) = self.range(at, &["to", "till", "until", "through", "-", "–", "—", "~"]) {
                    return Some(range);
                }
                // "2012 or later", "1 May and after"
                let (inner, end) = self.stretch(at)?;
                let open = self.is(end, &["or", "and"])
                    && self.is(end + 1, &["later", "after", "beyond", "onwards", "onward"])
                    && (self.words.get(end + 2).is_none() || self.is(end + 2, &[".", ",", ";", ")", "?", "!"]));
                open.then(|| (Meaning::Since(Box::new(inner)), end + 2))
            }
        }
    }

    /// One stretch of time, with a part of it named before ("early", "late on") or after ("night").
    fn stretch(&self, at: usize) -> Parsed {
        let (meaning, end) = self.parted(at).or_else(|| self.simple(at))?;
        let end_of_part = |at: usize| words::day_part(self.lower(at)).map(|part| (part, at + 1));
        let is_day = matches!(
            meaning,
            Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Figures { .. }
        ) || matches!(meaning, Meaning::Current { unit: Unit::Day, .. });
        // "late Thursday night" is a night.
        let (meaning, is_day) = match meaning {
            Meaning::Part(_, day)
                if end_of_part(end).is_some() && matches!(*day, Meaning::Weekday { .. } | Meaning::Day { .. }) =>
            {
                (*day, true)
            }
            other => (other, is_day),
        };
        match end_of_part(end) {
            Some((part, end)) if is_day => Some((Meaning::Hours(part, Box::new(meaning)), end)),
            _ => Some((meaning, end)),
        }
    }

    fn parted(&self, at: usize) -> Parsed {
        let lower = self.lower(at);
        let start = if lower == "the" { at + 1 } else { at };
        let skip = |at: usize, options: &[&str]| if self.is(at, options) { at + 1 } else { at };
        match lower {
            "early" | "mid" | "late" | "mid-" | "middle" => {
                let part = match lower {
                    "early" => Part::Early,
                    "late" => Part::Late,
                    _ => Part::Mid,
                };
                let inner = skip(at + 1, &["-", "on", "in"]);
                let inner = skip(inner, &["the"]);
                let (meaning, end) = self.simple_or_year(inner)?;
                Some((Meaning::Part(part, Box::new(meaning)), end))
            }
            "earlier" | "later" if self.is(at + 1, &["in"]) && self.is(at + 2, &["the"]) => {
                let unit = words::unit(self.lower(at + 3)).filter(|unit| !unit.within_a_day() && *unit != Unit::Day)?;
                let meaning = Box::new(Meaning::Current { unit, offset: 0 });
                Some((
                    if lower == "earlier" {
                        Meaning::Before(meaning)
                    } else {
                        Meaning::Rest(meaning)
                    },
                    at + 4,
                ))
            }
            "earlier" | "later" => {
                let inner = skip(at + 1, &["on", "in"]);
                let (meaning, end) = self.simple_or_year(inner)?;
                let meaning = Box::new(meaning);
                Some((
                    if lower == "earlier" {
                        Meaning::Before(meaning)
                    } else {
                        Meaning::Rest(meaning)
                    },
                    end,
                ))
            }
            "the" | "start" | "beginning" | "end"
                if self.is(start, &["start", "beginning", "middle", "end"]) && self.is(start + 1, &["of"]) =>
            {
                let part = match self.lower(start) {
                    "end" => Part::Late,
                    "middle" => Part::Mid,
                    _ => Part::Early,
                };
                let (meaning, end) = if self.is(start + 2, &["the"]) {
                    let unit = words::unit(self.lower(start + 3)).filter(|unit| {
                        matches!(
                            unit,
                            Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
                        )
                    })?;
                    (Meaning::Current { unit, offset: 0 }, start + 4)
                } else {
                    self.simple_or_year(start + 2)?
                };
                Some((Meaning::Part(part, Box::new(meaning)), end))
            }
            // "by year-end", "at year-end 1997"
            "year" if self.is(at + 1, &["-"]) && self.is(at + 2, &["end"]) => {
                let (meaning, end) = match words::year(self.text(at + 3)) {
                    Some(year) => (Meaning::Year(year), at + 4),
                    None => {
                        let unit = Unit::Year;
                        (Meaning::Current { unit, offset: 0 }, at + 3)
                    }
                };
                Some((Meaning::Part(Part::Late, Box::new(meaning)), end))
            }
            "the" if self.is(at + 1, &["night", "evening", "morning", "afternoon"]) && self.is(at + 2, &["of"]) => {
                let part = words::day_part(self.lower(at + 1))?;
                let (meaning, end) = self.simple(at + 3)?;
                Some((Meaning::Hours(part, Box::new(meaning)), end))
            }
            _ => None,
        }
    }

    fn simple_or_year(&self, at: usize) -> Parsed {
        self.simple(at)
            .or_else(|| self.year_told(at).map(|(year, end)| (Meaning::Year(year), end)))
    }

    fn simple(&self, at: usize) -> Parsed {
        match (self.nested(at), self.plain(at)) {
            (Some(nested), Some(plain)) if plain.1 >= nested.1 => Some(plain),
            (nested, plain) => nested.or(plain),
        }
    }

    fn plain(&self, at: usize) -> Parsed {
        self.iso_day(at)
            .or_else(|| self.slashed_day(at))
            .or_else(|| self.month_in_figures(at))
            .or_else(|| self.day_without_year(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.quarter_or_half(at))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.relative_to_previous(at))
            .or_else(|| self.window(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at))
            .or_else(|| self.day_of_month(at))
    }
}
