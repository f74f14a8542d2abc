"""Choose the sentences that represent a text, and each of its themes.

An extract is a sentence of the source, verbatim. A good one speaks for its theme by the same word
shares that filed its paragraph, begins its paragraph, and can be understood alone: no "However" or
"This" that refers to a sentence that is not shown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dossier.filing import evidence
from dossier.model import Extract, Filed, Paragraph, Theme
from dossier.text.sentences import Sentence, split_sentences

LEAD_PARAGRAPHS = 3
"""The lead is in one of the first so many paragraphs of prose."""

MANY_PARAGRAPHS = 3
"""A theme with so many paragraphs has two key points."""

MOST = 3
"""The most sentences of a theme that are ever shown."""

_SHORT, _LONG = 8, 45
"""A sentence with fewer or more words makes a poor extract."""

_RUN_IN = 12
"""The most words of a heading on the first line of a paragraph."""

_DANGLING = re.compile(
    r"(this(?! (article|brief|essay|note|paper|report|statement|study|text)\b)"
    r"|that|these|those|it|its|he|she|they|his|her|their|them|such|both|neither|either|another"
    r"|but|and|yet|nor|or|so|thus|hence|therefore|however|moreover|furthermore|nevertheless"
    r"|nonetheless|meanwhile|instead|still|also|besides|similarly|likewise|otherwise|conversely"
    r"|accordingly|consequently|indeed|again|once again|then|here|well|finally|secondly|thirdly"
    r"|second|third|in addition|as a result|for example|for instance|in contrast|by contrast"
    r"|in turn|on the other hand|at the same time|the former|the latter|not so|if not|if so)\b"
)
"""English openings that refer to the sentence before. There is no list for other languages."""

_POINTING = re.compile(r"th(?<!\wth)(is|ese|ose|em|e latter|e former)\b")
"""Words that refer to another sentence, anywhere in a sentence. The pattern begins with the letters
"th" because `re` is several times as fast at finding a fixed beginning."""


class _Candidate(NamedTuple):
    sentence: Sentence
    text: str
    """As it is quoted."""

    paragraph: int
    alone: float
    """How well it can be understood alone, from `_alone`."""

    opens: bool
    """Is it the first sentence of its paragraph?"""

    share: float
    """The share of its words in the score of the theme, by its length."""

    clarity: float
    """The score of its paragraph for the theme."""


def lead(filed: Sequence[Filed], language: str) -> Extract:
    """Return the sentence, near the top, that says best what the text is about.

    One with struck words is chosen only if every sentence of the text has some.
    """
    every = [f.paragraph for f in filed]
    prose = [p for p in every if p.kind == "prose" and not p.is_term]
    worded = [p for p in every if p.kind not in ("heading", "furniture")]
    found = (
        _near_the_top(prose or every, language)
        or _near_the_top(worded, language)
        or _near_the_top(prose or every, language, are_struck=True)
    )
    _, paragraph, best = max(found, key=lambda item: (item[0], -item[1].number, -item[2].start))
    return Extract(quoted(paragraph, best), paragraph.number)


def _near_the_top(
    paragraphs: Iterable[Paragraph], language: str, *, are_struck: bool = False
) -> list[tuple[float, Paragraph, Sentence]]:
    """Return the sentences of the first paragraphs that have sound ones, with their worth."""
    found: list[tuple[float, Paragraph, Sentence]] = []
    place = 0
    for paragraph in paragraphs:
        if place == LEAD_PARAGRAPHS:
            break
        sound = [
            (index, sentence)
            for index, sentence in enumerate(_body(paragraph, sentences_of(paragraph, language)))
            if are_struck or not _is_struck(paragraph, sentence)
        ]
        for index, sentence in sound:
            worth = _alone(sentence.text, len(sentence.text.split()))
            worth += 0.5 * (index == 0) - 0.6 * place - 0.2 * index
            found.append((worth, paragraph, sentence))
        place += bool(sound)
    return found


def sentences_of(paragraph: Paragraph, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph; none reaches over a break of its source."""
    return split_sentences(paragraph.text, language, paragraph.breaks)


def _body(paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return sentences without the heading that a paragraph begins with, on a line of its own."""
    if len(sentences) < 2 or not paragraph.breaks or sentences[0].end > paragraph.breaks[0]:
        return sentences
    first = sentences[0].text
    is_heading = first[-1].isalnum() and first[0] != "(" and len(first.split()) <= _RUN_IN
    return sentences[1:] if is_heading else sentences


def quoted(paragraph: Paragraph, sentence: Sentence) -> str:
    """Return a sentence as it is quoted: the first of a numbered item with its number."""
    is_first = sentence.start == 0 and paragraph.kind != "note"
    return f"{paragraph.label} {sentence.text}" if paragraph.label and is_first else sentence.text


def _is_struck(paragraph: Paragraph, sentence: Sentence) -> bool:
    """Are words of a sentence struck out? Nothing says so where it is quoted."""
    return any(start < sentence.end and end > sentence.start for start, end in paragraph.struck)


def best(filed: Iterable[Filed], theme: Theme, language: str) -> tuple[Extract, ...]:
    """Return up to `MOST` sentences that speak for `theme`, one a paragraph, best first.

    `filed` are the paragraphs of its section; without prose among them there are no sentences.
    """
    prose = [f for f in filed if f.paragraph.kind == "prose" and not f.paragraph.is_term]
    chosen: dict[int, Extract] = {}
    for candidate in _ranked(list(_candidates(prose, theme, language))):
        if len(chosen) < MOST and candidate.paragraph not in chosen:
            chosen[candidate.paragraph] = Extract(candidate.text, candidate.paragraph)
    return tuple(chosen.values())


def key_points(best: Sequence[Extract], filed: Iterable[Filed]) -> tuple[Extract, ...]:
    """Return one or two of the best sentences of a section, in the order of the source."""
    prose = sum(f.paragraph.kind == "prose" for f in filed)
    chosen = best[: 2 if prose >= MANY_PARAGRAPHS else 1]
    return tuple(sorted(chosen, key=lambda extract: extract.paragraph))


def _candidates(prose: Iterable[Filed], theme: Theme, language: str) -> Iterator[_Candidate]:
    for filed in prose:
        scores = filed.filing.scores
        values = dict(filed.filing.ranked)
        sentences = _body(filed.paragraph, sentences_of(filed.paragraph, language))
        shares = [0.0] * len(sentences)
        if scores is not None:
            spans = ((sentence.start, sentence.end) for sentence in sentences)
            shares = evidence.sentence_shares(scores, theme.id, spans)
        for index, (sentence, share) in enumerate(zip(sentences, shares, strict=True)):
            if _is_struck(filed.paragraph, sentence):
                continue
            length = len(sentence.text.split())
            yield _Candidate(
                sentence=sentence,
                text=quoted(filed.paragraph, sentence),
                paragraph=filed.paragraph.number,
                alone=_alone(sentence.text, length),
                opens=index == 0,
                share=share / length**0.5,
                clarity=values.get(theme.id, 0.0),
            )


def _ranked(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Sort candidates, best first; share and clarity count relative to their largest values."""
    most = max((c.share for c in candidates), default=0.0)
    clearest = max((c.clarity for c in candidates), default=0.0)

    def worth(c: _Candidate) -> float:
        share = c.share / most if most > 0 else 0.0
        clarity = c.clarity / clearest if clearest > 0 else 0.0
        return share + 0.5 * clarity + 0.4 * c.opens + c.alone

    return sorted(candidates, key=lambda c: (-worth(c), c.paragraph, c.sentence.start))


def _alone(text: str, length: int) -> float:
    """Return 0 for a sentence that can be understood alone, less for one that cannot.

    `length` is its number of words.
    """
    worth = 0.0
    lower = text.lower()
    if _DANGLING.match(lower.lstrip("“\"'‘(")):
        worth -= 1.0
    elif _POINTING.search(lower):
        worth -= 0.3
    if length < _SHORT:
        worth -= 0.8
    if length > _LONG:
        worth -= 0.3
    if text.endswith(("?", ":", ";", "…")):
        worth -= 1.0
    if text.endswith(","):  # of a sentence that goes on in the next paragraph, as in a resolution
        worth -= 3.0
    return worth
