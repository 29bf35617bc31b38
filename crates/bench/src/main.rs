//! Published corpora to scores, and speed runs.

mod article_text;
mod polnear;
mod reference;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use onrecord_language::Pipeline;

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
    /// Article text of web pages: precision, recall and F1 of shingles of four words.
    ArticleText {
        /// A folder with `ground-truth.json` and the unpacked pages in `html`.
        folder: PathBuf,
    },
    /// A reference record made by hand.
    Reference {
        /// A folder with `article.txt` and `record.json`.
        folder: PathBuf,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let pipeline = || -> Result<Pipeline> {
        let folder = PathBuf::from(&arguments.model);
        let folder = if folder.is_dir() { folder } else { onrecord_language::install::locate(&arguments.model)? };
        Pipeline::load(&folder).with_context(|| format!("{}: cannot be loaded", folder.display()))
    };
    match &arguments.command {
        Command::Polnear { folder, errors } => polnear::run(&pipeline()?, folder, errors.as_deref()),
        Command::ArticleText { folder } => article_text::run(folder),
        Command::Reference { folder } => reference::run(&pipeline()?, folder),
    }
}
