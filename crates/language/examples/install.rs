//! Installs a pipeline: `install NAME` or `install FILE.whl`.

use onrecord_language::install;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).unwrap_or_else(|| install::DEFAULT.to_owned());
    install::install(&name, &mut |line| eprintln!("{line}"))?;
    Ok(())
}
