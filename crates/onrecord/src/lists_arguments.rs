//! What can be written on the command line about lists, and names screened against them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::arguments::{Because, Fetching, Known};

#[derive(Args, Debug)]
pub struct Lists {
    #[command(subcommand)]
    pub what: ListsCommand,
}

#[derive(Debug, Subcommand)]
pub enum ListsCommand {
    /// Keep editions of lists in the case: UN XML; OFAC SDN as XML, or as sdn.csv with alt.csv and add.csv; EU and UK as XML or CSV
    #[command(after_help = "\
The tables of OFAC that belong together are given together. An edition that the case has is not added again; older editions stay.

Examples:
  onrecord lists load consolidated.xml
  onrecord lists load sdn.csv alt.csv add.csv
  onrecord lists load https://example.org/consolidated.xml")]
    Load(Load),
    /// The editions that the case has
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// What a newer edition adds, removes and changes, field by field
    #[command(after_help = "\
An edition is a file, or one that the case has: its number, LIST@DATE, or the beginning of its SHA-256.

Examples:
  onrecord lists diff old.xml new.xml
  onrecord lists diff un@2025-04-19 un@2026-02-27 --json
  onrecord lists diff 1 3 --short")]
    Diff(DiffLists),
    /// People and organisations of the case that may be on a list, each match explained
    #[command(after_help = "\
The newest edition of each list that the case has is asked. What was dismissed is left out until the list says something else of the entry.

Examples:
  onrecord lists matches
  onrecord lists matches --all --json")]
    Matches(Matches),
    /// An actor of the case is not whom an entry means; it stays so until the list changes the entry
    #[command(after_help = "\
Example:
  onrecord lists dismiss person:john-doe un:9000001 --why 'born in 1990; the listed man was born in 1954'")]
    Dismiss(Dismiss),
}

#[derive(Args, Debug)]
pub struct Load {
    /// Files and addresses
    #[arg(value_name = "FILE|URL", required = true)]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct DiffLists {
    /// The older edition
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The newer edition
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Only numbers and names, no fields
    #[arg(long)]
    pub short: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Matches {
    /// Dismissed ones too
    #[arg(long)]
    pub all: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}

#[derive(Args, Debug)]
pub struct Dismiss {
    /// The actor's id
    pub actor: String,
    /// The entry: LIST:NUMBER, as `lists matches` prints it
    pub entry: String,
    #[command(flatten)]
    pub because: Because,
}

#[derive(Args, Debug)]
pub struct Screen {
    /// Names, in any script
    #[arg(value_name = "NAME", required_unless_present = "file")]
    pub names: Vec<String>,
    /// Names from a file, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Screen against these files and not against the lists of the case
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub against: Vec<PathBuf>,
    /// When born, as far as known: 1954, 1954-03 or 1954-03-21
    #[arg(long, value_name = "DATE")]
    pub born: Option<String>,
    /// Nationality, or the flag of a vessel
    #[arg(long, value_name = "STATE")]
    pub nationality: Option<String>,
    /// What bears the name
    #[arg(long, value_enum)]
    pub kind: Option<BearerKind>,
    /// At most so many hits a name
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// As JSON, one object a name and line
    #[arg(long)]
    pub json: bool,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BearerKind {
    Person,
    Organisation,
    Vessel,
    Aircraft,
}
