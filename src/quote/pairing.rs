//! The cheapest reading of a block's marks that nests properly (Viterbi over the few ways in which quotations nest).

use crate::quote::cost::{MarkCosts, abandoned, left_open, nested_in_same_family};
use crate::text::marks::MarkFamily::{self, Double, Single};

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is no quotation mark.
    Ignore,
    /// It opens a quotation.
    Open,
    /// It opens a quotation after giving up this many that are open.
    Reopen(u8),
    /// It closes the innermost open quotation after giving up this many.
    Close(u8),
}

/// What the end of a block means for marks that are still open: whether the next paragraph opens with one of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct BlockEdge {
    pub(crate) double_goes_on: bool,
    pub(crate) single_goes_on: bool,
}

/// The ways in which open quotations stand in each other, outermost first.
const STACKS: [&[MarkFamily]; 7] =
    [&[], &[Double], &[Single], &[Double, Single], &[Single, Double], &[Double, Single, Double], &[Double, Double]];

/// A step that led to a state: the state before and what the mark did.
type Step = Option<(u8, Role)>;

/// The role of each mark in the cheapest reading. Ties go to the first of ignoring, closing and opening.
pub(crate) fn roles(marks: &[MarkCosts], edge: BlockEdge) -> Vec<Role> {
    let mut costs: [Option<u32>; STACKS.len()] = [None; STACKS.len()];
    if let Some(empty) = costs.first_mut() {
        *empty = Some(0);
    }
    let mut steps: Vec<[Step; STACKS.len()]> = Vec::with_capacity(marks.len());
    for mark in marks {
        let mut next_costs: [Option<u32>; STACKS.len()] = [None; STACKS.len()];
        let mut next_steps: [Step; STACKS.len()] = [None; STACKS.len()];
        for (state, cost) in costs.iter().enumerate() {
            let Some(cost) = *cost else { continue };
            for_each_move(state, mark, |role, next_state, move_cost| {
                let total = cost.saturating_add(move_cost);
                let Some(best) = next_costs.get_mut(next_state) else { return };
                if best.is_none_or(|best| total < best) {
                    *best = Some(total);
                    if let Some(step) = next_steps.get_mut(next_state) {
                        *step = Some((state as u8, role));
                    }
                }
            });
        }
        costs = next_costs;
        steps.push(next_steps);
    }
    let mut state = cheapest_end(&costs, edge);
    let mut roles = vec![Role::Ignore; marks.len()];
    for (role, steps) in roles.iter_mut().zip(&steps).rev() {
        let Some((before, taken)) = steps.get(state).copied().flatten() else { break };
        *role = taken;
        state = usize::from(before);
    }
    roles
}

fn cheapest_end(costs: &[Option<u32>; STACKS.len()], edge: BlockEdge) -> usize {
    let mut best = (0, u32::MAX);
    for (state, (cost, stack)) in costs.iter().zip(STACKS).enumerate() {
        let Some(cost) = *cost else { continue };
        let open: u32 = stack.iter().map(|family| left_open(*family, edge.goes_on(*family))).sum();
        let total = cost.saturating_add(open);
        if total < best.1 {
            best = (state, total);
        }
    }
    best.0
}

impl BlockEdge {
    fn goes_on(self, family: MarkFamily) -> bool {
        match family {
            Double => self.double_goes_on,
            Single => self.single_goes_on,
        }
    }
}

/// Calls `take` with every reading of a mark in a state, the state that it leads to and its cost.
fn for_each_move(state: usize, mark: &MarkCosts, mut take: impl FnMut(Role, usize, u32)) {
    let stack = STACKS.get(state).copied().unwrap_or(&[]);
    take(Role::Ignore, state, mark.ignore);
    let mut given_up_cost = 0;
    for (given_up, depth) in (0_u8..).zip((0..stack.len()).rev()) {
        let Some(family) = stack.get(depth) else { break };
        let outer = stack.get(..depth).unwrap_or(&[]);
        if *family == mark.family {
            if let Some(next) = state_of(outer, None) {
                take(Role::Close(given_up), next, mark.close + given_up_cost);
            }
            if let Some(next) = state_of(outer, Some(mark.family)) {
                take(Role::Reopen(given_up + 1), next, mark.open + given_up_cost + abandoned(mark.family));
            }
        }
        given_up_cost += abandoned(*family);
    }
    if let Some(next) = state_of(stack, Some(mark.family)) {
        let nested = if stack.last() == Some(&mark.family) { nested_in_same_family(mark.shape) } else { 0 };
        take(Role::Open, next, mark.open + nested);
    }
}

/// The state with these open quotations and one more, if there is such a state.
fn state_of(outer: &[MarkFamily], inner: Option<MarkFamily>) -> Option<usize> {
    STACKS.iter().position(|stack| match inner {
        None => *stack == outer,
        Some(inner) => stack.split_last() == Some((&inner, outer)),
    })
}
