//! UNSCon (LREC-COLING 2024): speeches in the Security Council, units labelled as negative evaluation, challenge or correction,
//! read from their table and scored from the record of the rebuilt speech.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use onrecord_catalogue::Catalogue;
use onrecord_catalogue::contradiction::Kind;
use onrecord_document::{Document, Span};
use onrecord_extract::{Act, Record};
use onrecord_language::Pipeline;
use rayon::prelude::*;

use crate::resample::{self, Counts};

/// One elementary unit of a speech.
#[derive(Clone, Debug, Default)]
struct Unit {
    text: String,
    /// Code points of the speech, end-exclusive.
    start: u32,
    end: u32,
    told: Told,
}

/// What is said of a unit, by people or by a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Told {
    direct: bool,
    indirect: bool,
    challenge: bool,
    correction: bool,
}

/// A speech, or the part of one that the corpus has.
#[derive(Clone, Debug, Default)]
struct Speech {
    name: String,
    units: Vec<Unit>,
}

impl Speech {
    /// The text: every unit at its place, blanks between.
    fn text(&self) -> String {
        let length = self.units.iter().map(|unit| unit.end).max().unwrap_or(0) as usize;
        let mut characters = vec![' '; length];
        for unit in &self.units {
            for (slot, character) in characters[unit.start as usize..unit.end as usize]
                .iter_mut()
                .zip(unit.text.chars())
            {
                *slot = character;
            }
        }
        characters.into_iter().collect()
    }

    /// The speech as a document of plain text.
    fn document(&self) -> Result<Document> {
        crate::plain_text::read(self.text().as_bytes()).with_context(|| format!("{}: cannot be read", self.name))
    }
}

/// A measure's name, and whether a unit counts for it.
type Measure = (&'static str, fn(Told) -> bool);

const MEASURES: [Measure; 7] = [
    ("challenge/correction", |told| told.challenge || told.correction),
    ("challenge", |told| told.challenge),
    ("correction", |told| told.correction),
    ("negative evaluation", |told| told.direct || told.indirect),
    ("  direct", |told| told.direct),
    ("  indirect", |told| told.indirect),
    ("any conflict", |told| {
        told.direct || told.indirect || told.challenge || told.correction
    }),
];

/// Scores the speeches of `table` from their records and prints one table; with `errors`, every unit that is told wrongly is
/// written there by cause.
///
/// # Errors
/// When the table cannot be read.
pub fn run(pipeline: &Pipeline, table: &Path, errors: Option<&Path>) -> Result<()> {
    let speeches = load(table)?;
    let told: Vec<Vec<Told>> = speeches
        .par_iter()
        .map(|speech| {
            Ok(of_record(
                &onrecord_extract::read(pipeline, &speech.document()?),
                speech,
            ))
        })
        .collect::<Result<_>>()?;
    println!(
        "{} speeches, {} units",
        speeches.len(),
        speeches.iter().map(|speech| speech.units.len()).sum::<usize>()
    );
    println!("from the record");
    print(&speeches, &told);
    let lexicon: Vec<Vec<Told>> = speeches
        .iter()
        .map(|speech| speech.units.iter().map(by_words).collect())
        .collect();
    println!("by words alone");
    print(&speeches, &lexicon);
    if let Some(path) = errors {
        fs::write(path, listing(&speeches, &told)).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

/// Prints one line a measure: precision, recall and F1 with its interval of 95 per cent, by resampling speeches.
fn print(speeches: &[Speech], told: &[Vec<Told>]) {
    println!(
        "  {:<22} {:>5} {:>6} {:>6} {:>6}  95 % of F1",
        "measure", "units", "P", "R", "F1"
    );
    for (name, holds) in MEASURES {
        let counts = counts(speeches, told, holds);
        let total: Counts = counts.iter().copied().sum();
        let (low, high) = resample::interval(&counts);
        println!(
            "  {name:<22} {:>5} {:>6.3} {:>6.3} {:>6.3}  {low:.3}–{high:.3}",
            total.expected,
            total.precision(),
            total.recall(),
            total.f1()
        );
    }
}

fn counts(speeches: &[Speech], told: &[Vec<Told>], holds: fn(Told) -> bool) -> Vec<Counts> {
    speeches
        .iter()
        .zip(told)
        .map(|(speech, told)| {
            speech
                .units
                .iter()
                .zip(told)
                .map(|(unit, &told)| Counts::of(holds(told), holds(unit.told)))
                .sum()
        })
        .collect()
}

/// What a record says of the units of its speech: a unit is told by spans that cover at least half of it.
fn of_record(record: &Record, speech: &Speech) -> Vec<Told> {
    let challenged: Vec<&Span> = record
        .contradictions
        .iter()
        .flat_map(|found| &found.challenged)
        .collect();
    let corrected: Vec<&Span> = record
        .contradictions
        .iter()
        .flat_map(|found| &found.correction)
        .collect();
    let blamed: Vec<&Span> = record
        .statements
        .iter()
        .filter(|statement| matches!(statement.act, Act::Condemn | Act::Allege) || statement.asserts_breach.is_some())
        .flat_map(|statement| statement.content.iter().chain(&statement.cue))
        .collect();
    speech
        .units
        .iter()
        .map(|unit| {
            let (challenge, correction) = (covered(unit, &challenged), covered(unit, &corrected));
            let contradicts = (challenge + correction) * 2 >= unit.end - unit.start;
            let judges = !contradicts && covered(unit, &blamed) * 2 >= unit.end - unit.start;
            Told {
                challenge: contradicts && challenge >= correction,
                correction: contradicts && challenge < correction,
                direct: judges,
                indirect: judges,
            }
        })
        .collect()
}

fn covered(unit: &Unit, spans: &[&Span]) -> u32 {
    (unit.start..unit.end)
        .filter(|&at| spans.iter().any(|span| span.start <= at && at < span.end))
        .count() as u32
}

/// What words alone tell of a unit, without grammar or context.
fn by_words(unit: &Unit) -> Told {
    let catalogue = Catalogue::shipped();
    let words: Vec<String> = unit.text.split_whitespace().map(str::to_lowercase).collect();
    let joined = format!(" {} ", words.join(" "));
    let has = |kind: &Kind| {
        words.iter().any(|word| {
            kind.lemmas.contains(word)
                || word.strip_suffix('s').is_some_and(|stem| kind.lemmas.contains(stem))
                || word.strip_suffix("ed").is_some_and(|stem| kind.lemmas.contains(stem))
        }) || kind
            .phrases
            .iter()
            .any(|phrase| joined.contains(&format!(" {phrase} ")))
    };
    let kinds = &catalogue.contradiction;
    let judged = words
        .iter()
        .any(|word| catalogue.cues.evaluations.condemn.contains(word) || catalogue.cues.breach.acts.contains(word));
    let challenge = has(&kinds.claiming) || has(&kinds.falsity);
    let correction = !challenge && has(&kinds.reality);
    Told {
        challenge,
        correction,
        direct: judged && !challenge && !correction,
        indirect: judged && !challenge && !correction,
    }
}

fn listing(speeches: &[Speech], told: &[Vec<Told>]) -> String {
    let name = |told: Told| match told {
        Told { challenge: true, .. } => "challenge",
        Told { correction: true, .. } => "correction",
        Told { direct: true, .. } | Told { indirect: true, .. } => "judgement",
        _ => "none",
    };
    let mut lines = Vec::new();
    for (speech, told) in speeches.iter().zip(told) {
        for (unit, &told) in speech.units.iter().zip(told) {
            if name(unit.told) != name(told) {
                lines.push(format!(
                    "expected {} proposed {}\t{}\t{}",
                    name(unit.told),
                    name(told),
                    speech.name,
                    unit.text
                ));
            }
        }
    }
    lines.sort();
    lines.join("\n") + "\n"
}

/// Reads the table.
///
/// # Errors
/// When it cannot be read, lacks a column or gives an offset that is none.
fn load(table: &Path) -> Result<Vec<Speech>> {
    let text = fs::read_to_string(table).with_context(|| format!("{}: cannot be read", table.display()))?;
    let mut rows = rows(&text).into_iter();
    let header = rows.next().with_context(|| format!("{}: is empty", table.display()))?;
    let columns: BTreeMap<&str, usize> = header.iter().enumerate().map(|(at, name)| (name.trim(), at)).collect();
    let column = |name: &str| {
        columns
            .get(name)
            .copied()
            .with_context(|| format!("{}: no column `{name}`", table.display()))
    };
    let (file, text, offsets) = (column("file_id")?, column("EDU_text")?, column("EDU_char_offsets")?);
    let labels = [
        column("Direct_NegEval")?,
        column("Indirect_NegEval")?,
        column("Challenge")?,
        column("Correction")?,
    ];
    let mut speeches: Vec<Speech> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, row) in rows.enumerate() {
        let field = |column: usize| row.get(column).map_or("", String::as_str);
        let Some((start, end)) = field(offsets)
            .split_once('-')
            .and_then(|(start, end)| Some((start.trim().parse().ok()?, end.trim().parse().ok()?)))
            .filter(|(start, end): &(u32, u32)| start <= end)
        else {
            bail!(
                "{}: line {}: `{}` is no offset",
                table.display(),
                at + 2,
                field(offsets)
            );
        };
        let says = |column: usize| field(column).trim() == "1";
        let position = *known.entry(field(file).to_owned()).or_insert_with(|| {
            speeches.push(Speech {
                name: field(file).to_owned(),
                units: Vec::new(),
            });
            speeches.len() - 1
        });
        speeches[position].units.push(Unit {
            text: field(text).to_owned(),
            start,
            end,
            told: Told {
                direct: says(labels[0]),
                indirect: says(labels[1]),
                challenge: says(labels[2]),
                correction: says(labels[3]),
            },
        });
    }
    Ok(speeches)
}

/// The rows of comma-separated values, quoted as RFC 4180 has it.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        let Some(field) = rows.last_mut().and_then(|row| row.last_mut()) else {
            break;
        };
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => field.push(character),
        }
    }
    rows.retain(|row| row.iter().any(|field| !field.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_keep_commas_and_quotation_marks() {
        assert_eq!(
            rows("a,\"b, \"\"c\"\"\"\r\nd,\n"),
            vec![vec!["a", "b, \"c\""], vec!["d", ""]]
        );
    }

    #[test]
    fn a_speech_has_its_units_at_their_places() {
        let unit = |text: &str, start, end| Unit {
            text: text.to_owned(),
            start,
            end,
            told: Told::default(),
        };
        let speech = Speech {
            name: "meeting_spch001".to_owned(),
            units: vec![unit("We say", 0, 6), unit("that it is so .", 10, 25)],
        };
        assert_eq!(speech.text(), "We say    that it is so .");
    }
}
