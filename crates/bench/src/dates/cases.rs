//! Cases of date expressions in the two shapes of the Recognizers-Text specifications: those of the parsers
//! (`Value.Timex`, a future and a past resolution) and those of the model (`Resolution.values`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// One expression of a case and what it is to mean.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The file, without its ending.
    pub file: String,
    /// The sentence.
    pub input: String,
    /// The day it was said on.
    pub reference: Option<Date>,
    /// The words.
    pub text: String,
    /// Bytes of `input`, end-exclusive.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// `date`, `daterange`, `duration`, or one that is skipped.
    pub kind: String,
    /// What it may mean; either counts.
    pub meanings: Vec<Meant>,
}

/// One resolution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The specification's own TIMEX, `XXXX` where the year is open.
    pub timex: String,
    /// First day.
    pub start: Option<String>,
    /// The day that ends it; whether it is inside differs by kind of range.
    pub end: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    #[serde(default)]
    context: Option<Value>,
    #[serde(default)]
    results: Vec<Value>,
}

/// The expressions of every `.json` file of a folder, by file in the order of names.
///
/// # Errors
/// When the folder or a file of it cannot be read.
pub fn of_folder(folder: &Path) -> Result<Vec<Expected>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("{}: cannot be read", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut found = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        found.extend(of_file(&name, &text).with_context(|| format!("{}: is no file of cases", path.display()))?);
    }
    Ok(found)
}

/// The expressions of one file.
pub fn of_file(file: &str, json: &str) -> Result<Vec<Expected>> {
    let cases: Vec<Case> = serde_json::from_str(json.trim_start_matches('\u{feff}'))?;
    Ok(cases
        .iter()
        .flat_map(|case| case.results.iter().filter_map(|result| expected(file, case, result)))
        .collect())
}

fn expected(file: &str, case: &Case, result: &Value) -> Option<Expected> {
    let text = result.get("Text")?.as_str()?.to_owned();
    let reference = case
        .context
        .as_ref()
        .and_then(|context| context.get("ReferenceDateTime"))
        .and_then(Value::as_str)
        .and_then(|at| at.get(..10)?.parse().ok());
    let kind = ["Type", "TypeName", "Typename"]
        .iter()
        .find_map(|key| result.get(key)?.as_str())?
        .rsplit('.')
        .next()?
        .to_owned();
    let start = result
        .get("Start")
        .and_then(Value::as_u64)
        .and_then(|start| usize::try_from(start).ok());
    let (start, end) = place(&case.input, &text, start)?;
    let meanings = match result.get("Resolution") {
        Some(resolution) => resolution
            .get("values")
            .and_then(Value::as_array)
            .map(|values| values.iter().map(of_model).collect())
            .unwrap_or_default(),
        None => result.get("Value").map(of_parser).unwrap_or_default(),
    };
    Some(Expected {
        file: file.to_owned(),
        input: case.input.clone(),
        reference,
        text,
        start,
        end,
        kind,
        meanings,
    })
}

/// Where the words stand: at the code point told, else where they are first found.
fn place(input: &str, text: &str, start: Option<usize>) -> Option<(usize, usize)> {
    let at = |position: usize| input.char_indices().nth(position).map(|(byte, _)| byte);
    let told = start.and_then(at).filter(|&byte| {
        input
            .get(byte..byte + text.len())
            .is_some_and(|words| words.eq_ignore_ascii_case(text))
    });
    let byte = told.or_else(|| {
        input
            .to_lowercase()
            .find(&text.to_lowercase())
            .filter(|&byte| input.is_char_boundary(byte))
    })?;
    Some((byte, (byte + text.len()).min(input.len())))
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value
        .get(key)
        .and_then(Value::as_str)
        .filter(|text| *text != "not resolved")
        .map(|text| text.get(..10).unwrap_or(text).to_owned())
}

fn of_model(value: &Value) -> Meant {
    let timex = value
        .get("timex")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let day = text_of(value, "value").filter(|day| day.len() == 10);
    Meant {
        timex,
        start: day.clone().or_else(|| text_of(value, "start")),
        end: day.or_else(|| text_of(value, "end")),
    }
}

fn of_parser(value: &Value) -> Vec<Meant> {
    let timex = value
        .get("Timex")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let mut meanings: Vec<Meant> = ["FutureResolution", "PastResolution"]
        .iter()
        .filter_map(|key| value.get(key))
        .map(|side| {
            let day = text_of(side, "date");
            Meant {
                timex: timex.clone(),
                start: day.clone().or_else(|| text_of(side, "startDate")),
                end: day.or_else(|| text_of(side, "endDate")),
            }
        })
        .collect();
    meanings.dedup();
    meanings
}
