//! MessagePack, read in place: pipelines keep their weights and tables in it.

/// Why bytes are not the MessagePack that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The bytes end inside a value.
    #[error("the file ends inside a value")]
    Truncated,
    /// A value of another type stands where one was expected.
    #[error("expected {expected} at byte {at}, found type byte 0x{found:02x}")]
    Type {
        /// What should stand there.
        expected: &'static str,
        /// Where, in bytes from the start.
        at: usize,
        /// The byte that tells the type.
        found: u8,
    },
    /// Text that is not UTF-8.
    #[error("text at byte {0} is not UTF-8")]
    Encoding(usize),
    /// Values nested deeper than any pipeline nests them.
    #[error("values are nested too deeply")]
    Depth,
}

/// One value, borrowing its text and bytes from the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Nil,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    List(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The value under a key that is text or the same bytes.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        let Value::Map(pairs) = self else { return None };
        pairs
            .iter()
            .find(|(name, _)| name.as_bytes() == Some(key.as_bytes()))
            .map(|(_, value)| value)
    }

    /// The value under an integer key.
    pub fn get_number(&self, key: u64) -> Option<&Value<'a>> {
        let Value::Map(pairs) = self else { return None };
        pairs
            .iter()
            .find(|(name, _)| name.as_number() == Some(key))
            .map(|(_, value)| value)
    }

    pub fn as_text(&self) -> Option<&'a str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Bytes, or text as its bytes.
    pub fn as_bytes(&self) -> Option<&'a [u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            Value::Text(text) => Some(text.as_bytes()),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<u64> {
        match self {
            Value::Unsigned(number) => Some(*number),
            Value::Signed(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&[(Value<'a>, Value<'a>)]> {
        match self {
            Value::Map(pairs) => Some(pairs),
            _ => None,
        }
    }
}

/// Reads one value that fills the bytes.
pub fn parse(bytes: &[u8]) -> Result<Value<'_>, PackError> {
    Reader::new(bytes).value()
}

/// Reads values one after the other.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// No file of a pipeline nests deeper than about six levels.
const DEEPEST: usize = 32;

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], PackError> {
        let end = self.at.checked_add(length).ok_or(PackError::Truncated)?;
        let taken = self.bytes.get(self.at..end).ok_or(PackError::Truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn big_endian(&mut self, length: usize) -> Result<u64, PackError> {
        Ok(self
            .take(length)?
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn length(&mut self, bytes: usize) -> Result<usize, PackError> {
        usize::try_from(self.big_endian(bytes)?).map_err(|_| PackError::Truncated)
    }

    fn text(&mut self, length: usize) -> Result<&'a str, PackError> {
        let at = self.at;
        std::str::from_utf8(self.take(length)?).map_err(|_| PackError::Encoding(at))
    }

    /// The number of pairs of a map that starts here.
    pub fn map_length(&mut self) -> Result<usize, PackError> {
        let at = self.at;
        match self.take(1)?[0] {
            kind @ 0x80..=0x8f => Ok(usize::from(kind & 0x0f)),
            0xde => self.length(2),
            0xdf => self.length(4),
            found => Err(PackError::Type {
                expected: "a map",
                at,
                found,
            }),
        }
    }

    /// An unsigned integer that starts here.
    pub fn number(&mut self) -> Result<u64, PackError> {
        let at = self.at;
        let found = self.bytes.get(at).copied().unwrap_or_default();
        let value = self.value()?;
        value.as_number().ok_or(PackError::Type {
            expected: "an unsigned integer",
            at,
            found,
        })
    }

    /// Any value that starts here.
    pub fn value(&mut self) -> Result<Value<'a>, PackError> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Result<Value<'a>, PackError> {
        if depth > DEEPEST {
            return Err(PackError::Depth);
        }
        let at = self.at;
        Ok(match self.take(1)?[0] {
            kind @ 0x00..=0x7f => Value::Unsigned(u64::from(kind)),
            kind @ 0xe0..=0xff => Value::Signed(i64::from(kind.cast_signed())),
            kind @ 0x80..=0x8f => self.map(usize::from(kind & 0x0f), depth)?,
            kind @ 0x90..=0x9f => self.list(usize::from(kind & 0x0f), depth)?,
            kind @ 0xa0..=0xbf => Value::Text(self.text(usize::from(kind & 0x1f))?),
            0xc0 => Value::Nil,
            0xc2 => Value::Bool(false),
            0xc3 => Value::Bool(true),
            kind @ 0xc4..=0xc6 => {
                let length = self.length(1 << (kind - 0xc4))?;
                Value::Bytes(self.take(length)?)
            }
            0xca => Value::Float(f64::from(f32::from_bits(self.big_endian(4)? as u32))),
            0xcb => Value::Float(f64::from_bits(self.big_endian(8)?)),
            kind @ 0xcc..=0xcf => Value::Unsigned(self.big_endian(1 << (kind - 0xcc))?),
            0xd0 => Value::Signed(i64::from((self.big_endian(1)? as u8).cast_signed())),
            0xd1 => Value::Signed(i64::from((self.big_endian(2)? as u16).cast_signed())),
            0xd2 => Value::Signed(i64::from((self.big_endian(4)? as u32).cast_signed())),
            0xd3 => Value::Signed(self.big_endian(8)?.cast_signed()),
            kind @ 0xd9..=0xdb => {
                let length = self.length(1 << (kind - 0xd9))?;
                Value::Text(self.text(length)?)
            }
            0xdc => {
                let length = self.length(2)?;
                self.list(length, depth)?
            }
            0xdd => {
                let length = self.length(4)?;
                self.list(length, depth)?
            }
            0xde => {
                let length = self.length(2)?;
                self.map(length, depth)?
            }
            0xdf => {
                let length = self.length(4)?;
                self.map(length, depth)?
            }
            found => {
                return Err(PackError::Type {
                    expected: "a value",
                    at,
                    found,
                });
            }
        })
    }

    fn list(&mut self, length: usize, depth: usize) -> Result<Value<'a>, PackError> {
        // A damaged length must not reserve more than the bytes left could hold.
        let mut values = Vec::with_capacity(length.min(self.bytes.len() - self.at));
        for _ in 0..length {
            values.push(self.nested(depth + 1)?);
        }
        Ok(Value::List(values))
    }

    fn map(&mut self, length: usize, depth: usize) -> Result<Value<'a>, PackError> {
        let mut pairs = Vec::with_capacity(length.min(self.bytes.len() - self.at));
        for _ in 0..length {
            let key = self.nested(depth + 1)?;
            pairs.push((key, self.nested(depth + 1)?));
        }
        Ok(Value::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_number_and_container() {
        let bytes = [
            0x84, 0xa1, b'a', 0xcd, 0x01, 0x02, 0xa1, b'b', 0xff, 0xa1, b'c', 0x92, 0xc3, 0xc0, 0xa1, b'd', 0xc4, 2, 7,
            8,
        ];
        let value = parse(&bytes).unwrap();
        assert_eq!(value.get("a").and_then(Value::as_number), Some(0x102));
        assert_eq!(value.get("b"), Some(&Value::Signed(-1)));
        assert_eq!(value.get("c"), Some(&Value::List(vec![Value::Bool(true), Value::Nil])));
        assert_eq!(value.get("d").and_then(Value::as_bytes), Some(&[7, 8][..]));
    }

    #[test]
    fn damage_is_an_error_and_not_a_crash() {
        assert_eq!(parse(&[0xdb, 0xff, 0xff, 0xff, 0xff]), Err(PackError::Truncated));
        assert_eq!(parse(&[0xdd, 0xff, 0xff, 0xff, 0xff]), Err(PackError::Truncated));
        assert_eq!(parse(&[0xa2, 0xff, 0xff]), Err(PackError::Encoding(1)));
        assert_eq!(parse(&[0x91; 100]), Err(PackError::Depth));
        assert!(parse(&[]).is_err());
    }
}
