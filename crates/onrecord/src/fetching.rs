//! The fetcher as the options and settings make it, and an address as an input.

use std::time::Duration;

use onrecord_document::MAXIMUM_BYTES;
use onrecord_fetch::{Allowed, Answer, Fetched, Fetcher, Options};

use crate::arguments::Fetching;
use crate::clock;
use crate::failure::InputFailure;
use crate::inputs::Loaded;
use crate::settings::Settings;

/// With the user's settings.
pub fn fetcher(options: &Fetching) -> anyhow::Result<Fetcher> {
    Ok(fetcher_with(options, &Settings::read()?))
}

/// With these settings.
pub fn fetcher_with(options: &Fetching, settings: &Settings) -> Fetcher {
    let named: Vec<&String> = options.allow_address.iter().chain(&settings.allow_addresses).collect();
    let contact = settings.contact.as_deref().map(|contact| format!(" ({contact})"));
    Fetcher::new(Options {
        user_agent: format!("onrecord/{}{}", env!("CARGO_PKG_VERSION"), contact.unwrap_or_default()),
        allowed: Allowed::new(&named),
        longest: MAXIMUM_BYTES,
        time: Duration::from_secs(options.timeout.unwrap_or(60).max(1)),
        redirects: 10,
        retries: 2,
        backoff: Duration::from_secs(1),
        pace: Duration::from_secs_f64(options.pace.unwrap_or(2.0)),
        robots: !options.ignore_robots,
        now: clock::now,
    })
}

/// Fetches an address; what failed has its exchanges too.
pub fn load(fetcher: &Fetcher, address: &str) -> Result<Loaded, InputFailure> {
    let Fetched { exchanges, answer } = fetcher.fetch(address, None);
    match answer {
        Ok(Answer::Body {
            url,
            media_type,
            at,
            bytes,
        }) => Ok(Loaded {
            bytes,
            url: Some(url),
            location: address.to_owned(),
            media_type,
            fetched_at: Some(at),
            part_of: None,
            exchanges,
        }),
        // Nothing was known that could be unchanged.
        Ok(Answer::Unchanged) => Err(InputFailure {
            exchanges,
            ..InputFailure::new(address, "the server sent nothing new", "try again later")
        }),
        Err(cause) => Err(InputFailure {
            exchanges,
            ..InputFailure::told(address, &cause)
        }),
    }
}
