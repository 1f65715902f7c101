"""Quantises a trained student and writes the model pack; the format is described in src/tag/model.rs."""

from __future__ import annotations

import argparse
import json
import struct
import zlib

import numpy as np
import torch

import corpus

MAGIC = b"SLTAG\r\n\x1a"
VERSION = 2
PARTS = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def bytes_of_rows(rows: np.ndarray) -> bytes:
    """int8 with one scale a row: the scales, then the rows."""
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
    whole = np.clip(np.rint(rows / scales[:, None]), -127, 127).astype(np.int8)
    return scales.astype("<f4").tobytes() + whole.tobytes()


def nibbles_of_rows(rows: np.ndarray) -> bytes:
    """int4 with one scale a row, the one of a few that errs least: the scales, then two values a byte, low first."""
    peak = np.maximum(np.abs(rows).max(axis=1), 1e-8)
    best_error = np.full(len(rows), np.inf)
    scales, whole = np.zeros(len(rows), np.float32), np.zeros(rows.shape, np.int64)
    for share in np.linspace(0.6, 1.0, 17):
        scale = (peak * share / 7).astype(np.float32)
        tried = np.clip(np.rint(rows / scale[:, None]), -8, 7).astype(np.int64)
        error = ((tried * scale[:, None] - rows) ** 2).sum(axis=1)
        better = error < best_error
        best_error[better], scales[better], whole[better] = error[better], scale[better], tried[better]
    shifted = (whole + 8).astype(np.uint8)
    return scales.astype("<f4").tobytes() + (shifted[:, 0::2] | shifted[:, 1::2] << 4).tobytes()


EVIDENCE = 31
BELIEF = 1
"""The place in the evidence of how sure the network is of a content (src/attribution/worth.rs)."""


def pack_bytes(stored: dict, worth: list[float] | None = None) -> bytes:
    """The whole pack of a student's checkpoint; without learned weights only the network's own belief counts."""
    if worth is None:
        worth = [float(place == BELIEF) for place in range(EVIDENCE)]
    sizes, hashes = stored["sizes"], stored["hashes"]
    weights = {name: value.numpy().astype(np.float32) for name, value in stored["model"].items()}
    out = [
        hashes.astype("<u4").tobytes(),
        nibbles_of_rows(weights["words.weight"]),
        bytes_of_rows(weights["affixes.weight"]),
        bytes_of_rows(weights["shapes.weight"]),
        bytes_of_rows(weights["cues.weight"]),
    ]
    for layer in range(sizes["layers"]):
        for direction in (0, 1):
            of_input, of_state, bias, other = (weights[f"lstms.{2 * layer + direction}.{part}"] for part in PARTS)
            out += [bytes_of_rows(of_input), bytes_of_rows(of_state), (bias + other).astype("<f4").tobytes()]
    out += [weights[name].astype("<f4").tobytes() for name in ("out.weight", "skip.weight", "out.bias")]
    step = np.where(weights["crf.allowed"] > 0, weights["crf.step"], -1e4)
    first = np.where(weights["crf.begins"] > 0, weights["crf.first"], -1e4)
    out += [table.astype("<f4").tobytes() for table in (step, first, weights["crf.last"])]
    out.append(np.array(worth, dtype="<f4").tobytes())
    numbers = [
        sizes["words"], sizes["word_dim"], len(weights["affixes.weight"]), sizes["affix_dim"],
        len(weights["shapes.weight"]), sizes["shape_dim"], len(weights["cues.weight"]), sizes["cue_dim"],
        corpus.DENSE, sizes["hidden"], sizes["layers"], corpus.TAGS, len(worth),
    ]
    body = b"".join(out)
    checked = struct.pack("<14I", len(body) + 72, *numbers) + body
    return MAGIC + struct.pack("<2I", VERSION, zlib.crc32(checked)) + checked


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("checkpoint")
    arguments.add_argument("pack")
    arguments.add_argument("--worth", help="the weights of the evidence, as worth.py writes them")
    given = arguments.parse_args()
    worth = None
    if given.worth:
        with open(given.worth, encoding="utf-8") as file:
            worth = json.load(file)
    made = pack_bytes(torch.load(given.checkpoint, map_location="cpu", weights_only=False), worth)
    with open(given.pack, "wb") as file:
        file.write(made)
    print(f"{given.pack}: {len(made)} bytes, CRC-32 {zlib.crc32(made[16:]):08x}")


if __name__ == "__main__":
    main()
