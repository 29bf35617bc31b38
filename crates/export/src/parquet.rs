//! Tables as Parquet: one file a table, columns packed with Snappy, with the version of the tables in the file's own notes.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::tables::{Cell, Column, Kind, SCHEMA_VERSION, Table};
use crate::{Choice, Dossier, ExportError};

/// So many rows stand in memory at a time…
const ROWS_A_GROUP: usize = 65_536;
/// …and no more bytes of words than these, save where one row alone has more.
const BYTES_A_GROUP: usize = 32 * 1024 * 1024;

/// Writes a table; gives how many rows it has.
///
/// # Errors
/// [`ExportError`] where the place written to fails.
pub fn write(table: &Table, dossier: &Dossier, choice: Choice, to: impl Write + Send) -> Result<usize, ExportError> {
    let notes = [
        ("onrecord.table", table.name.to_owned()),
        ("onrecord.schema", SCHEMA_VERSION.to_string()),
        ("onrecord.case", dossier.name.to_owned()),
        ("onrecord.row", table.row.to_owned()),
    ];
    let notes = notes.map(|(key, value)| KeyValue::new(key.to_owned(), value));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(notes.into()))
        .build();
    let mut writer = SerializedFileWriter::new(to, Arc::new(schema(table)?), Arc::new(properties))?;
    let mut group = Group::new(table.columns);
    let mut count = 0;
    (table.rows)(dossier, choice, &mut |cells| {
        count += 1;
        group.row(cells);
        if group.rows >= ROWS_A_GROUP || group.bytes >= BYTES_A_GROUP {
            group.write(&mut writer)?;
        }
        Ok(())
    })?;
    if group.rows > 0 {
        group.write(&mut writer)?;
    }
    writer.close()?;
    Ok(count)
}

fn schema(table: &Table) -> Result<Type, ExportError> {
    let fields = table.columns.iter().map(|column| {
        let physical = match column.kind {
            Kind::Text => Physical::BYTE_ARRAY,
            Kind::Whole => Physical::INT64,
            Kind::Real => Physical::DOUBLE,
            Kind::Truth => Physical::BOOLEAN,
        };
        let mut field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        if column.kind == Kind::Text {
            field = field
                .with_logical_type(Some(LogicalType::String))
                .with_converted_type(ConvertedType::UTF8);
        }
        field.build().map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    Ok(Type::group_type_builder(table.name).with_fields(fields).build()?)
}

/// The values of one column, those that are told, and for each row whether one is.
enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Truth(Vec<bool>),
}

struct Group {
    columns: Vec<(Values, Vec<i16>)>,
    rows: usize,
    bytes: usize,
}

impl Group {
    fn new(columns: &[Column]) -> Self {
        let columns = columns.iter().map(|column| {
            let values = match column.kind {
                Kind::Text => Values::Text(Vec::new()),
                Kind::Whole => Values::Whole(Vec::new()),
                Kind::Real => Values::Real(Vec::new()),
                Kind::Truth => Values::Truth(Vec::new()),
            };
            (values, Vec::new())
        });
        Self {
            columns: columns.collect(),
            rows: 0,
            bytes: 0,
        }
    }

    fn row(&mut self, cells: &[Cell]) {
        for ((values, told), cell) in self.columns.iter_mut().zip(cells) {
            let is_told = match (values, cell) {
                (Values::Text(values), Cell::Text(text)) => {
                    self.bytes += text.len();
                    values.push(ByteArray::from(text.as_bytes().to_vec()));
                    true
                }
                (Values::Whole(values), Cell::Whole(number)) => {
                    values.push(*number);
                    true
                }
                (Values::Real(values), Cell::Real(number)) => {
                    values.push(*number);
                    true
                }
                (Values::Truth(values), Cell::Truth(truth)) => {
                    values.push(*truth);
                    true
                }
                _ => false,
            };
            told.push(i16::from(is_told));
        }
        self.rows += 1;
    }

    /// Writes the rows as one group and forgets them.
    fn write<W: Write + Send>(&mut self, writer: &mut SerializedFileWriter<W>) -> Result<(), ExportError> {
        let mut group = writer.next_row_group()?;
        for (values, told) in &mut self.columns {
            match values {
                Values::Text(values) => column::<ByteArrayType, W>(&mut group, values, told)?,
                Values::Whole(values) => column::<Int64Type, W>(&mut group, values, told)?,
                Values::Real(values) => column::<DoubleType, W>(&mut group, values, told)?,
                Values::Truth(values) => column::<BoolType, W>(&mut group, values, told)?,
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &mut Vec<T::T>,
    told: &mut Vec<i16>,
) -> Result<(), ExportError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, Some(told.as_slice()), None)?;
        column.close()?;
    }
    values.clear();
    told.clear();
    Ok(())
}
