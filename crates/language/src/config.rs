//! A pipeline's `config.cfg` and `meta.json`: what it is called, which components it has, and whether they can be run.

use crate::error::{LoadError, read_text};
use hashbrown::HashMap;
use serde_json::Value;
use std::path::Path;

/// `config.cfg`: sections with dotted names, JSON values, `${section:key}` references.
pub struct Config {
    sections: HashMap<String, HashMap<String, Value>>,
}

/// Where a component takes its token vectors from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VectorSource {
    /// The pipeline's shared `tok2vec` component.
    Shared,
    /// Layers of its own, in its own file.
    Own,
}

/// The components of a pipeline that this runtime runs, each with where its vectors come from.
#[derive(Debug, Default, Clone, Copy)]
pub struct Components {
    pub tok2vec: bool,
    pub tagger: Option<VectorSource>,
    pub parser: Option<VectorSource>,
    pub ner: Option<VectorSource>,
    pub attribute_ruler: bool,
    pub lemmatizer: bool,
}

impl Config {
    pub fn load(path: &Path) -> Result<Config, LoadError> {
        Config::parse(&read_text(path)?).map_err(|reason| LoadError::malformed(path, reason))
    }

    fn parse(text: &str) -> Result<Config, String> {
        let mut sections: HashMap<String, HashMap<String, Value>> = HashMap::new();
        let mut current = None;
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with(['#', ';']))
        {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                sections.entry(name.to_owned()).or_default();
                current = Some(name.to_owned());
            } else if let (Some((key, value)), Some(section)) = (line.split_once('='), &current) {
                // A reference such as ${components.tok2vec.model.encode:width} is kept as its text.
                let value = value.trim();
                let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
                sections
                    .entry(section.clone())
                    .or_default()
                    .insert(key.trim().to_owned(), value);
            }
        }
        if sections.contains_key("nlp") {
            Ok(Config { sections })
        } else {
            Err("no section [nlp]".to_owned())
        }
    }

    fn value(&self, section: &str, key: &str) -> Option<&Value> {
        self.sections.get(section)?.get(key)
    }

    fn text(&self, section: &str, key: &str) -> String {
        match self.value(section, key) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => "(absent)".to_owned(),
        }
    }

    fn list(&self, section: &str, key: &str) -> Vec<String> {
        let values = self.value(section, key).and_then(Value::as_array);
        values
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    fn require(&self, section: &str, key: &str, wanted: &[&str]) -> Result<(), LoadError> {
        let found = self.text(section, key);
        if wanted.contains(&found.as_str()) {
            return Ok(());
        }
        Err(LoadError::unsupported(
            format!("{section}.{key}"),
            found,
            wanted.join(", "),
        ))
    }

    /// The components to run, in a pipeline all of whose parts are known; the first unknown one is refused by name.
    pub fn components(&self) -> Result<Components, LoadError> {
        let disabled = self.list("nlp", "disabled");
        let mut found = Components::default();
        for name in self
            .list("nlp", "pipeline")
            .into_iter()
            .filter(|name| !disabled.contains(name))
        {
            let section = format!("components.{name}");
            let factory = self.text(&section, "factory");
            // A component under another name would have its files under that name too.
            if factory != name {
                return Err(LoadError::unsupported(
                    format!("{section}.factory"),
                    factory,
                    "a component named as its factory",
                ));
            }
            match name.as_str() {
                "tok2vec" => {
                    self.check_token_vectors(&format!("{section}.model"))?;
                    found.tok2vec = true;
                }
                "tagger" => {
                    self.require(&format!("{section}.model"), "@architectures", &["spacy.Tagger.v2"])?;
                    found.tagger = Some(self.vector_source(&section)?);
                }
                "parser" => {
                    self.check_transitions(&section, "parser")?;
                    found.parser = Some(self.vector_source(&section)?);
                }
                "ner" => {
                    self.check_transitions(&section, "ner")?;
                    found.ner = Some(self.vector_source(&section)?);
                }
                "attribute_ruler" => found.attribute_ruler = true,
                "lemmatizer" => {
                    self.require(&section, "mode", &["rule"])?;
                    found.lemmatizer = true;
                }
                _ => {
                    let known = "tok2vec, tagger, parser, ner, attribute_ruler, lemmatizer";
                    return Err(LoadError::unsupported("nlp.pipeline", name, known));
                }
            }
        }
        let listeners = [found.tagger, found.parser, found.ner];
        if listeners.contains(&Some(VectorSource::Shared)) && !found.tok2vec {
            return Err(LoadError::unsupported(
                "nlp.pipeline",
                "a listener without `tok2vec`",
                "a shared tok2vec",
            ));
        }
        Ok(found)
    }

    fn check_transitions(&self, section: &str, state: &str) -> Result<(), LoadError> {
        let model = format!("{section}.model");
        self.require(&model, "@architectures", &["spacy.TransitionBasedParser.v2"])?;
        self.require(&model, "state_type", &[state])?;
        self.require(&model, "extra_state_tokens", &["false"])?;
        self.require(&model, "use_upper", &["true"])
    }

    fn vector_source(&self, section: &str) -> Result<VectorSource, LoadError> {
        let model = format!("{section}.model.tok2vec");
        match self.text(&model, "@architectures").as_str() {
            "spacy.Tok2VecListener.v1" => Ok(VectorSource::Shared),
            _ => self.check_token_vectors(&model).map(|()| VectorSource::Own),
        }
    }

    fn check_token_vectors(&self, section: &str) -> Result<(), LoadError> {
        self.require(section, "@architectures", &["spacy.Tok2Vec.v2"])?;
        let (embed, encode) = (format!("{section}.embed"), format!("{section}.encode"));
        self.require(&embed, "@architectures", &["spacy.MultiHashEmbed.v2"])?;
        self.require(&encode, "@architectures", &["spacy.MaxoutWindowEncoder.v2"])?;
        self.require(&encode, "window_size", &["1"])
    }
}

/// The name (language and name, as in `en_core_web_sm`) and the version in `meta.json`.
pub fn read_meta(path: &Path) -> Result<(String, String), LoadError> {
    let meta: Value =
        serde_json::from_str(&read_text(path)?).map_err(|error| LoadError::malformed(path, error.to_string()))?;
    let text = |key: &str| meta.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if text("lang") != "en" {
        return Err(LoadError::unsupported("meta.json: lang", text("lang"), "en"));
    }
    Ok((format!("{}_{}", text("lang"), text("name")), text("version")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Config::parse(text).unwrap().components().unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_component_is_refused_by_name() {
        let config = "[nlp]\npipeline = [\"textcat\"]\n[components.textcat]\nfactory = \"textcat\"\n";
        assert!(refused(config).contains("`textcat`"), "{}", refused(config));
    }

    #[test]
    fn an_unknown_architecture_is_refused_by_name() {
        let config = "[nlp]\npipeline = [\"tok2vec\"]\n[components.tok2vec]\nfactory = \"tok2vec\"\n\
                      [components.tok2vec.model]\n@architectures = \"spacy-transformers.TransformerModel.v3\"\n";
        let message = refused(config);
        assert!(message.contains("components.tok2vec.model.@architectures"), "{message}");
        assert!(message.contains("spacy-transformers.TransformerModel.v3"), "{message}");
    }

    #[test]
    fn a_disabled_component_is_left_out() {
        let config =
            "[nlp]\npipeline = [\"senter\"]\ndisabled = [\"senter\"]\n[components.senter]\nfactory = \"senter\"\n";
        assert!(Config::parse(config).unwrap().components().is_ok());
    }

    #[test]
    fn a_listener_needs_something_to_listen_to() {
        let config = "[nlp]\npipeline = [\"tagger\"]\n[components.tagger]\nfactory = \"tagger\"\n\
                      [components.tagger.model]\n@architectures = \"spacy.Tagger.v2\"\n\
                      [components.tagger.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\n";
        assert!(refused(config).contains("listener"));
    }
}
