//! A layer of long short-term memory (Hochreiter and Schmidhuber 1997; with forget gates, Gers et al. 2000) that reads
//! four sequences in both directions.

use wide::f32x4;

use super::curves::advance;
use super::panels::{GATES, Gates, Panels, ROWS, by_gate};
use super::schedule::Schedule;
use super::{DirectionWeights, LANES, Pairs};

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
    /// The columns of the input that belong to a token's kind.
    kind: Panels,
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
    /// The first `of_kinds` numbers of the input are those of a token's kind.
    pub(super) fn new([forward, backward]: &[DirectionWeights; 2], of_kinds: usize, input_scale: f32) -> Self {
        let direction = |weights| Direction::new(weights, of_kinds, input_scale);
        Self { forward: direction(forward), backward: direction(backward) }
    }

    /// A row for each step: the states of the forward direction, then those of the backward one. `kinds` are the
    /// activations of all kinds, four a row, and the kind in each step and lane.
    pub(super) fn run(&self, activations: &[Pairs], kinds: Option<Kinds<'_>>, schedule: &Schedule) -> Vec<Pairs> {
        let pairs = self.forward.state.pairs() + self.backward.state.pairs();
        let mut states = vec![[0; LANES]; schedule.tokens.len() * pairs];
        self.forward.run(Order::Forward, activations, kinds, &schedule.first, &mut states);
        self.backward.run(Order::Backward, activations, kinds, &schedule.last, &mut states);
        states
    }
}

/// Activations of all kinds, and the kind in each step and lane.
type Kinds<'text> = (&'text [Pairs], &'text [[Option<usize>; LANES]]);

/// The gates of all kinds, and the kind in each step and lane.
type Bases<'text> = (&'text [[f32x4; GATES]], &'text [[Option<usize>; LANES]]);

/// Steps that are projected together: their number, activations, states, and where sequences begin.
type Chunk<'text> = (usize, ((&'text [Pairs], &'text mut [Pairs]), &'text [[bool; LANES]]));

/// What a direction carries from step to step.
struct Memory {
    /// Of each group of units.
    cells: Vec<[f32x4; LANES]>,
    state: Vec<Pairs>,
    next_state: Vec<Pairs>,
    /// The gates of steps and, within a step, groups, as far as they depend on the input.
    projected: Vec<Gates>,
}

impl Memory {
    /// Forgets what the sequences before have left in the lanes in which a new one begins.
    fn clear(&mut self, lanes: [bool; LANES]) {
        if lanes.contains(&true) {
            for (lane, _) in lanes.iter().enumerate().filter(|(_, begins)| **begins) {
                self.cells.iter_mut().filter_map(|cells| cells.get_mut(lane)).for_each(|cell| *cell = f32x4::ZERO);
                self.state.iter_mut().filter_map(|pairs| pairs.get_mut(lane)).for_each(|pair| *pair = 0);
            }
        }
    }
}

impl Direction {
    fn new(weights: &DirectionWeights, of_kinds: usize, input_scale: f32) -> Self {
        let hidden = weights.bias.len() / GATES;
        Self {
            kind: Panels::new(&weights.input, 0..of_kinds, input_scale),
            input: Panels::new(&weights.input, of_kinds..weights.input.columns, input_scale),
            state: Panels::new(&weights.state, 0..weights.state.columns, super::STATE_SCALE),
            bias: (0..hidden).step_by(ROWS).map(|unit| by_gate(&weights.bias, unit)).collect(),
        }
    }

    /// Writes the states over this direction's half of each row. `begins` has for each step the lanes whose sequence
    /// begins there, in this direction's order.
    fn run(
        &self,
        order: Order,
        activations: &[Pairs],
        kinds: Option<Kinds<'_>>,
        begins: &[[bool; LANES]],
        states: &mut [Pairs],
    ) {
        let pairs = self.state.pairs();
        let mut memory = Memory {
            cells: vec![[f32x4::ZERO; LANES]; self.bias.len()],
            state: vec![[0; LANES]; pairs],
            next_state: vec![[0; LANES]; pairs],
            projected: vec![[[f32x4::ZERO; LANES]; GATES]; self.bias.len() * STEPS_TOGETHER],
        };
        let table = kinds.map(|(kinds, _)| self.gates_of_kinds(kinds));
        let bases = table.as_deref().zip(kinds.map(|(_, kinds)| kinds));
        let chunks = activations
            .chunks((self.input.pairs() * STEPS_TOGETHER).max(1))
            .zip(states.chunks_mut(2 * pairs * STEPS_TOGETHER))
            .zip(begins.chunks(STEPS_TOGETHER))
            .enumerate();
        let mut chunk = |(place, ((activations, states), begins)): Chunk<'_>| {
            let bases = bases.map(|(table, kinds)| (table, kinds.get(place * STEPS_TOGETHER..).unwrap_or_default()));
            self.project(activations, bases, &mut memory.projected);
            let steps = states.chunks_exact_mut(2 * pairs).zip(begins).enumerate();
            let mut step = |(offset, (row, begins)): (usize, (&mut [Pairs], &[bool; LANES]))| {
                let (forward, backward) = row.split_at_mut(pairs);
                let row = match order {
                    Order::Forward => forward,
                    Order::Backward => backward,
                };
                memory.clear(*begins);
                self.step(offset, &mut memory, row);
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

    /// The part of the gates that depends on a token's kind alone: for each kind those of every group.
    fn gates_of_kinds(&self, kinds: &[Pairs]) -> Vec<[f32x4; GATES]> {
        let groups = self.bias.len();
        let rows = kinds.chunks_exact(self.kind.pairs().max(1));
        let mut table = vec![[f32x4::ZERO; GATES]; rows.len() * LANES * groups];
        for (place, (group, bias)) in self.kind.groups().zip(&self.bias).enumerate() {
            let base = bias.map(|gate| [gate; LANES]);
            for (row, of_kinds) in rows.clone().zip(table.chunks_exact_mut(LANES * groups)) {
                let mut gates = base;
                group.add_product(row, &mut gates);
                let [input, forget, cell, output] = gates;
                let lanes = input.into_iter().zip(forget).zip(cell.into_iter().zip(output));
                for (slot, ((input, forget), (cell, output))) in
                    of_kinds.iter_mut().skip(place).step_by(groups).zip(lanes)
                {
                    *slot = [input, forget, cell, output];
                }
            }
        }
        table
    }

    /// The part of the gates that needs no state.
    fn project(&self, activations: &[Pairs], bases: Option<Bases<'_>>, projected: &mut [Gates]) {
        let groups = self.bias.len();
        let (table, kinds) = bases.unwrap_or_default();
        for (place, (group, bias)) in self.input.groups().zip(&self.bias).enumerate() {
            let base_of = |kind: Option<usize>| kind.and_then(|kind| table.get(kind * groups + place)).unwrap_or(bias);
            let of_group = projected.iter_mut().skip(place).step_by(groups);
            let rows = activations.chunks_exact(self.input.pairs().max(1));
            for (step, (row, gates)) in rows.zip(of_group).enumerate() {
                let lanes = kinds.get(step).map_or([bias; LANES], |kinds| kinds.map(base_of));
                for (place, gate) in gates.iter_mut().enumerate() {
                    *gate = lanes.map(|gates| gates.get(place).copied().unwrap_or_default());
                }
                group.add_product(row, gates);
            }
        }
    }

    /// One step of all lanes. What a lane computes beyond its last sequence is read by nobody.
    fn step(&self, offset: usize, memory: &mut Memory, row: &mut [Pairs]) {
        let groups = self.bias.len();
        let gates = memory.projected.get_mut(offset * groups..(offset + 1) * groups).unwrap_or_default();
        for (group, gates) in self.state.groups().zip(gates.iter_mut()) {
            group.add_product(&memory.state, gates);
        }
        advance(gates, &mut memory.cells, memory.next_state.as_chunks_mut().0);
        std::mem::swap(&mut memory.state, &mut memory.next_state);
        row.copy_from_slice(&memory.state);
    }
}
