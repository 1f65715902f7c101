//! The command line of Sourcelight: finds every quote in articles and says who said it.

mod arguments;
mod error;
mod input;
mod output;
mod scan;
mod scanned;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Scan(arguments) => scan::run(&arguments).into(),
    }
}
