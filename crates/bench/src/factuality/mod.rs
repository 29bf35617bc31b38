//! How certain a text says that events are: the model's scores beside people's judgements.

mod causes;
mod corpus;
pub mod learn;
mod scores;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;
use onrecord_extract::factuality::{self, Scale, Scope};
use onrecord_language::Pipeline;
use serde::Serialize;

use corpus::{Predicate, Sentence};
use scores::Score;

/// Whose scale a file is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Judged {
    /// By the path: the web's where a part of it begins with "UDS", else the news's.
    ByPath,
    /// As UW.
    News,
    /// As UDS-IH2.
    Web,
}

impl Judged {
    fn scale(self, file: &Path) -> Scale {
        let web = file
            .components()
            .any(|part| part.as_os_str().to_string_lossy().to_uppercase().starts_with("UDS"));
        match self {
            Judged::News => Scale::News,
            Judged::Web => Scale::Web,
            Judged::ByPath if web => Scale::Web,
            Judged::ByPath => Scale::News,
        }
    }
}

/// What else is written beside the table.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The mistakes by cause go here.
    pub errors: Option<&'a Path>,
    /// The scores of all predicates, a line each, go here.
    pub predictions: Option<&'a Path>,
    /// JSON in place of the table.
    pub json: bool,
}

/// The scores of one file.
#[derive(Serialize)]
struct Table {
    file: String,
    sentences: usize,
    predicates: usize,
    scores: Vec<Score>,
    microseconds: f64,
}

/// A predicate with its score.
struct Foretold<'a> {
    line: usize,
    sentence: &'a Sentence,
    predicate: &'a Predicate,
    score: f32,
}

/// Scores `files` and prints a table of each.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(pipeline: &Pipeline, files: &[PathBuf], judged: Judged, wanted: &Wanted) -> Result<()> {
    let (mut mistakes, mut predictions) = (String::new(), String::new());
    let mut tables = Vec::new();
    for file in files {
        let scale = judged.scale(file);
        let sentences = corpus::load(pipeline, file)?;
        let start = std::time::Instant::now();
        let foretold: Vec<Foretold> = sentences
            .iter()
            .enumerate()
            .flat_map(|(line, sentence)| {
                sentence.predicates.iter().map(move |predicate| Foretold {
                    line,
                    sentence,
                    predicate,
                    score: factuality::score(
                        &Scope::sentence(&sentence.annotated, predicate.token),
                        predicate.token,
                        scale,
                    ),
                })
            })
            .collect();
        let microseconds = start.elapsed().as_secs_f64() * 1e6 / foretold.len().max(1) as f64;
        let by = |guess: &dyn Fn(&Foretold) -> f32| -> Vec<Vec<(f32, f32)>> {
            let mut pairs = vec![Vec::new(); sentences.len()];
            for one in &foretold {
                if let Some(label) = one.predicate.label {
                    pairs[one.line].push((label, guess(one)));
                }
            }
            pairs
        };
        tables.push(Table {
            file: file.display().to_string(),
            sentences: sentences.len(),
            predicates: foretold.iter().filter(|one| one.predicate.label.is_some()).count(),
            scores: vec![
                scores::score("all certain (+3)", &by(&|_| 3.0)),
                scores::score(
                    "negation window",
                    &by(&|one| if one.predicate.negated_window { -3.0 } else { 3.0 }),
                ),
                scores::score("onrecord", &by(&|one| one.score)),
            ],
            microseconds,
        });
        mistakes.push_str(&confusions(file, &foretold));
        for one in &foretold {
            let _ = writeln!(
                predictions,
                "{}\t{}\t{}\t{:.3}",
                file.display(),
                one.line,
                one.sentence.annotated.token(one.predicate.token),
                one.score
            );
        }
    }
    for (path, text) in [(wanted.errors, &mistakes), (wanted.predictions, &predictions)] {
        if let Some(path) = path {
            fs::write(path, text).with_context(|| format!("{}: cannot be written", path.display()))?;
        }
    }
    if wanted.json {
        println!("{}", serde_json::to_string_pretty(&tables)?);
    } else {
        tables.iter().for_each(print);
    }
    Ok(())
}

fn print(table: &Table) {
    println!(
        "{}: {} predicates in {} sentences, {:.1} µs each",
        table.file, table.predicates, table.sentences, table.microseconds
    );
    println!("{:<18} {:>7} {:>16} {:>8} {:>16}", "", "MAE", "95%", "r", "95%");
    for score in &table.scores {
        println!(
            "{:<18} {:>7.3} {:>8.3}–{:.3}   {:>7.3} {:>8.3}–{:.3}",
            score.name, score.mae.value, score.mae.low, score.mae.high, score.r.value, score.r.low, score.r.high
        );
    }
}

/// The causes with what they cost, dearest first, then the mistakes of each, largest first.
fn confusions(file: &Path, foretold: &[Foretold]) -> String {
    let mut groups: BTreeMap<String, Vec<(f32, &Foretold)>> = BTreeMap::new();
    for one in foretold {
        let Some(label) = one.predicate.label else { continue };
        let scope = Scope::sentence(&one.sentence.annotated, one.predicate.token);
        groups
            .entry(causes::cause(&scope, one.predicate.token))
            .or_default()
            .push(((label - one.score).abs(), one));
    }
    let cost = |group: &[(f32, &Foretold)]| group.iter().map(|(error, _)| error).sum::<f32>();
    let mut groups: Vec<(String, Vec<(f32, &Foretold)>)> = groups.into_iter().collect();
    groups.sort_by(|left, right| cost(&right.1).total_cmp(&cost(&left.1)).then(left.0.cmp(&right.0)));
    let mut text = format!(
        "# {}\n# cause\tpredicates\tmean error\tshare of the error\n",
        file.display()
    );
    let all = groups
        .iter()
        .map(|(_, group)| cost(group))
        .sum::<f32>()
        .max(f32::MIN_POSITIVE);
    for (cause, group) in &groups {
        let total = cost(group);
        let _ = writeln!(
            text,
            "# {cause}\t{}\t{:.2}\t{:.1}%",
            group.len(),
            total / group.len() as f32,
            100.0 * total / all
        );
    }
    text.push_str("cause\tlabel\tscore\trule\tword\tsentence\n");
    for (cause, group) in &mut groups {
        group.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.line.cmp(&right.1.line)));
        for (_, one) in group.iter() {
            let a = &one.sentence.annotated;
            let scope = Scope::sentence(a, one.predicate.token);
            let rule = factuality::by_rule(&scope, one.predicate.token).map(|modality| format!("{modality:?}"));
            let _ = writeln!(
                text,
                "{cause}\t{:.1}\t{:.1}\t{}\t{}\t{}",
                one.predicate.label.unwrap_or_default(),
                one.score,
                rule.as_deref().unwrap_or("-"),
                a.token(one.predicate.token),
                a.text().replace(['\n', '\t'], " ")
            );
        }
    }
    text
}
