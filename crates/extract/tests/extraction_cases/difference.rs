//! Compares the lines expected with the lines found, and says the difference for a reader.

/// Empty where every expected line is found and every found line is expected.
///
/// A line is words in order and attributes (`key=value`) in any order. An expected line fits a found one that has the
/// same words and at least its attributes.
pub fn between(expected: &[&str], found: &[String]) -> String {
    let mut left: Vec<&String> = found.iter().collect();
    let mut missing = Vec::new();
    for line in expected {
        match left.iter().position(|candidate| fits(line, candidate)) {
            Some(position) => {
                left.remove(position);
            }
            None => missing.push(*line),
        }
    }
    let mut report = String::new();
    for line in missing {
        report += &format!("  expected, not found:  {line}\n");
    }
    for line in left {
        report += &format!("  found, not expected:  {line}\n");
    }
    report
}

fn fits(expected: &str, found: &str) -> bool {
    let (words, attributes) = parts(expected);
    let (found_words, found_attributes) = parts(found);
    words == found_words && attributes.iter().all(|attribute| found_attributes.contains(attribute))
}

/// Words (quoted ones whole) and attributes of a line.
fn parts(line: &str) -> (Vec<String>, Vec<String>) {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut quoted = false;
    for character in line.chars() {
        if character == '"' {
            quoted = !quoted;
        }
        if character.is_whitespace() && !quoted {
            if !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
            }
        } else {
            piece.push(character);
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
        .into_iter()
        .partition(|piece| piece.starts_with('"') || !piece.contains('='))
}
