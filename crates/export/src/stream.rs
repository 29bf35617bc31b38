//! JSON written one value after another, so that no export is held whole.

use std::io::Write;

use serde_json::Value;

use crate::ExportError;

/// A list of values inside an object, written as they come, each on a line.
pub(crate) struct Array<W: Write> {
    to: W,
    is_first: bool,
}

impl<W: Write> Array<W> {
    /// Begins the object with the members given and opens the list under its name.
    pub(crate) fn begin(mut to: W, members: &[(&str, Value)], list: &str) -> Result<Self, ExportError> {
        writeln!(to, "{{")?;
        for (name, value) in members {
            serde_json::to_writer(&mut to, name)?;
            write!(to, ": ")?;
            serde_json::to_writer(&mut to, value)?;
            writeln!(to, ",")?;
        }
        serde_json::to_writer(&mut to, list)?;
        writeln!(to, ": [")?;
        Ok(Self { to, is_first: true })
    }

    /// One value more.
    pub(crate) fn push(&mut self, value: &Value) -> Result<(), ExportError> {
        if !self.is_first {
            writeln!(self.to, ",")?;
        }
        self.is_first = false;
        Ok(serde_json::to_writer(&mut self.to, value)?)
    }

    /// Closes the list and the object.
    pub(crate) fn end(mut self) -> Result<(), ExportError> {
        writeln!(self.to, "\n]\n}}")?;
        Ok(self.to.flush()?)
    }
}

/// One value on a line of its own.
pub(crate) fn line(to: &mut impl Write, value: &Value) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *to, value)?;
    Ok(writeln!(to)?)
}

/// An object without the members that say nothing: null, an empty text, an empty list or object.
pub(crate) fn told(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(values) => !values.is_empty(),
            Value::Object(members) => !members.is_empty(),
            _ => true,
        });
    }
    value
}
