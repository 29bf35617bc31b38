//! Lineages: exact reprints of a news agency found, copies made by perturbing texts found again, and what that takes.

mod corpora;
mod perturbation;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use onrecord_document::Document;
use onrecord_extract::{Derivation, Record};
use onrecord_weigh::{Lineage, LineageKind, lineages};
use rayon::prelude::*;

use perturbation::{Made, make};

/// A text on its way to a document.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) words: String,
    /// Days since the beginning of 1970.
    pub(crate) day: Option<i64>,
}

/// Measures reprints of the agency in `folder`, then copies in sets of the sizes given; misses are written to `errors`.
///
/// # Errors
/// When the corpora cannot be read.
pub fn run(folder: &Path, sizes: &[usize], undated: bool, errors: Option<&Path>) -> Result<()> {
    agency(folder)?;
    println!("copies made by perturbing texts, found again");
    println!(
        "  {:>7} {:>7} {:>6} {:>6} {:>6} {:>6}  {:>8} {:>9}",
        "texts", "copies", "R", "P", "pair R", "pair P", "seconds", "peak MiB"
    );
    let bases = corpora::bases(folder)?;
    let others = corpora::sentences(folder)?;
    let mut misses = String::new();
    for &size in sizes {
        let mut made = make(&bases, &others, size);
        if undated {
            made.iter_mut().for_each(|made| made.text.day = None);
        }
        let records = made
            .par_iter()
            .enumerate()
            .map(|(number, made)| record(&format!("doc-{number:07}"), &made.text))
            .collect::<Result<Vec<_>>>()?;
        let begun = Instant::now();
        let found = lineages(&records);
        let seconds = begun.elapsed().as_secs_f64();
        let score = score(&made, &found, &mut misses);
        println!(
            "  {size:>7} {:>7} {:>6.4} {:>6.4} {:>6.4} {:>6.4}  {seconds:>8.1} {:>9}",
            score.copies,
            score.recall,
            score.precision,
            score.pair_recall,
            score.pair_precision,
            peak()
        );
        println!(
            "          {} further reports of one briefing or statement",
            score.briefings
        );
        for (kind, (all, missed, wrong)) in &score.by_kind {
            println!("          {kind:<24} {all:>6} copies, {missed:>5} missed, {wrong:>5} tied to another text");
        }
    }
    if let Some(path) = errors {
        std::fs::write(path, misses).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

/// Every text of the agency that has words.
///
/// # Errors
/// When the corpus cannot be read.
pub(crate) fn agency_texts(folder: &Path) -> Result<Vec<Text>> {
    corpora::agency(folder)
}

/// A text as a document.
///
/// # Errors
/// When nothing can be read from it.
pub(crate) fn document(id: &str, text: &Text) -> Result<Document> {
    let mut document = crate::plain_text::read(text.words.as_bytes())?;
    id.clone_into(&mut document.id);
    document.published = text.day.and_then(corpora::published);
    Ok(document)
}

fn record(id: &str, text: &Text) -> Result<Record> {
    let document = document(id, text)?;
    Ok(Record::of_nothing(document, Derivation::default()))
}

/// Whether every group of the same words is one lineage, and what else is tied.
fn agency(folder: &Path) -> Result<()> {
    let texts = corpora::agency(folder)?;
    let records = texts
        .iter()
        .enumerate()
        .map(|(number, text)| record(&format!("doc-{number:07}"), text))
        .collect::<Result<Vec<_>>>()?;
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        groups.entry(text.words.trim()).or_default().push(number);
    }
    let found = lineages(&records);
    let lineage_of = lineage_of(&found);
    let of = |number: usize| lineage_of.get(records[number].document.id.as_str());
    let several: Vec<&Vec<usize>> = groups.values().filter(|group| group.len() > 1).collect();
    let whole = several
        .iter()
        .filter(|group| group.iter().all(|number| of(*number) == of(group[0])))
        .count();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for member in found.iter().flat_map(|lineage| &lineage.members) {
        *kinds.entry(format!("{:?}", member.kind)).or_default() += 1;
    }
    println!(
        "agency: {} texts, {} groups of the same words, {whole} of them one lineage each; members by kind: {kinds:?}",
        texts.len(),
        several.len()
    );
    println!("near ones, not of the same words:");
    let positions: HashMap<&str, usize> = records
        .iter()
        .enumerate()
        .map(|(number, record)| (record.document.id.as_str(), number))
        .collect();
    for member in found.iter().flat_map(|lineage| &lineage.members) {
        let Some(source) = member.source.as_deref() else {
            continue;
        };
        let (here, there) = (positions[member.document.as_str()], positions[source]);
        if texts[here].words.trim() != texts[there].words.trim() {
            println!("  {here} from {there}: {:?}, {}", member.kind, member.explanation);
        }
    }
    Ok(())
}

fn lineage_of(found: &[Lineage]) -> HashMap<&str, usize> {
    found
        .iter()
        .enumerate()
        .flat_map(|(number, lineage)| {
            lineage
                .members
                .iter()
                .map(move |member| (member.document.as_str(), number))
        })
        .collect()
}

#[derive(Default)]
struct Score {
    copies: usize,
    /// Copies that are in one lineage with a text of their family.
    recall: f64,
    /// Ties that are to a text of the same family.
    precision: f64,
    /// Ties to a briefing or statement, which are no copies.
    briefings: usize,
    pair_recall: f64,
    pair_precision: f64,
    /// Copies, missed ones and wrongly tied ones, by how they were made.
    by_kind: BTreeMap<&'static str, (usize, usize, usize)>,
}

fn score(made: &[Made], found: &[Lineage], misses: &mut String) -> Score {
    let mut score = Score::default();
    let number = |id: &str| id.trim_start_matches("doc-").parse::<usize>().unwrap_or_default();
    let (mut ties, mut right, mut briefings) = (0, 0, 0);
    let mut lineage = vec![0; made.len()];
    let mut together: HashMap<(usize, usize), usize> = HashMap::new();
    for (position, one) in found.iter().enumerate() {
        for member in &one.members {
            let here = number(&member.document);
            lineage[here] = position;
            *together.entry((position, made[here].family)).or_default() += 1;
            let Some(source) = &member.source else { continue };
            let there = number(source);
            if member.kind == LineageKind::SameBriefing {
                briefings += 1;
                continue;
            }
            ties += 1;
            if made[here].family == made[there].family {
                right += 1;
            } else {
                score.by_kind.entry(made[here].how).or_default().2 += 1;
                if misses.len() < 4_000_000 {
                    misses.push_str(&format!(
                        "WRONG {here} {} ({}) from {there} ({}): {:?} {}\n--- {}\n--- {}\n\n",
                        made[here].how,
                        made[here].family,
                        made[there].how,
                        member.kind,
                        member.explanation,
                        made[here].text.words,
                        made[there].text.words
                    ));
                }
            }
            debug_assert!(member.kind != LineageKind::Original);
        }
    }
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for one in made {
        *sizes.entry(one.family).or_default() += 1;
    }
    let mut missed = 0;
    for (here, one) in made.iter().enumerate() {
        if one.is_base {
            continue;
        }
        score.copies += 1;
        let counts = score.by_kind.entry(one.how).or_default();
        counts.0 += 1;
        if together[&(lineage[here], one.family)] < 2 {
            missed += 1;
            counts.1 += 1;
            if misses.len() < 4_000_000 {
                misses.push_str(&format!(
                    "MISSED {here} {} ({})\n--- {}\n--- {}\n\n",
                    one.how, one.family, one.text.words, made[one.base].text.words
                ));
            }
        }
    }
    let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
    let both: f64 = together.values().map(|count| pairs(*count)).sum();
    let expected: f64 = sizes.values().map(|count| pairs(*count)).sum();
    let proposed: f64 = found.iter().map(|lineage| pairs(lineage.members.len())).sum();
    score.briefings = briefings;
    score.recall = 1.0 - missed as f64 / score.copies.max(1) as f64;
    score.precision = right as f64 / f64::from(ties).max(1.0);
    score.pair_recall = both / expected.max(1.0);
    score.pair_precision = both / proposed.max(1.0);
    score
}

/// The most memory that this process ever had, in MiB (Linux).
pub(crate) fn peak() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM"))?.to_owned();
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .unwrap_or_default()
        / 1024
}
