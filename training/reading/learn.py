"""Learn to file from windows of filed paragraphs, and file others by what was learned."""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.reading.encoder import PADDING, Batch, ReaderModule
from training.reading.passages import OTHER, Filed, Vector, Window, batches, piece_of, windows

FROZEN = 3
"""Layers that learn nothing, from the lowest; the embeddings learn nothing either."""

RATE, HEAD_RATE = 2e-4, 2e-3
FALL = 0.85
"""Of the learning rate, from each layer to the one below."""

DECAY = 0.05
"""Weight decay."""

WARM_UP = 0.1
"""The share of steps in which the learning rate rises; then it falls in a straight line."""

LEAST_RATE = 0.02
"""Of the highest, at the end."""

MASKED = 0.1
"""Of the pieces, hidden at random while learning."""

STEP = 2048
"""Pieces a step."""

PARAGRAPHS = 13.2
"""In a step, usually; the loss is divided by it, so that short paragraphs do not weigh more."""


def learn(
    reader: ReaderModule,
    texts: Callable[[int], Sequence[Sequence[Filed]]],
    pieces: Tokenizer,
    epochs: int,
    rate: float = RATE,
) -> None:
    """Fit the reader to the targets of all paragraphs; `texts` gives those of an epoch."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    torch.manual_seed(1)
    plan: list[list[Window]] = []
    for epoch in range(epochs):
        packed = [one for text in texts(epoch) for one in windows(text, pieces, chance)]
        plan += batches(packed, STEP, chance)
    optimizer = torch.optim.AdamW(_groups(reader, rate), betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share(step / len(plan)))
    learning = [one for one in reader.parameters() if one.requires_grad]
    hidden = piece_of("[MASK]", pieces)
    start = time.monotonic()
    reader.train()
    for step, group in enumerate(plan, start=1):
        loss = _loss(reader, group, hidden)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(learning, 5.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            took = time.monotonic() - start
            sys.stderr.write(f"step {step} of {len(plan)}, loss {loss.item():.3f}, {took:.0f} s\n")


def _groups(reader: ReaderModule, rate: float) -> list[dict[str, object]]:
    """Return what learns, with its learning rate."""
    groups: list[dict[str, object]] = []
    for one in (reader.words, reader.positions, reader.norm, *reader.layers[:FROZEN]):
        one.requires_grad_(False)
    for depth, layer in enumerate(reversed(reader.layers[FROZEN:])):
        for decay, is_matrix in ((DECAY, True), (0.0, False)):
            params = [one for one in layer.parameters() if (one.dim() > 1) == is_matrix]
            groups.append({"params": params, "lr": rate * FALL**depth, "weight_decay": decay})
    head = [*reader.own.parameters(), *reader.around.parameters()]
    return [*groups, {"params": head, "lr": HEAD_RATE * rate / RATE, "weight_decay": 0.0}]


def _share(done: float) -> float:
    """Return the share of the highest learning rate when so much of the learning is done."""
    return max(LEAST_RATE, min(done / WARM_UP, (1 - done) / (1 - WARM_UP)))


def _loss(reader: ReaderModule, group: Sequence[Window], hidden: int) -> Tensor:
    batch = Batch(group)
    can_hide = (batch.owners != PADDING) & (batch.owners != OTHER)
    batch.pieces[can_hide & (torch.rand(batch.pieces.shape) < MASKED)] = hidden
    filed = [one for window in group for one in window.filed]
    targets = torch.tensor(np.array([one.target for one in filed]))
    weights = torch.tensor([one.weight * any(one.is_word) for one in filed])
    with torch.autocast("cpu", torch.bfloat16):
        scores = reader(batch, FROZEN)
    return -(weights[:, None] * targets * scores.log_softmax(1)).sum() / PARAGRAPHS


@torch.no_grad()
def predict(
    reader: ReaderModule, texts: Sequence[Sequence[Filed]], pieces: Tokenizer
) -> Iterator[Vector]:
    """Yield the score of every label for every paragraph, in order, as the reader in use has it."""
    reader.eval()
    packed = [one for text in texts for one in windows(text, pieces)]
    places = sorted(range(len(packed)), key=lambda place: len(packed[place].pieces))
    scores: dict[int, Vector] = {}
    for start in range(0, len(places), 16):
        some = places[start : start + 16]
        with torch.autocast("cpu", torch.bfloat16):
            found = reader(Batch([packed[place] for place in some]))
        scores |= zip(some, found.float().numpy(), strict=True)
    yield from (scores[place] for place in range(len(packed)))
