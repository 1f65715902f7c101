//! Where things are in the project.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's folder and the places in it that the commands use.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this program was built in.
    pub(crate) fn find() -> Result<Self> {
        // Cargo says at run time where the package is; the path of the build would end up in the binary.
        let manifest_folder = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("CARGO_MANIFEST_DIR is not set: start this program as `cargo xtask`")?;
        let root = Path::new(&manifest_folder).parent().context("the folder xtask has no parent folder")?;
        Ok(Self { root: root.to_path_buf() })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo and the commands put what they make. `CARGO_TARGET_DIR` is not asked, so that paths in messages,
    /// scripts and documents hold on every machine.
    pub(crate) fn target(&self) -> PathBuf {
        self.path("target")
    }

    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// The programs that `setup` installs for this project alone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    pub(crate) fn node_modules(&self) -> PathBuf {
        self.path("node_modules")
    }
}
