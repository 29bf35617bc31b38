//! Runs every case file under `tests/cases/`: a text, and what has to be found in it. `tests/cases/README.md` tells the format.

mod case;
mod difference;
mod events;
mod kinds;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use onrecord_extract::Reading;
use onrecord_language::Pipeline;

use case::Case;

const MODEL: &str = "en_core_web_sm";

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
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap_or(&path)
                .with_extension("")
                .display()
                .to_string();
            let pipeline = Arc::clone(&pipeline);
            Trial::test(name, move || run(&path, &pipeline))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
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

fn run(path: &Path, pipeline: &Result<Pipeline, String>) -> Result<(), Failed> {
    let pipeline = pipeline.as_ref().map_err(|error| Failed::from(error.clone()))?;
    let file = std::fs::read_to_string(path)?;
    let case = Case::parse(&file).map_err(Failed::from)?;
    let document = case.document();
    let reading = Reading::new(pipeline, &document);
    let record = onrecord_extract::read(pipeline, &document);
    let outcome = kinds::Outcome {
        reading: &reading,
        record: &record,
    };
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
        report += &difference::between(&expected, &found);
    }
    if report.is_empty() {
        Ok(())
    } else {
        Err(format!("\n{}\n{report}", case.text).into())
    }
}
