//! re3d (Dstl; documents on Syria and Iraq with entities marked): what the record names of weapons, platforms,
//! organisations, persons and places, beside what the language pipeline's own entities give.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::{ActorKind, ArmsKind, Reading, Record};
use onrecord_language::Pipeline;
use rayon::prelude::*;
use serde::Deserialize;

use crate::resample::{self, Counts};

/// The kinds that are scored, in the order of the counts.
const KINDS: [&str; 5] = ["Weapon", "MilitaryPlatform", "Organisation", "Person", "Location"];

#[derive(Deserialize)]
struct Text {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entity {
    begin: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    document_id: String,
}

/// Places of words as code points, by kind.
type Marked = [BTreeSet<(u32, u32)>; KINDS.len()];

/// One document's counts of both readers, where spans agree and where they overlap.
struct Scored {
    record: [[Counts; 2]; KINDS.len()],
    pipeline: [[Counts; 2]; KINDS.len()],
    misses: Vec<String>,
}

/// Scores every set under `folder` (`documents.json` and `entities.json` each) and prints one table; with `errors`, every
/// miss is written there.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(pipeline: &Pipeline, folder: &Path, errors: Option<&Path>) -> Result<()> {
    let mut documents: Vec<(Text, Marked)> = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut folders: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("documents.json").is_file()) {
        let mut marked: BTreeMap<String, Marked> = BTreeMap::new();
        for entity in lines::<Entity>(&folder.join("entities.json"))? {
            if let Some(kind) = KINDS.iter().position(|kind| *kind == entity.kind) {
                marked.entry(entity.document_id).or_default()[kind].insert((entity.begin, entity.end));
            }
        }
        for text in lines::<Text>(&folder.join("documents.json"))? {
            let marked = marked.remove(&text.id).unwrap_or_default();
            documents.push((text, marked));
        }
    }
    let scored: Vec<Scored> = documents
        .par_iter()
        .map(|(text, marked)| score(pipeline, text, marked))
        .collect::<Result<_>>()?;
    println!(
        "{} documents; F1 where spans agree, and where they overlap (95 %)",
        scored.len()
    );
    println!(
        "{:<18} {:>6}  {:>6} {:>6} {:>6}  {:>6} {:>6} {:>6}  {:<13}  pipeline: {:>6} {:>6}",
        "kind", "marked", "P", "R", "exact", "P", "R", "overl.", "95 %", "exact", "overl."
    );
    for (kind, name) in KINDS.iter().enumerate() {
        let of = |reader: fn(&Scored) -> &[[Counts; 2]; KINDS.len()], way: usize| -> Vec<Counts> {
            scored.iter().map(|scored| reader(scored)[kind][way]).collect()
        };
        let exact: Counts = of(|scored| &scored.record, 0).into_iter().sum();
        let relaxed = of(|scored| &scored.record, 1);
        let (low, high) = resample::interval(&relaxed);
        let relaxed: Counts = relaxed.into_iter().sum();
        let plain = [0, 1].map(|way| of(|scored| &scored.pipeline, way).into_iter().sum::<Counts>().f1());
        println!(
            "{name:<18} {:>6}  {:>6.3} {:>6.3} {:>6.3}  {:>6.3} {:>6.3} {:>6.3}  {low:.3}–{high:.3}            {:>6.3} {:>6.3}",
            exact.expected,
            exact.precision(),
            exact.recall(),
            exact.f1(),
            relaxed.precision(),
            relaxed.recall(),
            relaxed.f1(),
            plain[0],
            plain[1]
        );
    }
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for miss in scored.iter().flat_map(|scored| &scored.misses) {
        *causes.entry(miss.split('\t').next().unwrap_or_default()).or_default() += 1;
    }
    println!("\n{:>5}  cause", "times");
    for (cause, count) in &causes {
        println!("{count:>5}  {cause}");
    }
    if let Some(path) = errors {
        let mut misses: Vec<&String> = scored.iter().flat_map(|scored| &scored.misses).collect();
        misses.sort();
        let listing: String = misses.into_iter().map(|miss| format!("{miss}\n")).collect();
        fs::write(path, listing).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

fn lines<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}: line {}", path.display(), number + 1))
        })
        .collect()
}

fn score(pipeline: &Pipeline, text: &Text, marked: &Marked) -> Result<Scored> {
    let document = crate::plain_text::read(text.text.as_bytes())?;
    let reading = Reading::new(pipeline, &document);
    let record = onrecord_extract::derive(&reading, onrecord_extract::versions(pipeline));
    let (ours, plain) = (of_record(&record), of_pipeline(&reading));
    let mut misses = Vec::new();
    for (kind, name) in KINDS.iter().enumerate() {
        let words = |&(start, end): &(u32, u32)| -> String {
            let words = text.text.chars().skip(start as usize).take((end - start) as usize);
            words.collect::<String>().replace(['\n', '\t'], " ")
        };
        for span in marked[kind]
            .iter()
            .filter(|span| !ours[kind].iter().any(|own| overlap(*own, **span)))
        {
            let other = (0..KINDS.len()).find(|&other| ours[other].iter().any(|own| overlap(*own, *span)));
            let other = other.map_or(String::new(), |other| format!(", read as {}", KINDS[other]));
            misses.push(format!("{name} missed{other}\t{}\t{}", words(span), text.id));
        }
        for span in ours[kind]
            .iter()
            .filter(|own| !marked[kind].iter().any(|span| overlap(**own, *span)))
        {
            let other = (0..KINDS.len()).find(|&other| marked[other].iter().any(|theirs| overlap(*theirs, *span)));
            let other = other.map_or(String::new(), |other| format!(", marked as {}", KINDS[other]));
            misses.push(format!("{name} spurious{other}\t{}\t{}", words(span), text.id));
        }
    }
    Ok(Scored {
        record: counts(&ours, marked),
        pipeline: counts(&plain, marked),
        misses,
    })
}

fn of_record(record: &Record) -> Marked {
    let mut found = Marked::default();
    for arms in &record.arms {
        match arms.kind {
            ArmsKind::Weapon | ArmsKind::Ammunition => found[0].insert((arms.span.start, arms.span.end)),
            ArmsKind::Platform => found[1].insert((arms.span.start, arms.span.end)),
            ArmsKind::Component | ArmsKind::Technology | ArmsKind::Goods => false,
        };
    }
    for actor in &record.actors {
        let kind = match actor.kind {
            ActorKind::Person | ActorKind::Unnamed => 3,
            // Where something is, a state is among the places.
            ActorKind::State | ActorKind::Narrator => continue,
            _ => 2,
        };
        // A pronoun names nothing.
        let named = actor.mentions.iter().filter(|mention| mention.rule != "pronoun");
        found[kind].extend(named.map(|mention| (mention.span.start, mention.span.end)));
    }
    found[4].extend(
        record
            .places
            .iter()
            .map(|place| (place.extracted.start, place.extracted.end)),
    );
    found
}

fn of_pipeline(reading: &Reading) -> Marked {
    let mut found = Marked::default();
    for read in &reading.blocks {
        for entity in read.annotated.entities() {
            let kind = match entity.label(&read.annotated) {
                "ORG" | "NORP" => 2,
                "PERSON" => 3,
                "GPE" | "LOC" | "FAC" => 4,
                "PRODUCT" => 0,
                _ => continue,
            };
            let start = read.block.start + read.annotated.start(entity.start);
            let end = read.block.start + read.annotated.end(entity.end - 1);
            found[kind].insert((start, end));
        }
    }
    found
}

fn overlap(a: (u32, u32), b: (u32, u32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Where spans agree, and where they overlap: of the latter, what is right counts once on either side, so that precision
/// and recall have the same hits.
fn counts(ours: &Marked, marked: &Marked) -> [[Counts; 2]; KINDS.len()] {
    std::array::from_fn(|kind| {
        let (ours, marked) = (&ours[kind], &marked[kind]);
        let mut left: Vec<(u32, u32)> = marked.iter().copied().collect();
        let mut overlapping = 0;
        for own in ours {
            if let Some(at) = left.iter().position(|span| overlap(*own, *span)) {
                left.swap_remove(at);
                overlapping += 1;
            }
        }
        [ours.intersection(marked).count() as u32, overlapping].map(|correct| Counts {
            correct,
            proposed: ours.len() as u32,
            expected: marked.len() as u32,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_readings_of_one_span_count_once() {
        let mut ours = Marked::default();
        let mut marked = Marked::default();
        ours[0].extend([(0, 4), (5, 9), (20, 24)]);
        marked[0].extend([(0, 9), (20, 24)]);
        let [exact, overlapping] = counts(&ours, &marked)[0];
        assert_eq!((exact.correct, overlapping.correct), (1, 2));
        assert_eq!((overlapping.proposed, overlapping.expected), (3, 2));
    }
}
