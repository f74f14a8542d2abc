"""Pictures as small as they can be without looking worse."""

import io

import pypdfium2
from PIL import Image

from dossier.errors import Fault, ProofError
from dossier.export.metadata import IMAGE

COLOURS = 64
"""Of the palette: type in a few greys, and each theme; 592 in the examples, and nobody sees it."""


def drawn(document: pypdfium2.PdfDocument, where: str) -> bytes:
    """Return the first page of a PDF as PNG, a pixel for each point, with a palette.

    Raises ProofError if it is of another size than pictures for sharing have.
    """
    picture = document[0].render(scale=1, rev_byteorder=True, draw_annots=False).to_pil()
    if picture.size != IMAGE:
        width, height = picture.size
        sentence = f"is {width} by {height} pixels, not {IMAGE[0]} by {IMAGE[1]}"
        raise ProofError(Fault(where, 0, sentence))
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    png = io.BytesIO()
    few.save(png, "PNG")
    return png.getvalue()
