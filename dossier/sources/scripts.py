"""The script that a text is written in, and the one that a language is written in."""

import re

_OTHER_LETTERS = re.compile("[\u0370-\u1dff\u2c80-\u2cff\u2e80-\ua71f\ua8e0-\ufaff\ufe70-\ufeff]")
"""Letters of all scripts but the Latin one, in the Basic Multilingual Plane."""

_FEW = 20
"""With fewer letters the script of a text is not told."""

_MOST = 0.6
"""The share of letters in one script that makes it the script of a text."""

_LETTERS = {
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f",
    "Armn": "\u0530-\u058f",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff",
    "Orya": "\u0b00-\u0b7f",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Knda": "\u0c80-\u0cff",
    "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Tibt": "\u0f00-\u0fff",
    "Mymr": "\u1000-\u109f",
    "Geor": "\u10a0-\u10ff",
    "Ethi": "\u1200-\u137f",
    "Khmr": "\u1780-\u17ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Kana": "\u3040-\u30ff",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
"""The letters of each script (ISO 15924), as ranges of Unicode's blocks."""


def of_text(sample: str) -> str | None:
    """Return the script of most letters, or None if no script has so many."""
    letters = sum(map(str.isalpha, sample))
    if len(_OTHER_LETTERS.findall(sample)) < (1 - _MOST) * letters:
        return "Latn"
    counts = {
        script: len(re.findall(f"[{letters}]", sample)) for script, letters in _LETTERS.items()
    }
    east = {script: counts.pop(script) for script in ("Hani", "Kana", "Hang")}
    if east["Hang"] >= sum(east.values()) / 4:
        counts["Kore"] = sum(east.values())
    elif east["Kana"] >= sum(east.values()) / 20:
        counts["Jpan"] = sum(east.values())
    else:
        counts["Hani"] = sum(east.values())
    script = max(counts, key=lambda script: counts[script])
    is_plain = counts[script] >= max(_FEW, _MOST * letters)
    return script if is_plain else None


def of_language(tag: str) -> str:
    """Return the script that a language is written in, as CLDR has it, or that its tag names."""
    from babel.core import get_global

    language, *rest = tag.split("-")
    script = next((part.title() for part in rest if len(part) == 4), None)
    if script is None:
        likely = get_global("likely_subtags").get(language.lower(), "_Latn_")
        script = likely.split("_")[1]
    return "Hani" if script in ("Hans", "Hant") else script
