//! Date expressions of the Recognizers-Text specifications: found, and their value right. Times of day, recurring times and
//! time zones are skipped and counted.

mod cases;
mod score;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_extract::dates::{Direction, Nature, Resolved, read, words_of_text};

use cases::Expected;

/// Kinds that have a value in days, or a length.
const SCORED: [&str; 3] = ["date", "daterange", "duration"];

/// How an expression fared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Right,
    NotFound,
    SpanWrong,
    ValueWrong,
}

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

/// Scores the cases of a folder; writes every miss by cause to `errors`.
///
/// # Errors
/// When the cases cannot be read or the misses cannot be written.
pub fn run(folder: &Path, errors: Option<&Path>) -> Result<()> {
    let expected = cases::of_folder(folder)?;
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_kind: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut by_file: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut misses: Vec<(String, String)> = Vec::new();
    let mut all = Tally::default();
    for case in &expected {
        if let Some(why) = why_skipped(case) {
            *skipped.entry(why).or_default() += 1;
            continue;
        }
        let (outcome, told) = fared(case);
        for tally in [
            by_kind.entry(&case.kind).or_default(),
            by_file.entry(&case.file).or_default(),
            &mut all,
        ] {
            tally.all += 1;
            tally.right += usize::from(outcome == Outcome::Right);
        }
        let cause = match outcome {
            Outcome::Right => continue,
            Outcome::NotFound => "not found".to_owned(),
            Outcome::SpanWrong => "span wrong".to_owned(),
            Outcome::ValueWrong => format!("value wrong: {}", case.kind),
        };
        misses.push((cause, line(case, &told)));
    }
    println!("| | right | of | share |\n|---|---|---|---|");
    for (name, tally) in by_kind.iter().chain(&by_file) {
        row(name, tally);
    }
    row("all", &all);
    for (why, count) in &skipped {
        println!("skipped: {count} ({why})");
    }
    misses.sort();
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for (cause, _) in &misses {
        *causes.entry(cause).or_default() += 1;
    }
    for (cause, count) in causes {
        println!("{cause}: {count}");
    }
    if let Some(path) = errors {
        let mut text = String::new();
        for (cause, line) in &misses {
            writeln!(text, "{cause}\t{line}")?;
        }
        fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

fn row(name: &str, tally: &Tally) {
    let share = tally.right as f64 / tally.all.max(1) as f64;
    println!("| {name} | {} | {} | {share:.3} |", tally.right, tally.all);
}

/// Why an expression is not scored.
fn why_skipped(case: &Expected) -> Option<&'static str> {
    match case.kind.as_str() {
        "set" => return Some("recurring"),
        kind if !SCORED.contains(&kind) => return Some("time of day, time zone, or a choice of dates"),
        _ => {}
    }
    let told = case
        .meanings
        .iter()
        .any(|meant| meant.start.is_some() || meant.end.is_some());
    if case.kind != "duration"
        && !told
        && case
            .meanings
            .iter()
            .all(|meant| meant.timex.contains("XX") || meant.timex.len() < 4)
    {
        return Some("the case gives no value");
    }
    None
}

/// How the expression fared, and what was told of it.
fn fared(case: &Expected) -> (Outcome, String) {
    let words = words_of_text(&case.input);
    let ahead = ["'ll", "’ll", "will", "shall", "please", "going", "let"];
    let direction = if words
        .iter()
        .any(|word| ahead.contains(&word.text.to_lowercase().as_str()))
        || case.input.contains("'ll ")
    {
        Direction::Future
    } else {
        Direction::Past
    };
    let found = read(&words, case.reference, None, &|_| direction);
    let place = |at: &Resolved| {
        let last = &words[at.words.end - 1];
        (words[at.words.start].token, last.token + last.text.len())
    };
    let here: Vec<&Resolved> = found
        .iter()
        .filter(|at| {
            let (start, end) = place(at);
            start < case.end && case.start < end
        })
        .collect();
    let told = |at: &Resolved| {
        let (start, end) = place(at);
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "{} = {}..{} {} {}",
            &case.input[start..end],
            day(at.interval.earliest),
            day(at.interval.latest),
            at.interval.value.clone().unwrap_or_default(),
            at.interval.rule
        )
    };
    let right = |at: &&&Resolved| {
        case.meanings
            .iter()
            .any(|meant| score::is_right(&at.interval, at.nature, &case.kind, meant))
    };
    if let Some(at) = here.iter().find(right) {
        return (Outcome::Right, told(at));
    }
    let all: Vec<String> = here.iter().map(|at| told(at)).collect();
    let outcome = match here[..] {
        [] => Outcome::NotFound,
        [at] if place(at).0 <= case.start + 4 && case.end <= place(at).1 + 1 => Outcome::ValueWrong,
        [at] if case.kind == "duration" && at.nature != Nature::Duration => Outcome::ValueWrong,
        _ => Outcome::SpanWrong,
    };
    (outcome, all.join(" ; "))
}

fn line(case: &Expected, told: &str) -> String {
    let meant: Vec<String> = case
        .meanings
        .iter()
        .map(|meant| {
            format!(
                "{} {}..{}",
                meant.timex,
                meant.start.as_deref().unwrap_or_default(),
                meant.end.as_deref().unwrap_or_default()
            )
        })
        .collect();
    let reference = case.reference.map(|day| day.to_string()).unwrap_or_default();
    format!(
        "{}\t{}\t{reference}\t{}\twanted {}\ttold {told}",
        case.file,
        case.text,
        case.input.replace(['\n', '\t'], " "),
        meant.join(" or ")
    )
}
