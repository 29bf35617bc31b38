//! The numbers of days and years, in figures and in words.

use super::super::words;
use super::Grammar;
use crate::quantities::numerals;

impl Grammar<'_, '_> {
    /// The number of a day: "3", "3rd", "third", "twenty-first".
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(day) = words::day_of_month(self.text(at)) {
            return Some((day, at + 1));
        }
        let lower = self.lower(at);
        if matches!(lower, "twenty" | "thirty") {
            let next = at + 1 + usize::from(self.is(at + 1, &["-"]));
            let tens = if lower == "twenty" { 20 } else { 30 };
            let below = words::ordinal(self.lower(next))
                .or_else(|| numerals::cardinal(self.lower(next)).and_then(|number| i32::try_from(number).ok()))
                .filter(|number| (1..10).contains(number) && tens + number <= 31)?;
            return Some(((tens + below) as i8, next + 1));
        }
        let rank = words::ordinal(lower).filter(|rank| (1..=31).contains(rank))?;
        // "March second-quarter figures", "the May first round".
        let counts = self.is_noun(at + 1) || self.tag(at + 1).starts_with("JJ") || self.is(at + 1, &["-"]);
        (!counts && !lower.starts_with(|c: char| c.is_ascii_digit())).then_some((rank as i8, at + 1))
    }

    /// The number of a day as a cardinal in words: "fifteen", "thirty-one".
    pub(super) fn day_in_words(&self, at: usize) -> Option<(i8, usize)> {
        let (day, end) = self.below_hundred(at)?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        Some((day, end))
    }

    /// A year in figures or in words ("two thousand and five", "nineteen seventy-eight").
    pub(super) fn year_told(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(year) = words::year(self.text(at)) {
            return Some((year, at + 1));
        }
        let lower = self.lower(at);
        let century = match lower {
            "eighteen" => 1800,
            "nineteen" => 1900,
            "twenty" => 2000,
            "two" | "one" if self.is(at + 1, &["thousand"]) => return self.thousands(at),
            _ => return None,
        };
        let mut next = at + 1 + usize::from(self.is(at + 1, &["-"]));
        if self.is(next, &["hundred"]) {
            next += 1 + usize::from(self.is(next + 1, &["and"]));
        }
        let zero = usize::from(self.is(next, &["zero", "oh"]));
        let (below, end) = self.below_hundred(next + zero)?;
        // "twenty one people" counts.
        (zero == 1 || below >= 10).then_some((century + below, end))
    }

    fn thousands(&self, at: usize) -> Option<(i16, usize)> {
        let mut year = if self.is(at, &["two"]) { 2000 } else { 1000 };
        let mut end = at + 2;
        if let Some(hundreds) = numerals::cardinal(self.lower(end))
            && self.is(end + 1, &["hundred"])
        {
            year += i16::try_from(hundreds).ok()? * 100;
            end += 2;
        }
        let below_at = end + usize::from(self.is(end, &["and"]));
        if let Some((below, after)) = self.below_hundred(below_at) {
            return Some((year + below, after));
        }
        (year == 2000 && !self.is_noun(end)).then_some((year, end))
    }

    fn below_hundred(&self, at: usize) -> Option<(i16, usize)> {
        let tens = i16::try_from(numerals::cardinal(self.lower(at))?).ok()?;
        let next = at + 1 + usize::from(self.is(at + 1, &["-"]));
        let ones = numerals::cardinal(self.lower(next))
            .and_then(|number| i16::try_from(number).ok())
            .filter(|number| tens >= 20 && tens % 10 == 0 && (1..10).contains(number));
        Some(ones.map_or((tens, at + 1), |ones| (tens + ones, next + 1)))
    }
}
