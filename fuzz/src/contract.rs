//! The contract: what the background hands to the core.

use sourcelight::contract::PageInput;

use crate::cost::within_limits;
use crate::promises::check_page;

/// Checks bytes that are, or are not, a page input in JSON. One that is comes back the same from its own JSON.
pub(crate) fn check(bytes: &[u8]) {
    let Ok(page) = within_limits(bytes.len(), || serde_json::from_slice::<PageInput>(bytes)) else { return };
    let again = serde_json::to_vec(&page).ok().and_then(|json| serde_json::from_slice(&json).ok());
    assert_eq!(again.as_ref(), Some(&page), "the page input after a way through JSON");
    check_page(&page, bytes.len());
}
