//! Documents that come through the pages: read as `add` reads them, one after another.

use std::sync::{Arc, Mutex, PoisonError};

use onrecord_ledger::Case;
use onrecord_server::{Intake, Offered, Taken};

use crate::clock;
use crate::failure::InputFailure;
use crate::inputs::{self, Loaded, Source};
use crate::keeping::{Keeping, kept};
use crate::reading::{Outcome, Reader};

/// Loads a pipeline when the first document comes, and keeps it.
pub struct PageIntake {
    make: Box<dyn Fn() -> anyhow::Result<Reader> + Send + Sync>,
    reader: Mutex<Option<Arc<Reader>>>,
}

impl PageIntake {
    pub fn new(make: impl Fn() -> anyhow::Result<Reader> + Send + Sync + 'static) -> Self {
        Self {
            make: Box::new(make),
            reader: Mutex::new(None),
        }
    }

    /// What cannot be loaded now, as a pipeline that is not installed, is tried again the next time.
    fn reader(&self) -> Result<Arc<Reader>, (String, String)> {
        let mut held = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = held.as_ref() {
            return Ok(Arc::clone(reader));
        }
        let made = (self.make)().map_err(|error| {
            let message = format!("{error:#}");
            let (cause, remedy) = message.rsplit_once([';', ':']).unwrap_or((&message, ""));
            (cause.trim().to_owned(), remedy.trim().to_owned())
        })?;
        Ok(Arc::clone(held.insert(Arc::new(made))))
    }
}

impl Intake for PageIntake {
    fn take(&self, offered: Vec<Offered>, case: &Mutex<Case>, tell: &mut dyn FnMut(Taken)) {
        let reader = match self.reader() {
            Ok(reader) => reader,
            Err((cause, remedy)) => {
                for one in offered {
                    let (cause, remedy) = (cause.clone(), remedy.clone());
                    tell(Taken::Failed {
                        input: name(&one),
                        cause,
                        remedy,
                    });
                }
                return;
            }
        };
        let mut of = offered.len();
        for one in offered {
            let documents = opened(one, &reader);
            of += documents.len().saturating_sub(1);
            tell(Taken::Found(of));
            for document in documents {
                tell(taken(document, &reader, case));
            }
        }
    }
}

fn name(offered: &Offered) -> String {
    match offered {
        Offered::File { name, .. } => name.clone(),
        Offered::Address(address) => address.clone(),
    }
}

fn opened(offered: Offered, reader: &Reader) -> Vec<Result<Loaded, InputFailure>> {
    let loaded = match offered {
        Offered::Address(address) => inputs::load(&Source::Address(address), reader.fetcher()),
        Offered::File {
            name,
            media_type,
            bytes,
        } => Ok(Loaded {
            bytes,
            url: Some(name.clone()),
            location: name,
            media_type,
            ..Loaded::default()
        }),
    };
    match loaded {
        Ok(loaded) => loaded.opened(),
        Err(failure) => vec![Err(failure)],
    }
}

fn taken(document: Result<Loaded, InputFailure>, reader: &Reader, case: &Mutex<Case>) -> Taken {
    let locked = || case.lock().unwrap_or_else(PoisonError::into_inner);
    let location = document
        .as_ref()
        .map_or_else(|failure| failure.input.clone(), |loaded| loaded.location.clone());
    let outcome = match document {
        Err(failure) => Outcome::Failed(failure),
        Ok(loaded) => {
            let capture = onrecord_document::capture(&loaded.input());
            match locked().holds(&capture.sha256, reader.versions()) {
                Ok(true) => Outcome::Known { loaded, capture },
                // Read while nobody else waits for the case.
                _ => reader.read(loaded),
            }
        }
    };
    match kept(&mut locked(), outcome, &clock::now()) {
        Ok(Keeping::Kept {
            document,
            location,
            added,
        }) => Taken::Kept {
            document,
            location,
            what: crate::keeping::word(added),
        },
        Ok(Keeping::Failed(failure)) => Taken::Failed {
            input: failure.input,
            cause: failure.cause,
            remedy: failure.remedy,
        },
        Err(error) => {
            let failure = InputFailure::told(&location, &error);
            Taken::Failed {
                input: failure.input,
                cause: failure.cause,
                remedy: failure.remedy,
            }
        }
    }
}
