//! Runs every case file under `tests/cases/`: a text, and what has to be found in it. `tests/cases/README.md` tells the format.

mod case;
mod difference;
mod events;
mod factuality;
mod incidents;
mod kinds;
mod plover;
mod statements;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use onrecord_extract::Reading;
use onrecord_language::Pipeline;

use case::Case;

const MODEL: &str = "en_core_web_sm";

/// Set, a case that is known to fail fails, and says what came out.
const SHOW: &str = "SHOW_KNOWN_FAILING";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let pipeline: Arc<Result<Pipeline, String>> = Arc::new(load());
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(!files.is_empty(), "no case files under {}", root.display());
    let trials = files
        .into_iter()
        .flat_map(|path| trials(&root, &path, &pipeline))
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// One trial for every case of a file, under the file's path and the case's name.
fn trials(root: &Path, path: &Path, pipeline: &Arc<Result<Pipeline, String>>) -> Vec<Trial> {
    let file = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let cases = match std::fs::read_to_string(path) {
        Ok(text) => case::of_file(&text),
        Err(error) => vec![(None, Err(error.to_string()))],
    };
    cases
        .into_iter()
        .map(|(name, case)| {
            let name = match name {
                Some(name) => format!("{}/{name}", file.display()),
                None => file.display().to_string(),
            };
            let failing = matches!(&case, Ok(case) if case.known_failing.is_some());
            let pipeline = Arc::clone(pipeline);
            let trial = Trial::test(name, move || run(&case.map_err(Failed::from)?, &pipeline));
            if failing {
                trial.with_kind("known failing")
            } else {
                trial
            }
        })
        .collect()
}

fn load() -> Result<Pipeline, String> {
    let directory = onrecord_language::install::locate(MODEL).map_err(|error| error.to_string())?;
    Pipeline::load(&directory).map_err(|error| error.to_string())
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
}

fn run(case: &Case, pipeline: &Result<Pipeline, String>) -> Result<(), Failed> {
    let pipeline = pipeline.as_ref().map_err(|error| Failed::from(error.clone()))?;
    let document = case.document();
    let reading = Reading::new(pipeline, &document);
    let record = onrecord_extract::read(pipeline, &document);
    let outcome = kinds::Outcome {
        reading: &reading,
        record: &record,
    };
    for line in &case.expected {
        statements::check(line, &document.text)?;
    }
    let mut report = String::new();
    for kind in case.kinds() {
        let found =
            kinds::lines(kind, &outcome).ok_or_else(|| format!("the case expects the unknown kind `{kind}`"))?;
        let expected: Vec<&str> = case
            .expected
            .iter()
            .filter(|line| case::kind_of(line) == kind)
            .map(String::as_str)
            .collect();
        let open = case.open.iter().any(|open| open == kind);
        report += &difference::between(&expected, &found, open);
    }
    let shown = std::env::var_os(SHOW).is_some();
    match (&case.known_failing, report.is_empty()) {
        (None, true) => Ok(()),
        (Some(_), false) if !shown => Ok(()),
        (Some(why), true) => Err(format!("it comes out now: take off the mark `known failing: {why}`").into()),
        (_, false) => Err(format!("\n{}\n{report}", case.text).into()),
    }
}
