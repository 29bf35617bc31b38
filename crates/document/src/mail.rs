//! Mail (RFC 5322, MIME): the subject as title, who sent it, when, and the text of its body.

use jiff::Timestamp;
use mail_parser::{Address, MessageParser, MimeHeaders, PartType};

use crate::archive;
use crate::html::metadata::Metadata;
use crate::page::Page;
use crate::{Basis, BlockKind, Part, Precision, Published, ReadError, Stated, stretch};

/// Lines that only a mail begins with; one of them and a second header make a mail of a text.
const FIRST: &[&str] = &[
    "received:",
    "return-path:",
    "delivered-to:",
    "mime-version:",
    "message-id:",
    "from:",
    "date:",
    "subject:",
    "dkim-signature:",
    "x-",
];

/// Whether bytes begin as a mail does: header lines and nothing else before the first blank line, a sender and a date or a
/// number of the message among them.
pub(crate) fn tell(bytes: &[u8]) -> bool {
    let first = bytes.get(..bytes.len().min(16 * 1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(first);
    let mut names: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        names.push(format!("{}:", name.to_ascii_lowercase()));
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    let begins = names
        .first()
        .is_some_and(|name| FIRST.iter().any(|first| name.starts_with(first)));
    begins && has("from:") && (has("date:") && has("subject:") || has("message-id:") || has("received:"))
}

/// Reads a mail. What is attached to it is a document of its own ([`attachments`]).
///
/// # Errors
/// [`ReadError::Damaged`] where the bytes are no mail, [`ReadError::NoText`] where it has no text.
pub(crate) fn read(bytes: &[u8]) -> Result<Page, ReadError> {
    let mail = MessageParser::default().parse(bytes).ok_or(ReadError::Damaged {
        format: "mail",
        reason: "its headers cannot be read".to_owned(),
    })?;
    let outside = |rule: &str| Basis {
        rule: rule.to_owned(),
        spans: Vec::new(),
    };
    let subject = mail.subject().map(str::trim).filter(|subject| !subject.is_empty());
    let metadata = Metadata {
        title: subject.map(|subject| Stated {
            value: subject.to_owned(),
            basis: outside("mail.subject"),
        }),
        byline: mail.from().and_then(sender).map(|value| Stated {
            value,
            basis: outside("mail.from"),
        }),
        published: mail
            .date()
            .map(mail_parser::DateTime::to_rfc3339)
            .filter(|value| value.parse::<Timestamp>().is_ok())
            .map(|value| Published {
                value,
                precision: Precision::Time,
                basis: outside("mail.date"),
            }),
        ..Metadata::default()
    };
    let bodies: Vec<String> = (0..mail.text_body_count())
        .filter_map(|at| mail.body_text(at))
        .map(|body| body.replace("\r\n", "\n"))
        .collect();
    let body = bodies.join("\n\n");
    let stretches = stretch::split(&body);
    let pieces = subject
        .map(|subject| (Some(BlockKind::Heading), subject))
        .into_iter()
        .chain(stretches.into_iter().filter_map(|range| Some((None, body.get(range)?))));
    let page = Page::of(pieces, metadata);
    if body.trim().is_empty() {
        return Err(ReadError::NoText);
    }
    Ok(page)
}

/// What is attached to a mail, each as a document of its own, and whether the mail has words besides. Pictures, sound and
/// signatures are none.
pub(crate) fn attachments(bytes: &[u8]) -> (Vec<Part>, bool) {
    let Some(mail) = MessageParser::default().parse(bytes) else {
        return (Vec::new(), true);
    };
    let mut parts = Vec::new();
    for (at, attachment) in mail.attachments().enumerate() {
        let stated = attachment.content_type().map(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase()
        });
        let (bytes, media_type) = match &attachment.body {
            PartType::Message(message) => (message.raw_message().to_vec(), Some("message/rfc822".to_owned())),
            PartType::Multipart(_) => continue,
            _ => (attachment.contents().to_vec(), stated),
        };
        let kind = media_type.as_deref().unwrap_or_default();
        let shown_or_signed = ["image/", "audio/", "video/"]
            .iter()
            .any(|family| kind.starts_with(family))
            || kind.ends_with("-signature")
            || kind == "application/pgp-keys"
            || kind == "text/calendar";
        if shown_or_signed || bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let path = attachment
            .attachment_name()
            .map(archive::label)
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| format!("attachment {}", at + 1));
        parts.push(Part {
            bytes,
            path,
            media_type,
        });
    }
    let has_words = (0..mail.text_body_count())
        .filter_map(|at| mail.body_text(at))
        .any(|body| body.chars().any(char::is_alphabetic));
    (parts, has_words)
}

/// The first sender's name, else the address.
fn sender(from: &Address) -> Option<String> {
    let first = from.first()?;
    first
        .name()
        .or_else(|| first.address())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
}
