//! Numbers in words and figures, with what the words around them say of their exactness.

mod bounds;
pub(crate) mod numerals;

use std::ops::Range;

use onrecord_language::Annotated;

use crate::dates::{self, DateAt};
use crate::reading::{Reading, Tokens};
use crate::record::{Bound, Figure};

/// One number and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureAt {
    /// Position in [`Reading::blocks`].
    pub block: usize,
    /// The words with their modifiers ("at least 10,000").
    pub tokens: Range<usize>,
    /// The token that carries the number, the last of several ("million" in "1.2 million").
    pub number: usize,
    /// The token that the number counts ("children" in "over 560 children"); the number itself where it stands alone.
    pub counted: usize,
    /// What they say.
    pub figure: Figure,
}

/// Every number of a document that counts something: no years, dates, ordinals, resolution numbers, measures,
/// calibres, sums of money, designations or ages.
///
/// The numbers of `dates` count nothing.
pub fn find(reading: &Reading, dates: &[DateAt]) -> Vec<FigureAt> {
    (0..reading.blocks.len())
        .flat_map(|block| {
            let mut dated = vec![false; reading.annotated(block).len()];
            let first = dates.partition_point(|date| date.tokens.block < block);
            for date in dates[first..].iter().take_while(|date| date.tokens.block == block) {
                dated[date.tokens.range()].fill(true);
            }
            in_block(reading, block, &dated)
        })
        .collect()
}

/// The figures of one block among `figures`, which stand in the order of the text.
pub fn of_block(figures: &[FigureAt], block: usize) -> &[FigureAt] {
    let first = figures.partition_point(|figure| figure.block < block);
    let count = figures[first..].partition_point(|figure| figure.block == block);
    &figures[first..first + count]
}

/// The figure whose words cover `token` of `block`, or that counts the noun at `token`.
pub fn figure_at(figures: &[FigureAt], block: usize, token: usize) -> Option<&FigureAt> {
    let figures = of_block(figures, block);
    let covering = figures.iter().find(|found| found.tokens.contains(&token));
    covering.or_else(|| figures.iter().find(|found| found.counted == token))
}

fn in_block(reading: &Reading, block: usize, dated: &[bool]) -> Vec<FigureAt> {
    let annotated = reading.annotated(block);
    let lowers: Vec<&str> = (0..annotated.len()).map(|token| annotated.lower(token)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lowers.len() {
        let read = if dated[at] { None } else { bounds::read(&lowers, at) };
        let Some(read) = read else {
            at += 1;
            continue;
        };
        let next = read.words.end.max(at + 1);
        if read.words.clone().all(|token| !dated[token]) && counts(annotated, &lowers, at, read.number, read.bound) {
            let tokens = Tokens::new(block, read.words.clone());
            let figure = Figure {
                low: read.low,
                high: read.high,
                as_written: reading.span(&tokens),
                bound: read.bound,
            };
            let counted = counted_noun(annotated, read.number);
            found.push(FigureAt {
                block,
                tokens: read.words,
                number: read.number,
                counted,
                figure,
            });
        }
        at = next;
    }
    found
}

/// What a number of this kind is a part of when it counts nothing.
const LABELS: &[&str] = &[
    "resolution",
    "resolutions",
    "unscr",
    "paragraph",
    "paragraphs",
    "para",
    "para.",
    "article",
    "articles",
    "section",
    "rule",
    "no.",
    "no",
    "nos.",
    "number",
    "chapter",
    "annex",
    "page",
    "pages",
    "item",
    "figure",
    "table",
    "update",
    "phase",
    "level",
    "type",
    "version",
    "model",
    "mark",
    "block",
    "room",
    "gate",
    "route",
    "highway",
    "flight",
    "channel",
    "aged",
    "age",
    "ages",
    "opus",
    "group",
    "class",
    "category",
    "stage",
    "step",
    "part",
    "volume",
    "issue",
];

const MEASURES: &[&str] = &[
    "mm",
    "cm",
    "m",
    "km",
    "kilometre",
    "kilometres",
    "kilometer",
    "kilometers",
    "mile",
    "miles",
    "metre",
    "metres",
    "meter",
    "meters",
    "millimetre",
    "millimetres",
    "millimeter",
    "millimeters",
    "centimetre",
    "centimeter",
    "foot",
    "feet",
    "inch",
    "inches",
    "yard",
    "yards",
    "kg",
    "kilogram",
    "kilograms",
    "kilo",
    "kilos",
    "gram",
    "grams",
    "ton",
    "tons",
    "tonne",
    "tonnes",
    "pound",
    "pounds",
    "litre",
    "litres",
    "liter",
    "liters",
    "barrel",
    "barrels",
    "percent",
    "per",
    "%",
    "pct",
    "degree",
    "degrees",
    "knots",
    "mph",
    "kph",
    "km/h",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "rouble",
    "roubles",
    "ruble",
    "rubles",
    "yuan",
    "yen",
    "won",
    "cents",
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "a.m",
    "p.m",
    "o'clock",
    "gmt",
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "centuries",
    "times",
    "square",
    "cubic",
    "acre",
    "acres",
    "hectare",
    "hectares",
    "megawatt",
    "megawatts",
    "mw",
    "kiloton",
    "kilotons",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "half",
    "fifth",
    "fifths",
    "tenth",
    "tenths",
    "committee",
    "fold",
    "calibre",
    "caliber",
    "nm",
];

fn counts(annotated: &Annotated, lowers: &[&str], start: usize, number: usize, bound: Bound) -> bool {
    let lower = |at: usize| lowers.get(at).copied().unwrap_or_default();
    let before = |steps: usize| start.checked_sub(steps).map_or("", &lower);
    let tag = |at: usize| if at < annotated.len() { annotated.tag(at) } else { "" };
    let in_figures = annotated
        .token(start)
        .starts_with(|character: char| character.is_ascii_digit());
    let next = number + 1;
    let (next_word, next_tag) = (lower(next), tag(next));
    let hyphened = next_word == "-" && !annotated.space_after(number);
    if MEASURES.contains(&next_word) || (hyphened && MEASURES.contains(&lower(next + 1))) {
        return false;
    }
    if bound == Bound::Vague {
        return true;
    }
    // "one" and the like as pronouns, "no one", "one another", "one day".
    if lower(number) == "one"
        && (tag(number) != "CD"
            || matches!(
                before(1),
                "no" | "this" | "that" | "which" | "any" | "another" | "every" | "each" | "the"
            )
            || next_word == "another")
    {
        return false;
    }
    if matches!(before(1), "$" | "€" | "£" | "¥" | "us$" | "₩" | "#" | "§" | "¶") || before(1).ends_with('$') {
        return false;
    }
    if in_figures {
        if labelled(lowers, annotated, start) {
            return false;
        }
        // "KN-23", "Hwasong 18", "Mr. Smith, 45,": no noun is counted.
        let counts_noun = next_tag.starts_with("NN")
            || next_tag.starts_with("JJ")
            || matches!(next_tag, "VBN" | "VBG" | "CD" | "IN" | "RB");
        let glued = start > 0 && !annotated.space_after(start - 1) && matches!(before(1), "-" | "/" | ":" | ".");
        if glued || (tag(start.wrapping_sub(1)).starts_with("NNP") && start > 0 && !counts_noun) {
            return false;
        }
        if before(1) == "," && next_word == "," && start > 1 && tag(start - 2).starts_with("NNP") {
            return false;
        }
        let digits = annotated.token(start);
        let like_year = digits.len() == 4 && dates::words::year(digits).is_some() && start == number;
        if like_year && !matches!(next_tag, "NNS" | "NNPS" | "JJ" | "VBN") {
            return false;
        }
        // "1718 (2006)".
        if before(1) == "(" && next_word == ")" && dates::words::year(digits).is_some() {
            return false;
        }
        if matches!(next_word, "(") && dates::words::year(lower(next + 1)).is_some() {
            return false;
        }
    }
    true
}

/// Whether a list of numbers that this one belongs to has a label before it ("resolutions 1718, 1874 and 2270").
fn labelled(lowers: &[&str], annotated: &Annotated, start: usize) -> bool {
    let mut at = start;
    for _ in 0..24 {
        let Some(before) = at.checked_sub(1) else { return false };
        let word = lowers[before];
        if LABELS.contains(&word) {
            return true;
        }
        let listed = matches!(word, "," | "and" | "or" | "(" | ")" | "to" | "-" | "–")
            || word.bytes().all(|byte| byte.is_ascii_digit())
            || (word.len() == 1 && annotated.token(before).chars().all(char::is_lowercase) && word != "a");
        if !listed {
            return false;
        }
        at = before;
    }
    false
}

/// The noun that the number at `number` counts: its head, or what stands after "of" ("dozens of civilians").
fn counted_noun(annotated: &Annotated, number: usize) -> usize {
    let head = annotated.head(number);
    if head > number
        && matches!(
            annotated.dep(number),
            "nummod" | "amod" | "compound" | "nmod" | "quantmod" | "det" | "advmod" | "poss"
        )
        && annotated.tag(head).starts_with("NN")
    {
        return head;
    }
    let of = annotated
        .children(number)
        .find(|&child| child > number && annotated.lower(child) == "of");
    let object = of.and_then(|of| annotated.children(of).find(|&child| annotated.dep(child) == "pobj"));
    if let Some(object) = object {
        return object;
    }
    // "at least 23 people": a model may hang the noun elsewhere; the next noun of the same phrase is near.
    let mut at = number + 1;
    while at < annotated.len() && at <= number + 3 {
        match annotated.tag(at) {
            "NNS" | "NNPS" => return at,
            "NN" | "NNP"
                if annotated.head(at) != at
                    && annotated.tag(annotated.head(at)).starts_with("NN")
                    && annotated.head(at) > at =>
            {
                at += 1
            }
            "NN" if number + 1 == at => return at,
            "JJ" | "VBN" | "NNP" | "NN" => at += 1,
            _ => break,
        }
    }
    number
}
