//! Article text of web pages against what people marked as the article: the measure of Zyte's article extraction benchmark,
//! shingles of four words, each page weighing the same.

use anyhow::{Context, Result};
use onrecord_document::{BlockKind, Document, Input, ReadError, read};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// How many words a shingle has.
const SHINGLE: usize = 4;

/// Reads `html/*.html` of the folder, scores the texts against `ground-truth.json`, and prints the result.
///
/// The pages must be unpacked (`gunzip`). Two texts are scored: all that is the article's own below its title, and the
/// running text alone, without captions, bylines, boilerplate and repeats.
///
/// # Errors
/// Where the ground truth or a page cannot be opened.
pub fn run(folder: &Path) -> Result<()> {
    let truth_path = folder.join("ground-truth.json");
    let truth =
        std::fs::read_to_string(&truth_path).with_context(|| format!("{}: cannot be read", truth_path.display()))?;
    let truth: HashMap<String, Value> = serde_json::from_str(&truth)?;
    let mut names: Vec<&String> = truth.keys().collect();
    names.sort();
    let begun = Instant::now();
    let pages: Vec<(String, [Overlap; 2], usize)> = names
        .par_iter()
        .map(|name| {
            let path = folder.join("html").join(format!("{name}.html"));
            let bytes = std::fs::read(&path)
                .with_context(|| format!("{}: cannot be read (unpack the pages first)", path.display()))?;
            let page = truth.get(*name);
            let field = |field: &str| page.and_then(|page| page.get(field)).and_then(Value::as_str);
            let input = Input {
                bytes: &bytes,
                url: field("url"),
                declared_media_type: Some("text/html"),
                ..Input::default()
            };
            let document = read(&input);
            let wanted = field("articleBody").unwrap_or_default();
            let overlaps = [true, false].map(|all| Overlap::of(wanted, &text(&document, all)));
            Ok(((*name).clone(), overlaps, bytes.len()))
        })
        .collect::<Result<_>>()?;
    let seconds = begun.elapsed().as_secs_f64();
    let bytes: usize = pages.iter().map(|(_, _, bytes)| bytes).sum();
    for (at, label) in ["article's own text", "running text only"].iter().enumerate() {
        let overlaps: Vec<Overlap> = pages
            .iter()
            .filter_map(|(_, overlaps, _)| overlaps.get(at).copied())
            .collect();
        let (precision, recall) = (mean(&overlaps, Overlap::precision), mean(&overlaps, Overlap::recall));
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!(
            "{label}: {} pages, precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
            overlaps.len()
        );
    }
    let mut worst: Vec<(&String, Overlap)> = pages.iter().map(|(name, [all, _], _)| (name, *all)).collect();
    worst.sort_by(|one, two| one.1.both.total_cmp(&two.1.both));
    for (name, overlap) in worst.iter().take(10) {
        println!(
            "  {name}: shared {:.2}, too much {:.2}, missing {:.2}",
            overlap.both, overlap.ours, overlap.theirs
        );
    }
    println!("{:.1} MB in {seconds:.2} s", bytes as f64 / 1e6);
    Ok(())
}

/// The words of a document that are scored; none of one that was refused.
fn text(document: &Result<Document, ReadError>, all: bool) -> String {
    let Ok(document) = document else { return String::new() };
    let characters: Vec<char> = document.text.chars().collect();
    let title = document
        .title
        .as_ref()
        .and_then(|title| title.basis.spans.first())
        .map(|span| span.start);
    let scored = |kind: BlockKind| match kind {
        BlockKind::Boilerplate | BlockKind::Repeat => false,
        BlockKind::Caption | BlockKind::Byline => all,
        BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation => true,
    };
    let blocks = document
        .blocks
        .iter()
        .filter(|block| scored(block.kind) && Some(block.start) != title);
    blocks
        .filter_map(|block| characters.get(block.start as usize..block.end as usize))
        .map(|words| words.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The share of a page's shingles that stand in both texts, in ours only and in theirs only.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Overlap {
    both: f64,
    ours: f64,
    theirs: f64,
}

impl Overlap {
    fn of(theirs: &str, ours: &str) -> Self {
        let (their_shingles, our_shingles) = (shingles(theirs), shingles(ours));
        let mut overlap = Self {
            both: 0.0,
            ours: 0.0,
            theirs: 0.0,
        };
        for (shingle, times) in &their_shingles {
            let found = our_shingles.get(shingle).copied().unwrap_or_default();
            overlap.both += f64::from((*times).min(found));
            overlap.theirs += f64::from(times.saturating_sub(found));
        }
        for (shingle, times) in &our_shingles {
            overlap.ours += f64::from(times.saturating_sub(their_shingles.get(shingle).copied().unwrap_or_default()));
        }
        let all = overlap.both + overlap.ours + overlap.theirs;
        if all > 0.0 {
            overlap.both /= all;
            overlap.ours /= all;
            overlap.theirs /= all;
        }
        overlap
    }

    fn precision(&self) -> f64 {
        ratio(self.both, self.ours, self.theirs)
    }

    fn recall(&self) -> f64 {
        ratio(self.both, self.theirs, self.ours)
    }
}

/// `both / (both + wrong)`; one where both texts are empty.
fn ratio(both: f64, wrong: f64, other: f64) -> f64 {
    if wrong == 0.0 && other == 0.0 {
        1.0
    } else if both == 0.0 {
        0.0
    } else {
        both / (both + wrong)
    }
}

fn mean(overlaps: &[Overlap], of: fn(&Overlap) -> f64) -> f64 {
    overlaps.iter().map(of).sum::<f64>() / overlaps.len().max(1) as f64
}

/// How often each run of four words stands in a text; a text of fewer words is one shingle.
fn shingles(text: &str) -> HashMap<Vec<&str>, u32> {
    let words: Vec<&str> = text
        .split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut counts = HashMap::new();
    if !words.is_empty() {
        for run in words.windows(SHINGLE.min(words.len())) {
            *counts.entry(run.to_vec()).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_shingles_are_counted_as_often_as_they_stand_in_both() {
        let overlap = Overlap::of("a b c d e", "a b c d x");
        assert_eq!(
            (overlap.both, overlap.ours, overlap.theirs),
            (1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0)
        );
        assert_eq!(Overlap::of("", "").precision(), 1.0);
        assert_eq!(Overlap::of("a b", "").recall(), 0.0);
        assert_eq!(Overlap::of("a b", "a b").recall(), 1.0);
    }
}
