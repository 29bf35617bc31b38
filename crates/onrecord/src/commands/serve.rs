//! `serve`: the pages and the interface over HTTP.

use std::process::ExitCode;
use std::sync::Arc;

use onrecord_server::{Intake, Options, ServeError, Tls, serve};

use crate::arguments::Every;
use crate::failure::Misuse;
use crate::fetching;
use crate::intake::PageIntake;
use crate::reading::Reader;
use crate::serve_arguments::Serve;
use crate::settings::Settings;

pub fn run(every: &Every, options: &Serve) -> anyhow::Result<ExitCode> {
    let served = serve(&Options {
        case: every.case.clone(),
        listen: options.listen,
        accounts: options.accounts,
        tls: options
            .tls_certificate
            .clone()
            .zip(options.tls_key.clone())
            .map(|(certificate, key)| Tls { certificate, key }),
        behind_proxy: options.behind_proxy,
        names: options.name.clone(),
        user: user(),
        intake: Some(intake(every, options)?),
        quiet: every.quiet,
    });
    match served {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(ServeError::Case(error)) => Err(error.into()),
        Err(error @ (ServeError::Open(_) | ServeError::NoAccounts | ServeError::Unencrypted(_))) => {
            let message = error.to_string();
            let (cause, remedy) = message.rsplit_once(": ").unwrap_or((&message, ""));
            Err(Misuse {
                cause: cause.to_owned(),
                remedy: remedy.to_owned(),
            }
            .into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Documents are read as `add` reads them, with the user's settings.
fn intake(every: &Every, options: &Serve) -> anyhow::Result<Arc<dyn Intake>> {
    let settings = Settings::read()?;
    let (model, fetching) = (every.model.clone(), options.fetching.clone());
    Ok(Arc::new(PageIntake::new(move || {
        Reader::of(&model, true, fetching::fetcher_with(&fetching, &settings))
    })))
}

/// Who sits at this machine.
fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "somebody at this machine".to_owned())
}
