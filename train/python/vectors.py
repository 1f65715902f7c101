"""What the network answers in PyTorch for a text of our own: the test of the Rust network compares with it."""

from __future__ import annotations

import argparse
import json
import os
import tempfile

import numpy as np
import torch

import corpus
from pack import PARTS, nibbles_of_rows
from student import Shelf, Sizes, Student

TEXT = """Harbour bridge "safe for now", engineers say

The old harbour bridge at Tollmouth can carry buses for another ten years, according to a report by the city's \
engineers. "We tested every bolt," said Marta Quill, who led the work. "None of them has moved."

Quill told the Tollmouth Courier that her team had found rust on two of the piers, but she believes it can be \
stopped. The council wants to close one lane in May. "It’s a nuisance," Councillor Edwin Okoro admitted.

"""


def rows_as_shipped(rows: np.ndarray) -> np.ndarray:
    """What int8 rows become again."""
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
    return np.clip(np.rint(rows / scales[:, None]), -127, 127) * scales[:, None]


def words_as_shipped(rows: np.ndarray) -> np.ndarray:
    """What int4 rows become again."""
    raw = nibbles_of_rows(rows)
    scales = np.frombuffer(raw[: 4 * len(rows)], dtype="<f4")
    packed = np.frombuffer(raw[4 * len(rows) :], dtype=np.uint8).reshape(len(rows), -1)
    whole = np.stack([packed & 15, packed >> 4], axis=2).reshape(rows.shape).astype(np.float32) - 8
    return whole * scales[:, None]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("checkpoint")
    arguments.add_argument("reader")
    arguments.add_argument("vectors")
    given = arguments.parse_args()
    stored = torch.load(given.checkpoint, map_location="cpu", weights_only=False)
    model = Student(Sizes(**stored["sizes"]))
    weights = dict(stored["model"])
    for name, value in weights.items():
        rows = value.numpy().astype(np.float32)
        if name == "words.weight":
            weights[name] = torch.from_numpy(words_as_shipped(rows).astype(np.float32))
        elif name in ("affixes.weight", "shapes.weight", "cues.weight") or name.rsplit(".", 1)[-1] in PARTS[:2]:
            weights[name] = torch.from_numpy(rows_as_shipped(rows).astype(np.float32))
    model.load_state_dict(weights)
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        split = corpus.read(folder, "text", [("text", TEXT)], given.reader)
    shelf = Shelf(stored["hashes"])
    emissions = []
    tags = []
    for lesson in shelf.add(split):
        batch = {name: value.cpu() for name, value in shelf.batch([lesson]).items()}
        with torch.no_grad():
            scores = model(batch)
        emissions += [[round(float(value), 4) for value in row] for row in scores[0]]
        tags += model.crf.best(scores, batch["lengths"])[0]
    with open(given.vectors, "w", encoding="utf-8") as file:
        file.write(json.dumps({"text": TEXT, "emissions": emissions, "tags": tags}) + "\n")
    print(f"{given.vectors}: {len(tags)} tokens, {os.path.getsize(given.vectors)} bytes")


if __name__ == "__main__":
    main()
