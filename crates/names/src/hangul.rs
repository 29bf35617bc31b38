//! Korean syllables in Latin letters: Revised Romanization, letter for letter, since names are not assimilated in it.

const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
];

/// A syllable in Latin letters, when it is one.
pub(crate) fn romanised(syllable: char) -> Option<[&'static str; 3]> {
    let index = u32::from(syllable).checked_sub(0xAC00)? as usize;
    Some([
        INITIALS.get(index / 588)?,
        VOWELS.get(index % 588 / 28)?,
        FINALS.get(index % 28)?,
    ])
}

const ONSETS: [&str; 20] = [
    "ch", "sh", "kk", "tt", "pp", "ss", "jj", "g", "n", "d", "r", "l", "m", "b", "s", "j", "k", "t", "p", "h",
];
const NUCLEI: [&str; 30] = [
    "yeo", "yae", "wae", "you", "yoo", "woo", "ae", "ya", "eo", "ye", "wa", "oe", "yo", "wo", "we", "wi", "yu", "eu",
    "ui", "oo", "ee", "ou", "uh", "a", "e", "o", "u", "i", "y", "ah",
];
const CODAS: [&str; 12] = ["ng", "ck", "k", "g", "n", "t", "d", "l", "m", "p", "b", "h"];

/// Whether a word in Latin letters can be one or two Korean syllables.
pub(crate) fn is_korean(word: &str, syllables: usize) -> bool {
    if word.is_empty() {
        return true;
    }
    if syllables == 0 || word.len() > 12 || !word.is_ascii() {
        return false;
    }
    let onsets = ONSETS.iter().filter_map(|onset| word.strip_prefix(onset)).chain([word]);
    for rest in onsets {
        for rest in NUCLEI.iter().filter_map(|vowel| rest.strip_prefix(vowel)) {
            if is_korean(rest, syllables - 1)
                || CODAS
                    .iter()
                    .filter_map(|coda| rest.strip_prefix(coda))
                    .any(|rest| is_korean(rest, syllables - 1))
            {
                return true;
            }
        }
    }
    false
}

/// What the ways to write Korean in Latin letters have in common (Revised Romanization, McCune-Reischauer, that of the North, and people's own).
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((from, to)) = SAME.iter().find(|(from, _)| rest.starts_with(from)) {
            key.push_str(to);
            rest = &rest[from.len()..];
        } else {
            key.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    key
}

const SAME: [(&str, &str); 29] = [
    ("yeo", "yo"),
    ("you", "yu"),
    ("yoo", "yu"),
    ("yae", "ye"),
    ("wae", "we"),
    ("eo", "o"),
    ("eu", "u"),
    ("ae", "e"),
    ("ai", "e"),
    ("oe", "we"),
    ("oo", "u"),
    ("ee", "i"),
    ("ou", "u"),
    ("ui", "i"),
    ("uh", "o"),
    ("ck", "k"),
    ("ch", "c"),
    ("sh", "s"),
    ("jj", "c"),
    ("kk", "k"),
    ("tt", "t"),
    ("pp", "p"),
    ("ss", "s"),
    ("j", "c"),
    ("ng", "N"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
    ("r", "l"),
];
