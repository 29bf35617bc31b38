//! What weighing a case takes, by the number of its documents: the records of an agency's texts, again and again on other days.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use onrecord_extract::{Date, Record};
use onrecord_language::Pipeline;
use onrecord_weigh::weigh;
use rayon::prelude::*;

use crate::lineage;

/// Days between two rounds of the same records.
const DAYS_OF_ROUND: i64 = 400;

/// Reads the agency's texts in `folder`, and times weighing of sets of the sizes given.
///
/// # Errors
/// When the corpora cannot be read.
pub fn run(pipeline: &Pipeline, folder: &Path, sizes: &[usize]) -> Result<()> {
    let texts = lineage::agency_texts(folder)?;
    let records: Vec<Record> = texts
        .par_iter()
        .map(|text| {
            let document = lineage::document("doc", text)?;
            Ok(onrecord_extract::read(pipeline, &document))
        })
        .collect::<Result<_>>()?;
    println!("{} records; weighing", records.len());
    for &size in sizes {
        let set: Vec<Record> = (0..size)
            .map(|number| again(&records[number % records.len()], number, number / records.len()))
            .collect();
        let (statements, events) = set.iter().fold((0, 0), |(statements, events), record| {
            (statements + record.statements.len(), events + record.events.len())
        });
        let begun = Instant::now();
        let standing = weigh(&set);
        println!(
            "{size:>7} documents, {statements:>7} statements, {events:>7} events: {:>6} claims, {:>6} lineages in {:>7.1} s, peak {} MiB",
            standing.propositions.len(),
            standing.lineages.len(),
            begun.elapsed().as_secs_f64(),
            lineage::peak()
        );
    }
    Ok(())
}

/// A record as of another round: other days, and letters moved on, so that no round is a copy of another.
fn again(record: &Record, number: usize, round: usize) -> Record {
    let mut record = record.clone();
    record.document.id = format!("doc-{number:07}");
    let days = round as i64 * DAYS_OF_ROUND;
    let moved = |day: &mut String| {
        if let Some(date) = day.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok())
            && let Ok(date) = date.checked_add(jiff::Span::new().days(days))
        {
            *day = date.to_string();
        }
    };
    let date = |date: &mut Option<Date>| {
        if let Some(date) = date {
            date.earliest.iter_mut().chain(date.latest.iter_mut()).for_each(moved);
        }
    };
    if let Some(published) = &mut record.document.published {
        moved(&mut published.value);
    }
    record
        .statements
        .iter_mut()
        .for_each(|statement| date(&mut statement.date));
    record.events.iter_mut().for_each(|event| date(&mut event.date));
    record.tolls.iter_mut().for_each(|toll| date(&mut toll.as_of));
    record.document.text = record
        .document
        .text
        .chars()
        .map(|letter| match letter {
            'a'..='z' => char::from(b'a' + ((letter as u8 - b'a' + (round % 26) as u8) % 26)),
            _ => letter,
        })
        .collect();
    record
}
