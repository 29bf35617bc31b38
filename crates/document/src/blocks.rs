//! What each stretch of a text is: headings, captions, list entries, bylines, the page's own words, repeats.

use crate::list::{self, Marker};
use crate::{BlockKind, boilerplate, byline, caption, dates, marks, outlet, turns, wording};
use std::ops::Range;

/// A stretch with what the page's markup says of it, if there is markup.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// What the markup says.
    pub(crate) markup: Option<BlockKind>,
}

/// A stretch and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) kind: BlockKind,
    /// A mark after which what is short and no sentence is the page's too.
    tail: bool,
}

impl Part {
    /// Whether the article itself says these words.
    pub(crate) fn is_told(&self) -> bool {
        !matches!(self.kind, BlockKind::Boilerplate | BlockKind::Repeat)
    }
}

/// Headings are no longer than this.
const HEADING_WORDS: usize = 24;
/// How many earlier headings and captions are compared word by word: a bound on the work that a long list makes.
const NEAR_REPEATS: usize = 100;
/// How many stretches above the text can be bylines and date lines.
const ABOVE: usize = 8;

/// Gives every stretch its kind.
pub(crate) fn classify(text: &str, drafts: &[Draft]) -> Vec<Part> {
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let mut parts: Vec<Part> = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        let (kind, tail) = alone(words(&draft.range), draft.markup, at, drafts.len(), parts.first());
        parts.push(Part {
            range: draft.range.clone(),
            kind,
            tail,
        });
    }
    outlet_lines(text, &mut parts, drafts);
    lists(text, &mut parts, drafts);
    lists_without_marks(text, &mut parts, drafts);
    tails(text, &mut parts);
    headings_without_text(text, &mut parts, drafts);
    repeats(text, &mut parts);
    parts
}

/// What a stretch is by its own words, and where it stands.
fn alone(words: &str, markup: Option<BlockKind>, at: usize, of: usize, first: Option<&Part>) -> (BlockKind, bool) {
    let titled = first.is_some();
    if let Some(rule) = boilerplate::rule(words) {
        // A page's own title is its title, whatever it says.
        if !(at == 0 && markup == Some(BlockKind::Heading)) {
            return (BlockKind::Boilerplate, rule.tail);
        }
    }
    let near_top = at <= ABOVE;
    let near_end = at + 4 >= of;
    if is_date_line(words) || at > 0 && near_top && is_dated_note(words) || marks::is_dated_mark(words) {
        return (BlockKind::Boilerplate, false);
    }
    if let Some(kind) = markup.filter(|kind| *kind != BlockKind::Paragraph) {
        // Pages set the summary below the title as a heading: a long sentence is text all the same.
        let count = wording::count(words);
        let is_text = kind == BlockKind::Heading && at > 0 && (count >= 12 && words.ends_with('.') || count > 40);
        return (if is_text { BlockKind::Paragraph } else { kind }, false);
    }
    if at > 0
        && (near_top || near_end || wording::count(words) <= 8)
        && byline::read(words).is_some_and(|found| near_top || found.closing || near_end)
    {
        return (BlockKind::Byline, false);
    }
    // A page marks its captions, so there a caption's form alone is not believed.
    let by_form = markup.is_none() && titled;
    if caption::is_caption(words, by_form) {
        return (BlockKind::Caption, false);
    }
    if markup.is_none() && is_heading(words, at == 0) {
        return (BlockKind::Heading, false);
    }
    (BlockKind::Paragraph, false)
}

/// A line that is a date and nothing else, but for a place before it.
pub(crate) fn is_date_line(words: &str) -> bool {
    if wording::count(words) > 14 || wording::ends_sentence(words) && !words.ends_with("m.") {
        return false;
    }
    match dates::find(words).as_slice() {
        [date] => {
            let beside = dates::beside(words, date);
            date.precision != crate::Precision::Year
                && wording::count(&beside) <= 2
                && beside
                    .split(' ')
                    .all(|word| word.is_empty() || word.chars().next().is_some_and(char::is_uppercase))
        }
        _ => false,
    }
}

/// `Research note, 11 November 2025`: a few words and a date that ends the line.
pub(crate) fn is_dated_note(words: &str) -> bool {
    match dates::find(words).as_slice() {
        [date] => {
            let before = words.get(..date.range.start).unwrap_or_default();
            let ends = words
                .get(date.range.end..)
                .unwrap_or_default()
                .chars()
                .all(|character| !character.is_alphanumeric());
            ends && wording::count(before) <= 4
                && before.trim_end().ends_with([',', '|', ':', '–', '—', '-'])
                && !wording::ends_sentence(words)
        }
        _ => false,
    }
}

fn is_heading(words: &str, is_first: bool) -> bool {
    let count = wording::count(words);
    if count == 0 || count > HEADING_WORDS || words.chars().count() > 180 || !words.chars().any(char::is_alphabetic) {
        return false;
    }
    if turns::is_turn(words)
        || marks::is_decision_line(words)
        || list::marker(words).is_some_and(|marker| marker != Marker::Number)
    {
        return false;
    }
    let finished = wording::ends_sentence(words);
    let asks = words.trim_end_matches(['"', '”', '’']).ends_with(['?', '!']);
    if words.ends_with([',', ';'])
        || words.ends_with(':') && !(wording::title_case(words) && count <= 4 && !caption::says(&wording::flat(words)))
    {
        return false;
    }
    if finished && !asks {
        // A title can end in a point: its capitals show it.
        return is_first && count >= 3 && wording::strict_title_case(words) && count <= 20;
    }
    let opens_quote = words.starts_with(['“', '"', '«']) && !words.ends_with(['”', '"', '»', '?', '!']);
    if is_first {
        return true;
    }
    let begins = words
        .chars()
        .find(|character| character.is_alphanumeric())
        .is_some_and(|first| !first.is_lowercase());
    begins && !opens_quote && (wording::title_case(words) || wording::all_capitals(words) || count <= 14)
}

/// Lines under the title that name the outlet, alone or with the day: the page's own words.
fn outlet_lines(text: &str, parts: &mut [Part], drafts: &[Draft]) {
    let count = parts.len().min(ABOVE);
    for at in 1..count {
        let words = &text[parts[at].range.clone()];
        let free = drafts[at].markup.is_none() && matches!(parts[at].kind, BlockKind::Heading | BlockKind::Paragraph);
        let under_title = parts[..at].iter().any(|part| part.kind == BlockKind::Heading);
        let above_date = parts
            .get(at + 1)
            .is_some_and(|next| next.kind == BlockKind::Byline || is_date_line(&text[next.range.clone()]));
        if free && under_title && outlet::line(words, above_date).is_some() {
            parts[at].kind = BlockKind::Boilerplate;
        }
    }
}

/// Below a line that ends in a colon, several short lines that are no sentences are entries of a list: signatories, places, names.
fn lists_without_marks(text: &str, parts: &mut [Part], drafts: &[Draft]) {
    let mut at = 0;
    while at < parts.len() {
        let introduces = text[parts[at].range.clone()].ends_with(':') && parts[at].is_told();
        at += 1;
        if !introduces {
            continue;
        }
        let entry = |part: &Part, draft: &Draft| {
            let words = &text[part.range.clone()];
            draft.markup.is_none()
                && matches!(part.kind, BlockKind::Heading | BlockKind::Paragraph)
                && wording::count(words) <= 8
                && !wording::ends_sentence(words)
                && !words.ends_with(':')
        };
        let run = parts[at..]
            .iter()
            .zip(&drafts[at..])
            .take_while(|(part, draft)| entry(part, draft))
            .count();
        if run >= 4 {
            parts[at..at + run]
                .iter_mut()
                .for_each(|part| part.kind = BlockKind::ListItem);
            at += run;
        }
    }
}

/// Numbers, letters and dashes make a list only where several follow each other; a bullet always does.
fn lists(text: &str, parts: &mut [Part], drafts: &[Draft]) {
    let markers: Vec<Option<Marker>> = parts
        .iter()
        .map(|part| list::marker(&text[part.range.clone()]))
        .collect();
    for at in 0..parts.len() {
        let Some(marker) = markers[at] else { continue };
        if drafts[at].markup.is_some() || !parts[at].is_told() || parts[at].kind == BlockKind::Caption {
            continue;
        }
        let beside = |other: Option<&Option<Marker>>| {
            other.is_some_and(|other| {
                *other == Some(marker) || other.is_some() && marker != Marker::Dash && *other != Some(Marker::Dash)
            })
        };
        let before = at.checked_sub(1).and_then(|before| markers.get(before));
        // A numbered paragraph may hold lettered ones, or plain ones, before the next number.
        let near = matches!(marker, Marker::Number)
            && (at.saturating_sub(4)..(at + 5).min(markers.len()))
                .any(|other| other != at && markers[other] == Some(Marker::Number));
        if marker == Marker::Bullet || beside(before) || beside(markers.get(at + 1)) || near {
            parts[at].kind = BlockKind::ListItem;
        }
    }
}

/// After "Related articles" or "Leave a reply", what is short and no sentence is the page's too, until prose begins again.
fn tails(text: &str, parts: &mut [Part]) {
    let longest = parts
        .iter()
        .rposition(|part| part.kind == BlockKind::Paragraph && !boilerplate::goes_on(&text[part.range.clone()]));
    let mut after_mark = false;
    for (at, part) in parts.iter_mut().enumerate() {
        if part.kind == BlockKind::Boilerplate {
            after_mark |= part.tail;
            continue;
        }
        let words = &text[part.range.clone()];
        let past_the_article = longest.is_none_or(|longest| at > longest);
        let goes_on = boilerplate::goes_on(words)
            && part.kind != BlockKind::Byline
            && (past_the_article || !wording::ends_sentence(words) && part.kind != BlockKind::Heading);
        // A heading inside the article is the article's again, unless headline follows headline.
        if after_mark && goes_on && at > 0 {
            part.kind = BlockKind::Boilerplate;
        } else if part.kind != BlockKind::Repeat {
            after_mark = false;
        }
    }
}

/// A heading needs text below it; a short line that nothing follows is a paragraph.
fn headings_without_text(text: &str, parts: &mut [Part], drafts: &[Draft]) {
    let last_told = parts.iter().rposition(|part| {
        matches!(
            part.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
        )
    });
    for at in 0..parts.len().saturating_sub(1) {
        let next = &text[parts[at + 1].range.clone()];
        // A line that goes on below in small letters was broken, not set apart.
        if parts[at].kind == BlockKind::Heading
            && parts[at + 1].kind == BlockKind::Paragraph
            && drafts[at].markup.is_none()
            && next.chars().next().is_some_and(char::is_lowercase)
        {
            parts[at].kind = BlockKind::Paragraph;
        }
    }
    let alone = parts.iter().filter(|part| part.is_told()).count() == 1;
    for (at, part) in parts.iter_mut().enumerate() {
        let orphan = last_told.is_none_or(|last| at > last);
        if part.kind == BlockKind::Heading && drafts[at].markup.is_none() && orphan && (at > 0 || alone) {
            let words = &text[part.range.clone()];
            if !wording::all_capitals(words) || alone {
                part.kind = BlockKind::Paragraph;
            }
        }
    }
}

/// A block whose words stood earlier: printed again word for word, or a heading or caption that differs in hardly a word.
fn repeats(text: &str, parts: &mut [Part]) {
    let mut seen: std::collections::HashMap<Vec<String>, usize> = std::collections::HashMap::new();
    let mut short: Vec<Vec<String>> = Vec::new();
    // What stands three times and more is a part of the text's form (the same question to each, "Serves four"): a page prints
    // twice what it prints again.
    let mut times: std::collections::HashMap<Vec<String>, usize> = std::collections::HashMap::new();
    for part in parts.iter().filter(|part| part.is_told()) {
        *times.entry(wording::words(&text[part.range.clone()])).or_default() += 1;
    }
    for at in 0..parts.len() {
        if !parts[at].is_told() || parts[at].kind == BlockKind::Byline {
            continue;
        }
        let words = &text[parts[at].range.clone()];
        let key = wording::words(words);
        let set_apart = matches!(parts[at].kind, BlockKind::Heading | BlockKind::Caption);
        // Entries of lists and short headings ("Monday", "Syria") come again with another text below; only a short heading
        // right below its like is printed twice.
        let same_above = parts[..at]
            .last()
            .is_some_and(|above| wording::words(&text[above.range.clone()]) == key);
        let enough =
            parts[at].kind != BlockKind::ListItem && key.len() >= 5 || set_apart && (same_above || key.len() >= 4);
        if !enough || turns::is_turn(words) {
            continue;
        }
        let nearly = set_apart
            && short
                .iter()
                .rev()
                .take(NEAR_REPEATS)
                .any(|earlier| nearly_same(earlier, &key));
        let refrain = !set_apart && times.get(&key).is_some_and(|times| *times > 2);
        if !refrain && seen.contains_key(&key) || nearly {
            parts[at].kind = BlockKind::Repeat;
            continue;
        }
        if set_apart {
            short.push(key.clone());
        }
        seen.insert(key, at);
    }
}

/// At most one word in ten differs, none of them with a digit: "12 killed" and "13 killed" are two headings.
fn nearly_same(one: &[String], two: &[String]) -> bool {
    if one.len() < 8 || one.len().abs_diff(two.len()) > 1 {
        return false;
    }
    let numbers = |words: &[String]| {
        words
            .iter()
            .filter(|word| word.chars().any(|character| character.is_ascii_digit()))
            .cloned()
            .collect::<Vec<_>>()
    };
    if numbers(one) != numbers(two) {
        return false;
    }
    let mut rest: Vec<&String> = two.iter().collect();
    let mut shared = 0;
    for word in one {
        if let Some(at) = rest.iter().position(|other| *other == word) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    shared * 20 >= (one.len() + two.len()) * 9
}
