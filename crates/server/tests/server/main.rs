//! The interface, asked as a browser or a program would ask it, over a case of invented texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by it")]

mod accounts;
mod case;
mod changing;
mod described;
mod hostile;
mod reading;
