//! The interface, asked as a browser or a program would ask it, over a case of invented texts.

mod accounts;
mod case;
mod changing;
mod described;
mod hostile;
mod reading;
