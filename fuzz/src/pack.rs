//! Model packs: what lies in the extension's folder.

use sourcelight::Analyzer;
use sourcelight::contract::{CONTRACT_VERSION, InputBlock, PageInput};

use crate::cost::within_limits;
use crate::promises::check_page;

/// The first bytes of a pack: its magic and the version that this build reads.
const BEGINNING: [u8; 12] = *b"SLTAG\r\n\x1a\x02\0\0\0";

/// Checks bytes as a pack, and as what stands behind the head of a pack of right length and checksum: damage that no
/// checksum shows. A pack that can be read must then do for an analysis, whatever its numbers are.
pub(crate) fn check(bytes: &[u8]) {
    check_pack(bytes);
    let length = u32::try_from(BEGINNING.len() + 8 + bytes.len()).unwrap_or(u32::MAX);
    let mut summed = length.to_le_bytes().to_vec();
    summed.extend_from_slice(bytes);
    let mut pack = BEGINNING.to_vec();
    pack.extend_from_slice(&crc32fast::hash(&summed).to_le_bytes());
    pack.append(&mut summed);
    check_pack(&pack);
}

fn check_pack(pack: &[u8]) {
    match within_limits(pack.len(), || Analyzer::with_model(pack)) {
        Err(error) => assert!(error.to_string().starts_with("model pack: "), "what is wrong with the pack: {error}"),
        Ok(analyzer) => {
            let page = page();
            // Its words are few, but a pack may have as many layers as the largest.
            let report = within_limits(pack.len(), || analyzer.analyze_bytes(&page));
            crate::promises::check_report(&page, &report, &analyzer.analyze(&page));
        }
    }
    // Whatever was wrong with a pack, the one in the program still works.
    check_page(&page(), 0);
}

/// An article with one of everything.
fn page() -> PageInput {
    let texts = [
        "Pier to open by summer",
        "“The pier will open in the summer,” said Ada Quill, the harbour master. She told the Harbour Post that “nobody” waits.",
        "According to the Office of Piers, the boats of the old town have waited for nine years.",
    ];
    let blocks = (0_u32..).zip(texts).map(|(id, text)| InputBlock::paragraph(id, text)).collect();
    PageInput {
        version: CONTRACT_VERSION,
        lang: Some("en".to_owned()),
        url: None,
        title: None,
        outlet: None,
        is_partial: false,
        blocks,
    }
}
