//! What can be written after `export`: the formats of others.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::arguments::Known;

/// A format that records and their standing are written in.
#[derive(Debug, Subcommand)]
pub enum Formatted {
    /// Tables as CSV, with a description of every column (a Frictionless Data Package)
    Csv {
        #[command(flatten)]
        into: Destination,
        /// Write a ' before words that a spreadsheet would run as a formula
        #[arg(long)]
        for_spreadsheets: bool,
    },
    /// The same tables as Parquet
    Parquet(Destination),
    /// JSON-LD with Web Annotation selectors and PROV-O: one file a document and one for the standing
    JsonLd(Destination),
    /// Entities of FollowTheMoney, and beside them the places that they have no room for
    Ftm(Destination),
    /// A STIX 2.1 bundle
    Stix(Destination),
    /// Events as PLOVER JSON Lines
    Plover(Destination),
    /// Places as GeoJSON
    Geojson(Destination),
    /// schema.org ClaimReview, of claims that a review was published of (`onrecord decide publish`)
    Claimreview(Destination),
    /// Nanopublications in TriG: who said what of which claim
    Nanopub(Destination),
    /// Claimed transfers in the columns of SIPRI's register
    Sipri(Destination),
    /// Claimed acts of violence in ACLED's columns
    Acled(Destination),
    /// Claimed acts of violence in UCDP's columns
    Ucdp(Destination),
    /// The case itself, frozen: a signed copy that is only read, its brief, its proofs, and the digest of each file
    Frozen {
        /// The folder to write to; it must be empty, or not there
        folder: PathBuf,
        /// The private key's file
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// What was written, as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Where to, and how much.
#[derive(Args, Clone, Debug)]
pub struct Destination {
    /// The folder to write to
    pub folder: PathBuf,
    /// Leave out the documents' whole texts, which may be passed on only by who has the right to; words that entries stand on stay
    #[arg(long)]
    pub without_texts: bool,
    /// What was written, as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}
