//! A first look: makes a case of `examples/dossier`, prints its brief and writes it as a page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, onrecord, root, step};
use crate::{pages, requirements};

/// Builds the pages and, for release, the program, installs the default pipeline and runs `add` and `report` on the dossier.
///
/// # Errors
/// When a requirement is missing, a step fails, or the folder cannot be written.
pub fn run(arguments: &[String]) -> Result<()> {
    let folder = folder(arguments)?;
    requirements::python()?;
    let with_pages = match pages::build() {
        Ok(()) => true,
        Err(reason) => {
            eprintln!("\n── the pages are left out: {reason:#}");
            false
        }
    };
    step("build", cargo().args(["build", "--release", "--package", "onrecord"]))?;
    step("language pipeline", onrecord(true).args(["model", "install"]))?;

    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let case = folder.join("dossier.case");
    remove_case(&case)?;
    step(
        "case",
        onrecord(true)
            .arg("add")
            .arg("--case")
            .arg(&case)
            .arg(root().join("examples").join("dossier")),
    )?;
    step("brief", onrecord(true).arg("report").arg("--case").arg(&case))?;

    let page = folder.join("brief.html");
    step(
        "page",
        onrecord(true)
            .args(["report", "--format", "html", "--case"])
            .arg(&case)
            .arg("--output")
            .arg(&page),
    )?;
    eprintln!(
        "\n── done\nThe brief as a page:  {}\n  open it in any browser ({} {}); it needs no network.\nThe case:  {}\n  ask it more: cargo run --release --package onrecord -- claims --case {}\n{}What a careful analyst finds in the same pile:  examples/EXPECTED.md",
        page.display(),
        opener(),
        page.display(),
        case.display(),
        case.display(),
        if with_pages {
            format!(
                "The pages:  cargo run --release --package onrecord -- serve --case {}\n  and open the address that it prints\n",
                case.display()
            )
        } else {
            String::new()
        },
    );
    Ok(())
}

fn folder(arguments: &[String]) -> Result<PathBuf> {
    match arguments {
        [] => Ok(root().join("target").join("demo")),
        [flag, folder] if flag == "--dir" => {
            std::path::absolute(folder).with_context(|| format!("{folder} is no folder that can be used"))
        }
        _ => bail!("`cargo xtask demo` takes nothing, or --dir DIR"),
    }
}

/// A demo starts from nothing each time; it only ever removes the case it made.
fn remove_case(case: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut path = case.as_os_str().to_owned();
        path.push(ending);
        let path = PathBuf::from(path);
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("cannot remove the last demo's {}", path.display()))?;
        }
    }
    Ok(())
}

fn opener() -> &'static str {
    if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "start"
    } else {
        "xdg-open"
    }
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn an_argument_it_does_not_know_is_refused() {
        assert!(folder(&["--fast".to_owned()]).is_err());
        assert!(folder(&[]).unwrap().ends_with("target/demo"));
    }
}
