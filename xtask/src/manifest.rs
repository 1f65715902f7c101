//! The manifests of the extension: `manifest.json` for all browsers, with what one browser has of its own laid over it.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;

/// A browser family for which the extension is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Chrome,
    Firefox,
}

impl Family {
    pub(crate) const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// The family's name in names of files and folders.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// The manifest for a family, as text.
pub(crate) fn generate(project: &Project, family: Family) -> Result<String> {
    let mut manifest = read(project, "manifest.json")?;
    overlay(&mut manifest, read(project, &format!("manifest.{}.json", family.name()))?);
    check_version(&manifest)?;
    Ok(format!("{manifest:#}\n"))
}

fn read(project: &Project, name: &str) -> Result<Value> {
    let text = fs::read_to_string(project.path("extension").join(name))
        .with_context(|| format!("extension/{name} could not be read"))?;
    serde_json::from_str(&text).with_context(|| format!("extension/{name} is not JSON"))
}

/// Lays one value over another: objects are merged field by field, everything else is replaced.
fn overlay(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                overlay(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// The extension and the core are released together, under one version.
fn check_version(manifest: &Value) -> Result<()> {
    let found = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
    let expected = env!("CARGO_PKG_VERSION");
    if found != expected {
        bail!("extension/manifest.json: found version {found}, expected {expected}, as Cargo.toml has it");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(mut under: Value, over: Value, expected: &Value) {
        overlay(&mut under, over);
        assert_eq!(&under, expected);
    }

    #[test]
    fn objects_are_merged_and_everything_else_replaced() {
        check(json!({"a": 1}), json!({"b": 2}), &json!({"a": 1, "b": 2}));
        check(json!({"a": {"b": 1, "c": 2}}), json!({"a": {"c": 3}}), &json!({"a": {"b": 1, "c": 3}}));
        check(json!({"a": ["x", "y"]}), json!({"a": ["z"]}), &json!({"a": ["z"]}));
        check(json!({"a": 1}), json!({"a": {"b": 2}}), &json!({"a": {"b": 2}}));
    }

    #[test]
    fn another_version_is_refused() {
        let message = check_version(&json!({"version": "9.9.9"})).unwrap_err().to_string();
        assert!(message.contains("found version 9.9.9"), "{message}");
    }
}
