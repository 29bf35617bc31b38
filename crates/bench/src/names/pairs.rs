//! Pairs of names of the name benchmark: F1 by kind of case, time a pair, and what is told wrongly.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use onrecord_names::{Name, Schema, THRESHOLD, compare};
use serde::Deserialize;

use crate::stopwatch::timed;

/// A pair, and whether people took it to be one name.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Row {
    pub case_group: String,
    pub schema: String,
    pub name1: String,
    pub name2: String,
    #[serde(deserialize_with = "is_true")]
    pub is_match: bool,
    pub category: String,
    pub notes: String,
}

fn is_true<'de, D: serde::Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    Ok(String::deserialize(value)?.eq_ignore_ascii_case("true"))
}

impl Row {
    /// Whose names they are.
    pub fn whose(&self) -> Schema {
        match self.schema.as_str() {
            "Person" => Schema::Person,
            "Company" | "Organization" => Schema::Organisation,
            "Vessel" => Schema::Vessel,
            _ => Schema::Unknown,
        }
    }
}

/// Right and wrong answers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub hits: usize,
    pub false_alarms: usize,
    pub misses: usize,
    pub rest: usize,
}

impl Counts {
    pub fn add(&mut self, is: bool, told: bool) {
        match (is, told) {
            (true, true) => self.hits += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.misses += 1,
            (false, false) => self.rest += 1,
        }
    }

    pub fn f1(&self) -> f64 {
        let wrong = self.false_alarms + self.misses;
        if self.hits + wrong == 0 {
            1.0
        } else {
            2.0 * self.hits as f64 / (2 * self.hits + wrong) as f64
        }
    }
}

/// The rows of a file.
pub(crate) fn read(file: &Path) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("{}: not a table of pairs", file.display()))
}

/// Scores the pairs of `file`; wrong ones go to `errors`.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn run(file: &Path, errors: Option<&Path>) -> Result<()> {
    let rows = read(file)?;
    let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    let mut wrong: Vec<String> = Vec::new();
    for row in &rows {
        let (one, other) = (Name::new(&row.name1, row.whose()), Name::new(&row.name2, row.whose()));
        let found = compare(&one, &other);
        let told = found.score >= THRESHOLD;
        all.add(row.is_match, told);
        for group in [row.case_group.clone(), format!("{}: {}", row.case_group, row.schema)] {
            groups.entry(group).or_default().add(row.is_match, told);
        }
        if told != row.is_match {
            let counts: Vec<String> = found
                .counts()
                .iter()
                .take(5)
                .map(|count| format!("{} {:+.1}", count.name, count.added))
                .collect();
            wrong.push(format!(
                "{} {:.2} [{}] {} | {} ({} {} {}): {}; {}",
                if told { "alarm" } else { "miss " },
                found.score,
                row.schema,
                row.name1,
                row.name2,
                row.case_group,
                row.category,
                row.notes,
                counts.join(", "),
                found.words(&one, &other),
            ));
        }
    }
    let precision = all.hits as f64 / (all.hits + all.false_alarms).max(1) as f64;
    let recall = all.hits as f64 / (all.hits + all.misses).max(1) as f64;
    println!(
        "pairs {}, threshold {THRESHOLD}: F1 {:.3}, precision {precision:.3}, recall {recall:.3}",
        rows.len(),
        all.f1()
    );
    for (group, counts) in &groups {
        println!(
            "  {group:36} F1 {:.3}  hits {} false alarms {} misses {} of {}",
            counts.f1(),
            counts.hits,
            counts.false_alarms,
            counts.misses,
            counts.hits + counts.false_alarms + counts.misses + counts.rest
        );
    }
    time(&rows);
    if let Some(errors) = errors {
        wrong.sort();
        let mut text = String::new();
        for line in wrong {
            writeln!(text, "{line}")?;
        }
        fs::write(errors, text).with_context(|| format!("{}: cannot be written", errors.display()))?;
    }
    Ok(())
}

/// The time a pair takes, both names prepared anew, and with both prepared before.
fn time(rows: &[Row]) {
    const ROUNDS: usize = 20;
    let prepare = |row: &Row| (Name::new(&row.name1, row.whose()), Name::new(&row.name2, row.whose()));
    let mut score = 0.0;
    let (_, whole) = timed(|| {
        for row in rows.iter().cycle().take(rows.len() * ROUNDS) {
            let (one, other) = prepare(row);
            score += compare(&one, &other).score;
        }
    });
    let prepared: Vec<(Name, Name)> = rows.iter().map(prepare).collect();
    let (_, compared) = timed(|| {
        for (one, other) in prepared.iter().cycle().take(rows.len() * ROUNDS) {
            score += compare(one, other).score;
        }
    });
    let each = |time: Duration| time.as_secs_f64() * 1e6 / (rows.len() * ROUNDS) as f64;
    println!(
        "µs of a processor a pair: {:.2} with both names prepared in it, {:.2} of names prepared before (by the clock on the wall {:.2}, {:.2}; sum of scores {score:.0})",
        each(whole.cpu),
        each(compared.cpu),
        each(whole.wall),
        each(compared.wall)
    );
}
