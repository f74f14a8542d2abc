"""The corpus: files as bytes, each with what is to happen to it.

`snippets.txt` and `refused.txt` are for editors to add to; the rest is made here, for it holds what
no editor could type.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.factories import cases

HERE = Path(__file__).parent

OVERRIDES = "\u202d\u202e"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u061c\u200e\u200f"
CONTROLS = [chr(n) for n in (*range(1, 32), *range(127, 160)) if chr(n) not in "\t\n\r"]
UNSEEN = ["\u115f", "\u3164", "\uffa0", "\u206a", "\ufe0f", "\U000e0041", "\U000e0101"]
"""Letters and selectors that would not be seen."""
ODD = ["\ufdd0", "\ufdef", "\ufff9", "\ufffb", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]

SCALARS = (
    *("*a", "&a x", "!!str x", "!x", "1:30", "0x_", "1_0", "0o7", "0b2", ".inf", ".nan", "~", "="),
    *("2026-02-30", "0000-01-01", "9999-12-31 23:59:60", "0001-01-01T0:0:0+99:99", "|", ">-", "%"),
    *(
        "[",
        "]",
        "{",
        "}",
        "[[[[[]]]]]",
        "{a: {b: c}}",
        "{1: economy}",
        "'",
        '"',
        "@",
        "`",
        "9" * 5000,
    ),
)
"""What YAML makes more of than meets the eye."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and the fault that it gives; None: it is accepted."""

    name: str
    data: bytes
    fault: str | None = None

    @property
    def text(self) -> str:
        """The text of an accepted file that is UTF-8."""
        return self.data.decode("utf-8")


def accepted() -> list[Case]:
    """Return all that is to become a briefing."""
    return [*_snippets(), *_characters(), *_bidi(), *_decoded(), *_shapes(), *_names()]


def refused() -> list[Case]:
    """Return all that is to be said to be wrong."""
    return [*_faulty(), *_not_decoded(), *_bad_names(), *_broken()]


# --- accepted -------------------------------------------------------------------------


def snippets() -> list[str]:
    """Return the attacks of `snippets.txt`."""
    lines = (HERE / "snippets.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


_STATED = ("title", "author", "source", "rights", "bottom_line", "why_it_matters", "watch")


def _snippets() -> Iterator[Case]:
    for number, snippet in enumerate(snippets(), start=1):
        text = f"Before it all was well.\n\n{snippet}\n\nThe port trade pays {snippet} well.\n"
        yield Case(f"plain-{number}.txt", text.encode())
        yield Case(f"marked-{number}.md", text.encode())
        said = "".join(f"{key}: {_quoted(snippet)}\n" for key in _STATED)
        head = f"---\n{said}filed: {{1: {{theme: economy, because: {_quoted(snippet)}}}}}\n---\n"
        yield Case(f"2026-01-02-stated-{number}.txt", f"{head}The port trade pays well.\n".encode())


def _characters() -> Iterator[Case]:
    for character in (*CONTROLS, *ODD, *MARKS, *UNSEEN):
        code = f"{ord(character):04x}"
        text = (
            f"One {character}word{character} of trade.\n\n{character}Opening. Closing{character}\n"
        )
        yield Case(f"sign-{code}.txt", text.encode())
        yield Case(f"sign-{code}-marked.md", f"# Head {character}x\n\n- a{character}\n".encode())
    for code in ("202e", "1b", "7f", "9b", "2069", "ffff", "d800", "0"):
        yield Case(f"reference-{code}.md", f"# A&#x{code};b\n\nSay &#x{code}; twice.\n".encode())


def _bidi() -> Iterator[Case]:
    words = {f"alone-{ord(c):x}": f"txt.{c}exe is safe." for c in BIDI}
    words |= {f"closed-{ord(c):x}": f"a {c}b\u202c c" for c in "\u202a\u202b\u202d\u202e"}
    words |= {f"isolated-{ord(c):x}": f"a {c}b\u2069 c" for c in "\u2066\u2067\u2068"}
    words |= {
        "crossed": "a \u202bb \u2067c\u202c d\u2069 e",
        "override-in-isolate": "if \u2066admin\u202e\u2069 then",
        "deep": "\u202b" * 200 + "x" + "\u202c" * 200,
        "trojan": "access_level != \u202e \u2066// Check if admin\u2069 \u2066 then",
    }
    for name, text in words.items():
        yield Case(f"bidi-{name}.txt", f"First. {text}\n\nSecond is about trade.\n".encode())
        marked = f"# {text}\n\n**{text}** [{text}](https://example.org '{text}')\n\n    {text}\n"
        yield Case(f"bidi-{name}-marked.md", f"{marked}\n| {text} |\n|---|\n| {text} |\n".encode())


def _decoded() -> Iterator[Case]:
    text = "Café trade – “ports” of Tehran.\r\n\r\nSecond: تجارت.\r\n"
    yield Case("utf-8.txt", text.encode())
    yield Case("utf-8-mark.txt", text.encode("utf-8-sig"))
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield Case(f"{codec}-mark.txt", f"\ufeff{text}".encode(codec))
        headed = f"\ufeff---\ntitle: Café\n---\n{text}"
        yield Case(f"{codec}-headed.md", headed.encode(codec))
    for end, name in (("\n", "unix"), ("\r\n", "dos"), ("\r", "mac")):
        yield Case(f"ends-{name}.txt", f"One.{end}{end}Two{end}more.{end}".encode())


def _shapes() -> Iterator[Case]:
    count = 400
    shapes = {
        "brackets": "[" * count,
        "links": "[a](" * count,
        "pictures": "![" * count,
        "stars": "*a **b " * count,
        "ticks": " ".join("`" * n + "a" for n in range(60)),
        "angles": "<" * count,
        "references": "&amp;" * count,
        "list": "\n".join("  " * n + "- trade" for n in range(30)),
        "quotes": "> " * 25 + "trade",
        "table": "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|x\n" * 20,
        "word": "x" * 20_000,
        "line": "trade " * 4_000,
        "blank": "\n" * 5_000 + "trade" + "\n \t\u00a0" * 500,
        "one": "x",
        "wide": "\u3000\u2003trade\u2028in\u2029lines\x85here",
        "digits": "9" * 5_000,
        "fence": "`" * 3 + "\ntrade\n",
        "rules": "a\n===\n\n***\n\nb\n---\n",
    }
    for name, text in shapes.items():
        yield Case(f"shape-{name}.txt", text.encode())
        yield Case(f"shape-{name}-marked.md", text.encode())


def _names() -> Iterator[Case]:
    names = (
        *("two words", "it's “quoted”", 'a"b', "a<b>c", "a&b", "a%20b", "a+b?c#d", "a{{b}}c"),
        *("dots..in..it", "tilde~", "trailing. ", "😀 smile", "x" * 175, "-dash", "--config"),
        *("وزیر", "日本", "Ünï", "tab\there", "esc\x1b[31mred", "line\nend", "$(id)", "a;b|c"),
        *("index", "as-published", "briefing", "console", "sitemap", "404", "\u202eexe"),
    )
    for number, name in enumerate(names):
        yield Case(f"{name} {number}.txt", b"The ports trade.\n")
    yield Case("folder.txt/deep/inner.md", b"In a folder that is called like a text.\n")


# --- refused --------------------------------------------------------------------------


def _faulty() -> Iterator[Case]:
    for number, param in enumerate(cases("../hostile/refused.txt"), start=1):
        text, fault = param.values
        assert isinstance(text, str)
        assert isinstance(fault, str)
        name = f"faulty-{number}.md"
        yield Case(name, text.encode(), fault.strip().replace("note.md", name))


WRITTEN = {
    "Windows-1252": ("cp1252", "Le président a déclaré que l’économie était prête à l’été. "),
    "MacRoman": ("mac_roman", "Une fenêtre s’ouvre : les députés vont délibérer à l’été. "),
    "Windows-1250": ("cp1250", "Premier powiedział, że rozmowy rozpoczną się w maju. Żółć, gęś. "),
    "ISO-8859-2": ("iso8859-2", "Premier powiedział, że rozmowy rozpoczną się w maju. Żółć, gęś. "),
    "Windows-1251": ("cp1251", "Президент заявил, что переговоры начнутся в мае. "),
    "KOI8-R": ("koi8-r", "Президент заявил, что переговоры начнутся в мае. "),
    "ISO-8859-5": ("iso8859-5", "Президент заявил, что переговоры начнутся в мае. "),
    "IBM866": ("cp866", "Президент заявил, что переговоры начнутся в мае. "),
    "MacCyrillic": ("mac_cyrillic", "Президент заявил, что переговоры начнутся в мае. "),
    "Windows-1253": ("cp1253", "Ο πρωθυπουργός δήλωσε ότι οι συνομιλίες θα αρχίσουν. "),
    "Windows-1255": ("cp1255", "ראש הממשלה אמר כי השיחות יחלו בחודש מאי. "),
    "Windows-1256": ("cp1256", "قال الرئيس إن المحادثات ستبدأ في الشهر المقبل. "),
    "ISO-8859-6": ("iso8859-6", "قال الرئيس إن المحادثات ستبدأ في الشهر المقبل. "),
    "CP932": ("cp932", "首相は鉄道回廊について来月の会談で話し合うと述べた。"),
    "EUC-JP": ("euc_jp", "首相は鉄道回廊について来月の会談で話し合うと述べた。"),
    "ISO-2022-JP": ("iso2022_jp", "首相は鉄道回廊について来月の会談で話し合うと述べた。"),
    "GB18030": ("gb18030", "总理表示，铁路走廊的谈判将于下个月开始。"),
    "Big5": ("big5", "總理表示，鐵路走廊的談判將於下個月開始。"),
    "CP949": ("cp949", "총리는 철도 회랑에 관한 회담이 다음 달에 시작될 것이라고 말했다. "),
}
"""What an editor may have saved: the name that the sentence gives, the codec and the text."""


def _not_decoded() -> Iterator[Case]:
    for name, (codec, text) in WRITTEN.items():
        for ending in ("txt", "md"):
            file = f"written-{name.lower()}.{ending}"
            yield Case(file, (text * 5).encode(codec), f"not UTF-8; it looks like {name}")
    nul = "this is not a text file in UTF-8 (it has a NUL byte); save it as UTF-8 text"
    yield Case("zero.txt", b"One.\n\nTw\0o.\n", f"zero.txt:3: {nul}")
    yield Case("nuls.txt", b"a\0b" * 50, f"nuls.txt:1: {nul}")
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield Case(f"{codec}.txt", "Trade.\n".encode(codec), f"{codec}.txt:1: {nul}")
    yield Case("half-mark.txt", b"\xff\xfeA\0B", "half-mark.txt:1: byte 0x42 is not UTF-16-LE")
    yield Case("pair.txt", b"\xfe\xff\xd8\x00\x00A", "pair.txt:1: byte 0xd8 is not UTF-16-BE")
    yield Case("mark-nul.txt", "\ufeffA\n\0".encode("utf-16-le"), "mark-nul.txt:2: there is a NUL")
    yield Case("utf-32.txt", b"\xff\xfe\0\0\xff\xff\xff\xff", "byte 0xff is not UTF-32-LE")
    for name, data in {
        "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "program": b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0\x01\0\0\0",
    }.items():
        yield Case(f"{name}.txt", data, nul)
    for name, data in {
        "overlong": b"\xc0\xaf",
        "surrogate": b"\xed\xa0\x80",
        "beyond": b"\xf4\x90\x80\x80",
        "cut": b"Trade \xe2\x82",
        "alone": b"\x80",
    }.items():
        yield Case(
            f"bytes-{name}.txt", data, f"byte 0x{data.lstrip(b'Trade ')[0]:02x} is not UTF-8"
        )


def _bad_names() -> Iterator[Case]:
    nothing = "the file name has no letter or digit to make an address of; rename it"
    for name in ("___", "!!!", "😀", "‮", "…"):
        yield Case(f"{name}.txt", b"Text.\n", nothing)
    for name in ("con", "NUL", "aux", "prn", "com1", "2026-02-03-lpt9"):
        yield Case(f"{name}.txt", b"Text.\n", "for itself, and no folder can have it; rename it")
    yield Case("w" * 190 + ".txt", b"Text.\n", "the file name is too long for an address")
    yield Case("و" * 95 + ".txt", b"Text.\n", "the file name is too long for an address")
    yield Case("2026-02-30-day.txt", b"Text.\n", "begins with 2026-02-30, which is no day")
    yield Case("0000-01-01-day.txt", b"Text.\n", "begins with 0000-01-01, which is no day")
    same = "has the same address (same) as seeds/SAME.txt; rename one of them"
    yield Case("SAME.txt", b"Text.\n")
    yield Case("same.txt", b"Text.\n", f"seeds/same.txt: {same}")
    yield Case("sub/same.md", b"Text.\n", f"seeds/sub/same.md: {same}")
    yield Case("STRASSE.txt", b"Text.\n")
    folded = "straße.txt: has the same address (strasse) as seeds/STRASSE.txt; rename one of them"
    yield Case("straße.txt", b"Text.\n", folded)
    yield Case("1/2026-02-03-day.txt", b"Text.\n")
    day = "has the same address (2026-02-03-day) as seeds/1/2026-02-03-day.txt; rename one of them"
    yield Case("2/20260203 Day.md", b"Text.\n", f"seeds/2/20260203 Day.md: {day}")


def _broken() -> Iterator[Case]:
    yield Case("empty.txt", b"", "empty.txt: there is no text in it")
    yield Case("white.txt", "\u3000 \t\r\n\x0c".encode(), "white.txt: there is no text in it")
    deep = f"---\ntitle: {'[' * 2000}\n---\nText.\n"
    yield Case(
        "nested.txt",
        deep.encode(),
        "nested.txt:2: brackets or lists are nested too deeply to be read",
    )
    nested = "> " * 150 + "too deep"
    yield Case(
        "quotes.md", f"Text.\n\n{nested}\n".encode(), "quotes.md:3: this line would not show"
    )
    long = f"---\ntitle: {'long ' * 50_000}\n---\nText.\n"
    yield Case("long.txt", long.encode(), "long.txt:1: front matter of 250,008 characters is not")
    digits = f"---\nfiled: {{{'9' * 1000}: economy}}\n---\nText.\n"
    yield Case("digits.txt", digits.encode(), "digits.txt:2: filed names ¶99999")
    terminal = "---\n\x1b]0;owned\x07: 1\n---\nText.\n"
    yield Case("terminal.txt", terminal.encode(), "the character U+001B is not allowed")
    unknown = '---\n"\\u200fbottom_lin\\u2067e\\u2069": 1\n---\nText.\n'
    yield Case("unknown.txt", unknown.encode(), "unknown.txt:2: there is no key")


def is_sign(character: str) -> bool:
    """Tell whether a terminal could obey a character; by Unicode's own word, not the package's."""
    turning = character in OVERRIDES
    return turning or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n")
