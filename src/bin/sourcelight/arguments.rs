//! What the command line takes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use regex::{Regex, RegexBuilder};

/// Finds every quote in news articles - direct, mixed and indirect - and says who said it.
#[derive(Debug, Parser)]
#[command(name = "sourcelight", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Finds the quotes and speakers of files
    #[command(after_help = AFTER_HELP)]
    Scan(ScanArguments),
}

const AFTER_HELP: &str = "\
Examples:
  sourcelight scan article.html
  sourcelight scan --format csv archive/*.txt > quotes.csv
  sourcelight scan --speaker 'mayor|councill?or' --words 'harbou?r' archive/*.txt
  curl --silent https://example.org/story | sourcelight scan --format jsonl -
  sourcelight scan --format parquet --output quotes --resume archive.jsonl.zst

Exit codes:
  0  every article was read
  1  some article could not be read; the others are in the output
  2  the command line was not understood

An archive is JSON Lines, one article a line, as it is or compressed with zstd: an object with
`text` (plain text) or `html`, and, where known, `id`, `lang`, `url` and `title`. Of a folder the
files with the endings of articles and archives are read, in the order of their names.

With --output an interrupted run can be taken up again by the same command with --resume: it goes
on behind the last article that is safely written. Until it has ended, a file PATH.progress stands
beside the output. Parquet comes as a folder of parts, one row a quote, which DuckDB, pandas,
Polars and Spark read as one table.

Plain text is UTF-8 (or UTF-16 with a byte order mark); a blank line ends a paragraph,
and so does every line where some are longer than 160 characters.
Positions in JSON lines count Unicode code points of the file, or, for HTML, of the
collected text, which is given as `text`; ends are exclusive.";

/// Options of `sourcelight scan`.
#[derive(Debug, Args)]
pub(crate) struct ScanArguments {
    /// Files to read (.txt, .html, .htm, .xhtml, .jsonl, .jsonl.zst), folders of them, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Write to this file, or this folder for parquet, instead of standard output
    #[arg(long, value_name = "PATH", required_if_eq("format", "parquet"))]
    pub(crate) output: Option<PathBuf>,

    /// Go on where an earlier run to the same output was interrupted
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// Rows of a file of parquet, and a batch more at most
    #[arg(long, value_name = "COUNT", default_value_t = 50_000)]
    pub(crate) part_rows: usize,

    /// Read all files as this, whatever their names say
    #[arg(long, value_enum)]
    pub(crate) input: Option<InputForm>,

    /// Only quotes of speakers whose name, alias, role or affiliation matches; upper and lower case are one
    #[arg(long, value_name = "REGEX", value_parser = pattern)]
    pub(crate) speaker: Option<Regex>,

    /// Only quotes whose words match; upper and lower case are one
    #[arg(long, value_name = "REGEX", value_parser = pattern)]
    pub(crate) words: Option<Regex>,

    /// Refuse articles of more bytes than this
    #[arg(long, value_name = "BYTES", default_value_t = 16 * 1024 * 1024)]
    pub(crate) max_bytes: u64,

    /// Threads to work with, if not as many as the machine has cores
    #[arg(long, value_name = "COUNT")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// How to say on standard error how far it is
    #[arg(long, value_enum, default_value_t = ProgressForm::Auto)]
    pub(crate) progress: ProgressForm,
}

/// A pattern that takes upper and lower case for one, unless it says `(?-i)`.
fn pattern(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).case_insensitive(true).build()
}

/// A form of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A report to read
    Text,
    /// JSON lines, one object a file, schema sourcelight/1
    Jsonl,
    /// A page with the quotes marked and a list of speakers
    Html,
    /// One row a quote
    Csv,
    /// Markdown
    Md,
    /// Parquet, one row a quote, in a folder of parts
    Parquet,
}

/// A form of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputForm {
    /// An HTML page
    Html,
    /// Plain text, paragraphs apart by a blank line
    Txt,
    /// An archive: JSON Lines, one article a line
    Jsonl,
}

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressForm {
    /// A bar where a terminal shows it and the output goes elsewhere
    Auto,
    /// A line every few seconds
    Lines,
    /// Not at all
    None,
}
