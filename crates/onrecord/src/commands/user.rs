//! `user`: who may use the pages of a case.

use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;

use onrecord_server::{Desk, DeskError, Role};

use crate::arguments::Every;
use crate::failure::{Misuse, note};
use crate::serve_arguments::{RoleChosen, User, UserCommand};

pub fn run(every: &Every, options: &User) -> anyhow::Result<ExitCode> {
    let UserCommand::Add { name, role } = &options.what;
    if !every.case.exists() {
        return Err(misuse(
            &format!("{}: there is no such case", every.case.display()),
            "make one with `onrecord add PATH…`, or name another with --case",
        ));
    }
    let desk = Desk::open(&Desk::file_of(&every.case))?;
    let password = password()?;
    match desk.set_user(name, role_of(*role), &password) {
        Err(DeskError::Refused { cause, remedy }) => return Err(misuse(&cause, &remedy)),
        other => other?,
    }
    if !every.quiet {
        let role = role_of(*role).as_str();
        note(&format!("{} may use {} as {role}", name.trim(), every.case.display()));
    }
    Ok(ExitCode::SUCCESS)
}

fn role_of(chosen: RoleChosen) -> Role {
    match chosen {
        RoleChosen::Reader => Role::Reader,
        RoleChosen::Reviewer => Role::Reviewer,
        RoleChosen::Editor => Role::Editor,
        RoleChosen::Administrator => Role::Administrator,
    }
}

fn misuse(cause: &str, remedy: &str) -> anyhow::Error {
    Misuse {
        cause: cause.to_owned(),
        remedy: remedy.to_owned(),
    }
    .into()
}

/// The first line of standard input; on a terminal it is typed twice, unseen.
fn password() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if first != rpassword::prompt_password("The same again: ")? {
            return Err(misuse("the two are not the same", "run the command again"));
        }
        return Ok(first);
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
