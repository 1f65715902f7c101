"""The student: the small recurrent network that ships, taught by the gold tags and by what the teachers believe.

Word, affix, shape and reporting-verb embeddings and plain numbers -> two bidirectional LSTM layers -> linear, with a
linear skip from the input -> conditional random field. See model/README.md for the figures.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn

import corpus
import pretrained
import splits
import styles
from crf import Crf, Read, best_tags, one_hot_pairs
from machine import DEVICE

AFFIX_ROWS, SHAPES, CUES = 2048, 160, 41
STYLED = ("train", "abc", "gum")
"""Splits of which the student reads some texts in other styles too."""
CAPITAL = 27
"""The place of the plain number that says whether a token begins with a capital (src/tag/features.rs)."""
LEAST = 27
"""A lesson counts as so many tokens at least where batches are filled."""


@dataclass
class Sizes:
    """How big the network is."""

    words: int = 16000
    word_dim: int = 64
    affix_dim: int = 16
    shape_dim: int = 8
    cue_dim: int = 8
    hidden: int = 72
    layers: int = 2

    @property
    def input(self) -> int:
        return self.word_dim + 3 * self.affix_dim + self.shape_dim + self.cue_dim + corpus.DENSE


class Student(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes, self.dropout = sizes, dropout
        self.words = nn.Embedding(sizes.words + 1, sizes.word_dim)
        self.affixes = nn.Embedding(AFFIX_ROWS, sizes.affix_dim)
        self.shapes = nn.Embedding(SHAPES, sizes.shape_dim)
        self.cues = nn.Embedding(CUES, sizes.cue_dim)
        for table in (self.words, self.affixes, self.shapes, self.cues):
            nn.init.normal_(table.weight, std=0.3)
        widths = [sizes.input] + [2 * sizes.hidden] * (sizes.layers - 1)
        # Two plain networks a layer, the second over reversed rows: PyTorch has a fast path for whole batches only.
        self.lstms = nn.ModuleList(nn.LSTM(w, sizes.hidden, batch_first=True) for w in widths for _ in range(2))
        for lstm in self.lstms:
            for name, weight in lstm.named_parameters():
                if name.startswith("weight_hh"):
                    for part in weight.data.split(sizes.hidden):
                        nn.init.orthogonal_(part)
                if name.startswith("bias_hh"):
                    # PyTorch has two biases; the pack adds them up.
                    weight.data.zero_()
                if name.startswith("bias_ih"):
                    weight.data.zero_()
                    weight.data[sizes.hidden : 2 * sizes.hidden] = 1.0
        self.out = nn.Linear(2 * sizes.hidden, corpus.TAGS)
        self.skip = nn.Linear(sizes.input, corpus.TAGS, bias=False)
        nn.init.zeros_(self.skip.weight)
        self.crf = Crf()

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        word = batch["word"]
        if self.training:
            # Names are forgotten more often, so that who may speak is not learned by heart.
            forgotten = torch.where(batch["dense"][:, :, CAPITAL] > 0, 0.2, 0.1)
            word = word.masked_fill(torch.rand(word.shape, device=word.device) < forgotten, 0)
        affixes = self.affixes(batch["affixes"]).flatten(2)
        x = torch.cat(
            [self.words(word), affixes, self.shapes(batch["shape"]), self.cues(batch["cue"]), batch["dense"]], dim=2
        )
        plain = x = nn.functional.dropout(x, self.dropout / 2, self.training)
        lengths = batch["lengths"]
        places = torch.arange(x.shape[1], device=x.device).unsqueeze(0)
        reversed_places = torch.where(places < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - places, places)
        for layer in range(self.sizes.layers):
            onward, backward = self.lstms[2 * layer], self.lstms[2 * layer + 1]
            x = torch.cat([onward(x)[0], turned(backward(turned(x, reversed_places))[0], reversed_places)], dim=2)
            x = nn.functional.dropout(x, self.dropout, self.training)
        return self.out(x) + self.skip(plain)


def turned(x: Tensor, places: Tensor) -> Tensor:
    """Each row with its tokens in the order of the places."""
    return x.gather(1, places.unsqueeze(2).expand_as(x))


def rounded_rows(rows: Tensor, levels: int) -> Tensor:
    """Rows as the pack will have them: whole numbers from -levels to levels times a scale of the row."""
    scale = rows.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / levels
    return (rows / scale).round() * scale


class Rounded:
    """Within it the network computes with rounded weights; what it learns goes to the exact ones (Courbariaux 2015)."""

    def __init__(self, model: Student) -> None:
        tables = (model.affixes, model.shapes, model.cues)
        self.parts = [(model.words.weight, 7)] + [(table.weight, 127) for table in tables]
        self.parts += [(weight, 127) for name, weight in model.lstms.named_parameters() if "weight" in name]
        self.exact: list[Tensor] = []

    def __enter__(self) -> None:
        self.exact = [weight.data.clone() for weight, _ in self.parts]
        for weight, levels in self.parts:
            weight.data.copy_(rounded_rows(weight.data, levels))

    def __exit__(self, *_: object) -> None:
        for (weight, _), exact in zip(self.parts, self.exact):
            weight.data.copy_(exact)


@dataclass
class Lesson:
    """A block to learn from: its tokens on the shelf, and how much the gold tags count beside the soft labels."""

    start: int
    end: int
    gold: float

    @property
    def length(self) -> int:
        return self.end - self.start


Soft = tuple[np.ndarray, np.ndarray]
"""Marginals of every tag [tokens, 7] and of every step to a token from the one before [tokens, 7, 7]."""


class Shelf:
    """The tokens of splits one after another, where the network computes."""

    def __init__(self, vocabulary: np.ndarray) -> None:
        self.vocabulary = vocabulary
        self.size = 0
        self.parts: dict[str, list[Tensor]] = {}
        self.tables: dict[str, Tensor] = {}

    def add(self, split: corpus.Split, gold: float = 0.0, soft: Soft | None = None) -> list[Lesson]:
        """Puts a split there; its lessons."""
        tokens, hashes = len(split.records), split.records["word"]
        places = np.minimum(np.searchsorted(self.vocabulary, hashes), len(self.vocabulary) - 1)
        unary, pairs = soft or (
            np.zeros((tokens, corpus.TAGS), np.float16), np.zeros((tokens, corpus.TAGS, corpus.TAGS), np.float16)
        )
        columns = {
            "word": np.where(self.vocabulary[places] == hashes, places + 1, 0).astype(np.int32),
            "tags": np.zeros(tokens, np.uint8) if split.tags is None else split.tags.astype(np.uint8),
            "unary": unary,
            "pairs": pairs,
        }
        columns |= {name: split.records[name] for name in ("shape", "cue", "dense")}
        columns["affixes"] = split.records["affixes"].astype(np.int32)
        for name, column in columns.items():
            self.parts.setdefault(name, []).append(torch.from_numpy(np.ascontiguousarray(column)).to(DEVICE))
        self.tables = {}
        lessons = [Lesson(self.size + block.start, self.size + block.end, gold) for block in split.blocks]
        self.size += tokens
        return lessons

    def batch(self, lessons: list[Lesson]) -> dict[str, Tensor]:
        """The input of some lessons, each a row, with the marginals to reach."""
        if not self.tables:
            self.tables = {name: torch.cat(parts) for name, parts in self.parts.items()}
            self.parts = {name: [table] for name, table in self.tables.items()}
        numbers = torch.tensor([[lesson.start, lesson.length] for lesson in lessons]).to(DEVICE)
        gold = torch.tensor([lesson.gold for lesson in lessons]).to(DEVICE)
        starts, lengths = numbers[:, :1], numbers[:, 1]
        offsets = torch.arange(max(lesson.length for lesson in lessons), device=DEVICE)
        inside = offsets < numbers[:, 1:]
        places = torch.where(inside, starts + offsets, starts)

        def rows(name: str, kind: torch.dtype) -> Tensor:
            found = self.tables[name][places].to(kind)
            return found.masked_fill(~inside.view(*inside.shape, *[1] * (found.dim() - 2)), 0)

        batch = {name: rows(name, torch.long) for name in ("word", "affixes", "shape", "cue", "tags")}
        batch |= {"dense": rows("dense", torch.float32), "lengths": lengths}
        unary, pairs = one_hot_pairs(batch["tags"], lengths)
        batch["unary"] = rows("unary", torch.float32).lerp(unary, gold.view(-1, 1, 1))
        batch["pairs"] = rows("pairs", torch.float32)[:, 1:].lerp(pairs, gold.view(-1, 1, 1, 1))
        return batch


def soft_labels(work: str, name: str) -> Soft:
    with np.load(os.path.join(work, f"soft-{name}.npz")) as stored:
        return stored["unary"], stored["pairs"]


def grouped(lessons: list[Lesson], tokens: int, generator: random.Random | None) -> list[list[Lesson]]:
    """Lessons of about the same length together, about so many tokens a batch."""

    def length(lesson: Lesson) -> float:
        return lesson.length * (1 + 0.15 * generator.random()) if generator else lesson.length

    made: list[list[Lesson]] = [[]]
    filled = 0
    for lesson in sorted(lessons, key=length):
        if made[-1] and (filled + lesson.length > tokens or len(made[-1]) >= tokens // LEAST):
            made.append([])
            filled = 0
        made[-1].append(lesson)
        filled += lesson.length
    if generator:
        generator.shuffle(made)
    return made


@torch.no_grad()
def read(model: Student, shelf: Shelf, lessons: list[Lesson]) -> Iterator[Read]:
    """What the model makes of every lesson; a lesson stands for its block, counted from the first one's start."""
    model.eval()
    for group in grouped(lessons, 3000, None):
        batch = shelf.batch(group)
        blocks = [corpus.Block(0, lesson.start - lessons[0].start, lesson.end - lessons[0].start) for lesson in group]
        yield blocks, model(batch), batch["lengths"]


def vocabulary(splits: list[corpus.Split], size: int) -> tuple[np.ndarray, dict[int, tuple[str, int]]]:
    """Hashes of the most frequent words, ascending; and key and count of every word."""
    words: dict[int, tuple[str, int]] = {}
    for split in splits:
        for number, (key, count) in split.words.items():
            words[number] = (key, words.get(number, (key, 0))[1] + count)
    frequent = sorted(words, key=lambda number: (-words[number][1], words[number][0]))[:size]
    return np.array(sorted(frequent), dtype=np.uint32), words


def start_words(model: Student, hashes: np.ndarray, words: dict[int, tuple[str, int]]) -> None:
    """Starts the word table from the pretrained model's word pieces, pressed into fewer dimensions."""
    known = [words[int(number)] for number in hashes]
    rows = pretrained.rows_of(key for key, _ in known).astype(np.float64)
    weight = np.sqrt([count for _, count in known])
    rows -= np.average(rows, axis=0, weights=weight)
    _, _, directions = np.linalg.svd(rows * weight[:, None] ** 0.5, full_matrices=False)
    reduced = rows @ directions[: model.sizes.word_dim].T
    reduced *= 0.5 / reduced.std()
    with torch.no_grad():
        model.words.weight[1:] = torch.from_numpy(reduced).float()
        model.words.weight[0] = 0


def main() -> None:
    arguments = splits.arguments()
    arguments.add_argument("--name", default="student")
    arguments.add_argument("--epochs", type=int, default=7)
    arguments.add_argument("--hidden", type=int, default=Sizes.hidden)
    arguments.add_argument("--words", type=int, default=Sizes.words)
    arguments.add_argument("--styled", type=float, default=0.33, help="share of the texts in other styles an epoch")
    arguments.add_argument("--gold", type=float, default=0.3)
    arguments.add_argument("--batch", type=int, default=5200, help="tokens learned from at once")
    arguments.add_argument("--rate", type=float, default=8e-3)
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    work = given.work

    library = splits.Library(given)
    sizes = Sizes(hidden=given.hidden, words=given.words)
    hashes, words = vocabulary([library[name] for name in (*splits.ANNOTATED, *splits.PLAIN)], sizes.words)
    sizes.words = len(hashes)
    shelf = Shelf(hashes)
    judged = {name: shelf.add(library[name]) for name in splits.JUDGED}
    lessons: list[Lesson] = []
    styled_lessons: list[Lesson] = []
    for name in splits.LEARNED:
        split = library[name]
        gold = 0.0 if split.tags is None else given.gold
        soft = soft_labels(work, name)
        lessons += shelf.add(split, gold, soft)
        if name in STYLED:
            dressed, origins = styles.styled(
                split, work, given.reader, f"{name}-styled", styles.training_style, given.seed
            )
            styled_lessons += shelf.add(dressed, gold, styles.soft_labels(*soft, origins, dressed.blocks))
    lessons, styled_lessons = ([lesson for lesson in some if lesson.length <= 400] for some in (lessons, styled_lessons))
    model = Student(sizes)
    start_words(model, hashes, words)
    model.to(DEVICE)
    table = [model.words.weight]
    rest = [p for n, p in model.named_parameters() if n != "words.weight"]
    rates = (given.rate * 0.3, given.rate)
    optimizer = torch.optim.AdamW(
        [{"params": table, "lr": rates[0]}, {"params": rest, "lr": rates[1]}], betas=(0.9, 0.98), weight_decay=0.01,
        fused=True,
    )
    average = {name: value.clone() for name, value in model.state_dict().items()}
    checkpoint = os.path.join(work, f"{given.name}.pt")
    begin = 0
    if os.path.exists(checkpoint):
        stored = torch.load(checkpoint, map_location=DEVICE, weights_only=False)
        if "optimizer" in stored:
            model.load_state_dict(stored["plain"])
            optimizer.load_state_dict(stored["optimizer"])
            average, begin = stored["model"], stored["epoch"]
    # Every epoch has all plain texts and another share of the styled ones.
    styled_count = int(len(styled_lessons) * given.styled)
    total = given.epochs * len(grouped(lessons + styled_lessons[:styled_count], given.batch, None))
    step = begin * total // given.epochs
    for epoch in range(begin, given.epochs):
        model.train()
        started, seen, loss_sum = time.time(), 0, torch.zeros((), device=DEVICE)
        for group in grouped(lessons + generator.sample(styled_lessons, styled_count), given.batch, generator):
            step += 1
            fraction = min(1.0, step / total)
            factor = min(step / 150, 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * fraction)))
            for rate, part in zip(rates, optimizer.param_groups):
                part["lr"] = rate * factor
            batch = shelf.batch(group)
            lengths = batch["lengths"]
            # The last third of the way is learned with the weights that will ship.
            with Rounded(model) if 3 * step > 2 * total else contextlib.nullcontext():
                emissions = model(batch)
                loss = (
                    model.crf.log_partition(emissions, lengths)
                    - model.crf.expected_score(emissions, lengths, batch["unary"], batch["pairs"])
                ).sum() / len(group)
                optimizer.zero_grad()
                loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            loss_sum, seen = loss_sum + loss.detach(), seen + 1
            keep = min(0.995, step / (step + 10))
            for name, value in model.state_dict().items():
                if value.dtype.is_floating_point:
                    average[name].lerp_(value, 1 - keep)
            if seen % 100 == 0:
                print(f"epoch {epoch} batch {seen}/{total // given.epochs} loss {loss_sum / seen:.4f} {time.time() - started:.0f} s", flush=True)
        judge = Student(sizes).to(DEVICE)
        judge.load_state_dict(average)
        report = []
        for name, blocks in judged.items():
            split = library[name]
            tags = best_tags(judge.crf, len(split.records), read(judge, shelf, blocks))
            scores = corpus.exact_f1(tags, split)
            report.append(f"{name} {scores[0]:.1f}/{scores[1]:.1f}/{scores[2]:.1f}")
            write_tags(os.path.join(work, f"{given.name}.{name}.tags.jsonl"), split, tags)
        print(f"epoch {epoch} source/cue/content {'  '.join(report)}", flush=True)
        torch.save(
            {
                "model": average, "plain": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1,
                "sizes": asdict(sizes), "hashes": hashes, "given": vars(given),
            },
            checkpoint,
        )


def write_tags(path: str, split: corpus.Split, tags: np.ndarray) -> None:
    """The tags of every text, block by block, as numbers."""
    lines: dict[int, list[list[int]]] = {index: [] for index in range(len(split.docs))}
    for block in split.blocks:
        lines[block.doc].append(tags[block.start : block.end].tolist())
    with open(path, "w", encoding="utf-8") as file:
        for index, blocks in lines.items():
            file.write(json.dumps({"doc": split.docs[index], "tags": blocks}) + "\n")


if __name__ == "__main__":
    main()
