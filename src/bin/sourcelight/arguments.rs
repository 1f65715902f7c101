//! What the command line takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
  curl --silent https://example.org/story | sourcelight scan --format jsonl -

Exit codes:
  0  every file was read
  1  some file could not be read; the others are in the output
  2  the command line was not understood

Plain text is UTF-8 (or UTF-16 with a byte order mark); a blank line ends a paragraph.
Positions in JSON lines count Unicode code points of the file, or, for HTML, of the
collected text, which is given as `text`; ends are exclusive.";

/// Options of `sourcelight scan`.
#[derive(Debug, Args)]
pub(crate) struct ScanArguments {
    /// Files to read (.txt, .html, .htm, .xhtml), or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Read all files as this, whatever their names say
    #[arg(long, value_enum)]
    pub(crate) input: Option<InputKind>,

    /// Refuse files of more bytes than this
    #[arg(long, value_name = "BYTES", default_value_t = 16 * 1024 * 1024)]
    pub(crate) max_bytes: u64,
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
}

/// A form of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    /// An HTML page
    Html,
    /// Plain text, paragraphs apart by a blank line
    Txt,
}
