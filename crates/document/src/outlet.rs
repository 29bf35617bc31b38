//! Lines that name the outlet: "Novaport Courier", "Novaport Courier, Friday", "Novaport Courier | World | 6 November 2025".

use crate::catalogue::WORDING;
use crate::{dates, wording};
use std::ops::Range;

/// Bytes of the outlet's name in a short line under the title. `above_date`: a byline or a date line follows it,
/// which makes an outlet of a name that holds no word of outlets' names.
pub(crate) fn line(words: &str, above_date: bool) -> Option<Range<usize>> {
    let flat = wording::flat(words);
    if WORDING.kinds.statement.marks.contains(&flat) {
        return None;
    }
    if wording::count(words) > 12
        || wording::ends_sentence(words)
        || words.contains(['?', '“', '"', ':']) && !words.contains('|')
    {
        return None;
    }
    let end = words.find([',', '|', '•', '·']).unwrap_or(words.len());
    let name = words.get(..end)?.trim();
    let start = words.find(name)?;
    let count = wording::count(name);
    let capitals = name.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|first| !first.is_lowercase()) || matches!(word, "of" | "the" | "and" | "de")
    });
    if !(1..=5).contains(&count)
        || !capitals
        || name.chars().any(|character| character.is_ascii_digit())
        || wording::all_capitals(name) && count == 1
    {
        return None;
    }
    let rest = words.get(end..)?.to_lowercase();
    let dated = !dates::find(words).is_empty();
    let weekday = rest
        .split(|character: char| !character.is_alphabetic())
        .any(|word| word.len() > 3 && WORDING.weekdays.iter().any(|day| day == word));
    let known = names_outlet(name);
    let alone = rest.trim().is_empty();
    let believed = if alone {
        above_date || known
    } else {
        known || weekday && !dated || words.contains('|') && dated
    };
    // A name of a place or a body above a date is no outlet's.
    let is_body = WORDING
        .marks
        .letterhead
        .iter()
        .any(|body| wording::find(&wording::flat(name), body).is_some());
    (believed && !is_body && (known || count >= 2)).then(|| start..start + name.len())
}

/// Whether a name holds one of the words that outlets call themselves by.
pub(crate) fn names_outlet(name: &str) -> bool {
    let words = wording::words(name);
    WORDING.marks.outlet_words.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn outlets_under_a_title() {
        let name = |words: &'static str, above_date| line(words, above_date).map(|range| &words[range]);
        assert_eq!(name("Novaport Courier", false), Some("Novaport Courier"));
        assert_eq!(name("Novaport Courier, Friday", false), Some("Novaport Courier"));
        assert_eq!(
            name("Novaport Courier | World | 6 November 2025", false),
            Some("Novaport Courier")
        );
        assert_eq!(name("Straits Lantern", true), Some("Straits Lantern"));
        assert_eq!(name("Straits Lantern", false), None);
        assert_eq!(name("Eight Rockets Struck the Town", false), None);
        assert_eq!(name("Ministry of Defence", true), None);
        assert_eq!(name("PRESS STATEMENT", true), None);
        assert_eq!(name("Flash Update No. 2", true), None);
        assert_eq!(name("Silence From the Capital", false), None);
    }
}
