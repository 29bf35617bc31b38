//! The description of the interface (OpenAPI 3.1), made from the routes and the types that they take and give.

use schemars::Schema;
use serde_json::{Map, Value, json};

/// Refusals, and what each means.
pub(crate) const ERROR_CODES: [(u16, &str); 13] = [
    (400, "the request cannot be understood"),
    (401, "nobody is signed in"),
    (403, "whoever asks may not"),
    (404, "it is not there"),
    (409, "it is there already, or has changed"),
    (413, "it is too long"),
    (415, "of another media type than is taken"),
    (422, "it is understood and cannot be done"),
    (429, "too many tries; Retry-After says when to come back"),
    (500, "the program or the machine failed"),
    (501, "not done by this server"),
    (503, "not now; Retry-After says when to come back"),
    (507, "no space is left"),
];

/// The description of the interface, as `docs/openapi.json` has it.
pub fn description() -> Value {
    crate::routes::api().description()
}

pub(crate) fn document(paths: Map<String, Value>, schemas: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "summary": "Who alleges what, who denies it, on what evidence, and from how many independent origins",
            "description": "Everything the pages show and do. Offsets are Unicode code points, end-exclusive. Every view can be taken back \
    to what could be known on a day with as_of and captured_by. With accounts, sign in (POST /session) and send the cookie onrecord_csrf back as \
    the header X-CSRF-Token with every write, or use a token.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT"}
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"cookie": []}, {"token": []}, {}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": "onrecord_session"},
                "token": {"type": "http", "scheme": "bearer"}
            },
            "schemas": schemas
        }
    })
}

/// The fields of a type as parameters of a query. What may be left out is left out, and never said to be nothing.
pub(crate) fn parameters(schema: &Schema) -> Vec<Value> {
    let schema = schema.as_value();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields = schema["properties"].as_object().into_iter().flatten();
    fields
        .map(|(name, of)| {
            let mut of = of.clone();
            let description = of.as_object_mut().and_then(|of| of.remove("description"));
            let mut parameter = json!({
                "name": name,
                "in": "query",
                "required": required.contains(&name.as_str()),
                "schema": without_nothing(of),
            });
            if let Some(description) = description {
                parameter["description"] = description;
            }
            parameter
        })
        .collect()
}

fn without_nothing(mut schema: Value) -> Value {
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|of| of != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema["type"] = only;
        }
    }
    if let Some([first, second]) = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
        && second["type"] == "null"
    {
        return first.clone();
    }
    if let Some(object) = schema.as_object_mut() {
        object.remove("default");
    }
    schema
}

/// Drops what generators of other languages cannot read and validators do not need.
pub(crate) fn strict(schemas: &mut Value) {
    match schemas {
        Value::Object(object) => {
            object.remove("$schema");
            object.values_mut().for_each(strict);
        }
        Value::Array(all) => all.iter_mut().for_each(strict),
        _ => {}
    }
}
