//! `sourcelight scan`: reads articles with all cores and writes their reports in order.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use rayon::prelude::*;
use sourcelight::Analyzer;

use crate::arguments::ScanArguments;
use crate::articles::{Article, Articles, bytes_of};
use crate::checkpoint::Checkpoint;
use crate::destination::Destination;
use crate::error::Error;
use crate::input::Reading;
use crate::output::{Rendered, render};
use crate::progress::Progress;
use crate::scanned::Scanned;
use crate::wanted::Wanted;

/// Articles of a batch for each thread: enough that no thread waits long for the slowest, few enough that memory stays
/// small.
const BATCH_ARTICLES: usize = 32;
/// Bytes of a batch, of archives; a batch goes beyond them by an article at most.
const BATCH_BYTES: usize = 32 * 1024 * 1024;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every article was read.
    AllRead,
    /// Some article could not be read, or the output not be written.
    SomeFailed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::AllRead => Self::SUCCESS,
            Outcome::SomeFailed => Self::FAILURE,
        }
    }
}

/// Why a scan stopped before its end.
#[derive(Debug)]
enum Stop {
    /// The output could not be written.
    Output(io::Error),
    /// The scan could not be begun.
    Begin(Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Begin(error)
    }
}

/// Scans the articles.
pub(crate) fn run(arguments: &ScanArguments) -> Outcome {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.map_or(0, usize::from)).build();
    let scanned = match pool {
        Ok(pool) => pool.install(|| scan(arguments)),
        Err(error) => Err(Stop::Output(io::Error::other(error))),
    };
    match scanned {
        Ok(outcome) => outcome,
        // Whoever reads the output has seen enough, as `head` has.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::AllRead,
        Err(stop) => {
            let output = arguments.output.as_deref().map_or("standard output".into(), Path::to_string_lossy);
            let _ = match stop {
                Stop::Begin(error) => writeln!(io::stderr().lock(), "sourcelight: {error}"),
                Stop::Output(error) => writeln!(io::stderr().lock(), "sourcelight: {output}: {error}"),
            };
            Outcome::SomeFailed
        }
    }
}

fn scan(arguments: &ScanArguments) -> Result<Outcome, Stop> {
    let analyzer = Analyzer::new();
    let reading = Reading { form: arguments.input, max_bytes: arguments.max_bytes };
    let mut checkpoint = Checkpoint::new(arguments);
    let Some(mut destination) = destination(arguments, &mut checkpoint)? else { return Ok(Outcome::AllRead) };
    let mut articles = Articles::new(arguments.files.clone(), reading);
    pass_over(&mut articles, &checkpoint, arguments.output.as_deref())?;
    let progress = Progress::new(arguments, bytes_of(&arguments.files, arguments.input), articles.bytes_read());
    let already = checkpoint.articles;
    let mut batch = next_batch(&mut articles);
    while !batch.is_empty() {
        let bytes_read = articles.bytes_read();
        let names = batch.last().map(label);
        let (results, next) =
            rayon::join(|| analyzed(&analyzer, arguments, reading, batch), || next_batch(&mut articles));
        for result in results {
            checkpoint.articles += 1;
            match result? {
                Ok(rendered) => destination.write(rendered)?,
                Err(error) => {
                    checkpoint.failed += 1;
                    progress.say(&error);
                }
            }
        }
        checkpoint.last = names;
        destination.settle(&mut checkpoint)?;
        progress.tell(checkpoint.articles - already, bytes_read);
        batch = next;
    }
    destination.finish()?;
    progress.finish(checkpoint.articles - already);
    Ok(if checkpoint.failed == 0 { Outcome::AllRead } else { Outcome::SomeFailed })
}

/// Opens the output and sets the checkpoint to where it stands; `None` where it is complete already.
fn destination(arguments: &ScanArguments, checkpoint: &mut Checkpoint) -> Result<Option<Destination>, Stop> {
    let Some(output) = &arguments.output else { return Ok(Some(Destination::terminal(arguments.format)?)) };
    if arguments.files.iter().any(|folder| is_inside(output, folder)) {
        return Err(Error::inside_input(output).into());
    }
    match (Checkpoint::read(output, checkpoint)?, arguments.resume) {
        (Some(_), false) => return Err(Error::unfinished(output).into()),
        (Some(found), true) => *checkpoint = found,
        (None, true) if output.exists() => return Ok(None),
        (None, _) => checkpoint.write(output)?,
    }
    Ok(Some(Destination::open(arguments, output, checkpoint)?))
}

/// Whether a file would stand in a folder, in which it would be read.
fn is_inside(output: &Path, folder: &Path) -> bool {
    let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (parent.canonicalize(), folder.is_dir().then(|| folder.canonicalize())) {
        (Ok(parent), Some(Ok(folder))) => parent.starts_with(folder),
        _ => false,
    }
}

/// Passes over the articles of earlier runs.
fn pass_over(articles: &mut Articles, checkpoint: &Checkpoint, output: Option<&Path>) -> Result<(), Error> {
    let mut last = None;
    for _ in 0..checkpoint.articles {
        last = articles.next();
    }
    match output {
        Some(output) if last.as_ref().map(label) != checkpoint.last => Err(Error::changed(output)),
        _ => Ok(()),
    }
}

/// What an article is known by from run to run.
fn label(article: &Result<Article, Error>) -> String {
    match article {
        Ok(article) => article.label(),
        Err(error) => error.to_string(),
    }
}

fn next_batch(articles: &mut Articles) -> Vec<Result<Article, Error>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_ARTICLES * rayon::current_num_threads() && bytes < BATCH_BYTES {
        let Some(article) = articles.next() else { break };
        bytes += article.as_ref().map_or(0, Article::held_bytes);
        batch.push(article);
    }
    batch
}

/// What came of the articles, in their order: an error of the output, or of the article.
fn analyzed(
    analyzer: &Analyzer,
    arguments: &ScanArguments,
    reading: Reading,
    articles: Vec<Result<Article, Error>>,
) -> Vec<io::Result<Result<Rendered, Error>>> {
    let wanted = Wanted { speaker: arguments.speaker.as_ref(), words: arguments.words.as_ref() };
    let rendered = |article: Article| match article.read(reading) {
        Ok(input) => render(arguments.format, &Scanned::new(analyzer, input, wanted)).map(Ok),
        Err(error) => Ok(Err(error)),
    };
    articles
        .into_par_iter()
        .with_max_len(1)
        .map(|article| match article {
            Ok(article) => rendered(article),
            Err(error) => Ok(Err(error)),
        })
        .collect()
}
