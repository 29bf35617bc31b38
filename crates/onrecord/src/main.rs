//! The command line: arguments in, exit code out.

mod arguments;
mod clock;
mod commands;
mod evidence;
mod export_arguments;
mod failure;
mod fetching;
mod import_arguments;
mod inputs;
mod intake;
mod keeping;
mod listed;
mod lists_arguments;
mod output;
mod progress;
mod reading;
mod serve_arguments;
mod settings;
mod table;
mod web_archives;
mod weighed;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

/// A record is made of many small strings, and the system's allocator is slow with them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Prints help on standard output (0) and wrong use on standard error (2).
        Err(answer) => answer.exit(),
    };
    run(&arguments).unwrap_or_else(|error| failure::told(&error))
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let every = &arguments.every;
    match &arguments.command {
        Command::Read(options) => commands::read::run(every, options),
        Command::Add(options) => commands::add::run(every, options),
        Command::Report(options) => commands::report::run(every, options),
        Command::Claims(options) => commands::claims::run(every, options),
        Command::Timeline(options) => commands::timeline::run(every, options),
        Command::Tolls(options) => commands::tolls::run(every, options),
        Command::Positions(options) => commands::positions::run(every, options),
        Command::Provisions(options) => commands::provisions::run(every, options),
        Command::Actors(options) => commands::actors::run(every, options),
        Command::Origins(options) => commands::origins::run(every, options),
        Command::Diff(options) => commands::diff::run(every, options),
        Command::Review(options) => commands::review::run(every, options),
        Command::Decide(options) => commands::decide::run(every, options),
        Command::Search(options) => commands::search::run(every, options),
        Command::Screen(options) => commands::screen::run(every, options),
        Command::Lists(options) => commands::lists::run(every, options),
        Command::Watch(options) => commands::watch::run(every, options),
        Command::Changes(options) => commands::changes::run(every, options),
        Command::Key(options) => commands::key::run(options),
        Command::Sign(options) => commands::sign::run(every, options),
        Command::Stamp(options) => commands::stamp::run(every, options),
        Command::Export(options) => commands::export::run(every, options),
        Command::Import(options) => commands::import::run(every, options),
        Command::Verify(options) => commands::verify::run(every, options),
        Command::Serve(options) => commands::serve::run(every, options),
        Command::User(options) => commands::user::run(every, options),
        Command::Model(options) => commands::model::run(every, options),
        Command::Schema(options) => commands::schema::run(options),
    }
}
