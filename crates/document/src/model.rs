//! The shapes of a capture and of a document, and the span into a document's text that every later entry carries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a document's text: Unicode **code points**, end-exclusive (W3C `TextPositionSelector`),
/// with the words themselves beside it (W3C `TextQuoteSelector`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The literal words between the two.
    pub exact: String,
}

impl Span {
    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: &Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Why a field has its value: the rule that inferred it and the spans it inferred from (rule 5 of the design).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Basis {
    /// The code of the rule, e.g. `date.text-after-mark` or `meta.article:published_time`.
    pub rule: String,
    /// The spans it read; empty only where the value came from outside the text (metadata, an address).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// Where bytes lay that came inside others: a file of an archive, an entry of a feed, an attachment of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartOf {
    /// SHA-256 of the bytes that they came in, lower-case hexadecimal.
    pub sha256: String,
    /// Which part: the path in the archive, the entry's address, the attachment's name; `!/` between one archive and the next.
    pub path: String,
}

/// The bytes as they came, named by their digest. Captures are immutable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The media type that the bytes were read as, e.g. `text/html`.
    pub media_type: String,
    /// Where it came from: an address, or the path given on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was fetched (RFC 3339, UTC); absent for a local file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_at: Option<String>,
    /// What it came in, where it did not come alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<PartOf>,
}

/// How exact a point in time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Hours and minutes or finer.
    Time,
    /// One day.
    Day,
    /// Several days known as one expression: a week, a weekend, a range.
    Days,
    /// One month.
    Month,
    /// A season, a quarter, several months.
    Months,
    /// One year.
    Year,
    /// Coarser than a year.
    Years,
}

/// A string that was read from somewhere, with where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// The value.
    pub value: String,
    /// Where it stands, or which rule gave it.
    pub basis: Basis,
}

/// When a document says it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO 8601: `2024-01-10` or `2024-01-10T21:21:49`, with an offset only where the source gives one.
    pub value: String,
    /// How exact it is.
    pub precision: Precision,
    /// Where it was read.
    pub basis: Basis,
}

/// What a stretch of the text is. Nothing is extracted from `Boilerplate` and `Repeat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A title or a heading between paragraphs.
    Heading,
    /// Running text.
    Paragraph,
    /// The words under a picture or a table.
    Caption,
    /// One entry of a list.
    ListItem,
    /// A block that the page itself sets off as a quotation.
    Quotation,
    /// The line that names the author.
    Byline,
    /// Menus, comment forms, "Read more…", legal lines.
    Boilerplate,
    /// A block whose words stood earlier in the same document (a title repeated, a caption printed twice).
    Repeat,
}

/// A stretch of the document's text of one kind: code points, end-exclusive, in order, never overlapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// What kind of text a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An article or report in a narrator's voice.
    #[default]
    Report,
    /// An official's or organisation's own statement or press release.
    Statement,
    /// Speakers' turns in their own words (a verbatim record, an interview).
    Transcript,
    /// A resolution or decision with numbered paragraphs.
    Resolution,
    /// A list of names or entries.
    List,
    /// A text that says it retells another ("Read more of this story at…").
    Rewrite,
}

/// One speech of a verbatim record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speech {
    /// Who speaks, as the record calls them: `Ms. Doe`, `The President`.
    pub speaker: String,
    /// For whom, as the record calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// In which language it was given, where the record says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The label that says all this.
    pub label: Span,
    /// First code point after the label.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// Whether a resolution's paragraph gives reasons or decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// "Recalling …,": before the numbered paragraphs.
    Preambular,
    /// "1. Decides …;"
    Operative,
}

/// One paragraph of a resolution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// Which of the two.
    pub kind: ClauseKind,
    /// Its number, `3` or `3 (a)`; preambular paragraphs have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// What a text says that was done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something was wrong and is put right.
    Correction,
    /// Something could be misunderstood and is made plain.
    Clarification,
    /// Something was added.
    Update,
    /// The text, or a part of it, is taken back.
    Retraction,
    /// A note of the editors that does none of these.
    EditorsNote,
}

/// A correction or another notice about the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// What it does.
    pub kind: NoticeKind,
    /// The first day that it names, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its words.
    pub span: Span,
}

/// How an address stands to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Words of the text lead there.
    Cites,
    /// What lies there is shown in the text: a post, a film, a document.
    Embeds,
}

/// An address that a page's text leads to or shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// How it stands to the text.
    pub kind: LinkKind,
    /// The address, whole.
    pub address: String,
    /// The words that lead there; none for what is embedded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A capture read: its text and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// `doc-` and the first 16 hexadecimal digits of the capture's SHA-256.
    pub id: String,
    /// The bytes it was read from.
    pub capture: Capture,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Stated>,
    /// Who wrote it, as printed, without "By".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<Stated>,
    /// The outlet or body that published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Stated>,
    /// The agency it credits, e.g. `Reuters`, from "(Reuters)", "Reuters contributed"….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Stated>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// When it says that it was last changed, where that is said apart from its publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Published>,
    /// The address that it names as its own (`rel="canonical"`, a feed's link). Another page of one article has the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<Stated>,
    /// The part of the outlet that it stood in ("World", "Opinion").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Stated>,
    /// The symbol of an official document, `S/PV.9525`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<Stated>,
    /// The speeches of a verbatim record, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speeches: Vec<Speech>,
    /// The paragraphs of a resolution, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
    /// What the text says of its own changes, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The addresses that the text's own words lead to, and what it embeds from elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Only a summary of the text is here, as a feed gives it, and not the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub summary_only: bool,
    /// ISO 639-1 code of the main language, or `und`.
    pub language: String,
    /// What kind of text it is.
    pub kind: DocumentKind,
    /// For a rewrite: what the mark says of its origin ("not given" is an empty value with the mark's span).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<Stated>,
    /// The whole text. Of a plain-text capture: the file's own text, unchanged.
    pub text: String,
    /// The text's blocks in order.
    pub blocks: Vec<Block>,
}
