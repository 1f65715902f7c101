//! The roster: the entities that speak, with their quotes, as the report lists them.
