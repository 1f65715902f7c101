//! The bill of materials of the extension, in CycloneDX 1.5 (ECMA-424): the crates in the core, and the programs of npm
//! that built it, which are not shipped.
//!
//! Written here: cargo-cyclonedx lists what all members of the workspace need, and writes times and paths of the machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::dependencies::Dependency;
use crate::project::Project;

/// The packages of npm that the shipped files go through.
const BUILDERS: [&str; 2] = ["binaryen", "esbuild"];

/// Writes the bill.
///
/// # Errors
///
/// If package-lock.json does not know a program that builds, or the file cannot be written.
pub(super) fn write(project: &Project, dependencies: &[Dependency], file: &Path) -> Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let own = format!("pkg:cargo/sourcelight@{version}");
    let mut components: Vec<Value> = dependencies.iter().map(component).collect();
    let shipped: Vec<Value> = components.iter().filter_map(|component| component.get("bom-ref").cloned()).collect();
    for builder in BUILDERS {
        components.push(builder_component(project, builder)?);
    }
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": own,
            "name": "sourcelight",
            "version": version,
            "licenses": [{"expression": "MIT OR Apache-2.0"}],
            "purl": own,
        }},
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": shipped}],
    });
    fs::write(file, format!("{bill:#}\n")).with_context(|| format!("{} could not be written", file.display()))
}

fn component(dependency: &Dependency) -> Value {
    let purl = format!("pkg:cargo/{}@{}", dependency.name, dependency.version);
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": dependency.name,
        "version": dependency.version,
        "description": dependency.description,
        "scope": "required",
        "hashes": [{"alg": "SHA-256", "content": dependency.checksum}],
        "licenses": [{"expression": dependency.license.replace('/', " OR ")}],
        "purl": purl,
    });
    if let (Some(repository), Some(fields)) = (&dependency.repository, component.as_object_mut()) {
        fields.insert("externalReferences".to_owned(), json!([{"type": "vcs", "url": repository}]));
    }
    component
}

/// A package of npm that builds and is not shipped.
fn builder_component(project: &Project, name: &str) -> Result<Value> {
    let lock: Value = serde_json::from_str(&fs::read_to_string(project.path("package-lock.json"))?)?;
    let text = |field: &str| {
        let value = lock.pointer(&format!("/packages/node_modules~1{name}/{field}"))?;
        value.as_str()
    };
    let version = text("version").with_context(|| format!("package-lock.json does not know {name}"))?;
    let purl = format!("pkg:npm/{name}@{version}");
    Ok(json!({
        "type": "application",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": "excluded",
        "licenses": [{"expression": text("license").unwrap_or("NOASSERTION")}],
        "purl": purl,
    }))
}
