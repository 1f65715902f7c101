"""Learns the weights by which the evidence for an attribution is judged: a logistic regression (Cox 1958).

The network found the attributions; annotators say which of them are there. What it learns from is dev data, which the
network did not learn from: PolNeAR and ABC, and web pages where annotated ones are at hand.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

from texts import polnear

FOLDS = 5
OVERLAP = 0.5
"""Share of words, of both together, from which on a found content is the annotated one."""
PAGE_WEIGHT = 3.0
"""Pages are few, and what readers will read."""
PENALTY = 2.0


@dataclass
class Example:
    """Evidence for an attribution, whether it is one, and the text that it is from."""

    evidence: list[float]
    right: bool
    weight: float
    text: str


def found(reader: str, pack: str, texts: list[dict]) -> list[dict]:
    """What the pack's network finds in texts or pages."""
    lines = "".join(json.dumps(text) + "\n" for text in texts).encode()
    ran = subprocess.run([reader, "evidence", pack], input=lines, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


def annotated(path: str) -> list[list[tuple[int, int]]]:
    """The contents of the attributions of a brat file, in code points."""
    spans: dict[str, list[tuple[int, int]]] = {}
    contents = []
    with open(path, encoding="utf-8", newline="") as file:
        # An attribution may stand before its spans.
        for line in sorted(file, key=lambda line: line.startswith("E")):
            if match := re.match(r"(T\d+)\tContent (\d+ \d+(?:;\d+ \d+)*)\t", line):
                pairs = (piece.split() for piece in match[2].split(";"))
                spans[match[1]] = [(int(start), int(end)) for start, end in pairs]
            elif line.startswith("E"):
                names = re.findall(r"Content\d*:(T\d+)", line)
                contents.append([piece for name in names for piece in spans.get(name, [])])
    return [pieces for pieces in contents if pieces]


def words(text: str, pieces: list) -> set[int]:
    """Where the words of some pieces of a text begin."""
    return {start + match.start() for start, end in pieces for match in re.finditer(r"\w+", text[start:end])}


def of_corpus(reader: str, pack: str, root: str, name: str, limit: int) -> list[Example]:
    """Examples of annotated articles: right is a content that shares half of its words with an annotated one."""
    articles = polnear(root, "dev")[: limit or None]
    examples = []
    for made in found(reader, pack, [{"doc": doc, "text": text} for doc, text in articles]):
        folder = os.path.join(root, "dev", "attributions")
        path = sorted(glob.glob(os.path.join(folder, glob.escape(made["doc"]) + "*.ann")))[0]
        gold = [words(made["text"], pieces) for pieces in annotated(path)]
        free = set(range(len(gold)))
        for one in made["candidates"]:
            own = words(made["text"], one["content"])
            best = max(free, key=lambda place: share(own, gold[place]), default=None)
            right = best is not None and share(own, gold[best]) >= OVERLAP
            if right:
                free.discard(best)
            examples.append(Example(one["evidence"], right, 1.0, f"{name}/{made['doc']}"))
    return examples


def share(left: set[int], right: set[int]) -> float:
    return len(left & right) / max(1, len(left | right))


def plain(text: str) -> str:
    """Lower-case words with single spaces around each."""
    return " " + " ".join(re.findall(r"\w+", text.lower().replace("\u2019", "").replace("'", ""))) + " "


def of_pages(reader: str, pack: str, gold_path: str, pages: str, limit: int) -> list[Example]:
    """Examples of annotated pages: right is what holds a marked quote or the known words of an unmarked one."""
    if not os.path.exists(gold_path):
        return []
    with open(gold_path, encoding="utf-8") as file:
        gold = {name: page for name, page in json.load(file).items() if page["lang"].startswith("en")}
    texts = []
    for name in sorted(gold)[: limit or None]:
        with open(os.path.join(pages, name, "source.html"), encoding="utf-8", errors="replace") as file:
            texts.append({"doc": name, "html": file.read()})
    examples = []
    for made in found(reader, pack, texts):
        page = gold[made["doc"]]
        quotes = [(plain(re.split("\u2026|\\.\\.\\.", quote["text"])[0]), quote.get("optional")) for quote in page["quotes"]]
        anchors = [(plain(one["anchor"]), one.get("optional")) for one in page["indirect"]]
        for one in made["candidates"]:
            text = plain(" ".join(made["text"][start:end] for start, end in one["content"]))
            met = [optional for known, optional in quotes if known in text or len(text) > 8 and text in known]
            met += [optional for anchor, optional in anchors if anchor in text]
            if not met or not all(met):
                examples.append(Example(one["evidence"], bool(met), PAGE_WEIGHT, f"pages/{made['doc']}"))
    return examples


def regression(values: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights of least loss, found by Newton's method. The bias is not penalised."""
    learned = np.zeros(values.shape[1])
    penalty = np.full(values.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(50):
        probability = 1 / (1 + np.exp(-values @ learned))
        slope = values.T @ (weights * (probability - right)) + penalty * learned
        curve = (values * (weights * probability * (1 - probability))[:, None]).T @ values + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        learned -= step
        if np.abs(step).max() < 1e-8:
            break
    return learned


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--reader", required=True)
    arguments.add_argument("--pack", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--texts", type=int, default=0, help="texts read of each corpus, for a trial; 0: all")
    given = arguments.parse_args()
    examples = of_corpus(given.reader, given.pack, os.path.join(given.data, "polnear"), "polnear", given.texts)
    examples += of_corpus(given.reader, given.pack, os.path.join(given.data, "abc"), "abc", given.texts)
    pages = os.path.join(os.path.dirname(given.data.rstrip("/")), "eval", "pages-dev.json")
    examples += of_pages(given.reader, given.pack, pages, os.path.join(given.data, "pages"), given.texts)
    if not examples:
        sys.exit("the pack finds nothing in these texts: its network has learned too little")
    values = np.array([one.evidence for one in examples])
    right = np.array([one.right for one in examples], dtype=float)
    weights = np.array([one.weight for one in examples])
    learned = regression(values, right, weights)
    # How good it is on texts that it did not learn from: each text is in one of five folds.
    names = sorted({one.text for one in examples})
    fold = {name: place % FOLDS for place, name in enumerate(names)}
    folds = np.array([fold[one.text] for one in examples])
    told = np.zeros(len(examples))
    for number in range(FOLDS):
        others = folds != number
        told[~others] = 1 / (1 + np.exp(-values[~others] @ regression(values[others], right[others], weights[others])))
    for source in ("polnear", "abc", "pages"):
        own = np.array([one.text.startswith(source + "/") for one in examples])
        if not own.any():
            continue
        print(f"{source}: {own.sum()} attributions, {int(right[own].sum())} right")
        for least in (0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
            shown = own & (told >= least)
            if not shown.any():
                continue
            print(f"  from {least:.2f}: {shown.sum()} shown, precision {100 * right[shown].mean():.1f}, recall of the found "
                  f"{100 * right[shown].sum() / right[own].sum():.1f}")
        for low in np.arange(0, 1, 0.1):
            within = own & (told >= low) & (told < low + 0.1)
            if within.sum() > 9:
                print(f"  said {low:.1f} to {low + 0.1:.1f}: {within.sum()}, mean {told[within].mean():.2f}, right {right[within].mean():.2f}")
    print("weights", " ".join(f"{weight:.2f}" for weight in learned))
    with open(given.out, "w", encoding="utf-8") as file:
        json.dump([round(float(weight), 4) for weight in learned], file)
        file.write("\n")


if __name__ == "__main__":
    main()
