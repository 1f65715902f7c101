"""The teacher: a pretrained transformer (`pretrained.py`) fine-tuned on the tags.

It reads windows of whole blocks, so it sees what stands around a paragraph. There are as many teachers as `FOLDS`: each
learns from all texts but every fifth, and they are heard together (`labels.py`).
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

import corpus
import pretrained
import splits
from crf import Crf, Read, best_tags, one_hot_pairs
from machine import DEVICE

FOLDS = 5
WINDOW = 300
LIMIT = 500
PIECES_A_BATCH = 1280
RATES = (6e-5, 1e-3)
"""Learning rates of the transformer's last layer and of what was not pretrained."""
DECAY = 0.9
"""How much more slowly each layer learns than the one above it."""


class Teacher(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.transformer = pretrained.Transformer()
        self.extra = nn.Linear(corpus.DENSE, pretrained.HIDDEN, bias=False)
        nn.init.zeros_(self.extra.weight)
        self.cues = nn.Embedding(41, 16)
        self.head = nn.Linear(pretrained.HIDDEN + corpus.DENSE + 16, corpus.TAGS)
        self.crf = Crf()

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        below = batch["below"] if "below" in batch else self.transformer.below(batch["pieces"], batch["mask"])
        below = F.dropout(below + self.extra(batch["piece_dense"]), 0.1, self.training)
        x = self.transformer.above(below, batch["mask"])
        words = x.reshape(-1, pretrained.HIDDEN)[batch["first"]]
        known = torch.cat([F.dropout(words, 0.1, self.training), batch["dense"], self.cues(batch["cue"])], dim=2)
        return self.head(known)

    def groups(self) -> list[dict]:
        """What learns, each group with its rate."""
        own = [*self.extra.parameters(), *self.cues.parameters(), *self.head.parameters(), *self.crf.parameters()]
        found = [{"params": own, "rate": RATES[1]}]
        for depth, layer in enumerate(reversed(self.transformer.layers[pretrained.FROZEN :])):
            found.append({"params": list(layer.parameters()), "rate": RATES[0] * DECAY**depth})
        return found


def fold_of(doc: int) -> int:
    """Which teacher does not learn from a text: the one whose seed is this, counted round."""
    return doc % FOLDS


def windows(split: corpus.Split, tokenizer: Tokenizer, folder: str) -> list[dict]:
    """Stretches of whole blocks of one text, with the pieces of every token."""
    cache = os.path.join(folder, split.name + ".pieces.npz")
    if os.path.exists(cache):
        stored = np.load(cache)
        flat, counts = stored["flat"], stored["counts"]
    else:
        words = []
        for block in split.blocks:
            text = split.texts[block.doc]
            words.extend(text[r["start"] : r["end"]] or "x" for r in split.records[block.start : block.end])
        ids = [e.ids or [pretrained.UNKNOWN] for e in tokenizer.encode_batch(words, add_special_tokens=False)]
        counts = np.array([min(len(i), 12) for i in ids])
        flat = np.array([p for i in ids for p in i[:12]], dtype=np.int64)
        np.savez(cache, flat=flat, counts=counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    found: list[dict] = []
    current: list[corpus.Block] = []
    size = 0

    def close() -> None:
        nonlocal current, size
        if current:
            found.append({"blocks": current, "size": size + 2})
        current, size = [], 0

    for block in split.blocks:
        start = block.start
        while start < block.end:
            # A block longer than the transformer can read is read in parts.
            end = start
            while end < block.end and ends[end + 1] - ends[start] <= LIMIT:
                end += 1
            part = corpus.Block(block.doc, start, end)
            length = int(ends[end] - ends[start]) + 1
            if current and (current[0].doc != block.doc or size + length > WINDOW):
                close()
            current.append(part)
            size += length
            start = end
    close()
    for window in found:
        window["ends"], window["flat"] = ends, flat
    return found


def batches(all_windows: list[dict], generator: random.Random | None, pieces: int = PIECES_A_BATCH) -> list[list[dict]]:
    """Windows of about the same length together."""
    order = sorted(all_windows, key=lambda w: (w["size"] + (generator.random() * 24 if generator else 0)))
    made: list[list[dict]] = []
    for window in order:
        if not made or (len(made[-1]) + 1) * max(window["size"], made[-1][0]["size"]) > pieces:
            made.append([])
        made[-1].append(window)
    if generator:
        generator.shuffle(made)
    return made


def collate(split: corpus.Split, group: list[dict]) -> dict:
    longest = max(window["size"] for window in group)
    pieces = np.zeros((len(group), longest), dtype=np.int64)
    mask = np.zeros((len(group), longest), dtype=bool)
    piece_dense = np.zeros((len(group), longest, corpus.DENSE), dtype=np.float32)
    blocks, firsts = [], []
    for row, window in enumerate(group):
        ends, flat = window["ends"], window["flat"]
        pieces[row, 0] = pretrained.FIRST
        at = 1
        for block in window["blocks"]:
            low, high = ends[block.start], ends[block.end]
            pieces[row, at : at + high - low] = flat[low:high]
            counts = np.diff(ends[block.start : block.end + 1])
            piece_dense[row, at : at + high - low] = np.repeat(
                split.records["dense"][block.start : block.end], counts, axis=0
            )
            blocks.append(block)
            firsts.append(row * longest + at + (ends[block.start : block.end] - low))
            at += high - low
            pieces[row, at] = pretrained.LAST
            at += 1
        mask[row, :at] = True
    lengths = np.array([block.end - block.start for block in blocks])
    widest = lengths.max()
    first = np.zeros((len(blocks), widest), dtype=np.int64)
    dense = np.zeros((len(blocks), widest, corpus.DENSE), dtype=np.float32)
    cue = np.zeros((len(blocks), widest), dtype=np.int64)
    tags = np.zeros((len(blocks), widest), dtype=np.int64)
    for row, (block, places) in enumerate(zip(blocks, firsts)):
        first[row, : len(places)] = places
        dense[row, : len(places)] = split.records["dense"][block.start : block.end]
        cue[row, : len(places)] = split.records["cue"][block.start : block.end]
        if split.tags is not None:
            tags[row, : len(places)] = split.tags[block.start : block.end]
    made = {"pieces": pieces, "mask": mask, "piece_dense": piece_dense, "first": first, "dense": dense}
    made |= {"cue": cue, "tags": tags, "lengths": lengths}
    batch = {name: torch.from_numpy(value).to(DEVICE) for name, value in made.items()} | {"blocks": blocks}
    if all("below" in window for window in group):
        below = [window["below"].float() for window in group]
        batch["below"] = nn.utils.rnn.pad_sequence(below, batch_first=True)
    return batch


def remember_below(model: Teacher, split: corpus.Split, all_windows: list[dict]) -> None:
    """Keeps what the frozen layers make of every window."""
    for group in batches(all_windows, None):
        batch = collate(split, group)
        for window, below in zip(group, model.transformer.below(batch["pieces"], batch["mask"])):
            window["below"] = below[: window["size"]].to(torch.bfloat16).clone()


@torch.no_grad()
def read(model: Teacher, split: corpus.Split, all_windows: list[dict]) -> Iterator[Read]:
    """What the model makes of every block of a split."""
    model.eval()
    for group in batches(all_windows, None):
        batch = collate(split, group)
        yield batch["blocks"], model(batch), batch["lengths"]


def main() -> None:
    arguments = splits.arguments()
    arguments.add_argument("--epochs", type=int, default=3)
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    work = given.work
    os.makedirs(work, exist_ok=True)
    tokenizer = pretrained.tokenizer()
    library = splits.Library(given)
    train = library["train"]
    judged = [(library[name], windows(library[name], tokenizer, work)) for name in splits.JUDGED]
    all_windows = windows(train, tokenizer, work)
    own = [window for window in all_windows if fold_of(window["blocks"][0].doc) != given.seed % FOLDS]
    model = Teacher()
    model.transformer.load()
    model.to(DEVICE)
    groups = model.groups()
    learned = [parameter for group in groups for parameter in group["params"]]
    optimizer = torch.optim.AdamW(groups, lr=RATES[1], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    checkpoint = os.path.join(work, f"teacher-{given.seed}.pt")
    begin = 0
    if os.path.exists(checkpoint):
        stored = torch.load(checkpoint, map_location=DEVICE, weights_only=False)
        begin = stored["epoch"]
        if begin >= given.epochs:
            return
        model.load_state_dict(stored["model"])
        optimizer.load_state_dict(stored["optimizer"])
    remember_below(model, train, own)
    print("frozen layers have read", flush=True)
    total = given.epochs * len(batches(own, None))
    step = begin * total // given.epochs
    for epoch in range(begin, given.epochs):
        model.train()
        started, seen, loss_sum = time.time(), 0, torch.zeros((), device=DEVICE)
        for group in batches(own, generator):
            step += 1
            warm = max(1, int(0.08 * total))
            factor = min(step / warm, max(0.02, (total - step) / max(1, total - warm)))
            for part in optimizer.param_groups:
                part["lr"] = part["rate"] * factor
            batch = collate(train, group)
            emissions = model(batch)
            lengths = batch["lengths"]
            unary, pairs = one_hot_pairs(batch["tags"], lengths)
            loss = (
                model.crf.log_partition(emissions, lengths) - model.crf.expected_score(emissions, lengths, unary, pairs)
            ).sum() / lengths.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            loss_sum, seen = loss_sum + loss.detach(), seen + 1
            if seen % 100 == 0:
                print(f"epoch {epoch} batch {seen}/{total // given.epochs} loss {loss_sum / seen:.4f} {time.time() - started:.0f} s", flush=True)
        kept = {"model": model.state_dict(), "epoch": epoch + 1}
        if epoch + 1 < given.epochs:
            kept["optimizer"] = optimizer.state_dict()
        torch.save(kept, checkpoint)
        for split, found in judged:
            scores = corpus.exact_f1(best_tags(model.crf, len(split.records), read(model, split, found)), split)
            print(f"epoch {epoch} {split.name} source/cue/content {scores[0]:.1f}/{scores[1]:.1f}/{scores[2]:.1f}", flush=True)


if __name__ == "__main__":
    main()
