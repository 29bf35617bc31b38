//! The chores of this repository, run as `cargo xtask CHORE`: parses the arguments and hands over to one module a chore.

mod bench;
mod browser;
mod command;
mod demo;
mod gazetteer;
mod kills;
mod licences;
mod pages;
mod readme;
mod requirements;
mod schema;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask CHORE

  demo                     install the language pipeline, build, make a case of examples/dossier,
                           print the brief and write it as a page        (target/demo, or --dir DIR)
  test                     everything a change must pass: format, lints, licences, pipelines, all tests
       --install-tools     also install cargo-deny when it is missing (takes minutes, once)
  pages [--force]          build the pages of web/ into web/dist, which the program is built with; nothing
                           where they are as their sources are            (needs Node.js)
  bench language [ARGS]    score and time the language pipelines; ARGS go to onrecord-bench
  kills [N]                kill `add` and `watch` at N random moments (else 500) and verify after each
  bench NAME [ARGS]        any other run of onrecord-bench (bench help lists them)
  schema [--check]         write docs/record.schema.json, docs/standing.schema.json and docs/openapi.json, or compare them
  readme [--check]         refresh the output shown in README.md by running the command above it, or compare it
  gazetteer [--check]      write crates/gazetteer/data/places.bin out of the published packages, or compare it
       --packages DIR      where the packages lie or are put                 (else a temporary folder)
  help                     this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", arguments),
    };
    match chore {
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "pages" => pages::run(rest),
        "bench" => bench::run(rest),
        "schema" => schema::run(rest),
        "kills" => kills::run(rest),
        "gazetteer" => gazetteer::run(rest),
        "readme" => readme::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no chore called \"{other}\"; `cargo xtask help` lists them"),
    }
}
