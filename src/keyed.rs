//! Maps and sets, which keep the order in which entries came. One table serves all of them, whatever they hold: every type
//! that the standard library's maps hold adds four kilobytes to the browser's build.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A map whose order is that in which keys first came. Looking up takes constant time.
#[derive(Debug, Clone)]
pub(crate) struct Map<K, V> {
    entries: Vec<(K, V)>,
    places: Places,
}

/// A set whose order is that in which items first came. Looking up takes constant time.
#[derive(Debug, Clone)]
pub(crate) struct Set<T> {
    items: Map<T, ()>,
}

/// Where the entries of a map stand, by the hashes of their keys.
#[derive(Debug, Clone, Default)]
struct Places {
    table: HashTable<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    hash: u64,
    index: usize,
}

impl Places {
    fn find(&self, hash: u64, is_same: &dyn Fn(usize) -> bool) -> Option<usize> {
        self.table.find(hash, |place| place.hash == hash && is_same(place.index)).map(|place| place.index)
    }

    fn add(&mut self, hash: u64, index: usize) {
        self.table.insert_unique(hash, Place { hash, index }, |place| place.hash);
    }
}

impl<K: Hash + Eq, V> Map<K, V> {
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(hash_of(key), key).and_then(|index| self.entries.get(index)).map(|(_, value)| value)
    }

    pub(crate) fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(hash_of(key), key).is_some()
    }

    /// Changes the value of a key, which is the given one to begin with if there was none.
    pub(crate) fn change(&mut self, key: K, given: V, change: impl FnOnce(&mut V)) {
        let index = self.place(key, given);
        if let Some((_, value)) = self.entries.get_mut(index) {
            change(value);
        }
    }

    /// Gives a key a value; one that it had goes.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.find(hash_of(&key), &key).and_then(|index| self.entries.get_mut(index)) {
            Some((_, before)) => *before = value,
            None => self.insert_new(key, value),
        }
    }

    /// Gives a key a value; one that it had stays.
    pub(crate) fn insert_new(&mut self, key: K, value: V) {
        self.place(key, value);
    }

    pub(crate) fn into_entries(self) -> Vec<(K, V)> {
        self.entries
    }

    /// Where the key's entry stands, which is put in if there was none.
    fn place(&mut self, key: K, given: V) -> usize {
        let hash = hash_of(&key);
        self.find(hash, &key).unwrap_or_else(|| {
            let index = self.entries.len();
            self.places.add(hash, index);
            self.entries.push((key, given));
            index
        })
    }

    fn find<Q: Eq + ?Sized>(&self, hash: u64, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.places.find(hash, &|index| self.entries.get(index).is_some_and(|(other, _)| other.borrow() == key))
    }
}

impl<T: Hash + Eq> Set<T> {
    pub(crate) fn contains<Q: Hash + Eq + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.items.contains_key(item)
    }

    /// Puts an item in and tells whether it is new.
    pub(crate) fn insert(&mut self, item: T) -> bool {
        let before = self.items.entries.len();
        self.items.insert_new(item, ());
        self.items.entries.len() > before
    }

    pub(crate) fn into_items(self) -> Vec<T> {
        self.items.entries.into_iter().map(|(item, ())| item).collect()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.entries.iter().map(|(item, ())| item)
    }
}

fn hash_of<Q: Hash + ?Sized>(key: &Q) -> u64 {
    FixedState::default().hash_one(key)
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Places::default() }
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self { items: Map::default() }
    }
}

impl<T: Hash + Eq> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| {
            self.insert(item);
        });
    }
}

impl<T: Hash + Eq> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::default();
        set.extend(items);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_holds_every_key_once_in_the_order_of_coming() {
        let mut map = Map::<String, usize>::default();
        for number in (0..2000).chain(500..2500) {
            map.change(format!("{}", number % 1000), 0, |sum| *sum += number);
        }
        assert_eq!(map.get("7"), Some(&(7 + 1007 + 1007 + 2007)));
        assert!(map.contains_key("999") && !map.contains_key("1000") && map.get("").is_none());
        map.insert_new("7".to_owned(), 0);
        map.insert_new("new".to_owned(), 1);
        map.insert("8".to_owned(), 8);
        assert_eq!(map.get("8"), Some(&8));
        let entries = map.into_entries();
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        let expected: Vec<String> = (0..1000).map(|number| number.to_string()).chain(["new".to_owned()]).collect();
        assert_eq!(keys, expected);
        assert_eq!(entries.last(), Some(&("new".to_owned(), 1)));
    }

    #[test]
    fn a_set_tells_what_is_new() {
        let mut set = Set::from_iter([3, 1, 3]);
        assert!(!set.insert(1) && set.insert(2) && set.contains(&2) && !set.contains(&4));
        assert_eq!(set.iter().collect::<Vec<_>>(), [&3, &1, &2]);
    }
}
