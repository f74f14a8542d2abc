"""The reader as a PyTorch module: BERT's encoder with one number a label on every piece."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dossier.filing.reader import LABELS
from training.reading.passages import MARK, Window

HEADS = 12
DROPOUT = 0.1
PADDING = -(10**6)
"""The owner of what fills up a shorter window of a batch."""

_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "second_norm": "output.LayerNorm",
}
"""Of the parts of a layer: their names in BERT's files."""


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, wide: int) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(width, width) for _ in range(4))
        self.first_norm, self.second_norm = (nn.LayerNorm(width, 1e-12) for _ in range(2))
        self.wide, self.narrow = nn.Linear(width, wide), nn.Linear(wide, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return x, windows x pieces x width; `mask` is added to what pieces see of others."""
        drops = self.training and torch.is_grad_enabled()
        heads = [self._split(part(x)).float() for part in (self.query, self.key, self.value)]
        with torch.autocast("cpu", enabled=False):  # attention is faster in 32 bits here
            seen = functional.scaled_dot_product_attention(*heads, attn_mask=mask)
        joined = self.joined(seen.transpose(1, 2).reshape(x.shape))
        x = self.first_norm(x + functional.dropout(joined, DROPOUT, drops))
        narrow = self.narrow(functional.gelu(self.wide(x)))
        normed: Tensor = self.second_norm(x + functional.dropout(narrow, DROPOUT, drops))
        return normed

    def _split(self, x: Tensor) -> Tensor:
        windows, pieces, width = x.shape
        return x.view(windows, pieces, HEADS, width // HEADS).transpose(1, 2)


class ReaderModule(nn.Module):
    """What learns: an encoder, and for each label a direction for own and for other pieces."""

    def __init__(self, base: Path) -> None:
        """Begin with the weights of a BERT in a safetensors file."""
        super().__init__()
        weights = load_file(base)
        words = weights["embeddings.word_embeddings.weight"]
        width = words.shape[1]
        wide = weights["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.words = nn.Embedding.from_pretrained(words)
        positions = weights["embeddings.position_embeddings.weight"]
        # All pieces are of BERT's first kind, so that its vector is added to every position.
        kind = weights["embeddings.token_type_embeddings.weight"][:1]
        self.positions = nn.Embedding.from_pretrained(positions + kind)
        self.norm = nn.LayerNorm(width, 1e-12)
        _fill(self.norm, weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        while f"encoder.layer.{len(self.layers)}.output.dense.weight" in weights:
            layer = Layer(width, wide)
            for ours, theirs in _NAMES.items():
                name = f"encoder.layer.{len(self.layers)}.{theirs}"
                _fill(getattr(layer, ours), weights, name)
            self.layers.append(layer)
        self.own = nn.Linear(width, len(LABELS))
        self.around = nn.Linear(width, len(LABELS), bias=False)
        nn.init.normal_(self.own.weight, std=0.02)
        nn.init.zeros_(self.own.bias)
        nn.init.zeros_(self.around.weight)

    def embedded(self, pieces: Tensor) -> Tensor:
        """Return the input of the first layer."""
        embedded: Tensor = self.norm(self.words(pieces) + self.positions.weight[: pieces.shape[1]])
        return embedded

    def encoded(self, pieces: Tensor, mask: Tensor | None = None, frozen: int = 0) -> Tensor:
        """Return the output of the last layer; the first `frozen` layers learn nothing."""
        with torch.no_grad():
            x = self.embedded(pieces)
            for layer in self.layers[:frozen]:
                x = layer(x, mask)
        for layer in self.layers[frozen:]:
            x = layer(x, mask)
        return x

    def forward(self, batch: "Batch", frozen: int = 0) -> Tensor:
        """Return the score of every label for every paragraph of a batch of windows."""
        x = self.encoded(batch.pieces, batch.mask, frozen).float()
        own, around = x @ self.own.weight.T, x @ self.around.weight.T
        scores = []
        for row, number in batch.paragraphs:
            owners = batch.owners[row]
            mine = owners == number
            others = ~mine & (owners != MARK - number) & (owners != PADDING)
            here = own[row][mine].sum(0) / mine.sum().clamp(min=1)
            scores.append(here + around[row][others].mean(0))
        return torch.stack(scores) + self.own.bias


class Batch:
    """Windows as tensors, the shorter ones filled up."""

    def __init__(self, windows: Sequence[Window]) -> None:
        longest = max(len(one.pieces) for one in windows)
        pieces = [(*one.pieces, *(0,) * (longest - len(one.pieces))) for one in windows]
        owners = [(*one.owners, *(PADDING,) * (longest - len(one.owners))) for one in windows]
        self.pieces = torch.tensor(pieces)
        self.owners = torch.tensor(owners)
        empty = (self.owners == PADDING)[:, None, None, :]
        self.mask = torch.zeros(empty.shape).masked_fill(empty, -1e9)
        self.paragraphs = [
            (row, number) for row, one in enumerate(windows) for number in range(len(one.filed))
        ]


def _fill(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
