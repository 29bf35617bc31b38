//! Times the language pipeline against spaCy: same pipeline folder, same documents, same run.
//!
//! Both are timed on one thread by the processor time they take, so that other work on the machine disturbs the ratio
//! as little as it can; wall-clock times stand beside it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use onrecord_language::Pipeline;
use serde::Deserialize;

use crate::stopwatch::{Time, quickest, timed};

/// Passes over the documents once everything is warm; the quickest counts.
const PASSES: usize = 3;

/// What spaCy is asked to do: two runs, without and with the ruler and the lemmatiser.
const SPACY: &str = r#"
import json, resource, sys, time
import spacy
texts = json.load(open(sys.argv[2]))
out = {}
for name, off in (("core", ["attribute_ruler", "lemmatizer"]), ("whole", [])):
    nlp = spacy.load(sys.argv[1], disable=off + ["senter"])
    nlp.max_length = 10**8
    passes = []
    for _ in range(int(sys.argv[3])):
        wall, cpu = time.perf_counter(), time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        passes.append([time.perf_counter() - wall, time.process_time() - cpu])
    out[name] = {"tokens": tokens, "passes": passes}
out["version"] = spacy.__version__
out["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(out))
"#;

#[derive(Deserialize)]
struct Spacy {
    core: SpacyRun,
    whole: SpacyRun,
    version: String,
    peak_mib: f64,
}

#[derive(Deserialize)]
struct SpacyRun {
    tokens: usize,
    /// Wall-clock and processor seconds.
    passes: Vec<(f64, f64)>,
}

/// Times the pipeline in `model` on the documents under `documents` and prints both sides with their ratio.
///
/// `python` is a Python with spaCy 3.8; without one a virtual environment is made under `target/`.
pub fn run(model: &Path, documents: &Path, python: Option<&Path>) -> Result<()> {
    let texts = read_documents(documents)?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let loading = Instant::now();
    let pipeline = Pipeline::load(model)?;
    let loaded = loading.elapsed();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!(
        "{} documents, {bytes} bytes; {} {}",
        texts.len(),
        pipeline.name(),
        pipeline.version()
    );
    println!("load {:.3} s", loaded.as_secs_f64());

    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let (tokens, cold) = one.install(|| pass(&pipeline, &texts));
    let warm = (0..PASSES)
        .map(|_| one.install(|| pass(&pipeline, &texts)).1)
        .collect::<Vec<_>>();
    let warm = quickest(&warm).context("no pass")?;
    let (_, all) = pass(&pipeline, &texts);
    let rate = |seconds: f64| tokens as f64 / seconds;
    let line = |what: &str, time: Time| {
        let (cpu, wall) = (time.cpu.as_secs_f64(), time.wall.as_secs_f64());
        println!(
            "{what:34} {:9.0} tokens/s ({cpu:.2} s of processor, {wall:.2} s of wall time)",
            rate(cpu)
        );
    };
    println!("{tokens} tokens");
    line("one thread, cold", cold);
    line("one thread, warm", warm);
    let threads = rayon::current_num_threads();
    println!(
        "{:34} {:9.0} tokens/s (wall time)",
        format!("{threads} threads, warm"),
        rate(all.wall.as_secs_f64())
    );
    if let Some(peak) = peak_mib() {
        println!("peak memory {peak:.0} MiB");
    }

    let spacy = run_spacy(model, &texts, python)?;
    println!("spaCy {}", spacy.version);
    for (what, run) in [
        ("tagger, parser, entities", &spacy.core),
        ("with parts of speech and lemmas", &spacy.whole),
    ] {
        ensure!(
            run.tokens == tokens,
            "spaCy finds {} tokens, this pipeline {tokens}",
            run.tokens
        );
        let quickest = run
            .passes
            .iter()
            .copied()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .context("no pass")?;
        let (wall, cpu) = quickest;
        println!(
            "{what:34} {:9.0} tokens/s ({cpu:.2} s of processor, {wall:.2} s of wall time)",
            rate(cpu)
        );
        println!(
            "    ratio cold {:.1}, warm {:.1}",
            cpu / cold.cpu.as_secs_f64(),
            cpu / warm.cpu.as_secs_f64()
        );
    }
    println!("peak memory {:.0} MiB", spacy.peak_mib);
    Ok(())
}

fn pass(pipeline: &Pipeline, texts: &[&str]) -> (usize, Time) {
    timed(|| {
        pipeline
            .annotate_batch(texts)
            .iter()
            .map(onrecord_language::Annotated::len)
            .sum()
    })
}

/// The most memory this process has held at once (Linux), in MiB.
fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix("kB")?
        .trim()
        .parse::<f64>()
        .ok()
        .map(|kib| kib / 1024.0)
}

/// All texts under a folder: of `.txt` files, and the field `text` of JSON lines in `documents.json` files.
pub(crate) fn read_documents(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
        let mut paths = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<PathBuf>>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".txt") {
                texts.push(String::from_utf8_lossy(&std::fs::read(&path)?).into_owned());
            } else if name == "documents.json" {
                let lines = std::fs::read_to_string(&path)?;
                for line in lines.lines().filter(|line| !line.trim().is_empty()) {
                    let document: serde_json::Value = serde_json::from_str(line)?;
                    texts.extend(document.get("text").and_then(|text| text.as_str()).map(str::to_owned));
                }
            }
        }
    }
    if texts.is_empty() {
        bail!(
            "{}: no document found (.txt files, or documents.json with a field `text` a line)",
            folder.display()
        );
    }
    Ok(texts)
}

fn run_spacy(model: &Path, texts: &[&str], python: Option<&Path>) -> Result<Spacy> {
    let folder = std::env::temp_dir().join(format!("onrecord-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let documents = folder.join("texts.json");
    std::fs::write(&documents, serde_json::to_vec(texts)?)?;
    let python = match python {
        Some(python) => python.to_owned(),
        None => environment(Path::new("target/bench-venv"))?,
    };
    let output = Command::new(&python)
        .args(["-c", SPACY])
        .arg(model)
        .arg(&documents)
        .arg(PASSES.to_string())
        .envs(
            [
                "OMP_NUM_THREADS",
                "OPENBLAS_NUM_THREADS",
                "MKL_NUM_THREADS",
                "BLIS_NUM_THREADS",
            ]
            .map(|name| (name, "1")),
        )
        .output()
        .with_context(|| format!("{}: cannot be started", python.display()))?;
    std::fs::remove_dir_all(&folder)?;
    if !output.status.success() {
        bail!("spaCy failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The Python of a virtual environment with spaCy, made where it is not there.
fn environment(folder: &Path) -> Result<PathBuf> {
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if !python.exists() {
        let system = if cfg!(windows) { "python" } else { "python3" };
        let made = Command::new(system).args(["-m", "venv"]).arg(folder).status()?;
        ensure!(
            made.success(),
            "no virtual environment could be made in {}",
            folder.display()
        );
        let installed = Command::new(&python)
            .args(["-m", "pip", "install", "-q", "spacy==3.8.*"])
            .status()?;
        ensure!(installed.success(), "pip could not install spaCy");
    }
    Ok(python)
}
