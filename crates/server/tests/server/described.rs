//! The description: kept as it is made, and held against the server by a tool that knows neither (schemathesis).

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord_server::description;
use serde_json::Value;

use crate::case::Served;

const PACKAGE: &str = "schemathesis==4.32.5";

#[test]
fn the_description_that_is_kept_is_the_one_that_is_made() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let kept: Value = serde_json::from_str(&fs::read_to_string(kept).unwrap()).unwrap();
    assert!(kept == description(), "`cargo xtask schema` makes it anew");
}

#[test]
fn every_operation_is_named_once_and_every_reference_leads_somewhere() {
    let description = description();
    let mut names = Vec::new();
    for path in description["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            names.push(operation["operationId"].as_str().unwrap().to_owned());
            assert!(!operation["summary"].as_str().unwrap().is_empty());
        }
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(all) => all.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    references(&description, &mut found);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
    }
}

/// The folder with `schemathesis` in it, which is installed when missing.
fn tool() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api-tools");
    fs::create_dir_all(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let lock = File::create(folder.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let done = folder.join("installed");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == PACKAGE) {
        return bin;
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    succeeds(Command::new(python).args(["-m", "venv"]).arg(&folder));
    succeeds(Command::new(bin.join("pip")).args(["install", "--quiet", PACKAGE]));
    fs::write(done, PACKAGE).unwrap();
    bin
}

fn succeeds(command: &mut Command) {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?}: {cause}"));
    let text = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{command:?}\n{}",
        String::from_utf8_lossy(&text)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_answers_as_it_is_described() {
    let bin = tokio::task::spawn_blocking(tool).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = Served::new().await;
    let service = served
        .router
        .clone()
        .into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let checked = tokio::task::spawn_blocking(move || {
        let base = format!("http://{address}/api/v1");
        succeeds(
            Command::new(bin.join("schemathesis"))
                .current_dir(env!("CARGO_TARGET_TMPDIR"))
                .args(["run", &format!("{base}/openapi.json"), "--url", &base])
                // Events go on for ever; a token has to be sent where there are accounts, and here there are none.
                .args(["--exclude-operation-id", "listen"])
                .args([
                    "--phases",
                    "examples,coverage,fuzzing",
                    "--max-examples",
                    "4",
                    "--seed",
                    "20260302",
                ])
                .args([
                    "--checks",
                    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
                ])
                .args(["--generation-database", "none", "--no-color"]),
        );
    });
    checked.await.unwrap();
}
