//! `export` in the formats of others: a case, weighed, as files in a folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use onrecord_export::tables::{self, Table};
use onrecord_export::{
    Choice, Digesting, Dossier, ExportError, acled, claim_review, csv, follow_the_money, geojson, json_ld,
    nanopublications, parquet, plover, sipri, stix, ucdp,
};
use onrecord_ledger::Case;
use serde::Serialize;

use super::export::written;
use super::frozen;
use crate::arguments::Every;
use crate::clock;
use crate::export_arguments::{Destination, Formatted};
use crate::failure::note;
use crate::output::Output;
use crate::weighed::Weighed;

pub fn run(every: &Every, format: &Formatted) -> anyhow::Result<ExitCode> {
    let choice = Choice::default();
    match format {
        Formatted::Csv { into, for_spreadsheets } => {
            let choice = Choice {
                for_spreadsheets: *for_spreadsheets,
                ..choice
            };
            export(every, into, choice, "csv", |folder, dossier, choice| {
                as_csv(
                    folder,
                    dossier,
                    choice,
                    &tables::all(),
                    "Records and standing of a case",
                )
            })
        }
        Formatted::Parquet(into) => export(every, into, choice, "parquet", as_parquet),
        Formatted::JsonLd(into) => export(every, into, choice, "json-ld", as_json_ld),
        Formatted::Ftm(into) => export(every, into, choice, "ftm", |folder, dossier, choice| {
            let mut entities = folder.file("entities.ftm.json")?;
            let mut places = folder.file("places.jsonl")?;
            let count = follow_the_money::write(dossier, choice, &mut entities, &mut places)?;
            folder.keep(entities)?;
            folder.keep(places)?;
            folder.entries(count);
            Ok(())
        }),
        Formatted::Stix(into) => export(every, into, choice, "stix", |folder, dossier, _| {
            folder.counted("bundle.json", |to| stix::write(dossier, to))
        }),
        Formatted::Plover(into) => export(every, into, choice, "plover", |folder, dossier, choice| {
            let mut left_out = plover::Written::default();
            folder.counted("events.jsonl", |to| {
                left_out = plover::write(dossier, choice, to)?;
                Ok(left_out.events)
            })?;
            folder.left_out(left_out.undated, "events of which no day is known");
            folder.left_out(left_out.untyped, "events that PLOVER has no type for");
            Ok(())
        }),
        Formatted::Geojson(into) => export(every, into, choice, "geojson", |folder, dossier, _| {
            folder.counted("places.geojson", |to| geojson::write(dossier, to))
        }),
        Formatted::Claimreview(into) => export(every, into, choice, "claimreview", |folder, dossier, _| {
            folder.counted("claim-reviews.json", |to| claim_review::write(dossier, to))
        }),
        Formatted::Nanopub(into) => export(every, into, choice, "nanopub", |folder, dossier, _| {
            folder.counted("nanopublications.trig", |to| nanopublications::write(dossier, to))
        }),
        Formatted::Sipri(into) => export(every, into, choice, "sipri", |folder, dossier, choice| {
            as_csv(folder, dossier, choice, &[sipri::TABLE], "Claimed transfers of arms")
        }),
        Formatted::Acled(into) => export(every, into, choice, "acled", |folder, dossier, choice| {
            as_csv(folder, dossier, choice, &[acled::TABLE], "Claimed acts of violence")
        }),
        Formatted::Ucdp(into) => export(every, into, choice, "ucdp", |folder, dossier, choice| {
            as_csv(folder, dossier, choice, &[ucdp::TABLE], "Claimed acts of violence")
        }),
        Formatted::Frozen { folder, key, json } => frozen::run(every, folder, key.as_deref(), *json),
    }
}

/// One file of an export.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// What an export wrote.
#[derive(Serialize)]
pub(super) struct Told {
    pub(super) format: &'static str,
    pub(super) folder: PathBuf,
    /// Rows, objects or features.
    pub(super) entries: usize,
    pub(super) files: Vec<Part>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) left_out: BTreeMap<&'static str, usize>,
}

/// A file being written: beside its place, and there when it is whole.
struct Open {
    to: Digesting<BufWriter<File>>,
    name: String,
    beside: PathBuf,
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

/// The folder that is written to.
struct Folder {
    told: Told,
}

impl Folder {
    fn file(&self, name: &str) -> anyhow::Result<Open> {
        let beside = self.told.folder.join(format!(".{}.part", name.replace('/', "-")));
        let to = File::create(&beside).with_context(|| format!("{} cannot be written", beside.display()))?;
        Ok(Open {
            to: Digesting::new(BufWriter::with_capacity(1 << 16, to)),
            name: name.to_owned(),
            beside,
        })
    }

    fn keep(&mut self, mut open: Open) -> anyhow::Result<()> {
        let file = self.told.folder.join(&open.name);
        let told = || format!("{} cannot be written", file.display());
        open.to.flush().with_context(told)?;
        let (_, bytes, sha256) = open.to.done();
        fs::rename(&open.beside, &file).with_context(told)?;
        self.told.files.push(Part {
            path: open.name,
            bytes,
            sha256,
        });
        Ok(())
    }

    /// One file, kept when it is whole; what it is written by gives how many entries it has.
    fn counted(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Open) -> Result<usize, ExportError>,
    ) -> anyhow::Result<()> {
        let mut open = self.file(name)?;
        match write(&mut open) {
            Ok(count) => self.entries(count),
            Err(cause) => {
                let _ = fs::remove_file(&open.beside);
                let file = self.told.folder.join(name);
                return Err(cause).with_context(|| format!("{} cannot be written", file.display()));
            }
        }
        self.keep(open)
    }

    fn entries(&mut self, count: usize) {
        self.told.entries += count;
    }

    fn left_out(&mut self, count: usize, what: &'static str) {
        if count > 0 {
            self.told.left_out.insert(what, count);
        }
    }
}

fn export(
    every: &Every,
    into: &Destination,
    choice: Choice,
    format: &'static str,
    write: impl FnOnce(&mut Folder, &Dossier, Choice) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let weighed = Weighed::of(every, &into.known)?;
    let case = Case::open(&every.case, &clock::now())?;
    let (at, captured) = (case.last_added()?, case.captured()?);
    let name = case_name(&every.case);
    let dossier = Dossier::new(
        &name,
        &at,
        &weighed.records,
        &weighed.standing,
        &weighed.decisions,
        &captured,
    );
    let choice = Choice {
        texts: !into.without_texts,
        ..choice
    };
    fs::create_dir_all(&into.folder).with_context(|| format!("{} cannot be made", into.folder.display()))?;
    let mut folder = Folder {
        told: Told {
            format,
            folder: into.folder.clone(),
            entries: 0,
            files: Vec::new(),
            left_out: BTreeMap::new(),
        },
    };
    write(&mut folder, &dossier, choice)?;
    tell(every, &folder.told, into.json)?;
    Ok(ExitCode::SUCCESS)
}

/// What a case is called: its file's name without what stands after the last dot.
pub(super) fn case_name(file: &Path) -> String {
    file.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

pub(super) fn tell(every: &Every, told: &Told, json: bool) -> anyhow::Result<()> {
    if json {
        let mut output = Output::new();
        output.json(told)?;
        output.done()?;
    } else if !every.quiet {
        let (entries, files) = (told.entries, told.files.len());
        let of = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        note(&format!(
            "wrote {}: {} in {}",
            told.folder.display(),
            of(entries, "entry", "entries"),
            of(files, "file", "files")
        ));
        for (what, count) in &told.left_out {
            note(&format!("left out: {count} {what}"));
        }
    }
    Ok(())
}

fn as_csv(folder: &mut Folder, dossier: &Dossier, choice: Choice, tables: &[Table], title: &str) -> anyhow::Result<()> {
    each_table(folder, tables, "csv", |table, to| {
        csv::write(table, dossier, choice, to)
    })?;
    described(folder, dossier, tables, title, "text/csv")
}

fn as_parquet(folder: &mut Folder, dossier: &Dossier, choice: Choice) -> anyhow::Result<()> {
    let tables = tables::all();
    each_table(folder, &tables, "parquet", |table, to| {
        parquet::write(table, dossier, choice, to)
    })?;
    let title = "Records and standing of a case";
    described(folder, dossier, &tables, title, "application/vnd.apache.parquet")
}

fn each_table(
    folder: &mut Folder,
    tables: &[Table],
    ending: &str,
    write: impl Fn(&Table, &mut Open) -> Result<usize, ExportError>,
) -> anyhow::Result<()> {
    for table in tables {
        folder.counted(&format!("{}.{ending}", table.name), |to| write(table, to))?;
    }
    Ok(())
}

fn described(
    folder: &mut Folder,
    dossier: &Dossier,
    tables: &[Table],
    title: &str,
    media_type: &str,
) -> anyhow::Result<()> {
    let files: Vec<_> = tables
        .iter()
        .zip(&folder.told.files)
        .map(|(table, part)| (*table, part.path.clone(), part.bytes, part.sha256.clone()))
        .collect();
    let package = tables::package(dossier, title, &files, media_type);
    folder.counted("datapackage.json", |to| {
        serde_json::to_writer_pretty(&mut *to, &package)?;
        writeln!(to)?;
        Ok(0)
    })
}

fn as_json_ld(folder: &mut Folder, dossier: &Dossier, choice: Choice) -> anyhow::Result<()> {
    let documents = folder.told.folder.join("documents");
    fs::create_dir_all(&documents).with_context(|| format!("{} cannot be made", documents.display()))?;
    for record in dossier.records {
        folder.counted(&format!("documents/{}.jsonld", record.document.id), |to| {
            json_ld::document(dossier, choice, record, to)?;
            Ok(1)
        })?;
    }
    folder.counted("standing.jsonld", |to| {
        json_ld::standing(dossier, to)?;
        Ok(1)
    })
}

/// Writes to a file beside it and moves that there when it is whole; gives its part of the export.
pub(super) fn part(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<Part> {
    let mut to = Digesting::new(Vec::new());
    to.write_all(bytes)?;
    let (bytes, count, sha256) = to.done();
    written(&folder.join(name), |mut file| Ok(file.write_all(&bytes)?))?;
    Ok(Part {
        path: name.to_owned(),
        bytes: count,
        sha256,
    })
}
