"""How fast PDFs are printed: python -m benchmarks.pdf [--rounds N]

First the summaries, digests and pictures of the example texts: layout, and proof with the drawing
of a picture. Then summaries beside WeasyPrint: both set the same content in the same fonts on the
same paper, in turns. WeasyPrint makes no PDF/A-2a here and proves nothing; where it, or the Pango
that it needs, is not installed, ours is measured alone. All is processor time of one process; only
ratios count on a busy machine.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import fontpkg

from dossier import pipeline
from dossier.briefings.library import gather, record_of
from dossier.export import citation
from dossier.model import Briefing
from dossier.pdf import batch, summary
from dossier.pdf.data import Summary
from dossier.pdf.typst import SUMMARY, Typesetter
from dossier.settings import Settings
from dossier.sources import files
from dossier.web import i18n
from dossier.web.site import SiteContext

REPOSITORY = Path(__file__).parent.parent
TEMPLATES = REPOSITORY / "templates" / "pdf"


def main() -> None:
    """Print medians in milliseconds a document."""
    parser = argparse.ArgumentParser(description="How fast PDFs are printed.")
    parser.add_argument("--rounds", type=int, default=5, help="each sets all examples once")
    rounds = parser.parse_args().rounds
    briefings, site = _examples()
    for template, (layout, proof) in _by_kind(briefings, site, rounds).items():
        sys.stdout.write(
            f"{template:9}{layout + proof:6.1f} ms: layout {layout:.1f}, proof {proof:.1f}\n"
        )
    setters = {"Dossier, proofs included": _dossier(site)}
    if weasyprint := _weasyprint(site):
        setters["WeasyPrint"] = weasyprint
    else:
        sys.stdout.write("WeasyPrint cannot be loaded, so there is nothing to compare with.\n")
    times: dict[str, list[float]] = {name: [] for name in setters}
    for number in range(rounds + 1):
        for name, setter in setters.items():
            start = time.process_time()
            for briefing in briefings:
                setter(briefing)
            if number:  # the first round warms up
                times[name].append((time.process_time() - start) / len(briefings) * 1000)
    first = statistics.median(next(iter(times.values())))
    for name, found in times.items():
        median = statistics.median(found)
        sys.stdout.write(f"{name:26}{median:8.1f} ms of one core{median / first:8.1f} x\n")


def _examples() -> tuple[Sequence[Briefing], SiteContext]:
    folder = REPOSITORY / "examples" / "seeds"
    cache = REPOSITORY / ".dossier-cache"
    settings = Settings(folder, REPOSITORY / "themes.yml", "en", cache)
    themes, briefings = pipeline.brief_files(files.find(folder), settings)
    phrases = i18n.read(REPOSITORY / "templates" / "words.yml")
    site = SiteContext("Dossier", "", "https://example.org/", phrases, {}, themes, pdfs=True)
    return briefings, site


class _Timed(Typesetter):
    """Adds up the seconds that Typst takes."""

    layout = 0.0

    def _compile(self, template: str, doc: str) -> bytes:
        start = time.process_time()
        try:
            return super()._compile(template, doc)
        finally:
            self.layout += time.process_time() - start


def _by_kind(
    briefings: Sequence[Briefing], site: SiteContext, rounds: int
) -> dict[str, tuple[float, float]]:
    """Return the medians in milliseconds of layout and proof, by the name of the template."""
    library = gather(map(record_of, briefings), site.themes)
    summaries = [(record_of(one), _print_data(one, site)) for one in briefings]
    prints = list(batch.documents(summaries, library, replace(site, share_images=True)))
    typesetter = _Timed([TEMPLATES])
    medians = {}
    for template in dict.fromkeys(one.template for one in prints):
        documents = [one.data for one in prints if one.template == template]
        times = []
        for _ in range(rounds + 1):
            typesetter.layout, start = 0.0, time.process_time()
            for data in documents:
                typesetter.typeset_json(template, data)
            times.append((typesetter.layout, time.process_time() - start - typesetter.layout))
        layout, proof = (
            statistics.median(seconds) / len(documents) * 1000
            for seconds in zip(*times[1:], strict=True)  # the first round warms up
        )
        medians[template] = layout, proof
    return medians


def _print_data(briefing: Briefing, site: SiteContext) -> str:
    return summary.print_data(briefing, citation.reference(briefing, site), site)


def _dossier(site: SiteContext) -> Callable[[Briefing], object]:
    typesetter = Typesetter([TEMPLATES])

    def typeset(briefing: Briefing) -> object:
        return typesetter.typeset_json(SUMMARY, _print_data(briefing, site))

    return typeset


def _weasyprint(site: SiteContext) -> Callable[[Briefing], object] | None:
    try:
        from weasyprint import CSS, HTML  # type: ignore[import-not-found, unused-ignore]
        from weasyprint.text.fonts import (  # type: ignore[import-not-found, unused-ignore]
            FontConfiguration,
        )
    except (ImportError, OSError):
        return None
    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: '{family.name}'; font-style: {file.style};"
        f" src: url('{file.path.as_uri()}'); }}"
        for family in fontpkg.families().values()
        for file in family.files
    )
    style = CSS(string=faces + _STYLE, font_config=fonts)

    def typeset(briefing: Briefing) -> object:
        printed = summary.summarise(briefing, citation.reference(briefing, site), site)
        page = HTML(string="".join(_page(printed)))
        return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")

    return typeset


_STYLE = """
@page { size: A4; margin: 27mm 30mm 24mm 37mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt "Source Sans 3"; } }
body { font: 11pt/1.45 "Source Serif 4"; }
h1 { font-size: 22pt; } h2, small, dl { font-family: "Source Sans 3"; font-size: 9.5pt; }
.lead { font-size: 13.5pt; } dt { font-weight: 600; }
"""


def _page(printed: Summary) -> Iterator[str]:
    """Yield the content of a summary as HTML."""
    frame = printed.frame
    above = " · ".join(phrase.text for phrase in printed.kicker)
    yield f"<html lang='{frame.lang}'><title>{escape(frame.title.text)}</title>"
    yield f"<h1>{escape(frame.title.text)}</h1><small>{escape(above)}</small>"
    if printed.lead.text:
        yield f"<h2>{escape(printed.lead.label.text)}</h2>"
        yield f"<p class='lead'>{escape(printed.lead.text.text)}</p>"
    for theme in printed.themes:
        yield f"<h2>{escape(theme.name.text)}</h2>"
        for point in theme.points:
            link = f"<a href='{escape(point.mark.url or '')}'>{point.mark.label}</a>"
            yield f"<p>{link} {escape(point.text.text)}</p>"
    yield "<dl>"
    for statement in printed.provenance:
        yield f"<dt>{escape(statement.label.text)}</dt><dd>{escape(statement.text.text)}</dd>"
    yield "</dl></html>"


if __name__ == "__main__":
    main()
