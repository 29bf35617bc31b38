//! Where words may be cut: after a sentence, after a clause, between words.

/// Finds the places at which words may be cut, as offsets.
pub(crate) type Cuts = fn(&[char]) -> Vec<usize>;

/// Where a sentence has ended: after its mark, the quotation marks and blanks behind it, before a capital letter.
pub(crate) fn sentence_ends(characters: &[char]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut position = 0;
    while position < characters.len() {
        let mark = position;
        position += 1;
        let is_break = characters[mark] == '\n';
        if !is_break && !matches!(characters[mark], '.' | '!' | '?') {
            continue;
        }
        while position < characters.len() && matches!(characters[position], '”' | '"' | '’' | ')' | '»') {
            position += 1;
        }
        let after = position;
        while position < characters.len() && characters[position].is_whitespace() {
            position += 1;
        }
        let begins = characters
            .get(position)
            .is_some_and(|next| next.is_uppercase() || matches!(next, '“' | '"' | '«' | '•' | '('));
        if is_break || (position > after && begins && !is_short_form(characters, mark)) {
            ends.push(position);
        }
    }
    ends
}

/// Whether the full stop belongs to a short form or a number: `Ms.`, `U.S.`, `4.`.
fn is_short_form(characters: &[char], stop: usize) -> bool {
    if characters[stop] != '.' {
        return false;
    }
    let word: Vec<char> = characters[..stop]
        .iter()
        .rev()
        .take_while(|character| character.is_alphanumeric() || **character == '.')
        .copied()
        .collect();
    let is_number = !word.is_empty() && word.len() <= 2 && word.iter().all(char::is_ascii_digit);
    let is_title = word.len() <= 3 && word.last().is_some_and(|first| first.is_uppercase());
    is_number || is_title || word.contains(&'.')
}

/// Where a clause has ended: after a comma, semicolon, colon or dash and its blank, or before a joining word.
pub(crate) fn clause_ends(characters: &[char]) -> Vec<usize> {
    let mut ends = Vec::new();
    for position in 1..characters.len() {
        let (before, here) = (characters[position - 1], characters[position]);
        let joins = || {
            let next: String = characters[position..]
                .iter()
                .take_while(|letter| letter.is_alphabetic())
                .collect();
            matches!(
                next.as_str(),
                "and" | "that" | "which" | "who" | "but" | "while" | "where"
            )
        };
        let after_mark =
            before.is_whitespace() && position > 1 && matches!(characters[position - 2], ',' | ';' | ':' | '—' | '–');
        let is_joined = || {
            let last: String = characters[..position - 1]
                .iter()
                .rev()
                .take_while(|letter| letter.is_alphabetic())
                .collect();
            matches!(last.as_str(), "dna" | "tub")
        };
        if after_mark || (before.is_whitespace() && here.is_alphabetic() && joins() && !is_joined()) {
            ends.push(position);
        }
    }
    ends
}

/// Where a word begins.
pub(crate) fn word_ends(characters: &[char]) -> Vec<usize> {
    (1..characters.len())
        .filter(|position| characters[position - 1].is_whitespace() && !characters[*position].is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_or_the_number_of_a_paragraph_ends_no_sentence() {
        let ends = |words: &str| sentence_ends(&words.chars().collect::<Vec<_>>());
        assert!(ends("Ms. Quill of the U.S. Navy spoke").is_empty());
        assert!(ends("4. The Government recalls").is_empty());
        assert_eq!(ends("It went. “Gone,” she said."), [9]);
    }
}
