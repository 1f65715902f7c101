"""Articles with other words in place of some: the teacher says of them what it thinks, and the student hears it.

A student that reads the same articles again and again learns them by heart; of these it cannot.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

import numpy as np

import corpus
import pretrained
from texts import Text

KEPT = 100
"""So many of the most frequent words stay, for they hold the sentences together."""
NEAR, LEAST_NEAR = 20, 0.12
"""How many words are near another at most, and the cosine from which on."""
AT_ONCE = 1000
"""Words whose nearness to all others is reckoned in one product."""
NAMES, OTHERS = 0.5, 0.25
"""The share of names that are swapped, the same way in all of an article, and that of other words, each by itself."""
ENDINGS = ("ing", "ed", "ly", "s")


class Swapper:
    """Finds words near others, by their rows in the pretrained model's table."""

    def __init__(self, splits: Iterable[corpus.Split]) -> None:
        counts: dict[str, int] = {}
        for split in splits:
            for key, count in split.words.values():
                counts[key] = counts.get(key, 0) + count
        frequent = sorted(counts, key=lambda key: -counts[key])[:KEPT]
        keys = [key for key, count in counts.items() if count > 1 and re.fullmatch(r"[^\W\d_]{2,}", key)]
        rows = pretrained.rows_of(keys)
        rows -= rows.mean(axis=0)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
        endings = np.array([ending(key) for key in keys])
        self.near: dict[str, list[str]] = {}
        for start in range(0, len(keys), AT_ONCE):
            for place, alike in enumerate(rows[start : start + AT_ONCE] @ rows.T, start):
                alike[endings != endings[place]] = -1
                alike[place] = -1
                nearest = np.argpartition(-alike, min(NEAR, len(keys) - 1))[:NEAR]
                self.near[keys[place]] = [keys[other] for other in nearest if alike[other] > LEAST_NEAR]
        for key in frequent:
            self.near.pop(key, None)

    def swapped(self, text: str, records: np.ndarray, generator: random.Random) -> str:
        """The text, of which the records are the tokens, with other words."""
        parts, position = [], 0
        names: dict[str, str] = {}
        for record in records:
            start, end = int(record["start"]), int(record["end"])
            word = text[start:end]
            near = self.near.get(word.lower())
            parts.append(text[position:start])
            if near and word[0].isupper():
                key = word.lower()
                if key not in names:
                    names[key] = generator.choice(near) if generator.random() < NAMES else key
                word = names[key].upper() if word.isupper() else names[key][0].upper() + names[key][1:]
            elif near and generator.random() < OTHERS:
                word = generator.choice(near)
            parts.append(word)
            position = end
        return "".join(parts) + text[position:]

    def copy(self, split: corpus.Split, seed: int) -> list[Text]:
        """All texts of a split with other words."""
        generator = random.Random(seed)
        return [
            (split.docs[doc], self.swapped(split.texts[doc], split.records[first:last], generator))
            for doc, (first, last) in split.limits().items()
        ]


def ending(word: str) -> str:
    return next((ending for ending in ENDINGS if word.endswith(ending)), "")
