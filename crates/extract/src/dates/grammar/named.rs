//! Dates that name a day, a month, a season, a quarter or a year.

use super::super::meaning::{Meaning, Side};
use super::super::words;
use super::figures::{capital, century_of, two_figures, valid};
use super::{Grammar, Parsed};

impl Grammar<'_, '_> {
    /// A year straight after, or after a comma or "of".
    pub(super) fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(told) = self.year_told(at) {
            return Some(told);
        }
        let short = |at: usize| {
            let text = self.text(at);
            let digits = text.trim_start_matches(['\'', '’', '‘']);
            (digits.len() == 2 && digits.len() < text.len())
                .then(|| digits.parse::<i16>().ok())
                .flatten()
                .map(|year| (century_of(year) + year, at + 1))
        };
        if self.is(at, &[",", "of", "-", "/"]) {
            let (year, end) = self.year_told(at + 1).or_else(|| short(at + 1))?;
            // ", 2000 people" counts; "May 3-2020" is written by few.
            return (!self.is_noun(end) || self.tag(end).is_empty()).then_some((year, end));
        }
        short(at)
    }

    pub(super) fn side(&self, at: usize) -> (Side, usize) {
        match self.lower(at) {
            "last" | "past" | "previous" => (Side::Last, at + 1),
            "this" if self.is(at + 1, &["coming", "upcoming"]) => (Side::Coming, at + 2),
            "this" if self.is(at + 1, &["past"]) => (Side::Last, at + 2),
            "this" | "current" => (Side::This, at + 1),
            "next" => (Side::Next, at + 1),
            "coming" | "upcoming" => (Side::Coming, at + 1),
            _ => (Side::Plain, at),
        }
    }

    pub(super) fn weekday(&self, at: usize) -> Parsed {
        let (side, name) = self.side(at);
        let (weekday, abbreviated) = words::weekday(self.text(name))?;
        if self.words[name].in_name {
            return None;
        }
        let mut next = name + 1;
        // "Wednesday's attack", "Friday the 11th", "Wednesday, January 10".
        let dated = if self.is(next, &[",", "-"]) { next + 1 } else { next };
        if let Some((Meaning::Day { year, month, day, .. }, end)) = self.day_and_month(dated) {
            return Some((
                Meaning::Day {
                    year,
                    month,
                    day,
                    weekday: Some(weekday),
                    side: Side::Plain,
                },
                end,
            ));
        }
        if let Some(in_figures) = self.slashed_day(dated).or_else(|| self.iso_day(dated)) {
            return Some(in_figures);
        }
        if let Some((Meaning::Day { year, month, day, .. }, end)) = self.day_without_year(next) {
            let (weekday, side) = (Some(weekday), Side::Plain);
            return Some((
                Meaning::Day {
                    year,
                    month,
                    day,
                    weekday,
                    side,
                },
                end,
            ));
        }
        let number_at = next + usize::from(self.is(next, &["the"]));
        if let Some((day, end)) = self.day_number(number_at).or_else(|| self.day_in_words(number_at)) {
            let bare = number_at == next && self.text(number_at).bytes().all(|byte| byte.is_ascii_digit());
            let ended = self.words.get(end).is_none() || self.is(end, &[".", ",", ";", ")", "!", "?"]);
            let cardinal = words::ordinal(self.lower(end - 1)).is_none();
            if (!bare && !cardinal || ended) && !self.is(end, &["-", ":", "/"]) && !self.is_noun(end) {
                let weekday = Some(weekday);
                return Some((Meaning::DayOfMonth { day, weekday }, end));
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

    pub(super) fn day_and_month(&self, at: usize) -> Parsed {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (side, start) = match self.side(start) {
            (side, after)
                if side != Side::Plain
                    && (words::month(self.text(after)).is_some()
                        || self.day_number(after).is_some_and(|(_, end)| {
                            let of = end + usize::from(self.is(end, &["of"]));
                            words::month(self.text(of)).is_some()
                        })) =>
            {
                (side, after)
            }
            _ => (Side::Plain, start),
        };
        let spelled = || {
            let (day, after) = self.day_in_words(start)?;
            words::month(self.text(after)).map(|_| (day, after))
        };
        let (month, day, end) = if let Some((day, after)) = self.day_number(start).or_else(spelled) {
            // "30 December", "30th of December", "30-Dec-2023"
            let month_at = if self.is(after, &["of", "-", "/"]) {
                after + 1
            } else {
                after
            };
            let (month, _) = words::month(self.text(month_at)).or_else(|| {
                let text = self.text(month_at);
                let other = matches!(text, "may" | "march" | "mar" | "sun");
                words::month(&capital(text)).filter(|_| !other && text.len() > 2)
            })?;
            if self.words[month_at].tag == "MD" {
                return None;
            }
            (month, day, month_at + 1)
        } else {
            let (month, _) = words::month(self.text(start))?;
            let day_at = if self.is(start + 1, &["the", "-", "/"]) {
                start + 2
            } else {
                start + 1
            };
            let (day, day_end) = self.day_number(day_at)?;
            // "In May 12 people died" counts people; "May 12" with a plural noun after it is no day.
            if self.text(day_at).bytes().all(|byte| byte.is_ascii_digit())
                && matches!(self.tag(day_at + 1), "NNS" | "NNPS")
                && self.before(start, &["in"])
            {
                return None;
            }
            (month, day, day_end)
        };
        if !valid(month, day) {
            return None;
        }
        let (year, end) = self
            .year_after(end)
            .or_else(|| {
                // Years before 1800 are told by a day and a month before them.
                let text = self.text(end);
                let old = text.len() == 4 && text.starts_with('1') && text.bytes().all(|byte| byte.is_ascii_digit());
                (old && !self.is_noun(end + 1))
                    .then(|| text.parse().ok())
                    .flatten()
                    .map(|year| (year, end + 1))
            })
            .or_else(|| self.is(end, &["in"]).then(|| self.year_told(end + 1)).flatten())
            .filter(|(_, after)| !(self.is(end, &["-", "/"]) && self.is(*after, &["-", "/"])))
            .map_or((None, end), |(year, end)| (Some(year), end));
        let (side, end) = match self.side(end) {
            (after @ (Side::Last | Side::This | Side::Next), next) if self.is(next, &["year"]) && year.is_none() => {
                (after, next + 1)
            }
            _ => (side, end),
        };
        let of_next_year = side == Side::Next && self.is(end.wrapping_sub(1), &["year"]);
        let meaning = Meaning::Day {
            year,
            month,
            day,
            weekday: None,
            side: if of_next_year { Side::Plain } else { side },
        };
        if of_next_year {
            let unit = words::Unit::Year;
            let year = Meaning::Current { unit, offset: 1 };
            return Some((Meaning::InYear(Box::new(meaning), Box::new(year)), end));
        }
        Some((meaning, end))
    }

    pub(super) fn month(&self, at: usize) -> Parsed {
        let (side, name) = self.side(at);
        let (month, abbreviated) = words::month(self.text(name))?;
        let word = self.words[name];
        if word.tag == "MD" || word.in_name {
            return None;
        }
        let in_year = || {
            // "April of 87": no day, for no month has it.
            if self.is(name + 1, &["of"])
                && let Some(short) = two_figures(self.text(name + 2)).filter(|short| *short > 31)
                && self.text(name + 2).len() == 2
            {
                return Some((century_of(i16::from(short)) + i16::from(short), name + 3));
            }
            self.is(name + 1, &["in"])
                .then(|| words::year(self.text(name + 2)).map(|year| (year, name + 3)))
                .flatten()
        };
        if let Some((year, end)) = self.year_after(name + 1).or_else(in_year) {
            return Some((
                Meaning::Month {
                    year: Some(year),
                    month,
                    side: Side::Plain,
                },
                end,
            ));
        }
        if side == Side::Plain && self.is(name + 1, &["of", "last", "this", "next"]) {
            let unit_at = if self.is(name + 1, &["of"]) { name + 2 } else { name + 1 };
            let (of_year, next) = self.side(unit_at);
            if of_year != Side::Plain && self.is(next, &["year"]) {
                return Some((
                    Meaning::Month {
                        year: None,
                        month,
                        side: of_year,
                    },
                    next + 1,
                ));
            }
        }
        const OPENERS: [&str; 26] = [
            "in",
            "since",
            "until",
            "till",
            "by",
            "of",
            "from",
            "to",
            "between",
            "before",
            "after",
            "during",
            "through",
            "early",
            "mid",
            "late",
            "-",
            "–",
            "and",
            "or",
            "earlier",
            "later",
            "throughout",
            "for",
            "around",
            "in-",
        ];
        // "June to August", "Nov.–Feb."
        let ranged = self.is(name + 1, &["to", "-", "–", "through", "until", "till", "and"])
            && (words::month(self.text(name + 2)).is_some() && self.day_number(name + 3).is_none());
        let opened = side != Side::Plain || ranged || self.before(at, &OPENERS);
        let attributive = self.before(at, &["the", "a"]) && self.tag(name + 1).starts_with("NN");
        // "May" and "March" are also other words, abbreviations also names.
        let needs_context = matches!(
            word.text,
            "May" | "March" | "MAY" | "MARCH" | "August" | "august" | "April" | "june" | "april" | "June"
        ) || abbreviated;
        if needs_context && !opened && !attributive {
            return None;
        }
        if abbreviated && word.text != "May" && !word.text.ends_with('.') && !opened {
            return None;
        }
        if word.text == "March" && self.is(name + 1, &["on", "for"]) && !opened {
            return None;
        }
        Some((
            Meaning::Month {
                year: None,
                month,
                side,
            },
            name + 1,
        ))
    }

    pub(super) fn season(&self, at: usize) -> Parsed {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (side, name) = self.side(start);
        let season = words::season(self.lower(name))?;
        let year_at = if self.is(name + 1, &["of"]) { name + 2 } else { name + 1 };
        if let Some((year, end)) = self.year_told(year_at) {
            return Some((
                Meaning::Season {
                    year: Some(year),
                    season,
                    side: Side::Plain,
                },
                end,
            ));
        }
        // "fall" and "spring" alone are more often verbs.
        let unlike_verb = matches!(
            season,
            words::Season::Summer | words::Season::Winter | words::Season::Autumn
        ) && !self.is(name, &["fall"])
            && (start > at || self.before(at, &["in", "during", "since", "mid", "late", "early", "-"]))
            && !self.is(name + 1, &["-"])
            && !self.is_noun(name + 1);
        (side != Side::Plain && start == at || unlike_verb).then_some((
            Meaning::Season {
                year: None,
                season,
                side,
            },
            name + 1,
        ))
    }

    pub(super) fn quarter_or_half(&self, at: usize) -> Parsed {
        let text = self.text(at);
        let named = |letter: char, most: i8| {
            let number = text.strip_prefix(letter)?;
            (number.len() == 1)
                .then(|| number.parse::<i8>().ok())
                .flatten()
                .filter(|n| (1..=most).contains(n))
        };
        if let Some(quarter) = named('Q', 4) {
            let (year, end) = self
                .year_after(at + 1)
                .map_or((None, at + 1), |(year, end)| (Some(year), end));
            return Some((Meaning::Quarter { year, quarter }, end));
        }
        if let Some(half) = named('H', 2) {
            let (year, end) = self.year_after(at + 1)?;
            return Some((Meaning::Half { year: Some(year), half }, end));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let ordinal = ["first", "second", "third", "fourth"]
            .iter()
            .position(|name| self.is(start, &[name]))? as i8
            + 1;
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
        match (word, ordinal) {
            ("quarter", quarter) => Some((Meaning::Quarter { year, quarter }, end)),
            ("half", half @ 1..=2) => Some((Meaning::Half { year, half }, end)),
            _ => None,
        }
    }

    pub(super) fn decade(&self, at: usize) -> Parsed {
        let text = self.text(at);
        let digits = text.strip_suffix('s')?.trim_end_matches(['\'', '’']);
        let year = words::year(digits).filter(|year| year % 10 == 0)?;
        let last = if year % 100 == 0 && self.before(at, &["the"]) && year < 2000 {
            year + 99
        } else {
            year + 9
        };
        Some((Meaning::Years(year, last), at + 1))
    }

    pub(super) fn year(&self, at: usize) -> Parsed {
        if self.is(at, &["fiscal", "fy"]) {
            let number_at = at + 1 + usize::from(self.is(at + 1, &["year"]));
            let year = words::year(self.text(number_at))?;
            return Some((Meaning::Year(year), number_at + 1));
        }
        // "by the year 2000"
        if self.is(at, &["the"])
            && self.is(at + 1, &["year"])
            && let Some(year) = words::year(self.text(at + 2))
        {
            return Some((Meaning::Year(year), at + 3));
        }
        if let Some(year) = self.text(at).strip_prefix("FY").and_then(words::year) {
            return Some((Meaning::Year(year), at + 1));
        }
        if words::year(self.text(at)).is_none() {
            let (year, end) = self.year_told(at)?;
            return (end > at + 2 && self.before(at, &["in", "since", "year"])).then_some((Meaning::Year(year), end));
        }
        let year = words::year(self.text(at))?;
        // "dates back to 1865", "fiscal 1989"
        if self.before(at, &["to"]) && at > 1 && self.is(at - 2, &["back"]) {
            return Some((Meaning::Year(year), at + 1));
        }
        const OPENERS: [&str; 21] = [
            "in",
            "since",
            "until",
            "till",
            "by",
            "of",
            "from",
            "before",
            "after",
            "during",
            "year",
            "early",
            "mid",
            "late",
            "throughout",
            "through",
            "around",
            "circa",
            "earlier",
            "and",
            "between",
        ];
        // "resolution 1718 (2006)" and "in 2000 homes".
        if self.before(at, &["(", "["]) && at > 1 && self.text(at - 2).bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let counts = matches!(self.tag(at + 1), "NNS" | "NNPS");
        let opened = self.before(at, &OPENERS) && !(self.before(at, &["and", "of", "from", "by"]) && counts);
        let listed = at > 1 && self.before(at, &["and", "or", ",", "to"]) && words::year(self.text(at - 2)).is_some();
        const DETERMINERS: [&str; 13] = [
            "the", "a", "its", "his", "her", "their", "our", "my", "your", "this", "that", "’s", "'s",
        ];
        // "the entire 2012 season": the word that opens it may stand before an adjective.
        let determined = self.before(at, &DETERMINERS)
            || at > 1
                && matches!(self.tag(at - 1), "JJ" | "JJS")
                && self.before(at - 1, &DETERMINERS)
                && matches!(self.tag(at + 1), "NN" | "NNP");
        let attributive = determined && matches!(self.tag(at + 1), "NN" | "NNP" | "JJ" | "JJS" | "RBS" | "VBG" | "NNS" | "")
            // "her 2000 and 2006 races"
            || determined && self.is(at + 1, &["and", "or", ","]) && words::year(self.text(at + 2)).is_some();
        // "below 2005 levels", "in 1990 prices"
        let measured_by = self.is(at + 1, &["level", "levels", "prices", "dollars", "terms", "figures"])
            && self.before(
                at,
                &[
                    "below", "above", "from", "to", "of", "than", "in", "at", "over", "under", "on",
                ],
            );
        // "a budget for 2012", but "for 2000 people" and "sold for 2000"
        let of_year = self.before(at, &["for"])
            && at > 1
            && self.is_noun(at - 2)
            && !counts
            && !self.is_noun(at + 1)
            && !self.tag(at + 1).starts_with("JJ")
            && (1900..2100).contains(&year);
        let and_only = self.before(at, &["and", "between"]) && !listed;
        ((opened && !and_only && !counts) || listed || attributive || measured_by || of_year)
            .then_some((Meaning::Year(year), at + 1))
    }

    /// "on the 11th".
    pub(super) fn day_of_month(&self, at: usize) -> Parsed {
        if !(self.is(at, &["the"]) && self.before(at, &["on", "by", "until", "since", "for", "around"])) {
            return None;
        }
        let text = self.text(at + 1);
        let (day, end) = self.day_number(at + 1).or_else(|| self.day_in_words(at + 1))?;
        let ordinal_of_something = self.is_noun(end) || self.tag(end).starts_with("JJ") || self.is(end, &["of", "-"]);
        // "for the second" and "for the 27" are days only where nothing follows that they could count.
        let in_figures = text.len() > 2 && text.starts_with(|c: char| c.is_ascii_digit());
        let ended =
            self.words.get(end).is_none() || self.is(end, &[".", "!", "?"]) && self.words.get(end + 1).is_none();
        let certain = ended || in_figures && !self.before(at, &["for"]);
        (!ordinal_of_something && certain).then_some((Meaning::DayOfMonth { day, weekday: None }, end))
    }
}
