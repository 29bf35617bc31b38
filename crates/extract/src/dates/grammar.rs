//! The grammar of date expressions: words to meanings, with no calendar and no anchor.

use std::ops::Range;

use super::meaning::{Meaning, Part, Side};
use super::words::{self, Unit, Word};
use crate::quantities::numerals;

/// A stretch of words that speaks of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its words.
    pub words: Range<usize>,
    /// What they say.
    pub meaning: Meaning,
}

type Parsed = Option<(Meaning, usize)>;

/// Every expression of a sentence, from left to right, the longest at each place. Total: any words do.
pub fn parse(words: &[Word]) -> Vec<Expression> {
    let grammar = Grammar { words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let several = grammar.days_of_one_month(at);
        if !several.is_empty() {
            at = several.last().map_or(at + 1, |expression| expression.words.end);
            found.extend(several);
            continue;
        }
        match grammar.expression(at) {
            Some((meaning, end)) if end > at => {
                found.push(Expression { words: at..end, meaning });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

struct Grammar<'w, 't> {
    words: &'w [Word<'t>],
}

impl Grammar<'_, '_> {
    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text)
    }

    fn lower(&self, at: usize) -> String {
        self.text(at).to_lowercase()
    }

    fn is(&self, at: usize, options: &[&str]) -> bool {
        options.contains(&self.lower(at).as_str())
    }

    fn before(&self, at: usize, options: &[&str]) -> bool {
        at > 0 && self.is(at - 1, options)
    }

    fn tag(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.tag)
    }

    fn is_noun(&self, at: usize) -> bool {
        self.tag(at).starts_with("NN") && words::month(self.text(at)).is_none() && words::weekday(self.text(at)).is_none()
    }

    /// The whole of an expression, with the words that open or close an interval.
    fn expression(&self, at: usize) -> Parsed {
        self.bounded(at).or_else(|| self.stretch(at))
    }

    fn bounded(&self, at: usize) -> Parsed {
        let lower = self.lower(at);
        match lower.as_str() {
            "since" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::Since(Box::new(inner)), end))
            }
            "until" | "till" | "by" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::Until(Box::new(inner)), end))
            }
            "before" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::Ahead(Box::new(inner)), end))
            }
            "after" => {
                let (inner, end) = self.stretch(at + 1)?;
                Some((Meaning::After(Box::new(inner)), end))
            }
            "from" => self.range(at + 1, &["to", "until", "till", "through", "-", "–", "—"]),
            "between" => self.range(at + 1, &["and", "-", "–", "—"]),
            _ => {
                // Without an opening word only a dash or "to" between two days or two years makes a range.
                let (meaning, end) = self.range(at, &["to", "through", "-", "–", "—"])?;
                Some((meaning, end))
            }
        }
    }

    fn range(&self, at: usize, joins: &[&str]) -> Parsed {
        let (first, middle, bare) = match self.bare_day(at).filter(|&end| self.is(end, joins)) {
            Some(end) => (None, end, words::day_of_month(self.text(at))),
            None => {
                let (first, end) = self.year_in_range(at).or_else(|| self.stretch(at))?;
                (Some(first), end, None)
            }
        };
        if !self.is(middle, joins) {
            return None;
        }
        let start = middle + 1;
        let after_month = match &first {
            Some(Meaning::Day { year, month, side, .. }) => {
                self.bare_day(start).filter(|&end| words::month(self.text(end)).is_none() && !self.is_noun(end)).and_then(
                    |end| {
                        let day = words::day_of_month(self.text(start))?;
                        let (given, end) = self.year_after(end).map_or((None, end), |(year, end)| (Some(year), end));
                        let last =
                            Meaning::Day { year: given.or(*year), month: *month, day, weekday: None, side: *side };
                        Some((last, end))
                    },
                )
            }
            _ => None,
        };
        let (last, end) =
            after_month.or_else(|| self.short_year(first.as_ref(), start)).or_else(|| self.year_in_range(start)).or_else(|| self.stretch(start))?;
        let first = match (first, bare, &last) {
            (Some(first), _, _) => first,
            (None, Some(day), Meaning::Day { year, month, side, .. }) => {
                Meaning::Day { year: *year, month: *month, day, weekday: None, side: *side }
            }
            _ => return None,
        };
        let alike = match (&first, &last) {
            (Meaning::Year(first), Meaning::Year(last)) => first < last,
            (Meaning::Day { .. } | Meaning::Figures { .. } | Meaning::Weekday { .. }, Meaning::Current { .. }) => true,
            (first, last) => std::mem::discriminant(first) == std::mem::discriminant(last) || first.year().is_some(),
        };
        alike.then(|| (Meaning::Between(Box::new(first), Box::new(last)), end))
    }

    /// "2022-23".
    fn short_year(&self, first: Option<&Meaning>, at: usize) -> Parsed {
        let Some(Meaning::Year(first)) = first else { return None };
        let text = self.text(at);
        let value: i16 = (text.len() == 2).then(|| text.parse().ok()).flatten()?;
        (value == (first + 1) % 100 && self.is(at.wrapping_sub(1), &["-", "–", "/"])).then_some((Meaning::Year(first + 1), at + 1))
    }

    fn year_in_range(&self, at: usize) -> Parsed {
        let year = words::year(self.text(at))?;
        // "2023-12-30" is a day.
        if self.iso_day(at).is_some() || self.is_noun(at + 1) {
            return None;
        }
        Some((Meaning::Year(year), at + 1))
    }

    fn bare_day(&self, at: usize) -> Option<usize> {
        let at = if self.is(at, &["the"]) { at + 1 } else { at };
        words::day_of_month(self.text(at)).map(|_| at + 1)
    }

    /// "2 and 6 January", "30, 31 December and …": days that share the month after the last of them.
    /// "January 2, 3 and 4": days that share the month before the first of them.
    fn days_of_one_month(&self, at: usize) -> Vec<Expression> {
        self.days_before_month(at).or_else(|| self.days_after_month(at)).unwrap_or_default()
    }

    fn separator(&self, at: usize) -> usize {
        let comma = usize::from(self.is(at, &[","]));
        let word = usize::from(self.is(at + comma, &["and", "or", "&"]));
        comma + word
    }

    fn days_before_month(&self, at: usize) -> Option<Vec<Expression>> {
        let mut days: Vec<(Range<usize>, i8)> = Vec::new();
        let mut here = at;
        loop {
            let day = words::day_of_month(self.text(here))?;
            days.push((here..here + 1, day));
            here += 1;
            let separator = self.separator(here);
            if separator == 0 {
                break;
            }
            here += separator;
        }
        if days.len() < 2 {
            return None;
        }
        let here = if self.is(here, &["of"]) { here + 1 } else { here };
        let (month, _) = words::month(self.text(here))?;
        let (year, end) = self.year_after(here + 1).map_or((None, here + 1), |(year, end)| (Some(year), end));
        let last = days.len() - 1;
        days[last].0.end = end;
        Some(
            days.into_iter()
                .map(|(words, day)| Expression {
                    words,
                    meaning: Meaning::Day { year, month, day, weekday: None, side: Side::Plain },
                })
                .collect(),
        )
    }

    fn days_after_month(&self, at: usize) -> Option<Vec<Expression>> {
        let (month, _) = words::month(self.text(at))?;
        let first = words::day_of_month(self.text(at + 1))?;
        let mut days: Vec<(Range<usize>, i8)> = vec![(at..at + 2, first)];
        let mut here = at + 2;
        loop {
            let separator = self.separator(here);
            let next = here + separator;
            let Some(day) = (separator > 0).then(|| words::day_of_month(self.text(next))).flatten() else { break };
            // "January 2, 3 people": a count, and "January 2, 6 February": another month's day.
            let counts = words::month(self.text(next + 1)).is_some()
                || self.tag(next + 1).starts_with("NN")
                || self.tag(next + 1).starts_with("JJ")
                || words::unit(&self.lower(next + 1)).is_some()
                || self.is(next + 1, &["-", "–", ":", "of", "%", "percent", "more", "others"]);
            if counts || (self.words.get(next + 1).is_none() && separator == 1) {
                break;
            }
            days.push((next..next + 1, day));
            here = next + 1;
        }
        if days.len() < 2 {
            return None;
        }
        let year = self.year_after(here).map(|(year, end)| {
            let last = days.len() - 1;
            days[last].0.end = end;
            year
        });
        Some(
            days.into_iter()
                .map(|(words, day)| Expression {
                    words,
                    meaning: Meaning::Day { year, month, day, weekday: None, side: Side::Plain },
                })
                .collect(),
        )
    }

    /// One stretch of time, with a part of it named before ("early", "late on") or after ("night").
    fn stretch(&self, at: usize) -> Parsed {
        let (meaning, end) = self.parted(at).or_else(|| self.simple(at))?;
        let end_of_part = |at: usize| words::day_part(&self.lower(at)).map(|part| (part, at + 1));
        let is_day = matches!(meaning, Meaning::Day { .. } | Meaning::Weekday { .. } | Meaning::Figures { .. })
            || matches!(meaning, Meaning::Current { unit: Unit::Day, .. });
        match end_of_part(end) {
            Some((part, end)) if is_day => Some((Meaning::Hours(part, Box::new(meaning)), end)),
            _ => Some((meaning, end)),
        }
    }

    fn parted(&self, at: usize) -> Parsed {
        let lower = self.lower(at);
        let start = if lower == "the" { at + 1 } else { at };
        let skip = |at: usize, options: &[&str]| if self.is(at, options) { at + 1 } else { at };
        match lower.as_str() {
            "early" | "mid" | "late" | "mid-" => {
                let part = match lower.as_str() {
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
                let unit = words::unit(&self.lower(at + 3)).filter(|unit| !matches!(unit, Unit::Hour | Unit::Day))?;
                let meaning = Box::new(Meaning::Current { unit, offset: 0 });
                Some((if lower == "earlier" { Meaning::Before(meaning) } else { Meaning::Rest(meaning) }, at + 4))
            }
            "earlier" | "later" => {
                let inner = skip(at + 1, &["on", "in"]);
                let (meaning, end) = self.simple_or_year(inner)?;
                let meaning = Box::new(meaning);
                Some((if lower == "earlier" { Meaning::Before(meaning) } else { Meaning::Rest(meaning) }, end))
            }
            "the" | "start" | "beginning" | "end" if self.is(start, &["start", "beginning", "middle", "end"]) && self.is(start + 1, &["of"]) => {
                let part = match self.lower(start).as_str() {
                    "end" => Part::Late,
                    "middle" => Part::Mid,
                    _ => Part::Early,
                };
                let (meaning, end) = if self.is(start + 2, &["the"]) {
                    let unit = words::unit(&self.lower(start + 3)).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade))?;
                    (Meaning::Current { unit, offset: 0 }, start + 4)
                } else {
                    self.simple_or_year(start + 2)?
                };
                Some((Meaning::Part(part, Box::new(meaning)), end))
            }
            "the" if self.is(at + 1, &["night", "evening", "morning", "afternoon"]) && self.is(at + 2, &["of"]) => {
                let part = words::day_part(&self.lower(at + 1))?;
                let (meaning, end) = self.simple(at + 3)?;
                Some((Meaning::Hours(part, Box::new(meaning)), end))
            }
            _ => None,
        }
    }

    fn simple_or_year(&self, at: usize) -> Parsed {
        self.simple(at).or_else(|| words::year(self.text(at)).map(|year| (Meaning::Year(year), at + 1)))
    }

    fn simple(&self, at: usize) -> Parsed {
        self.iso_day(at)
            .or_else(|| self.slashed_day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.quarter_or_half(at))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.from_previous(at))
            .or_else(|| self.window(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at))
            .or_else(|| self.day_of_month(at))
    }

    /// A year straight after, or after a comma or "of".
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(year) = words::year(self.text(at)) {
            return Some((year, at + 1));
        }
        if self.is(at, &[",", "of"]) {
            let year = words::year(self.text(at + 1))?;
            // ", 2000 people" counts.
            return (!self.is_noun(at + 2) || self.tag(at + 2).is_empty()).then_some((year, at + 2));
        }
        None
    }

    /// "2023-12-30", "2023/12/30", also with a time after it.
    fn iso_day(&self, at: usize) -> Parsed {
        let year = words::year(self.text(at))?;
        let dash = self.text(at + 1);
        if !matches!(dash, "-" | "–" | "/") || self.text(at + 3) != dash {
            return None;
        }
        let month: i8 = two_figures(self.text(at + 2))?;
        let day = self.text(at + 4);
        let day: i8 = two_figures(day.split(['T', 't']).next().unwrap_or(day))?;
        valid(month, day).then_some((Meaning::Day { year: Some(year), month, day, weekday: None, side: Side::Plain }, at + 5))
    }

    /// "30/12/2023", "30-12-2023", "30.12.2023".
    fn slashed_day(&self, at: usize) -> Parsed {
        let dotted: Vec<&str> = self.text(at).split('.').collect();
        let (first, second, year, end) = if let [first, second, year] = dotted[..] {
            (first.to_owned(), second.to_owned(), year.to_owned(), at + 1)
        } else {
            let dash = self.text(at + 1);
            if !matches!(dash, "-" | "–" | "/") || self.text(at + 3) != dash {
                return None;
            }
            (self.text(at).to_owned(), self.text(at + 2).to_owned(), self.text(at + 4).to_owned(), at + 5)
        };
        let figure = |text: &str| (text.len() <= 2).then(|| text.parse::<i8>().ok()).flatten();
        let (first, second) = (figure(&first)?, figure(&second)?);
        let year = words::year(&year).or_else(|| {
            // Two figures for the year only where nothing else could be meant.
            (year.len() == 2 && dotted.len() == 1 && self.text(at + 1) == "/").then(|| year.parse::<i16>().ok()).flatten().map(|short| 2000 + short)
        })?;
        let full = |month: i8, day: i8| Meaning::Day { year: Some(year), month, day, weekday: None, side: Side::Plain };
        let meaning = match (valid(second, first), valid(first, second)) {
            (true, true) if first != second => Meaning::Figures { year, first, second },
            (true, _) => full(second, first),
            (false, true) => full(first, second),
            (false, false) => return None,
        };
        Some((meaning, end))
    }

    fn side(&self, at: usize) -> (Side, usize) {
        match self.lower(at).as_str() {
            "last" | "past" => (Side::Last, at + 1),
            "this" => (Side::This, at + 1),
            "next" | "coming" => (Side::Next, at + 1),
            _ => (Side::Plain, at),
        }
    }

    fn weekday(&self, at: usize) -> Parsed {
        let (side, name) = self.side(at);
        let (weekday, abbreviated) = words::weekday(self.text(name))?;
        if self.words[name].in_name {
            return None;
        }
        let mut next = name + 1;
        // "Wednesday's attack", "Friday the 11th", "Wednesday, January 10".
        let dated = if self.is(next, &[","]) { next + 1 } else { next };
        if let Some((Meaning::Day { year, month, day, .. }, end)) = self.day_and_month(dated) {
            return Some((Meaning::Day { year, month, day, weekday: Some(weekday), side: Side::Plain }, end));
        }
        if let Some((Meaning::Figures { .. } | Meaning::Day { .. }, _)) = self.slashed_day(dated).or_else(|| self.iso_day(dated)) {
            let (meaning, end) = self.slashed_day(dated).or_else(|| self.iso_day(dated))?;
            return Some((meaning, end));
        }
        if self.is(next, &["the"]) && self.text(next + 1).len() > 2 {
            if let Some(day) = words::day_of_month(self.text(next + 1)) {
                return Some((Meaning::DayOfMonth { day, weekday: Some(weekday) }, next + 2));
            }
        }
        // "Sun", "Sat", "Wed" without a point are more often other words.
        if abbreviated && !self.text(name).ends_with('.') && side == Side::Plain && !self.before(name, &["on"]) {
            return None;
        }
        if side == Side::Plain && self.is(next, &["last", "next"]) && !self.is_noun(next + 1) {
            let (side, end) = self.side(next);
            return Some((Meaning::Weekday { weekday, side }, end));
        }
        if self.is(next, &["-"]) && self.is_noun(next + 1) {
            next = name + 1;
        }
        Some((Meaning::Weekday { weekday, side }, next))
    }

    fn day_and_month(&self, at: usize) -> Parsed {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (side, start) = match self.side(start) {
            (side, after) if side != Side::Plain && words::month(self.text(after)).is_some() => (side, after),
            _ => (Side::Plain, start),
        };
        let (month, day, end) = if let Some(day) = words::day_of_month(self.text(start)) {
            // "30 December", "30th of December"
            let month_at = if self.is(start + 1, &["of"]) { start + 2 } else { start + 1 };
            let (month, _) = words::month(self.text(month_at))?;
            if self.words[month_at].tag == "MD" {
                return None;
            }
            (month, day, month_at + 1)
        } else {
            let (month, _) = words::month(self.text(start))?;
            let day_at = if self.is(start + 1, &["the"]) { start + 2 } else { start + 1 };
            let day = words::day_of_month(self.text(day_at))?;
            // "In May 12 people died" counts people; "May 12" with a plural noun after it is no day.
            if self.text(day_at).bytes().all(|byte| byte.is_ascii_digit())
                && matches!(self.tag(day_at + 1), "NNS" | "NNPS")
                && self.before(start, &["in"])
            {
                return None;
            }
            (month, day, day_at + 1)
        };
        if !valid(month, day) {
            return None;
        }
        let (year, end) = self.year_after(end).map_or((None, end), |(year, end)| (Some(year), end));
        let (side, end) = match self.side(end) {
            (after @ (Side::Last | Side::This | Side::Next), next) if self.is(next, &["year"]) && year.is_none() => {
                (after, next + 1)
            }
            _ => (side, end),
        };
        Some((Meaning::Day { year, month, day, weekday: None, side }, end))
    }

    fn month(&self, at: usize) -> Parsed {
        let (side, name) = self.side(at);
        let (month, abbreviated) = words::month(self.text(name))?;
        let word = self.words[name];
        if word.tag == "MD" || word.in_name {
            return None;
        }
        if let Some((year, end)) = self.year_after(name + 1) {
            return Some((Meaning::Month { year: Some(year), month, side: Side::Plain }, end));
        }
        if side == Side::Plain && self.is(name + 1, &["of", "last", "this", "next"]) {
            let unit_at = if self.is(name + 1, &["of"]) { name + 2 } else { name + 1 };
            let (of_year, next) = self.side(unit_at);
            if of_year != Side::Plain && self.is(next, &["year"]) {
                return Some((Meaning::Month { year: None, month, side: of_year }, next + 1));
            }
        }
        const OPENERS: [&str; 26] = [
            "in", "since", "until", "till", "by", "of", "from", "to", "between", "before", "after", "during", "through",
            "early", "mid", "late", "-", "–", "and", "or", "earlier", "later", "throughout", "for", "around", "in-",
        ];
        let opened = side != Side::Plain || self.before(at, &OPENERS);
        let attributive = self.before(at, &["the", "a"]) && self.tag(name + 1).starts_with("NN");
        // "May" and "March" are also other words, abbreviations also names.
        let needs_context = matches!(word.text, "May" | "March" | "MAY" | "MARCH" | "August" | "April" | "June") || abbreviated;
        if needs_context && !opened && !attributive {
            return None;
        }
        if abbreviated && word.text != "May" && !word.text.ends_with('.') && !opened {
            return None;
        }
        if word.text == "March" && self.is(name + 1, &["on", "for"]) && !opened {
            return None;
        }
        Some((Meaning::Month { year: None, month, side }, name + 1))
    }

    fn season(&self, at: usize) -> Parsed {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (side, name) = self.side(start);
        let season = words::season(&self.lower(name))?;
        let year_at = if self.is(name + 1, &["of"]) { name + 2 } else { name + 1 };
        if let Some(year) = words::year(self.text(year_at)) {
            return Some((Meaning::Season { year: Some(year), season, side: Side::Plain }, year_at + 1));
        }
        // "fall" and "spring" alone are more often verbs.
        (side != Side::Plain && start == at).then_some((Meaning::Season { year: None, season, side }, name + 1))
    }

    fn quarter_or_half(&self, at: usize) -> Parsed {
        let text = self.text(at);
        let named = |letter: char, most: i8| {
            let number = text.strip_prefix(letter)?;
            (number.len() == 1).then(|| number.parse::<i8>().ok()).flatten().filter(|n| (1..=most).contains(n))
        };
        if let Some(quarter) = named('Q', 4) {
            let (year, end) = self.year_after(at + 1).map_or((None, at + 1), |(year, end)| (Some(year), end));
            return Some((Meaning::Quarter { year, quarter }, end));
        }
        if let Some(half) = named('H', 2) {
            let (year, end) = self.year_after(at + 1)?;
            return Some((Meaning::Half { year: Some(year), half }, end));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let ordinal = ["first", "second", "third", "fourth"].iter().position(|name| self.is(start, &[name]))? as i8 + 1;
        let (word, mut end) = (self.lower(start + 1), start + 2);
        let mut year = None;
        if self.is(end, &["of"]) {
            let mut inner = end + 1;
            if let Some(value) = words::year(self.text(inner)) {
                year = Some(value);
                end = inner + 1;
            } else {
                inner += usize::from(self.is(inner, &["the", "this"]));
                if !self.is(inner, &["year"]) {
                    return None;
                }
                end = inner + 1;
            }
        } else {
            year = Some(words::year(self.text(end))?);
            end += 1;
        }
        match (word.as_str(), ordinal) {
            ("quarter", quarter) => Some((Meaning::Quarter { year, quarter }, end)),
            ("half", half @ 1..=2) => Some((Meaning::Half { year, half }, end)),
            _ => None,
        }
    }

    fn feast(&self, at: usize) -> Parsed {
        let day = |month, day, words: usize| {
            let (year, end) =
                self.year_after(at + words).map_or((None, at + words), |(year, end)| (Some(year), end));
            Some((Meaning::Day { year, month, day, weekday: None, side: Side::Plain }, end))
        };
        match (self.text(at), self.text(at + 1)) {
            ("Christmas", "Day") => day(12, 25, 2),
            ("Christmas", "Eve") => day(12, 24, 2),
            ("Boxing", "Day") => day(12, 26, 2),
            ("New", "Year") if matches!(self.text(at + 2), "'s" | "’s") => match self.text(at + 3) {
                "Day" => day(1, 1, 4),
                "Eve" => day(12, 31, 4),
                _ => None,
            },
            _ => None,
        }
    }

    /// "yesterday", "last month", "this week", "next year", "tonight", "the day before yesterday".
    fn deictic(&self, at: usize) -> Parsed {
        let day = |offset| Meaning::Current { unit: Unit::Day, offset };
        let lower = self.lower(at);
        match lower.as_str() {
            "yesterday" => return Some((day(-1), at + 1)),
            "today" => return Some((day(0), at + 1)),
            "tomorrow" => return Some((day(1), at + 1)),
            "tonight" => return Some((Meaning::Hours(words::DayPart::Night, Box::new(day(0))), at + 1)),
            "overnight" if !self.is_noun(at + 1) => {
                let next = if self.is(at + 1, &["on"]) { at + 2 } else { at + 1 };
                if let Some((meaning @ (Meaning::Weekday { .. } | Meaning::Day { .. }), end)) =
                    self.weekday(next).or_else(|| self.day_and_month(next))
                {
                    return Some((Meaning::Hours(words::DayPart::Night, Box::new(meaning)), end));
                }
                return Some((Meaning::Overnight, at + 1));
            }
            "the" if self.is(at + 1, &["day"]) => {
                if self.is(at + 2, &["before"]) && self.is(at + 3, &["yesterday"]) {
                    return Some((day(-2), at + 4));
                }
                if self.is(at + 2, &["after"]) && self.is(at + 3, &["tomorrow"]) {
                    return Some((day(2), at + 4));
                }
                return None;
            }
            "the" if self.is(at + 1, &["week", "month", "year"]) && self.is(at + 2, &["after"]) && self.is(at + 3, &["next"]) => {
                let unit = words::unit(&self.lower(at + 1))?;
                return Some((Meaning::Current { unit, offset: 2 }, at + 4));
            }
            "the" if self.is(at + 1, &["weekend"]) && self.before(at, &["over", "at", "during", "on"]) => {
                return Some((Meaning::Weekend, at + 2));
            }
            _ => {}
        }
        let (side, name) = self.side(at);
        let offset = match side {
            Side::Last if lower == "last" => -1,
            Side::This => 0,
            Side::Next if lower == "next" => 1,
            _ => return None,
        };
        // "the last week" is a stretch of seven days, "the next week" the one after another date.
        if self.before(at, &["the"]) {
            return None;
        }
        let word = self.lower(name);
        if let Some(part) = words::day_part(&word) {
            let offset = if side == Side::Next { return None } else { offset };
            return Some((Meaning::Hours(part, Box::new(day(offset))), name + 1));
        }
        let unit = words::unit(&word).filter(|unit| !matches!(unit, Unit::Hour | Unit::Day))?;
        if word.ends_with('s') {
            return None;
        }
        Some((Meaning::Current { unit, offset }, name + 1))
    }

    /// "so many" before a unit: a numeral, "a", "a few", "several", "a couple of"; a vague one has no number.
    fn count(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let lowers: Vec<String> = (at..at + 8).map(|at| self.lower(at)).collect();
        let views: Vec<&str> = lowers.iter().map(String::as_str).collect();
        if let Some(numeral) = numerals::read(&views) {
            let value = i32::try_from(numeral.value).ok().filter(|value| *value <= 10_000)?;
            return Some((Some(value), at + numeral.words));
        }
        if self.is(at, &["a", "an"]) {
            if self.is(at + 1, &["few"]) {
                return Some((None, at + 2));
            }
            if self.is(at + 1, &["couple"]) {
                let end = if self.is(at + 2, &["of"]) { at + 3 } else { at + 2 };
                return Some((Some(2), end));
            }
            return Some((Some(1), at + 1));
        }
        self.is(at, &["several", "few", "many", "some"]).then_some((None, at + 1))
    }

    /// "two weeks ago", "days ago", "three days from now", "in two weeks' time".
    fn counted(&self, at: usize) -> Parsed {
        if self.is(at, &["in"]) {
            let (count, unit_at) = self.count(at + 1)?;
            let unit = words::unit(&self.lower(unit_at))?;
            let end = unit_at + 1;
            let mark = usize::from(self.is(end, &["'", "’", "'s", "’s"]));
            return (mark == 1 && self.is(end + 1, &["time"])).then_some((Meaning::Counted { unit, count }, end + 2));
        }
        let (count, unit_at) = self.count(at).unwrap_or((None, at));
        let unit = words::unit(&self.lower(unit_at))?;
        if self.is(unit_at + 1, &["ago"]) {
            return Some((Meaning::Counted { unit, count: count.map(|count| -count) }, unit_at + 2));
        }
        if self.is(unit_at + 1, &["from"]) && self.is(unit_at + 2, &["now", "today"]) && count.is_some() {
            return Some((Meaning::Counted { unit, count }, unit_at + 3));
        }
        None
    }

    /// "three days later", "the same day", "the following week", "a day earlier", "that month".
    fn from_previous(&self, at: usize) -> Parsed {
        if self.is(at, &["the", "that"]) {
            let named = |offset: i32, unit_at: usize| {
                let unit = words::unit(&self.lower(unit_at)).filter(|unit| *unit != Unit::Hour)?;
                (!self.lower(unit_at).ends_with('s')).then_some((Meaning::FromPrevious { unit, count: offset }, unit_at + 1))
            };
            if self.is(at, &["that"]) {
                if self.before(at, &["of", "on", "by", "in", "later", "earlier", ","]) || at == 0 {
                    let same = if self.is(at + 1, &["same"]) { at + 2 } else { at + 1 };
                    return named(0, same);
                }
                return None;
            }
            if self.is(at + 1, &["same"]) {
                return named(0, at + 2);
            }
            if self.is(at + 1, &["next", "following", "subsequent"]) {
                return named(1, at + 2);
            }
            if self.is(at + 1, &["previous", "preceding"]) {
                return named(-1, at + 2);
            }
            let unit = words::unit(&self.lower(at + 1)).filter(|unit| *unit != Unit::Hour)?;
            if self.is(at + 2, &["before", "after"]) {
                return Some(self.from_what(unit, 1, at + 2));
            }
            return None;
        }
        let (count, unit_at) = self.count(at)?;
        let (count, unit) = (count?, words::unit(&self.lower(unit_at)).filter(|unit| *unit != Unit::Hour)?);
        match self.lower(unit_at + 1).as_str() {
            "later" => Some((Meaning::FromPrevious { unit, count }, unit_at + 2)),
            "earlier" => Some((Meaning::FromPrevious { unit, count: -count }, unit_at + 2)),
            "before" | "after" => Some(self.from_what(unit, count, unit_at + 1)),
            _ => None,
        }
    }

    fn from_what(&self, unit: Unit, count: i32, side_at: usize) -> (Meaning, usize) {
        let end = side_at + 1;
        let names_event = matches!(self.tag(end), "DT" | "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "PRP$" | "JJ" | "VBG" | "CD" | "WDT" | "EX");
        let count = if self.is(side_at, &["before"]) { -count } else { count };
        if names_event { (Meaning::FromEvent, end) } else { (Meaning::FromPrevious { unit, count }, end) }
    }

    /// "the past three weeks", "the last 24 hours", "recent days", "the coming months".
    fn window(&self, at: usize) -> Parsed {
        if self.is(at, &["recent", "coming"]) {
            let ahead = self.is(at, &["coming"]);
            let unit = words::unit(&self.lower(at + 1))?;
            return self.lower(at + 1).ends_with('s').then_some((Meaning::Window { unit, count: None, ahead }, at + 2));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let ahead = match self.lower(start).as_str() {
            "past" | "last" | "previous" => false,
            "next" | "coming" => true,
            _ => return None,
        };
        let (count, unit_at) = match self.count(start + 1) {
            Some((count, unit_at)) => (count, unit_at),
            None => (Some(1), start + 1),
        };
        let unit = words::unit(&self.lower(unit_at))?;
        let plural = self.lower(unit_at).ends_with('s');
        // "the last day of the talks", "last weeks"
        if start == at && !plural || count == Some(1) && (plural || unit == Unit::Day) || self.is(unit_at + 1, &["of"]) {
            return None;
        }
        Some((Meaning::Window { unit, count, ahead }, unit_at + 1))
    }

    fn decade(&self, at: usize) -> Parsed {
        let text = self.text(at);
        let digits = text.strip_suffix('s')?.trim_end_matches(['\'', '’']);
        let year = words::year(digits).filter(|year| year % 10 == 0)?;
        let last = if year % 100 == 0 && self.before(at, &["the"]) && year < 2000 { year + 99 } else { year + 9 };
        Some((Meaning::Years(year, last), at + 1))
    }

    fn year(&self, at: usize) -> Parsed {
        let year = words::year(self.text(at))?;
        const OPENERS: [&str; 21] = [
            "in", "since", "until", "till", "by", "of", "from", "before", "after", "during", "year", "early", "mid",
            "late", "throughout", "through", "around", "circa", "earlier", "and", "between",
        ];
        // "resolution 1718 (2006)" and "in 2000 homes".
        if self.before(at, &["(", "["]) && at > 1 && self.text(at - 2).bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let counts = matches!(self.tag(at + 1), "NNS" | "NNPS");
        let opened = self.before(at, &OPENERS) && !(self.before(at, &["and", "of", "from", "by"]) && counts);
        let listed = at > 1 && self.before(at, &["and", "or", ",", "to"]) && words::year(self.text(at - 2)).is_some();
        let attributive = self.before(at, &["the", "a", "its", "his", "their", "our", "’s", "'s"])
            && matches!(self.tag(at + 1), "NN" | "NNP" | "JJ" | "NNS" | "");
        let and_only = self.before(at, &["and", "between"]) && !listed;
        ((opened && !and_only && !counts) || listed || attributive).then_some((Meaning::Year(year), at + 1))
    }

    /// "on the 11th".
    fn day_of_month(&self, at: usize) -> Parsed {
        if !(self.is(at, &["the"]) && self.before(at, &["on", "by", "until", "since"])) {
            return None;
        }
        let text = self.text(at + 1);
        let day = words::day_of_month(text).filter(|_| !text.bytes().all(|byte| byte.is_ascii_digit()))?;
        let ordinal_of_something = self.is_noun(at + 2) || self.tag(at + 2).starts_with("JJ") || self.is(at + 2, &["of"]);
        (!ordinal_of_something).then_some((Meaning::DayOfMonth { day, weekday: None }, at + 2))
    }
}

fn two_figures(text: &str) -> Option<i8> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Whether a month has such a day in some year.
fn valid(month: i8, day: i8) -> bool {
    let most = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=most).contains(&day)
}
