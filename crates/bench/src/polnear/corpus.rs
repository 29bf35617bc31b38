//! The corpus: texts with brat files of attributions.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::Document;

/// Places of words, as code points, in order.
pub(crate) type Pieces = Vec<(u32, u32)>;

/// One attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    pub(crate) source: Pieces,
    pub(crate) cue: Pieces,
    pub(crate) content: Pieces,
}

/// The names of the texts of a part, in order.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder.join("text"))
        .with_context(|| format!("{}: no folder `text`", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// A text and its attributions; nothing where the text cannot be read.
pub(crate) fn load(folder: &Path, name: &str) -> Result<Option<(Document, Vec<Attribution>)>> {
    let bytes = fs::read(folder.join("text").join(name))?;
    let stem = name.trim_end_matches(".txt");
    let mut gold = Vec::new();
    for entry in fs::read_dir(folder.join("attributions"))?.filter_map(Result::ok) {
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with(stem) && file.ends_with(".ann") {
            gold = attributions(&fs::read_to_string(entry.path())?);
            break;
        }
    }
    Ok(crate::plain_text::read(&bytes).ok().map(|document| (document, gold)))
}

fn attributions(text: &str) -> Vec<Attribution> {
    let mut spans = HashMap::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('T') && fields.len() >= 2 {
            let Some((_, offsets)) = fields[1].split_once(' ') else {
                continue;
            };
            let pieces: Pieces = offsets
                .split(';')
                .filter_map(|piece| {
                    piece
                        .split_once(' ')
                        .and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
                })
                .collect();
            spans.insert(fields[0].to_owned(), pieces);
        } else if line.starts_with('E') && fields.len() >= 2 && fields[1].starts_with("Attribution") {
            let mut attribution = Attribution::default();
            for argument in fields[1].split(' ').skip(1) {
                let Some((role, id)) = argument.split_once(':') else {
                    continue;
                };
                let pieces = spans.get(id).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => attribution.source.extend(pieces),
                    "Cue" => attribution.cue.extend(pieces),
                    "Content" => attribution.content.extend(pieces),
                    _ => {}
                }
            }
            attribution.source.sort_unstable();
            attribution.cue.sort_unstable();
            attribution.content.sort_unstable();
            if !attribution.content.is_empty() {
                found.push(attribution);
            }
        }
    }
    found
}
