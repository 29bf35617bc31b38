//! What can be written after `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::arguments::Fetching;

#[derive(Args, Debug)]
pub struct Import {
    #[command(subcommand)]
    pub what: Imported,
    /// What came of it, as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Imported {
    /// Another case: captures, readings, exchanges and decisions, each with who, when and why
    Case {
        /// The other case, which is only read
        file: PathBuf,
    },
    /// Captures from a CSV table: a column path, url or text, and what is known of each
    Csv {
        /// The table; paths in it count from its own folder
        file: PathBuf,
        #[command(flatten)]
        fetching: Fetching,
    },
    /// Reviews of claims from a feed of schema.org ClaimReview, each read as a document
    Claimreview {
        /// The feed, as JSON or one review a line
        file: PathBuf,
    },
    /// People, companies, organisations and public bodies of a FollowTheMoney file, as actors
    Ftm {
        /// The entities, one a line
        file: PathBuf,
    },
}
