//! A layer of long short-term memory (Hochreiter and Schmidhuber 1997; with forget gates, Gers et al. 2000) that reads
//! four sequences in both directions.

use wide::f32x4;

use super::panels::{GATES, Gates, Panels, ROWS, by_gate};
use super::{DirectionWeights, LANES, Pairs, packed, sigmoid, tanh};

/// Steps whose products with the input are computed together: a group of weights is then read from the fastest memory,
/// and what the products take stays small however long the text is.
const STEPS_TOGETHER: usize = 16;

#[derive(Debug)]
pub(super) struct Layer {
    forward: Direction,
    backward: Direction,
}

#[derive(Debug)]
struct Direction {
    input: Panels,
    state: Panels,
    /// Of each group of units, the same for all lanes.
    bias: Vec<[f32x4; GATES]>,
}

#[derive(Debug, Clone, Copy)]
enum Order {
    Forward,
    Backward,
}

impl Layer {
    pub(super) fn new([forward, backward]: &[DirectionWeights; 2], input_scale: f32) -> Self {
        Self { forward: Direction::new(forward, input_scale), backward: Direction::new(backward, input_scale) }
    }

    /// A row for each step: the states of the forward direction, then those of the backward one.
    pub(super) fn run(&self, activations: &[Pairs], lengths: [usize; LANES]) -> Vec<Pairs> {
        let steps = activations.len() / self.forward.input.pairs().max(1);
        let mut states = vec![[0; LANES]; steps * (self.forward.state.pairs() + self.backward.state.pairs())];
        self.forward.run(Order::Forward, activations, lengths, &mut states);
        self.backward.run(Order::Backward, activations, lengths, &mut states);
        states
    }
}

/// What a direction carries from step to step.
struct Memory {
    /// Of each group of units.
    cells: Vec<[f32x4; LANES]>,
    state: Vec<Pairs>,
    next_state: Vec<Pairs>,
    /// The gates of steps and, within a step, groups, as far as they depend on the input.
    projected: Vec<Gates>,
}

impl Direction {
    fn new(weights: &DirectionWeights, input_scale: f32) -> Self {
        let hidden = weights.bias.len() / GATES;
        Self {
            input: Panels::new(&weights.input, input_scale),
            state: Panels::new(&weights.state, super::STATE_SCALE),
            bias: (0..hidden).step_by(ROWS).map(|unit| by_gate(&weights.bias, unit)).collect(),
        }
    }

    fn run(&self, order: Order, activations: &[Pairs], lengths: [usize; LANES], states: &mut [Pairs]) {
        let pairs = self.state.pairs();
        let mut memory = Memory {
            cells: vec![[f32x4::ZERO; LANES]; self.bias.len()],
            state: vec![[0; LANES]; pairs],
            next_state: vec![[0; LANES]; pairs],
            projected: vec![[[f32x4::ZERO; LANES]; GATES]; self.bias.len() * STEPS_TOGETHER],
        };
        let chunks = activations
            .chunks(self.input.pairs() * STEPS_TOGETHER)
            .zip(states.chunks_mut(2 * pairs * STEPS_TOGETHER))
            .enumerate();
        let mut chunk = |(place, (activations, states)): (usize, (&[Pairs], &mut [Pairs]))| {
            self.project(activations, &mut memory.projected);
            let steps = states.chunks_exact_mut(2 * pairs).enumerate();
            let mut step = |(offset, row): (usize, &mut [Pairs])| {
                let (forward, backward) = row.split_at_mut(pairs);
                let row = match order {
                    Order::Forward => forward,
                    Order::Backward => backward,
                };
                self.step(offset, place * STEPS_TOGETHER + offset, lengths, &mut memory, row);
            };
            match order {
                Order::Forward => steps.for_each(&mut step),
                Order::Backward => steps.rev().for_each(&mut step),
            }
        };
        match order {
            Order::Forward => chunks.for_each(&mut chunk),
            Order::Backward => chunks.rev().for_each(&mut chunk),
        }
    }

    /// The part of the gates that needs no state.
    fn project(&self, activations: &[Pairs], projected: &mut [Gates]) {
        for (place, (group, bias)) in self.input.groups().zip(&self.bias).enumerate() {
            let base = bias.map(|gate| [gate; LANES]);
            let of_group = projected.iter_mut().skip(place).step_by(self.bias.len());
            for (row, gates) in activations.chunks_exact(self.input.pairs()).zip(of_group) {
                *gates = group.add_product(row, &base);
            }
        }
    }

    /// One step of all lanes. A lane beyond its sequence's end is kept at zero, where the backward direction begins.
    fn step(&self, offset: usize, step: usize, lengths: [usize; LANES], memory: &mut Memory, row: &mut [Pairs]) {
        let within = lengths.map(|length| f32x4::splat(if step < length { 1.0 } else { 0.0 }));
        let groups = self.bias.len();
        let projected = memory.projected.get(offset * groups..(offset + 1) * groups).unwrap_or_default();
        let units = projected.iter().zip(&mut memory.cells).zip(memory.next_state.as_chunks_mut::<{ ROWS / 2 }>().0);
        for (group, ((base, cells), next)) in self.state.groups().zip(units) {
            let [input, forget, cell, output] = group.add_product(&memory.state, base);
            let [next_low, next_high] = next;
            let lanes = cells.iter_mut().zip(within).zip(next_low.iter_mut().zip(next_high));
            let gates = input.into_iter().zip(forget).zip(cell.into_iter().zip(output));
            for (((old, within), (low, high)), ((input, forget), (cell, output))) in lanes.zip(gates) {
                *old = (sigmoid(forget) * *old + sigmoid(input) * tanh(cell)) * within;
                [*low, *high] = packed(sigmoid(output) * tanh(*old));
            }
        }
        std::mem::swap(&mut memory.state, &mut memory.next_state);
        row.copy_from_slice(&memory.state);
    }
}
