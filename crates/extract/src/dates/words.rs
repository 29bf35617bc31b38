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

    /// The pieces of a token: digits around a dash or a slash, and "mid-", "early-", "late-" before a year, are apart.
    pub fn pieces(self) -> Vec<Word<'t>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        let characters: Vec<(usize, char)> = self.text.char_indices().collect();
        for (position, &(at, character)) in characters.iter().enumerate() {
            let digit = |neighbour: Option<&(usize, char)>| neighbour.is_some_and(|(_, c)| c.is_ascii_digit());
            let before = position.checked_sub(1).and_then(|previous| characters.get(previous));
            let after = characters.get(position + 1);
            let prefix = matches!(self.text[..at].to_lowercase().as_str(), "mid" | "early" | "late");
            let joint = matches!(character, '-' | '–' | '—' | '/');
            if joint && (digit(before) && digit(after) || prefix && after.is_some()) {
                let end = at + character.len_utf8();
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

/// A month's number, and whether the word is an abbreviation. Lower-case "may" and "march" are no months.
pub fn month(text: &str) -> Option<(i8, bool)> {
    const FULL: [&str; 12] = [
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
    const SHORT: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let bare = text.strip_suffix('.').unwrap_or(text);
    let as_title = |name: &str| bare == name || (bare.len() > 2 && is_capitals_of(bare, name));
    if let Some(position) = FULL.iter().position(|name| as_title(name)) {
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

/// Whether a word is `name`, which is ASCII, in capital letters.
fn is_capitals_of(word: &str, name: &str) -> bool {
    let capitals = name.bytes().map(|letter| letter.to_ascii_uppercase());
    word.len() == name.len() && word.bytes().eq(capitals)
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
    for (name, day) in DAYS {
        if bare == name || is_capitals_of(bare, name) {
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
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// The unit that a lower-cased word names, in either number.
pub fn unit(lower: &str) -> Option<Unit> {
    match lower {
        "hour" | "hours" => Some(Unit::Hour),
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "weekend" | "weekends" => Some(Unit::Weekend),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        "decade" | "decades" => Some(Unit::Decade),
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

/// The part of a day that a lower-cased word names.
pub fn day_part(lower: &str) -> Option<DayPart> {
    match lower {
        "morning" | "dawn" => Some(DayPart::Morning),
        "afternoon" => Some(DayPart::Afternoon),
        "evening" | "dusk" => Some(DayPart::Evening),
        "night" | "midnight" => Some(DayPart::Night),
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

/// A year written with four figures, 1800 to 2199.
pub fn year(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1800..2200).contains(year))
}
