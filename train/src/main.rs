//! Will train the model pack. The core's stages are rule-based so far, so there is nothing to train yet.

fn main() {
    println!("train: the analysis is rule-based so far; there is no model pack to train yet");
}
