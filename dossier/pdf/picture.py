"""Pictures as small as they can be without looking worse."""

import io

from PIL import Image

from dossier.errors import Fault, ProofError
from dossier.export.metadata import IMAGE

COLOURS = 64
"""Of the palette: type in a few greys, and each theme; 592 in the examples, and nobody sees it."""


def reduced(png: bytes, where: str) -> bytes:
    """Return a PNG with a palette, a third as large; raises ProofError if it is of another size."""
    with Image.open(io.BytesIO(png)) as picture:
        if picture.size != IMAGE:
            width, height = picture.size
            sentence = f"is {width} by {height} pixels, not {IMAGE[0]} by {IMAGE[1]}"
            raise ProofError(Fault(where, 0, sentence))
        few = picture.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        made = io.BytesIO()
        few.save(made, "PNG")
    return made.getvalue()
