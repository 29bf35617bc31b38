//! Names and texts cut into pieces and folded alike, so that accents, quotation marks, hyphens and tokenisers make no difference.
//!
//! A piece is a run without white space, hyphen, apostrophe, comma, slash, ampersand or bracket; each of these marks is a piece of
//! its own. A full stop belongs to its piece (`U.S.`). Whatever a tokeniser splits, the pieces of its tokens are the same.

use hashbrown::HashMap;

/// The pieces of a token or a name, as written.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| Pieces { rest: word })
}

struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let first = self.rest.chars().next()?;
        let end = if mark(first).is_some() {
            first.len_utf8()
        } else {
            self.rest
                .find(|character| mark(character).is_some())
                .unwrap_or(self.rest.len())
        };
        let (piece, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(piece)
    }
}

/// The plain form of a mark that is a piece of its own.
fn mark(character: char) -> Option<char> {
    match character {
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => Some('-'),
        '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' | '`' | '\u{00B4}' => Some('\''),
        ',' | '/' | '&' | '(' | ')' => Some(character),
        _ => None,
    }
}

/// Whether a piece begins with a capital letter.
pub(crate) fn is_capital(piece: &str) -> bool {
    piece.chars().next().is_some_and(char::is_uppercase)
}

/// Folds pieces: lower case, no accents, plain marks, one spelling of a word.
#[derive(Debug, Default)]
pub(crate) struct Folding {
    /// Any spelling to the one that stands for all, both folded.
    spellings: HashMap<String, String>,
}

impl Folding {
    /// Rows of spellings of one word, the first of which stands for all.
    pub(crate) fn new(rows: &[Vec<String>]) -> Self {
        let mut spellings = HashMap::new();
        for row in rows {
            let Some((first, others)) = row.split_first() else {
                continue;
            };
            for other in others {
                spellings.insert(folded(other), folded(first));
            }
        }
        Folding { spellings }
    }

    /// Every spelling that another stands for, folded.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.keys().map(String::as_str)
    }

    /// Writes the folded form of a piece into `buffer` and gives the form to compare.
    pub(crate) fn fold<'a>(&'a self, piece: &str, buffer: &'a mut String) -> &'a str {
        fold_into(piece, buffer);
        match self.spellings.get(buffer.as_str()) {
            Some(spelling) => spelling,
            None => buffer,
        }
    }
}

fn folded(piece: &str) -> String {
    let mut buffer = String::new();
    fold_into(piece, &mut buffer);
    buffer
}

fn fold_into(piece: &str, buffer: &mut String) {
    buffer.clear();
    if piece.is_ascii() {
        buffer.push_str(piece);
        buffer.make_ascii_lowercase();
        if buffer == "`" {
            buffer.replace_range(.., "'");
        }
        return;
    }
    for character in piece.chars() {
        if let Some(plain) = mark(character) {
            buffer.push(plain);
            continue;
        }
        for lower in character.to_lowercase() {
            match lower {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' => buffer.push('a'),
                'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => buffer.push('c'),
                'ď' | 'đ' | 'ð' => buffer.push('d'),
                'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => buffer.push('e'),
                'ĝ' | 'ğ' | 'ġ' | 'ģ' => buffer.push('g'),
                'ĥ' | 'ħ' | 'ḥ' => buffer.push('h'),
                'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => buffer.push('i'),
                'ķ' => buffer.push('k'),
                'ĺ' | 'ļ' | 'ľ' | 'ł' => buffer.push('l'),
                'ñ' | 'ń' | 'ņ' | 'ň' => buffer.push('n'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => buffer.push('o'),
                'ŕ' | 'ŗ' | 'ř' => buffer.push('r'),
                'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => buffer.push('s'),
                'ţ' | 'ť' | 'ț' | 'ṭ' => buffer.push('t'),
                'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => buffer.push('u'),
                'ý' | 'ÿ' => buffer.push('y'),
                'ź' | 'ż' | 'ž' => buffer.push('z'),
                'ß' => buffer.push_str("ss"),
                'æ' => buffer.push_str("ae"),
                'œ' => buffer.push_str("oe"),
                // Combining marks after a plain letter, as decomposed text has them.
                '\u{0300}'..='\u{036F}' => {}
                other => buffer.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).collect()
    }

    #[test]
    fn marks_are_pieces_and_full_stops_are_not() {
        assert_eq!(cut("U.S.-led"), ["U.S.", "-", "led"]);
        assert_eq!(cut("People’s Republic"), ["People", "’", "s", "Republic"]);
        assert_eq!(cut("Washington, D.C."), ["Washington", ",", "D.C."]);
        assert_eq!(cut("’s"), ["’", "s"]);
        assert_eq!(cut(""), [""; 0]);
    }

    #[test]
    fn folding_takes_accents_case_quotation_marks_and_spelling() {
        let folding = Folding::new(&[vec!["defence".into(), "defense".into()]]);
        let mut buffer = String::new();
        for (written, expected) in [
            ("Türkiye", "turkiye"),
            ("Tu\u{0308}rkiye", "turkiye"),
            ("İstanbul", "istanbul"),
            ("’", "'"),
            ("–", "-"),
            ("Defense", "defence"),
            ("DEFENCE", "defence"),
            ("U.S.", "u.s."),
        ] {
            assert_eq!(folding.fold(written, &mut buffer), expected, "{written}");
        }
    }
}
