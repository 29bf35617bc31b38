//! The routes and their description from one list: what is not described cannot be reached, and the other way round.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::access::{Caller, Role};
use crate::openapi::{ERROR_CODES, parameters, strict};
use crate::paging::LINES;
use crate::refusal::ErrorAnswer;
use crate::state::Shared;
use crate::writes::LONGEST_UPLOAD;

/// A body that is no upload has so many bytes at most.
const LONGEST_BODY: usize = 1024 * 1024;

/// The routes so far, with their description.
pub(crate) struct Api {
    /// What follows from the standing alone.
    standing: Router<Shared>,
    /// What can change at any time.
    changing: Router<Shared>,
    paths: Map<String, Value>,
    generator: SchemaGenerator,
}

/// How the schema of a type is made.
type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What a route does, is asked and answers.
pub(crate) struct Operation {
    id: &'static str,
    summary: &'static str,
    tag: &'static str,
    role: Option<Role>,
    is_of_standing: bool,
    is_listed_by_lines: bool,
    queries: Vec<Shape>,
    bodies: Vec<(&'static str, Shape)>,
    status: u16,
    answer: Option<Shape>,
    media_types: Vec<&'static str>,
    further: Vec<u16>,
}

impl Operation {
    /// Something that readers may do.
    pub(crate) fn new(tag: &'static str, id: &'static str, summary: &'static str) -> Self {
        Self {
            id,
            summary,
            tag,
            role: Some(Role::Reader),
            is_of_standing: false,
            is_listed_by_lines: false,
            queries: Vec::new(),
            bodies: Vec::new(),
            status: 200,
            answer: None,
            media_types: Vec::new(),
            further: Vec::new(),
        }
    }

    /// Only whoever has this role, or a higher one, may.
    pub(crate) fn by(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// Anybody may, signed in or not.
    pub(crate) fn by_anybody(mut self) -> Self {
        self.role = None;
        self
    }

    /// Parameters of the query.
    pub(crate) fn asks<T: JsonSchema>(mut self) -> Self {
        self.queries.push(T::json_schema);
        self
    }

    pub(crate) fn takes<T: JsonSchema>(mut self) -> Self {
        self.bodies
            .push(("application/json", |generator| generator.subschema_for::<T>()));
        self
    }

    pub(crate) fn takes_media<T: JsonSchema>(mut self, media_type: &'static str) -> Self {
        self.bodies
            .push((media_type, |generator| generator.subschema_for::<T>()));
        self
    }

    pub(crate) fn answers<T: JsonSchema>(mut self, status: u16) -> Self {
        self.status = status;
        self.answer = Some(|generator| generator.subschema_for::<T>());
        self
    }

    /// Answers nothing but that it is done.
    pub(crate) fn answers_nothing(mut self) -> Self {
        self.status = 204;
        self
    }

    /// Answers other than JSON.
    pub(crate) fn answers_media(mut self, media_types: &[&'static str]) -> Self {
        self.media_types = media_types.to_vec();
        self
    }

    /// Its answer follows from the standing alone.
    pub(crate) fn of_standing(mut self) -> Self {
        self.is_of_standing = true;
        self
    }

    /// Can also be had line by line.
    pub(crate) fn or_lines(mut self) -> Self {
        self.is_listed_by_lines = true;
        self
    }

    /// Further refusals than those that every route has.
    pub(crate) fn or(mut self, statuses: &[u16]) -> Self {
        self.further = statuses.to_vec();
        self
    }
}

impl Api {
    pub(crate) fn new() -> Self {
        let settings = SchemaSettings::draft2020_12().with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        });
        Self {
            standing: Router::new(),
            changing: Router::new(),
            paths: Map::new(),
            generator: settings.into_generator(),
        }
    }

    /// Adds a route.
    pub(crate) fn route<H, T>(mut self, method: Method, path: &'static str, handler: H, operation: Operation) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        let role = operation.role;
        let longest = if operation
            .bodies
            .iter()
            .any(|(media_type, _)| *media_type == "multipart/form-data")
        {
            LONGEST_UPLOAD
        } else {
            LONGEST_BODY
        };
        let guarded = on(filter, handler)
            .layer(DefaultBodyLimit::max(longest))
            .layer(middleware::from_fn(move |request: Request, next: Next| {
                demand(role, request, next)
            }));
        if operation.is_of_standing {
            self.standing = self.standing.route(path, guarded);
        } else {
            self.changing = self.changing.route(path, guarded);
        }
        let described = self.describe(path, &operation);
        let at = self.paths.entry(path.to_owned()).or_insert_with(|| json!({}));
        at[method.as_str().to_lowercase()] = described;
        self
    }

    fn describe(&mut self, path: &str, operation: &Operation) -> Value {
        let mut asked: Vec<Value> = path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}}))
            .collect();
        for query in &operation.queries {
            let schema = query(&mut self.generator);
            asked.extend(parameters(&schema));
        }
        let error = self.generator.subschema_for::<ErrorAnswer>();
        let mut responses = Map::new();
        let mut content = Map::new();
        if let Some(answer) = operation.answer {
            content.insert(
                "application/json".to_owned(),
                json!({"schema": answer(&mut self.generator)}),
            );
        }
        if operation.is_listed_by_lines {
            content.insert(LINES.to_owned(), json!({"schema": {"type": "string"}}));
        }
        for media_type in &operation.media_types {
            content.insert((*media_type).to_owned(), json!({"schema": {"type": "string"}}));
        }
        let mut done = json!({"description": "done"});
        if !content.is_empty() {
            done["content"] = Value::Object(content);
        }
        responses.insert(operation.status.to_string(), done);
        let refused = |words: &str| json!({"description": words, "content": {"application/json": {"schema": error}}});
        for (status, words) in ERROR_CODES {
            let applies = match status {
                400 | 500 | 503 => true,
                401 | 403 => operation.role.is_some(),
                404 => path.contains('{'),
                other => operation.further.contains(&other),
            };
            if applies {
                responses.insert(status.to_string(), refused(words));
            }
        }
        let mut described = json!({
            "operationId": operation.id,
            "summary": operation.summary,
            "tags": [operation.tag],
            "responses": responses,
        });
        if !asked.is_empty() {
            described["parameters"] = Value::Array(asked);
        }
        if !operation.bodies.is_empty() {
            let mut content = Map::new();
            for (media_type, schema) in &operation.bodies {
                content.insert((*media_type).to_owned(), json!({"schema": schema(&mut self.generator)}));
            }
            described["requestBody"] = json!({"required": true, "content": content});
        }
        match operation.role {
            Some(role) => described["x-role"] = json!(role.as_str()),
            None => described["security"] = json!([]),
        }
        described
    }

    /// The description.
    pub(crate) fn description(mut self) -> Value {
        let mut schemas = Value::Object(self.generator.take_definitions(true));
        strict(&mut schemas);
        crate::openapi::document(self.paths, schemas)
    }

    /// The routes: those whose answers follow from the standing alone, and the others.
    pub(crate) fn routers(self) -> (Router<Shared>, Router<Shared>) {
        (self.standing, self.changing)
    }
}

/// Lets through who has the role.
async fn demand(role: Option<Role>, request: Request, next: Next) -> Response {
    let Some(role) = role else {
        return next.run(request).await;
    };
    let may = match request.extensions().get::<Caller>() {
        Some(caller) => caller.may(role, &request),
        None => Err(Caller::unknown()),
    };
    match may {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}
