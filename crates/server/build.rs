//! Makes sure that the folder of the built pages is there to be put into the program; without a build it is empty, and the program says so.

fn main() -> std::io::Result<()> {
    std::fs::create_dir_all("../../web/dist")?;
    println!("cargo::rerun-if-changed=../../web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
