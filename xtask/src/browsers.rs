//! The browsers of this machine, and the driver that Firefox needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{find_program, text_of};
use crate::project::Project;

/// A program that the tests start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tool {
    Chromium,
    Firefox,
    Geckodriver,
}

impl Tool {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Geckodriver => "geckodriver",
        }
    }

    /// The variable of the environment that names the program, for this program and for the tests.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMIUM_BIN",
            Self::Firefox => "FIREFOX_BIN",
            Self::Geckodriver => "GECKODRIVER_BIN",
        }
    }

    /// The oldest version that runs the extension and its tests: the manifests ask for it.
    fn oldest(self) -> u32 {
        match self {
            Self::Chromium => 128,
            Self::Firefox => 142,
            Self::Geckodriver => 0,
        }
    }

    /// Names under which the program stands in `PATH`, the preferred one first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[
                "chromium",
                "chromium-browser",
                "google-chrome-stable",
                "google-chrome",
                "microsoft-edge-stable",
                "microsoft-edge",
            ],
            Self::Firefox => &["firefox-esr", "firefox", "firefox-developer-edition"],
            Self::Geckodriver => &["geckodriver"],
        }
    }

    /// Where installers of macOS put the program.
    fn mac_paths(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ],
            Self::Firefox => &["/Applications/Firefox.app/Contents/MacOS/firefox"],
            Self::Geckodriver => &[],
        }
    }

    /// Where installers of Windows put the program, under the folders for programs.
    fn windows_paths(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[
                "Chromium/Application/chrome.exe",
                "Google/Chrome/Application/chrome.exe",
                "Microsoft/Edge/Application/msedge.exe",
            ],
            Self::Firefox => &["Mozilla Firefox/firefox.exe"],
            Self::Geckodriver => &[],
        }
    }
}

/// The program, if it is there and new enough; an error if the environment names one that is not.
pub(crate) fn find(project: &Project, tool: Tool) -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os(tool.variable()).filter(|value| !value.is_empty()) {
        let path = PathBuf::from(named);
        if !path.is_file() {
            bail!("{} names {}, which is no file", tool.variable(), path.display());
        }
        return Ok(Some(path));
    }
    Ok(candidates(project, tool).into_iter().find(|path| is_new_enough(tool, path)))
}

fn candidates(project: &Project, tool: Tool) -> Vec<PathBuf> {
    let mut candidates = Vec::new();
    if tool == Tool::Geckodriver {
        candidates.push(project.tools().join(format!("bin/geckodriver{}", std::env::consts::EXE_SUFFIX)));
    }
    candidates.extend(tool.names().iter().filter_map(|name| find_program(name)));
    if cfg!(target_os = "macos") {
        candidates.extend(tool.mac_paths().iter().map(PathBuf::from));
    }
    if cfg!(windows) {
        for folder in ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].iter().filter_map(std::env::var_os) {
            candidates.extend(tool.windows_paths().iter().map(|path| Path::new(&folder).join(path)));
        }
    }
    candidates.retain(|path| path.is_file());
    candidates
}

/// Whether the program is of a version that will do. A program that does not tell its version is given a try.
fn is_new_enough(tool: Tool, path: &Path) -> bool {
    version(path).is_none_or(|found| found >= tool.oldest())
}

/// The major version that a program tells.
fn version(path: &Path) -> Option<u32> {
    // On Windows browsers open a window instead of telling their version.
    if cfg!(windows) {
        return None;
    }
    major_version(&text_of(Command::new(path).arg("--version")).ok()?)
}

/// The first number of the first word that starts with a digit.
fn major_version(text: &str) -> Option<u32> {
    let word = text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    word.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

/// What to do where a program is missing and cannot be installed from here.
pub(crate) fn advice(tool: Tool) -> String {
    let how = match tool {
        Tool::Chromium => {
            "Debian: `sudo apt-get install chromium`; Fedora: `sudo dnf install chromium`; Arch: `sudo pacman -S chromium`; \
             macOS: `brew install --cask chromium`; Google Chrome and Microsoft Edge will do as well"
        }
        Tool::Firefox => {
            "Debian: `sudo apt-get install firefox-esr`; Fedora: `sudo dnf install firefox`; Arch: `sudo pacman -S firefox`; \
             macOS: `brew install --cask firefox`; or https://www.mozilla.org/firefox"
        }
        Tool::Geckodriver => "`cargo xtask setup`, or `cargo install geckodriver`",
    };
    let oldest = match tool.oldest() {
        0 => String::new(),
        oldest => format!(" {oldest} or later"),
    };
    format!("{}{oldest} was not found. Install it ({how}), or name its program in {}.", tool.name(), tool.variable())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(major_version(text), expected, "{text}");
    }

    #[test]
    fn major_versions_are_read_off_what_browsers_say() {
        check("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", Some(156));
        check("Mozilla Firefox 153.7.0esr", Some(153));
        check("geckodriver 0.37.0 (a1b2c3 2026-01-01 12:00 +0000)", Some(0));
        check("Google Chrome", None);
        check("", None);
    }
}
