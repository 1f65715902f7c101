//! Parquet: one row a quote.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use sourcelight::contract::{ByteSpan, Quote};

use super::words::{channel, quote_kind, speaker_kind, statement};
use crate::scanned::Scanned;

/// The columns, in the order in which [`write`] gives them.
///
/// Positions count Unicode code points of the file (of HTML: of the collected text), ends exclusive.
const SCHEMA: &str = "message quotes {
    required binary doc (STRING);
    required int64 quote;
    required binary kind (STRING);
    required binary statement (STRING);
    required binary text (STRING);
    required group content (LIST) { repeated group list { required group element {
        required int64 start; required int64 end;
    } } }
    required group speakers (LIST) { repeated group list { required group element {
        required binary name (STRING); required binary kind (STRING);
        optional binary role (STRING); optional binary affiliation (STRING);
    } } }
    required binary cue (STRING);
    required binary source (STRING);
    optional binary addressee (STRING);
    optional binary channel (STRING);
    optional binary link (STRING);
    required double confidence;
}";

/// A quote as a row.
#[derive(Debug)]
pub(crate) struct Row {
    doc: Arc<str>,
    quote: i64,
    kind: &'static str,
    statement: &'static str,
    text: String,
    content: Vec<[i64; 2]>,
    speakers: Vec<SpeakerCells>,
    cue: String,
    source: String,
    addressee: Option<String>,
    channel: Option<&'static str>,
    link: Option<String>,
    confidence: f64,
}

#[derive(Debug)]
struct SpeakerCells {
    name: String,
    kind: &'static str,
    role: Option<String>,
    affiliation: Option<String>,
}

/// The rows of an article.
pub(super) fn rows(scanned: &Scanned) -> Vec<Row> {
    let doc: Arc<str> = scanned.input.name.as_str().into();
    scanned.report.quotes.iter().map(|quote| row(scanned, quote, &doc)).collect()
}

fn row(scanned: &Scanned, quote: &Quote<ByteSpan>, doc: &Arc<str>) -> Row {
    let position = |point: usize| i64::try_from(point).unwrap_or(i64::MAX);
    Row {
        doc: Arc::clone(doc),
        quote: i64::from(quote.id),
        kind: quote_kind(quote.kind),
        statement: statement(quote.statement),
        text: scanned.printed(quote).into_owned(),
        content: quote
            .content
            .iter()
            .filter_map(|span| scanned.code_points_of(span))
            .map(|points| points.map(position))
            .collect(),
        speakers: scanned
            .speakers_of(quote)
            .map(|speaker| SpeakerCells {
                name: speaker.name.clone(),
                kind: speaker_kind(speaker.kind),
                role: speaker.role.clone(),
                affiliation: speaker.affiliation.clone(),
            })
            .collect(),
        cue: scanned.pieces(&quote.cue),
        source: scanned.pieces(&quote.source),
        addressee: quote.addressee.clone(),
        channel: quote.channel.map(channel),
        link: quote.link.clone(),
        confidence: (f64::from(quote.confidence) * 100.0).round() / 100.0,
    }
}

/// Writes rows as a file of one row group, compressed with Snappy, which every reader of Parquet knows.
///
/// # Errors
///
/// If the file cannot be written.
pub(crate) fn write(path: &Path, rows: &[Row]) -> Result<()> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("sourcelight ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let file = File::create(path)?;
    let mut writer = SerializedFileWriter::new(file.try_clone()?, schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    let mut columns = Columns { group: &mut group, rows };
    columns.required::<ByteArrayType>(|row| text(&row.doc))?;
    columns.required::<Int64Type>(|row| row.quote)?;
    columns.required::<ByteArrayType>(|row| text(row.kind))?;
    columns.required::<ByteArrayType>(|row| text(row.statement))?;
    columns.required::<ByteArrayType>(|row| text(&row.text))?;
    columns.listed::<Int64Type, _>(|row| &row.content, |[start, _]| Some(*start), Presence::Always)?;
    columns.listed::<Int64Type, _>(|row| &row.content, |[_, end]| Some(*end), Presence::Always)?;
    columns.listed::<ByteArrayType, _>(|row| &row.speakers, |cells| Some(text(&cells.name)), Presence::Always)?;
    columns.listed::<ByteArrayType, _>(|row| &row.speakers, |cells| Some(text(cells.kind)), Presence::Always)?;
    columns.listed::<ByteArrayType, _>(
        |row| &row.speakers,
        |cells| cells.role.as_deref().map(text),
        Presence::Sometimes,
    )?;
    columns.listed::<ByteArrayType, _>(
        |row| &row.speakers,
        |cells| cells.affiliation.as_deref().map(text),
        Presence::Sometimes,
    )?;
    columns.required::<ByteArrayType>(|row| text(&row.cue))?;
    columns.required::<ByteArrayType>(|row| text(&row.source))?;
    columns.optional::<ByteArrayType>(|row| row.addressee.as_deref().map(text))?;
    columns.optional::<ByteArrayType>(|row| row.channel.map(text))?;
    columns.optional::<ByteArrayType>(|row| row.link.as_deref().map(text))?;
    columns.required::<DoubleType>(|row| row.confidence)?;
    group.close()?;
    writer.close()?;
    file.sync_data()?;
    Ok(())
}

fn text(text: &str) -> ByteArray {
    ByteArray::from(text)
}

/// Whether every element of a list has the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    Sometimes,
}

/// The columns of a row group, one after the other. Levels are those of the Dremel encoding: a definition level says how
/// much of the path to a value is there, a repetition level whether the value begins a new row (0) or goes on in its list.
struct Columns<'group, 'file, 'rows> {
    group: &'group mut SerializedRowGroupWriter<'file, File>,
    rows: &'rows [Row],
}

impl<'rows> Columns<'_, '_, 'rows> {
    fn required<T: DataType>(&mut self, value: impl Fn(&'rows Row) -> T::T) -> Result<()> {
        let values: Vec<T::T> = self.rows.iter().map(value).collect();
        self.column::<T>(&values, None, None)
    }

    fn optional<T: DataType>(&mut self, value: impl Fn(&'rows Row) -> Option<T::T>) -> Result<()> {
        let cells: Vec<Option<T::T>> = self.rows.iter().map(value).collect();
        let definition: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        let values: Vec<T::T> = cells.into_iter().flatten().collect();
        self.column::<T>(&values, Some(&definition), None)
    }

    fn listed<T: DataType, E: 'rows>(
        &mut self,
        list: impl Fn(&'rows Row) -> &'rows Vec<E>,
        value: impl Fn(&'rows E) -> Option<T::T>,
        presence: Presence,
    ) -> Result<()> {
        let (mut values, mut definition, mut repetition) = (Vec::new(), Vec::new(), Vec::new());
        for row in self.rows {
            let elements = list(row);
            if elements.is_empty() {
                definition.push(0);
                repetition.push(0);
            }
            for (place, element) in elements.iter().enumerate() {
                let found = value(element);
                definition.push(1 + i16::from(presence == Presence::Sometimes && found.is_some()));
                repetition.push(i16::from(place > 0));
                values.extend(found);
            }
        }
        self.column::<T>(&values, Some(&definition), Some(&repetition))
    }

    fn column<T: DataType>(
        &mut self,
        values: &[T::T],
        definition: Option<&[i16]>,
        repetition: Option<&[i16]>,
    ) -> Result<()> {
        if let Some(mut column) = self.group.next_column()? {
            column.typed::<T>().write_batch(values, definition, repetition)?;
            column.close()?;
        }
        Ok(())
    }
}
