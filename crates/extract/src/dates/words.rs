//! The words that date expressions are made of.

use jiff::civil::Weekday;

/// One word as the grammar of dates reads it: a token, or a piece of one ("3–5", "mid-2023").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Penn Treebank tag; empty where unknown.
    pub tag: &'t str,
    /// Whether a person's name holds it ("Theresa May").
    pub in_name: bool,
    /// The token it is, or is a piece of.
    pub token: usize,
}

impl<'t> Word<'t> {
    /// A word that is a token of its own, without a tag.
    pub fn plain(text: &'t str, token: usize) -> Self {
        Word {
            text,
            tag: "",
            in_name: false,
            token,
        }
    }

    /// The pieces of a token: figures and months around a dash or a slash, "mid-", "early-", "late-" before a year, and
    /// figures written together with a month or a unit ("Oct2", "3hrs"), are apart.
    pub fn pieces(self) -> Vec<Word<'t>> {
        let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'~') || !byte.is_ascii();
        if !self.text.bytes().any(plain) {
            return vec![self];
        }
        let mut pieces = Vec::new();
        let mut start = 0;
        let characters: Vec<(usize, char)> = self.text.char_indices().collect();
        for (position, &(at, character)) in characters.iter().enumerate() {
            let digit = |neighbour: Option<&(usize, char)>| neighbour.is_some_and(|(_, c)| c.is_ascii_digit());
            let before = position.checked_sub(1).and_then(|previous| characters.get(previous));
            let after = characters.get(position + 1);
            let prefix = matches!(self.text[..at].to_lowercase().as_str(), "mid" | "early" | "late");
            let joint = matches!(character, '-' | '–' | '—' | '/' | '~');
            let end = at + character.len_utf8();
            let named = |text: &str| {
                let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
                letters.len() > 2 && month(&as_name(&letters)).is_some()
            };
            let month_before = joint && named(&self.text[start..at]);
            let month_after = joint && named(&self.text[end..]);
            let split = digit(before) && digit(after)
                || prefix && after.is_some()
                || month_before && (digit(after) || month_after)
                || digit(before) && month_after
                || digit(before) && (is_quarter(&self.text[end..]) || is_unit(&self.text[end..]));
            if digit(before)
                && character.is_ascii_alphabetic()
                && splits_after_figures(&self.text[start..at], &self.text[at..])
                || before.is_some_and(|(_, c)| c.is_ascii_alphabetic())
                    && character.is_ascii_digit()
                    && named(&self.text[start..at])
            {
                pieces.push(Word {
                    text: &self.text[start..at],
                    ..self
                });
                start = at;
            }
            if joint && split {
                pieces.push(Word {
                    text: &self.text[start..at],
                    ..self
                });
                pieces.push(Word {
                    text: &self.text[at..end],
                    ..self
                });
                start = end;
            }
        }
        pieces.push(Word {
            text: &self.text[start..],
            ..self
        });
        pieces
    }
}

/// Whether the letters straight after figures are a word of their own: "3hrs", "2016H2", "18Dec".
fn splits_after_figures(figures: &str, rest: &str) -> bool {
    let letters: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    let lower = letters.to_ascii_lowercase();
    if figures.len() == 4 && matches!(lower.as_str(), "h" | "q") {
        return rest.len() == 2;
    }
    letters.len() == rest.trim_end_matches('.').len()
        && (letters.len() > 1 && unit(&lower).is_some()
            || matches!(lower.as_str(), "h" | "hr" | "hrs" | "mins" | "secs" | "yr" | "yrs")
            || matches!(lower.as_str(), "am" | "pm")
            || letters.len() > 2 && month(&as_name(&letters)).is_some())
}

/// "year" of "10-year".
fn is_unit(text: &str) -> bool {
    text.len() > 2 && unit(&text.to_lowercase()).is_some()
}

/// "Q3", "h2".
fn is_quarter(text: &str) -> bool {
    text.len() == 2 && text.starts_with(['q', 'Q', 'h', 'H']) && text.ends_with(|c: char| c.is_ascii_digit())
}

/// A word with a capital letter at its front alone.
fn as_name(word: &str) -> String {
    let mut name = word.to_ascii_lowercase();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The months in English, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month's number, and whether the word is an abbreviation. Lower-case "may" and "march" are no months, nor are
/// abbreviations in lower case.
pub fn month(text: &str) -> Option<(i8, bool)> {
    const SHORT: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let bare = text.strip_suffix('.').unwrap_or(text);
    if !(3..=9).contains(&bare.len()) {
        return None;
    }
    let upper = bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let lower = bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let as_title = |name: &str| bare == name || upper && bare.eq_ignore_ascii_case(name);
    let unlike_other_words = !matches!(bare, "may" | "march");
    if lower {
        let position = MONTHS.iter().position(|name| bare.eq_ignore_ascii_case(name));
        return position
            .filter(|_| unlike_other_words)
            .map(|position| (position as i8 + 1, false));
    }
    if let Some(position) = MONTHS.iter().position(|name| as_title(name)) {
        return Some((position as i8 + 1, false));
    }
    if as_title("Sept") {
        return Some((9, true));
    }
    SHORT
        .iter()
        .position(|name| as_title(name))
        .map(|position| (position as i8 + 1, true))
}

/// A day of the week, and whether the word is an abbreviation.
pub fn weekday(text: &str) -> Option<(Weekday, bool)> {
    const DAYS: [(&str, Weekday); 7] = [
        ("Monday", Weekday::Monday),
        ("Tuesday", Weekday::Tuesday),
        ("Wednesday", Weekday::Wednesday),
        ("Thursday", Weekday::Thursday),
        ("Friday", Weekday::Friday),
        ("Saturday", Weekday::Saturday),
        ("Sunday", Weekday::Sunday),
    ];
    let bare = text.strip_suffix('.').unwrap_or(text);
    if !(3..=9).contains(&bare.len()) {
        return None;
    }
    let one_case =
        bare.bytes().all(|byte| byte.is_ascii_uppercase()) || bare.bytes().all(|byte| byte.is_ascii_lowercase());
    for (name, day) in DAYS {
        if bare == name || one_case && bare.eq_ignore_ascii_case(name) {
            return Some((day, false));
        }
        let short = matches!(
            (bare, &name[..3]),
            ("Mon", "Mon")
                | ("Tue" | "Tues", "Tue")
                | ("Wed", "Wed")
                | ("Thu" | "Thur" | "Thurs", "Thu")
                | ("Fri", "Fri")
                | ("Sat", "Sat")
                | ("Sun", "Sun")
        );
        if short {
            return Some((day, true));
        }
    }
    None
}

/// A season of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// The season that a lower-cased word names.
pub fn season(lower: &str) -> Option<Season> {
    match lower {
        "spring" | "springtime" => Some(Season::Spring),
        "summer" | "summertime" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" | "wintertime" => Some(Season::Winter),
        _ => None,
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// Whether it is shorter than a day.
    pub fn within_a_day(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }
}

/// The unit that a lower-cased word names, in either number.
pub fn unit(lower: &str) -> Option<Unit> {
    match lower {
        "seconds" | "sec" | "secs" => Some(Unit::Second),
        "minute" | "minutes" | "min" | "mins" => Some(Unit::Minute),
        "hour" | "hours" | "hr" | "hrs" => Some(Unit::Hour),
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "weekend" | "weekends" => Some(Unit::Weekend),
        "month" | "months" => Some(Unit::Month),
        "quarter" | "quarters" => Some(Unit::Quarter),
        "year" | "years" | "yr" | "yrs" => Some(Unit::Year),
        "decade" | "decades" => Some(Unit::Decade),
        "century" | "centuries" => Some(Unit::Century),
        _ => None,
    }
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// Morning and dawn.
    Morning,
    /// Noon to evening.
    Afternoon,
    /// Evening and dusk.
    Evening,
    /// Night and midnight.
    Night,
}

impl DayPart {
    /// How TIMEX3 writes it.
    pub fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "TMO",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
        }
    }
}

/// The part of a day that a lower-cased word names.
pub fn day_part(lower: &str) -> Option<DayPart> {
    match lower {
        "morning" | "dawn" | "mornings" => Some(DayPart::Morning),
        "afternoon" | "afternoons" => Some(DayPart::Afternoon),
        "evening" | "dusk" | "evenings" => Some(DayPart::Evening),
        "night" | "midnight" | "nights" => Some(DayPart::Night),
        _ => None,
    }
}

/// A day of a month, from `1` to `31`, as a figure or an ordinal ("3", "03", "3rd").
pub fn day_of_month(text: &str) -> Option<i8> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0
        || digits > 2
        || !matches!(
            text[digits..].to_ascii_lowercase().as_str(),
            "" | "st" | "nd" | "rd" | "th"
        )
    {
        return None;
    }
    text[..digits].parse().ok().filter(|day| (1..=31).contains(day))
}

/// The rank that an ordinal word or figure names, 1 to 100.
pub fn ordinal(lower: &str) -> Option<i32> {
    const NAMES: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(position) = NAMES.iter().position(|name| *name == lower) {
        return Some(position as i32 + 1);
    }
    if lower == "thirtieth" {
        return Some(30);
    }
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && digits < 4 && matches!(&lower[digits..], "st" | "nd" | "rd" | "th"))
        .then(|| lower[..digits].parse().ok())
        .flatten()
}

/// A year written with four figures, 1800 to 2199.
pub fn year(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1800..2200).contains(year))
}
