"""Write what was learned as the files that the reader in use opens."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from dossier.filing.reader import LABELS
from training.reading.encoder import ReaderModule
from training.reading.passages import Filed

FEWEST = 2
"""Paragraphs in which a piece must occur to be kept. What is left out is spelt by shorter ones."""

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class _Alone(nn.Module):
    """One window: what each piece says of every label as its own, then as one around."""

    def __init__(self, reader: ReaderModule) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor) -> Tensor:
        """Return windows x pieces x twice the labels."""
        x = self.reader.encoded(pieces)
        return torch.cat([x @ self.reader.own.weight.T, x @ self.reader.around.weight.T], -1)


def write(
    reader: ReaderModule,
    pieces: Tokenizer,
    texts: Iterable[Iterable[Filed]],
    model: Path,
    vocabulary: Path,
) -> None:
    """Write model and vocabulary; `texts` are all those in which a piece may occur."""
    seen = Counter(piece for text in texts for filed in text for piece in set(filed.pieces))
    vocabulary.write_text(_pruned(reader, pieces, seen), encoding="utf-8")
    reader.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole, small = (str(Path(folder) / f"{name}.onnx") for name in ("whole", "small"))
        torch.onnx.export(
            _Alone(reader),
            (torch.arange(5, 82)[None],),
            whole,
            input_names=["ids"],
            output_names=["shares"],
            dynamic_axes={"ids": {1: "pieces"}, "shares": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        made = onnx.load(small)
    standing = [round(float(one), 6) for one in reader.own.bias]
    onnx.helper.set_model_props(
        made, {"labels": json.dumps(LABELS), "standing": json.dumps(standing)}
    )
    onnx.save(made, model)


def _pruned(reader: ReaderModule, pieces: Tokenizer, seen: Counter[int]) -> str:
    """Leave out of the reader the pieces that hardly occur; return the vocabulary that is left."""
    known = sorted(pieces.get_vocab().items(), key=lambda pair: pair[1])
    kept = [
        (piece, number)
        for piece, number in known
        if piece in SPECIAL or len(piece.removeprefix("##")) == 1 or seen[number] >= FEWEST
    ]
    rows = torch.tensor([number for _, number in kept])
    reader.words = nn.Embedding.from_pretrained(reader.words.weight.detach()[rows])
    places = {piece: place for place, (piece, _) in enumerate(kept)}
    data = json.loads(pieces.to_str())
    data["model"]["vocab"] = places
    data["added_tokens"] = [one | {"id": places[one["content"]]} for one in data["added_tokens"]]
    data |= {"post_processor": None, "truncation": None, "padding": None}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
