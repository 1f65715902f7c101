"""A linear-chain conditional random field over the seven tags (Lafferty, McCallum, Pereira 2001)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn

from corpus import TAGS

FORBIDDEN = -1e4


class Crf(nn.Module):
    """Scores sequences of tags. A stretch may go on only where it has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.first = nn.Parameter(torch.zeros(TAGS))
        self.last = nn.Parameter(torch.zeros(TAGS))
        allowed = torch.ones(TAGS, TAGS, dtype=torch.bool)
        begins = torch.ones(TAGS, dtype=torch.bool)
        for inside in (2, 4, 6):
            begins[inside] = False
            for before in range(TAGS):
                allowed[before, inside] = before in (inside, inside - 1)
        self.register_buffer("allowed", allowed)
        self.register_buffer("begins", begins)

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of a step (from, to), of the first and of the last tag."""
        return (
            self.step.masked_fill(~self.allowed, FORBIDDEN),
            self.first.masked_fill(~self.begins, FORBIDDEN),
            self.last,
        )

    def log_partition(self, emissions: Tensor, lengths: Tensor) -> Tensor:
        """Log of the sum over all tag sequences; emissions [batch, time, tags]."""
        step, first, last = self.tables()
        alpha = first + emissions[:, 0]
        for time in range(1, emissions.shape[1]):
            longer = torch.logsumexp(alpha.unsqueeze(2) + step, dim=1) + emissions[:, time]
            alpha = torch.where((time < lengths).unsqueeze(1), longer, alpha)
        return torch.logsumexp(alpha + last, dim=1)

    def expected_score(self, emissions: Tensor, lengths: Tensor, unary: Tensor, pairs: Tensor) -> Tensor:
        """The mean score under given marginals: unary [batch, time, tags], pairs [batch, time - 1, tags, tags]."""
        step, first, last = self.tables()
        rows = torch.arange(emissions.shape[0])
        score = (emissions * unary).sum((1, 2)) + (step * pairs).sum((1, 2, 3))
        return score + (unary[:, 0] * first).sum(1) + (unary[rows, lengths - 1] * last).sum(1)

    def marginals(self, emissions: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Unary and pairwise marginals, as the gradients of the log partition."""
        with torch.enable_grad():
            emissions = emissions.detach().requires_grad_()
            step, first, last = (table.detach() for table in self.tables())
            batch, time, _ = emissions.shape
            pairs = torch.zeros(batch, max(time - 1, 1), TAGS, TAGS, requires_grad=True)
            alpha = first + emissions[:, 0]
            for index in range(1, time):
                longer = torch.logsumexp(alpha.unsqueeze(2) + step + pairs[:, index - 1], dim=1) + emissions[:, index]
                alpha = torch.where((index < lengths).unsqueeze(1), longer, alpha)
            total = torch.logsumexp(alpha + last, dim=1).sum()
            unary, pairwise = torch.autograd.grad(total, [emissions, pairs], allow_unused=True)
        return unary, pairwise if pairwise is not None else torch.zeros_like(pairs)

    @torch.no_grad()
    def best(self, emissions: Tensor, lengths: Tensor) -> list[list[int]]:
        """The best tag sequence of each row (Viterbi)."""
        step, first, last = self.tables()
        alpha = first + emissions[:, 0]
        back = []
        for time in range(1, emissions.shape[1]):
            score, origin = (alpha.unsqueeze(2) + step).max(1)
            alive = (time < lengths).unsqueeze(1)
            alpha = torch.where(alive, score + emissions[:, time], alpha)
            back.append(torch.where(alive, origin, torch.arange(TAGS).expand_as(origin)))
        tag = (alpha + last).argmax(1)
        paths = [tag]
        for origin in reversed(back):
            tag = origin.gather(1, tag.unsqueeze(1)).squeeze(1)
            paths.append(tag)
        stacked = torch.stack(list(reversed(paths)), 1)
        return [row[: int(length)].tolist() for row, length in zip(stacked, lengths)]


Read = tuple[list, Tensor, Tensor]
"""Blocks, their emissions [batch, time, tags] and their lengths."""


def best_tags(crf: Crf, tokens: int, read: Iterable[Read]) -> np.ndarray:
    """The best tag of every token of a split."""
    tags = np.zeros(tokens, dtype=np.int64)
    for blocks, emissions, lengths in read:
        for block, path in zip(blocks, crf.best(emissions, lengths)):
            tags[block.start : block.end] = path
    return tags


def keep_soft_labels(crf: Crf, tokens: int, read: Iterable[Read], path: str) -> None:
    """Keeps the marginals of every tag [tokens, 7] and of every step from the token before [tokens, 7, 7]."""
    unary = np.zeros((tokens, TAGS), dtype=np.float16)
    pairs = np.zeros((tokens, TAGS, TAGS), dtype=np.float16)
    for blocks, emissions, lengths in read:
        one, two = crf.marginals(emissions, lengths)
        for row, block in enumerate(blocks):
            length = block.end - block.start
            unary[block.start : block.end] = one[row, :length].numpy()
            pairs[block.start + 1 : block.end] = two[row, : length - 1].numpy()
    np.savez(path, unary=unary, pairs=pairs)


def one_hot_pairs(tags: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Marginals of known tags [batch, time]."""
    unary = nn.functional.one_hot(tags, TAGS).float()
    inside = (torch.arange(tags.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)).float()
    unary = unary * inside.unsqueeze(2)
    pairs = unary[:, :-1].unsqueeze(3) * unary[:, 1:].unsqueeze(2)
    return unary, pairs
