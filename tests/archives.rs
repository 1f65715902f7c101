//! Archives through the command line: many articles, in order, in bounded memory, and none lost or twice after a kill.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{ListAccessor, RowAccessor};
use serde_json::{Value, json};

#[path = "../benches/samples/mod.rs"]
mod samples;
#[cfg(target_os = "linux")]
#[path = "../benches/watch/mod.rs"]
mod watch;

use samples::{altered, samples};
#[cfg(target_os = "linux")]
use watch::wait_and_watch;

/// A folder of its own for each test, in the build folder.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archives").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// An archive of so many articles, of `paragraphs` paragraphs each at most.
    fn archive(&self, name: &str, count: u64, paragraphs: usize) {
        let samples = samples();
        let mut file = BufWriter::new(File::create(self.path(name)).unwrap());
        for number in 0..count {
            let text = altered(&samples, number);
            let text: Vec<&str> = text.split("\n\n").take(paragraphs).collect();
            writeln!(file, "{}", json!({"id": number, "text": text.join("\n\n"), "desk": "unknown field"})).unwrap();
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sourcelight"));
        command.arg("scan").args(arguments).current_dir(&self.0);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs to a good end and gives what stands on standard output.
    #[track_caller]
    fn good(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.run(arguments);
        assert_eq!((stderr(&output), output.status.code()), (String::new(), Some(0)), "{arguments:?}");
        output.stdout
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json_lines(bytes: &[u8]) -> Vec<Value> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect()
}

fn docs(bytes: &[u8]) -> Vec<String> {
    json_lines(bytes).iter().map(|report| report["doc"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_archive_is_read_compressed_or_not_with_any_number_of_threads() {
    let folder = Folder::new("compressed");
    folder.archive("plain.jsonl", 150, 4);
    let plain = folder.read("plain.jsonl");
    // Two frames, as tools that compress with many threads write them.
    let (first, second) = plain.split_at(plain.len() / 2);
    let frames = [first, second].map(|half| zstd::encode_all(half, 3).unwrap());
    folder.write("packed.jsonl.zst", frames.concat());
    let expected = folder.good(&["--format", "jsonl", "--threads", "1", "plain.jsonl"]);
    assert_eq!(docs(&expected), (0..150).map(|number: u64| number.to_string()).collect::<Vec<_>>());
    assert!(
        json_lines(&expected).iter().filter(|report| !report["quotes"].as_array().unwrap().is_empty()).count() > 50
    );
    for archive in ["plain.jsonl", "packed.jsonl.zst"] {
        assert_eq!(folder.good(&["--format", "jsonl", "--threads", "3", archive]), expected, "{archive}");
    }
    let mut piped = folder.command(&["--format", "jsonl", "--input", "jsonl", "-"]);
    let output = piped.stdin(File::open(folder.path("packed.jsonl.zst")).unwrap()).output().unwrap();
    assert_eq!(output.stdout, expected);
}

#[test]
fn a_record_is_text_or_html_and_may_have_a_name() {
    let folder = Folder::new("records");
    let said = "“The pier is open,” said Mara Ellison.";
    let records = [
        json!({"text": said}),
        json!({"id": "one", "html": format!("<p>{said}</p>"), "url": "https://example.org/", "title": null}),
        json!({"id": 7, "text": format!("Erste Zeile.\n\n{said}"), "lang": "de"}),
    ];
    folder.write("a.b.jsonl", records.map(|record| format!("{record}\r\n")).concat());
    let reports = json_lines(&folder.good(&["--format", "jsonl", "a.b.jsonl"]));
    assert_eq!(reports.iter().map(|report| report["doc"].as_str().unwrap()).collect::<Vec<_>>(), ["a.b:1", "one", "7"]);
    let text = |report: &Value| report["text"].as_str().map(str::to_owned);
    assert_eq!(reports.iter().map(text).collect::<Vec<_>>(), [None, Some(said.to_owned()), None]);
    assert_eq!(reports[0]["sources"][0]["name"], "Mara Ellison");
    assert_eq!(reports[2]["warnings"][0]["code"], "language");
}

#[test]
fn bad_records_are_told_and_passed_over() {
    let folder = Folder::new("bad");
    let good = json!({"text": "“Fine,” said Ada Orme."}).to_string();
    let long = json!({"text": "x".repeat(500)}).to_string();
    let lines = [good.as_str(), "{\"text\": \"cut", "", "[1]", "{\"id\": 3}", &long, "{\"text\": 3}", &good];
    folder.write("bad.jsonl", lines.join("\n").as_bytes());
    let output = folder.run(&["--format", "jsonl", "--max-bytes", "400", "bad.jsonl"]);
    assert_eq!(docs(&output.stdout), ["bad:1", "bad:8"]);
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<String> = stderr(&output).lines().map(str::to_owned).collect();
    let expected = [
        "line 2: found no record (EOF while parsing a string, column 13), expected a JSON object with `text` or `html`",
        "line 4: found no record (invalid",
        "line 5: found neither `text` nor `html`, expected one of them",
        "line 6: found more than 400 bytes",
        "line 7: found no record (invalid type: integer `3`, expected a string, column 10)",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(&format!("sourcelight: bad.jsonl: {expected}")), "{told}");
    }
}

#[test]
fn a_compressed_archive_that_is_cut_off_gives_what_is_left_of_it() {
    let folder = Folder::new("cut");
    folder.archive("whole.jsonl", 300, 6);
    let packed = zstd::encode_all(folder.read("whole.jsonl").as_slice(), 3).unwrap();
    folder.write("cut.jsonl.zst", &packed[..packed.len() - 20]);
    folder.write("after.txt", "“Fine,” said Ada Orme.");
    let output = folder.run(&["--format", "jsonl", "cut.jsonl.zst", "after.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("sourcelight: cut.jsonl.zst: line "), "{}", stderr(&output));
    let docs = docs(&output.stdout);
    assert_eq!(docs.last().unwrap(), "after");
    assert!(docs.len() > 20 && docs.len() < 300, "{}", docs.len());
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = Folder::new("folder");
    let article = "“Fine,” said Ada Orme.";
    for name in ["b/2.txt", "b/10.html", "a.txt", "c.txt", "b/x/y.htm", ".hidden.txt", "b/.cache/z.txt", "b/map.png"] {
        folder.write(&format!("in/{name}"), article);
    }
    folder.write("in/d.jsonl", json!({"id": "of d", "text": article}).to_string());
    let output = folder.good(&["--format", "jsonl", "in", "in/c.txt"]);
    assert_eq!(docs(&output), ["a", "b/10", "b/2", "b/x/y", "c", "of d", "c"]);
    let inside = folder.run(&["--format", "jsonl", "--output", "in/out.jsonl", "in"]);
    assert!(stderr(&inside).contains("found it inside a folder that is read"), "{}", stderr(&inside));
}

/// How far an interrupted run says that it is; `None` before its first checkpoint and after its end.
fn articles_done(folder: &Folder, output: &str) -> Option<u64> {
    let text = fs::read_to_string(folder.path(&format!("{output}.progress"))).ok()?;
    serde_json::from_str::<Value>(&text).unwrap()["articles"].as_u64()
}

/// Kills the run as soon as it has come further than `before` and says how far; `None` if it ends sooner.
fn kill_beyond(folder: &Folder, mut child: Child, output: &str, before: u64) -> Option<u64> {
    loop {
        let done = articles_done(folder, output).unwrap_or(0);
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        if done > before {
            child.kill().unwrap();
            child.wait().unwrap();
            return articles_done(folder, output);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[track_caller]
fn check_resumed(format: &str, kills: usize) -> Folder {
    let folder = Folder::new(&format!("killed-{format}"));
    folder.archive("archive.jsonl", 300, 4);
    fs::write(folder.path("archive.jsonl"), [folder.read("archive.jsonl"), b"{}\n".to_vec()].concat()).unwrap();
    let arguments = |output: &'static str| {
        let mut arguments = vec!["--format", format, "--threads", "2", "--part-rows", "40", "--output", output];
        arguments.extend(["--resume", "archive.jsonl"]);
        arguments
    };
    let missing = "sourcelight: archive.jsonl: line 301: found neither `text` nor `html`, expected one of them\n";
    let undisturbed = folder.run(&arguments("whole"));
    assert_eq!((stderr(&undisturbed).as_str(), undisturbed.status.code()), (missing, Some(1)));
    let mut done = 0;
    for _ in 0..kills {
        let child = folder.command(&arguments("killed")).spawn().unwrap();
        done = kill_beyond(&folder, child, "killed", done).unwrap();
    }
    assert!(done < 301);
    // What a run wrote behind its last checkpoint must not come twice.
    if folder.path("killed").is_file() {
        let mut file = File::options().append(true).open(folder.path("killed")).unwrap();
        file.write_all(b"half of an artic").unwrap();
    } else {
        fs::copy(folder.path("whole/part-00000.parquet"), folder.path("killed/part-00999.parquet")).unwrap();
    }
    let refused = folder.run(&["--format", format, "--part-rows", "40", "--output", "killed", "archive.jsonl"]);
    assert!(stderr(&refused).contains("found the output of an interrupted run"), "{}", stderr(&refused));
    let resumed = folder.run(&arguments("killed"));
    assert_eq!((stderr(&resumed).as_str(), resumed.status.code()), (missing, Some(1)));
    assert_eq!(articles_done(&folder, "killed"), None);
    assert!(folder.good(&arguments("killed")).is_empty(), "a complete output is left as it is");
    folder
}

#[test]
fn text_that_was_killed_goes_on_without_loss_or_duplicates() {
    for format in ["jsonl", "csv", "html", "md"] {
        let folder = check_resumed(format, if format == "jsonl" { 3 } else { 1 });
        assert!(folder.read("whole") == folder.read("killed"), "{format}");
    }
}

#[test]
fn other_input_or_options_are_refused() {
    let folder = Folder::new("changed");
    folder.archive("archive.jsonl", 500, 5);
    let arguments = ["--format", "jsonl", "--output", "out", "--resume", "archive.jsonl"];
    kill_beyond(&folder, folder.command(&arguments).spawn().unwrap(), "out", 0).unwrap();
    let refused = "sourcelight: out: found other input or options than those with which it was begun";
    let other = folder.run(&["--format", "csv", "--output", "out", "--resume", "archive.jsonl"]);
    assert!(stderr(&other).starts_with(refused), "{}", stderr(&other));
    folder.archive("archive.jsonl", 499, 5);
    let other = folder.run(&arguments);
    assert!(stderr(&other).starts_with(refused), "{}", stderr(&other));
    folder.write("out.progress", "{");
    let damaged = folder.run(&arguments);
    assert!(stderr(&damaged).contains("expected what an interrupted run left"), "{}", stderr(&damaged));
    assert_eq!(damaged.status.code(), Some(1));
}

/// Document, quote, words, names of the speakers, first code point.
type Row = (String, i64, String, Vec<String>, Option<i64>);

/// The rows of a folder of parts.
fn rows(folder: &Path) -> Vec<Row> {
    let mut parts: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.sort();
    assert!(parts.iter().all(|part| part.extension().unwrap() == "parquet"), "{parts:?}");
    let mut rows = Vec::new();
    for part in parts {
        for row in SerializedFileReader::new(File::open(part).unwrap()).unwrap().get_row_iter(None).unwrap() {
            let row = row.unwrap();
            let (content, speakers) = (row.get_list(5).unwrap(), row.get_list(6).unwrap());
            rows.push((
                row.get_string(0).unwrap().clone(),
                row.get_long(1).unwrap(),
                row.get_string(4).unwrap().clone(),
                (0..speakers.len()).map(|i| speakers.get_group(i).unwrap().get_string(0).unwrap().clone()).collect(),
                (content.len() > 0).then(|| content.get_group(0).unwrap().get_long(0).unwrap()),
            ));
        }
    }
    rows
}

#[test]
fn parquet_holds_the_quotes_of_the_json_lines_also_after_kills() {
    let folder = check_resumed("parquet", 2);
    let found = rows(&folder.path("killed"));
    assert_eq!(found, rows(&folder.path("whole")));
    let reports = json_lines(&folder.run(&["--format", "jsonl", "archive.jsonl"]).stdout);
    let expected: Vec<_> = reports
        .iter()
        .flat_map(|report| {
            report["quotes"].as_array().unwrap().iter().map(|quote| {
                let name = |id: &Value| {
                    let speaker = &report["sources"][usize::try_from(id.as_u64().unwrap()).unwrap()];
                    speaker["name"].as_str().unwrap().to_owned()
                };
                (
                    report["doc"].as_str().unwrap().to_owned(),
                    quote["id"].as_i64().unwrap(),
                    quote["text"].as_str().unwrap().to_owned(),
                    quote["speakers"].as_array().unwrap().iter().map(name).collect::<Vec<_>>(),
                    quote["content"][0][0].as_i64(),
                )
            })
        })
        .collect();
    assert!(expected.len() > 300 && expected.iter().any(|(.., speakers, _)| speakers.len() > 1));
    assert_eq!(found, expected);
}

#[test]
fn an_archive_without_quotes_is_a_table_without_rows() {
    let folder = Folder::new("no-rows");
    folder.write("a.txt", "It rained.");
    folder.good(&["--format", "parquet", "--output", "out", "a.txt"]);
    assert_eq!(rows(&folder.path("out")), []);
    assert!(folder.path("out/part-00000.parquet").is_file());
    let output = folder.run(&["--format", "parquet", "a.txt"]);
    assert_eq!(output.status.code(), Some(2), "parquet is nothing for standard output");
}

#[test]
fn progress_is_told_in_lines_where_asked() {
    let folder = Folder::new("progress");
    folder.archive("archive.jsonl", 20, 3);
    let arguments = ["--format", "jsonl", "--output", "out", "--progress", "lines", "archive.jsonl"];
    let output = folder.run(&arguments);
    let told = stderr(&output);
    assert!(told.starts_with("sourcelight: 20 articles in ") && told.ends_with(" a second\n"), "{told}");
}

/// The most memory that a run over an archive of so many articles has used, in bytes.
#[cfg(target_os = "linux")]
fn peak_memory(count: u64) -> u64 {
    let folder = Folder::new(&format!("memory-{count}"));
    folder.archive("archive.jsonl", count, 3);
    let arguments = ["--format", "jsonl", "--threads", "2", "--output", "out.jsonl", "archive.jsonl"];
    let (status, peak) = wait_and_watch(&mut folder.command(&arguments).spawn().unwrap()).unwrap();
    assert!(status.success());
    assert_eq!(docs(&folder.read("out.jsonl")).len(), usize::try_from(count).unwrap());
    fs::remove_dir_all(&folder.0).unwrap();
    peak.unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_archive() {
    let (small, large) = (peak_memory(500), peak_memory(5000));
    assert!(small > 1_000_000, "{small}");
    assert!(large < small + small / 4, "{small} bytes for 500 articles, {large} for 5,000");
}
