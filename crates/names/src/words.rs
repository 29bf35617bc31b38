//! A text cut into words, with what stood between them.

use crate::script::Script;

/// A word as it was written.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its letters, apostrophes left out.
    pub text: String,
    /// Where it stands, in bytes.
    pub start: usize,
    pub end: usize,
    pub script: Script,
    /// Whether it is one of several letters with full stops ("A.B.C.").
    pub dotted: bool,
}

/// Names are read so far and no further, in characters.
const LONGEST: usize = 400;

/// The words of a text. Letters with full stops between them are one word where `abbreviations` are looked for.
pub(crate) fn cut(text: &str, abbreviations: bool) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(6);
    let mut open = false;
    let mut between_dot = false;
    let mut letters = text.char_indices().take(LONGEST).peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        if is_apostrophe(letter) || is_mark(letter) {
            if open && let Some(word) = words.last_mut() {
                if is_mark(letter) {
                    word.text.push(letter);
                }
                word.end = end;
            }
            continue;
        }
        if letter == '&' || letter == '+' {
            words.push(Word {
                text: "and".into(),
                start: at,
                end,
                script: Script::Latin,
                dotted: false,
            });
            (open, between_dot) = (false, false);
            continue;
        }
        if !letter.is_alphanumeric() {
            between_dot = letter == '.' && open;
            open = false;
            continue;
        }
        let script = if letter.is_numeric() {
            None
        } else {
            Some(Script::of(letter))
        };
        if open
            && let Some(word) = words.last_mut()
            && script.is_none_or(|script| {
                script == word.script || word.text.chars().all(char::is_numeric) || script == Script::Other
            })
        {
            if let Some(script) = script
                && word.text.chars().all(char::is_numeric)
            {
                word.script = script;
            }
            word.text.push(letter);
            word.end = end;
            continue;
        }
        let alone = !letters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric() || is_mark(*next));
        let joins = abbreviations
            && between_dot
            && alone
            && script.is_some()
            && words
                .last()
                .is_some_and(|word| word.dotted || word.text.chars().count() == 1);
        if joins && let Some(word) = words.last_mut() {
            word.text.push(letter);
            word.end = end;
            word.dotted = true;
        } else {
            words.push(Word {
                text: letter.to_string(),
                start: at,
                end,
                script: script.unwrap_or(Script::Latin),
                dotted: false,
            });
        }
        (open, between_dot) = (true, false);
    }
    words
}

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʹ' | 'ʺ' | '′' | 'ʽ'
    )
}

/// Signs that belong to the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter), 0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED | 0x0900..=0x0903 | 0x093A..=0x094D | 0x0951..=0x0957 | 0x0962 | 0x0963 | 0x0981..=0x0983 | 0x09BC..=0x09CD | 0x0A01..=0x0A4D | 0x0A70 | 0x0A71 | 0x0A81..=0x0ACD | 0x0B01..=0x0B57 | 0x0B82..=0x0BCD | 0x0C00..=0x0C56 | 0x0C81..=0x0CD6 | 0x0D00..=0x0D4D | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1031..=0x103E | 0x17B4..=0x17D3 | 0x200C | 0x200D)
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn texts(text: &str, abbreviations: bool) -> Vec<String> {
        cut(text, abbreviations).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_cut_at_what_is_no_letter() {
        assert_eq!(texts("Ba'asyir, Abu-Bakar", false), ["Baasyir", "Abu", "Bakar"]);
        assert_eq!(texts("A.B.C. Company", true), ["ABC", "Company"]);
        assert_eq!(texts("N. N.", false), ["N", "N"]);
        assert_eq!(texts("Sp. z o.o.", true), ["Sp", "z", "oo"]);
        assert_eq!(texts("L & H", true), ["L", "and", "H"]);
        assert_eq!(texts("習近平Xi", false), ["習近平", "Xi"]);
        assert!(texts(" .-'' ", true).is_empty());
    }
}
