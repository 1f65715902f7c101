"""What the teachers together believe of every tag: soft labels for the student."""

from __future__ import annotations

import os

import numpy as np
import torch

import corpus
import pretrained
import splits
import teacher
from machine import DEVICE

PIECES_A_BATCH = 6000


@torch.no_grad()
def believed(
    teachers: list[teacher.Teacher], split: corpus.Split, all_windows: list[dict]
) -> tuple[np.ndarray, np.ndarray]:
    """The mean of the teachers' marginals: of every tag [tokens, 7], of every step from the token before [tokens, 7, 7]."""
    tokens = len(split.records)
    unary = np.zeros((tokens, corpus.TAGS), dtype=np.float16)
    pairs = np.zeros((tokens, corpus.TAGS, corpus.TAGS), dtype=np.float16)
    for group in teacher.batches(all_windows, None, PIECES_A_BATCH):
        batch = teacher.collate(split, group)
        # The frozen layers are the same in all of them.
        batch["below"] = teachers[0].transformer.below(batch["pieces"], batch["mask"])
        found = [model.crf.marginals(model(batch), batch["lengths"]) for model in teachers]
        one, two = (torch.stack(some).mean(0).half().cpu().numpy() for some in zip(*found))
        for row, block in enumerate(batch["blocks"]):
            length = block.end - block.start
            unary[block.start : block.end] = one[row, :length]
            pairs[block.start + 1 : block.end] = two[row, : length - 1]
    return unary, pairs


def load(path: str) -> teacher.Teacher:
    model = teacher.Teacher().to(DEVICE).eval()
    model.load_state_dict(torch.load(path, map_location=DEVICE, weights_only=False)["model"])
    return model


def main() -> None:
    arguments = splits.arguments()
    arguments.add_argument("--teachers", nargs="+", required=True, help="their seeds")
    given = arguments.parse_args()
    tokenizer = pretrained.tokenizer()
    library = splits.Library(given)
    teachers = [load(os.path.join(given.work, f"teacher-{seed}.pt")) for seed in given.teachers]
    for name in splits.LEARNED:
        path = os.path.join(given.work, f"soft-{name}.npz")
        if not os.path.exists(path):
            split = library[name]
            unary, pairs = believed(teachers, split, teacher.windows(split, tokenizer, given.work))
            np.savez(path, unary=unary, pairs=pairs)
        print(f"soft labels of {name}", flush=True)


if __name__ == "__main__":
    main()
