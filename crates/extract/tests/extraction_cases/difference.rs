//! Compares the lines expected with the lines found, and says the difference for a reader.

/// Empty where every expected line is found and every found line is expected (`open`: more may be found).
///
/// A line is words in order and attributes (`key=value`) in any order. An expected line fits a found one that has the
/// same words and at least its attributes.
pub fn between(expected: &[&str], found: &[String], open: bool) -> String {
    let mut left: Vec<&String> = found.iter().collect();
    let mut missing = Vec::new();
    for line in expected {
        match left.iter().position(|candidate| lacks(line, candidate).is_empty()) {
            Some(position) => {
                left.remove(position);
            }
            None => missing.push(*line),
        }
    }
    let mut report = String::new();
    for line in missing {
        report += &format!("  expected, not found:  {line}\n");
        let nearest = left.iter().min_by_key(|candidate| lacks(line, candidate).len());
        if let Some(nearest) = nearest
            && lacks(line, nearest).len() < count(line)
        {
            report += &format!("    the nearest lacks:  {}\n", lacks(line, nearest).join(" "));
        }
    }
    if open && report.is_empty() {
        return report;
    }
    for line in left {
        report += &format!("  found, not expected:  {line}\n");
    }
    report
}

/// The words and attributes of the expected line that the found one has not.
fn lacks(expected: &str, found: &str) -> Vec<String> {
    let (words, attributes) = parts(expected);
    let (found_words, found_attributes) = parts(found);
    let bare = |piece: &String| piece.replace('"', "");
    let has: Vec<String> = found_attributes.iter().map(bare).collect();
    let words = if words == found_words { Vec::new() } else { words };
    let attributes = attributes
        .into_iter()
        .filter(|attribute| !has.contains(&bare(attribute)));
    words.into_iter().chain(attributes).collect()
}

fn count(line: &str) -> usize {
    let (words, attributes) = parts(line);
    words.len() + attributes.len()
}

/// Words (quoted ones whole) and attributes of a line.
pub fn parts(line: &str) -> (Vec<String>, Vec<String>) {
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
