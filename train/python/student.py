"""The student: the small recurrent network that ships, taught by the gold tags and by the teachers' beliefs.

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
from crf import Crf, Read, best_tags

AFFIX_ROWS, SHAPES, CUES = 2048, 160, 41
STYLED = ("train", "abc", "gum")
"""Splits of which the student reads some texts in other styles too."""
CAPITAL = 27
"""The place of the plain number that says whether a token begins with a capital (src/tag/features.rs)."""


@dataclass
class Sizes:
    """How big the network is."""

    words: int = 16000
    word_dim: int = 64
    affix_dim: int = 16
    shape_dim: int = 8
    cue_dim: int = 8
    hidden: int = 80
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
            word = word.masked_fill(torch.rand(word.shape) < forgotten, 0)
        affixes = self.affixes(batch["affixes"]).flatten(2)
        x = torch.cat(
            [self.words(word), affixes, self.shapes(batch["shape"]), self.cues(batch["cue"]), batch["dense"]], dim=2
        )
        plain = x = nn.functional.dropout(x, self.dropout / 2, self.training)
        lengths = batch["lengths"]
        places = torch.arange(x.shape[1]).unsqueeze(0)
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
        self.exact = [weight.data for weight, _ in self.parts]
        for weight, levels in self.parts:
            weight.data = rounded_rows(weight.data, levels)

    def __exit__(self, *_: object) -> None:
        for (weight, _), exact in zip(self.parts, self.exact):
            weight.data = exact


@dataclass
class Lesson:
    """A block to learn from: its split, and how much the gold tags count beside the soft labels."""

    split: int
    block: corpus.Block
    gold: float


class Shelf:
    """Splits with their word ids and soft labels."""

    def __init__(self, vocabulary: np.ndarray) -> None:
        self.vocabulary = vocabulary
        self.splits: list[corpus.Split] = []
        self.ids: list[np.ndarray] = []
        self.soft: list[tuple[np.ndarray, np.ndarray] | None] = []

    def add(self, split: corpus.Split, soft: tuple[np.ndarray, np.ndarray] | None = None) -> int:
        hashes = split.records["word"]
        places = np.minimum(np.searchsorted(self.vocabulary, hashes), len(self.vocabulary) - 1)
        self.ids.append(np.where(self.vocabulary[places] == hashes, places + 1, 0).astype(np.int64))
        self.splits.append(split)
        self.soft.append(soft)
        return len(self.splits) - 1

    def batch(self, lessons: list[Lesson]) -> dict[str, Tensor]:
        """The input of some lessons, longest first, with the marginals to reach."""
        lessons = sorted(lessons, key=lambda lesson: lesson.block.start - lesson.block.end)
        lengths = [lesson.block.end - lesson.block.start for lesson in lessons]
        rows, longest = len(lessons), lengths[0]
        made = {
            "word": np.zeros((rows, longest), dtype=np.int64),
            "affixes": np.zeros((rows, longest, 3), dtype=np.int64),
            "shape": np.zeros((rows, longest), dtype=np.int64),
            "cue": np.zeros((rows, longest), dtype=np.int64),
            "dense": np.zeros((rows, longest, corpus.DENSE), dtype=np.float32),
            "unary": np.zeros((rows, longest, corpus.TAGS), dtype=np.float32),
            "pairs": np.zeros((rows, max(longest - 1, 1), corpus.TAGS, corpus.TAGS), dtype=np.float32),
        }
        for row, (lesson, length) in enumerate(zip(lessons, lengths)):
            split, span = self.splits[lesson.split], slice(lesson.block.start, lesson.block.end)
            records = split.records[span]
            made["word"][row, :length] = self.ids[lesson.split][span]
            for name in ("affixes", "shape", "cue", "dense"):
                made[name][row, :length] = records[name]
            if lesson.gold > 0:
                tags = split.tags[span]
                made["unary"][row, np.arange(length), tags] += lesson.gold
                made["pairs"][row, np.arange(length - 1), tags[:-1], tags[1:]] += lesson.gold
            soft = self.soft[lesson.split]
            if lesson.gold < 1 and soft:
                unary, pairs = soft
                made["unary"][row, :length] += (1 - lesson.gold) * unary[span]
                made["pairs"][row, : length - 1] += (1 - lesson.gold) * pairs[span][1:]
        batch = {name: torch.from_numpy(value) for name, value in made.items()}
        return batch | {"lengths": torch.tensor(lengths)}


def mean_soft_labels(paths: list[str]) -> tuple[np.ndarray, np.ndarray] | None:
    """What the teachers believe on average: of every tag [tokens, 7] and of every step to it [tokens, 7, 7]."""
    if not paths:
        return None
    loaded = [np.load(path) for path in paths]
    unary = np.mean([stored["unary"].astype(np.float32) for stored in loaded], axis=0, dtype=np.float32)
    pairs = loaded[0]["pairs"].astype(np.float32)
    for stored in loaded[1:]:
        pairs += stored["pairs"]
    return unary, (pairs / len(loaded)).astype(np.float16)


def grouped(lessons: list[Lesson], tokens: int, generator: random.Random | None) -> list[list[Lesson]]:
    """Lessons of about the same length together, about so many tokens a batch."""

    def length(lesson: Lesson) -> float:
        plain = lesson.block.end - lesson.block.start
        return plain * (1 + 0.15 * generator.random()) if generator else plain

    made: list[list[Lesson]] = [[]]
    filled = 0
    for lesson in sorted(lessons, key=length):
        size = lesson.block.end - lesson.block.start
        if made[-1] and (filled + size > tokens or len(made[-1]) >= 48):
            made.append([])
            filled = 0
        made[-1].append(lesson)
        filled += size
    if generator:
        generator.shuffle(made)
    return made


@torch.no_grad()
def read(model: Student, shelf: Shelf, number: int) -> Iterator[Read]:
    """What the model makes of every block of a split."""
    model.eval()
    for group in grouped([Lesson(number, block, 0.0) for block in shelf.splits[number].blocks], 3000, None):
        group.sort(key=lambda lesson: lesson.block.start - lesson.block.end)
        batch = shelf.batch(group)
        yield [lesson.block for lesson in group], model(batch), batch["lengths"]


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
    arguments.add_argument("--teachers", nargs="*", default=[], help="names of soft labels; none: gold tags only")
    arguments.add_argument("--epochs", type=int, default=7)
    arguments.add_argument("--hidden", type=int, default=Sizes.hidden)
    arguments.add_argument("--words", type=int, default=Sizes.words)
    arguments.add_argument("--styled", type=float, default=0.33, help="share of the texts in other styles an epoch")
    arguments.add_argument("--gold", type=float, default=0.3)
    arguments.add_argument("--batch", type=int, default=1300)
    given = arguments.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    work = given.work

    known = splits.read_all(given)
    sizes = Sizes(hidden=given.hidden, words=given.words)
    hashes, words = vocabulary([known[name] for name in (*splits.ANNOTATED, *splits.PLAIN)], sizes.words)
    sizes.words = len(hashes)
    shelf = Shelf(hashes)
    numbers = {name: shelf.add(known[name]) for name in splits.JUDGED}
    lessons: list[Lesson] = []
    styled_lessons: list[Lesson] = []
    for name in splits.LEARNED:
        split = known[name]
        soft = mean_soft_labels([os.path.join(work, f"soft-{teacher}-{name}.npz") for teacher in given.teachers])
        if soft is None and split.tags is None:
            continue
        gold = 0.0 if split.tags is None else given.gold if soft else 1.0
        numbers[name] = shelf.add(split, soft)
        lessons += [Lesson(numbers[name], block, gold) for block in split.blocks]
        if name not in STYLED:
            continue
        dressed, origins = styles.styled(split, work, given.reader, f"{name}-styled", styles.training_style, given.seed)
        of_origins = soft and styles.soft_labels(*soft, origins, dressed.blocks)
        number = shelf.add(dressed, of_origins)
        styled_lessons += [Lesson(number, block, gold) for block in dressed.blocks]
    lessons, styled_lessons = (
        [lesson for lesson in some if lesson.block.end - lesson.block.start <= 400] for some in (lessons, styled_lessons)
    )
    model = Student(sizes)
    start_words(model, hashes, words)
    table = [model.words.weight]
    rest = [p for n, p in model.named_parameters() if n != "words.weight"]
    rates = (3e-3 * 0.3, 3e-3)
    optimizer = torch.optim.AdamW(
        [{"params": table, "lr": rates[0]}, {"params": rest, "lr": rates[1]}], betas=(0.9, 0.98), weight_decay=0.01
    )
    average = {name: value.clone() for name, value in model.state_dict().items()}
    checkpoint = os.path.join(work, f"{given.name}.pt")
    begin = 0
    if os.path.exists(checkpoint):
        stored = torch.load(checkpoint, weights_only=False)
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
        started, seen, loss_sum = time.time(), 0, 0.0
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
            loss_sum, seen = loss_sum + float(loss.detach()), seen + 1
            keep = min(0.995, step / (step + 10))
            for name, value in model.state_dict().items():
                if value.dtype.is_floating_point:
                    average[name].mul_(keep).add_(value, alpha=1 - keep)
            if seen % 100 == 0:
                print(f"epoch {epoch} batch {seen}/{total // given.epochs} loss {loss_sum / seen:.4f} {time.time() - started:.0f} s", flush=True)
        judge = Student(sizes)
        judge.load_state_dict(average)
        report = []
        for name in splits.JUDGED:
            split = shelf.splits[numbers[name]]
            tags = best_tags(judge.crf, len(split.records), read(judge, shelf, numbers[name]))
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
