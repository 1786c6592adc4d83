"""Reading a picture's include as a browser would: its drawing, its table, its addresses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from django.template.loader import render_to_string


def render(name: str, picture: Any, **context: Any) -> str:
    return render_to_string(f"pictures/_{name}.html", {name: picture, **context})


def drawing_of(html: str) -> ElementTree.Element:
    """The picture's own SVG, parsed as XML."""
    found = re.search(r"<svg[^>]*viewBox.*?</svg>", html, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0])


def table_of(html: str) -> list[list[str]]:
    """The cells of the table, row by row, header included; fails unless every element is closed as it was opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.rows


def addresses_of(html: str) -> dict[str, set[str]]:
    """The addresses of the links in the ``drawing`` and outside it, in the ``page``."""
    drawn = {element.attrib["href"] for element in drawing_of(html).iter("a")} if "viewBox" in html else set()
    outside = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    found = re.findall(r'href="([^"]*)"', outside)
    return {"drawing": drawn, "page": {url.replace("&amp;", "&") for url in found}}


def texts_of(drawing: ElementTree.Element) -> list[str]:
    return [(element.text or "").strip() for element in drawing.iter("text")]


class _Reader(HTMLParser):
    VOID = {"rect", "line", "circle", "path", "br"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("th", "td"):
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.rows[-1][-1] += data
