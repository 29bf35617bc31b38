//! A large case of invented documents, to measure what serves it: some thousand texts are read, and each record is told again of other
//! people, ships and days. What is put in another's place is as long as that, so that every span stays where its words are.
//! `cargo run --release -p onrecord-server --example large_case -- FILE [DOCUMENTS]`
#![allow(clippy::print_stdout)]

mod chance;
mod texts;

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use onrecord_document::Input;
use onrecord_extract::Record;
use onrecord_language::{Pipeline, install};
use onrecord_ledger::{Addition, Case};
use rayon::prelude::*;

use chance::Random;
use texts::{NAMES, SHIPS, Told};

/// When all of it was added: the same bytes whenever it is made.
const AT: &str = "2026-06-01T00:00:00Z";
/// Each text is read once and told again this often.
const AGAIN: usize = 12;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name the case’s file")?;
    let documents = arguments.next().map_or(Ok(50_000), |number| number.parse())?;
    let pipeline = Pipeline::load(&install::locate(install::DEFAULT)?)?;
    make(&pipeline, Path::new(&file), documents)
}

/// Makes a case of so many documents.
fn make(pipeline: &Pipeline, file: &Path, documents: usize) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut random = Random::seeded();
    let bases: Vec<Told> = (0..documents.div_ceil(AGAIN)).map(|_| Told::new(&mut random)).collect();
    let read: Vec<String> = bases
        .par_iter()
        .map(|base| {
            let input = Input {
                bytes: base.text.as_bytes(),
                ..Input::default()
            };
            let document = onrecord_document::read(&input)?;
            Ok(serde_json::to_string(&onrecord_extract::read(pipeline, &document))?)
        })
        .collect::<Result<_, Failure>>()?;
    println!("{} texts read in {:.0} s", read.len(), begun.elapsed().as_secs_f64());
    let mut case = Case::create_or_open(file, AT)?;
    for number in 0..documents {
        let (base, json) = (&bases[number % bases.len()], &read[number % bases.len()]);
        let changes = changes(&mut random);
        let text = changed(&base.text, &changes);
        let mut record: Record = serde_json::from_str(&changed(json, &changes))?;
        let location = format!("wire/{number:06}.txt");
        let capture = onrecord_document::capture(&Input {
            bytes: text.as_bytes(),
            url: Some(&location),
            ..Input::default()
        });
        record.document.id = format!("doc-{}", capture.sha256.get(..16).unwrap_or_default());
        record.document.capture = capture;
        case.add(&Addition {
            record: &record,
            bytes: text.as_bytes(),
            location: &location,
            at: AT,
        })?;
        if number % 5000 == 4999 {
            println!("{} documents in {:.0} s", number + 1, begun.elapsed().as_secs_f64());
        }
    }
    Ok(())
}

/// What stands in the texts, and what is put there instead.
type Changes = Vec<(String, String)>;

/// Other people, another ship, other days.
fn changes(random: &mut Random) -> Changes {
    let mut changes: Changes = Vec::new();
    for placeholder in texts::PEOPLE {
        changes.push((placeholder.to_owned(), NAMES[random.below(NAMES.len())].to_owned()));
    }
    changes.push((texts::SHIP.to_owned(), SHIPS[random.below(SHIPS.len())].to_owned()));
    let (year, day) = (2017 + random.below(10), 11 + random.below(15));
    for ahead in 0..3 {
        let (was, is) = (11 + ahead, day + ahead);
        changes.push((format!("{was} March 2026"), format!("{is} March {year}")));
        changes.push((format!("2026-03-{was}"), format!("{year}-03-{is}")));
    }
    changes
}

/// In one go, so that nothing that was put in is changed again.
fn changed(text: &str, changes: &Changes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let next = changes
            .iter()
            .filter_map(|(was, is)| rest.find(was.as_str()).map(|at| (at, was, is)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, was, is)) = next else {
            break;
        };
        out.push_str(&rest[..at]);
        out.push_str(is);
        rest = &rest[at + was.len()..];
    }
    out.push_str(rest);
    out
}
