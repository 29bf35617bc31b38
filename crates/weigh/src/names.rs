//! Names in the one form in which two spellings of one name meet.

use crate::knowledge::{is_honour, is_title};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics, punctuation as spaces, spaces single.
pub(crate) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            '’' | '\'' | '‘' | '`' | 'ʼ' => {}
            '.' => {}
            letter if letter.is_alphanumeric() => out.extend(letter.to_lowercase()),
            _ => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A person's name without titles in front and honours behind.
pub(crate) fn person(name: &str) -> String {
    let folded = folded(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.len() > 1 && is_title(words[0]) {
        words.remove(0);
    }
    while words.len() > 1 && is_honour(words[words.len() - 1]) {
        words.pop();
    }
    words.join(" ")
}

/// The folded name with hyphens, for an id.
pub(crate) fn slug(name: &str) -> String {
    folded(name).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(person("Lt. Gen. Søren Åkesson"), person("Soren Akesson"));
        assert_eq!(person("Ambassador Robert Wood"), "robert wood");
        assert_eq!(person("General"), "general");
        assert_eq!(folded("Xi’an Côte d'Ivoire"), "xian cote divoire");
    }
}
