//! Signing and timestamping at the end of what adds to a case, and the keys' files.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use onrecord_fetch::Fetcher;
use onrecord_ledger::{Case, HeadKept};
use onrecord_preserve::digest::hash_of;
use onrecord_preserve::timestamp::{check, request};
use onrecord_preserve::{PublicKey, SigningKey, StampError};
use ring::rand::{SecureRandom, SystemRandom};

use crate::arguments::{Every, Fetching};
use crate::clock;
use crate::failure::note;
use crate::fetching;
use crate::settings::Settings;

/// More failures in a row than this, and the others wait for the next time.
const PATIENCE: usize = 3;

/// Random bytes of the system's.
pub fn random<const COUNT: usize>() -> anyhow::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map_err(|_| anyhow!("this system gives no random numbers: a key or a request cannot be made without"))?;
    Ok(bytes)
}

/// The private key in a file.
pub fn signing_key(file: &Path) -> anyhow::Result<SigningKey> {
    let text = fs::read_to_string(file).with_context(|| format!("the key {} cannot be read", file.display()))?;
    Ok(SigningKey::from_pem(&text)?)
}

/// The public key in a file.
pub fn public_key(file: &Path) -> anyhow::Result<PublicKey> {
    let text = fs::read_to_string(file).with_context(|| format!("the key {} cannot be read", file.display()))?;
    Ok(PublicKey::from_pem(&text)?)
}

/// After something was added: signs where there is a key, and asks for a timestamp where an authority is set.
pub fn seal(case: &mut Case, every: &Every, settings: &Settings, fetching: &Fetching) -> anyhow::Result<()> {
    let file = settings.key_file();
    let authorities = &settings.timestamp_authorities;
    if !file.is_file() && authorities.is_empty() {
        return Ok(());
    }
    let at = clock::now();
    let head = case.take_head(&at)?;
    if file.is_file() {
        case.sign(&head, &signing_key(&file)?, &at)?;
    }
    if !authorities.is_empty() {
        case.ask_stamp_of_head(&head.head, random()?, &at)?;
        let fetcher = fetching::fetcher_with(fetching, settings);
        let sent = send_waiting(case, &fetcher, authorities)?;
        tell(every, &head, &sent);
    }
    Ok(())
}

/// What became of the timestamps that were waiting.
#[derive(Debug, Default)]
pub struct Sent {
    pub received: usize,
    pub waiting: usize,
    /// Why the last one did not come.
    pub cause: Option<String>,
}

/// Asks the authorities for every timestamp that waits. An answer is checked before it is kept.
pub fn send_waiting(case: &mut Case, fetcher: &Fetcher, authorities: &[String]) -> anyhow::Result<Sent> {
    let mut sent = Sent::default();
    let mut failures = 0;
    for waiting in case.waiting()? {
        sent.waiting += 1;
        if failures >= PATIENCE {
            continue;
        }
        let Some(imprint) = hash_of(&waiting.digest) else {
            continue;
        };
        let question = request(&imprint, &waiting.nonce)?;
        for authority in authorities {
            let answer = fetcher
                .send(authority, "application/timestamp-query", &question)
                .map_err(|cause| cause.to_string())
                .and_then(|answer| match check(&answer, &imprint, Some(&waiting.nonce), None) {
                    // What is not checked here another tool may check.
                    Ok(_) | Err(StampError::Unsupported(_)) => Ok(answer),
                    Err(cause) => Err(cause.to_string()),
                });
            match answer {
                Ok(answer) => {
                    case.keep_stamp(waiting.request, authority, &answer, &clock::now())?;
                    sent.waiting -= 1;
                    sent.received += 1;
                    failures = 0;
                    break;
                }
                Err(cause) => {
                    sent.cause = Some(format!("{authority}: {cause}"));
                    failures += 1;
                }
            }
        }
    }
    Ok(sent)
}

/// What stands on standard error afterwards.
pub fn tell(every: &Every, head: &HeadKept, sent: &Sent) {
    if every.quiet {
        return;
    }
    if sent.received > 0 {
        note(&format!(
            "timestamps received: {}; the newest tree head covers {} links",
            sent.received, head.head.size
        ));
    }
    if sent.waiting > 0 {
        let cause = sent
            .cause
            .as_deref()
            .map(|cause| format!(" ({cause})"))
            .unwrap_or_default();
        note(&format!("timestamps waiting: {}{cause}", sent.waiting));
    }
}
