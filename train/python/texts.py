"""Where the texts lie: each a name and a text, paragraphs parted by blank lines."""

from __future__ import annotations

import glob
import importlib.metadata
import json
import os
import random
import re
import sys

Text = tuple[str, str]


def polnear(root: str, part: str) -> list[Text]:
    """Every article of a part of PolNeAR, or of `abc/dev`."""
    found = []
    for path in sorted(glob.glob(os.path.join(root, part, "text", "*.txt"))):
        with open(path, encoding="utf-8", newline="") as file:
            found.append((os.path.basename(path)[:-4], file.read()))
    return found


def abc(root: str) -> list[Text]:
    """ABC's articles without annotation."""
    found = []
    for path in sorted(glob.glob(os.path.join(root, "abc", "unlabelled-*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            found.extend((entry["doc"], entry["text"]) for entry in map(json.loads, file))
    return found


FREE_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")
"""Genres of GUM whose texts may be used for anything: CC BY and CC BY-SA, by the corpus's own list."""


def gum(root: str) -> list[Text]:
    """The articles of GUM's training part whose licence is free, without their annotation."""
    found = []
    for path in sorted(glob.glob(os.path.join(root, "gum", "train", "*"))):
        name = os.path.basename(path).split(".")[0]
        if name.split("_")[1] not in FREE_GENRES:
            continue
        paragraphs: list[list[str]] = []
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith("# newpar") and not line.startswith("# newpar_"):
                    paragraphs.append([])
                elif line.startswith("# text = "):
                    if not paragraphs:
                        paragraphs.append([])
                    paragraphs[-1].append(line[9:].rstrip("\n"))
        found.append((name, "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)))
    return found


def lee() -> list[Text]:
    """News of 2000 and 2001 (Lee, Pincombe and Welsh 2005), which the package gensim has for its own tests.

    An article there is one line; it is parted into paragraphs of some sentences, never within a quotation.
    """
    try:
        files = importlib.metadata.files("gensim") or []
    except importlib.metadata.PackageNotFoundError:
        sys.exit("the package gensim is not installed")
    generator = random.Random(5)
    found = []
    for name in ("lee_background.cor", "lee.cor"):
        path = next(file for file in files if file.name == name).locate()
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = [line.strip() for line in file if line.strip()]
        for number, line in enumerate(lines):
            paragraphs, current = [], ""
            for sentence in re.split(r'(?<=[.!?"])\s+(?=["A-Z])', line):
                current = f"{current} {sentence}".strip()
                if current.count('"') % 2 == 0 and generator.random() < 0.6:
                    paragraphs.append(current)
                    current = ""
            found.append((f"{name}-{number}", "\n\n".join(paragraphs + [current] if current else paragraphs)))
    return found


BROWN_GENRES = "abcfg"
"""Press (reportage, editorials, reviews), popular lore, essays and biographies."""


def brown(folder: str) -> list[Text]:
    """American prose of 1961 (Francis and Kucera 1979), put together from its words and their tags."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, f"c[{BROWN_GENRES}][0-9][0-9]"))):
        with open(path, encoding="latin-1") as file:
            # Sentences are parted by blank lines, paragraphs by more of them.
            paragraphs = re.split(r"\n\s*\n\s*\n+", file.read())
        sentences = [[of_words(line) for line in paragraph.splitlines() if "/" in line] for paragraph in paragraphs]
        found.append((os.path.basename(path), "\n\n".join(" ".join(some) for some in sentences if some)))
    return found


def of_words(line: str) -> str:
    """A sentence of the Brown corpus as it was printed: "The/at jury/nn said/vbd ,/, ``/`` No/rb ''/'' ./."."""
    made, before = "", ""
    for tagged in line.split():
        word, slash, _ = tagged.rpartition("/")
        if not slash:
            continue
        # The corpus writes some marks twice.
        word = {"``": "\u201c", "''": "\u201d", ";;": ";", "::": ":", "??": "?", "!!": "!"}.get(word, word)
        joined = not made or before in ("\u201c", "(", "[", "$") or word in set(",.;:?!)]\u201d%")
        made += word if joined else f" {word}"
        before = word
    return made
