//! `diff`: what a report changed of the document that it reports.

use std::path::PathBuf;
use std::process::ExitCode;

use onrecord_document::Span;
use onrecord_extract::Record;
use onrecord_weigh::{DepartureKind, Departures, departures};

use crate::arguments::{Diff, Every, Fetching, Known};
use crate::failure::Misuse;
use crate::fetching;
use crate::output::Output;
use crate::reading::{Outcome, Reader};
use crate::table::hanging;
use crate::weighed::Weighed;
use onrecord_extract::word;

pub fn run(every: &Every, options: &Diff) -> anyhow::Result<ExitCode> {
    let names = [&options.report, &options.primary];
    let is_file = |name: &String| PathBuf::from(name).is_file();
    let mut read = Vec::new();
    if names.into_iter().any(is_file) {
        let reader = Reader::new(every, fetching::fetcher(&Fetching::default())?)?;
        for name in names.into_iter().filter(|name| is_file(name)) {
            match self::read(&reader, name)? {
                Some(record) => read.push((name.clone(), record)),
                None => return Ok(ExitCode::FAILURE),
            }
        }
    }
    let weighed = if names.into_iter().all(is_file) {
        None
    } else {
        Some(Weighed::of(every, &Known::default())?)
    };
    let find = |name: &String| -> anyhow::Result<Record> {
        if let Some((_, record)) = read.iter().find(|(other, _)| other == name) {
            return Ok(record.clone());
        }
        let kept = weighed.as_ref().and_then(|weighed| {
            weighed
                .records
                .iter()
                .find(|record| record.document.id == *name || weighed.label(&record.document.id) == *name)
        });
        kept.cloned().ok_or_else(|| {
            Misuse {
                cause: format!("{name}: neither a file nor a document of the case"),
                remedy: "give a path, or a document’s number as in the views (D3)".to_owned(),
            }
            .into()
        })
    };
    let (report, primary) = (find(&options.report)?, find(&options.primary)?);
    let found = departures(&report, &primary);
    let mut output = Output::new();
    if options.json {
        output.json(&found)?;
    } else {
        print(&mut output, &found, &report, &primary)?;
    }
    output.done()?;
    Ok(ExitCode::SUCCESS)
}

fn read(reader: &Reader, name: &str) -> anyhow::Result<Option<Record>> {
    let mut found = None;
    reader.read_all(
        &[PathBuf::from(name)],
        &mut found,
        |_, _, _| Ok(false),
        |found, outcome| {
            match outcome {
                Outcome::Read { record, .. } => *found = Some(*record),
                Outcome::Failed(failure) => failure.tell(),
                Outcome::Known { .. } => {}
            }
            Ok(())
        },
    )?;
    Ok(found)
}

fn print(output: &mut Output, found: &Departures, report: &Record, primary: &Record) -> anyhow::Result<()> {
    let title = |record: &Record| {
        record.document.title.as_ref().map_or_else(
            || record.document.id.clone(),
            |title| format!("“{}”", title.value.trim()),
        )
    };
    output.text(&hanging("report    ", &title(report)))?;
    output.text(&hanging("document  ", &title(primary)))?;
    output.text(&hanging(
        "          ",
        &format!(
            "{} sentences of the report tell what the document tells; {} quotations are word for word; {} are others’ words",
            found.sentences_paired, found.quoted_exactly, found.quoted_of_others
        ),
    ))?;
    if found.departures.is_empty() {
        output.line("\nNothing was found that the report changed.")?;
    }
    for departure in &found.departures {
        output.line("")?;
        let head = format!("{}: ", word(&departure.kind).replace('_', " "));
        output.text(&hanging("- ", &format!("{head}{}", departure.reason)))?;
        sides(output, "report", &departure.report)?;
        sides(
            output,
            if departure.kind == DepartureKind::CannotBe {
                "rule"
            } else {
                "document"
            },
            &departure.primary,
        )?;
    }
    Ok(())
}

fn sides(output: &mut Output, side: &str, spans: &[Span]) -> anyhow::Result<()> {
    for span in spans {
        let line = format!("{}–{} “{}”", span.start, span.end, span.exact.trim());
        output.text(&hanging(&format!("    {side:<9}"), &line))?;
    }
    Ok(())
}
