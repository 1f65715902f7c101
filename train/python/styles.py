"""Annotated texts in other clothes: letters in other cases, quotation marks of other houses, no marks at all.

The tokens stay the same but for the marks that are taken away, so tags and soft labels of the plain text hold for the
dressed one too.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

import corpus

OPENING, CLOSING = 16, 17
"""Places of the plain numbers that say whether a token opens or closes a quotation (src/tag/features.rs)."""

MARKS: dict[str, tuple[str, str]] = {
    "curly": ("\u201c", "\u201d"),
    "straight": ('"', '"'),
    "british": ("\u2018", "\u2019"),
    "guillemets": ("\u00ab", "\u00bb"),
    "german": ("\u201e", "\u201c"),
    "none": ("", ""),
}
CASES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "lower": str.lower,
    "headline": lambda word: word[:1].upper() + word[1:],
    "upper": str.upper,
}


def dressed(text: str, records: np.ndarray, marks: str, case: str) -> tuple[str, np.ndarray]:
    """The text with other marks and letters, and the number of each token that is left of it."""
    opening, closing = MARKS[marks]
    parts, kept, position = [], [], 0
    for index, record in enumerate(records):
        start, end = int(record["start"]), int(record["end"])
        word = text[start:end]
        is_opening, is_closing = record["dense"][OPENING] > 0, record["dense"][CLOSING] > 0
        parts.append(text[position:start])
        if is_opening or is_closing:
            word = opening if is_opening else closing
        elif len(CASES[case](word)) == len(word):
            word = CASES[case](word)
        if word:
            kept.append(index)
        parts.append(word)
        position = end
    parts.append(text[position:])
    return "".join(parts), np.array(kept, dtype=np.int64)


def styled(
    plain: corpus.Split, work: str, reader: str, name: str, choose: Callable[[random.Random], tuple[str, str]], seed: int
) -> tuple[corpus.Split, np.ndarray]:
    """The split with every text in a style of its own, and for each token the one of the plain split that it was.

    Blocks that the core reads otherwise in the new style (a mark taken for an apostrophe, say) are left out.
    """
    generator = random.Random(seed)
    limits = plain.limits()
    texts, kept = [], []
    for doc, name_of_doc in enumerate(plain.docs):
        first, last = limits.get(doc, (0, 0))
        marks, case = choose(generator)
        text, places = dressed(plain.texts[doc], plain.records[first:last], marks, case)
        texts.append((name_of_doc, text))
        kept.append(places + first)
    made = corpus.read(work, name, texts, reader)
    origins = np.full(len(made.records), -1, dtype=np.int64)
    block_of = np.zeros(len(plain.records), dtype=np.int64)
    for number, block in enumerate(plain.blocks):
        block_of[block.start : block.end] = number
    blocks = []
    dressed_blocks: dict[int, list[corpus.Block]] = {}
    for block in made.blocks:
        dressed_blocks.setdefault(block.doc, []).append(block)
    for doc, places in enumerate(kept):
        if not len(places):
            continue
        edges = np.flatnonzero(np.diff(block_of[places])) + 1
        of_blocks = np.split(places, edges)
        found = dressed_blocks.get(doc, [])
        if len(found) != len(of_blocks):
            continue
        for block, origin in zip(found, of_blocks):
            if block.end - block.start == len(origin):
                origins[block.start : block.end] = origin
                blocks.append(block)
    made.blocks = blocks
    if plain.tags is not None:
        made.tags = restarted(np.where(origins >= 0, plain.tags[origins], 0), blocks)
    return made, origins


def restarted(tags: np.ndarray, blocks: list[corpus.Block]) -> np.ndarray:
    """The tags, with a new beginning where the token that a stretch began with is gone."""
    for block in blocks:
        previous = 0
        for index in range(block.start, block.end):
            tag = tags[index]
            if tag and tag % 2 == 0 and previous not in (tag, tag - 1):
                tags[index] = tag - 1
            previous = tags[index]
    return tags


def soft_labels(
    unary: np.ndarray, pairs: np.ndarray, origins: np.ndarray, blocks: list[corpus.Block]
) -> tuple[np.ndarray, np.ndarray]:
    """Marginals of the tokens that are left. A step over missing tokens is the product of the steps through them."""
    left = np.maximum(origins, 0)
    new_unary, new_pairs = unary[left].copy(), pairs[left].copy()
    for block in blocks:
        origin = origins[block.start : block.end]
        for place in np.flatnonzero(np.diff(origin) > 1) + 1:
            step = pairs[origin[place - 1] + 1].astype(np.float32)
            for between in range(origin[place - 1] + 1, origin[place]):
                conditional = pairs[between + 1].astype(np.float32) / np.maximum(unary[between], 1e-6)[:, None]
                step = step @ conditional
            new_pairs[block.start + place] = step / max(float(step.sum()), 1e-6)
    # A stretch whose first token is gone begins with the next one: its mass moves from "inside" to "begin".
    for block in blocks:
        origin = origins[block.start : block.end]
        gaps = np.concatenate([[origin[0] > 0], np.diff(origin) > 1]) if len(origin) else []
        for place in np.flatnonzero(gaps):
            index = block.start + place
            begins_block = place == 0
            for inside in (2, 4, 6):
                if begins_block:
                    moved = new_unary[index, inside]
                    new_unary[index, inside - 1] += moved
                    new_unary[index, inside] = 0
                else:
                    wrong = [tag for tag in range(corpus.TAGS) if tag not in (inside, inside - 1)]
                    moved = new_pairs[index, wrong, inside].copy()
                    new_pairs[index, wrong, inside - 1] += moved
                    new_pairs[index, wrong, inside] = 0
                    new_unary[index, inside - 1] += moved.sum()
                    new_unary[index, inside] -= moved.sum()
    return new_unary, new_pairs


def training_style(generator: random.Random) -> tuple[str, str]:
    """Mostly one thing is other than in the plain text."""
    marks = generator.choices(["curly", "straight", "british", "guillemets", "german", "none"], [3, 3, 4, 2, 1, 5])[0]
    case = generator.choices(["as it is", "lower", "headline", "upper"], [12, 4, 2, 1])[0]
    return marks, case
