"""Long texts of entries are Markdown: paragraphs, emphasis, lists, links, quotations; no HTML and no pictures.

CommonMark is read by markdown-it-py, in which a line end stays a line end, and what it writes is cleaned by nh3 down to
the elements listed here. Each would do alone; neither has to be without fault. What people wrote is stored and exported
as they wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from markdown_it import MarkdownIt
from markdown_it.token import Token

ELEMENTS = {
    "p",
    "br",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LINKS_LEAD = "noopener nofollow ugc"
# The page's own headings are its title and those of its parts.
DEMOTED_BY = 2
LOWEST = 6
# Beyond any text that people write; what is longer is shown as it stands rather than taken apart.
LONGEST = 100_000
# Indented code and entities are what copied text looks like more often than what is meant. Pictures come from
# elsewhere: none are shown.
WITHOUT = ["code", "entity", "image"]

# Without any of these a text says the same with Markdown and without.
SIGNS = re.compile(r"[*_`\[\]<>#\\&~]|^\s*(?:[-+=]|\d{1,9}[.)])", re.MULTILINE)

BREAKS = ("softbreak", "hardbreak")
GAP = "\ufffc"  # stands for what is no text, and belongs to no word

# Gets a passage of running text and says where in it a mark begins and ends, and what is put there.
Marks = Callable[[str], Iterable[tuple[int, int, str, str]]]

_READER = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(WITHOUT)
_CLEANER = nh3.Cleaner(
    tags=ELEMENTS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=LINKS_LEAD,
    clean_content_tags={"script", "style"},
)


def formatted(text: str, marks: Marks | None = None) -> SafeString:
    """``text`` as safe HTML; empty for an empty text.

    :param marks: asked for each passage of running text, left to right, what to put around which parts of it. What it
        puts there is text like any other, never HTML. Links, code and the edges of emphasis are gaps in a passage.
    """
    text = normalize_newlines(text)
    if not text.strip():
        return SafeString()
    if len(text) > LONGEST:
        return mark_safe(f"<p>{escape(text)}</p>".replace("\n", "<br>"))  # noqa: S308 - escaped
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + DEMOTED_BY, LOWEST)}"
        elif token.type == "inline" and marks:
            _mark(token.children or [], marks)
    written = _READER.renderer.render(tokens, _READER.options, {})
    return mark_safe(_CLEANER.clean(written).strip())  # noqa: S308 - cleaned


def plain(text: str) -> str:
    """``text`` without the signs of Markdown, for where a beginning of it is shown; its line ends are kept."""
    text = normalize_newlines(text)
    if len(text) > LONGEST or not SIGNS.search(text):
        return text
    passages = (
        _running_text(token.children or []) for token in _READER.parse(text) if token.type == "inline"
    )
    return "\n\n".join(passages)


def _running_text(tokens: Iterable[Token]) -> str:
    return "".join("\n" if token.type in BREAKS else token.content for token in tokens)


def _mark(tokens: list[Token], marks: Marks) -> None:
    """Put the marks into the text of one passage; what is a link or code, and each edge of emphasis, is a gap in it."""
    passage, at, links = [], 0, 0
    for token in tokens:
        links += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type == "text" and not links:
            words = token.content
        else:
            words = "\n" if token.type in BREAKS and not links else GAP
        passage.append((at, token, words))
        at += len(words)
    for start, end, before, after in reversed(list(marks("".join(words for _, _, words in passage)))):
        _insert(passage, end - 1, 1, after)
        _insert(passage, start, 0, before)


def _insert(passage: list[tuple[int, Token, str]], place: int, behind: int, inserted: str) -> None:
    """Put text before the character at ``place`` of the passage, or behind it."""
    start, token, _ = next(piece for piece in passage if piece[0] <= place < piece[0] + len(piece[2]))
    at = place - start + behind
    token.content = token.content[:at] + inserted + token.content[at:]
