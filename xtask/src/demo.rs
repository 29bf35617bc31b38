//! A first look: makes a case of `examples/dossier`, prints its brief and writes it as a page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, onrecord, output, root, step};
use crate::requirements;

/// Builds for release, installs the default pipeline and runs `add` and `report` on the dossier.
///
/// # Errors
/// When a requirement is missing, a step fails, or the folder cannot be written.
pub fn run(arguments: &[String]) -> Result<()> {
    let folder = folder(arguments)?;
    requirements::python()?;
    step("build", cargo().args(["build", "--release", "--package", "onrecord"]))?;
    step("language pipeline", onrecord(true).args(["model", "install"]))?;

    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let case = folder.join("dossier.case");
    remove_case(&case)?;
    let documents = documents(&root().join("examples").join("dossier"))?;
    step(
        "case",
        onrecord(true).arg("add").arg("--case").arg(&case).args(&documents),
    )?;
    step("brief", onrecord(true).arg("report").arg("--case").arg(&case))?;

    let page = folder.join("brief.html");
    let html = output(onrecord(true).args(["report", "--format", "html", "--case"]).arg(&case))?;
    fs::write(&page, html).with_context(|| format!("cannot write {}", page.display()))?;
    eprintln!(
        "\n── done\nThe brief as a page:  {}\n  open it in any browser ({} {}); it needs no network.\nThe case:  {}\n  ask it more: cargo run --release --package onrecord -- claims --case {}\nWhat a careful analyst finds in the same pile:  examples/dossier/EXPECTED.md",
        page.display(),
        opener(),
        page.display(),
        case.display(),
        case.display(),
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

/// The dossier's documents in order of their numbers; the analyst's text beside them is not one.
fn documents(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "txt" || ending == "html")
        {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
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
    use super::{documents, folder, root};

    #[test]
    fn the_dossier_has_its_twenty_documents_and_not_the_analysts_text() {
        let documents = documents(&root().join("examples/dossier")).unwrap();
        assert_eq!(documents.len(), 20);
        assert!(documents[0].ends_with("01-halyard-wire.txt"));
        assert!(!documents.iter().any(|path| path.ends_with("EXPECTED.md")));
    }

    #[test]
    fn an_argument_it_does_not_know_is_refused() {
        assert!(folder(&["--fast".to_owned()]).is_err());
        assert!(folder(&[]).unwrap().ends_with("target/demo"));
    }
}
