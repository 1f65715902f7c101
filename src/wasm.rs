//! The wasm-bindgen exports, thin: a page goes in, its report comes out, both as plain JavaScript objects.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use js_sys::TypeError;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Memory;
use crate::contract::{CONTRACT_VERSION, PageInput};

/// Keeps the message of a panic: without it, JavaScript sees only `RuntimeError: unreachable`.
#[wasm_bindgen(start)]
fn start() {
    let say = |panic: &PanicHookInfo<'_>| web_sys::console::error_1(&format!("sourcelight core: {panic}").into());
    std::panic::set_hook(Box::new(say));
}

/// The loaded core. Make one, keep it, and analyse as many pages with it as you like.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Analyzer {
    inner: crate::Analyzer,
    memory: RefCell<Memory>,
}

impl Analyzer {
    fn of(inner: crate::Analyzer) -> Self {
        Self { inner, memory: RefCell::default() }
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

#[wasm_bindgen]
impl Analyzer {
    /// Loads the word lists only: the core then looks for quotations in marks, and its reports say so.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::of(crate::Analyzer::without_model())
    }

    /// Loads the word lists and the trained model from the bytes of its pack.
    ///
    /// # Errors
    ///
    /// An `Error` that says what was found and what was expected, if the bytes are no pack that this core reads.
    #[wasm_bindgen(js_name = withModel)]
    pub fn with_model(pack: &[u8]) -> Result<Self, JsError> {
        let inner = crate::Analyzer::with_model(pack).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Self::of(inner))
    }

    /// Analyses a page input of the contract and gives its report; positions count UTF-16 code units.
    ///
    /// # Errors
    ///
    /// A `TypeError` that says what was found and what was expected, if the input does not keep the contract: the same kind
    /// as JavaScript's own check of the contract throws.
    pub fn analyze(&self, input: JsValue) -> Result<JsValue, TypeError> {
        handed_over(&self.inner.analyze(&page_of(input)?))
    }

    /// The same report, sooner where most of the page was given to this method before.
    ///
    /// # Errors
    ///
    /// As [`Analyzer::analyze`].
    #[wasm_bindgen(js_name = analyzeAgain)]
    pub fn analyze_again(&self, input: JsValue) -> Result<JsValue, TypeError> {
        let page = page_of(input)?;
        handed_over(&self.inner.analyze_again(&page, &mut self.memory.borrow_mut()))
    }
}

#[cfg(feature = "stages")]
#[wasm_bindgen]
impl Analyzer {
    /// What each stage makes of a page input of the contract, as `stages.rs` has it.
    ///
    /// # Errors
    ///
    /// As [`Analyzer::analyze`].
    pub fn stages(&self, input: JsValue) -> Result<JsValue, TypeError> {
        handed_over(&self.inner.stages(&page_of(input)?))
    }
}

fn page_of(input: JsValue) -> Result<PageInput, TypeError> {
    serde_wasm_bindgen::from_value(input)
        .map_err(|error| TypeError::new(&format!("the page input does not keep the contract: {error}")))
}

fn handed_over(result: &impl Serialize) -> Result<JsValue, TypeError> {
    result
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| TypeError::new(&format!("the report could not be handed over: {error}")))
}

/// The version of the contract that this core speaks.
#[wasm_bindgen(js_name = contractVersion)]
#[must_use]
pub fn contract_version() -> u32 {
    CONTRACT_VERSION
}
