"""The texts that the tagger learns from, as the core reads them: tokens, features, blocks, gold tags."""

from __future__ import annotations

import glob
import json
import os
import re
import subprocess
from dataclasses import dataclass

import numpy as np

DENSE = 40
RECORD = np.dtype(
    [
        ("start", "<u4"),
        ("end", "<u4"),
        ("word", "<u4"),
        ("affixes", "<u2", (3,)),
        ("shape", "u1"),
        ("cue", "u1"),
        ("dense", "<f4", (DENSE,)),
    ]
)
ROLES = ("Source", "Cue", "Content")
TAGS = 7  # outside, then begin and inside of source, cue, content


@dataclass
class Block:
    """One block of a text: a slice of its split's records."""

    doc: int
    start: int
    end: int


@dataclass
class Split:
    """All tokens of some texts. `start` and `end` of the records count code points of the text."""

    name: str
    docs: list[str]
    texts: list[str]
    records: np.ndarray
    blocks: list[Block]
    tags: np.ndarray | None
    words: dict[int, tuple[str, int]]

    def limits(self) -> dict[int, tuple[int, int]]:
        """The first token and the end of every text that has any, by the text's number."""
        found: dict[int, tuple[int, int]] = {}
        for block in self.blocks:
            found[block.doc] = (found.get(block.doc, (block.start, 0))[0], block.end)
        return found


def read(work: str, name: str, texts: list[tuple[str, str]], reader: str) -> Split:
    """Runs the core over the texts (once: the result is kept in `work`)."""
    prefix = os.path.join(work, name)
    if not os.path.exists(prefix + ".words"):
        lines = "".join(json.dumps({"doc": doc, "text": text}) + "\n" for doc, text in texts)
        subprocess.run([reader, "tokens", prefix], input=lines.encode(), check=True)
    records = np.fromfile(prefix + ".bin", dtype=RECORD)
    blocks: list[Block] = []
    position = 0
    with open(prefix + ".jsonl", encoding="utf-8") as file:
        for doc, line in enumerate(file):
            first = position
            for count in json.loads(line)["tokens"]:
                if count:
                    blocks.append(Block(doc, position, position + count))
                position += count
            to_code_points(records[first:position], texts[doc][1])
    words = {}
    with open(prefix + ".words", encoding="utf-8") as file:
        for line in file:
            number, count, key = line.rstrip("\n").split("\t", 2)
            words[int(number)] = (key, int(count))
    return Split(name, [doc for doc, _ in texts], [text for _, text in texts], records, blocks, None, words)


def to_code_points(records: np.ndarray, text: str) -> None:
    """Turns byte offsets into code points, in place."""
    raw = np.frombuffer(text.encode(), dtype=np.uint8)
    before = np.concatenate([[0], np.cumsum((raw & 0xC0) != 0x80)])
    records["start"] = before[records["start"]]
    records["end"] = before[records["end"]]


_SPAN = re.compile(r"T\d+\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")


def gold_spans(path: str) -> list[tuple[int, int, int]]:
    """(role, start, end) of every fragment of a brat file, in code points."""
    spans = []
    with open(path, encoding="utf-8", newline="") as file:
        for line in file:
            if match := _SPAN.match(line):
                for piece in match[2].split(";"):
                    start, end = map(int, piece.split())
                    spans.append((ROLES.index(match[1]), start, end))
    return spans


def gold_tags(split: Split, folder: str) -> np.ndarray:
    """The tag of every token. Where stretches overlap, the shorter one is kept whole and cuts the longer."""
    tags = np.zeros(len(split.records), dtype=np.int64)
    for doc, (first, last) in split.limits().items():
        records = split.records[first:last]
        paths = sorted(glob.glob(os.path.join(folder, glob.escape(split.docs[doc]) + "*.ann")))
        for role, start, end in sorted(gold_spans(paths[0]), key=lambda span: span[1] - span[2]):
            low = np.searchsorted(records["end"], start, side="right")
            high = np.searchsorted(records["start"], end, side="left")
            if low < high:
                after = first + high
                if high < len(records) and tags[after] == 2 + 2 * role:
                    tags[after] = 1 + 2 * role
                tags[first + low : after] = 2 + 2 * role
                tags[first + low] = 1 + 2 * role
    # What a shorter stretch cut in two begins anew after it, and nothing goes on over a block's edge.
    starts = {block.start for block in split.blocks}
    previous = 0
    for index in range(len(tags)):
        if index in starts:
            previous = 0
        tag = tags[index]
        if tag and tag % 2 == 0 and previous not in (tag, tag - 1):
            tags[index] = tag - 1
        previous = tags[index]
    return tags


def spans_of(tags: np.ndarray, blocks: list[Block]) -> set[tuple[int, int, int]]:
    """(role, first token, end token) of every stretch."""
    found = set()
    for block in blocks:
        start, role = -1, -1
        for index in range(block.start, block.end + 1):
            tag = int(tags[index]) if index < block.end else 0
            if role >= 0 and tag != 2 + 2 * role:
                found.add((role, start, index))
                role = -1
            if tag % 2 == 1:
                start, role = index, tag // 2
    return found


def exact_f1(predicted: np.ndarray, split: Split) -> tuple[float, float, float]:
    """Exact-match F1 in per cent of source, cue, content against the gold tags."""
    mine, gold = spans_of(predicted, split.blocks), spans_of(split.tags, split.blocks)
    scores = []
    for role in range(3):
        own, right = {s for s in mine if s[0] == role}, {s for s in gold if s[0] == role}
        scores.append(200 * len(own & right) / max(1, len(own) + len(right)))
    return scores[0], scores[1], scores[2]
