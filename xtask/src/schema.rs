//! The JSON Schemas and the interface's description in `docs/`, written from the program's own types or compared with them.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::command::{onrecord, output, root};

const SCHEMAS: [(&str, &str); 3] = [
    ("record", "docs/record.schema.json"),
    ("standing", "docs/standing.schema.json"),
    ("api", "docs/openapi.json"),
];

/// Writes them all, or with `--check` fails when one differs from what the types give.
///
/// # Errors
/// When the program cannot be built or a file cannot be written; with `--check`, when a file is out of date.
pub fn run(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("`cargo xtask schema` takes nothing, or --check"),
    };
    for (name, file) in SCHEMAS {
        let path = root().join(file);
        let schema = output(onrecord(false).args(["schema", name]))?;
        if !check {
            fs::write(&path, schema).with_context(|| format!("cannot write {file}"))?;
            eprintln!("wrote {file}");
        } else if fs::read_to_string(&path).unwrap_or_default() != schema {
            bail!("{file} is out of date: run `cargo xtask schema`");
        }
    }
    Ok(())
}
