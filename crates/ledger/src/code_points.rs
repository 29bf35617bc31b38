//! A text that can be cut by code points.

/// A text with the byte offset of each of its code points.
pub(crate) struct CodePoints<'text> {
    text: &'text str,
    /// Byte offset of every code point, and the text's length at the end.
    starts: Vec<u32>,
}

impl<'text> CodePoints<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let starts = text
            .char_indices()
            .map(|(offset, _)| byte(offset))
            .chain([byte(text.len())])
            .collect();
        Self { text, starts }
    }

    /// How many code points the text has.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The words from `start` to before `end`; nothing where they do not lie in the text.
    pub(crate) fn slice(&self, start: u32, end: u32) -> Option<&'text str> {
        let byte = |point: u32| self.starts.get(point as usize).map(|offset| *offset as usize);
        self.text.get(byte(start)?..byte(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn cuts_by_code_points_and_not_by_bytes() {
        let text = CodePoints::new("“Ні”, сказав він");
        assert_eq!(text.count(), 16);
        assert_eq!(text.slice(1, 3), Some("Ні"));
        assert_eq!(text.slice(13, 16), Some("він"));
        assert_eq!(text.slice(13, 17), None);
        assert_eq!(text.slice(3, 1), None);
    }
}
