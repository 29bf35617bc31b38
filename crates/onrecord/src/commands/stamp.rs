//! `stamp`: timestamps asked for, and those that wait asked for again.

use std::process::ExitCode;

use onrecord_ledger::Case;

use crate::arguments::{Every, Stamp};
use crate::clock;
use crate::evidence;
use crate::failure::Misuse;
use crate::fetching;
use crate::settings::Settings;

pub fn run(every: &Every, options: &Stamp) -> anyhow::Result<ExitCode> {
    let settings = Settings::read()?;
    let authorities = if options.authority.is_empty() {
        settings.timestamp_authorities.clone()
    } else {
        options.authority.clone()
    };
    if authorities.is_empty() {
        return Err(Misuse {
            cause: "no timestamp authority is named".to_owned(),
            remedy: "give one with --authority, or set timestamp_authorities in the settings".to_owned(),
        }
        .into());
    }
    let at = clock::now();
    let mut case = Case::open(&every.case, &at)?;
    let head = case.take_head(&at)?;
    case.ask_stamp_of_head(&head.head, evidence::random()?, &at)?;
    if options.each {
        // Different for each, and none that could be known before.
        let mut next = u64::from_be_bytes(evidence::random()?);
        let nonce = || {
            next = next.wrapping_add(0x9e37_79b9_7f4a_7c15);
            next.to_be_bytes()
        };
        case.ask_stamp_of_captures(nonce, &at)?;
    }
    let sent = evidence::send_waiting(
        &mut case,
        &fetching::fetcher_with(&options.fetching, &settings),
        &authorities,
    )?;
    evidence::tell(every, &head, &sent);
    Ok(if sent.waiting > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
