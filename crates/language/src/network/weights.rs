//! The nodes and arrays of a trained component's `model` file.

use crate::error::{LoadError, read};
use crate::message_pack::{Value, parse};
use std::path::{Path, PathBuf};

/// An array of 32-bit floats, last dimension fastest.
#[derive(Debug, Clone)]
pub struct Array {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// One layer of a network file.
pub struct Node {
    pub name: String,
    numbers: Vec<(String, u64)>,
    columns: Vec<String>,
    arrays: Vec<(String, Array)>,
}

/// All layers of a network file, in the file's order (breadth first).
pub struct Weights {
    path: PathBuf,
    nodes: Vec<Node>,
}

impl Weights {
    pub fn load(path: &Path) -> Result<Weights, LoadError> {
        let bytes = read(path)?;
        let file = parse(&bytes).map_err(|error| LoadError::malformed(path, error.to_string()))?;
        let part = |name: &str| {
            file.get(name)
                .and_then(Value::as_list)
                .ok_or_else(|| LoadError::malformed(path, format!("no list `{name}` of a network file")))
        };
        let (nodes, attributes, arrays) = (part("nodes")?, part("attrs")?, part("params")?);
        if nodes.len() != attributes.len() || nodes.len() != arrays.len() {
            return Err(LoadError::malformed(
                path,
                "`nodes`, `attrs` and `params` differ in length",
            ));
        }
        let nodes = nodes
            .iter()
            .zip(attributes)
            .zip(arrays)
            .map(|((node, attributes), arrays)| read_node(path, node, attributes, arrays))
            .collect::<Result<_, _>>()?;
        Ok(Weights {
            path: path.to_owned(),
            nodes,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The nodes of one name, in order.
    pub fn named<'w>(&'w self, name: &'w str) -> impl Iterator<Item = &'w Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The nodes that have a numeric attribute.
    pub fn nodes_with<'w>(&'w self, attribute: &'w str) -> impl Iterator<Item = &'w Node> {
        self.nodes.iter().filter(move |node| node.number(attribute).is_some())
    }

    /// The node of that name that comes `position`-th.
    pub fn node(&self, name: &str, position: usize) -> Result<&Node, LoadError> {
        self.nodes
            .iter()
            .filter(|node| node.name == name)
            .nth(position)
            .ok_or_else(|| LoadError::malformed(&self.path, format!("layer {position} of kind `{name}` is missing")))
    }
}

impl Node {
    pub fn number(&self, name: &str) -> Option<u64> {
        self.numbers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, number)| *number)
    }

    /// The attribute names that a feature extraction layer reads.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The array of that name, which must have that many dimensions.
    pub fn array(&self, weights: &Weights, name: &str, dimensions: usize) -> Result<&Array, LoadError> {
        let array = self.arrays.iter().find(|(key, _)| key == name).map(|(_, array)| array);
        array.filter(|array| array.shape.len() == dimensions).ok_or_else(|| {
            LoadError::malformed(
                &weights.path,
                format!("layer `{}` has no array `{name}` of {dimensions} dimensions", self.name),
            )
        })
    }
}

fn read_node(path: &Path, node: &Value, attributes: &Value, arrays: &Value) -> Result<Node, LoadError> {
    let malformed = |reason: String| LoadError::malformed(path, reason);
    let name = node
        .get("name")
        .and_then(Value::as_text)
        .ok_or_else(|| malformed("a layer without a name".into()))?;
    let (mut numbers, mut columns) = (Vec::new(), Vec::new());
    for (key, value) in attributes.as_map().unwrap_or_default() {
        let Some(key) = key.as_text() else { continue };
        // Attribute values are packed a second time.
        let value = match value {
            Value::Bytes(bytes) => parse(bytes).map_err(|error| malformed(error.to_string()))?,
            other => other.clone(),
        };
        if let Some(number) = value.as_number() {
            numbers.push((key.to_owned(), number));
        } else if key == "columns" {
            let names = value.as_list().unwrap_or_default();
            columns = names.iter().filter_map(Value::as_text).map(str::to_owned).collect();
        }
    }
    let mut kept = Vec::new();
    for (key, value) in arrays.as_map().unwrap_or_default() {
        if let (Some(key), Value::Map(_)) = (key.as_text(), value) {
            kept.push((
                key.to_owned(),
                read_array(value).map_err(|reason| malformed(format!("{name}.{key}: {reason}")))?,
            ));
        }
    }
    Ok(Node {
        name: name.to_owned(),
        numbers,
        columns,
        arrays: kept,
    })
}

fn read_array(value: &Value) -> Result<Array, String> {
    if value.get("type").and_then(Value::as_bytes) != Some(b"<f4") {
        return Err("not an array of little-endian 32-bit floats".to_owned());
    }
    let shape: Vec<usize> = value
        .get("shape")
        .and_then(Value::as_list)
        .ok_or("no shape")?
        .iter()
        .map(|size| {
            size.as_number()
                .and_then(|size| usize::try_from(size).ok())
                .ok_or("a bad size")
        })
        .collect::<Result<_, _>>()?;
    let bytes = value.get("data").and_then(Value::as_bytes).ok_or("no data")?;
    let expected = shape
        .iter()
        .try_fold(4_usize, |product, size| product.checked_mul(*size));
    if expected != Some(bytes.len()) {
        return Err(format!("{} bytes do not fill the shape {shape:?}", bytes.len()));
    }
    Ok(Array {
        shape,
        values: floats(bytes),
    })
}

/// Little-endian 32-bit floats.
pub fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| f32::from_le_bytes(*four))
        .collect()
}
