//! Times the whole of reading (bytes to a record) beside the language pipeline alone, on the same documents in the same run.
//!
//! Both run on one thread, by turns, and are timed by the processor time they take, so that other work on the machine
//! disturbs their ratio as little as it can.

use std::path::Path;

use anyhow::{Context, Result};
use onrecord_document::Document;
use onrecord_extract::Reading;
use onrecord_language::Pipeline;

use crate::language_speed::read_documents;
use crate::plain_text;
use crate::stopwatch::{Time, timed};

/// How often both run; the median counts.
const PASSES: usize = 5;

/// Times both on the documents under `folder` and prints words a second of each with their ratio.
pub fn run(pipeline: &Pipeline, folder: &Path) -> Result<()> {
    let texts = read_documents(folder)?;
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let (language, whole) = one.install(|| -> Result<_> {
        let documents = texts
            .iter()
            .map(|text| plain_text::read(text.as_bytes()))
            .collect::<Result<Vec<Document>>>()?;
        let annotate = || {
            for document in &documents {
                std::hint::black_box(Reading::new(pipeline, document));
            }
        };
        let read = || -> Result<()> {
            for text in &texts {
                let document = plain_text::read(text.as_bytes())?;
                std::hint::black_box(onrecord_extract::read(pipeline, &document));
            }
            Ok(())
        };
        // The first of each is not counted: weights are decoded and tables are built then.
        annotate();
        read()?;
        let (mut language, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..PASSES {
            language.push(timed(annotate).1);
            let (done, time) = timed(read);
            done?;
            whole.push(time);
        }
        Ok((language, whole))
    })?;
    println!("{} documents, {words} words", texts.len());
    let (language, whole) = (median(language)?, median(whole)?);
    for (what, seconds) in [("language pipeline", language), ("whole of reading", whole)] {
        println!(
            "{what:20} {:9.0} words/s ({seconds:.3} s of processor)",
            words as f64 / seconds
        );
    }
    println!("ratio {:.2}", language / whole);
    Ok(())
}

/// The median of the processor seconds.
fn median(times: Vec<Time>) -> Result<f64> {
    let mut seconds: Vec<f64> = times.iter().map(|time| time.cpu.as_secs_f64()).collect();
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().context("no pass")
}
