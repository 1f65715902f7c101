//! Which token is computed in which lane and step.

use super::LANES;

/// Sequences one behind the other in four lanes that are about as long as each other.
#[derive(Debug)]
pub(super) struct Schedule {
    /// Of each step and lane the token, counted over the sequences in their order; `None` where a lane has ended.
    pub(super) tokens: Vec<[Option<usize>; LANES]>,
    /// Of each step the lanes in which a sequence begins.
    pub(super) first: Vec<[bool; LANES]>,
    /// Of each step the lanes in which a sequence ends.
    pub(super) last: Vec<[bool; LANES]>,
}

impl Schedule {
    /// Puts each sequence behind those of the lane that is shortest so far.
    pub(super) fn new(lengths: &[usize]) -> Self {
        let mut schedule = Self { tokens: Vec::new(), first: Vec::new(), last: Vec::new() };
        let mut ends = [0; LANES];
        let mut token = 0;
        for length in lengths.iter().copied().filter(|length| *length > 0) {
            let Some((lane, end)) = ends.iter_mut().enumerate().min_by_key(|(_, end)| **end) else { continue };
            let start = *end;
            *end += length;
            schedule.reach(*end);
            let steps = schedule.tokens.iter_mut().zip(&mut schedule.first).zip(&mut schedule.last);
            for (place, ((tokens, first), last)) in steps.skip(start).take(length).enumerate() {
                set(tokens, lane, Some(token + place));
                set(first, lane, place == 0);
                set(last, lane, place + 1 == length);
            }
            token += length;
        }
        schedule
    }

    fn reach(&mut self, steps: usize) {
        let steps = steps.max(self.tokens.len());
        self.tokens.resize(steps, [None; LANES]);
        self.first.resize(steps, [false; LANES]);
        self.last.resize(steps, [false; LANES]);
    }
}

fn set<T>(lanes: &mut [T; LANES], lane: usize, value: T) {
    if let Some(cell) = lanes.get_mut(lane) {
        *cell = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_has_one_place_and_sequences_stay_whole() {
        let lengths = [9, 0, 7, 7, 5, 4, 4, 1];
        let schedule = Schedule::new(&lengths);
        assert_eq!(schedule.tokens.len(), 11);
        let mut seen: Vec<usize> = schedule.tokens.iter().flatten().flatten().copied().collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..lengths.iter().sum()).collect::<Vec<_>>());
        let starts: Vec<usize> =
            lengths.iter().scan(0, |sum, length| Some(std::mem::replace(sum, *sum + length))).collect();
        for lane in 0..LANES {
            let mut before = None;
            for step in 0..schedule.tokens.len() {
                let token = schedule.tokens[step][lane];
                let begins = token.is_some_and(|token| starts.contains(&token));
                assert_eq!(schedule.first[step][lane], begins, "lane {lane}, step {step}");
                let ends = token.is_some_and(|token| starts.contains(&(token + 1)) || token == 36);
                assert_eq!(schedule.last[step][lane], ends, "lane {lane}, step {step}");
                if let (Some(token), false) = (token, begins) {
                    assert_eq!(before, Some(token - 1), "lane {lane}, step {step}");
                }
                before = token;
            }
        }
    }

    #[test]
    fn nothing_takes_no_steps() {
        assert!(Schedule::new(&[]).tokens.is_empty());
        assert!(Schedule::new(&[0, 0]).tokens.is_empty());
        assert_eq!(Schedule::new(&[2]).tokens, [[Some(0), None, None, None], [Some(1), None, None, None]]);
    }
}
