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

    def log_partition(self, emissions: Tensor, lengths: Tensor, pairs: Tensor | None = None) -> Tensor:
        """Log of the sum over all tag sequences; emissions [batch, time, tags].

        `pairs` [batch, time - 1, tags, tags], where given, are added to the scores of the steps. Neighbouring steps are
        joined, half as many each time, which takes a card a few large products in place of many small ones.
        """
        step, first, last = self.tables()
        steps = step + emissions[:, 1:, None, :]
        if pairs is not None:
            steps = steps + pairs
        # A step past the end of a row leaves everything as it is, and there is always one.
        stay = torch.full_like(step, FORBIDDEN).fill_diagonal_(0.0)
        going = torch.arange(1, emissions.shape[1], device=lengths.device) < lengths.unsqueeze(1)
        past = stay.expand(emissions.shape[0], 1, -1, -1)
        steps = torch.cat([torch.where(going[:, :, None, None], steps, stay), past], dim=1)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, past], dim=1)
            steps = torch.logsumexp(steps[:, ::2, :, :, None] + steps[:, 1::2, None, :, :], dim=3)
        before = first + emissions[:, 0]
        return torch.logsumexp(torch.logsumexp(before.unsqueeze(2) + steps[:, 0], dim=1) + last, dim=1)

    def expected_score(self, emissions: Tensor, lengths: Tensor, unary: Tensor, pairs: Tensor) -> Tensor:
        """The mean score under given marginals: unary [batch, time, tags], pairs [batch, time - 1, tags, tags]."""
        step, first, last = self.tables()
        rows = torch.arange(emissions.shape[0], device=lengths.device)
        score = (emissions * unary).sum((1, 2)) + (step * pairs).sum((1, 2, 3))
        return score + (unary[:, 0] * first).sum(1) + (unary[rows, lengths - 1] * last).sum(1)

    def marginals(self, emissions: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Unary and pairwise marginals, as the gradients of the log partition."""
        with torch.enable_grad():
            emissions = emissions.detach().requires_grad_()
            batch, time, _ = emissions.shape
            pairs = torch.zeros(batch, time - 1, TAGS, TAGS, device=emissions.device, requires_grad=True)
            total = self.log_partition(emissions, lengths, pairs).sum()
            unary, pairwise = torch.autograd.grad(total, [emissions, pairs])
        return unary, pairwise

    @torch.no_grad()
    def best(self, emissions: Tensor, lengths: Tensor) -> list[list[int]]:
        """The best tag sequence of each row (Viterbi), on the processor: it goes from token to token."""
        step, first, last = (table.cpu() for table in self.tables())
        emissions, lengths = emissions.cpu(), lengths.cpu()
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


def one_hot_pairs(tags: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Marginals of known tags [batch, time]."""
    unary = nn.functional.one_hot(tags, TAGS).float()
    inside = torch.arange(tags.shape[1], device=tags.device) < lengths.unsqueeze(1)
    unary = unary * inside.unsqueeze(2)
    pairs = unary[:, :-1].unsqueeze(3) * unary[:, 1:].unsqueeze(2)
    return unary, pairs
