//! A connection that keeps what goes over it, byte for byte, and ends where that becomes too much.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// What went over one connection.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    pub(crate) sent: Vec<u8>,
    pub(crate) received: Vec<u8>,
}

/// Stands after the encryption in the chain of connectors, so that it sees the words themselves.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) recording: Arc<Mutex<Recording>>,
    /// Most bytes that are received.
    pub(crate) limit: usize,
}

impl<In: Transport> Connector<In> for Recorder {
    type Out = Recorded<In>;

    fn connect(&self, _: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>, ureq::Error> {
        Ok(chained.map(|inner| Recorded {
            inner,
            recording: Arc::clone(&self.recording),
            limit: self.limit,
        }))
    }
}

#[derive(Debug)]
pub(crate) struct Recorded<In> {
    inner: In,
    recording: Arc<Mutex<Recording>>,
    limit: usize,
}

impl<In: Transport> Transport for Recorded<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if let Ok(mut recording) = self.recording.lock() {
            let sent = self.inner.buffers().output().get(..amount).unwrap_or_default();
            recording.sent.extend_from_slice(sent);
        }
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let before = self.inner.buffers().input().len();
        let progress = self.inner.await_input(timeout)?;
        let input = self.inner.buffers().input();
        if let Ok(mut recording) = self.recording.lock() {
            recording
                .received
                .extend_from_slice(input.get(before..).unwrap_or_default());
            if recording.received.len() > self.limit {
                return Err(ureq::Error::BodyExceedsLimit(self.limit as u64));
            }
        }
        Ok(progress)
    }

    fn is_open(&mut self) -> bool {
        // One request a connection, so that a recording is one exchange.
        false
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// Leads to the one address that was looked up and checked before, whatever the name would say now.
#[derive(Debug)]
pub(crate) struct Checked(pub(crate) SocketAddr);

impl Resolver for Checked {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut addresses = self.empty();
        addresses.push(self.0);
        Ok(addresses)
    }
}
