//! Words compared the way a reader compares them: without case, with straight quotes and single spaces.

/// Lower case, straight quotes, plain dashes kept, runs of white space as one space, ends trimmed.
pub(crate) fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            _ if character.is_whitespace() || character == '\u{feff}' || character == '\u{200b}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if character.is_ascii() => out.push(character.to_ascii_lowercase()),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The letters and digits of a text as lower-case words: what two printings of one line share.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric() && !matches!(character, '\'' | '’'))
        .map(|word| {
            if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return word.to_ascii_lowercase();
            }
            word.chars()
                .filter(|character| character.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// How many words a text has, as white space divides it.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether `text` begins with `phrase` and the phrase ends at the end of a word (both flat).
pub(crate) fn opens_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| {
        let last_is_word = phrase.chars().next_back().is_some_and(char::is_alphanumeric);
        !(last_is_word && rest.chars().next().is_some_and(char::is_alphanumeric))
    })
}

/// Where `phrase` stands in `text` as whole words (both flat), if it does: the byte of its beginning.
pub(crate) fn find(text: &str, phrase: &str) -> Option<usize> {
    let word_at_start = phrase.chars().next().is_some_and(char::is_alphanumeric);
    let word_at_end = phrase.chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|rest| rest.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|rest| rest.chars().next());
        let inside_a_word = word_at_start && before.is_some_and(char::is_alphanumeric)
            || word_at_end && after.is_some_and(char::is_alphanumeric);
        !inside_a_word
    })
}

/// Whether a text ends the way a sentence does: final punctuation, perhaps inside closing quotes or brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let mut text = text.trim_end();
    // Marks of footnotes ("[1]", "[12]") stand after the point.
    while let Some(at) = text.strip_suffix(']').and_then(|rest| rest.rfind('[')).filter(|at| {
        text.get(at + 1..text.len() - 1)
            .is_some_and(|mark| mark.len() <= 3 && mark.chars().all(char::is_alphanumeric))
    }) {
        text = text.get(..at).unwrap_or_default().trim_end();
    }
    text.trim_end_matches(|character: char| {
        character.is_whitespace() || matches!(character, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_')
    })
    .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// Whether most long words begin with a capital, or all letters are capitals.
pub(crate) fn title_case(text: &str) -> bool {
    let (mut capital, mut small) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        let word = word.trim_start_matches(|character: char| !character.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() {
            capital += 1;
        } else if first.is_lowercase() && word.chars().filter(|character| character.is_alphabetic()).count() > 3 {
            small += 1;
        }
    }
    capital >= 2 && capital >= small * 2 || capital >= 1 && small == 0
}

/// Whether every long word begins with a capital.
pub(crate) fn strict_title_case(text: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|character| character.is_alphabetic()).count() > 3;
    let words: Vec<&str> = text
        .split(|character: char| character.is_whitespace() || character == '-')
        .filter(long)
        .collect();
    let capital = |word: &&str| {
        word.chars()
            .find(|character| character.is_alphabetic())
            .is_some_and(|first| !first.is_lowercase())
    };
    words.len() >= 2 && words.iter().all(capital)
}

/// Whether every letter that has a case is a capital, and there are at least four.
pub(crate) fn all_capitals(text: &str) -> bool {
    text.chars().filter(|character| character.is_uppercase()).count() >= 4 && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_keeps_words_and_drops_the_way_they_are_set() {
        assert_eq!(flat("  Editor’s \u{a0} “Pick”\n"), "editor's \"pick\"");
    }

    #[test]
    fn phrases_end_where_words_end() {
        assert!(opens_with("read more us politics", "read more"));
        assert!(!opens_with("read moreover", "read more"));
        assert_eq!(find("an ap photo here", "ap photo"), Some(3));
        assert_eq!(find("a map photo", "ap photo"), None);
    }

    #[test]
    fn a_quotation_can_end_a_sentence() {
        assert!(ends_sentence("“We did not.”"));
        assert!(!ends_sentence("Zaporizhzhia, Ukraine, Jan. 8, 2024"));
    }
}
