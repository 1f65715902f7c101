//! Sorting, with one routine for all types: every type that the standard library sorts by itself adds eight kilobytes to
//! the browser's build.

use std::cmp::Ordering;

/// Sorts by a key; equal items keep their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |left, right| key(left).cmp(&key(right)));
}

/// Sorts by a comparison; equal items keep their order. Takes n log n comparisons, and memory for the items once more.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = order(items.len(), &mut |left, right| match (items.get(left), items.get(right)) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| slots.get_mut(place)?.take()));
}

/// The numbers below `count`, sorted by what they stand for; equal ones by themselves.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|left, right| compare(*left, *right).then(left.cmp(right)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let mut items: Vec<(i32, usize)> = (0..200).map(|place| ((place % 7) as i32 - 3, place)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by_key(&mut items, |(key, _)| *key);
        assert_eq!(items, expected);
        sort_by_key(&mut items, |(_, place)| std::cmp::Reverse(*place));
        assert_eq!(items.first(), Some(&((199 % 7) - 3, 199)));
        sort_by_key(&mut Vec::<u8>::new(), |item| *item);
    }
}
