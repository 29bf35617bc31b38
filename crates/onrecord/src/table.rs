//! Tables for a terminal: columns aligned by what is seen, the last column broken into lines.

use unicode_width::UnicodeWidthStr;

/// How wide a line may be.
const COLUMNS: usize = 120;
/// How narrow the last column may become.
const NARROWEST: usize = 30;
/// Cells of other columns are broken at this width.
const WIDEST: usize = 34;

/// Rows under heads.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new<const N: usize>(heads: [&str; N]) -> Self {
        Self {
            rows: vec![heads.map(str::to_owned).to_vec()],
        }
    }

    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(
            cells
                .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
                .to_vec(),
        );
    }

    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    pub fn print(&self) -> String {
        let count = self.rows.first().map_or(0, Vec::len);
        let mut widths: Vec<usize> = (0..count)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| cell.width()).max().unwrap_or(0).min(WIDEST)
            })
            .collect();
        let before: usize = widths.iter().take(count.saturating_sub(1)).map(|width| width + 2).sum();
        if let Some(last) = widths.last_mut() {
            *last = COLUMNS.saturating_sub(before).max(NARROWEST);
        }
        let mut out = String::new();
        for row in &self.rows {
            let cells: Vec<Vec<String>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| broken(cell, *width))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let mut text = String::new();
                for (cell, width) in cells.iter().zip(&widths) {
                    let part = cell.get(line).map_or("", String::as_str);
                    text.push_str(part);
                    text.push_str(&" ".repeat(width.saturating_sub(part.width()) + 2));
                }
                out.push_str(text.trim_end());
                out.push('\n');
            }
        }
        out
    }
}

/// Words in lines no wider than `width`, where no single word is.
pub fn broken(words: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Words in lines of the terminal, the first behind `first`, the others behind as much space.
pub fn hanging(first: &str, words: &str) -> String {
    let indent = first.width();
    let mut out = String::new();
    for (position, line) in broken(words, COLUMNS.saturating_sub(indent).max(NARROWEST))
        .iter()
        .enumerate()
    {
        let lead = if position == 0 {
            first.to_owned()
        } else {
            " ".repeat(indent)
        };
        out.push_str(format!("{lead}{line}").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Table, hanging};

    #[test]
    fn columns_align_by_what_is_seen() {
        let mut table = Table::new(["name", "said"]);
        table.row(["外交部".into(), "no".into()]);
        table.row(["Ada".into(), "yes".into()]);
        assert_eq!(table.print(), "name    said\n外交部  no\nAda     yes\n");
    }

    #[test]
    fn long_words_hang_under_their_beginning() {
        let text = hanging("  - ", &"word ".repeat(40));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 1 && lines[0].starts_with("  - word") && lines[1].starts_with("    word"));
        assert!(lines.iter().all(|line| line.len() <= 120));
    }
}
