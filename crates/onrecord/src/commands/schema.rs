//! `schema`: the JSON Schemas of what this program prints, made from the types themselves.

use std::process::ExitCode;

use onrecord_extract::Record;
use onrecord_weigh::Standing;
use schemars::schema_for;

use crate::arguments::{Schema, Shape};
use crate::output::Output;

pub fn run(options: &Schema) -> anyhow::Result<ExitCode> {
    let schema = match options.of {
        Shape::Record => schema_for!(Record).to_value(),
        Shape::Standing => schema_for!(Standing).to_value(),
        Shape::Api => onrecord_server::description(),
    };
    let mut output = Output::new();
    output.json(&schema)?;
    output.done()?;
    Ok(ExitCode::SUCCESS)
}
