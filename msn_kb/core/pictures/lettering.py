"""Text in a drawing: SVG breaks no lines, so the server estimates widths and breaks them.

The widths are rounded up, by class of character, so that they hold for the fonts that stand in for IBM Plex Sans as
well: a label may end a little early, never late.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

NARROW = frozenset("iljtfrI.,;:'’|!()[]/ ·-")
WIDE = frozenset("mwMW—…%@&")
FIRST_WIDE_SCRIPT = 0x1100  # from here on Hangul, Chinese, Japanese: square characters


def width_of(text: str, size: float) -> float:
    """The estimated width of ``text`` set in ``size``, in the same unit."""
    return size * sum(map(_share, text))


@lru_cache(maxsize=4096)
def _share(character: str) -> float:
    if character in NARROW:
        return 0.38
    if character in WIDE:
        return 0.95
    if ord(character) >= FIRST_WIDE_SCRIPT and not 0x2000 <= ord(character) < 0x2100:
        return 1.0
    return 0.72 if character.isupper() else 0.61


def longest_word(text: str, size: float) -> float:
    """The estimated width of the widest part of ``text`` that is never broken."""
    return max((width_of(part.strip(), size) for part in _parts(text)), default=0.0)


def _parts(text: str) -> list[str]:
    """The stretches between which a line may break: after spaces, hyphens and slashes."""
    return re.findall(r"\S+?(?:[-/](?=\S)|\s+|$)", " ".join(text.split()))


@lru_cache(maxsize=4096)
def shortened(text: str, width: float, size: float) -> str:
    """``text``, ended with an ellipsis where it is wider than ``width``."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def in_lines(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """``text`` in at most ``most`` lines of ``width``; the rest is cut."""
    return list(_broken(text, width, size, most))


@lru_cache(maxsize=4096)
def _broken(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in _parts(text):
        if line and width_of((line + word).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    lines.append(line.rstrip())
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return tuple(shortened(each, width, size) for each in lines)


@dataclass(frozen=True)
class Line:
    """A line of text and its baseline."""

    text: str
    y: int


def centred(texts: list[str], middle: int, step: int) -> list[Line]:
    """Lines ``step`` apart, as a block around ``middle``."""
    # Five units below its middle a line of text of 13 to 15 units has its baseline.
    first = middle + 5 - (len(texts) - 1) * step // 2
    return [Line(text, first + place * step) for place, text in enumerate(texts)]


def resting(texts: list[str], bottom: int, step: int) -> list[Line]:
    """Lines ``step`` apart, the last one's baseline at ``bottom``."""
    first = bottom - (len(texts) - 1) * step
    return [Line(text, first + place * step) for place, text in enumerate(texts)]
