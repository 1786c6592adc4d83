"""Forms as a browser sees them, filled with hostile texts, and what must never stand in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice

from .payloads import MARK

WRITTEN = {"text", "search", "email", "url", "tel", "number", "date", "time", "password", ""}
IN_A_TEXTAREA = 20  # payloads that a long text takes at once
TRACES = (MARK, "evil.example", "msgbox", "javascript", "/etc/passwd")
TAG = re.compile(r"<[a-zA-Z][^>]*>")
SCRIPT_OF_OURS = re.compile(r'<script[^>]*\s(?:src="/(?:static|admin)/|type="application/json")')
# Attributes that show a text; whatever else holds one of ours was broken into.
SHOWING = {"value", "title", "content", "alt", "placeholder", "label", "id", "for", "name"}
ADDRESSES = {"href", "action", "hx-get", "hx-post", "src"}
SAFE_ADDRESS = re.compile(r"(?:[/?#]|https?://|mailto:)|$")


@dataclass
class Form:
    """One form: its address and its fields with what they hold, in the page's order."""

    action: str
    method: str
    written: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, payloads: Iterator[str], *, wildly: bool = False) -> dict[str, str | list[str]]:
        """What is sent with payloads in all texts; ``wildly``: in all lists and boxes too."""
        sent: dict[str, str | list[str]] = dict(self.kept)
        for name, kind in self.written.items():
            taken = list(islice(payloads, IN_A_TEXTAREA if kind == "textarea" else 1))
            sent[name] = "\n\n".join(taken)
        for name, values in self.chosen.items():
            sent[name] = [next(payloads)] if wildly else values
        return sent


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("method", "get").lower()))
        elif self.forms and tag in {"input", "textarea", "select"} and found.get("name"):
            self._field(tag, found)
        elif self.forms and tag == "option" and self._select and found.get("value"):
            chosen = self.forms[-1].chosen
            if "selected" in found or not chosen[self._select]:
                chosen[self._select] = [found["value"]]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _field(self, tag: str, found: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], found["name"], found.get("type", "").lower()
        if tag == "select":
            self._select = name
            form.chosen.setdefault(name, [])
        elif tag == "textarea":
            form.written[name] = "textarea"
        elif kind in {"checkbox", "radio"}:
            ticked = [found.get("value", "on")] if "checked" in found else []
            form.chosen.setdefault(name, []).extend(ticked)
        elif kind == "hidden":
            form.kept.setdefault(name, []).append(found.get("value", ""))
        elif kind in WRITTEN:
            form.written[name] = kind


def forms_of(page: str) -> list[Form]:
    """All forms of a page that send something."""
    reader = _Forms()
    reader.feed(page)
    return [form for form in reader.forms if form.method == "post"]


def dangers(page: str, sent: list[str]) -> list[str]:
    """What in ``page`` a browser would take for code or markup of ours; empty where ``sent`` is shown as text."""
    found = [
        payload
        for payload in sent
        if "<" in payload and re.search(r"<[a-zA-Z!/]", payload) and payload in page
    ]
    for tag in TAG.findall(page):
        if tag.startswith("<script") and not SCRIPT_OF_OURS.match(tag):
            found.append(tag)
        elif any(trace in tag for trace in TRACES):
            found += _broken_into(tag)
    return found


def _broken_into(tag: str) -> list[str]:
    reader = _Tag()
    reader.feed(tag)
    found = []
    for name, value in reader.attributes:
        if name in ADDRESSES:
            is_safe = SAFE_ADDRESS.match(value) is not None
        else:
            is_safe = name in SHOWING or name.startswith(("data-", "aria-"))
        if not is_safe and any(trace in f"{name} {value}" for trace in TRACES):
            found.append(f"{name} of {tag[:300]}")
    return found


class _Tag(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]
