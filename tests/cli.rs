//! The command line, as it is built.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder of its own for each test, in the build folder.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        fs::write(self.0.join(name), content).unwrap();
        self
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with_input(arguments, b"")
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sourcelight"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ends without reading its input closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json_lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const ARTICLE: &str = "Pier to open by summer\n\n\
    The old town will have its pier back, the harbour office said on Monday after nine years of building.\n\n\
    “We have waited long enough – 😀 – for this,” said Mara Ellison,\nthe harbour master of Tidewater.\n";

/// The first piece of the content of the quote that is in marks, by its code points.
fn quoted_words(report: &Value, text: &str) -> String {
    let quote = report["quotes"].as_array().unwrap().iter().find(|quote| quote["kind"] == "direct").unwrap();
    let point = |index: usize| usize::try_from(quote["content"][0][index].as_u64().unwrap()).unwrap();
    text.chars().skip(point(0)).take(point(1) - point(0)).collect()
}

/// The texts of the quotes that the command line finds in a paragraph.
fn quote_texts(folder: &Folder, paragraph: &str) -> Vec<Value> {
    folder.write("said.txt", format!("Pier to open by summer\n\n{paragraph}\n"));
    let [report] = json_lines(&folder.run(&["scan", "--format", "jsonl", "said.txt"])).try_into().unwrap();
    report["quotes"].as_array().unwrap().iter().map(|quote| quote["text"].clone()).collect()
}

#[test]
fn reported_speech_runs_on_through_its_own_cue() {
    let folder = Folder::new("interrupted");
    assert_eq!(
        quote_texts(&folder, "The new pier, Mara Ellison said on Monday, will be open to every boat by the summer."),
        ["The new pier, Mara Ellison said on Monday, will be open to every boat by the summer"],
    );
    assert_eq!(
        quote_texts(&folder, "The new pier, Mara Ellison said\non Monday, will be open\nto every boat by the summer."),
        ["The new pier, Mara Ellison said on Monday, will be open to every boat by the summer"],
    );
    assert_eq!(
        quote_texts(&folder, "The town has a new pier, which Mara Ellison said was open to every boat of the island."),
        ["was open to every boat of the island"],
    );
    assert_eq!(
        quote_texts(
            &folder,
            "“The new pier,” Mara Ellison said on Monday, “will be open to every boat by the summer.”"
        ),
        ["“The new pier,” … “will be open to every boat by the summer.”"],
    );
}

#[test]
fn positions_count_code_points_of_the_file() {
    let folder = Folder::new("code-points");
    for (name, text) in [
        ("plain.txt", ARTICLE.to_owned()),
        ("mark.txt", format!("\u{feff}{ARTICLE}")),
        ("windows.txt", ARTICLE.replace('\n', "\r\n")),
    ] {
        let output = folder.write(name, &text).run(&["scan", "--format", "jsonl", name]);
        let [report] = json_lines(&output).try_into().unwrap();
        assert_eq!(report["schema"], "sourcelight/1");
        assert_eq!(report["doc"], name.trim_end_matches(".txt"));
        assert!(report.get("text").is_none());
        let words = quoted_words(&report, &text);
        assert!(words.starts_with("“We have waited") && words.ends_with("for this,”"), "{name}: {words:?}");
    }
}

#[test]
fn html_gives_the_text_that_positions_count_in() {
    let folder = Folder::new("html");
    let paragraphs: Vec<String> = ARTICLE.split("\n\n").map(|text| format!("<p>{text}</p>")).collect();
    folder.write("a.html", format!("<nav><p>“Home,” said nobody.</p></nav>{}", paragraphs.concat()));
    let [report] = json_lines(&folder.run(&["scan", "--format", "jsonl", "a.html"])).try_into().unwrap();
    let words = quoted_words(&report, report["text"].as_str().unwrap());
    assert!(words.starts_with("“We have waited") && words.ends_with("for this,”"), "{words:?}");
    let speaker = &report["sources"][usize::try_from(
        report["quotes"].as_array().unwrap().last().unwrap()["speakers"][0].as_u64().unwrap(),
    )
    .unwrap()];
    assert_eq!(speaker["name"], "Mara Ellison");
}

#[test]
fn utf16_with_a_byte_order_mark_is_read() {
    let folder = Folder::new("utf16");
    let units = || std::iter::once(0xfeff).chain(ARTICLE.encode_utf16());
    folder.write("little.txt", units().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    folder.write("big.txt", units().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    for name in ["little.txt", "big.txt"] {
        let [report] = json_lines(&folder.run(&["scan", "--format", "jsonl", name])).try_into().unwrap();
        let words = quoted_words(&report, ARTICLE);
        assert!(words.starts_with("“We have waited"), "{words:?}");
    }
}

#[test]
fn reports_come_in_the_order_of_the_arguments() {
    let folder = Folder::new("order");
    let names: Vec<String> = (0..100).map(|number| format!("{:02}.txt", (number * 37) % 100)).collect();
    for (number, name) in names.iter().enumerate() {
        folder.write(name, ARTICLE.repeat(1 + number % 7));
    }
    let mut arguments = vec!["scan", "--format", "jsonl"];
    arguments.extend(names.iter().map(String::as_str));
    let output = folder.run(&arguments);
    let docs: Vec<String> =
        json_lines(&output).iter().map(|report| format!("{}.txt", report["doc"].as_str().unwrap())).collect();
    assert_eq!(docs, names);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
    assert_eq!(output.stdout, folder.run(&arguments).stdout);
}

#[test]
fn standard_input_is_read_as_what_it_is() {
    let folder = Folder::new("stdin");
    let text_of = |arguments: &[&str], input: &str| {
        let [report] = json_lines(&folder.run_with_input(arguments, input.as_bytes())).try_into().unwrap();
        assert_eq!(report["doc"], "stdin");
        report["text"].as_str().map(str::to_owned)
    };
    assert_eq!(text_of(&["scan", "--format", "jsonl", "-"], "\n<!doctype html><p>Rain"), Some("Rain".to_owned()));
    assert_eq!(text_of(&["scan", "--format", "jsonl", "-"], "< no tag"), None);
    assert_eq!(text_of(&["scan", "--format", "jsonl", "--input", "txt", "-"], "<p>Rain"), None);
    assert_eq!(text_of(&["scan", "--format", "jsonl", "--input", "html", "-"], "Rain"), Some("Rain".to_owned()));
}

#[track_caller]
fn check_error(name: &str, content: impl AsRef<[u8]>, more: &[&str], expected: &str) {
    let folder = Folder::new(&format!("error-{name}"));
    folder.write(name, content).write("good.txt", ARTICLE);
    let mut arguments = vec!["scan", "--format", "jsonl"];
    arguments.extend_from_slice(more);
    arguments.extend([name, "good.txt"]);
    let output = folder.run(&arguments);
    assert_eq!(stderr(&output), format!("sourcelight: {name}: {expected}\n"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json_lines(&output).len(), 1, "the other file is still read");
}

#[test]
fn errors_say_what_was_found_and_what_was_expected() {
    let encodings = "expected UTF-8 or UTF-16 with a byte order mark";
    check_error("latin.txt", b"caf\xe9", &[], &format!("found a byte that is not UTF-8 at byte 3, {encodings}"));
    check_error("half.txt", b"\xff\xfea\0b", &[], "found half of a character at byte 4, expected whole UTF-16");
    check_error("lone.txt", b"\xff\xfe\0\xd8a\0", &[], "found half of a character at byte 2, expected whole UTF-16");
    check_error("report.html", b"%PDF-1.7\n", &[], "found a PDF document, expected HTML or plain text");
    check_error("picture.html", b"\x89PNG\r\n\x1a\n", &[], "found a PNG image, expected HTML or plain text");
    check_error("zeros.txt", b"ab\0\0", &[], "found binary data, expected HTML or plain text");
    check_error(
        "long.txt",
        ARTICLE.repeat(4),
        &["--max-bytes", "500"],
        "found more than 500 bytes, expected at most that; --max-bytes raises the limit",
    );
    let kinds = "expected .txt, .html, .htm, .xhtml, .jsonl or .jsonl.zst; --input says what it is";
    check_error("story.docx", "x", &[], &format!("found the extension .docx, {kinds}"));
    check_error("story", "x", &[], &format!("found no extension, {kinds}"));
}

#[test]
fn missing_files_and_folders_without_articles_are_told() {
    let folder = Folder::new("missing");
    fs::create_dir(folder.0.join("inside.html")).unwrap();
    let output = folder.run(&["scan", "no.txt", "inside.html"]);
    assert_eq!(
        stderr(&output),
        "sourcelight: no.txt: found no such file, expected a .txt or .html file\n\
         sourcelight: inside.html: found a folder without articles, \
         expected .txt, .html, .htm, .xhtml, .jsonl or .jsonl.zst files in it\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let folder = Folder::new("pipe");
    folder.write("long.txt", ARTICLE.repeat(50));
    let mut child = Command::new(env!("CARGO_BIN_EXE_sourcelight"))
        .args(["scan", "--format", "jsonl", "long.txt"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((stderr(&output), output.status.code()), ("", Some(0)));
}

#[test]
fn help_and_version_are_told() {
    let folder = Folder::new("help");
    assert_eq!(stdout(&folder.run(&["--version"])), format!("sourcelight {}\n", env!("CARGO_PKG_VERSION")));
    let help = folder.run(&["scan", "--help"]);
    assert_eq!(help.status.code(), Some(0));
    for part in ["sourcelight scan article.html", "Exit codes:", "--max-bytes", "--format", "jsonl"] {
        assert!(stdout(&help).contains(part), "{part:?} is not in the help");
    }
    for usage in [&[][..], &["scan"], &["scan", "--format", "pdf", "a.txt"], &["scan", "--max-bytes", "many", "a.txt"]]
    {
        assert_eq!(folder.run(usage).status.code(), Some(2), "{usage:?}");
    }
}

#[test]
fn every_format_holds_the_quote_and_its_speaker() {
    let folder = Folder::new("formats");
    folder.write("pier.txt", ARTICLE);
    for format in ["text", "jsonl", "html", "csv", "md"] {
        let output = folder.run(&["scan", "--format", format, "pier.txt", "pier.txt"]);
        assert_eq!(output.status.code(), Some(0), "{format}");
        for words in ["Mara Ellison", "We have waited long enough"] {
            assert!(stdout(&output).matches(words).count() >= 2, "{format}: {words}");
        }
    }
}

#[test]
fn the_html_report_has_the_colours_of_the_extension() {
    let folder = Folder::new("colours");
    let report = folder.write("pier.txt", ARTICLE).run(&["scan", "--format", "html", "pier.txt"]);
    let style = include_str!("../extension/shared/kinds.css");
    for kind in ["direct", "mixed", "indirect"] {
        let of = |property: &str| {
            let (_, after) = style.split_once(&format!("--sourcelight-{kind}-{property}: ")).unwrap();
            after.split(';').next().unwrap()
        };
        let rule =
            format!("mark.{kind} {{ --mark-color: var(--{kind}-color); text-decoration-style: {}; }}", of("line"));
        assert!(stdout(&report).contains(&rule), "{rule}");
        let color = format!("--{kind}-color: {};", of("color"));
        assert!(stdout(&report).contains(&color), "{color}");
    }
}

#[test]
fn quotes_can_be_chosen_by_speaker_and_by_words() {
    let folder = Folder::new("wanted");
    folder.write(
        "a.txt",
        "“The pier is ours,” said Mara Ellison, the harbour master. “It is late,” said Sam Holm, a baker.\n\n\
         “The pier will cost more,” Holm said.\n",
    );
    let chosen = |arguments: &[&str]| -> Vec<String> {
        let output = folder.run(&[&["scan", "--format", "jsonl", "a.txt"], arguments].concat());
        let report = &json_lines(&output)[0];
        let names = |field: &str, part: &str| -> Vec<String> {
            report[field].as_array().unwrap().iter().map(|one| one[part].as_str().unwrap().to_owned()).collect()
        };
        [names("sources", "name"), names("quotes", "text")].concat()
    };
    assert_eq!(chosen(&["--speaker", "harbou?r MASTER"]), ["Mara Ellison", "“The pier is ours,”"]);
    assert_eq!(
        chosen(&["--words", r"\bpier\b"]),
        ["Mara Ellison", "Sam Holm", "“The pier is ours,”", "“The pier will cost more,”"]
    );
    assert_eq!(chosen(&["--words", "pier", "--speaker", "^Sam"]), ["Sam Holm", "“The pier will cost more,”"]);
    assert_eq!(chosen(&["--speaker", "nobody"]), [] as [&str; 0]);
    let refused = folder.run(&["scan", "--words", "(", "a.txt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("unclosed group"), "{}", stderr(&refused));
}
