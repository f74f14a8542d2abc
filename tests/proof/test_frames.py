"""Quotes, lists and their items hold the paragraphs that they hold in the source."""

import re
from functools import cache

import pytest

from tests.proof.finished import Change, Finished, finish, swap

TEXT = """\
---
title: The ferry
---
Trade on the ferry grew.

- Tariffs fell at the port.
- Exports of grain rose.

  Imports rose too.

4. The ministers signed on trade.

   They open a market.

> The market is open, said the minister.
>
> Trade is free, he said.

Then they spoke of exports.

> Tariffs are gone, said the other.

Toll
: What a boat pays for trade.

: What a cart pays for trade.

- The end looks
  - ahead to trade
"""

THEMED, PUBLISHED = "briefings/ferry/index.html", "briefings/ferry/as-published/index.html"


@cache
def site() -> Finished:
    """Return the files of the text."""
    return finish(TEXT, "ferry.md")


def test_lists_and_quotes_are_proved() -> None:
    """Nothing is wrong with the text as it is."""
    assert site().text_faults() == []


def between(number: int, old: str, new: str) -> Change:
    """Return a change of the tags between a paragraph and the one before it.

    `old` is a pattern, in which a space is any white space.
    """
    pattern = rf'{old} (?=<div class="filed"[^>]*>\s*<\w+ id="p{number}")'.replace(" ", r"\s*")

    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1)
        assert count, f"{pattern} is not there"
        return changed

    return change


MUTATIONS: dict[str, tuple[Change, str]] = {
    "two bullets in one": (
        between(3, '</li> <li data-item="1">', ""),
        "¶3 stands in bullets > item 1 with ¶2, in the source in bullets",
    ),
    "one bullet in two": (
        between(4, "", '</li><li data-item="1">'),
        "¶4 stands in bullets with ¶3, in the source in bullets > item 1",
    ),
    "one list in two": (
        between(3, '</li> <li data-item="1">', '</li></ul><ul><li data-item="1">'),
        "¶3 stands in nothing with ¶2, in the source in bullets",
    ),
    "a second 4.": (
        between(6, "", '</li><li value="4">'),
        "¶6 stands in numbers with ¶5, in the source in numbers > item 4",
    ),
    "an empty 5.": (
        between(6, "", '</li><li value="5"></li><li value="4">'),
        "shows an empty item 5",
    ),
    "an empty list": (swap("<blockquote>", "<ul></ul><blockquote>"), "shows an empty bullets"),
    "one quote in two": (
        between(8, "", "</blockquote><blockquote>"),
        "¶8 stands in nothing with ¶7, in the source in quote",
    ),
    "two definitions in one": (
        between(13, "</dd> <dd>", ""),
        "¶13 stands in definitions > definition with ¶12, in the source in definitions",
    ),
}


@pytest.mark.parametrize("path", [THEMED, PUBLISHED])
@pytest.mark.parametrize(("change", "said"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_change_is_refused(path: str, change: Change, said: str) -> None:
    """What stands in one item, quote or definition may not stand in two, nor the other way."""
    found = site().having(path, change(site().files[path].decode())).text_faults()
    assert [one for one in found if one.startswith(f"{path}: ") and said in one], found
