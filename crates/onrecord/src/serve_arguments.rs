//! What `serve` and `user` can be told.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::arguments::Fetching;

#[derive(Args, Debug)]
pub struct Serve {
    /// The address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    pub listen: SocketAddr,
    /// Do not start unless there are accounts; where there are, they are always asked for
    #[arg(long)]
    pub accounts: bool,
    /// Certificates in PEM, the server's own first
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The certificate's private key in PEM
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
    /// A proxy stands before it, encrypts, and says in X-Forwarded-For who asks
    #[arg(long)]
    pub behind_proxy: bool,
    /// A further name that it answers to, as desk.example.org; may be given several times
    #[arg(long, value_name = "HOST")]
    pub name: Vec<String>,
    #[command(flatten)]
    pub fetching: Fetching,
}

#[derive(Args, Debug)]
pub struct User {
    #[command(subcommand)]
    pub what: UserCommand,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Let somebody in; or give who is in another role and password
    #[command(after_help = "\
The password is the first line of standard input; on a terminal it is asked for, twice, and not shown.

Examples:
  onrecord user add 'A. Analyst' --role administrator
  pass show desk/reader | onrecord user add reader --role reader --case affair.case")]
    Add {
        /// The name, as it stands with their decisions
        name: String,
        /// What they may do: each role may what the one before it may, and more
        #[arg(long, value_enum, default_value_t = RoleChosen::Reader)]
        role: RoleChosen,
    },
}

/// What somebody may do.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleChosen {
    /// Look at everything
    Reader,
    /// Decide, too
    Reviewer,
    /// Add documents and write briefs, too
    Editor,
    /// Say who may what, and read what was done, too
    Administrator,
}
