//! A reference record made by hand against what `read` gives: which statements, events and tolls are found.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::Input;
use onrecord_extract::{Record, Statement};
use onrecord_language::Pipeline;
use serde_json::Value;

/// Scores `folder/article.txt` against `folder/record.json`: a statement counts when its content overlaps the expected
/// one by half of its characters, its act is the expected one and every expected speaker is among its speakers.
///
/// # Errors
/// When the folder cannot be read or the article cannot.
pub fn run(pipeline: &Pipeline, folder: &Path) -> Result<()> {
    let bytes =
        fs::read(folder.join("article.txt")).with_context(|| format!("{}: no article.txt", folder.display()))?;
    let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("record.json"))?)?;
    let input = Input {
        bytes: &bytes,
        ..Input::default()
    };
    let document = onrecord_document::read(&input)?;
    let record = onrecord_extract::read(pipeline, &document);
    let mut found = 0;
    let statements = expected["statements"].as_array().cloned().unwrap_or_default();
    for want in &statements {
        let spans: Vec<(u32, u32)> = want["content"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|span| {
                Some((
                    u32::try_from(span["start"].as_u64()?).ok()?,
                    u32::try_from(span["end"].as_u64()?).ok()?,
                ))
            })
            .collect();
        let best = record
            .statements
            .iter()
            .filter(|statement| !statement.narrator)
            .map(|statement| (judge(&record, statement, want, &spans), statement))
            .max_by_key(|(verdict, _)| {
                (
                    verdict.overlap && verdict.act && verdict.speakers,
                    verdict.overlap,
                    verdict.act,
                    verdict.speakers,
                )
            });
        let (verdict, statement) = match best {
            Some(best) => best,
            None => continue,
        };
        let right = verdict.overlap && verdict.act && verdict.speakers;
        found += usize::from(right);
        println!(
            "{} {:<4} content {} act {} speakers {}  {}",
            if right { "ok  " } else { "MISS" },
            want["id"].as_str().unwrap_or_default(),
            verdict.overlap,
            verdict.act,
            verdict.speakers,
            if right {
                String::new()
            } else {
                format!(
                    "expected {} {} / best {:?} {:?} {:?}",
                    want["act"],
                    want["speakers"],
                    statement.act,
                    statement
                        .source
                        .iter()
                        .map(|span| span.exact.as_str())
                        .collect::<Vec<_>>(),
                    statement
                        .content
                        .iter()
                        .map(|span| span.exact.as_str())
                        .collect::<Vec<_>>()
                )
            }
        );
    }
    println!("{found} of {} statements", statements.len());
    Ok(())
}

struct Verdict {
    overlap: bool,
    act: bool,
    speakers: bool,
}

fn judge(record: &Record, statement: &Statement, want: &Value, spans: &[(u32, u32)]) -> Verdict {
    let expected: u32 = spans.iter().map(|(start, end)| end - start).sum();
    let own: u32 = statement.content.iter().map(|span| span.end - span.start).sum();
    let shared: u32 = spans
        .iter()
        .flat_map(|(start, end)| {
            statement
                .content
                .iter()
                .map(move |span| span.end.min(*end).saturating_sub(span.start.max(*start)))
        })
        .sum();
    let act = serde_json::to_value(statement.act).ok();
    let names: Vec<String> = statement
        .speakers
        .iter()
        .filter_map(|id| record.actors.iter().find(|actor| actor.id == *id))
        .flat_map(|actor| {
            [
                Some(actor.name.clone()),
                actor.code.clone(),
                actor.office.as_ref().map(|office| office.value.clone()),
            ]
            .into_iter()
            .flatten()
            .chain(actor.mentions.iter().map(|mention| mention.span.exact.clone()))
        })
        .map(|name| name.to_lowercase().replace('’', "'"))
        .collect();
    let speakers = want["speakers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .all(|speaker| {
            let speaker = speaker.to_lowercase().replace('’', "'");
            names
                .iter()
                .any(|name| name.contains(&speaker) || (name.len() > 3 && speaker.contains(name.as_str())))
        });
    let wanted_act = want["act"].as_str().unwrap_or_default();
    Verdict {
        overlap: shared * 2 >= expected.max(own),
        act: act.as_ref().and_then(Value::as_str) == Some(wanted_act)
            || (wanted_act == "report" && statement.act == onrecord_extract::Act::Assert),
        speakers,
    }
}
