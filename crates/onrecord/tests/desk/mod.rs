//! A desk to run the program at: a folder of its own, invented documents, and what the program printed.

// Each test file is a program of its own and uses a part of this.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

pub const SHIPMENT: &str = "Estonia says Belarus sent rockets to Syria\n\nMarch 2, 2026 (Gannet) — Estonia’s foreign minister, Ada Quill, accused Belarus on Monday of sending 40 rockets to Syria in February.\n\n“We have photographs of the crates,” Quill told reporters in Tallinn.\n\nThe strike on the harbour of Tartus killed at least 12 people on February 27, the health ministry said.\n";
pub const DENIAL: &str = "Belarus answers\n\nMarch 3, 2026 — Belarus denied the allegations on Tuesday. “Ні, ракет не было 🚀,” a spokesperson for the Belarusian government said.\n\nChina said there was no evidence that Belarus had sent rockets to Syria. The United States declined to comment.\n";
pub const PAGE: &str = "<!doctype html><html><head><title>Council to meet on the crates</title></head><body><nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav><article><h1>Council to meet on the crates</h1><p>March 4, 2026. The Security Council will meet on Thursday, diplomats said, after Estonia accused Belarus of sending rockets to Syria in breach of resolution 2254.</p><p>“Nobody has shown us a single rocket,” the Belarusian ambassador, Pavel Orlik, said on Wednesday. He rejected all accusations against his country.</p></article></body></html>\n";

pub struct Desk {
    folder: TempDir,
}

#[derive(Debug)]
pub struct Printed {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A desk with three documents on it.
    pub fn with_documents() -> Self {
        let desk = Self::new();
        desk.write("shipment.txt", SHIPMENT.as_bytes());
        desk.write("denial.txt", DENIAL.as_bytes());
        desk.write("page.html", PAGE.as_bytes());
        desk
    }

    /// A desk with a case of those three documents.
    pub fn with_case() -> Self {
        let desk = Self::with_documents();
        let printed = desk.run(&["add", "shipment.txt", "denial.txt", "page.html"]);
        assert_eq!(printed.code, Some(0), "{printed:?}");
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, at this desk, on a day that stands still.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1772445600")
            // Keys and settings of this desk, and none of whoever runs the tests.
            .env("XDG_CONFIG_HOME", self.path("settings"));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Printed {
        self.run_with(arguments, b"")
    }

    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Printed {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end without reading it.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Printed {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// How many documents a case holds that another process may be writing just now.
    pub fn documents(&self, case: &str) -> u32 {
        let connection = Connection::open_with_flags(self.path(case), OpenFlags::SQLITE_OPEN_READ_WRITE);
        let count = |connection: Connection| {
            connection.query_row("SELECT count(*) FROM records", [], |row| row.get::<_, u32>(0))
        };
        connection.and_then(count).unwrap_or(0)
    }

    /// Every row of every table of a case; how the full-text index lays out its own pages is not part of it.
    pub fn dump(&self, case: &str) -> String {
        let connection = Connection::open(self.path(case)).unwrap();
        let tables: Vec<String> = connection
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'passage_index%' ORDER BY name",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(tables.len() > 10);
        let mut dump = String::new();
        for table in tables {
            let mut query = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let width = query.column_count();
            let mut rows = query.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                dump.push_str(&table);
                for column in 0..width {
                    dump.push_str(&format!(" {:?}", row.get_ref(column).unwrap()));
                }
                dump.push('\n');
            }
        }
        dump
    }
}
