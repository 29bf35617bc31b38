//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::serve_arguments::{Serve, User};

/// Reads news and official documents about conflicts, arms transfers and sanctions, and keeps a record of who alleges what,
/// who denies it, on what evidence, and from how many independent origins.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    max_term_width = 110,
    after_help = "\
A first look:
  onrecord model install             fetch the language pipeline, once
  onrecord read article.txt          what one document says
  onrecord add downloads/            keep a folder of documents in ./onrecord.case
  onrecord report                    who alleges what, who denies it, on what evidence

Exit codes: 0 done; 1 some inputs failed and are named on standard error, the rest is kept; 2 wrong use."
)]
pub struct Arguments {
    #[command(flatten)]
    pub every: Every,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command has.
#[derive(Args, Debug)]
pub struct Every {
    /// The case: one SQLite file
    #[arg(long, value_name = "FILE", global = true, default_value = "onrecord.case")]
    pub case: PathBuf,
    /// The language pipeline: the name of an installed one, or its folder
    #[arg(long, value_name = "NAME|DIR", global = true, default_value = onrecord_language::install::DEFAULT)]
    pub model: String,
    /// No progress and no summary; errors are still told
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents and print what they say; nothing is stored
    #[command(after_help = "\
Examples:
  onrecord read article.txt
  onrecord read page.html --json > record.json
  cat article.txt | onrecord read -
  onrecord read downloads/ --json | jq -c '.statements[]'")]
    Read(Read),
    /// Read documents and keep them: bytes, record and text
    #[command(after_help = "\
Adding the same document again changes nothing. A folder is read with all its folders; hidden files are left out. A page is
fetched with its request and response kept; each document of a web archive (WARC, WACZ) comes with its address and moment.

Examples:
  onrecord add downloads/*.html
  onrecord add https://example.org/news/1
  onrecord add crawl.warc.gz collection.wacz
  onrecord add --case affair.case downloads/ statement.txt
  onrecord add --again downloads/      derive the records anew although nothing has changed")]
    Add(Add),
    /// Follow feeds, sitemaps and pages: fetch what is new or changed, and say what that is
    #[command(after_help = "\
A feed's entries are fetched once, and again while they are young, so that a correction is seen. Whatever stops the command, the
next run goes on where it stood.

Examples:
  onrecord watch --once https://example.org/feed.xml          one round, for cron
  onrecord watch --every 30 https://example.org/feed.xml https://example.org/statement
  onrecord watch --once --from feeds.txt --json")]
    Watch(Watch),
    /// What became of sources that were captured more than once: words changed, entries that came, went or became others
    #[command(after_help = "\
Examples:
  onrecord changes
  onrecord changes https://example.org/news/1
  onrecord changes --json | jq '.[].changes.entries'")]
    Changes(Changed),
    /// The brief: claims, denials, evidence, figures and provisions, each with its words
    #[command(after_help = "\
Examples:
  onrecord report
  onrecord report --full | less        with every statement under its claim
  onrecord report --format markdown > brief.md
  onrecord report --format html --output brief.html
  onrecord report --format json | jq '.propositions[] | select(.status == \"contested\") | .text'")]
    Report(Report),
    /// What is claimed, contested claims first: who stands where, with how many independent origins
    #[command(after_help = "Examples:\n  onrecord claims\n  onrecord claims --json | jq '.[].text'")]
    Claims(View),
    /// What is said to have happened, by date
    #[command(after_help = "Examples:\n  onrecord timeline\n  onrecord timeline --case affair.case --json")]
    Timeline(View),
    /// Figures of people killed, injured, missing…: each with its source and day
    #[command(after_help = "Examples:\n  onrecord tolls\n  onrecord tolls --json | jq '.[].summary'")]
    Tolls(View),
    /// What each actor holds of each claim over time
    #[command(
        after_help = "Examples:\n  onrecord positions\n  onrecord positions --json | jq '.[] | select(.changed)'"
    )]
    Positions(View),
    /// Provisions that the claimed acts would engage, element by element
    #[command(after_help = "Examples:\n  onrecord provisions\n  onrecord provisions --json")]
    Provisions(View),
    /// Who is mentioned and speaks, and for whom
    #[command(after_help = "Examples:\n  onrecord actors\n  onrecord actors --json | jq '.[].name'")]
    Actors(View),
    /// Which documents share one origin, and why
    #[command(after_help = "Examples:\n  onrecord origins\n  onrecord origins --json")]
    Origins(View),
    /// What a report changed of the document that it reports: signatories, quotations, numbers, dates, hedges
    #[command(after_help = "\
Both are files, or documents of the case (their number as in the views, D3, or their id).

Examples:
  onrecord diff article.txt joint-statement.txt
  onrecord diff D8 D7 --json")]
    Diff(Diff),
    /// What a person should look at first, and why
    #[command(after_help = "\
The heaviest reasons come first. What was accepted or mended with `onrecord decide` is not asked again.

Examples:
  onrecord review
  onrecord review --limit 10
  onrecord review --json | jq '.[0]'")]
    Review(Review),
    /// Take down a person's decision, or list those there are; none is ever removed
    #[command(after_help = "\
Ids are those of --json and of `review`: an actor's, a claim's, DOCUMENT/ENTRY for an entry of a record.

Examples:
  onrecord decide same person:ilja-orlow person:ilya-orlov --why 'one passport'
  onrecord decide apart doc-5a…/a7 --why 'a trader of that name'
  onrecord decide reject doc-5a…/s3 --why 'quotes a novel'
  onrecord decide denies doc-5a…/s9 p0123456789 --why 'answers the rockets'
  onrecord decide undo 3 --why 'the passport was forged'
  onrecord decide list")]
    Decide(Decide),
    /// Find words in texts, statements and names
    #[command(after_help = "\
All words are wanted; \"…\" finds a phrase, word* every word that begins so, OR and NOT (in capitals) do what they say.

Examples:
  onrecord search rockets
  onrecord search '\"security council\" resol*'
  onrecord search missile OR rocket")]
    Search(Search),
    /// Screen names against sanctions lists: those of the case, or files
    #[command(after_help = "\
A name may be in any script and order, misspelt or with initials. Each hit says which words met and how, and what else counted.

Examples:
  onrecord screen 'Usama bin Ladin'
  onrecord screen 김정은 --born 1984-01-08 --kind person
  onrecord screen --file names.txt --against consolidated.xml --json
  onrecord screen 'Ocean Star 5' --kind vessel --nationality Panama")]
    Screen(crate::lists_arguments::Screen),
    /// Sanctions lists: load editions, compare them, match the people and organisations of the case
    Lists(crate::lists_arguments::Lists),
    /// Compute every hash, link, span, signature and timestamp again and say what holds, what is unsigned and what is missing
    #[command(after_help = "\
The last lines name the newest link of the log and the root of the tree over it. Note one elsewhere: with --head it proves later
that all before it is unchanged.

Examples:
  onrecord verify
  onrecord verify --head 5f1c… --case affair.case
  onrecord verify --key their.pub.pem --authorities tsa-root.pem
  onrecord verify --entry doc-5a…/s3   one entry, with its proof")]
    Verify(Verify),
    /// Make the key that signs, or show its public half
    #[command(after_help = "Examples:\n  onrecord key new\n  onrecord key show\n  onrecord key show > our.pub.pem")]
    Key(Key),
    /// Sign the case as it is now
    #[command(after_help = "\
Where there is a key, `add` and `watch` sign at their end by themselves.

Examples:
  onrecord sign
  onrecord sign --key press-desk.pem --case affair.case")]
    Sign(Sign),
    /// Ask an authority for timestamps (RFC 3161), also for those that wait
    #[command(after_help = "\
What no authority answers waits in the case and is asked for again the next time. One timestamp of the case as it is now covers
every capture in it; --each asks for one a capture besides.

Examples:
  onrecord stamp --authority https://tsa.example.org/
  onrecord stamp --each")]
    Stamp(Stamp),
    /// Write the case in a format of others: tables, linked data, entities, events, web archives, proofs, or frozen whole
    #[command(after_help = "\
A claim is never a fact in any of them: who says it, who denies it, and where the words stand, goes along. See docs/exports.md.

Examples:
  onrecord export csv tables/           or parquet, sipri, acled, ucdp: tables with a description of their columns
  onrecord export stix bundle/ --json   or json-ld, ftm, plover, geojson, claimreview, nanopub
  onrecord export frozen handover/      the signed case with its brief, to be handed on
  onrecord export wacz affair.wacz      one file that web archive players open
  onrecord export warc affair.warc.gz   requests and responses as they went over the network
  onrecord export evidence proofs/      tree heads, signatures, keys and timestamps, for other tools to check")]
    Export(Export),
    /// The pages and the interface over HTTP, for one case
    #[command(after_help = "\
Without accounts it is for whoever sits at this machine, and answers to nobody else. With accounts (`onrecord user add NAME`) everybody
signs in, and it can be reached from elsewhere over TLS.

Examples:
  onrecord serve
  onrecord serve --case affair.case --listen 127.0.0.1:8080
  onrecord serve --listen 0.0.0.0:8443 --tls-certificate desk.pem --tls-key desk.key --name desk.example.org
  onrecord serve --behind-proxy --name desk.example.org")]
    Serve(Serve),
    /// Who may use the pages of a case
    User(User),
    /// Take in another case, a table of captures, reviews of claims, or entities
    #[command(after_help = "\
What is there already is not taken twice. A row, review or line that cannot be read is named, and costs itself alone.

Examples:
  onrecord import case colleague.case --case ours.case
  onrecord import csv captures.csv      columns: path, url or text; published, publisher, title, captured
  onrecord import claimreview feed.json
  onrecord import ftm entities.ftm.json")]
    Import(crate::import_arguments::Import),
    /// Fetch and list language pipelines
    Model(Model),
    /// Print the JSON Schema of a record or of a standing, or the description of the interface over HTTP
    #[command(hide = true)]
    Schema(Schema),
}

#[derive(Args, Debug)]
pub struct Read {
    /// Files, folders, addresses, web archives, or - for standard input
    #[arg(value_name = "PATH|URL", required = true)]
    pub inputs: Vec<PathBuf>,
    /// One JSON object a document, one a line
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct Add {
    /// Files, folders, addresses, web archives, or - for standard input
    #[arg(value_name = "PATH|URL", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Derive the record also of documents that the case has from these versions
    #[arg(long)]
    pub again: bool,
    /// One JSON object a document as soon as it is kept, one a line
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct Watch {
    /// Feeds, sitemaps and pages
    #[arg(value_name = "URL", required_unless_present = "from")]
    pub addresses: Vec<String>,
    /// A file with further addresses, one a line; # begins a comment
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// One round, and no waiting for the next
    #[arg(long)]
    pub once: bool,
    /// Minutes between two rounds
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
    /// Days for which an entry is fetched again to see whether it was changed; 0 for never
    #[arg(long, value_name = "DAYS", default_value_t = 3)]
    pub recheck: u32,
    /// At most so many entries of one feed or sitemap in a round
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
    /// One JSON object a line for what is new, changed or failed, as soon as it is kept
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct Changed {
    /// Only this address, path or document
    #[arg(value_name = "SOURCE")]
    pub source: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// How addresses are fetched.
#[derive(Args, Clone, Debug, Default)]
pub struct Fetching {
    /// Fetch also from this address, network or host inside the machine or a private network
    #[arg(long, value_name = "ADDRESS", help_heading = "Fetching")]
    pub allow_address: Vec<String>,
    /// Do not ask for robots.txt, and fetch what it asks to leave alone
    #[arg(long, help_heading = "Fetching")]
    pub ignore_robots: bool,
    /// Seconds that one request may take (default: 60)
    #[arg(long, value_name = "SECONDS", help_heading = "Fetching")]
    pub timeout: Option<u64>,
    /// Seconds between two requests to one host (default: 2)
    #[arg(long, value_name = "SECONDS", value_parser = seconds, help_heading = "Fetching")]
    pub pace: Option<f64>,
}

/// Seconds, with a fraction or without.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "write seconds, from 0 to 3600".to_owned())
}

#[derive(Args, Debug)]
pub struct Report {
    /// How to write the brief
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print also what the short form leaves out: every statement under its claim, how origins were counted, why documents
    /// share one, and the elements of each provision. A page has them in any case, and opens them with this
    #[arg(long)]
    pub full: bool,
    /// Write to this file and not to standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}

/// How a brief is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text, 100 columns
    Text,
    /// Markdown with footnotes
    Markdown,
    /// One page that stands alone
    Html,
    /// The whole standing that the brief is made of
    Json,
}

#[derive(Args, Debug)]
pub struct View {
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}

/// What was known, and when.
#[derive(Args, Clone, Debug, Default)]
pub struct Known {
    /// Only what was published by this day; a document without a date counts from the day it was captured
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<String>,
    /// Only what the case held on this day: captures and decisions until then
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub captured_by: Option<String>,
}

/// A day as `2024-01-10`.
fn day(text: &str) -> Result<String, String> {
    text.parse::<jiff::civil::Date>()
        .map(|day| day.to_string())
        .map_err(|_| "write the day as 2024-01-10".to_owned())
}

#[derive(Args, Debug)]
pub struct Diff {
    /// The report: a file, or a document of the case
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// The document that it reports
    #[arg(value_name = "PRIMARY")]
    pub primary: String,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Review {
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub limit: usize,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}

#[derive(Args, Debug)]
pub struct Decide {
    #[command(subcommand)]
    pub decision: Decision,
}

#[derive(Debug, Subcommand)]
pub enum Decision {
    /// An actor or a claim is the same as another
    Same {
        /// The actor's or claim's id
        one: String,
        /// The id that stands for both
        other: String,
        #[command(flatten)]
        because: Because,
    },
    /// An actor or event of a record (DOCUMENT/ENTRY) is none of those it was merged with
    Apart {
        entry: String,
        #[command(flatten)]
        because: Because,
    },
    /// A statement, event or figure of a record (DOCUMENT/ENTRY) was read wrongly and counts for nothing
    Reject {
        entry: String,
        #[command(flatten)]
        because: Because,
    },
    /// An entry, a claim or a figure was looked at and is right
    Accept {
        subject: String,
        #[command(flatten)]
        because: Because,
    },
    /// A statement (DOCUMENT/ENTRY) denies a claim
    Denies {
        statement: String,
        claim: String,
        #[command(flatten)]
        because: Because,
    },
    /// A statement (DOCUMENT/ENTRY) says nothing of a claim
    NotOf {
        statement: String,
        claim: String,
        #[command(flatten)]
        because: Because,
    },
    /// Put right a field of a statement or event (DOCUMENT/ENTRY) that was read wrongly
    #[command(after_help = "\
A statement has speaker, act, content and date; an event has type, place, date, and \"role supplier\", \"role recipient\" and so on.
Who fills a field is an actor of the document (its name or id), where the words stand in it (120-134), or nobody.

Examples:
  onrecord decide correct doc-5a…/s1 act deny --why 'he denies it, he does not ask'
  onrecord decide correct doc-5a…/s1 speaker 'Anna Example' --why 'the paragraph before names her'
  onrecord decide correct doc-5a…/e2 date 2024-01-02/2024-01-06 --why 'the week of the talks'
  onrecord decide correct doc-5a…/e2 place Kharkiv/UKR/city --why 'not the village of that name'
  onrecord decide correct doc-5a…/e2 'role supplier' nobody --why 'the sentence names the maker'")]
    Correct {
        entry: String,
        /// speaker, act, content, date, type, place, or "role NAME"
        field: String,
        value: String,
        #[command(flatten)]
        because: Because,
    },
    /// A remark on an entry, claim, actor, document or decision; --why has its words, and it changes nothing
    Note {
        subject: String,
        #[command(flatten)]
        because: Because,
    },
    /// Hold somebody else's decision to be right
    Confirm {
        /// Its number
        number: u32,
        #[command(flatten)]
        because: Because,
    },
    /// Hold somebody else's decision to be wrong
    Dispute {
        /// Its number
        number: u32,
        #[command(flatten)]
        because: Because,
    },
    /// From here on, count decisions only when somebody else has confirmed them; or no longer
    FourEyes {
        wanted: Switch,
        #[command(flatten)]
        because: Because,
    },
    /// A review of a claim is published; --why is its text, and goes out with `export claimreview`
    Publish {
        claim: String,
        /// Where it is published
        #[arg(long, value_name = "ADDRESS")]
        url: Option<String>,
        #[command(flatten)]
        because: Because,
    },
    /// Take a decision back; it stays in the list
    Undo {
        /// Its number
        number: u32,
        #[command(flatten)]
        because: Because,
    },
    /// Every decision
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Whether something is wanted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

/// Who decides, and why.
#[derive(Args, Debug)]
pub struct Because {
    /// Why, in words
    #[arg(long, value_name = "WORDS")]
    pub why: String,
    /// Who decides; without it the name of the user
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Args, Debug)]
pub struct Search {
    /// Words and phrases
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub known: Known,
}

#[derive(Args, Debug)]
pub struct Verify {
    /// A hash that `verify` named earlier and that must still be in the log
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
    /// The public key that must have signed, as PEM
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Certificates, as PEM, of the timestamp authorities that are believed
    #[arg(long, value_name = "FILE")]
    pub authorities: Option<PathBuf>,
    /// Only this: a capture's SHA-256, a document, DOCUMENT/ENTRY, decision/N, exchange/N, or an address
    #[arg(long, value_name = "ID", conflicts_with = "head")]
    pub entry: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Key {
    #[command(subcommand)]
    pub action: KeyAction,
}

#[derive(Debug, Subcommand)]
pub enum KeyAction {
    /// Make a key; a file that is there is never overwritten
    New {
        /// The private key's file; the public one stands beside it
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print the public key, which can be published
    Show {
        /// The private key's file
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args, Debug)]
pub struct Sign {
    /// The private key's file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Stamp {
    /// Whom to ask; several are asked in this order until one answers
    #[arg(long, value_name = "URL")]
    pub authority: Vec<String>,
    /// Also one for each capture
    #[arg(long)]
    pub each: bool,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct Export {
    #[command(subcommand)]
    pub what: Exported,
}

#[derive(Debug, Subcommand)]
pub enum Exported {
    /// A WACZ: exchanges and captures, their index and pages, and the newest signed tree head
    Wacz {
        /// The file to write
        file: PathBuf,
    },
    /// A WARC, each record packed by itself
    Warc {
        /// The file to write
        file: PathBuf,
    },
    /// The newest tree head as text, with its signatures, their keys and its timestamp
    Evidence {
        /// The folder to write to
        folder: PathBuf,
    },
    #[command(flatten)]
    Formatted(crate::export_arguments::Formatted),
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  onrecord model install               the default pipeline
  onrecord model install md            the one with word vectors
  onrecord model install ./some.whl    a wheel that was fetched elsewhere
  onrecord model list")]
pub struct Model {
    #[command(subcommand)]
    pub action: ModelAction,
}

#[derive(Debug, Subcommand)]
pub enum ModelAction {
    /// Fetch a pipeline with pip and check it
    #[command(after_help = "Examples:\n  onrecord model install\n  onrecord model install en_core_web_md")]
    Install {
        /// A pipeline's name (sm and md do), or a wheel file
        #[arg(value_name = "NAME|WHEEL", default_value = onrecord_language::install::DEFAULT)]
        name: String,
    },
    /// The pipelines known here and where they are installed
    #[command(after_help = "Examples:\n  onrecord model list\n  onrecord model list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args, Debug)]
pub struct Schema {
    /// Of what
    pub of: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    Record,
    Standing,
    Api,
}

/// `sm` and `md` for short.
pub fn full_name(model: &str) -> String {
    match model {
        "sm" | "md" | "lg" => format!("en_core_web_{model}"),
        other => other.to_owned(),
    }
}
