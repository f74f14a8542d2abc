"""What the log of GitHub Actions takes for a command, so that no text of others can give one.

The runner obeys a line that begins, white space aside, with two colons, a command and two more
(::add-mask::words), and any line that has a command in ##[ ] anywhere (##[error]words). Source:
`ActionCommand.cs` of the repository actions/runner. In place of the second sign stands its code.
"""

import re

_LEADING = re.compile(r"\A([^\w:]*:):")
_ANYWHERE = re.compile(r"(?<=:):")
_NUMBER_SIGN, _COLON = "⟦U+0023⟧", "⟦U+003A⟧"


def disarmed(line: str) -> str:
    """Return a whole line that is no command."""
    return _LEADING.sub(rf"\1{_COLON}", line.replace("##[", f"#{_NUMBER_SIGN}["))


def disarmed_anywhere(text: str) -> str:
    """Return text that is no command, in whatever place a line of it may be broken."""
    return _ANYWHERE.sub(_COLON, disarmed(text))
