"""Style sheets as they are sent: what is there for those who write them is left out."""

from __future__ import annotations

import re

# A comment is dropped, a string kept as it is, and so is everything else (CSS Syntax 3, 4.3.2 and 4.3.5).
_PART = re.compile(r"""(?P<comment>/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)
_SPACE = re.compile(r"\s+")
_NEEDLESS = re.compile(r" ?([{};,]) ?")


def compact_css(style: str) -> str:
    """Return a style sheet that means the same, without its comments and the space between its parts.

    Args:
        style: a style sheet that can be read to its end: its comments and strings are closed.
    """
    texts: list[str] = [""]
    strings: list[str] = []
    end = 0
    for found in _PART.finditer(style):
        texts[-1] += style[end : found.start()]
        end = found.end()
        if found["string"] is None:
            # Two names with a comment between them are two names.
            texts[-1] += " "
        else:
            strings.append(found["string"])
            texts.append("")
    texts[-1] += style[end:]
    texts = [_NEEDLESS.sub(r"\1", _SPACE.sub(" ", text)) for text in texts]
    return "".join(text + string for text, string in zip(texts, [*strings, ""], strict=True)).strip()
