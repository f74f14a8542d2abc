"""Invisible characters are found wherever they stand, and pass where they are meant to stand."""

import pytest

from dossier.text import invisible
from dossier.text.tokens import tokenize

IGNORABLE = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
"""Default_Ignorable_Code_Point of Unicode 16, which has characters that are not to be seen."""

WRITTEN_WITH = {0xAD, 0x34F, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
"""Those that words of living scripts are written with."""


def test_whatever_is_not_to_be_seen_gets_its_sign() -> None:
    """Alone between letters, each of Unicode's ignorable characters is shown by its code."""
    expected = [c for low, high in IGNORABLE for c in range(low, high + 1) if c not in WRITTEN_WITH]
    shown = {c: invisible.spell_out(f"a{chr(c)}b") for c in expected}
    assert {c: said for c, said in shown.items() if said != f"a⟦U+{c:04X}⟧b"} == {}
    assert len(expected) > 4000
    passed = "".join(f"a{chr(c)}b" for c in WRITTEN_WITH)
    assert invisible.spell_out(passed) == passed


def _tags(text: str) -> str:
    return "".join(chr(0xE0000 + ord(character)) for character in text) + "\U000e007f"


@pytest.mark.parametrize(
    "text",
    [
        *(f"\U0001f3f4{_tags(region)} wins" for region in ("gbeng", "gbsct", "gbwls")),
        "\u2764\ufe0f \u2764\ufe0e \u2764\ufe0f\u200d\U0001f525 \U0001f441\ufe0f\u200d\U0001f5e8",
        "1\ufe0f\u20e3 #\ufe0f\u20e3 \u2139\ufe0f \u00a9\ufe0f \u261d\U0001f3fd\ufe0f 0\ufe00",
        "葛\U000e0100城 葛\ufe00 一\ufe0e，\ufe01",
        "ᠮᠣᠩᠭᠣᠯ\u180b ᠬᠠᠷ\u180eᠠ ᠨᠢᠭ\u180d\u180eᠡ",
        "ᄀ\u1160 \u115fᅡ \u115f\u1160ᆨ ᄀ\u1160ᆨ 한국",
        "ဂ\ufe00 ꡝ\ufe00",
        "می\u200cخواهم क्\u200dष ไทย\u200bไทย co\u00adoperate",
    ],
)
def test_what_belongs_to_a_script_or_an_emoji_stays(text: str) -> None:
    """Flags, emoji, Chinese and Japanese variants, Mongolian, old Korean, Burmese, Persian."""
    assert invisible.spell_out(text) == text
    assert invisible.show_codes(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f3f4\U000e0078\U000e007f", "\U0001f3f4⟦U+E0078⟧⟦U+E007F⟧"),
        ("\U0001f3f4\U000e0067\U000e0062", "\U0001f3f4⟦U+E0067⟧⟦U+E0062⟧"),
        ("\u2764\ufe0f\ufe01\U000e0101", "\u2764\ufe0f⟦U+FE01⟧⟦U+E0101⟧"),
        ("\ufe0fa\ufe0f \ufe0f", "⟦U+FE0F⟧a⟦U+FE0F⟧ ⟦U+FE0F⟧"),
        ("\u3164\ufe0f", "⟦U+3164⟧⟦U+FE0F⟧"),
        ("葛\U000e0100\U000e0100", "葛\U000e0100⟦U+E0100⟧"),
        ("a\u180b\u180e", "a⟦U+180B⟧⟦U+180E⟧"),
        ("\u115f\u1160", "⟦U+115F⟧⟦U+1160⟧"),
        ("a\u1160b\u115f", "a⟦U+1160⟧b⟦U+115F⟧"),
    ],
)
def test_out_of_its_place_it_gets_its_sign(text: str, shown: str) -> None:
    """Half a flag, a second selector, a selector of nothing, fillers alone."""
    assert invisible.spell_out(text) == shown
    assert invisible.positions(shown) == frozenset()


def test_no_word_holds_what_cannot_be_seen() -> None:
    """Fillers count as letters for Unicode, and are none of a word."""
    assert tokenize("a\u3164trade \u115fof\uffa0goods\u1160").forms == ("a", "trade", "of", "goods")
