//! The wasm-bindgen exports, thin.
