//! Requests and responses over the network, kept verbatim: what was asked, what came, and which capture was read out of it.

use onrecord_preserve::{Exchange, Response};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::{Case, LedgerError, chain};

/// No document is longer, and so no capture is a body that is.
pub(crate) const LONGEST_BODY: usize = onrecord_document::MAXIMUM_BYTES;

/// An exchange as the case has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeKept {
    /// Its number.
    pub number: i64,
    /// The capture that its body is, decoded.
    pub capture: Option<String>,
    /// What went over the network.
    pub exchange: Exchange,
}

/// How an address answered when it was last fetched whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastSeen {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The server's name for that state of it (`ETag`).
    pub etag: Option<String>,
    /// When the server said that it last changed (`Last-Modified`).
    pub last_modified: Option<String>,
    /// The capture that was read out of it.
    pub capture: Option<String>,
}

impl Case {
    /// Keeps an exchange out of which no document was read: a redirect, a refusal, a feed. Gives its number; one that the case
    /// has is not kept twice.
    ///
    /// # Errors
    /// [`LedgerError`]; the case then is as it was before.
    pub fn keep_exchange(&mut self, exchange: &Exchange, at: &str) -> Result<i64, LedgerError> {
        self.write(|connection| keep(connection, exchange, at))
    }

    /// How the address answered when it last answered with a whole body (status 200).
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn last_seen(&self, url: &str) -> Result<Option<LastSeen>, LedgerError> {
        let last =
            "SELECT at, head, capture FROM exchanges WHERE url = ?1 AND status = 200 ORDER BY exchange DESC LIMIT 1";
        let last = self
            .connection
            .query_row(last, [url], |row| {
                let head: Vec<u8> = row.get(1)?;
                let answer = Response::read(&head);
                let header = |name: &str| answer.as_ref()?.header(name).map(str::to_owned);
                Ok(LastSeen {
                    at: row.get(0)?,
                    etag: header("etag"),
                    last_modified: header("last-modified"),
                    capture: row.get(2)?,
                })
            })
            .optional();
        last.map_err(|cause| self.failed(cause))
    }

    /// When the address was last asked for, whatever it answered (RFC 3339, UTC).
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn last_asked(&self, url: &str) -> Result<Option<String>, LedgerError> {
        let last = "SELECT max(at) FROM exchanges WHERE url = ?1";
        let last = self.connection.query_row(last, [url], |row| row.get(0));
        last.map_err(|cause| self.failed(cause))
    }

    /// The body of the address's last whole answer, decoded; nothing where there was none.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read.
    pub fn last_body(&self, url: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let last = format!("{ALL} WHERE url = ?1 AND status = 200 ORDER BY exchange DESC LIMIT 1");
        let kept = self.connection.query_row(&last, [url], of).optional();
        let kept = kept.map_err(|cause| self.failed(cause))?;
        Ok(kept.and_then(|kept| kept.exchange.answer()?.decoded(LONGEST_BODY).ok()))
    }

    /// Every exchange, in the order in which they were kept, one after another.
    ///
    /// # Errors
    /// [`LedgerError`] where the case cannot be read, and whatever `each` gives.
    pub fn each_exchange<E: From<LedgerError>>(
        &self,
        mut each: impl FnMut(ExchangeKept) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |cause| self.failed(cause);
        let all = format!("{ALL} ORDER BY exchange");
        let mut query = self.connection.prepare(&all).map_err(failed)?;
        let mut rows = query.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(of(row).map_err(failed)?)?;
        }
        Ok(())
    }
}

pub(crate) const ALL: &str = "SELECT exchange, url, at, address, request, head,
    coalesce((SELECT bytes FROM captures WHERE sha256 = body), (SELECT bytes FROM bodies WHERE sha256 = body), x''), capture, body
    FROM exchanges";

pub(crate) fn of(row: &Row) -> rusqlite::Result<ExchangeKept> {
    let mut response: Vec<u8> = row.get(5)?;
    response.extend_from_slice(row.get_ref(6)?.as_blob()?);
    Ok(ExchangeKept {
        number: row.get(0)?,
        capture: row.get(7)?,
        exchange: Exchange {
            url: row.get(1)?,
            at: row.get(2)?,
            address: row.get(3)?,
            request: row.get(4)?,
            response,
        },
    })
}

/// What the chain seals of an exchange.
#[derive(Serialize)]
struct Sealed<'a> {
    url: &'a str,
    at: &'a str,
    address: Option<&'a str>,
    request: String,
    response: String,
    capture: Option<&'a str>,
}

pub(crate) fn payload(exchange: &Exchange, capture: Option<&str>) -> Vec<u8> {
    let sealed = Sealed {
        url: &exchange.url,
        at: &exchange.at,
        address: exchange.address.as_deref(),
        request: chain::digest(&exchange.request),
        response: chain::digest(&exchange.response),
        capture,
    };
    serde_json::to_vec(&sealed).unwrap_or_default()
}

/// To be called inside the transaction that adds the capture, after it.
pub(crate) fn keep(connection: &Connection, exchange: &Exchange, at: &str) -> rusqlite::Result<i64> {
    let answer = exchange.answer();
    let head_length = answer
        .as_ref()
        .map_or(exchange.response.len(), |answer| answer.head_length);
    let (head, body) = exchange.response.split_at(head_length.min(exchange.response.len()));
    let digest = chain::digest(body);
    let known =
        "SELECT exchange FROM exchanges WHERE url = ?1 AND at = ?2 AND request = ?3 AND head = ?4 AND body = ?5";
    let known = connection
        .query_row(
            known,
            params![exchange.url, exchange.at, exchange.request, head, digest],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    let is_there = |table: &str, sha256: &str| {
        let query = format!("SELECT 1 FROM {table} WHERE sha256 = ?1");
        connection.query_row(&query, [sha256], |_| Ok(())).optional()
    };
    if is_there("captures", &digest)?.is_none() && is_there("bodies", &digest)?.is_none() {
        connection.execute(
            "INSERT INTO bodies (sha256, bytes) VALUES (?1, ?2)",
            params![digest, body],
        )?;
    }
    let decoded = answer.as_ref().and_then(|answer| answer.decoded(LONGEST_BODY).ok());
    let decoded = decoded
        .filter(|decoded| !decoded.is_empty())
        .map(|decoded| chain::digest(&decoded));
    let capture = match decoded {
        Some(sha256) if is_there("captures", &sha256)?.is_some() => Some(sha256),
        _ => None,
    };
    connection.execute(
        "INSERT INTO exchanges (url, at, address, status, request, head, body, capture, added_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            exchange.url,
            exchange.at,
            exchange.address,
            answer.map(|answer| answer.status),
            exchange.request,
            head,
            digest,
            capture,
            at
        ],
    )?;
    let number = connection.last_insert_rowid();
    let payload = payload(exchange, capture.as_deref());
    chain::append(connection, at, "exchange", &number.to_string(), &payload)?;
    Ok(number)
}
