//! MUC-4 as published: messages with their keys of 25 slots, and the lower-case form with six slots (Du, Rush and Cardie, 2021).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

/// The slots of the six-slot form after the incident's type, in the order of the model's parts.
pub(crate) const SLOTS: [&str; 5] = ["PerpInd", "PerpOrg", "Target", "Weapon", "Victim"];

/// One thing that fills a slot: all strings that name it.
pub(crate) type Filler = Vec<String>;

/// What a key says of one victim or other filler: a value and whom it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Of {
    /// The value ("DEATH", "2"), its alternatives.
    pub(crate) values: Vec<String>,
    /// The strings that name whom it is of; empty where the key names nobody.
    pub(crate) whom: Filler,
}

/// One incident as a key gives it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Template {
    /// Alternatives, lower case.
    pub(crate) kinds: Vec<String>,
    /// By [`SLOTS`].
    pub(crate) slots: [Vec<Filler>; 5],
    /// Victims that are told by a description alone, which the six-slot form leaves out.
    pub(crate) described: Vec<Filler>,
    /// Alternatives of the date.
    pub(crate) dates: Vec<String>,
    /// Alternatives of the place.
    pub(crate) places: Vec<String>,
    /// How many victims of each name.
    pub(crate) numbers: Vec<Of>,
    /// What became of each.
    pub(crate) effects: Vec<Of>,
    /// The key does not ask for it.
    pub(crate) optional: bool,
}

/// One text and its incidents.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) templates: Vec<Template>,
}

/// A file of the six-slot form: one object a line.
pub(crate) fn six_slots(file: &Path) -> Result<Vec<Message>> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: Value = serde_json::from_str(line)?;
            Ok(Message {
                id: value["docid"].as_str().unwrap_or_default().to_owned(),
                text: value["doctext"].as_str().unwrap_or_default().to_owned(),
                templates: value["templates"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(template)
                    .collect(),
            })
        })
        .collect()
}

fn template(value: &Value) -> Template {
    let filler = |entity: &Value| -> Filler {
        let mentions = entity.as_array().into_iter().flatten();
        mentions
            .filter_map(|mention| Some(mention[0].as_str()?.to_owned()))
            .collect()
    };
    let kinds = value["incident_type"].as_str().unwrap_or_default();
    Template {
        kinds: kinds.split('/').map(|kind| kind.trim().to_owned()).collect(),
        slots: SLOTS.map(|slot| value[slot].as_array().into_iter().flatten().map(filler).collect()),
        ..Template::default()
    }
}

/// The messages and keys of a folder of the published form.
pub(crate) fn published(folder: &Path) -> Result<Vec<Message>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("{}: cannot be read", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut messages = Vec::new();
    let mut keys: BTreeMap<String, Vec<Template>> = BTreeMap::new();
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let bytes = fs::read(file)?;
        let text = String::from_utf8_lossy(&bytes);
        if name.starts_with("key") {
            read_keys(&text, &mut keys);
        } else if name.contains("muc") {
            read_messages(&text, &mut messages);
        }
    }
    for message in &mut messages {
        message.templates = keys.remove(&message.id).unwrap_or_default();
    }
    Ok(messages)
}

fn read_messages(text: &str, messages: &mut Vec<Message>) {
    for line in text.lines() {
        let head = line.split_whitespace().next().unwrap_or_default();
        if !line.starts_with(char::is_whitespace) && head.contains("-MUC") {
            messages.push(Message {
                id: head.to_owned(),
                text: String::new(),
                templates: Vec::new(),
            });
        } else if let Some(message) = messages.last_mut() {
            message.text.push_str(line);
            message.text.push('\n');
        }
    }
}

/// Where a key's values begin.
const COLUMN: usize = 36;

fn read_keys(text: &str, keys: &mut BTreeMap<String, Vec<Template>>) {
    let mut slots: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines().chain(["0. "]) {
        if line.starts_with(';') {
            continue;
        }
        let number = line
            .split_once('.')
            .and_then(|(number, _)| number.trim().parse::<u32>().ok());
        let value = line.get(COLUMN.min(line.len())..).unwrap_or_default().trim();
        match number.filter(|_| !line.starts_with(char::is_whitespace)) {
            Some(number) => {
                if number == 0 && !slots.is_empty() {
                    finish(&std::mem::take(&mut slots), keys);
                }
                current = Some(number);
                slots.entry(number).or_default().push(value.to_owned());
            }
            None if !value.is_empty() => {
                if let Some(lines) = current.and_then(|number| slots.get_mut(&number)) {
                    // A line that goes on from the one before.
                    match lines.last_mut() {
                        Some(last) if value.starts_with('/') || last.ends_with(['/', ':']) || open(last) => {
                            last.push(' ');
                            last.push_str(value);
                        }
                        _ => lines.push(value.to_owned()),
                    }
                }
            }
            None => {}
        }
    }
}

/// Whether a quotation mark is still open.
fn open(line: &str) -> bool {
    line.replace("\\\"", "").matches('"').count() % 2 == 1
}

fn finish(slots: &BTreeMap<u32, Vec<String>>, keys: &mut BTreeMap<String, Vec<Template>>) {
    let lines = |slot: u32| slots.get(&slot).map(Vec::as_slice).unwrap_or_default();
    let Some(id) = lines(0).first().and_then(|line| line.split_whitespace().next()) else {
        return;
    };
    let templates = keys.entry(id.to_owned()).or_default();
    let number = lines(1).first().map(String::as_str).unwrap_or_default();
    if number.starts_with('*') || number.is_empty() {
        return;
    }
    let plain = |slot: u32| -> Vec<String> {
        lines(slot)
            .iter()
            .filter(|line| !matches!(line.as_str(), "*" | "-"))
            .flat_map(|line| line.split(" / "))
            .map(|value| value.trim().trim_matches(['(', ')', '?']).trim().to_owned())
            .collect()
    };
    let named = |line: &String| Some(quoted(before_tag(line))).filter(|filler| !filler.is_empty());
    let fillers = |slot: u32| -> Vec<Filler> { lines(slot).iter().filter_map(named).collect() };
    templates.push(Template {
        kinds: plain(4).iter().map(|kind| kind.to_lowercase()).collect(),
        slots: [fillers(9), fillers(10), fillers(12), fillers(6), fillers(18)],
        described: lines(19)
            .iter()
            .filter(|line| before_tag(line).len() == line.len())
            .filter_map(named)
            .collect(),
        dates: plain(2),
        places: lines(3)
            .iter()
            .flat_map(|line| line.split(" / "))
            .map(str::to_owned)
            .collect(),
        numbers: lines(21).iter().filter_map(|line| of(line)).collect(),
        effects: lines(23).iter().filter_map(|line| of(line)).collect(),
        optional: number.contains("OPTIONAL"),
    });
}

/// `"MAYOR": "DOE"`: the words before the name that they are told of.
fn before_tag(line: &str) -> &str {
    line.find("\": ").map_or(line, |at| &line[..=at])
}

/// The quoted strings of a line.
fn quoted(line: &str) -> Filler {
    let plain = line.replace("\\\"", "\u{1}");
    plain
        .split('"')
        .skip(1)
        .step_by(2)
        .map(|words| words.replace('\u{1}', "\"").trim().to_owned())
        .filter(|words| !words.is_empty() && words != "-")
        .collect()
}

/// `1: "DOE" / "MR DOE"`.
fn of(line: &str) -> Option<Of> {
    let line = line.trim_start_matches('?').trim();
    let (values, whom) = line.split_once(':')?;
    Some(Of {
        values: values.split('/').map(|value| value.trim().to_owned()).collect(),
        whom: quoted(whom),
    })
}
